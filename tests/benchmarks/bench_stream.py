"""Long answers side by side: time and memory of `query`, whole and cut by `head`, by the rows.

Commands take turns within one run; times are wall times beside a cold `query` of three rows, memory
is the most that parent and child held together (PSS). A benchmark, never a test: it prints ratios
and the goals beside them. `bench_stream.py --rows 1500000`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
TRIPLES = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"
TWITCHKG = (sys.executable, "-m", "twitchkg", "query", "--timeout", "0")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    cases = {
        "cold, 3 rows": (f"{ROWS} LIMIT 3", "tsv", None),
        "head -3": (f"{ROWS} LIMIT {options.rows}", "tsv", 3),
        "head -3, CONSTRUCT": (f"{TRIPLES} LIMIT {options.rows}", "n-triples", 3),
        "whole, TSV": (f"{ROWS} LIMIT {options.rows}", "tsv", None),
        "whole, CSV": (f"{ROWS} LIMIT {options.rows}", "csv", None),
        "whole, JSON": (f"{ROWS} LIMIT {options.rows}", "json", None),
    }
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(options.rounds):
        for name, case in cases.items():
            measured[name].append(run(*case))
    cold = statistics.median(seconds for seconds, _ in measured["cold, 3 rows"])
    print(f"{options.rows:,} rows; goal of head: 1.5 times a cold query, 150 MB\n")
    print(f"{'':<20}{'seconds':>9}{'times':>8}{'MB':>7}")
    for name, runs in measured.items():
        seconds = statistics.median(each for each, _ in runs)
        most = max(each for _, each in runs)
        print(f"{name:<20}{seconds:>9.2f}{seconds / cold:>8.1f}{most:>7.0f}")
    return 0


def run(query: str, format: str, lines: int | None) -> tuple[float, float]:
    """Wall seconds until all have ended, and the most megabytes of parent and child together."""
    start = time.monotonic()
    command = [*TWITCHKG, query, "--format", format]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        most = held(child.pid)
        if lines is None:
            while child.stdout.read1(1 << 20):
                most = max(most, held(child.pid))
        else:
            for _ in range(lines):
                child.stdout.readline()
            most = max(most, held(child.pid))
            child.stdout.close()
    return time.monotonic() - start, most


def held(process: int) -> float:
    """Megabytes of a process and its children, what they share counted once."""
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            family = [process, *map(int, file.read().split())]
        return sum(map(pss, family))
    except OSError:  # gone meanwhile
        return 0.0


def pss(process: int) -> float:
    """Megabytes that a process holds, what it shares counted in part."""
    if not os.path.exists(f"/proc/{process}/smaps_rollup"):
        return 0.0
    with open(f"/proc/{process}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1000


if __name__ == "__main__":
    sys.exit(main())
