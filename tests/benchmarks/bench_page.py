"""The page in a real Chromium: bytes, time until it is ready, chains, search, beside the goals.

A benchmark, never a test: it prints figures (medians of several rounds) and what was aimed at.
`bench_page.py --rounds 5`; needs a Chromium (see tests/browser.py).
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import browser
import inside
from playwright.sync_api import Browser, sync_playwright

import twitchkg
from twitchkg.explorer import render
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store

CHAINS = """(pairs) => pairs.map(([from, to]) => {
  const start = performance.now();
  const found = twitchkg.findChains(twitchkg.data, from, to);
  return [performance.now() - start, found.cards.length];
})"""
SEARCH = """(texts) => { twitchkg.search("warm"); return texts.map((text) => {
  const start = performance.now();
  twitchkg.search(text);
  return performance.now() - start;
}); }"""
TEXTS = ["ma", "magnesum", "thing 1234", "fasiculaton", "n19999", "s"]


def big(nodes: int, links: int) -> str:
    """Turtle of a random causal graph: most links run a little forward, one in five runs far."""
    chance = random.Random(1)
    lines = [
        "@prefix tk: <https://w3id.org/twitchkg#> . @prefix ex: <https://example.org/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    ]
    lines += [f'ex:n{i} rdfs:label "thing {i} of {nodes}" .' for i in range(nodes)]
    for _ in range(links):
        a = chance.randrange(nodes - 1)
        reach = nodes / 3 if chance.random() < 0.2 else 40
        b = min(nodes - 1, a + 1 + int(chance.expovariate(1 / reach)))
        lines.append(f"ex:n{a} tk:leadsTo ex:n{b} .")
    return "\n".join(lines)


def measure(chromium: Browser, path: Path, rounds: int) -> dict[str, float]:
    """Milliseconds, medians; `chains` and `search` are the slowest of the questions asked."""
    ready, chains, search = [], [], []
    for _ in range(rounds):
        context = chromium.new_context(viewport={"width": 1400, "height": 900})
        tab = context.new_page()
        tab.goto(path.as_uri(), wait_until="commit")
        tab.wait_for_selector("html[data-ready]", state="attached")
        ready.append(tab.evaluate("Number(document.documentElement.dataset.ready)"))
        count = tab.evaluate("twitchkg.data.concepts.length")
        chance = random.Random(2)
        pairs = [[chance.randrange(count), chance.randrange(count)] for _ in range(30)]
        tab.evaluate(CHAINS, pairs[:3])
        chains.append(max(took for took, _ in tab.evaluate(CHAINS, pairs)))
        search.append(max(tab.evaluate(SEARCH, TEXTS)))
        boxes = tab.evaluate("twitchkg.state.stage.drawing.boxes.length")
        context.close()
    middle = statistics.median
    return {
        "ready": middle(ready),
        "chains": middle(chains),
        "search": middle(search),
        "boxes": boxes,
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with inside.opened(), tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=browser.find(), args=list(browser.FLAGS)
        )
        pages = {}
        for name, sparql in (("built-in graph", False), ("with SPARQL", True)):
            with twitchkg.open() as graph:
                pages[name] = graph.explorer("stress", "fasciculation", sparql=sparql)
        turtle = Path(folder, "big.ttl")
        turtle.write_text(big(20_000, 40_000), encoding="utf-8")
        pages["20,000 things"] = render(read_contents(open_store(turtle)))
        goals = {
            "built-in graph": (1.0, 1500),
            "with SPARQL": (3.5, 1500),
            "20,000 things": (0, 2000),
        }
        for name, page in pages.items():
            path = Path(folder, "page.html")
            path.write_text(page, encoding="utf-8", newline="\n")
            size, soon = goals[name]
            found = measure(running, path, options.rounds)
            megabytes = path.stat().st_size / 1e6
            of = f" (goal {size})" if size else ""
            print(
                f"{name}: {megabytes:.2f} MB{of}; ready {found['ready']:.0f} ms (goal {soon}); "
                f"slowest of 30 chains {found['chains']:.1f} ms (goal 20); "
                f"slowest search {found['search']:.1f} ms (goal 5); "
                f"{found['boxes']:.0f} boxes drawn"
            )
        running.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
