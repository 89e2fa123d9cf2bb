"""The README: each block is run, and what it shows is what comes out.

``console``: a line ``$ COMMAND`` is run in a shell and the lines below it must be what it prints;
a line ``…`` stands for any lines. ``python``: runs; a comment ``# value`` promises nothing.
``turtle``: parses with the graph's own prefixes, and every triple (those after ``# derived:`` too)
stands in the built-in graph. ``sparql``: runs and finds something. ``sh``: only `make` targets.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import pytest
from command import ROOT, environment

import twitchkg
from twitchkg.cli import COMMANDS
from twitchkg.vocab import PREFIXES

README = ROOT / "README.md"


class Block(NamedTuple):
    """A fenced block: its language, its text, its first line's number in the file."""

    language: str
    text: str
    line: int


class Shown(NamedTuple):
    """A command of a console block and the lines that it is said to print."""

    command: str
    output: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text; AssertionError for one that is never closed."""
    language: str | None = None
    start, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if language is None and line.startswith("```"):
            language, start, lines = line[3:].strip(), number + 1, []
        elif language is not None and line.rstrip() == "```":
            yield Block(language, "\n".join(lines) + "\n", start)
            language = None
        elif language is not None:
            lines.append(line)
    assert language is None, f"the block at line {start} is never closed"


def shown(text: str) -> list[Shown]:
    """The commands of a console block with their output."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, f"output without a command: {line}"
            found[-1][1].append(line)
    return [Shown(command, tuple(output)) for command, output in found]


def difference(expected: tuple[str, ...], printed: str) -> str:
    """Where the printed lines leave the expected ones; empty if they do not."""
    lines = printed.splitlines()
    pattern = "".join(
        "(?:[^\n]*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()) + "[ \t]*\r?\n"
        for line in expected
    )
    if re.fullmatch(pattern, "".join(line + "\n" for line in lines)):
        return ""
    left = [line for line in expected if line.strip() != "…" and line.rstrip() not in lines]
    return f"not printed: {left}\nprinted:\n{printed}"


def run_shown(command: str, folder: Path) -> str:
    """What a shell prints for a command in which `twitchkg` and `python` are this checkout's."""
    here = f"""
twitchkg() {{ "{sys.executable}" -m twitchkg "$@"; }}
python() {{ "{sys.executable}" "$@"; }}
{command}
"""
    done = subprocess.run(
        ["/bin/sh", "-c", here], cwd=folder, capture_output=True, env=environment(), timeout=60
    )
    return done.stderr.decode("utf-8") + done.stdout.decode("utf-8")


def prefixed(text: str) -> str:
    """Turtle with a prefix line for each known prefix that it uses and does not declare."""
    lines = [
        f"@prefix {prefix}: <{namespace}> .\n"
        for prefix, namespace in PREFIXES.items()
        if re.search(rf"(?<![\w:]){prefix}:", text) and f"@prefix {prefix}:" not in text
    ]
    return "".join(lines) + text


def triples(text: str) -> set[pyoxigraph.Triple]:
    """The triples of a Turtle block and of what follows `# derived:` in it."""
    derived = re.sub(r"^# derived: ", "", text, flags=re.MULTILINE)
    quads = pyoxigraph.parse(prefixed(derived), pyoxigraph.RdfFormat.TURTLE)
    return {quad.triple for quad in quads}


def check(block: Block, folder: Path, kg: twitchkg.KnowledgeGraph) -> str:
    """What is wrong with a block; empty if nothing."""
    if block.language == "console":
        wrong = [
            f"$ {each.command}\n{problem}"
            for each in shown(block.text)
            if (problem := difference(each.output, run_shown(each.command, folder)))
        ]
        return "\n".join(wrong)
    if block.language == "python":
        done = subprocess.run(
            [sys.executable, "-W", "error::SyntaxWarning", "-c", block.text],
            cwd=folder,
            capture_output=True,
            text=True,
            env=environment(),
            timeout=60,
        )
        return "" if done.returncode == 0 else done.stderr
    if block.language == "turtle":
        missing = triples(block.text) - set(kg.store.triples())
        return "".join(f"not in the graph: {triple}\n" for triple in missing)
    if block.language == "sparql":
        answer = kg.query(block.text)
        found = answer if isinstance(answer, bool) else len(answer) > 0
        return "" if found else "finds nothing"
    if block.language == "sh":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        targets = re.findall(r"^make (\w+)", block.text, re.MULTILINE)
        lines = [line for line in block.text.splitlines() if line.strip()]
        if len(targets) != len(lines):
            return "only make targets are expected here: use a console block"
        return "".join(f"no target {each}\n" for each in targets if f"\n{each}:" not in makefile)
    return f"a block of the unknown language {block.language!r}"


# ------------------------------------------------------------------------------ the README itself


@pytest.mark.parametrize(
    "block",
    list(blocks(README.read_text("utf-8"))),
    ids=lambda block: f"{block.language}-line-{block.line}",
)
def test_every_block_does_what_it_shows(
    block: Block, tmp_path: Path, kg: twitchkg.KnowledgeGraph
) -> None:
    assert check(block, tmp_path, kg) == ""


def test_there_is_something_to_run() -> None:
    kinds = [block.language for block in blocks(README.read_text("utf-8"))]
    assert kinds.count("console") + kinds.count("python") >= 5
    assert "turtle" in kinds


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`(twitchkg )?{command}\b", README.read_text("utf-8"))


def test_what_the_readme_points_at_is_there() -> None:
    text = README.read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links
    for link in links:
        if "://" not in link:
            assert (ROOT / link).is_file(), link
    # Folders and files named in code marks, such as `ontology/claims.ttl`.
    top = {path.name for path in ROOT.iterdir()}
    for name in re.findall(r"`([\w.-]+(?:/[\w.-]*)+)`", text):
        if name.partition("/")[0] in top:
            assert (ROOT / name).exists(), name


def test_it_is_short_and_begins_with_what_it_is_not() -> None:
    lines = README.read_text("utf-8").splitlines()
    assert "not medical advice" in lines[2] and len(lines) <= 180


# ------------------------------------------------------------------------------ the checker


GOOD = """
```console
$ twitchkg queries xyzzy
error: unknown query "xyzzy"; `twitchkg queries` lists them
$ twitchkg query 'ASK { tk:Stress tk:leadsTo+ tk:Fasciculation }' --format table | cat
yes
$ twitchkg explain stress fasciculation
How stress leads to fasciculation
…
Chains 2 and 3: 3 steps, weakest step: inferred
…
```
```python
import twitchkg
assert twitchkg.open().concept("charley horse").label == "muscle spasm"
```
```turtle
tk:Stress tk:leadsTo tk:Hyperarousal .
# derived: tk:Stress tk:leadsTo tk:RaisedStressHormones .
# a remark
```
```sparql
SELECT ?x WHERE { tk:Stress tk:leadsTo ?x }
```
```sh
make run   # shows it
```
"""
BAD = [
    "```console\n$ twitchkg queries xyzzy\nerror: nothing of the kind\n```",
    "```console\n$ twitchkg --version\n```",
    "```console\n$ twitchkg --version\n…\ntwitchkg of old\n…\n```",
    "```console\n$ twitchkg explain stress fasciculation\nHow stress leads to fasciculation\n```",
    "```python\nassert False\n```",
    "```python\nx =\n```",
    "```turtle\ntk:Magnesium tk:leadsTo tk:Fasciculation .\n```",
    "```turtle\n# derived: tk:Magnesium tk:leadsTo tk:Fasciculation .\n```",
    "```sparql\nSELECT ?x WHERE { tk:Magnesium tk:leadsTo ?x }\n```",
    "```sh\nmake nonsense\n```",
    "```sh\nrm -r x\n```",
    "```\nno language\n```",
]


def test_the_checker_passes_what_is_right(tmp_path: Path, kg: twitchkg.KnowledgeGraph) -> None:
    found = list(blocks(GOOD))
    assert [block.language for block in found] == ["console", "python", "turtle", "sparql", "sh"]
    for block in found:
        assert check(block, tmp_path, kg) == ""
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("text", BAD)
def test_the_checker_finds_what_is_wrong(
    text: str, tmp_path: Path, kg: twitchkg.KnowledgeGraph
) -> None:
    (block,) = blocks(text)
    assert check(block, tmp_path, kg) != ""


def test_the_checker_refuses_a_block_without_end() -> None:
    with pytest.raises(AssertionError, match="never closed"):
        list(blocks("```python\nx = 1\n"))
