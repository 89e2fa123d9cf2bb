"""What the modules of a page export, for tests and benchmarks: `twitchkg.name` in its script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
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


def until(tab: Any, expression: str, seconds: float = 15) -> None:
    """Wait until it is true; the page's policy lets nobody poll from inside."""
    end = monotonic() + seconds
    while not tab.evaluate(expression):
        assert monotonic() < end, expression
        tab.wait_for_timeout(30)


SPOT = """(label) => {
  const { stage } = twitchkg.state, place = twitchkg.concepts.findIndex((c) => c.label === label);
  const { x, y } = stage.network.canvasToDOM(stage.boxOf(place));
  const { left, top } = stage.box.getBoundingClientRect();
  return [left + x, top + y];
}"""


def spot(tab: Any, label: str) -> tuple[float, float]:
    """Where in the window the box of that name stands."""
    x, y = tab.evaluate(SPOT, label)
    return x, y


def drawn(tab: Any) -> set[str]:
    """The names of the things on the stage."""
    return set(tab.evaluate("twitchkg.state.scene.things.map(twitchkg.labelOf)"))


def lit(tab: Any) -> set[str]:
    """The names of the things that are lit there."""
    return set(
        tab.evaluate(
            """twitchkg.state.scene.things.filter((concept) =>
                 twitchkg.state.stage.state({ concept }) === "lit").map(twitchkg.labelOf)"""
        )
    )


def lit_links(tab: Any) -> list[int]:
    """The places of the arrows that are lit there."""
    found: list[int] = tab.evaluate(
        """twitchkg.state.scene.links.filter((link) =>
             twitchkg.state.stage.state({ link }) === "lit").sort((a, b) => a - b)"""
    )
    return found
