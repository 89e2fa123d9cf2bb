"""Triage, bottlenecks, what-if, compare, modifiable and coverage as a person meets them."""

from __future__ import annotations

import json

import pytest
from command import ARTICLE, ok, process, run, terminal

NEVER_FINE = "does not mean that you are fine"


def test_triage_tells_the_rung_the_reason_and_what_is_still_to_ask() -> None:
    text = ok("triage", "numb foot", "twitching for 6 weeks", "--not", "muscle weakness")
    assert "Taken as there: " in text
    assert "Taken as not there: muscle weakness." in text
    assert "\nMedical evaluation\n" in text
    assert "because of “numb foot”; sentences 24, 27, 28" in text
    assert "discuss with a healthcare provider: Twitching that has gone on" in text
    assert "radiculopathy [possible" in text
    assert "severe pain? → medical emergency" in text
    assert "new leg weakness" not in text
    assert "speaks for it: no muscle weakness" in text
    assert NEVER_FINE in text
    assert "not medical advice" in text


def test_nothing_matched_is_never_fine_and_no_word_is_dropped() -> None:
    text = ok("triage", "twitching", "purple glorbs")
    assert "Not all of what was said was understood. None of the red flags" in text
    assert text.count("you are fine") == 2
    assert "Not understood: “purple glorbs”" in text


def test_triage_as_json_has_a_stable_shape() -> None:
    data = json.loads(ok("triage", "severe pain", "--format", "json"))
    assert list(data) == [
        "urgency", "flags", "toAsk", "suggests", "criteria", "present", "absent",
        "untold", "unknownWords", "notes", "note",
    ]  # fmt: skip
    assert data["urgency"]["label"] == "medical emergency"
    assert data["urgency"]["rank"] == 5
    assert data["flags"][0]["because"] == ["severe pain"]
    assert [each["label"] for each in data["present"]] == ["severe pain"]
    assert json.loads(ok("triage", "twitching", "--format", "json"))["urgency"] is None


def test_triage_without_words_and_without_a_terminal_is_wrong_usage() -> None:
    result = run("triage")
    assert result.code == 2
    assert result.err.startswith("error: name what you notice")


def test_triage_asks_on_a_terminal_and_stops_at_an_emergency() -> None:
    # The first question is an emergency's; no other may follow a yes.
    screen = terminal(["triage"], keys="y\n")
    assert "difficulty controlling the bladder" in screen
    assert "Medical emergency" in screen
    assert screen.count("[y/n/?]") == 1


def test_triage_asks_on_when_nothing_is_there() -> None:
    screen = terminal(["triage"], keys="n\n" * 30)
    assert "None of the red flags in this graph applies" in screen
    assert NEVER_FINE.split()[-1] in screen


def test_bottlenecks() -> None:
    text = ok("bottlenecks", "twitching")
    assert "Nothing lies on every chain from every cause of daily life." in text
    assert "dehydration: changed concentration outside the muscle cells → irritation" in text
    assert "poor sleep: nothing: it is tied to it directly" in text
    assert "stress: nothing: its chains go separate ways" in text
    data = json.loads(ok("bottlenecks", "twitching", "--format", "json"))
    assert list(data) == ["symptom", "byCause", "common", "between", "note"]
    assert "nothing in this graph leads to knee" in run("bottlenecks", "knee").error


def test_what_if() -> None:
    text = ok("what-if", "--without", "stress", "--without", "low magnesium")
    assert "5 of 26 chains are cut, 21 are left." in text
    assert "  stress: 3 cut, none left\n" in text
    assert "It does not say that twitching stops" in " ".join(text.split())
    data = json.loads(ok("what-if", "--without", "stress", "--format", "json"))
    assert [group["cause"]["label"] for group in data["cut"]] == ["stress"]
    assert "did you mean" in run("what-if", "--without", "strss").error
    assert run("what-if").code == 2


def test_compare() -> None:
    text = ok("compare", "stress", "dehydration")
    assert "only stress" in text
    assert "spontaneous muscle fibre firing" in text
    data = json.loads(ok("compare", "stress", "dehydration", "--format", "json"))
    assert [c["label"] for c in data["shared"]] == ["spontaneous muscle fibre firing"]
    assert "two different causes" in run("compare", "stress", "stress").error
    assert "share no step" in ok("compare", "stress", "diuretics")


def test_modifiable() -> None:
    text = ok("modifiable")
    assert text.index("By oneself") < text.index("Only with a doctor")
    assert "  stress: on 3 of 26 chains\n" in text
    assert "Nothing that one can change leads to knee" in ok("modifiable", "knee")
    data = json.loads(ok("modifiable", "--format", "json"))
    assert {row["how"] for row in data["causes"]} == {"by oneself", "only with a doctor"}


def test_coverage_says_what_is_carried_and_what_is_not_known() -> None:
    text = ok("coverage")
    assert text.count("section ") >= 34
    assert "nothing: Says only that knowing the mechanisms" in text
    assert "no dose of a medicine" in text
    data = json.loads(ok("coverage", "--format", "json"))
    assert [entry["sentence"] for entry in data["sentences"]] == list(range(1, 35))
    assert all(entry["carries"] or entry["noStatement"] for entry in data["sentences"])


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not at hand: ../shared is absent")
def test_coverage_shows_each_sentence_of_the_article_at_hand() -> None:
    text = ok("coverage", "--source", f"knee-twitching={ARTICLE}")
    assert text.count("the source: “") == 34


def test_none_of_them_leaves_a_traceback_when_the_reader_has_gone() -> None:
    for words in (("coverage",), ("modifiable",), ("triage", "severe pain")):
        result = process(*words)
        assert result.returncode == 0
        assert result.stderr == b""
