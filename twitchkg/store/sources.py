"""Files of a graph read piece by piece, however large they are."""

from __future__ import annotations

import os
from io import BytesIO

from pyoxigraph import RdfFormat

from twitchkg.errors import InvalidGraph, TwitchkgError, UnreadableSource, one_line
from twitchkg.files import KINDS, MARK, RdfSource, kind_of, open_source, read_rdf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

HEAD = 1 << 18
"""Bytes in which the prefixes of a file are looked for."""

_WHOLE = (RdfFormat.RDF_XML, RdfFormat.JSON_LD, None)
"""What is looked through before it is parsed, or read by a reader of ours."""


class Pieces:
    """The bytes of one file as a parser asks for them, unpacked, without byte-order mark.

    `source` is the file with its first bytes alone, or whole where its kind is read so; `failed`
    is what went wrong in reading, which an engine tells in words of its own. `told` is called with
    the bytes of the file that were taken, and the triples in this piece where each is a line.
    """

    def __init__(self, path: str, kind: str, told: Callable[[int, int], None]) -> None:
        self.failed: TwitchkgError | None = None
        self._told = told
        self._kind = kind_of(path, kind)
        self._shown = "standard input" if path == "-" else one_line(path)
        format = KINDS[self._kind]
        self._by_line = format in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
        if format in _WHOLE:
            self.source = read_rdf(path, kind)
            self._raw: IO[bytes] = BytesIO(self.source.data)
            self._file: IO[bytes] = self._raw
            self._head = b""
            return
        self._raw = open_source(path)
        self._file = self._raw
        if path.lower().endswith(".gz") or (path == "-" and _is_packed(self._raw)):
            import gzip

            self._file = gzip.GzipFile(fileobj=self._raw)  # type: ignore[assignment]
        try:
            head = self._piece(HEAD)
        except OSError:
            assert self.failed is not None
            raise self.failed from None
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
            raise InvalidGraph("this is UTF-16 or UTF-32 text; save it as UTF-8", self._shown)
        self._head = head.removeprefix(MARK)
        shown = self._shown if path == "-" else path
        self.source = RdfSource(shown, self._head, format, self._kind)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, all where it is below 0; none at the end."""
        if self._head:
            piece = self._head if size < 0 else self._head[:size]
            self._head = self._head[len(piece) :]
            if size < 0:
                piece += self._piece(size)
        else:
            piece = self._piece(size)
        lines = piece.count(b"\n") if self._by_line else 0
        self._told(self._raw.tell() if self._raw.seekable() else 0, lines)
        return piece

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()

    def _piece(self, size: int) -> bytes:
        import zlib

        try:
            return self._file.read(size)
        except (EOFError, zlib.error):
            why = "is not a sound gzip archive; fetch it again"
            self.failed = InvalidGraph(why, self._shown)
        except OSError as error:
            why = error.strerror or str(error)
            self.failed = UnreadableSource(f"{self._shown}: cannot be read: {one_line(why)}")
        raise OSError("the source cannot be read")


def _is_packed(file: IO[bytes]) -> bool:
    peek = getattr(file, "peek", None)
    return peek is not None and peek(2)[:2] == b"\x1f\x8b"


def size_of(path: str) -> int:
    """The bytes of a file; 0 where that is not known."""
    try:
        return 0 if path == "-" else os.path.getsize(path)
    except OSError:
        return 0
