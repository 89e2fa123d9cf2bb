"""What every engine is: it answers SPARQL, hands out its triples, and closes."""

from __future__ import annotations

from twitchkg.errors import QueryRefused, StoreUnavailable, one_line
from twitchkg.sparql import guard
from twitchkg.store.table import Table
from twitchkg.store.worker import can_fork, confine
from twitchkg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TypeAlias, TypeVar

    from pyoxigraph import BlankNode, NamedNode, Quad, Triple

    from twitchkg.store.table import Graph, Term

    Answer: TypeAlias = Table | bool | Graph
    Result = TypeVar("Result")

TIMEOUT = 60.0
"""Seconds that a query may take where nothing else is said."""

MEMORY = 2 << 30
"""Bytes that a query may take where nothing else is said."""


class Store:
    """A graph that answers questions and cannot be changed through this.

    An engine gives `answer` and `triples`; `_held` is the graph in the engine's own form.
    """

    named_graphs = False
    """Whether GRAPH can find anything."""

    names_file = ""
    """The index of the names of its things, where one was made; see `twitchkg.graph.index`."""

    prefixes: Mapping[str, str] = PREFIXES
    """Namespaces by the prefixes that need not be declared: those that its files declare."""

    def __init__(self, held: Any) -> None:
        self._held: Any = held

    def query(
        self,
        sparql: str,
        *,
        timeout: float | None = TIMEOUT,
        max_memory: float | None = MEMORY,
        confined: bool | None = True,
    ) -> Answer:
        """Answer a SELECT (Table), ASK (bool), CONSTRUCT or DESCRIBE (Graph) that anybody wrote.

        It runs in a process of its own, which reaches neither files nor the network.

        Args:
            timeout: seconds; max_memory: bytes; None or 0 for no limit.
            confined: False runs the text in this process, without any limit: for text that is
                trusted. None does so only on a system that cannot confine it.

        Raises:
            QuerySyntaxError, QueryRefused, QueryTimeout, StoreUnavailable.
        """
        return self.query_then(
            sparql, _as_is, timeout=timeout, max_memory=max_memory, confined=confined
        )

    def query_then(
        self,
        sparql: str,
        then: Callable[[Answer], Result],
        *,
        timeout: float | None = TIMEOUT,
        max_memory: float | None = MEMORY,
        confined: bool | None = True,
    ) -> Result:
        """As `query`, with `then` of the answer made within the limits, too: plain values."""
        self._open()
        guard(sparql, named_graphs=self.named_graphs)
        if confined is False or (confined is None and not can_fork()):
            return then(self.answer(sparql))
        return confine(self._working(sparql), then, timeout=timeout, max_memory=max_memory)

    def answer(self, sparql: str) -> Answer:
        """Answer a text of our own in this process: it is trusted, and no limit holds."""
        raise NotImplementedError

    def rows(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a SELECT of our own, as they are found where the engine can do that."""
        return iter(select(self, sparql))

    def triples(self) -> Iterator[Triple]:
        """Every triple once, in no particular order."""
        raise NotImplementedError

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
    ) -> Iterator[Triple]:
        """The triples with those parts, each once: looked up; None stands for any."""
        raise NotImplementedError

    def quads(self) -> Iterator[Quad]:
        """Every triple with the graph that it stands in."""
        from pyoxigraph import Quad

        yield from (Quad(*triple) for triple in self.triples())

    def extended(self, triples: Iterable[Triple]) -> Store:
        """This graph with more triples: for whoever opens it, who lets go of this store."""
        raise NotImplementedError

    def beside(self, triples: Iterable[Triple]) -> Store:
        """A store of this graph and of triples that this one does not show."""
        raise NotImplementedError

    @property
    def prepared(self) -> Store | None:
        """What saved questions are asked of, where all that follows was laid down on loading."""
        return None

    def close(self) -> None:
        """Give back what the engine holds; the store answers no more. May be called twice."""
        self._held = None

    def _working(self, sparql: str) -> Callable[[], Answer]:
        """What the worker does; all that it needs is imported before, for it can open no file."""
        return lambda: self.answer(sparql)

    def _open(self) -> Any:
        if self._held is None:
            raise StoreUnavailable("this graph was closed; open it again")
        return self._held


def _as_is(answer: Answer) -> Answer:
    return answer


def refused(engine: str, error: Exception) -> QueryRefused:
    """What an engine raised of its own, as an error of ours."""
    words = one_line(str(error))
    if "Too many open files" in words:
        return QueryRefused(
            "a query reaches neither files nor the network, and this one tried to (SERVICE?)"
        )
    return QueryRefused(f"{engine} cannot run this query: {words or type(error).__name__}")


def select(store: Store, sparql: str) -> Table:
    """The Table of a SELECT of our own; QueryRefused where it is a question of another form."""
    answer = store.answer(sparql)
    if not isinstance(answer, Table):
        raise QueryRefused("a SELECT is needed here, not ASK, CONSTRUCT or DESCRIBE")
    return answer
