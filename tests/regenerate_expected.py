"""The expected rows of the saved queries: how they are written down, and the command to renew them.

`python tests/regenerate_expected.py` runs every case on the default engine and rewrites
`tests/expected/`; read the diff before it is committed. Tests read these files and never write.

A case is a file: `ask/causes-of.tsv` holds the rows for the defaults, and
`ask/causes-of+symptom=MuscleSpasm.tsv` those for that parameter (a `tk:` name where the parameter
is an IRI; several are joined with `+`). To add one, create it empty and run the command.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import NamedNode

from twitchkg import saved as queries
from twitchkg.files import extra_path, module_paths
from twitchkg.store import open_store
from twitchkg.store.table import Graph, Table
from twitchkg.vocab import TK, shorten

EXPECTED = Path(__file__).parent / "expected"
CONSTRUCTS = ("build/plain-triples", "build/provenance", "background/plain-triples")


def cases() -> list[str]:
    """`folder/name` and `folder/name+parameter=value…` of every case, sorted."""
    held = {
        f"{path.parent.name}/{path.name.rpartition('.')[0]}" for path in EXPECTED.glob("*/*.[nt]*")
    }
    return sorted(held.union(queries.names()))


def sparql_of(case: str) -> str:
    """The SPARQL text of a case, with its parameters put in."""
    name, *settings = case.split("+")
    query = queries.load(name)
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    values: dict[str, NamedNode | str] = {}
    for setting in settings:
        key, _, value = setting.partition("=")
        values[key] = NamedNode(TK + value) if kinds[key] == "iri" else value
    return queries.bind(query, values)


def expected_file(case: str) -> Path:
    """Where the rows of a case stand: sorted N-Triples for a CONSTRUCT, else tab-separated."""
    return EXPECTED / f"{case}.{'nt' if case in CONSTRUCTS else 'tsv'}"


def asks_background(case: str) -> bool:
    """Whether a case is answered from the graph with the background laid over it."""
    return case.startswith("background/")


def paths_with_background() -> tuple[str, ...]:
    """The files of the built-in graph and of the background module."""
    return (*module_paths(), extra_path("background"))


def lines_of(answer: Table | Graph | bool) -> list[str]:
    """An answer as lines: a table's variables and its rows in query order, or sorted triples."""
    if isinstance(answer, Graph):
        return sorted(answer.serialize("n-triples").splitlines())
    if not isinstance(answer, Table):
        return [str(answer).lower()]
    rows = answer.to_tsv().removesuffix("\n").split("\n")
    return ["\t".join(map(_cell, row.split("\t"))) for row in rows]


def _cell(cell: str) -> str:
    return shorten(cell[1:-1]) if cell.startswith("<") else cell


def main() -> int:
    """Rewrite every expected file whose rows have changed, and say which."""
    plain, whole = open_store(), open_store(*paths_with_background())
    for case in cases():
        store = whole if asks_background(case) else plain
        path = expected_file(case)
        text = "\n".join(lines_of(store.query(sparql_of(case)))) + "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(EXPECTED))
    return 0


if __name__ == "__main__":
    sys.exit(main())
