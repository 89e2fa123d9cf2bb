"""`twitchkg.open()` and the object that it returns."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

import pytest
import rdflib
from graphs import WriteTurtle
from pyoxigraph import Literal

import twitchkg
from twitchkg import KnowledgeGraph
from twitchkg.errors import BadParameter, StoreUnavailable
from twitchkg.vocab import TK

OTHER = """
ex:induces rdfs:subPropertyOf tk:leadsTo .
ex:rain ex:induces ex:mud . ex:mud ex:induces ex:dirt .
ex:rain rdfs:label "rain" . ex:mud rdfs:label "mud" . ex:dirt rdfs:label "dirt" .
"""
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture
def other(turtle: WriteTurtle) -> Path:
    return turtle(OTHER, "other.ttl")


def count(kg: KnowledgeGraph) -> int:
    answer = kg.query(COUNT)
    assert isinstance(answer, twitchkg.Table)
    ((term,),) = answer.rows
    assert isinstance(term, Literal)
    return int(term.value)


def test_query_gives_the_form_that_was_asked_for(kg: KnowledgeGraph) -> None:
    table = kg.query("SELECT ?x WHERE { tk:Stress tk:leadsTo ?x } ORDER BY ?x")
    assert isinstance(table, twitchkg.Table)
    assert {"x": TK + "Hyperarousal"} in table.to_dicts()
    assert kg.query("ASK { tk:Stress tk:leadsTo+ tk:Fasciculation }") is True
    assert kg.query("ASK { tk:Magnesium tk:leadsTo+ ?x }") is False
    graph = kg.query("CONSTRUCT WHERE { tk:Stress tk:leadsTo ?x }")
    assert isinstance(graph, twitchkg.Graph)
    assert len(graph) == len(table)


def test_a_binding_is_a_term_whatever_it_says(kg: KnowledgeGraph) -> None:
    ask = "SELECT ?x WHERE { VALUES ?c { } ?c tk:leadsTo ?x }"
    stress, anxiety = kg.concept("stress"), kg.concept("anxiety")
    (one, both), plain = (kg.query(ask, c=c) for c in (stress, [stress, anxiety])), kg.query(COUNT)
    assert isinstance(one, twitchkg.Table) and isinstance(both, twitchkg.Table)
    assert {"x": TK + "Hyperarousal"} in one.to_dicts() and len(both) > len(one) > 0
    echo = "SELECT ?c WHERE { VALUES ?c { } }"
    for value in ('" } DROP ALL #', "tk:Stress", "<urn:x>", 3, 2.5, True):
        table = kg.query(echo, c=value)
        assert isinstance(table, twitchkg.Table) and table.to_dicts() == [{"c": value}]
    assert kg.query(COUNT) == plain
    for text, given, says in (
        (COUNT, 1, "VALUES [?]c"),
        (echo, [], "no value"),
        (echo, {}, "dict"),
    ):
        with pytest.raises(BadParameter, match=says):
            kg.query(text, c=given)


def test_a_notebook_is_told_each_answer_in_a_line(kg: KnowledgeGraph) -> None:
    chains = kg.chains("stress", "fasciculation")
    one = kg.chains("stress", "fasciculation", 1)
    for answer, says in (
        (kg, "KnowledgeGraph"),
        (kg.concept("stress"), "tk:Stress 'stress'"),
        (chains, f"tk:Fasciculation: {len(chains.chains)} chains"),
        (one, "not all"),
        (chains.chains[0], "tk:Stress → "),
        (kg.coverage(), "34 sentences, 1 of them"),
        (kg.modifiable(), "tk:PhysicalFatigue"),
        (kg.triage("numb foot"), "medical evaluation; 2 red flags"),
        (kg.triage("xyz"), "no red flag applies.*not-understood.*never that all is well"),
    ):
        assert re.search(says, repr(answer)) and len(repr(answer)) < 600


def test_a_notebook_shows_what_is_in_it_and_obeys_none_of_it(kg: KnowledgeGraph) -> None:
    assert "<b>stress</b>" in kg.concept("stress")._repr_html_()
    shown = twitchkg.Concept("urn:x", "<script>", "<b>", synonyms=("<i>",))._repr_html_()
    assert "<script>" not in shown and "<i>" not in shown and "&lt;b&gt;" in shown
    page = kg.explorer(sparql=False)
    frame = page._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts" ') and frame.count("<") == 2
    assert frame.count('"') == 8 and html.unescape(frame.split('srcdoc="')[1][:-11]) == page


def test_saved_queries_are_listed_with_what_they_take(kg: KnowledgeGraph) -> None:
    takes = {query.name: [p.name for p in query.parameters] for query in kg.queries()}
    assert takes["ask/causes-of"] == ["symptom"] and list(takes) == sorted(takes)


def test_the_page_is_one_text_and_the_same_each_time(kg: KnowledgeGraph) -> None:
    page = kg.explorer("stress", "fasciculation")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert page == kg.explorer("stress", "fasciculation")
    assert kg.explorer("anxiety", "fasciculation") != page
    with pytest.raises(BadParameter, match="both ends"):
        kg.explorer("stress")
    with pytest.raises(BadParameter, match="both ends"):
        kg.explorer(end="stress")


def test_the_graph_goes_to_rdflib_and_back(kg: KnowledgeGraph) -> None:
    graph = kg.to_rdflib()
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == count(kg)
    assert dict(graph.namespaces())["tk"] == rdflib.URIRef(TK)
    with twitchkg.open(graph) as again:
        assert again.ask("causes-of") == kg.ask("causes-of")
        assert again.chains("stress", "fasciculation") == kg.chains("stress", "fasciculation")
    graph.remove((None, None, None))
    assert count(kg) > 0, "a copy was given, not the graph itself"


def test_other_graphs_are_opened_in_every_form(other: Path, tmp_path: Path) -> None:
    packed = tmp_path / "other.ttl.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    held = rdflib.Graph().parse(other)
    held.serialize(tmp_path / "other.rdf", format="xml", encoding="utf-8")
    held.serialize(tmp_path / "other.jsonld", format="json-ld", encoding="utf-8")
    held.serialize(tmp_path / "other.nt", format="nt", encoding="utf-8")
    sources: list[str | Path | rdflib.Graph] = [
        other,
        str(other),
        packed,
        held,
        *(tmp_path / f"other.{end}" for end in ("rdf", "jsonld", "nt")),
    ]
    for source in sources:
        with twitchkg.open(source) as kg:
            assert count(kg) == 6 + 2, "two of tk:leadsTo follow"
            (chain,) = kg.chains("rain", "dirt").chains
            assert [iri.rpartition("/")[2] for iri in chain.concepts] == ["rain", "mud", "dirt"]
            assert chain.strength == 0, "no claim says how sure this is"


def test_several_sources_and_added_ones_are_laid_over_each_other(
    other: Path, turtle: WriteTurtle
) -> None:
    more = turtle("ex:dirt ex:induces tk:Stress .", "more.ttl")
    with twitchkg.open() as kg:
        built_in = count(kg)
    with twitchkg.open(other, more) as kg:
        assert count(kg) == 7 + 3
    with twitchkg.open(other, add=more) as kg:
        assert count(kg) == 7 + 3
    with twitchkg.open(add=(other, more)) as kg:
        assert count(kg) == built_in + 7 + 3
        assert kg.chains("rain", "fasciculation").chains
    held = rdflib.Graph().parse(other)
    with twitchkg.open(held, add=more) as kg:
        assert count(kg) == 7 + 3
    with twitchkg.open(add=held) as kg:
        assert count(kg) == built_in + 6 + 2


def test_a_closed_graph_answers_no_more() -> None:
    with twitchkg.open() as kg:
        kg.close()
        with pytest.raises(StoreUnavailable):
            kg.query(COUNT)
    kg.close()
