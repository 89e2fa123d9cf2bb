"""The search for chains to one end, best first, in the order that `find` specifies."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise, product
from time import monotonic

from twitchkg.chains.firmness import Told, counted, possible_ranks
from twitchkg.chains.region import NEVER, WEAK, Region
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chain, Claim

Key = tuple[int, int, int, int, tuple[str, ...]]
"""Weakest steps, borrowed steps, sections, steps, the IRIs passed: fewer and earlier are better."""

BUDGET = 50_000
"""How many partial chains, beyond the steps of the shortest, one round may look at."""

WORK = 1_000_000
"""How many steps all chains to an end may be looked at in."""


class Search:
    """Chains to `end`, whatever they begin at: what they share is looked at once.

    With `every` all that leads to the end is looked at before the first answer, for whoever asks of
    many starts; else only what stands between. One search looks at so many steps in all (`WORK`),
    and until so many seconds by `time.monotonic`; from then on each answer is incomplete.
    """

    def __init__(
        self,
        contents: Knowledge,
        end: str,
        told: Told | None = None,
        *,
        every: bool = False,
        until: float = NEVER,
    ) -> None:
        self.contents = contents
        self.end = end
        self.told = told or Told(contents)
        self.stopped = False
        self._every = every
        self._until = until
        self._regions: dict[int, Region] = {}
        self._left = WORK

    def chains(self, start: str, limit: int) -> tuple[list[Chain], bool]:
        """The best `limit` chains from `start`, and whether these are all.

        One round per rank, firmest first: in each, the chains whose weakest step has that rank.
        """
        found: list[Chain] = []
        self.stopped = False
        for floor in possible_ranks(self.contents):
            if floor not in self._regions:
                self._regions[floor] = Region(self.told, self.end, floor, every=self._every)
            found += self._best(self._regions[floor], start, limit - len(found) + 1)
            if len(found) > limit:
                return found[:limit], False
        return found, not self.stopped

    def _best(self, region: Region, start: str, limit: int) -> list[Chain]:
        """The best chains as weak as the round allows.

        Paths come by the fewest steps that are surely that weak. A chain waits until none that is
        still to come can be better.
        """
        best: list[Chain] = []
        held: list[tuple[Key, Chain]] = []
        least: int | None = None
        for path in self._paths(region, start):
            if least is None:
                least = self._fewest_sections(region, start) if region.knows_start else 0
            surely_weak = path.cost // WEAK
            while held and held[0][0][0] < surely_weak:
                best.append(heappop(held)[1])
            for key, chain in self._along(region, path):
                if key[:3] <= (surely_weak, 0, least):
                    best.append(chain)
                else:
                    heappush(held, (key, chain))
            if len(best) >= limit:
                return best[:limit]
        while held and len(best) < limit:
            best.append(heappop(held)[1])
        return best

    def _fewest_sections(self, region: Region, start: str) -> int:
        """How many sections of the sources the first step of a chain takes at the least."""
        ends = region.links.get(start, ())
        claims = [link.claims for end in ends for link in region.between(start, end)]
        return min((len(self._sections(c)) for each in claims for c in each or (None,)), default=0)

    def _sections(self, claim: Claim | None) -> set[tuple[str, int]]:
        if claim is None:
            return set()
        places = self.contents.places_of(claim)
        return {(place.source, place.section) for place in places}

    def _paths(self, region: Region, start: str) -> Iterator[Partial]:
        """Paths without repetition from `start`, by cost; within a cost by the order of their IRIs.

        Where the region does not yet hold all paths of the next cost, it is widened and they are
        gone over again: each widening costs more than all before it.
        """
        region.begin(start)
        from_cost: float = 0
        while region.widen(self._until):
            until_cost = region.holds
            yield from self._paths_within(region, start, from_cost, until_cost)
            if self.stopped or until_cost == NEVER:
                return
            from_cost = until_cost
        self.stopped = self.stopped or region.out_of_time

    def _paths_within(
        self, region: Region, start: str, from_cost: float, until_cost: float
    ) -> Iterator[Partial]:
        """Those that cost `from_cost` or more, and less than `until_cost`.

        What is still needed is exact, so that paths come out by cost, and within a cost, which is
        walked depth first, by the order of their IRIs.
        """
        if start not in region.needed:
            return
        here = root = Partial(start)
        passed = {start}
        waiting = {region.needed[start]: [root]}
        costs = [*waiting]
        may_look_at = BUDGET + region.needed[start] % WEAK
        while costs and costs[0] < until_cost:
            cost = heappop(costs)
            stack, looked_at = _in_order(root, waiting.pop(cost))
            self._left -= looked_at
            while stack:
                partial = stack.pop()
                self._left -= _move(passed, here, partial) + 1
                may_look_at -= 1
                if may_look_at < 0 or self._left < 0 or self._late():
                    self.stopped = True
                    return
                here = partial
                if here.iri == self.end:
                    if cost >= from_cost:
                        yield here
                    continue
                nearest = []
                for iri in region.next_from(here.iri):
                    self._left -= 1
                    if iri in passed:
                        continue
                    longer = Partial(iri, here, region.cost(here.iri, iri))
                    needs = longer.cost + region.needed[iri]
                    if needs == cost:
                        nearest.append(longer)
                    elif needs in waiting:
                        waiting[needs].append(longer)
                    else:
                        waiting[needs] = [longer]
                        heappush(costs, needs)
                stack += reversed(nearest)

    def _late(self) -> bool:
        return self._until != NEVER and monotonic() > self._until

    def _along(self, region: Region, partial: Partial) -> Iterator[tuple[Key, Chain]]:
        """The chains on a path whose weakest step is as weak as the round allows, and their keys.

        They are several where more than one link joins the same two things.
        """
        path = tuple(each.iri for each in partial.back())[::-1]
        self._left -= len(path)
        on = frozenset(path)
        choices = [region.between(one, other) for one, other in pairwise(path)]
        for steps in product(*choices):
            self._left -= 1
            if self._left < 0:
                self.stopped = True
                return
            told = [counted(self.contents, link, on, self.told.inferred) for link in steps]
            ranks = [rank for rank, _, _ in told]
            if min(ranks) != region.floor:
                continue
            borrowed = tuple(at for at, (_, elsewhere, _) in enumerate(told) if elsewhere)
            claims = tuple(claim for _, _, claim in told)
            sections = len({each for claim in claims for each in self._sections(claim)})
            key = ranks.count(region.floor), len(borrowed), sections, len(steps), path
            yield key, Chain(steps, region.floor, claims, borrowed)


def counting(contents: Knowledge, end: str) -> Search:
    """The search for chains that are counted by what they pass, from whatever leads to `end`."""
    return Search(contents, end, Told(contents, counting=True), every=True)


class Partial:
    """A path from the start, as its last thing and the path before it."""

    __slots__ = ("before", "cost", "iri", "steps")

    def __init__(self, iri: str, before: Partial | None = None, cost: int = 0) -> None:
        self.iri = iri
        self.before = before
        self.steps: int = before.steps + 1 if before else 0
        self.cost: int = before.cost + cost if before else 0

    def back(self) -> Iterator[Partial]:
        """Itself and the shorter ones, down to the start."""
        at: Partial | None = self
        while at:
            yield at
            at = at.before


def _move(passed: set[str], here: Partial, there: Partial) -> int:
    """Make what `here` has passed into what `there` has passed; gives the steps that it took."""
    more: list[str] = []
    moved = 0
    while here is not there:
        moved += 1
        if here.steps >= there.steps:
            passed.discard(here.iri)
            assert here.before
            here = here.before
        else:
            more.append(there.iri)
            assert there.before
            there = there.before
    passed.update(more)
    return moved


def _in_order(root: Partial, paths: list[Partial]) -> tuple[list[Partial], int]:
    """Paths from `root` by the order of their IRIs, the first one last; and the steps it took."""
    if len(paths) < 2:
        return paths, len(paths)
    longer: dict[Partial, dict[str, Partial]] = {}
    for path in paths:
        for each in path.back():
            if each.before is None or each.iri in longer.setdefault(each.before, {}):
                break
            longer[each.before][each.iri] = each
    wanted = set(paths)
    order, stack = [], [root]
    while stack:
        each = stack.pop()
        if each in wanted:
            order.append(each)
        stack += (path for _, path in sorted(longer.get(each, {}).items(), reverse=True))
    return order[::-1], len(longer) + len(paths)
