"""The page's scripts: ES modules under src/, joined to one script in the order of their imports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
DECLARED = re.compile(r"^(export )?(?:async )?(?:const|let|class|function\*?) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^ *(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def joined(folder: Traversable, *entries: str) -> str:
    """One script of the modules named and all that they import, each after what it needs.

    Imports and exports, comments and indentation are taken out; the same files give the same
    bytes. Raises ValueError where this could change what they mean: an import that is no plain
    ``import { a, b } from "./c.js";``, a name that is not exported or declared twice, a circle,
    a text over several lines, what would end a script element.
    """
    exported: dict[str, set[str]] = {}
    owners: dict[str, str] = {}
    script: list[str] = []

    def add(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise ValueError(f"a circle of imports: {' > '.join((*path, name))}")
        if name in exported:
            return
        text = (folder / f"{name}.js").read_text("utf-8")
        for names, other in IMPORT.findall(text):
            add(other, (*path, name))
            for wanted in filter(None, map(str.strip, names.split(","))):
                if wanted not in exported[other]:
                    raise ValueError(f"{name}.js: {other}.js exports no {wanted!r}")
        exported[name] = {each for export, each in DECLARED.findall(text) if export}
        for _, each in DECLARED.findall(text):
            if owners.setdefault(each, name) != name:
                raise ValueError(f"{name}.js and {owners[each]}.js both declare {each!r}")
        script.append(bare(name, IMPORT.sub("", text)))

    for entry in entries:
        add(entry, ())
    return '"use strict";\n{\n' + "".join(script) + "}\n"


def bare(name: str, text: str) -> str:
    """A module's code without `export`, comments and indentation: a fifth of its bytes."""
    text = DECLARED.sub(lambda found: found[0].removeprefix("export "), COMMENT.sub("", text))
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    for line in lines:
        if re.match(r"(import|export)\b", line) or re.search(r"import\(|</script|<!--", line, re.I):
            raise ValueError(f"{name}.js: this cannot be joined: {line}")
        if line.count("`") % 2:
            raise ValueError(f"{name}.js: a text over several lines: {line}")
    return "".join(line + "\n" for line in lines)
