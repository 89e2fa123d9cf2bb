"""`twitchkg.open()` and the object that it returns."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

import twitchkg
from twitchkg import KnowledgeGraph
from twitchkg.errors import (
    BadParameter,
    InvalidGraph,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StoreUnavailable,
    UnknownConcept,
    UnknownQuery,
    UnreadableSource,
)
from twitchkg.vocab import TK

OTHER = """
@prefix ex: <http://example.org/> . @prefix tk: <https://w3id.org/twitchkg#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:induces rdfs:subPropertyOf tk:leadsTo .
ex:rain ex:induces ex:mud . ex:mud ex:induces ex:dirt .
ex:rain rdfs:label "rain" . ex:mud rdfs:label "mud" . ex:dirt rdfs:label "dirt" .
"""
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    with twitchkg.open() as graph:
        yield graph


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.ttl"
    path.write_text(OTHER, "utf-8")
    return path


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


def test_ask_takes_names_terms_and_several_values(kg: KnowledgeGraph) -> None:
    by_default = kg.ask("ask/causes-of")
    assert isinstance(by_default, twitchkg.Table) and len(by_default) > 10
    for value in (
        "fasciculation",
        "Fasciculation",
        "tk:Fasciculation",
        TK + "Fasciculation",
        NamedNode(TK + "Fasciculation"),
        "muscle twitch",
        ("fasciculation",),
        ["fasciculation"],
    ):
        assert kg.ask("causes-of", symptom=value) == by_default
    both = kg.ask("effects-of", cause=("stress", "anxiety"))
    assert isinstance(both, twitchkg.Table)
    for cause in ("stress", "anxiety"):
        alone = kg.ask("effects-of", cause=cause)
        assert isinstance(alone, twitchkg.Table)
        assert 0 < len(alone) <= len(both)
        assert set(alone.rows) <= set(both.rows)
    assert kg.ask("ask/search", text=Literal("twitch")) == kg.ask("ask/search", text="twitch")


def test_wrong_questions_say_what_there_is(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownQuery) as query:
        kg.ask("cause-of")
    assert "ask/causes-of" in query.value.suggestions
    with pytest.raises(BadParameter, match="symptom"):
        kg.ask("causes-of", sympton="fasciculation")
    with pytest.raises(BadParameter):
        kg.ask("causes-of", symptom=())
    for wrong in (None, True, object(), b"x"):
        with pytest.raises(BadParameter):
            kg.ask("causes-of", symptom=wrong)
    with pytest.raises(UnknownConcept):
        kg.ask("causes-of", symptom="nothing of that kind")
    with pytest.raises(QuerySyntaxError) as syntax:
        kg.query("SELECT ?x\nWHERE { ?x oops }")
    assert (syntax.value.line, syntax.value.column) == (2, 12)
    with pytest.raises(QueryRefused):
        kg.query("DELETE WHERE { ?s ?p ?o }")


def test_a_time_limit_stops_a_query_and_leaves_the_graph_whole(kg: KnowledgeGraph) -> None:
    before = count(kg)
    with pytest.raises(QueryTimeout) as stopped:
        kg.query(ENDLESS, timeout=0.2)
    assert stopped.value.seconds == 0.2
    assert count(kg) == before
    assert kg.query(COUNT, timeout=20) == kg.query(COUNT)
    assert kg.ask("red-flags", timeout=20) == kg.ask("red-flags")


def test_concepts_are_found_by_what_people_call_them(kg: KnowledgeGraph) -> None:
    for name in ("low magnesium", "magnesium low", "LOW  Magnesium!", "tk:LowMagnesium"):
        assert kg.concept(name).iri == TK + "LowMagnesium"
    assert kg.concept("charley horse").label == "muscle spasm"
    with pytest.raises(UnknownConcept) as unknown:
        kg.concept("magnesiumm levelx")
    assert unknown.value.suggestions
    hits = kg.search("magnesum", limit=3)
    assert 0 < len(hits) <= 3
    assert hits[0].concept.iri == TK + "Magnesium"
    assert kg.search("") == []


def test_chains_walk_link_by_link_from_start_to_end(kg: KnowledgeGraph) -> None:
    chains = kg.chains("stress", "fasciculation")
    assert (chains.start, chains.end) == (TK + "Stress", TK + "Fasciculation")
    through = {iri for chain in chains.chains for iri in chain.concepts}
    assert {TK + "Hyperarousal", TK + "RaisedStressHormones", TK + "NerveHyperexcitability"} <= (
        through
    )
    for chain in chains.chains:
        assert (chain.concepts[0], chain.concepts[-1]) == (chains.start, chains.end)
        assert len(set(chain.concepts)) == len(chain.concepts)
        for step, following in zip(chain.steps, chain.steps[1:]):
            assert step.object == following.subject
        for step in chain.steps:
            assert step.claims and all(c.modality and c.summary and c.spans for c in step.claims)
    strengths = [chain.strength for chain in chains.chains]
    assert strengths == sorted(strengths, reverse=True)
    assert kg.chains("stress", "fasciculation", limit=1).chains == chains.chains[:1]
    assert kg.chains("stress", "magnesium").chains == ()
    with pytest.raises(BadParameter):
        kg.chains("stress", "tk:Stress")
    with pytest.raises(BadParameter):
        kg.chains("stress", "fasciculation", limit=0)


def test_the_page_is_one_text_and_the_same_each_time(kg: KnowledgeGraph) -> None:
    page = kg.explorer("stress", "fasciculation")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert page == kg.explorer("stress", "fasciculation")
    assert kg.explorer() != page
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


def test_the_links_go_to_networkx(kg: KnowledgeGraph) -> None:
    graph = kg.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.nodes[TK + "Stress"]["label"] == "stress"
    assert networkx.has_path(graph, TK + "Stress", TK + "Fasciculation")
    contents = {c.iri for link in kg.contents.links for c in link.claims}
    assert {data["claim"] for _, _, data in graph.edges(data=True)} - {""} == contents
    stress = graph.get_edge_data(TK + "Stress", TK + "Hyperarousal")
    assert [data["modality"] for data in stress.values()] == ["stated"]


def test_other_graphs_are_opened_in_every_form(other: Path, tmp_path: Path) -> None:
    packed = tmp_path / "other.ttl.gz"
    packed.write_bytes(gzip.compress(OTHER.encode()))
    held = rdflib.Graph().parse(data=OTHER, format="turtle")
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
            assert count(kg) == 6
            (chain,) = kg.chains("rain", "dirt").chains
            assert [iri.rpartition("/")[2] for iri in chain.concepts] == ["rain", "mud", "dirt"]
            assert chain.strength == 0, "no claim says how sure this is"


def test_several_sources_and_added_ones_are_laid_over_each_other(
    other: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix ex: <http://example.org/> . @prefix tk: <https://w3id.org/twitchkg#> ."
        "ex:dirt ex:induces tk:Stress .",
        "utf-8",
    )
    with twitchkg.open() as kg:
        built_in = count(kg)
    with twitchkg.open(other, more) as kg:
        assert count(kg) == 7
    with twitchkg.open(other, add=more) as kg:
        assert count(kg) == 7
    with twitchkg.open(add=(other, more)) as kg:
        assert count(kg) == built_in + 7
        assert kg.chains("rain", "fasciculation").chains
    held = rdflib.Graph().parse(other)
    with twitchkg.open(held, add=more) as kg:
        assert count(kg) == 7
    with twitchkg.open(add=held) as kg:
        assert count(kg) == built_in + 6


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix ex: <http://example.org/> .\nex:a ex:b oops oops .\n", "utf-8")
    with pytest.raises(InvalidGraph) as wrong:
        twitchkg.open(broken)
    assert (wrong.value.file, wrong.value.line) == (str(broken), 2)
    with pytest.raises(UnreadableSource, match=r"nope\.ttl"):
        twitchkg.open(tmp_path / "nope.ttl")
    with pytest.raises(StoreUnavailable):
        twitchkg.open(tmp_path)
    with pytest.raises(StoreUnavailable):
        twitchkg.open("https://example.org/sparql")
    with pytest.raises(StoreUnavailable):
        twitchkg.open(42)  # type: ignore[arg-type]


def test_a_closed_graph_answers_no_more() -> None:
    with twitchkg.open() as kg:
        kg.close()
        with pytest.raises(StoreUnavailable):
            kg.query(COUNT)
    kg.close()
