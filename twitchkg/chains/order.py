"""The order in which chains pass things."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

from twitchkg.graph.model import Chain


def in_order(concepts: Iterable[str], chains: Sequence[Chain]) -> tuple[str, ...]:
    """Concepts as chains pass them: each after those that stand right before it on some chain.

    Where chains go round against each other, what stands nearest to a beginning comes first.
    """
    depth = dict.fromkeys(concepts, 0)
    following: dict[str, set[str]] = {iri: set() for iri in depth}
    waiting_for: dict[str, set[str]] = {iri: set() for iri in depth}
    for chain in chains:
        passed = [(at, iri) for at, iri in enumerate(chain.concepts) if iri in depth]
        for at, iri in passed:
            depth[iri] = max(depth[iri], at)
        for (_, one), (_, other) in pairwise(passed):
            following[one].add(other)
            waiting_for[other].add(one)
    free = [(depth[iri], iri) for iri in depth if not waiting_for[iri]]
    rest = sorted(((depth[iri], iri) for iri in depth), reverse=True)
    heapify(free)
    order: dict[str, None] = {}
    while len(order) < len(depth):
        _, iri = heappop(free) if free else rest.pop()
        if iri in order:
            continue
        order[iri] = None
        for other in following[iri]:
            waiting_for[other].discard(iri)
            if not waiting_for[other]:
                heappush(free, (depth[other], other))
    return tuple(order)
