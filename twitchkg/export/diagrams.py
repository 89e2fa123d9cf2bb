"""What is drawn of an answer on chains: numbered things, each arrow once, how it is told."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chain, Chains, Claim, Link
from twitchkg.vocab import ASSOCIATED_WITH

NOTHING = "no causal chain between the two is in this graph"


class Arrow(NamedTuple):
    """An arrow between two IRIs; one that is not `directed` only goes along with the other."""

    subject: str
    object: str
    caption: str
    firm: bool
    directed: bool = True


def drawn(contents: Knowledge, chains: Chains) -> tuple[dict[str, str], list[Arrow]]:
    """A number for each thing in order of first mention; what is drawn, in the answer's order.

    First the chains as their routes tell them, then what is said in one go, what is said also, and,
    where there is no chain, what stands between.
    """
    arrows: dict[tuple[str, str, str], Arrow] = {}
    for arrow in _arrows(contents, chains):
        arrows.setdefault((arrow.subject, arrow.object, arrow.caption), arrow)
    ids: dict[str, str] = {}
    for iri in (chains.start, *_passed(chains), chains.end):
        ids.setdefault(iri, f"n{len(ids)}")
    for arrow in arrows.values():
        for iri in (arrow.subject, arrow.object):
            ids.setdefault(iri, f"n{len(ids)}")
    return ids, list(arrows.values())


def _passed(chains: Chains) -> Iterator[str]:
    for route in chains.routes:
        for at in route.chains:
            yield from chains.chains[at].concepts


def _arrows(contents: Knowledge, chains: Chains) -> Iterator[Arrow]:
    for route in chains.routes:
        for at in route.chains:
            yield from _steps(contents, chains.chains[at])
    yield from _links(contents, chains.summaries, ", in one go")
    for claim, chain in (*chains.also.involves, *chains.also.worsens):
        yield from _related(contents, claim, chain)
    for claim in (*chains.start_kind_of, *chains.kind_of, *chains.also.associated):
        yield _claim(contents, claim)
    why_not = chains.why_not
    if why_not:
        for claim, chain in (*why_not.levels, *why_not.narrower):
            yield from _related(contents, claim, chain)
        in_one_go, back = why_not.reverse
        yield from _links(contents, in_one_go, ", in one go")
        for chain in back:
            yield from _steps(contents, chain)
        for claim in (*why_not.broader, *why_not.background):
            yield _claim(contents, claim)


def _related(contents: Knowledge, claim: Claim, chain: Chain | None) -> Iterator[Arrow]:
    yield _claim(contents, claim)
    if chain:
        yield from _steps(contents, chain)


def _steps(contents: Knowledge, chain: Chain) -> Iterator[Arrow]:
    for link in chain.steps:
        yield from _links(contents, [link], ", in one go" if link.is_summary else "")


def _links(contents: Knowledge, links: Iterable[Link], beside: str) -> Iterator[Arrow]:
    for link in links:
        told = caption(contents, link.predicate, link.claims[:1])
        firm = contents.link_rank(link) > 1
        yield Arrow(link.subject, link.object, f"{told}{beside}", firm)


def _claim(contents: Knowledge, claim: Claim) -> Arrow:
    told = caption(contents, claim.predicate, (claim,))
    directed = claim.predicate != ASSOCIATED_WITH
    return Arrow(claim.subject, claim.object, told, contents.rank(claim) > 1, directed)


def caption(contents: Knowledge, predicate: str, claims: tuple[Claim, ...]) -> str:
    """What stands on an arrow: the relation, how firmly it is said, a source beside ours."""
    modality = contents.modality(claims[0].modality) if claims else None
    told = modality.label if modality else "no evidence recorded"
    origin = contents.origin(claims[0].iri) if claims else None
    beside = f", not the article: {origin.place}" if origin else ""
    return f"{contents.label(predicate)}, {told}{beside}"
