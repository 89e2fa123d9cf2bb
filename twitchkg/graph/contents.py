"""What a graph holds: claims, causal links and where the source says so, as plain values.

A *link* is one causal arrow of the graph (a plain triple whose property is ``tk:leadsTo`` or below
it); the *claims* on it say how firmly the source states it, under which condition, and where. A
link of somebody else's graph may carry no claim at all: that is told, never hidden.
"""

from __future__ import annotations

from functools import cached_property

from twitchkg.graph.model import Claim, Concept, Link, Modality, RedFlag, Span, Urgency
from twitchkg.graph.names import Names
from twitchkg.graph.walk import walk
from twitchkg.vocab import (
    BROADER,
    DENIED,
    LEADS_TO,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twitchkg.graph.background import Background, Origin

UNRECORDED = 0
"""Rank of a link that no claim speaks of: below every rank of ``tk:ModalityScheme``."""


class Contents:
    """What a graph says, ready to walk. Keys and ends are IRIs.

    Attributes:
        names: every name in the graph.
        concepts: the things by IRI, those of the background among them.
        claims: what the graph's own sources say, by the claims' IRIs in order.
        links: the causal arrows by their ends in order, those of the background last.
        outgoing, incoming: the links by their subject, and by their object.
        broader: what a thing is said to be a kind of, by the claims' IRIs in order.
        broader_claims: the claims that say so.
        spans, modalities: places in the sources and degrees of firmness, by IRI.
        red_flags, urgencies: rules and rungs, most urgent first.
        kinds: the classes of concepts with their labels.
        background: what other sources say around the graph; None where there is none.
    """

    def __init__(
        self,
        *,
        names: Names,
        concepts: Mapping[str, Concept],
        claims: Iterable[Claim],
        arrows: Iterable[tuple[str, str, str]],
        spans: Mapping[str, Span],
        modalities: Mapping[str, Modality],
        red_flags: tuple[RedFlag, ...] = (),
        urgencies: tuple[Urgency, ...] = (),
        background: Background | None = None,
    ) -> None:
        self.names = names
        self.background = background
        self.concepts = {**concepts, **background.terms} if background else concepts
        self.claims = tuple(sorted(claims))
        self.spans = spans
        self.modalities = modalities
        self.red_flags = red_flags
        self.urgencies = urgencies
        self.kinds = names.kinds()
        self._own_concepts = concepts
        self._own_links = self._links(arrows)
        self._keep(self._own_links + self.background_links)
        self.broader_claims: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.predicate == BROADER and claim.modality != DENIED:
                self.broader_claims.setdefault(claim.subject, []).append(claim)
        self.broader = {
            narrow: [claim.object for claim in claims]
            for narrow, claims in self.broader_claims.items()
        }

    def _keep(self, links: tuple[Link, ...]) -> None:
        self.links = links
        self.outgoing: dict[str, list[Link]] = {}
        self.incoming: dict[str, list[Link]] = {}
        for link in links:
            self.outgoing.setdefault(link.subject, []).append(link)
            self.incoming.setdefault(link.object, []).append(link)

    def effects(self, iri: str) -> Iterable[str]:
        """What a thing leads to in one step; a step for `walk`."""
        return (link.object for link in self.outgoing.get(iri, ()))

    def causes(self, iri: str) -> Iterable[str]:
        """What leads to a thing in one step."""
        return (link.subject for link in self.incoming.get(iri, ()))

    @cached_property
    def shortcuts(self) -> frozenset[tuple[str, str]]:
        """The ends of the summary links that other links spell out step by step."""
        ends: dict[str, set[str]] = {}
        for link in self.links:
            if link.is_summary:
                ends.setdefault(link.subject, set()).add(link.object)

        def steps(iri: str) -> Iterable[str]:
            return (link.object for link in self.outgoing.get(iri, ()) if not link.is_summary)

        found = []
        for start, left in ends.items():
            for iri, _ in walk([start], steps):
                if iri in left:
                    found.append((start, iri))
                    left.remove(iri)
                    if not left:
                        break
        return frozenset(found)

    @cached_property
    def spelt_out(self) -> dict[str, list[Link]]:
        """The links that chains are made of, by subject: all but the shortcuts."""
        usable: dict[str, list[Link]] = {}
        for link in self.links:
            if not (link.is_summary and (link.subject, link.object) in self.shortcuts):
                usable.setdefault(link.subject, []).append(link)
        return usable

    def label(self, iri: str) -> str:
        """The name to show for a concept, property, frequency … : never empty."""
        concept = self.concepts.get(iri)
        return concept.label if concept else self.names.label(iri)

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

    @cached_property
    def background_links(self) -> tuple[Link, ...]:
        """The background's causal arrows, by their ends in order."""
        if not self.background:
            return ()
        return tuple(
            Link(*ends, tuple(sorted(facts, key=lambda fact: (-self.rank(fact), fact.iri))))
            for ends, facts in sorted(self.background.links().items())
        )

    @cached_property
    def article(self) -> Contents:
        """The same without the background: what chains are counted in."""
        if self.background is None:
            return self
        from copy import copy

        own = copy(self)
        own.background, own.concepts = None, self._own_concepts
        own._keep(self._own_links)
        for name in ("background_links", "shortcuts", "spelt_out"):
            own.__dict__.pop(name, None)
        return own

    def origin(self, iri: str) -> Origin | None:
        """Where a background fact of that IRI is from; None for the graph's own claims."""
        return self.background.origins.get(iri) if self.background else None

    def about(self, iri: str) -> list[Claim]:
        """The claims that name a concept as subject, object, place or context, by IRI."""
        return [
            c for c in self.claims if iri in (c.subject, c.object, c.context) or iri in c.places
        ]

    def places_of(self, claim: Claim) -> list[Span]:
        """The spans a claim rests on that the graph describes, in reading order."""
        found = [self.spans[iri] for iri in claim.spans if iri in self.spans]
        return sorted(found, key=lambda span: (span.source, span.start))

    def _links(self, arrows: Iterable[tuple[str, str, str]]) -> tuple[Link, ...]:
        said: dict[tuple[str, str], list[Claim]] = {}
        for claim in self.claims:
            if claim.modality != DENIED:
                said.setdefault((claim.subject, claim.object), []).append(claim)
        denied = {(c.subject, c.object) for c in self.claims if c.modality == DENIED}
        drawn: dict[tuple[str, str], set[str]] = {}
        for subject, predicate, object_ in arrows:
            drawn.setdefault((subject, object_), set()).add(predicate)
        links = []
        for (subject, object_), predicates in sorted(drawn.items()):
            claims = [c for c in said.get((subject, object_), ()) if c.predicate in predicates]
            if not claims and (subject, object_) in denied:
                continue  # a denial makes no link, whatever the plain triples say
            claims.sort(key=lambda c: (-self.rank(c), c.iri))
            named = [c.predicate for c in claims] + sorted(predicates - {LEADS_TO})
            predicate = next((p for p in named if p != LEADS_TO), LEADS_TO)
            links.append(Link(subject, predicate, object_, tuple(claims)))
        return tuple(links)
