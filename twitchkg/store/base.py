"""What every engine is: it answers SPARQL, hands out its triples, and closes."""

from __future__ import annotations

from twitchkg.errors import QueryRefused, StoreUnavailable, one_line
from twitchkg.sparql import graphs_in, guard
from twitchkg.store.stream import Rows, Triples
from twitchkg.store.table import Graph, Table
from twitchkg.store.worker import can_fork, confine, without_descriptors
from twitchkg.vocab import PREFIXES, is_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TypeAlias, TypeVar

    from pyoxigraph import BlankNode, NamedNode, Quad, Triple

    from twitchkg.store.stream import Found, Write
    from twitchkg.store.table import Term

    Answer: TypeAlias = Table | bool | Graph
    Result = TypeVar("Result")

TIMEOUT = 60.0
"""Seconds that a query may take where nothing else is said."""

MEMORY = 2 << 30
"""Bytes that a query may take where nothing else is said."""


class Store:
    """A graph that answers questions and cannot be changed through this.

    An engine gives `found` and `triples`; `_held` is the graph in the engine's own form.
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
        if _in_process(confined):
            self._check(sparql)
            return self.answer(sparql)
        pieces: list[bytes] = []
        form = self.stream(sparql, _kept, pieces.append, timeout=timeout, max_memory=max_memory)
        if isinstance(form, bool):
            return form
        data = b"".join(pieces)
        return Table.from_json(data) if form == "rows" else Graph.from_n_triples(data)

    def stream(
        self,
        sparql: str,
        tell: Callable[[Found, Write], Result],
        write: Write,
        *,
        timeout: float | None = TIMEOUT,
        max_memory: float | None = MEMORY,
        confined: bool | None = True,
        watched: int | None = None,
    ) -> Result:
        """As `query`, but the answer passes as it is found and is nowhere held whole.

        `tell` of it runs in the query's own process, within its limits, and gives plain values;
        what it writes comes to `write` here. See `worker.confine` for `watched`, and for what has
        been written when an error is raised.
        """
        self._check(sparql)
        if _in_process(confined):
            return tell(self.found(sparql), write)
        self._import()
        return confine(
            lambda there: self._fenced(lambda: tell(self.found(sparql), there)),
            write,
            timeout=timeout,
            max_memory=max_memory,
            watched=watched,
        )

    def found(self, sparql: str) -> Found:
        """What answers a text in this process, to be taken once: it is trusted, no limit holds."""
        raise NotImplementedError

    def answer(self, sparql: str) -> Answer:
        """`found`, taken whole: for a text of our own."""
        found = self.found(sparql)
        if isinstance(found, Rows):
            return Table(found.variables, found)
        return Graph(found) if isinstance(found, Triples) else found

    def has_graph(self, iri: str) -> bool:
        """Whether a graph of that name is in this one."""
        return self.named_graphs and self.answer(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}") is True

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

    def match_all(
        self,
        subjects: Iterable[str] | None,
        predicates: Iterable[str] | None,
        objects: Iterable[str] | None,
    ) -> Iterator[Triple]:
        """The triples of those IRIs, all of one subject and so on; None stands for any.

        They are looked up together where the graph is far away.
        """
        from itertools import product

        from pyoxigraph import NamedNode

        wanted = (
            (None,) if each is None else tuple(map(NamedNode, each))
            for each in (subjects, predicates, objects)
        )
        for pattern in product(*wanted):
            yield from self.match(*pattern)

    def quads(self) -> Iterator[Quad]:
        """Every triple with the graph that it stands in."""
        from pyoxigraph import Quad

        yield from (Quad(*triple) for triple in self.triples())

    def extended(self, triples: Iterable[Triple]) -> Store:
        """This graph with more triples: for whoever opens it, who lets go of this store."""
        raise NotImplementedError

    def beside(self, triples: Iterable[Triple], new: bytes = b"") -> Store:
        """A store of this graph and of triples that this one does not show.

        `new` holds some in N-Triples, of which this graph has none: they are taken as they are.
        """
        raise NotImplementedError

    @property
    def prepared(self) -> Store | None:
        """What saved questions are asked of, where all that follows was laid down on loading."""
        return None

    def close(self) -> None:
        """Give back what the engine holds; the store answers no more. May be called twice."""
        self._held = None

    def _fenced(self, work: Callable[[], Result]) -> Result:
        """`work()` in this process, a child that lives for it and is to reach nothing else."""
        return without_descriptors(work)

    def _import(self) -> None:
        """Import all that an answer needs: the process that finds it can open no file."""

    def _check(self, sparql: str) -> None:
        """Refuse what must not be run, and what asks a graph that is not here."""
        self._open()
        guard(sparql, named_graphs=self.named_graphs)
        for written, iri in graphs_in(sparql, self.prefixes).items():
            if is_iri(iri) and not self.has_graph(iri):
                raise QueryRefused(
                    f"FROM {written}: no graph of that name is in this source, and no other is "
                    "read; open what it should be asked of"
                )

    def _open(self) -> Any:
        if self._held is None:
            raise StoreUnavailable("this graph was closed; open it again")
        return self._held


def _in_process(confined: bool | None) -> bool:
    return confined is False or (confined is None and not can_fork())


def _kept(found: Found, write: Write) -> str | bool:
    """An answer of any form for another process to read: its form, or itself."""
    if isinstance(found, Rows):
        found.write("json", write)
        return "rows"
    if isinstance(found, Triples):
        found.write("n-triples", write)
        return "triples"
    return found


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
