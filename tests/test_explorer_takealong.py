"""What a reader takes along: text, Markdown and Mermaid to paste, drawings as whole sheets."""

from __future__ import annotations

import random
import re
from xml.etree import ElementTree

import pytest
from inside import until
from test_explorer import data_of, graph, own, stress
from test_explorer_parity import random_turtle

from twitchkg.chains.find import find_chains
from twitchkg.explorer import render
from twitchkg.export.mermaid import write
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

pytestmark = pytest.mark.browser

LINES = """([html, marked]) => {
  const element = document.createElement("div");
  element.innerHTML = html;
  document.body.append(element);
  const lines = twitchkg.linesOf(element, marked);
  element.remove();
  return lines;
}"""


@pytest.fixture(scope="module")
def file(own, built):
    return built("whole", lambda: render(own))


@pytest.fixture
def tab(at):
    return at().page


# The page words the properties of a graph without our schema; the export leaves their names.
NAMED = "".join(
    f'\ntk:{name} rdfs:label "{name} it" .'
    for name in "leadsTo causes worsens associatedWith lackOf excessOf actsAs neededFor".split()
)
MERMAID = """asked => asked.map(([given, start, end]) => {
  twitchkg.load(given);
  return twitchkg.mermaidOf(twitchkg.findChains(
    { ...twitchkg.data, links: [...twitchkg.links] }, start, end));
})"""


def test_mermaid_is_that_of_explain(tab, own):
    things = [
        *("Stress", "Fasciculation", "LowPotassium", "Magnesium", "KneeTwitching", "PoorSleep"),
        *("StimulantMedication", "MuscleWeakness", "ADHD", "Sciatica"),
    ]
    pairs = [(TK + a, TK + b) for a in things for b in things if a != b]
    expected = [write(own, find_chains(own, *pair)) for pair in pairs]
    found = tab.evaluate(
        """pairs => pairs.map(([start, end]) => twitchkg.mermaidOf(twitchkg.findChains(
             twitchkg.data, twitchkg.placeOf(start), twitchkg.placeOf(end))))""",
        pairs,
    )
    assert found == expected
    assert any("no causal chain" in text for text in found)
    assert {"-->", "-.->", "---", "in one go"} <= set(
        re.findall(r"-+\.?->?|in one go", "".join(found))
    )


def test_mermaid_is_that_of_explain_on_random_graphs(tab, graph):
    chance = random.Random(7)
    asked, expected = [], []
    while len(asked) < 40:
        contents = graph(random_turtle(chance) + NAMED)
        given = data_of(render(contents))
        place = {concept["iri"]: at for at, concept in enumerate(given["nodes"])}
        if len(place) < 2:
            continue
        start, end = chance.sample(sorted(place), 2)
        asked.append([given, place[start], place[end]])
        expected.append(write(contents, find_chains(contents, start, end)))
    assert tab.evaluate(MERMAID, asked) == expected


@pytest.mark.parametrize(
    ("html", "text", "markdown"),
    [
        ("<h3>A</h3><p>b <b>c</b>.</p>", ["", "A", "", "b c."], ["", "### A", "", "b **c**.", ""]),
        ("<ol start=3><li>a<ul><li>b</ul><li>c</ol>", ["3. a", "   - b", "4. c"], None),
        ("a<button>no</button> <i>b</i>", ["a b"], ["a *b*"]),
        ("<span class='unseen'>no</span><svg><text>no</text></svg>a", ["a"], ["a"]),
        ("<details><summary>a</summary><p>b</p></details>", ["a", "b"], ["a", "b", ""]),
        ("a_b*<i>*</i> [x](y) # `z` &lt;i>", ["a_b** [x](y) # `z` <i>"], None),
        ("<table><tr><th>a</th><td>b</td></tr></table>", ["a b"], ["a b"]),
        ("<p hidden>no</p><blockquote>said</blockquote>", ["said"], ["> said"]),
        ("  \n ", [], []),
        (
            "<p>x <span class='tag'>y</span></p><p class='firm'>z</p>",
            ["x (y)", "z"],
            None,
        ),
        (
            "<i class='firm'>stated</i> <i class='when'>if a</i> <i class='where'>s. 1</i>",
            ["stated; if a; s. 1"],
            None,
        ),
    ],
)
def test_elements_in_lines(tab, html, text, markdown):
    assert tab.evaluate(LINES, [html, False]) == text
    if markdown is not None:
        assert tab.evaluate(LINES, [html, True]) == markdown


def test_markdown_of_any_words_shows_these_words(tab):
    markdown = tab.evaluate(LINES, ["a_b* [x](y) # &lt;i> `z` ~~s~~ | t", True])
    assert markdown == [r"a\_b\* \[x\](y) \# \<i\> \`z\` \~\~s\~\~ \| t"]


def copied(at, form: str, fragment: str = "#from=Stress&to=Fasciculation") -> str:
    visit = at(fragment)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name=f"Copy as {form}", exact=True).first.click()
    visit.page.locator("#toast:not([hidden])").wait_for()
    assert visit.complaints == []
    return visit.page.evaluate("navigator.clipboard.readText()")


def test_a_chain_is_copied_with_all_of_its_evidence(at, own):
    text = copied(at, "Text")
    place = 0
    for link in stress(own).chains[0].steps:
        for claim in link.claims:
            assert claim.summary in text
            assert own.modalities[claim.modality].label in text
            assert claim.condition in text
        said = f"{own.label(link.subject)} {own.label(link.predicate)} {own.label(link.object)}"
        assert text.index(said, place) >= place
        place = text.index(said, place)
    assert "Source: " in text and "Not medical advice." in text
    assert "file://" in text.splitlines()[-1]
    assert "Copy" not in text and "\n\n\n" not in text


def test_the_same_in_markdown_and_mermaid(at, own):
    markdown = copied(at, "Markdown")
    assert re.search(r"^## How stress can lead to fasciculation$", markdown, re.M)
    assert "stress *can cause* fasciculation" in markdown
    assert copied(at, "Mermaid") == write(own, stress(own))


def test_the_menu_copies_whatever_is_told(at, own):
    visit = at("#about=Stress")
    tab = visit.page
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    told = {}
    for name in ("Copy as text", "Copy as Markdown", "Copy the chains as Mermaid"):
        tab.locator("#more > summary").click()
        tab.locator("#more").get_by_role("button", name=name).click()
        until(tab, "document.querySelector('#toast').textContent")
        told[name] = (
            tab.inner_text("#toast"),
            tab.evaluate("navigator.clipboard.readText()"),
        )
        tab.evaluate("document.querySelector('#toast').textContent = ''")
    stress = own.concepts[TK + "Stress"]
    assert told["Copy as text"][1].startswith("stress\n")
    assert told["Copy as Markdown"][1].startswith("## stress\n")
    for claim in own.about(stress.iri):
        assert claim.summary in told["Copy as text"][1]
    assert told["Copy the chains as Mermaid"][0].startswith("No chains are told here")
    assert visit.complaints == []


SAVED = """([title]) => {
  const svg = twitchkg.svgElement("svg", { width: 300, height: 100 });
  const sheet = twitchkg.sheetOf(svg, title, new Set([0, 4]));
  return new XMLSerializer().serializeToString(sheet);
}"""


def test_a_saved_drawing_is_a_sheet_with_title_source_and_what_dashes_mean(tab, own):
    text = tab.evaluate(SAVED, ["How <stress> & “sleep” can lead to fasciculation"])
    root = ElementTree.fromstring(text)
    said = " ".join("".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text"))
    assert said.startswith("How <stress> & “sleep” can lead to fasciculation")
    scale = sorted(own.modalities.values(), key=lambda m: -m.rank)
    for modality in (scale[0], scale[4]):
        assert f"{modality.label}: {modality.definition}" in said
    assert f"{scale[1].label}:" not in said
    assert f"Source: {own.label(next(iter(own.spans.values())).source)}" in said
    assert "Not medical advice." in said
    lines = root.findall("{http://www.w3.org/2000/svg}line")
    assert [bool(line.get("stroke-dasharray")) for line in lines] == [False, True]
    room = float(root.get("width") or 0)
    wide = tab.evaluate(
        """(text) => {
          const box = document.createElement("div");
          box.innerHTML = text;
          document.body.append(box);
          const widths = [...box.querySelectorAll("text")].map((each) => {
            const { x, width } = each.getBBox();
            return x + width;
          });
          box.remove();
          return Math.max(...widths);
        }""",
        text,
    )
    assert wide <= room
