"""What may be asked of what a graph says, whether all of it was read or only what is asked.

A *link* is one causal arrow of the graph (a plain triple whose property is ``tk:leadsTo`` or below
it); the *claims* on it say how firmly the source states it, under which condition, and where. A
link of somebody else's graph may carry no claim at all: that is told, never hidden.
"""

from __future__ import annotations

from twitchkg.graph.walk import walk
from twitchkg.vocab import BROADER, DENIED, LEADS_TO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from twitchkg.graph.background import Background, Origin
    from twitchkg.graph.model import Claim, Concept, Link, Modality, RedFlag, Span

    Arrow: TypeAlias = tuple[str, int, bool]
    """A link seen from one end: the other end, how firm it is, whether it is a summary."""

UNRECORDED = 0
"""Rank of a link that no claim speaks of: below every rank of ``tk:ModalityScheme``."""


class Knowledge:
    """What a graph says of the things that are asked for. Keys and ends are IRIs.

    Of many things at once, because a graph may be far away: what is asked for together is fetched
    together. What a mapping does not hold, the graph does not say.

    Attributes:
        modalities: degrees of firmness, by IRI, firmest first.
        red_flags: rules, most urgent first.
        joins: whether it holds any causal link, or a claim.
        background: what other sources say around the graph; None where there is none.
    """

    modalities: Mapping[str, Modality]
    red_flags: tuple[RedFlag, ...]
    joins: bool
    background: Background | None = None

    def links_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """The links that begin at things, by their subjects."""
        raise NotImplementedError

    def links_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """The links that end at things, by their objects."""
        raise NotImplementedError

    def arrows_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """The same as arrows, which a search looks at by the thousand."""
        raise NotImplementedError

    def arrows_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """The links that end at things as arrows."""
        raise NotImplementedError

    def claims_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """What the graph's own sources say of things, by subject; by the claims' IRIs."""
        raise NotImplementedError

    def claims_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """The claims that things are the object of, by them; by the claims' IRIs."""
        raise NotImplementedError

    def about(self, iri: str) -> Sequence[Claim]:
        """The claims that name a concept as subject, object, place or context, by IRI."""
        raise NotImplementedError

    def named(self, iri: str) -> Concept | None:
        """The concept of that IRI, None where it is none."""
        raise NotImplementedError

    def label(self, iri: str) -> str:
        """The name to show for a concept, property, frequency … : never empty."""
        raise NotImplementedError

    def places_of(self, claim: Claim) -> list[Span]:
        """The spans a claim rests on that the graph describes, in reading order."""
        raise NotImplementedError

    def crowd(self, iris: Sequence[str], *, onward: bool) -> int:
        """About how many links begin at things, or end there: what fetching them may cost."""
        return len(iris)

    def arrow(self, link: Link, *, onward: bool) -> Arrow:
        """A link from its subject, or back from its object."""
        return (
            link.object if onward else link.subject,
            self.link_rank(link),
            link.is_summary,
        )

    def out_of(self, iri: str) -> Sequence[Link]:
        """The links that begin at one thing."""
        return self.links_from([iri]).get(iri, ())

    def into(self, iri: str) -> Sequence[Link]:
        """The links that end at one thing."""
        return self.links_to([iri]).get(iri, ())

    def effects(self, iri: str) -> Iterable[str]:
        """What a thing leads to in one step; a step for `walk`."""
        return (link.object for link in self.out_of(iri))

    def causes(self, iri: str) -> Iterable[str]:
        """What leads to a thing in one step."""
        return (link.subject for link in self.into(iri))

    def kinds_of(self, iri: str) -> list[Claim]:
        """The claims that a thing is a kind of something."""
        said = self.claims_from([iri]).get(iri, ())
        return [c for c in said if c.predicate == BROADER and c.modality != DENIED]

    def broader(self, starts: Iterable[str]) -> Iterator[str]:
        """Things and whatever they are said to be a kind of, the nearest first."""
        ways = walk(starts, lambda iri: [claim.object for claim in self.kinds_of(iri)])
        return (iri for iri, _ in ways)

    def modality(self, iri: str) -> Modality | None:
        """The modality of that IRI, or None where no claim says how firmly."""
        return self.modalities.get(iri)

    def rank(self, claim: Claim) -> int:
        """How firm a claim is: the rank of its modality, `UNRECORDED` where it has none."""
        modality = self.modalities.get(claim.modality)
        return modality.rank if modality else UNRECORDED

    def link_rank(self, link: Link) -> int:
        """A link is as firm as its firmest claim; `UNRECORDED` where no claim speaks of it."""
        return self.rank(link.claims[0]) if link.claims else UNRECORDED

    def link_modality(self, link: Link) -> Modality | None:
        """The modality of the firmest claim on a link."""
        return self.modalities.get(link.claims[0].modality) if link.claims else None

    def origin(self, iri: str) -> Origin | None:
        """Where a background fact of that IRI is from; None for the graph's own claims."""
        return self.background.origins.get(iri) if self.background else None

    def join(
        self, arrows: Iterable[tuple[str, str, str]], claims: Iterable[Claim]
    ) -> tuple[Link, ...]:
        """The links that arrows and all claims on their ends make, by their ends in order."""
        from twitchkg.graph.model import Link

        said: dict[tuple[str, str], list[Claim]] = {}
        denied = set()
        for claim in claims:
            if claim.modality == DENIED:
                denied.add((claim.subject, claim.object))
            else:
                said.setdefault((claim.subject, claim.object), []).append(claim)
        drawn: dict[tuple[str, str], set[str]] = {}
        for subject, predicate, object_ in arrows:
            drawn.setdefault((subject, object_), set()).add(predicate)
        links = []
        for (subject, object_), predicates in sorted(drawn.items()):
            among = [c for c in said.get((subject, object_), ()) if c.predicate in predicates]
            if not among and (subject, object_) in denied:
                continue  # a denial makes no link, whatever the plain triples say
            among.sort(key=lambda c: (-self.rank(c), c.iri))
            names = [c.predicate for c in among] + sorted(predicates - {LEADS_TO})
            predicate = next((p for p in names if p != LEADS_TO), LEADS_TO)
            links.append(Link(subject, predicate, object_, tuple(among)))
        return tuple(links)
