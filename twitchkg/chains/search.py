"""The search for chains to one end, best first: by the weakest step, the length, the IRIs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice, pairwise, product

from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Link
from twitchkg.graph.walk import walk

BUDGET = 50_000
"""How many partial chains, beyond the steps of the shortest, one round may look at."""

WORK = 1_000_000
"""How many steps all chains to an end may be looked at in, beyond the links of the graph."""


class Search:
    """Chains to `end`, whatever they begin at: what they share is counted once.

    One search looks at so many steps in all (`WORK`); from then on each answer is incomplete.
    """

    def __init__(self, contents: Contents, end: str) -> None:
        self.contents = contents
        self.end = end
        self._ranks = sorted(
            {contents.link_rank(link) for links in contents.spelt_out.values() for link in links},
            reverse=True,
        )
        self._firm: dict[int, _Firm] = {}
        self._left = WORK + 4 * len(contents.links)

    def chains(self, start: str, limit: int) -> tuple[list[Chain], bool]:
        """The best `limit` chains from `start`, and whether these are all.

        One round per rank, firmest first: in each, the chains whose weakest link has that rank.
        """
        found: list[Chain] = []
        complete = True
        for floor in self._ranks:
            if floor not in self._firm:
                self._firm[floor] = _Firm(self.contents, self.end, floor)
            chains, searched_all = self._shortest_first(floor, start, limit - len(found) + 1)
            complete = complete and searched_all
            found += chains
            if len(found) > limit:
                return found[:limit], False
        return found, complete

    def _shortest_first(self, floor: int, start: str, limit: int) -> tuple[list[Chain], bool]:
        """Chains without repetition by the steps so far plus the steps that are still needed.

        Those are exact, so that chains come out by length, and within a length, which is walked
        depth first, by the order of their IRIs.
        """
        firm = self._firm[floor]
        if start not in firm.needed:
            return [], True
        found: list[Chain] = []
        here = root = _Partial(start)
        passed = {start}
        waiting = {firm.needed[start]: [root]}
        lengths = [*waiting]
        may_look_at = BUDGET + firm.needed[start]
        while lengths and len(found) < limit:
            length = heappop(lengths)
            stack, looked_at = _in_order(root, waiting.pop(length))
            self._left -= looked_at
            while stack and len(found) < limit:
                partial = stack.pop()
                self._left -= _move(passed, here, partial) + 1
                may_look_at -= 1
                if may_look_at < 0 or self._left < 0:
                    return found, False
                here = partial
                if here.iri == self.end:
                    found += islice(self._along(firm, here), limit - len(found))
                    continue
                nearest = []
                for iri in firm.onward(here.iri):
                    self._left -= 1
                    if iri in passed:
                        continue
                    longer = _Partial(iri, here)
                    needs = longer.steps + firm.needed[iri]
                    if needs == length:
                        nearest.append(longer)
                        continue
                    if needs not in waiting:
                        waiting[needs] = []
                        heappush(lengths, needs)
                    waiting[needs].append(longer)
                stack += reversed(nearest)
        return found, True

    def _along(self, firm: _Firm, partial: _Partial) -> Iterator[Chain]:
        """The chains on a path whose weakest link is as weak as the round allows.

        They are several where more than one link joins the same two things.
        """
        path = [each.iri for each in partial.back()][::-1]
        self._left -= len(path)
        choices = [sorted(firm.links[one][other]) for one, other in pairwise(path)]
        for steps in product(*choices):
            self._left -= 1
            if self._left < 0:
                return
            if min(map(self.contents.link_rank, steps)) == firm.floor:
                yield Chain(steps, firm.floor)


class _Firm:
    """The links of rank `floor` or above that chains to an end are made of.

    Attributes:
        links: by subject, then by object.
        needed: the fewest steps to the end, of everything that leads there.
    """

    def __init__(self, contents: Contents, end: str, floor: int) -> None:
        self.floor = floor
        self.links: dict[str, dict[str, list[Link]]] = {}
        before: dict[str, list[str]] = {}
        for links in contents.spelt_out.values():
            for link in links:
                if contents.link_rank(link) >= floor:
                    ends = self.links.setdefault(link.subject, {})
                    ends.setdefault(link.object, []).append(link)
                    before.setdefault(link.object, []).append(link.subject)
        self.needed = dict(walk([end], lambda iri: before.get(iri, ())))
        self._onward: dict[str, list[str]] = {}

    def onward(self, iri: str) -> Sequence[str]:
        """What a thing leads to in one step and the end can be reached from, by IRI."""
        if iri not in self._onward:
            self._onward[iri] = sorted(each for each in self.links[iri] if each in self.needed)
        return self._onward[iri]


class _Partial:
    """A path from the start, as its last thing and the path before it."""

    __slots__ = ("before", "iri", "steps")

    def __init__(self, iri: str, before: _Partial | None = None) -> None:
        self.iri = iri
        self.before = before
        self.steps: int = before.steps + 1 if before else 0

    def back(self) -> Iterator[_Partial]:
        """Itself and the shorter ones, down to the start."""
        at: _Partial | None = self
        while at:
            yield at
            at = at.before


def _move(passed: set[str], here: _Partial, there: _Partial) -> int:
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


def _in_order(root: _Partial, paths: list[_Partial]) -> tuple[list[_Partial], int]:
    """Paths from `root` by the order of their IRIs, the first one last; and the steps it took."""
    if len(paths) < 2:
        return paths, len(paths)
    longer: dict[_Partial, dict[str, _Partial]] = {}
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
