"""Any rdflib graph as an engine, whatever store is under it."""

from __future__ import annotations

from itertools import chain

from twitchkg.errors import QueryRefused, QuerySyntaxError, TwitchkgError
from twitchkg.sparql import star_order, with_plain_escapes
from twitchkg.store.base import Store, refused
from twitchkg.store.stream import Rows, Triples
from twitchkg.store.worker import FRAMES, STACK, too_deep
from twitchkg.vocab import PREFIXES, is_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    import rdflib
    from pyoxigraph import BlankNode, NamedNode, Quad, Triple
    from rdflib.term import Node

    from twitchkg.store.base import Answer
    from twitchkg.store.stream import Found
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
        try:
            return super().answer(sparql)
        except RecursionError:  # a path over a long chain recurses once per step
            pass
        try:
            return _with_deep_stack(lambda: super(RdflibStore, self).answer(sparql))
        except RecursionError:
            raise too_deep() from None

    def found(self, sparql: str) -> Found:
        """See `Store.found`."""
        from rdflib import Variable

        from twitchkg.store.terms import from_rdflib, triple_from_rdflib

        graph = self._seen()
        with _TOLD:
            prepared = _prepare(sparql, self.prefixes)
            result = _asked_of(graph, prepared).query(prepared)
            if result.type == "ASK":
                return bool(result.askAnswer)
            if result.type != "SELECT":
                return Triples(_each(map(triple_from_rdflib, result.graph or ())))
            names = [str(each) for each in result.vars or ()]
            names = star_order(sparql, names) or names
            variables = [Variable(name) for name in names]
        rows = (
            tuple(None if node is None else from_rdflib(node) for node in map(row.get, variables))
            for row in _bindings(result)
        )
        return Rows(names, _each(rows))

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

    def beside(self, triples: Iterable[Triple], new: bytes = b"") -> RdflibStore:
        """See `Store.beside`: as `extended`."""
        from pyoxigraph import RdfFormat, parse

        more = (quad.triple for quad in parse(new, RdfFormat.N_TRIPLES))
        return self.extended(chain(triples, more))

    def _import(self) -> None:
        from importlib import import_module

        for name in ("rdflib.plugins.sparql", "twitchkg.store.terms"):
            import_module(name)


class _Told:
    """Within it an error of rdflib's is raised as one of ours; it raises Exception itself."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        ours = (TwitchkgError, RecursionError, MemoryError, GeneratorExit)
        if isinstance(error, Exception) and not isinstance(error, ours):
            raise refused("rdflib", error) from None


_TOLD = _Told()


def _each(values: Iterable[Any]) -> Iterator[Any]:
    with _TOLD:
        yield from values


def _bindings(result: rdflib.query.Result) -> Iterable[Mapping[Any, Node]]:
    """The rows one by one: as `bindings` rdflib would find them all first, and keep them."""
    lazy: Iterable[Mapping[Any, Node]] | None = getattr(result, "_genbindings", None)
    return result.bindings if lazy is None else lazy


def _asked_of(graph: rdflib.Graph, prepared: Any) -> rdflib.Graph:
    """The graph itself, or the graphs that FROM names; rdflib's own FROM reads files and the web.

    Raises QueryRefused where one is not in it.
    """
    clauses = prepared.algebra.pop("datasetClause", None)
    if not clauses:
        return graph
    from rdflib import Dataset

    chosen = Dataset()
    for clause in clauses:
        name = clause.default or clause.named
        if not (isinstance(graph, Dataset) and name in {g.identifier for g in graph.graphs()}):
            raise QueryRefused(f"FROM <{name}>: no graph of that name is in this source")
        into = chosen.default_graph if clause.default else chosen.graph(name)
        for triple in graph.graph(name):
            into.add(triple)
    return chosen


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
    return prepared


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
