"""What every chain must pass, what is left without a cause, and what two causes share.

All answers are about the chains of the graph (see `twitchkg.chains`), counted as chains and
concepts, never as percentages of anything in the body.
"""

from __future__ import annotations

from .chains import find_chains, reachable, spelt_out
from .errors import BadParameter
from .outcomes import Bottlenecks, Comparison, Remaining
from .vocab import TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .claims import Claims
    from .model import Chain

LIFESTYLE = TK + "LifestyleFactor"
MOST_CHAINS = 200


def causes_of(claims: Claims, target: str, kind: str | None = None) -> list[str]:
    """Where chains to `target` begin: causes of that kind, or whatever nothing else leads to."""
    turned = {
        iri: [link._replace(subject=link.object, object=link.subject) for link in links]
        for iri, links in claims.incoming.items()
    }
    before = [iri for iri in reachable(turned, target) if iri != target]
    if kind is not None:
        return sorted(iri for iri in before if kind in claims.concepts[iri].types)
    return sorted(
        iri
        for iri in before
        if iri not in claims.incoming or any(t in CAUSES for t in claims.concepts[iri].types)
    )


CAUSES = frozenset(TK + name for name in ("LifestyleFactor", "Deficiency", "Medication", "Cause"))


def bottlenecks(claims: Claims, target: str, kind: str | None = LIFESTYLE) -> Bottlenecks:
    """What every chain from each cause to `target` must pass (dominators of a flow graph).

    `between` ranks concepts by betweenness among the shortest chains from those causes (Brandes
    2008, through networkx), most first.

    Raises:
        BadParameter: if nothing of that kind leads to `target`.
    """
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for links in spelt_out(claims).values():
        graph.add_edges_from((link.subject, link.object) for link in links)
    causes = causes_of(claims, target, kind) or causes_of(claims, target)
    if not causes:
        raise BadParameter(f"nothing in this graph leads to {claims.label(target)}")
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
    return Bottlenecks(target, passed, tuple(sorted(common)), tuple(between))


def what_if(claims: Claims, target: str, without: Iterable[str]) -> Remaining:
    """Which chains to `target` are left if some concepts were not there."""
    taken = frozenset(without)
    if target in taken:
        raise BadParameter(f"{claims.label(target)} is what the chains lead to; take out another")
    kept: dict[str, tuple[Chain, ...]] = {}
    gone: dict[str, tuple[Chain, ...]] = {}
    complete = True
    for cause in causes_of(claims, target):
        found = find_chains(claims, cause, target, limit=MOST_CHAINS)
        complete = complete and found.complete
        for chain in found.chains:
            group = gone if taken.intersection(chain.concepts) else kept
            group[cause] = (*group.get(cause, ()), chain)
    return Remaining(target, tuple(sorted(taken)), kept, gone, complete)


def compare(claims: Claims, first: str, second: str, target: str) -> Comparison:
    """What lies on the chains from two causes to `target`: on one's only, on both, on the other's.

    Raises:
        BadParameter: if the two causes are the same.
    """
    if first == second:
        raise BadParameter("compare two different causes")
    on = []
    for cause in (first, second):
        chains = find_chains(claims, cause, target, limit=MOST_CHAINS).chains
        on.append({iri for chain in chains for iri in chain.concepts[1:-1]})
    return Comparison(
        first,
        second,
        target,
        only_first=tuple(sorted(on[0] - on[1])),
        shared=tuple(sorted(on[0] & on[1])),
        only_second=tuple(sorted(on[1] - on[0])),
    )
