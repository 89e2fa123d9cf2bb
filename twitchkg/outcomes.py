"""What triage and the other questions answer, as plain values: immutable and comparable.

Apart from `twitchkg.model`, so that commands which need none of these do not make them.
"""

from typing import NamedTuple

from .model import Chain, Claim, Concept, RedFlag, Span, Urgency


class Finding(NamedTuple):
    """A symptom or medication (its IRI) that a phrase names; `days` is how long, if it says so."""

    iri: str
    phrase: str
    absent: bool = False
    days: int | None = None


class Doubt(NamedTuple):
    """Words that settle nothing, and the things (IRIs) that they may mean.

    `reason` says why: "unread" (they name nothing), "time" (it cannot be used), "elsewhere" (a part
    of the body that the source does not speak of), "known" (a thing of the graph, but nothing that
    one notices), or a clause that can be read in two ways: "denial", "unsure", "worry", "question",
    "somebody", "over".
    """

    words: str
    iris: tuple[str, ...] = ()
    reason: str = "unread"


class Understood(NamedTuple):
    """What was read from phrases, and what was handed back."""

    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that were handed back."""
        return tuple(doubt.words for doubt in self.doubts)


class FlagMatch(NamedTuple):
    """A red flag that applies, and the phrases it applies because of."""

    flag: RedFlag
    because: tuple[str, ...]


class Criteria(NamedTuple):
    """What speaks for and against a condition, as claims; `unknown` is neither said nor denied."""

    condition: str
    met: tuple[Claim, ...]
    against: tuple[Claim, ...]
    unknown: tuple[Claim, ...]


class Assessment(NamedTuple):
    """What the graph says of findings: IRIs, most urgent first.

    `urgency` is None where no red flag of the graph applies, which never means that all is well.
    `to_ask` are red flags that nothing said settles. `suggests` are claims on what a finding may
    point to. `untold` is what one cannot tell. `notes` are sentences for the reader. `doubts` say
    of each of the `unknown_words` why it settles nothing and what it may mean. `times` are phrases
    with the days that were read from them.
    """

    urgency: Urgency | None
    flags: tuple[FlagMatch, ...]
    to_ask: tuple[RedFlag, ...]
    suggests: tuple[Claim, ...]
    criteria: Criteria
    present: tuple[str, ...]
    absent: tuple[str, ...]
    untold: tuple[str, ...]
    unknown_words: tuple[str, ...]
    notes: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    times: tuple[tuple[str, int], ...] = ()


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


class Carried(NamedTuple):
    """A sentence of a source, and what rests on it: claims, red flags, definitions."""

    span: Span
    claims: tuple[Claim, ...]
    red_flags: tuple[RedFlag, ...]
    defined: tuple[Concept, ...]


class Coverage(NamedTuple):
    """What a graph carries of its sources, in reading order, and what those are silent on."""

    sentences: tuple[Carried, ...]
    silent_on: tuple[str, ...]
