"""GraphML, which Cytoscape, yEd and igraph read."""

from __future__ import annotations

from twitchkg.export import GraphFormat
from twitchkg.export.networks import to_networkx

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.export import Source


def write(source: Source) -> str:
    """The causal links as GraphML."""
    import io

    import networkx

    buffer = io.BytesIO()
    # The writer of the standard library: networkx's other one needs lxml.
    graph = to_networkx(source.contents)
    networkx.write_graphml_xml(graph, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


FORMATS = (GraphFormat("graphml", ".graphml", write),)
