"""Leaving things out, bottlenecks and comparing two causes: what the page says and does."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from inside import lit
from test_axe import GO
from test_explorer import graph, own

from twitchkg.chains.compare import compare
from twitchkg.chains.ends import causes_of
from twitchkg.chains.what_if import what_if
from twitchkg.explorer import render
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

TWITCH = TK + "Fasciculation"
SVG = "new XMLSerializer().serializeToString(twitchkg.svgOf(twitchkg.state.stage, 'x'))"


@pytest.fixture(scope="module")
def file(own, built):
    return built("whole", lambda: render(own))


def opened(tab, name: str):
    """A part that is worked out when it is opened, worked out."""
    part = tab.locator(f"[data-analysis={name}]")
    assert part.locator(".worked").text_content() == ""  # nothing is worked out unasked
    part.locator("> summary").click()
    part.locator(".worked > *").first.wait_for()
    return part


# ---------------------------------------------------------------- leaving things out


def test_a_thing_is_left_out_and_put_back_in_the_chains(at):
    visit = at("#from=Stress&to=Fasciculation")
    tab = visit.page
    switch = tab.locator("#chains .chips button", has_text="nerve hyperexcitability")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.focus()
    tab.keyboard.press("Space")
    address = "#from=Stress&to=Fasciculation&without=NerveHyperexcitability"
    assert tab.evaluate("location.hash") == address
    assert switch.get_attribute("aria-pressed") == "true"
    assert tab.evaluate("document.activeElement.dataset.without") == switch.get_attribute(
        "data-without"
    )
    said = tab.locator("#live").inner_text()
    assert said == "nerve hyperexcitability is left out. All 4 chains are cut, none is left."
    assert tab.locator(".both-lists h3").inner_text() == "Cut without nerve hyperexcitability"
    routes = tab.locator(".card .route").all_inner_texts()
    assert ["nerve hyperexcitability" in route for route in routes] == [True] * 2
    assert tab.locator(".card.cut").count() == 2
    assert tab.locator(".card.cut .tag", has_text="cut at nerve hyper").count() == 2
    tab.locator(".card.cut summary").first.click()
    assert tab.locator(".card.lit").get_attribute("data-card") == "0"
    tab.locator("#chains .left-out [data-put-back]").click()
    assert tab.evaluate("location.hash") == "#from=Stress&to=Fasciculation"
    assert tab.locator(".card.cut").count() == 0
    assert tab.locator(".left-out").count() == 0
    tab.go_back()
    tab.wait_for_selector(".card.cut")
    tab.go_forward()
    tab.wait_for_selector(".card.cut", state="detached")
    assert visit.complaints == []


def test_what_is_left_out_goes_along_and_is_said_everywhere(at):
    visit = at("#about=Fasciculation&without=Stress&without=LowMagnesium")
    tab = visit.page
    kept = "&without=LowMagnesium&without=Stress"
    section = tab.locator("#about section.without")
    assert section.locator("h3").inner_text() == "Without low magnesium and stress"
    text = section.inner_text()
    assert "5 of 30 chains are cut, 25 are left." in text
    assert "stress: 4 cut, none left" in text
    assert "strenuous exercise: 6 chains" in text
    assert "the source does not say so either" in text
    assert tab.locator("#marks .left-out").count() == 1
    section.locator("a", has_text="strenuous exercise").click()
    hash_ = "#from=StrenuousExercise&to=Fasciculation" + kept
    assert tab.evaluate("location.hash") == hash_
    assert tab.locator("#answer .cut-count").inner_text() == "None of the 9 chains is cut."
    tab.locator("#answer a.thing", has_text="fasciculation").first.click()
    assert tab.evaluate("location.hash") == "#about=Fasciculation" + kept
    tab.locator("#about .left-out [data-put-back='']").click()
    assert tab.evaluate("location.hash") == "#about=Fasciculation"
    assert tab.locator(":is(section.without, .left-out):visible").count() == 0
    assert tab.evaluate("document.activeElement.id") == "about-title"
    assert visit.complaints == []


def test_the_switch_of_a_thing_tells_what_is_cut(at):
    tab = at("#about=Stress").page
    tab.get_by_role("button", name="Leave it out: what is cut?", pressed=False).click()
    assert tab.evaluate("location.hash") == "#about=Stress&without=Stress"
    text = tab.locator("#about section.without").inner_text()
    assert "On the way to fasciculation: 4 of 30 chains are cut, 26 are left." in text
    tab.get_by_role("button", name="Leave it out: what is cut?", pressed=True).click()
    assert tab.evaluate("location.hash") == "#about=Stress"


def test_the_end_of_chains_cannot_be_taken_from_them(at):
    tab = at("#from=Stress&to=Fasciculation&without=Fasciculation").page
    text = tab.locator("#answer").inner_text()
    assert "fasciculation is what the chains lead to" in text
    assert "None of the 4 chains is cut." in text
    tab.evaluate(GO, "#from=Stress&to=Fasciculation&without=Stress")
    assert "All 4 chains are cut, none is left." in tab.locator("#answer").inner_text()
    assert tab.locator(".card.cut").count() == 2
    tab.evaluate(GO, "#from=Stress&to=Fasciculation&without=Hyperarousal")
    assert tab.locator(".card").count() == 4  # chains that are left and those cut are told apart
    assert tab.locator(".card.cut").count() == 2


def test_what_is_cut_is_not_told_nor_drawn_as_if_it_ran(at):
    tab = at("#from=Stress&to=Fasciculation&without=Stress").page
    direct = tab.locator("#answer .direct")
    assert "cut" in direct.get_attribute("class")
    assert direct.locator(".tag").inner_text() == "cut at stress"
    assert direct.locator("s").count() == 2
    assert lit(tab) == set()
    tab.locator(".card.cut summary").last.click()
    assert lit(tab) == set()
    tab.locator("#chains .left-out [data-put-back]").click()
    assert tab.locator("#answer .direct.cut").count() == 0
    assert len(lit(tab)) == 6


def test_a_medicine_is_not_told_to_be_left_out(at):
    visit = at("#about=Diuretic")
    tab = visit.page
    assert tab.get_by_role("button", name="Leave it out").count() == 0
    tab.get_by_role("button", name="Take it out of the drawing: what is cut?").click()
    caution = "It does not say that twitching stops when a cause is removed"
    review = "A medicine is to be reviewed with a doctor, not stopped alone."
    said = tab.locator("#about").inner_text()
    assert caution in said and review in said
    for fragment in (
        "#about=Fasciculation&without=Diuretic",
        "#from=Diuretic&to=Fasciculation&without=Diuretic",
        "#compare=Stress&with=Diuretic&to=Fasciculation&without=Diuretic",
    ):
        tab.evaluate(GO, fragment)
        said = tab.locator("section.view:visible").inner_text()
        assert caution in said and review in said, fragment
        assert "[object" not in said
    tab.evaluate(GO, "#from=Stress&to=Fasciculation&without=Hyperarousal")
    said = tab.locator("#answer").inner_text()
    assert caution in said and review not in said
    assert visit.complaints == []


def test_what_the_address_says_in_vain_is_told(at):
    visit = at()
    told = {
        "#about=Stress&without=Nowhere": "Nothing called “Nowhere” is in this graph (without).",
        "#compare=Stress&with=Stress&to=Fasciculation": "two different causes",
        "#compare=Stress&with=Dehydration&to=Stress": "two different causes",
        "#compare=Stress&with=Dehydration": "compare, with, to",
        "#compare=Stress&with=Nobody&to=Fasciculation": "Nothing called “Nobody”",
    }
    for fragment, words in told.items():
        visit.page.evaluate(GO, fragment)
        assert words in visit.page.locator("#told").inner_text()
        assert visit.page.locator("#compare").is_hidden()
    assert visit.complaints == []


def test_an_address_is_written_alike_however_it_came_about(at):
    tab = at("#without=Stress&about=Fasciculation&without=low+magnesium&without=Stress").page
    tab.locator("#about .card-tools [data-hops='2']").click()
    wanted = "#about=Fasciculation&hops=2&without=LowMagnesium&without=Stress"
    assert tab.evaluate("location.hash") == wanted
    tab.keyboard.press("l")
    tab.locator(".legend input[data-name=inferred]").uncheck()
    assert tab.evaluate("location.hash") == wanted + "&hideModality=inferred"


def test_what_one_can_change_is_listed_with_its_chains(at, own):
    tab = at("#about=Fasciculation").page
    part = opened(tab, "change")
    lines = part.locator("li").all_inner_texts()
    total = sum(map(len, what_if(own, TWITCH, []).kept.values()))
    for iri in causes_of(own, TWITCH):
        if {TK + "LifestyleFactor", TK + "Medication"} & set(own.concepts[iri].types):
            cut = sum(map(len, what_if(own, TWITCH, [iri]).gone.values()))
            wanted = f"{own.label(iri)}: on {cut} of {total} chains"
            assert any(" ".join(line.split()).endswith(wanted) for line in lines), wanted
    assert part.locator("h4").all_inner_texts() == ["By oneself", "Only with a doctor"]
    assert "not stopped alone" in part.inner_text()
    switch = part.get_by_role("button", name="Leave out overexertion")
    switch.scroll_into_view_if_needed()
    before = switch.bounding_box()["y"]
    switch.click()
    assert part.locator("li").count() == len(lines)  # it stays open
    assert abs(switch.bounding_box()["y"] - before) < 3  # and where it was
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Leave out overexertion"
    )
    assert "4 of 30 chains are cut" in tab.locator("#live").inner_text()


def test_the_drawing_crosses_out_what_is_left_out(at):
    tab = at("#from=Stress&to=Fasciculation&without=NerveHyperexcitability").page
    place = tab.evaluate("twitchkg.placeOf('NerveHyperexcitability')")
    touching = tab.evaluate(
        """(place) => twitchkg.state.scene.links.map((at) => twitchkg.links[at]).filter((link) =>
             link.causal && [link.subject, link.object].includes(place)).length""",
        place,
    )
    cut = "twitchkg.state.scene.things.filter((c) => twitchkg.state.stage.cut({ concept: c }))"
    assert tab.evaluate(cut) == [place]
    assert touching > 3
    signs = "twitchkg.marksOf(twitchkg.state.stage).filter((m) => m.text === '×').length"
    assert tab.evaluate(signs) == touching + 1
    texts = [e.text for e in ElementTree.fromstring(tab.evaluate(SVG)).iter() if e.text]
    assert texts.count("×") == touching + 1


# ---------------------------------------------------------------- bottlenecks


def test_what_every_chain_must_pass_is_told_and_lit(at):
    visit = at("#about=Fasciculation")
    tab = visit.page
    part = opened(tab, "must")
    text = part.inner_text()
    assert "Nothing lies on every chain from every cause of daily life." in text
    assert "overexertion: being worked to exhaustion →" in text
    assert "speaks of the graph, not of the body" in text
    light = part.get_by_role("button", name="Light what every chain from overexertion must pass")
    light.scroll_into_view_if_needed()
    scroll = "document.getElementById('panel').scrollTop"
    top = tab.evaluate(scroll)
    light.click()
    passed = ["being worked to exhaustion", "nerve hyperexcitability"]
    assert lit(tab) == set(passed)
    assert "2 things lit in the drawing." in tab.locator("#live").inner_text()
    assert (
        abs(tab.evaluate("document.getElementById('panel').scrollTop") - top) < 100
    )  # one stays where one is
    part.get_by_role("button", name="Light them all").click()
    assert len(lit(tab)) == 8
    tab.locator("[data-unlight]").click()
    assert "fasciculation" in lit(tab)
    assert visit.complaints == []


def test_chains_say_what_all_of_them_pass(at):
    tab = at("#from=Stress&to=Fasciculation").page
    line = tab.locator(".must-line")
    assert line.locator(".tag").inner_text() == "every chain passes here"
    passed = line.locator("a").all_inner_texts()
    assert passed[0] == "nerve hyperexcitability"
    marked = "[...twitchkg.state.stage.marked.places].map(twitchkg.labelOf)"
    assert tab.evaluate(marked) == passed
    assert tab.evaluate("twitchkg.framesOf(twitchkg.state.stage).length") == len(passed) == 1
    root = ElementTree.fromstring(tab.evaluate(SVG))
    frames = [e for e in root.iter() if e.tag.endswith("rect") and e.get("fill") == "none"]
    assert len(frames) == 1
    tab.evaluate("document.getElementById('canvas').focus({ focusVisible: true })")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert "every chain passes here" in tab.locator("#live").inner_text()
    tab.evaluate(GO, "#from=Stress&to=Fasciculation&without=Hyperarousal")
    assert "every chain that is left passes here" in tab.locator(".must-line").inner_text()


# ---------------------------------------------------------------- two causes


def columns(tab) -> list[list[str]]:
    found = tab.locator("#compare .columns > div")
    return [found.nth(n).locator("li").all_inner_texts() for n in range(found.count())]


def test_two_causes_are_compared_from_the_form_and_by_address(at, own):
    visit = at()
    tab = visit.page
    tab.locator("#compare-box > summary").click()
    for field, name in (("first", "stress"), ("second", "dehydr"), ("end", "twitching")):
        tab.locator(f"#compare-{field}").fill(name)
        tab.keyboard.press("Escape")
    tab.locator("#contrast button").click()
    address = "#compare=Stress&with=Dehydration&to=Fasciculation"
    assert tab.evaluate("location.hash") == address
    assert tab.evaluate("document.activeElement.id") == "compare-title"
    title = tab.locator("#compare-title")
    assert title.text_content() == "stress and dehydration on the way to fasciculation"
    assert tab.title().startswith("stress and dehydration → fasciculation")
    found = compare(own, TK + "Stress", TK + "Dehydration", TWITCH)
    wanted = (found.only_first, found.shared, found.only_second)
    assert columns(tab) == [sorted(map(own.label, group)) for group in wanted]
    assert tab.evaluate("twitchkg.framesOf(twitchkg.state.stage).length") == len(found.shared)
    heads = tab.locator("#compare .columns h3").all_inner_texts()
    assert heads == ["Only stress (4)", "Both (0)", "Only dehydration (3)"]
    tab.locator("#compare a", has_text="4 chains from stress to fasciculation").click()
    assert tab.evaluate("location.hash") == "#from=Stress&to=Fasciculation"
    assert tab.locator("#compare").is_hidden()
    tab.go_back()
    assert title.is_visible()
    with tab.expect_download() as waiting:
        tab.locator("#more > summary").click()
        tab.locator("[data-save=svg]").click()
    assert waiting.value.suggested_filename.startswith("stress-and-dehydration")
    assert visit.complaints == []
    assert visit.outside == []


def test_chains_offer_to_compare_their_cause_with_another(at):
    tab = at("#from=Anxiety&to=Fasciculation").page
    tab.get_by_role("button", name="Compare with another cause").click()
    assert tab.evaluate("document.activeElement.id") == "compare-second"
    tab.keyboard.type("stres")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#compare=Anxiety&with=Stress&to=Fasciculation"
    for value in ("no such thing at all", "anxiety"):
        tab.locator("#compare-second").fill(value)
        tab.locator("#compare-second").blur()
        tab.locator("#contrast button").click()
        assert tab.locator("#contrast-answer").inner_text() != ""


def test_comparing_says_what_is_not_there(at):
    tab = at("#compare=Stress&with=Knee&to=Fasciculation").page
    body = tab.locator("#compare-body")
    assert "No chain from knee to fasciculation is in this graph." in body.inner_text()
    tab.evaluate(GO, "#compare=Anxiety&with=Dehydration&to=Fasciculation")
    assert "share nothing on the way" in body.inner_text()
    assert columns(tab)[1] == []
    tab.evaluate(GO, "#compare=Knee&with=Calf&to=Fasciculation")
    assert lit(tab) == set()
    tab.evaluate(GO, "#compare=InsufficientFluidIntake&with=Dehydration&to=Fasciculation")
    assert "dehydration itself lies on the way from insufficient fluid" in body.inner_text()
    tab.evaluate(GO, "#compare=Stress&with=Dehydration&to=Fasciculation&without=Hyperarousal")
    assert "stress: 2 of 4 chains are cut, 2 are left." in body.inner_text()
    assert "heightened arousal" not in columns(tab)[0]


# ---------------------------------------------------------------- any page, any graph


def test_a_phone_has_room_for_all_of_it(at):
    tab = at(viewport=(390, 844)).page
    for fragment in (
        "#about=Fasciculation&without=Stress&without=LowMagnesium&without=Overexertion",
        "#from=Stress&to=Fasciculation&without=NerveHyperexcitability",
        "#compare=Stress&with=Dehydration&to=Fasciculation&without=Hyperarousal",
    ):
        tab.evaluate(GO, fragment)
        for summary in tab.locator(".analysis > summary:visible").all():
            summary.click()
        width, room = tab.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert width <= room, fragment
    tops = [tab.locator("#compare .columns > div").nth(n).bounding_box()["y"] for n in range(3)]
    assert tops == sorted(set(tops))


def test_a_foreign_graph_is_spoken_of_in_general(graph, tmp_path, page):
    turtle = """ex:induces rdfs:subPropertyOf tk:leadsTo . ex:Rain ex:induces ex:Mud .
      ex:Mud ex:induces ex:Dirt . ex:Flood ex:induces ex:Mud . ex:a ex:induces ex:b .
      ex:b ex:induces ex:a ."""
    path = tmp_path / "page.html"
    path.write_text(render(graph(turtle)), encoding="utf-8", newline="\n")
    visit = page(path.as_uri() + "#about=https://example.org/Dirt&without=Rain")
    tab = visit.page
    text = tab.locator("#about").inner_text()
    assert "1 of 2 chains is cut, 1 is left." in text
    assert "It does not say that Dirt stops when a cause is removed." in text
    assert "twitching" not in text
    assert tab.locator("[data-analysis=change]").count() == 0
    assert "Whatever it starts from: Mud." in opened(tab, "must").inner_text()
    tab.evaluate(GO, "#about=https://example.org/a")  # what was opened stays open
    assert "run in circles" in tab.locator("[data-analysis=must]").inner_text()
    assert visit.complaints == []


def test_a_large_graph_is_counted_a_slice_at_a_time(graph, tmp_path, page):
    """Opening stays quick, counting stops at a number of causes and says so."""
    lines = [
        f"ex:c{i} tk:leadsTo ex:m{i % 90} . ex:m{i % 90} tk:leadsTo ex:end ." for i in range(900)
    ]
    path = tmp_path / "page.html"
    path.write_text(render(graph("\n".join(lines))), encoding="utf-8", newline="\n")
    tab = page(path.as_uri() + "#about=https://example.org/end&without=https://example.org/m0").page
    section = tab.locator("#about section.without")
    section.get_by_role("button", name="Count from all").wait_for()
    assert "Counted from 200 of 900 causes." in section.inner_text()
    section.get_by_role("button", name="Count from all").click()
    section.get_by_text("10 of 900 chains are cut, 890 are left.").wait_for()
    opened(tab, "must")
    assert tab.locator(".musts li").count() == 60
    tab.get_by_role("button", name="Show all 900").last.click()
    assert tab.locator(".musts li").count() == 900


def test_what_is_compared_and_left_out_is_printed(at):
    tab = at("#compare=Stress&with=Dehydration&to=Fasciculation&without=Hyperarousal").page
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#compare .columns").is_visible()
    assert tab.locator("#compare .left-out").is_visible()
    assert tab.locator("#main > svg.paper").is_visible()
    assert tab.locator("#compare button:visible, #stage:visible").count() == 0
