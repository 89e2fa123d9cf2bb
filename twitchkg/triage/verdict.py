"""What triage answers, as plain values: immutable and comparable; whoever prints only words it."""

from typing import NamedTuple

from twitchkg.graph.model import Claim, RedFlag, Urgency


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
