"""Saved queries asked with names as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from twitchkg import saved as queries
from twitchkg.errors import BadParameter, TwitchkgError, UnknownConcept, UnknownQuery
from twitchkg.graph.names import read_names
from twitchkg.graph.questions import bind_names
from twitchkg.graph.search import ConceptIndex
from twitchkg.kg import KnowledgeGraph
from twitchkg.store import open_store
from twitchkg.store.table import Table
from twitchkg.vocab import TK

STORE = open_store()
names = read_names(STORE)


def resolve(text: str, wanted: str | None) -> str:
    also = names.instances(wanted) if wanted else []
    return ConceptIndex(names.concepts(also=also)).resolve(text).iri


def never(text: str, wanted: str | None) -> str:
    raise AssertionError(f"{text} was resolved although it is no name")


def rows(answer: object) -> list[dict[str, object]]:
    assert isinstance(answer, Table)
    return [dict(row) for row in answer.to_dicts()]


@pytest.mark.parametrize(
    "value",
    [
        "muscle spasm",
        "charley horse",
        "CHARLEY HORSE",
        "spasm, muscle",
        "tk:MuscleSpasm",
        TK + "MuscleSpasm",
        NamedNode(TK + "MuscleSpasm"),
        ["charley horse"],
        ("tk:MuscleSpasm",),
    ],
)
def test_a_concept_may_be_named_in_any_way(kg: KnowledgeGraph, value: object) -> None:
    causes = {row["cause"] for row in rows(kg.ask("causes-of", symptom=value))}
    assert causes == {TK + "LowMagnesium", TK + "Overstimulation"}


def test_several_values_are_asked_at_once(kg: KnowledgeGraph) -> None:
    both = rows(kg.ask("causes-of", symptom=["pain", "muscle spasm"]))
    one = rows(kg.ask("causes-of", symptom="pain"))
    other = rows(kg.ask("causes-of", symptom="muscle spasm"))
    assert len(both) == len(one) + len(other)
    assert all(row in both for row in one + other)


def test_without_values_the_defaults_are_asked_and_no_name_is_read() -> None:
    assert bind_names("causes-of", {}, never) == queries.load("causes-of").text


def test_terms_texts_and_numbers_need_no_names() -> None:
    assert "<https://w3id.org/twitchkg#Pain>" in bind_names(
        "causes-of", {"symptom": NamedNode(TK + "Pain")}, never
    )
    assert 'VALUES ?text { "stress" }' in bind_names("ask/search", {"text": "stress"}, never)
    assert 'VALUES ?text { "5" }' in bind_names("ask/search", {"text": 5}, never)
    assert '{ "7"^^<' in bind_names("of-sentence", {"sentence": 7}, never)
    assert '{ "7"^^<' in bind_names("of-sentence", {"sentence": "7"}, never)
    assert 'VALUES ?text { "x" }' in bind_names("ask/search", {"text": Literal("x")}, never)


def test_classes_and_scale_values_are_named_like_concepts(kg: KnowledgeGraph) -> None:
    assert rows(kg.ask("by-modality", modality="denied"))
    assert rows(kg.ask("by-modality", modality="tk:Denied"))
    medicines = rows(kg.ask("concepts-of-kind", kind="medication"))
    assert TK + "Diuretic" in {row["concept"] for row in medicines}
    assert rows(kg.ask("concepts-of-kind", kind="tk:Mechanism"))


@pytest.mark.parametrize("value", [True, None, 1.5j, {"a": 1}, b"x", [None]])
def test_a_value_of_an_odd_type_is_refused(value: object) -> None:
    with pytest.raises(BadParameter, match="a value is text or a number, not"):
        bind_names("causes-of", {"symptom": value}, resolve)


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(UnknownQuery, match="causes-of"):
        bind_names("cause-of", {}, never)
    with pytest.raises(BadParameter, match="there are: symptom"):
        bind_names("causes-of", {"sympton": "pain"}, never)
    with pytest.raises(UnknownConcept, match="fasciculation"):
        bind_names("causes-of", {"symptom": "fasciculatoin"}, resolve)
    with pytest.raises(BadParameter, match="number"):
        bind_names("of-sentence", {"sentence": "thirteen"}, never)
    with pytest.raises(BadParameter, match="no value"):
        bind_names("causes-of", {"symptom": []}, never)


@given(st.text())
def test_any_text_is_bound_or_refused(text: str) -> None:
    questions = {"causes-of": "symptom", "ask/search": "text", "of-sentence": "sentence"}
    for name, key in questions.items():
        try:
            sparql = bind_names(name, {key: text}, resolve)
        except TwitchkgError as error:
            assert "\n" not in str(error)
        else:
            assert isinstance(STORE.query(sparql), Table)
