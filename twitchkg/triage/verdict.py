"""What triage answers, as plain values: immutable and comparable; whoever prints only words it."""

from typing import NamedTuple

from twitchkg.graph.model import Claim, RedFlag, Urgency

PRESSING = 2
"""How many of the gravest rungs are told, and asked for, before all else."""


class Finding(NamedTuple):
    """A symptom or medication (its IRI) that a phrase names; `days` is how long, if it says so.

    `told` are modifiers (IRIs) that the phrase names beside it: slight, in the leg or foot.
    """

    iri: str
    phrase: str
    absent: bool = False
    days: int | None = None
    told: tuple[str, ...] = ()


class Doubt(NamedTuple):
    """Words that settle nothing, and the things (IRIs) that they may mean.

    `reason` says why: "unread" (some of them could not be placed), "time" (it cannot be used),
    "elsewhere" (a part of the body that the source does not speak of), "known" (a thing of the
    graph, but nothing that one notices), "near" (not in the graph; what is there of the kind), or a
    clause that can be read in two ways: "denial",
    "unsure", "worry", "question", "somebody", "over".
    """

    words: str
    iris: tuple[str, ...] = ()
    reason: str = "unread"


class Understood(NamedTuple):
    """What was read from phrases, and what was handed back."""

    findings: tuple[Finding, ...]
    doubts: tuple[Doubt, ...] = ()


class FlagMatch(NamedTuple):
    """A red flag whose findings are there, and the phrases that say so. `within` are the red flags
    (IRIs) that say it more closely: who has numbness has a loss of sensation. `open` are those of
    its conditions (modifiers, IRIs) that were not told.
    """

    flag: RedFlag
    because: tuple[str, ...]
    within: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class MayBe(NamedTuple):
    """A red flag, graver than what applies, that one answer would settle.

    `rung` counts from the gravest, which is 0. `why` is "condition" (what is `there` was said to be
    otherwise than it asks: is the wasting significant?), "kind" (what is `there` may be of the kind
    that it needs: is the pain severe?), "together" (`there` needs what is `missing`), or "words"
    (`doubt` may mean it). IRIs.
    """

    flag: RedFlag
    rung: int
    why: str
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubt: Doubt | None = None


class Headline(NamedTuple):
    """What to say first.

    `kind` is "urgency" (red flags apply; `may_be` is what may be graver), "may-be" (`may_be` has to
    be answered first), or says why there is no answer: "no-rules" (the graph has no red flags),
    "unsettled" (`words` settle nothing), "not-understood" (`words` were all there was),
    "partly" (`words` were not understood), "elsewhere" (`words` are parts of the body that the
    source does not speak of), "untold" (one could tell of nothing), "untold-partly", "nothing"
    (nothing that one notices was named), "none" (no red flag applies to what was said).
    None of them says that all is well.
    """

    kind: str
    may_be: MayBe | None = None
    words: tuple[str, ...] = ()


class Question(NamedTuple):
    """What to ask next: a finding (IRI) and the red flag it is asked for, with its condition where
    that needs nothing else. `in_part` says that a "no" denies the condition only: slight wasting is
    wasting.
    """

    iri: str
    flag: RedFlag
    in_part: bool = False


class Criteria(NamedTuple):
    """What must be so of a condition, as claims: `met` is, which is no sign of it, `against` is
    not, `unknown` is neither said nor denied.

    `counting` pairs what is there with the thing that must not be and that it counts as (IRIs).
    """

    condition: str
    met: tuple[Claim, ...]
    against: tuple[Claim, ...]
    unknown: tuple[Claim, ...]
    counting: tuple[tuple[str, str], ...] = ()


class Assessment(NamedTuple):
    """What the graph says of findings: IRIs, most urgent first.

    `urgency` is None where no red flag of the graph applies, which never means that all is well;
    `rung` counts from the gravest, which is 0. `graver` is what one answer may make of it,
    `to_ask` all red flags that nothing said settles, `questions` what to ask one by one. `suggests`
    are claims on what a finding may point to. `untold` is what one cannot tell; `denied` are the
    red flags that were denied with their condition. `notes` are sentences for the reader. `doubts`
    say of words why they settle nothing and what they may mean. `times` are phrases with the days
    that were read from them. `apart` says in a sentence that red flags apply though the twitching
    that they are about was said not to be there; else it is empty.
    """

    headline: Headline
    urgency: Urgency | None
    rung: int | None
    flags: tuple[FlagMatch, ...]
    graver: tuple[MayBe, ...]
    to_ask: tuple[RedFlag, ...]
    questions: tuple[Question, ...]
    suggests: tuple[Claim, ...]
    criteria: Criteria
    present: tuple[str, ...]
    absent: tuple[str, ...]
    untold: tuple[str, ...]
    denied: tuple[str, ...]
    notes: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    times: tuple[tuple[str, int], ...] = ()
    apart: str = ""

    def __repr__(self) -> str:
        rung = self.urgency.label if self.urgency else f"no red flag applies ({self.headline.kind})"
        return (
            f"<Assessment {rung}; {len(self.flags)} red flags, {len(self.to_ask)} to ask, "
            f"{len(self.doubts)} not settled; never that all is well>"
        )

    @property
    def is_urgent(self) -> bool:
        """Whether it is of the two gravest rungs: no time for what speaks for harmless things."""
        return self.rung is not None and self.rung < PRESSING

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """The words of the doubts."""
        return tuple(doubt.words for doubt in self.doubts)
