"""The page's analyses answer as Python's: on the built-in graph, on random ones, with filters."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
from test_axe import GO
from test_explorer import graph, own
from test_explorer_parity import random_turtle

from twitchkg.chains.bottlenecks import bottlenecks
from twitchkg.chains.compare import compare
from twitchkg.chains.ends import causes_of
from twitchkg.chains.find import find_chains
from twitchkg.chains.what_if import what_if
from twitchkg.errors import BadParameter
from twitchkg.explorer import render
from twitchkg.graph.contents import Contents
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

TWITCH = TK + "Fasciculation"
IRI = "const iri = (p) => twitchkg.data.concepts[p].iri, { placeOf } = twitchkg;"
MUST = f"""(targets) => {{
  {IRI}
  return targets.map((target) => {{
    const found = twitchkg.bottlenecks(placeOf(target));
    return found && [found.byCause.map(([c, must]) => [iri(c), must.map(iri)]),
                     found.common.map(iri).sort()];
  }});
}}"""
LEFT = f"""async (asked) => {{
  {IRI}
  const answers = [];
  for (const [target, without] of asked) {{
    const taken = new Set(without.map(placeOf));
    const counts = await new Promise((done) =>
      twitchkg.count(placeOf(target), Infinity, () => true, (c, all) => all && done(c)));
    const cut = (chain) => twitchkg.through(chain, taken);
    answers.push([counts.complete, counts.causes.map((cause, at) => [iri(cause),
      counts.chains[at].filter((chain) => !cut(chain)).map((chain) => chain.map(iri)),
      counts.chains[at].filter(cut).map((chain) => chain.map(iri))]),
      twitchkg.remaining(counts, taken).map(({{ cut, left }}) => [cut, left])]);
  }}
  return answers;
}}"""
COMPARE = f"""(asked) => {{
  {IRI}
  return asked.map((each) => {{
    const found = twitchkg.compared(...each.map(placeOf));
    return [found.onlyFirst, found.shared, found.onlySecond].map((g) => g.map(iri).sort());
  }});
}}"""


@pytest.fixture
def tab(own, built, page):
    return page(built("whole", lambda: render(own))).page


def expected_must(contents: Contents, target: str):
    try:
        found = bottlenecks(contents, target)
    except BadParameter:
        return None
    return [[[c, list(must)] for c, must in found.by_cause.items()], sorted(found.common)]


def expected_left(contents: Contents, target: str, without: list[str]):
    found = what_if(contents, target, without)
    groups = [
        [
            cause,
            [list(c.concepts) for c in found.kept.get(cause, ())],
            [list(c.concepts) for c in found.gone.get(cause, ())],
        ]
        for cause in causes_of(contents, target)
    ]
    return [found.complete, groups, [[len(gone), len(kept)] for _, kept, gone in groups]]


def expected_comparison(contents: Contents, first: str, second: str, target: str):
    found = compare(contents, first, second, target)
    return [sorted(found.only_first), sorted(found.shared), sorted(found.only_second)]


def same_as_python(tab, contents: Contents, targets, left, pairs) -> None:
    assert tab.evaluate(MUST, targets) == [expected_must(contents, t) for t in targets]
    for asked, answer in zip(left, tab.evaluate(LEFT, left), strict=True):
        assert answer == expected_left(contents, *asked), asked
    for asked, answer in zip(pairs, tab.evaluate(COMPARE, pairs), strict=True):
        assert answer == expected_comparison(contents, *asked), asked


def questions(contents: Contents, chance: random.Random, targets: list[str]):
    left, pairs = [], []
    for target in targets:
        causes = causes_of(contents, target)
        near = sorted({link.subject for link in contents.links} - {target})
        sets = [[], *([c] for c in causes)]
        sets += [sorted(chance.sample(near, min(len(near), 3))) for _ in range(4)]
        left += [[target, each] for each in sets]
        pairs += [[a, b, target] for a, b in combinations(causes, 2)][:200]
    return left, pairs


def test_the_built_in_graph_is_analysed_as_in_python(functions, own):
    targets = sorted(own.concepts)
    with_causes = [t for t in targets if causes_of(own, t)]
    assert len(with_causes) > 15
    left, pairs = questions(own, random.Random(1), [t for t in with_causes if t != TWITCH][:8])
    for target in (TWITCH, TK + "MuscleSpasm"):
        more = questions(own, random.Random(2), [target])
        left, pairs = left + more[0], pairs + more[1]
    same_as_python(functions, own, targets, left, pairs)
    assert len(pairs) > 100


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 8))]
)
def test_random_graphs_are_analysed_as_in_python(graph, tmp_path, page, seed):
    """Many small graphs side by side in one: with loops, summaries, denials and bare arrows."""
    chance = random.Random(seed)
    parts = []
    for number in range(25):
        text = re.sub(r"\bex:([nc])", rf"ex:g{number}\1", random_turtle(chance))
        kinds = ("LifestyleFactor", "Medication", "Cause", "Symptom")
        for name in sorted(set(re.findall(r"ex:g\d+n\d+", text))):
            if chance.random() < 0.3:
                text += f"\n{name} a tk:{chance.choice(kinds)} ."
        parts.append(text)
    claims = graph("\n".join(parts))
    path = tmp_path / "page.html"
    path.write_text(render(claims), encoding="utf-8", newline="\n")
    targets = sorted(claims.concepts)
    left, pairs = questions(claims, chance, chance.sample(targets, 40))
    same_as_python(page(path).page, claims, targets, left, pairs)
    assert any(must and must[1] for must in (expected_must(claims, t) for t in targets))
    assert any(expected_comparison(claims, *each)[1] for each in pairs)


def test_what_the_legend_hides_makes_no_chain(tab, own):
    inferred = TK + "Inferred"
    said = {(c.subject, c.predicate, c.object) for c in own.claims if c.modality != inferred}
    firm = Contents(
        names=own.names,
        concepts=own.concepts,
        claims=[c for c in own.claims if c.modality != inferred],
        arrows=[t for t in said if any(t == (x.subject, x.predicate, x.object) for x in own.links)],
        spans=own.spans,
        modalities=own.modalities,
    )
    left, pairs = questions(firm, random.Random(3), [TWITCH])
    tab.evaluate(GO, "#about=Fasciculation&hideModality=inferred")
    assert expected_must(firm, TWITCH) != expected_must(own, TWITCH)
    same_as_python(tab, firm, [TWITCH], left, pairs)
    for part in ("change", "must"):
        tab.locator(f"[data-analysis={part}] > summary").click()
        tab.locator(f"[data-analysis={part}] .worked > *").first.wait_for()
        text = tab.locator(f"[data-analysis={part}] .worked").inner_text()
        assert "inferred arrows are hidden by the legend. No chain runs along them." in text


def test_what_all_shown_chains_pass_is_what_dominates(functions, own):
    """For every cause: what every chain passes is on each of the chains, and nothing else is."""
    asked, expected = [], []
    for cause in causes_of(own, TWITCH):
        answer = find_chains(own, cause, TWITCH, 200)
        on = [set(chain.concepts[1:-1]) for chain in answer.chains]
        if on:
            asked.append(answer.start)
            expected.append(sorted(set.intersection(*on)))
    assert any(expected)
    found = functions.evaluate(
        f"""([causes, target]) => {{ {IRI}
          return causes.map((c) => twitchkg.mustPass(placeOf(c), placeOf(target)).map(iri).sort());
        }}""",
        [asked, TWITCH],
    )
    assert found == expected
