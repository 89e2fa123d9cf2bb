"""Which lane a concept stands in, and what order the lanes have from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twitchkg.vocab import TK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twitchkg.graph.model import Concept


class Lane(NamedTuple):
    """A kind of things. ``style`` names its colour and border in page.css and look.js.

    ``known`` tells whether its things are of the project's own classes: only then does the style
    say what they are; elsewhere it only tells kinds apart.
    """

    style: str
    label: str
    members: tuple[str, ...]
    known: bool = False


# style, heading, classes. The first class that fits decides, in the order of _FIRST below.
_KNOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("lifestyle", "Lifestyle and other causes", ("LifestyleFactor", "Cause")),
    ("deficiency", "Deficiencies and substances", ("Deficiency", "Electrolyte", "Substance")),
    ("medication", "Medications", ("Medication",)),
    ("condition", "Conditions", ("Condition",)),
    ("mechanism", "Mechanisms", ("Mechanism",)),
    ("body", "Body parts and normal processes", ("Process", "Anatomy")),
    ("symptom", "Symptoms and how they behave", ("Symptom", "Quality")),
    ("flag", "Red flags", ("RedFlag",)),
    ("care", "What to do", ("CareAction", "Urgency", "Agent")),
)
_FIRST = ("flag", "care", "deficiency", "medication", "condition", "mechanism", "symptom", "body")
_OTHER = ("other", "Other things")
_STYLES = (  # neighbours look unlike each other, and none looks like a red flag
    "lifestyle",
    "mechanism",
    "symptom",
    "body",
    "medication",
    "condition",
    "deficiency",
    "other",
)


def known_style(types: Iterable[str]) -> str | None:
    """The lane that twitchkg's own classes give, or None for a thing of other classes."""
    names = {t[len(TK) :] for t in types if t.startswith(TK)}
    styles = {style for style, _, classes in _KNOWN if names.intersection(classes)}
    for style in _FIRST:
        if style in styles:
            return style
    return min(styles, default=None)


def lanes_of(
    concepts: Sequence[Concept], edges: Sequence[tuple[str, str]], kinds: Mapping[str, str]
) -> list[Lane]:
    """Every concept in one lane, lanes in reading order, members in the order given.

    Things of twitchkg's classes stand in the lanes of the project. Things of foreign classes get
    a lane per class (the eight largest), or, where nothing has a class, a lane per causal depth.
    """
    own: dict[str, list[str]] = {}
    foreign: list[Concept] = []
    for concept in concepts:
        style = known_style(concept.types)
        if style is None:
            foreign.append(concept)
        else:
            own.setdefault(style, []).append(concept.iri)
    lanes = [Lane(s, label, tuple(own[s]), known=True) for s, label, _ in _KNOWN if s in own]
    if not foreign:
        return lanes
    if any(c.types for c in foreign):
        return lanes + _by_class(foreign, edges, kinds)
    return lanes + _by_depth([c.iri for c in foreign], edges)


def _by_class(
    concepts: Sequence[Concept], edges: Sequence[tuple[str, str]], kinds: Mapping[str, str]
) -> list[Lane]:
    groups: dict[str, list[str]] = {}
    for concept in concepts:
        groups.setdefault(concept.types[0] if concept.types else "", []).append(concept.iri)
    largest = sorted(groups, key=lambda k: (-len(groups[k]), k))[:8]
    depth = _depths([c.iri for c in concepts], edges)
    named = [k for k in largest if k]
    named.sort(key=lambda k: (sum(depth[n] for n in groups[k]) / len(groups[k]), k))
    lanes = [
        Lane(_STYLES[i % len(_STYLES)], kinds.get(k) or k, tuple(groups[k]))
        for i, k in enumerate(named)
    ]
    rest = tuple(c.iri for c in concepts if (c.types[0] if c.types else "") not in named)
    return [*lanes, Lane(*_OTHER, rest)] if rest else lanes


def _by_depth(iris: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[Lane]:
    depth = _depths(iris, edges)
    last = max(depth.values())
    if last == 0:
        return [Lane(*_OTHER, tuple(iris))]
    lanes: dict[int, list[str]] = {}
    for iri in iris:
        lanes.setdefault(depth[iri] * 8 // (last + 1), []).append(iri)
    return [
        Lane(_STYLES[i % len(_STYLES)], f"Step {i + 1}" if i else "Starts", tuple(lanes[k]))
        for i, k in enumerate(sorted(lanes))
    ]


def _depths(iris: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Longest way from a start, without what closes a loop; starts stand next to what follows."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(iris)
    graph.add_edges_from((a, b) for a, b in edges if a in graph and b in graph)
    backward, above = [], set()
    for source, target, how in nx.dfs_labeled_edges(graph):
        if how == "forward":
            above.add(target)
        elif how == "reverse":
            above.discard(target)
        elif target in above:
            backward.append((source, target))
    graph.remove_edges_from(backward)
    steps = enumerate(nx.topological_generations(graph))
    depth = {iri: at for at, generation in steps for iri in generation}
    for iri in iris:
        if not graph.in_degree(iri) and graph.out_degree(iri):
            depth[iri] = min(depth[after] for after in graph.successors(iri)) - 1
    return depth
