"""How firm a step is on its chain: a claim that is said of something else there is borrowed."""

from collections.abc import Container, Iterable

from twitchkg.graph.contents import UNRECORDED, Contents
from twitchkg.graph.model import Chain, Claim, Link, Modality
from twitchkg.graph.walk import walk
from twitchkg.vocab import INFERRED

LEAST_FIRM = UNRECORDED + 1
"""The rank of a borrowed step in a graph that does not rank `tk:Inferred`."""


def inferred_rank(contents: Contents) -> int:
    """The rank that a borrowed step counts as at most."""
    modality = contents.modality(INFERRED)
    return modality.rank if modality else LEAST_FIRM


def counted(
    contents: Contents, link: Link, on: Container[str], inferred: int
) -> tuple[int, bool, Claim | None]:
    """The rank of a step among the things `on` its chain, whether it is borrowed, by which claim.

    Of several claims the one that counts most, then one that is not borrowed, then the first.
    """
    best: tuple[int, bool, Claim | None] | None = None
    for claim in link.claims:
        rank, borrowed = contents.rank(claim), False
        if claim.context and claim.context not in on:
            rank, borrowed = min(rank, inferred), True
        if best is None or (rank, not borrowed) > (best[0], not best[1]):
            best = rank, borrowed, claim
    return best or (UNRECORDED, False, None)


def possible_ranks(contents: Contents, link: Link, inferred: int) -> Iterable[int]:
    """Every rank that a step can count as, whatever chain it is on."""
    if not link.claims:
        yield UNRECORDED
    for claim in link.claims:
        rank = contents.rank(claim)
        yield rank
        if claim.context:
            yield min(rank, inferred)


def counts_as(contents: Contents, chain: Chain, place: int) -> Modality | None:
    """How firm a step is on its chain; None where no claim speaks of it."""
    claim = chain.claims[place]
    if claim is None:
        return None
    modality, inferred = contents.modality(claim.modality), contents.modality(INFERRED)
    if place in chain.borrowed and modality and inferred and modality.rank > inferred.rank:
        return inferred
    return modality


def links_to_tell(contents: Contents) -> dict[str, list[Link]]:
    """The links that chains are told with, by subject.

    A summary gives way where other links lead from its start to its end by steps that are each at
    least as firm as it. A step counts there as on a chain that holds its two ends and that start.
    """
    inferred = inferred_rank(contents)
    ends: dict[tuple[str, int], set[str]] = {}
    for link in contents.links:
        if link.is_summary:
            ends.setdefault((link.subject, contents.link_rank(link)), set()).add(link.object)
    for (start, rank), left in ends.items():
        left -= _not_reached(contents, start, rank, inferred, set(left))
    usable: dict[str, list[Link]] = {}
    for link in contents.links:
        gives_way = link.is_summary and (
            link.object in ends[link.subject, contents.link_rank(link)]
        )
        if not gives_way:
            usable.setdefault(link.subject, []).append(link)
    return usable


def _not_reached(
    contents: Contents, start: str, rank: int, inferred: int, left: set[str]
) -> set[str]:
    """Those of `left` that no steps as firm as `rank`, none of them a summary, lead to."""

    def steps(iri: str) -> Iterable[str]:
        for link in contents.outgoing.get(iri, ()):
            if not link.is_summary:
                on = (start, link.subject, link.object)
                if counted(contents, link, on, inferred)[0] >= rank:
                    yield link.object

    for iri, _ in walk([start], steps):
        left.discard(iri)
        if not left:
            break
    return left
