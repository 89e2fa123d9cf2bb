"""Fixtures that several test modules share: hypothesis profiles, a real browser, its pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import browser
import fonts
import inside
import pytest
from filelock import FileLock
from graphs import HEAD, WriteTurtle
from hypothesis import HealthCheck, settings

import twitchkg

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# No deadline: the machine may be shared. In CI the same examples each time; `make slow` has more.
settings.register_profile("default", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
)

os.environ.pop("TWITCHKG_GRAPH", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A page may be drawn late on a busy machine; what fails three times is wrong."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))


@pytest.fixture(scope="session")
def kg() -> Iterator[twitchkg.KnowledgeGraph]:
    """The built-in graph."""
    with twitchkg.open() as graph:
        yield graph


@pytest.fixture
def turtle(tmp_path: Path) -> WriteTurtle:
    """`turtle(text, name="own.ttl") -> Path` writes a graph of one's own, prefixes before it."""

    def write(text: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return write


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
    deaf: list[Callable[[], None]] = field(default_factory=list)  # hear no more of it

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


def missing(problem: Exception) -> NoReturn:
    """Skips the test for want of a browser or its fonts; fails it in CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(str(problem))


@pytest.fixture(scope="session")
def chromium_with(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Browser]]:
    """`chromium_with(fonts)`: the worker's headless Chromium that sees that font set alone."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:

        @cache
        def launch(name: str) -> Browser:
            seen = fonts.only(name, tmp_path_factory.mktemp(name))
            return playwright.chromium.launch(
                executable_path=browser.find(),
                args=list(browser.FLAGS),
                env={**os.environ, **seen},
            )

        def running(name: str) -> Browser:
            try:
                return launch(name)
            except (browser.NoBrowser, fonts.NoFonts) as problem:
                missing(problem)

        yield running


@pytest.fixture(scope="session")
def chromium(chromium_with: Callable[[str], Browser]) -> Browser:
    """The Chromium of every test that names no font set: fonts.default()."""
    try:
        return chromium_with(fonts.default())
    except fonts.NoFonts as problem:
        missing(problem)


@pytest.fixture(params=list(fonts.SETS))
def font_set(request: pytest.FixtureRequest) -> str:
    """Each font set in turn, for `page(target, fonts=font_set)`."""
    return str(request.param)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], str]], Path]:
    """`built(name, make)`: the file of the page that `make()` returns, made once a run.

    Workers share it: a name means the same page in all of them.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def file(name: str, make: Callable[[], str]) -> Path:
        path = folder / f"{name}.html"
        with FileLock(folder / f"{name}.lock"):
            if not path.exists():
                path.write_text(make(), encoding="utf-8", newline="\n")
        return path

    return file


class Tabs:
    """Tabs that tests take and give back: what loads in one that is warm takes half the time.

    Each has a profile of its own, and each look its own tabs.
    """

    def __init__(self, launch: Callable[[str | None], Browser]) -> None:
        self.launch = launch
        self.free: dict[str, list[Page]] = {}
        self.taken: list[tuple[str, Page]] = []

    def take(self, font_set: str | None, look: dict[str, Any]) -> Visit:
        key = repr((font_set, sorted(look.items())))
        free = self.free.setdefault(key, [])
        tab = free.pop() if free else self.launch(font_set).new_context(**look).new_page()
        self.taken.append((key, tab))
        tab.goto("about:blank")
        tab.set_viewport_size(look["viewport"])
        tab.emulate_media(
            media="null", forced_colors=look.get("forced_colors", "none"), **_scheme(look)
        )
        visit = Visit(tab)
        for event, hear in (
            ("request", lambda request: visit.requests.append(request.url)),
            ("console", lambda line: visit.console.append(f"{line.type}: {line.text}")),
            ("weberror", lambda error: visit.errors.append(str(error.error))),
        ):
            tab.context.on(event, hear)
            visit.deaf.append(partial(tab.context.remove_listener, event, hear))
        return visit

    def give_back(self, visits: list[Visit]) -> None:
        for visit in visits:
            for stop in visit.deaf:
                stop()
        for key, tab in self.taken:
            if not tab.is_closed():
                self.free[key].append(tab)
        self.taken.clear()


def _scheme(look: dict[str, Any]) -> dict[str, Any]:
    return {name: look[name] for name in ("color_scheme", "reduced_motion")}


@pytest.fixture(scope="session")
def tabs(chromium: Browser, chromium_with: Callable[[str], Browser]) -> Tabs:
    """The worker's tabs."""
    return Tabs(lambda font_set: chromium_with(font_set) if font_set else chromium)


@pytest.fixture
def page(tabs: Tabs) -> Iterator[OpenPage]:
    """`page(target, …) -> Visit` opens a file or URL in a tab that no other test has now.

    target: path of an HTML file, or a URL.
    viewport: (width, height) in CSS pixels.
    javascript: False shows what remains without scripts.
    color_scheme: "light" or "dark".
    reduced_motion: True asks for no animation.
    fonts: the only font set that the browser sees; the run's own when it is None.
    Whatever else is named goes to Playwright's `new_context`.
    """
    visits: list[Visit] = []

    def open_page(
        target: str | os.PathLike[str],
        *,
        viewport: tuple[int, int] = (1400, 900),
        javascript: bool = True,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: bool = False,
        fonts: str | None = None,
        **more: Any,
    ) -> Visit:
        look = {
            "viewport": {"width": viewport[0], "height": viewport[1]},
            "java_script_enabled": javascript,
            "color_scheme": color_scheme,
            "reduced_motion": "reduce" if reduced_motion else "no-preference",
            **more,
        }
        visit = tabs.take(fonts, look)
        visits.append(visit)
        address = os.fspath(target)
        if "://" not in address:
            address = Path(address).resolve().as_uri()
        visit.page.goto(address)
        if javascript:
            visit.page.evaluate("document.fonts.ready.then(() => 0)")  # then boxes are laid out
        return visit

    yield open_page
    tabs.give_back(visits)


@pytest.fixture(scope="session")
def functions(
    chromium: Browser, built: Callable[[str, Callable[[], str]], Path], kg: twitchkg.KnowledgeGraph
) -> Iterator[Page]:
    """A tab of the built-in graph's page, for what its functions give: none changes the page."""
    from twitchkg.explorer import render

    tab = chromium.new_page(viewport={"width": 1400, "height": 900})
    tab.goto(built("whole", lambda: render(kg.contents)).as_uri())
    tab.evaluate("document.fonts.ready.then(() => 0)")
    yield tab
    tab.close()


@pytest.fixture
def at(file: Path, page: OpenPage) -> OpenPage:
    """`at(fragment, …) -> Visit` opens the module's `file` at that fragment; else as `page`."""

    def visit(fragment: str = "", **options: Any) -> Visit:
        return page(file.as_uri() + fragment, **options)

    return visit
