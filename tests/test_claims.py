"""Claims and links, read alike from both engines, from our graph and from anybody's."""

from __future__ import annotations

import pytest
from graphs import EX, in_rdflib, on_each_engine
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple

from twitchkg.graph.causal import causal_properties
from twitchkg.graph.contents import UNRECORDED, Contents
from twitchkg.graph.names import read_names
from twitchkg.graph.read import read_contents
from twitchkg.store import OxigraphStore, open_store
from twitchkg.vocab import CAUSES, CLAIM_NS, LEADS_TO, SPAN_NS, STEP, TK


def both(data: str) -> list[Contents]:
    return [read_contents(store) for store in on_each_engine(data)]


def claim(name: str, object_: str = "b", more: str = "") -> str:
    """A claim that ex:a causes it."""
    return (
        f"ex:{name} a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; "
        f"rdf:object ex:{object_} {more} .\n"
    )


@pytest.fixture(scope="module")
def graph() -> Contents:
    return read_contents(open_store())


def test_a_claim_is_read_with_all_it_says(graph: Contents) -> None:
    (claim,) = (c for c in graph.claims if c.iri == CLAIM_NS + "stress-hormones-raise-excitability")
    assert claim.subject == TK + "RaisedStressHormones"
    assert claim.predicate == LEADS_TO
    assert claim.object == TK + "NerveHyperexcitability"
    assert claim.modality == TK + "Stated"
    assert claim.directness == STEP
    assert claim.effect == TK + "Increases"
    assert claim.condition == "at high levels"
    assert claim.spans == (SPAN_NS + "s13",)
    assert claim.summary
    assert claim.places == (TK + "NerveCell",)
    assert (claim.frequency, claim.context, claim.rationale) == ("", "", "")
    (place,) = graph.places_of(claim)
    assert (place.section, place.sentence, place.start, place.end) == (1, 13, 1512, 1633)
    assert place.place == "section 1, sentence 13"


def test_both_engines_are_read_alike(graph: Contents) -> None:
    other = read_contents(in_rdflib())
    for name in ("claims", "links", "concepts", "spans", "modalities", "red_flags", "urgencies"):
        assert getattr(other, name) == getattr(graph, name), name
    assert other.kinds == graph.kinds


def test_every_link_has_claims_and_the_firmest_first(graph: Contents) -> None:
    assert graph.links
    for link in graph.links:
        ranks = [graph.rank(claim) for claim in link.claims]
        assert ranks == sorted(ranks, reverse=True)
        assert graph.link_rank(link) == ranks[0]
        modality = graph.link_modality(link)
        assert modality is not None
        assert modality.rank == ranks[0]
        assert link in graph.outgoing[link.subject]
        assert link in graph.incoming[link.object]


def test_what_is_known_about_a_concept_names_it_wherever_it_stands(graph: Contents) -> None:
    bfs = TK + "BenignFasciculationSyndrome"
    for iri in (bfs, TK + "Quadriceps", TK + "Fasciculation"):
        about = graph.about(iri)
        assert about == [
            c for c in graph.claims if iri in (c.subject, c.object, c.context, *c.places)
        ]
    roles = [(c.subject == bfs, c.context == bfs) for c in graph.about(bfs)]
    assert {True} == {any(each[n] for each in roles) for n in range(2)}


def test_a_link_has_the_most_specific_property_that_is_claimed() -> None:
    data = (
        "ex:a tk:causes ex:b ; tk:leadsTo ex:b . ex:b tk:worsens ex:c ; tk:leadsTo ex:c . "
        "ex:c tk:leadsTo ex:d . " + claim("claim", more="; tk:modality tk:Believed")
    )
    for claims in both(data):
        assert [link.predicate for link in claims.links] == [CAUSES, LEADS_TO, LEADS_TO]
        assert [len(link.claims) for link in claims.links] == [1, 0, 0]
        assert [claims.link_rank(link) for link in claims.links] == [4, UNRECORDED, UNRECORDED]


def test_a_claim_without_its_plain_triple_is_no_link_but_is_known() -> None:
    for claims in both(claim("claim", more="; tk:modality tk:Stated")):
        assert claims.links == ()
        assert [c.iri for c in claims.about(EX + "a")] == [EX + "claim"]
        assert {EX + "a", EX + "b"} <= claims.concepts.keys()


@pytest.mark.parametrize("lacking", ["", ' ; rdf:object "b"'])
def test_a_claim_that_lacks_a_part_is_left_out(lacking: str) -> None:
    data = f"ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes {lacking} ."
    for claims in both(data):
        assert claims.claims == ()


def test_a_claim_with_no_hedge_ranks_below_every_modality() -> None:
    for claims in both("ex:a tk:causes ex:b . " + claim("claim")):
        (only,) = claims.claims
        assert (only.directness, only.modality) == (STEP, "")
        assert claims.rank(only) == UNRECORDED
        assert claims.link_modality(claims.links[0]) is None


def test_our_modalities_need_not_be_repeated_and_own_ones_are_read() -> None:
    data = (
        "ex:a tk:causes ex:b , ex:c . ex:Sure a tk:Modality ; tk:rank 9 ; "
        "skos:prefLabel 'sure'@en . "
        + claim("one", more="; tk:modality tk:Possible")
        + claim("two", "c", "; tk:modality ex:Sure")
    )
    for claims in both(data):
        assert [claims.rank(each) for each in claims.claims] == [2, 9]
        possible = claims.modality(TK + "Possible")
        assert possible is not None and possible.label == "possible"
        assert next(iter(claims.modalities)) == EX + "Sure"


def test_a_link_is_as_firm_as_its_firmest_claim() -> None:
    data = "ex:a tk:causes ex:b . " + "".join(
        claim(name, more=f"; tk:modality tk:{modality} ; tk:directness tk:{directness}")
        for name, modality, directness in (
            ("x", "Possible", "Step"),
            ("y", "Stated", "Summary"),
            ("z", "Denied", "Step"),
        )
    )
    for claims in both(data):
        (link,) = claims.links
        assert [c.iri for c in link.claims] == [EX + "y", EX + "x"]
        assert claims.link_rank(link) == 5
        assert not link.is_summary


def test_a_place_in_a_source_needs_only_its_offsets() -> None:
    data = (
        claim("claim", more="; tk:span ex:s2 , ex:s1 , ex:none")
        + "ex:s1 oa:hasSource ex:t ; oa:hasSelector ex:p1 . ex:p1 oa:start 5 ; oa:end 9 . "
        "ex:s2 oa:hasSource ex:t ; oa:hasSelector ex:p2 . ex:p2 oa:start 1 ; oa:end 3 . "
        "ex:s3 oa:hasSource ex:t ; oa:hasSelector ex:p3 . ex:p3 oa:start 'x' ; oa:end 3 . "
    )
    for claims in both(data):
        (only,) = claims.claims
        assert [span.iri for span in claims.places_of(only)] == [EX + "s2", EX + "s1"]
        assert EX + "s3" not in claims.spans
        span = claims.spans[EX + "s1"]
        assert (span.section, span.sentence, span.sha256, span.no_statement) == (0, 0, "", "")


def test_a_blank_node_is_no_end_of_a_link() -> None:
    for claims in both("ex:a tk:leadsTo [] . [] tk:leadsTo ex:b . ex:c tk:leadsTo 'text' ."):
        assert claims.links == ()


def test_an_empty_graph_is_read_as_nothing() -> None:
    for claims in both(""):
        assert (claims.claims, claims.links, dict(claims.concepts)) == ((), (), {})
        assert claims.label("http://example.org/what#Ever") == "Ever"
        assert claims.label("urn:x") == "x"


def test_what_is_declared_causal_is_found_and_the_rest_is_not() -> None:
    data = (
        "ex:p rdfs:subPropertyOf tk:causes . tk:causes rdfs:subPropertyOf tk:leadsTo . "
        "ex:q rdfs:subPropertyOf tk:suggests ."
    )
    for store in on_each_engine(data):
        assert causal_properties(store) == sorted([EX + "p", CAUSES, LEADS_TO])


def test_names_read_before_are_not_read_again() -> None:
    (store, _) = on_each_engine("ex:a tk:leadsTo ex:b . ex:a skos:prefLabel 'a'@en .")
    names = read_names(store)
    assert read_contents(store, names).names is names


nodes = st.sampled_from([NamedNode(EX + each) for each in "abcd"])
properties = st.sampled_from(
    [NamedNode(each) for each in (LEADS_TO, CAUSES, TK + "worsens", EX + "x")]
)


@given(st.sets(st.builds(Triple, nodes, properties, nodes), max_size=20))
def test_links_are_the_causal_pairs_of_different_things(triples: set[Triple]) -> None:
    store = OxigraphStore.from_files(())
    store.extended(triples)
    contents = read_contents(store)
    expected = {
        (str(t.subject.value), str(t.object.value))
        for t in triples
        if t.predicate.value in (LEADS_TO, CAUSES)
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
        and t.subject != t.object
    }
    assert {(link.subject, link.object) for link in contents.links} == expected
    assert len(contents.links) == len(expected)
    assert not any(link.is_summary for link in contents.links)
