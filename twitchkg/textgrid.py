"""Aligned plain text for terminals: cell widths, wrapping, nothing that a terminal would obey."""

from __future__ import annotations

from itertools import chain, islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAP = "  "
LEAST = 6

_UNSAFE_FORMATS = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def grid(head: list[str], body: list[list[str]], width: int | None = None) -> str:
    """`head` and `body` in columns, wrapped to `width` cells; one trailing line break.

    Control, escape and bidirectional characters come out as visible escapes.
    """
    return "".join(grid_lines(head, body, width))


def grid_lines(
    head: list[str],
    body: Iterable[list[str]],
    width: int | None = None,
    *,
    sized: int | None = None,
) -> Iterator[str]:
    """The lines of `grid`; the columns fit the first `sized` rows, and what is longer is wrapped.

    None for the rows all together.
    """
    rows = ([visible(cell) for cell in row] for row in body)
    if not head:
        yield f"({sum(1 for _ in rows)} rows without columns)\n"
        return
    head = [visible(cell) for cell in head]
    first = list(islice(rows, sized))
    widths = [max(map(cells, column)) for column in zip(head, *first, strict=True)]
    if len(first) == sized:  # longer ones may follow
        widths = [max(each, LEAST) for each in widths]
    if width is not None:
        widths = _fit(widths, width - len(GAP) * (len(widths) - 1))
    rule = GAP.join("─" * each for each in widths)
    for line in (*_lines(head, widths), rule, *([] if first else ["(no rows)"])):
        yield line.rstrip() + "\n"
    for row in chain(first, rows):
        for line in _lines(row, widths):
            yield line.rstrip() + "\n"


def visible(text: str) -> str:
    """`text` with each character that a terminal would act on replaced by its escape.

    >>> visible("a\\x1b[31m\\n")
    'a\\\\x1b[31m\\\\n'
    """
    if text.isprintable() and (text.isascii() or not _UNSAFE_FORMATS.intersection(text)):
        return text
    return "".join(
        each
        if (each.isprintable() or each in _JOINERS) and each not in _UNSAFE_FORMATS
        else each.encode("unicode_escape").decode("ascii")
        for each in text
    )


def visible_lines(text: str) -> str:
    """`visible`, but line breaks (CR LF too) and tabs stay."""
    import re

    return re.sub(r"[^\r\n\t]+|\r(?!\n)", lambda found: visible(found[0]), text)


_JOINERS = frozenset("\u200c\u200d\u00ad\u00a0\u202f\u3000")
"""Not printable by Python's rule, yet part of ordinary text."""


def cells(text: str) -> int:
    """How many terminal cells `text` takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def _cell(char: str) -> int:
    import unicodedata

    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fit(widths: list[int], room: int) -> list[int]:
    """Narrow only the widest columns, evenly, until all fit into `room`."""
    if sum(widths) <= room:
        return widths
    left, cap = room, 0
    for count, each in zip(range(len(widths), 0, -1), sorted(widths), strict=True):
        cap = left // count
        if each > cap:
            break
        left -= each
    return [min(each, max(cap, LEAST)) for each in widths]


def _lines(row: list[str], widths: list[int]) -> list[str]:
    columns = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, columns))
    return [
        GAP.join(
            _pad(column[at] if at < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        )
        for at in range(height)
    ]


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at blanks where it can be."""
    if cells(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        while cells(word) > width:
            cut = _cut(word, width)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines


def _cut(word: str, width: int) -> int:
    """How many characters of `word` fill `width` cells, at least one."""
    used = 0
    for at, char in enumerate(word):
        used += _cell(char)
        if used > width and at:
            return at
    return len(word)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
