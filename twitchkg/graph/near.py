"""What a graph says of what is asked, looked up in its store: nothing else of it is read."""

from __future__ import annotations

from itertools import chain, groupby, islice

from pyoxigraph import NamedNode

from twitchkg import vocab
from twitchkg.graph.causal import causal_properties
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Link
from twitchkg.graph.names import Record
from twitchkg.graph.read import claim_of, read_modalities, read_spans
from twitchkg.graph.redflags import read_red_flags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

    from twitchkg.graph.index import NamesOnDisk
    from twitchkg.graph.knowledge import Arrow
    from twitchkg.graph.model import Claim, Concept, Span
    from twitchkg.graph.names import Names
    from twitchkg.store.base import Store


_TOGETHER = 512
_PARTS = (vocab.SUBJECT, vocab.OBJECT, vocab.PLACE, vocab.CONTEXT)


class Near(Knowledge):
    """As `Contents`, of a graph too large or too far away to be read. It keeps what was asked for.

    Where there is an `index` of its links, arrows come from it, and how many a thing has that has
    many; else they are made of what the store holds.
    """

    def __init__(
        self,
        store: Store,
        names: Names,
        index: NamesOnDisk | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._names = names
        self._causal = causal_properties(store)
        self._has_claims = any(
            True for _ in store.match(None, NamedNode(vocab.A), NamedNode(vocab.CLAIM_CLASS))
        )
        self.joins = self._has_claims or any(
            True for name in self._causal for _ in store.match(None, NamedNode(name))
        )
        said = store.match(None, NamedNode(vocab.MODALITY)) if self._has_claims else iter(())
        used = {each.object.value for each in islice(said, 1) if isinstance(each.object, NamedNode)}
        self.modalities = read_modalities(names, used)
        self.red_flags, _ = read_red_flags(store, names)
        self._claims: dict[str, Claim | None] = {}
        self._spans: dict[str, Span | None] = {}
        self._claims_from: dict[str, list[Claim]] = {}
        self._claims_to: dict[str, list[Claim]] = {}
        self._links_from: dict[str, list[Link]] = {}
        self._links_to: dict[str, list[Link]] = {}
        self._arrows_from: dict[str, list[Arrow]] = {}
        self._arrows_to: dict[str, list[Arrow]] = {}
        self._labels: dict[str, str] = {}

    def links_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """See `Knowledge.links_from`."""
        if new := [iri for iri in iris if iri not in self._links_from]:
            self._links_from.update((iri, []) for iri in new)
            arrows = _named(self._store.match_all(new, self._causal, None))
            claims = self.claims_from(new)
            for link in self.join(arrows, chain.from_iterable(claims[iri] for iri in new)):
                self._links_from[link.subject].append(link)
        return self._links_from

    def links_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Link]]:
        """See `Knowledge.links_to`."""
        if new := [iri for iri in iris if iri not in self._links_to]:
            self._links_to.update((iri, []) for iri in new)
            arrows = _named(self._store.match_all(None, self._causal, new))
            claims = self.claims_to(new)
            for link in self.join(arrows, chain.from_iterable(claims[iri] for iri in new)):
                self._links_to[link.object].append(link)
        return self._links_to

    def arrows_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """See `Knowledge.arrows_from`."""
        if new := [iri for iri in iris if iri not in self._arrows_from]:
            if self._index:
                self._arrows_from.update((iri, self._index.arrows(iri, True)) for iri in new)
            else:
                links = self.links_from(new)
                for iri in new:
                    self._arrows_from[iri] = [self.arrow(each, onward=True) for each in links[iri]]
        return self._arrows_from

    def arrows_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Arrow]]:
        """See `Knowledge.arrows_to`."""
        if new := [iri for iri in iris if iri not in self._arrows_to]:
            if self._index:
                self._arrows_to.update((iri, self._index.arrows(iri, False)) for iri in new)
            else:
                links = self.links_to(new)
                for iri in new:
                    self._arrows_to[iri] = [self.arrow(each, onward=False) for each in links[iri]]
        return self._arrows_to

    def each_link(self) -> Iterator[Link]:
        """Every link of the graph, those that end at one thing together; none of it is kept."""
        # What is most told of a link goes first: see `join`.
        used = sorted(self._causal, key=lambda name: (name == vocab.LEADS_TO, name))
        used = [name for name in used if any(self._store.match(None, NamedNode(name)))]
        if not self._has_claims:
            for subject, name, object_ in self._each_arrow(used, "?s"):
                yield Link(subject, name, object_)
            return
        ends = self._each_arrow(used, "?any")
        new = (end for end, _ in groupby(end for _, _, end in ends))
        while some := list(islice(new, _TOGETHER)):
            arrows = _named(self._store.match_all(None, used, some))
            yield from self.join(arrows, self._saying((vocab.OBJECT,), some))
            self._claims.clear()

    def _each_arrow(self, used: Sequence[str], before: str) -> Iterator[tuple[str, str, str]]:
        """The causal triples but for those where an earlier property joins `before` to the end."""
        # The engine compares terms by reading them, and tells the same from another without.
        joined = f"FILTER(isIRI({before}) && !sameTerm({before}, ?o))"
        for number, name in enumerate(used):
            if name == vocab.LEADS_TO and self._follows(used):
                return
            unless = "".join(
                f"FILTER NOT EXISTS {{ {before} <{each}> ?o {joined} }}" for each in used[:number]
            )
            rows = self._store.rows(f"SELECT ?s ?o {{ ?s <{name}> ?o {unless} }}")
            for subject, object_ in rows:
                if subject == object_ or not isinstance(subject, NamedNode):
                    continue
                if isinstance(object_, NamedNode):
                    yield subject.value, name, object_.value

    def _follows(self, used: Sequence[str]) -> bool:
        """Whether every `tk:leadsTo` surely follows from the one other property, by their number.

        To look each up would take longer than all else.
        """
        if len(used) != 2 or any(self._store.match(None, None, NamedNode(vocab.DENIED))):
            return False
        one, other = (
            list(self._store.rows(f"SELECT (COUNT(*) AS ?n) {{ ?s <{name}> ?o }}")) for name in used
        )
        return one == other

    def claims_from(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """See `Knowledge.claims_from`."""
        if new := [iri for iri in iris if iri not in self._claims_from]:
            self._claims_from.update((iri, []) for iri in new)
            for claim in self._saying((vocab.SUBJECT,), new):
                self._claims_from[claim.subject].append(claim)
        return self._claims_from

    def claims_to(self, iris: Iterable[str]) -> Mapping[str, Sequence[Claim]]:
        """See `Knowledge.claims_to`."""
        if new := [iri for iri in iris if iri not in self._claims_to]:
            self._claims_to.update((iri, []) for iri in new)
            for claim in self._saying((vocab.OBJECT,), new):
                self._claims_to[claim.object].append(claim)
        return self._claims_to

    def about(self, iri: str) -> Sequence[Claim]:
        """See `Knowledge.about`."""
        return self._saying(_PARTS, [iri])

    def named(self, iri: str) -> Concept | None:
        """See `Knowledge.named`."""
        return self._names.concept(iri)

    def label(self, iri: str) -> str:
        """See `Knowledge.label`."""
        if iri not in self._labels:
            self._labels[iri] = self._names.label(iri)
        return self._labels[iri]

    def places_of(self, claim: Claim) -> list[Span]:
        """See `Knowledge.places_of`."""
        if new := [iri for iri in claim.spans if iri not in self._spans]:
            found = read_spans(self._store, new)
            self._spans.update((iri, found.get(iri)) for iri in new)
        spans = (self._spans[iri] for iri in claim.spans)
        return sorted((each for each in spans if each), key=lambda each: (each.source, each.start))

    def crowd(self, iris: Sequence[str], *, onward: bool) -> int:
        """See `Knowledge.crowd`."""
        found = filter(None, map(self._index.hub, iris)) if self._index else ()
        return len(iris) + sum(out if onward else into for out, into in found)

    def _saying(self, parts: Sequence[str], iris: Sequence[str]) -> list[Claim]:
        """The claims that have one of the things for one of those parts, by their IRIs."""
        if not self._has_claims:
            return []
        rows = self._store.match_all(None, parts, iris)
        names = {each.subject.value for each in rows if isinstance(each.subject, NamedNode)}
        self._read(sorted(names - self._claims.keys()))
        return sorted(claim for iri in names if (claim := self._claims[iri]))

    def _read(self, claims: Sequence[str]) -> None:
        records = {iri: Record() for iri in claims}
        for subject, predicate, value in _values(self._store.match_all(claims, None, None)):
            records[subject].setdefault(predicate, []).append(value)
        for iri, record in records.items():
            is_claim = vocab.CLAIM_CLASS in record.iris(vocab.A)
            self._claims[iri] = claim_of(iri, record) if is_claim else None


def _named(triples: Iterable[Triple]) -> Iterator[tuple[str, str, str]]:
    """Between different named things."""
    for subject, predicate, object_ in triples:
        named = isinstance(subject, NamedNode) and isinstance(object_, NamedNode)
        if named and subject != object_:
            yield subject.value, predicate.value, object_.value


def _values(triples: Iterable[Triple]) -> Iterator[tuple[str, str, object]]:
    """As records hold them: IRIs as text, literals as they are."""
    for subject, predicate, value in triples:
        if isinstance(subject, NamedNode):
            value_ = value.value if isinstance(value, NamedNode) else value
            yield subject.value, predicate.value, value_
