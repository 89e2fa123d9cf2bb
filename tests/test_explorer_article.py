"""The article that a reader brings: checked sentence by sentence, and lit both ways."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from command import ARTICLE
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import until
from test_axe import LOOKS, violations
from test_explorer import PREFIXES, data_of, own

import twitchkg
from twitchkg.explorer import render

__all__ = ["own"]  # a fixture

TEXT = (
    "\U0001f9b5 Legs\n\nTea brings “wakefulness”, often.\u00a0Wakefulness is not ache. Naïve words."
    "\n\nMore\n\nAche is felt in 𝒍egs. Who aches should be seen."
)
SENTENCES = [
    "Tea brings “wakefulness”, often.",
    "Wakefulness is not ache.",
    "Naïve words.",
    "Ache is felt in 𝒍egs.",
    "Who aches should be seen.",
]


def graph_of(text: str, sentences: list[str]) -> str:
    """A graph with a claim on each of these sentences of a text but the third and the last."""
    parts = []
    for number, said in enumerate(sentences):
        start, digest = text.index(said), hashlib.sha256(said.encode()).hexdigest()
        silent = 'tk:noStatement "Says nothing."@en ;' if number == 2 else ""
        parts.append(
            f"ex:s{number} oa:hasSource ex:text ; oa:hasSelector ex:at{number} ; tk:section 1 ; "
            f'tk:sentence {number + 1} ; {silent} tk:sha256 "{digest}" .\n'
            f"ex:at{number} oa:start {start} ; oa:end {start + len(said)} ."
        )
    for number, modality in ((0, "Stated"), (1, "Denied"), (3, "Stated")):
        parts.append(
            f"ex:c{number} a tk:Claim ; rdf:subject ex:Tea{number} ; rdf:predicate tk:leadsTo ; "
            f'rdf:object ex:Ache ; tk:modality tk:{modality} ; tk:condition "in legs" ; '
            f'tk:summary "Claim {number}." ; tk:span ex:s{number} .'
        )
    parts.append(
        "ex:seen a tk:RedFlag ; tk:finding ex:Ache ; tk:urgency ex:soon ; tk:span ex:s4 ; "
        'skos:prefLabel "ache flag"@en . ex:soon a tk:Urgency ; tk:urgencyRank 1 .'
    )
    head = "@prefix oa: <http://www.w3.org/ns/oa#> .\n"
    return PREFIXES + head + "\n".join(parts)


@pytest.fixture(scope="module")
def file(built, tmp_path_factory):
    def made() -> str:
        path = tmp_path_factory.mktemp("article") / "graph.ttl"
        path.write_text(graph_of(TEXT, SENTENCES), encoding="utf-8")
        with twitchkg.open(path) as kg:
            return kg.explorer(sparql=False)

    return built("article", made)


@pytest.fixture
def turtle_page(page, tmp_path):
    """`turtle_page(turtle) -> Visit` opens the page of a graph of one's own."""

    def show(turtle: str):
        source, target = tmp_path / "own.ttl", tmp_path / "own.html"
        source.write_text(turtle, encoding="utf-8")
        with twitchkg.open(source) as kg:
            target.write_text(kg.explorer(sparql=False), encoding="utf-8", newline="\n")
        return page(target)

    return show


@pytest.fixture(scope="module")
def tab(chromium, file):
    page = chromium.new_page()
    page.goto(file.as_uri())
    yield page
    page.close()


def held(tab, data: bytes) -> dict[str, Any]:
    return tab.evaluate(
        "(bytes) => twitchkg.heldAgainst(twitchkg.decoded(new Uint8Array(bytes).buffer))",
        list(data),
    )


def test_the_page_knows_each_sentence_by_its_digest_and_holds_none(own):
    page = render(own)
    spans = data_of(page)["spans"]
    told = {span["iri"]: (span["start"], span["end"], span["sha256"]) for span in spans}
    assert told == {s.iri: (s.start, s.end, s.sha256) for s in own.spans.values()}
    assert len(told) == 34
    flags = {f.iri: f.spans for f in own.red_flags}
    nodes = data_of(page)["nodes"]
    for span in spans:
        assert {nodes[at]["iri"] for at in span.get("flags", [])} == {
            iri for iri, spans in flags.items() if span["iri"] in spans
        }


@pytest.mark.browser
def test_the_very_text_is_matched_whole(tab):
    found = held(tab, TEXT.encode())
    assert (found["matched"], found["moved"], found["changed"]) == ([0, 1, 2, 3, 4], [], [])
    assert not found["wrong"] and found["source"] == "text"
    assert "".join(piece["text"] for piece in found["pieces"]) == TEXT
    said = [piece["text"] for piece in found["pieces"] if piece["spans"]]
    assert said == SENTENCES


ENCODED = {
    "mark": (b"\xef\xbb\xbf" + TEXT.encode()),
    "line ends": TEXT.replace("\n", "\r\n").encode(),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "no heading": TEXT.partition("\n\n")[2].encode(),
    "more before": ("Tea. " * 300 + TEXT).encode(),
}


@pytest.mark.browser
@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_the_same_sentences_in_another_file_are_found(tab, data):
    found = held(tab, data)
    assert found["matched"] == [0, 1, 2, 3, 4]
    assert not found["changed"] and not found["wrong"]


@pytest.mark.browser
def test_a_file_of_an_old_windows_is_read(tab):
    text = TEXT.replace("\U0001f9b5", "x").replace("𝒍", "l")
    found = held(tab, text.encode("windows-1252"))
    assert (found["matched"], found["changed"]) == ([0, 1, 2, 4], [3])


@pytest.mark.browser
@pytest.mark.parametrize("data", [b"", b"Another article.", b"\xff\xfe\x00", bytes(range(256))])
def test_another_text_is_wrong_and_lights_nothing(tab, data):
    found = held(tab, data)
    assert found["wrong"] and found["changed"] == [0, 1, 2, 3, 4]
    assert not any(piece["spans"] for piece in found["pieces"])


@pytest.mark.browser
@settings(max_examples=30)
@given(st.sets(st.integers(0, 4), max_size=4), st.booleans(), st.text(max_size=6))
def test_exactly_what_was_changed_is_told(tab, changed, gone, more):
    text = TEXT
    for at in changed:
        text = text.replace(SENTENCES[at], "" if gone else SENTENCES[at][:-2] + "~" + more + ".")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    found = held(tab, text.encode())
    assert found["changed"] == sorted(changed)
    assert found["matched"] == [at for at in range(5) if at not in changed]
    # Windows' text and a byte-order mark aside, nothing of the file is lost on the way.
    assert "".join(piece["text"] for piece in found["pieces"]) == text


CHOSEN = ".article-body .sentence[aria-expanded=true]"


def bring(tab, text: str, name: str = "article.txt") -> None:
    tab.locator("#more > summary").click()
    with tab.expect_file_chooser() as chooser:
        tab.get_by_role("button", name="Open the article…").click()
    chooser.value.set_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    until(tab, "!document.querySelector('.article-told').textContent.startsWith('Checking')")


@pytest.mark.browser
def test_a_sentence_tells_what_rests_on_it_and_lights_it(file, page):
    visit = page(file)
    tab = visit.page
    bring(tab, TEXT)
    assert "5 sentences of text stand here word for word." in tab.inner_text(".article-told")
    first = tab.locator(".sentence").first
    assert first.inner_text() == SENTENCES[0]
    first.click()
    lit = "[twitchkg.state.guests.map(twitchkg.labelOf), twitchkg.state.guestArrows.length]"
    assert tab.evaluate(lit) == [["Tea0", "Ache"], 1]
    assert re.sub(r"\s+", " ", tab.inner_text(".rests")).startswith(
        "1 statement rests on this sentence: Tea0 leads to Ache"
    )
    assert "when: in legs" in tab.inner_text(".rests")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tab.inner_text(CHOSEN) == SENTENCES[1]
    assert "not: Tea1 leads to Ache" in tab.inner_text(".rests")
    assert tab.evaluate(lit) == [["Tea1", "Ache"], 0]  # a denial is no arrow
    for at, words in (
        (2, "Nothing in the graph rests on this sentence. Says nothing."),
        (4, "Red flags that rest on it: ache flag"),
    ):
        tab.locator(".sentence").nth(at).click()
        assert words in tab.inner_text(".rests")
    assert visit.complaints == [] and visit.outside == []
    tab.get_by_role("button", name="Put it away").click()
    assert tab.locator(".sentence").count() == 0
    assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.browser
def test_a_statement_shows_its_sentence_and_goes_there(file, page):
    visit = page(file.as_uri() + "#about=https://example.org/Tea0")
    tab = visit.page
    assert tab.locator("blockquote").count() == 0
    bring(tab, TEXT)
    tab.locator(".tabs [data-tab=graph]").click()
    said = tab.locator("#about blockquote.said").first
    assert SENTENCES[0] in said.inner_text()
    said.get_by_role("button", name="In the article").click()
    assert tab.inner_text(CHOSEN) == SENTENCES[0]
    assert tab.evaluate("document.activeElement.textContent") == SENTENCES[0]
    tab.get_by_role("button", name="Put it away").click()
    assert tab.locator("blockquote").count() == 0
    assert visit.complaints == [] and visit.outside == []


DROP = """async ([text, name]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, { type: "text/plain" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type,
      { bubbles: true, cancelable: true, dataTransfer: files }));
  }
}"""


@pytest.mark.browser
def test_a_dropped_file_says_which_sentence_is_changed_or_that_it_is_another(file, page):
    tab = page(file).page
    tab.evaluate(DROP, [TEXT.replace("Naïve", "Many naïve"), "mine.txt"])
    told = tab.locator(".article-told")
    told.locator(".warning").wait_for()
    assert "1 sentence is not here word for word" in told.inner_text()
    assert told.locator("li").all_inner_texts() == ["section 1, sentence 3"]
    assert "Many naïve words." in tab.inner_text(".changed")
    tab.evaluate(DROP, ["A letter.", "letter.txt"])
    told.get_by_text("This is not the text").wait_for()
    assert "none of its 5 sentences of text stands in letter.txt" in told.inner_text()
    assert tab.locator(".article-body").count() == 0


@pytest.mark.browser
def test_what_cannot_be_checked_is_told_and_not_read(file, page):
    tab = page(file).page
    told = tab.locator(".article-told")
    tab.evaluate(DROP, ["a" * (4 << 20) + "b", "large.txt"])
    told.get_by_text("large.txt is larger than 4 MB").wait_for()
    tab.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")  # as on http:
    tab.evaluate(DROP, [TEXT, "article.txt"])
    told.get_by_text("Save this page as a file and open that.").wait_for()
    assert tab.locator(".sentence").count() == 0


@pytest.mark.browser
def test_of_several_sources_the_one_that_fits_is_told(turtle_page):
    other = "Coffee wakes. Sleep does not."
    more = graph_of(other, ["Coffee wakes.", "Sleep does not."] * 2 + ["Coffee wakes."])
    for name, others in (("text", "other"), ("s", "o"), ("at", "p"), ("c", "d")):
        more = more.replace(f"ex:{name}", f"ex:{others}")
    tab = turtle_page(graph_of(TEXT, SENTENCES) + more).page
    assert tab.evaluate("twitchkg.data.sources") == ["other", "text"]
    for text, source in ((TEXT, "text"), (other, "other")):
        found = held(tab, text.encode())
        assert (found["source"], found["changed"]) == (source, [])


@pytest.mark.browser
def test_a_graph_without_digests_asks_for_no_article(turtle_page):
    tab = turtle_page(re.sub(r"tk:sha256 \"\w+\"", "", graph_of(TEXT, SENTENCES))).page
    assert tab.evaluate("twitchkg.provable()") is False
    for selector in ("[data-tab=article]", "#article", "[data-open-article]"):
        assert tab.locator(selector).count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_beside_the_article(file, page, look):
    how, rules = LOOKS[look]
    tab = page(file, **how).page
    bring(tab, TEXT.replace("Naïve", "Many naïve"))
    tab.locator(".sentence").first.click()
    assert violations(tab, within=".article", rules=rules) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not in the repository")
def test_the_article_itself_matches_whole(own, built, page):
    tab = page(built("whole", lambda: render(own))).page
    found = held(tab, ARTICLE.read_bytes())
    assert len(found["matched"]) == 34
    assert not (found["moved"] or found["changed"] or found["wrong"])
