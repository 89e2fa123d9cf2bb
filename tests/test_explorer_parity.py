"""The page answers on chains as Python does: one specification, both run."""

from __future__ import annotations

import random

import pytest
from test_explorer import graph, own

import twitchkg
from twitchkg.chains.find import find_chains
from twitchkg.explorer.answer import answer
from twitchkg.explorer.statements import Statements
from twitchkg.explorer.view import build, tell
from twitchkg.graph.contents import Contents
from twitchkg.vocab import FASCICULATION

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

EX = "https://example.org/"
BESIDE = (
    *("skos:broader",) * 3,
    *("tk:worsens", "tk:associatedWith", "tk:lackOf", "tk:excessOf", "tk:actsAs", "tk:neededFor"),
    "tk:involves",
)
MODALITIES = ("Stated", "Believed", "Associated", "Possible", "Inferred", "Denied")


def random_turtle(chance: random.Random) -> str:
    """Claims with summaries, several per arrow, denials, bare arrows, loops and broader terms.

    Claims have a context and stand in sections; things lack others, act, worsen, are for others.
    """
    size = chance.randint(3, 9)
    lines = [
        f"ex:s{at} oa:hasSource ex:text ; tk:section {at // 2} ;"
        f" oa:hasSelector [ oa:start {at} ; oa:end {at + 1} ] ."
        for at in range(5)
    ]
    for number in range(chance.randint(2, 26)):
        subject, object_ = (chance.randrange(size) for _ in range(2))
        predicate = chance.choice(["tk:leadsTo", "tk:causes"])
        if chance.random() < 0.3:
            predicate = chance.choice(BESIDE)
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
            if chance.random() < 0.3:
                lines.append(f"ex:c{number} tk:context ex:n{chance.randrange(size + 1)} .")
            spans = [f"ex:s{chance.randrange(6)}" for _ in range(chance.choice([0, 1, 1, 2]))]
            lines += [f"ex:c{number} tk:span {span} ." for span in spans]
    return "\n".join(lines)


def data_of(contents: Contents) -> dict:
    view = build(contents)
    return {name: view[name] for name in ("concepts", "order", "links", "rows", "scale")}


def expected_answer(told: Statements, *asked: object) -> dict:
    """Python's answer as the page's data, without the names of its ends."""
    found = answer(find_chains(told.contents, *asked), told)
    return {name: part for name, part in found.items() if not name.endswith("Label")}


def parts_of(given: dict) -> set[str]:
    """What of an answer holds anything."""
    why_not = given["whyNot"] or {}
    told = {**given, **given["also"], **why_not, **why_not.get("reverse", {})}
    found = {name for name, part in told.items() if isinstance(part, list) and part}
    if any(card["borrowed"] for card in given["cards"]):
        found.add("borrowed")
    return found | {"branches" for route in given["routes"] if len(route["ways"]) > 1}


PARTS = {
    *("summaries", "cards", "kindOf", "startKindOf", "routes", "branches", "borrowed"),
    *(
        "involves",
        "worsens",
        "associated",
        "denied",
        "levels",
        "purposes",
        "chains",
        "onward",
        "causes",
    ),
    *("broader", "narrower"),
}


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 12))]
)
def test_answers_are_alike_on_random_graphs(functions, graph, seed):
    chance = random.Random(seed)
    asked, expected = [], []
    for _ in range(25):
        contents = graph(random_turtle(chance))
        data, statements = data_of(contents), tell(contents)
        place = {concept["iri"]: at for at, concept in enumerate(data["concepts"])}
        for _ in range(6):
            start, end = (chance.choice([*place, EX + "n0", EX + "n1"]) for _ in range(2))
            if start == end or not {start, end} <= place.keys():
                continue
            limit = chance.choice([1, 3, 10])
            asked.append([data, place[start], place[end], limit])
            expected.append(expected_answer(statements, start, end, limit))
    answers = functions.evaluate(
        "asked => asked.map((each) => twitchkg.findChains(...each))", asked
    )
    assert answers == expected
    assert len(set().union(*map(parts_of, expected)) & PARTS) > 12


@pytest.mark.parametrize("background", [False, True])
@pytest.mark.parametrize("most", [150, pytest.param(2000, marks=pytest.mark.slow)])
def test_answers_are_alike_on_the_built_in_graph(functions, own, background, most):
    """From everything to twitching and back, and between things at random."""
    contents, near = twitchkg.open(background=background).contents, sorted(own.concepts)
    data, statements, things = data_of(contents), tell(contents), sorted(contents.concepts)
    place = {concept["iri"]: at for at, concept in enumerate(data["concepts"])}
    chance = random.Random(1)
    pairs = [pair for iri in near for pair in ((iri, FASCICULATION), (FASCICULATION, iri))]
    pairs = chance.sample(pairs, min(most, len(pairs)))
    pairs += [tuple(chance.sample(things, 2)) for _ in range(most // 2)]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    answers = functions.evaluate(
        "([data, asked]) => asked.map((each) => twitchkg.findChains(data, ...each))",
        [data, [[place[start], place[end]] for start, end in pairs]],
    )
    found = set()
    for (start, end), given in zip(pairs, answers, strict=True):
        expected = expected_answer(statements, start, end)
        assert given == expected, (start, end)
        found |= parts_of(expected)
    assert len(found & PARTS) > 12
    if most > 150:
        assert found >= PARTS - {"kindOf", "narrower"}
        assert found.issuperset({"background", "otherCauses"}) == background
