"""What is left of the chains to something without some of the things they pass."""

from collections.abc import Iterable
from typing import NamedTuple

from twitchkg.chains.ends import causes_of
from twitchkg.chains.search import counting
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Claim

MOST_CHAINS = 200
"""So many chains from one cause are counted."""


class Remaining(NamedTuple):
    """Chains to `target` by the cause they start from: those left, and those that are cut.

    `complete` is False where there are more chains than were counted. `kind_of` holds the claims
    by which `target` stands for the narrower concept that was asked about, as in `Chains`.
    """

    target: str
    without: tuple[str, ...]
    kept: dict[str, tuple[Chain, ...]]
    gone: dict[str, tuple[Chain, ...]]
    complete: bool
    kind_of: tuple[Claim, ...] = ()

    @property
    def on_no_chain(self) -> tuple[str, ...]:
        """What was taken out although no chain begins at it or passes it."""
        cut = (chain for chains in self.gone.values() for chain in chains)
        passed = {iri for chain in cut for iri in chain.concepts}
        return tuple(iri for iri in self.without if iri not in passed)


def what_if(contents: Contents, target: str, without: Iterable[str]) -> Remaining:
    """Which chains to `target` are left if some concepts were not there.

    Raises:
        BadParameter: if `target` itself is to be taken out.
    """
    taken = frozenset(without)
    if target in taken:
        raise BadParameter(f"{contents.label(target)} is what the chains lead to; take out another")
    kept: dict[str, tuple[Chain, ...]] = {}
    gone: dict[str, tuple[Chain, ...]] = {}
    complete = True
    search = counting(contents, target)
    for cause in causes_of(contents, target):
        chains, all_of_them = search.chains(cause, MOST_CHAINS)
        complete = complete and all_of_them
        cut = tuple(chain for chain in chains if not taken.isdisjoint(chain.concepts))
        left = tuple(chain for chain in chains if taken.isdisjoint(chain.concepts))
        if cut:
            gone[cause] = cut
        if left:
            kept[cause] = left
    return Remaining(target, tuple(sorted(taken)), kept, gone, complete)
