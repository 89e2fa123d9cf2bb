"""The page ranks chains as Python does: one specification, both run."""

from __future__ import annotations

import random

import pytest
from test_explorer import graph, own

from twitchkg.chains.find import find_chains
from twitchkg.explorer import render
from twitchkg.explorer.view import build

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

EX = "https://example.org/"
MODALITIES = ("Stated", "Believed", "Associated", "Possible", "Inferred", "Denied")


@pytest.fixture
def tab(own, built, page):
    return page(built("whole", lambda: render(own))).page


def random_turtle(chance: random.Random) -> str:
    """Claims with summaries, several per arrow, denials, bare arrows, loops and broader terms."""
    size = chance.randint(3, 9)
    lines = []
    for number in range(chance.randint(2, 26)):
        subject, object_ = (chance.randrange(size) for _ in range(2))
        broader = chance.random() < 0.12
        predicate = "skos:broader" if broader else chance.choice(["tk:leadsTo", "tk:causes"])
        modality = chance.choice(MODALITIES)
        if modality != "Denied" or chance.random() < 0.3:
            lines.append(f"ex:n{subject} {predicate} ex:n{object_} .")
        if chance.random() < 0.85:
            directness = chance.choice(["Step", "Step", "Summary"])
            lines.append(
                f"ex:c{number} a tk:Claim ; rdf:subject ex:n{subject} ; tk:modality tk:{modality} ;"
                f" rdf:predicate {predicate} ; rdf:object ex:n{object_} ;"
                f" tk:directness tk:{directness} ."
            )
    return "\n".join(lines)


def told(found: dict) -> dict:
    """The parts of an answer that both sides give."""
    kind_of = [(kind["subject"], kind["object"]) for kind in found["kindOf"]]
    names = ("start", "end", "summaries", "cards", "complete")
    return {**{name: found[name] for name in names}, "kindOf": kind_of}


@pytest.mark.parametrize("seed", range(3))
def test_chains_are_ranked_alike(tab, graph, seed):
    chance = random.Random(seed)
    asked, expected = [], []
    for _ in range(25):
        claims = graph(random_turtle(chance))
        view = build(claims)
        data = {name: view[name] for name in ("concepts", "order", "links", "rows")}
        place = {concept["iri"]: at for at, concept in enumerate(view["concepts"])}
        for _ in range(6):
            start, end = (chance.choice([*place, EX + "n0", EX + "n1"]) for _ in range(2))
            if start == end or not {start, end} <= place.keys():
                continue
            limit = chance.choice([1, 3, 10])
            asked.append([data, place[start], place[end], limit])
            expected.append(told(build(claims, find_chains(claims, start, end, limit))["chains"]))
    answers = tab.evaluate("asked => asked.map((each) => twitchkg.findChains(...each))", asked)
    assert [told(answer) for answer in answers] == expected
    assert any(len(each["cards"]) > 1 for each in expected)
