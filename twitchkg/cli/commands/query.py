"""`twitchkg query`: answer SPARQL."""

from __future__ import annotations

from twitchkg.cli.options import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    add_format,
    add_limits,
    add_output,
    chosen_format,
    emit,
    limits,
    note,
    open_graph,
    sources,
    width,
)
from twitchkg.errors import BadParameter
from twitchkg.files import read_text
from twitchkg.store.absent import absent
from twitchkg.store.table import Graph, Table, boolean_to_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from twitchkg.store.base import Answer

EXAMPLE = "twitchkg query 'SELECT ?cause WHERE { ?cause tk:leadsTo+ tk:Fasciculation }'"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "sparql",
        metavar="SPARQL",
        help="the query, or @FILE to read it from a file, or - for stdin",
    )
    add_format(parser, *TABLE_FORMATS, *GRAPH_FORMATS)
    add_output(parser)
    add_limits(parser)
    parser.add_argument(
        "--unconfined",
        action="store_true",
        help="run a query that you trust in this process, without limits: it may reach the network",
    )


def run(arguments: argparse.Namespace) -> int:
    """Answer and print."""
    sparql = arguments.sparql
    if sparql == "-" and "-" in sources(arguments):
        raise BadParameter("standard input holds the graph or the query, not both")
    if sparql == "-" or sparql.startswith("@"):
        sparql = read_text(sparql.removeprefix("@")).removeprefix("\ufeff")  # a byte-order mark
    with open_graph(arguments) as kg:
        confined = not arguments.unconfined
        text = kg.store.query_then(
            sparql, writer(arguments), confined=confined, **limits(arguments)
        )
        missing = absent(kg.store, sparql)
    emit(arguments, text)
    for name, near in missing.items():
        note(f"{name} is not in this graph" + (f"; near: {', '.join(near)}" if near else ""))
    return 0


def writer(arguments: argparse.Namespace) -> Callable[[Answer], str]:
    """What writes an answer of any form in the format that was asked for, or that fits it.

    It runs in the process of the query, which sees no terminal: that is looked at now.
    """
    format, columns = chosen_format(arguments), width()

    def write(answer: Answer) -> str:
        if isinstance(answer, Graph):
            form = arguments.format or "turtle"
            if form not in GRAPH_FORMATS:
                known = ", ".join(GRAPH_FORMATS)
                raise BadParameter(f"triples are written as {known}, not {form}")
            return answer.serialize(form)
        if format in GRAPH_FORMATS:
            raise BadParameter(f"rows are written as {', '.join(TABLE_FORMATS)}, not {format}")
        if isinstance(answer, Table):
            return answer.render(format, width=columns)
        if format == "json":
            return boolean_to_json(answer)
        if format == "table":
            return "yes" if answer else "no"
        return str(answer).lower()

    return write
