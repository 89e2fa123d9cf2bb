"""What a short command must not import: each of these costs more than the whole command."""

from __future__ import annotations

import subprocess
import sys

import pytest
from command import environment

HEAVY = {
    "rdflib",
    "networkx",
    "pyvis",
    "pyshacl",
    "pandas",
    "jinja2",
    "IPython",
    "numpy",
    "sqlite3",
}
SLOW = {"dataclasses", "inspect", "pathlib", "tempfile", "shutil", "subprocess", "csv", "difflib"}

PROGRAM = """
import sys
from twitchkg.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as stop:
    code = stop.code
assert not code, code
print(*sys.modules, file=sys.stderr)
"""

COMMANDS = {
    "query": ("query", "SELECT ?s WHERE { ?s a tk:Mechanism }"),
    "ask": ("ask", "causes-of", "symptom=twitching"),
    "search": ("search", "magnesum"),
    "show": ("show", "magnesium"),
    "explain": ("explain", "stress", "fasciculation"),
    "queries": ("queries",),
    "welcome": (),
    "help": ("query", "--help"),
}


def modules(program: str, *words: str) -> set[str]:
    """The names that a fresh interpreter writes to stderr, or to stdout if it is quiet there."""
    done = subprocess.run(
        # -S would hide site's own imports, but also the installed packages.
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set((done.stderr or done.stdout).split())


def imported(*words: str) -> set[str]:
    """The names in sys.modules after a command, run in a fresh interpreter."""
    return modules(PROGRAM, *words)


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What the interpreter has imported by itself (site and .pth files may bring some)."""
    return modules("import sys; print(*sys.modules)")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_short_command_imports_nothing_heavy(name: str, bare: set[str]) -> None:
    names = imported(*COMMANDS[name])
    assert "twitchkg.cli" in names
    assert not names & (HEAVY - bare)


def test_query_imports_none_of_the_slow_standard_modules(bare: set[str]) -> None:
    names = imported(*COMMANDS["query"])
    assert not names & (SLOW - bare)
    assert not {n for n in names if n.startswith("twitchkg.")} & {
        "twitchkg.graph.contents",
        "twitchkg.chains",
        "twitchkg.check",
        "twitchkg.explorer",
        "twitchkg.store.rdflib",
    }


def test_a_command_imports_no_other_command() -> None:
    names = imported(*COMMANDS["search"])
    assert not names & {
        f"twitchkg.cli.commands.{other}" for other in ("explain", "show", "check", "query")
    }


def test_importing_the_package_imports_no_part_of_it() -> None:
    names = modules("import sys, twitchkg; print(*sys.modules)")
    assert {n for n in names if n.startswith(("twitchkg", "pyoxigraph"))} == {"twitchkg"}
