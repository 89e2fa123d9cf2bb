"""Arrows between modules point down: whoever imports upward is named here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "twitchkg"

# Lowest first; a part may import its own layer and those below. `kg` stands above the faces that
# it hands out.
LAYERS = (
    ("errors", "vocab", "files", "sparql", "textgrid", "rdflib_terms"),
    ("table",),
    ("store",),
    ("queries",),
    (
        *(
            "model",
            "concepts",
            "redflags",
            "background",
            "claims",
            "chains",
            "search",
            "asking",
            "check",
        ),
        *(
            "outcomes",
            "wording",
            "durations",
            "phrases",
            "lexicon",
            "findings",
            "triage",
            "analysis",
            "coverage",
            "crossrefs",
        ),
    ),
    ("export", "explorer", "serve"),
    ("kg",),
    ("cli",),
    ("__init__", "__main__"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
HEAVY = {"jinja2", "networkx", "pandas", "pyshacl", "pyvis", "rdflib", "shtab"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    """The layer's name for a file: its folder in the package, or its own name."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def is_type_checking(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def running(tree: ast.AST, *, inside_functions: bool = True) -> Iterator[ast.stmt]:
    """The import statements that run: not those for the type checker only."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node):
            assert isinstance(node, ast.If)
            otherwise = ast.Module(node.orelse, [])
            yield from running(otherwise, inside_functions=inside_functions)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif inside_functions or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from running(node, inside_functions=inside_functions)


def own_targets(node: ast.stmt, path: Path) -> Iterator[str]:
    """The parts of twitchkg that an import statement names."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            folder = ["twitchkg", *path.relative_to(PACKAGE).parts[:-1]]
            folder = folder[: len(folder) - node.level + 1]
            base = ".".join([*folder, *filter(None, [base])])
        names = [f"{base}.{alias.name}" for alias in node.names]
    else:
        return
    for name in names:
        words = name.split(".")
        if words[0] == "twitchkg" and len(words) > 1:
            # A name of the package itself, such as __version__, is no part.
            yield words[1] if words[1] in RANK else "__version__"


def test_every_module_has_a_layer() -> None:
    assert {part(path) for path in modules()} <= set(RANK)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = part(path)
    for node in running(ast.parse(path.read_text("utf-8"))):
        for target in own_targets(node, path):
            if target == "__version__":
                assert own == "cli", f"{path.name}:{node.lineno} asks the package for a name"
                continue
            assert RANK[target] <= RANK[own], (
                f"{path.name}:{node.lineno}: {own} must not import {target}"
            )
            assert target != "cli" or own in ("cli", "__main__"), f"{path.name} imports cli"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_only_inside_functions(path: Path) -> None:
    if path.name == "rdflib_terms.py":
        return  # itself imported only inside functions: the next test
    for node in running(ast.parse(path.read_text("utf-8")), inside_functions=False):
        if isinstance(node, ast.Import):
            roots = {alias.name.partition(".")[0] for alias in node.names}
        else:
            assert isinstance(node, ast.ImportFrom)
            # `from .rdflib import …` is our own engine.
            roots = {(node.module or "").partition(".")[0]} if not node.level else set()
        assert not roots & HEAVY, f"{path.name}:{node.lineno}"


def test_the_rdflib_parts_are_imported_only_inside_functions_or_by_each_other() -> None:
    for path in modules():
        if path.name == "rdflib.py":
            continue
        for node in running(ast.parse(path.read_text("utf-8")), inside_functions=False):
            module = getattr(node, "module", None) or ""
            assert not module.endswith(("rdflib_terms", "store.rdflib")), path
            assert not (path.parent.name == "store" and module == "rdflib"), path


def test_saved_questions_never_touch_a_store() -> None:
    path = PACKAGE / "queries.py"
    for node in running(ast.parse(path.read_text("utf-8"))):
        assert "store" not in set(own_targets(node, path))


def test_the_package_itself_imports_nothing_of_its_own_before_it_is_asked() -> None:
    path = PACKAGE / "__init__.py"
    tree = ast.parse(path.read_text("utf-8"))
    assert not [
        target
        for node in running(tree, inside_functions=False)
        for target in own_targets(node, path)
    ]


def test_the_checker_sees_an_arrow_that_points_up() -> None:
    for text, wanted in (
        ("from .cli import main", "cli"),
        ("from . import kg", "kg"),
        ("def f():\n    from twitchkg.claims import Claims", "claims"),
        ("import twitchkg.export.networks", "export"),
    ):
        (node,) = running(ast.parse(text))
        assert list(own_targets(node, PACKAGE / "errors.py")) == [wanted]
    (node,) = running(ast.parse("from ..kg import open"))
    assert list(own_targets(node, PACKAGE / "store" / "base.py")) == ["kg"]
    assert list(running(ast.parse("if TYPE_CHECKING:\n    from .cli import main"))) == []
    (node,) = running(ast.parse("if TYPE_CHECKING:\n    import a\nelse:\n    from .kg import open"))
    assert list(own_targets(node, PACKAGE / "errors.py")) == ["kg"]
    assert list(running(ast.parse("def f():\n    import rdflib"), inside_functions=False)) == []
