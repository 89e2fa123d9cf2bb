"""Long chains, many causes, high kinds: the work grows as the graph does, or the answer says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from twitchkg.chains import bottlenecks as bottlenecks_module
from twitchkg.chains import search
from twitchkg.chains.bottlenecks import bottlenecks
from twitchkg.chains.compare import compare
from twitchkg.chains.ends import climb, in_circles
from twitchkg.chains.find import find_chains
from twitchkg.chains.modifiable import modifiable
from twitchkg.chains.what_if import what_if
from twitchkg.cli.commands import bottlenecks as bottlenecks_command
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Claim
from twitchkg.graph.names import Names
from twitchkg.vocab import BROADER, LEADS_TO, OVER_STEPS


class Iri(str):
    """An IRI that counts how often any of its kind is looked up or compared."""

    looked_at = 0

    def __hash__(self) -> int:
        Iri.looked_at += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        Iri.looked_at += 1
        return super().__eq__(other)


def contents(pairs: list[tuple[str, str]], claims: tuple[Claim, ...] = ()) -> Contents:
    known = {each: Iri(each) for pair in pairs for each in pair}
    names = Names([])
    return Contents(
        names=names,
        concepts=names.concepts(also=known.values()),
        claims=claims,
        arrows=[(known[one], LEADS_TO, known[other]) for one, other in pairs],
        spans={},
        modalities={},
    )


def thing(number: int) -> str:
    return f"urn:{number:06}"


def chain(size: int) -> Contents:
    return contents([(thing(at), thing(at + 1)) for at in range(size)] + [(thing(size), "urn:end")])


def spelt_out_chain(size: int) -> Contents:
    """A chain, each two steps of which are also told in one."""
    ends = [(thing(at), thing(at + 2)) for at in range(size - 2)]
    told = [Claim(one, one, LEADS_TO, other, directness=OVER_STEPS) for one, other in ends]
    steps = [(thing(at), thing(at + 1)) for at in range(size)] + [(thing(size), "urn:end")]
    return contents(steps + ends, tuple(told))


def star(size: int) -> Contents:
    return contents([(thing(at), "urn:middle") for at in range(size)] + [("urn:middle", "urn:end")])


def two_ways(size: int) -> Contents:
    pairs = [(thing(at), way) for at in range(size) for way in ("urn:one", "urn:other")]
    return contents([*pairs, ("urn:one", "urn:end"), ("urn:other", "urn:end")])


def kinds(size: int) -> Contents:
    """Things lead to the broadest of many kinds of each other."""
    told = [Claim(f"c{at:06}", thing(at), BROADER, thing(at + 1)) for at in range(size)]
    return contents([(thing(size + 1), thing(size)), (thing(size + 2), thing(size))], tuple(told))


QUESTIONS: dict[str, tuple[Callable[[int], Contents], Callable[[Contents, int], object]]] = {
    "explain a chain": (chain, lambda c, n: find_chains(c, thing(0), "urn:end")),
    "explain a spelt out chain": (
        spelt_out_chain,
        lambda c, n: find_chains(c, thing(0), "urn:end"),
    ),
    "what-if on a chain": (chain, lambda c, n: what_if(c, "urn:end", [thing(1)])),
    "compare on a chain": (chain, lambda c, n: compare(c, thing(0), thing(2), "urn:end")),
    "bottlenecks of a chain": (chain, lambda c, n: bottlenecks(c, "urn:end")),
    "what-if of many causes": (star, lambda c, n: what_if(c, "urn:end", [thing(1)])),
    "modifiable of many causes": (star, lambda c, n: modifiable(c, "urn:end")),
    "circles beside many causes": (star, lambda c, n: in_circles(c, "urn:end")),
    "bottlenecks of many causes": (star, lambda c, n: bottlenecks(c, "urn:end")),
    "bottlenecks of two ways, in words": (
        two_ways,
        lambda c, n: bottlenecks_command.text(c, bottlenecks(c, "urn:end")),
    ),
    "explain a high kind": (kinds, lambda c, n: find_chains(c, thing(n + 1), thing(0))),
    "what leads to a high kind": (kinds, lambda c, n: climb(c, thing(0))),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_four_times_the_graph_is_about_four_times_the_work(question: str) -> None:
    make, ask = QUESTIONS[question]
    work = []
    for size in (300, 1200):
        graph = make(size)
        Iri.looked_at = 0
        ask(graph, size)
        work.append(Iri.looked_at)
    assert 0 < work[1] < 6 * work[0]


def test_a_chain_longer_than_the_budget_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "BUDGET", 10)
    found = find_chains(chain(500), thing(0), "urn:end")
    assert [len(each.steps) for each in found.chains] == [501]
    assert found.complete


def test_where_chains_share_too_much_the_answer_stops_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    combs = [(thing(at), thing(at + 1)) for at in range(100)]
    graph = contents([*combs, *((f"urn:c{at:03}", thing(at)) for at in range(100))])
    end = thing(100)
    whole, must = what_if(graph, end, []), bottlenecks(graph, end)
    assert whole.complete
    assert must.complete
    assert len(whole.kept) == len(must.by_cause) == 100
    monkeypatch.setattr(search, "WORK", 500)
    monkeypatch.setattr(bottlenecks_module, "MOST_PASSED", 500)
    some, first = what_if(graph, end, []), bottlenecks(graph, end)
    assert not some.complete
    assert 0 < len(some.kept) < 100
    assert some.kept.items() <= whole.kept.items()
    assert not first.complete
    assert 0 < len(first.by_cause) < 100
    assert first.by_cause.items() <= must.by_cause.items()
    told = bottlenecks_command.text(graph, first)
    assert f"There are more causes than these {len(first.by_cause)}." in told
