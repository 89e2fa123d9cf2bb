"""The background module: carried faithfully, off unless asked for, always told apart by source."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from command import ok, run
from graphs import WriteTurtle
from pyoxigraph import Literal

import twitchkg
from twitchkg.errors import BadParameter, UnknownConcept
from twitchkg.files import extra_path
from twitchkg.store import open_store
from twitchkg.store.base import select
from twitchkg.vocab import IS_CAUSED_BY, PREFIXES, TK

SHARED = Path(__file__).parent.parent.parent / "shared"
TABLE = SHARED / "data" / "background-facts.tsv"
without_table = pytest.mark.skipif(
    not TABLE.exists(), reason="the verified table lies beside the repository, not in it"
)

PLAIN = twitchkg.open()
WHOLE = twitchkg.open(background=True)
MODULE = open_store(extra_path("background"))

# Read at the named versions beside the verified table, because the questions need them.
MORE = {
    ("HP:0003690", "biolink:subclass_of", "HP:0001324"),
    ("HP:0007289", "biolink:subclass_of", "HP:0002380"),
    ("UBERON:0001377", "biolink:part_of", "UBERON:0002103"),
}
AXON = "term:increased-irritability-of-an-axon"
# The definition says it in other words than the term's: twitches, cramps, sensory loss.
READ_FROM_WORDS = {
    tuple(pair.split())
    for pair in """
    HP:0001281 HP:0002917|HP:0034351 HP:0002380|HP:0034351 HP:0003394|MONDO:0002959 HP:0001324
    MONDO:0002959 HP:0003474|MONDO:0005693 HP:0000020|MONDO:0005693 HP:0002607
    MONDO:0006844 HP:0003394|MONDO:0006919 HP:0002380|MONDO:0019399 HP:0003394
    """.strip()
    .replace("\n", "|")
    .split("|")
}
# biolink:diagnoses would not say which result: a property of our own does.
PREDICATES = {"biolink:diagnoses": "tk:lowResultIndicates"}
SOURCES = {
    "HPO annotations phenotype.hpoa": "HPO annotations",
    "loinc2hpoAnnotation": "loinc2hpo",
}


def iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def facts() -> list[dict[str, str]]:
    """Every fact with its provenance, as plain text."""
    rows = select(
        MODULE,
        """PREFIX tk: <https://w3id.org/twitchkg#> PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?fact ?s ?p ?o ?source ?version ?record ?licence ?modality ?evidence ?often ?why
        WHERE {
          ?fact a tk:BackgroundFact ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
            dcterms:source/skos:prefLabel ?source ; dcat:version ?version ; tk:record ?record ;
            dcterms:license/skos:prefLabel ?licence ; tk:modality ?modality ;
            tk:evidenceType ?evidence
          OPTIONAL { ?fact tk:frequencyThere ?often } OPTIONAL { ?fact tk:rationale ?why }
        }""",
    )
    return [
        {name: term.value if term else "" for name, term in zip(rows.variables, row)}  # type: ignore[union-attr]
        for row in rows
    ]


def verified() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@without_table
def test_every_row_of_the_verified_table_is_carried_with_its_provenance() -> None:
    held = {(f["s"], f["p"], f["o"], f["record"]): f for f in facts()}
    told = set()
    for row in verified():
        predicate = iri(PREDICATES.get(row["predicate_id"], row["predicate_id"]))
        for object_id in row["object_id"].split("|"):
            key = (iri(row["subject_id"]), predicate, iri(object_id or AXON), row["source_id"])
            fact = held[key]
            told.add(key)
            assert fact["version"] == row["source_version"]
            assert fact["source"] == SOURCES.get(row["source"], row["source"])
            assert fact["evidence"] == iri(row["evidence"])
            if not row["qualifier"].startswith(("definition text", "outcome")):
                assert fact["often"] == row["qualifier"]
            short = fact["licence"].split(";")[0].split(",")[0]
            assert row["licence"].startswith(short), (fact["licence"], row["licence"])
    more = {(iri(s), iri(p), iri(o)) for s, p, o in MORE}
    assert {key[:3] for key in held.keys() - told} == more


@without_table
def test_a_hedge_of_the_table_is_not_lost() -> None:
    held = {(f["s"], f["o"], f["record"]): f for f in facts()}
    for row in verified():
        for object_id in row["object_id"].split("|"):
            fact = held[iri(row["subject_id"]), iri(object_id or AXON), row["source_id"]]
            ours = "by us" in row["note"]
            may = row["relation"].startswith("may ")
            if row["qualifier"].startswith("definition text"):
                ours = ours or (row["subject_id"], object_id) in READ_FROM_WORDS
            expected = "Inferred" if ours else "Possible" if may else "Stated"
            assert fact["modality"] == TK + expected, row
            assert bool(fact["why"]) == ours
    (rare,) = (f for f in facts() if f["s"] == iri("HP:0001281") and f["o"] == iri("HP:0002917"))
    assert rare["often"] == "occasionally"


@without_table
def test_terms_are_called_what_they_are_called_there() -> None:
    names = {
        row[0].value: row[1].value  # type: ignore[union-attr]
        for row in select(
            MODULE,
            f"SELECT ?t ?l WHERE {{ ?t a <{TK}BackgroundTerm> ; <{PREFIXES['rdfs']}label> ?l }}",
        )
    }
    for row in verified():
        assert names[iri(row["subject_id"])] == row["subject"]
        if "|" not in row["object_id"]:
            assert names[iri(row["object_id"] or AXON)] == row["object"]


def test_nothing_in_it_is_causal_in_sparql_and_no_fact_is_a_claim() -> None:
    for path in ("tk:leadsTo", "tk:causes", "tk:worsens"):
        before, after = (kg.query(f"SELECT * WHERE {{ ?a {path} ?b }}") for kg in (PLAIN, WHOLE))
        assert len(before) == len(after)  # type: ignore[arg-type]
    assert WHOLE.query("ASK { ?f a tk:BackgroundFact , tk:Claim }") is False
    assert (
        WHOLE.query("ASK { ?t a tk:BackgroundTerm , ?c . ?c rdfs:subClassOf* tk:Concept }") is False
    )


def test_no_long_text_of_a_source_is_copied() -> None:
    for triple in MODULE.triples():
        if triple.predicate.value == TK + "wording":
            assert isinstance(triple.object, Literal)
            assert len(triple.object.value.split()) <= 14


def test_it_is_off_unless_asked_for() -> None:
    assert PLAIN.contents.background is None
    assert PLAIN.query("ASK { ?f a tk:BackgroundFact }") is False
    with pytest.raises(UnknownConcept):
        PLAIN.concept("amyotrophic lateral sclerosis")
    assert "MONDO, " not in ok("show", "sciatica")
    told = run("show", "ALS").error
    assert "amyotrophic lateral sclerosis [MONDO]; turn it on with --with background" in told
    with pytest.raises(BadParameter, match="not part of this graph"):
        PLAIN.ask("is-in")
    refused = run("ask", "conditions-with-signs")
    assert refused.code == 1
    assert "--with background" in refused.err


def test_the_option_stands_before_or_after_the_command() -> None:
    query = "ASK { ?f a tk:BackgroundFact }"
    assert ok("--with", "background", "query", query, "--format", "csv") == "true\n"
    assert ok("query", query, "--with", "background", "--format", "csv") == "true\n"
    assert run("query", query, "--with", "foreground").code == 2


def test_the_articles_own_claims_stay_as_they_are() -> None:
    assert WHOLE.contents.claims == PLAIN.contents.claims
    own = [link for link in WHOLE.contents.links if link.predicate.startswith(TK)]
    assert tuple(own) == PLAIN.contents.links


def test_it_is_asked_by_names_of_ours_and_of_its_own_and_laid_over_any_graph(
    turtle: WriteTurtle,
) -> None:
    for values in ({"class": "stimulants"}, {"class": "water pills"}):
        assert WHOLE.ask("examples-of", **values).to_dicts()  # type: ignore[union-attr]
    assert not WHOLE.ask("is-in", part="quads", whole="calf").to_dicts()  # type: ignore[union-attr]
    kg = twitchkg.open(turtle("ex:a tk:leadsTo ex:b ."), background=True)
    assert kg.concept("ALS").label == "amyotrophic lateral sclerosis [MONDO]"
    assert iri("HP:0002380") in kg.contents.concepts


def test_every_fact_tells_where_it_is_from() -> None:
    contents = WHOLE.contents
    background = contents.background
    assert background is not None
    assert len(background.facts) == len(facts())
    for fact in background.facts:
        origin = contents.origin(fact.iri)
        assert origin is not None
        for text in (origin.source, origin.version, origin.record, origin.licence, origin.evidence):
            assert text
        assert contents.modality(fact.modality) is not None
    assert contents.origin(contents.claims[0].iri) is None


def test_a_term_is_a_concept_of_ours_only_where_it_is_exactly_that() -> None:
    background = WHOLE.contents.background
    assert background is not None
    assert iri("MONDO:0024333") not in background.terms  # sciatica, the same
    assert iri("MONDO:0006919") in background.terms  # potassium deficiency, only nearly
    signs = {f.object for f in background.facts if f.subject == iri("MONDO:0004976")}
    assert {TK + "Fasciculation", TK + "MuscleAtrophy", iri("HP:0007340")} <= signs
    # Neuromyotonia and Isaacs syndrome are nobody's other name here.
    for term in ("HP:0034351", "MONDO:0019399", "HP:0002411", "HP:0010546"):
        assert iri(term) in background.terms


def test_names_of_other_sources_carry_their_source_and_take_none_of_ours() -> None:
    for name in ("ALS", "amyotrophic lateral sclerosis", "MONDO:0004976", "Lou Gehrig's disease"):
        assert WHOLE.concept(name).label == "amyotrophic lateral sclerosis [MONDO]"
    for concept in PLAIN.contents.concepts.values():
        assert WHOLE.concept(concept.label) == concept
        for name in concept.synonyms:
            assert WHOLE.concept(name).iri == PLAIN.concept(name).iri, name
    assert WHOLE.concept("MONDO:0006919").label == "potassium deficiency [MONDO]"
    assert WHOLE.concept("potassium deficiency").iri == TK + "LowPotassium"
    labels = [c.label for c in WHOLE.contents.concepts.values()]
    assert len(labels) == len(set(labels))


def test_the_causal_facts_make_links_and_say_so() -> None:
    assert not PLAIN.contents.incoming.get(TK + "Radiculopathy")
    (link,) = WHOLE.contents.incoming[TK + "Radiculopathy"]
    assert WHOLE.contents.label(link.subject) == "nerve compression syndrome [MONDO]"
    (fact,) = link.claims
    assert (fact.predicate, fact.modality) == (IS_CAUSED_BY, TK + "Inferred")
    found = WHOLE.chains("increased irritability of an axon", "fasciculation")
    assert len(found.chains) == 1
    told = ok(
        "explain", "increased irritability of an axon", "fasciculation", "--with", "background"
    )
    assert "not the article: HPO, hp.obo" in told
    for cause in ("stress", "dehydration", "low magnesium"):
        assert WHOLE.chains(cause, "fasciculation") == PLAIN.chains(cause, "fasciculation")


def test_show_tells_the_background_apart_with_source_version_and_licence() -> None:
    told = ok("show", "sciatica", "--with", "background")
    article, _, background = told.partition("\nBackground: ")
    assert "MONDO" not in article
    assert "not by the article" in background.splitlines()[0]
    assert (
        "[possible; not the article: MONDO, mondo.owl v2026-05-05, MONDO:0024333; CC BY 4.0]"
        in background
    )
    assert "The article calls sciatica a form of radiculopathy instead." in background
    als = ok("show", "ALS", "--with", "background")
    assert (
        "That a condition has a sign does not say that who has the sign has the condition." in als
    )
    assert "Frequent (30-79%)" in als and "Orphadata" in als


def test_show_as_json_holds_the_origin_of_each_fact_and_none_of_a_claim() -> None:
    told = json.loads(ok("show", "low potassium", "--with", "background", "--format", "json"))
    assert {claim["origin"] for claim in told["claims"]} == {None}
    assert all(
        fact["origin"]["source"] and fact["origin"]["version"] and fact["origin"]["licence"]
        for fact in told["background"]
    )
    assert json.loads(ok("show", "low potassium", "--format", "json"))["background"] == []


def test_every_row_of_a_background_question_names_its_source() -> None:
    from twitchkg.saved import catalogue

    for query in catalogue():
        if query.folder == "background" and query.name != "background/plain-triples":
            for row in WHOLE.ask(query.name).to_dicts():  # type: ignore[union-attr]
                assert row["source"], query.name


def test_check_proves_it_and_names_what_is_missing(tmp_path: Path) -> None:
    assert "ok: SHACL shapes hold" in ok("check", "--with", "background")
    whole = Path(extra_path("background")).read_text(encoding="utf-8")
    broken = tmp_path / "broken.ttl"
    broken.write_text(whole.replace(' tk:record "MONDO:0024333" ;', "", 1), encoding="utf-8")
    told = run("check", "--add", str(broken))
    assert told.code == 1
    assert "tk:record" in told.out


def test_the_welcome_counts_it_apart() -> None:
    plain, whole = ok(), ok("--with", "background")
    counted = plain.split("This graph holds")[1].split("red flags")[0]
    assert " ".join(counted.split()) in " ".join(whole.split())
    assert "background facts" in whole and "background facts" not in plain


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("what_if", ("fasciculation", ["stress"])),
        ("modifiable", ("fasciculation",)),
        ("bottlenecks", ("fasciculation",)),
        ("compare", ("stress", "dehydration")),
        ("coverage", ()),
        ("triage", (["numb foot", "twitching for 6 weeks"], ["muscle weakness"])),
    ],
)
def test_an_answer_about_the_article_is_the_same_with_it(method: str, words: Any) -> None:
    assert getattr(WHOLE, method)(*words) == getattr(PLAIN, method)(*words)


def test_its_own_chains_are_not_counted() -> None:
    with pytest.raises(BadParameter, match="nothing in this graph leads to radiculopathy"):
        WHOLE.bottlenecks("radiculopathy")


def test_exports_keep_its_direction_and_its_source() -> None:
    graph = WHOLE.to_networkx()
    beside = [(s, o, d) for s, o, d in graph.edges(data=True) if d["origin"]]
    assert len(beside) == 2
    for _, _, edge in beside:
        assert edge["relation"] == "causes" and edge["property"].endswith("/causes")
        assert "licence" in edge["origin"] or "CC BY" in edge["origin"]
    assert all(d["origin"] == "" for _, _, d in PLAIN.to_networkx().edges(data=True))
    drawn = ok(
        *("export", "--format", "dot", "--from", "nerve compression syndrome"),
        *("--to", "radiculopathy", "--with", "background"),
    )
    assert "causes, inferred, not the article: MONDO" in drawn
