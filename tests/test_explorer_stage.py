"""The living graph: real wheel, drag, double click, keys and fingers on the stage."""

from __future__ import annotations

import pytest
from inside import drawn, lit, lit_links, spot, until
from test_explorer import PREFIXES, own

from twitchkg.explorer import render
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store

__all__ = ["own"]  # a fixture

pytestmark = pytest.mark.browser

CAMERA = "twitchkg.state.stage.camera"
HASH = "location.hash"


@pytest.fixture(scope="module")
def file(own, built):
    return built("whole", lambda: render(own))


@pytest.fixture
def still(at):
    """`still(fragment)`: the page without motion, so that a step is over when it is made."""
    return lambda fragment="", **how: at(fragment, reduced_motion=True, **how).page


def click(tab, label: str, **how) -> None:
    tab.mouse.click(*spot(tab, label), **how)


def settled(tab) -> None:
    """The camera has come to rest, and that was noted."""
    tab.wait_for_timeout(350)


def stands(tab, label: str, place: tuple[float, float]) -> None:
    """The box of that name comes to stand there."""
    for _ in range(40):
        if spot(tab, label) == pytest.approx(place, abs=2):
            return
        tab.wait_for_timeout(100)
    assert spot(tab, label) == pytest.approx(place, abs=2)


def test_the_wheel_zooms_to_the_cursor_and_a_drag_moves_the_drawing(still):
    tab = still()
    x, y = spot(tab, "dehydration")
    tab.mouse.move(x, y)
    before = tab.evaluate(CAMERA)
    tab.mouse.wheel(0, -300)
    until(tab, f"{CAMERA}.scale > {before['scale']} * 1.05")
    assert spot(tab, "dehydration") == pytest.approx((x, y), abs=1)
    for _ in range(60):
        tab.mouse.wheel(0, 900)
    assert tab.evaluate(CAMERA)["scale"] > before["scale"] / 5  # never lost out of sight
    tab.keyboard.press("0")
    assert tab.evaluate(CAMERA)["scale"] == pytest.approx(before["scale"])
    tab.mouse.move(600, 130)
    tab.mouse.down()
    tab.mouse.move(660, 190, steps=5)
    tab.mouse.up()
    assert spot(tab, "dehydration") == pytest.approx((x + 60, y + 60), abs=2)
    assert tab.evaluate("scrollY") == 0


def test_a_click_changes_the_panel_and_not_the_camera(still, own):
    tab = still()
    camera, boxes = tab.evaluate(CAMERA), spot(tab, "stress")
    click(tab, "dehydration")
    assert tab.evaluate(HASH) == "#about=Dehydration"
    assert tab.locator("#about-title").inner_text() == "dehydration"
    around = {"insufficient fluid intake", "changed concentration outside the muscle cells"}
    assert lit(tab) == {"dehydration", *around}
    assert (tab.evaluate(CAMERA), spot(tab, "stress")) == (camera, boxes)
    arrow = tab.evaluate(
        """(() => {
             const { stage } = twitchkg.state, { left, top } = stage.box.getBoundingClientRect();
             const line = stage.lines.find(({ link }) =>
               twitchkg.linkName(link).startsWith("Dehydration leadsTo"));
             const [x, y] = twitchkg.middleOf(line);
             const at = stage.network.canvasToDOM({ x, y });
             return [left + at.x, top + at.y];
           })()"""
    )
    tab.mouse.click(*arrow)
    assert tab.locator("#detail-title").inner_text().startswith("dehydration → changed")
    assert "section 1, sentence 10" in tab.locator("#detail").inner_text()
    assert tab.evaluate(CAMERA) == camera
    tab.mouse.click(arrow[0], 120)  # nothing there closes it
    assert tab.locator("#detail").is_hidden()


def test_pointing_lights_the_neighbours_and_says_what_it_is(still):
    tab = still()
    chain = lit(tab)
    tab.mouse.move(*spot(tab, "dehydration"))
    tab.locator("#preview:not([hidden])").wait_for()
    assert "Too little water" in tab.locator("#preview").inner_text()
    assert "insufficient fluid intake" in lit(tab)
    tab.mouse.move(10, 780)
    assert tab.locator("#preview").is_hidden()
    assert lit(tab) == chain


def test_a_double_click_expands_and_the_next_collapses(still):
    tab = still()
    core = drawn(tab)
    tab.mouse.dblclick(*spot(tab, "sciatica"))
    assert "open=Sciatica" in tab.evaluate(HASH)
    more = drawn(tab)
    assert more > core
    tab.mouse.dblclick(*spot(tab, "sciatica"))
    assert drawn(tab) == core
    tab.mouse.dblclick(*spot(tab, "being worked to exhaustion"))
    tab.mouse.dblclick(*spot(tab, "being worked to exhaustion"))
    tab.locator("#canvas").focus()
    tab.keyboard.press("-")
    folded = drawn(tab)
    assert core - folded >= {"muscle overstrain", "overexertion", "strenuous exercise"}
    assert "stress" in folded
    tab.keyboard.press("+")
    assert drawn(tab) >= core


def test_a_dragged_box_stays_and_its_arrows_go_along(still):
    tab = still()
    settled(tab)
    x, y = spot(tab, "anxiety")
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 8, y + 480, steps=8)
    tab.mouse.up()
    stands(tab, "anxiety", (x + 8, y + 480))
    start = tab.evaluate(
        """(() => {
             const { stage } = twitchkg.state, place = twitchkg.placeOf("Anxiety");
             const { x, y, width } = stage.boxOf(place);
             const line = stage.lines.find(({ link }) => twitchkg.links[link].subject === place);
             return [line.curves[0][0][0] - x - width / 2, line.curves[0][0][1] - y];
           })()"""
    )
    assert start == pytest.approx([0, 0], abs=8)
    click(tab, "dehydration")
    stands(tab, "anxiety", (x + 8, y + 480))
    tab.keyboard.press("Control+z")
    tab.keyboard.press("Control+z")
    stands(tab, "anxiety", (x, y))
    tab.keyboard.press("Control+y")
    stands(tab, "anxiety", (x + 8, y + 480))


def test_undo_and_back_bring_back_what_was_seen_with_the_camera(still):
    tab = still()
    tab.mouse.move(*spot(tab, "sciatica"))
    tab.mouse.wheel(0, -400)
    settled(tab)
    camera = tab.evaluate(CAMERA)
    click(tab, "sciatica")
    tab.locator("[data-chip=all]").click()
    settled(tab)
    assert tab.evaluate(CAMERA) != camera
    tab.go_back()
    until(tab, f"{HASH} === '#about=Sciatica'")
    assert tab.evaluate(CAMERA)["scale"] == pytest.approx(camera["scale"])
    assert tab.evaluate(CAMERA)["position"] == pytest.approx(camera["position"])
    tab.keyboard.press("Control+z")
    tab.keyboard.press("Control+z")
    for _ in range(3):
        tab.keyboard.press("Control+z")
    assert tab.locator("#chains-title").inner_text() == "How stress can lead to fasciculation"
    assert tab.locator("#live").inner_text() in ("Undone.", "Nothing to undo.")


def test_the_menu_by_mouse_and_by_key(still):
    tab = still()
    click(tab, "low magnesium", button="right")
    items = tab.locator("#menu [role=menuitem]")
    assert "Chains from here to fasciculation" in items.all_inner_texts()
    assert "Take it out: what is cut?" in items.all_inner_texts()
    assert items.first.evaluate("(e) => e === document.activeElement")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#chains-title").inner_text() == (
        "How low magnesium can lead to fasciculation"
    )
    tab.locator("#canvas").focus()
    tab.keyboard.press("m")
    assert tab.locator("#menu").is_visible()
    tab.keyboard.press("Escape")
    assert tab.locator("#menu").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "canvas"
    click(tab, "diuretic", button="right")
    items.get_by_text("Hide", exact=True).click()
    assert "diuretic" not in drawn(tab)
    assert "gone=Diuretic" in tab.evaluate(HASH)
    click(tab, "nerve hyperexcitability", button="right")
    items.get_by_text("Draw what leads to it").click()
    assert "fasciculation" not in drawn(tab) - lit(tab)
    assert "sink=NerveHyperexcitability" in tab.evaluate(HASH)


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("Chains from anxiety to fasciculation", "How anxiety can lead to fasciculation"),
        ("Compare both on the way to fasciculation", "anxiety and sciatica on the way"),
    ],
)
def test_shift_and_two_clicks_ask_for_chains_or_compare(still, entry, title):
    tab = still()
    second = "fasciculation" if entry.startswith("Chains") else "sciatica"
    tab.keyboard.down("Shift")
    click(tab, "anxiety")
    click(tab, second)
    tab.keyboard.up("Shift")
    tab.locator("#menu").get_by_text(entry).click()
    shown = tab.locator("#chains-title, #compare-title").locator("visible=true").inner_text()
    assert shown.lower().startswith(title.lower())


def test_play_walks_the_chain_and_the_caption_tells_the_step(still):
    tab = still()
    steps = tab.evaluate("twitchkg.state.asked.cards[0].steps")
    caption = tab.locator("#caption")
    assert caption.is_hidden()
    together = lit_links(tab)
    assert set(steps) < set(together)  # all that is told with it, until it is played
    for count in range(1, len(steps) + 1):
        tab.keyboard.press("ArrowRight")
        assert lit_links(tab) == sorted(steps[:count])
        assert f"Step {count} of {len(steps)}" in caption.inner_text()
        now = tab.locator(".card.lit .steps > .now .step").inner_text()
        assert now.split(" can ")[0] in caption.inner_text()
    assert "inferred" in caption.inner_text()
    assert "section" in caption.inner_text()
    assert "spontaneous nerve discharge can lead to" in tab.locator("#live").inner_text()
    tab.keyboard.press("ArrowLeft")
    assert lit_links(tab) == sorted(steps[:-1])
    tab.keyboard.press("Escape")
    assert caption.is_hidden()
    assert lit_links(tab) == together


def test_space_plays_by_itself_and_pauses(still):
    tab = still()
    steps = tab.evaluate("twitchkg.state.asked.cards[0].steps.length")
    tab.locator("[data-play=speed]").click()
    tab.locator("[data-play=speed]").blur()
    tab.keyboard.press(" ")
    assert tab.locator("[data-play=play]").inner_text().strip() == "Pause"
    until(tab, "twitchkg.state.step === 2")
    tab.keyboard.press(" ")
    assert tab.locator("[data-play=play]").inner_text().strip() == "Play"
    tab.keyboard.press(" ")
    until(tab, f"twitchkg.state.step === {steps}")
    until(tab, "!twitchkg.playing()")


def test_three_tabs_to_the_graph_then_arrows_walk_and_tell(still):
    tab = still()
    pressed = 0
    while tab.evaluate("document.activeElement.id") != "canvas":
        tab.keyboard.press("Tab")
        pressed += 1
        assert pressed <= 4
    said = tab.locator("#live")
    assert "stress" in said.inner_text()
    tab.keyboard.press("ArrowRight")
    assert "stress can lead to heightened arousal (stated)" in said.inner_text()
    tab.keyboard.press("e")
    assert tab.locator("#detail-title").inner_text() == "stress → heightened arousal"
    assert tab.evaluate("document.activeElement.id") == "detail-title"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "canvas"
    for words in ("nerve hyperexcitability", "spontaneous nerve discharge", "fasciculation"):
        tab.keyboard.press("ArrowRight")
        assert words in said.inner_text()
    tab.keyboard.press("ArrowRight")
    assert "leads to nothing" in said.inner_text()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Enter")
    assert tab.locator("#about").is_visible()


def test_rows_of_statements_light_their_boxes(still):
    tab = still()
    tab.locator(".tabs [data-tab=table]").click()
    row = tab.locator("#table tr[data-row]", has_text="bladder").first
    row.focus()
    tab.keyboard.press("Enter")
    subject = row.locator("th").inner_text()
    assert subject in lit(tab)
    assert subject in drawn(tab)
    assert "lit" in tab.locator("#marks").inner_text()
    tab.locator("[data-unlight]").click()
    assert "stress" in lit(tab)


def test_the_help_is_one_press_away_and_gives_the_focus_back(still):
    tab = still("#about=Stress")
    tab.locator(".urgent").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "flags-title"
    assert tab.locator("#flags").is_visible()
    assert tab.locator(".top").bounding_box()["y"] == 0
    assert tab.evaluate(HASH) == "#about=Stress"
    tab.keyboard.press("Escape")
    assert tab.locator("#flags").is_hidden()
    assert tab.evaluate("document.activeElement.className") == "urgent"


class TestOnAPhone:
    @pytest.fixture
    def phone(self, chromium, file):
        context = chromium.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
        )
        tab = context.new_page()
        tab.goto(file.as_uri())
        settled(tab)
        yield tab
        context.close()

    def test_the_lit_chain_runs_down_and_all_causes_are_a_tap_away(self, phone):
        assert phone.evaluate("twitchkg.state.stage.drawing.along") == "y"
        assert drawn(phone) == lit(phone)
        assert phone.evaluate(CAMERA)["scale"] * 13 >= 12.9
        phone.locator("[data-chip=only]").tap()
        assert drawn(phone) > lit(phone)
        settled(phone)  # boxes glide to their places
        phone.touchscreen.tap(*spot(phone, "stress"))
        assert phone.locator("#about-title").inner_text() == "stress"

    def test_a_swipe_is_a_step(self, phone):
        box = phone.locator("#chains-title").bounding_box()
        session = phone.context.new_cdp_session(phone)
        y = box["y"] + 10

        def touch(kind, x=None):
            points = [] if x is None else [{"x": x, "y": y}]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        for step, (start, end) in enumerate([(300, 120), (300, 120), (120, 300)]):
            touch("touchStart", start)
            touch("touchMove", (start + end) / 2)
            touch("touchMove", end)
            touch("touchEnd")
            until(phone, f"twitchkg.state.step === {(1, 2, 1)[step]}")
            settled(phone)

    def test_two_fingers_zoom(self, phone):
        session = phone.context.new_cdp_session(phone)
        before = phone.evaluate(CAMERA)["scale"]

        def touch(kind, *xs):
            points = [{"x": x, "y": 260, "id": at} for at, x in enumerate(xs)]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        touch("touchStart", 170, 220)
        for by in range(10, 90, 10):
            touch("touchMove", 170 - by, 220 + by)
        touch("touchEnd")
        until(phone, f"{CAMERA}.scale > {before} * 1.3")

    def test_what_one_taps_is_large_enough(self, phone):
        small = phone.evaluate(
            """[...document.querySelectorAll("button, summary, input, select, .tabs a, .urgent")]
                 .filter((e) => e.checkVisibility({ visibilityProperty: true }))
                 .map((e) => [e.textContent.slice(0, 30), e.getBoundingClientRect()])
                 .filter(([, r]) => r.width && r.height < 43.5).map(([text]) => text)"""
        )
        assert small == []

    def test_no_sideways_scroll_on_the_smallest(self, phone):
        phone.set_viewport_size({"width": 320, "height": 640})
        for tab in ("graph", "table", "page"):
            phone.locator(f".tabs [data-tab={tab}]").first.tap()
            wide = phone.evaluate(
                """["html", "#panel", ".top"].map((name) => document.querySelector(name))
                     .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.id || e.tagName)"""
            )
            assert wide == [], tab


def foreign(kind: str) -> str:
    arrows = {
        "chain": [(i, i + 1) for i in range(300)],
        "hub": [(i, "hub") for i in range(250)],
        "many": [(i, (i * 7 + 3) // 5) for i in range(1, 2000)],
        "circle": [(i, (i + 1) % 7) for i in range(7)],
    }[kind]
    return "\n".join(f"ex:n{a} tk:leadsTo ex:n{b} ." for a, b in arrows)


@pytest.mark.parametrize("kind", ["chain", "hub", "many", "circle"])
def test_somebody_elses_graph_opens_on_something_to_read(kind, tmp_path, page):
    path, made = tmp_path / "graph.ttl", tmp_path / "page.html"
    path.write_text(PREFIXES + foreign(kind), encoding="utf-8")
    made.write_text(render(read_contents(open_store(path))), encoding="utf-8", newline="\n")
    visit = page(made, reduced_motion=True)
    tab = visit.page
    assert 2 <= len(drawn(tab)) <= 70
    assert len(lit_links(tab)) >= 1
    assert tab.evaluate(CAMERA)["scale"] * 13 >= 7
    assert tab.locator(".urgent").count() == 0
    if kind == "hub":
        assert tab.evaluate("[...twitchkg.state.stage.inside.values()]") == [242]
    if kind == "chain":
        rows = tab.evaluate("new Set(twitchkg.state.stage.drawing.boxes.map((b) => b.y)).size")
        assert rows > 3
        tab.locator("#aim-box > summary").click()
        tab.locator("#aim-text").fill("n20")
        tab.keyboard.press("Enter")
        assert "n20" in drawn(tab)
        assert "sink=" in tab.evaluate(HASH)
    if kind != "circle":  # there all is drawn
        tab.locator("[data-chip=all]").click()
    assert len(drawn(tab)) <= 300
    assert visit.complaints == []
