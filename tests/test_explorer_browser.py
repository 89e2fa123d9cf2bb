"""The page in a real browser, from file://: it draws, asks for nothing, and obeys no label."""

from __future__ import annotations

import itertools
import re

import pytest
from inside import drawn, lit, lit_links, until
from test_explorer import HOSTILE, graph, hostile_graph, own, stress

from twitchkg.chains.find import find_chains
from twitchkg.explorer import render
from twitchkg.explorer.labels import plain
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

VIEWPORTS = [(1400, 900), (820, 1180), (390, 844)]


@pytest.fixture
def shown(own, built, page):
    """`shown(**options)` opens the page of stress and fasciculation."""

    def show(**options):
        return page(built("stress", lambda: render(own, stress(own))), **options)

    return show


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_the_first_screen_is_the_graph_with_the_chain_lit(shown, own, viewport, scheme):
    visit = shown(viewport=viewport, color_scheme=scheme)
    tab = visit.page
    assert visit.outside == []
    assert visit.complaints == []
    answer = stress(own)
    told = [answer.chains[at] for at in answer.routes[0].chains]
    assert lit(tab) == {own.label(iri) for chain in told for iri in chain.concepts}
    assert tab.locator(".card.lit").count() == 1
    for box in ("#stage", "#player", "#find-text", ".urgent", ".tabs"):
        inside = tab.locator(box).bounding_box()
        assert inside["y"] + inside["height"] <= viewport[1], box
    stage = tab.locator("#stage").bounding_box()
    share = stage["width"] * stage["height"] / (viewport[0] * viewport[1])
    assert share >= {1400: 0.66, 820: 0.5, 390: 0.55}[viewport[0]]
    width, room, height = tab.evaluate(
        "(({ scrollWidth, clientWidth, scrollHeight }) => [scrollWidth, clientWidth, scrollHeight])"
        "(document.documentElement)"
    )
    assert (width, height) == (room, viewport[1])


def test_the_causal_core_is_drawn_large_enough_to_read(shown, own):
    tab = shown().page
    scale = tab.evaluate("twitchkg.state.stage.network.getScale()")
    assert scale * tab.evaluate("twitchkg.LABEL_SIZE") >= 13
    assert {"stress", "nerve hyperexcitability", "fasciculation"} < drawn(tab)
    kinds = tab.evaluate(
        "twitchkg.state.scene.links.map((at) => twitchkg.links[at].causal).every(Boolean)"
    )
    assert kinds
    tab.locator("[data-chip=only]").click()
    until(tab, "twitchkg.state.scene.only === 'answer'")
    assert (
        tab.evaluate(
            "twitchkg.seeing ?? twitchkg.state.stage.seeing("
            "twitchkg.state.scene.things).scale * twitchkg.LABEL_SIZE"
        )
        >= 15
    )


def test_heads_stand_over_the_columns_wherever_the_camera_is(shown):
    tab = shown().page
    heads = tab.evaluate("twitchkg.state.stage.heads")
    assert [each["text"] for each in heads] == ["Causes", "Body changes", "Twitching"]
    assert all(a["right"] < b["left"] for a, b in itertools.pairwise(heads))
    ink = """([left, right]) => {
      const { stage } = twitchkg.state, canvas = stage.box.querySelector("canvas");
      const at = (x) => stage.network.canvasToDOM({ x, y: 0 }).x * devicePixelRatio;
      const { data } = canvas.getContext("2d").getImageData(at(left), 10 * devicePixelRatio,
        at(right) - at(left), 14 * devicePixelRatio);
      return data.filter((_, each) => each % 4 === 3 && data[each] > 60).length;
    }"""
    for head in heads:
        assert tab.evaluate(ink, [head["left"], head["right"]]) > 50
    tab.evaluate("twitchkg.state.stage.network.moveTo({ position: { x: 60, y: -500 } })")
    first = [heads[0]["left"], heads[0]["right"]]
    tab.wait_for_timeout(50)
    assert tab.evaluate(ink, first) > 50  # and moves along sideways
    assert tab.evaluate(ink, [first[1] + 4, heads[1]["left"] - 4]) == 0
    tab.locator("[data-chip=elsewhere]").click()  # medicines stand among changes
    assert tab.evaluate("twitchkg.state.stage.heads.map((each) => each.text)") == [
        "Causes and body changes",
        "Twitching",
    ]


def test_all_at_once_is_a_flow_and_rows_by_kind(shown):
    tab = shown().page
    tab.locator("[data-chip=all]").click()
    apart = tab.evaluate("twitchkg.state.scene.apart.map(twitchkg.labelOf)")
    assert {"knee", "severe pain", "medical emergency"} <= set(apart)
    assert "stress" not in apart
    assert tab.evaluate("twitchkg.state.stage.drawing.titles.length") >= 5
    whole = tab.evaluate("twitchkg.state.stage.seeing(twitchkg.state.scene.things).scale")
    assert whole >= 0.4  # three screens high before
    box = tab.evaluate("twitchkg.state.scene.apart[0]")
    before = tab.evaluate("twitchkg.state.stage.drawing.boxes.length")
    tab.evaluate("(about) => twitchkg.visit({ about })", box)
    assert tab.evaluate("twitchkg.state.stage.drawing.boxes.length") == before  # all stays as it is
    tab.locator("#canvas").focus()
    tab.keyboard.press("ArrowRight")  # keys go on where no arrow leads
    assert tab.evaluate("twitchkg.state.stage.cursor") != box
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate("twitchkg.state.stage.cursor") == box
    tab.keyboard.press("+")  # its arrows are drawn, too
    until(tab, f"!twitchkg.state.scene.apart.includes({box})")


def test_boxes_on_the_canvas_are_as_large_as_laid_out(shown):
    """Else a label may stick out of its box and touch a foreign arrow."""
    wrong = shown().page.evaluate(
        """twitchkg.state.stage.drawing.boxes.map((box) => {
             const { width, height } = twitchkg.state.stage.network.body.nodes[box.concept].shape;
             return [box.lines, width - box.width, height - box.height];
           }).filter(([, w, h]) => Math.abs(w) > 0.1 || Math.abs(h) > 0.1)"""
    )
    assert wrong == []


def test_arrows_are_vis_networks_own_and_end_in_one_head(shown):
    tab = shown().page
    edges = tab.evaluate("twitchkg.state.stage.edges.get()")
    heads: dict[str, int] = {}
    for edge in edges:
        link = edge["id"].split(":")[0]
        heads[link] = heads.get(link, 0) + edge["arrows"]["to"]["enabled"]
    assert set(heads.values()) == {1}
    assert sorted(map(int, heads)) == sorted(tab.evaluate("twitchkg.state.scene.links"))


def test_dashes_tell_how_firmly_and_nothing_else(shown):
    tab = shown().page
    told = tab.evaluate(
        """[...new Set(twitchkg.state.stage.edges.get().map((edge) => JSON.stringify([edge.dashes,
             twitchkg.scale[twitchkg.state.shown[Number(edge.id.split(":")[0])].modality].dashes])
        ))].map(JSON.parse)"""
    )
    assert len(told) > 2
    assert all((dashes or []) == said for dashes, said in told)
    assert not any(
        tab.evaluate("twitchkg.state.stage.nodes.get().map((n) => n.shapeProperties?.borderDashes)")
    )


def test_chips_bring_in_the_rest_and_take_it_away(shown, own):
    tab = shown().page
    core = drawn(tab)
    for chip in ("elsewhere", "body", "flags", "shortcuts", "all"):
        links = tab.evaluate("twitchkg.state.scene.links.length")
        tab.locator(f"[data-chip={chip}]").click()
        assert f"show={chip}" in tab.evaluate("location.hash")
        assert drawn(tab) > core if chip != "shortcuts" else drawn(tab) == core
        assert tab.evaluate("twitchkg.state.scene.links.length") > links
        if chip == "all":
            assert len(drawn(tab)) == len(own.concepts)
            assert tab.locator("#minimap").is_visible()
        tab.locator(f"[data-chip={chip}]").click()
        assert drawn(tab) == core


def test_what_the_legend_hides_leaves_the_drawing(shown):
    tab = shown().page
    before = drawn(tab)
    tab.keyboard.press("l")
    box = tab.locator(".legend input[data-name='Medications']")
    box.uncheck()
    assert before - drawn(tab) >= {"stimulant medication", "diuretic"}
    assert "hidden by the legend" in tab.locator("#marks").inner_text()
    box.check()
    assert drawn(tab) == before
    tab.keyboard.press("Escape")
    assert tab.locator("#legend[open]").count() == 0


def test_what_no_view_can_tell_is_within_reach_of_each(kg, built, page):
    tab = page(built("triage", lambda: kg.explorer(sparql=False))).page
    limits = tab.locator("#limits")
    for fragment in ("", "#about=Stress", "#compare=Stress&with=Anxiety&to=Fasciculation"):
        tab.evaluate("(to) => { location.hash = to; }", fragment)
        box = limits.locator("summary").bounding_box()
        assert 45 < box["y"] <= 900 - box["height"]
    limits.locator("summary").click()
    told = limits.locator("ul").inner_text()
    assert "does not mean that you are fine" in told
    assert "no figure of that" in told
    limits.get_by_role("link").click()
    assert tab.locator("#silent").is_visible()
    assert limits.is_hidden()
    assert tab.locator("#page .limits-list").inner_text() == told


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_has_every_tab_at_hand(shown, width):
    tab = shown(viewport=(width, 700)).page
    for name in ("table", "article", "page", "graph"):
        each = tab.locator(f".tabs [data-tab={name}]").first
        each.click()
        assert each.bounding_box()["height"] >= 44
        assert tab.evaluate("document.body.dataset.tab") == name
    notice = tab.locator(".notice-short").bounding_box()
    assert notice["x"] + notice["width"] <= width
    assert tab.evaluate("document.documentElement.scrollWidth") == width


def test_another_window_is_another_layout(shown):
    tab = shown().page
    assert tab.evaluate("twitchkg.state.stage.drawing.along") == "x"
    tab.set_viewport_size({"width": 390, "height": 844})
    until(tab, "twitchkg.state.stage.drawing.along === 'y'")
    assert lit(tab) == drawn(tab)
    tab.locator("[data-chip=only]").click()
    assert drawn(tab) > lit(tab)


def test_the_chain_told_first_is_lit_and_a_click_lights_another(shown):
    tab = shown().page
    cards = tab.evaluate("twitchkg.data.chains.cards.map((card) => card.steps)")
    first, second = tab.evaluate("twitchkg.data.chains.routes.map((route) => route.chains)")

    def steps(*numbers: int) -> list[int]:
        return sorted({step for at in numbers for step in cards[at]})

    assert len(first) == len(second) == 2
    assert lit_links(tab) == steps(*first)
    tab.locator(".card").nth(1).locator("summary").click()
    assert lit_links(tab) == steps(min(second))
    assert tab.locator(".card.lit").count() == 1
    tab.locator(".card").nth(1).get_by_role("button", name="Show this way").last.click()
    assert lit_links(tab) == steps(second[-1])
    tab.locator("[data-pick]").nth(first[-1]).click()
    assert lit_links(tab) == steps(first[-1])
    assert tab.locator(".card").first.get_attribute("class") == "card lit"


def test_finding_a_thing_by_keyboard_lights_it_and_tells_all_about_it(shown, own):
    visit = shown()
    tab = visit.page
    tab.keyboard.press("/")
    tab.keyboard.type("dehydration")
    assert "dehydration" in lit(tab)
    tab.locator("#find-text").fill("pins and needles")
    tab.keyboard.press("Enter")
    assert tab.locator("#about-title").inner_text() == own.label(TK + "Tingling")
    assert own.concepts[TK + "Tingling"].definition in tab.locator("#about").inner_text()
    assert tab.evaluate("document.activeElement.id") == "about-title"
    assert own.label(TK + "Tingling") in drawn(tab)  # it is no part of the core
    tab.locator("#find-text").fill("no such thing")
    tab.keyboard.press("Enter")
    assert "Nothing of that name" in tab.locator("#find-answer").inner_text()
    assert visit.complaints == []


def test_without_javascript_everything_is_there_to_read(shown, own):
    tab = shown(javascript=False).page
    assert tab.locator("#table tbody tr").count() == len(own.claims)
    assert tab.locator("#table").is_visible()
    assert tab.locator(".rung").count() > 3
    assert tab.locator(".rung").first.is_visible()
    assert tab.locator(".card").count() == len(stress(own).routes)
    assert tab.locator(".card .step").first.is_visible()
    places = [tab.locator(f"#answer {part}").bounding_box()["y"] for part in PARTS]
    assert places == sorted(places)
    assert tab.locator("canvas:visible, form:visible, button:visible").count() == 0
    assert "needs JavaScript" in tab.locator("#chains").inner_text()


def test_on_paper_the_drawing_comes_first_and_no_more_than_two_pages(shown):
    tab = shown(color_scheme="dark").page
    pages = tab.pdf(format="A4", print_background=False)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pages)) <= 2
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    svg = tab.locator("#main > svg.paper")
    assert svg.is_visible()
    assert svg.bounding_box()["y"] < tab.locator("#chains-title").bounding_box()["y"]
    assert tab.locator("#chains .card.lit .step").first.is_visible()
    assert tab.locator("#stage, #start, .tabs, #table").locator("visible=true").count() == 0
    assert tab.locator("body").evaluate("(b) => getComputedStyle(b).backgroundColor") == (
        "rgb(251, 250, 247)"
    )
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("svg.paper").count() == 0


def test_hostile_labels_do_nothing(graph, tmp_path, page):
    claims = graph(hostile_graph())
    ends = ("https://example.org/t0", "https://example.org/t4")
    path = tmp_path / "page.html"
    html = render(claims, find_chains(claims, *ends), title=HOSTILE[0])
    path.write_text(html, encoding="utf-8", newline="\n")
    visit = page(path)
    tab = visit.page
    dialogs = []
    tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for label in HOSTILE:
        tab.locator("#find-text").fill(plain(label))
        tab.keyboard.press("Enter")
        assert tab.locator("#about").is_visible()
        tab.locator("#about .more").first.click()
        assert tab.locator("#detail").is_visible()
        tab.keyboard.press("Escape")
        assert tab.locator("#detail").is_hidden()
    assert tab.title().endswith(HOSTILE[0])
    assert tab.locator("img, iframe, b b").count() == 0
    assert dialogs == []
    assert visit.complaints == []
    assert visit.outside == []


PARTS = (".direct", ".cards", ".also")


def ask(tab, start: str, end: str) -> None:
    tab.locator("#ask-from").fill(start)
    tab.locator("#ask-to").fill(end)
    tab.keyboard.press("Enter")


ASKED = (
    ("magnesium low", "knee twitch", "LowMagnesium", "KneeTwitching"),
    ("stress", "fasciculation", "Stress", "Fasciculation"),
    ("strenuous exercise", "fasciculation", "StrenuousExercise", "Fasciculation"),
    ("stimulants", "knee twitching", "StimulantMedication", "KneeTwitching"),
    ("low potassium", "fasciculation", "LowPotassium", "Fasciculation"),
    ("magnesium", "fasciculation", "Magnesium", "Fasciculation"),
    ("fasciculation", "stress", "Fasciculation", "Stress"),
)


def test_asking_in_the_page_tells_what_the_page_of_that_question_tells(own, tmp_path, page):
    """What the script makes reads as what Python writes for no script."""
    path, direct = tmp_path / "page.html", tmp_path / "direct.html"
    path.write_text(render(own), encoding="utf-8", newline="\n")
    visit = page(path)

    def words(tab) -> list[str]:
        texts = tab.locator("#answer").evaluate(
            """answer => {
                 for (const each of answer.querySelectorAll("figure, noscript, button, .more, "
                   + ".asks, .leave, .must-line, .card-tools, [data-from]")) each.remove();
                 return [...answer.querySelectorAll("li, p, summary > span, h3")]
                   .filter((e) => !e.querySelector("li, p"))
                   .map((e) => e.textContent.replace(/\\s+/g, " ").replace(/ ?([.:)]) ?/g, "$1"))
                   .map((text) => text.trim()).filter(Boolean);
               }"""
        )
        return [tab.locator("#chains-title").inner_text(), *texts]

    for start, end, *names in ASKED:
        answer = find_chains(own, *(TK + name for name in names))
        direct.write_text(render(own, answer), encoding="utf-8", newline="\n")
        ask(visit.page, start, end)
        told = words(visit.page)
        assert told == words(page(direct, javascript=False).page)
        assert len(told) > 5
        ends = [chains[0].subject if chains else None for chains in answer[5:7]]
        assert all(own.label(iri) in told[0] for iri in ends if iri)
        steps = {link for chain in answer.chains for link in chain.steps}
        needed = visit.page.evaluate("twitchkg.state.asked.cards.flatMap((card) => card.steps)")
        assert len(set(needed)) == len(steps)
        assert set(needed) <= set(visit.page.evaluate("twitchkg.state.scene.links"))
        assert visit.page.locator(".card.lit").count() == bool(steps)
    assert visit.complaints == []


def test_asking_for_nothing_that_is_there_is_answered(shown):
    visit = shown()
    tab = visit.page
    ask(tab, "fasciculation", "stress")
    assert "No causal chain from fasciculation to stress" in tab.locator("#answer").inner_text()
    assert lit(tab) == set()
    assert tab.locator("#player").is_hidden()
    ask(tab, "nosuchthing", "stress")
    assert "Nothing called “nosuchthing”" in tab.locator("#ask-answer").inner_text()
    ask(tab, "stress", "stress")
    assert "two different" in tab.locator("#ask-answer").inner_text()
    ask(tab, "stress", "fasciculation")
    assert tab.locator(".card").count() > 1
    assert visit.complaints == []
