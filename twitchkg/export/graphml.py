"""GraphML, which Cytoscape, yEd and igraph read."""

from twitchkg.export import GraphFormat, Source
from twitchkg.export.networks import to_networkx


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
