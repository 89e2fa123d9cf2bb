"""Triage: every red flag alone and in pairs, near misses, denials, and order."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.cli.tell.verdict import Told
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


def test_the_table_names_every_red_flag() -> None:
    assert EXPECTED.keys() == FLAGS.keys()


@pytest.mark.parametrize("flag", EXPECTED)
def test_each_red_flag_alone(flag: str) -> None:
    assessment = KG.triage(names(flag))
    assert flag in matched(assessment)
    assert rung(assessment) == EXPECTED[flag]
    assert all(match.because for match in assessment.flags)


@pytest.mark.parametrize("pair", list(itertools.combinations(EXPECTED, 2)), ids="+".join)
def test_each_pair_gives_the_higher_rung(pair: tuple[str, str]) -> None:
    assessment = KG.triage([*names(pair[0]), *names(pair[1])])
    assert set(pair) <= matched(assessment)
    assert rung(assessment) == max(EXPECTED[pair[0]], EXPECTED[pair[1]])


@pytest.mark.parametrize(
    "said",
    ["twitching", "pain", "muscle weakness", "twitching for 2 weeks", "twitching getting worse",
     "stress", "twitching for 20 days", "no severe pain", "spreading", ""],
)  # fmt: skip
def test_near_misses_give_no_rung(said: str) -> None:
    assessment = KG.triage([said])
    assert assessment.urgency is None
    assert assessment.flags == ()


def test_time_makes_twitching_persistent_from_three_weeks_on() -> None:
    assert matched(KG.triage("twitching for 21 days")) == {"PersistentTwitchingRedFlag"}
    assert matched(KG.triage("twitching for 2 months")) == {"PersistentTwitchingRedFlag"}
    assert "shorter than the several weeks" in KG.triage("twitching for 2 weeks").notes[0]


def test_worsening_counts_only_with_persistent_twitching() -> None:
    both = matched(KG.triage("twitching for 5 weeks and getting worse"))
    assert both == {"PersistentTwitchingRedFlag", "WorseningTwitchingRedFlag"}


def test_a_broader_finding_says_what_would_make_it_a_red_flag() -> None:
    (note,) = KG.triage("weakness").notes
    assert "muscle weakness is a red flag (immediate attention) if it is new leg weakness" in note


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


def test_weakness_and_wasting_speak_against_the_benign_syndrome() -> None:
    against = {CLAIMS.label(c.object) for c in KG.triage("muscle wasting").criteria.against}
    assert against == {"muscle wasting", "other neurological symptom"}


def test_what_is_unknown_settles_nothing_and_stays_open() -> None:
    assessment = KG.triage("twitching", unknown="severe pain")
    assert assessment.urgency is None
    assert assessment.untold == (TK + "SeverePain",)
    assert "SeverePainRedFlag" in {f.iri.removeprefix(TK) for f in assessment.to_ask}


@pytest.mark.parametrize(
    "denied", ["severe pain at night", "numbness for more than a minute", "numb but weak",
               "significant muscle wasting", "pain and numbness", "numbness, only in the toes"],
)  # fmt: skip
def test_what_is_denied_in_part_stays_open(denied: str) -> None:
    assessment = KG.triage("twitching", denied)
    assert assessment.absent == ()
    assert [doubt.reason for doubt in assessment.doubts] == ["denial"]
    meant = set(assessment.doubts[0].iris)
    assert meant & {iri for flag in assessment.to_ask for iri in flag.findings}


@pytest.mark.parametrize(
    ("denied", "absent"),
    [("numb foot", "Numbness"), ("weakness in my left leg", "LegWeakness"),
     ("can't walk", "DifficultyWalking"), ("numbness or tingling", "Numbness Tingling"),
     ("numbness, tingling", "Numbness Tingling"), ("pins and needles", "Tingling")],
)  # fmt: skip
def test_what_is_denied_wholly_is_absent(denied: str, absent: str) -> None:
    assessment = KG.triage("twitching", denied)
    assert [iri.removeprefix(TK) for iri in assessment.absent] == absent.split()
    assert assessment.doubts == ()


def test_what_is_denied_and_not_known_is_left_open() -> None:
    assessment = KG.triage("twitching", "numb", "numb")
    assert assessment.absent == ()
    assert assessment.untold == (TK + "Numbness",)
    assert "left open" in assessment.notes[0]
    assert "NumbnessRedFlag" in {f.iri.removeprefix(TK) for f in assessment.to_ask}


def test_twitching_that_is_now_elsewhere_too_may_be_spreading() -> None:
    assessment = KG.triage("twitching for 3 months, now also in my arms")
    assert rung(assessment) == 2
    assert [doubt.iris for doubt in assessment.doubts] == [(TK + "SpreadingTwitching",)]


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ("weakness", "This may need immediate attention: is it new leg weakness (new and"),
        ("weak left side", "This may need immediate attention: is it new leg weakness (new and"),
        ("It's not numb, it's weak - my leg", "This may need immediate attention: is it new leg"),
        ("pain", "This may be an emergency: is it severe pain?"),
        ("numbness no pain", "Medical evaluation"),
        ("twitching", "None of the red flags"),
        ("no weakness", "None of the red flags"),
    ],
)
def test_what_may_be_a_red_flag_is_asked_first(said: str, headline: str) -> None:
    text = Told(CLAIMS, KG.triage(said), [said]).text()
    assert text.startswith(headline)
    if "is it" in headline:
        assert "None of the red flags" not in text
        assert "you are fine" in " ".join(text.split())


def test_a_graver_kind_is_asked_beside_a_rung() -> None:
    text = Told(CLAIMS, KG.triage("numb foot, pain"), []).text()
    assert text.startswith("Medical evaluation\n")
    assert "This may be an emergency: is it severe pain?" in text


def test_words_that_name_nothing_are_reported() -> None:
    assert KG.triage(["glorbs", "numbness"]).unknown_words == ("glorbs",)


SYMPTOMS = sorted(c.label for c in CLAIMS.concepts.values() if TK + "Symptom" in c.types)
some_findings = st.lists(st.sampled_from(SYMPTOMS), max_size=5, unique=True)


@given(some_findings, st.randoms())
def test_the_order_makes_no_difference(findings: list[str], random: object) -> None:
    shuffled = sorted(findings, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, other = KG.triage(findings), KG.triage(shuffled)
    assert (one.urgency, matched(one), one.present) == (
        other.urgency,
        matched(other),
        other.present,
    )


@given(some_findings, st.sampled_from(SYMPTOMS))
def test_more_findings_never_lower_the_urgency(findings: list[str], more: str) -> None:
    assert rung(KG.triage([*findings, more])) >= rung(KG.triage(findings))


@given(some_findings, some_findings)
def test_what_is_absent_never_raises_it(findings: list[str], absent: list[str]) -> None:
    assert rung(KG.triage(findings, absent)) == rung(KG.triage(findings))
