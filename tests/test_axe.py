"""axe-core finds nothing to complain of in any state of the page."""

from __future__ import annotations

from importlib.resources import files

import pytest
from test_explorer import own, stress

from twitchkg.explorer import render

__all__ = ["own"]  # a fixture

pytestmark = pytest.mark.browser

STATES = {
    "start": "",
    "chains": "#from=LowMagnesium&to=KneeTwitching&chain=2",
    "no chain": "#from=Fasciculation&to=Stress",
    "around": "#about=NerveHyperexcitability&hops=2",
    "no arrows": "#about=Knee",
    "edge": "#about=Dehydration&edge=Dehydration+causes+Fasciculation",
    "filtered": "#about=Fasciculation&hideModality=inferred&hideKind=Medications",
    "told": "#about=NoSuchThing&colour=red",
    "left out": "#about=Fasciculation&without=Stress&without=LowMagnesium",
    "cut": "#from=Stress&to=Fasciculation&without=NerveHyperexcitability",
    "must": "#from=Stress&to=Fasciculation",
    "compared": "#compare=Stress&with=Dehydration&to=Fasciculation&without=PoorSleep",
}
GO = """(hash) => new Promise((done) => {
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = hash;
})"""
SOME = (
    "start",
    "chains",
    "edge",
    "filtered",
    "left out",
    "cut",
    "must",
    "compared",
)  # what differs by colour or by width
WITH_TABLE = ("start", "edge", "filtered")  # in the other states it is as in one of these
Rules = dict[str, object]
# In the dark only colours are others than in the light, on a phone all but these.
LOOKS: dict[str, tuple[dict, Rules]] = {
    "light": ({}, {}),
    "dark": ({"color_scheme": "dark"}, {"runOnly": ["color-contrast"]}),
    "phone": ({"viewport": (390, 844)}, {"rules": {"color-contrast": {"enabled": False}}}),
}


@pytest.fixture(scope="module")
def file(own, built):
    return built("whole", lambda: render(own))


def violations(tab, *, within="html", table: bool = True, rules: Rules | None = None) -> list[str]:
    """What axe complains of; the long table and the colours cost most of its time."""
    if not tab.evaluate("'axe' in window"):
        script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
        tab.evaluate(script)
    found = tab.evaluate(
        "([where, how]) => axe.run(where, how).then((result) => result.violations)",
        [
            {"include": [within], "exclude": [] if table else ["#table"]},
            {"resultTypes": ["violations"], "selectors": False, "preload": False, **(rules or {})},
        ],
    )
    return [f"{v['id']}: {node['html'][:150]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("look", LOOKS)
def test_no_violation_in_any_state(file, page, look):
    how, rules = LOOKS[look]
    tab = page(file, reduced_motion=True, **how).page
    for name, fragment in STATES.items():
        if look != "light" and name not in SOME:
            continue
        if fragment:
            tab.evaluate(GO, fragment)
        if name == "left out":
            for summary in tab.locator(".analysis > summary").all():
                summary.click()
        table = name in WITH_TABLE and (look == "light" or name == "start")
        assert violations(tab, table=table, rules=rules) == [], name


def test_no_violation_where_things_are_open_or_printed(file, page):
    visit = page(file)
    tab = visit.page
    tab.locator("#find-text").press_sequentially("magn")
    tab.keyboard.press("ArrowDown")
    assert tab.locator("[role=option][aria-selected=true]").count() == 1
    assert violations(tab, table=False) == []
    tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert violations(tab) == []
    tab.emulate_media(media="print", color_scheme="dark")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert violations(tab) == []
    assert visit.complaints == []


@pytest.mark.parametrize("look", LOOKS)
def test_no_violation_in_tabs_popovers_menu_and_play(file, page, look):
    how, rules = LOOKS[look]
    tab = page(file, reduced_motion=True, **how).page
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#caption").is_visible()
    for key in ("l", "Escape", "Escape"):
        tab.keyboard.press(key)
        assert violations(tab, table=False, rules=rules) == [], key
    tab.locator("#canvas").focus()
    tab.keyboard.press("m")
    assert tab.locator("#menu").is_visible()
    assert violations(tab, table=False, rules=rules) == [], "menu"
    tab.keyboard.press("Escape")
    for name in ("table", "page"):
        tab.locator(f".tabs [data-tab={name}]").first.click()
        assert violations(tab, rules=rules) == [], name


@pytest.mark.parametrize("look", LOOKS)
def test_no_violation_while_one_says_what_one_notices(look, kg, built, page):
    path = built("plain", lambda: kg.explorer(sparql=False))
    how, rules = LOOKS[look]
    tab = page(path, **how).page
    tab.locator(".urgent").click()
    assert violations(tab, table=False, rules=rules) == [], "nothing answered"
    tab.get_by_role("button", name="All at once").click()
    tab.get_by_label("how long").fill("6")
    tab.get_by_label("Something else you notice").fill("chest pain")
    tab.keyboard.press("Enter")
    tab.keyboard.type("glorbs")
    tab.keyboard.press("Enter")
    assert tab.locator("#check .others li").count() == 2
    assert violations(tab, table=False, rules=rules) == [], (
        "something added, something not understood"
    )
    tab.get_by_role("radio", name="Yes").first.check()
    assert tab.locator(".verdict.gravest").is_visible()
    assert violations(tab, table=False, rules=rules) == [], "an emergency"


def test_no_violation_without_script(own, built, tmp_path, page):
    path = built("stress", lambda: render(own, stress(own)))
    static = page(path, javascript=False).page.content()
    bare = tmp_path / "bare.html"
    start = static.index("<script")
    bare.write_text(static[:start] + "</body></html>", encoding="utf-8")
    tab = page(bare).page
    assert violations(tab) == []
