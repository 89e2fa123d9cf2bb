"""An answer while it is found: its rows or triples pass once, and are written as they come."""

from __future__ import annotations

from itertools import chain, islice

from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from twitchkg.errors import BadParameter
from twitchkg.store.table import FORMATS, Graph, Table, json_pieces, plain
from twitchkg.textgrid import grid_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from pyoxigraph import Triple

    from twitchkg.store.table import Term

    Row: TypeAlias = tuple[Term | None, ...]
    Write: TypeAlias = Callable[[bytes], object]
    Found: TypeAlias = "Rows | Triples | bool"

HELD = 10_000
"""Rows that a table's columns are as wide as, and triples that are sorted: what comes behind them
is wrapped, and stands in the order in which it is found."""

_BATCH = 1_000
_SERIALIZED = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
}
_HEADS = {"csv": 1, "tsv": 1, "markdown": 2}
"""Lines above the first row."""


class Rows:
    """The rows of a SELECT that is being answered: `variables` without `?`, rows that pass once.

    `serialize` writes the same rows to a file in a format: faster than they could be handed out.
    """

    def __init__(
        self,
        variables: Iterable[str],
        rows: Iterable[Row],
        serialize: Callable[[Any, QueryResultsFormat], object] | None = None,
    ) -> None:
        self.variables = tuple(variables)
        self._rows = iter(rows)
        self._serialize = serialize

    def __iter__(self) -> Iterator[Row]:
        self._serialize = None
        return self._rows

    def is_empty(self) -> bool:
        """Whether no row is left; the next one is waited for."""
        first = list(islice(self, 1))
        self._rows = chain(first, self._rows)
        return not first

    def write(self, format: str, write: Write, *, width: int | None = None) -> None:
        """Write the rows in one of `table.FORMATS`; BadParameter for another.

        The text is that of `Table.render`, but for columns of tables longer than `HELD`.
        """
        if format not in FORMATS:
            raise BadParameter(f"unknown format {format!r}; there are: {', '.join(FORMATS)}")
        serialize = self._serialize
        if serialize is not None and format in _SERIALIZED:
            _through(write, lambda out: serialize(out, _SERIALIZED[format]))
            return
        for piece in self._pieces(format, width):
            write(piece.encode("utf-8"))

    def _pieces(self, format: str, width: int | None) -> Iterator[str]:
        if format == "table":
            cells = ([plain(term) for term in row] for row in self)
            yield from grid_lines(list(self.variables), cells, width, sized=HELD)
        elif format == "json":
            yield from json_pieces(self.variables, self)
        else:
            yield from self._batches(format)

    def _batches(self, format: str) -> Iterator[str]:
        """Tables one behind the other, without the heads of those that follow the first."""
        above = 0
        while (batch := list(islice(self, _BATCH))) or not above:
            text = Table(self.variables, batch).render(format)
            for _ in range(above):
                text = text[text.index("\n") + 1 :]
            yield text
            above = _HEADS[format]


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE that is being answered, each once; they pass once."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = iter(triples)

    def __iter__(self) -> Iterator[Triple]:
        return self._triples

    def write(self, format: str, write: Write) -> None:
        """Write the triples in one of `table.GRAPH_FORMATS`; raises as `Graph.serialize`.

        N-Triples are written as they come, in order if there are at most `HELD`.
        """
        if format != "n-triples":
            write(Graph(self).serialize(format).encode("utf-8"))
            return
        first = list(islice(self, HELD + 1))
        if len(first) <= HELD:
            first = Graph(first).triples
        _through(write, lambda out: serialize(chain(first, self), out, RdfFormat.N_TRIPLES))


class _Out:
    """What the engine writes to: it would tell another error than that of whoever takes it."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is kept here."""


def _through(write: Write, serialized: Callable[[Any], object]) -> None:
    out = _Out(write)
    try:
        serialized(out)
    except Exception:
        if out.error is not None:
            raise out.error from None
        raise
