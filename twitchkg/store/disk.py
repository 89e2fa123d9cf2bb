"""The engine of a graph on disk: pyoxigraph, opened read-only by as many processes as like.

A store is a directory. Its file `twitchkg-store` tells the version of the format, which directory
in it holds the data, and what need not be read there to answer a query: prefixes, whether graphs
have names. The data are a directory that never changes: `quads`, the engine's own, and
`names.sqlite` (`twitchkg.graph.names_on_disk`). Whoever loads anew makes another such directory and
replaces the file, so that there is the old store or the new one at any moment.
"""

from __future__ import annotations

import os

import pyoxigraph
from pyoxigraph import DefaultGraph

from twitchkg.errors import StoreUnavailable, one_line
from twitchkg.store import MARKER
from twitchkg.store.base import Store
from twitchkg.store.oxigraph import ASIDE, OxigraphStore
from twitchkg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeVar

    from pyoxigraph import BlankNode, NamedNode, Quad, Triple

    Result = TypeVar("Result")


VERSION = "1"
QUADS, NAMES = "quads", "names.sqlite"


class Marker:
    """What the file of a store tells. `beside`: bare links have claims in a graph of their own."""

    __slots__ = ("beside", "data", "named_graphs", "prefixes", "strict")

    def __init__(
        self,
        data: str,
        prefixes: Mapping[str, str],
        *,
        named_graphs: bool = False,
        strict: bool = False,
        beside: bool = False,
    ) -> None:
        self.data = data
        self.prefixes = dict(prefixes)
        self.named_graphs = named_graphs
        self.strict = strict
        self.beside = beside

    @classmethod
    def read(cls, folder: str) -> Marker:
        """The marker of the store in `folder`; StoreUnavailable where it is none, or another's."""
        try:
            with open(os.path.join(folder, MARKER), encoding="utf-8") as file:
                lines = [line.split() for line in file]
        except (OSError, UnicodeDecodeError) as error:
            raise StoreUnavailable(f"{one_line(folder)}: is no store: {error}") from None
        if not lines or lines[0] != ["version", VERSION]:
            raise StoreUnavailable(
                f"{one_line(folder)}: was made by another version of twitchkg; load it again"
            )
        told = {words[0] for words in lines if len(words) == 1}
        data = next((words[1] for words in lines if words[0] == "data"), "")
        prefixes = {words[1]: words[2] for words in lines if words[0] == "prefix"}
        if "" in prefixes.values() or not data:
            raise StoreUnavailable(f"{one_line(folder)}: is damaged; load it again")
        return cls(
            data,
            {name.removesuffix(":"): iri for name, iri in prefixes.items()},
            named_graphs="named-graphs" in told,
            strict="strict" in told,
            beside="beside" in told,
        )

    def text(self) -> str:
        """As it stands in the file."""
        flags = {"named-graphs": self.named_graphs, "strict": self.strict, "beside": self.beside}
        lines = [f"version {VERSION}", f"data {self.data}"]
        lines += [name for name, given in flags.items() if given]
        lines += [f"prefix {name}: {iri}" for name, iri in self.prefixes.items()]
        return "\n".join(lines) + "\n"


def is_store(folder: str) -> bool:
    """Whether a directory is a store that was loaded."""
    return os.path.isfile(os.path.join(folder, MARKER))


class DiskStore(OxigraphStore):
    """A graph on disk, which is opened when it is first asked. What is to follow is in it already.

    `prepared` is the same with what is laid beside it for saved questions.
    """

    def __init__(self, folder: str, *, strict: bool = False, marker: Marker | None = None) -> None:
        entered, self._lock = (marker, None) if marker else _enter(folder)
        if strict and entered.named_graphs and not entered.strict:
            raise _loaded_as_one(folder)
        place = os.path.join(folder, entered.data)
        Store.__init__(self, place)  # the engine is opened when it is asked, maybe in a child only
        self.prefixes = {**PREFIXES, **entered.prefixes}
        self.names_file = os.path.join(place, NAMES)
        self._graphs = [DefaultGraph()]
        self.named_graphs = entered.named_graphs
        self._folder = folder
        self._opened: pyoxigraph.Store | None = None
        self._strict = True  # what stands in named graphs was laid into the default one on loading
        self._marker = entered

    @property
    def prepared(self) -> DiskStore:
        """See `Store.prepared`."""
        if not self._marker.beside:
            return self
        other = DiskStore(self._folder, marker=self._marker)
        other._opened, other._graphs = self._opened, [DefaultGraph(), ASIDE]
        return other

    def quads(self) -> Iterator[Quad]:
        """See `Store.quads`."""
        return (quad for quad in self._engine() if quad.graph_name != ASIDE)

    def with_quads(self, quads: Iterable[Quad], prefixes: Mapping[str, str]) -> OxigraphStore:
        """See `OxigraphStore.with_quads`: copied into memory, for the store itself is only read."""
        copy = OxigraphStore(pyoxigraph.Store(), self.prefixes, strict=self._marker.strict)
        return copy.with_quads(self.quads(), {}).with_quads(quads, prefixes)

    def extended(self, triples: Iterable[Triple]) -> OxigraphStore:
        """See `Store.extended`; copied into memory."""
        return self.with_quads((), {}).extended(triples)

    def beside(self, triples: Iterable[Triple], new: bytes = b"") -> OxigraphStore:
        """See `Store.beside`; copied into memory."""
        return self.with_quads((), {}).beside(triples, new)

    def close(self) -> None:
        """See `Store.close`."""
        super().close()
        self._opened = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _engine(self) -> pyoxigraph.Store:
        place: str = self._open()
        if self._opened is None:
            self._opened = _read_only(place)
        return self._opened

    def _named(self, store: pyoxigraph.Store, sparql: str) -> list[NamedNode | BlankNode] | None:
        """All but the one of what lies beside, unless no text can ask for any."""
        if not (self._marker.beside and self.named_graphs and "graph" in sparql.lower()):
            return None
        return [name for name in store.named_graphs() if name != ASIDE]

    def _fenced(self, work: Callable[[], Result]) -> Result:
        """See `Store._fenced`. The store is opened here: its threads do not outlive a fork."""
        from twitchkg.store.fence import within_fence

        place = self._open()
        self._opened = _read_only(place)
        return within_fence(work, len(os.listdir(os.path.join(place, QUADS))))


def _enter(folder: str) -> tuple[Marker, int | None]:
    """The marker, and the lock that keeps its data from being cleared away while they are read."""
    marker = Marker.read(folder)
    while True:
        try:
            lock = hold(os.path.join(folder, marker.data), alone=False)
        except OSError:
            lock = None
        again = Marker.read(folder)
        if again.data == marker.data:
            return again, lock
        if lock is not None:  # it was loaded anew in this very moment
            os.close(lock)
        marker = again


def hold(folder: str, *, alone: bool) -> int | None:
    """A descriptor that holds a directory; None where the system has no such locks.

    Raises BlockingIOError where another process has it.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        flock(descriptor, (LOCK_EX if alone else LOCK_SH) | LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _read_only(place: str) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(os.path.join(place, QUADS))
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreUnavailable(
            f"{one_line(os.path.dirname(place))}: the store cannot be opened: {error}; "
            "if it is damaged, load it again"
        ) from None


def _loaded_as_one(folder: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"{one_line(folder)}: what stands in its named graphs was laid into the default graph when "
        "it was loaded; load it again with the default graph alone"
    )
