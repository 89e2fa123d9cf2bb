"""Chains: what is promised of them, and the same against a plain enumeration by networkx."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import networkx as nx
import pytest
from graphs import EX, on_each_engine
from hypothesis import given
from hypothesis import strategies as st

import twitchkg
from twitchkg.chains import firmness, search
from twitchkg.chains.find import find_chains
from twitchkg.chains.search import Search, counting
from twitchkg.cli.commands import explain
from twitchkg.errors import BadParameter, UnknownConcept
from twitchkg.graph.contents import UNRECORDED, Contents
from twitchkg.graph.model import Chain, Chains, Claim, Link, Modality, Route, Span
from twitchkg.graph.names import Names
from twitchkg.graph.near import Near
from twitchkg.graph.read import read_contents
from twitchkg.graph.walk import walk
from twitchkg.kg import KnowledgeGraph
from twitchkg.vocab import (
    ASSOCIATED_WITH,
    BROADER,
    INFERRED,
    INVOLVES,
    LACK_OF,
    LEADS_TO,
    OVER_STEPS,
    TK,
    WORSENS,
)


def short(chain: Chain) -> list[str]:
    return [iri.removeprefix(TK).removeprefix(EX) for iri in chain.concepts]


# What the product is for


def test_stress_reaches_the_twitch_by_two_branches_that_are_told_once(kg: KnowledgeGraph) -> None:
    found = kg.chains("stress", "fasciculation")
    assert found.complete
    mechanism, shorter = found.routes
    assert told(kg.contents, mechanism) == (
        [],
        [["heightened arousal"], ["high stress hormone levels"]],
        ["nerve hyperexcitability", "spontaneous nerve discharge", "fasciculation"],
    )
    lead, *_, borrows = found.chains
    assert set(mechanism.chains) == {0, 3}
    assert set(shorter.chains) == {1, 2}
    assert short(lead)[1] == "RaisedStressHormones"
    assert (lead.borrowed, lead.strength) == ((), 1)
    assert short(borrows)[1] == "Hyperarousal"
    assert borrows.borrowed == (2,), "it is of stress hormones that discharge is said"


def test_poor_sleep_makes_twitches_that_are_there_worse_and_is_no_chain(kg: KnowledgeGraph) -> None:
    found = kg.chains("stress", "fasciculation")
    ((claim, chain),) = found.also.worsens
    assert (claim.subject, claim.object) == (TK + "PoorSleep", TK + "Fasciculation")
    assert chain and short(chain) == ["Stress", "PoorSleep"]
    assert chain.claims[0] and chain.claims[0].frequency == TK + "Often"
    assert all(TK + "PoorSleep" not in chain.concepts for chain in found.chains)
    asked = kg.chains("poor sleep", "knee twitching")
    assert asked.chains == ()
    assert [each.chain for each in asked.also.worsens] == [None]


def test_firm_steps_come_before_a_longer_way_of_inferences(kg: KnowledgeGraph) -> None:
    first = kg.chains("strenuous exercise", "fasciculation").chains[0]
    assert short(first) == ["StrenuousExercise", "MuscleOverstrain", "Fasciculation"]
    assert first.strength == 2
    assert [step.is_summary for step in first.steps] == [False, True]


def test_a_class_of_medicine_runs_over_what_it_is_a_kind_of(kg: KnowledgeGraph) -> None:
    found = kg.chains("stimulant medication", "fasciculation")
    assert [claim.object for claim in found.start_kind_of] == [TK + "Medication"]
    assert [link.subject for link in found.summaries] == [
        TK + "StimulantMedication",
        TK + "Medication",
    ]
    assert [short(chain) for chain in found.chains] == [
        ["Medication", "AlteredNerveFunction", "Fasciculation"]
    ]


def test_where_both_ends_stand_for_something_narrower_both_are_told(kg: KnowledgeGraph) -> None:
    found = kg.chains("stimulant medication", "knee twitching")
    assert [claim.subject for claim in found.kind_of] == [TK + "KneeTwitching"]
    assert [claim.subject for claim in found.start_kind_of] == [TK + "StimulantMedication"]


def test_what_a_thing_involves_leads_there_for_it(kg: KnowledgeGraph) -> None:
    found = kg.chains("sciatica", "knee twitching")
    assert found.summaries and not found.chains
    ((claim, chain),) = found.also.involves
    assert (claim.predicate, claim.object) == (INVOLVES, TK + "NerveRootIrritation")
    assert chain and chain.concepts == (claim.object, TK + "Fasciculation")


def test_low_potassium_is_only_associated_and_a_kind_of_what_leads_elsewhere(
    kg: KnowledgeGraph,
) -> None:
    found = kg.chains("low potassium", "fasciculation")
    assert (found.chains, found.summaries) == ((), ())
    assert [claim.object.removeprefix(TK) for claim in found.also.associated] == [
        "Fasciculation",
        "NerveHyperexcitability",
    ]
    assert found.why_not
    assert TK + "ElectrolyteDeficiency" in [claim.object for claim in found.why_not.broader]
    causes = set(map(kg.contents.label, found.why_not.causes))
    assert len(causes) == 20
    assert found.why_not.other_causes == ()


def test_it_is_the_lack_of_magnesium_and_magnesium_is_for_something(kg: KnowledgeGraph) -> None:
    why = kg.chains("magnesium", "fasciculation").why_not
    assert why
    ((lack, chain),) = why.levels
    assert (lack.subject, lack.object) == (TK + "LowMagnesium", TK + "Magnesium")
    assert chain and short(chain)[0] == "LowMagnesium"
    assert [claim.object.removeprefix(TK) for claim in why.purposes] == [
        "CalciumChannelBlockade",
        "MuscleRelaxation",
    ]


def test_the_other_way_round_is_told(kg: KnowledgeGraph) -> None:
    found = kg.chains("fasciculation", "stress")
    assert found.chains == ()
    assert found.why_not
    in_one_go, (back,) = found.why_not.reverse
    assert in_one_go == kg.chains("stress", "fasciculation").summaries
    assert back == kg.chains("stress", "fasciculation").chains[0]


def test_the_background_says_what_the_article_does_not() -> None:
    with twitchkg.open(background=True) as kg:
        why = kg.chains("ALS", "twitching").why_not
        assert why
        (fact,) = why.background
        assert kg.contents.label(fact.predicate) == "has among its signs"
        assert fact.object == TK + "Fasciculation"
        assert [kg.contents.label(iri) for iri in why.other_causes] == [
            "increased irritability of an axon [HPO]"
        ]
        assert len(why.causes) == 20


def told(contents: Contents, route: Route) -> tuple[list[str], list[list[str]], list[str]]:
    """What a route passes before, on each of its ways, and from where they meet."""
    names = [[contents.label(link.object) for link in way] for way in route.ways]
    meet = names[0][-1]
    before, after = (
        [contents.label(x.object) for x in each] for each in (route.before, route.after)
    )
    return before, [way[:-1] for way in names], [meet, *after]


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


def test_a_graph_that_is_looked_up_answers_as_one_that_was_read_whole(kg: KnowledgeGraph) -> None:
    near, read = Near(kg.store, kg.contents.names), kg.contents
    for start in read.outgoing:
        for end in read.incoming:
            if start != end:
                assert find_chains(near, start, end, 5) == find_chains(read, start, end, 5)


def test_where_the_time_is_up_the_answer_says_so(kg: KnowledgeGraph) -> None:
    found = find_chains(kg.contents, TK + "Stress", TK + "Fasciculation", timeout=1e-9)
    assert not found.in_time
    assert not found.complete
    told = explain.text(kg.contents, found, {})
    assert "was found before the time was up" in told
    assert "No chain of separate steps joins" not in told
    assert "more and better chains may be there" in " ".join(told.split())
    assert find_chains(kg.contents, TK + "Stress", TK + "Fasciculation", timeout=60).in_time
    with pytest.raises(BadParameter, match="a time limit must be above 0"):
        kg.chains("stress", "fasciculation", timeout=-1)


# Against a plain enumeration


def graph_of(
    links: dict[tuple[str, str], tuple[int, bool]], broader: tuple[tuple[str, str], ...] = ()
) -> Contents:
    """Claims for links {(from, to): (rank, is a summary)}; rank 0 is a link that none speaks of."""
    said = [(a, b, rank, summary, "", 0) for (a, b), (rank, summary) in links.items()]
    return claimed(said, [(a, BROADER, b) for a, b in broader])


Said = tuple[str, str, int, bool, str, int]
"""From, to, rank, whether it is a summary, of what it is said, in which section."""


def claimed(said: Sequence[Said], beside: Sequence[tuple[str, str, str]] = ()) -> Contents:
    """Claims of causes, and others beside them; rank 0 is a link that no claim speaks of."""
    iris = {rank: INFERRED if rank == 1 else f"{EX}m{rank}" for rank in range(1, 6)}
    claims = [
        Claim(
            iri=f"{EX}claim-{at:03}",
            subject=EX + a,
            predicate=LEADS_TO,
            object=EX + b,
            modality=iris[rank],
            directness=OVER_STEPS if summary else TK + "Step",
            context=context and EX + context,
            spans=(f"{EX}s{section}",),
        )
        for at, (a, b, rank, summary, context, section) in enumerate(said)
        if rank
    ]
    claims += [
        Claim(f"{EX}beside-{at:03}", EX + a, predicate, EX + b)
        for at, (a, predicate, b) in enumerate(beside)
    ]
    return Contents(
        names=Names([]),
        concepts={},
        claims=claims,
        arrows=[(EX + a, LEADS_TO, EX + b) for a, b, *_ in said if a != b],
        spans={f"{EX}s{at}": Span(f"{EX}s{at}", EX, at, 0, 0, 1, "") for at in range(1, 4)},
        modalities={iri: Modality(iri, "", "", rank) for rank, iri in iris.items()},
    )


Told = tuple[int, tuple[str, ...], tuple[int, ...]]
"""Strength, what is passed, the places of borrowed steps."""


def best_of(contents: Contents, link: Link, on: Collection[str]) -> tuple[int, bool, set[int]]:
    """Rank, whether it is borrowed and sections of a step, by the plainest reading of the rule."""
    options = [
        (
            min(contents.rank(c), 1) if c.context and c.context not in on else contents.rank(c),
            not c.context or c.context in on,
            {place.section for place in contents.places_of(c)},
        )
        for c in link.claims
    ] or [(0, True, set())]
    rank, own, sections = max(options, key=lambda each: each[:2])
    return rank, not own, sections


def brute_force(contents: Contents, start: str, end: str, *, counting: bool = False) -> list[Told]:
    """Every chain in the order that the specification gives."""
    usable: nx.DiGraph[str] = nx.DiGraph()
    usable.add_nodes_from((start, end))
    for link in contents.links:
        steps: nx.DiGraph[str] = nx.DiGraph()
        steps.add_nodes_from((link.subject, link.object))
        rank = 0 if counting else contents.link_rank(link)
        for each in contents.links:
            on = (link.subject, each.subject, each.object)
            if not each.is_summary and best_of(contents, each, on)[0] >= rank:
                steps.add_edge(each.subject, each.object)
        if not (link.is_summary and nx.has_path(steps, link.subject, link.object)):
            usable.add_edge(link.subject, link.object, link=link)
    found = []
    for path in nx.all_simple_paths(usable, start, end):
        links = [usable.edges[pair]["link"] for pair in zip(path, path[1:])]
        if not counting and len(links) == 1 and links[0].is_summary:
            continue
        steps_told = [best_of(contents, link, path) for link in links]
        ranks = [rank for rank, _, _ in steps_told]
        borrowed = tuple(at for at, (_, each, _) in enumerate(steps_told) if each)
        sections = set[int]().union(*(each for _, _, each in steps_told))
        key = (-min(ranks), ranks.count(min(ranks)), len(borrowed), len(sections), len(path), path)
        found.append((key, (min(ranks), tuple(path), borrowed)))
    return [each for _, each in sorted(found)]


def agrees_with_brute_force(contents: Contents, start: str, end: str, limit: int) -> None:
    found = find_chains(contents, start, end, limit)
    expected = brute_force(contents, start, end)
    if not (found.kind_of or found.start_kind_of):
        assert [(c.strength, c.concepts, c.borrowed) for c in found.chains] == expected[:limit]
        assert found.complete == (len(expected) <= limit)
    chains, complete = counting(contents, end).chains(start, limit)
    links = firmness.Told(contents, counting=True)
    assert Search(contents, end, links).chains(start, limit) == (chains, complete)
    expected = brute_force(contents, start, end, counting=True)
    assert [(c.strength, c.concepts, c.borrowed) for c in chains] == expected[:limit]
    assert complete == (len(expected) <= limit)
    for chain in chains:
        assert all(a.object == b.subject for a, b in zip(chain.steps, chain.steps[1:]))
    tell_each_chain_once(found)


def tell_each_chain_once(found: Chains) -> None:
    """Every chain is on one route and is what the route tells; none passes a way of another."""
    assert sorted(at for route in found.routes for at in route.chains) == [
        *range(len(found.chains))
    ]
    for route in found.routes:
        for at, way in zip(route.chains, route.ways, strict=True):
            assert found.chains[at].steps == (*route.before, *way, *route.after)
        passed = [{link.object for link in way[:-1]} for way in route.ways]
        assert len(passed) == 1 or all(passed)
    firsts = [min(route.chains) for route in found.routes]
    assert firsts == sorted(firsts)


nodes = st.sampled_from("abcdefg")
random_links = st.dictionaries(
    st.tuples(nodes, nodes), st.tuples(st.integers(0, 5), st.booleans()), max_size=24
)


random_claims = st.lists(
    st.tuples(
        nodes,
        nodes,
        st.integers(0, 5),
        st.booleans(),
        st.sampled_from(["", "", "a", "c", "d"]),
        st.integers(1, 3),
    ),
    max_size=20,
)


@given(random_claims, st.integers(1, 6))
def test_contexts_sections_and_several_claims_rank_as_brute_force_does(
    said: list[Said], limit: int
) -> None:
    contents = claimed(said)
    agrees_with_brute_force(contents, EX + "a", EX + "g", limit)
    agrees_with_brute_force(contents, EX + "a", EX + "g", 10_000)


beside = st.lists(
    st.tuples(
        nodes, st.sampled_from([WORSENS, ASSOCIATED_WITH, LACK_OF, BROADER, INVOLVES]), nodes
    ),
    max_size=8,
)


@given(random_claims, beside)
def test_also_and_why_not_are_what_reachability_says(
    said: list[Said], beside: list[tuple[str, str, str]]
) -> None:
    contents = claimed(said, beside)
    start, end = EX + "a", EX + "g"
    found = find_chains(contents, start, end)
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from(EX + each for each in "abcdefg")
    plain.add_edges_from((link.subject, link.object) for link in contents.links)
    onward = {start, *nx.descendants(plain, start)}
    kind_of: nx.DiGraph[str] = nx.DiGraph()
    kind_of.add_node(end)
    kind_of.add_edges_from((EX + a, EX + b) for a, predicate, b in beside if predicate == BROADER)
    ends = {end, *nx.descendants(kind_of, end)} - {start}
    backward = ends.union(*(nx.ancestors(plain, each) for each in ends))
    worsens = [c for c in contents.claims if c.predicate == WORSENS and c.object in ends]
    assert {each.claim for each in found.also.worsens} == {
        c for c in worsens if c.subject in onward
    }
    for claim, chain in found.also.worsens:
        ends_of_it = chain and (chain.concepts[0], chain.concepts[-1])
        assert ends_of_it == (None if claim.subject == start else (start, claim.subject))
    parts = [c for c in contents.claims if c.predicate == INVOLVES and c.subject == start]
    reach = ends | {end}
    assert [each.claim for each in found.also.involves] == [
        c for c in parts if any(c.object != e and nx.has_path(plain, c.object, e) for e in reach)
    ]
    bound = [c for c in contents.claims if c.predicate == ASSOCIATED_WITH]
    assert set(found.also.associated) == {
        c
        for c in bound
        if (c.subject == start and c.object in backward)
        or (c.object == start and c.subject in backward)
    }
    assert (found.why_not is None) == bool(found.chains or found.summaries)
    if found.why_not:
        why = found.why_not
        assert set(why.onward) == onward - {start}
        assert set(why.causes) == set(plain.predecessors(end))
        lacks = [c for c in contents.claims if c.predicate == LACK_OF]
        told = {each.claim: each.chain for each in why.levels}
        for c in lacks:
            of_start = c.object == start and plain.out_degree(c.subject)
            of_end = c.object == end and c.subject in onward - {start}
            assert (c in told) == bool(of_start or of_end)
            if of_start and c.subject != end:
                leads = nx.has_path(plain, c.subject, end)
                assert (told[c] is not None) == leads
        reverse = nx.has_path(plain, end, start)
        assert any(why.reverse) == reverse


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
    contents = graph_of(links, tuple(broader.items()))
    start, end = EX + "a", EX + "b"
    found = find_chains(contents, start, end)
    if brute_force(contents, start, end):
        assert (found.end, found.kind_of, found.start_kind_of) == (end, (), ())
    for asked, led, why in (
        (end, found.end, found.kind_of),
        (start, found.start, found.start_kind_of),
    ):
        way = [asked, *(claim.object for claim in why)]
        assert way[-1] == led
        assert [claim.subject for claim in why] == way[:-1]
    starts, ends = kinds(broader, "a", "b"), kinds(broader, "b", "a")
    pairs = [(one, other) for one in starts for other in ends if one != other]
    joined = [pair for pair in pairs if brute_force(contents, EX + pair[0], EX + pair[1])]
    if found.chains:
        assert (found.start.removeprefix(EX), found.end.removeprefix(EX)) in joined
    elif not found.summaries:
        assert not [pair for pair in joined if pair[0] not in ends]


def kinds(broader: dict[str, str], name: str, other: str) -> list[str]:
    """A thing and what it is a kind of, the nearest first, as far as the other thing."""
    found = [name]
    while broader.get(found[-1], name) not in (*found, other):
        found.append(broader[found[-1]])
    return found


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


def test_what_is_said_in_one_go_stands_apart_and_is_no_chain() -> None:
    found = find_chains(graph_of({("a", "b"): (4, True)}), EX + "a", EX + "b")
    assert found.chains == ()
    assert [link.object for link in found.summaries] == [EX + "b"]
    assert found.why_not is None


@pytest.mark.parametrize(("rank", "stays"), [(2, False), (3, False), (4, True)])
def test_a_summary_gives_way_only_to_steps_as_firm(rank: int, stays: bool) -> None:
    contents = graph_of(
        {
            ("a", "b"): (5, False),
            ("b", "d"): (rank, True),
            ("b", "c"): (3, False),
            ("c", "d"): (5, False),
        }
    )
    chains = find_chains(contents, EX + "a", EX + "d").chains
    assert (["a", "b", "d"] in map(short, chains)) == stays
    assert ["a", "b", "c", "d"] in map(short, chains)


def test_a_denial_that_stands_between_is_told() -> None:
    contents = claimed([("a", "b", 5, False, "", 1), ("c", "d", 5, False, "", 1)])
    denial = Claim(EX + "no", EX + "b", LEADS_TO, EX + "c", modality=TK + "Denied")
    with_it = Contents(
        names=Names([]),
        concepts={},
        claims=[*contents.claims, denial],
        arrows=[(EX + "a", LEADS_TO, EX + "b"), (EX + "c", LEADS_TO, EX + "d")],
        spans={},
        modalities=contents.modalities,
    )
    why = find_chains(with_it, EX + "a", EX + "d").why_not
    assert why and why.denied == (denial,)


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
