"""Findings in everyday words: named, denied, timed, and never silently dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.findings import understand
from twitchkg.outcomes import Understood
from twitchkg.vocab import TK

CONCEPTS = twitchkg.open().claims.concepts


def read(*phrases: str) -> Understood:
    return understand(phrases, CONCEPTS)


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
        ("diuretics", [("Diuretic", False, None)]),
        ("numbnes", [("Numbness", False, None)]),
    ],
)  # fmt: skip
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


def test_every_name_of_every_symptom_is_understood() -> None:
    for concept in CONCEPTS.values():
        if TK + "Symptom" in concept.types:
            for name in (concept.label, *concept.synonyms, *concept.misspellings):
                found = read(name).findings
                assert [f.iri for f in found][:1] == [concept.iri], name


@given(st.text(max_size=40))
def test_any_text_is_understood_or_handed_back(text: str) -> None:
    result = read(text)
    assert result.findings or result.unknown == (text,)
