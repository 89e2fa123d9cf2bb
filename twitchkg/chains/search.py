"""The search for chains to one end, best first, in the order that `find` specifies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise, product

from twitchkg.chains.firmness import counted, inferred_rank, possible_ranks
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Claim, Link

Key = tuple[int, int, int, int, tuple[str, ...]]
"""Weakest steps, borrowed steps, sections, steps, the IRIs passed: fewer and earlier are better."""

BUDGET = 50_000
"""How many partial chains, beyond the steps of the shortest, one round may look at."""

WORK = 1_000_000
"""How many steps all chains to an end may be looked at in, beyond the links of the graph."""


class Search:
    """Chains to `end`, whatever they begin at: what they share is counted once.

    They are made of `links`, by subject; if none are given, of those that spell summaries out. One
    search looks at so many steps in all (`WORK`); from then on each answer is incomplete.
    """

    def __init__(
        self, contents: Contents, end: str, links: Mapping[str, Sequence[Link]] | None = None
    ) -> None:
        self.contents = contents
        self.end = end
        self._links = contents.spelt_out if links is None else links
        self._inferred = inferred_rank(contents)
        self._ranks = sorted(
            {
                rank
                for each in self._links.values()
                for link in each
                for rank in possible_ranks(contents, link, self._inferred)
            },
            reverse=True,
        )
        self._firm: dict[int, _Firm] = {}
        self._left = WORK + 4 * len(contents.links)
        self._stopped = False

    def chains(self, start: str, limit: int) -> tuple[list[Chain], bool]:
        """The best `limit` chains from `start`, and whether these are all.

        One round per rank, firmest first: in each, the chains whose weakest step has that rank.
        """
        found: list[Chain] = []
        self._stopped = False
        for floor in self._ranks:
            if floor not in self._firm:
                self._firm[floor] = _Firm(self.contents, self._links, self.end, floor)
            found += self._best(self._firm[floor], start, limit - len(found) + 1)
            if len(found) > limit:
                return found[:limit], False
        return found, not self._stopped

    def _best(self, firm: _Firm, start: str, limit: int) -> list[Chain]:
        """The best chains as weak as the round allows.

        Paths come by the fewest steps that are surely that weak. A chain waits until none that is
        still to come can be better.
        """
        if start not in firm.needed:
            return []
        best: list[Chain] = []
        held: list[tuple[Key, Chain]] = []
        least = self._fewest_sections(firm, start)
        for path in self._paths(firm, start):
            surely_weak = path.cost // firm.weak
            while held and held[0][0][0] < surely_weak:
                best.append(heappop(held)[1])
            for key, chain in self._along(firm, path):
                if key[:3] <= (surely_weak, 0, least):
                    best.append(chain)
                else:
                    heappush(held, (key, chain))
            if len(best) >= limit:
                return best[:limit]
        while held and len(best) < limit:
            best.append(heappop(held)[1])
        return best

    def _fewest_sections(self, firm: _Firm, start: str) -> int:
        """How many sections of the sources the first step of a chain takes at the least."""
        claims = [
            link.claims
            for links in firm.links.get(start, {}).values()
            for link in links
            if link.object in firm.needed
        ]
        return min((len(self._sections(c)) for each in claims for c in each or (None,)), default=0)

    def _sections(self, claim: Claim | None) -> set[tuple[str, int]]:
        if claim is None:
            return set()
        places = self.contents.places_of(claim)
        return {(place.source, place.section) for place in places}

    def _paths(self, firm: _Firm, start: str) -> Iterator[_Partial]:
        """Paths without repetition by what they cost so far plus what is still needed.

        Those are exact, so that paths come out by cost, and within a cost, which is walked depth
        first, by the order of their IRIs.
        """
        here = root = _Partial(start)
        passed = {start}
        waiting = {firm.needed[start]: [root]}
        costs = [*waiting]
        may_look_at = BUDGET + firm.needed[start] % firm.weak
        while costs:
            cost = heappop(costs)
            stack, looked_at = _in_order(root, waiting.pop(cost))
            self._left -= looked_at
            while stack:
                partial = stack.pop()
                self._left -= _move(passed, here, partial) + 1
                may_look_at -= 1
                if may_look_at < 0 or self._left < 0:
                    self._stopped = True
                    return
                here = partial
                if here.iri == self.end:
                    yield here
                    continue
                nearest = []
                for iri in firm.onward(here.iri):
                    self._left -= 1
                    if iri in passed:
                        continue
                    longer = _Partial(iri, here, firm.cost(here.iri, iri))
                    needs = longer.cost + firm.needed[iri]
                    if needs == cost:
                        nearest.append(longer)
                        continue
                    if needs not in waiting:
                        waiting[needs] = []
                        heappush(costs, needs)
                    waiting[needs].append(longer)
                stack += reversed(nearest)

    def _along(self, firm: _Firm, partial: _Partial) -> Iterator[tuple[Key, Chain]]:
        """The chains on a path whose weakest step is as weak as the round allows, and their keys.

        They are several where more than one link joins the same two things.
        """
        path = tuple(each.iri for each in partial.back())[::-1]
        self._left -= len(path)
        on = frozenset(path)
        choices = [sorted(firm.links[one][other]) for one, other in pairwise(path)]
        for steps in product(*choices):
            self._left -= 1
            if self._left < 0:
                self._stopped = True
                return
            told = [counted(self.contents, link, on, self._inferred) for link in steps]
            ranks = [rank for rank, _, _ in told]
            if min(ranks) != firm.floor:
                continue
            borrowed = tuple(at for at, (_, elsewhere, _) in enumerate(told) if elsewhere)
            claims = tuple(claim for _, _, claim in told)
            sections = len({each for claim in claims for each in self._sections(claim)})
            key = ranks.count(firm.floor), len(borrowed), sections, len(steps), path
            yield key, Chain(steps, firm.floor, claims, borrowed)


class _Firm:
    """The links of rank `floor` or above that chains to an end are made of.

    Attributes:
        links: by subject, then by object.
        weak: the cost of a step that is surely no firmer than `floor`, beside 1 for each step; more
            than any chain has steps.
        needed: the least cost to the end, of everything that leads there.
    """

    def __init__(
        self, contents: Contents, links: Mapping[str, Sequence[Link]], end: str, floor: int
    ) -> None:
        self.floor = floor
        self.links: dict[str, dict[str, list[Link]]] = {}
        self._firmest: dict[tuple[str, str], int] = {}
        before: dict[str, list[str]] = {}
        for each in links.values():
            for link in each:
                rank = contents.link_rank(link)
                if rank >= floor:
                    ends = self.links.setdefault(link.subject, {})
                    ends.setdefault(link.object, []).append(link)
                    before.setdefault(link.object, []).append(link.subject)
                    pair = link.subject, link.object
                    self._firmest[pair] = max(rank, self._firmest.get(pair, rank))
        self.weak = len(self._firmest) + 2
        self.needed = self._cheapest(end, before)
        self._onward: dict[str, list[str]] = {}

    def cost(self, subject: str, object_: str) -> int:
        """What a step costs at the least."""
        return 1 + (self.weak if self._firmest[subject, object_] == self.floor else 0)

    def _cheapest(self, end: str, before: Mapping[str, Sequence[str]]) -> dict[str, int]:
        cheapest: dict[str, int] = {}
        reached = [(0, end)]
        while reached:
            cost, iri = heappop(reached)
            if iri not in cheapest:
                cheapest[iri] = cost
                for other in before.get(iri, ()):
                    if other not in cheapest:
                        heappush(reached, (cost + self.cost(other, iri), other))
        return cheapest

    def onward(self, iri: str) -> Sequence[str]:
        """What a thing leads to in one step and the end can be reached from, by IRI."""
        if iri not in self._onward:
            self._onward[iri] = sorted(each for each in self.links[iri] if each in self.needed)
        return self._onward[iri]


class _Partial:
    """A path from the start, as its last thing and the path before it."""

    __slots__ = ("before", "cost", "iri", "steps")

    def __init__(self, iri: str, before: _Partial | None = None, cost: int = 0) -> None:
        self.iri = iri
        self.before = before
        self.steps: int = before.steps + 1 if before else 0
        self.cost: int = before.cost + cost if before else 0

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
