"""`twitchkg triage`: what the red flags say of what one notices."""

from __future__ import annotations

import sys
from typing import NamedTuple

from twitchkg.cli.options import add_format, add_output, emit, open_graph, wrapped
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, json_text, named
from twitchkg.cli.tell.verdict import NOT_FINE, Told
from twitchkg.graph.search import fold
from twitchkg.textgrid import visible
from twitchkg.vocab import FASCICULATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.kg import KnowledgeGraph
    from twitchkg.triage.verdict import Assessment, MayBe, Question

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended (128 and the number of the signal)."""

_YES = frozenset("y yes yeah yep yup".split())
_NO = frozenset("n no nope nah never none".split())
_UNTOLD = frozenset("maybe perhaps possibly idk dunno unsure know idea sure tell skip".split())
_TWITCHING = "twitching"
_POLITE = frozenset("please thanks thank you i do dont have not at all it".split())


class Answers(NamedTuple):
    """What was said. `denied` and `affirmed` are red flags that were asked with their condition;
    `stopped` says that Ctrl-C ended the questions.
    """

    present: list[str]
    absent: list[str]
    unknown: list[str]
    denied: list[str]
    affirmed: list[str]
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
        said = Answers(arguments.present, arguments.absent, arguments.unknown, [], [])
        asked = not any(said[:3])
        if asked and kg.contents.red_flags:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                print(
                    'error: name what you notice: twitchkg triage "numb foot" --not weakness',
                    file=sys.stderr,
                )
                return 2
            said = ask(kg)
        assessment = kg.triage(*said[:5])
        contents = kg.contents
    if arguments.format == "json":
        emit(arguments, json_text(to_json(contents, assessment)))
    else:
        phrases = [*said.present, *said.absent, *said.unknown]
        emit(arguments, Told(contents, assessment, phrases, asked=asked).text())
    return INTERRUPTED if said.stopped else 0


def ask(kg: KnowledgeGraph) -> Answers:
    """Ask the red flags' findings one by one, most urgent first, until an emergency is found."""
    said = Answers([], [], [], [], [])
    known = [_TWITCHING] if FASCICULATION in kg.contents.concepts else []
    together = "Together with the twitching, do" if known else "Do"
    print(wrapped(f"{together} you have … (y = yes, n = no, Enter = cannot tell)"))
    while True:
        assessment = kg.triage([*known, *said.present], *said[1:5])
        if assessment.rung == 0 or not assessment.questions:
            break
        question = assessment.questions[0]
        name = kg.contents.label(question.iri)
        try:
            answer = _answer(visible(f"  {name}{_condition(question, name)}? [y/n/?] "))
        except KeyboardInterrupt:
            said = said._replace(stopped=True)
            break
        if answer is None:  # no more answers: what was said so far counts
            break
        if answer == "y" and len(question.flag.findings) == 1:
            said.affirmed.append(question.flag.iri)
        if answer == "n" and question.in_part:
            said.denied.append(question.flag.iri)  # some of it may be there
        else:
            {"y": said.present, "n": said.absent, "?": said.unknown}[answer].append(name)
    print()
    return said._replace(present=[*known, *said.present]) if any(said[:4]) else said


def _condition(question: Question, name: str) -> str:
    """Under which condition it is asked, without what its name says already."""
    flag = question.flag
    parts = flag.condition.split(", ") if len(flag.findings) == 1 else []
    return "".join(f", {part}" for part in parts if part and part not in name)


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
    """``{headline, urgency, flags, graver, toAsk, questions, suggests, criteria, present, absent,
    untold, unknownWords, notes, apart, doubts, times, note}``.

    `urgency` is null where no red flag applies; every other key is always there. `headline` is what
    to say first, `graver` what one answer may make of it. Each of `doubts` says why words settled
    nothing and what they may mean: where there are any, no red flag is no comfort.
    """
    found, head, criteria = assessment, assessment.headline, assessment.criteria

    def every(iris: Iterable[str]) -> list[object]:
        return [named(contents, iri) for iri in iris]

    def claims(said: Iterable[Claim]) -> list[object]:
        return [claim_json(contents, claim) for claim in said]

    return {
        "headline": {
            "kind": head.kind,
            "mayBe": _may_be_json(contents, head.may_be) if head.may_be else None,
            "words": list(head.words),
        },
        "urgency": found.urgency and found.urgency._asdict(),
        "flags": [
            {
                **_flag_json(contents, match.flag),
                "because": list(match.because),
                "open": every(match.open),
            }
            for match in found.flags
        ],
        "graver": [_may_be_json(contents, each) for each in found.graver],
        "toAsk": [_flag_json(contents, flag) for flag in found.to_ask],
        "questions": every(question.iri for question in found.questions),
        "suggests": claims(found.suggests),
        "criteria": {
            "condition": named(contents, criteria.condition),
            "met": claims(criteria.met),
            "against": claims(criteria.against),
            "unknown": claims(criteria.unknown),
        },
        "present": every(found.present),
        "absent": every(found.absent),
        "untold": every(found.untold),
        "unknownWords": list(found.unknown_words),
        "notes": list(found.notes),
        "apart": found.apart or None,
        "doubts": [
            {"words": doubt.words, "reason": doubt.reason, "mayMean": every(doubt.iris)}
            for doubt in found.doubts
        ],
        "times": [{"phrase": phrase, "days": days} for phrase, days in found.times],
        "note": f"{NOT_FINE} {DISCLAIMER}",
    }


def _flag_json(contents: Contents, flag: RedFlag) -> dict[str, object]:
    return {
        "iri": flag.iri,
        "definition": flag.definition,
        "urgency": named(contents, flag.urgency),
        "condition": flag.condition or None,
        "onlyIf": [named(contents, iri) for iri in flag.only_if],
        "findings": [named(contents, iri) for iri in flag.findings],
        "actions": [named(contents, iri) for iri in flag.actions],
        "spans": list(flag.spans),
    }


def _may_be_json(contents: Contents, may_be: MayBe) -> dict[str, object]:
    return {
        "flag": may_be.flag.iri,
        "urgency": named(contents, may_be.flag.urgency),
        "why": may_be.why,
        "there": [named(contents, iri) for iri in may_be.there],
        "missing": [named(contents, iri) for iri in may_be.missing],
        "words": may_be.doubt.words if may_be.doubt else None,
    }
