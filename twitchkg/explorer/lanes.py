"""The overview's geometry: things packed by kind, in columns or in bands, nothing overlapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twitchkg.explorer.layout import SWEEPS, Box, Drawing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twitchkg.explorer.layout import Size

LANE_GAP = 40.0
LANE_ROW = 8.0
BAND_GAP = 34.0


def lanes(groups: Sequence[Sequence[str]], sizes: Mapping[str, Size], height: float) -> Drawing:
    """An overview: one packed column per group, left to right, centred, no two boxes overlapping.

    A group taller than ``height`` stands in several columns. Order within a group is kept: see
    ``untangled``. Paths are empty: an overview draws its arrows faintly, behind the boxes.
    """
    boxes: dict[str, Box] = {}
    columns: list[list[str]] = []
    starts: list[bool] = []
    for group in groups:
        tall = sum(sizes[n][1] + LANE_ROW for n in group)
        count = max(1, -int(-tall // height))
        per_column = -(-len(group) // count)
        for start in range(0, len(group), max(per_column, 1)):
            columns.append(list(group[start : start + per_column]))
            starts.append(start == 0)
    tallest = max((sum(sizes[n][1] + LANE_ROW for n in c) for c in columns), default=0.0)
    x = 0.0
    for column, first in zip(columns, starts):
        width = max(sizes[n][0] for n in column)
        x += (LANE_GAP if first else LANE_ROW) if x else 0.0
        y = (tallest - sum(sizes[n][1] + LANE_ROW for n in column)) / 2
        for node in column:
            boxes[node] = Box(x + width / 2, y + sizes[node][1] / 2, width, sizes[node][1])
            y += sizes[node][1] + LANE_ROW
        x += width
    return Drawing(boxes, (), x, tallest)


def bands(groups: Sequence[Sequence[str]], sizes: Mapping[str, Size], width: float) -> Drawing:
    """The same for a narrow screen: one band per group, top to bottom, wrapped like words."""
    boxes: dict[str, Box] = {}
    y = 0.0
    for group in groups:
        rows: list[list[str]] = []
        used = 0.0
        for node in group:
            used += sizes[node][0] + LANE_ROW
            if not rows or used - LANE_ROW > width:
                rows.append([])
                used = sizes[node][0] + LANE_ROW
            rows[-1].append(node)
        for row in rows:
            tall = max(sizes[n][1] for n in row)
            x = (width - sum(sizes[n][0] + LANE_ROW for n in row) + LANE_ROW) / 2
            for node in row:
                boxes[node] = Box(x + sizes[node][0] / 2, y + tall / 2, *sizes[node])
                x += sizes[node][0] + LANE_ROW
            y += tall + LANE_ROW
        y += BAND_GAP if rows else 0.0
    return Drawing(boxes, (), width, max(y - BAND_GAP, 0.0))


def untangled(groups: Sequence[Sequence[str]], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Each group reordered by the barycentre of what its members are linked to."""
    order = [list(group) for group in groups]
    home = {node: number for number, group in enumerate(order) for node in group}
    near: dict[str, list[str]] = {node: [] for node in home}
    for source, target in edges:
        if home[source] != home[target]:
            near[source].append(target)
            near[target].append(source)
    for _ in range(SWEEPS):
        place = {n: (p + 0.5) / len(group) for group in order for p, n in enumerate(group)}
        for number, group in enumerate(order):
            keys = []
            for p, node in enumerate(group):
                found = [place[n] for n in near[node]]
                # what nothing leads to goes to the foot of its lane
                keys.append((sum(found) / len(found) if found else 2.0, p, node))
            order[number] = [node for _, _, node in sorted(keys)]
            for p, node in enumerate(order[number]):
                place[node] = (p + 0.5) / len(group)
    return order
