"""How grave it is, and how grave it may be: what is said first, and what is asked first."""

from __future__ import annotations

from twitchkg.triage.verdict import FlagMatch, Headline, MayBe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import RedFlag
    from twitchkg.triage.rules import Rules
    from twitchkg.triage.verdict import Doubt

_WHY = ("words", "condition", "kind", "together")


def find_graver(
    rules: Rules,
    present: Collection[str],
    to_ask: Sequence[RedFlag],
    contradicted: Sequence[FlagMatch],
    doubts: Sequence[Doubt],
    urgency: int | None,
) -> list[MayBe]:
    """What one answer would make graver than the rung `urgency`, the gravest first.

    `contradicted` are the red flags whose findings are there, but otherwise than they ask.
    """

    def rung_of(flag: RedFlag) -> int | None:
        rung = rules.rung(flag)
        return rung if rung is not None and (urgency is None or rung < urgency) else None

    found: list[MayBe] = []
    otherwise = [m.flag for m in told_closer(rules, contradicted) if not m.within]
    for flag in to_ask:
        there = [i for i in flag.findings if any(rules.is_kind(each, {i}) for each in present)]
        missing = tuple(iri for iri in flag.findings if iri not in there)
        wider = rules.above(flag.findings[0]) & {*present} - {rules.twitching}
        if (rung := rung_of(flag)) is None:
            continue
        if flag in otherwise:
            named = [i for i in present if not rules.counts_as(i).isdisjoint(flag.findings)]
            found.append(MayBe(flag, rung, "condition", tuple(sorted(named))))
        elif wider and len(flag.findings) == 1:
            found.append(MayBe(flag, rung, "kind", (min(wider),), missing))
        elif there and missing:
            found.append(MayBe(flag, rung, "together", tuple(there), missing))
    for doubt in doubts:
        for iri in doubt.iris if doubt.reason != "near" else ():
            alone = rules.alone.get(iri)
            rung = rung_of(alone) if alone else None
            if alone and rung is not None and not any(rules.is_kind(i, {iri}) for i in present):
                found.append(MayBe(alone, rung, "words", (), (iri,), doubt))
    return sorted(found, key=lambda each: (each.rung, _WHY.index(each.why)))


def head(
    rules: Rules,
    flags: Sequence[FlagMatch],
    graver: Sequence[MayBe],
    doubts: Sequence[Doubt],
    present: Collection[str],
    settled: bool,
    untold: Collection[str],
) -> Headline:
    """What to say first; `settled` says that something was denied."""
    if not rules.flags:
        return Headline("no-rules")
    if flags:
        return Headline("urgency", graver[0] if graver else None)
    if graver:
        return Headline("may-be", graver[0])
    noticed = [*rules.findings, rules.twitching]
    strange = [
        doubt
        for doubt in doubts
        if doubt.reason not in ("known", "near", "elsewhere")
        or (doubt.reason == "near" and any(rules.is_kind(i, doubt.iris) for i in noticed))
    ]
    unread = tuple(doubt.words for doubt in strange)
    elsewhere = tuple(d.words for d in doubts if d.reason == "elsewhere")
    if unread and not present and not settled:
        meant = any(doubt.iris for doubt in strange if doubt.reason != "near")
        return Headline("unsettled" if meant else "not-understood", words=unread)
    if unread or elsewhere:
        return Headline("partly" if unread else "elsewhere", words=unread or elsewhere)
    if untold:
        told = settled or {*present} - {rules.twitching}
        return Headline("untold-partly" if told else "untold")
    return Headline("none" if present or settled else "nothing")


def note_of(contents: Contents, rules: Rules, may_be: MayBe) -> str:
    """In one sentence what would make a red flag of what is there; empty for words in doubt."""
    there = " and ".join(map(contents.label, may_be.there))
    rung = contents.label(may_be.flag.urgency)
    if may_be.why == "kind":
        return f"{there} is a red flag ({rung}) if it is {_only_if(contents, may_be.flag)}."
    if may_be.why == "condition":
        return f"{there} is a red flag ({rung}) only if {may_be.flag.condition}."
    if may_be.why == "words":
        return ""
    names = [
        _only_if(contents, rules.alone[i]) if i in rules.alone else contents.label(i)
        for i in may_be.missing
    ]
    return f"{there} is a red flag ({rung}) together with {' and '.join(names)}."


def _only_if(contents: Contents, flag: RedFlag) -> str:
    condition = f" ({flag.condition})" if flag.condition else ""
    return f"{contents.label(flag.findings[0])}{condition}"


def told_closer(rules: Rules, flags: Sequence[FlagMatch]) -> list[FlagMatch]:
    """The red flags that apply, with those that say the same more closely, so that one thing that
    was said is told once.
    """
    made = []
    for match in flags:
        within = [
            other.flag.iri
            for other in flags
            if other is not match
            and other.flag.urgency == match.flag.urgency
            and {*match.because} <= {*other.because}
            and len(match.flag.findings) == len(other.flag.findings) == 1
            and match.flag.findings[0] in rules.above(other.flag.findings[0])
        ]
        made.append(match._replace(within=tuple(within)))
    return made
