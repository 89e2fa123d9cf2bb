"""Where an answer goes as it comes: a file that is whole or not there, a pipe, a terminal."""

from __future__ import annotations

import codecs
import sys

from twitchkg.errors import TwitchkgError, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import TypeAlias, TypeVar

    Result = TypeVar("Result")
    Write: TypeAlias = Callable[[bytes], object]
    Fill: TypeAlias = Callable[[Write], Result]

EXACT = frozenset(("csv", "tsv", "markdown", "sssom"))
"""Formats that hold every character as it is, which a terminal would obey."""


def deliver(arguments: argparse.Namespace, fill: Fill[Result]) -> Result:
    """Let `fill` write UTF-8 to the file that `-o` names or to standard output; what it gives.

    A line break is added where there is none at the end. An error behind the first piece is told
    with what it means for what stands there.
    """
    output = getattr(arguments, "output", None)
    if output and output != "-":
        from twitchkg.cli.signals import tidied
        from twitchkg.files import write_pieces

        with tidied():
            result = write_pieces(output, lambda write: _Ended(write).by(fill))
        print(f"wrote {one_line(output)}", file=sys.stderr)
        return result
    on_screen = sys.stdout.isatty() or not hasattr(sys.stdout, "buffer")
    out = _Ended(_Screen(getattr(arguments, "format", None)).write if on_screen else _piped)
    try:
        return out.by(fill)
    except TwitchkgError as error:
        if out.last:
            error.add_note("the answer above it is cut")
        raise


def watched(arguments: argparse.Namespace) -> int | None:
    """The descriptor of standard output, where the answer goes there."""
    try:
        return (
            None if getattr(arguments, "output", None) not in (None, "-") else sys.stdout.fileno()
        )
    except (OSError, ValueError):
        return None


class _Ended:
    """What is written ends in a line break."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.last = b""

    def by(self, fill: Fill[Result]) -> Result:
        result = fill(self._put)
        if self.last != b"\n":
            self._write(b"\n")
        return result

    def _put(self, data: bytes) -> None:
        self.last = data[-1:] or self.last
        self._write(data)


def _piped(data: bytes) -> None:
    """A pipe gets UTF-8 whatever the locale, the line ends as they are, and each piece at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class _Screen:
    """A terminal, which is shown no character that it would obey."""

    def __init__(self, format: str | None) -> None:
        self._exact = sys.stdout.isatty() and format in EXACT
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        self._held = ""

    def write(self, data: bytes) -> None:
        text, self._held = self._held + self._decoder.decode(data), ""
        if self._exact:
            from twitchkg.textgrid import visible_lines

            if text.endswith("\r"):  # of a line break whose other half is still to come, maybe
                text, self._held = text[:-1], "\r"
            text = visible_lines(text)
        sys.stdout.write(text)
