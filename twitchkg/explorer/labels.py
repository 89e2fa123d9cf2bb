"""Labels on a canvas: harmless text, words that are never broken, the room that they take."""

from __future__ import annotations

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
FONT_SIZE = 13.0
LINE_HEIGHT = 15.0
LINE_LENGTH = 16
LONGEST = 90
PADDING = 8.0
TIGHT = 5.0

# Advance widths in 1/1000 em of the characters whose width is not that of a figure (556), for
# Arial and what is metrically equal to it.
_NARROW = {
    **dict.fromkeys("ijl'", 222),
    **dict.fromkeys(" !,./:;[]\\ftI|", 278),
    **dict.fromkeys('()-r"`', 340),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM%", 889),
    **dict.fromkeys("W@", 1015),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("+=<>~", 584),
}
_SAFETY = 1.04


def plain(text: str) -> str:
    """The text without characters that steer how others are shown.

    Line and paragraph separators and other controls become spaces; marks and overrides of writing
    direction, which could make a label read as its opposite, become U+FFFD.
    """
    shown = []
    for char in text:
        code = ord(char)
        if code in (0x200E, 0x200F, 0x061C) or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
            shown.append("\ufffd")
        elif code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029):
            shown.append(" ")
        elif 0xD800 <= code < 0xE000:
            shown.append("\ufffd")
        else:
            shown.append(char)
    return "".join(shown)


def wrapped(label: str) -> list[str]:
    """The lines of a label on the canvas: about 16 characters each, cut with … after 90."""
    text = " ".join(plain(label).split()) or "(no label)"
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rstrip() + "…"
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def text_width(line: str) -> float:
    """Width of a line at the canvas's font and size, rather too wide than too narrow."""
    total = 0
    for char in line:
        if char > "\u2e80":
            total += 1000
        else:
            total += _NARROW.get(char, 556 if char < "\u0250" else 780)
    return total * FONT_SIZE / 1000 * _SAFETY


def size(lines: list[str], padding: float = PADDING) -> tuple[float, float]:
    """Width and height of the box around the lines."""
    width = max(text_width(line) for line in lines) + 2 * padding
    return round(width, 1), len(lines) * LINE_HEIGHT + 2 * padding
