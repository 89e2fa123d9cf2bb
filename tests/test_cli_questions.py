"""Triage, bottlenecks, what-if, compare, modifiable and coverage as a person meets them."""

from __future__ import annotations

import json
import shlex
from functools import cache
from typing import Any

import pytest
from command import ARTICLE, ok, run, terminal
from graphs import WriteTurtle
from test_cold_imports import imported

import twitchkg
from twitchkg.cli.commands.triage import ask, read_answer

NEVER_FINE = "does not mean that you are fine"


def test_triage_tells_the_rung_the_reason_and_what_is_still_to_ask() -> None:
    text = ok("triage", "numb foot", "twitching for 6 weeks", "--not", "muscle weakness")
    assert "Taken as there: " in text
    assert "Taken as not there: muscle weakness." in text
    assert text.startswith("Medical evaluation\n")  # the answer first
    assert "because of “numb foot”; sentences 24, 27, 28" in text
    assert "discuss with a healthcare provider: Twitching that has gone on" in text
    assert "radiculopathy" in text
    assert "it counts as loss of sensation too" in text  # one thing said is told once
    assert text.count("because of “numb foot”") == 1
    assert "“twitching for 6 weeks” was read as 42 days." in text
    assert "numb foot (numbness)" in text
    (severe,) = [line for line in flat(text).split("  ") if "severe pain" in line]
    assert "medical emergency: difficulty controlling the bladder;" in severe
    assert "new leg weakness" not in text
    assert "not against it: no muscle weakness" in text  # needed for it, and no sign of it
    assert NEVER_FINE in text
    assert "not medical advice" in text


def test_nothing_matched_is_never_fine_and_no_word_is_dropped() -> None:
    text = ok("triage", "twitching", "purple glorbs")
    assert text.startswith(
        "I cannot say: part of what you wrote was not understood (“purple glorbs”)."
    )
    assert "None of the red flags" not in text
    assert text.count("you are fine") == 2
    assert "Not understood: “purple glorbs”" in text


def test_triage_as_json_has_a_stable_shape() -> None:
    data = json.loads(ok("triage", "severe pain", "--format", "json"))
    assert list(data) == [
        "headline", "urgency", "flags", "graver", "toAsk", "questions", "suggests", "criteria",
        "present", "absent", "untold", "unknownWords", "notes", "apart", "doubts", "times", "note",
    ]  # fmt: skip
    assert data["urgency"]["label"] == "medical emergency"
    assert data["urgency"]["rank"] == 5
    assert data["flags"][0]["because"] == ["severe pain"]
    assert [each["label"] for each in data["present"]] == ["severe pain"]
    assert data["headline"] == {"kind": "urgency", "mayBe": None, "words": []}
    (flag,) = json.loads(ok("triage", "muscle wasting", "--format", "json"))["flags"]
    assert [each["label"] for each in flag["onlyIf"]] == ["significant"]
    assert flag["open"] == flag["onlyIf"]
    apart = json.loads(ok("triage", "severe pain", "--not", "twitching", "--format", "json"))
    assert (apart["urgency"]["rank"], apart["apart"][:25]) == (5, "The source speaks of seve")
    data = json.loads(ok("triage", "weakness", "--format", "json"))
    assert data["urgency"] is None
    assert data["headline"]["mayBe"] == data["graver"][0]
    assert data["graver"][0]["why"] == "kind"
    assert [each["label"] for each in data["graver"][0]["missing"]] == ["new leg weakness"]
    (doubt,) = json.loads(ok("triage", "do I have foot drop", "--format", "json"))["doubts"]
    assert doubt["words"] == "do I have foot drop"
    assert doubt["reason"] == "question"
    assert [each["label"] for each in doubt["mayMean"]] == ["difficulty lifting the foot"]


HEADLINES = [
    ("severe pain", "Medical emergency\n"),
    ("pain glorb", "This may be an emergency: do you have severe pain? You wrote “pain glorb”"),
    ("bladder trouble", "This may be an emergency: do you have difficulty controlling the bladder"),
    ("do I have muscle wasting", "This may be an emergency: do you have muscle wasting?"),
    ("no severe pain at work", "This may be an emergency: do you have severe pain?"),
    ("no twitching for 3 weeks", "I cannot say: what you wrote settles nothing yet (“no twitch"),
    ("twitching, not numb all day", "This may need medical evaluation: do you have numbness? “not"),
    ("slight muscle wasting", "This may be an emergency: is the muscle wasting significant?"),
    ("my thigh looks thinner", "This may be an emergency: is the muscle wasting significant?"),
    (
        "weak leg since childhood",
        "This may need immediate attention: is the weak leg new and notic",
    ),
    (
        "tingling for a minute",
        "This may need medical evaluation: is the tingling persistent and in",
    ),
    ("numb lips", "This may need medical evaluation: is the numbness in the leg or foot?"),
    (
        "numb foot not my hand",
        "This may need medical evaluation: do you have numbness? “numb foot n",
    ),
    (
        "slurred speech",
        "Nothing was understood, so no red flag could be looked for: “slurred speech”. What this",
    ),
    ("twitching for ages", "I cannot say: part of what you wrote was not understood (“for ages”)"),
    ("eye twitching", "I cannot say: the source speaks of the leg and foot, not of “eye”."),
    ("weak arms", "This may need immediate attention: is it new leg weakness (new and noticeable)"),
    ("glorbs", "Nothing was understood, so no red flag could be looked for"),
    ("sciatica", "Nothing that one notices was named"),
    ("twitching", "None of the red flags in this graph applies to what was said."),
    ("twitching, stress", "None of the red flags in this graph applies to what was said."),
    ("no severe pain", "None of the red flags in this graph applies to what was said."),
]


@pytest.mark.parametrize(("said", "headline"), HEADLINES, ids=[said for said, _ in HEADLINES])
def test_the_headline_reassures_only_where_all_was_read(said: str, headline: str) -> None:
    text = ok("triage", said)
    assert flat(text).startswith(flat(headline))
    if not headline.startswith("None"):
        assert "None of the red flags" not in text
    assert NEVER_FINE in flat(text)


def test_a_graver_reading_is_told_beside_a_rung() -> None:
    text = ok("triage", "numb foot", "is my pain severe")
    assert text.startswith("Medical evaluation\n")
    assert "This may be an emergency: do you have severe pain?" in text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("numb hand", "The source speaks of the leg and foot only; you wrote “hand”."),
        ("worried about muscle wasting", "a worry is not taken as a finding. Do you have muscle w"),
        ("my dad had foot drop", "of somebody else as it seems. Do you have difficulty lifting"),
        ("no pain, numbness", "If yes: medical emergency. Do you have numbness? If yes, and in"),
        ("numbness went away", "it may be over. Do you have numbness?"),
        (
            "sciatica",
            "is known here as a cause, not as something that one notices; see `twitchkg s",
        ),
        ("twitching for less than 3 weeks", "say for how many days, weeks or months it has"),
        ("worsening twitching", "worsening twitching is a red flag (discuss with a healthcare pro"),
        ("twitching", "Taken as there: twitching (fasciculation)."),
        ("numbness", "speaks against it: numbness, which counts as “other neurological symptom”"),
        ("tingling in my foot", "only if persistent, in the leg or foot (is it persistent and in"),
        ("numb foot", "only if in the leg or foot (as you said)"),
        ("coffee", "“coffee” is not in this source; near: stimulant medication."),
        ("numb lips", "you wrote “lips”. How soon that needs care, it does not say."),
        (
            "cannot breathe",
            "Not understood: “cannot breathe”. It was not taken into account, which",
        ),
        (
            "right leg weak, left leg not",
            "leg weakness is taken as there, though “left leg not” may",
        ),
    ],
)
def test_triage_says_how_it_read_what_was_said(said: str, told: str) -> None:
    assert told in flat(ok("triage", said))


def test_no_note_repeats_a_red_flag_that_applies() -> None:
    assert "is a red flag" not in ok("triage", "I can't feel my foot")


def test_an_emergency_leaves_no_room_for_comfort_or_questions() -> None:
    text = ok("triage", "severe pain, no weakness")
    assert "not against it" not in text
    assert "further questions are left out: get help first." in text
    assert "Do you also have" not in text
    assert "not against it: no muscle weakness" in ok("triage", "twitching, no weakness")


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
    # After "no" to persistent twitching no rule can use whether it spreads or worsens.
    assert "spreading twitching?" not in screen
    assert "numbness, in the leg or foot? [y/n/?]" in screen  # though loss of sensation was denied
    # No significant wasting is not no wasting.
    assert "Not: muscle wasting, if significant." in screen
    assert "not against it" not in screen
    assert "- muscle wasting" in screen


@pytest.mark.parametrize("keys", ["\n" * 15, "maybe\n" * 15, "\x04"])
def test_no_answer_is_no_answer(keys: str) -> None:
    screen = terminal(["triage"], keys=keys)
    assert "No answer: nothing was settled." in screen
    assert "None of the red flags" not in screen


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("y", "y"), ("Yes please", "y"), ("yep", "y"), ("n", "n"), ("nope", "n"), ("No thanks", "n"),
     ("no I don't", "n"), ("", "?"), ("?", "?"), ("maybe", "?"), ("not sure", "?"),
     ("I don't know", "?"), ("no idea", "?"), ("yes and no", ""), ("not really", ""),
     ("no but yes", ""), ("!", ""), ("numb", "")],
)  # fmt: skip
def test_answers_as_people_type_them(typed: str, answer: str) -> None:
    assert read_answer(typed) == answer


def test_ctrl_c_keeps_the_answers_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["n", "y"])

    def typed(_question: str) -> str:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", typed)
    with twitchkg.open() as kg:
        said = ask(kg)
    assert said.present == ["twitching", "difficulty controlling the bowels"]
    assert said.absent == ["difficulty controlling the bladder"]
    assert not said.stopped  # an emergency ends the questions first
    answers = iter(["n"])
    with twitchkg.open() as kg:
        said = ask(kg)
    assert said.absent == ["difficulty controlling the bladder"]
    assert said.stopped


# ------------------------------------------------------------------------------ the other questions


def flat(text: str) -> str:
    return " ".join(text.split())


@cache
def told(command: str) -> str:
    return flat(ok(*shlex.split(command)))


KIND = "(knee twitching is a kind of fasciculation: stated, common, section 0, sentence 1.)"
COMMON = "compare overexertion 'strenuous exercise'"
TOLD = [
    ("bottlenecks 'knee twitching'", KIND),
    ("what-if 'knee twitching' --without stress", KIND),
    ("modifiable knee twitching", KIND),
    ("compare stress anxiety --to 'knee twitching'", KIND),
    ("bottlenecks twitching", "No single step is shared by every everyday cause."),
    ("bottlenecks twitching", "7 of 9 (not dehydration, not insufficient fluid intake) must pass"),
    ("bottlenecks twitching", "nerve hyperexcitability: A change in which nerves or nerve cells"),
    ("bottlenecks twitching", "with that step taken out, no chain is left from it to fasciculatio"),
    ("bottlenecks twitching", "being worked to exhaustion: 5 of 9"),
    ("bottlenecks twitching", "dehydration: changed concentration outside the muscle cells, then"),
    (
        "bottlenecks twitching",
        "overexertion, physical fatigue and strenuous exercise: being worked",
    ),
    ("bottlenecks pain", "No everyday cause leads to pain"),
    ("bottlenecks pain", "about all of its causes here"),
    ("bottlenecks cramps", "one cause, low magnesium. It must pass: overstimulation of muscle"),
    ("what-if --without stress --without 'low magnesium'", "5 of 30 chains are cut, 25 are left."),
    ("what-if --without stress", "stress: 4 cut, none left"),
    ("what-if --without stress", "It does not say that twitching stops"),
    ("what-if --without stress", "Left (--all shows the chains)"),
    ("what-if --without stress", "stress → heightened arousal → nerve hyperexcitability → fas"),
    ("what-if --without stress --all", "anxiety → heightened arousal"),
    ("what-if --without overexertion", "overexertion on a chain from strenuous exercise"),
    ("what-if cramps --without stress", "It does not say that muscle spasm stops"),
    ("what-if cramps --without stress", "The only chain is left."),
    ("what-if cramps --without 'low magnesium'", "The only chain is cut."),
    ("what-if --without sciatica", "1 of 30 chains is cut, 29 are left."),
    ("what-if --without knee", "None of the 30 chains is cut."),
    ("what-if --without knee", "No chain to fasciculation passes knee."),
    ("what-if --without magnesium", "There is also low magnesium, which is a lack of magnesium"),
    ("what-if knee --without stress", "Nothing in this graph leads to knee;"),
    ("what-if pain --without sciatica --without 'nerve root irritation'", "All 2 chains"),
    ("compare stress dehydration", "only stress"),
    ("compare stress dehydration", "the chains from stress and dehydration share no step."),
    ("compare stress diuretics", "the chains from stress and diuretic share no step."),
    ("compare stress knee", "Nothing leads from knee to fasciculation in this graph."),
    ("compare stress knee", "4 chains from stress lead to fasciculation, by way of"),
    ("compare stress magnesium", "There is also low magnesium, which is a lack of magnesium: ask"),
    (COMMON, "Overexertion is itself a step on a chain from strenuous exercise."),
    ("modifiable", "stress: on 4 of 30 chains"),
    ("modifiable", "nerve hyperexcitability → fasciculation and 3 more (--all shows them)"),
    ("modifiable", "first step: Strenuous exercise can overstrain muscles. [possible]"),
    ("modifiable --all", "stress → high stress hormone levels"),
    ("modifiable knee", "Nothing in this graph leads to knee."),
    ("modifiable cramps", "as something one can change, by oneself or with a doctor."),
    ("coverage", "nothing: Says only that knowing the mechanisms"),
    ("coverage", "no dose of a medicine"),
    ("coverage", "- Knee twitching: it is felt near the knee."),
    ("coverage", "- Red flag, medical emergency: Twitching together with severe pain."),
    ("coverage", "- Nerves that fire erratically make muscles twitch. [inferred]"),
]
NOT_TOLD = [
    ("what-if --without stress", "anxiety → heightened arousal"),
    ("what-if cramps --without stress", "twitching"),
    ("compare stress knee", "share no step"),
    ("compare stress knee", "only knee"),
    (COMMON, "share no step"),
    ("modifiable --all", "more (--all"),
    ("coverage", "\\u"),
    ("coverage", "- It "),
    ("coverage", "- They "),
    ("bottlenecks fasciculation", "Left out:"),
]


@pytest.mark.parametrize(("command", "sentence"), TOLD)
def test_the_answer_says(command: str, sentence: str) -> None:
    assert sentence in told(command)


@pytest.mark.parametrize(("command", "words"), NOT_TOLD)
def test_the_answer_does_not_say(command: str, words: str) -> None:
    assert words not in told(command)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("bottlenecks knee", "nothing in this graph leads to knee"),
        ("what-if --without strss", "did you mean"),
        ("what-if --without poor sleep", '(put it in quotes): --without "poor sleep"'),
        ("what-if --without low magnesium", "put it in quotes"),
        ("compare stress stress", "two different causes"),
    ],
)
def test_what_cannot_be_answered_says_why(command: str, words: str) -> None:
    assert words in run(*shlex.split(command)).error


def test_quotes_are_proposed_only_where_they_help_and_what_if_wants_something_taken_out() -> None:
    assert "quotes" not in run("what-if", "--without", "purple", "glorbs").error
    assert run("what-if").code == 2


def test_what_comes_first() -> None:
    for command, first, second in (
        ("modifiable", "By oneself", "Only with a doctor"),
        ("what-if --without stress", "Left (--all", "anxiety: 2 chains"),
    ):
        assert told(command).index(first) < told(command).index(second)
    assert told("compare stress dehydration").count("(nothing)") == 1


def data(command: str) -> dict[str, Any]:
    found = json.loads(ok(*shlex.split(command), "--format", "json"))
    assert isinstance(found, dict)
    return found


def test_json_holds_what_the_text_counts() -> None:
    found = data("bottlenecks twitching")
    keys = "symptom byCause common between of complete kindOf note"
    assert list(found) == keys.split()
    assert (found["of"], data("bottlenecks pain")["of"]) == ("everyday causes", "all causes")
    (kind,) = data("bottlenecks 'knee twitching'")["kindOf"]
    assert (kind["subject"]["label"], kind["object"]["label"]) == (
        "knee twitching",
        "fasciculation",
    )
    found = data("what-if --without stress")
    assert [group["cause"]["label"] for group in found["cut"]] == ["stress"]
    assert sum(len(group["chains"]) for group in found["left"]) == 26
    found = data("compare stress dehydration")
    assert [c["label"] for c in found["shared"]] == []
    assert [c["label"] for c in found["onlySecond"]] == [
        "changed concentration outside the muscle cells",
        "irritation of nerve endings",
        "erratic nerve firing",
    ], "in the order of the chain"
    assert [each["label"] for each in data("compare stress knee")["noChain"]] == ["knee"]
    (pair,) = data(COMMON)["onTheWay"]
    assert (pair["step"]["label"], pair["from"]["label"]) == ("overexertion", "strenuous exercise")


def test_modifiable_as_json_holds_every_chain_that_is_cut() -> None:
    causes = data("modifiable")["causes"]
    assert {row["how"] for row in causes} == {"by oneself", "only with a doctor"}
    for row in causes:
        assert row["chainsCut"] == len(row["cut"]) <= row["chains"] == 30
        for chain in row["cut"]:
            assert row["cause"]["iri"] in [each["iri"] for each in chain]
            assert chain[-1]["label"] == "fasciculation"
        assert (row["summary"] is None) == (row["firstStep"] is not None)


def test_coverage_has_a_place_for_each_sentence() -> None:
    lines = ok("coverage").splitlines()
    places = [x for x in lines if x.startswith(("Introduction, sentence ", "Section "))]
    assert [int(place.rpartition(" ")[2]) for place in places] == list(range(1, 35))
    assert (places[0], places[-1]) == ("Introduction, sentence 1", "Section 3, sentence 34")
    sentences = data("coverage")["sentences"]
    assert [entry["sentence"] for entry in sentences] == list(range(1, 35))
    assert all(entry["carries"] or entry["noStatement"] for entry in sentences)
    assert sentences[32]["redFlags"][0]["urgency"]["label"] == "medical emergency"
    assert sentences[0]["place"] == "Introduction, sentence 1"


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not at hand: ../shared is absent")
def test_coverage_shows_each_sentence_of_the_article_at_hand() -> None:
    text = ok("coverage", "--source", f"knee-twitching={ARTICLE}")
    assert text.count("the source: “") == 34


@pytest.mark.parametrize(
    "command",
    ["coverage", "modifiable", "compare stress dehydration", "what-if --without stress"],
)
def test_what_needs_no_networkx_does_not_import_it(command: str) -> None:
    heavy = {"networkx", "rdflib", "pyvis", "jinja2", "pyshacl"}
    assert not imported(*command.split()) & heavy


# ------------------------------------------------------------------------------ of other graphs

FUNNEL = (
    "ex:a tk:leadsTo ex:b . ex:x tk:leadsTo ex:b . ex:b tk:leadsTo ex:c , ex:d . "
    "ex:c tk:leadsTo ex:e . ex:d tk:leadsTo ex:e . ex:e tk:leadsTo ex:f ."
)
LOOP = "ex:a tk:leadsTo ex:b . ex:b tk:leadsTo ex:a , ex:c ."
CIRCLE = """
ex:Rain tk:leadsTo ex:WetRoad , ex:Fog . ex:WetRoad tk:leadsTo ex:Skid .
ex:Skid tk:leadsTo ex:Crash .
ex:Fog tk:leadsTo ex:Crash . ex:Ice tk:leadsTo ex:Skid . ex:Crash tk:leadsTo ex:Rain .
"""
NO_BEGINNING = "hat leads to c runs in circles: no chain has a beginning"
LEFT_OUT = "Left out: Fog, Rain and WetRoad. What leads there runs in a circle"
NO_END = "say what the chains of this graph are to lead to"
SPAN = """<urn:span> oa:hasSource <urn:s> ; oa:hasSelector <urn:at> .
<urn:at> oa:start 3 ; oa:end 9 ."""


@pytest.mark.parametrize(
    ("graph", "command", "sentence"),
    [
        (FUNNEL, "bottlenecks f", "Every cause (2 of 2) must pass: b and e."),
        (FUNNEL, "bottlenecks f", " a and x: b, then e"),
        (LOOP, "bottlenecks c", NO_BEGINNING),
        (LOOP, "what-if c --without a", NO_BEGINNING),
        (LOOP, "modifiable c", NO_BEGINNING),
        (CIRCLE, "bottlenecks Crash", LEFT_OUT),
        (CIRCLE, "what-if Crash --without Ice", LEFT_OUT),
        (CIRCLE, "modifiable Crash", LEFT_OUT),
        (CIRCLE, "modifiable", NO_END),
        (CIRCLE, "what-if --without Ice", NO_END),
        (CIRCLE, "compare Ice Fog", NO_END),
        (SPAN, "coverage", "Characters 3 to 9"),
    ],
)
def test_a_graph_of_one_s_own_is_told_what_it_lacks(
    graph: str, command: str, sentence: str, turtle: WriteTurtle
) -> None:
    result = run(*command.split(), "--graph", turtle(graph))
    assert sentence in flat(result.out + result.err)
    assert result.code == int(sentence == NO_END or (graph, command) == (LOOP, "bottlenecks c"))


# ------------------------------------------------------------------------------ triage, again


@pytest.mark.parametrize(
    ("said", "against"),
    [
        (["my leg feels weak"], "new leg weakness, which counts as “muscle weakness”"),
        (["weakness", "numb foot"], "numbness, which counts as “other neurological symptom”"),
        (["weakness", "numb foot"], "speaks against it: muscle weakness;"),
        (["no twitching", "foot drop"], "speaks against it: no fasciculation"),
    ],
)
def test_what_speaks_against_the_syndrome_is_named(said: list[str], against: str) -> None:
    told = " ".join(ok("triage", *said).split())
    assert against in told
    assert told.count("speaks against it:") == 1


def test_what_findings_may_point_to_is_told_once_for_all_that_is_said_alike() -> None:
    told = " ".join(ok("triage", "numb foot").split())
    assert "nerve impingement, radiculopathy, structural nerve problem [possible, from" in told
    assert told.count("section 3, sentences 27 and 28") == 1
