"""The house: its rooms, floors and arrows, computed from the imports and held to the design."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "twitchkg"

# Lowest floor first, as they are: a room looks only into rooms on floors below its own.
FLOORS = (
    {"errors", "textgrid", "vocab"},
    {"files", "sparql"},
    {"saved", "store"},
    {"graph"},
    {"chains", "check", "export", "triage"},
    {"explorer"},
    {"kg"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
MOST_FLOORS, MOST_ARROWS, MOST_ROOT_FILES = 10, 65, 8
HEAVY = {"jinja2", "networkx", "pandas", "pyshacl", "pyvis", "rdflib", "shtab"}
RDFLIB_OWN = {"store/rdflib.py", "store/terms.py"}
"""Themselves imported only where a graph of rdflib is at hand."""


def modules() -> list[Path]:
    """The package's own: what the linter of the page's scripts brings is none of it."""
    return sorted(p for p in PACKAGE.rglob("*.py") if "node_modules" not in p.parts)


def room(path: Path) -> str:
    """A room is a folder of the package, or a file in its root."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def is_type_checking(node: ast.AST) -> bool:
    test = node.test if isinstance(node, ast.If) else None
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def imports(tree: ast.AST, *, types: bool, functions: bool = True) -> Iterator[ast.stmt]:
    """The import statements: with `types` those for the type checker, too."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node) and not types:
            assert isinstance(node, ast.If)
            yield from imports(ast.Module(node.orelse, []), types=types, functions=functions)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif functions or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from imports(node, types=types, functions=functions)


def targets(node: ast.stmt, path: Path) -> Iterator[str]:
    """The rooms that an import statement names; a name of the package itself is its __init__."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        assert isinstance(node, ast.ImportFrom)
        base = node.module or ""
        if node.level:
            folder = ["twitchkg", *path.relative_to(PACKAGE).parts[:-1]]
            base = ".".join([*folder[: len(folder) - node.level + 1], *filter(None, [base])])
        names = [f"{base}.{alias.name}" for alias in node.names]
    rooms = set().union(*FLOORS)
    for name in names:
        words = name.split(".")
        if words[0] == "twitchkg":
            yield words[1] if len(words) > 1 and words[1] in rooms else "__init__"


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """(room, room it looks into), the type checker's imports counted, each pair once."""
    return frozenset(
        (room(path), target)
        for path in modules()
        for node in imports(ast.parse(path.read_text("utf-8")), types=True)
        for target in targets(node, path)
        if target != room(path)
    )


def floor(name: str, above: tuple[str, ...] = ()) -> int:
    """1 for a room that looks into none; fails where arrows run in a circle."""
    assert name not in above, f"a circle of rooms: {' → '.join((*above, name))}"
    below = [floor(target, (*above, name)) for source, target in arrows() if source == name]
    return 1 + max(below, default=0)


def test_the_house_has_the_floors_that_the_design_names(capsys: pytest.CaptureFixture[str]) -> None:
    rooms = {room(path) for path in modules()}
    real: dict[int, set[str]] = {}
    for name in rooms:
        real.setdefault(floor(name), set()).add(name)
    with capsys.disabled():
        print(f"\nhouse: {len(rooms)} rooms, {len(real)} floors, {len(arrows())} arrows, no circle")
        for number in sorted(real):
            print(f"  floor {number}: {', '.join(sorted(real[number]))}")
    assert tuple(real[number] for number in sorted(real)) == FLOORS
    assert len(real) <= MOST_FLOORS
    assert len(arrows()) <= MOST_ARROWS, sorted(arrows())
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_ROOT_FILES
    assert not {source for source, target in arrows() if target == "cli"} - {"__main__"}


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    """Imports that run at start-up or in a function; those for the type checker may."""
    inside: dict[str, set[str]] = {}
    for path in modules():
        own = ".".join(("twitchkg", *path.relative_to(PACKAGE).with_suffix("").parts))
        own = own.removesuffix(".__init__")
        for node in imports(ast.parse(path.read_text("utf-8")), types=False, functions=False):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("twitchkg"):
                inside.setdefault(own, set()).add(node.module or "")

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, f"a circle of modules: {' → '.join((*above, name))}"
        for other in inside.get(name, ()):
            visit(other, (*above, name))

    for name in inside:
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_only_inside_functions(path: Path) -> None:
    own = path.relative_to(PACKAGE).as_posix()
    for node in imports(ast.parse(path.read_text("utf-8")), types=False, functions=False):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            heavy = name.partition(".")[0] in HEAVY and own not in RDFLIB_OWN
            ours = name in ("twitchkg.store.rdflib", "twitchkg.store.terms")
            assert not heavy and not (ours and own not in RDFLIB_OWN), f"{own}:{node.lineno}"


def test_a_command_line_option_is_named_in_the_command_line_only() -> None:
    for path in modules():
        if room(path) in ("cli", "explorer"):
            continue  # explorer/sparql/build.py calls npm
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.split()
                named = [w for w in words if w.startswith("--") and w.strip("-").isalpha()]
                assert not named, f"{path.name}:{node.lineno} names {named[0]}"


def test_the_package_itself_imports_nothing_of_its_own_before_it_is_asked() -> None:
    path = PACKAGE / "__init__.py"
    tree = ast.parse(path.read_text("utf-8"))
    running = imports(tree, types=False, functions=False)
    assert {node.module for node in running if isinstance(node, ast.ImportFrom)} == {"__future__"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from .cli import main", "cli"),
        ("from . import kg", "kg"),
        ("def f():\n    from twitchkg.graph.contents import Contents", "graph"),
        ("import twitchkg.export.networks", "export"),
        ("from twitchkg import __version__", "__init__"),
    ],
)
def test_an_arrow_is_seen_however_it_is_written(text: str, wanted: str) -> None:
    (node,) = imports(ast.parse(text), types=False)
    assert list(targets(node, PACKAGE / "errors.py")) == [wanted]
    only_types = "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from .cli import main"
    assert list(imports(ast.parse(only_types), types=False)) == []
