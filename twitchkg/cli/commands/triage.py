"""`twitchkg triage`: what the red flags say of what one notices."""

from __future__ import annotations

import sys
from typing import NamedTuple

from twitchkg.cli.options import add_format, add_output, emit, open_graph, wrapped
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, json_text, named
from twitchkg.cli.tell.verdict import EMERGENCY, NOT_FINE, Told
from twitchkg.graph.search import fold
from twitchkg.textgrid import visible
from twitchkg.triage.assess import assess
from twitchkg.vocab import EXCLUDED_BY

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import RedFlag
    from twitchkg.kg import KnowledgeGraph
    from twitchkg.triage.verdict import Assessment

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended (128 and the number of the signal)."""

_YES = frozenset("y yes yeah yep yup".split())
_NO = frozenset("n no nope nah never none".split())
_UNTOLD = frozenset("maybe perhaps possibly idk dunno unsure know idea sure tell skip".split())
_POLITE = frozenset("please thanks thank you i do dont have not at all it".split())


class Answers(NamedTuple):
    """What was said. `denied` are red flags that were asked with their condition and denied;
    `stopped` says that Ctrl-C ended the questions.
    """

    present: list[str]
    absent: list[str]
    unknown: list[str]
    denied: list[str]
    stopped: bool = False


EXAMPLE = 'twitchkg triage "numb foot" "twitching for 6 weeks" --not weakness'


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
        said = Answers(arguments.present, arguments.absent, arguments.unknown, [])
        asked = not any(said[:3])
        if asked:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                print(
                    'error: name what you notice: twitchkg triage "numb foot" --not weakness',
                    file=sys.stderr,
                )
                return 2
            said = ask(kg)
        assessment = assess(kg.store, kg.contents, *said[:4])
        contents = kg.contents
    if arguments.format == "json":
        emit(arguments, json_text(to_json(contents, assessment)))
    else:
        phrases = [*said.present, *said.absent, *said.unknown]
        emit(arguments, Told(contents, assessment, phrases, said.denied, asked=asked).text())
    return INTERRUPTED if said.stopped else 0


def ask(kg: KnowledgeGraph) -> Answers:
    """Ask the red flags one by one, most urgent first, until an emergency is found."""
    contents = kg.contents
    said = Answers(["twitching"], [], [], [])
    print(
        wrapped("Together with the twitching, do you have … (y = yes, n = no, Enter = cannot tell)")
    )
    asked: set[str] = set()
    for flag in contents.red_flags:
        assessment = assess(kg.store, contents, *said[:4])
        if assessment.urgency is not None and assessment.urgency.rank >= EMERGENCY:
            break
        if len(flag.findings) > 1 and flag not in assessment.to_ask:
            continue  # one of them was denied: whatever the answer, it can no longer apply
        for iri in flag.findings:
            if iri in asked:
                continue
            asked.add(iri)
            only = _condition(contents, flag) if len(flag.findings) == 1 else ""
            try:
                answer = _answer(visible(f"  {contents.label(iri)}{only}? [y/n/?] "))
            except KeyboardInterrupt:
                print()
                return said._replace(stopped=True)
            if answer is None:  # no more answers: what was said so far counts
                print()
                return said
            if answer == "n" and flag.condition and _is_criterion(contents, iri):
                said.denied.append(flag.iri)  # some of it may be there
            else:
                group = {"y": said.present, "n": said.absent, "?": said.unknown}[answer]
                group.append(contents.label(iri))
    print()
    return said


def _condition(contents: Contents, flag: RedFlag) -> str:
    """Its condition after its name, without what the name says already."""
    name = contents.label(flag.findings[0])
    parts = [part for part in flag.condition.split(", ") if part and part not in name]
    return "".join(f", {part}" for part in parts)


def _is_criterion(contents: Contents, iri: str) -> bool:
    return any(c.object == iri and c.predicate == EXCLUDED_BY for c in contents.claims)


def _answer(question: str) -> str | None:
    """``y``, ``n`` or ``?``; asked again until it is one of them; None at the end of input."""
    while True:
        try:
            answer = read_answer(input(question))
        except EOFError:
            return None
        if answer:
            return answer
        print("  please answer y, n, or ? if you cannot tell")


def read_answer(said: str) -> str:
    """``y``, ``n``, ``?`` for cannot tell, or the empty text where it could mean more than one.

    >>> [read_answer(said) for said in ("Yes please", "nope", "maybe", "", "yes and no")]
    ['y', 'n', '?', '?', '']
    """
    words: Sequence[str] = fold(said).split()
    if not words or not _UNTOLD.isdisjoint(words):
        return "?" if words or said.strip() in ("", "?") else ""
    for first, answer in ((_YES, "y"), (_NO, "n")):
        if words[0] in first and set(words[1:]) <= _POLITE | first:
            return answer
    return ""


def to_json(contents: Contents, assessment: Assessment) -> dict[str, object]:
    """``{urgency, flags, toAsk, suggests, criteria, present, absent, untold, unknownWords, notes,
    doubts, times, note}``.

    `urgency` is null where no red flag applies; every other key is always there. Each of
    `doubts` says why words settled nothing and what they may mean: where there are any, no red flag
    is no comfort.
    """

    def flag_json(flag: RedFlag) -> dict[str, object]:
        return {
            "iri": flag.iri,
            "definition": flag.definition,
            "urgency": named(contents, flag.urgency),
            "condition": flag.condition or None,
            "findings": [named(contents, iri) for iri in flag.findings],
            "actions": [named(contents, iri) for iri in flag.actions],
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
        "suggests": [claim_json(contents, claim) for claim in assessment.suggests],
        "criteria": {
            "condition": named(contents, criteria.condition),
            "met": [claim_json(contents, claim) for claim in criteria.met],
            "against": [claim_json(contents, claim) for claim in criteria.against],
            "unknown": [claim_json(contents, claim) for claim in criteria.unknown],
        },
        "present": [named(contents, iri) for iri in assessment.present],
        "absent": [named(contents, iri) for iri in assessment.absent],
        "untold": [named(contents, iri) for iri in assessment.untold],
        "unknownWords": list(assessment.unknown_words),
        "notes": list(assessment.notes),
        "doubts": [
            {
                "words": doubt.words,
                "reason": doubt.reason,
                "mayMean": [named(contents, iri) for iri in doubt.iris],
            }
            for doubt in assessment.doubts
        ],
        "times": [{"phrase": phrase, "days": days} for phrase, days in assessment.times],
        "note": f"{NOT_FINE} {DISCLAIMER}",
    }
