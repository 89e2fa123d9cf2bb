"""`twitchkg query`: answer SPARQL."""

from __future__ import annotations

import sys

from twitchkg.cli.options import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    add_format,
    add_output,
    add_timeout,
    chosen_format,
    emit,
    open_graph,
    stoppable,
    width,
)
from twitchkg.errors import BadParameter, UnreadableSource
from twitchkg.store.table import Graph, Table, boolean_to_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

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
    add_timeout(parser)


def run(arguments: argparse.Namespace) -> int:
    """Answer and print."""
    sparql = _text(arguments.sparql)
    with open_graph(arguments) as kg:
        with stoppable(arguments.timeout):
            answer = kg.query(sparql, timeout=arguments.timeout)
        emit(arguments, render(answer, arguments))
    return 0


def _text(given: str) -> str:
    if given != "-" and not given.startswith("@"):
        return given
    try:
        if given == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        with open(given[1:], encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise UnreadableSource(f"{given[1:]}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"the query is not UTF-8 at byte {error.start}") from None


def render(answer: Answer, arguments: argparse.Namespace) -> str:
    """An answer of any form in the format that was asked for, or that fits it."""
    if isinstance(answer, Graph):
        format = arguments.format or "turtle"
        if format not in GRAPH_FORMATS:
            raise BadParameter(f"triples are written as {', '.join(GRAPH_FORMATS)}, not {format}")
        return answer.serialize(format)
    format = chosen_format(arguments)
    if format in GRAPH_FORMATS:
        raise BadParameter(f"rows are written as {', '.join(TABLE_FORMATS)}, not {format}")
    if isinstance(answer, Table):
        return answer.render(format, width=width())
    return (
        boolean_to_json(answer)
        if format == "json"
        else "yes"
        if format == "table" and answer
        else ("no" if format == "table" else str(answer).lower())
    )
