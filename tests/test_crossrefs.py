"""Terms of other ontologies: found by CURIE, told how alike, written as SSSOM."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import twitchkg
from twitchkg.crossrefs import concepts_for, to_sssom
from twitchkg.errors import UnknownConcept
from twitchkg.vocab import TK, expand

KG = twitchkg.open()
ROOT = Path(__file__).parent.parent


def test_a_term_stands_for_the_concept_that_is_the_same() -> None:
    assert KG.concept("HP:0002380").label == "fasciculation"
    assert KG.concept("http://purl.obolibrary.org/obo/HP_0002380").label == "fasciculation"
    assert KG.concept("hp:0002380").label == "fasciculation"


def test_search_says_how_alike_each_match_is() -> None:
    hits = KG.search("HP:0002380")
    assert [(hit.concept.label, hit.name) for hit in hits[:2]] == [
        ("fasciculation", "exactMatch HP:0002380"),
        ("knee twitching", "broadMatch HP:0002380"),
    ]
    assert {hit.name for hit in hits[1:]} == {"broadMatch HP:0002380"}


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
    written = to_sssom(KG.store)
    assert rows(written) == rows(table)
    assert written == to_sssom(twitchkg.open().store)
    prefixes = {row[0].partition(":")[0] for row in rows(written)}
    assert prefixes == {"tk"}
    assert f"#  tk: {TK}" in written


def test_both_tables_are_valid_by_the_sssom_package(tmp_path: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers", reason="the sssom package is not installed")
    made = tmp_path / "made.sssom.tsv"
    made.write_text(to_sssom(KG.store), encoding="utf-8")
    for path in (ROOT / "ontology" / "mappings.sssom.tsv", made):
        mappings = parsers.parse_sssom_table(str(path))
        assert len(mappings.df) == len(
            [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
        )
