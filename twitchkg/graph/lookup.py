"""From a name as people say it to the thing it stands for: labels, CURIEs, other ontologies' terms.

The order: a concept of the graph by label, synonym, misspelling, CURIE or IRI; the concept that is
matched to another ontology's term; and where only the background would know it, an error that says
so.
"""

from __future__ import annotations

from twitchkg.errors import UnknownConcept
from twitchkg.graph.model import Concept, Hit
from twitchkg.graph.names import Names
from twitchkg.graph.search import ConceptIndex
from twitchkg.store.base import Store
from twitchkg.vocab import CLASS, expand

TYPE_CHECKING = False
if TYPE_CHECKING:  # explaining a chain needs no background
    from collections.abc import Callable

    from twitchkg.graph.background import Background
    from twitchkg.graph.index import NamesOnDisk
    from twitchkg.graph.search import Index


class Lookup:
    """The names of a graph; `beyond` gives those of the graph with its background, if other."""

    def __init__(
        self,
        store: Store,
        names: Names,
        background: Background | None,
        beyond: Callable[[], Lookup | None],
    ) -> None:
        self._store = store
        self._names = names
        self._beyond = beyond
        terms = background.terms if background else {}
        self._index: Index
        self.on_disk: NamesOnDisk  # where the names have an index
        if store.names_file:
            from twitchkg.graph.index import NamesOnDisk

            on_disk = NamesOnDisk(store, lambda iri: terms.get(iri) or names.concept(iri))
            self._index = self.on_disk = on_disk
            self._terms_named = on_disk.terms_named
        else:
            from twitchkg.graph.causal import read_arrows

            # In somebody else's graph the ends of causal links are concepts, typed or not.
            ends = {iri for s, _, o in read_arrows(store) for iri in (s, o)}
            self._index = ConceptIndex({**names.concepts(also=ends), **terms}, store.prefixes)
            self._terms_named = self._terms_in_the_graph

    def _terms_in_the_graph(self, text: str) -> list[str]:
        from twitchkg.graph.crossrefs import terms_named

        return terms_named(self._store, text)

    def concept(self, name: str) -> Concept:
        """The concept of that label, synonym, misspelling, CURIE or IRI; else UnknownConcept.

        The IRI or CURIE of another ontology's term (HP:0002380) stands for the one concept that is
        matched to it exactly, or closely where none is.
        """
        from twitchkg.graph.crossrefs import concept_called, concept_named_by

        term = expand(name.strip(), self._store.prefixes)
        if term is not None and term not in self._index:
            return self._index.resolve(concept_named_by(self._store, term) or name)
        try:
            return self._index.resolve(name)
        except UnknownConcept:
            called = concept_called(self._store, self._terms_named(name))
            if called is not None and called in self._index:
                return self._index.resolve(called)
            beyond = self._beyond()
            if beyond is not None:
                beyond.tell_apart(name)
            raise

    def tell_apart(self, name: str) -> None:
        """Raise UnknownConcept that says so if this lookup, the background's, knows the name."""
        try:
            term = self._index.resolve(name)
        except UnknownConcept:
            return
        raise UnknownConcept(name, [term.label], only_background=True) from None

    def resolve(self, name: str, type_iri: str | None) -> str:
        """A concept's IRI; classes and scale values (tk:Mechanism, "believed") may be asked for."""
        wanted = self._names.instances(type_iri) if type_iri else []
        if type_iri == CLASS:
            wanted = [*wanted, *self._names.types()]
        others = {iri: self._names.concept(iri) for iri in wanted if iri not in self._index}
        if others:
            try:
                return ConceptIndex(others, self._store.prefixes).resolve(name).iri
            except UnknownConcept:
                pass  # or a concept after all, such as a narrower kind
        return self._index.resolve(name).iri

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The concepts with a name like `text`, best first; or those matched to a term's CURIE."""
        from twitchkg.graph.crossrefs import hits_called, hits_for

        term = expand(text.strip(), self._store.prefixes)
        if term is not None and term not in self._index:
            return hits_for(self._store, self._index, term)[:limit]
        called = hits_called(self._store, self._index, self._terms_named(text))
        return called[:limit] if called else self._index.search(text, limit)
