"""How firm a step is on its chain: a claim that is said of something else there is borrowed."""

from collections.abc import Container, Iterator, Sequence

from twitchkg.chains.reach import is_spelt_out
from twitchkg.graph.contents import Contents
from twitchkg.graph.knowledge import UNRECORDED, Knowledge
from twitchkg.graph.model import Chain, Claim, Link, Modality
from twitchkg.vocab import INFERRED

LEAST_FIRM = UNRECORDED + 1
"""The rank of a borrowed step in a graph that does not rank `tk:Inferred`."""


def inferred_rank(contents: Knowledge) -> int:
    """The rank that a borrowed step counts as at most."""
    modality = contents.modality(INFERRED)
    return modality.rank if modality else LEAST_FIRM


def counted(
    contents: Knowledge, link: Link, on: Container[str], inferred: int
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


def possible_ranks(contents: Knowledge) -> list[int]:
    """Every rank that a step can count as, firmest first."""
    ranks = {modality.rank for modality in contents.modalities.values()}
    return sorted({*ranks, inferred_rank(contents), UNRECORDED}, reverse=True)


def counts_as(contents: Knowledge, chain: Chain, place: int) -> Modality | None:
    """How firm a step is on its chain; None where no claim speaks of it."""
    claim = chain.claims[place]
    if claim is None:
        return None
    modality, inferred = contents.modality(claim.modality), contents.modality(INFERRED)
    if place in chain.borrowed and modality and inferred and modality.rank > inferred.rank:
        return inferred
    return modality


class Told:
    """The links that chains are told with, as they are asked for.

    A summary gives way where other links lead from its start to its end by steps that are each at
    least as firm as it. A step counts there as on a chain that holds its two ends and that start.

    Where chains are only counted by what they pass (`counting`), a summary gives way to steps of
    any firmness: it passes over them, not around them, and is no way of its own.
    """

    def __init__(self, contents: Knowledge, *, counting: bool = False) -> None:
        self.contents = contents
        self.counting = counting
        self.inferred = inferred_rank(contents)
        self._gives_way: dict[tuple[str, str], bool] = {}

    def onward(self, iris: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        """Those that begin at things: from where, to where, how firm."""
        arrows = self.contents.arrows_from(iris)
        for iri in iris:
            for end, rank, is_summary in arrows.get(iri, ()):
                if not (is_summary and self.gives_way(iri, end, rank)):
                    yield iri, end, rank

    def back(self, iris: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        """Those that end at things."""
        arrows = self.contents.arrows_to(iris)
        for iri in iris:
            for start, rank, is_summary in arrows.get(iri, ()):
                if not (is_summary and self.gives_way(start, iri, rank)):
                    yield start, iri, rank

    def between(self, start: str, end: str, least: int) -> list[Link]:
        """The links from one thing to another that are at least so firm, in order."""
        return sorted(
            link
            for link in self.contents.out_of(start)
            if link.object == end
            and (rank := self.contents.link_rank(link)) >= least
            and not (link.is_summary and self.gives_way(start, end, rank))
        )

    def gives_way(self, start: str, end: str, rank: int) -> bool:
        """Whether steps as firm as a summary lead from where it begins to where it ends."""
        known = self._gives_way.get((start, end))
        if known is None:

            def usable(link: Link) -> bool:
                if link.is_summary or self.counting:
                    return not link.is_summary
                on = (start, link.subject, link.object)
                return counted(self.contents, link, on, self.inferred)[0] >= rank

            known = is_spelt_out(self.contents, start, end, usable)
            self._gives_way[start, end] = known
        return known


def counted_links(contents: Contents) -> Iterator[tuple[str, str, int]]:
    """All links that chains are counted with: from where, to where, how firm."""
    return Told(contents, counting=True).onward(list(contents.outgoing))
