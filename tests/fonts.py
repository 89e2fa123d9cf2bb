"""The font sets that pages are shown with, whatever fonts the machine has: found, and set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FACES = ("Regular", "Bold", "Italic", "BoldItalic")


@dataclass(frozen=True)
class FontSet:
    """Fonts that Debian ships in one package, and the family that each generic name means."""

    package: str
    families: dict[str, str]
    files: tuple[str, ...]  # one pattern a file or more, the plain sans-serif face first


def faces(*families: str) -> tuple[str, ...]:
    return tuple(f"{family}-{face}.ttf" for family in families for face in FACES)


SETS = {
    "dejavu": FontSet(
        "fonts-dejavu-core",
        {"sans-serif": "DejaVu Sans", "serif": "DejaVu Serif", "monospace": "DejaVu Sans Mono"},
        tuple(
            f"DejaVu{kind}{bold}.ttf"
            for kind in ("Sans", "Serif", "SansMono")
            for bold in ("", "-Bold")
        ),
    ),
    "liberation": FontSet(
        "fonts-liberation",
        {
            "sans-serif": "Liberation Sans",
            "serif": "Liberation Serif",
            "monospace": "Liberation Mono",
        },
        faces("LiberationSans", "LiberationSerif", "LiberationMono"),
    ),
    "noto": FontSet(
        "fonts-noto-core",
        {"sans-serif": "Noto Sans", "serif": "Noto Serif", "monospace": "Noto Sans"},
        (*faces("NotoSans", "NotoSerif"), "NotoSans*-Regular.ttf"),  # other scripts, symbols
    ),
}


class NoFonts(RuntimeError):
    """A set is not on this machine; the message says what to do."""


def find(name: str) -> list[Path]:
    """The files of a set, one of each name; raises NoFonts where its first is missing."""
    wanted = SETS[name]
    found: dict[str, Path] = {}
    for pattern in wanted.files:
        for path in everywhere(pattern):
            found.setdefault(path.name, path)
        if not found:
            raise NoFonts(f"no {wanted.package} fonts found; `python tests/browser.py` brings them")
    return list(found.values())


def everywhere(pattern: str) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(Path(folder).expanduser().rglob(pattern))


def default() -> str:
    """The set of a run: $FONTS, else the first that is here; raises NoFonts."""
    if named := os.environ.get("FONTS"):
        if named not in SETS:
            raise NoFonts(f"FONTS is {named!r}: there are {', '.join(SETS)}")
        return named
    for name in SETS:
        try:
            find(name)
        except NoFonts:
            continue
        return name
    raise NoFonts("no font set found; `python tests/browser.py` brings them")


def only(name: str, folder: Path) -> dict[str, str]:
    """The environment in which a program sees that set alone, written into an empty folder."""
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for path in find(name):
        (fonts / path.name).symlink_to(path)
    aliases = "".join(
        f'<alias binding="same"><family>{generic}</family>'
        f"<prefer><family>{family}</family></prefer></alias>"
        for generic, family in SETS[name].families.items()
    )
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}"
        "</fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}
