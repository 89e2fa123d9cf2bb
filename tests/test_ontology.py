"""The knowledge itself: what the graph must say, how surely, and what it must never say."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from graphs import in_rdflib
from pyoxigraph import Literal, NamedNode

import twitchkg
from twitchkg import saved as queries
from twitchkg.chains.firmness import counted_links
from twitchkg.errors import UnknownConcept
from twitchkg.files import ontology_dir
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Claim, Concept
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store
from twitchkg.store.base import Store, select
from twitchkg.store.table import Graph
from twitchkg.vocab import CLAIM_NS, PREFIXES, RDFS, SKOS, SPAN_NS, TK

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ARTICLE = SHARED / "sources" / "knee-twitching.txt"
without_shared = pytest.mark.skipif(
    not ARTICLE.exists(), reason="needs ../shared with the article and its tables"
)
P = f"PREFIX tk: <{TK}> PREFIX skos: <{SKOS}> PREFIX rdfs: <{RDFS}> "


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def built_in() -> Store:
    return open_store()


@cache
def knowledge() -> Contents:
    return read_contents(built_in())


@pytest.fixture(scope="module")
def graph() -> Contents:
    return knowledge()


@pytest.fixture(scope="module", params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest) -> Store:
    return built_in() if request.param == "oxigraph" else in_rdflib()


def reached_from(store: Store, name: str) -> set[str]:
    table = select(store, f"{P} SELECT DISTINCT ?x {{ tk:{name} tk:leadsTo+ ?x }}")
    return {str(each["x"]).removeprefix(TK) for each in table.to_dicts()}


# The traps, on both engines


# A substance leads to nothing, only its lack or excess does; a kind of the twitch to no other.
WITHOUT_EFFECT = """
Magnesium Potassium Electrolyte Water Calcium StressHormone
ADHD BenignFasciculationSyndrome Fasciculation KneeTwitching MuscleWeakness Numbness
NerveImpingement Radiculopathy SensoryNerveProblem SevereNerveCompression
SeriousNeurologicalCondition UnderlyingDisease MedicalEmergency
""".split()


@pytest.mark.parametrize("name", WITHOUT_EFFECT)
def test_nothing_is_caused_by_what_the_source_gives_no_effect_of(store: Store, name: str) -> None:
    assert reached_from(store, name) == set()


def test_stress_leads_through_the_nerves_to_the_twitch_and_to_nothing_else(store: Store) -> None:
    assert reached_from(store, "Stress") == set(
        "Hyperarousal RaisedStressHormones PoorSleep NerveHyperexcitability "
        "SpontaneousNerveDischarge Fasciculation".split()
    )


def test_the_causal_properties_are_these(store: Store) -> None:
    table = select(store, f"{P} SELECT ?p {{ ?p rdfs:subPropertyOf+ tk:leadsTo }} ORDER BY ?p")
    assert table.column("p") == [NamedNode(TK + "causes")]


def test_the_rungs_of_urgency_are_five_and_strictly_ranked(graph: Contents) -> None:
    assert [(rung.iri.removeprefix(TK), rung.rank) for rung in graph.urgencies] == [
        ("MedicalEmergency", 5),
        ("ImmediateAttention", 4),
        ("MedicalEvaluation", 3),
        ("DiscussWithProvider", 2),
        ("MedicationReview", 1),
    ]
    scheme = graph.names.definition(TK + "UrgencyScheme")
    assert "rises with urgency" in scheme
    assert "curator" in scheme


def test_the_modalities_are_six_and_strictly_ranked(graph: Contents) -> None:
    order = [m.iri.removeprefix(TK) for m in graph.modalities.values()]
    assert order == ["Stated", "Believed", "Associated", "Possible", "Inferred", "Denied"]
    assert len({m.rank for m in graph.modalities.values()}) == 6


RUNGS = {
    "SeverePain": "MedicalEmergency",
    "MuscleAtrophy": "MedicalEmergency",
    "BladderControlDifficulty": "MedicalEmergency",
    "BowelControlDifficulty": "MedicalEmergency",
    "LegWeakness": "ImmediateAttention",
    "DailyTaskDifficulty": "ImmediateAttention",
    "DifficultyWalking": "ImmediateAttention",
    "DifficultyLiftingFoot": "ImmediateAttention",
    "LossOfSensation": "MedicalEvaluation",
    "Numbness": "MedicalEvaluation",
    "Tingling": "MedicalEvaluation",
    "PersistentTwitching": "DiscussWithProvider",
    "TwitchingAsSideEffect": "MedicationReview",
}


def test_each_red_flag_has_the_rung_that_the_source_gives_it(graph: Contents) -> None:
    alone = {f.findings[0]: f.urgency for f in graph.red_flags if len(f.findings) == 1}
    assert {k.removeprefix(TK): v.removeprefix(TK) for k, v in alone.items()} == RUNGS
    both = {f.findings: f.urgency for f in graph.red_flags if len(f.findings) > 1}
    assert both == {
        (TK + "PersistentTwitching", TK + "WorseningTwitching"): TK + "DiscussWithProvider",
        (TK + "PersistentTwitching", TK + "SpreadingTwitching"): TK + "DiscussWithProvider",
    }
    for flag in graph.red_flags:
        assert flag.accompanying == (TK + "Fasciculation",)
        assert flag.urgency in flag.actions
        assert flag.spans


def test_every_condition_of_a_red_flag_can_be_evaluated(graph: Contents) -> None:
    for flag in graph.red_flags:
        assert bool(flag.condition) == bool(flag.only_if), flag.iri
        words = {graph.label(iri) for iri in flag.only_if}
        assert all(word in flag.condition or word == "new" for word in words), flag.iri


def test_weakness_is_no_red_flag_unless_it_is_new_and_in_the_leg(graph: Contents) -> None:
    assert not any(TK + "MuscleWeakness" in flag.findings for flag in graph.red_flags)
    (flag,) = (f for f in graph.red_flags if TK + "LegWeakness" in f.findings)
    assert "new" in flag.condition


# Matches to other vocabularies


def sssom() -> list[dict[str, str]]:
    return rows_of(Path(ontology_dir(), "mappings.sssom.tsv"))


def of_a_thing(row: dict[str, str]) -> bool:
    """Whether a match is of a concept, not of a property."""
    return row["subject_id"].removeprefix("tk:")[0].isupper()


def matches(name: str, *kinds: str) -> set[str]:
    return {
        row["object_id"]
        for row in sssom()
        if row["subject_id"] == f"tk:{name}"
        and (not kinds or row["predicate_id"].removeprefix("skos:") in kinds)
    }


NOT_MATCHED = [
    # concept ("*" for any), object, kinds of match that are not made, why
    ("*", "HP:0002411", "", "myokymia is not fasciculation"),
    ("*", "HP:0010546", "", "fibrillation is not fasciculation"),
    ("*", "MONDO:0018100", "", "familial primary hypomagnesaemia"),
    ("*", "MONDO:0000043", "", "obsolete; redirects to the familial disease"),
    ("*", "MONDO:0009531", "", "a familial disease"),
    ("BenignFasciculationSyndrome", "", "exact close", "it is no Isaacs syndrome"),
    ("NerveHyperexcitability", "HP:0034351", "exact", "also named neuromyotonia there"),
    ("Leg", "MESH:D007866", "exact", "the lower leg only"),
    ("PeripheralNerve", "UBERON:0002003", "", "obsolete"),
]


@pytest.mark.parametrize(("name", "object_id", "kinds", "why"), NOT_MATCHED)
def test_a_wrong_match_is_not_made(name: str, object_id: str, kinds: str, why: str) -> None:
    for row in sssom():
        assert not (
            name in ("*", row["subject_id"].removeprefix("tk:"))
            and object_id in ("", row["object_id"])
            and row["predicate_id"][5:-5] in (kinds or "exact close broad narrow related").split()
        ), why


NO_FIRMER = {
    # match: what it may be called at most, and why
    ("InsufficientFluidIntake", "MESH:D014868"): "related",  # an experiment
    ("InsufficientFluidIntake", "MESH:D004326"): "related",  # a habit
    ("MuscleOverstrain", "MESH:D013180"): "related",  # a tear
    ("Calf", "UBERON:0001388"): "related",  # a part
    ("Calf", "UBERON:0003823"): "related",  # the whole
    ("Leg", "MESH:D007866"): "related",  # a part
    ("PeripheralNerve", "UBERON:0000010"): "related",  # the whole
    ("NerveHyperexcitability", "GO:0098908"): "related",  # a process
    ("PromptDiagnosis", "MESH:D042241"): "related",  # an early stage
    ("DifficultyLiftingFoot", "HP:0009027"): "close",  # weakness
    ("MedicalEmergency", "MESH:D004630"): "close",  # an event
    ("Medication", "CHEBI:23888"): "close",  # roles
    ("StimulantMedication", "CHEBI:35337"): "close",
    ("Diuretic", "CHEBI:35498"): "close",
    ("PsychiatricDrug", "CHEBI:35471"): "close",
}


@pytest.mark.parametrize(("name", "object_id"), NO_FIRMER)
def test_a_match_is_called_no_firmer_than_it_is(name: str, object_id: str) -> None:
    assert object_id in matches(name, f"{NO_FIRMER[name, object_id]}Match")


@pytest.mark.parametrize("name", ["SpontaneousMuscleFibreFiring", "ElectrochemicalDisruption"])
def test_abnormal_nerves_are_no_match_of_fibres_or_electrolytes(name: str) -> None:
    assert "HP:0001311" not in matches(name)


def test_a_term_that_a_property_is_like_names_no_concept() -> None:
    with twitchkg.open() as kg, pytest.raises(UnknownConcept):
        kg.concept("BFO:0000050")


def test_no_near_match_has_the_name_of_another_discharge() -> None:
    for row in sssom():
        if row["predicate_id"] in ("skos:exactMatch", "skos:closeMatch"):
            told = row["object_label"].casefold()
            assert not re.search(r"isaac|neuromyotoni|myokymi|fibrillation", told), row


def test_every_match_is_skos_and_of_a_concept_by_its_own_name(graph: Contents) -> None:
    for row in sssom():
        assert re.fullmatch(r"skos:(exact|close|broad|narrow|related)Match", row["predicate_id"])
        assert graph.label(TK + row["subject_id"].removeprefix("tk:")) == row["subject_label"]
        assert row["object_label"]
        assert row["object_source_version"]
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert row["author_label"] == "twitchkg"
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["mapping_date"])
        assert len(row["comment"].split()) > 2, row
    pairs = Counter((row["subject_id"], row["object_id"]) for row in sssom())
    assert [pair for pair, count in pairs.items() if count > 1] == []


@without_shared
def test_the_matches_are_among_the_verified_ones_and_no_firmer() -> None:
    ids = {row["concept_id"]: row["concept"] for row in rows_of(ROOT / "tests" / "concept_ids.tsv")}
    relations = rows_of(SHARED / "data" / "predicates.tsv")
    known = {(row[f"{of}_id"], row[f"{of}_label"]) for row in relations for of in ("biolink", "ro")}
    verified = {
        (ids[row["subject_id"]], row["object_id"]): row
        for row in rows_of(SHARED / "data" / "mappings.sssom.tsv")
        if row["subject_id"] in ids
    }
    firmness = ("skos:relatedMatch", "", "skos:closeMatch", "skos:exactMatch")
    for row in sssom():
        if not of_a_thing(row):
            assert (row["object_id"], row["object_label"]) in known, row
            continue
        told = verified[row["subject_id"], row["object_id"]]
        assert row["object_label"] == told["object_label"]
        if row["predicate_id"] != told["predicate_id"]:
            ours, theirs = (
                firmness.index(each if each in firmness else "")  # broad and narrow between
                for each in (row["predicate_id"], told["predicate_id"])
            )
            assert ours < theirs, row


# Concepts


def by_kind(kind: str) -> list[Concept]:
    graph = knowledge()
    below = {
        row["c"]
        for row in select(
            built_in(), f"{P} SELECT ?c {{ ?k rdfs:subClassOf* tk:{kind} . ?c a ?k }}"
        ).to_dicts()
    }
    return [concept for iri, concept in graph.concepts.items() if iri in below]


@pytest.mark.parametrize(
    "kind", ["Symptom", "LifestyleFactor", "Medication", "Condition", "Mechanism"]
)
def test_what_people_search_for_has_other_names(kind: str) -> None:
    concepts = by_kind(kind)
    assert concepts
    for concept in concepts:
        assert concept.synonyms, concept.iri


def test_a_name_is_no_two_names(graph: Contents) -> None:
    for concept in graph.concepts.values():
        assert concept.label not in (*concept.synonyms, *concept.misspellings), concept.iri
        assert not set(concept.synonyms) & set(concept.misspellings), concept.iri


TYPES = {
    "Stress": {"LifestyleFactor"},
    "LowMagnesium": {"Deficiency"},
    "Diuretic": {"Medication"},
    "Sciatica": {"Condition"},
    "NerveHyperexcitability": {"Mechanism"},
    "Fasciculation": {"Symptom"},
    "Knee": {"Anatomy"},
    "Potassium": {"Electrolyte"},
    "MedicalEmergency": {"CareAction", "Urgency"},
    "BenignFasciculationSyndrome": {"Condition"},
    "HealthcareProvider": {"Agent"},
}


@pytest.mark.parametrize("name", TYPES)
def test_a_concept_is_of_its_kind(graph: Contents, name: str) -> None:
    assert set(graph.concepts[TK + name].types) == {TK + kind for kind in TYPES[name]}


# The article: concepts, sentences, spans


def test_concept_ids_are_all_in_the_graph(graph: Contents) -> None:
    rows = rows_of(ROOT / "tests" / "concept_ids.tsv")
    assert len({row["concept_id"] for row in rows}) == len(rows) == 118
    for row in rows:
        assert TK + row["concept"].removeprefix("tk:") in graph.concepts


@without_shared
def test_every_concept_of_the_article_is_in_the_graph() -> None:
    told = {row["concept_id"] for row in rows_of(SHARED / "data" / "concepts.tsv")}
    assert {row["concept_id"] for row in rows_of(ROOT / "tests" / "concept_ids.tsv")} == told


def carried(iri: str) -> set[int]:
    """Numbers of the sentences that a claim, definition or red flag about a concept points at.

    One about a kind of it, or about its lack, counts: a sentence on twitching that worsens is one
    on twitching, a sentence on low magnesium is one on magnesium.
    """
    graph = knowledge()
    kin = {iri}
    for claim in graph.claims:
        if claim.predicate in (SKOS + "broader", TK + "lackOf") and claim.object == iri:
            kin.add(claim.subject)
    spans: set[str] = set()
    for concept in kin:
        for claim in graph.about(concept):
            spans.update(claim.spans)
        for flag in graph.red_flags:
            if concept in (*flag.findings, *flag.accompanying, *flag.actions, *flag.suggests):
                spans.update(flag.spans)
        asked = select(built_in(), f"SELECT ?s {{ <{concept}> <{TK}span> ?s }}").to_dicts()
        spans.update(str(row["s"]) for row in asked)
    return {graph.spans[span].sentence for span in spans}


# Sentences that name a concept without a claim on it, and why that is left so.
NAMED_ONLY = {
    "medical_evaluation": {5},  # the sentence that carries no statement
}


@without_shared
def test_a_concept_is_pointed_at_in_each_of_its_sentences() -> None:
    ids = {
        row["concept_id"]: TK + row["concept"].removeprefix("tk:")
        for row in rows_of(ROOT / "tests" / "concept_ids.tsv")
    }
    missing = {}
    for row in rows_of(SHARED / "data" / "concepts.tsv"):
        told = {int(number) for number in row["sentences"].split(",")}
        if left := told - carried(ids[row["concept_id"]]):
            missing[row["concept_id"]] = left
    assert missing == NAMED_ONLY


@without_shared
def test_the_spans_are_those_of_the_table() -> None:
    told = {
        (int(r["sentence"]), int(r["section"]), int(r["start"]), int(r["end"]), r["sha256"])
        for r in rows_of(SHARED / "data" / "sentences.tsv")
    }
    spans = knowledge().spans.values()
    assert {(s.sentence, s.section, s.start, s.end, s.sha256) for s in spans} == told
    assert {s.iri for s in spans} == {f"{SPAN_NS}s{number}" for number, *_ in told}


WINDOW = 9


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return {tuple(words[at : at + WINDOW]) for at in range(len(words) - WINDOW + 1)}


@without_shared
def test_no_nine_words_of_the_article_stand_in_the_project() -> None:
    article = runs(ARTICLE.read_text(encoding="utf-8"))
    top = ["ontology", "queries", "twitchkg", "tests", "README.md", "pyproject.toml", "Makefile"]
    seen = 0
    for name in top:
        place = ROOT / name
        for path in [place] if place.is_file() else place.rglob("*"):
            beside = {"node_modules", "__pycache__"} & set(path.parts)
            if beside or not path.is_file() or path.stat().st_size > 4_000_000:
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            seen += 1
            assert not runs(text) & article, path
    assert seen > 100


# Claims: what the source says, and how surely (read from the article, not from the graph)

S, B, A, M, INFERRED, D = "Stated", "Believed", "Associated", "Possible", "Inferred", "Denied"

SAID = [
    # sentence, subject, predicate, object, modality, frequency, a word of the condition
    (1, "KneeTwitching", "broader", "Fasciculation", S, "Common", ""),
    (1, "Fasciculation", "broader", "InvoluntaryMuscleContraction", S, "", ""),
    (2, "Fasciculation", "involves", "SpontaneousMuscleFibreFiring", S, "", ""),
    (2, "KneeTwitching", "locatedIn", "Thigh", S, "Usually", "larger muscles"),
    (3, "Fasciculation", "feltBeneath", "Skin", S, "Usually", ""),
    (3, "Fasciculation", "hasQuality", "MajorVisibleMovement", D, "Usually", ""),
    (4, "Fasciculation", "hasQuality", "Benign", S, "Often", ""),
    (4, "Fasciculation", "hasQuality", "Unsettling", M, "", ""),
    (6, "PhysicalFatigue", "causes", "Fasciculation", S, "MostFrequent", "intense activity"),
    (6, "Overexertion", "causes", "Fasciculation", S, "MostFrequent", "intense activity"),
    (7, "StrenuousExercise", "leadsTo", "MuscleOverstrain", M, "", ""),
    (8, "MuscleOverstrain", "causes", "Fasciculation", S, "", ""),
    (8, "NerveHyperexcitability", "follows", "MuscleExhaustion", S, "", ""),
    (8, "MuscleExhaustion", "leadsTo", "NerveHyperexcitability", INFERRED, "", ""),
    (9, "Dehydration", "causes", "Fasciculation", S, "Common", ""),
    (10, "Dehydration", "leadsTo", "ExtracellularSoluteChange", S, "", ""),
    (11, "ExtracellularSoluteChange", "leadsTo", "NerveEndingIrritation", S, "", ""),
    (11, "NerveEndingIrritation", "leadsTo", "ErraticNerveFiring", S, "", ""),
    (12, "Stress", "leadsTo", "Hyperarousal", S, "", ""),
    (12, "Anxiety", "causes", "Fasciculation", S, "", ""),
    (13, "Hyperarousal", "leadsTo", "NerveHyperexcitability", INFERRED, "", ""),
    (13, "RaisedStressHormones", "leadsTo", "NerveHyperexcitability", S, "", "high levels"),
    (13, "NerveHyperexcitability", "leadsTo", "SpontaneousNerveDischarge", S, "", ""),
    (14, "Stress", "leadsTo", "PoorSleep", S, "Often", ""),
    (14, "PoorSleep", "worsens", "Fasciculation", S, "", "how often"),
    (16, "ElectrolyteDeficiency", "leadsTo", "ElectrochemicalDisruption", M, "Some", "certain key"),
    (17, "LowPotassium", "associatedWith", "Fasciculation", A, "Especially", ""),
    (17, "LowMagnesium", "associatedWith", "NerveHyperexcitability", A, "Especially", ""),
    (18, "Magnesium", "actsAs", "CalciumChannelBlockade", S, "", ""),
    (18, "CalciumChannelBlockade", "importantFor", "MuscleRelaxation", S, "", "after contraction"),
    (19, "LowMagnesium", "leadsTo", "Overstimulation", M, "", ""),
    (19, "Overstimulation", "causes", "MuscleSpasm", M, "", "magnesium is low"),
    (20, "Potassium", "essentialFor", "MembraneRepolarisation", S, "", "nerve impulse"),
    (20, "PotassiumImbalance", "leadsTo", "ImpairedNerveSignalTransmission", M, "", ""),
    (21, "BenignFasciculationSyndrome", "requires", "Fasciculation", M, "", "persistently"),
    (22, "BenignFasciculationSyndrome", "locatedIn", "Calf", S, "Often", ""),
    (22, "NerveHyperexcitability", "causes", "Fasciculation", B, "", "syndrome"),
    (23, "BenignFasciculationSyndrome", "madeBy", "Exclusion", S, "", ""),
    (23, "BenignFasciculationSyndrome", "excludedBy", "MuscleWeakness", S, "", ""),
    (23, "BenignFasciculationSyndrome", "excludedBy", "MuscleAtrophy", S, "", ""),
    (24, "KneeTwitching", "hasQuality", "Benign", S, "Mostly", ""),
    (27, "Numbness", "suggests", "SensoryNerveProblem", M, "", "alongside twitching"),
    (28, "Numbness", "suggests", "NerveImpingement", M, "", "alongside twitching"),
    (28, "Tingling", "suggests", "Radiculopathy", M, "", "alongside twitching"),
    (29, "Sciatica", "broader", "Radiculopathy", S, "Common", ""),
    (29, "Sciatica", "involves", "NerveRootIrritation", S, "", ""),
    (29, "NerveRoot", "locatedIn", "LowerSpine", S, "", ""),
    (29, "Sciatica", "causes", "Fasciculation", M, "", "toward the knee"),
    (30, "Medication", "causes", "Fasciculation", M, "Some", "certain"),
    (31, "StimulantMedication", "causes", "Fasciculation", S, "", ""),
    (32, "Diuretic", "causes", "Fasciculation", M, "Some", "some"),
    (32, "Corticosteroid", "causes", "Fasciculation", M, "Some", "some"),
    (32, "PsychiatricDrug", "causes", "Fasciculation", M, "Some", "some"),
    (34, "SeverePain", "suggests", "SevereNerveCompression", M, "", "accompanying"),
    (34, "MuscleAtrophy", "suggests", "SeriousNeurologicalCondition", M, "", "significant"),
]


@pytest.mark.parametrize("row", SAID, ids=[f"s{each[0]}-{each[1]}-{each[3]}" for each in SAID])
def test_a_claim_is_as_sure_as_its_sentence(graph: Contents, row: tuple[Any, ...]) -> None:
    sentence, subject, predicate, object_, modality, frequency, condition = row
    said = (TK + subject, (SKOS if predicate == "broader" else TK) + predicate, TK + object_)
    (claim,) = (c for c in graph.claims if (c.subject, c.predicate, c.object) == said)
    assert claim.modality == TK + modality
    assert claim.frequency == (TK + frequency if frequency else "")
    assert condition in claim.condition
    assert sentence in {place.sentence for place in graph.places_of(claim)}


def test_adhd_is_what_some_stimulants_are_for_and_nothing_more(graph: Contents) -> None:
    (claim,) = graph.about(TK + "ADHD")
    said = (claim.subject, claim.predicate, claim.object, claim.modality, claim.frequency)
    names = "StimulantMedication usedFor ADHD Stated Some".split()
    assert said == tuple(TK + name for name in names)
    assert claim.condition
    assert graph.concepts[TK + "ADHD"].types == (TK + "Condition",)


def places(graph: Contents, subject: str) -> set[str]:
    about = [c for c in graph.claims if c.subject == TK + subject]
    named = {place for c in about if c.object == TK + "Fasciculation" for place in c.places}
    return {place.removeprefix(TK) for place in named}


def test_where_a_cause_is_felt_is_kept(graph: Contents) -> None:
    assert places(graph, "MuscleOverstrain") == {"Quadriceps", "Hamstring"}
    assert places(graph, "PhysicalFatigue") == {"Leg"}
    assert places(graph, "Sciatica") == {"Leg"}
    assert places(graph, "Stress") == set()


def test_a_claim_says_one_thing_once(graph: Contents) -> None:
    said = Counter((c.subject, c.predicate, c.object, c.context) for c in graph.claims)
    assert [each for each, count in said.items() if count > 1] == []
    summaries = Counter(c.summary for c in graph.claims if c.predicate != SKOS + "broader")
    assert [each for each, count in summaries.items() if count > 1] == []


def test_a_claim_has_a_readable_iri_and_a_summary_that_is_a_sentence(graph: Contents) -> None:
    for claim in graph.claims:
        local = claim.iri.removeprefix(CLAIM_NS)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", local), claim.iri
        assert claim.summary[0].isupper(), claim.iri
        assert claim.summary.endswith("."), claim.iri


def hedge_words(claim: Claim) -> bool:
    hedges = r"\b(can|may|might|could|believed|taken to be|associated|goes? (along )?with|hint)\b"
    return re.search(hedges, claim.summary) is not None


@pytest.mark.parametrize("modality", ["Believed", "Associated"])
def test_the_summary_of_a_hedged_claim_is_hedged(graph: Contents, modality: str) -> None:
    claims = [c for c in graph.claims if c.modality == TK + modality]
    assert claims
    for claim in claims:
        assert hedge_words(claim), claim.summary


def test_the_summary_of_a_possible_cause_is_hedged(graph: Contents) -> None:
    claims = [c for link in graph.links for c in link.claims if c.modality == TK + "Possible"]
    assert claims
    for claim in claims:
        assert hedge_words(claim) or "especially able" in claim.summary, claim.summary


OVER = (SKOS + "broader", TK + "involves")


def test_a_summary_passes_over_steps_that_are_there(graph: Contents) -> None:
    summaries = {(link.subject, link.object) for link in graph.links if link.is_summary}
    counted = {(start, end) for start, end, _ in counted_links(graph)}
    assert summaries - counted
    for start, end in summaries & counted:
        # what is said of medication holds for a class of it; sciatica involves irritated roots
        passed = {c.object for c in graph.claims if c.subject == start and c.predicate in OVER}
        assert any(end in graph.effects(iri) for iri in passed), (start, end)


# Edges, versions, reasoning


def test_the_edges_are_what_the_claims_derive_byte_for_byte() -> None:
    answer = built_in().query(queries.load("build/plain-triples").text)
    assert isinstance(answer, Graph)
    written = Path(ontology_dir(), "edges.ttl").read_text(encoding="utf-8")
    assert written == answer.serialize("turtle")


def test_every_causal_edge_is_also_a_leads_to_edge(store: Store) -> None:
    ask = "ASK { ?a tk:causes ?b FILTER NOT EXISTS { ?a tk:leadsTo ?b } }"
    assert store.query(P + ask) is False


def test_the_version_is_the_package_s() -> None:
    def one(sparql: str) -> str:
        ((value,),) = select(built_in(), sparql).rows
        assert isinstance(value, (NamedNode, Literal))
        return value.value

    owl, dcat = PREFIXES["owl"], PREFIXES["dcat"]
    version = twitchkg.__version__
    assert one(f"SELECT ?v {{ ?o <{owl}versionIRI> ?v }}").endswith(f"/{version}")
    assert one(f"SELECT ?v {{ ?o <{owl}versionInfo> ?v }}") == version
    assert one(f"SELECT ?v {{ ?d <{dcat}version> ?v }}") == version
    table = Path(ontology_dir(), "mappings.sssom.tsv").read_text(encoding="utf-8")
    assert f"#mapping_set_version: {version}\n" in table


def test_a_reasoner_comes_to_nothing_absurd() -> None:
    owlrl = pytest.importorskip("owlrl")
    closed = rdflib.Graph()
    for name in ("schema", "concepts", "flags", "edges", "claims"):
        closed.parse(Path(ontology_dir(), f"{name}.ttl"))
    tk = rdflib.Namespace(TK)
    before = set(closed.subject_objects(tk.leadsTo))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    # tk:leadsTo is not transitive and nothing but tk:causes is below it
    assert set(closed.subject_objects(tk.leadsTo)) == before
    for name in ("ADHD", "Magnesium", "Potassium", "Water", "Electrolyte", "Fasciculation"):
        assert not list(closed.objects(tk[name], tk.leadsTo)), name
    kinds = {"Deficiency", "Symptom", "Anatomy", "Substance", "CareAction", "Mechanism", "Claim"}
    ours = {
        name: {kind for kind in kinds if (tk[name], rdflib.RDF.type, tk[kind]) in closed}
        for name in ("ADHD", "Magnesium", "LowMagnesium", "Fasciculation", "Knee")
    }
    assert ours == {
        "ADHD": set(),
        "Magnesium": {"Substance"},
        "LowMagnesium": {"Deficiency"},
        "Fasciculation": {"Symptom"},
        "Knee": {"Anatomy"},
    }
    nothing = rdflib.OWL.Nothing
    assert not list(closed.subjects(rdflib.RDF.type, nothing))
    errors = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    assert not list(closed.subjects(rdflib.RDF.type, errors))
