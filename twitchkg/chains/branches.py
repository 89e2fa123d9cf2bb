"""Chains that meet, told once: what they share, and by what they differ."""

from collections.abc import Sequence

from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chain, Link, Route


def told_once(contents: Knowledge, chains: Sequence[Chain]) -> tuple[Route, ...]:
    """All chains in as few routes as the rule allows, in the order of each route's best chain.

    The best chain that is not told yet takes with it those that differ from it in one stretch, the
    same for all of them: the one with which it shares most. Each way must pass something of its
    own. The ways are told by the names of what they pass.
    """
    routes = []
    left = dict(enumerate(chains))
    while left:
        first, lead = next(iter(left.items()))
        stretches = {at: _stretch(lead, chain) for at, chain in left.items() if at != first}
        shared = [(-sum(both), both) for both in stretches.values() if both]
        together = {first}
        before = after = 0
        if shared:
            before, after = min(shared)[1]
            together |= {at for at, both in stretches.items() if both == (before, after)}
        told = sorted(together, key=lambda at: (_names(contents, chains[at], before, after), at))
        steps = lead.steps
        routes.append(
            Route(
                steps[:before],
                tuple(_between(chains[at], before, after) for at in told),
                steps[len(steps) - after :],
                tuple(told),
            )
        )
        for at in together:
            del left[at]
    return tuple(routes)


def _between(chain: Chain, before: int, after: int) -> tuple[Link, ...]:
    return chain.steps[before : len(chain.steps) - after]


def _names(contents: Knowledge, chain: Chain, before: int, after: int) -> list[str]:
    return [contents.label(step.object) for step in _between(chain, before, after)]


def _stretch(one: Chain, other: Chain) -> tuple[int, int] | None:
    """How many steps two chains share at first and at last, where they differ between only.

    None where they share nothing, or one of them passes nothing of its own between.
    """
    before = after = 0
    while one.steps[before : before + 1] == other.steps[before : before + 1] != ():
        before += 1
    fewest = min(len(one.steps), len(other.steps)) - before
    while after < fewest and one.steps[-1 - after] == other.steps[-1 - after]:
        after += 1
    stretches = [chain.steps[before : len(chain.steps) - after] for chain in (one, other)]
    if not before + after or min(map(len, stretches)) < 2:
        return None
    passed, elsewhere = ({step.object for step in each[:-1]} for each in stretches)
    return (before, after) if passed.isdisjoint(elsewhere) else None
