"""What people really type at triage: a table of phrases, and what no wording may ever do."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.triage.read import Reader
from twitchkg.triage.rules import Rules, read_facts
from twitchkg.triage.times import time_at
from twitchkg.triage.verdict import Understood
from twitchkg.triage.words import read_words, stem, tokens
from twitchkg.vocab import TK

KG = twitchkg.open()
RULES = Rules(KG.contents, read_facts(KG.store))
READER = Reader(KG.contents, RULES)
CONCEPTS = KG.contents.concepts


def rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


ROWS = rows("triage-phrases.tsv")
EVERYDAY = rows("everyday-phrases.tsv")
RANK = {rung.iri: rung.rank for rung in KG.contents.urgencies}
MOVED = [row for row in ROWS if len(row) == 5]


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


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_people_type(row: list[str]) -> None:
    phrases = row[0].split(" | ")
    assert summary(READER.understand(phrases)) == row[2]
    urgency = KG.triage(phrases).urgency
    assert (urgency.rank if urgency else 0) == int(row[1])


@pytest.mark.parametrize(("typed", "kind", "rank"), EVERYDAY, ids=[row[0] for row in EVERYDAY])
def test_no_everyday_phrasing_is_silenced(typed: str, kind: str, rank: str) -> None:
    found = KG.triage(typed.split(" | "))
    head = found.headline
    first = found.urgency.iri if found.urgency else head.may_be.flag.urgency if head.may_be else ""
    assert (head.kind, RANK.get(first, 0)) == (kind, int(rank))
    assert found.to_ask or found.rung == 0


def things(reading: str, sign: str) -> set[str]:
    return {TK + each[1:].partition("@")[0] for each in reading.split() if each[0] == sign} - {TK}


def test_a_third_of_the_rows_at_most_was_moved() -> None:
    assert len(ROWS) == len({row[0] for row in ROWS}) >= 691
    assert len(EVERYDAY) == len({row[0] for row in EVERYDAY}) >= 140
    assert len(MOVED) <= 691 / 3


@pytest.mark.parametrize("row", MOVED, ids=[row[0] for row in MOVED])
def test_a_row_that_was_moved_is_asked_back(row: list[str]) -> None:
    """Nothing is newly there or denied; what was named is still told, or a kind of it is asked."""
    phrases, now, before = row[0].split(" | "), row[2], row[4]
    assert things(now, "+") <= things(before, "+")
    assert things(now, "-") <= things(before, "-")
    assert "?" in now
    told = things(now, "+") | things(now, "-") | things(now, "?")
    told |= {iri for each in KG.triage(phrases).graver for iri in each.missing}
    kinds = {TK + "Symptom", TK + "Medication"}
    for iri in things(before, "+") | things(before, "-") | things(before, "?"):
        if kinds & set(CONCEPTS[iri].types):
            assert any(RULES.is_kind(each, {iri}) for each in told), iri


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("no relief from severe pain", "denial"),
        ("my left leg is not weak", "denial"),
        ("no numbness in my left foot", "denial"),
        ("maybe weakness", "unsure"),
        ("worried about muscle wasting", "worry"),
        ("do I have muscle wasting", "question"),
        ("numb foot?", "question"),
        ("my dad had foot drop", "somebody"),
        ("numbness went away", "over"),
        ("pain and purple spots", "unread"),
        ("twitching for less than 3 weeks", "time"),
        ("twitching for ages", "time"),
        ("twitching, 3 weeks 2 days", "time"),
        ("numb hand", "elsewhere"),
        ("chest pain", "elsewhere"),
        ("my back hurts", "elsewhere"),
        ("sciatica", "known"),
        ("coffee", "near"),
        ("restless legs", "near"),
        ("twitching since last summer", "time"),
    ],
)
def test_why_words_settle_nothing(phrase: str, reason: str) -> None:
    assert [doubt.reason for doubt in READER.understand([phrase]).doubts] == [reason]


def test_a_misspelt_time_is_a_time() -> None:
    assert summary(READER.understand(["twiching for 5 weaks"])) == "+Fasciculation@35"


def test_numb_between_the_legs_is_told_and_asked_of_bladder_and_bowels() -> None:
    read = READER.understand(["numb between my legs"])
    assert ("between my legs", "elsewhere") in [(d.words, d.reason) for d in read.doubts]
    asked = {iri for doubt in read.doubts for iri in doubt.iris}
    assert asked == {TK + "BladderControlDifficulty", TK + "BowelControlDifficulty"}


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("slight muscle wasting", "Slight"),
        ("quite a bit of muscle wasting", "Significant"),
        ("my thigh looks thinner", "InLegOrFoot Seeming"),
        ("tingling for a minute", "Momentary"),
        ("tingling every 5 minutes", ""),  # how often is not how long
        ("weak leg since childhood", "InLegOrFoot LongStanding"),
        ("numb lips", "OutsideLegAndFoot"),
        ("numb foot and lips", "InLegOrFoot"),
        ("numb lips and a twitching leg", ""),  # the leg may be what is meant
        ("numbness is back", ""),  # no part of the body
    ],
)
def test_what_is_told_beside_a_finding(phrase: str, told: str) -> None:
    first = READER.understand([phrase]).findings[0]
    assert first.told == tuple(TK + name for name in told.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("severe|pain", "+SeverePain"),
        ("no|weakness", "-MuscleWeakness"),
        ("can't|lift|my|foot", "+DifficultyLiftingFoot"),
        ("numbness|glorbs", "+Numbness ?"),
        ("pain|no|weakness", "?LegWeakness ?MuscleWeakness ?Pain ?SeverePain"),
        ("no|numb foot", "+Numbness ?"),  # a quoted argument is whole
    ],
)
def test_unquoted_words_are_read_together(words: str, expected: str) -> None:
    assert summary(READER.understand(words.split("|"))) == expected


@pytest.mark.parametrize(
    ("denied", "expected"),
    [
        ("can't walk", "-DifficultyWalking"),
        ("new leg weakness", "-LegWeakness"),
        ("numbness or tingling", "-Numbness -Tingling"),
        ("numbness, tingling", "-Numbness -Tingling"),
        ("no weakness", "?LegWeakness ?MuscleWeakness"),
        ("numb foot", "?Numbness"),
        ("weakness in my left leg", "?LegWeakness"),
        ("severe pain at night", "?SeverePain"),
        ("significant muscle wasting", "?MuscleAtrophy"),
        ("pain and numbness", "?Numbness ?Pain ?SeverePain"),
        ("numb but weak", "?LegWeakness ?MuscleWeakness ?Numbness"),
        ("numbness, only in the toes", "?Numbness"),
        ("glorbs", "?"),
    ],
)
def test_what_is_typed_as_not_there(denied: str, expected: str) -> None:
    assert summary(READER.denied([denied])) == expected


def test_every_name_of_every_finding_is_understood() -> None:
    for concept in CONCEPTS.values():
        if TK + "Symptom" in concept.types:
            for name in (concept.label, *concept.synonyms, *concept.misspellings):
                assert [f.iri for f in READER.understand([name]).findings] == [concept.iri], name
            assert READER.denied([concept.label]).findings[0].absent


# ---------------------------------------------------------------------- what no wording may do

FINDINGS = ("numb", "weakness", "severe pain", "tingling", "muscle wasting", "foot drop", "pain")
HEDGES = (
    "just only merely simply all always often long ago very really that a-little quite yet "
    "usually most today at-night completely exactly as-much particularly so much new left my-left "
    "in-the-right"
).split()
ADDED = (
    "only at night", "just my toes", "but in the left", "left yes", "but my left",
    "just on stairs", "right one is", "except when I walk", "I just can't tell", "though sometimes",
    "left foot", "mainly the right",
)  # fmt: skip


@pytest.mark.parametrize("hedge", HEDGES)
def test_a_hedged_denial_denies_nothing(hedge: str) -> None:
    words = hedge.replace("-", " ")
    for finding, form in itertools.product(FINDINGS, ("not {} {}", "no {} {}", "not {1} {0}")):
        read = READER.understand([form.format(words, finding)])
        assert not any(f.absent for f in read.findings), form
        assert read.findings or read.doubts


@pytest.mark.parametrize("added", ADDED)
def test_what_is_added_to_a_denial_takes_it_back(added: str) -> None:
    for finding, sign in itertools.product((*FINDINGS, "incontinence"), (", ", " - ", ". ")):
        for form in ("no {}", "I don't have {}", "no cramps, no {}"):
            read = READER.understand([f"{form.format(finding)}{sign}{added}"])
            assert not read.findings, form
            assert any(doubt.iris for doubt in read.doubts), form


@pytest.mark.parametrize("finding", FINDINGS)
def test_what_is_told_of_others_feared_or_listed_is_asked_back(finding: str) -> None:
    for form in ("my mother has {}", "could it be {}", "afraid of {}", "do I have {}?", "is it {}",
                 "no cramps, {}", "no {} and cramps", "{}, it's gone", "symptoms of ALS: {}",
                 "maybe cramps, {}"):  # fmt: skip
        read = READER.understand([form.format(finding)])
        assert read.findings == (), form
        assert any(doubt.iris for doubt in read.doubts), form


@pytest.mark.parametrize("part", ("leg", "foot", "knee", "calf", "thigh", "quad", "shin", "toes"))
def test_weakness_of_any_part_of_the_leg_is_leg_weakness(part: str) -> None:
    for form in ("{} weakness", "weak {}", "weakness in my left {}", "my {} feels very weak"):
        assert summary(READER.understand([form.format(part)])) == "+LegWeakness", form


@pytest.mark.parametrize("strength", ("severe", "extreme", "unbearable", "intense", "9/10"))
def test_strong_pain_is_severe_wherever_the_word_stands(strength: str) -> None:
    for form in ("{} leg pain", "pain in my calf, at night {}", "my knee pain is {} at night"):
        assessment = KG.triage(form.format(strength))
        asked = {iri for each in assessment.graver for iri in each.missing}
        assert TK + "SeverePain" in asked | {*assessment.present}, form


@given(st.text(max_size=40))
def test_any_text_is_understood_or_handed_back(text: str) -> None:
    read = READER.understand([text])
    assert read.findings or read.doubts
    assert READER.denied([text]).findings or READER.denied([text]).doubts


WORDS = (
    "no not never without my leg foot left numb weak pain severe twitching for 3 weeks and or but "
    ", just can't walk feel is bladder bowel control away gone hand chest mother worried ? : glorb"
).split()
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)
TELLING = {
    "numb": "Numbness", "weak": "MuscleWeakness", "twitching": "Fasciculation",
    "bladder": "BladderControlDifficulty", "bowel": "BowelControlDifficulty",
}  # fmt: skip


@given(SAID)
def test_every_word_is_told_asked_or_handed_back(words: list[str]) -> None:
    read = READER.understand([" ".join(words)])
    told = {f.iri for f in read.findings} | {i for d in read.doubts for i in d.iris}
    back = " ".join(doubt.words for doubt in read.doubts)
    for word, name in TELLING.items():
        if word in words and word not in back and (word != "weak" or "bladder" not in words):
            assert any(RULES.is_kind(iri, {TK + name}) for iri in told), word
    assert all(w in back for w in words if w in ("hand", "chest", "glorb", "mother"))
    assert "3" not in words or "3" in back or any(f.days == 21 for f in read.findings)
    if any(f.absent for f in read.findings):
        assert {"no", "not", "never", "without"} & set(words)
        strange = {"left", "hand", "chest", "glorb", "gone", "worried", "mother"} & set(words)
        assert not strange or {"and", "but", ",", "?"} & set(words)  # in another clause


@given(SAID, SAID)
def test_one_argument_more_loses_none(words: list[str], more: list[str]) -> None:
    one, other = " ".join(["I", *words]), " ".join(["I", *more])
    alone, both = READER.understand([one]), READER.understand([one, other])
    assert set(alone.findings) <= set(both.findings)
    assert set(alone.doubts) <= set(both.doubts)


# ---------------------------------------------------------------------- times and words


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("for 6 weeks", 42), ("for 1.5 weeks", 10), ("0.5 weeks", 3), ("thirty days", 30),
        ("twenty one days", 21), ("ninety-nine days", 99), ("2 to 3 weeks", 21), ("2-3 weeks", 21),
        ("since this morning", 0), ("since yesterday", 1), ("since last month", 30),
        ("the past month", 30), ("for weeks", 21), ("12wks", 84), ("3 mo", 90),
        ("in the last 3 weeks", 21), ("at least 4 weeks", 28), ("24 hours", 1), ("5 minutes", 0),
        ("1,000 days", 1000), ("a couple of weeks", 14), ("5 weaks", 35), ("half a year", 182),
        ("started 3 months ago", 90), ("9999999999999999999 days", 1_000_000),
        # nothing hangs on an age or on how often
        ("3 days a week", -1), ("52 y/o", -1), ("5 times a day", -1), ("once a day", -1),
        ("3x per week", -1), ("every 2 hours", -1), ("45 years old", -1), ("45yo", -1),
        # not how long until now
        ("<6 weeks", None), ("40 yrs, male", None), ("after 3 weeks", None),
        ("less than 3 weeks", None), ("within 3 weeks", None), ("up to 3 weeks", None),
        ("6 1/2 weeks", None), ("10½ weeks", None), ("2,5 weeks", None), ("6 weeks ago", None),
        ("a lot", None), ("some day", None), ("9/10", None), ("d", None), ("in my leg", None),
    ],
)  # fmt: skip
def test_times(typed: str, days: int | None) -> None:
    assert time_at(tokens(typed), 0)[0] == days


@pytest.mark.parametrize(
    ("one", "other"),
    [("weakness", "weak"), ("gave", "giving"), ("tingles", "tingly"), ("lost", "losing"),
     ("shrunk", "shrinking"), ("feet", "foot"), ("peed", "peeing"), ("thinner", "thin")],
)  # fmt: skip
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_word_lists_say_each_thing_once() -> None:
    assert stem("week") != stem("weekness")
    for kind, lines in read_words().items():
        words = [word for line in lines.values() for word in line]
        if kind not in ("list", "hint"):
            assert len(words) == len(set(words)), kind
    for name, words in read_words()["list"].items():
        assert len(words) == len(set(words)), name
