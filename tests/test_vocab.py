"""CURIEs and IRIs, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from twitchkg.store import OxigraphStore
from twitchkg.store.base import select
from twitchkg.vocab import PREFIXES, TK, expand, is_iri, local_name, shorten


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("tk:Stress", TK + "Stress"),
        ("HP:0002380", "http://purl.obolibrary.org/obo/HP_0002380"),
        ("hp:0002380", "http://purl.obolibrary.org/obo/HP_0002380"),
        ("<urn:x:y>", "urn:x:y"),
        ("http://example.org/a", "http://example.org/a"),
        ("urn:x:y", "urn:x:y"),
        ("stress", None),
        ("tk:", None),
        ("nope:x", None),
        ("note: this", None),
        ("<a b>", None),
        ("tk:a b", None),
        ("", None),
    ],
)
def test_expand(text: str, iri: str | None) -> None:
    assert expand(text) == iri


@given(st.sampled_from(sorted(PREFIXES)), st.text(max_size=8))
def test_shorten_and_expand_are_inverse_on_iris(prefix: str, local: str) -> None:
    iri = PREFIXES[prefix] + local
    if local and is_iri(iri):
        assert expand(shorten(iri)) == iri


@given(st.sampled_from(sorted(PREFIXES)), st.text("aZ09_-.%/#é~'\\", min_size=1, max_size=8))
def test_a_curie_means_the_same_to_sparql(prefix: str, local: str) -> None:
    iri = PREFIXES[prefix] + local
    if not is_iri(iri):
        return
    query = f"PREFIX {prefix}: <{PREFIXES[prefix]}> SELECT ({shorten(iri)} AS ?x) {{}}"
    if shorten(iri).startswith("<"):
        query = f"SELECT (<{iri}> AS ?x) {{}}"
    assert select(OxigraphStore.from_files(()), query).rows == [(NamedNode(iri),)]


def test_claims_are_not_taken_for_names_of_the_vocabulary() -> None:
    assert shorten("https://w3id.org/twitchkg/claim/a-b") == "claim:a-b"
    assert shorten(PREFIXES["ICD10CM"] + "R25.3") == "ICD10CM:R25.3"
    assert shorten("https://w3id.org/twitchkg#a/b") == "<https://w3id.org/twitchkg#a/b>"


@given(st.text())
def test_what_is_an_iri_can_stand_in_a_query(text: str) -> None:
    if is_iri(text) or is_iri(text := "urn:" + text):
        query = f"SELECT (<{text}> AS ?x) {{}}"
        assert select(OxigraphStore.from_files(()), query).rows == [(NamedNode(text),)]


@pytest.mark.parametrize(
    "text", ["", "a", "a b:c", "http://a/ b", "a:<", 'a:"', "a:\x01", "a:\x85", "1a:b", "a:\ud800"]
)
def test_what_is_no_iri(text: str) -> None:
    assert not is_iri(text)


def test_local_name() -> None:
    assert local_name(TK + "Stress") == "Stress"
    assert local_name("urn:a") == "a"
    assert local_name("http://a/") == "http://a/"
