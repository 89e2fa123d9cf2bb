"""`twitchkg export`: write the graph or a chain in another format."""

from __future__ import annotations

from twitchkg.cli.options import GRAPH_FORMATS, add_format, add_output, emit, open_graph
from twitchkg.errors import BadParameter

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

NETWORKS = ("graphml", "gexf", "node-link")
DIAGRAMS = ("mermaid", "dot")
MATCHES = ("sssom",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_format(parser, *GRAPH_FORMATS, *NETWORKS, *MATCHES, *DIAGRAMS, default="turtle")
    parser.add_argument(
        "--from", dest="start", metavar="A", help="for mermaid and dot: where the chains start"
    )
    parser.add_argument("--to", dest="end", metavar="B", help="for mermaid and dot: where they end")
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="at most N chains (default: 5)"
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the whole graph, its causal links, or the chains between two concepts."""
    format = arguments.format
    ends = (arguments.start, arguments.end)
    if format in DIAGRAMS and not all(ends):
        raise BadParameter(f"{format} draws chains: name both ends with --from A --to B")
    if format not in DIAGRAMS and any(ends):
        raise BadParameter(f"--from and --to go with {' and '.join(DIAGRAMS)}, not with {format}")
    with open_graph(arguments) as kg:
        if format in GRAPH_FORMATS:
            from twitchkg.store.table import Graph

            output = Graph(kg.store.triples()).serialize(format)
        elif format in NETWORKS:
            from twitchkg.export.networks import serialize

            output = serialize(kg.contents, format)
        elif format in MATCHES:
            from twitchkg.graph.crossrefs import to_sssom

            output = to_sssom(kg.store)
        else:
            from twitchkg.export import diagrams

            draw = diagrams.mermaid if format == "mermaid" else diagrams.dot
            chains = kg.chains(arguments.start, arguments.end, limit=arguments.limit)
            output = draw(kg.contents, chains)
    emit(arguments, output)
    return 0
