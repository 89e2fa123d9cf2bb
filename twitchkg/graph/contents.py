"""What a graph holds: claims, causal links and where the source says so, as plain values."""

from __future__ import annotations

from functools import cached_property

from twitchkg.graph.knowledge import UNRECORDED, Knowledge
from twitchkg.graph.model import Claim, Concept, Link, Modality, RedFlag, Span, Urgency
from twitchkg.graph.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twitchkg.graph.background import Background
    from twitchkg.graph.knowledge import Arrow

__all__ = ["UNRECORDED", "Contents"]


class Contents(Knowledge):
    """All that a graph says, ready to walk. Keys and ends are IRIs.

    Attributes:
        names: every name in the graph.
        concepts: the things by IRI, those of the background among them.
        claims: what the graph's own sources say, by the claims' IRIs in order.
        links: the causal arrows by their ends in order, those of the background last.
        outgoing, incoming: the links by their subject, and by their object.
        spans: places in the sources, by IRI.
        urgencies: rungs, most urgent first.
        kinds: the classes of concepts with their labels.
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
        self._own_links = self.join(arrows, self.claims)
        self._keep(self._own_links + self.background_links)
        self.joins = bool(self.links or self.claims)

    def _keep(self, links: tuple[Link, ...]) -> None:
        self.links = links
        self.outgoing: dict[str, list[Link]] = {}
        self.incoming: dict[str, list[Link]] = {}
        for link in links:
            self.outgoing.setdefault(link.subject, []).append(link)
            self.incoming.setdefault(link.object, []).append(link)
        self._arrows_from: dict[str, list[Arrow]] = {}
        self._arrows_to: dict[str, list[Arrow]] = {}

    def links_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """See `Knowledge.links_from`."""
        return self.outgoing

    def links_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """See `Knowledge.links_to`."""
        return self.incoming

    def arrows_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """See `Knowledge.arrows_from`."""
        for iri in iris:
            if iri not in self._arrows_from:
                links = self.outgoing.get(iri, ())
                self._arrows_from[iri] = [self.arrow(link, onward=True) for link in links]
        return self._arrows_from

    def arrows_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """See `Knowledge.arrows_to`."""
        for iri in iris:
            if iri not in self._arrows_to:
                links = self.incoming.get(iri, ())
                self._arrows_to[iri] = [self.arrow(link, onward=False) for link in links]
        return self._arrows_to

    def claims_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """See `Knowledge.claims_from`."""
        return self._by_subject

    def claims_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """See `Knowledge.claims_to`."""
        return self._by_object

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.subject, []).append(claim)
        return found

    @cached_property
    def _by_object(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.object, []).append(claim)
        return found

    def named(self, iri: str) -> Concept | None:
        """See `Knowledge.named`."""
        return self.concepts.get(iri)

    def label(self, iri: str) -> str:
        """See `Knowledge.label`."""
        concept = self.concepts.get(iri)
        return concept.label if concept else self.names.label(iri)

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
        own.__dict__.pop("background_links", None)
        return own

    def about(self, iri: str) -> list[Claim]:
        """See `Knowledge.about`."""
        return [
            c for c in self.claims if iri in (c.subject, c.object, c.context) or iri in c.places
        ]

    def places_of(self, claim: Claim) -> list[Span]:
        """See `Knowledge.places_of`."""
        found = [self.spans[iri] for iri in claim.spans if iri in self.spans]
        return sorted(found, key=lambda span: (span.source, span.start))
