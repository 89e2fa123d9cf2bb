"""Triage, bottlenecks, what-if, compare, modifiable and coverage as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ARTICLE, ok, process, run, terminal
from test_cold_imports import imported

import twitchkg
from twitchkg.cli.commands.triage import ask, read_answer
from twitchkg.vocab import TK

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
    assert "speaks for it: no muscle weakness" in text
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
        "present", "absent", "untold", "unknownWords", "notes", "doubts", "times", "note",
    ]  # fmt: skip
    assert data["urgency"]["label"] == "medical emergency"
    assert data["urgency"]["rank"] == 5
    assert data["flags"][0]["because"] == ["severe pain"]
    assert [each["label"] for each in data["present"]] == ["severe pain"]
    assert data["headline"] == {"kind": "urgency", "mayBe": None, "words": []}
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
    ("it is not numb all day", "I cannot say: what you wrote settles nothing yet (“it is not"),
    ("twitching, not numb all day", "I cannot say: part of what you wrote was not understood ("),
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
        ("tingling in my foot", "only if persistent, in the leg or foot"),
    ],
)
def test_triage_says_how_it_read_what_was_said(said: str, told: str) -> None:
    assert told in flat(ok("triage", said))


def test_no_note_repeats_a_red_flag_that_applies() -> None:
    assert "is a red flag" not in ok("triage", "I can't feel my foot")


def test_an_emergency_leaves_no_room_for_comfort_or_questions() -> None:
    text = ok("triage", "severe pain, no weakness")
    assert "speaks for it" not in text
    assert "further questions are left out: get help first." in text
    assert "Do you also have" not in text
    assert "speaks for it: no muscle weakness" in ok("triage", "twitching, no weakness")


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
    assert "speaks for it" not in screen
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


KIND = "(knee twitching is a kind of fasciculation: stated, section 0, sentence 1.)\n"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words",
    [
        ("bottlenecks", "knee twitching"),
        ("what-if", "knee twitching", "--without", "stress"),
        ("modifiable", "knee", "twitching"),
        ("compare", "stress", "anxiety", "--to", "knee twitching"),
    ],
)
def test_each_steps_up_to_what_chains_lead_to(words: tuple[str, ...]) -> None:
    assert KIND in ok(*words)
    (kind,) = json.loads(ok(*words, "--format", "json"))["kindOf"]
    assert (kind["subject"]["label"], kind["object"]["label"]) == (
        "knee twitching",
        "fasciculation",
    )


def test_bottlenecks() -> None:
    text = flat(ok("bottlenecks", "twitching"))
    assert "No single step is shared by every everyday cause." in text
    assert "8 of 10 (not poor sleep, not stress) must pass spontaneous muscle fibre firing." in text
    assert "spontaneous muscle fibre firing: A small bundle of muscle fibres" in text
    assert "with that step taken out, no chain is left from it to fasciculation" in text
    assert "being worked to exhaustion: 5 of 10" in text
    assert "dehydration: changed concentration outside the muscle cells, then irritation" in text
    assert "overexertion, physical fatigue and strenuous exercise: being worked to" in text
    assert "poor sleep: no step, because this graph ties it to fasciculation directly" in text
    assert "ways, by poor sleep or nerve hyperexcitability" in text
    data = json.loads(ok("bottlenecks", "twitching", "--format", "json"))
    keys = ["symptom", "byCause", "common", "between", "of", "complete", "kindOf", "note"]
    assert list(data) == keys
    assert data["of"] == "everyday causes"
    assert "nothing in this graph leads to knee" in run("bottlenecks", "knee").error


def test_bottlenecks_without_an_everyday_cause_say_so() -> None:
    for symptom in ("pain", "cramps"):
        text = flat(ok("bottlenecks", symptom))
        assert "No everyday cause leads to " in text
        assert "about all of its causes here" in text
        assert json.loads(ok("bottlenecks", symptom, "--format", "json"))["of"] == "all causes"
    assert "one cause, low magnesium. It must pass: overstimulation of muscle" in flat(
        ok("bottlenecks", "cramps")
    )


def test_bottlenecks_of_a_graph_where_every_cause_shares_steps(tmp_path: Path) -> None:
    graph = tmp_path / "funnel.nt"
    pairs = ("ab", "xb", "bc", "bd", "ce", "de", "ef")
    graph.write_text(
        "".join(f"<urn:{s}> <{TK}leadsTo> <urn:{o}> .\n" for s, o in pairs), encoding="utf-8"
    )
    text = ok("bottlenecks", "f", "--graph", graph)
    assert "Every cause (2 of 2) must pass: b and e." in text
    assert "  a and x: b, then e\n" in text


def test_chains_without_a_beginning_are_not_called_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "loop.nt"
    graph.write_text(
        "".join(f"<urn:{s}> <{TK}leadsTo> <urn:{o}> .\n" for s, o in ("ab", "ba", "bc")),
        encoding="utf-8",
    )
    words = "hat leads to c runs in circles: no chain has a beginning"
    assert words in run("bottlenecks", "c", "--graph", graph).error
    assert words in ok("what-if", "c", "--without", "a", "--graph", graph)
    assert words in ok("modifiable", "c", "--graph", graph)


def test_what_if() -> None:
    text = ok("what-if", "--without", "stress", "--without", "low magnesium")
    assert "5 of 26 chains are cut, 21 are left." in text
    assert "  stress: 3 cut, none left\n" in text
    assert "It does not say that twitching stops" in flat(text)
    data = json.loads(ok("what-if", "--without", "stress", "--format", "json"))
    assert [group["cause"]["label"] for group in data["cut"]] == ["stress"]
    assert sum(len(group["chains"]) for group in data["left"]) == 23
    assert "did you mean" in run("what-if", "--without", "strss").error
    assert run("what-if").code == 2


def test_what_if_shows_what_is_left_on_one_line_per_cause() -> None:
    short, whole = (ok("what-if", "--without", "stress", *more) for more in ((), ("--all",)))
    assert short.index("Left (--all shows the chains)") < short.index("  anxiety: 1 chain\n")
    assert "anxiety → heightened arousal" not in short
    assert "anxiety → heightened arousal" in whole
    assert "stress → poor sleep → fasciculation" in short
    text = flat(ok("what-if", "--without", "overexertion"))
    assert "overexertion on a chain from strenuous exercise" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("cramps", "--without", "low magnesium"), "The only chain is cut."),
        (("cramps", "--without", "stress"), "The only chain is left."),
        (("--without", "sciatica"), "1 of 26 chains is cut, 25 are left."),
        (("--without", "knee"), "None of the 26 chains is cut."),
        (("--without", "knee"), "No chain to fasciculation passes knee."),
        (("--without", "magnesium"), "There is also low magnesium, which is a lack of magnesium"),
        (("knee", "--without", "stress"), "Nothing in this graph leads to knee;"),
        (("pain", "--without", "sciatica", "--without", "nerve root irritation"), "All 2 chains"),
    ],
)
def test_what_if_counts_in_words(words: tuple[str, ...], sentence: str) -> None:
    assert sentence in ok("what-if", *words)


def test_what_if_tells_one_who_forgot_the_quotes() -> None:
    error = run("what-if", "--without", "poor", "sleep").error
    assert '(put it in quotes): --without "poor sleep"' in error
    assert "put it in quotes" in run("what-if", "--without", "low", "magnesium").error
    assert "quotes" not in run("what-if", "--without", "purple", "glorbs").error


def test_what_if_speaks_of_the_symptom_that_was_asked_about() -> None:
    text = flat(ok("what-if", "cramps", "--without", "stress"))
    assert "It does not say that muscle spasm stops" in text
    assert "twitching" not in text


def test_compare() -> None:
    text = ok("compare", "stress", "dehydration")
    assert "only stress" in text
    assert "spontaneous muscle fibre firing" in text
    data = json.loads(ok("compare", "stress", "dehydration", "--format", "json"))
    assert [c["label"] for c in data["shared"]] == ["spontaneous muscle fibre firing"]
    assert [c["label"] for c in data["onlySecond"]] == [
        "changed concentration outside the muscle cells",
        "irritation of nerve endings",
        "erratic nerve firing",
    ], "in the order of the chain"
    assert "two different causes" in run("compare", "stress", "stress").error
    text = ok("compare", "stress", "diuretics")
    assert "\n\nIn this graph the chains from stress and diuretic share no step.\n\n" in text


def test_compare_tells_what_is_no_cause_here() -> None:
    text = ok("compare", "stress", "knee")
    assert "Nothing leads from knee to fasciculation in this graph." in text
    assert "share no step" not in text
    assert "only knee" not in text
    assert "3 chains from stress lead to fasciculation, by way of" in flat(text)
    text = ok("compare", "stress", "magnesium")
    assert "There is also low magnesium, which is a lack of magnesium: ask about that." in text
    data = json.loads(ok("compare", "stress", "knee", "--format", "json"))
    assert [each["label"] for each in data["noChain"]] == ["knee"]


def test_compare_tells_of_a_cause_on_the_way_of_the_other() -> None:
    text = ok("compare", "poor sleep", "stress")
    assert "Poor sleep is itself a step on a chain from stress." in text
    assert text.count("(nothing)") == 2
    assert "share no step" not in text
    (pair,) = json.loads(ok("compare", "poor sleep", "stress", "--format", "json"))["onTheWay"]
    assert (pair["step"]["label"], pair["from"]["label"]) == ("poor sleep", "stress")


def test_modifiable() -> None:
    text = ok("modifiable")
    assert text.index("By oneself") < text.index("Only with a doctor")
    assert "  stress: on 3 of 26 chains\n" in text
    assert "    stress → poor sleep → fasciculation\n    and 2 more (--all shows them)\n" in text
    assert "first step: Strenuous exercise can overstrain muscles. [possible; only:" in text
    whole = ok("modifiable", "--all")
    assert "more (--all" not in whole
    assert "stress → high stress hormone levels" in flat(whole)
    assert "Nothing in this graph leads to knee." in ok("modifiable", "knee")
    cramps = flat(ok("modifiable", "cramps"))
    assert "as something one can change, by oneself or with a doctor." in cramps


def test_modifiable_as_json_holds_every_chain_that_is_cut() -> None:
    data = json.loads(ok("modifiable", "--format", "json"))
    assert {row["how"] for row in data["causes"]} == {"by oneself", "only with a doctor"}
    for row in data["causes"]:
        assert row["chainsCut"] == len(row["cut"]) <= row["chains"] == 26
        for chain in row["cut"]:
            assert row["cause"]["iri"] in [each["iri"] for each in chain]
            assert chain[-1]["label"] == "fasciculation"
        assert (row["summary"] is None) == (row["firstStep"] is not None)


def test_coverage_says_what_is_carried_and_what_is_not_known() -> None:
    text = ok("coverage")
    lines = text.splitlines()
    places = [x for x in lines if x.startswith(("Introduction, sentence ", "Section "))]
    assert [int(place.rpartition(" ")[2]) for place in places] == list(range(1, 35))
    assert places[0] == "Introduction, sentence 1"
    assert places[-1] == "Section 3, sentence 34"
    assert "\\u" not in text and "section 0" not in text.casefold()
    assert "nothing: Says only that knowing the mechanisms" in text
    assert "no dose of a medicine" in text
    assert not [line for line in lines if line.startswith(("  - It ", "  - They "))]
    assert "  - Knee twitching: it is felt near the knee.\n" in text
    assert "  - Red flag, medical emergency: Twitching together with severe pain.\n" in text
    assert "  - The firing of the fibres brings about the twitch. [inferred]\n" in text
    data = json.loads(ok("coverage", "--format", "json"))
    assert [entry["sentence"] for entry in data["sentences"]] == list(range(1, 35))
    assert all(entry["carries"] or entry["noStatement"] for entry in data["sentences"])
    assert data["sentences"][32]["redFlags"][0]["urgency"]["label"] == "medical emergency"
    assert data["sentences"][0]["place"] == "Introduction, sentence 1"


def test_coverage_of_a_graph_that_counts_no_sentences(tmp_path: Path) -> None:
    graph = tmp_path / "bare.ttl"
    graph.write_text(
        f"""@prefix tk: <{TK}> . @prefix oa: <http://www.w3.org/ns/oa#> .
        <urn:span> oa:hasSource <urn:s> ; oa:hasSelector <urn:at> .
        <urn:at> oa:start 3 ; oa:end 9 .""",
        encoding="utf-8",
    )
    assert "Characters 3 to 9\n" in ok("coverage", "--graph", graph)


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not at hand: ../shared is absent")
def test_coverage_shows_each_sentence_of_the_article_at_hand() -> None:
    text = ok("coverage", "--source", f"knee-twitching={ARTICLE}")
    assert text.count("the source: “") == 34


@pytest.mark.parametrize(
    "words",
    [
        ("coverage",),
        ("modifiable",),
        ("compare", "stress", "dehydration"),
        ("what-if", "--without", "stress"),
    ],
)
def test_what_needs_no_networkx_does_not_import_it(words: tuple[str, ...]) -> None:
    assert not imported(*words) & {"networkx", "rdflib", "pyvis", "jinja2", "pyshacl"}


def test_none_of_them_leaves_a_traceback_when_the_reader_has_gone() -> None:
    for words in (("coverage",), ("modifiable",), ("triage", "severe pain")):
        result = process(*words)
        assert result.returncode == 0
        assert result.stderr == b""


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


CIRCLE = """
@prefix tk: <https://w3id.org/twitchkg#> . @prefix ex: <http://example.org/> .
ex:Rain tk:leadsTo ex:WetRoad , ex:Fog . ex:WetRoad tk:leadsTo ex:Skid .
ex:Skid tk:leadsTo ex:Crash .
ex:Fog tk:leadsTo ex:Crash . ex:Ice tk:leadsTo ex:Skid . ex:Crash tk:leadsTo ex:Rain .
"""


@pytest.mark.parametrize(
    "words",
    [("bottlenecks", "Crash"), ("what-if", "Crash", "--without", "Ice"), ("modifiable", "Crash")],
)
def test_what_runs_in_a_circle_is_named_as_left_out(words: tuple[str, ...], tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(CIRCLE, encoding="utf-8")
    told = " ".join(ok(*words, "--graph", own).split())
    assert "Left out: Fog, Rain and WetRoad. What leads there runs in a circle" in told
    assert "Left out:" not in ok("bottlenecks", "fasciculation")


@pytest.mark.parametrize(
    "words", [("modifiable",), ("what-if", "--without", "Ice"), ("compare", "Ice", "Fog")]
)
def test_a_graph_about_something_else_asks_where_chains_end(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(CIRCLE, encoding="utf-8")
    assert "say what the chains of this graph are to lead to" in run(*words, "--graph", own).error
