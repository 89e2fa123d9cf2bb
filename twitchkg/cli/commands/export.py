"""`twitchkg export`: write the graph or a chain in another format."""

import argparse

from twitchkg.cli.options import add_format, add_limit, add_output, emit, open_graph
from twitchkg.errors import BadParameter
from twitchkg.export import ChainFormat, format_of, formats

EXAMPLE = "twitchkg export --from stress --to fasciculation --format mermaid"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_format(parser, *formats(), follows="what FILE ends in, else turtle")
    parser.add_argument(
        "--from", dest="start", metavar="A", help=f"for {_drawn()}: where the chains start"
    )
    parser.add_argument("--to", dest="end", metavar="B", help=f"for {_drawn()}: where they end")
    add_limit(parser, 5, " chains")
    add_output(parser)


def _drawn() -> str:
    return " and ".join(each.name for each in formats().values() if isinstance(each, ChainFormat))


def run(arguments: argparse.Namespace) -> int:
    """Write the whole graph, its causal links, or the chains between two concepts."""
    named = formats().get(arguments.format or "")
    format = named or format_of(arguments.output or "") or formats()["turtle"]
    start, end = arguments.start, arguments.end
    if not isinstance(format, ChainFormat):
        if start or end:
            raise BadParameter(f"--from and --to go with {_drawn()}, not with {format.name}")
        with open_graph(arguments) as kg:
            emit(arguments, format.write(kg))
        return 0
    if not (start and end):
        raise BadParameter(f"{format.name} draws chains: name both ends with --from A --to B")
    with open_graph(arguments) as kg:
        chains = kg.chains(start, end, limit=arguments.limit)
        emit(arguments, format.write(kg.contents, chains))
    return 0
