"""Each command's help: its example runs, and its JSON holds the keys that are told."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from command import run

from twitchkg.cli import COMMANDS


def help_of(name: str) -> str:
    told = run(*name.split(), "--help").out
    assert told == run("help", *name.split()).out
    return told


def example_in(told: str) -> list[str]:
    (line,) = re.findall(r"^example:\n  (twitchkg .*)$", told, re.M)
    return shlex.split(line)[1:]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_shows_an_example_that_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = example_in(help_of(name))
    assert words[0] == name or not name
    done = run(*words)
    assert done.code == 0, done
    assert done.out or [each for each in tmp_path.iterdir() if each.stat().st_size]


def keys(told: str) -> set[str]:
    """The outermost keys of ``{a, b: [{c}]}``."""
    inner = re.search(r"--format json:\s+\{(.*)", told, re.S)
    assert inner
    text, flat = inner[1], ""
    while text != flat:
        flat, text = text, re.sub(r"[\[{][^][{}]*[]}]", "", text)
    return {each.partition(":")[0].strip() for each in flat.partition("}")[0].split(",")}


def ends(value: object) -> Iterator[object]:
    """Whatever stands under `symptom`, `cause`, `from` and `to`, at any depth."""
    if isinstance(value, list):
        for each in value:
            yield from ends(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from [each] if name in ("symptom", "cause", "from", "to") else ends(each)


OWN_JSON = [
    name
    for name in COMMANDS
    if hasattr(import_module(f"twitchkg.cli.commands.{name.replace('-', '_')}"), "to_json")
]


@pytest.mark.parametrize("name", OWN_JSON)
def test_the_json_holds_the_keys_that_the_help_tells(name: str) -> None:
    told = help_of(name)
    data = json.loads(run(*example_in(told), "--format", "json").out)
    assert set(data) == keys(told)
    assert all(isinstance(end, dict) and set(end) == {"iri", "label"} for end in ends(data))


def test_all_commands_with_words_for_people_have_json_of_their_own() -> None:
    assert len(OWN_JSON) == 8
    assert keys("--format json:\n  {a, b: [{c, d}],\n  e}. Of {x, y}: z") == {"a", "b", "e"}
