"""`twitchkg ask`: answer a saved question."""

from __future__ import annotations

import sys

from twitchkg.cli.commands.query import writer
from twitchkg.cli.options import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    add_format,
    add_limits,
    add_output,
    emit,
    limits,
    on_terminal,
    open_graph,
    pairs,
)
from twitchkg.errors import BadParameter
from twitchkg.store.table import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twitchkg.store.base import Answer


NO_ROW = "no row: the graph says nothing of it, which does not mean that it is not so"

EXAMPLE = "twitchkg ask causes-of symptom=twitching"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "name", metavar="NAME", help="a saved question; `twitchkg queries` lists them"
    )
    parser.add_argument(
        "parameters",
        metavar="param=value",
        nargs="*",
        help="what to ask it about: a name as people say it, a CURIE or an IRI; repeat for several",
    )
    add_format(parser, *TABLE_FORMATS, *GRAPH_FORMATS)
    add_output(parser)
    add_limits(parser)


def run(arguments: argparse.Namespace) -> int:
    """Answer and print."""
    values = pairs(arguments.parameters, "a parameter")
    if "timeout" in values:
        raise BadParameter(f"{arguments.name}: the time limit is an option: --timeout SECONDS")
    write = writer(arguments)

    def written(answer: Answer) -> tuple[str, bool]:
        return write(answer), isinstance(answer, Table) and not len(answer)

    with open_graph(arguments) as kg:
        question = kg.question(arguments.name, values)
        text, empty = kg.asked.query_then(question, written, confined=None, **limits(arguments))
    emit(arguments, text)
    if empty and on_terminal():
        print(NO_ROW, file=sys.stderr)
    return 0
