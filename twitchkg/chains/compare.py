"""What two causes share on their way to something, and what they do not."""

from typing import NamedTuple

from twitchkg.chains.ends import climb
from twitchkg.chains.search import counting
from twitchkg.chains.what_if import MOST_CHAINS
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Claim


class Comparison(NamedTuple):
    """The concepts between two causes and `target`, apart and in common, sorted by IRI.

    The chains themselves are ranked; a cause that has none does not lead to `target`. `complete`
    is False where there are more chains than were looked at. `kind_of` holds the claims by which
    `target` stands for the narrower concept that was asked about, as in `Chains`.
    """

    first: str
    second: str
    target: str
    only_first: tuple[str, ...]
    shared: tuple[str, ...]
    only_second: tuple[str, ...]
    first_chains: tuple[Chain, ...] = ()
    second_chains: tuple[Chain, ...] = ()
    complete: bool = True
    kind_of: tuple[Claim, ...] = ()

    @property
    def on_the_way(self) -> tuple[tuple[str, str], ...]:
        """A cause that is itself a step on a chain from the other, before that other."""
        pairs = (
            (self.first, self.second, self.second_chains),
            (self.second, self.first, self.first_chains),
        )
        return tuple(
            (step, cause)
            for step, cause, chains in pairs
            if any(step in chain.concepts for chain in chains)
        )


def compare(contents: Contents, first: str, second: str, target: str) -> Comparison:
    """What lies on the chains from two causes to `target`: on one's only, on both, on the other's.

    Raises:
        BadParameter: if the two causes are the same, or one of them is `target`.
    """
    if first == second:
        raise BadParameter("compare two different causes")
    if target in (first, second):
        end = contents.label(target)
        raise BadParameter(f"{end} is what both are to lead to; compare two causes of it")
    end, kind_of = climb(contents, target, (first, second))
    search = counting(contents, end)
    (ones, all_ones), (others, all_others) = (
        search.chains(cause, MOST_CHAINS) for cause in (first, second)
    )
    on_first, on_second = (
        {iri for chain in chains for iri in chain.concepts[1:-1]} for chains in (ones, others)
    )
    return Comparison(
        first,
        second,
        target,
        only_first=tuple(sorted(on_first - on_second)),
        shared=tuple(sorted(on_first & on_second)),
        only_second=tuple(sorted(on_second - on_first)),
        first_chains=tuple(ones),
        second_chains=tuple(others),
        complete=all_ones and all_others,
        kind_of=kind_of,
    )
