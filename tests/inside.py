"""What the modules of a page export, for tests and benchmarks: `twitchkg.name` in its script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from twitchkg.explorer.modules import DECLARED, joined


@contextmanager
def opened() -> Iterator[None]:
    """Pages rendered meanwhile tell; all others have nothing on `window`."""
    with patch("twitchkg.explorer.page.joined", _telling):
        yield


def _telling(folder: Any, *entries: str) -> str:
    texts = [path.read_text("utf-8") for path in folder.iterdir() if path.suffix == ".js"]
    found = (each for text in texts for each in DECLARED.findall(text))
    names = sorted({name for export, name in found if export})
    getters = ",".join(f"get {name}(){{return {name}}}" for name in names)
    script = joined(folder, *entries).removesuffix("}\n")
    return f"{script}globalThis.twitchkg={{{getters}}};\n}}\n"
