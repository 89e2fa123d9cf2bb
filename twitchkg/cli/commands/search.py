"""`twitchkg search`: find a concept by what people call it."""

import argparse
import sys

from twitchkg.cli.options import add_limit, add_rows, emit_rows, open_graph
from twitchkg.cli.tell.tables import Iri, table_of

EXAMPLE = "twitchkg search magnesum"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="+", help="a name, part of one, or nearly one"
    )
    add_limit(parser, 10)
    add_rows(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the nearest names."""
    text = " ".join(arguments.text)
    with open_graph(arguments) as kg:
        hits = kg.search(text, limit=max(1, arguments.limit))
    table = table_of(
        ("concept", "label", "fitsName", "definition"),
        [
            (Iri(hit.concept.iri), hit.concept.label, hit.name, hit.concept.definition)
            for hit in hits
        ],
    )
    emit_rows(arguments, table)
    if not hits:
        print(f'nothing in this graph is called anything like "{text}"', file=sys.stderr)
    return 0
