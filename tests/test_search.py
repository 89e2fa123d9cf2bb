"""Names as people type them: every one leads to its concept, and none to a wrong one unasked."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchkg.errors import UnknownConcept
from twitchkg.graph.model import Concept
from twitchkg.graph.search import ConceptIndex, fold
from twitchkg.kg import KnowledgeGraph
from twitchkg.vocab import TK, shorten


def concept(name: str, *synonyms: str, misspellings: tuple[str, ...] = ()) -> Concept:
    iri = f"http://example.org/{name.replace(' ', '')}"
    return Concept(iri, name, synonyms=synonyms, misspellings=misspellings)


def index(*concepts: Concept) -> ConceptIndex:
    return ConceptIndex({each.iri: each for each in concepts})


# What people type


def pairs(table: str) -> list[tuple[str, str]]:
    rows = (row.rpartition(": ") for row in table.strip().replace("\n", " | ").split(" | "))
    return [(text, name) for text, _, name in rows]


RESOLVED = """
stress: Stress | STRESS: Stress | Strèss: Stress | tk:Stress: Stress
<https://w3id.org/twitchkg#Stress>: Stress | https://w3id.org/twitchkg#Stress: Stress
magnesium low: LowMagnesium | low magnesium: LowMagnesium | charley horse: MuscleSpasm
my knee keeps twitching: KneeTwitching | pins and needles: Tingling | can't sleep: PoorSleep
cant sleep: PoorSleep | can’t sleep: PoorSleep | BFS: BenignFasciculationSyndrome
water pills: Diuretic | hypokalaemia: LowPotassium | ADHD: ADHD
NerveHyperexcitability: NerveHyperexcitability | attention deficit/hyperactivity disorder: ADHD
"""
MISSPELT = """
magnesum: Magnesium | magnesiun: Magnesium | fasiculaton: Fasciculation | twiching: Fasciculation
fasciculatoin: Fasciculation | predni: Corticosteroid | prednisolone: Corticosteroid
potasium: Potassium | sciatca: Sciatica | dehydratoin: Dehydration | anxeity: Anxiety
hyperexcitabilty: NerveHyperexcitability | corticosteriods: Corticosteroid | stres: Stress
numbnes: Numbness | radiculopathie: Radiculopathy | quadricep: Quadriceps
"""


@pytest.mark.parametrize(("text", "name"), [*pairs(RESOLVED), ("  Stress  ", "Stress")])
def test_a_name_as_people_say_it_resolves(kg: KnowledgeGraph, text: str, name: str) -> None:
    assert kg.concept(text).iri == TK + name


@pytest.mark.parametrize(("text", "name"), pairs(MISSPELT))
def test_a_misspelt_or_unfinished_name_finds_its_concept_first(
    kg: KnowledgeGraph, text: str, name: str
) -> None:
    assert kg.search(text)[0].concept.iri == TK + name


def test_every_name_of_every_concept_resolves_to_that_concept(kg: KnowledgeGraph) -> None:
    names = 0
    for iri, each in kg.contents.concepts.items():
        spelt = [each.label, *each.synonyms, *each.misspellings]
        for name in (*spelt, iri, f"<{iri}>", shorten(iri), iri.removeprefix(TK)):
            assert kg.concept(name).iri == iri, name
            names += 1
    assert names > 1000


def test_case_accents_and_word_order_do_not_matter(kg: KnowledgeGraph) -> None:
    shuffle = random.Random(0).sample
    for iri, each in kg.contents.concepts.items():
        for name in (each.label, *each.synonyms):
            words = fold(name).split()
            turned = " ".join(shuffle(words, len(words)))
            for spelt in (name.upper(), name.title(), f"…{name}!", turned):
                if fold(spelt) == fold(name) or spelt == turned:
                    assert kg.concept(spelt).iri == iri, spelt


def test_every_label_is_its_own_best_hit(kg: KnowledgeGraph) -> None:
    for iri, each in kg.contents.concepts.items():
        hit = kg.search(each.label, limit=1)[0]
        assert (hit.concept.iri, hit.name, hit.score) == (iri, each.label, 1.0)


# Misses


def test_an_unknown_name_brings_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownConcept) as caught:
        kg.concept("fasciculatoin")
    assert caught.value.suggestions[0] == "fasciculation"
    assert "fasciculation" in str(caught.value)
    assert len(caught.value.suggestions) <= 5


def test_a_name_that_is_like_none_brings_none(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownConcept) as caught:
        kg.concept("xyzzyqwv")
    assert caught.value.suggestions == ()
    assert "did you mean" not in str(caught.value)
    assert kg.search("xyzzyqwv") == []


@pytest.mark.parametrize("text", ["", "   ", "…", "'", "tk:", "tk:Nope", "<nope>", "http://"])
def test_a_text_that_names_nothing(kg: KnowledgeGraph, text: str) -> None:
    with pytest.raises(UnknownConcept):
        kg.concept(text)


def test_a_class_or_property_is_no_concept(kg: KnowledgeGraph) -> None:
    for name in ("tk:leadsTo", "tk:Mechanism", "tk:Stated", "claim:stress-causes-fasciculation"):
        with pytest.raises(UnknownConcept):
            kg.concept(name)


# Order


def test_a_preferred_name_wins_over_a_synonym_over_a_misspelling() -> None:
    label, synonym = concept("one"), concept("two", "one")
    misspelt = concept("three", misspellings=("one",))
    assert index(misspelt, synonym, label).resolve("one") == label
    assert index(misspelt, synonym).resolve("one") == synonym
    hits = index(misspelt, synonym, label).search("one")
    assert [hit.concept for hit in hits] == [label, synonym, misspelt]


def test_a_name_of_two_concepts_is_not_guessed() -> None:
    both = index(concept("first", "shared"), concept("second", "shared"))
    with pytest.raises(UnknownConcept) as caught:
        both.resolve("shared")
    # Each with its IRI, so that one can say which: the labels themselves may be alike.
    assert [each.partition(" (")[0] for each in caught.value.suggestions] == ["first", "second"]
    assert all(each.endswith(">)") for each in caught.value.suggestions)


def test_the_very_words_win_over_the_same_words_turned_round() -> None:
    one, other = concept("low potassium"), concept("potassium low")
    assert index(one, other).resolve("potassium low") == other
    assert index(other, one).resolve("low potassium") == one


def test_a_whole_name_comes_before_one_that_only_begins_so() -> None:
    both = index(concept("stress hormone"), concept("stress"))
    names = [hit.concept.label for hit in both.search("stress")]
    assert names == ["stress", "stress hormone"]


def test_a_concept_is_found_once_by_the_name_that_fits_best() -> None:
    (hit,) = index(concept("fasciculation", "twitch", "twitching")).search("twitch")
    assert hit.name == "twitch"


def test_the_limit_cuts_the_list(kg: KnowledgeGraph) -> None:
    every = kg.search("nerve", limit=100)
    assert len(every) > 10
    assert kg.search("nerve") == every[:10]
    assert kg.search("nerve", limit=3) == every[:3]


def test_names_in_other_scripts_are_found() -> None:
    greek, german = concept("μαγνήσιο"), concept("Müdigkeit", "Erschöpfung")
    both = index(greek, german)
    assert both.resolve("ΜΑΓΝΗΣΙΟ") == greek
    assert both.resolve("mudigkeit") == german
    assert both.resolve("Mu\u0308digkeit") == german
    assert both.search("erschopf")[0].concept == german


# Any text at all


@given(st.text())
def test_any_text_is_resolved_or_unknown(kg: KnowledgeGraph, text: str) -> None:
    try:
        found = kg.concept(text)
    except UnknownConcept as error:
        assert "\n" not in str(error)
    else:
        assert found.iri in kg.contents.concepts


@given(st.text(), st.integers(1, 20))
def test_any_text_can_be_searched_for(kg: KnowledgeGraph, text: str, limit: int) -> None:
    hits = kg.search(text, limit)
    assert len(hits) <= limit
    assert all(0 < hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.concept.iri for hit in hits}) == len(hits)
    for hit in hits:
        own = hit.concept
        local = own.iri.removeprefix(TK)
        assert hit.name in (own.label, local, *own.synonyms, *own.misspellings)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text())
def test_any_label_resolves_to_itself_unless_it_folds_to_nothing(label: str, other: str) -> None:
    mine = Concept("http://example.org/mine", label, synonyms=(other,))
    if fold(label) and not label.strip().startswith(("<", "http")):
        assert index(mine).resolve(label) == mine


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_ascii_folds_as_the_long_way_does(text: str) -> None:
    assert fold(f"{text} é") == f"{fold(text)} e".strip()
