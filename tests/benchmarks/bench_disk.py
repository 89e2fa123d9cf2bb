"""A graph on disk: loading beside the bare engines, cold commands beside a bare `python -c pass`.

All take turns within one run. A benchmark, never a test: it prints seconds, ratios and goals. Small
by default; `bench_disk.py --links 250000` is the size that the goals are set for.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from twitchkg.vocab import LABEL, LEADS_TO, SUB_PROPERTY_OF

WORDS = "muscle nerve pain cell protein acute chronic calcium ion channel disorder loss".split()

BARE = """\
import sys
import pyoxigraph
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1])
store.optimize()
"""

RDFLIB = """\
import sys
import rdflib
rdflib.Graph().parse(sys.argv[1])
"""


def write_graph(path: Path, links: int) -> None:
    """A graph of things with a name and a few facts, half as many as links; some have many."""
    chance = random.Random(1)
    things = max(2, links // 2)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<urn:p:induces> <{SUB_PROPERTY_OF}> <{LEADS_TO}> .\n")
        for n in range(things):
            name = " ".join(chance.choice(WORDS) for _ in range(3))
            file.write(f'<urn:t:{n}> <{LABEL}> "{name} {n}"@en .\n')
            file.writelines(f'<urn:t:{n}> <urn:p:{p}> "{chance.random()}" .\n' for p in "abc")
        for _ in range(links):
            start, end = int(things * chance.random() ** 2), chance.randrange(things)
            file.write(f"<urn:t:{start}> <urn:p:induces> <urn:t:{end}> .\n")


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the processor and of the clock that a command takes, with its children."""
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.monotonic() - clock


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--links", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    python = [sys.executable, "-c"]
    ours = [sys.executable, "-m", "twitchkg"]
    with tempfile.TemporaryDirectory() as scratch:
        graph, store = Path(scratch, "graph.nt"), os.path.join(scratch, "store")
        write_graph(graph, options.links)
        loads = {
            "pyoxigraph, bare": [*python, BARE, str(graph), os.path.join(scratch, "bare")],
            "twitchkg load": [*ours, "load", str(graph), "--store", store],
            "rdflib, in memory": [*python, RDFLIB, str(graph)],
        }
        print(f"{options.links:,} links, {graph.stat().st_size / 1e6:.0f} MB of N-Triples")
        loaded = {name: cost(command) for name, command in loads.items()}
        bare = loaded["pyoxigraph, bare"][0]
        for name, (used, clock) in loaded.items():
            print(f"{name:24}{used:9.2f} s cpu{clock:9.2f} s{used / bare:8.2f} x bare")
        asked = [*ours, "--graph", store]
        commands = {
            "python -c pass": [*python, "pass"],
            "query": [*asked, "query", "SELECT ?x { <urn:t:1> <urn:p:induces> ?x }"],
            "search": [*asked, "search", "nerve"],
            "search, misspelt": [*asked, "search", "protien 7"],
            "show": [*asked, "show", "urn:t:1"],
            "explain": [*asked, "explain", "urn:t:1", "urn:t:2"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.rounds):
            for name, command in commands.items():
                times[name].append(cost(command)[0])
        medians = {name: statistics.median(each) for name, each in times.items()}
        start = medians["python -c pass"]
        query = medians["query"]
        print("\ncold, median of the processor's time (goals: search, show <= 2; explain <= 3)")
        for name, used in medians.items():
            more = 1000 * (used - start)
            print(
                f"{name:24}{1000 * used:9.1f} ms{more:9.1f} over python{used / query:8.2f} x query"
            )


if __name__ == "__main__":
    main()
