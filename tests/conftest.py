"""Fixtures that several test modules share: hypothesis profiles and a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import browser
import inside
import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# No deadline: the machine may be shared. In CI the same examples each time.
settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
)


@pytest.fixture(scope="session", autouse=True)
def _modules_tell() -> Iterator[None]:
    with inside.opened():
        yield


@dataclass
class Visit:
    """An opened page and everything it said and asked for since before its first byte."""

    page: Page
    requests: list[str] = field(default_factory=list)  # URLs, the page's own first
    console: list[str] = field(default_factory=list)  # "type: text"
    errors: list[str] = field(default_factory=list)  # uncaught exceptions

    @property
    def outside(self) -> list[str]:
        """The requests that left the file: neither file:, data:, blob: nor about:."""
        return [url for url in self.requests if url.partition(":")[0] not in LOCAL]

    @property
    def complaints(self) -> list[str]:
        """Console errors and warnings, and uncaught exceptions."""
        loud = [line for line in self.console if line.startswith(("error:", "warning:"))]
        return loud + self.errors


LOCAL = {"file", "data", "blob", "about"}
OpenPage = Callable[..., Visit]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the session; a skip without one, a failure in CI."""
    try:
        path = browser.find()
    except browser.NoBrowser as problem:
        if os.environ.get("CI"):
            pytest.fail(str(problem), pytrace=False)
        pytest.skip(str(problem))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(browser.FLAGS))
        yield running
        running.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[OpenPage]:
    """`page(target, …) -> Visit` opens a file or URL in a fresh profile of its own.

    target: path of an HTML file, or a URL.
    viewport: (width, height) in CSS pixels.
    javascript: False shows what remains without scripts.
    color_scheme: "light" or "dark".
    reduced_motion: True asks for no animation.
    """
    contexts = []

    def open_page(
        target: str | os.PathLike[str],
        *,
        viewport: tuple[int, int] = (1400, 900),
        javascript: bool = True,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: bool = False,
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": viewport[0], "height": viewport[1]},
            java_script_enabled=javascript,
            color_scheme=color_scheme,
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        contexts.append(context)
        visit = Visit(context.new_page())
        context.on("request", lambda request: visit.requests.append(request.url))
        context.on("console", lambda line: visit.console.append(f"{line.type}: {line.text}"))
        context.on("weberror", lambda error: visit.errors.append(str(error.error)))
        address = os.fspath(target)
        if "://" not in address:
            address = Path(address).resolve().as_uri()
        visit.page.goto(address)
        return visit

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def at(file: Path, page: OpenPage) -> OpenPage:
    """`at(fragment, …) -> Visit` opens the module's `file` at that fragment; else as `page`."""

    def visit(fragment: str = "", **options: Any) -> Visit:
        return page(file.as_uri() + fragment, **options)

    return visit
