"""The background in the page: off until it is switched on, then told apart wherever it is shown."""

from __future__ import annotations

import re

import pytest
from test_axe import GO, LOOKS, violations

import twitchkg
from twitchkg.explorer.view import build

ALS = "http://purl.obolibrary.org/obo/MONDO_0004976"


@pytest.fixture(scope="module")
def whole():
    with twitchkg.open(background=True) as kg:
        yield kg


@pytest.fixture(scope="module")
def files(kg, whole, built):
    """The page with the background switched off, and on, from the start."""
    return {
        "off": built("plain", lambda: kg.explorer(sparql=False)),
        "on": built("background", lambda: whole.explorer(sparql=False)),
    }


def test_things_links_and_rows_of_the_background_come_last_and_are_marked(whole):
    plain = build(twitchkg.open().contents)
    view = build(whole.contents)
    assert view["things"] == plain["things"] == len(plain["concepts"])
    assert view["statements"] == plain["statements"] == len(plain["rows"])
    assert view["rows"][: plain["statements"]] == plain["rows"]
    assert view["links"][: len(plain["links"])] == plain["links"]
    assert len(whole.contents.background.facts) == view["background"]
    for kind, article in (("rows", plain["rows"]), ("links", plain["links"])):
        assert all(each.get("background") for each in view[kind][len(article) :])
    later = view["concepts"][view["things"] :]
    assert all(re.search(r" \[\w[\w-]*\]$", each["label"]) for each in later)
    for row in view["rows"][plain["statements"] :]:
        assert row["where"].startswith("not the article: ") and row["claim"]


def test_a_graph_of_somebody_elses_has_none(tmp_path):
    own = tmp_path / "own.ttl"
    own.write_text(
        "<http://a.example/a> <https://w3id.org/twitchkg#leadsTo> <http://a.example/b> .",
        encoding="utf-8",
    )
    page = twitchkg.open(own).explorer(sparql=False)
    assert "MONDO" not in page and '"background":{"count":0,"on":false}' in page


@pytest.mark.browser
def switch(tab, how: str) -> None:
    """Tick the box in the legend, or take the tick away."""
    tab.locator("#legend > summary").click()
    getattr(tab.locator("#background"), how)()
    tab.keyboard.press("Escape")


class TestInTheBrowser:
    def test_it_is_off_and_nothing_of_it_shows(self, files, page):
        visit = page(files["off"])
        tab = visit.page
        assert tab.evaluate("twitchkg.search('ALS').length") == 0
        assert tab.locator("tr.background").count() == 0
        tab.evaluate(GO, "#about=Sciatica")
        assert "MONDO" not in tab.locator("#about .lists").inner_text()
        assert tab.locator("#about .list.background").count() == 0
        assert tab.locator("#chains-hidden, #marks, #table-hidden").all_inner_texts() == [""] * 3
        assert visit.complaints == []

    def test_the_switch_in_the_legend_shows_it_and_the_address_keeps_it(self, files, page):
        visit = page(files["off"])
        tab = visit.page
        before = tab.locator("#table tbody tr").count()
        switch(tab, "check")
        assert tab.evaluate("location.hash") == "#background=on"
        assert tab.locator("tr.background").count() == tab.evaluate(
            "twitchkg.data.background.count"
        )
        assert tab.locator("#table tbody tr:not([hidden])").count() > before
        assert tab.evaluate("twitchkg.search('ALS')[0].name") == "ALS"
        tab.locator("#find-text").fill("Lou Gehrig's disease")
        tab.locator("#find-text").press("Enter")
        assert tab.locator("#about-title").inner_text() == "amyotrophic lateral sclerosis [MONDO]"
        said = tab.locator("#about .list.background").inner_text()
        assert "not by the article" in said and "Frequent (30-79%)" in said
        assert "who has the sign has the condition" in said
        switch(tab, "uncheck")
        assert tab.locator("tr.background:not([hidden])").count() == 0
        assert visit.complaints == []

    def test_an_address_that_names_a_thing_of_it_shows_it(self, files, page):
        visit = page(files["off"].as_uri() + f"#about={ALS}")
        assert visit.page.locator("#background").is_checked()
        assert visit.page.locator("#about .list.background li").count() == 5
        assert visit.complaints == []

    def test_a_thing_says_that_there_is_more_and_a_button_shows_it(self, files, page):
        tab = page(files["off"].as_uri() + "#about=Sciatica").page
        button = tab.locator("#about [data-beside]")
        assert "3 statements" in button.locator("..").inner_text()
        button.click()
        told = tab.locator("#about .list.background").inner_text()
        assert "mondo.owl v2026-05-05" in told and "CC BY 4.0" in told
        assert "The article calls sciatica a form of radiculopathy instead." in told
        assert tab.locator("#about [data-beside]").count() == 0

    def test_what_is_said_of_nearly_the_same_is_told_under_its_own_name(self, files, page):
        tab = page(files["on"].as_uri() + "#about=LowMagnesium").page
        told = tab.locator("#about .list.background").inner_text()
        assert "magnesium deficiency [MONDO] has among its signs muscle spasm" in told
        assert "Gitelman syndrome [MONDO] has among its signs low magnesium" in told

    @pytest.mark.parametrize(
        ("fragment", "said"),
        [
            ("#background=toString", "“toString” does not fit “background”: it is on or off."),
            ("#background=maybe&about=Stress", "“maybe” does not fit “background”"),
        ],
    )
    def test_an_address_with_another_word_for_it_is_told(self, files, page, fragment, said):
        tab = page(files["off"].as_uri() + fragment).page
        assert said in tab.locator("#told").inner_text()
        assert not tab.locator("#background").is_checked()

    def test_names_of_it_may_stand_in_an_address(self, files, page):
        tab = page(files["off"].as_uri() + "#about=ALS").page
        assert tab.locator("#about-title").inner_text() == "amyotrophic lateral sclerosis [MONDO]"
        switch(tab, "uncheck")  # what is of the background goes with it
        assert tab.evaluate("location.hash") == ""
        assert tab.locator("#about").is_hidden()

    def test_who_looks_for_a_name_of_it_is_told_where_it_is(self, files, page):
        tab = page(files["off"]).page
        tab.locator("#find-text").fill("methylphenidate [ChEBI]")
        tab.locator("#find-text").press("Enter")
        told = tab.locator("#find-answer")
        assert "says nothing about how serious" in told.inner_text()
        told.locator("a").click()
        assert tab.locator("#about-title").inner_text() == "methylphenidate [ChEBI]"
        assert tab.locator("#background").is_checked()

    def test_its_causal_facts_stand_apart_and_are_not_counted(self, files, page):
        off, on = (page(files[name].as_uri() + "#about=Fasciculation").page for name in files)
        headings = [tab.locator("#about .lists h3").all_inner_texts() for tab in (off, on)]
        assert [h for h in headings[1] if not h.startswith("Background")] == headings[0]
        for tab in (off, on):
            tab.locator(".analysis > summary", has_text="What one can change").click()
        changes = [tab.locator(".analysis[open]").inner_text() for tab in (off, on)]
        assert changes[0] == changes[1] and "of 30 chains" in changes[0]

    def test_an_arrow_of_it_carries_a_sign_in_drawings_too(self, files, page):
        marks = "twitchkg.marksOf(twitchkg.state.stage).map((mark) => mark.text)"
        address = files["on"].as_uri() + "#only=answer&about="
        assert page(address + ALS).page.evaluate(marks) == ["B"] * 5
        assert page(address + "Stress").page.evaluate(marks) == []

    def test_the_head_of_the_page_says_that_it_is_shown(self, files, page):
        tab = page(files["off"]).page
        note = tab.locator(".lead [data-background-note]")
        tab.locator(".tabs [data-tab=page]").first.click()
        assert note.is_hidden()
        switch(tab, "check")
        assert "never counted with them" in note.inner_text()

    def test_chains_hold_its_links_only_while_it_is_on(self, files, page):
        visit = page(files["off"].as_uri() + "#from=NerveImpingement&to=Radiculopathy")
        tab = visit.page
        assert tab.locator("#answer .card").count() == 0
        cause = "http://purl.obolibrary.org/obo/MONDO_0003615"
        tab.evaluate(GO, f"#from={cause}&to=Radiculopathy")
        assert tab.locator("#answer .card").count() == 1
        told = tab.locator("#answer .card").inner_text()
        assert "not the article: MONDO" in told and "inferred" in told
        tab.evaluate(GO, f"#from={cause}&to=Radiculopathy&hideModality=inferred")
        assert tab.locator("#answer .card").count() == 0
        assert visit.complaints == []

    def test_why_no_chain_tells_what_it_says_only_while_it_is_on(self, files, page):
        tab = page(files["off"].as_uri() + f"#from={ALS}&to=Fasciculation&background=on").page
        told = "The background says, not the article: amyotrophic lateral sclerosis"
        assert told in tab.locator("#answer .why-not").inner_text()
        tab.evaluate(GO, "#from=NerveImpingement&to=Radiculopathy")
        assert "background" not in tab.locator("#answer .why-not").inner_text()

    def test_the_chains_of_the_article_do_not_change(self, files, page):
        chains = """([from, to]) => twitchkg.findChains(
            {...twitchkg.data, links: twitchkg.state.shown},
            twitchkg.placeOf(from), twitchkg.placeOf(to)).cards.map((card) => card.steps)"""
        tabs = [page(files[name]).page for name in ("off", "on")]
        for cause in ("Stress", "Dehydration", "LowMagnesium", "StrenuousExercise"):
            off, on = (tab.evaluate(chains, [cause, "Fasciculation"]) for tab in tabs)
            assert off and off == on

    def test_made_with_the_background_it_is_on_and_can_be_switched_off(self, files, page):
        tab = page(files["on"]).page
        assert tab.locator("tr.background").count() > 0
        switch(tab, "uncheck")
        assert tab.evaluate("location.hash") == "#background=off"
        assert tab.locator("tr.background:not([hidden])").count() == 0
        switch(tab, "check")
        assert tab.evaluate("location.hash") == ""

    def test_without_javascript_only_what_was_asked_for_is_told(self, files, page):
        assert page(files["off"], javascript=False).page.locator("tr.background").count() == 0
        assert page(files["on"], javascript=False).page.locator("tr.background").count() > 0

    def test_sparql_in_the_page_answers_about_it_once_it_is_asked(self, built, page, kg, whole):
        visit = page(built("sparql", kg.explorer).as_uri() + "#sparql")
        tab = visit.page
        tab.locator(".tabs [data-tab=sparql]").click()
        tab.wait_for_selector("#sparql-run:enabled")
        assert not tab.locator("#background").is_checked()
        tab.locator("#sparql-saved").select_option(label="Which conditions have two signs")
        assert tab.locator("#background").is_checked()
        tab.wait_for_selector("#sparql-run:enabled")
        tab.locator("#sparql-run").click()
        tab.wait_for_selector("#sparql-result table")
        rows = len(whole.ask("conditions-with-signs"))
        assert f"{rows} rows" in tab.locator("#sparql-said").inner_text()
        assert "amyotrophic lateral sclerosis" in tab.locator("#sparql-result").inner_text()
        assert visit.complaints == []

    @pytest.mark.parametrize("look", LOOKS)
    def test_axe_finds_nothing(self, files, page, look):
        how, rules = LOOKS[look]
        tab = page(files["on"], **how).page
        for fragment in (f"#about={ALS}", "#about=Sciatica"):
            tab.evaluate(GO, fragment)
            assert violations(tab, table=False, rules=rules) == [], fragment
