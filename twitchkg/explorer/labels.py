"""Texts of a graph made harmless: nothing in them steers how their neighbours are shown."""

from __future__ import annotations


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
