"""The browser fixture itself: a page that misbehaves must be seen to misbehave."""

from __future__ import annotations

import stat

import browser
import fonts
import pytest

WIDTHS = {"dejavu": 1215, "liberation": 1069, "noto": 1139}  # px of the same words at 100px

BAD_PAGE = """<!doctype html><meta charset="utf-8"><title>bad</title>
<p id="said">quiet</p>
<script>
  document.getElementById("said").textContent =
    matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  fetch("http://127.0.0.1:9/leak").catch(() => 0);
  console.error("oops");
  setTimeout(() => { throw new Error("late"); }, 0);
</script>
"""


@pytest.mark.browser
def test_requests_console_and_exceptions_are_seen(page, tmp_path):
    (tmp_path / "bad.html").write_text(BAD_PAGE, encoding="utf-8")
    visit = page(tmp_path / "bad.html")
    visit.page.wait_for_timeout(200)
    assert visit.requests[0].startswith("file:")
    assert visit.outside == ["http://127.0.0.1:9/leak"]
    assert "error: oops" in visit.complaints
    assert any("late" in error for error in visit.errors)


@pytest.mark.browser
def test_viewport_scheme_and_javascript_can_be_chosen(page, tmp_path):
    (tmp_path / "bad.html").write_text(BAD_PAGE, encoding="utf-8")
    dark = page(tmp_path / "bad.html", viewport=(390, 844), color_scheme="dark")
    assert dark.page.inner_text("#said") == "dark"
    assert dark.page.evaluate("innerWidth") == 390
    still = page(tmp_path / "bad.html", javascript=False)
    assert still.page.inner_text("#said") == "quiet"
    assert still.outside == []


@pytest.mark.browser
def test_a_page_sees_one_font_set_and_no_other_font(page, tmp_path, font_set):
    families = [family for wanted in fonts.SETS.values() for family in wanted.families.values()]
    (tmp_path / "fonts.html").write_text("<p>text", encoding="utf-8")
    widths = page(tmp_path / "fonts.html", fonts=font_set).page.evaluate(
        """(families) => {
          const context = document.createElement("canvas").getContext("2d");
          const width = (font) => {
            context.font = `100px ${font}`;
            return context.measureText("Muscle twitching, illness").width;
          };
          return [width("sans-serif"), families.map((f) => width(`"${f}", serif`)), width("serif")];
        }""",
        families,
    )
    sans, named, serif = widths
    own = fonts.SETS[font_set].families
    assert sans == pytest.approx(WIDTHS[font_set], rel=0.01), widths
    for family, width in zip(families, named):
        if family == own["sans-serif"]:
            assert width == sans
        elif family not in own.values():
            assert width == serif  # not seen, so the next in the list is taken


def test_a_font_set_that_is_unknown_is_an_error(monkeypatch):
    monkeypatch.setenv("FONTS", "comic")
    with pytest.raises(fonts.NoFonts, match=r"comic.*dejavu, liberation, noto"):
        fonts.default()


def test_a_named_browser_that_does_not_start_is_an_error(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(browser.NoBrowser, match="/nowhere/chromium"):
        browser.find()


def test_a_script_that_calls_a_snap_is_passed_over(tmp_path):
    stub = tmp_path / "chromium-browser"
    stub.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n', encoding="utf-8")
    stub.chmod(stub.stat().st_mode | stat.S_IXUSR)
    assert browser.is_snap(str(stub))
    stub.write_text('#!/bin/sh\nexec /usr/lib/chromium/chromium "$@"\n', encoding="utf-8")
    assert not browser.is_snap(str(stub))
