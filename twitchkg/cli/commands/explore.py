"""`twitchkg explore`: write the HTML page."""

import argparse

from twitchkg.cli.options import emit, open_graph, status
from twitchkg.errors import BadParameter

EXAMPLE = "twitchkg explore --from stress --to fasciculation -o page.html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="twitchkg.html",
        help="where to write the page (default: twitchkg.html); - for standard output",
    )
    parser.add_argument("--from", dest="start", metavar="A", help="open on the chains from A …")
    parser.add_argument("--to", dest="end", metavar="B", help="… to B")
    parser.add_argument(
        "--no-sparql",
        dest="sparql",
        action="store_false",
        help="leave out the SPARQL panel: a page a quarter as large",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one self-contained page."""
    if (arguments.start is None) != (arguments.end is None):
        raise BadParameter("name both ends of the chains: --from A --to B")
    status("drawing the page …")
    try:
        with open_graph(arguments) as kg:
            page = kg.explorer(arguments.start, arguments.end, sparql=arguments.sparql)
    finally:
        status("")
    emit(arguments, page)
    return 0
