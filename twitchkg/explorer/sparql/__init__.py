"""SPARQL in the page: the built engine and editor, the graph and the saved queries, to inline."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

from twitchkg import saved as queries
from twitchkg.store.table import plain
from twitchkg.store.worker import attempt
from twitchkg.vocab import CONCEPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.saved import Parameter, SavedQuery

PARTS = {"engine": "oxigraph.wasm.gz", "worker": "worker.js.gz", "editor": "editor.js.gz"}
"""Name in the page of each built file."""

MISSING = (
    "SPARQL is missing in this page: its parts are fetched from the npm registry when twitchkg is "
    "installed, and could not be had then. Install twitchkg again where that registry can be "
    "reached; pip brings Node.js where there is none"
)


class Panel:
    """What the page holds for SPARQL: the graph, and what the whole has beyond it.

    `parts` are gzip in base64 by name (empty where nothing was built; `missing` then says what to
    do), `editor` is the script that will run, `questions` are the saved ones.
    """

    def __init__(self, triples: Iterable[Triple], whole: Iterable[Triple] = ()) -> None:
        built = _built()
        self.missing = "" if built else MISSING
        self.parts = {name: _base64(data) for name, data in built.items()}
        self.editor = gzip.decompress(built["editor"]).decode("utf-8") if built else ""
        self.questions: list[dict[str, Any]] = []
        if built:
            graph = set(triples)
            more = set(whole) - graph
            self.parts["graph"] = _packed(n_triples(graph))
            if more:
                self.parts["background"] = _packed(n_triples(more))
            self.questions = [_query(each) for each in queries.catalogue()]
            told = json.dumps(self.questions, sort_keys=True, separators=(",", ":"))
            self.parts["questions"] = _packed(told.encode("ascii"))

    @property
    def folders(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """The menu: each folder's words and its queries' places and titles."""
        menu: dict[str, list[tuple[int, str]]] = {}
        for place, query in enumerate(self.questions):
            folder = query["name"].partition("/")[0]
            menu.setdefault(folder, []).append((place, query["title"]))
        known = [name for name in _FOLDERS if name in menu]
        order = known + sorted(menu.keys() - _FOLDERS.keys())
        return [(_FOLDERS.get(name, name), menu[name]) for name in order]


_FOLDERS = {
    "ask": "Questions",
    "background": "Background: other sources",
    "triage": "Red flags",
    "evidence": "What the source says",
    "check": "Checks (no row is good)",
    "build": "Derivation",
}


def n_triples(triples: Iterable[Triple]) -> bytes:
    """The triples as sorted N-Triples: the same bytes each time, also with blank nodes.

    Blank nodes that are too much alike to be told apart within a budget are numbered instead.
    """
    found = set(triples)
    if any(isinstance(term, BlankNode) for triple in found for term in triple):
        text = attempt(lambda: _written(_canonical(found)), timeout=SECONDS, max_memory=MEMORY)
        if text is not None:
            return text
        found = _numbered(found)
    return _written(found)


SECONDS, MEMORY = 5.0, 1 << 30
"""What RDFC-1.0 may take: for each clique of blank nodes its work grows with the factorial."""


def _canonical(triples: set[Triple]) -> set[Triple]:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}


def _numbered(triples: set[Triple]) -> set[Triple]:
    names: dict[BlankNode, BlankNode] = {}

    def plain(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, BlankNode(f"b{len(names)}"))

    return {Triple(*map(plain, triple)) for triple in sorted(triples, key=str)}


def _written(triples: set[Triple]) -> bytes:
    return "".join(sorted(f"{triple} .\n" for triple in triples)).encode("utf-8")


def _built() -> dict[str, bytes]:
    """The built files by name; empty where one is missing."""
    folder = files(__package__) / "built"
    try:
        return {name: (folder / file).read_bytes() for name, file in PARTS.items()}
    except OSError:
        return {}


def _packed(data: bytes) -> str:
    return _base64(gzip.compress(data, 9, mtime=0))


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _query(query: SavedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "text": _without_header(query.text),
        "parameters": [_parameter(each) for each in query.parameters],
    }


def _without_header(text: str) -> str:
    """The query alone: its title, description and parameters stand above the editor."""
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        del lines[0]
    return "".join(lines)


def _parameter(parameter: Parameter) -> dict[str, str]:
    default = parameter.default
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "type": parameter.type_iri or (CONCEPT if parameter.kind == "iri" else ""),
        "default": "" if default is None else plain(default, short=False),
        "description": parameter.description,
    }
