"""The canvases of the page as pyvis networks: nodes and edges with fixed places, no physics.

*across* drawings run from left to right; *down* (and *middle*, for tablets) from top to bottom.
Colours are not set here: canvas.js takes them from page.css, light or dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twitchkg.explorer.labels import TIGHT, size, wrapped
from twitchkg.explorer.lanes import bands, lanes, untangled
from twitchkg.explorer.layout import Drawing, layered, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyvis.network import Network

    from twitchkg.explorer.statements import View

MOST_BOXES = 300
LANES_TALL = 980.0
BANDS_WIDE = {"middle": 780.0, "down": 370.0}

OPTIONS: View = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "zoomView": False,
        "dragView": False,
        "dragNodes": False,
        "multiselect": False,
        "tooltipDelay": 3600000,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
}


def chain_drawings(view: View) -> dict[str, View] | None:
    """The union of the view's chains, laid out with routed arrows; None without a chain."""
    chains = view["chains"]
    if not chains or not chains["cards"]:
        return None
    links: list[int] = []
    for card in chains["cards"]:
        links.extend(s for s in card["steps"] if s not in links)
    return routed(view, links, [chains["start"], chains["end"]])


def routed(view: View, links: Sequence[int], ends: Sequence[int]) -> dict[str, View]:
    """Layered drawings of some of the view's links, both ways round."""
    nodes: list[str] = []
    edges = [(str(view["links"][i]["subject"]), str(view["links"][i]["object"])) for i in links]
    for name in [str(ends[0]), *(n for edge in edges for n in edge)]:
        if name not in nodes:
            nodes.append(name)
    labels = {n: wrapped(view["concepts"][int(n)]["label"]) for n in nodes}
    sizes = {n: size(lines) for n, lines in labels.items()}
    across = layered(nodes, edges, sizes)
    down = turned(layered(nodes, edges, {n: (h, w) for n, (w, h) in sizes.items()}))
    return {
        "across": _routed_network(view, across, links, labels),
        "down": _routed_network(view, down, links, labels),
    }


def _routed_network(
    view: View, drawing: Drawing, links: Sequence[int], labels: dict[str, list[str]]
) -> View:
    nodes = [_box(view, int(n), drawing, labels[n]) for n in drawing.boxes]
    edges: list[View] = []
    for link, path in zip(links, drawing.paths):
        names = [f"{link}.{at}" for at in range(len(path.points))]
        for name, (x, y) in zip(names, path.points):
            nodes.append(_turn(name, x, y))
        for at, (a, b) in enumerate(zip(names, names[1:])):
            edges.append(_edge(link, f"{link}:{at}", a, b, arrow=at == len(names) - 2))
    return _data(nodes, edges, drawing.width, drawing.height)


def map_drawings(view: View) -> dict[str, View]:
    """The overview by lanes; ``left_out`` counts the concepts that found no room on it."""
    chosen = set(_chosen(view))
    links = [
        i
        for i, link in enumerate(view["links"])
        if not link.get("background")
        and link["subject"] in chosen
        and link["object"] in chosen
        and link["subject"] != link["object"]
    ]
    edges = [(str(view["links"][i]["subject"]), str(view["links"][i]["object"])) for i in links]
    shown = [(lane, [str(m) for m in lane["members"] if m in chosen]) for lane in view["lanes"]]
    shown = [(lane, members) for lane, members in shown if members]
    groups = untangled([members for _, members in shown], edges)
    labels = {n: wrapped(view["concepts"][int(n)]["label"]) for group in groups for n in group}
    sizes = {n: size(lines, TIGHT) for n, lines in labels.items()}
    result = {}
    made = {"across": lanes(groups, sizes, LANES_TALL)}
    made.update((name, bands(groups, sizes, width)) for name, width in BANDS_WIDE.items())
    for name, drawing in made.items():
        nodes = [_box(view, int(n), drawing, labels[n]) for n in drawing.boxes]
        # routes.js leads the arrows through the gaps between the boxes
        data = _data(nodes, [], drawing.width, drawing.height)
        data["heads"] = [
            _head(lane, [drawing.boxes[n] for n in group], name)
            for (lane, _), group in zip(shown, groups)
        ]
        data["left_out"] = view["things"] - len(chosen)
        result[name] = data
    return result


def _chosen(view: View) -> Iterable[int]:
    """All concepts but the background's, or those around the chain, or the most linked ones."""
    count = view["things"]  # what only other sources speak of comes last
    if count <= MOST_BOXES:
        return range(count)
    near: list[list[int]] = [[] for _ in range(count)]
    for link in view["links"]:
        if link.get("background"):
            continue
        near[link["subject"]].append(link["object"])
        near[link["object"]].append(link["subject"])
    by_links = sorted(range(count), key=lambda i: (-len(near[i]), i))
    chains = view["chains"]
    queue = by_links[:1]
    if chains:
        queue = [i for i in (chains["start"], chains["end"]) if i >= 0]
        queue += [view["links"][s]["object"] for c in chains["cards"] for s in c["steps"]]
        queue = [i for i in queue if i < count]
    found = dict.fromkeys(queue)
    for node in queue:  # grows while it is walked
        for other in sorted(set(near[node])):
            if other not in found:
                found[other] = None
                queue.append(other)
        if len(found) >= MOST_BOXES:
            break
    for node in by_links:
        found.setdefault(node)
    return list(found)[:MOST_BOXES]


def _box(view: View, concept: int, drawing: Drawing, lines: list[str]) -> View:
    box = drawing.boxes[str(concept)]
    return {
        "id": str(concept),
        "label": "\n".join(lines),
        "shape": "box",
        "x": round(box.x, 1),
        "y": round(box.y, 1),
        "widthConstraint": {"minimum": round(box.width, 1)},
        "heightConstraint": {"minimum": round(box.height, 1)},
        "style": view["lanes"][view["concepts"][concept]["lane"]]["style"],
        "concept": concept,
    }


def _turn(name: str, x: float, y: float) -> View:
    """A point where an arrow bends or ends; it has no extent of its own."""
    return {"id": name, "label": "", "shape": "dot", "size": 0, "x": round(x, 1), "y": round(y, 1)}


def _edge(link: int, name: str, source: str, target: str, *, arrow: bool = True) -> View:
    """Dashes, arrow heads and curves follow from the link and the drawing: page.js adds them."""
    return {"id": name, "from": source, "to": target, "link": link, "arrow": arrow}


def _head(lane: View, boxes: list[Any], name: str) -> View:
    left = min(b.x - b.width / 2 for b in boxes)
    right = max(b.x + b.width / 2 for b in boxes)
    top = min(b.y - b.height / 2 for b in boxes)
    return {
        "lines": [lane["label"]] if name != "across" else wrapped(lane["label"]),
        "style": lane["style"],
        "x": round((left + right) / 2, 1),
        "y": round(top, 1),
    }


def _data(nodes: list[View], edges: list[View], width: float, height: float) -> View:
    """What pyvis makes of the nodes and edges, and the extent of the drawing."""
    net = _network(nodes, edges)
    made_nodes, made_edges, *_ = net.get_network_data()
    for node in made_nodes:
        del node["color"]  # pyvis's own blue
    return {
        "nodes": made_nodes,
        "edges": made_edges,
        "width": round(width, 1),
        "height": round(height, 1),
    }


def _network(nodes: list[View], edges: list[View]) -> Network:
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.options = OPTIONS  # set_options() strips blanks out of the text it is given
    for node in nodes:
        net.add_node(node["id"], **{k: v for k, v in node.items() if k != "id"})
    net.edges = edges  # add_edge() compares with every edge there is
    return net
