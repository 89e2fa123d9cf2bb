"""Any rdflib graph as an engine, whatever store is under it."""

from __future__ import annotations

from twitchkg.errors import QueryRefused, QuerySyntaxError, StoreUnavailable, one_line
from twitchkg.sparql import guard, with_plain_escapes
from twitchkg.store.table import Graph, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    import rdflib
    from pyoxigraph import Triple

    from twitchkg.store.base import Answer

_STACK = 256 << 20
_FRAMES = 100_000


class RdflibStore:
    """A user's own rdflib graph; a Dataset is asked as the union of its graphs."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self._graph: rdflib.Graph | None = graph

    def query(self, sparql: str, *, timeout: float | None = None) -> Answer:
        """See `Store.query`."""
        graph = self._open()
        guard(sparql)
        if timeout is None:
            return _answer(graph, sparql)
        from twitchkg.store.worker import within

        return within(timeout, lambda: _answer(graph, sparql))

    def triples(self) -> Iterator[Triple]:
        """See `Store.triples`."""
        from twitchkg.store.terms import triple_from_rdflib

        yield from map(triple_from_rdflib, _union(self._open()).triples((None, None, None)))

    def close(self) -> None:
        """See `Store.close`; the user's graph itself stays open."""
        self._graph = None

    def _open(self) -> rdflib.Graph:
        if self._graph is None:
            raise StoreUnavailable("this graph was closed; open it again")
        return self._graph


def _answer(graph: rdflib.Graph, sparql: str) -> Answer:
    prepared = _prepare(sparql)
    try:
        return _collect(graph, prepared)
    except RecursionError:
        pass  # a path over a long chain recurses once per step
    try:
        return _with_deep_stack(lambda: _collect(graph, prepared))
    except RecursionError:
        raise QueryRefused(
            "a property path is too long for rdflib; ask the same of the default engine "
            "by saving the graph to a file and opening that"
        ) from None


def _prepare(sparql: str) -> Any:
    """Parse as rdflib does, but without its two rewritings of the text.

    `parseQuery` expands `\\uXXXX` before it looks for strings, so a backslash-u in a text changes
    it; pyparsing turns tabs into blanks.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import Query

    from twitchkg.store.oxigraph import check_syntax
    from twitchkg.vocab import PREFIXES

    # pyparsing only points at the start of the SELECT; and a query that is sound by the standard
    # never meets the bare Exceptions of rdflib's translation.
    check_syntax(sparql)
    text = with_plain_escapes(sparql)
    try:
        parsed = Query.copy().parse_with_tabs().parse_string(text, parse_all=True)
        prepared = translateQuery(parsed, initNs=PREFIXES)
    except ParseException as error:
        raise QuerySyntaxError(
            "rdflib cannot read this part of SPARQL", error.lineno, error.column
        ) from None
    except RecursionError:
        raise QueryRefused("the query is nested too deep for rdflib; flatten it") from None
    if prepared.algebra.get("datasetClause"):
        raise QueryRefused("FROM is refused on an rdflib graph: it would read files and the web")
    return prepared


def _collect(graph: rdflib.Graph, prepared: Any) -> Answer:
    from twitchkg.store.terms import from_rdflib, triple_from_rdflib

    try:
        result = _union(graph).query(prepared)
        if result.type == "ASK":
            return bool(result.askAnswer)
        if result.type == "SELECT":
            variables = result.vars or []
            return Table(
                map(str, variables),
                [
                    tuple(
                        None if binding.get(name) is None else from_rdflib(binding[name])
                        for name in variables
                    )
                    for binding in result.bindings
                ],
            )
        return Graph(map(triple_from_rdflib, result.graph or ()))
    except _FAILURES as error:
        raise QueryRefused(f"rdflib cannot run this query: {one_line(str(error))}") from None


# AttributeError: rdflib 7.6 trips over an empty VALUES block; OSError: a store on the network.
_FAILURES = (
    NotImplementedError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    OSError,
)


def _union(graph: rdflib.Graph) -> rdflib.Graph:
    """The graph itself, or for a Dataset a view of all its graphs as one."""
    from rdflib import Dataset

    if isinstance(graph, Dataset) and not graph.default_union:
        return Dataset(graph.store, default_union=True)
    return graph


def _with_deep_stack(work: Callable[[], Answer]) -> Answer:
    """Run `work` on a stack that holds long recursions."""
    import sys
    import threading
    from concurrent.futures import ThreadPoolExecutor

    frames, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(frames, _FRAMES))
    try:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()
    finally:
        sys.setrecursionlimit(frames)
        threading.stack_size(size)
