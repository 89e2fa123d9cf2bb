"""Findings in everyday words: named, denied, timed, and never silently dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.triage.findings import understand
from twitchkg.triage.verdict import Understood
from twitchkg.vocab import TK

CLAIMS = twitchkg.open().contents
CONCEPTS = CLAIMS.concepts


def read(*phrases: str) -> Understood:
    return understand(phrases, CONCEPTS, CLAIMS)


def said(*phrases: str) -> list[tuple[str, bool, int | None]]:
    return [(f.iri.removeprefix(TK), f.absent, f.days) for f in read(*phrases).findings]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("numb foot", [("Numbness", False, None)]),
        ("my foot is numb", [("Numbness", False, None)]),
        ("twitching for 6 weeks", [("Fasciculation", False, 42)]),
        ("Twitching, for 2 months", [("Fasciculation", False, 60)]),
        ("twitching for a couple of weeks", [("Fasciculation", False, 14)]),
        ("twitching for several weeks", [("PersistentTwitching", False, None)]),
        ("my calf has been twitching for three days", [("Fasciculation", False, 3)]),
        ("no weakness", [("MuscleWeakness", True, None)]),
        ("no pain or tingling", [("Pain", True, None), ("Tingling", True, None)]),
        ("numbness no weakness", [("Numbness", False, None), ("MuscleWeakness", True, None)]),
        ("no weakness but numbness", [("MuscleWeakness", True, None), ("Numbness", False, None)]),
        ("can't walk properly", [("DifficultyWalking", False, None)]),
        ("I can't hold my pee", [("BladderControlDifficulty", False, None)]),
        ("foot drop", [("DifficultyLiftingFoot", False, None)]),
        ("severe pain with numbness", [("SeverePain", False, None), ("Numbness", False, None)]),
        (
            "no numbness, tingling or weakness",
            [("Numbness", True, None), ("Tingling", True, None), ("MuscleWeakness", True, None)],
        ),
        ("neither numb nor weakness", [("Numbness", True, None), ("MuscleWeakness", True, None)]),
        (
            "no weakness, twitching for 6 weeks",
            [("MuscleWeakness", True, None), ("Fasciculation", False, 42)],
        ),
        ("I don't know why my foot is numb", [("Numbness", False, None)]),
        ("no idea why I have foot drop", [("DifficultyLiftingFoot", False, None)]),
        ("not sure why I have foot drop", [("DifficultyLiftingFoot", False, None)]),
        ("for 2 months my calf has been twitching", [("Fasciculation", False, 60)]),
        ("2 months of twitching", [("Fasciculation", False, 60)]),
        ("twitching 12wks", [("Fasciculation", False, 84)]),
        ("twitching for 3 mo", [("Fasciculation", False, 90)]),
        ("weakness in both legs", [("LegWeakness", False, None)]),
        ("not only numbness", [("Numbness", False, None)]),
        ("loss of feeling in my leg", [("LossOfSensation", False, None)]),
        ("no weakness in my leg", [("LegWeakness", True, None)]),
        ("diuretics", [("Diuretic", False, None)]),
        ("numbnes", [("Numbness", False, None)]),
    ],
)
def test_phrases(phrase: str, expected: list[tuple[str, bool, int | None]]) -> None:
    assert said(phrase) == expected


def test_what_names_nothing_is_handed_back() -> None:
    assert read("glorbs").unknown == ("glorbs",)
    assert read("numbness and purple spots").unknown == ("purple spots",)
    assert read("").unknown == ("",)


def test_a_place_of_the_body_is_no_unknown_word() -> None:
    assert read("twitching in my left calf").unknown == ()


def test_doubt_is_neither_presence_nor_absence() -> None:
    doubt = read("not sure about weakness")
    assert doubt.findings == ()
    assert doubt.unknown == ("not sure about weakness",)


@pytest.mark.parametrize(
    "phrase",
    [
        "twitching, no relief from severe pain",
        "no pain except severe pain in calf",
        "not a day without severe pain",
        "never had severe pain like this before",
        "no pain, numbness",
        "not long ago numb foot",
        "not numb all the time",
        "no numbness, tingling and weakness",
        "can't walk without pain",
        "weakness: none",
        "no weakness in my arms",
        "no pain in my arm",
        "weakness gone",
        "numbness went away",
        "weakness no",
        "numb: no",
        "hardly any weakness at work",
        "no numbness and tingling",
        "maybe weakness",
        "twitching not for months",
    ],
)
def test_what_could_be_read_in_two_ways_settles_nothing(phrase: str) -> None:
    """Each of these was once read as an absence, or as a presence, that nobody had stated."""
    understood = read(phrase)
    doubted = [f for f in understood.findings if f.absent]
    assert doubted == []
    assert understood.unknown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("severe", "pain"), [("SeverePain", False, None)]),
        (("no", "weakness"), [("MuscleWeakness", True, None)]),
        (("can't", "lift", "my", "foot"), [("DifficultyLiftingFoot", False, None)]),
        (("numb foot", "twitching"), [("Numbness", False, None), ("Fasciculation", False, None)]),
        # A quoted argument is whole: nothing is joined to it.
        (("no", "numb foot"), [("Numbness", False, None)]),
        (
            ("twitching", "no pain", "calf", "severe pain"),
            [("Fasciculation", False, None), ("Pain", True, None), ("SeverePain", False, None)],
        ),
    ],
)
def test_unquoted_words_are_read_together(
    words: tuple[str, ...], expected: list[tuple[str, bool, int | None]]
) -> None:
    assert said(*words) == expected


def test_every_name_of_every_symptom_is_understood() -> None:
    for concept in CONCEPTS.values():
        if TK + "Symptom" in concept.types:
            for name in (concept.label, *concept.synonyms, *concept.misspellings):
                found = read(name).findings
                assert [f.iri for f in found][:1] == [concept.iri], name


@given(st.text(max_size=40))
def test_any_text_is_understood_or_handed_back(text: str) -> None:
    result = read(text)
    assert result.findings or result.unknown
    if not result.findings and all(d.reason == "unread" for d in result.doubts):
        assert result.unknown == (text,)
