"""The object that `twitchkg.open()` returns. It delegates and holds no logic of its own."""

from __future__ import annotations

from functools import cached_property

from twitchkg.errors import BadParameter
from twitchkg.store import open_store
from twitchkg.store.base import MEMORY, TIMEOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx
    import rdflib

    from twitchkg.chains.bottlenecks import Bottlenecks
    from twitchkg.chains.compare import Comparison
    from twitchkg.chains.modifiable import Modifiable
    from twitchkg.chains.what_if import Remaining
    from twitchkg.explorer.inline import Page
    from twitchkg.graph.background import Background
    from twitchkg.graph.contents import Contents
    from twitchkg.graph.coverage import Coverage
    from twitchkg.graph.knowledge import Knowledge
    from twitchkg.graph.lookup import Lookup
    from twitchkg.graph.model import Chains, Claim, Concept, Hit
    from twitchkg.graph.names import Names
    from twitchkg.graph.questions import SavedQuery
    from twitchkg.graph.summary import Summary
    from twitchkg.store import Source
    from twitchkg.store.base import Answer, Store
    from twitchkg.triage.assess import Triage
    from twitchkg.triage.verdict import Assessment


def open(
    *sources: Source,
    add: Source | tuple[Source, ...] = (),
    background: bool = False,
    causal: str | Sequence[str] = (),
    default_graph: bool = False,
    languages: str | Sequence[str] = (),
    input_format: str = "",
) -> KnowledgeGraph:
    """Open a graph: the built-in one if no source is named.

    Args:
        sources: files (RDF as ttl, nt, nq, trig, rdf/xml, jsonld, n3; .gz too), directories of
            them, "-" for standard input, or an rdflib graph; several are laid over each other.
        add: more of the same, laid over the built-in graph or over `sources`.
        background: lay over it what open ontologies say around the article, too.
        causal: properties of the graph, by CURIE or IRI, that chains may run along, too.
        default_graph: only what stands in no named graph is asked, unless a query says GRAPH.
        languages: tags such as "de" or "de-AT", in which things are named, the best first.
        input_format: the extension that a source without one should have.

    Raises:
        UnreadableSource, InvalidGraph, StoreUnavailable: each names the source and what to do.
        BadParameter: a causal property that joins nothing.
    """
    more = add if isinstance(add, tuple) else (add,)
    foreign = bool(sources or more or causal)
    if background:
        from twitchkg.graph.background import background_file

        more = (*more, background_file())
    store = open_store(*sources, add=more, default_graph=default_graph, input_format=input_format)
    if foreign and (causal or store.prepared is None):
        from twitchkg.graph.causal import with_causal

        store = with_causal(store, (causal,) if isinstance(causal, str) else causal)
    return KnowledgeGraph(store, (languages,) if isinstance(languages, str) else languages)


class KnowledgeGraph:
    """A graph to ask. Concepts may be named as people say them, by CURIE or by IRI."""

    def __init__(self, store: Store, languages: Sequence[str] = ()) -> None:
        self.store = store
        self.languages = tuple(languages)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph on {type(self.store).__name__}>"

    def query(
        self,
        sparql: str,
        *,
        timeout: float | None = TIMEOUT,
        max_memory: int | None = MEMORY,
        confined: bool = True,
        **bindings: object,
    ) -> Answer:
        """Answer SPARQL 1.1: a `Table` for SELECT, a bool for ASK, a `Graph` for CONSTRUCT.

        It runs in a process of its own, which reaches neither files nor the network. (Where
        threads run, as in a notebook, see `twitchkg.store.worker`.)

        Args:
            sparql: the query; prefixes that the graph knows need not be declared.
            timeout: seconds after which QueryTimeout is raised; None or 0 waits.
            max_memory: bytes that it may take, else QueryRefused; None or 0 for no limit.
            confined: False runs a text that is trusted in this process, without limits.
            bindings: what ``VALUES ?name { … }`` in the query shall hold: a `Concept`, a term, a
                number or text (which stays text, whatever is in it), or a list of them.

        Raises:
            QuerySyntaxError, QueryRefused, QueryTimeout.
            BadParameter: a binding of another kind, or that the query has no VALUES for.
        """
        if bindings:
            from twitchkg.graph.questions import fill

            sparql = fill(sparql, bindings)
        return self.store.query(sparql, timeout=timeout, max_memory=max_memory, confined=confined)

    def ask(
        self,
        name: str,
        /,
        *,
        timeout: float | None = TIMEOUT,
        max_memory: int | None = MEMORY,
        **parameters: object,
    ) -> Answer:
        """Answer a saved query, such as ``ask("causes-of", symptom="fasciculation")``.

        The limits are those of `query`.

        Raises:
            UnknownQuery, BadParameter, UnknownConcept: each says what there is.
        """
        return self.asked.query(
            self.question(name, parameters), timeout=timeout, max_memory=max_memory, confined=None
        )

    def queries(self) -> list[SavedQuery]:
        """The saved queries that `ask` answers, by name; raises BadHeader, UnreadableSource."""
        from twitchkg.graph.questions import saved_queries

        return saved_queries()

    def question(self, name: str, parameters: Mapping[str, object]) -> str:
        """The SPARQL text of a saved query with its parameters filled in; raises as `ask`."""
        from twitchkg.graph.questions import bind_names

        return bind_names(name, parameters, self._lookup.resolve, self.store)

    @cached_property
    def asked(self) -> Store:
        """What saved questions are asked of: links that no claim speaks of are told in them, too.

        This graph itself where a claim is on every link.
        """
        from twitchkg.graph.bare import with_bare_links

        return with_bare_links(self.store, lambda: self.contents)

    @cached_property
    def _names(self) -> Names:
        if self.store.names_file:
            from twitchkg.graph.near_names import NearNames

            return NearNames(self.store, self.languages)
        from twitchkg.graph.names import read_names

        return read_names(self.store, self.languages)

    @cached_property
    def _background(self) -> Background | None:
        from twitchkg.graph.read import read_background

        return read_background(self.store, self._names)

    @cached_property
    def _lookup(self) -> Lookup:
        from twitchkg.graph.lookup import Lookup

        def beyond() -> Lookup | None:
            return None if self._whole is self else self._whole._lookup

        return Lookup(self.store, self._names, self._background, beyond)

    @cached_property
    def contents(self) -> Contents:
        """Everything the graph says, as plain values: concepts, claims, links, red flags."""
        from twitchkg.graph.read import read_contents

        # Whoever reads all asks for every name, even when the graph was closed.
        near = bool(self.store.names_file)
        return read_contents(self.store, None if near else self._names, self.languages)

    def summary(self) -> Summary:
        """How much the graph holds: concepts, links, claims by how firm they are, red flags."""
        from twitchkg.graph.summary import count, summarize

        if not self.store.names_file or self._background is not None:
            return summarize(self.contents)
        return count(self.store, self.near, self._lookup.on_disk)

    @cached_property
    def near(self) -> Knowledge:
        """What the graph says, for whoever asks of a few things: no more is read of a large one."""
        if not self.store.names_file or self._background is not None:
            return self.contents
        from twitchkg.graph.near import Near

        return Near(self.store, self._names, self._lookup.on_disk)

    def _linked(self) -> Contents:
        """All that is said, which chains are counted in; Unanswerable where there is no link."""
        from twitchkg.graph.causal import check_linked

        check_linked(self.store, self.contents)
        return self.contents.article

    @cached_property
    def _whole(self) -> KnowledgeGraph:
        """This graph and the background; itself where that is in it or has nothing to do here."""
        from twitchkg.graph.background import store_with_background

        store = store_with_background(self.store, self.contents)
        return self if store is None else KnowledgeGraph(store, self.languages)

    def concept(self, name: str) -> Concept:
        """The concept of that label, synonym, misspelling, CURIE or IRI; else UnknownConcept.

        Another ontology's term (HP:0002380) stands for the one concept that is matched to it.
        """
        return self._lookup.concept(name)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The concepts with a name like `text`, best first; or those matched to a term's CURIE."""
        return self._lookup.search(text, limit)

    def chains(self, start: str, end: str, limit: int = 10, timeout: float | None = None) -> Chains:
        """How one concept leads to another: ranked chains, each step with its claims.

        After `timeout` seconds the answer is what was found so far; its ``in_time`` is False then.
        Raises UnknownConcept, BadParameter; Unanswerable where the graph has no causal link.
        """
        from twitchkg.chains.find import find_chains
        from twitchkg.graph.causal import check_linked
        from twitchkg.store.worker import check_timeout

        check_timeout(timeout)
        check_linked(self.store, self.near)
        ends = self.concept(start).iri, self.concept(end).iri
        return find_chains(self.near, *ends, limit=limit, timeout=timeout)

    @cached_property
    def _triage(self) -> Triage:
        from twitchkg.triage.assess import Triage

        return Triage(self.store, self.contents)

    def triage(
        self,
        present: str | Sequence[str],
        absent: str | Sequence[str] = (),
        unknown: str | Sequence[str] = (),
        denied: Sequence[str] = (),
        affirmed: Sequence[str] = (),
    ) -> Assessment:
        """What the red flags say of findings in everyday words, such as "numb foot".

        `denied` and `affirmed` are IRIs of red flags that were asked with their condition. The
        answer never says that all is well: `urgency` None means that no red flag of this graph
        applies, and `headline` says what to ask first.
        """
        there, gone, untold = (
            (each,) if isinstance(each, str) else each for each in (present, absent, unknown)
        )
        return self._triage.assess(there, gone, untold, denied, affirmed)

    def _end(self, symptom: str, starts: tuple[str, ...] = ()) -> tuple[str, tuple[Claim, ...]]:
        """Where chains to what is named so end, and the claims that say why there."""
        from twitchkg.chains.ends import climb

        return climb(self._linked(), self.concept(symptom).iri, starts)

    def bottlenecks(self, symptom: str = "fasciculation") -> Bottlenecks:
        """What every chain from the causes of daily life to a symptom must pass.

        Gives `Bottlenecks`: ``by_cause`` {cause IRI: steps in order}, ``common``, ``between``,
        ``kind`` (None where no everyday cause leads there and all causes are told). As in
        `chains`, ``kind_of`` says for which narrower concept ``target`` stands.
        """
        from twitchkg.chains.bottlenecks import bottlenecks

        end, kind_of = self._end(symptom)
        return bottlenecks(self.contents.article, end)._replace(kind_of=kind_of)

    def what_if(self, symptom: str, without: Sequence[str]) -> Remaining:
        """Which chains to a symptom are left, and which are cut, without some concepts.

        Gives `Remaining`: ``kept`` and ``gone`` {cause IRI: chains that begin there},
        ``on_no_chain`` for what was taken out in vain, ``complete``, ``kind_of``.
        """
        from twitchkg.chains.what_if import what_if

        end, kind_of = self._end(symptom)
        taken = [self.concept(name).iri for name in without]
        return what_if(self.contents.article, end, taken)._replace(kind_of=kind_of)

    def compare(self, first: str, second: str, symptom: str = "fasciculation") -> Comparison:
        """What two causes share on their way to a symptom, and what they do not.

        Gives `Comparison`: IRIs in ``only_first``, ``shared``, ``only_second``; the chains in
        ``first_chains`` and ``second_chains`` (empty: it does not lead there); ``on_the_way``
        where one is a step of the other; ``complete``, ``kind_of``.
        """
        from twitchkg.chains.compare import compare

        contents = self._linked()
        one, other = self.concept(first).iri, self.concept(second).iri
        end, kind_of = self._end(symptom, (one, other))
        found = compare(contents, one, other, end)
        return found._replace(kind_of=kind_of or found.kind_of)

    def modifiable(self, symptom: str = "fasciculation") -> Modifiable:
        """Which causes of a symptom one can change, by oneself or with a doctor.

        Gives `Modifiable`: ``causes``, each with ``how``, the claim ``said`` of it and the chains
        ``cut`` without it; ``chains`` (how many there are in all), ``complete``, ``kind_of``.
        """
        from twitchkg.chains.modifiable import modifiable

        end, kind_of = self._end(symptom)
        return modifiable(self.contents.article, end)._replace(kind_of=kind_of)

    def coverage(self) -> Coverage:
        """What the graph carries of its sources, sentence by sentence.

        Gives `Coverage`: ``sentences``, each with its ``span`` and the ``claims``, ``red_flags``
        and ``defined`` concepts that rest on it; ``silent_on``, what the sources do not say.
        """
        from twitchkg.graph.coverage import read_coverage

        return read_coverage(self.store, self.contents)

    def explorer(
        self, start: str | None = None, end: str | None = None, *, sparql: bool = True
    ) -> Page:
        """The HTML text of the page; with two names it opens on the chains between them.

        A notebook shows it in an isolated frame.
        With `sparql` the page holds the whole graph and an engine, and answers SPARQL itself
        (3 MB instead of 0.8 MB). The background facts are in the page of a graph of ours; they are
        shown where the reader turns them on, or from the start if this graph was opened with them.
        """
        from twitchkg.explorer import render
        from twitchkg.explorer.inline import Page

        if (start is None) != (end is None):
            raise BadParameter("name both ends of the chains, start and end")
        chains = None if start is None or end is None else self.chains(start, end)
        from twitchkg.explorer.checkup import read_facts
        from twitchkg.explorer.references import read_references

        panel = None
        if sparql:
            from twitchkg.explorer.sparql import Panel

            panel = Panel(self.store.triples(), self._whole.store.triples())
        return Page(
            render(
                self._whole.contents,
                chains,
                sparql=panel,
                references=read_references(self.store),
                facts=read_facts(self.store),
                background=self._background is not None,
            )
        )

    def to_rdflib(self) -> rdflib.Graph:
        """A copy of the graph for rdflib, with its prefixes bound."""
        from twitchkg.store.table import Graph

        return Graph(self.store.triples()).to_rdflib()

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The causal links for networkx: nodes and edges with plain text attributes."""
        from twitchkg.export.networks import to_networkx

        return to_networkx(self.contents)

    def close(self) -> None:
        """Give back what the store holds."""
        self.__dict__.get("asked", self.store).close()
        self.store.close()

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()
