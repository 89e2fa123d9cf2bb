"""Somebody else's graph: it is asked like our own, and what it cannot answer is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ok, run
from graphs import EX, WriteTurtle, on_each_engine

import twitchkg
from twitchkg.errors import Unanswerable
from twitchkg.sparql import names_in
from twitchkg.store.absent import absent

UNLINKED = """
ex:rain rdfs:label "rain" ; ex:induces ex:mud ; a ex:Weather . ex:Weather rdfs:label "weather" .
ex:mud rdfs:label "mud" ; ex:induces ex:dirt . ex:dirt rdfs:label "dirt" .
ex:induces a owl:ObjectProperty ; rdfs:label "induces" .
"""
LINKED = "ex:induces rdfs:subPropertyOf tk:leadsTo ." + UNLINKED


@pytest.fixture
def unlinked(turtle: WriteTurtle) -> Path:
    return turtle(UNLINKED)


# ------------------------------------------------------------------- names that are not there


@pytest.mark.parametrize(
    ("sparql", "missing"),
    [
        ("ASK { tk:Stress tk:leadTo ?x }", {"tk:leadTo": "tk:leadsTo"}),
        ("ASK { ?x tk:leadsTo <https://w3id.org/twitchkg#Fasciculatio> }", None),
        ("PREFIX t: <https://w3id.org/twitchkg#> ASK { t:Stres t:leadsTo+ ?x }", {"t:Stres": ""}),
        ("ASK { tk:Stress tk:leadsTo ?x }", {}),
        ("CONSTRUCT { ?a ex:new ?b } WHERE { ?a tk:leadsTo ?b }", {}),
        ("PREFIX ex: <urn:x:> CONSTRUCT { ?a ex:new ?b } WHERE { ?a tk:leadsTo ?b }", {}),
        ("ASK { ?s tk:rank ?n FILTER(xsd:integer(?n) > '1'^^xsd:integer) }", {}),
        ("PREFIX ex: <urn:x:> ASK { ?s !(ex:p|^tk:leadsTo) ?o }", {"ex:p": None}),
        ("ASK { ?s skos:prefLabel 'tk:Nope <urn:x>' } # tk:None", {}),
    ],
)
def test_a_name_that_is_nowhere_in_the_graph_is_found(
    kg: twitchkg.KnowledgeGraph, sparql: str, missing: dict[str, str] | None
) -> None:
    found = absent(kg.store, sparql)
    if missing is None:
        assert list(found.values()) == [["tk:Fasciculation"]]
        return
    assert found.keys() == missing.keys() - {"ex:new"}
    assert all(near in found[name] for name, near in missing.items() if near)


def test_a_name_may_stand_as_subject_property_or_object_on_each_engine() -> None:
    for store in on_each_engine("ex:a ex:p ex:b ."):
        names = f"PREFIX ex: <{EX}> SELECT * {{ ex:a ex:p ex:b . ex:c ?p ?o }}"
        assert absent(store, names).keys() == {"ex:c"}
        assert names_in(names)["ex:c"] == EX + "c"


def test_query_says_which_name_is_not_there_beside_the_answer() -> None:
    result = run("query", "SELECT ?x WHERE { tk:Stress tk:leadTo ?x }", "--format", "csv")
    assert (result.code, result.out) == (0, "x\r\n")
    assert result.err == "note: tk:leadTo is not in this graph; near: tk:leadsTo\n"


# ------------------------------------------------------------------- nothing that is causal


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "rain", "dirt"),
        ("bottlenecks", "dirt"),
        ("what-if", "dirt", "--without", "mud"),
        ("compare", "rain", "mud", "--to", "dirt"),
        ("modifiable", "dirt"),
    ],
)
def test_without_a_causal_link_chains_say_what_to_declare(
    unlinked: Path, words: tuple[str, ...]
) -> None:
    error = run("--graph", unlinked, *words).error
    assert "no causal link" in error and "rdfs:subPropertyOf tk:leadsTo" in error
    assert f"joined by <{EX}induces>" in error


def test_python_raises_one_of_the_query_errors(unlinked: Path) -> None:
    with pytest.raises(Unanswerable, match="no causal link"):
        twitchkg.open(unlinked).chains("rain", "dirt")


def test_a_denial_alone_still_answers(turtle: WriteTurtle) -> None:
    kg = twitchkg.open(
        turtle(
            "ex:c a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; rdf:object ex:b ; "
            "tk:modality tk:Denied . ex:a rdfs:label 'a' . ex:b rdfs:label 'b' ."
        )
    )
    why = kg.chains(EX + "a", EX + "b").why_not
    assert why is not None and len(why.denied) == 1


def test_what_has_a_name_is_found_and_shown_without_a_causal_link(unlinked: Path) -> None:
    rows = ok("--graph", unlinked, "search", "rain", "--format", "csv").splitlines()
    assert rows[1].startswith(EX + "rain,rain")
    assert "weather" in ok("--graph", unlinked, "show", "rain")
    kg = twitchkg.open(unlinked)
    assert sorted(c.label for c in kg.contents.concepts.values()) == ["dirt", "mud", "rain"]


def test_explore_writes_the_page_and_says_so(unlinked: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("--graph", unlinked, "explore", "--no-sparql", "-o", page)
    assert result.code == 0 and page.exists()
    assert "note: this graph has no causal link" in result.err


# ------------------------------------------------------------------- it does not call itself ours


def test_the_welcome_names_the_graph_that_was_opened(unlinked: Path, turtle: WriteTurtle) -> None:
    text = ok("--graph", unlinked)
    assert text.startswith(f"twitchkg: {unlinked}\n")
    assert "Note: this graph has no causal link" in " ".join(text.split())
    linked = ok("--graph", turtle(LINKED, "linked.ttl"))
    assert "Note" not in linked and "knee" not in linked and "twitches" not in linked


def test_triage_says_that_there_are_no_red_flags_and_of_no_article(unlinked: Path) -> None:
    for words in (("rain",), ()):
        text = ok("--graph", unlinked, "triage", *words)
        assert text.startswith("This graph holds no red flags")
        assert "article" not in text and "twitching" not in text
        assert "does not mean that you are fine" in " ".join(text.split())
