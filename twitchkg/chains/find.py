"""Chains: how one thing leads to another, step by step, ranked by the weakest step.

This is the one place where a path is ranked. The specification, which the page follows too:

1. A *shortcut* is a summary link whose two ends are also joined by links that are not summaries.
   Chains never use a shortcut: it would hide the steps between. A shortcut from start to end is
   shown beside the chains, as what the source says in one statement.
2. A chain visits no concept twice. Its strength is the rank of its weakest link.
3. Stronger chains come first; among equals the one with fewer steps; among those, the order of the
   IRIs it passes.
4. The joined steps are derived from separate statements: no chain is one statement of the source.
"""

from __future__ import annotations

from heapq import heappop, heappush

from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Chains, Claim, Link
from twitchkg.vocab import BROADER, DENIED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUDGET = 50_000
"""How many partial chains a search may look at before it says that it stopped early."""


def find_chains(contents: Contents, start: str, end: str, limit: int = 10) -> Chains:
    """The best `limit` chains between two concept IRIs, in the order of the specification above.

    Where nothing leads to `end` itself but `end` is a kind of something broader, the chains to that
    are given, and the answer says so.

    Raises:
        BadParameter: if start and end are the same, or `limit` is below 1.
    """
    if start == end:
        raise BadParameter("start and end are the same concept; name two different ones")
    if limit < 1:
        raise BadParameter(f"the number of chains must be 1 or more, not {limit}")
    found = _between(contents, start, end, limit)
    seen = {end}
    queue: list[tuple[str, tuple[Claim, ...]]] = [(end, ())]
    while queue and not found.chains and found.complete:
        narrow, path = queue.pop(0)
        for claim in contents.about(narrow):
            broad = claim.object
            if (claim.subject, claim.predicate) != (narrow, BROADER) or claim.modality == DENIED:
                continue
            if broad in seen or broad == start:
                continue
            seen.add(broad)
            queue.append((broad, (*path, claim)))
            wider = _between(contents, start, broad, limit)
            if wider.chains:
                return wider._replace(kind_of=(*path, claim))
    return found


def _between(contents: Contents, start: str, end: str, limit: int) -> Chains:
    hidden = shortcuts(contents)
    usable = spelt_out(contents)
    chains, complete = _ranked(contents, usable, start, end, limit)
    summaries = tuple(
        link
        for link in contents.outgoing.get(start, ())
        if link.object == end and (start, end) in hidden
    )
    return Chains(start, end, summaries, tuple(chains), complete)


def spelt_out(contents: Contents) -> dict[str, list[Link]]:
    """The links that chains are made of, by subject: all but the shortcuts."""
    hidden = shortcuts(contents)
    usable: dict[str, list[Link]] = {}
    for link in contents.links:
        if (link.subject, link.object) not in hidden:
            usable.setdefault(link.subject, []).append(link)
    return usable


def shortcuts(contents: Contents) -> frozenset[tuple[str, str]]:
    """The summary links (as pairs of ends) that other links spell out step by step."""
    steps: dict[str, list[Link]] = {}
    for link in contents.links:
        if not link.is_summary:
            steps.setdefault(link.subject, []).append(link)
    summaries: dict[str, set[str]] = {}
    for link in contents.links:
        if link.is_summary:
            summaries.setdefault(link.subject, set()).add(link.object)
    return frozenset(
        (start, end)
        for start, ends in summaries.items()
        for end in ends & reachable(steps, start).keys()
    )


def reachable(links: Mapping[str, Sequence[Link]], start: str) -> dict[str, int]:
    """Every concept that links lead to from `start`, with the fewest steps to it (start: 0)."""
    steps, frontier = {start: 0}, [start]
    while frontier:
        following = []
        for concept in frontier:
            for link in links.get(concept, ()):
                if link.object not in steps:
                    steps[link.object] = steps[concept] + 1
                    following.append(link.object)
        frontier = following
    return steps


def _ranked(
    contents: Contents, usable: Mapping[str, Sequence[Link]], start: str, end: str, limit: int
) -> tuple[list[Chain], bool]:
    """One round per rank, firmest first: in each, the chains whose weakest link has that rank."""
    chains: list[Chain] = []
    complete = True
    ranks = {contents.link_rank(link) for links in usable.values() for link in links}
    for floor in sorted(ranks, reverse=True):
        firm = {
            concept: kept
            for concept, links in usable.items()
            if (kept := [link for link in links if contents.link_rank(link) >= floor])
        }
        found, searched_all = _shortest_first(
            contents, firm, start, end, limit - len(chains) + 1, floor
        )
        complete = complete and searched_all
        chains += found
        if len(chains) > limit:
            return chains[:limit], False
    return chains, complete


def _shortest_first(
    contents: Contents,
    links: Mapping[str, Sequence[Link]],
    start: str,
    end: str,
    limit: int,
    floor: int,
) -> tuple[list[Chain], bool]:
    """Best-first search over chains without repetition, by steps so far plus steps still needed.

    The steps still needed are exact (counted backwards from `end`), so chains come out by length,
    and by the order of their IRIs within a length.
    """
    backwards: dict[str, list[Link]] = {}
    for outgoing in links.values():
        for link in outgoing:
            turned = Link(link.object, link.predicate, link.subject)
            backwards.setdefault(link.object, []).append(turned)
    needed = reachable(backwards, end)
    if start not in needed:
        return [], True
    found: list[Chain] = []
    queue: list[tuple[int, tuple[str, ...], tuple[Link, ...]]] = [(needed[start], (start,), ())]
    looked_at = 0
    while queue and len(found) < limit:
        _, path, steps = heappop(queue)
        looked_at += 1
        if looked_at > BUDGET:
            return found, False
        if path[-1] == end:
            strength = min(contents.link_rank(step) for step in steps)
            if strength == floor:  # firmer ones were found in an earlier round
                found.append(Chain(steps, strength))
            continue
        for link in links.get(path[-1], ()):
            if link.object in needed and link.object not in path:
                total = len(steps) + 1 + needed[link.object]
                heappush(queue, (total, (*path, link.object), (*steps, link)))
    return found, True
