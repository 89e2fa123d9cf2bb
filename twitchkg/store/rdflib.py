"""Any rdflib graph as an engine, whatever store is under it."""

from __future__ import annotations

from twitchkg.errors import QueryRefused, QuerySyntaxError, TwitchkgError
from twitchkg.sparql import star_order, with_plain_escapes
from twitchkg.store.base import Store, refused
from twitchkg.store.table import Graph, Table
from twitchkg.store.worker import FRAMES, STACK, too_deep, without_descriptors
from twitchkg.vocab import PREFIXES, is_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    import rdflib
    from pyoxigraph import BlankNode, NamedNode, Quad, Triple

    from twitchkg.store.base import Answer
    from twitchkg.store.table import Term


class RdflibStore(Store):
    """A user's own rdflib graph; a Dataset is asked as the union of its graphs.

    To close it leaves the user's graph itself open.
    """

    def __init__(self, graph: rdflib.Graph, *, strict: bool = False) -> None:
        from rdflib import Dataset

        super().__init__(graph)
        self.named_graphs = isinstance(graph, Dataset)
        self._strict = strict
        told = {name: str(iri) for name, iri in graph.namespaces() if is_iri(str(iri))}
        self.prefixes = {**PREFIXES, **told}

    def answer(self, sparql: str) -> Answer:
        """See `Store.answer`."""
        self._open()
        try:
            return self._answer(sparql)
        except RecursionError:  # a path over a long chain recurses once per step
            pass
        try:
            return _with_deep_stack(lambda: self._answer(sparql))
        except RecursionError:
            raise too_deep() from None

    def _answer(self, sparql: str) -> Answer:
        try:
            answer = _collect(self._seen().query(_prepare(sparql, self.prefixes)))
        except (TwitchkgError, RecursionError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 (rdflib raises Exception itself, for GRAPH say)
            raise refused("rdflib", error) from None
        ordered = star_order(sparql, answer.variables) if isinstance(answer, Table) else None
        if not (ordered and isinstance(answer, Table)):
            return answer
        places = [answer.variables.index(name) for name in ordered]
        return Table(ordered, (tuple(row[at] for at in places) for row in answer.rows))

    def _seen(self) -> rdflib.Graph:
        """The graph itself, or for a Dataset a view of all its graphs as one, unless strict."""
        from rdflib import Dataset

        graph: rdflib.Graph = self._open()
        if isinstance(graph, Dataset) and graph.default_union == self._strict:
            return Dataset(graph.store, default_union=not self._strict)
        return graph

    def triples(self) -> Iterator[Triple]:
        """See `Store.triples`."""
        return self.match()

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
    ) -> Iterator[Triple]:
        """See `Store.match`."""
        from twitchkg.store.terms import to_rdflib, triple_from_rdflib

        wanted = (subject, predicate, object)
        pattern: Any = tuple(None if each is None else to_rdflib(each) for each in wanted)
        yield from map(triple_from_rdflib, self._seen().triples(pattern))

    def quads(self) -> Iterator[Quad]:
        """See `Store.quads`."""
        from pyoxigraph import Literal, Quad
        from rdflib import Dataset

        from twitchkg.store.terms import from_rdflib, triple_from_rdflib

        graph = self._open()
        if not isinstance(graph, Dataset):
            yield from super().quads()
            return
        default = graph.default_graph.identifier
        for subject, predicate, object, name in graph.quads():
            triple = triple_from_rdflib((subject, predicate, object))
            term = None if name in (None, default) else from_rdflib(name)
            if not isinstance(term, Literal):
                yield Quad(triple.subject, triple.predicate, triple.object, term)

    def extended(self, triples: Iterable[Triple]) -> RdflibStore:
        """See `Store.extended`: the user's graph read together with one of ours.

        A Dataset is copied: what is put into it afterwards is not seen.
        """
        from rdflib import Dataset, Graph

        from twitchkg.store.terms import triple_to_rdflib

        graph = self._open()
        if isinstance(graph, Dataset):
            whole = Dataset(default_union=not self._strict)
            for subject, predicate, object, name in graph.quads():
                whole.graph(name).add((subject, predicate, object))
            for triple in triples:
                whole.add(triple_to_rdflib(triple))
            return self._like(whole)
        ours = Graph()
        for each in map(triple_to_rdflib, triples):
            if each not in graph:
                ours.add(each)
        return self._like(_together(graph, ours))

    def _like(self, graph: rdflib.Graph) -> RdflibStore:
        store = RdflibStore(graph, strict=self._strict)
        store.prefixes = self.prefixes
        return store

    beside = extended

    def _working(self, sparql: str) -> Callable[[], Answer]:
        from importlib import import_module

        for name in ("rdflib.plugins.sparql", "twitchkg.store.terms"):
            import_module(name)
        self._open()
        return lambda: without_descriptors(lambda: self._answer(sparql))


def _prepare(sparql: str, prefixes: Mapping[str, str]) -> Any:
    """Parse as rdflib does, but without its two rewritings of the text.

    `parseQuery` expands `\\uXXXX` before it looks for strings, so a backslash-u in a text changes
    it; pyparsing turns tabs into blanks.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import Query

    from twitchkg.store.oxigraph import check_syntax

    # pyparsing only points at the start of the SELECT.
    check_syntax(sparql, prefixes)
    text = with_plain_escapes(sparql)
    try:
        parsed = Query.copy().parse_with_tabs().parse_string(text, parse_all=True)
        prepared = translateQuery(parsed, initNs=dict(prefixes))
    except ParseException as error:
        raise QuerySyntaxError(
            "rdflib cannot read this part of SPARQL", error.lineno, error.column
        ) from None
    if prepared.algebra.get("datasetClause"):
        raise QueryRefused("FROM is refused on an rdflib graph: it would read files and the web")
    return prepared


def _collect(result: rdflib.query.Result) -> Answer:
    from twitchkg.store.terms import from_rdflib, triple_from_rdflib

    if result.type == "ASK":
        return bool(result.askAnswer)
    if result.type != "SELECT":
        return Graph(map(triple_from_rdflib, result.graph or ()))
    variables = result.vars or []
    rows = []
    for binding in result.bindings:
        nodes = map(binding.get, variables)
        rows.append(tuple(None if node is None else from_rdflib(node) for node in nodes))
    return Table(map(str, variables), rows)


def _together(*graphs: rdflib.Graph) -> rdflib.Graph:
    """Graphs that share no triple, read as one."""
    from rdflib.graph import ReadOnlyGraphAggregate
    from rdflib.paths import Path

    class Together(ReadOnlyGraphAggregate):
        def triples(self, triple: Any) -> Any:  # type: ignore[override]
            subject, predicate, object = triple
            if isinstance(predicate, Path):  # rdflib's own walks it once a graph: rows come twice
                for start, end in predicate.eval(self, subject, object):
                    yield start, predicate, end
                return
            for graph in self.graphs:
                yield from graph.triples(triple)

    return Together(list(graphs))


def _with_deep_stack(work: Callable[[], Answer]) -> Answer:
    """Run `work` on a stack that holds long recursions."""
    import sys
    import threading
    from concurrent.futures import ThreadPoolExecutor

    frames, size = sys.getrecursionlimit(), threading.stack_size(STACK)
    sys.setrecursionlimit(max(frames, FRAMES))
    try:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()
    finally:
        sys.setrecursionlimit(frames)
        threading.stack_size(size)
