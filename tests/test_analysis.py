"""Bottlenecks, what-if, comparison, what one can change: built in, and brute force at random."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.chains.bottlenecks import bottlenecks, separate_ways
from twitchkg.chains.compare import compare
from twitchkg.chains.ends import causes_of, climb
from twitchkg.chains.find import find_chains
from twitchkg.chains.modifiable import modifiable
from twitchkg.chains.order import in_order
from twitchkg.chains.search import counting
from twitchkg.chains.what_if import what_if
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Claim
from twitchkg.graph.names import Names
from twitchkg.vocab import BROADER, DENIED, LEADS_TO, TK

KG = twitchkg.open()
CLAIMS = KG.contents


def labels(iris: tuple[str, ...]) -> list[str]:
    return [CLAIMS.label(iri) for iri in iris]


def test_every_chain_from_dehydration_passes_the_steps_of_the_article() -> None:
    found = KG.bottlenecks("twitching")
    assert labels(found.by_cause[TK + "Dehydration"]) == [
        "changed concentration outside the muscle cells",
        "irritation of nerve endings",
        "erratic nerve firing",
    ]
    assert labels(found.by_cause[TK + "Stress"]) == ["nerve hyperexcitability"]
    assert found.common == ()
    assert CLAIMS.label(found.between[0]) == "nerve hyperexcitability"


def test_without_a_shared_mechanism_chains_of_several_causes_are_cut() -> None:
    found = KG.what_if("fasciculation", ["nerve hyperexcitability"])
    assert {TK + "Stress", TK + "Anxiety", TK + "StrenuousExercise"} <= set(found.gone)
    assert found.gone.keys().isdisjoint(found.kept)
    assert {TK + "Dehydration", TK + "LowMagnesium"} <= set(found.kept)


@pytest.mark.parametrize("symptom", ["knee twitching", "persistent twitching"])
def test_what_is_asked_of_a_kind_of_twitching_is_answered_of_twitching(symptom: str) -> None:
    pairs = (
        (KG.bottlenecks(symptom), KG.bottlenecks("twitching")),
        (KG.what_if(symptom, ["stress"]), KG.what_if("twitching", ["stress"])),
        (KG.modifiable(symptom), KG.modifiable("twitching")),
        (KG.compare("stress", "anxiety", symptom), KG.compare("stress", "anxiety")),
    )
    iri = KG.concept(symptom).iri
    for narrow, broad in pairs:
        (kind,) = narrow.kind_of
        assert (kind.subject, kind.predicate, kind.object) == (iri, BROADER, TK + "Fasciculation")
        assert narrow._replace(kind_of=()) == broad
        assert kind in KG.chains("stress", symptom).kind_of


def test_what_something_leads_to_is_not_stepped_over() -> None:
    severe, pain = TK + "SeverePain", TK + "Pain"
    assert climb(CLAIMS, pain) == (pain, ())
    end, kind_of = climb(CLAIMS, severe)
    assert (end, [claim.subject for claim in kind_of]) == (pain, [severe])
    assert climb(CLAIMS, TK + "Knee") == (TK + "Knee", ())
    # Sciatica leads to pain, stress does not: one may be asked about, the other not.
    assert climb(CLAIMS, severe, [TK + "Sciatica", TK + "Stress"])[0] == pain
    assert climb(CLAIMS, severe, [TK + "Stress"]) == (severe, ())


def test_what_was_taken_out_in_vain_is_told() -> None:
    found = KG.what_if("twitching", ["magnesium", "stress", "knee"])
    assert labels(found.on_no_chain) == ["knee", "magnesium"]
    assert KG.what_if("twitching", []).on_no_chain == ()


def test_a_cause_that_is_a_step_of_the_other_is_told() -> None:
    pair = (TK + "Overexertion", TK + "StrenuousExercise")
    assert KG.compare("overexertion", "strenuous exercise").on_the_way == (pair,)
    assert KG.compare("strenuous exercise", "overexertion").on_the_way == (pair,)
    assert KG.compare("stress", "dehydration").on_the_way == ()
    assert KG.compare("stress", "knee").second_chains == ()


def test_what_must_pass_something_goes_no_separate_ways() -> None:
    for cause in ("Stress", "StrenuousExercise", "Anxiety"):
        assert separate_ways(counting(CLAIMS, TK + "Fasciculation"), TK + cause) == ()


def test_what_one_can_change_names_the_chains_and_the_statements() -> None:
    found = KG.modifiable()
    by_cause = {CLAIMS.label(change.cause): change for change in found.causes}
    assert found.chains == 30
    assert {change.how for change in found.causes} == {"by oneself", "only with a doctor"}
    assert [len(by_cause[name].cut) for name in ("stress", "dehydration")] == [4, 2]
    starts = [chain.concepts[0] for chain in by_cause["dehydration"].cut]
    assert starts == [TK + "Dehydration", TK + "InsufficientFluidIntake"], "its own come first"
    exercise = by_cause["strenuous exercise"]
    assert not exercise.direct
    assert exercise.said and exercise.said.summary == "Strenuous exercise can overstrain muscles."
    assert all(change.said for change in found.causes)
    for change in found.causes:
        cut = what_if(CLAIMS, found.target, [change.cause]).gone.values()
        assert sorted(change.cut) == sorted(chain for chains in cut for chain in chains)


@pytest.mark.parametrize("symptom", ["twitching", "cramps", "pain", "knee"])
def test_the_saved_query_finds_the_same_causes_to_change(symptom: str) -> None:
    rows = KG.ask("modifiable", symptom=KG.concept(symptom).iri).to_dicts()  # type: ignore[union-attr]
    of_query = {(str(row["cause"]), row["how"], row["summary"]) for row in rows}
    of_python = {
        (change.cause, change.how, change.said.summary if change.said and change.direct else None)
        for change in KG.modifiable(symptom).causes
    }
    assert of_python == of_query


def test_coverage_counts_as_the_saved_query_does() -> None:
    rows = KG.ask("coverage").to_dicts()  # type: ignore[union-attr]
    found = KG.coverage()
    assert [
        (each.span.sentence, len(each.claims), len(each.defined), len(each.red_flags))
        for each in found.sentences
    ] == [
        tuple(int(row[name]) for name in ("sentence", "claims", "definitions", "redFlags"))
        for row in rows
    ]
    silent = KG.ask("silent-on").to_dicts()  # type: ignore[union-attr]
    assert list(found.silent_on) == sorted(str(row["nothingOf"]) for row in silent)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(BadParameter, match="nothing in this graph leads to knee"):
        KG.bottlenecks("knee")
    with pytest.raises(BadParameter, match="what the chains lead to"):
        KG.what_if("fasciculation", ["fasciculation"])
    with pytest.raises(BadParameter, match="two different"):
        KG.compare("stress", "stress")


arrows = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def graph(pairs: set[tuple[int, int]], claims: tuple[Claim, ...] = ()) -> Contents:
    triples = [(f"urn:{a}", LEADS_TO, f"urn:{b}") for a, b in pairs if a != b]
    names = Names([])
    ends = {iri for a, _, b in triples for iri in (a, b)}
    return Contents(
        names=names,
        concepts=names.concepts(also=ends | {"urn:0", "urn:1", "urn:2"}),
        claims=claims,
        arrows=triples,
        spans={},
        modalities={},
    )


@given(arrows)
def test_bottlenecks_are_what_brute_force_finds(pairs: set[tuple[int, int]]) -> None:
    claims = graph(pairs)
    causes = causes_of(claims, "urn:0")
    if not causes:
        with pytest.raises(BadParameter):
            bottlenecks(claims, "urn:0")
        return
    drawn: networkx.DiGraph[str] = networkx.DiGraph([(x.subject, x.object) for x in claims.links])
    found = bottlenecks(claims, "urn:0")
    for cause in causes:
        paths = [set(p) for p in networkx.all_simple_paths(drawn, cause, "urn:0")]
        assert set(found.by_cause[cause]) == set.intersection(*paths) - {cause, "urn:0"}


@given(arrows, st.sets(st.integers(1, 6), max_size=3))
def test_each_chain_is_kept_or_cut(pairs: set[tuple[int, int]], taken: set[int]) -> None:
    claims = graph(pairs)
    every = what_if(claims, "urn:0", [])
    found = what_if(claims, "urn:0", [f"urn:{n}" for n in taken])
    assert every.gone == {}
    for cause, chains in every.kept.items():
        assert sorted((*found.kept.get(cause, ()), *found.gone.get(cause, ()))) == sorted(chains)
    for chains in found.kept.values():
        assert not any({f"urn:{n}" for n in taken} & set(c.concepts) for c in chains)


@given(arrows)
def test_comparing_the_other_way_round_turns_the_answer(pairs: set[tuple[int, int]]) -> None:
    claims = graph(pairs)
    one, other = (
        compare(claims, "urn:1", "urn:2", "urn:0"),
        compare(claims, "urn:2", "urn:1", "urn:0"),
    )
    assert (one.only_first, one.shared, one.only_second) == (
        other.only_second,
        other.shared,
        other.only_first,
    )


@given(arrows, st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=5))
def test_stepping_up_is_what_chains_do(
    pairs: set[tuple[int, int]], kinds: set[tuple[int, int]]
) -> None:
    told = [Claim(f"urn:c{a}{b}", f"urn:{a}", BROADER, f"urn:{b}") for a, b in sorted(kinds)]
    claims = graph(pairs, tuple(told))
    for start in ("urn:4", "urn:5"):
        chains = find_chains(claims, start, "urn:0")
        end, kind_of = climb(claims, "urn:0", [start])
        assert kind_of == chains.kind_of
        assert end == chains.end
    denied = graph(pairs, tuple(claim._replace(modality=DENIED) for claim in told))
    assert climb(denied, "urn:0") == ("urn:0", ())


@given(arrows)
def test_steps_stand_in_the_order_of_the_chains(pairs: set[tuple[int, int]]) -> None:
    claims = graph(pairs)
    found = compare(claims, "urn:1", "urn:2", "urn:0")
    chains = (*found.first_chains, *found.second_chains)
    every = {iri for chain in chains for iri in chain.concepts[1:-1]}
    order = in_order(every, chains)
    assert sorted(order) == sorted(every)
    steps = [
        pair for chain in chains for pair in pairwise(iri for iri in chain.concepts if iri in every)
    ]
    if networkx.is_directed_acyclic_graph(networkx.DiGraph(steps)):
        assert all(order.index(a) < order.index(b) for a, b in steps)


@given(arrows)
def test_separate_ways_are_why_nothing_must_be_passed(pairs: set[tuple[int, int]]) -> None:
    claims = graph(pairs)
    for cause in causes_of(claims, "urn:0"):
        chains = find_chains(claims, cause, "urn:0", limit=200).chains
        ways = separate_ways(counting(claims, "urn:0"), cause)
        steps = [{iri for chain in way for iri in chain.concepts[1:-1]} for way in ways]
        assert all(one.isdisjoint(two) for i, one in enumerate(steps) for two in steps[i + 1 :])
        assert {chain for way in ways for chain in way} <= set(chains)
        direct = any(len(chain.steps) == 1 for chain in chains)
        must = bottlenecks(claims, "urn:0").by_cause[cause]
        assert bool(ways) == (not must and not direct), "two disjoint ways exist (Menger 1927)"


@given(arrows)
def test_a_graph_without_our_kinds_marks_nothing_to_change(pairs: set[tuple[int, int]]) -> None:
    claims = graph(pairs)
    found = modifiable(claims, "urn:0")
    assert found.causes == ()
    every = what_if(claims, "urn:0", []).kept
    assert found.chains == sum(map(len, every.values()))
