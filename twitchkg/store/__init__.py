"""Where a graph lives: `open_store` takes whatever names one and gives a `Store`."""

from __future__ import annotations

import os

from twitchkg.errors import StoreUnavailable, one_line
from twitchkg.files import is_there, module_paths, rdf_files
from twitchkg.store.oxigraph import OxigraphStore

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    import rdflib

    from twitchkg.store.base import Store

    Source: TypeAlias = str | os.PathLike[str] | rdflib.Graph

__all__ = ["OxigraphStore", "open_store"]

MARKER = "twitchkg-store"
"""The file that tells that a directory is a store on disk, and what is in it."""


def open_store(
    *sources: Source,
    add: tuple[Source, ...] = (),
    default_graph: bool = False,
    input_format: str = "",
) -> Store:
    """Open a graph: the built-in one, files, directories, an rdflib graph, or several as one.

    A directory may be a store that was loaded; laid over others, it is copied into memory.
    `add` is laid over it. What stands in named graphs stands in the default graph, too, unless that
    is asked for alone, by `default_graph`. `input_format` is the kind of what its name does not
    tell, such as "-", standard input. Raises UnreadableSource, InvalidGraph, StoreUnavailable.
    """
    sources = (*(sources or module_paths()), *add)
    if len(sources) == 1 and (folder := _store_in(sources[0])):
        from twitchkg.store.disk import DiskStore

        return DiskStore(folder, strict=default_graph)
    paths: list[str | os.PathLike[str]] = []
    graphs: list[rdflib.Graph] = []
    stores: list[Store] = []
    for source in sources:
        if folder := _store_in(source):
            stores.append(open_store(folder, default_graph=default_graph))
        elif isinstance(source, (str, os.PathLike)):
            paths += files_of(source)
        elif _is_rdflib(source):
            graphs.append(source)
        else:
            raise StoreUnavailable(
                f"a graph is a path or an rdflib.Graph, not {type(source).__name__}"
            )
    if not graphs and not stores:
        return OxigraphStore.from_files(paths, strict=default_graph, kind=input_format)
    from twitchkg.store.rdflib import RdflibStore

    if len(sources) == 1:
        return RdflibStore(graphs[0], strict=default_graph)
    store = OxigraphStore.from_files(paths, strict=default_graph, kind=input_format)
    for other in (*stores, *map(RdflibStore, graphs)):
        store = store.with_quads(other.quads(), other.prefixes)
    return store


def lay_over(store: Store, *paths: str | os.PathLike[str]) -> Store:
    """A new store of the RDF files in `paths` and everything that `store` holds now.

    Raises UnreadableSource, InvalidGraph.
    """
    return OxigraphStore.from_files(paths).with_quads(store.quads(), store.prefixes)


def _store_in(source: Source) -> str:
    """The directory that a source names, if that is a store on disk; else the empty text."""
    if not isinstance(source, (str, os.PathLike)):
        return ""
    name = os.fsdecode(source)
    return name if is_there(os.path.join(name, MARKER)) else ""


def _is_rdflib(source: object) -> bool:
    """Told without importing rdflib: who holds one of its graphs has imported it."""
    import sys

    module = sys.modules.get("rdflib")
    return module is not None and isinstance(source, module.Graph)


def files_of(source: str | os.PathLike[str]) -> list[str]:
    """The files that a path, a directory or a file: IRI stands for."""
    name = os.fsdecode(source)
    if name.lower().startswith(("http://", "https://")):
        raise StoreUnavailable(
            f"{one_line(name)}: SPARQL endpoints are not opened by this version; "
            "save the graph to a file and name that"
        )
    if name.lower().startswith("file:"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        place = urlsplit(name)
        if place.netloc not in ("", "localhost"):
            raise StoreUnavailable(f"{one_line(name)}: a file on another machine is not opened")
        name = url2pathname(place.path)
    return rdf_files(name) if os.path.isdir(name) else [name]
