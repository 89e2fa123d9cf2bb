"""Concepts and their names, read from any store."""

from __future__ import annotations

import pytest
from graphs import EX, on_each_engine
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from twitchkg.graph.names import Names, read_names, text_of, texts_of, triples
from twitchkg.store import open_store
from twitchkg.vocab import TK


def names_of(data: str) -> Names:
    names, other = map(read_names, on_each_engine(data))
    assert names.concepts() == other.concepts()
    assert names.kinds() == other.kinds()
    return names


@pytest.fixture(scope="module")
def built_in() -> Names:
    return read_names(open_store())


def test_a_concept_is_read_with_its_names(built_in: Names) -> None:
    spasm = built_in.concept(TK + "MuscleSpasm")
    assert spasm.label == "muscle spasm"
    assert spasm.definition
    assert spasm.types == (TK + "Symptom",)
    assert {"spasm", "muscle spasms"} <= set(spasm.synonyms)
    assert "charlie horse" in spasm.misspellings
    assert list(spasm.synonyms) == sorted(spasm.synonyms, key=lambda each: (each.casefold(), each))


def test_concepts_are_things_and_neither_classes_nor_scale_values(built_in: Names) -> None:
    concepts = built_in.concepts()
    assert list(concepts) == sorted(concepts)
    assert TK + "Stress" in concepts
    assert TK + "NumbnessRedFlag" in concepts
    for name in ("Mechanism", "Stated", "leadsTo", "Step", "UrgencyScheme"):
        assert TK + name not in concepts


def test_kinds_are_the_classes_below_concept(built_in: Names) -> None:
    kinds = built_in.kinds()
    assert kinds[TK + "LifestyleFactor"] == "lifestyle factor"
    assert TK + "Concept" not in kinds
    assert TK + "Claim" not in kinds


def test_ranks_and_instances(built_in: Names) -> None:
    assert built_in.rank(TK + "Stated") == 5
    assert built_in.rank(TK + "Stress") is None
    assert len(built_in.instances(TK + "Urgency")) == 5
    assert built_in.instances(TK + "Nothing") == []


def test_own_classes_below_ours_count_at_any_depth() -> None:
    names = names_of(
        "ex:Gland rdfs:subClassOf ex:Organ . ex:Organ rdfs:subClassOf tk:Anatomy . "
        "tk:Anatomy rdfs:subClassOf tk:Concept . ex:liver a ex:Gland . ex:stone a ex:Mineral . "
        "ex:Organ rdfs:subClassOf ex:Gland ."  # a loop among classes does not hang
    )
    assert list(names.concepts()) == [EX + "liver"]
    assert list(names.concepts(also=[EX + "stone"])) == [EX + "liver", EX + "stone"]


def test_an_untyped_thing_has_at_least_a_name() -> None:
    concept = names_of("").concept(EX + "path/Thing")
    assert (concept.label, concept.types, concept.synonyms) == ("Thing", (), ())


def test_a_rank_that_is_no_whole_number_is_none() -> None:
    names = names_of(
        'ex:a tk:rank "high" . ex:b tk:rank 1.5 . ex:c tk:rank -2 . ex:d tk:rank ex:e .'
    )
    assert [names.rank(EX + each) for each in "abcd"] == [None, None, -2, None]


def test_types_of_other_vocabularies_of_the_w3c_are_left_out() -> None:
    concept = names_of("ex:a a owl:NamedIndividual , skos:Concept , tk:Cause .").concept(EX + "a")
    assert concept.types == (TK + "Cause",)


def test_blank_nodes_are_left_out_of_triples() -> None:
    for store in on_each_engine("[] ex:p 1 . ex:a ex:p 2 ."):
        assert triples(store, "?s ?p ?o") == [(EX + "a", EX + "p", Literal(2))]


def test_a_name_twice_in_two_languages_is_one_name() -> None:
    concept = names_of('ex:a skos:altLabel "Stress"@de , "Stress"@en , "zorn"@de .').concept(
        EX + "a"
    )
    assert concept.synonyms == ("Stress", "zorn")


def test_english_comes_first_then_untagged_then_by_tag() -> None:
    german, english = Literal("Lärm", language="de"), Literal("noise", language="en")
    british, untagged = Literal("row", language="en-gb"), Literal("plain")
    french = Literal("bruit", language="fr")
    assert text_of([french, german, untagged, english]) == "noise"
    assert text_of([french, untagged, british]) == "row"
    assert text_of([french, untagged, german]) == "plain"
    assert text_of([french, german]) == "Lärm"
    assert text_of([NamedNode(EX + "a")]) == ""
    assert text_of([]) == ""


literals = st.builds(
    lambda text, tag: Literal(text, language=tag) if tag else Literal(text),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["", "en", "en-us", "de", "fr"]),
)


@given(st.lists(literals, min_size=1))
def test_the_text_shown_does_not_depend_on_the_order(values: list[Literal]) -> None:
    assert text_of(values) == text_of(values[::-1])
    assert text_of(values) in {value.value for value in values}
    assert texts_of(values) == texts_of(values[::-1])
    assert set(texts_of(values)) == {value.value for value in values}
