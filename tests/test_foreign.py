"""Somebody else's graph: it is asked like our own, and what it cannot answer is said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from command import ok, run
from graphs import EX, HEAD, WriteTurtle, on_each_engine
from hypothesis import given, settings
from hypothesis import strategies as st

import twitchkg
from twitchkg.errors import BadParameter, StoreUnavailable, Unanswerable
from twitchkg.saved import SavedQuery, catalogue
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
        ("ASK { ?s skos:prefLabel 'tk:Nope' } # tk:None", {}),
        ("ASK { tk:Stress tk:leadsTo+/^tk:causes|tk:worsens ?x.?x a tk:Symptom.}", {}),
        (
            "ASK{?x tk:leadsTo/tk:leadTo|(tk:cause)?tk:Stress}",
            {"tk:leadTo": None, "tk:cause": None},
        ),
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


@given(st.text(alphabet="{}<>?:.;,()'\"^@# \nabSELECTPREFIXtk*", max_size=40))
def test_any_text_is_looked_through(text: str) -> None:
    names = names_in(text)
    assert all(name in text for name in names)


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
    assert "joined by ex:induces" in error


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
    assert "--causal PROPERTY explain A B" in text
    named = ok("--graph", unlinked, "--causal", "ex:induces")
    assert f"--graph {unlinked} --causal ex:induces explain mud dirt" in named
    linked = ok("--graph", turtle(LINKED, "linked.ttl"))
    assert "Note" not in linked and "knee" not in linked and "twitches" not in linked


def test_triage_says_that_there_are_no_red_flags_and_of_no_article(unlinked: Path) -> None:
    for words in (("rain",), ()):
        text = ok("--graph", unlinked, "triage", *words)
        assert text.startswith("This graph holds no red flags")
        assert "article" not in text and "twitching" not in text
        assert "does not mean that you are fine" in " ".join(text.split())


# ------------------------------------------------------------------- bare causal links

WAYS = {
    "declared": LINKED,
    "below what is declared": LINKED
    + "ex:makes rdfs:subPropertyOf ex:induces . ex:mud ex:makes ex:dirt .",
    "plain": UNLINKED.replace("ex:induces ex", "tk:leadsTo ex"),
    "restricted classes": "ex:induces rdfs:subPropertyOf tk:leadsTo ; rdfs:label 'induces' ."
    "ex:rain a ex:Weather ; rdfs:label 'rain' ; rdfs:subClassOf [ a owl:Restriction ; "
    "owl:onProperty ex:induces ; owl:someValuesFrom ex:mud ] . ex:mud rdfs:label 'mud' ; "
    "owl:equivalentClass [ owl:onProperty ex:induces ; owl:someValuesFrom ex:dirt ] . "
    "ex:dirt rdfs:label 'dirt' . ex:Weather rdfs:label 'weather' .",
}
GIVEN = {
    "ask/about": {"concept": "rain"},
    "ask/causes-of": {"symptom": "dirt"},
    "ask/concepts-of-kind": {"kind": EX + "Weather"},
    "ask/definition": {"concept": "rain"},
    "ask/direct-causes": {"symptom": "mud"},
    "ask/effects-of": {"cause": "rain"},
    "ask/search": {"text": "ai"},
    "ask/steps-between": {"from": "rain", "to": "dirt"},
    "ask/weakest-steps": {"from": "rain", "to": "dirt"},
    "evidence/of-link": {"from": "rain", "to": "mud"},
    "triage/implied-findings": {"finding": "rain"},
}
EMPTY = {"ask/feedback-loops": {}, "ask/cross-references": {"concept": "rain"}}
"""No row is their answer, as it is in the built-in graph."""
PROOFS = ("check", "build", "background")


@cache
def in_each_way(data: str, **options: object) -> list[twitchkg.KnowledgeGraph]:
    """The graph left in rdflib, in a Dataset, and in pyoxigraph."""
    graph = rdflib.Graph().parse(data=HEAD + data, format="turtle")
    dataset = rdflib.Dataset()
    for triple in graph:
        dataset.add(triple)
    return [twitchkg.open(*each, **options) for each in ((graph,), (dataset,), (graph, dataset))]


@pytest.mark.parametrize("way", WAYS)
def test_what_causal_properties_make_true_is_there_for_query(way: str) -> None:
    for kg in in_each_way(WAYS[way]):
        assert kg.query(f"ASK {{ <{EX}rain> tk:leadsTo+ <{EX}dirt> }}") is True
        table = kg.query(f"SELECT ?x {{ <{EX}rain> tk:leadsTo+ ?x }}")
        assert isinstance(table, twitchkg.Table) and len(table) == 2
        assert [len(c.steps) for c in kg.chains("rain", "dirt").chains] == [2]


@pytest.mark.parametrize("causal", [(f"<{EX}induces>",), EX + "induces"])
def test_causal_properties_can_be_named_when_a_graph_is_opened(causal: object) -> None:
    for kg in in_each_way(UNLINKED, causal=causal):
        assert len(kg.chains("rain", "dirt").chains) == 1
        assert kg.query("ASK { ?x tk:leadsTo ?y }") is True


def test_the_command_line_takes_them_before_and_after_the_command(unlinked: Path) -> None:
    for words in (
        ("--causal", EX + "induces", "explain", "rain", "dirt"),
        ("explain", "--causal", EX + "induces", "rain", "dirt"),
    ):
        assert "1. rain → mud  (induces)" in ok("--graph", unlinked, *words)
    error = run("--graph", unlinked, "--causal", EX + "nope", "explain", "rain", "dirt").error
    assert "joins nothing in this graph; there is ex:induces" in error
    assert "not 'induces'" in run("--graph", unlinked, "--causal", "induces").error


def test_nothing_is_derived_from_what_is_only_denied() -> None:
    denied = (
        "ex:c a tk:Claim ; rdf:subject ex:rain ; rdf:predicate ex:induces ; rdf:object ex:mud ; "
        "tk:modality tk:Denied ."
    )
    for kg in in_each_way(LINKED + denied):
        assert kg.query(f"ASK {{ <{EX}rain> tk:leadsTo ?x }}") is False
        assert kg.query(f"ASK {{ <{EX}mud> tk:leadsTo ?x }}") is True


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(GIVEN))
def test_a_saved_question_gives_the_rows_that_bare_links_give(way: str, name: str) -> None:
    answers = [kg.ask(name, **GIVEN[name]) for kg in in_each_way(WAYS[way])]
    rows = [[list(map(str, row.values())) for row in each.to_dicts()] for each in answers]
    assert rows[0] and rows[0] == rows[1] == rows[2]
    hedges = {"modality", "weakestStep"} & set(answers[0].variables)
    for hedge in hedges:
        assert {row[hedge] for row in answers[0].to_dicts()} == {"not recorded"}


def test_the_rows_are_those_of_the_links() -> None:
    kg = in_each_way(LINKED)[0]
    steps = kg.ask("steps-between", **{"from": "rain", "to": "dirt"})
    assert isinstance(steps, twitchkg.Table)
    kept = [
        [row[name] for name in ("stepLabel", "relation", "nextLabel", "modality", "sentence")]
        for row in steps.to_dicts()
    ]
    assert kept == [
        ["mud", "induces", "dirt", "not recorded", None],
        ["rain", "induces", "mud", "not recorded", None],
    ]
    effects = kg.ask("effects-of", cause="rain")
    assert isinstance(effects, twitchkg.Table)
    assert [(r["effectLabel"], r["kindLabel"]) for r in effects.to_dicts()] == [
        ("dirt", "kind not recorded"),
        ("mud", "kind not recorded"),
    ]


@pytest.mark.parametrize("query", catalogue(), ids=repr)
def test_no_question_is_silently_without_an_answer(query: SavedQuery) -> None:
    kg = in_each_way(LINKED)[2]
    if query.name in EMPTY:
        assert len(kg.ask(query.name, **EMPTY[query.name])) == 0  # type: ignore[arg-type]
    elif query.name not in GIVEN and not query.name.startswith(PROOFS):
        with pytest.raises(Unanswerable, match=f"{query.name} needs .*this graph holds none"):
            kg.ask(query.name)
    elif any(parameter.kind == "iri" for parameter in query.parameters):
        with pytest.raises((BadParameter, Unanswerable), match=r"needs|background"):
            kg.ask(query.name)


def test_what_a_graph_says_itself_is_not_told_twice() -> None:
    claim = (
        "ex:c a tk:Claim ; rdf:subject ex:rain ; rdf:predicate ex:induces ; rdf:object ex:mud ; "
        "tk:modality tk:Stated ; tk:directness tk:Step ; tk:summary 'It does.' ."
    )
    for kg in in_each_way(LINKED + claim):
        rows = kg.ask("of-link", **{"from": "rain", "to": "mud"})
        assert [row["modality"] for row in rows.to_dicts()] == ["stated"]  # type: ignore[union-attr]
        rows = kg.ask("steps-between", **{"from": "rain", "to": "dirt"})
        hedges = [(row["stepLabel"], row["modality"]) for row in rows.to_dicts()]  # type: ignore[union-attr]
        assert hedges == [("mud", "not recorded"), ("rain", "stated")]
        weakest = kg.ask("causes-of", symptom="dirt")
        assert {row["weakestStep"] for row in weakest.to_dicts()} == {"not recorded"}  # type: ignore[union-attr]


def test_what_is_laid_beside_is_seen_by_no_query_and_no_claim() -> None:
    for kg in in_each_way(LINKED + "ex:dirt ex:is ex:brown ."):
        before = len(kg.to_rdflib())
        assert len(kg.ask("effects-of", cause="rain")) == 2  # type: ignore[arg-type]
        assert kg.query("ASK { ?x a tk:Claim }") is False
        assert kg.contents.claims == () and len(kg.to_rdflib()) == before
        kg.close()
        with pytest.raises(StoreUnavailable):
            kg.ask("effects-of", cause="rain")


def test_the_built_in_graph_is_asked_as_it_is(kg: twitchkg.KnowledgeGraph) -> None:
    assert kg.asked is kg.store


links = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=8)


@settings(max_examples=20)
@given(links=links)
def test_effects_of_is_what_networkx_reaches(links: list[tuple[str, str]]) -> None:
    links = [(a, b) for a, b in links if a != b]
    data = "ex:p rdfs:subPropertyOf tk:leadsTo . ex:z ex:p ex:a ."
    data += " ".join(f"ex:{a} ex:p ex:{b} ." for a, b in links)
    whole = rdflib.Graph().parse(data=HEAD + data, format="turtle")
    kg = twitchkg.open(whole, rdflib.Graph())
    graph = nx.DiGraph([*links, ("z", "a")])
    answer = kg.ask("effects-of", cause=EX + "z")
    assert isinstance(answer, twitchkg.Table)
    assert {str(r["effect"]) for r in answer.to_dicts()} == {
        EX + each for each in nx.descendants(graph, "z")
    }


# ------------------------------------------------------------------- prefixes of a file

DECLARING = {
    "own.ttl": "PREFIX ex: <http://example.org/> @prefix : <#> . ex:a ex:makes ex:b . :c a :d .",
    "own.trig": "@prefix ex: <http://example.org/> . ex:g { ex:a ex:makes ex:b }",
    "own.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:ex="http://example.org/"><rdf:Description rdf:about="http://example.org/a">'
    '<ex:makes rdf:resource="http://example.org/b"/></rdf:Description></rdf:RDF>',
    "own.jsonld": '{"@context": {"ex": "http://example.org/"}, "@id": "ex:a", '
    '"ex:makes": {"@id": "ex:b"}}',
}


@pytest.mark.parametrize("name", DECLARING)
def test_a_prefix_that_a_file_declares_works_everywhere(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(DECLARING[name])
    kg = twitchkg.open(path, causal="ex:makes")
    assert kg.query("ASK { ex:a ex:makes ex:b }") is True
    assert [len(c.steps) for c in kg.chains("ex:a", "ex:b").chains] == [1]
    assert len(kg.ask("effects-of", cause="ex:a")) == 1  # type: ignore[arg-type]
    assert kg.search("ex:a")[0].concept.iri == EX + "a"
    assert absent(kg.store, "ASK { ex:c ex:make ex:b }") == {"ex:c": [], "ex:make": ["ex:makes"]}
    words = ("--graph", path, "--causal", "ex:makes")
    assert (
        "b" in ok(*words, "show", "ex:a")
        and run(*words, "query", "ASK { ex:a ex:makes ?x }").err == ""
    )


def test_prefixes_of_an_rdflib_graph_work_and_the_first_file_s_go_first(tmp_path: Path) -> None:
    graph = rdflib.Graph()
    graph.bind("mine", EX)
    graph.add((rdflib.URIRef(EX + "a"), rdflib.URIRef(EX + "p"), rdflib.URIRef(EX + "b")))
    assert twitchkg.open(graph).query("ASK { mine:a mine:p ?x }") is True
    for number, iri in enumerate(("urn:one:", "urn:two:")):
        (tmp_path / f"{number}.ttl").write_text(f"@prefix x: <{iri}> . x:a x:p x:b .")
    both = [str(tmp_path / f"{number}.ttl") for number in (0, 1)]
    assert twitchkg.open(*both).query("ASK { x:a x:p x:b FILTER(STR(x:a) = 'urn:one:a') }") is True
    own = tmp_path / "tk.ttl"
    own.write_text("@prefix tk: <urn:other:> . @prefix bad: <relative> . tk:a tk:p tk:b .")
    assert twitchkg.open(own).query("ASK { tk:a tk:p tk:b }") is True
    # the built-in graph's own go first where something is laid over it
    assert twitchkg.open(add=own).query("ASK { tk:Stress tk:leadsTo ?x }") is True


def test_an_undeclared_prefix_is_still_named(unlinked: Path) -> None:
    error = run("--graph", unlinked, "query", "ASK { nope:a ?p ?o }").error
    assert "prefix nope: is not declared" in error


# ------------------------------------------------------------------- names and languages

CALLED = """
ex:a ex:p ex:b , ex:c , ex:d , ex:e . ex:p rdfs:subPropertyOf tk:leadsTo .
ex:a rdfs:label "rain"@en , "Regen"@de , "chuva"@pt-BR ; %s .
ex:b <https://schema.org/name> "mud" ; <https://schema.org/alternateName> "sludge" .
ex:c <http://schema.org/name> "dirt" ; <http://schema.org/alternateName> "filth" .
ex:d <http://www.w3.org/2008/05/skos-xl#prefLabel> [
    <http://www.w3.org/2008/05/skos-xl#literalForm> "flood"@en ] ;
  <http://www.w3.org/2008/05/skos-xl#altLabel> [
    <http://www.w3.org/2008/05/skos-xl#literalForm> "deluge"@en ] .
ex:e skos:prefLabel "stain" ; rdfs:label "blot" .
"""
OBO = "http://www.geneontology.org/formats/oboInOwl#"
SAID = (
    f'<{OBO}hasExactSynonym> "rainfall" ; <{OBO}hasRelatedSynonym> "drizzling" ; '
    f'<{OBO}hasNarrowSynonym> "shower" ; <{OBO}hasBroadSynonym> "weather" ; '
    '<http://purl.obolibrary.org/obo/IAO_0000115> "Water that falls."'
)


def test_a_thing_is_found_by_whatever_its_vocabulary_calls_a_name() -> None:
    names = {
        "a": "rain rainfall drizzling shower weather Regen chuva",
        "b": "mud sludge",
        "c": "dirt filth",
        "d": "flood deluge",
        "e": "stain blot",
    }
    for kg in in_each_way(CALLED % SAID):
        for local, called in names.items():
            for name in called.split():
                assert kg.concept(name).iri == EX + local
        rain = kg.concept("rain")
        # what is broader, narrower or only related is no other name of the same
        assert (rain.synonyms, rain.definition) == (("rainfall",), "Water that falls.")
        assert len(kg.ask("search", text="eluge")) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("languages", "label"),
    [
        ((), "rain"),
        ("de", "Regen"),
        (("pt", "de"), "chuva"),
        (("pt-PT", "de"), "Regen"),
        ("PT-br", "chuva"),
        ("fr", "rain"),
    ],
)
def test_things_are_named_in_the_language_asked_for(languages: str, label: str) -> None:
    graph = rdflib.Graph().parse(data=HEAD + CALLED % SAID, format="turtle")
    kg = twitchkg.open(graph, languages=languages)
    assert kg.concept(EX + "a").label == label
    assert kg.concept("Regen").iri == kg.concept("rain").iri == EX + "a"


@pytest.mark.parametrize(
    ("locale", "words", "label"),
    [
        ({"LANG": "de_DE.UTF-8"}, (), "Regen"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, (), "rain"),
        ({"LANG": "pt_BR"}, (), "chuva"),
        ({"LANG": "C.UTF-8"}, (), "rain"),
        ({"LANG": "de_DE.UTF-8"}, ("--lang", "pt"), "chuva"),
        ({}, ("--lang", "fr", "--lang", "de"), "Regen"),
    ],
)
def test_the_command_line_goes_by_the_locale(
    turtle: WriteTurtle,
    monkeypatch: pytest.MonkeyPatch,
    locale: dict[str, str],
    words: tuple[str, ...],
    label: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    file = turtle(CALLED % SAID)
    assert ok(*words, "--graph", file, "show", "ex:a").startswith(label + "\n")
    assert ok("--graph", file, "show", "ex:a", *words).startswith(label + "\n")


# ------------------------------------------------------------------- named graphs


def test_graphs_keep_their_names_and_are_asked_as_one(tmp_path: Path) -> None:
    path = tmp_path / "own.trig"
    path.write_text(
        "@prefix ex: <http://example.org/> . ex:one { ex:a ex:p ex:b } ex:two { ex:b ex:p ex:c }"
    )
    words = ("--graph", path, "--causal", "ex:p")
    where = "SELECT ?g { GRAPH ?g { ex:b ex:p ex:c } }"
    assert ok(*words, "query", where, "--format", "csv").splitlines() == ["g", EX + "two"]
    assert "2 steps" in ok(*words, "explain", "ex:a", "ex:c")
    named = run(*words, "query", "ASK { GRAPH ex:three { ?s ?p ?o } }")
    assert named.err == "note: ex:three is not in this graph\n"
    assert run(*words, "query", "ASK { GRAPH ex:two { ?s ?p ?o } }").err == ""
    alone = ok("--graph", path, "--default-graph", "query", "ASK { ?s ?p ?o }", "--format", "csv")
    assert alone == "false\n"
    kg = twitchkg.open(path, causal="ex:p")
    assert len(kg.ask("effects-of", cause="ex:a")) == 2  # type: ignore[arg-type]
    assert len(kg.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == 2  # type: ignore[arg-type]
