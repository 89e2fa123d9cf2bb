"""A store on disk in the making: the old one stays whole until the new one is."""

from __future__ import annotations

import os
import shutil

import pyoxigraph

from twitchkg.errors import CannotWrite, StoreUnavailable, one_line
from twitchkg.store import MARKER
from twitchkg.store.disk import QUADS, Marker, hold, is_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = "data-"


class Building:
    """A directory of data beside that of the store, which takes its place when it is finished.

    Used as a context: what was not finished is cleared away when it is left, and what an earlier
    run left behind when it was killed is cleared away when it is entered.
    """

    def __init__(self, folder: str, *, replace: bool = False, append: bool = False) -> None:
        """Nothing is touched yet.

        Args:
            folder: the store's directory.
            replace: an old store gives way to what is loaded.
            append: what is loaded is added to it.
        """
        self.folder = folder
        self.replace = replace
        self.append = append
        self.old: Marker | None = None
        self.name = f"{_DATA}{os.getpid()}-{os.urandom(4).hex()}"
        self._made = False
        self._finished = False

    @property
    def place(self) -> str:
        """The directory of the new data."""
        return os.path.join(self.folder, self.name)

    def __enter__(self) -> Building:
        try:
            self._made = not os.path.isdir(self.folder)
            os.makedirs(self.folder, exist_ok=True)
            self._lock = hold(self.folder, alone=True)
        except BlockingIOError:
            raise StoreUnavailable(
                f"{one_line(self.folder)}: another process is loading into it; wait for its end"
            ) from None
        except OSError as error:
            raise self.unwritten(error) from None
        try:
            self._begin()
        except BaseException:
            self._leave()
            raise
        return self

    def _begin(self) -> None:
        shown = one_line(self.folder)
        if is_store(self.folder):
            if not (self.replace or self.append):
                raise StoreUnavailable(f"{shown}: holds a store; append to it, or replace it")
            if self.append:
                self.old = Marker.read(self.folder)
        elif any(not name.startswith(_DATA) for name in os.listdir(self.folder)):
            raise StoreUnavailable(f"{shown}: holds something else; name a new directory")
        elif self.append:
            raise StoreUnavailable(f"{shown}: holds no store yet that could be appended to")
        self._sweep()
        try:
            os.mkdir(self.place)
        except OSError as error:
            raise self.unwritten(error) from None

    def open(self) -> pyoxigraph.Store:
        """The engine to load into: empty, or with what the old store holds."""
        place = os.path.join(self.place, QUADS)
        try:
            if self.old:
                old = os.path.join(self.folder, self.old.data, QUADS)
                pyoxigraph.Store.read_only(old).backup(place)  # by hard links: its files stay
            return pyoxigraph.Store(place)
        except (OSError, RuntimeError) as error:
            raise self.unwritten(error) from None

    def finish(self, marker: Marker) -> None:
        """Make the new data the store: everything is on the disk before its marker is replaced."""
        path = os.path.join(self.folder, MARKER)
        beside = os.path.join(self.place, MARKER)
        try:
            with open(beside, "w", encoding="utf-8") as file:
                file.write(marker.text())
            for name in _below(self.place):
                _sync(name)
            os.replace(beside, path)
            self._finished = True
            _sync(self.folder)
        except OSError as error:
            raise self.unwritten(error) from None
        self._sweep()

    def unwritten(self, error: Exception) -> CannotWrite:
        """What went wrong in writing, as an error of ours."""
        why = getattr(error, "strerror", None) or str(error)
        return CannotWrite(f"{one_line(self.folder)}: cannot be written: {one_line(why)}")

    def __exit__(self, *reason: object) -> None:
        self._leave()

    def _leave(self) -> None:
        if not self._finished:
            shutil.rmtree(self.place, ignore_errors=True)
            if self._made:
                try:
                    os.rmdir(self.folder)
                except OSError:
                    pass
        if self._lock is not None:
            os.close(self._lock)

    def _sweep(self) -> None:
        """Clear away what is neither the store's data nor read by anybody."""
        kept = Marker.read(self.folder).data if is_store(self.folder) else ""
        for name in os.listdir(self.folder):
            place = os.path.join(self.folder, name)
            if not name.startswith(_DATA) or name == kept:
                continue
            try:
                lock = hold(place, alone=True)
            except OSError:
                continue  # whoever loads next will find it
            shutil.rmtree(place, ignore_errors=True)
            if lock is not None:
                os.close(lock)


def _below(folder: str) -> Iterator[str]:
    """Every file and directory, those within before those that hold them."""
    for place, _, names in os.walk(folder, topdown=False):
        yield from (os.path.join(place, name) for name in names)
        yield place


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
