"""Triage: every red flag alone and in pairs, near misses, order, and what is said first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.cli.tell.verdict import Told
from twitchkg.triage.rules import Rules, read_facts
from twitchkg.triage.verdict import Assessment
from twitchkg.vocab import TK

KG = twitchkg.open()
CLAIMS = KG.contents
FLAGS = {flag.iri.removeprefix(TK): flag for flag in CLAIMS.red_flags}
RANK = {rung.iri: rung.rank for rung in CLAIMS.urgencies}


def names(flag: str) -> list[str]:
    return [CLAIMS.label(iri) for iri in FLAGS[flag].findings]


def rung(assessment: Assessment) -> int:
    return assessment.urgency.rank if assessment.urgency else 0


def matched(assessment: Assessment) -> set[str]:
    return {match.flag.iri.removeprefix(TK) for match in assessment.flags}


# Read from the article by hand, so that a change of the graph's rungs is seen here.
EXPECTED = {
    "SeverePainRedFlag": 5,
    "MuscleWastingRedFlag": 5,
    "BladderControlRedFlag": 5,
    "BowelControlRedFlag": 5,
    "LegWeaknessRedFlag": 4,
    "DailyTaskRedFlag": 4,
    "DifficultyWalkingRedFlag": 4,
    "DifficultyLiftingFootRedFlag": 4,
    "LossOfSensationRedFlag": 3,
    "NumbnessRedFlag": 3,
    "TinglingRedFlag": 3,
    "PersistentTwitchingRedFlag": 2,
    "WorseningTwitchingRedFlag": 2,
    "SpreadingTwitchingRedFlag": 2,
    "MedicationSideEffectRedFlag": 1,
}


@pytest.mark.parametrize("flag", FLAGS)
def test_each_red_flag_alone_and_with_any_other(flag: str) -> None:
    alone = KG.triage(names(flag))
    assert (flag in matched(alone), rung(alone)) == (True, EXPECTED[flag])
    assert all(match.because for match in alone.flags)
    for other in EXPECTED:
        both = KG.triage([*names(flag), *names(other)])
        assert {flag, other} <= matched(both)
        assert rung(both) == max(EXPECTED[flag], EXPECTED[other])


def test_the_example_of_the_documentation() -> None:
    assessment = KG.triage(["numb foot", "twitching for 6 weeks"], "muscle weakness")
    assert rung(assessment) == 3
    assert "LegWeaknessRedFlag" not in {f.iri.removeprefix(TK) for f in assessment.to_ask}
    assert {CLAIMS.label(claim.object) for claim in assessment.suggests} == {
        "nerve impingement", "radiculopathy", "sensory nerve problem", "structural nerve problem",
    }  # fmt: skip
    assert "muscle weakness" in {CLAIMS.label(c.object) for c in assessment.criteria.met}
    ranks = [RANK[flag.urgency] for flag in assessment.to_ask]
    assert ranks == sorted(ranks, reverse=True)


def test_a_contradiction_is_taken_as_present_and_told() -> None:
    assessment = KG.triage("severe pain", "severe pain")
    assert rung(assessment) == 5
    assert "both" in assessment.notes[0]
    assert "shorter than the several weeks" in KG.triage("twitching for 2 weeks").notes[0]


def test_what_is_unknown_settles_nothing_and_stays_open() -> None:
    assessment = KG.triage("twitching", unknown="severe pain")
    assert assessment.urgency is None
    assert assessment.untold == (TK + "SeverePain",)
    assert "SeverePainRedFlag" in {f.iri.removeprefix(TK) for f in assessment.to_ask}


def test_what_is_denied_and_not_known_is_left_open() -> None:
    assessment = KG.triage("twitching", "numb", "numb")
    assert assessment.absent == ()
    assert assessment.untold == (TK + "Numbness",)
    assert "left open" in assessment.notes[0]
    assert "NumbnessRedFlag" in {f.iri.removeprefix(TK) for f in assessment.to_ask}


def test_a_kind_of_what_was_denied_is_there() -> None:
    assessment = KG.triage("numbness", "loss of sensation")
    assert assessment.absent == ()
    assert (
        "numbness counts as loss of sensation, which was said not to be there"
        in (assessment.notes[0])
    )


# ---------------------------------------------------------------------- conditions


def weighed(*said: str) -> tuple[str, int, str, tuple[str, ...]]:
    """Headline, rung, and of the first red flag told: its name and its conditions not told."""
    found = KG.triage(said)
    may_be = found.headline.may_be
    first = found.flags[0].flag if found.flags else may_be.flag if may_be else None
    open_ = found.flags[0].open if found.flags else ()
    name = first.iri.removeprefix(TK).removesuffix("RedFlag") if first else ""
    return found.headline.kind, rung(found), name, tuple(m.removeprefix(TK) for m in open_)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("muscle wasting", ("urgency", 5, "MuscleWasting", ("Significant",))),
        ("significant muscle wasting", ("urgency", 5, "MuscleWasting", ())),
        ("slight muscle wasting", ("may-be", 0, "MuscleWasting", ())),
        ("my thigh looks thinner", ("may-be", 0, "MuscleWasting", ())),
        ("slight wasting | muscle wasting", ("urgency", 5, "MuscleWasting", ("Significant",))),
        ("weak leg", ("urgency", 4, "LegWeakness", ("NewOnset", "Noticeable"))),
        ("new weakness in my leg", ("urgency", 4, "LegWeakness", ("Noticeable",))),
        ("weak leg since childhood", ("may-be", 0, "LegWeakness", ())),
        ("weak leg for 10 years", ("urgency", 4, "LegWeakness", ("NewOnset", "Noticeable"))),
        ("can't walk since birth", ("may-be", 0, "DifficultyWalking", ())),
        ("numb lips", ("may-be", 0, "Numbness", ())),
        ("numb lips | numb foot", ("urgency", 3, "LossOfSensation", ())),
        ("tingling for a minute", ("may-be", 0, "Tingling", ())),  # nor a loss of sensation
        ("tingling in my foot for 2 hours", ("urgency", 3, "LossOfSensation", ())),
        ("twitching won't stop", ("urgency", 2, "PersistentTwitching", ("SeveralWeeks",))),
        ("twitching won't stop for 2 days", ("may-be", 0, "PersistentTwitching", ())),
        ("twitching for 6 weeks | twitching getting worse for 2 days",
         ("urgency", 2, "PersistentTwitching", ())),
    ],
)  # fmt: skip
def test_a_condition_is_told_asked_or_contradicted(said: str, expected: tuple) -> None:
    assert weighed(*said.split(" | ")) == expected


def test_a_question_asked_with_its_condition_settles_it() -> None:
    wasting = FLAGS["MuscleWastingRedFlag"]
    (match,) = KG.triage("muscle wasting", affirmed=[wasting.iri]).flags
    assert (match.flag, match.open) == (wasting, ())
    denied = KG.triage("muscle wasting since May", denied=[wasting.iri])
    assert denied.headline.kind == "urgency"  # what is said to be there weighs more


@pytest.mark.parametrize("denied", ["other neurological symptom", "other neurological symptoms"])
def test_an_inferred_kind_takes_no_question_away(denied: str) -> None:
    asked = {f.iri.removeprefix(TK) for f in KG.triage("twitching", denied).to_ask}
    assert {"LossOfSensationRedFlag", "NumbnessRedFlag", "TinglingRedFlag"} <= asked
    assert KG.triage("twitching", "loss of sensation").criteria.met == ()


def test_what_may_contradict_is_shown() -> None:
    for said in (["right leg weak, left leg not"], ["right leg is weak", "left leg is not weak"]):
        found = KG.triage(said)
        assert rung(found) == 4
        assert any("new leg weakness is taken as there, though “left" in n for n in found.notes)


def test_a_rule_about_twitching_says_so_and_still_urges_care() -> None:
    found = KG.triage("severe pain", "twitching")
    assert rung(found) == 5
    assert found.apart.startswith("The source speaks of severe pain together with fasciculation")
    assert Told(CLAIMS, found).text().index(found.apart[:40]) < 200
    assert KG.triage("severe pain").apart == ""
    assert KG.triage([], "twitching").notes == (
        "The source speaks of its red flags together with twitching only.",
    )


# ---------------------------------------------------------------------- what is said first


@pytest.mark.parametrize(
    ("said", "kind", "why", "flag"),
    [
        ("weakness", "may-be", "kind", "LegWeaknessRedFlag"),
        ("weak left side", "may-be", "kind", "LegWeaknessRedFlag"),
        ("weak arms", "may-be", "kind", "LegWeaknessRedFlag"),
        ("pain", "may-be", "kind", "SeverePainRedFlag"),
        ("pain, glorbs", "may-be", "kind", "SeverePainRedFlag"),
        ("pain glorbs", "may-be", "words", "SeverePainRedFlag"),
        ("do I have muscle wasting", "may-be", "words", "MuscleWastingRedFlag"),
        ("do I have foot drop", "may-be", "words", "DifficultyLiftingFootRedFlag"),
        ("worsening twitching", "may-be", "together", "WorseningTwitchingRedFlag"),
        ("numb foot, pain", "urgency", "kind", "SeverePainRedFlag"),
        ("numb foot. is my pain severe", "urgency", "words", "SeverePainRedFlag"),
        ("severe pain, weakness", "urgency", "", ""),
        ("numbness", "urgency", "", ""),
        ("it is not numb all day", "may-be", "words", "NumbnessRedFlag"),
        ("no numbness in my left foot", "may-be", "words", "NumbnessRedFlag"),
        ("numb foot not my hand", "may-be", "words", "NumbnessRedFlag"),
        ("no twitching for 3 weeks", "unsettled", "", ""),
        ("slurred speech", "not-understood", "", ""),
        ("coffee and cannot breathe", "not-understood", "", ""),
        ("coffee", "nothing", "", ""),
        ("twitching for ages", "partly", "", ""),
        ("twitching in my eye", "elsewhere", "", ""),
        ("glorbs", "not-understood", "", ""),
        ("sciatica", "nothing", "", ""),
        ("twitching", "none", "", ""),
        ("twitching, stress", "none", "", ""),
        ("no weakness", "none", "", ""),
    ],
)
def test_what_is_said_first(said: str, kind: str, why: str, flag: str) -> None:
    assessment = KG.triage(said)
    headline = assessment.headline
    assert headline.kind == kind
    may_be = headline.may_be
    assert (may_be.why, may_be.flag.iri.removeprefix(TK)) == (why, flag) if may_be else not why
    assert headline.may_be in (*assessment.graver, None)
    text = " ".join(Told(CLAIMS, assessment, [said]).text().split())
    assert text.count("you are fine") == (1 if kind == "urgency" else 2)
    assert ("None of the red flags" in text) == (kind == "none")


def test_what_cannot_be_told_is_said_first() -> None:
    assert KG.triage("twitching", unknown="severe pain").headline.kind == "untold"
    assert KG.triage("pain scale", unknown="numbness").headline.kind == "may-be"
    told = KG.triage("twitching", "severe pain", "numbness").headline
    assert told.kind == "untold-partly"


def test_what_makes_it_graver_is_a_note() -> None:
    (note,) = KG.triage("weakness").notes
    assert note == (
        "muscle weakness is a red flag (immediate attention) if it is new leg weakness "
        "(new and noticeable)."
    )
    assert KG.triage("severe pain, weakness").notes == ()


def test_one_thing_that_was_said_is_told_once() -> None:
    within = {m.flag.iri.removeprefix(TK): m.within for m in KG.triage("numb foot").flags}
    assert within == {
        "LossOfSensationRedFlag": (TK + "NumbnessRedFlag",),
        "NumbnessRedFlag": (),
    }


def test_what_to_ask_goes_on_until_all_was_asked() -> None:
    first = KG.triage("twitching").questions
    whole = {i.removeprefix(TK) for q in first if not q.in_part for i in [q.iri]}
    assert whole == {
        "SeverePain", "BladderControlDifficulty", "BowelControlDifficulty", "PersistentTwitching",
        "WorseningTwitching", "SpreadingTwitching", "TwitchingAsSideEffect",
    }  # fmt: skip
    assert len({q.iri for q in first}) == len(first)
    assert {q.iri for q in first} == {i for f in FLAGS.values() for i in f.findings}
    no = KG.triage("twitching", "persistent twitching").questions
    assert not {TK + "SpreadingTwitching", TK + "PersistentTwitching"} & {q.iri for q in no}
    denied = KG.triage("twitching", denied=[TK + "MuscleWastingRedFlag"])
    assert TK + "MuscleAtrophy" not in {q.iri for q in denied.questions}
    assert denied.headline.kind == "none"


# ---------------------------------------------------------------------- other graphs

OWN = """
@prefix tk: <https://w3id.org/twitchkg#> . @prefix ex: <http://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:Now a tk:Urgency ; tk:rank 7 ; skos:prefLabel "now"@en ; skos:definition "Call a vet."@en .
ex:Cough skos:prefLabel "cough"@en . ex:Sneeze skos:prefLabel "sneeze"@en .
ex:none a tk:RedFlag ; skos:definition "Asks nothing."@en ; tk:urgency ex:Now .
ex:cough a tk:RedFlag ; skos:definition "A cough."@en ; tk:finding ex:Cough ; tk:urgency ex:Now .
ex:sneeze a tk:RedFlag ; skos:definition "A sneeze."@en ; tk:finding ex:Sneeze .
"""


def test_a_red_flag_without_a_finding_asks_nothing(tmp_path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    with twitchkg.open(path) as kg:
        found = kg.triage("cough")
        assert found.rung == 0
        assert [flag.iri for flag in found.to_ask] == ["http://example.org/sneeze"]
        unrecorded = kg.triage("sneeze")
        assert (unrecorded.urgency, unrecorded.headline.kind) == (None, "urgency")
        assert "How soon is not recorded" in Told(kg.contents, unrecorded).text()
    with twitchkg.open(tmp_path / "own.ttl") as kg:
        assert "cough" in Told(kg.contents, kg.triage("glorbs")).text()


def test_the_saved_queries_say_the_same() -> None:
    """Rules are applied to plain values; who asks any endpoint gets the same answer."""
    rules = Rules(CLAIMS, read_facts(KG.store))
    chance = random.Random(5)
    kinds = {TK + "Symptom", TK + "Medication"}
    notable = sorted(iri for iri, c in CLAIMS.concepts.items() if kinds & set(c.types))
    for iri in notable:
        rows = KG.ask("triage/implied-findings", finding=iri).to_dicts()
        assert {row["countsAs"] for row in rows} == rules.counts_as(iri)
    for size in (1, 1, 2, 3, 4, 5, 6) * 6:
        some = chance.sample(notable, size)
        found = KG.triage([CLAIMS.label(iri) for iri in some])
        rows = KG.ask("triage/matched-flags", present=some).to_dicts()
        assert [row["flag"] for row in rows] == [match.flag.iri for match in found.flags]
        rows = KG.ask("triage/open-flags", absent=some).to_dicts()
        gone = KG.triage([], [CLAIMS.label(iri) for iri in some])
        assert [row["flag"] for row in rows] == [flag.iri for flag in gone.to_ask]


# ---------------------------------------------------------------------- properties

SYMPTOMS = sorted(c.label for c in CLAIMS.concepts.values() if TK + "Symptom" in c.types)
some_findings = st.lists(st.sampled_from(SYMPTOMS), max_size=5, unique=True)


@given(some_findings, st.randoms())
def test_the_order_makes_no_difference(findings: list[str], random: object) -> None:
    shuffled = sorted(findings, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, other = KG.triage(findings), KG.triage(shuffled)
    assert (one.urgency, matched(one), one.present, one.headline) == (
        other.urgency,
        matched(other),
        other.present,
        other.headline,
    )


@given(some_findings, st.sampled_from(SYMPTOMS), some_findings)
def test_more_findings_never_lower_the_urgency_nor_silence_a_question(
    findings: list[str], more: str, absent: list[str]
) -> None:
    fewer, found = KG.triage(findings, absent), KG.triage([*findings, more], absent)
    assert rung(found) >= rung(fewer)
    assert {f.iri for f in fewer.to_ask} <= {f.iri for f in found.to_ask} | {
        match.flag.iri for match in found.flags
    }
    assert rung(fewer) == rung(KG.triage(findings))  # what is absent never raises it


@given(some_findings, some_findings, st.sampled_from(["glorbs", "maybe pain", "no pain today"]))
def test_none_of_the_red_flags_is_said_only_where_all_was_read(
    present: list[str], absent: list[str], unread: str
) -> None:
    assert KG.triage([*present, unread], absent).headline.kind != "none"
