"""Which red flags have all their findings, and whether their conditions are told or contradicted.

Every mention of a finding is weighed by itself: one that fits is enough, so that saying more never
takes a red flag back.
"""

from __future__ import annotations

from twitchkg.triage.verdict import FlagMatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from twitchkg.graph.model import RedFlag
    from twitchkg.triage.rules import Rules
    from twitchkg.triage.verdict import Finding


def weigh(
    rules: Rules, there: Sequence[Finding], affirmed: Collection[str] = ()
) -> tuple[list[FlagMatch], list[FlagMatch]]:
    """The red flags that apply, and those whose findings are there but whose condition is
    contradicted wherever they were named. `affirmed` are red flags (IRIs) whose condition was asked
    and told.
    """
    applying: list[FlagMatch] = []
    contradicted: list[FlagMatch] = []
    counting = [(e, rules.counts_as(e.iri)) for e in there]
    for flag in rules.flags:
        named = [[e for e, counts in counting if iri in counts] for iri in flag.findings]
        if not all(named):
            continue
        fitting = _fitting(rules, flag, named)
        if all(fitting):
            told = {m for each in fitting for e in each for m in flag.only_if if rules.tells(e, m)}
            untold = () if flag.iri in affirmed else [m for m in flag.only_if if m not in told]
            applying.append(FlagMatch(flag, _because(fitting), open=tuple(untold)))
        else:
            contradicted.append(FlagMatch(flag, _because(named)))
    return applying, contradicted


def _fitting(
    rules: Rules, flag: RedFlag, named: Sequence[Sequence[Finding]]
) -> list[list[Finding]]:
    """For each finding of a red flag the mentions that contradict none of its conditions. What one
    finding leaves out another may tell: worse for two days, and twitching for six weeks.
    """
    fitting = []
    for iri, mentions in zip(flag.findings, named, strict=True):
        others = [e for each in named if each is not mentions for e in each]
        needed = [m for m in flag.only_if if not any(rules.tells(e, m) for e in others)]
        fitting.append(
            [
                e
                for e in mentions
                if not any(rules.contradicts(e, m) for m in needed)
                and (e.iri == iri or not fails_its_own(rules, e))
            ]
        )
    return fitting


def fails_its_own(rules: Rules, mention: Finding) -> bool:
    """Whether it contradicts what its own red flag asks: tingling for a minute is no persistent
    tingling, and so no loss of sensation.
    """
    own = rules.alone.get(mention.iri)
    return own is not None and any(rules.contradicts(mention, m) for m in own.only_if)


def _because(mentions: Sequence[Sequence[Finding]]) -> tuple[str, ...]:
    """The phrases that name them."""
    said = sorted({e.iri for each in mentions for e in each})
    phrases = (e.phrase for iri in said for each in mentions for e in each if e.iri == iri)
    return tuple(dict.fromkeys(phrases))
