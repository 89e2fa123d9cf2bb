"""Small graphs of one's own, in Turtle without its prefix lines, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import rdflib

from twitchkg.files import module_paths
from twitchkg.store import open_store
from twitchkg.store.base import Store
from twitchkg.vocab import PREFIXES

EX = "http://example.org/"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, "ex": EX}.items())

WriteTurtle = Callable[..., Path]


def on_each_engine(turtle: str) -> list[Store]:
    """The graph in pyoxigraph, and left in rdflib."""
    graph = rdflib.Graph().parse(data=HEAD + turtle, format="turtle")
    return [open_store(graph), open_store(graph, rdflib.Graph())]


def in_rdflib(*paths: str) -> Store:
    """Files, by default those of the built-in graph, read and answered by rdflib."""
    graph = rdflib.Graph()
    for path in paths or module_paths():
        graph.parse(path)
    return open_store(graph, rdflib.Graph())
