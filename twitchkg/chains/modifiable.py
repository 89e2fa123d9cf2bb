"""What leads to something and can be changed, by oneself or with a doctor."""

from typing import NamedTuple

from twitchkg.chains.ends import causes_of
from twitchkg.chains.what_if import what_if
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain, Claim
from twitchkg.vocab import LIFESTYLE, MEDICATION, shorten

CHANGED = ((LIFESTYLE, "by oneself"), (MEDICATION, "only with a doctor"))
"""The kinds of cause that one can change, and how."""


class Change(NamedTuple):
    """A cause that one can change: `how` is "by oneself" or "only with a doctor".

    `said` is the firmest claim on it: on its tie to the target, else on the first step toward it
    (`direct` is False then); None where no claim speaks of it. `cut` holds the chains that begin at
    it or pass it, ranked.
    """

    cause: str
    how: str
    said: Claim | None
    direct: bool
    cut: tuple[Chain, ...]


class Modifiable(NamedTuple):
    """Causes of `target` that one can change, and how many chains lead there in all.

    `complete` is False where there are more chains than were counted. `kind_of` holds the claims
    by which `target` stands for the narrower concept that was asked about, as in `Chains`.
    """

    target: str
    causes: tuple[Change, ...]
    chains: int
    complete: bool
    kind_of: tuple[Claim, ...] = ()

    def __repr__(self) -> str:
        causes = ", ".join(shorten(each.cause) for each in self.causes)
        cut = "" if self.complete else ", not all counted"
        return f"<Modifiable {shorten(self.target)}: {causes}; {self.chains} chains{cut}>"


def modifiable(contents: Contents, target: str) -> Modifiable:
    """What leads to `target` and can be changed, as far as the graph marks it, by kind and name."""
    every = what_if(contents, target, ())
    causes = [
        (cause, how)
        for kind, how in CHANGED
        for cause in sorted(causes_of(contents, target, kind), key=contents.label)
    ]
    beginning: dict[str, list[Chain]] = {cause: [] for cause, _ in causes}
    passing: dict[str, list[Chain]] = {cause: [] for cause, _ in causes}
    for chain in (chain for each in every.kept.values() for chain in each):
        start, *others = chain.concepts
        if start in beginning:
            beginning[start].append(chain)
        for iri in others:
            if iri in passing:
                passing[iri].append(chain)
    changes = []
    for cause, how in causes:
        own = beginning[cause]
        tie = [link for link in contents.outgoing.get(cause, ()) if link.object == target]
        direct = any(link.claims for link in tie)
        onward = tie if direct else [chain.steps[0] for chain in own]
        said = next((link.claims[0] for link in onward if link.claims), None)
        changes.append(Change(cause, how, said, direct, (*own, *passing[cause])))
    chains = sum(map(len, every.kept.values()))
    return Modifiable(target, tuple(changes), chains, every.complete)
