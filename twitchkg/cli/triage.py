"""`twitchkg triage`: what the red flags say of what one notices."""

from __future__ import annotations

import sys

from ..textgrid import visible
from .evidence import DISCLAIMER, claim_json, hedge, json_text, limits, named, place
from .options import add_format, add_output, emit, emphasis, open_graph, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ..claims import Claims
    from ..kg import KnowledgeGraph
    from ..model import Claim, RedFlag
    from ..outcomes import Assessment, FlagMatch

NO_FLAG = "None of the red flags in this graph applies to what was said."
NOT_FINE = (
    "That does not mean that you are fine: the graph knows one article, and nobody has examined "
    "you. If you are worried, or it gets worse, see a doctor."
)
BY_EXCLUSION = "only a doctor can say, once other conditions are ruled out"
EMERGENCY = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "present",
        metavar="FINDING",
        nargs="*",
        help="what you notice: “numb foot”, “twitching for 6 weeks”",
    )
    parser.add_argument(
        "--not",
        dest="absent",
        metavar="FINDING",
        action="append",
        default=[],
        help="what is not there; repeatable",
    )
    parser.add_argument(
        "--unknown",
        metavar="FINDING",
        action="append",
        default=[],
        help="what you cannot tell; repeatable",
    )
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Assess what was named, or ask, if nothing was and a person is there."""
    with open_graph(arguments) as kg:
        present, absent, unknown = arguments.present, arguments.absent, arguments.unknown
        if not present and not absent and not unknown:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                print(
                    'error: name what you notice: twitchkg triage "numb foot" --not weakness',
                    file=sys.stderr,
                )
                return 2
            present, absent, unknown = ask(kg)
        assessment = kg.triage(present, absent, unknown)
        claims = kg.claims
    if arguments.format == "json":
        emit(arguments, json_text(as_json(claims, assessment)))
    else:
        emit(arguments, text(claims, assessment))
    return 0


def ask(kg: KnowledgeGraph) -> tuple[list[str], list[str], list[str]]:
    """Ask the red flags one by one, most urgent first, until an emergency is found."""
    claims = kg.claims
    present = ["twitching"]
    absent: list[str] = []
    unknown: list[str] = []
    print(
        wrapped("Together with the twitching, do you have … (y = yes, n = no, Enter = cannot tell)")
    )
    asked: set[str] = set()
    for flag in claims.red_flags:
        for iri in flag.findings:
            if iri in asked:
                continue
            asked.add(iri)
            condition = f" ({flag.condition})" if flag.condition and len(flag.findings) == 1 else ""
            answer = _answer(visible(f"  {claims.label(iri)}{condition}? [y/n/?] "))
            if answer is None:  # no more answers: what was said so far counts
                print()
                return present, absent, unknown
            group = {"y": present, "n": absent, "?": unknown}[answer]
            group.append(claims.label(iri))
        assessment = kg.triage(present, absent, unknown)
        if assessment.urgency is not None and assessment.urgency.rank >= EMERGENCY:
            print()
            break
    return present, absent, unknown


def _answer(question: str) -> str | None:
    """``y``, ``n`` or ``?``; asked again until it is one of them; None at the end of input."""
    while True:
        try:
            said = input(question).strip().lower()
        except EOFError:
            return None
        if said in ("", "?"):
            return "?"
        if said in ("y", "yes", "n", "no"):
            return said[0]
        print("  please answer y, n, or ? if you cannot tell")


def text(claims: Claims, assessment: Assessment) -> str:
    """The answer in prose: how soon, why, what it may point to, what else to ask."""
    lines = _taken(claims, assessment)
    for words in assessment.unknown_words:
        lines.append(
            wrapped(
                f"Not understood: “{words}”. It was not taken into account; say it in other words "
                "(`twitchkg search` finds names)."
            )
        )
    lines += [wrapped(f"Note: {note}") for note in assessment.notes]
    if lines:
        lines.append("")
    if assessment.urgency is None:
        lines += [emphasis(_no_flag(claims, assessment)), wrapped(NOT_FINE)]
    else:
        lines += [
            emphasis(visible(assessment.urgency.label[0].upper() + assessment.urgency.label[1:])),
            wrapped(assessment.urgency.definition),
        ]
    if assessment.flags:
        lines += ["", emphasis("Why")]
        for match in assessment.flags:
            lines += _flag(claims, match)
    if assessment.suggests:
        lines += ["", emphasis("What the source says this may point to (not a diagnosis)")]
        lines += [_suggestion(claims, *group) for group in _by_condition(assessment.suggests)]
    if assessment.to_ask:
        lines += [
            "",
            emphasis("Do you also have … (not settled by what was said, most urgent first)"),
        ]
        lines += [
            wrapped(_question(claims, flag), "  ", hanging="    ") for flag in assessment.to_ask
        ]
    lines += ["", *_criteria(claims, assessment)]
    return "\n".join([*lines, "", wrapped(DISCLAIMER)])


def _taken(claims: Claims, assessment: Assessment) -> list[str]:
    """How what was said was read, so that a misreading is seen."""
    lines = []
    for title, iris in (
        ("Taken as there", assessment.present),
        ("Taken as not there", assessment.absent),
        ("You cannot tell", assessment.untold),
    ):
        if iris:
            names = ", ".join(map(claims.label, iris))
            lines.append(wrapped(f"{title}: {names}.", hanging="  "))
    return lines


def _no_flag(claims: Claims, assessment: Assessment) -> str:
    if not claims.red_flags:
        return "This graph holds no red flags: it cannot say when to worry."
    if assessment.unknown_words and not assessment.present:
        return "Nothing was understood, so no red flag could be looked for."
    if assessment.unknown_words:
        return (
            "Not all of what was said was understood. None of the red flags in this graph applies "
            "to the rest."
        )
    return NO_FLAG


def _flag(claims: Claims, match: FlagMatch) -> list[str]:
    flag = match.flag
    because = ", ".join(f"“{phrase}”" for phrase in match.because)
    lines = [wrapped(f"{claims.label(flag.urgency)}: {flag.definition}", "  ", hanging="    ")]
    lines.append(wrapped(f"because of {because}; {_places(claims, flag)}", "    "))
    if flag.condition:
        lines.append(wrapped(f"only: {flag.condition}", "    "))
    return lines


def _places(claims: Claims, flag: RedFlag) -> str:
    spans = sorted(
        (claims.spans[i] for i in flag.spans if i in claims.spans), key=lambda s: s.start
    )
    sentences = ", ".join(str(span.sentence) for span in spans)
    return f"sentence{'s' if len(spans) > 1 else ''} {sentences}" if spans else "no place recorded"


def _by_condition(suggests: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    groups: dict[str, list[Claim]] = {}
    for claim in suggests:
        groups.setdefault(claim.object, []).append(claim)
    return sorted(groups.items())


def _suggestion(claims: Claims, condition: str, said: list[Claim]) -> str:
    findings = ", ".join(sorted({claims.label(claim.subject) for claim in said}))
    only = f"; only {limits(claims, said[0])}" if limits(claims, said[0]) else ""
    return wrapped(
        f"{claims.label(condition)} [{hedge(claims, said[0])}, from {findings}; "
        f"{place(claims, said[0])}{only}]",
        "  ",
        hanging="    ",
    )


def _question(claims: Claims, flag: RedFlag) -> str:
    findings = " and ".join(claims.label(iri) for iri in flag.findings)
    condition = f" ({flag.condition})" if flag.condition else ""
    return f"{findings}{condition}? → {claims.label(flag.urgency)}"


def _criteria(claims: Claims, assessment: Assessment) -> list[str]:
    criteria = assessment.criteria
    if not (criteria.met or criteria.against or criteria.unknown):
        return []
    name = claims.label(criteria.condition)
    lines = [emphasis(visible(f"{name[0].upper()}{name[1:]}: {BY_EXCLUSION}"))]
    for title, said in (
        ("speaks for it", criteria.met),
        ("speaks against it", criteria.against),
        ("still unknown", criteria.unknown),
    ):
        if said:
            names = ", ".join(_criterion(claims, claim, title) for claim in said)
            lines.append(wrapped(f"{title}: {names}", "  ", hanging="    "))
    return lines


def _criterion(claims: Claims, claim: Claim, title: str) -> str:
    name = claims.label(claim.object)
    if claim.predicate.endswith("requires"):
        return f"{name}, {claim.condition}" if claim.condition else name
    return f"no {name}" if title == "speaks for it" else name


def as_json(claims: Claims, assessment: Assessment) -> dict[str, object]:
    """``{urgency, flags, toAsk, suggests, criteria, present, absent, untold, unknownWords, notes,
    note}``.

    `urgency` is null where no red flag applies; every other key is always there.
    """

    def flag_json(flag: RedFlag) -> dict[str, object]:
        return {
            "iri": flag.iri,
            "definition": flag.definition,
            "urgency": named(claims, flag.urgency),
            "condition": flag.condition or None,
            "findings": [named(claims, iri) for iri in flag.findings],
            "actions": [named(claims, iri) for iri in flag.actions],
            "spans": list(flag.spans),
        }

    urgency, criteria = assessment.urgency, assessment.criteria
    return {
        "urgency": None
        if urgency is None
        else {
            "iri": urgency.iri,
            "label": urgency.label,
            "rank": urgency.rank,
            "definition": urgency.definition,
        },
        "flags": [
            {**flag_json(match.flag), "because": list(match.because)} for match in assessment.flags
        ],
        "toAsk": [flag_json(flag) for flag in assessment.to_ask],
        "suggests": [claim_json(claims, claim) for claim in assessment.suggests],
        "criteria": {
            "condition": named(claims, criteria.condition),
            "met": [claim_json(claims, claim) for claim in criteria.met],
            "against": [claim_json(claims, claim) for claim in criteria.against],
            "unknown": [claim_json(claims, claim) for claim in criteria.unknown],
        },
        "present": [named(claims, iri) for iri in assessment.present],
        "absent": [named(claims, iri) for iri in assessment.absent],
        "untold": [named(claims, iri) for iri in assessment.untold],
        "unknownWords": list(assessment.unknown_words),
        "notes": list(assessment.notes),
        "note": f"{NOT_FINE} {DISCLAIMER}",
    }
