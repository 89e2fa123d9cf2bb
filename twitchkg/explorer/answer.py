"""The answer on chains as the page's data: links, statements and things by their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twitchkg.chains.firmness import counts_as

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.explorer.statements import Statements, View
    from twitchkg.graph.model import Chain, Chains, Claim, Link, Related, WhyNot


def answer(chains: Chains, told: Statements) -> View:
    """The parts of the answer by the names of `Chains`, as the page's own search gives them."""
    return _Answer(told).whole(chains)


class _Answer:
    """Words the values of `chains` by the places that `told` gives them."""

    def __init__(self, told: Statements) -> None:
        self._told, self._contents = told, told.contents

    def whole(self, chains: Chains) -> View:
        name = self._told.names
        thing = name.place
        return {
            "start": thing.get(chains.start, -1),
            "end": thing.get(chains.end, -1),
            "startLabel": name(
                chains.start_kind_of[0].subject if chains.start_kind_of else chains.start
            ),
            "endLabel": name(chains.kind_of[0].subject if chains.kind_of else chains.end),
            "summaries": self._links(chains.summaries),
            "cards": [self._card(chain) for chain in chains.chains],
            "complete": chains.complete,
            "kindOf": self._claims(chains.kind_of),
            "startKindOf": self._claims(chains.start_kind_of),
            "routes": [
                {
                    "before": self._links(route.before),
                    "ways": [self._links(way) for way in route.ways],
                    "after": self._links(route.after),
                    "chains": list(route.chains),
                }
                for route in chains.routes
            ],
            "also": {
                "involves": self._related(chains.also.involves),
                "worsens": self._related(chains.also.worsens),
                "associated": self._claims(chains.also.associated),
            },
            "whyNot": self._why_not(chains.why_not) if chains.why_not else None,
        }

    def _why_not(self, why_not: WhyNot) -> View:
        in_one_go, back = why_not.reverse
        thing = self._told.names.place
        return {
            "denied": self._claims(why_not.denied),
            "levels": self._related(why_not.levels),
            "purposes": self._claims(why_not.purposes),
            "reverse": {
                "summaries": self._links(in_one_go),
                "chains": [self._card(chain) for chain in back],
            },
            "onward": [thing[iri] for iri in why_not.onward],
            "causes": [thing[iri] for iri in why_not.causes],
            "otherCauses": [thing[iri] for iri in why_not.other_causes],
            "broader": self._claims(why_not.broader),
            "narrower": self._related(why_not.narrower),
            "background": self._claims(why_not.background),
        }

    def _links(self, links: Iterable[Link]) -> list[int]:
        return [self._told.place[link.subject, link.predicate, link.object] for link in links]

    def _claims(self, claims: Iterable[Claim]) -> list[int]:
        return [self._told.row[claim.iri] for claim in claims]

    def _related(self, related: Iterable[Related]) -> list[View]:
        return [
            {
                "claim": self._told.row[each.claim.iri],
                "chain": self._card(each.chain) if each.chain else None,
            }
            for each in related
        ]

    def _card(self, chain: Chain) -> View:
        """A chain; its weakest steps are those that stand furthest down the scale."""
        steps = self._links(chain.steps)
        claims = [
            self._told.row[claim.iri] if claim else self._told.links[step]["rows"][0]
            for claim, step in zip(chain.claims, steps, strict=True)
        ]
        counted = [counts_as(self._contents, chain, place) for place in range(len(steps))]
        firm = [
            self._told.modality[each.iri] if each else self._told.rows[row]["modality"]
            for each, row in zip(counted, claims, strict=True)
        ]
        weakest = max(firm)  # the scale runs from firm to weak
        return {
            "steps": steps,
            "claims": claims,
            "borrowed": list(chain.borrowed),
            "firm": firm,
            "weakest": [place for place, each in enumerate(firm) if each == weakest],
            "modality": weakest,
        }
