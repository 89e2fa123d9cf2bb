"""The part of a graph that chains between two things can lie in, explored from both ends.

Each end has a side: what it reaches, cheapest first (Dijkstra 1959; from both sides, Pohl 1971). A
path that costs no more than the two sides have gone together has each of its links met by one of
them, whatever else the graph holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import inf
from time import monotonic

from twitchkg.chains.firmness import Told
from twitchkg.graph.model import Link

WEAK = 1 << 40
"""The cost of a step that is surely no firmer than the floor, beside 1 for each step: more than any
chain has steps.
"""

NEVER = inf


class Region:
    """Links of rank `floor` or above between a start and `end`, as far as they were looked at.

    With `every` all that leads to the end is looked at at once, for whatever start.

    Attributes:
        links: how firm they are, by subject, then by object.
        needed: the least cost to the end, by thing; exact for what is on a path from the start
            that costs less than `holds`.
        holds: every path from the start that costs less is made of these links.
        out_of_time: it was not widened for want of time.
    """

    def __init__(self, told: Told, end: str, floor: int, *, every: bool = False) -> None:
        self.told = told
        self.floor = floor
        self.links: dict[str, dict[str, int]] = {}
        self.needed: Mapping[str, int] = {}
        self.holds: float = 0
        self.out_of_time = False
        self._size = 0
        self._before: dict[str, list[str]] = {}
        self._between: dict[tuple[str, str], list[Link]] = {}
        self._next: dict[str, Sequence[str]] = {}
        self._back = _Side(self, end, onward=False)
        self._sides: tuple[_Side, ...] = (self._back,)
        self._every = every

    def begin(self, start: str) -> None:
        """Chains are now asked for from there."""
        self.holds = 0
        if not self._every:
            self._sides = (_Side(self, start, onward=True), self._back)

    def widen(self, until: float) -> bool:
        """Look at more, at least until some path is held that was not; False where nothing is left.

        Each time half as many links again are looked at as all before, so that going over the paths
        once more costs no more than that. Not after `until` (by `time.monotonic`).
        """
        if self.holds == NEVER:
            return False
        enough = self._size * 3 // 2
        while all(side.level for side in self._sides):
            if until != NEVER and monotonic() > until:
                self.out_of_time = True
                return False
            min(self._sides, key=_Side.crowd).advance()
            held = self._together()
            if self._size >= enough and self._sides[0].meets(self._back) < held:
                break
        exhausted = not all(side.level for side in self._sides)
        self.holds = NEVER if exhausted else self._together()
        self.needed = self._back.reached if self._every else self._cheapest()
        self._next.clear()
        return True

    def cost(self, subject: str, object_: str) -> int:
        """What a step costs at the least."""
        return 1 + WEAK if self.links[subject][object_] == self.floor else 1

    def between(self, subject: str, object_: str) -> list[Link]:
        """The links that join two things, in order."""
        pair = subject, object_
        if pair not in self._between:
            self._between[pair] = self.told.between(*pair, self.floor)
        return self._between[pair]

    @property
    def knows_start(self) -> bool:
        """Whether every link that a chain can begin with was looked at."""
        return self._every or self._sides[0].radius > 0

    def next_from(self, iri: str) -> Sequence[str]:
        """What a thing leads to in one step and the end can be reached from, by IRI."""
        known = self._next.get(iri)
        if known is None:
            known = sorted(each for each in self.links.get(iri, ()) if each in self.needed)
            self._next[iri] = known
        return known

    def take(self, arrows: Iterable[tuple[str, str, int]]) -> list[tuple[str, str]]:
        """Keep those that are firm enough; the pairs of things that they join."""
        pairs = []
        for subject, object_, rank in arrows:
            if rank < self.floor:
                continue
            ends = self.links.get(subject)
            if ends is None:
                ends = self.links[subject] = {}
            known = ends.get(object_)
            if known is None:
                self._size += 1
                self._before.setdefault(object_, []).append(subject)
            if known is None or rank > known:
                ends[object_] = rank
            pairs.append((subject, object_))
        return pairs

    def _together(self) -> float:
        """What a path costs at the least, one link of which neither side has looked at."""
        return sum(side.radius for side in self._sides) + 1

    def _cheapest(self) -> dict[str, int]:
        """The least costs to the end by the links that were looked at, of whatever leads there.

        The side of the end goes on, along the links that the other side has met.
        """
        back = self._back
        cheapest = {iri: cost for iri, cost in back.reached.items() if cost < back.radius}
        reached = [(cost, iri) for iri, cost in back.reached.items() if cost >= back.radius]
        heapify(reached)
        while reached:
            cost, iri = heappop(reached)
            if iri not in cheapest:
                cheapest[iri] = cost
                for other in self._before.get(iri, ()):
                    if other not in cheapest:
                        heappush(reached, (cost + self.cost(other, iri), other))
        return cheapest


class _Side:
    """What one end reaches, cheapest first, a level of equal cost at a time.

    Attributes:
        reached: the cost by thing; the least for all that costs less than `radius`.
        level: the things of the next level; empty where all was reached.
        radius: what those cost.
    """

    def __init__(self, region: Region, start: str, *, onward: bool) -> None:
        self.reached = {start: 0}
        self.level: list[str] = [start]
        self.radius: float = 0
        self._region = region
        self._onward = onward
        self._waiting: dict[int, list[str]] = {}
        self._costs: list[int] = []
        self._newly: list[str] = [start]
        self._shortest: float = inf

    def crowd(self) -> int:
        """About how many links the next level costs."""
        return self._region.told.contents.crowd(self.level, onward=self._onward)

    def advance(self) -> None:
        """Look at the links of the next level."""
        told = self._region.told
        links = told.onward(self.level) if self._onward else told.back(self.level)
        for subject, object_ in self._region.take(links):
            here, there = (subject, object_) if self._onward else (object_, subject)
            cost = self.reached[here] + self._region.cost(subject, object_)
            if cost < self.reached.get(there, inf):
                self.reached[there] = cost
                self._newly.append(there)
                if cost not in self._waiting:
                    self._waiting[cost] = []
                    heappush(self._costs, cost)
                self._waiting[cost].append(there)
        self.level, self.radius = [], inf
        while self._costs and not self.level:
            cost = heappop(self._costs)
            self.level = [iri for iri in self._waiting.pop(cost) if self.reached[iri] == cost]
            self.radius = cost

    def meets(self, other: _Side) -> float:
        """The least cost of a path through anything that both sides have reached."""
        if self is other:
            return inf
        for one, another in ((self, other), (other, self)):
            for iri in one._newly:
                if iri in another.reached:
                    cost = self.reached[iri] + other.reached[iri]
                    self._shortest = min(self._shortest, cost)
            one._newly.clear()
        return self._shortest
