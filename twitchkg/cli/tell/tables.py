"""Plain values as a `Table`, so that every command's rows are written by the same writers."""

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from twitchkg.store.table import Table


class Iri(str):
    """Text that is an IRI and is written as one."""


def table_of(variables: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> Table:
    """A table of literals, IRIs (`Iri`) and unbound cells (None or the empty text)."""
    return Table(variables, [tuple(_term(value) for value in row) for row in rows])


def _term(value: str | int | None) -> NamedNode | Literal | None:
    if value is None or value == "":
        return None
    return NamedNode(value) if isinstance(value, Iri) else Literal(value)
