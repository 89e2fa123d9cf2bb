"""The drawing's promises: nothing overlaps, nothing is crossed that a reader would misread."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from twitchkg.explorer.labels import plain, size, text_width, wrapped
from twitchkg.explorer.lanes import bands, lanes, untangled
from twitchkg.explorer.layout import Box, Drawing, layered, turned

NAMES = [f"n{i:02}" for i in range(14)]


@st.composite
def graphs(draw, *, acyclic: bool):
    nodes = NAMES[: draw(st.integers(1, len(NAMES)))]
    pick = st.sampled_from(nodes)
    pairs = draw(st.lists(st.tuples(pick, pick), max_size=30))
    if acyclic:
        pairs = [(min(p), max(p)) for p in pairs if p[0] != p[1]]
    extent = st.floats(10, 240, allow_nan=False)
    sizes = {n: (draw(extent), draw(extent)) for n in nodes}
    return draw(st.permutations(nodes)) if not acyclic else nodes, pairs, sizes


def overlap(a: Box, b: Box, slack: float = 1e-6) -> bool:
    return (
        abs(a.x - b.x) < (a.width + b.width) / 2 - slack
        and abs(a.y - b.y) < (a.height + b.height) / 2 - slack
    )


def hull(a, b) -> Box:
    """The rectangle that holds both a straight segment and an S-curve between two points."""
    (x1, y1), (x2, y2) = a, b
    return Box((x1 + x2) / 2, (y1 + y2) / 2, abs(x1 - x2), abs(y1 - y2))


def crosses(a, b, box: Box) -> bool:
    """Whether the curve or segment from a to b enters the box (its hull touching is allowed)."""
    h = hull(a, b)
    return (
        h.x - h.width / 2 < box.x + box.width / 2 - 1e-6
        and h.x + h.width / 2 > box.x - box.width / 2 + 1e-6
        and h.y - h.height / 2 < box.y + box.height / 2 - 1e-6
        and h.y + h.height / 2 > box.y - box.height / 2 + 1e-6
    )


def check(drawing: Drawing, nodes, edges) -> None:
    assert set(drawing.boxes) == set(nodes)
    boxes = list(drawing.boxes.items())
    for index, (_, box) in enumerate(boxes):
        assert box.x - box.width / 2 > -1e-6
        assert box.y - box.height / 2 > -1e-6
        assert box.x + box.width / 2 < drawing.width + 1e-6
        assert box.y + box.height / 2 < drawing.height + 1e-6
        for _, other in boxes[index + 1 :]:
            assert not overlap(box, other)
    assert len(drawing.paths) == len(edges)
    for (source, target), path in zip(edges, drawing.paths, strict=True):
        assert bool(path.points) is (source != target)
        for a, b in zip(path.points, path.points[1:], strict=False):
            for name, box in boxes:
                assert not crosses(a, b, box), (source, target, name)


@settings(deadline=None)
@given(graphs(acyclic=True))
def test_arrows_run_forward_and_touch_no_foreign_box(graph):
    nodes, edges, sizes = graph
    drawing = layered(nodes, edges, sizes)
    check(drawing, nodes, edges)
    for (source, target), path in zip(edges, drawing.paths, strict=True):
        assert not path.feedback
        xs = [x for x, _ in path.points]
        assert xs == sorted(xs)
        first, last = drawing.boxes[source], drawing.boxes[target]
        assert abs(path.points[0][0] - (first.x + first.width / 2)) < 1e-6
        assert abs(path.points[0][1] - first.y) <= first.height / 2
        assert abs(path.points[-1][0] - (last.x - last.width / 2)) < 1e-6
        assert abs(path.points[-1][1] - last.y) <= last.height / 2


@settings(deadline=None)
@given(graphs(acyclic=False))
def test_loops_run_back_and_touch_no_foreign_box(graph):
    nodes, edges, sizes = graph
    drawing = layered(nodes, edges, sizes)
    check(drawing, nodes, edges)
    for (source, target), path in zip(edges, drawing.paths, strict=True):
        if source != target:
            forward = path.points[0][0] < path.points[-1][0]
            assert forward is not path.feedback
    forwards = [e for e, p in zip(edges, drawing.paths, strict=True) if not p.feedback]
    remaining = {n for e in forwards for n in e}
    loopless = [e for e in forwards if e[0] != e[1]]
    while remaining:
        free = {n for n in remaining if not any(t == n and s in remaining for s, t in loopless)}
        assert free, "a loop is left"
        remaining -= free


@settings(deadline=None)
@given(graphs(acyclic=False))
def test_turned_keeps_every_promise(graph):
    nodes, edges, sizes = graph
    drawing = turned(layered(nodes, edges, {n: (h, w) for n, (w, h) in sizes.items()}))
    check(drawing, nodes, edges)


def test_a_long_arrow_bends_around_the_box_between():
    sizes = dict.fromkeys("abc", (100.0, 40.0))
    drawing = layered("abc", [("a", "b"), ("b", "c"), ("a", "c")], sizes)
    assert drawing.boxes["a"].x < drawing.boxes["b"].x < drawing.boxes["c"].x
    b = drawing.boxes["b"]
    at_b = [y for x, y in drawing.paths[2].points if abs(x - b.x) <= b.width / 2]
    assert len(at_b) == 2
    assert all(abs(y - b.y) > b.height / 2 for y in at_b)


def test_barycentre_removes_a_crossing_that_the_order_given_has():
    sizes = dict.fromkeys("abcd", (50.0, 20.0))
    boxes = layered("abcd", [("a", "d"), ("b", "c")], sizes).boxes
    assert (boxes["a"].y < boxes["b"].y) is (boxes["d"].y < boxes["c"].y)


def test_a_hub_is_tall_enough_for_its_arrows():
    nodes = ["hub", *NAMES]
    drawing = layered(nodes, [(n, "hub") for n in NAMES], dict.fromkeys(nodes, (60.0, 20.0)))
    ends = sorted(p.points[-1][1] for p in drawing.paths)
    assert min(b - a for a, b in zip(ends, ends[1:], strict=False)) > 8


@given(graphs(acyclic=False), st.integers(1, 5), st.floats(100, 900))
def test_overviews_never_overlap(graph, count, limit):
    nodes, edges, sizes = graph
    groups = [g for g in (nodes[i::count] for i in range(count)) if g]
    ordered = untangled(groups, edges)
    assert [sorted(g) for g in ordered] == [sorted(g) for g in groups]
    for drawing in (lanes(ordered, sizes, limit), bands(ordered, sizes, limit)):
        check(drawing, nodes, []) if drawing.width >= max(w for w, _ in sizes.values()) else None
        boxes = list(drawing.boxes.values())
        assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_empty():
    assert layered([], [], {}) == Drawing({}, (), 0.0, 0.0)
    assert lanes([], {}, 100) == Drawing({}, (), 0.0, 0.0)
    assert bands([], {}, 100) == Drawing({}, (), 100, 0.0)


@given(st.text(max_size=200))
def test_labels_keep_their_words_whole(text):
    lines = wrapped(text)
    words = plain(text).split() or ["(no", "label)"]
    assert lines
    for line in lines:
        assert len(line) <= 16 or " " not in line
        assert all(word in words or word.endswith("…") for word in line.split(" "))
    width, height = size(lines)
    assert width > max(text_width(line) for line in lines)
    assert height > 0


def test_overrides_of_direction_are_shown_not_obeyed():
    assert plain("safe\u202eefas\u2028x") == "safe\ufffdefas x"
