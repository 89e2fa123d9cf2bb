"""The object that `twitchkg.open()` returns. It delegates and holds no logic of its own."""

from __future__ import annotations

from functools import cached_property

from .errors import BadParameter, UnknownConcept
from .store import open_store
from .vocab import expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx
    import rdflib

    from .background import Background
    from .claims import Claims
    from .concepts import Names
    from .model import Chains, Concept, Hit
    from .outcomes import Assessment, Bottlenecks, Comparison, Remaining
    from .search import ConceptIndex
    from .store import Source
    from .store.base import Answer, Store


def open(
    *sources: Source, add: Source | tuple[Source, ...] = (), background: bool = False
) -> KnowledgeGraph:
    """Open a graph: the built-in one if no source is named.

    Args:
        sources: RDF files (ttl, nt, nq, trig, rdf/xml, jsonld, n3; .gz too) or an rdflib graph;
            several are laid over each other.
        add: more of the same, laid over the built-in graph or over `sources`.
        background: lay over it what open ontologies say around the article, too.

    Raises:
        UnreadableSource, InvalidGraph, StoreUnavailable: each names the source and what to do.
    """
    more = add if isinstance(add, tuple) else (add,)
    if background:
        from .files import extra_path

        more = (*more, extra_path("background"))
    if not sources and more:
        from .files import module_paths

        sources = module_paths()
    return KnowledgeGraph(open_store(*sources, *more))


class KnowledgeGraph:
    """A graph to ask. Concepts may be named as people say them, by CURIE or by IRI."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __repr__(self) -> str:
        return f"<KnowledgeGraph on {type(self.store).__name__}>"

    def query(self, sparql: str, *, timeout: float | None = None) -> Answer:
        """Answer SPARQL 1.1: a `Table` for SELECT, a bool for ASK, a `Graph` for CONSTRUCT.

        Args:
            sparql: the query; prefixes that the graph knows need not be declared.
            timeout: seconds after which QueryTimeout is raised; None waits.

        Raises:
            QuerySyntaxError, QueryRefused, QueryTimeout.
        """
        return self.store.query(sparql, timeout=timeout)

    def ask(self, name: str, /, *, timeout: float | None = None, **parameters: object) -> Answer:
        """Answer a saved query, such as ``ask("causes-of", symptom="fasciculation")``.

        Raises:
            UnknownQuery, BadParameter, UnknownConcept: each says what there is.
        """
        from .asking import bound

        text = bound(name, parameters, self._resolve, self.store)
        return self.store.query(text, timeout=timeout)

    @cached_property
    def _names(self) -> Names:
        from .concepts import read_names

        return read_names(self.store)

    @cached_property
    def claims(self) -> Claims:
        """Everything the graph says, as plain values: concepts, claims, links, red flags."""
        from .claims import read_claims

        return read_claims(self.store, self._names)

    @cached_property
    def _index(self) -> ConceptIndex:
        from .search import ConceptIndex

        concepts = self._names.concepts(also=self._link_ends)
        return ConceptIndex(
            dict(concepts, **self._background.terms) if self._background else concepts
        )

    @cached_property
    def _background(self) -> Background | None:
        from .claims import read_background

        return read_background(self.store, self._names)

    @cached_property
    def _link_ends(self) -> frozenset[str]:
        """In somebody else's graph these are concepts, typed or not."""
        from .claims import read_arrows

        return frozenset(iri for s, _, o in read_arrows(self.store) for iri in (s, o))

    def _resolve(self, name: str, type_iri: str | None) -> str:
        """A concept's IRI; classes and scale values (tk:Mechanism, "believed") may be asked for."""
        from .search import ConceptIndex

        wanted = self._names.instances(type_iri) if type_iri else []
        others = {iri: self._names.concept(iri) for iri in wanted if iri not in self._index}
        if others:
            try:
                return ConceptIndex(others).resolve(name).iri
            except UnknownConcept:
                pass  # or a concept after all, such as a narrower kind
        return self._index.resolve(name).iri

    def concept(self, name: str) -> Concept:
        """The concept of that label, synonym, misspelling, CURIE or IRI; else UnknownConcept.

        The IRI or CURIE of another ontology's term (HP:0002380) stands for the one concept that is
        matched to it exactly, or closely where none is.
        """
        term = expand(name.strip())
        if term is not None and term not in self._index:
            from .crossrefs import concept_named_by

            return self._index.resolve(concept_named_by(self.store, term) or name)
        return self._index.resolve(name)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The concepts with a name like `text`, best first; or those matched to a term's CURIE."""
        term = expand(text.strip())
        if term is not None and term not in self._index:
            from .crossrefs import hits_for

            return hits_for(self.store, self._index, term)[:limit]
        return self._index.search(text, limit)

    def chains(self, start: str, end: str, limit: int = 10) -> Chains:
        """How one concept leads to another: ranked chains, each step with its claims."""
        from .chains import find_chains

        return find_chains(self.claims, self.concept(start).iri, self.concept(end).iri, limit=limit)

    def triage(
        self,
        present: str | Sequence[str],
        absent: str | Sequence[str] = (),
        unknown: str | Sequence[str] = (),
    ) -> Assessment:
        """What the red flags say of findings in everyday words, such as "numb foot".

        The answer never says that all is well: `urgency` None means that no red flag of this
        graph applies.
        """
        from .triage import assess

        said = ((each,) if isinstance(each, str) else each for each in (present, absent, unknown))
        return assess(self.store, self.claims, *said)

    def bottlenecks(self, symptom: str) -> Bottlenecks:
        """What every chain from the causes of daily life to a symptom must pass."""
        from .analysis import bottlenecks

        return bottlenecks(self.claims, self.concept(symptom).iri)

    def what_if(self, symptom: str, without: Sequence[str]) -> Remaining:
        """Which chains to a symptom are left, and which are cut, without some concepts."""
        from .analysis import what_if

        taken = [self.concept(name).iri for name in without]
        return what_if(self.claims, self.concept(symptom).iri, taken)

    def compare(self, first: str, second: str, symptom: str = "fasciculation") -> Comparison:
        """What two causes share on their way to a symptom, and what they do not."""
        from .analysis import compare

        ends = (self.concept(name).iri for name in (first, second, symptom))
        return compare(self.claims, *ends)

    def explorer(
        self, start: str | None = None, end: str | None = None, *, sparql: bool = True
    ) -> str:
        """The HTML text of the page; with two names it opens on the chains between them.

        With `sparql` the page holds the whole graph and an engine, and answers SPARQL itself
        (3 MB instead of 1 MB).
        """
        from .explorer import render

        if (start is None) != (end is None):
            raise BadParameter("name both ends of the chains, start and end")
        chains = None if start is None or end is None else self.chains(start, end)
        from .explorer.references import read_references

        references = read_references(self.store)
        if not sparql:
            return render(self.claims, chains, references=references)
        from .explorer.sparql import Panel

        panel = Panel(self.store.triples())
        return render(self.claims, chains, sparql=panel, references=references)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy of the graph for rdflib, with its prefixes bound."""
        from .table import Graph

        return Graph(self.store.triples()).to_rdflib()

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The causal links for networkx: nodes and edges with plain text attributes."""
        from .export.networks import to_networkx

        return to_networkx(self.claims)

    def close(self) -> None:
        """Give back what the store holds."""
        self.store.close()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()
