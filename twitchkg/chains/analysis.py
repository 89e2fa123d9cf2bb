"""What every chain must pass, what is left without a cause, what two share, what one can change.

All answers are about the chains of the graph (see `twitchkg.chains`), counted as chains and
concepts, never as percentages of anything in the body.
"""

from __future__ import annotations

from twitchkg.chains.answers import Bottlenecks, Change, Comparison, Modifiable, Remaining
from twitchkg.chains.find import find_chains, reachable, spelt_out
from twitchkg.errors import BadParameter
from twitchkg.vocab import BROADER, DENIED, TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Chain, Claim

LIFESTYLE = TK + "LifestyleFactor"
CHANGED = ((LIFESTYLE, "by oneself"), (TK + "Medication", "only with a doctor"))
"""The kinds of cause that one can change, and how."""

MOST_CHAINS = 200


def causes_of(contents: Contents, target: str, kind: str | None = None) -> list[str]:
    """Where chains to `target` begin: causes of that kind, or whatever nothing else leads to."""
    before = _before(contents, target)
    if kind is not None:
        return sorted(iri for iri in before if kind in contents.concepts[iri].types)
    return sorted(
        iri
        for iri in before
        if iri not in contents.incoming or any(t in CAUSES for t in contents.concepts[iri].types)
    )


def _before(contents: Contents, target: str) -> list[str]:
    """Everything that leads to `target`, near or far, itself left out."""
    turned = {
        iri: [link._replace(subject=link.object, object=link.subject) for link in links]
        for iri, links in contents.incoming.items()
    }
    return [iri for iri in reachable(turned, target) if iri != target]


def in_circles(contents: Contents, target: str) -> tuple[str, ...]:
    """What leads to `target` but lies on no chain that has a beginning: it runs in a circle."""
    onward = {iri: links for iri, links in contents.outgoing.items() if iri != target}
    begun: set[str] = set()
    for cause in causes_of(contents, target):
        if cause not in begun:
            begun.update(reachable(onward, cause))
    return tuple(sorted(set(_before(contents, target)) - begun))


CAUSES = frozenset(TK + name for name in ("LifestyleFactor", "Deficiency", "Medication", "Cause"))


def stepped_up(
    contents: Contents, target: str, starts: Iterable[str] = ()
) -> tuple[str, tuple[Claim, ...]]:
    """Where chains end for one who asks about `target`, and the claims that say why there.

    Where nothing leads to `target` itself but it is a kind of something broader that chains lead
    to, the answers are about that, as in `chains.find_chains`. With `starts` one of them must lead
    there, else anything will do.
    """
    onward = [reachable(contents.outgoing, start) for start in starts]
    queue: list[tuple[str, tuple[Claim, ...]]] = [(target, ())]
    seen = {target}
    while queue:
        end, path = queue.pop(0)
        if any(end in each for each in onward) if onward else end in contents.incoming:
            return end, path
        for claim in contents.about(end):
            told = (claim.subject, claim.predicate) == (end, BROADER) and claim.modality != DENIED
            if told and claim.object not in seen:
                seen.add(claim.object)
                queue.append((claim.object, (*path, claim)))
    return target, ()


def nothing_leads(contents: Contents, target: str) -> str:
    """Why there is no cause to begin at: nothing leads to `target`, or all that does is a loop."""
    if target in contents.incoming:
        return f"what leads to {contents.label(target)} runs in circles: no chain has a beginning"
    return f"nothing in this graph leads to {contents.label(target)}"


def bottlenecks(contents: Contents, target: str, kind: str | None = LIFESTYLE) -> Bottlenecks:
    """What every chain from each cause to `target` must pass (dominators of a flow graph).

    `between` ranks concepts by betweenness among the shortest chains from those causes (Brandes
    2008, through networkx), most first.

    Raises:
        BadParameter: if nothing of that kind leads to `target`.
    """
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for links in spelt_out(contents).values():
        graph.add_edges_from((link.subject, link.object) for link in links)
    causes = causes_of(contents, target, kind)
    if not causes:
        kind, causes = None, causes_of(contents, target)
    if not causes:
        raise BadParameter(nothing_leads(contents, target))
    passed: dict[str, tuple[str, ...]] = {}
    for cause in causes:
        above = networkx.immediate_dominators(graph, cause)
        must, at = [], above.get(target)
        while at is not None and at != cause:
            must.append(at)
            at = above.get(at)
        passed[cause] = tuple(reversed(must))
    common = set.intersection(*(set(must) for must in passed.values()))
    scores = networkx.betweenness_centrality_subset(graph, sources=causes, targets=[target])
    between = sorted(
        (iri for iri, score in scores.items() if score > 0 and iri not in causes),
        key=lambda iri: (-scores[iri], iri),
    )
    return Bottlenecks(target, passed, tuple(sorted(common)), tuple(between), kind)


def separate_ways(contents: Contents, cause: str, target: str) -> tuple[tuple[Chain, ...], ...]:
    """Groups of chains from `cause`, no step of one group being a step of another's.

    Such groups are why a cause must pass nothing. Where all chains hang together, two of them that
    share no step stand for the groups; empty where there are no such two, or one of the chains has
    no step between.
    """
    chains = find_chains(contents, cause, target, limit=MOST_CHAINS).chains
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
    for at, one in enumerate(chains):
        for other in chains[at + 1 :]:
            if between[one].isdisjoint(between[other]):
                return (one,), (other,)
    return ()


def in_order(concepts: Iterable[str], chains: Sequence[Chain]) -> tuple[str, ...]:
    """Concepts as chains pass them: each after those that stand right before it on some chain.

    Where chains go round against each other, what stands nearest to a beginning comes first.
    """
    from heapq import heapify, heappop, heappush

    depth = dict.fromkeys(concepts, 0)
    following: dict[str, set[str]] = {iri: set() for iri in depth}
    waiting_for: dict[str, set[str]] = {iri: set() for iri in depth}
    for chain in chains:
        passed = [(at, iri) for at, iri in enumerate(chain.concepts) if iri in depth]
        for at, iri in passed:
            depth[iri] = max(depth[iri], at)
        for (_, one), (_, other) in zip(passed, passed[1:], strict=False):
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


def what_if(contents: Contents, target: str, without: Iterable[str]) -> Remaining:
    """Which chains to `target` are left if some concepts were not there."""
    taken = frozenset(without)
    if target in taken:
        raise BadParameter(f"{contents.label(target)} is what the chains lead to; take out another")
    kept: dict[str, tuple[Chain, ...]] = {}
    gone: dict[str, tuple[Chain, ...]] = {}
    complete = True
    for cause in causes_of(contents, target):
        found = find_chains(contents, cause, target, limit=MOST_CHAINS)
        complete = complete and found.complete
        for chain in found.chains:
            group = gone if taken.intersection(chain.concepts) else kept
            group[cause] = (*group.get(cause, ()), chain)
    return Remaining(target, tuple(sorted(taken)), kept, gone, complete)


def compare(contents: Contents, first: str, second: str, target: str) -> Comparison:
    """What lies on the chains from two causes to `target`: on one's only, on both, on the other's.

    Raises:
        BadParameter: if the two causes are the same.
    """
    if first == second:
        raise BadParameter("compare two different causes")
    if target in (first, second):
        end = contents.label(target)
        raise BadParameter(f"{end} is what both are to lead to; compare two causes of it")
    found = [find_chains(contents, cause, target, limit=MOST_CHAINS) for cause in (first, second)]
    on = [{iri for chain in each.chains for iri in chain.concepts[1:-1]} for each in found]
    return Comparison(
        first,
        second,
        target,
        only_first=tuple(sorted(on[0] - on[1])),
        shared=tuple(sorted(on[0] & on[1])),
        only_second=tuple(sorted(on[1] - on[0])),
        first_chains=found[0].chains,
        second_chains=found[1].chains,
        complete=all(each.complete for each in found),
        kind_of=found[0].kind_of or found[1].kind_of,
    )


def modifiable(contents: Contents, target: str) -> Modifiable:
    """What leads to `target` and can be changed, as far as the graph marks it, by kind and name."""
    every = what_if(contents, target, ())
    chains = [chain for each in every.kept.values() for chain in each]
    beginning: dict[str, list[Chain]] = {}
    passing: dict[str, list[Chain]] = {}
    for chain in chains:
        start, *others = chain.concepts
        beginning.setdefault(start, []).append(chain)
        for iri in others:
            passing.setdefault(iri, []).append(chain)
    changes = []
    for kind, how in CHANGED:
        for cause in sorted(causes_of(contents, target, kind), key=contents.label):
            own = beginning.get(cause, [])
            cut = (*own, *passing.get(cause, ()))
            tie = [link for link in contents.outgoing.get(cause, ()) if link.object == target]
            direct = any(link.claims for link in tie)
            onward = tie if direct else [chain.steps[0] for chain in own]
            said = next((link.claims[0] for link in onward if link.claims), None)
            changes.append(Change(cause, how, said, direct, cut))
    return Modifiable(target, tuple(changes), len(chains), every.complete)
