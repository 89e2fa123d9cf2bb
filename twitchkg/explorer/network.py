"""Things and links as a pyvis network; the page's scripts measure, place and draw them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyvis.network import Network

# The page places what it draws and has keys of its own; wheel and drag are vis-network's.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "zoomView": True,
        "dragView": True,
        "dragNodes": True,
        "zoomSpeed": 0.7,
        "multiselect": False,
        "tooltipDelay": 3600000,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
}


class _Names(dict[int, None]):
    """The names of the nodes: pyvis keeps a list and walks it for every node and edge."""

    def append(self, name: int) -> None:
        self[name] = None


def network(
    heading: str, things: Iterable[Mapping[str, Any]], links: Iterable[Mapping[str, Any]]
) -> Network:
    """A node per thing, named by its place, and an arrow per link; what else they hold goes along.

    A thing has a ``label``, a link ``subject`` and ``object``, which are places of things.
    """
    from pyvis.network import Network

    net = Network(heading=heading, directed=True, cdn_resources="in_line")
    net.options = OPTIONS  # set_options() strips blanks out of the text it is given
    net.node_ids = _Names()
    for place, thing in enumerate(things):
        net.add_node(place, **thing)
    for link in links:
        more = {name: value for name, value in link.items() if name not in ("subject", "object")}
        net.add_edge(link["subject"], link["object"], **more)
    for node in net.nodes:
        del node["color"], node["shape"]  # pyvis's own look
    for edge in net.edges:
        del edge["arrows"]
    return net
