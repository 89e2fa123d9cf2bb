"""Names looked up as they are asked for, in a graph too large to read every one."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg import vocab
from twitchkg.graph.names import Names, is_thing
from twitchkg.graph.walk import walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twitchkg.graph.model import Concept
    from twitchkg.store.base import Store

_FORM = NamedNode(vocab.LITERAL_FORM)


class NearNames(Names):
    """As `Names`; only what goes through all things of a kind takes as long as there are such."""

    def __init__(self, store: Store, languages: Iterable[str] = ()) -> None:
        self._store = store
        self._last = ""
        self._said: dict[str, list[object]] = {}
        self._unused = {p for p in vocab.NAMING if not any(store.match(None, NamedNode(p)))}
        super().__init__((), languages)

    def _values(self, predicate: str, iri: str) -> list[object]:
        if predicate in self._unused:
            return []
        if self._last != iri:
            self._last, self._said = iri, {}
        if predicate not in self._said:
            self._said[predicate] = self._look_up(predicate, iri)
        return self._said[predicate]

    def _look_up(self, predicate: str, iri: str) -> list[object]:
        found: list[object] = []
        for triple in self._store.match(NamedNode(iri), NamedNode(predicate)):
            value = triple.object
            if predicate in vocab.XL_LABELS and not isinstance(value, (Literal, Triple)):
                found += [form.object for form in self._store.match(value, _FORM)]
            found.append(value.value if isinstance(value, NamedNode) else value)
        return found

    def _below_concept(self) -> frozenset[str]:
        below = walk([vocab.CONCEPT], lambda iri: self._subjects(vocab.SUB_CLASS_OF, iri))
        return frozenset(iri for iri, _ in below)

    def _subjects(self, predicate: str, object: str | None = None) -> Iterator[str]:
        value = None if object is None else NamedNode(object)
        for triple in self._store.match(None, NamedNode(predicate), value):
            if isinstance(triple.subject, NamedNode):
                yield triple.subject.value

    def concept(self, iri: str) -> Concept:
        """See `Names.concept`; it is not kept, for there may be too many."""
        return self._read(iri)

    def instances(self, class_iri: str) -> list[str]:
        """See `Names.instances`."""
        return sorted(set(self._subjects(vocab.A, class_iri)))

    def types(self) -> set[str]:
        """See `Names.types`."""
        rows = self._store.rows(f"SELECT DISTINCT ?kind {{ ?thing <{vocab.A}> ?kind }}")
        return {kind.value for (kind,) in rows if isinstance(kind, NamedNode)}

    def things(self) -> set[str]:
        """See `Names.things`."""
        return set(self.each_thing())

    def each_thing(self) -> Iterator[str]:
        """As `things`, one after the other, some more than once."""
        typed = (iri for kind in self.below_concept for iri in self._subjects(vocab.A, kind))
        first = next(typed, None)
        if first is not None:
            yield first
            yield from typed
            return
        kinds = self.types()
        for name in vocab.LABELS:
            for iri in self._subjects(name):
                if is_thing(iri, kinds, self._values(vocab.A, iri)):
                    yield iri
