"""The questions side by side with `twitchkg query`: CPU time of each whole command, as ratios.

The goal is at most three times the query, where no networkx is needed. A benchmark, never a test.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import sysconfig

from bench_cold import QUERY, Contender, measure, working

GOAL = 3.0
WITH = ("--with", "background")
QUESTIONS = (
    ("triage", "numb foot", "twitching for 6 weeks", "--not", "muscle weakness"),
    ("what-if", "--without", "stress", "--without", "low magnesium"),
    ("compare", "stress", "dehydration"),
    ("modifiable",),
    ("coverage",),
    ("show", "fasciculation"),
    ("search", "HP:0002380"),
    ("export", "--format", "sssom"),
    ("show", "ALS", *WITH),
    ("ask", "conditions-with-signs", *WITH),
    ("explain", "stress", "fasciculation", *WITH),
)
NEEDS_NETWORKX = (("bottlenecks", "fasciculation"),)


def contenders() -> list[Contender]:
    """The query first, then every question, with its goal."""
    script = shutil.which("twitchkg", path=sysconfig.get_path("scripts"))
    ours = [script] if script else [sys.executable, "-m", "twitchkg"]
    return [
        Contender("query", [*ours, "query", QUERY]),
        *(Contender(" ".join(words), [*ours, *words], GOAL) for words in QUESTIONS),
        *(Contender(" ".join(words), [*ours, *words]) for words in NEEDS_NETWORKX),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="counted rounds (default 15)")
    rounds = max(1, parser.parse_args().rounds)
    found, failed = working(contenders())
    medians = measure(found, rounds)
    print(f"\nCPU time, median of {rounds} rounds")
    print(f"{'':66}{'ms':>8}{'x query':>9}{'goal':>7}")
    for name, _, goal in found:
        wanted = f"<= {goal:g}" if goal else ""
        ratio = medians[name] / medians["query"]
        print(f"{name:66}{medians[name] * 1000:8.1f}{ratio:9.2f}{wanted:>7}")
    for line in failed:
        print(f"skipped: {line}")


if __name__ == "__main__":
    main()
