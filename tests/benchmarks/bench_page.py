"""The page in a real Chromium: what it weighs, shows and takes, beside the goals.

A benchmark, never a test: it prints figures (medians of several rounds) and what was aimed at.
`bench_page.py --rounds 5`; needs a Chromium (see tests/browser.py).
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import browser
import inside
from playwright.sync_api import Browser, Page, sync_playwright

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


FRAMES = """() => {
  const times = [];
  let last = performance.now(), on = true;
  const tick = (now) => {
    times.push(now - last);
    last = now;
    if (on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.framesTaken = () => { on = false; return times.slice(1); };
}"""


def opened_at(chromium: Browser, path: Path, width: int = 1400, height: int = 900) -> Page:
    """A tab of its own on the page, ready."""
    tab = chromium.new_context(viewport={"width": width, "height": height}).new_page()
    tab.goto(path.as_uri(), wait_until="commit")
    tab.wait_for_selector("html[data-ready]", state="attached")
    return tab


def measure(chromium: Browser, path: Path, rounds: int) -> dict[str, float]:
    """Milliseconds, medians; `chains` and `search` are the slowest of the questions asked."""
    ready, chains, search, frames = [], [], [], []
    for _ in range(rounds):
        tab = opened_at(chromium, path)
        ready.append(tab.evaluate("Number(document.documentElement.dataset.ready)"))
        frames.append(gestures(tab))
        count = tab.evaluate("twitchkg.data.concepts.length")
        chance = random.Random(2)
        pairs = [[chance.randrange(count), chance.randrange(count)] for _ in range(30)]
        tab.evaluate(CHAINS, pairs[:3])
        chains.append(max(took for took, _ in tab.evaluate(CHAINS, pairs)))
        search.append(max(tab.evaluate(SEARCH, TEXTS)))
        boxes = tab.evaluate("twitchkg.state.stage.drawing.boxes.length")
        tab.context.close()
    middle = statistics.median
    return {
        "ready": middle(ready),
        "chains": middle(chains),
        "search": middle(search),
        "frame": middle(frames),
        "boxes": boxes,
    }


def gestures(tab: Page) -> float:
    """The median milliseconds of a frame while the wheel turns and the stage is dragged."""
    box = tab.locator("#stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    tab.evaluate(FRAMES)
    tab.mouse.move(x, y)
    for turn in range(12):
        tab.mouse.wheel(0, -120 if turn < 6 else 120)
        tab.wait_for_timeout(16)
    tab.mouse.down()
    for at in range(24):
        tab.mouse.move(x + 6 * at, y + 4 * at)
    tab.mouse.up()
    return float(statistics.median(tab.evaluate("framesTaken()")))


def shown(chromium: Browser, path: Path) -> dict[str, float]:
    """What the first screen holds: shares of the window in per cent, sizes of labels in pixels."""
    found: dict[str, float] = {}
    for name, width, height in (("desktop", 1400, 900), ("phone", 390, 844)):
        tab = opened_at(chromium, path, width, height)
        box = tab.locator("#stage").bounding_box()
        assert box
        found[f"share, {name}"] = 100 * box["width"] * box["height"] / (width * height)
        if name == "desktop":
            found["label, overview"] = label(tab)
            tab.locator("[data-chip=only]").click()
            tab.wait_for_timeout(400)
            found["label, chain"] = label(tab)
            tab.locator("[data-chip=only]").click()
            found["tabs to the graph"] = tabs_to_the_graph(tab)
            pages = tab.pdf(format="A4")
            found["printed pages"] = len(re.findall(rb"/Type\s*/Page[^s]", pages))
        tab.context.close()
    return found


def label(tab: Page) -> float:
    """How large the labels of the stage are in the window."""
    return float(
        tab.evaluate(
            "twitchkg.state.stage.nodes.get().find((node) => node.label).font.size"
            " * twitchkg.state.stage.network.getScale()"
        )
    )


def tabs_to_the_graph(tab: Page) -> int:
    """How often one presses Tab from the address bar to the stage."""
    tab.evaluate("document.activeElement.blur()")
    for presses in range(1, 100):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.closest('#stage') !== null"):
            return presses
    return 100


GOALS = {
    "share, desktop": "≥ 70",
    "share, phone": "≥ 55",
    "label, overview": "≥ 13",
    "label, chain": "≥ 15",
    "tabs to the graph": "≤ 4",
    "printed pages": "≤ 2",
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
        path = Path(folder, "page.html")
        for name, page, size, soon, frame in pages(folder):
            path.write_text(page, encoding="utf-8", newline="\n")
            found = measure(running, path, options.rounds)
            megabytes = path.stat().st_size / 1e6
            of = f" (goal {size})" if size else ""
            print(
                f"{name}: {megabytes:.2f} MB{of}; ready {found['ready']:.0f} ms (goal {soon}); "
                f"a frame {found['frame']:.1f} ms (goal {frame}), {found['boxes']:.0f} boxes; "
                f"slowest of 30 chains {found['chains']:.1f} ms (goal 20); "
                f"slowest search {found['search']:.1f} ms (goal 5)"
            )
            if name == "built-in graph":
                for what, figure in shown(running, path).items():
                    print(f"  {what}: {figure:.1f} (goal {GOALS[what]})")
        running.close()
    return 0


def pages(folder: str) -> Iterator[tuple[str, str, float, int, int]]:
    """Name, page, and the goals for megabytes, milliseconds until ready and of a frame."""
    for name, sparql, size in (("built-in graph", False, 0.95), ("with SPARQL", True, 3.2)):
        with twitchkg.open() as graph:
            page = graph.explorer("stress", "fasciculation", sparql=sparql)
        yield name, page, size, 600, 17
    for things, frame in ((300, 20), (2_000, 33), (20_000, 33)):
        turtle = Path(folder, "big.ttl")
        turtle.write_text(big(things, 2 * things), encoding="utf-8")
        page = render(read_contents(open_store(turtle)))
        yield f"{things:,} things", page, 0, 1500, frame


if __name__ == "__main__":
    sys.exit(main())
