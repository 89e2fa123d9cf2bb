"""Font sets for a browser, whatever the machine has: a fontconfig file per Debian package."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class FontSet(NamedTuple):
    """Where a Debian package puts its fonts, and which of them is meant by sans-serif."""

    package: str
    folder: str
    sans: str


SETS = {
    "dejavu": FontSet("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu", "DejaVu Sans"),
    "liberation": FontSet(
        "fonts-liberation", "/usr/share/fonts/truetype/liberation", "Liberation Sans"
    ),
    "noto": FontSet("fonts-noto-core", "/usr/share/fonts/truetype/noto", "Noto Sans"),
}


class NoFonts(RuntimeError):
    """The machine lacks the package; the message names it."""


def environment(name: str, folder: Path) -> dict[str, str]:
    """Environment variables by which a program sees the fonts of that set and no others.

    The fontconfig file and its cache are written into `folder`. Raises NoFonts.
    """
    fonts = SETS[name]
    if not Path(fonts.folder).is_dir():
        raise NoFonts(f"no fonts in {fonts.folder}: install Debian's {fonts.package}")
    path = folder / f"fonts-{name}.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{fonts.folder}</dir><cachedir>{folder / 'cache'}</cachedir>\n"
        f"<alias><family>sans-serif</family><prefer><family>{fonts.sans}</family></prefer></alias>"
        "</fontconfig>\n",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(path)}
