"""What people really type at triage: a table of phrases, and what no wording may ever do."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.triage.durations import time_at
from twitchkg.triage.findings import Reader
from twitchkg.triage.verdict import Understood
from twitchkg.triage.wording import stem, tokens
from twitchkg.vocab import TK

KG = twitchkg.open()
READER = Reader(KG.contents.concepts, KG.contents)
TABLE = Path(__file__).with_name("triage-phrases.tsv")
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def summary(read: Understood) -> str:
    """How it was read, in the signs of the table."""
    said = [
        ("-" if f.absent else "+")
        + f.iri.removeprefix(TK)
        + ("" if f.days is None else f"@{f.days}")
        for f in read.findings
    ]
    for doubt in read.doubts:
        said += [f"?{iri.removeprefix(TK)}" for iri in doubt.iris] or ["?"]
    return " ".join(sorted(dict.fromkeys(said)))


@pytest.mark.parametrize(("typed", "rung", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_people_type(typed: str, rung: str, expected: str) -> None:
    phrases = typed.split(" | ")
    assert summary(READER.understand(phrases)) == expected
    urgency = KG.triage(phrases).urgency
    assert (urgency.rank if urgency else 0) == int(rung)


def test_the_table_is_long_and_says_each_thing_once() -> None:
    assert len(ROWS) >= 150
    assert len({row[0] for row in ROWS}) == len(ROWS)
    assert all(row[2] for row in ROWS)  # nothing is dropped


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("no relief from severe pain", "denial"),
        ("maybe weakness", "unsure"),
        ("worried about muscle wasting", "worry"),
        ("do I have muscle wasting", "question"),
        ("numb foot?", "question"),
        ("my dad had foot drop", "somebody"),
        ("numbness went away", "over"),
        ("pain and purple spots", "unread"),
        ("twitching for less than 3 weeks", "time"),
        ("twitching for ages", "time"),
        ("numb hand", "elsewhere"),
        ("sciatica", "known"),
    ],
)
def test_why_words_settle_nothing(phrase: str, reason: str) -> None:
    assert [doubt.reason for doubt in READER.understand([phrase]).doubts] == [reason]


# ---------------------------------------------------------------------- what no wording may do

FINDINGS = ("numb", "weakness", "severe pain", "tingling", "muscle wasting", "foot drop", "pain")
HEDGES = (
    "just only merely simply all always often long ago very really that a-little quite yet "
    "usually most today at-night completely exactly as-much particularly so much new"
).split()


@pytest.mark.parametrize("hedge", HEDGES)
def test_a_hedged_denial_denies_nothing(hedge: str) -> None:
    words = hedge.replace("-", " ")
    for finding, form in itertools.product(FINDINGS, ("not {} {}", "no {} {}", "not {1} {0}")):
        phrase = form.format(words, finding)
        read = READER.understand([phrase])
        assert not [f for f in read.findings if f.absent], phrase
        assert read.findings or read.doubts


ADDED = (
    "only at night", "just my toes", "but in the left", "only in the right", "left yes",
    "but my left",
    "just on stairs", "right one is", "except when I walk", "the other one is", "I just can't tell",
    "but for the calf", "though sometimes", "left foot", "mainly the right",
)  # fmt: skip


@pytest.mark.parametrize("added", ADDED)
def test_what_is_added_to_a_denial_takes_it_back(added: str) -> None:
    for finding, sign in itertools.product((*FINDINGS, "incontinence"), (", ", " - ", ". ")):
        for form in ("no {}", "I don't have {}", "no cramps, no {}"):
            phrase = f"{form.format(finding)}{sign}{added}"
            read = READER.understand([phrase])
            assert not read.findings, phrase
            assert any(doubt.iris for doubt in read.doubts), phrase


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_list_is_denied_by_or_and_handed_back_without(finding: str) -> None:
    for form in ("no {}, tingling, or cramps", "no cramps, {} or tingling", "no cramps or {}"):
        read = READER.understand([form.format(finding)])
        assert read.findings and all(f.absent for f in read.findings), form
        assert not read.doubts
    for form in ("no {}, cramps", "no cramps, {}", "no {} and cramps", "no cramps, {} and spasms"):
        read = READER.understand([form.format(finding)])
        assert read.findings == (), form
        assert read.doubts


@pytest.mark.parametrize("finding", FINDINGS)
def test_what_is_told_of_others_or_feared_is_never_taken(finding: str) -> None:
    for form in ("my mother has {}", "could it be {}", "afraid of {}", "do I have {}?", "is it {}"):
        read = READER.understand([form.format(finding)])
        assert read.findings == (), form
        assert any(doubt.iris for doubt in read.doubts), form


LEG = ("leg", "foot", "knee", "calf", "thigh", "ankle", "quad", "hamstring", "shin", "toes")


@pytest.mark.parametrize("part", LEG)
def test_weakness_of_any_part_of_the_leg_is_leg_weakness(part: str) -> None:
    for form in ("{} weakness", "weak {}", "weakness in my left {}", "my {} feels very weak"):
        read = READER.understand([form.format(part)])
        assert [f.iri for f in read.findings] == [TK + "LegWeakness"], form.format(part)
        assert not read.doubts


@pytest.mark.parametrize("strength", ("severe", "extreme", "unbearable", "intense", "9/10"))
def test_strong_pain_is_severe_wherever_the_word_stands(strength: str) -> None:
    for form in ("{} leg pain", "pain in my calf, at night {}", "my knee pain is {} at night"):
        assessment = KG.triage(form.format(strength))
        asked = {iri for doubt in assessment.doubts for iri in doubt.iris}
        assert {TK + "SeverePain"} & (asked | set(assessment.present)), form
    assert KG.triage(f"{strength} pain").urgency == KG.contents.urgencies[0]


@pytest.mark.parametrize(
    "form",
    ["{} or {} incontinence", "can't control my {} or {}", "no {} or {} control",
     "loss of {} and {} control", "lost control of my {} and my {}"],
)  # fmt: skip
def test_neither_organ_is_dropped(form: str) -> None:
    for pair in (("bladder", "bowel"), ("bowel", "bladder")):
        there = {f.iri.removeprefix(TK) for f in READER.understand([form.format(*pair)]).findings}
        assert there == {"BladderControlDifficulty", "BowelControlDifficulty"}


@given(
    st.lists(st.sampled_from("bladder bowel odd thing with my at work since".split()), min_size=1)
)
def test_a_word_on_bladder_or_bowel_is_never_passed_over(words: list[str]) -> None:
    read = READER.understand([" ".join(words)])
    asked = {iri for doubt in read.doubts for iri in doubt.iris} | {f.iri for f in read.findings}
    if "bladder" in words:
        assert TK + "BladderControlDifficulty" in asked
    if "bowel" in words:
        assert TK + "BowelControlDifficulty" in asked


WORDS = (
    "no not never without my leg foot numb weak pain severe twitching for 3 weeks and or but , "
    "just can't walk feel is bladder control away gone hand mother worried ? :"
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_nothing_is_dropped_and_denials_need_a_denying_word(words: list[str]) -> None:
    read = READER.understand([" ".join(words)])
    assert read.findings or read.doubts
    if any(f.absent for f in read.findings):
        assert {"no", "not", "never", "without"} & set(words)


@given(st.lists(st.sampled_from(FINDINGS), min_size=1, max_size=4), st.sampled_from(FINDINGS))
def test_one_argument_more_loses_none(phrases: list[str], more: str) -> None:
    fewer = {f.iri for f in READER.understand(phrases).findings}
    assert fewer <= {f.iri for f in READER.understand([*phrases, more]).findings}


# ---------------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("for 6 weeks", 42), ("for 1.5 weeks", 10), ("0.5 weeks", 3), ("thirty days", 30),
        ("twenty one days", 21), ("ninety-nine days", 99), ("half a year", 182),
        ("2 weeks and a half", 17), ("one and a half weeks", 10), ("2 to 3 weeks", 21),
        ("since this morning", 0), ("since yesterday", 1), ("since last month", 30),
        ("the past month", 30), ("for weeks", 21), ("12wks", 84), ("3 mo", 90),
        ("in the last 3 weeks", 21), ("at least 4 weeks", 28), ("24 hours", 1), ("5 minutes", 0),
        ("2 months 3 days", 63), ("3 weeks and 2 days", 23), ("1 year 2 weeks", 379),
        ("10½ weeks", 73), ("6 1/2 weeks", 45), ("½ week", 3), ("1,000 days", 1000),
        ("2 months 3 days a week", 60), ("3 days a week", None), ("<6 weeks", None),
        ("52 y/o", None), ("40 yrs, male", None), ("40 yrs, twitching", None),
        ("a couple of weeks", 14), ("9999999999999999999 days", 1_000_000),
        ("5 times a day", None), ("once a day", None), ("3x per week", None),
        ("every 2 hours", None),
        ("45 years old", None), ("45 year old", None), ("over 40 years old", None), ("45yo", None),
        ("after 3 weeks", None), ("less than 3 weeks", None), ("within 3 weeks", None),
        ("up to 3 weeks", None), ("until 3 weeks ago", None), ("in 3 weeks", None),
    ],
)  # fmt: skip
def test_times(typed: str, days: int | None) -> None:
    time = time_at(tokens(typed), 0)
    assert time is not None
    assert time.days == days


@pytest.mark.parametrize(
    "typed", ["twitching for 2,5 weeks", "twitched once 6 weeks ago",
              "knee op 3 months ago, twitching",
              "twitching today, last time was 3 months ago", "runner for 20 years, twitching"],
)  # fmt: skip
def test_a_time_of_something_else_is_handed_back(typed: str) -> None:
    read = READER.understand([typed])
    assert [(f.iri, f.days) for f in read.findings] == [(TK + "Fasciculation", None)]
    assert any(doubt.reason == "time" for doubt in read.doubts)


@pytest.mark.parametrize("typed", ["a lot", "some day", "9/10", "d", "long", "old", "in my leg"])
def test_no_times(typed: str) -> None:
    assert time_at(tokens(typed), 0) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("weakness", "weak"), ("gave", "giving"), ("tingles", "tingly"), ("lost", "losing"),
     ("shrunk", "shrinking"), ("feet", "foot"), ("peed", "peeing"), ("thinner", "thin")],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_that_look_alike_are_not_one() -> None:
    assert stem("week") != stem("weekness")
    assert stem("trip") != stem("tripping")
