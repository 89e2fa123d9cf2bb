"""Where boxes and arrows go: plain geometry, no HTML, the same figures on every run.

``layered`` draws chains from left to right and bends a long arrow around every box that it does
not belong to: an arrow that runs behind a foreign box reads as a statement nobody made. Units are
CSS pixels at scale 1, y grows downwards, a box is given by its centre. assets/layout.js is the same
in JavaScript, line by line: change both, a test compares them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Size = tuple[float, float]
Point = tuple[float, float]

BOX_GAP = 22.0
LINE_GAP = 13.0
PORT_GAP = 9.0
COLUMN_GAP = 64.0
WIDEST_GAP = 150.0
SWEEPS = 12


class Box(NamedTuple):
    """A label's rectangle: centre, full width, full height."""

    x: float
    y: float
    width: float
    height: float


class Path(NamedTuple):
    """An arrow as a line of points from its source's border to its target's.

    Between two points that differ in y a renderer may draw an S-curve with horizontal ends: it
    stays between the columns, where no box is. ``feedback`` arrows run against the reading
    direction. A thing that leads to itself has no points.
    """

    points: tuple[Point, ...]
    feedback: bool = False


class Drawing(NamedTuple):
    """Boxes by node, one path per edge in the order given, and the extent from (0, 0)."""

    boxes: dict[str, Box]
    paths: tuple[Path, ...]
    width: float
    height: float


def layered(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], sizes: Mapping[str, Size]
) -> Drawing:
    """Causes left, effects right; no two boxes overlap, no arrow runs through a foreign box.

    Boxes of one column share the widest one's width, so that all turning happens between columns;
    a box with many arrows is made tall enough to keep their ends apart. Edges whose ends are not
    both in ``nodes`` raise ``KeyError``.
    """
    backward = feedback(nodes, edges)
    layer = layers(nodes, [(b, a) if r else (a, b) for (a, b), r in zip(edges, backward)])
    item_layer = [layer[n] for n in nodes]
    item_of = {n: i for i, n in enumerate(nodes)}
    routes: list[list[int]] = []
    for (source, target), reverse in zip(edges, backward):
        left, right = (target, source) if reverse else (source, target)
        route = [item_of[left]] if left != right else []
        if route:
            for between in range(layer[left] + 1, layer[right]):
                route.append(len(item_layer))
                item_layer.append(between)
            route.append(item_of[right])
        routes.append(route)
    segments = [(a, b) for route in routes for a, b in zip(route, route[1:])]
    after: list[list[int]] = [[] for _ in item_layer]
    before: list[list[int]] = [[] for _ in item_layer]
    for a, b in segments:
        after[a].append(b)
        before[b].append(a)
    heights = [
        max(sizes[n][1], PORT_GAP * (max(len(after[i]), len(before[i])) + 1))
        for i, n in enumerate(nodes)
    ] + [0.0] * (len(item_layer) - len(nodes))
    columns = _ordered(item_layer, before, after)
    y = _heights(columns, before, after, heights, len(nodes))
    lefts, rights = _columns(columns, nodes, sizes, segments, y)

    boxes = {
        n: Box(
            (lefts[item_layer[i]] + rights[item_layer[i]]) / 2,
            y[i],
            rights[item_layer[i]] - lefts[item_layer[i]],
            heights[i],
        )
        for i, n in enumerate(nodes)
    }
    leaving = _ports(routes, y, heights, outgoing=True)
    arriving = _ports(routes, y, heights, outgoing=False)
    paths = []
    for edge, (route, reverse) in enumerate(zip(routes, backward)):
        points: list[Point] = []
        if route:
            points.append((rights[item_layer[route[0]]], leaving[edge]))
            for item in route[1:-1]:
                points.append((lefts[item_layer[item]], y[item]))
                points.append((rights[item_layer[item]], y[item]))
            points.append((lefts[item_layer[route[-1]]], arriving[edge]))
        paths.append(Path(tuple(reversed(points) if reverse else points), reverse))
    bottom = max((y[i] + heights[i] / 2 for i in range(len(item_layer))), default=0.0)
    return Drawing(boxes, tuple(paths), rights[-1] if rights else 0.0, bottom)


def turned(drawing: Drawing) -> Drawing:
    """The same drawing from top to bottom; lay it out with widths and heights swapped first."""
    boxes = {n: Box(b.y, b.x, b.height, b.width) for n, b in drawing.boxes.items()}
    paths = tuple(Path(tuple((b, a) for a, b in p.points), p.feedback) for p in drawing.paths)
    return Drawing(boxes, paths, drawing.height, drawing.width)


def feedback(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[bool]:
    """Which edges close a loop when the nodes are walked in the order given (depth first)."""
    outgoing: dict[str, list[int]] = {n: [] for n in nodes}
    for index, (source, target) in enumerate(edges):
        outgoing[source].append(index)
        outgoing[target]
    backward = [False] * len(edges)
    state = dict.fromkeys(nodes, 0)  # 0 new, 1 on the way, 2 done
    for root in nodes:
        if state[root]:
            continue
        state[root] = 1
        stack = [(root, 0)]
        while stack:
            node, position = stack.pop()
            if position == len(outgoing[node]):
                state[node] = 2
                continue
            stack.append((node, position + 1))
            index = outgoing[node][position]
            target = edges[index][1]
            if state[target] == 1:
                backward[index] = True
            elif state[target] == 0:
                state[target] = 1
                stack.append((target, 0))
    return backward


def layers(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Column of each node: longest way from a start; starts move next to what they lead to.

    ``edges`` must have no loop; edges from a node to itself are skipped.
    """
    outgoing: dict[str, list[str]] = {n: [] for n in nodes}
    waiting = dict.fromkeys(nodes, 0)
    for source, target in edges:
        if source != target:
            outgoing[source].append(target)
            waiting[target] += 1
    starts = [n for n in nodes if not waiting[n]]
    layer = dict.fromkeys(nodes, 0)
    ready = list(starts)
    for node in ready:  # grows while it is walked
        for target in outgoing[node]:
            layer[target] = max(layer[target], layer[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for node in starts:
        if outgoing[node]:
            layer[node] = min(layer[t] for t in outgoing[node]) - 1
    return layer


def _ordered(
    item_layer: list[int], before: list[list[int]], after: list[list[int]]
) -> list[list[int]]:
    """Items per layer, top to bottom, with few crossings: barycentre sweeps, the best one kept."""
    columns: list[list[int]] = [[] for _ in range(max(item_layer, default=-1) + 1)]
    for item, at in enumerate(item_layer):
        columns[at].append(item)
    best = [list(c) for c in columns]
    fewest = _crossings(best, after)
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        order = range(1, len(columns)) if rightwards else range(len(columns) - 2, -1, -1)
        near = before if rightwards else after
        for at in order:
            fixed = columns[at - 1] if rightwards else columns[at + 1]
            columns[at] = _by_barycentre(columns[at], fixed, near)
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [list(c) for c in columns], crossings
    return best


def _by_barycentre(column: list[int], fixed: list[int], near: list[list[int]]) -> list[int]:
    position = {item: p for p, item in enumerate(fixed)}
    share = max(len(fixed) - 1, 1) / max(len(column) - 1, 1)
    keys = []
    for p, item in enumerate(column):
        found = [position[n] for n in near[item] if n in position]
        keys.append((sum(found) / len(found) if found else p * share, p, item))
    return [item for _, _, item in sorted(keys)]


def _crossings(columns: list[list[int]], after: list[list[int]]) -> int:
    total = 0
    for left, right in zip(columns, columns[1:]):
        position = {item: p for p, item in enumerate(right)}
        seen: list[int] = []
        for item in left:
            ends = sorted(position[n] for n in after[item])
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            seen = sorted(seen + ends)
    return total


def _heights(
    columns: list[list[int]],
    before: list[list[int]],
    after: list[list[int]],
    heights: list[float],
    real: int,
) -> list[float]:
    """Centre of each item: near the mean of its neighbours, never closer than the gaps allow."""
    y = [0.0] * len(heights)

    def settle(column: list[int], wanted: list[float], weight: list[float]) -> None:
        gaps = [
            (heights[a] + heights[b]) / 2 + (BOX_GAP if a < real and b < real else LINE_GAP)
            for a, b in zip(column, column[1:])
        ]
        for item, at in zip(column, _apart(wanted, weight, gaps)):
            y[item] = at

    for column in columns:
        settle(column, [0.0] * len(column), [1.0] * len(column))
    for sweep in range(2 * SWEEPS):
        side = sweep % 4
        for column in columns if side % 2 == 0 else reversed(columns):
            wanted, weight = [], []
            for item in column:
                near = before[item] + after[item] if side > 1 else (before, after)[side][item]
                pulls = [8.0 if item >= real and n >= real else 1.0 for n in near]
                total = sum(pulls)
                mean = sum(p * y[n] for p, n in zip(pulls, near)) / total if near else y[item]
                wanted.append(mean)
                weight.append(total if near else 0.1)
            settle(column, wanted, weight)
    top = min((y[i] - heights[i] / 2 for i in range(len(y))), default=0.0)
    return [at - top for at in y]


def _apart(wanted: list[float], weight: list[float], gaps: list[float]) -> list[float]:
    """Closest places (weighted least squares) to the wanted ones that keep order and gaps."""
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    blocks: list[tuple[float, float, int]] = []  # sum of weight * place, sum of weights, items
    for at, w, offset in zip(wanted, weight, offsets):
        total, weights, items = (at - offset) * w, w, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / weights:
            total, weights, items = (
                blocks[-1][0] + total,
                blocks[-1][1] + weights,
                blocks[-1][2] + items,
            )
            blocks.pop()
        blocks.append((total, weights, items))
    places = [total / weights for total, weights, items in blocks for _ in range(items)]
    return [place + offset for place, offset in zip(places, offsets)]


def _columns(
    columns: list[list[int]],
    nodes: Sequence[str],
    sizes: Mapping[str, Size],
    segments: list[tuple[int, int]],
    y: list[float],
) -> tuple[list[float], list[float]]:
    """Left and right end of each column; steep arrows get a wider gap to turn in."""
    at = {item: number for number, column in enumerate(columns) for item in column}
    rise = [0.0] * len(columns)
    for a, b in segments:
        rise[at[a]] = max(rise[at[a]], abs(y[b] - y[a]))
    lefts: list[float] = []
    rights: list[float] = []
    x = 0.0
    for number, column in enumerate(columns):
        width = max((sizes[nodes[i]][0] for i in column if i < len(nodes)), default=0.0)
        lefts.append(x)
        rights.append(x + width)
        x += width + min(max(COLUMN_GAP, rise[number] / 3), WIDEST_GAP)
    return lefts, rights


def _ports(
    routes: list[list[int]], y: list[float], heights: list[float], *, outgoing: bool
) -> list[float]:
    """Where each edge touches its box: ends are spread in the order of where they go."""
    ends: dict[int, list[tuple[float, int]]] = {}
    for edge, route in enumerate(routes):
        if route:
            item, near = (route[0], route[1]) if outgoing else (route[-1], route[-2])
            ends.setdefault(item, []).append((y[near], edge))
    port = [0.0] * len(routes)
    for item, found in ends.items():
        step = min(2 * PORT_GAP, heights[item] / (len(found) + 1))
        for place, (_, edge) in enumerate(sorted(found)):
            port[edge] = y[item] + (place - (len(found) - 1) / 2) * step
    return port
