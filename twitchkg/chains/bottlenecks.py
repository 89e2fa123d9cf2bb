"""What every chain to something must pass, and which ways chains go where they must pass nothing.

All answers are about the chains of the graph, counted as chains and concepts, never as percentages
of anything in the body.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from twitchkg.chains.ends import causes_of, nothing_leads
from twitchkg.chains.firmness import counted_links
from twitchkg.chains.search import Search
from twitchkg.chains.what_if import MOST_CHAINS
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Claim
from twitchkg.graph.walk import walk
from twitchkg.vocab import LIFESTYLE

MOST_PASSED = 500_000
"""So many steps are told in all, cause by cause: where causes share long ways, they multiply."""


class Bottlenecks(NamedTuple):
    """What chains to `target` must pass: by cause in order, for all causes, and most often.

    `kind` is the class of causes asked about (daily life); None where none of it leads to `target`
    and all causes are told instead. `kind_of` holds the claims by which `target` stands for the
    narrower concept that was asked about, as in `Chains`. `complete` is False where there are more
    causes than were looked at.
    """

    target: str
    by_cause: dict[str, tuple[str, ...]]
    common: tuple[str, ...]
    between: tuple[str, ...]
    kind: str | None = None
    kind_of: tuple[Claim, ...] = ()
    complete: bool = True


def bottlenecks(contents: Contents, target: str, kind: str | None = LIFESTYLE) -> Bottlenecks:
    """What every chain from each cause to `target` must pass.

    These are the dominators of the causes in the graph turned round (Cooper, Harvey and Kennedy
    2006, through networkx). `between` ranks concepts by betweenness among the shortest chains from
    those causes, most first.

    Raises:
        BadParameter: if nothing of that kind leads to `target`.
    """
    import networkx

    causes = causes_of(contents, target, kind)
    if not causes:
        kind, causes = None, causes_of(contents, target)
    if not causes:
        raise BadParameter(nothing_leads(contents, target))
    told = tuple(counted_links(contents))
    turned: networkx.DiGraph[str] = networkx.DiGraph((end, start) for start, end, _ in told)
    next_passed = networkx.immediate_dominators(turned, target)
    passed: dict[str, tuple[str, ...]] = {}
    number = 0
    for cause in causes:
        must, at = [], next_passed[cause]
        while at != target:
            must.append(at)
            at = next_passed[at]
        number += len(must)
        if number > MOST_PASSED and passed:
            break
        passed[cause] = tuple(must)
    common = set.intersection(*(set(must) for must in passed.values()))
    return Bottlenecks(
        target,
        passed,
        tuple(sorted(common)),
        _passed_most(told, target, passed),
        kind,
        complete=len(passed) == len(causes),
    )


def _passed_most(
    told: Iterable[tuple[str, str, int]], target: str, causes: Iterable[str]
) -> tuple[str, ...]:
    """What stands between causes and `target` on the shortest chains, most often passed first.

    The betweenness of Brandes (2008) for one end: each cause sends one unit, which at every fork
    is shared out by the number of shortest chains that go on there.
    """
    before: dict[str, set[str]] = {}
    for start, end, _ in told:
        before.setdefault(end, set()).add(start)
    needed = dict(walk([target], lambda iri: before.get(iri, ())))
    ways = dict.fromkeys(needed, 0)
    ways[target] = 1
    nearer: dict[str, list[str]] = {iri: [] for iri in needed}
    for iri, steps in needed.items():
        for other in before.get(iri, ()):
            if needed[other] == steps + 1:
                ways[other] += ways[iri]
                nearer[other].append(iri)
    begin = frozenset(causes)
    sent = {iri: float(iri in begin) for iri in needed}
    for iri in reversed(needed):
        for other in nearer[iri]:
            sent[other] += sent[iri] * (ways[other] / ways[iri])
    # what differs by less came about by rounding
    scores = {iri: round(sent[iri], 9) for iri in needed.keys() - begin - {target}}
    return tuple(
        sorted((iri for iri in scores if scores[iri]), key=lambda iri: (-scores[iri], iri))
    )


def separate_ways(search: Search, cause: str) -> tuple[tuple[Chain, ...], ...]:
    """Groups of chains from `cause`, no step of one group being a step of another's.

    Such groups are why a cause must pass nothing. Where all chains hang together, two of them that
    share no step stand for the groups; empty where there are no such two, or one of the chains has
    no step between.
    """
    chains, _ = search.chains(cause, MOST_CHAINS)
    between = {chain: frozenset(chain.concepts[1:-1]) for chain in chains}
    if not all(between.values()):
        return ()
    groups: list[tuple[frozenset[str], tuple[Chain, ...]]] = []
    for chain, steps in between.items():
        together: tuple[Chain, ...] = ()
        apart = []
        for passed, group in groups:
            if steps.isdisjoint(passed):
                apart.append((passed, group))
            else:
                steps, together = steps | passed, (*together, *group)
        groups = [*apart, (steps, (*together, chain))]
    if len(groups) > 1:
        return tuple(sorted((group for _, group in groups), key=lambda g: (len(g), g)))
    return _two_apart(chains, between)


def _two_apart(
    chains: Sequence[Chain], between: dict[Chain, frozenset[str]]
) -> tuple[tuple[Chain, ...], ...]:
    for at, one in enumerate(chains):
        for other in chains[at + 1 :]:
            if between[one].isdisjoint(between[other]):
                return (one,), (other,)
    return ()
