"""Cold starts side by side: CPU time of each command beside a bare `python -c pass`.

All commands take turns within one run, so that a busy machine slows them alike. A benchmark,
never a test: it prints ratios and the goals beside them, and names the commands that could not
be run; a question that needs no networkx may cost three times the query. `make bench`, or
`bench_cold.py --rounds 30`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from typing import NamedTuple

from twitchkg import files

# No property path: roqet knows none.
QUERY = """\
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tk: <https://w3id.org/twitchkg#>
SELECT ?label WHERE {
  ?claim rdf:object tk:Fasciculation ; rdf:subject ?cause . ?cause skos:prefLabel ?label
} ORDER BY ?label"""

RDFLIB = """\
import sys
import rdflib
graph = rdflib.Graph()
for path in sys.argv[2:]:
    graph.parse(path)
for row in graph.query(sys.argv[1]):
    print(*row, sep="\\t")
"""

PYOXIGRAPH = """\
import sys
import pyoxigraph
store = pyoxigraph.Store()
for path in sys.argv[2:]:
    store.load(path=path)
for row in store.query(sys.argv[1]):
    print(*row, sep="\\t")
"""

ARGPARSE = """\
import argparse
import sys
parser = argparse.ArgumentParser(prog="app")
commands = parser.add_subparsers(dest="command", required=True)
query = commands.add_parser("query")
query.add_argument("sparql")
query.add_argument("--format", choices=["table", "csv"], default="table")
options = parser.parse_args()
print(options.sparql, file=sys.stdout)
"""

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
NEEDS_NETWORKX = ("bottlenecks", "fasciculation")


class Contender(NamedTuple):
    """A command to time; goal: highest ratio to python, None where there is none."""

    name: str
    command: Sequence[str]
    goal: float | None = None


def contenders(scratch: str) -> tuple[list[Contender], list[str]]:
    """Everything that can run here, and a line for each tool that cannot."""
    script = shutil.which("twitchkg", path=sysconfig.get_path("scripts"))
    ours = [script] if script else [sys.executable, "-m", "twitchkg"]
    python = [sys.executable, "-c"]
    turtle = list(files.module_paths())
    found = [
        Contender("python -c pass", [*python, "pass"]),
        Contender("twitchkg query", [*ours, "query", QUERY], 3.3),
        Contender("twitchkg ask causes-of", [*ours, "ask", "causes-of"]),
        Contender("twitchkg search magnesum", [*ours, "search", "magnesum"]),
        Contender("twitchkg explain", [*ours, "explain", "stress", "fasciculation"], 4.8),
        Contender("twitchkg explore", [*ours, "explore", "-o", os.devnull], 30.0),
        *(Contender(" ".join(words), [*ours, *words]) for words in (*QUESTIONS, NEEDS_NETWORKX)),
        Contender("argparse app, no work", [*python, ARGPARSE, "query", QUERY]),
        Contender("pyoxigraph script", [*python, PYOXIGRAPH, QUERY, *turtle]),
        Contender("rdflib script", [*python, RDFLIB, QUERY, *turtle]),
    ]
    skipped = []
    if roqet := shutil.which("roqet"):
        data = [word for path in turtle for word in ("-D", path)]
        found.append(Contender("roqet", [roqet, "-q", "-r", "tsv", *data, "-e", QUERY]))
    else:
        skipped.append("roqet is not installed (Debian: rasqal-utils)")
    if oxigraph := shutil.which("oxigraph"):
        for path in turtle:
            load = [oxigraph, "load", "--location", scratch, "--file", path]
            subprocess.run(load, check=True, capture_output=True)
        query = [oxigraph, "query", "--location", scratch, "--results-format", "tsv"]
        found.append(Contender("oxigraph query (loaded before)", [*query, "--query", QUERY]))
    else:
        skipped.append("oxigraph is not installed (cargo install oxigraph-cli)")
    return found, skipped


class Failed(RuntimeError):
    """The command does not work here; the message is its last line of output."""


def cpu_seconds(command: Sequence[str]) -> float:
    """User and system time of one run of the command and its children; raises Failed."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace").strip().splitlines() or ["no output"]
            raise Failed(f"exit {process.returncode}, {said[-1]}")
    return usage.ru_utime + usage.ru_stime


def working(found: Sequence[Contender]) -> tuple[list[Contender], list[str]]:
    """Those that run (their caches are warm then), and a line for each that does not."""
    good, failed = [], []
    for contender in found:
        try:
            cpu_seconds(contender.command)
        except Failed as problem:
            failed.append(f"{contender.name} does not work here: {problem}")
        else:
            good.append(contender)
    return good, failed


def measure(found: Sequence[Contender], rounds: int) -> dict[str, float]:
    """Median CPU seconds of each, by name."""
    times: dict[str, list[float]] = {contender.name: [] for contender in found}
    for _ in range(rounds):
        for contender in found:
            times[contender.name].append(cpu_seconds(contender.command))
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def report(found: Sequence[Contender], medians: dict[str, float], rounds: int) -> None:
    """Print the table of ratios and the comparisons that have a goal."""
    base = medians["python -c pass"]
    size = sum(os.path.getsize(path) for path in files.module_paths())
    print(f"\nCPU time, median of {rounds} rounds; the graph's files: {size / 1000:.0f} kB")
    print(f"{'':66}{'ms':>8}{'x python':>10}{'goal':>8}")
    for name, _, goal in found:
        wanted = f"<= {goal:g}" if goal else ""
        print(f"{name:66}{medians[name] * 1000:8.1f}{medians[name] / base:10.2f}{wanted:>8}")
    if not (ours := medians.get("twitchkg query")):
        return
    asked = {
        name: medians[name] / ours for words in QUESTIONS if (name := " ".join(words)) in medians
    }
    if asked:
        dearest = max(asked, key=lambda name: asked[name])
        print(f"\ndearest question: {dearest}, {asked[dearest]:.2f} x twitchkg query (goal <= 3)")
    print("\ntwitchkg query beside the others, same query, same files")
    for name, goal in (
        ("rdflib script", ">= 6 times faster"),
        ("roqet", "<= 1.5 times its time"),
        ("oxigraph query (loaded before)", "<= 1.5 times its time"),
    ):
        if name in medians:
            faster, other = goal.startswith(">"), medians[name]
            ratio = other / ours if faster else ours / other
            said = "times faster" if faster else "times its time"
            print(f"  {name:38}{ratio:8.2f} {said} (goal {goal})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="counted rounds (default 15)")
    rounds = max(1, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as scratch:
        found, skipped = contenders(scratch)
        found, failed = working(found)
        medians = measure(found, rounds)
    report(found, medians, rounds)
    for line in skipped + failed:
        print(f"skipped: {line}")


if __name__ == "__main__":
    main()
