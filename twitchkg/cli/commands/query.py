"""`twitchkg query`: answer SPARQL."""

from __future__ import annotations

from twitchkg.cli.options import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    add_format,
    add_limits,
    add_output,
    chosen_format,
    limits,
    note,
    open_graph,
    sources,
    width,
)
from twitchkg.cli.output import deliver, watched
from twitchkg.errors import BadParameter
from twitchkg.files import read_text
from twitchkg.store.absent import absent
from twitchkg.store.stream import Rows, Triples
from twitchkg.store.table import boolean_to_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from twitchkg.store.stream import Found, Write

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
        tell = teller(arguments)

        def fill(write: Write) -> None:
            kg.store.stream(
                sparql,
                tell,
                write,
                confined=confined,
                watched=watched(arguments),
                **limits(arguments),
            )

        deliver(arguments, fill)
        missing = absent(kg.store, sparql)
    for name, near in missing.items():
        note(f"{name} is not in this graph" + (f"; near: {', '.join(near)}" if near else ""))
    return 0


def teller(arguments: argparse.Namespace) -> Callable[[Found, Write], None]:
    """What writes an answer of any form in the format that was asked for, or that fits it.

    It runs in the process of the query, which sees no terminal: that is looked at now.
    """
    format, columns = chosen_format(arguments), width()

    def tell(found: Found, write: Write) -> None:
        if isinstance(found, Triples):
            form = arguments.format or "turtle"
            if form not in GRAPH_FORMATS:
                known = ", ".join(GRAPH_FORMATS)
                raise BadParameter(f"triples are written as {known}, not {form}")
            found.write(form, write)
        elif format in GRAPH_FORMATS:
            raise BadParameter(f"rows are written as {', '.join(TABLE_FORMATS)}, not {format}")
        elif isinstance(found, Rows):
            found.write(format, write, width=columns)
        elif format == "json":
            write(boolean_to_json(found).encode())
        else:
            yes, no = ("yes", "no") if format == "table" else ("true", "false")
            write((yes if found else no).encode())

    return tell
