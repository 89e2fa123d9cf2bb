"""What a reader can do on the page: the address, what stands around a thing, filters, keeping."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from inside import drawn, lit
from test_axe import GO
from test_explorer import HOSTILE, graph, hostile_graph, own, stress

from twitchkg.chains.find import find_chains
from twitchkg.explorer import render
from twitchkg.saved import bind, load
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(own, built):
    return built("whole", lambda: render(own))


def test_the_address_opens_the_chosen_chain(at, own):
    visit = at("#from=Stress&to=Fasciculation&chain=2")
    tab = visit.page
    assert tab.locator("#chains-title").inner_text() == "How stress can lead to fasciculation"
    assert tab.locator(".card.lit").get_attribute("data-card") == "1"
    route = stress(own).routes[1]
    passed = [route.ways[0][0].subject, *(way[0].object for way in route.ways)]
    passed += [step.object for step in (route.ways[0][-1], *route.after)]
    told = tab.locator(".card.lit .route bdi").all_inner_texts()
    assert told == [own.label(iri) for iri in passed]
    assert "stress → fasciculation" in tab.title()
    assert visit.complaints == []


def test_back_and_forward_walk_what_was_looked_at(at):
    visit = at("#about=Stress")
    tab = visit.page
    tab.locator("#about .list a.thing", has_text="poor sleep").first.click()
    assert tab.locator("#about-title").inner_text() == "poor sleep"
    assert tab.evaluate("location.hash") == "#about=PoorSleep"
    assert tab.evaluate("document.activeElement.id") == "about-title"
    tab.locator("#about a.more").first.click()
    assert "edge=" in tab.evaluate("location.hash")
    assert tab.locator("#detail").is_visible()
    tab.go_back()
    assert tab.locator("#detail").is_hidden()
    tab.go_back()
    assert tab.locator("#about-title").inner_text() == "stress"
    tab.go_forward()
    assert tab.locator("#about-title").inner_text() == "poor sleep"
    assert visit.complaints == []


VAIN = {
    "#about=NoSuchThing": "Nothing called “NoSuchThing”",
    "#from=Stress&to=Nowhere": "Nothing called “Nowhere”",
    "#from=Stress&to=Stress": "two different ends",
    "#from=Stress&to=Fasciculation&chain=99": "no chain 99",
    "#from=Stress&to=Fasciculation&chain=x": "no number",
    "#edge=a+b+c": "No arrow “a b c”",
    "#hideModality=maybe": "“maybe” in the legend",
    "#colour=red": "does not know “colour”",
    "#about=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E": "<img src=x onerror=alert(1)>",
    "#about=%E0%A4%A": "Nothing called",
}


def test_what_the_address_says_in_vain_is_told(at):
    visit = at("#about=NoSuchThing")
    for fragment, words in VAIN.items():
        if fragment != "#about=NoSuchThing":
            visit.page.evaluate(GO, fragment)
        assert words in visit.page.locator("#told").inner_text(), fragment
        assert visit.page.locator("#told img").count() == 0
    assert visit.complaints == []


def test_links_to_places_on_the_page_keep_the_state(at):
    tab = at("#about=Stress").page
    tab.locator(".tabs [data-tab=page]").first.click()
    assert tab.locator("#page").is_visible()
    tab.locator(".urgent").click()
    assert tab.evaluate("location.hash") == "#about=Stress"
    assert tab.locator("#flags").is_visible()


def test_around_a_thing_causes_stand_left_and_effects_right(at, own):
    visit = at("#about=NerveHyperexcitability&only=answer")
    tab = visit.page
    iri = TK + "NerveHyperexcitability"
    places = tab.evaluate(
        "Object.fromEntries(twitchkg.state.stage.drawing.boxes.map((n) =>"
        " [twitchkg.data.concepts[n.concept].iri, n.x]))"
    )
    causes = {link.subject for link in own.incoming[iri]}
    effects = {link.object for link in own.outgoing[iri]}
    assert set(places) == causes | effects | {iri}
    assert all(places[c] < places[iri] for c in causes)
    assert all(places[e] > places[iri] for e in effects - causes)
    text = tab.locator("#about").inner_text()
    assert own.concepts[iri].definition in text
    for name in own.concepts[iri].synonyms:
        assert name in text
    for claim in own.about(iri):
        assert claim.summary in text
        assert claim.condition in text
    before = len(places)
    tab.locator("#about [data-hops='2']").click()
    assert "hops=2" in tab.evaluate("location.hash")
    assert len(drawn(tab)) > before
    assert visit.complaints == []


def test_every_claim_about_every_thing_is_told(functions, own):
    """Also where the thing is only the place or the setting."""
    found = functions.evaluate(
        """twitchkg.data.concepts.map((concept, place) => [concept.iri,
             twitchkg.make("div", null, twitchkg.aboutConcept(place,
               twitchkg.neighbourhood(place, 1), 1)).textContent])"""
    )
    for iri, text in found:
        for claim in own.about(iri):
            assert claim.summary in text, (iri, claim.iri)
            assert claim.condition in text, (iri, claim.iri)


def test_a_hidden_kind_of_arrow_is_said_everywhere(at, own):
    visit = at("#from=StrenuousExercise&to=Fasciculation")
    tab = visit.page
    before = tab.locator(".card").count()
    inferred = tab.evaluate(
        "twitchkg.data.links.filter((l) => twitchkg.data.scale[l.modality]?.label === 'inferred'"
        " && l.rows.every((r) => twitchkg.data.rows[r].modality === l.modality)).length"
    )
    tab.keyboard.press("l")
    tab.locator(".legend input[data-name=inferred]").uncheck()
    assert "hideModality=inferred" in tab.evaluate("location.hash")
    for place in ("#marks", "#chains-hidden"):
        assert f"{inferred} inferred arrows are hidden" in tab.locator(place).inner_text()
    rows = sum(1 for c in own.claims if c.modality == TK + "Inferred")
    assert f"{rows} statements are hidden" in tab.locator("#table-hidden").text_content()
    assert tab.locator("#table tbody tr:not([hidden])").count() == len(own.claims) - rows
    assert 0 < tab.locator(".card").count() < before
    assert "inferred" not in " ".join(tab.locator(".card .firm").all_text_contents())
    tab.keyboard.press("Escape")
    tab.locator("#chains-hidden [data-show-all]").click()
    assert tab.locator(".card").count() == before
    assert tab.locator("#marks").inner_text() == ""
    assert tab.locator(".legend input[data-name=inferred]").is_checked()
    assert visit.complaints == []


def test_no_chain_because_of_the_legend_is_said_as_such(at):
    tab = at("#from=Stress&to=Fasciculation&hideModality=stated").page
    text = tab.locator("#chains").inner_text()
    assert "No causal chain from stress to fasciculation: nothing that is shown leads" in text
    assert "in this graph" not in tab.locator("#answer").inner_text()
    assert tab.locator("#chains-title").inner_text().endswith("No chain is shown")
    assert "With nothing hidden there are 4 chains." in text


def test_no_chain_is_no_claim_of_one_in_heading_and_title(at, own):
    tab = at("#from=Stress&to=SeriousNeurologicalCondition").page
    title = "Does stress lead to serious underlying neurological condition? No chain in this graph"
    assert tab.locator("#chains-title").inner_text() == title
    assert tab.title().startswith(title) and "→" not in tab.title()
    chains = find_chains(own, TK + "Stress", TK + "SeriousNeurologicalCondition")
    assert f"{title}</h2>" in re.sub("</?bdi>", "", render(own, chains))
    tab.evaluate(GO, "#from=Stress&to=Fasciculation")
    assert tab.locator("#chains-title").inner_text() == "How stress can lead to fasciculation"
    assert tab.title().startswith("stress → fasciculation")


def text_of(element) -> str:
    """What is read, without what is only spoken."""
    return element.evaluate(
        """element => {
             const seen = element.cloneNode(true);
             for (const each of seen.querySelectorAll(".unseen")) each.remove();
             return seen.textContent.replace(/\\s+/g, " ").trim();
           }"""
    )


WHY_NOT = {
    "#from=Fasciculation&to=Stress": (
        "No causal chain from fasciculation to stress is in this graph.",
        "not of the body: finding nothing in it does not mean that you are fine.",
        "Only the other way round: stress → fasciculation: Stress contributes to muscle twitching.",
        "In it fasciculation leads to nothing.",
        "In it nothing leads to stress.",
    ),
    "#from=Magnesium&to=Fasciculation": (
        "It is low magnesium, which is a lack of magnesium, that is on a chain: low magnesium → ",
        "What magnesium is for: Magnesium naturally blocks calcium channels. (stated; section 2",
        "In it fasciculation comes directly from: altered nerve function, anxiety,",
    ),
    "#from=LowPotassium&to=Fasciculation": (
        "only associated, no cause is said:",
        "low potassium is a kind of electrolyte deficiency (stated), which can lead to disrupted",
        "In it low potassium leads to: impaired nerve signal transmission.",
    ),
}


@pytest.mark.parametrize("address", WHY_NOT)
def test_no_chain_says_why_not_and_what_is_near(at, address):
    visit = at(address)
    answer = visit.page.locator("#answer")
    text = text_of(answer)
    for words in WHY_NOT[address]:
        assert words in text
    assert visit.complaints == []


def test_what_is_beside_chains_is_told_after_them_and_marked_where_it_is_left_out(at):
    tab = at("#from=Stress&to=Fasciculation").page
    also = tab.locator("#answer .also")
    words = "poor sleep can make worse fasciculation that is there:"
    assert words in also.inner_text()
    assert "how it comes: stress → poor sleep (stated, often)" in text_of(also)
    below = tab.locator(".cards").bounding_box()["y"]
    assert also.bounding_box()["y"] > below
    tab.evaluate(GO, "#from=Stress&to=Fasciculation&without=PoorSleep")
    assert set(also.locator("s").all_inner_texts()) == {"poor sleep"}


def test_a_borrowed_step_says_of_what_it_was_said(at):
    tab = at("#from=Stress&to=Fasciculation").page
    told = [text_of(each) for each in tab.locator(".counts-as").all()]
    assert told[0] == (
        "in chain 4 counts as inferred: the source says it of high stress hormone levels, "
        "which is not on the chain"
    )
    assert told[1].startswith("here counts as inferred: the source says it of benign fasc")


def test_suggestions_by_keyboard_and_by_synonym(at):
    tab = at().page
    tab.locator("#find-text").press_sequentially("fasiculaton")
    options = tab.locator("[role=option]:visible")
    assert "fasciculation" in options.first.inner_text()
    tab.keyboard.press("ArrowDown")
    field = tab.locator("#find-text")
    active = field.get_attribute("aria-activedescendant")
    assert tab.locator(f"#{active}").get_attribute("aria-selected") == "true"
    tab.keyboard.press("Enter")
    assert tab.locator("#about-title").inner_text() == "fasciculation"
    assert field.get_attribute("aria-expanded") == "false"
    for text, name in [("magnesum", "magnesium"), ("pins and needles", "tingling")]:
        assert name in tab.evaluate(
            "(t) => twitchkg.data.concepts[twitchkg.search(t)[0].place].label", text
        )


def test_the_sparql_of_a_view_is_the_saved_question(at):
    tab = at("#about=Stress").page
    asked = tab.locator("#about .asks pre").text_content()
    assert asked == bind(load("ask/about"), {"concept": TK + "Stress"})
    tab.evaluate("location.hash = '#from=LowMagnesium&to=Fasciculation'")
    tab.wait_for_selector("#chains .asks pre", state="attached")
    asked = tab.locator("#chains .asks pre").text_content()
    ends = {"from": TK + "LowMagnesium", "to": TK + "Fasciculation"}
    assert asked == bind(load("ask/steps-between"), ends)


def test_things_of_an_answer_are_lit_and_drawn_where_they_were_not(at):
    tab = at().page
    iris = [f"{TK}Stress", f"{TK}Knee", "urn:none"]
    tab.evaluate("(iris) => twitchkg.lightRows(iris)", iris)
    assert lit(tab) == {"stress", "knee"}
    assert "2 things lit" in tab.locator("#marks").inner_text()
    tab.locator("[data-unlight]").click()
    assert "knee" not in drawn(tab)


def saved(tab, kind: str) -> bytes:
    with tab.expect_download() as waiting:
        tab.locator("#more > summary").click()
        tab.locator(f"[data-save={kind}]").click()
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def test_drawings_are_kept_as_valid_files(at, own):
    visit = at("#from=Stress&to=Fasciculation")
    tab = visit.page
    root = ElementTree.fromstring(saved(tab, "svg"))
    lines = [t.text for t in root.iter("{http://www.w3.org/2000/svg}tspan")]
    assert {"stress", "fasciculation"} <= set(lines)
    words = " ".join(root.itertext())
    for said in ("inferred", "stated", "Source: the article", "Not medical advice"):
        assert said in words
    image = saved(tab, "png")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(image[i : i + 4], "big") for i in (16, 20))
    assert width > 1000
    assert height > 500
    spoken = tab.evaluate("twitchkg.chainText(twitchkg.state.asked.cards[0])")
    for link in stress(own).chains[0].steps:
        assert link.claims[0].summary in spoken
        assert link.claims[0].iri in spoken
    assert visit.complaints == []
    assert visit.outside == []


def test_hostile_labels_stay_text_in_pictures_and_addresses(graph, tmp_path, page):
    path = tmp_path / "page.html"
    path.write_text(render(graph(hostile_graph())), encoding="utf-8", newline="\n")
    visit = page(path)
    tab = visit.page
    tab.evaluate("location.hash = '#about=' + encodeURIComponent('https://example.org/t1')")
    tab.wait_for_selector("#about:not([hidden])")
    text = saved(tab, "svg").decode()
    root = ElementTree.fromstring(text)
    names = {element.tag.split("}")[1] for element in root.iter()}
    assert names <= {"svg", "title", "style", "rect", "path", "line", "text", "tspan", "circle"}
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
    title = next(root.iter("{http://www.w3.org/2000/svg}title")).text or ""
    assert HOSTILE[1] in title
    saved(tab, "png")
    assert visit.complaints == []
    assert visit.outside == []


GEOMETRY = """(drawings) => drawings.flatMap((d) => {
  const bad = [];
  const boxes = d.boxes.map((b) => ({ ...b, w: b.width / 2 - 0.2, h: b.height / 2 - 0.2 }));
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (Math.abs(a.x - b.x) < a.w + b.w && Math.abs(a.y - b.y) < a.h + b.h) {
      bad.push([d.along, "overlap", a.lines, b.lines]);
    }
  }));
  for (const line of d.lines) {
    const points = twitchkg.sampled(line);
    for (const [x, y] of points) for (const b of boxes) {
      if (Math.abs(x - b.x) < b.w && Math.abs(y - b.y) < b.h) {
        bad.push([d.along, "crossed", b.lines, line.link, x, y]);
      }
    }
    const axis = d.along === "x" ? 0 : 1;
    const forward = points[0][axis] < points[points.length - 1][axis];
    if (forward === line.feedback) bad.push([d.along, "backward", line.link]);
  }
  return bad;
})"""
# A stand-in for the font: the page's own measures differ by machine, the promise does not.
WIDTHS = "{ label: (text) => 7 * text.length, reach: () => 6 }"
DRAW = (
    "(links, first) => ['x', 'y'].map((along) => twitchkg.draw(twitchkg.data, {"
    " things: [...new Set([...first, ...links.flatMap((at) =>"
    " [twitchkg.links[at].subject, twitchkg.links[at].object])])], links },"
    f" first, {WIDTHS}, {{ width: 1016, height: 636 }}, along))"
)


def test_chains_of_every_cause_and_symptom_are_drawn_without_a_misreading(functions, own):
    """No arrow through a foreign label, no two labels over each other, all arrows forward."""
    causes = [c.iri for c in own.concepts.values() if own.outgoing.get(c.iri)]
    symptoms = [c.iri for c in own.concepts.values() if TK + "Symptom" in c.types]
    assert len(causes) > 25
    assert len(symptoms) > 10
    drawn, bad = functions.evaluate(
        f"""([causes, symptoms]) => {{
          const check = {GEOMETRY}, draw = {DRAW}, bad = [];
          let drawn = 0;
          for (const cause of causes) for (const symptom of symptoms) {{
            const [from, to] = [cause, symptom].map(twitchkg.placeOf);
            if (from === to) continue;
            const found = twitchkg.findChains(twitchkg.data, from, to);
            if (!found.cards.length) continue;
            drawn += 1;
            const steps = [...new Set(found.cards.flatMap((c) => c.steps))];
            bad.push(...check(draw(steps, [from])).map((each) => [cause, symptom, ...each]));
          }}
          return [drawn, bad];
        }}""",
        [causes, symptoms],
    )
    assert bad == []
    assert drawn > 25


def test_what_stands_around_every_thing_is_drawn_without_a_misreading(functions):
    bad = functions.evaluate(
        f"""() => {{
          const check = {GEOMETRY}, draw = {DRAW};
          return twitchkg.data.concepts.flatMap((_, place) => [1, 2, 3].flatMap((hops) =>
            check(draw(twitchkg.neighbourhood(place, hops).links, [place]))));
        }}"""
    )
    assert bad == []


@pytest.mark.parametrize("show", ["", "&show=elsewhere&show=shortcuts", "&show=flags", "&show=all"])
def test_what_the_chips_bring_in_is_drawn_without_a_misreading(at, show):
    tab = at("#about=Stress" + show).page
    bad = tab.evaluate(f"() => ({GEOMETRY})([twitchkg.state.stage.drawing])")
    assert bad == []
    shown = tab.evaluate("twitchkg.state.stage.drawing.lines.map((line) => line.link)")
    loops = tab.evaluate(
        "twitchkg.state.scene.links.filter((at) =>"
        " twitchkg.links[at].subject !== twitchkg.links[at].object)"
    )
    assert sorted(shown) == sorted(loops)


@pytest.mark.parametrize("viewport", [(390, 844), (820, 1180)])
def test_no_view_scrolls_sideways(at, viewport):
    tab = at(viewport=viewport).page
    for fragment in (
        "#about=Fasciculation&hops=2",
        "#from=LowMagnesium&to=KneeTwitching",
        "#from=Fasciculation&to=Stress",
        "#about=Dehydration&edge=Dehydration+causes+Fasciculation",
    ):
        tab.evaluate(GO, fragment)
        width, room = tab.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert width <= room, fragment
