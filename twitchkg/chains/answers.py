"""What the questions about chains answer, as plain values: immutable and comparable."""

from typing import NamedTuple

from twitchkg.graph.model import Chain, Claim


class Bottlenecks(NamedTuple):
    """What chains to `target` must pass: by cause in order, for all causes, and most often.

    `kind` is the class of causes asked about (daily life); None where none of it leads to `target`
    and all causes are told instead. `kind_of` holds the claims by which `target` stands for the
    narrower concept that was asked about, as in `Chains`; so it does in the answers below.
    """

    target: str
    by_cause: dict[str, tuple[str, ...]]
    common: tuple[str, ...]
    between: tuple[str, ...]
    kind: str | None = None
    kind_of: tuple[Claim, ...] = ()


class Remaining(NamedTuple):
    """Chains to `target` by the cause they start from: those left, and those that are cut."""

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


class Comparison(NamedTuple):
    """The concepts between two causes and `target`, apart and in common, sorted by IRI.

    The chains themselves are ranked; a cause that has none does not lead to `target`.
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
    """Causes of `target` that one can change, and how many chains lead there in all."""

    target: str
    causes: tuple[Change, ...]
    chains: int
    complete: bool
    kind_of: tuple[Claim, ...] = ()
