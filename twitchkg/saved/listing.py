"""Which saved questions there are, and their files by name."""

from __future__ import annotations

import os

from twitchkg.errors import UnknownQuery
from twitchkg.files import queries_dir, read_text
from twitchkg.saved.header import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.saved.header import SavedQuery


def catalogue() -> list[SavedQuery]:
    """Every saved query, sorted by folder, then name; raises BadHeader, UnreadableSource."""
    return [_read(name) for name in names()]


def names() -> list[str]:
    """The names of all saved queries, as `folder/stem`, sorted."""
    root = queries_dir()
    found = []
    for folder in sorted(os.listdir(root)):
        place = os.path.join(root, folder)
        if os.path.isdir(place):
            found += [f"{folder}/{file[:-3]}" for file in os.listdir(place) if file.endswith(".rq")]
    return sorted(found)


def load(name: str) -> SavedQuery:
    """The saved query of that name, with or without its folder: `causes-of`, `ask/causes-of`.

    Raises UnknownQuery with the nearest names; BadHeader.
    """
    known = names()
    full = name if name in known else None
    if full is None:
        same = [each for each in known if each.rpartition("/")[2] == name]
        if len(same) > 1:
            raise UnknownQuery(name, same)
        full = same[0] if same else None
    if full is None:
        raise UnknownQuery(name, _nearest(name, known))
    return _read(full)


def _read(name: str) -> SavedQuery:
    path = os.path.join(queries_dir(), *name.split("/")) + ".rq"
    return parse(read_text(path).removeprefix("\ufeff"), name)  # without byte-order mark


def _nearest(name: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches

    stems = {each.rpartition("/")[2]: each for each in reversed(known)}
    close = get_close_matches(name.rpartition("/")[2], stems, n=3, cutoff=0.5)
    part = [each for each in stems if name and name in each and each not in close]
    return [stems[each] for each in [*close, *part][:3]]
