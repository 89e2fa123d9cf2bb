"""The page in a real browser, from file://: it draws, asks for nothing, and obeys no label."""

from __future__ import annotations

import re

import pytest
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
def test_it_draws_without_network_complaint_or_sideways_scroll(shown, own, viewport, scheme):
    visit = shown(viewport=viewport, color_scheme=scheme)
    tab = visit.page
    assert visit.outside == []
    assert visit.complaints == []
    boxes = "twitchkg.state.canvases.{}.nodes.length"
    assert tab.evaluate(boxes.format("map")) == len(own.concepts)
    concepts = {iri for chain in stress(own).chains for iri in chain.concepts}
    assert tab.evaluate(boxes.format("chain")) == len(concepts)
    width, room = tab.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room


def test_boxes_on_the_canvas_are_as_large_as_laid_out(shown):
    """Else a label may stick out of its box and touch a foreign arrow."""
    wrong = shown().page.evaluate(
        """twitchkg.canvases().flatMap((c) => c.drawing.boxes.map((box) => {
             const { width, height } = c.network.body.nodes[box.concept].shape;
             return [box.lines, width - box.width, height - box.height];
           })).filter(([, w, h]) => Math.abs(w) > 0.1 || Math.abs(h) > 0.1)"""
    )
    assert wrong == []


def test_no_more_than_300_boxes_and_the_page_says_so(graph, tmp_path, page):
    lines = [f"ex:n{i} tk:leadsTo ex:n{i + 1}, ex:n{(i * 7) % 400} ." for i in range(400)]
    claims = graph("\n".join(lines))
    ends = ("https://example.org/n100", "https://example.org/n104")
    path = tmp_path / "page.html"
    path.write_text(render(claims, find_chains(claims, *ends)), encoding="utf-8", newline="\n")
    tab = page(path).page
    drawn = tab.evaluate(
        "twitchkg.state.canvases.map.drawing.boxes.map((b) => twitchkg.concepts[b.concept].label)"
    )
    assert len(drawn) == len(set(drawn)) == 300
    assert {f"n{i}" for i in range(100, 105)} <= set(drawn)
    assert "Only 300 of 401 things are drawn" in tab.locator("#map-note").inner_text()


def test_what_the_legend_hides_leaves_the_map_and_the_rest_closes_up(shown):
    tab = shown().page
    size = """(() => { const { boxes, heads, width } = twitchkg.state.canvases.map.drawing;
      return [boxes.length, heads.length, width]; })()"""
    boxes, heads, width = tab.evaluate(size)
    tab.locator(".legend input[data-name='Red flags']").uncheck()
    fewer, left, narrower = tab.evaluate(size)
    assert fewer < boxes
    assert left == heads - 1
    assert narrower < width
    tab.locator(".legend input[data-name='Red flags']").check()
    assert tab.evaluate(size) == [boxes, heads, width]


def test_the_map_is_laid_out_again_for_other_room(shown):
    tab = shown().page
    along = "twitchkg.state.canvases.map.drawing.along"
    assert tab.evaluate(along) == "x"
    for width in (820, 700):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.wait_for_function(f"{along} === 'y'")
        tab.wait_for_function(
            "(() => { const { drawing, room, scale } = twitchkg.state.canvases.map;"
            " return scale === 1 && Math.abs(room - drawing.width - 24) < 1; })()"
        )
    tab.set_viewport_size({"width": 1400, "height": 900})
    tab.wait_for_function(f"{along} === 'x'")


def test_the_chains_told_first_are_lit_and_a_click_lights_others_or_one_way(shown):
    tab = shown().page
    lit = """((chain) => chain.drawing.lines.map((line) => line.link)
             .filter((link) => chain.state({ link }) === "lit").sort((a, b) => a - b)
           )(twitchkg.state.canvases.chain)"""
    chains = tab.evaluate("twitchkg.data.chains")

    def steps(*numbers: int) -> list[int]:
        return sorted({step for at in numbers for step in chains["cards"][at]["steps"]})

    first, second = (route["chains"] for route in chains["routes"])
    assert len(first) == len(second) == 2
    assert tab.evaluate(lit) == steps(*first)
    tab.locator(".card").nth(1).locator("summary").click()
    assert tab.evaluate(lit) == steps(*second)
    assert tab.locator(".card.lit").count() == 1
    tab.locator(".card").nth(1).get_by_role("button", name="Show this way").last.click()
    assert tab.evaluate(lit) == steps(second[-1])


def test_finding_a_thing_by_keyboard_tells_all_about_it(shown, own):
    visit = shown()
    tab = visit.page
    tab.locator("#find-text").focus()
    tab.keyboard.type("pins and needles")
    tab.keyboard.press("Enter")
    assert tab.locator("#about-title").inner_text() == own.label(TK + "Tingling")
    assert own.concepts[TK + "Tingling"].definition in tab.locator("#about").inner_text()
    assert tab.evaluate("document.activeElement.id") == "about-title"
    tab.locator("#find-text").fill("no such thing")
    tab.keyboard.press("Enter")
    assert "Nothing of that name" in tab.locator("#find-answer").inner_text()
    assert visit.complaints == []


def test_a_click_on_an_arrow_of_the_chain_tells_its_evidence(shown, own):
    tab = shown().page
    link = stress(own).chains[0].steps[0]
    spot = tab.evaluate(
        """() => {
          const { chain } = twitchkg.state.canvases, first = twitchkg.data.chains.cards[0].steps[0];
          const [x, y] = twitchkg.middleOf(chain.drawing.lines.find((line) => line.link === first));
          const at = chain.network.canvasToDOM({ x, y });
          return { x: at.x, y: at.y };
        }"""
    )
    tab.locator("#chain-canvas").click(position=spot)
    tab.wait_for_selector("#detail:not([hidden])")
    text = tab.locator("#detail").inner_text()
    assert link.claims[0].summary in text
    assert link.claims[0].iri in text
    assert own.modality(link.claims[0].modality).definition in text
    assert re.search(r"section \d, sentence \d+, characters \d+–\d+", text)


def test_without_javascript_everything_is_there_to_read(shown, own):
    tab = shown(javascript=False).page
    assert tab.locator("#table tbody tr").count() == len(own.claims)
    assert tab.locator("#table").is_visible()
    assert tab.locator(".rung").count() > 3
    assert tab.locator(".card").count() == len(stress(own).routes)
    assert tab.locator(".card .step").first.is_visible()
    places = [tab.locator(f"#answer {part}").bounding_box()["y"] for part in PARTS]
    assert places == sorted(places)
    assert tab.locator("figure:visible, form:visible, button:visible").count() == 0
    assert "needs JavaScript" in tab.locator("#map").inner_text()


def test_print_opens_every_card(shown):
    tab = shown().page
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator(".card details:not([open])").count() == 0
    assert tab.locator("figure > svg.paper").count() == 2
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("svg.paper").count() == 0
    assert tab.locator(".card details[open]").count() == 1


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


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_canvas_and_page_has_contrast(shown, scheme):
    tab = shown(color_scheme=scheme).page
    colours = tab.evaluate(
        """Object.fromEntries([...document.styleSheets[0].cssRules[0].style]
             .filter((n) => n.startsWith("--"))
             .map((n) => [n.slice(2), getComputedStyle(document.documentElement)
               .getPropertyValue(n).trim()]))"""
    )
    grounds = ("paper", "panel", "lit-fill")
    shapes = ("line", "faint", "arrow", *grounds)  # never text
    for name in colours.keys() - set(shapes):
        on = ("paper",) if name == "dim" else grounds
        for ground in on:
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    assert contrast(colours["arrow"], colours["paper"]) >= 3
    assert contrast(colours["paper"], "#ffffff" if scheme == "light" else "#000000") < 1.3


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
                   + ".asks, .leave, .must-line, [data-from]")) each.remove();
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
        drawing = "twitchkg.state.canvases.chain?.drawing.lines.map((e) => e.link) ?? []"
        steps = {link for chain in answer.chains for link in chain.steps}
        assert len(set(visit.page.evaluate(drawing))) == len(steps)
        assert visit.page.locator(".card.lit").count() == bool(steps)
    assert visit.complaints == []


def test_asking_for_nothing_that_is_there_is_answered(shown):
    visit = shown()
    tab = visit.page
    ask(tab, "fasciculation", "stress")
    assert "No causal chain from fasciculation to stress" in tab.locator("#answer").inner_text()
    assert tab.locator("#chain-canvas").count() == 0
    ask(tab, "nosuchthing", "stress")
    assert "Nothing called “nosuchthing”" in tab.locator("#ask-answer").inner_text()
    ask(tab, "stress", "stress")
    assert "two different" in tab.locator("#ask-answer").inner_text()
    ask(tab, "stress", "fasciculation")
    assert tab.locator(".card").count() > 1
    assert visit.complaints == []
