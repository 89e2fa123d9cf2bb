"""The house's manners: short functions and modules, no global, one vocabulary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from test_layers import PACKAGE, modules

MOST_LINES_OF_A_FUNCTION, MOST_LINES_OF_A_MODULE = 60, 400
VOCAB = PACKAGE / "vocab.py"
NAMES = re.findall(r"^([A-Z][A-Z_]*)(?:: .*)? = ", VOCAB.read_text("utf-8"), re.M)

each_module = pytest.mark.parametrize(
    "path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)


@each_module
def test_functions_and_modules_are_short_and_nothing_is_global(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= MOST_LINES_OF_A_MODULE
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, ast.Global), f"{node.lineno}: global"
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name


@each_module
def test_a_term_of_the_vocabulary_is_spelt_in_vocab_only(path: Path) -> None:
    if path != VOCAB:
        assert re.findall(r"\bTK \+.*|\{TK\}\w.*", path.read_text("utf-8")) == []


def test_the_vocabulary_holds_nothing_that_nobody_names() -> None:
    used = {name for path in modules() for name in words(path)}
    assert set(NAMES) - used - {"A"} == set()


def words(path: Path) -> set[str]:
    """The names that a module reads; in vocab itself also those that a constant is made of."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return read | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
