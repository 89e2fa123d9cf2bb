"""The saved questions on the built-in graph: the same expected rows from every engine."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from regenerate_expected import (
    EXPECTED,
    asks_background,
    cases,
    expected_file,
    lines_of,
    paths_with_background,
    sparql_of,
)

from twitchkg import saved as queries
from twitchkg.errors import BadParameter
from twitchkg.files import module_paths, ontology_dir
from twitchkg.saved import SavedQuery, bind, catalogue
from twitchkg.store import open_store
from twitchkg.store.base import Store, select
from twitchkg.vocab import PREFIXES, TK

WHOLE = open_store(*paths_with_background())
CHECKS = [query.name for query in catalogue() if query.folder == "check"]


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "oxigraph":
        return open_store()
    graph = rdflib.Graph()
    for path in module_paths():
        graph.parse(path)
    return open_store(graph)


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def whole(request: pytest.FixtureRequest) -> Store:
    """The graph with the background laid over it."""
    if request.param == "oxigraph":
        return open_store(*paths_with_background())
    graph = rdflib.Graph()
    for path in paths_with_background():
        graph.parse(path)
    return open_store(graph)


@pytest.mark.parametrize("case", [case for case in cases() if asks_background(case)])
def test_the_rows_of_the_background_are_those_expected(whole: Store, case: str) -> None:
    expected = expected_file(case).read_text(encoding="utf-8").splitlines()
    assert lines_of(whole.query(sparql_of(case))) == expected


@pytest.mark.parametrize("case", [case for case in cases() if not asks_background(case)])
def test_the_background_changes_no_answer_about_the_article(case: str) -> None:
    expected = expected_file(case).read_text(encoding="utf-8").splitlines()
    assert lines_of(WHOLE.query(sparql_of(case))) == expected


@pytest.mark.parametrize("case", [case for case in cases() if not asks_background(case)])
def test_the_rows_are_those_expected(store: Store, case: str) -> None:
    expected = expected_file(case).read_text(encoding="utf-8").splitlines()
    assert lines_of(store.query(sparql_of(case))) == expected


@pytest.mark.parametrize("name", CHECKS)
def test_the_built_in_graph_passes_every_check_question(store: Store, name: str) -> None:
    assert select(store, queries.load(name).text).rows == []


def test_there_are_enough_questions_and_every_folder_has_some() -> None:
    assert len(catalogue()) >= 30
    assert {q.folder for q in catalogue()} == {
        "ask",
        "background",
        "build",
        "check",
        "evidence",
        "triage",
    }


def test_every_expected_file_is_of_a_question() -> None:
    held = {path for path in EXPECTED.glob("*/*") if path.is_file()}
    assert held == {expected_file(case) for case in cases()}


@pytest.mark.parametrize("case", [case for case in cases() if not case.startswith("check/")])
def test_a_question_that_may_have_an_answer_has_one(case: str) -> None:
    # What these ask for must not be in the graph: see the tests of its traps.
    empty = {"ask/feedback-loops", "ask/effects-of+cause=ADHD", "ask/effects-of+cause=Magnesium"}
    no_medicine = {"ask/medications+symptom=MuscleSpasm"}
    # Nobody says that the quadriceps is in the calf, nor that the foot is in the leg.
    nowhere = {f"background/is-in+part={p}" for p in ("Quadriceps+whole=Calf", "Foot+whole=Leg")}
    rows = expected_file(case).read_text(encoding="utf-8").splitlines()
    assert (len(rows) < 2) == (case in empty | no_medicine | nowhere)


@pytest.mark.parametrize("query", catalogue(), ids=repr)
class TestEveryQuestion:
    def test_it_needs_no_prefix_but_its_own(self, query: SavedQuery) -> None:
        pyoxigraph.Store().query(query.text)
        rdflib.Graph(bind_namespaces="none").query(query.text, initNs={})

    def test_its_prefixes_stand_for_what_they_stand_for_everywhere_here(
        self, query: SavedQuery
    ) -> None:
        declared = re.findall(r"(?m)^PREFIX (\w*): <([^>]*)>$", query.text)
        assert {prefix: PREFIXES.get(prefix) for prefix, _ in declared} == dict(declared)
        assert len(declared) == query.text.count("\nPREFIX ")

    def test_the_defaults_of_the_header_are_those_of_the_values_block(
        self, query: SavedQuery
    ) -> None:
        for parameter in query.parameters:
            block = re.search(rf"VALUES \?{parameter.name} {{(.*?)}}", query.text)
            assert block is not None
            rows = select(
                open_store(rdflib.Graph()),
                f"PREFIX tk: <{TK}> SELECT ?x {{ VALUES ?x {{{block[1]}}} }}",
            )
            assert rows.column("x") == [parameter.default]

    def test_an_iri_parameter_has_a_default_of_the_class_it_names(self, query: SavedQuery) -> None:
        for parameter in query.parameters:
            if parameter.kind == "iri" and isinstance(parameter.default, NamedNode):
                assert parameter.type_iri is not None
                assert WHOLE.query(
                    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
                    f"ASK {{ <{parameter.default.value}> a/rdfs:subClassOf* "
                    f"<{parameter.type_iri}> }}"
                )

    def test_another_value_is_put_in_whatever_the_default(self, query: SavedQuery) -> None:
        for parameter in query.parameters:
            value: NamedNode | Literal = NamedNode(TK + "NothingOfThatName")
            if parameter.kind != "iri":
                value = Literal("9999") if parameter.kind == "number" else Literal("no such text")
            answer = select(WHOLE, bind(query, {parameter.name: value}))
            assert answer.rows != select(WHOLE, query.text).rows
            # Only a question about what is absent finds something for what nobody knows.
            assert bool(answer.rows) == (query.name == "triage/open-flags")
        with pytest.raises(BadParameter):
            bind(query, {"nobody": "x"})


# One small broken graph for each check: it must name this subject.
HEAD = """
@prefix tk: <https://w3id.org/twitchkg#> .
@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix void: <http://rdfs.org/ns/void#> .
"""


def claim(subject: str, predicate: str, object_: str, more: str) -> str:
    return (
        f"ex:claim a tk:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ; "
        f"rdf:object {object_} ; {more} .\n"
    )


STATED = "tk:modality tk:Stated"
BROKEN: dict[str, list[tuple[str, str]]] = {
    "check/background-triple": [
        (
            (
                "ex:f a tk:BackgroundFact ; rdf:subject ex:a ; rdf:predicate ex:p ; "
                "rdf:object ex:b ; tk:modality tk:Stated ."
            ),
            "http://example.org/f",
        ),
        ("ex:a a tk:BackgroundTerm ; tk:lowResultIndicates ex:b .", "http://example.org/a"),
        (
            "ex:a a tk:BackgroundTerm ; <https://w3id.org/biolink/vocab/part_of> ex:b .",
            "http://example.org/a",
        ),
        ("ex:a a tk:BackgroundTerm ; tk:causes ex:b .", "http://example.org/a"),
        ("ex:a a tk:BackgroundTerm . ex:b tk:leadsTo ex:a .", "http://example.org/a"),
        ("ex:f a tk:BackgroundFact , tk:Claim .", "http://example.org/f"),
    ],
    "check/blank-node": [
        ("ex:a ex:p [] .", "http://example.org/a"),
        ("[] ex:p ex:a .", ""),
    ],
    "check/dataset-counts": [
        ("ex:d void:class ex:C ; void:entities 2 . ex:a a ex:C .", "http://example.org/d"),
        (
            (
                "ex:d void:class ex:C ; void:entities 1 . ex:B rdfs:subClassOf ex:C . "
                "ex:a a ex:B . ex:b a ex:C ."
            ),
            "http://example.org/d",
        ),
        ("ex:d void:class ex:C ; void:entities 1 .", "http://example.org/d"),
        ("ex:d void:property ex:p ; void:triples 2 . ex:a ex:p 1 .", "http://example.org/d"),
        ("ex:d void:property ex:p ; void:triples 1 .", "http://example.org/d"),
    ],
    "check/denied-edge": [
        (
            claim("ex:a", "tk:causes", "ex:b", "tk:modality tk:Denied") + "ex:a tk:causes ex:b .",
            "http://example.org/a",
        ),
    ],
    "check/edge-without-claim": [
        ("ex:a tk:leadsTo ex:b .", "http://example.org/a"),
        (
            "ex:p rdfs:subPropertyOf tk:leadsTo . ex:a ex:p ex:b .",
            "http://example.org/a",
        ),
        (
            claim("ex:a", "tk:causes", "ex:b", "tk:modality tk:Denied") + "ex:a tk:causes ex:b .",
            "http://example.org/a",
        ),
    ],
    "check/inferred-without-reason": [
        (claim("ex:a", "tk:causes", "ex:b", "tk:modality tk:Inferred"), "http://example.org/claim"),
    ],
    "check/lack-read-as-opposite": [
        ("ex:low tk:lackOf ex:mg . ex:mg tk:leadsTo ex:b .", "http://example.org/mg"),
        ("ex:high tk:excessOf ex:mg . ex:mg tk:leadsTo ex:b .", "http://example.org/mg"),
        ("ex:off tk:imbalanceOf ex:mg . ex:mg tk:leadsTo ex:b .", "http://example.org/mg"),
    ],
    "check/name-used-twice": [
        (
            (
                'ex:a a tk:Symptom ; skos:prefLabel "Twitch"@en . '
                'ex:b a tk:Symptom ; skos:altLabel "twitch"@en .'
            ),
            "http://example.org/a",
        ),
        (
            (
                'ex:a a tk:Symptom ; skos:hiddenLabel "twich"@en . '
                'ex:b a tk:Cause ; skos:hiddenLabel "twich"@en .'
            ),
            "http://example.org/a",
        ),
    ],
    "check/not-causal": [
        ("tk:suggests rdfs:subPropertyOf tk:leadsTo .", TK + "suggests"),
        ("tk:lackOf rdfs:subPropertyOf ex:p . ex:p rdfs:subPropertyOf tk:causes .", TK + "lackOf"),
    ],
    "check/plain-says-more": [
        (
            claim("ex:a", "tk:hasQuality", "ex:b", f"{STATED} ; tk:frequency tk:Often")
            + "ex:a tk:hasQuality ex:b .",
            "http://example.org/a",
        ),
        (
            claim("ex:a", "tk:hasQuality", "ex:b", "tk:modality tk:Possible")
            + "ex:a tk:hasQuality ex:b .",
            "http://example.org/a",
        ),
    ],
    "check/purpose-is-no-cause": [
        ("ex:pill tk:usedFor ex:a . ex:a tk:leadsTo ex:b .", "http://example.org/a"),
    ],
    "check/rank-used-twice": [
        ("ex:a skos:inScheme ex:s ; tk:rank 1 . ex:b skos:inScheme ex:s ; tk:rank 1 .", ""),
    ],
    "check/reason-without-inference": [
        (
            claim("ex:a", "tk:causes", "ex:b", f'{STATED} ; tk:rationale "why"@en'),
            "http://example.org/claim",
        ),
    ],
    "check/sentence-not-carried": [
        ("ex:s oa:hasSource ex:text ; oa:hasSelector ex:at .", "http://example.org/s"),
    ],
    "check/silent-but-carried": [
        ('ex:s tk:noStatement "why"@en . ex:a tk:span ex:s .', "http://example.org/s"),
    ],
    "check/suggestion-without-claim": [
        (
            "ex:flag a tk:RedFlag ; tk:finding ex:f , ex:g ; tk:suggests ex:c . ex:f a ex:X .",
            "http://example.org/flag",
        ),
    ],
    "check/unguarded-property": [
        (claim("ex:a", "tk:tickles", "ex:b", STATED), TK + "tickles"),
    ],
    "check/unknown-property": [
        (claim("ex:a", "tk:causess", "ex:b", STATED), "http://example.org/claim"),
    ],
    "check/unnamed-end": [
        (claim("ex:a", "tk:causes", "tk:Stress", STATED), "http://example.org/a"),
        (
            claim("tk:A", "tk:causes", "tk:B", f"{STATED} ; tk:place ex:p"),
            "http://example.org/p",
        ),
    ],
    "check/unused-concept": [
        ("ex:a a tk:Symptom .", "http://example.org/a"),
        ("ex:C rdfs:subClassOf tk:Anatomy . ex:a a ex:C .", "http://example.org/a"),
    ],
}

# What each of them must let pass: one step away from the broken one.
SOUND = {
    "check/background-triple": "ex:f a tk:BackgroundFact ; rdf:subject ex:a ; "
    "rdf:predicate ex:p ; rdf:object ex:b ; tk:modality tk:Stated . ex:a ex:p ex:b . "
    "ex:a a tk:BackgroundTerm ; ex:q ex:c .",
    "check/blank-node": "ex:a ex:p ex:b .",
    "check/dataset-counts": "ex:d void:class ex:C ; void:entities 1 . ex:a a ex:C .",
    "check/denied-edge": claim("ex:a", "tk:causes", "ex:b", "tk:modality tk:Denied")
    + "ex:other a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; rdf:object ex:b ; "
    "tk:modality tk:Stated . ex:a tk:causes ex:b .",
    "check/edge-without-claim": claim("ex:a", "tk:causes", "ex:b", STATED)
    + "ex:a tk:causes ex:b ; tk:leadsTo ex:b ; tk:suggests ex:c .",
    "check/inferred-without-reason": claim(
        "ex:a", "tk:causes", "ex:b", 'tk:modality tk:Inferred ; tk:rationale "why"@en'
    ),
    "check/lack-read-as-opposite": "ex:low tk:lackOf ex:mg ; tk:leadsTo ex:b .",
    "check/name-used-twice": 'ex:a a tk:Symptom ; skos:prefLabel "gift"@en , "Gift"@en . '
    'ex:b a tk:Symptom ; skos:prefLabel "gift"@de .',
    "check/not-causal": "ex:p rdfs:subPropertyOf tk:leadsTo .",
    "check/plain-says-more": claim("ex:a", "tk:causes", "ex:b", "tk:modality tk:Possible")
    + "ex:a tk:causes ex:b .",
    "check/unguarded-property": claim("ex:a", "ex:tickles", "ex:b", STATED),
    "check/purpose-is-no-cause": "ex:pill tk:usedFor ex:a ; tk:leadsTo ex:b .",
    "check/rank-used-twice": "ex:a skos:inScheme ex:s ; tk:rank 1 . "
    "ex:b skos:inScheme ex:t ; tk:rank 1 .",
    "check/reason-without-inference": claim("ex:a", "tk:causes", "ex:b", STATED),
    "check/sentence-not-carried": "ex:s oa:hasSource ex:text ; oa:hasSelector ex:at . "
    'ex:a tk:span ex:s . ex:t oa:hasSource ex:text ; oa:hasSelector ex:on ; tk:noStatement "w" .',
    "check/silent-but-carried": 'ex:s tk:noStatement "why"@en . ex:a tk:span ex:t .',
    "check/suggestion-without-claim": "ex:flag a tk:RedFlag ; tk:finding ex:f , ex:g ; "
    "tk:suggests ex:c . ex:f tk:suggests ex:c .",
    "check/unknown-property": claim("ex:a", "tk:causes", "ex:b", STATED)
    + "ex:two a tk:Claim ; rdf:predicate skos:broader .",
    "check/unnamed-end": claim("ex:a", "tk:causes", "ex:b", STATED)
    + 'ex:a skos:prefLabel "a"@en . ex:b skos:prefLabel "b"@en .',
    "check/unused-concept": claim("ex:a", "tk:causes", "ex:b", STATED)
    + "ex:a a tk:Cause . ex:b a tk:Symptom . ex:flag a tk:RedFlag ; tk:finding ex:c . "
    "ex:c a tk:Symptom .",
}


def engines_of(tmp_path: Path, data: str) -> list[Store]:
    """The snippet and the vocabulary, without its scale values, on both engines."""
    schema = rdflib.Graph().parse(Path(ontology_dir(), "schema.ttl"))
    for subject in list(schema.subjects(rdflib.SKOS.inScheme)):
        schema.remove((subject, None, None))
    schema.parse(data=HEAD + data, format="turtle")
    path = tmp_path / "snippet.ttl"
    schema.serialize(path, format="turtle")
    return [open_store(path), open_store(rdflib.Graph().parse(path))]


def test_every_check_has_a_broken_and_a_sound_example() -> None:
    assert sorted(BROKEN) == sorted(SOUND) == CHECKS


@pytest.mark.parametrize(
    ("name", "data", "subject"),
    [(name, data, subject) for name, examples in BROKEN.items() for data, subject in examples],
)
def test_a_check_finds_what_it_is_for(tmp_path: Path, name: str, data: str, subject: str) -> None:
    for store in engines_of(tmp_path, data):
        found = select(store, queries.load(name).text).to_dicts()
        assert found, store
        assert not subject or subject in [row["subject"] for row in found]
        assert all(str(row["problem"]) for row in found)


@pytest.mark.parametrize("name", SOUND)
def test_a_check_lets_pass_what_is_sound(tmp_path: Path, name: str) -> None:
    for store in engines_of(tmp_path, SOUND[name]):
        assert select(store, queries.load(name).text).rows == [], store
