"""What every engine is: one method that answers SPARQL, and `close`."""

from __future__ import annotations

from twitchkg.errors import QueryRefused
from twitchkg.store.table import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol, TypeAlias

    from pyoxigraph import Triple

    from twitchkg.store.table import Graph

    Answer: TypeAlias = Table | bool | Graph
else:
    Protocol = object  # importing typing would double the package's own start-up time


class Store(Protocol):
    """A graph that answers questions and cannot be changed through this."""

    def query(self, sparql: str, *, timeout: float | None = None) -> Answer:
        """Answer a SELECT (Table), ASK (bool), CONSTRUCT or DESCRIBE (Graph).

        `timeout` is in seconds; None waits as long as it takes. Raises QuerySyntaxError,
        QueryRefused, QueryTimeout, StoreUnavailable.
        """

    def triples(self) -> Iterator[Triple]:
        """Every triple once, in no particular order."""

    def close(self) -> None:
        """Give back what the engine holds; the store answers no more. May be called twice."""


def select(store: Store, sparql: str, *, timeout: float | None = None) -> Table:
    """The Table of a SELECT; QueryRefused where `sparql` is a question of another form."""
    answer = store.query(sparql, timeout=timeout)
    if not isinstance(answer, Table):
        raise QueryRefused("a SELECT is needed here, not ASK, CONSTRUCT or DESCRIBE")
    return answer
