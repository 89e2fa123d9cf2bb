"""What triage and the analyses of chains answer, as plain values: immutable and comparable.

Apart from `twitchkg.model`, so that commands which need none of these do not make them.
"""

from typing import NamedTuple

from .model import Chain, Claim, RedFlag, Urgency


class Finding(NamedTuple):
    """A symptom or medication (its IRI) that a phrase names; `days` is how long, if it says so."""

    iri: str
    phrase: str
    absent: bool = False
    days: int | None = None


class Understood(NamedTuple):
    """What was read from phrases, and the words that named nothing."""

    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]


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
    point to. `untold` is what one cannot tell. `notes` are sentences for the
    reader.
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


class Bottlenecks(NamedTuple):
    """What chains to `target` must pass: by cause in order, for all causes, and most often."""

    target: str
    by_cause: dict[str, tuple[str, ...]]
    common: tuple[str, ...]
    between: tuple[str, ...]


class Remaining(NamedTuple):
    """Chains to `target` by the cause they start from: those left, and those that are cut."""

    target: str
    without: tuple[str, ...]
    kept: dict[str, tuple[Chain, ...]]
    gone: dict[str, tuple[Chain, ...]]
    complete: bool


class Comparison(NamedTuple):
    """The concepts between two causes and `target`, apart and in common."""

    first: str
    second: str
    target: str
    only_first: tuple[str, ...]
    shared: tuple[str, ...]
    only_second: tuple[str, ...]
