"""Bottlenecks, what-if and comparison: the built-in graph, and brute force on random ones."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.analysis import bottlenecks, causes_of, compare, what_if
from twitchkg.claims import Claims
from twitchkg.concepts import Names
from twitchkg.errors import BadParameter
from twitchkg.vocab import LEADS_TO, TK

KG = twitchkg.open()
CLAIMS = KG.claims


def labels(iris: tuple[str, ...]) -> list[str]:
    return [CLAIMS.label(iri) for iri in iris]


def test_every_chain_from_dehydration_passes_the_steps_of_the_article() -> None:
    found = KG.bottlenecks("twitching")
    assert labels(found.by_cause[TK + "Dehydration"]) == [
        "changed concentration outside the muscle cells",
        "irritation of nerve endings",
        "erratic nerve firing",
        "spontaneous muscle fibre firing",
    ]
    assert found.by_cause[TK + "Stress"] == ()  # by way of poor sleep, or not
    assert found.common == ()
    assert CLAIMS.label(found.between[0]) == "spontaneous muscle fibre firing"


def test_without_stress_its_chains_are_cut_and_no_other() -> None:
    found = KG.what_if("fasciculation", ["stress"])
    assert set(found.gone) == {TK + "Stress"}
    assert len(found.gone[TK + "Stress"]) == 3
    assert TK + "Anxiety" in found.kept


def test_without_a_shared_mechanism_chains_of_several_causes_are_cut() -> None:
    found = KG.what_if("fasciculation", ["nerve hyperexcitability"])
    assert {TK + "Stress", TK + "Anxiety", TK + "LowPotassium"} <= set(found.gone)
    assert [labels(c.concepts)[1] for c in found.kept[TK + "Stress"]] == ["poor sleep"]


def test_two_causes_side_by_side() -> None:
    found = KG.compare("stress", "dehydration")
    assert labels(found.shared) == ["spontaneous muscle fibre firing"]
    assert "nerve hyperexcitability" in labels(found.only_first)
    assert "erratic nerve firing" in labels(found.only_second)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(BadParameter, match="nothing in this graph leads to knee"):
        KG.bottlenecks("knee")
    with pytest.raises(BadParameter, match="what the chains lead to"):
        KG.what_if("fasciculation", ["fasciculation"])
    with pytest.raises(BadParameter, match="two different"):
        KG.compare("stress", "stress")


arrows = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def graph(pairs: set[tuple[int, int]]) -> Claims:
    triples = [(f"urn:{a}", LEADS_TO, f"urn:{b}") for a, b in pairs if a != b]
    names = Names([])
    ends = {iri for a, _, b in triples for iri in (a, b)}
    return Claims(
        names=names,
        concepts=names.concepts(also=ends | {"urn:0"}),
        claims=(),
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
