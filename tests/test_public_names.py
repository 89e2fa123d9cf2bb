"""The public names: about a dozen, each importable, each described."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from command import ROOT, environment
from test_layers import PACKAGE, modules

import twitchkg

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in modules()
)


def test_the_names_are_these() -> None:
    assert set(twitchkg.__all__) == {
        "Assessment",
        "Chain",
        "Chains",
        "Claim",
        "Concept",
        "Graph",
        "KnowledgeGraph",
        "Link",
        "Span",
        "Table",
        "TwitchkgError",
        "__version__",
        "errors",
        "open",
    }
    assert len(twitchkg.__all__) == len(set(twitchkg.__all__))


@pytest.mark.parametrize("name", twitchkg.__all__)
def test_each_is_there_and_says_what_it_is(name: str) -> None:
    thing = getattr(twitchkg, name)
    if name != "__version__":
        assert inspect.getdoc(thing)
        assert getattr(thing, "__module__", thing.__name__).startswith("twitchkg")


def test_star_import_dir_and_unknown_names() -> None:
    space: dict[str, object] = {}
    exec("from twitchkg import *", space)
    assert set(twitchkg.__all__) <= set(space)
    assert dir(twitchkg) == sorted(twitchkg.__all__)
    with pytest.raises(AttributeError, match="nope"):
        twitchkg.nope  # noqa: B018
    with pytest.raises(ImportError):
        exec("from twitchkg import nope", {})


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert twitchkg.__version__ == project["version"]


def test_every_name_comes_lazily_in_a_fresh_interpreter() -> None:
    program = "import twitchkg\nfor name in twitchkg.__all__: getattr(twitchkg, name)\nprint('ok')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment()
    )
    assert (done.stdout, done.stderr) == ("ok\n", "")


@pytest.mark.parametrize("name", MODULES)
def test_everything_public_has_a_docstring(name: str) -> None:
    path = PACKAGE.parent.joinpath(*name.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    tree = ast.parse(file.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{name} does not say what it is for"
    assert undescribed(tree) == []


def undescribed(tree: ast.Module | ast.ClassDef) -> list[str]:
    """Public functions, classes and methods without a docstring."""
    found = []
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            found.append(f"{node.lineno}: {node.name}")
        if isinstance(node, ast.ClassDef):
            found += undescribed(node)
    return found


def test_the_docstring_check_sees_a_bare_function() -> None:
    tree = ast.parse("class A:\n    'doc'\n    def f(self): ...\ndef _g(): ...\n")
    assert undescribed(tree) == ["3: f"]


@pytest.mark.parametrize("name", [m for m in MODULES if not m.endswith("__main__")])
def test_the_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_the_package_shows_an_example_that_was_run() -> None:
    assert doctest.testmod(twitchkg).attempted >= 3


def test_the_package_is_marked_as_typed() -> None:
    assert Path(PACKAGE, "py.typed").is_file()
