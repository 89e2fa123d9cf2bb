"""`twitchkg ask`: answer a saved question."""

from __future__ import annotations

import sys

from twitchkg.cli.commands.query import teller
from twitchkg.cli.options import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    add_format,
    add_limits,
    add_output,
    limits,
    on_terminal,
    open_graph,
    pairs,
)
from twitchkg.cli.output import deliver, watched
from twitchkg.errors import BadParameter
from twitchkg.store.stream import Rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twitchkg.store.stream import Found, Write


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
    tell, person = teller(arguments), on_terminal()

    def told(found: Found, write: Write) -> bool:
        empty = person and isinstance(found, Rows) and found.is_empty()
        tell(found, write)
        return empty

    with open_graph(arguments) as kg:
        question = kg.question(arguments.name, values)

        def fill(write: Write) -> bool:
            return kg.asked.stream(
                question,
                told,
                write,
                confined=None,
                watched=watched(arguments),
                **limits(arguments),
            )

        empty = deliver(arguments, fill)
    if empty:
        print(NO_ROW, file=sys.stderr)
    return 0
