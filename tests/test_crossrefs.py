"""Terms of other ontologies: found by CURIE, told how alike, written as SSSOM."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import twitchkg
from twitchkg.errors import UnknownConcept
from twitchkg.export import sssom
from twitchkg.graph.crossrefs import MATCHES, MEANS, concepts_for, terms_named
from twitchkg.vocab import SKOS, TK, expand

KG = twitchkg.open()
ROOT = Path(__file__).parent.parent


def test_a_term_stands_for_the_concept_that_is_the_same() -> None:
    assert KG.concept("HP:0002380").label == "fasciculation"
    assert KG.concept("http://purl.obolibrary.org/obo/HP_0002380").label == "fasciculation"
    assert KG.concept("hp:0002380").label == "fasciculation"


def test_search_says_how_alike_each_match_is() -> None:
    hits = KG.search("HP:0002380")
    assert [(hit.concept.label, hit.name) for hit in hits[:2]] == [
        ("fasciculation", "same as HP:0002380 Fasciculations"),
        ("knee twitching", "narrower than HP:0002380 Fasciculations"),
    ]
    assert {hit.name for hit in hits[1:]} == {"narrower than HP:0002380 Fasciculations"}
    assert [(hit.concept.label, hit.name) for hit in KG.search("HP:0007289")] == [
        ("knee twitching", "narrower than HP:0007289 Limb fasciculations"),
        ("fasciculation", "broader than HP:0007289 Limb fasciculations"),
    ]
    assert set(MEANS) == set(MATCHES)


@pytest.mark.parametrize("text", ["HP_0002380", "hp_0002380", " 0002380 ", "R25.3", "r25.3"])
def test_a_term_is_found_without_its_colon_too(text: str) -> None:
    assert KG.concept(text).label == "fasciculation"
    hits = KG.search(text)
    assert hits[0].concept.label == "fasciculation"
    assert hits[0].name.startswith("same as ")
    assert len({hit.concept.iri for hit in hits}) == len(hits)


@pytest.mark.parametrize("text", ["HP_9999999", "R2", "25.3", "0002", "R25.3 x", "twitch9"])
def test_a_part_of_a_term_names_nothing(text: str) -> None:
    assert terms_named(KG.store, text) == []
    with pytest.raises(UnknownConcept):
        KG.concept(text)


def test_a_term_without_its_colon_that_is_only_broader_names_nothing() -> None:
    assert terms_named(KG.store, "MONDO_0005071") == [expand("MONDO:0005071")]
    with pytest.raises(UnknownConcept):
        KG.concept("MONDO_0005071")
    assert {hit.name.partition(" MONDO")[0] for hit in KG.search("MONDO_0005071")} == {
        "narrower than"
    }


def test_a_broader_or_unknown_term_names_nothing() -> None:
    # MONDO's nervous system disorder is only broader than what is matched to it.
    assert {kind for kind, _ in concepts_for(KG.store, str(expand("MONDO:0005071")))} == {
        "broadMatch"
    }
    for term in ("MONDO:0005071", "HP:9999999", "http://example.org/x"):
        with pytest.raises(UnknownConcept):
            KG.concept(term)
    assert KG.search("HP:9999999") == []


@pytest.mark.parametrize("term", ["HP:0034351", "MONDO:0019399", "MONDO:0004976", "HP:0002411"])
def test_isaacs_syndrome_and_its_kin_are_no_names_here(term: str) -> None:
    with pytest.raises(UnknownConcept):
        KG.concept(term)


def test_sssom_holds_every_match_of_the_table() -> None:
    def rows(text: str) -> set[tuple[str, str, str, str]]:
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        return {
            (r["subject_id"], r["predicate_id"], r["object_id"], r["object_label"])
            for r in csv.DictReader(lines, delimiter="\t")
        }

    table = (ROOT / "ontology" / "mappings.sssom.tsv").read_text(encoding="utf-8")
    written = sssom.write(KG)
    assert rows(written) == rows(table)
    assert written == sssom.write(twitchkg.open())
    prefixes = {row[0].partition(":")[0] for row in rows(written)}
    assert prefixes == {"tk"}
    assert f"#  tk: {TK}" in written


def test_sssom_keeps_the_versions_that_make_a_match_checkable(tmp_path: Path) -> None:
    table = (ROOT / "ontology" / "mappings.sssom.tsv").read_text(encoding="utf-8")
    written = sssom.write(KG)
    assert sorted(written.splitlines()) == sorted(table.splitlines())
    assert written.startswith(table[: table.index("subject_id\t")])

    other = tmp_path / "other.nt"
    other.write_text(f"<urn:x> <{SKOS}exactMatch> <{expand('HP:0000001')}> .\n", encoding="utf-8")
    mixed = sssom.write(twitchkg.open(add=other))
    assert "mapping_set_version" not in mixed, "it is no longer that set"
    assert "#  obo: " in mixed
    lines = [line for line in mixed.splitlines() if not line.startswith("#")]
    assert set(lines) - set(table.splitlines()) == {
        "urn:x\t\tskos:exactMatch\tHP:0000001\t\tsemapv:ManualMappingCuration\t\t\t"
    }
    alone = sssom.write(twitchkg.open(other))
    assert "object_source" not in alone
    assert alone.endswith("\tHP:0000001\t\tsemapv:ManualMappingCuration\n")


def test_both_tables_are_valid_by_the_sssom_package(tmp_path: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers", reason="the sssom package is not installed")
    made = tmp_path / "made.sssom.tsv"
    made.write_text(sssom.write(KG), encoding="utf-8")
    for path in (ROOT / "ontology" / "mappings.sssom.tsv", made):
        mappings = parsers.parse_sssom_table(str(path))
        assert len(mappings.df) == len(
            [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
        )
