"""`twitchkg queries`: list the saved questions, or show one."""

import argparse

from twitchkg import saved as queries
from twitchkg.cli.options import add_rows, emit, emit_rows
from twitchkg.cli.tell.tables import table_of
from twitchkg.graph.questions import BACKGROUND
from twitchkg.saved import SavedQuery
from twitchkg.store.table import Table, plain

EXAMPLE = "twitchkg queries ask/causes-of"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="a question to show whole, or a folder to list"
    )
    add_rows(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, or show."""
    catalogue = queries.catalogue()
    folders = {query.folder for query in catalogue}
    if arguments.name and arguments.name.rstrip("/") not in folders:
        emit(arguments, queries.load(arguments.name).text)
        return 0
    wanted = [q for q in catalogue if not arguments.name or q.folder == arguments.name.rstrip("/")]
    emit_rows(arguments, _table(wanted))
    return 0


def _table(catalogue: list[SavedQuery]) -> Table:
    return table_of(
        ("name", "parameters", "title"),
        [
            (
                query.name,
                " ".join(f"{p.name}={plain(p.default)}" for p in query.parameters),
                query.title + (" (--with background)" if query.folder == BACKGROUND else ""),
            )
            for query in catalogue
        ],
    )
