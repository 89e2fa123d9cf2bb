"""Loads a graph into a store on disk, with all that follows from it, to be asked at any size."""

from __future__ import annotations

import os
from functools import partial
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from twitchkg.errors import UnreadableSource
from twitchkg.files import module_paths, ontology_dir
from twitchkg.graph import causal
from twitchkg.graph.index import NamesOnDisk
from twitchkg.graph.indexing import write_index
from twitchkg.graph.laying import laid_links, laid_names
from twitchkg.graph.near_names import NearNames
from twitchkg.graph.reified import reified_claims
from twitchkg.store import files_of
from twitchkg.store.building import Building
from twitchkg.store.disk import NAMES, Marker
from twitchkg.store.oxigraph import ASIDE, OxigraphStore, parse_into
from twitchkg.store.prefixes import prefixes_of
from twitchkg.store.readers import read
from twitchkg.store.sources import Pieces, size_of
from twitchkg.vocab import LEADS_TO, PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Triple

_BESIDE = "beside.nq"

DERIVED = "derived.nt"
"""The `tk:leadsTo` between named things that were derived, for a denial that is appended later."""


class Loaded(NamedTuple):
    """How much the store holds now: triples, things with a name, causal links."""

    triples: int
    concepts: int
    links: int


class Progress:
    """What is told while a graph is loaded; whoever wants to see it overrides this."""

    def start(self, size: int) -> None:
        """So many bytes of files are to be read; 0 where that is not known."""

    def read(self, taken: int, triples: int) -> None:
        """So many bytes of all files are read now; so many triples more, where that is known."""

    def stage(self, what: str) -> None:
        """What is done now, after all files were read."""


def load(
    folder: str,
    *sources: str | os.PathLike[str],
    causal: str | Sequence[str] = (),
    append: bool = False,
    replace: bool = False,
    default_graph: bool = False,
    input_format: str = "",
    progress: Progress | None = None,
) -> Loaded:
    """Make a store on disk of files and directories, of the built-in graph where none is named.

    Whatever goes wrong, and whenever it is stopped, there is the old store or none. The other
    arguments are those of `twitchkg.open`.

    Args:
        folder: the directory of the store.
        append: add to the store that is there. What is said of a statement belongs into one load.
        replace: put it in the place of the store that is there.

    Raises:
        UnreadableSource, InvalidGraph: a source; BadParameter: a causal property.
        StoreUnavailable: there is a store already, or none to append to; it is being written.
        CannotWrite: such as a full disk.
    """
    told = progress or Progress()
    paths = [path for each in sources or module_paths() for path in files_of(each)]
    names = (causal,) if isinstance(causal, str) else causal
    with Building(folder, append=append, replace=replace) as building:
        strict = building.old.strict if building.old else default_graph
        try:
            loaded, marker = _build(building, paths, names, strict, input_format, told)
        except OSError as error:
            raise building.unwritten(error) from None
        told.stage("writing to the disk")
        building.finish(marker)
    return loaded


def _build(
    building: Building,
    paths: Sequence[str],
    names: Sequence[str],
    strict: bool,
    kind: str,
    progress: Progress,
) -> tuple[Loaded, Marker]:
    """Everything but the last step. The engine is closed when this returns and nobody holds it."""
    store = building.open()
    named = _fill(store, paths, kind, progress)
    prefixes = {**PREFIXES, **named, **(building.old.prefixes if building.old else {})}
    store.remove_graph(ASIDE)
    has_graphs = any(True for _ in store.named_graphs())
    graph = OxigraphStore(store, prefixes, strict=True)
    _follow(building, store, graph, names, progress, merge=has_graphs and not strict)
    progress.stage("indexing names")
    triples = len(store)
    path = os.path.join(building.place, NAMES)
    known = NearNames(graph)
    beside = os.path.join(building.place, _BESIDE)
    with open(beside, "w", encoding="utf-8") as file:
        counts = write_index(graph, path, laid_links(graph, known, file.write), known)
        progress.stage("preparing saved questions")
        index = NamesOnDisk(graph, known.concept, path)
        file.writelines(laid_names(graph, index, known))
        index.close()
    store.bulk_load(path=beside, lenient=True)
    os.remove(beside)
    progress.stage("optimizing")
    store.optimize()
    store.flush()
    lacks = store.contains_named_graph(ASIDE)
    marker = Marker(building.name, prefixes, named_graphs=has_graphs, strict=strict, beside=lacks)
    return Loaded(triples, **counts), marker


def _fill(
    store: pyoxigraph.Store, paths: Sequence[str], kind: str, progress: Progress
) -> Mapping[str, str]:
    """Every file into the store; the prefixes that they declare, the first file's first."""
    sizes = [size_of(path) for path in paths]
    progress.start(0 if 0 in sizes else sum(sizes))
    prefixes: Mapping[str, str] = {}
    before = 0
    for path, size in zip(paths, sizes):
        pieces = Pieces(path, kind, partial(_tell, progress, before))
        try:
            prefixes = {**_take(store, pieces), **prefixes}
        finally:
            pieces.close()
        before += size
        progress.read(before, 0)
    return prefixes


def _tell(progress: Progress, before: int, taken: int, triples: int) -> None:
    progress.read(before + taken, triples)


def _take(store: pyoxigraph.Store, pieces: Pieces) -> Mapping[str, str]:
    """One file into the store; the prefixes that it declares."""
    source = pieces.source
    if source.format is None:
        triples, prefixes = read(source)
        store.bulk_extend(Quad(*triple) for triple in triples)
        return prefixes
    ours = os.path.dirname(source.path) == ontology_dir()
    prefixes = PREFIXES if ours else prefixes_of(source)
    try:
        parse_into(store.bulk_load, source, source.format, pieces)
    except (OSError, UnreadableSource):
        if pieces.failed:
            raise pieces.failed from None
        raise
    return prefixes


def _follow(
    building: Building,
    store: pyoxigraph.Store,
    graph: OxigraphStore,
    names: Sequence[str],
    progress: Progress,
    *,
    merge: bool,
) -> None:
    """Lay down what follows from what was read, as `with_causal` does in memory.

    `merge`: also what stands in named graphs in the default graph, each triple once.
    """
    progress.stage("following causal links")
    if merge:
        store.bulk_extend(Quad(*quad.triple) for quad in store if quad.graph_name != DefaultGraph())
    store.extend(_quads(causal.declared(graph, names)))
    store.bulk_extend(_quads(reified_claims(graph, causal.causal_properties(graph))))
    path = os.path.join(building.place, DERIVED)
    with open(path, "w", encoding="utf-8") as kept:
        if building.old:
            before = os.path.join(building.folder, building.old.data, DERIVED)
            kept.writelines(_still_derived(store, graph, before))

        others = []
        for triple in causal.derived(graph):
            ends = (triple.subject, triple.object)
            if triple.predicate.value == LEADS_TO and all(isinstance(e, NamedNode) for e in ends):
                kept.write(f"{triple} .\n")
            else:
                others.append(triple)
    store.bulk_load(path=path, lenient=True)
    store.bulk_extend(_quads(others))


def _still_derived(store: pyoxigraph.Store, graph: OxigraphStore, before: str) -> Iterator[str]:
    """The lines of what was derived and is not denied by now; what is, is taken out again."""
    denied = causal.denied_only(graph)
    for quad in pyoxigraph.parse(path=before):
        if (quad.subject, quad.object) in denied:
            store.remove(quad)
        else:
            yield f"{quad.triple} .\n"


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(*each) for each in triples)
