"""Node-link JSON, which networkx and D3 read."""

from twitchkg.export import GraphFormat, Source
from twitchkg.export.networks import to_networkx


def write(source: Source) -> str:
    """The causal links as node-link JSON."""
    import json

    import networkx

    data = networkx.node_link_data(to_networkx(source.contents), edges="links")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


FORMATS = (GraphFormat("node-link", ".json", write),)
