"""The saved questions on the built-in graph: the same expected rows from every engine."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from graphs import EX, HEAD, in_rdflib
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
from twitchkg.files import ontology_dir
from twitchkg.saved import SavedQuery, bind, catalogue
from twitchkg.store import open_store
from twitchkg.store.base import Store, select
from twitchkg.vocab import PREFIXES, TK

WHOLE = open_store(*paths_with_background())
CHECKS = [query.name for query in catalogue() if query.folder == "check"]


ARTICLE = [case for case in cases() if not asks_background(case)]


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    return open_store() if request.param == "oxigraph" else in_rdflib()


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def whole(request: pytest.FixtureRequest) -> Store:
    """The graph with the background laid over it."""
    return WHOLE if request.param == "oxigraph" else in_rdflib(*paths_with_background())


def has_expected_rows(store: Store, case: str) -> bool:
    expected = expected_file(case).read_text(encoding="utf-8").splitlines()
    assert lines_of(store.query(sparql_of(case))) == expected
    return True


@pytest.mark.parametrize("case", [case for case in cases() if asks_background(case)])
def test_the_rows_of_the_background_are_those_expected(whole: Store, case: str) -> None:
    assert has_expected_rows(whole, case)


@pytest.mark.parametrize("case", ARTICLE)
def test_the_background_changes_no_answer_about_the_article(case: str) -> None:
    assert has_expected_rows(WHOLE, case)


@pytest.mark.parametrize("case", ARTICLE)
def test_the_rows_are_those_expected(store: Store, case: str) -> None:
    assert has_expected_rows(store, case)


@pytest.mark.parametrize("name", CHECKS)
def test_the_built_in_graph_passes_every_check_question(store: Store, name: str) -> None:
    assert select(store, queries.load(name).text).rows == []


def test_there_are_enough_questions_and_every_folder_has_some() -> None:
    assert len(catalogue()) >= 30
    folders = "ask background build check evidence triage"
    assert {q.folder for q in catalogue()} == set(folders.split())


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


# Small graphs, a row each: the check, for a broken one what it must name, and the graph.
# `CAUSES(…)` is a claim that ex:a causes ex:b, with what stands between the brackets.
BROKEN = """
background-triple ex:f | ex:f a tk:BackgroundFact ; rdf:subject ex:a ; rdf:predicate ex:p ;
  rdf:object ex:b ; tk:modality tk:Stated .
background-triple ex:a | ex:a a tk:BackgroundTerm ; tk:lowResultIndicates ex:b .
background-triple ex:a | ex:a a tk:BackgroundTerm ; biolink:part_of ex:b .
background-triple ex:a | ex:a a tk:BackgroundTerm ; tk:causes ex:b .
background-triple ex:a | ex:a a tk:BackgroundTerm . ex:b tk:leadsTo ex:a .
background-triple ex:f | ex:f a tk:BackgroundFact , tk:Claim .
blank-node ex:a | ex:a ex:p [] .
blank-node - | [] ex:p ex:a .
dataset-counts ex:d | ex:d void:class ex:C ; void:entities 2 . ex:a a ex:C .
dataset-counts ex:d | ex:d void:class ex:C ; void:entities 1 . ex:B rdfs:subClassOf ex:C .
  ex:a a ex:B . ex:b a ex:C .
dataset-counts ex:d | ex:d void:class ex:C ; void:entities 1 .
dataset-counts ex:d | ex:d void:property ex:p ; void:triples 2 . ex:a ex:p 1 .
dataset-counts ex:d | ex:d void:property ex:p ; void:triples 1 .
denied-edge ex:a | CAUSES(tk:modality tk:Denied) ex:a tk:causes ex:b .
edge-without-claim ex:a | ex:a tk:leadsTo ex:b .
edge-without-claim ex:a | ex:p rdfs:subPropertyOf tk:leadsTo . ex:a ex:p ex:b .
edge-without-claim ex:a | CAUSES(tk:modality tk:Denied) ex:a tk:causes ex:b .
inferred-without-reason ex:claim | CAUSES(tk:modality tk:Inferred)
lack-read-as-opposite ex:mg | ex:low tk:lackOf ex:mg . ex:mg tk:leadsTo ex:b .
lack-read-as-opposite ex:mg | ex:high tk:excessOf ex:mg . ex:mg tk:leadsTo ex:b .
lack-read-as-opposite ex:mg | ex:off tk:imbalanceOf ex:mg . ex:mg tk:leadsTo ex:b .
name-used-twice ex:a | ex:a a tk:Symptom ; skos:prefLabel "Twitch"@en .
  ex:b a tk:Symptom ; skos:altLabel "twitch"@en .
name-used-twice ex:a | ex:a a tk:Symptom ; skos:hiddenLabel "twich"@en .
  ex:b a tk:Cause ; skos:hiddenLabel "twich"@en .
not-causal tk:suggests | tk:suggests rdfs:subPropertyOf tk:leadsTo .
not-causal tk:lackOf | tk:lackOf rdfs:subPropertyOf ex:p . ex:p rdfs:subPropertyOf tk:causes .
plain-says-more ex:a | ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:hasQuality ;
  rdf:object ex:b ; tk:modality tk:Stated ; tk:frequency tk:Often . ex:a tk:hasQuality ex:b .
plain-says-more ex:a | ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:hasQuality ;
  rdf:object ex:b ; tk:modality tk:Possible . ex:a tk:hasQuality ex:b .
purpose-is-no-cause ex:a | ex:pill tk:usedFor ex:a . ex:a tk:leadsTo ex:b .
rank-used-twice - | ex:a skos:inScheme ex:s ; tk:rank 1 . ex:b skos:inScheme ex:s ; tk:rank 1 .
reason-without-inference ex:claim | CAUSES(tk:modality tk:Stated ; tk:rationale "why"@en)
sentence-not-carried ex:s | ex:s oa:hasSource ex:text ; oa:hasSelector ex:at .
silent-but-carried ex:s | ex:s tk:noStatement "why"@en . ex:a tk:span ex:s .
suggestion-without-claim ex:flag | ex:flag a tk:RedFlag ; tk:finding ex:f , ex:g ;
  tk:suggests ex:c . ex:f a ex:X .
unguarded-property tk:tickles | ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:tickles ;
  rdf:object ex:b ; tk:modality tk:Stated .
unguarded-property tk:tickles | ex:flag a tk:RedFlag ; tk:tickles ex:a .
unguarded-property tk:tickles | ex:a tk:contradicts ex:b ; tk:tickles ex:a .
unknown-property ex:claim | ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causess ;
  rdf:object ex:b ; tk:modality tk:Stated .
two-readings ex:claim | CAUSES(tk:modality tk:Stated ; tk:span ex:s)
  ex:other a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:worsens ; rdf:object ex:b ;
    tk:modality tk:Stated ; tk:span ex:s .
two-readings ex:claim | CAUSES(tk:modality tk:Stated ; tk:span ex:s)
  ex:other a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; rdf:object ex:b ;
    tk:modality tk:Stated ; tk:frequency tk:Often ; tk:span ex:s .
unnamed-end ex:a | CAUSES(tk:modality tk:Stated)
unnamed-end ex:p | CAUSES(tk:modality tk:Stated ; tk:place ex:p)
unused-concept ex:a | ex:a a tk:Symptom .
unused-concept ex:a | ex:C rdfs:subClassOf tk:Anatomy . ex:a a ex:C .
"""

# What each of them must let pass: one step away from the broken one.
SOUND = """
background-triple | ex:f a tk:BackgroundFact ; rdf:subject ex:a ; rdf:predicate ex:p ;
  rdf:object ex:b ; tk:modality tk:Stated . ex:a ex:p ex:b . ex:a a tk:BackgroundTerm ; ex:q ex:c .
blank-node | ex:a ex:p ex:b .
dataset-counts | ex:d void:class ex:C ; void:entities 1 . ex:a a ex:C .
denied-edge | CAUSES(tk:modality tk:Denied) ex:other a tk:Claim ; rdf:subject ex:a ;
  rdf:predicate tk:causes ; rdf:object ex:b ; tk:modality tk:Stated . ex:a tk:causes ex:b .
edge-without-claim | CAUSES(tk:modality tk:Stated)
  ex:a tk:causes ex:b ; tk:leadsTo ex:b ; tk:suggests ex:c .
inferred-without-reason | CAUSES(tk:modality tk:Inferred ; tk:rationale "why"@en)
lack-read-as-opposite | ex:low tk:lackOf ex:mg ; tk:leadsTo ex:b .
name-used-twice | ex:a a tk:Symptom ; skos:prefLabel "gift"@en , "Gift"@en .
  ex:b a tk:Symptom ; skos:prefLabel "gift"@de .
not-causal | ex:p rdfs:subPropertyOf tk:leadsTo .
plain-says-more | CAUSES(tk:modality tk:Possible) ex:a tk:causes ex:b .
purpose-is-no-cause | ex:pill tk:usedFor ex:a ; tk:leadsTo ex:b .
rank-used-twice | ex:a skos:inScheme ex:s ; tk:rank 1 . ex:b skos:inScheme ex:t ; tk:rank 1 .
reason-without-inference | CAUSES(tk:modality tk:Stated)
sentence-not-carried | ex:s oa:hasSource ex:text ; oa:hasSelector ex:at . ex:a tk:span ex:s .
  ex:t oa:hasSource ex:text ; oa:hasSelector ex:on ; tk:noStatement "w" .
silent-but-carried | ex:s tk:noStatement "why"@en . ex:a tk:span ex:t .
suggestion-without-claim | ex:flag a tk:RedFlag ; tk:finding ex:f , ex:g ; tk:suggests ex:c .
  ex:f tk:suggests ex:c .
unguarded-property | ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate ex:tickles ;
  rdf:object ex:b ; tk:modality tk:Stated .
unguarded-property | ex:flag a tk:RedFlag ; tk:finding ex:a ; tk:tickles "text" .
unknown-property | CAUSES(tk:modality tk:Stated) ex:two a tk:Claim ; rdf:predicate skos:broader .
two-readings | CAUSES(tk:modality tk:Stated ; tk:span ex:s)
  ex:other a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:worsens ; rdf:object ex:b ;
    tk:modality tk:Stated ; tk:span ex:t .
unnamed-end | CAUSES(tk:modality tk:Stated)
  ex:a skos:prefLabel "a"@en . ex:b skos:prefLabel "b"@en .
unused-concept | CAUSES(tk:modality tk:Stated) ex:a a tk:Cause . ex:b a tk:Symptom .
  ex:flag a tk:RedFlag ; tk:finding ex:c . ex:c a tk:Symptom .
"""


def examples(table: str) -> list[tuple[str, ...]]:
    """(check, what it names where the table says so, Turtle) of each row."""
    claim = r"ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; rdf:object ex:b ; "
    rows = []
    for row in re.split(r"\n(?! )", table.strip()):
        head, _, turtle = row.partition(" | ")
        rows.append((*head.split(), re.sub(r"CAUSES\((.*?)\)", claim + r"\1 .", turtle)))
    return rows


def shortened(iri: object) -> str:
    return str(iri).replace(EX, "ex:").replace(TK, "tk:")


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
    for table in (BROKEN, SOUND):
        assert sorted({f"check/{name}" for name, *_ in examples(table)}) == CHECKS


@pytest.mark.parametrize(("name", "subject", "data"), examples(BROKEN))
def test_a_check_finds_what_it_is_for(tmp_path: Path, name: str, subject: str, data: str) -> None:
    for store in engines_of(tmp_path, data):
        found = select(store, queries.load(f"check/{name}").text).to_dicts()
        assert found, store
        assert subject == "-" or subject in [shortened(row["subject"]) for row in found]
        assert all(str(row["problem"]) for row in found)


@pytest.mark.parametrize(("name", "data"), examples(SOUND))
def test_a_check_lets_pass_what_is_sound(tmp_path: Path, name: str, data: str) -> None:
    for store in engines_of(tmp_path, data):
        assert select(store, queries.load(f"check/{name}").text).rows == [], store
