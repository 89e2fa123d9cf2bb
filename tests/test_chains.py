"""Chains: what is promised of them, and the same against a plain enumeration by networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from graphs import EX, on_each_engine
from hypothesis import given
from hypothesis import strategies as st

from twitchkg.chains import search
from twitchkg.chains.find import find_chains
from twitchkg.chains.search import Search
from twitchkg.errors import BadParameter, UnknownConcept
from twitchkg.graph.contents import UNRECORDED, Contents
from twitchkg.graph.model import Chain, Claim, Link, Modality
from twitchkg.graph.names import Names
from twitchkg.graph.read import read_contents
from twitchkg.graph.walk import walk
from twitchkg.kg import KnowledgeGraph
from twitchkg.vocab import LEADS_TO, OVER_STEPS, TK

BROADER = "http://www.w3.org/2004/02/skos/core#broader"


def short(chain: Chain) -> list[str]:
    return [iri.removeprefix(TK).removeprefix(EX) for iri in chain.concepts]


# What the product is for


def test_stress_reaches_the_twitch_through_arousal_or_hormones_and_excitable_nerves(
    kg: KnowledgeGraph,
) -> None:
    found = kg.chains("stress", "fasciculation")
    assert found.complete
    by_way = ("Hyperarousal", "RaisedStressHormones")
    ends = (["Fasciculation"], ["SpontaneousNerveDischarge", "Fasciculation"])
    assert [short(chain) for chain in found.chains] == [
        ["Stress", first, "NerveHyperexcitability", *end] for end in ends for first in by_way
    ]
    assert [chain.strength for chain in found.chains] == [1, 1, 1, 1]


def test_what_the_source_says_in_one_statement_stands_beside_the_chains(
    kg: KnowledgeGraph,
) -> None:
    found = kg.chains("stress", "fasciculation")
    (summary,) = found.summaries
    assert (summary.subject, summary.object) == (TK + "Stress", TK + "Fasciculation")
    assert summary.is_summary
    assert all(summary not in chain.steps for chain in found.chains)


def test_no_chain_is_an_answer(kg: KnowledgeGraph) -> None:
    found = kg.chains("magnesium", "fasciculation")
    assert (found.chains, found.summaries, found.complete) == ((), (), True)
    assert kg.chains("fasciculation", "stress").chains == ()


def test_a_narrower_end_is_answered_by_the_broader_one_and_says_so(kg: KnowledgeGraph) -> None:
    found = kg.chains("stress", "knee twitching")
    assert (found.start, found.end) == (TK + "Stress", TK + "Fasciculation")
    (why,) = found.kind_of
    assert (why.subject, why.object) == (TK + "KneeTwitching", TK + "Fasciculation")
    assert found.chains == kg.chains("stress", "fasciculation").chains
    assert kg.chains("stress", "fasciculation").kind_of == ()


@pytest.mark.parametrize(
    ("start", "error", "limit"),
    [
        ("psychological stress", BadParameter, 10),
        ("zzzz", UnknownConcept, 10),
        ("pain", BadParameter, 0),
    ],
)
def test_wrong_questions_are_told(
    kg: KnowledgeGraph, start: str, error: type[Exception], limit: int
) -> None:
    with pytest.raises(error):
        kg.chains("stress", start, limit=limit)


def test_every_pair_of_the_built_in_graph_is_as_networkx_says(kg: KnowledgeGraph) -> None:
    contents = kg.contents
    ends = [TK + name for name in ("Fasciculation", "MuscleSpasm", "Pain")]
    for start in contents.outgoing:
        for end in ends:
            if start != end:
                agrees_with_brute_force(contents, start, end, limit=3)
                agrees_with_brute_force(contents, start, end, limit=1000)


# Against a plain enumeration


def graph_of(
    links: dict[tuple[str, str], tuple[int, bool]], broader: tuple[tuple[str, str], ...] = ()
) -> Contents:
    """Claims for links {(from, to): (rank, is a summary)}; rank 0 is a link that none speaks of."""
    ranks = range(1, 6)
    modalities = {f"{EX}m{rank}": Modality(f"{EX}m{rank}", "", "", rank) for rank in ranks}
    claims = [
        Claim(
            iri=f"{EX}claim-{a}-{b}",
            subject=EX + a,
            predicate=LEADS_TO,
            object=EX + b,
            modality=f"{EX}m{rank}",
            directness=OVER_STEPS if summary else TK + "Step",
        )
        for (a, b), (rank, summary) in links.items()
        if rank
    ]
    claims += [Claim(f"{EX}kind-{a}", EX + a, BROADER, EX + b) for a, b in broader]
    return Contents(
        names=Names([]),
        concepts={},
        claims=claims,
        arrows=[(EX + a, LEADS_TO, EX + b) for a, b in links if a != b],
        spans={},
        modalities=modalities,
    )


def brute_force(contents: Contents, start: str, end: str) -> list[tuple[int, tuple[str, ...]]]:
    """(strength, concepts) of every chain, in the order that the specification gives."""
    steps: nx.DiGraph[str] = nx.DiGraph()
    steps.add_nodes_from((start, end))
    steps.add_edges_from((li.subject, li.object) for li in contents.links if not li.is_summary)
    usable: nx.DiGraph[str] = nx.DiGraph()
    usable.add_nodes_from((start, end))
    for link in contents.links:
        hidden = (
            link.is_summary and link.subject in steps and link.object in steps
        ) and nx.has_path(steps, link.subject, link.object)
        if not hidden:
            usable.add_edge(link.subject, link.object, rank=contents.link_rank(link))
    found = []
    for path in nx.all_simple_paths(usable, start, end):
        strength = min(usable.edges[a, b]["rank"] for a, b in zip(path, path[1:]))
        found.append((strength, tuple(path)))
    return sorted(found, key=lambda each: (-each[0], len(each[1]), each[1]))


def agrees_with_brute_force(contents: Contents, start: str, end: str, limit: int) -> None:
    expected = brute_force(contents, start, end)
    chains, complete = Search(contents, end).chains(start, limit)
    assert [(chain.strength, chain.concepts) for chain in chains] == expected[:limit]
    assert complete == (len(expected) <= limit)
    hidden = contents.shortcuts
    for chain in chains:
        assert len(set(chain.concepts)) == len(chain.concepts)
        assert chain.strength == min(contents.link_rank(step) for step in chain.steps)
        assert all((step.subject, step.object) not in hidden for step in chain.steps)
        assert all(a.object == b.subject for a, b in zip(chain.steps, chain.steps[1:]))
    for link in find_chains(contents, start, end, limit).summaries:
        assert link.is_summary
        assert link.subject == start


nodes = st.sampled_from("abcdefg")
random_links = st.dictionaries(
    st.tuples(nodes, nodes), st.tuples(st.integers(0, 5), st.booleans()), max_size=24
)


@given(random_links, st.integers(1, 6))
def test_chains_are_those_of_a_brute_force_enumeration(
    links: dict[tuple[str, str], tuple[int, bool]], limit: int
) -> None:
    claims = graph_of(links)
    agrees_with_brute_force(claims, EX + "a", EX + "g", limit)
    agrees_with_brute_force(claims, EX + "a", EX + "g", 10_000)


@given(random_links)
def test_the_limit_only_cuts(links: dict[tuple[str, str], tuple[int, bool]]) -> None:
    claims = graph_of(links)
    every = find_chains(claims, EX + "a", EX + "b", limit=10_000)
    for limit in (1, 2, 5):
        some = find_chains(claims, EX + "a", EX + "b", limit=limit)
        assert some.chains == every.chains[:limit]
        assert some.summaries == every.summaries


@given(random_links, st.dictionaries(nodes, nodes))
def test_the_broader_concept_is_asked_only_where_there_is_nothing_else(
    links: dict[tuple[str, str], tuple[int, bool]], broader: dict[str, str]
) -> None:
    claims = graph_of(links, tuple(broader.items()))
    found = find_chains(claims, EX + "a", EX + "b")
    direct = brute_force(claims, EX + "a", EX + "b")
    if direct:
        assert (found.end, found.kind_of) == (EX + "b", ())
    elif found.chains:
        assert found.kind_of[0].subject == EX + "b"
        assert found.kind_of[-1].object == found.end
        assert all(x.object == y.subject for x, y in zip(found.kind_of, found.kind_of[1:]))
        assert brute_force(claims, EX + "a", found.end)
    else:
        climbed: list[str] = []
        here = "b"
        while here in broader and broader[here] not in (*climbed, "a", "b"):
            here = broader[here]
            climbed.append(here)
        assert not any(brute_force(claims, EX + "a", EX + each) for each in climbed)


@given(random_links)
def test_reachable_counts_the_fewest_steps(
    links: dict[tuple[str, str], tuple[int, bool]],
) -> None:
    claims = graph_of(links)
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_node(EX + "a")
    plain.add_edges_from((link.subject, link.object) for link in claims.links)
    lengths: dict[str, int] = nx.single_source_shortest_path_length(plain, EX + "a")
    assert dict(walk([EX + "a"], claims.effects)) == dict(lengths)


# Edges


def test_a_weakest_step_ranks_before_the_number_of_steps() -> None:
    claims = graph_of(
        {
            ("a", "d"): (1, False),
            ("a", "b"): (5, False),
            ("b", "c"): (4, False),
            ("c", "d"): (5, False),
            ("a", "c"): (4, False),
        }
    )
    found = find_chains(claims, EX + "a", EX + "d")
    assert [(short(c), c.strength) for c in found.chains] == [
        (["a", "c", "d"], 4),
        (["a", "b", "c", "d"], 4),
        (["a", "d"], 1),
    ]


def test_a_summary_that_nothing_spells_out_is_a_chain_of_its_own() -> None:
    claims = graph_of({("a", "b"): (4, True)})
    found = find_chains(claims, EX + "a", EX + "b")
    assert [short(c) for c in found.chains] == [["a", "b"]]
    assert found.summaries == ()


def test_two_summaries_in_a_row_spell_nothing_out() -> None:
    claims = graph_of({("a", "c"): (4, True), ("a", "b"): (4, True), ("b", "c"): (4, False)})
    found = find_chains(claims, EX + "a", EX + "c")
    assert [short(c) for c in found.chains] == [["a", "c"], ["a", "b", "c"]]


def test_a_search_that_is_stopped_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "abcdefgh"
    claims = graph_of({(a, b): (3, False) for a in names for b in names if a != b})
    every = find_chains(claims, EX + "a", EX + "h", limit=10_000)
    assert every.complete
    assert len(every.chains) == sum(720 // _factorial(6 - n) for n in range(7))
    monkeypatch.setattr(search, "BUDGET", 50)
    stopped = find_chains(claims, EX + "a", EX + "h", limit=10_000)
    assert not stopped.complete
    assert 0 < len(stopped.chains) < len(every.chains)
    assert stopped.chains == every.chains[: len(stopped.chains)]


def _factorial(n: int) -> int:
    return 1 if n < 2 else n * _factorial(n - 1)


def test_a_search_that_is_stopped_before_it_finds_any_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = graph_of({("a", "b"): (3, False), ("b", "c"): (3, False)})
    monkeypatch.setattr(search, "BUDGET", -1)
    found = find_chains(claims, EX + "a", EX + "c")
    assert (found.chains, found.complete) == ((), False)


# Graphs of other people


def both_engines(data: str) -> list[Contents]:
    return [read_contents(store) for store in on_each_engine(data)]


@pytest.mark.parametrize("edge", ["", "ex:a tk:causes ex:b . "])
def test_what_is_only_denied_is_no_link(edge: str) -> None:
    # `twitchkg check` names such an edge; no chain may run over it meanwhile.
    denied = (
        "ex:claim a tk:Claim ; rdf:subject ex:a ; rdf:predicate tk:causes ; rdf:object ex:b ; "
        "tk:modality tk:Denied ."
    )
    for claims in both_engines(edge + denied):
        assert claims.links == ()
        assert find_chains(claims, EX + "a", EX + "b").chains == ()


def test_a_foreign_graph_need_only_say_what_is_causal() -> None:
    data = (
        "ex:induces rdfs:subPropertyOf tk:leadsTo . ex:a ex:induces ex:b . ex:b ex:induces ex:c ."
    )
    for claims in both_engines(data):
        found = find_chains(claims, EX + "a", EX + "c")
        (chain,) = found.chains
        assert [step.predicate for step in chain.steps] == [EX + "induces"] * 2
        assert chain.strength == UNRECORDED
        assert all(step.claims == () for step in chain.steps)
        assert claims.link_modality(chain.steps[0]) is None
        assert claims.label(EX + "b") == "b"


def test_self_loops_and_feedback_do_not_hold_a_search_up() -> None:
    data = (
        "ex:a tk:leadsTo ex:a , ex:b . ex:b tk:leadsTo ex:a , ex:b , ex:c . ex:c tk:leadsTo ex:b ."
    )
    for claims in both_engines(data):
        assert all(link.subject != link.object for link in claims.links)
        (chain,) = find_chains(claims, EX + "a", EX + "c").chains
        assert short(chain) == ["a", "b", "c"]


def test_a_denied_kind_of_is_no_way_to_the_broader_concept() -> None:
    claims = graph_of({("a", "c"): (5, False)})
    kind = Claim(EX + "k", EX + "b", BROADER, EX + "c", modality=TK + "Denied")
    denied = Contents(
        names=Names([]),
        concepts={},
        claims=[*claims.claims, kind],
        arrows=[(EX + "a", LEADS_TO, EX + "c")],
        spans={},
        modalities=claims.modalities,
    )
    assert find_chains(denied, EX + "a", EX + "b").chains == ()


def test_a_link_with_a_step_and_a_summary_is_no_summary() -> None:
    step = Claim("s", "a", LEADS_TO, "b")
    summary = Claim("t", "a", LEADS_TO, "b", directness=OVER_STEPS)
    assert not Link("a", LEADS_TO, "b", (step, summary)).is_summary
    assert Link("a", LEADS_TO, "b", (summary,)).is_summary
    assert not Link("a", LEADS_TO, "b").is_summary
