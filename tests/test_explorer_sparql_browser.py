"""The SPARQL panel in a real browser, from file://: it answers as the Python engine does."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import (
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from test_axe import LOOKS, violations
from test_explorer import HOSTILE, PREFIXES, hostile_graph
from test_explorer_sparql import require_built

import twitchkg
from twitchkg import saved as queries
from twitchkg.errors import QuerySyntaxError
from twitchkg.explorer.labels import plain
from twitchkg.store.table import Graph, Table

pytestmark = pytest.mark.browser

EDITOR = "#sparql-editor .cm-content"


@pytest.fixture(scope="module")
def file(kg, built):
    require_built()
    return built("sparql-stress", lambda: kg.explorer("stress", "fasciculation"))


@pytest.fixture
def opened(file, page):
    """`opened(**options)` opens the page and its panel, ready to answer."""

    def show(path=file, **options):
        visit = page(path, **options)
        visit.page.set_default_timeout(10_000)
        visit.page.locator(".tabs [data-tab=sparql]").click()
        visit.page.wait_for_selector("#sparql-run:not([disabled])")
        return visit

    return show


@pytest.fixture(scope="module")
def shared(file, chromium):
    tab = chromium.new_page(viewport={"width": 1400, "height": 900})
    told = []
    tab.on("pageerror", lambda error: told.append(str(error)))
    tab.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    tab.set_default_timeout(10_000)
    tab.goto(file.as_uri())
    yield tab
    assert told == []
    tab.close()


@pytest.fixture
def tab(shared):
    """The panel in a tab that is kept from test to test, with nothing in it."""
    shared.locator(".tabs [data-tab=sparql]").click()
    write(shared, "")
    shared.wait_for_selector("#sparql-run:not([disabled])")
    return shared


def run(tab) -> None:
    """Press Run and wait for whatever comes of it."""
    tab.locator("#sparql-run").click()
    tab.wait_for_function(
        """() => document.querySelector("#sparql-stop").disabled &&
             document.querySelector("#sparql-result:not([hidden]), #sparql-error:not([hidden])")""",
        timeout=10_000,
    )


def write(tab, text: str) -> None:
    tab.evaluate("text => twitchkg.openSparql(text)", text)


def kept(tab, kind: str) -> str:
    """What the button for this kind of download would save (browsers ration real ones)."""
    tab.evaluate(
        """() => {
          HTMLAnchorElement.prototype.click = () => {};
          URL.createObjectURL = (blob) => { window.kept = blob.text(); return "data:,"; };
        }"""
    )
    tab.locator("#sparql-result").get_by_role("button", name=f"Download as {kind}").click()
    return tab.evaluate("window.kept")


def rows(text: str) -> list[str]:
    return sorted(
        json.dumps(each, sort_keys=True) for each in json.loads(text)["results"]["bindings"]
    )


def same(tab, answer) -> None:
    """What the page gives to keep is what the engine answered."""
    if isinstance(answer, Table):
        assert rows(kept(tab, "JSON")) == rows(answer.to_json())
        page_csv, own_csv = (
            list(csv.reader(io.StringIO(text, newline="")))
            for text in (kept(tab, "CSV"), answer.to_csv())
        )
        assert page_csv[0] == own_csv[0]
        assert sorted(page_csv) == sorted(own_csv)
        page_tsv = parse_query_results(kept(tab, "TSV"), QueryResultsFormat.TSV)
        assert isinstance(page_tsv, QuerySolutions)
        assert tuple(each.value for each in page_tsv.variables) == answer.variables
        assert sorted(map(repr, map(tuple, page_tsv))) == sorted(map(repr, answer.rows))
    elif isinstance(answer, Graph):
        assert set(parse(kept(tab, "Turtle"), RdfFormat.TURTLE, without_named_graphs=True)) == {
            Quad(*triple) for triple in answer.triples
        }
        assert kept(tab, "N-Triples") == "".join(
            sorted(kept_line + "\n" for kept_line in answer.serialize("n-triples").splitlines())
        )
    else:
        assert json.loads(kept(tab, "JSON")) == {"head": {}, "boolean": answer}


def test_nothing_is_unpacked_until_the_panel_is_opened(file, page):
    visit = page(file)
    tab = visit.page
    assert tab.evaluate("typeof twitchkgEditor") == "undefined"
    assert [url for url in visit.requests if not url.startswith("file:")] == []
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.wait_for_timeout(100)
    assert tab.evaluate("typeof twitchkgEditor") == "undefined"


def test_each_tab_holds_its_own_part_alone(file, page):
    tab = page(file).page
    for name in ("graph", "table", "article", "page", "sparql"):
        tab.locator(f".tabs [data-tab={name}]").first.click()
        shown = tab.evaluate(
            "[...document.querySelectorAll('#panel > .tab')]"
            ".filter((each) => each.checkVisibility()).map((each) => each.id)"
        )
        assert shown == [name] if name != "graph" else shown == []


def test_every_saved_query_answers_as_the_engine(opened, kg):
    visit = opened()
    tab = visit.page
    whole = twitchkg.open(background=True)
    for query in queries.catalogue():
        tab.select_option("#sparql-saved", label=query.title)
        assert tab.locator("#sparql-about").inner_text() == query.description
        fields = tab.locator("#sparql-fields input")
        assert fields.count() == len(query.parameters)
        run(tab)
        assert tab.locator("#sparql-error").is_hidden(), query.name
        same(tab, (whole if query.folder == "background" else kg).query(query.text))
    assert visit.complaints == []
    assert visit.outside == []


FILLED = [
    ("ask/causes-of", {"symptom": "Muscle Cramp"}),
    ("ask/steps-between", {"from": "magnesium low", "to": "knee twitching"}),
    ("ask/concepts-of-kind", {"kind": "tk:Medication"}),
    ("ask/about", {"concept": "https://w3id.org/twitchkg#PoorSleep"}),
    ("evidence/by-modality", {"modality": "possible"}),
    ("evidence/of-sentence", {"sentence": "3"}),
    ("ask/search", {"text": "muscle"}),
    ("ask/search", {"text": '\\u0041" } # \\ '}),
]


def test_fields_take_names_and_put_them_into_the_query(tab, kg):
    for name, values in FILLED:
        tab.select_option("#sparql-saved", label=queries.load(name).title)
        for key, value in values.items():
            field = tab.get_by_label(key.replace("_", " "), exact=True)
            field = field.and_(tab.locator("#sparql-fields input"))
            field.fill(value)
            field.press("Tab")
        run(tab)
        same(tab, kg.ask(name, **values))


def test_a_name_that_is_not_there_is_told_at_its_field(opened, kg):
    tab = opened().page
    tab.select_option("#sparql-saved", label=queries.load("ask/causes-of").title)
    field = tab.locator("#sparql-field-0")
    assert field.input_value() == "fasciculation"
    field.fill("no such thing")
    field.press("Tab")
    assert field.get_attribute("aria-invalid") == "true"
    assert "Nothing called “no such thing”" in tab.locator("#sparql-field-0-hint").inner_text()
    tab.locator("#sparql-run").click()
    assert tab.locator("#sparql-result").is_hidden()
    assert tab.evaluate("document.activeElement.id") == "sparql-field-0"
    field.fill("muscle cramp")
    field.press("Tab")
    assert field.get_attribute("aria-invalid") == "false"
    assert (
        f"<{kg.concept('muscle cramp').iri}>"
        in tab.locator("#sparql-editor .cm-content").inner_text()
    )


UNFIT = [
    "SELECT ?a WHERE {\n  ?a tk:leadsTo ?b .\n  FILTR(?a = 1)\n}",
    "SELECT * {\n  ?a ?b",
    "SELEC * { ?a ?b ?c }",
    "SELECT * { ?a nope:b ?c }",
    "SELECT * { 'é😀' ?b ?c . ?d ) }",
    "SELECT ?a (COUNT(?b) AS ?n) { ?a ?b ?c }",
    "SELECT (1 AS ?x) (2 AS ?x) {}",
    "# nothing\n",
    "ASK { ?a ?b ?c } garbage",
    "SELECT * { <relative> ?b ?c }",
]


def test_errors_stand_where_the_engine_of_python_tells_them(tab, kg):
    for text in UNFIT:
        with pytest.raises(QuerySyntaxError) as told:
            kg.query(text)
        write(tab, text)
        run(tab)
        said = tab.locator("#sparql-error").inner_text()
        assert said.startswith(f"Line {told.value.line}, column {told.value.column}: "), text
        marks = tab.locator("#sparql-editor .cm-lintRange-error, .cm-lintPoint-error")
        assert marks.count() >= 1, text
        assert tab.locator("#sparql-result").is_hidden()


REFUSED = [
    ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE is refused"),
    ("SELECT * {?a ?b 1SERVICE<https://example.org/>{?s ?p ?o}}", "SERVICE is refused"),
    ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
    ("SELECT * " + "{" * 101 + "}" * 101, "nested"),
    ("SELECT (1" + "+1" * 2_001 + " AS ?x) {}", "operators"),
]


def test_what_calls_out_changes_or_crashes_is_refused(opened):
    visit = opened()
    for text, why in REFUSED:
        write(visit.page, text)
        run(visit.page)
        assert why in visit.page.locator("#sparql-error").inner_text()
    write(visit.page, "ASK { ?s ?p 'SERVICE' }")
    run(visit.page)
    assert visit.page.locator("#sparql-result").inner_text().startswith("No.")
    assert visit.outside == []


def test_a_query_that_does_not_end_is_stopped_and_the_next_answers(tab):
    write(tab, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert tab.locator("#sparql-stop").is_disabled()
    tab.locator("#sparql-run").click()
    tab.wait_for_timeout(300)
    assert tab.locator("#sparql-said").inner_text() == "Running …"
    tab.locator("#sparql-stop").click()
    assert tab.locator("#sparql-said").inner_text() == "Stopped."
    tab.wait_for_selector("#sparql-run:not([disabled])")
    assert tab.evaluate("document.activeElement.id") == "sparql-run"
    write(tab, "SELECT ?x { VALUES ?x { 7 } }")
    run(tab)
    assert tab.locator("#sparql-result tbody tr").all_inner_texts() == ["7"]


def test_rows_are_sorted_by_number_and_by_label_with_the_unbound_last(tab):
    write(
        tab,
        "SELECT ?n ?thing { VALUES (?n ?thing) { (10 tk:Stress) (9 tk:LowMagnesium)"
        " (UNDEF tk:Anxiety) (-1.5 UNDEF) (1e1 tk:MuscleCramp) } }",
    )
    run(tab)

    def column(at: int) -> list[str]:
        return tab.locator(f"#sparql-result tbody td:nth-child({at}) bdi").all_inner_texts()

    head = tab.locator("#sparql-result thead th").first
    head.locator("button").click()
    assert column(1)[:2] == ["-1.5", "9"]
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(2)[-1] == "anxiety"  # its number is not bound
    head.locator("button").click()
    assert column(1)[-2:] == ["9", "-1.5"]
    assert column(2)[-1] == "anxiety"
    tab.locator("#sparql-result thead button").nth(1).click()
    assert column(2) == sorted(column(2), key=str.casefold)
    assert tab.locator("#sparql-result th[aria-sort]").count() == 1


def test_iris_read_as_labels_and_keep_their_iri(tab, kg):
    write(tab, "SELECT ?x { VALUES ?x { tk:LowMagnesium <urn:other> } }")
    run(tab)
    first, other = tab.locator("#sparql-result tbody td:first-child").all()
    assert first.locator("bdi").inner_text() == kg.concept("tk:LowMagnesium").label
    assert first.locator(".iri").inner_text() == "tk:LowMagnesium"
    assert first.get_attribute("title") == "https://w3id.org/twitchkg#LowMagnesium"
    assert other.locator("bdi").inner_text() == "other"


def test_many_rows_are_shown_in_parts_and_kept_whole(tab, kg):
    text = "SELECT ?s ?p ?o { ?s ?p ?o }"
    write(tab, text)
    run(tab)
    assert tab.locator("#sparql-result tbody tr").count() == 200
    tab.get_by_role("button", name="Show more rows").click()
    assert tab.locator("#sparql-result tbody tr").count() == 1200
    same(tab, kg.query(text))


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_downloads_are_files_named_after_the_question(opened, kind):
    tab = opened().page
    tab.select_option("#sparql-saved", label=queries.load("triage/rungs").title)
    run(tab)
    with tab.expect_download() as download:
        tab.get_by_role("button", name=f"Download as {kind.upper()}").click()
    assert download.value.suggested_filename == f"rungs.{kind}"
    text = download.value.path().read_bytes().decode("utf-8")
    assert text == kept(tab, kind.upper())
    assert "Emergency" in text or "emergency" in text


@pytest.mark.parametrize("text", ["ASK { ?a tk:leadsTo ?b }", "DESCRIBE tk:Stress"])
def test_other_forms_of_query(tab, kg, text):
    write(tab, text)
    run(tab)
    same(tab, kg.query(text))


def test_by_keyboard_alone(tab):
    tab.locator(EDITOR).focus()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("ASK {}")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#sparql-result:not([hidden])")
    assert tab.locator("#sparql-result").inner_text().startswith("Yes.")
    tab.keyboard.press("Tab")  # the editor is no trap
    assert tab.evaluate("document.activeElement.id") == "sparql-run"


@pytest.mark.parametrize("viewport", [(1400, 900), (820, 1180), (390, 844)])
def test_no_sideways_scroll(opened, viewport):
    visit = opened(viewport=viewport)
    tab = visit.page
    for name in ("ask/about", "evidence/of-link", "triage/red-flags"):
        tab.select_option("#sparql-saved", label=queries.load(name).title)
        run(tab)
        width, room = tab.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert width <= room, name
    if viewport[0] < 720:
        inner = "e => e.scrollWidth <= e.clientWidth"
        assert tab.locator(".sq-box").evaluate(inner)
    assert visit.complaints == []


def test_hostile_labels_and_names_do_nothing(opened, tmp_path):
    source, path = tmp_path / "graph.ttl", tmp_path / "page.html"
    source.write_text(PREFIXES + hostile_graph(), encoding="utf-8")
    with twitchkg.open(source) as graph:
        path.write_text(graph.explorer(), encoding="utf-8", newline="\n")
        visit = opened(path)
        tab = visit.page
        dialogs = []
        tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        text = "SELECT ?s ?p ?o { ?s ?p ?o }"
        write(tab, text)
        run(tab)
        same(tab, graph.query(text))
    for label in HOSTILE:
        write(tab, f"SELECT ('x' AS ?x) {{}} # {plain(label)}".replace("\n", " "))
        run(tab)
    assert tab.locator("#sparql img, #sparql b b, #sparql iframe").count() == 0
    assert dialogs == []
    assert visit.complaints == []
    assert visit.outside == []


def test_rows_light_their_boxes(tab):
    lit = "twitchkg.state.guests.map(twitchkg.labelOf)"
    write(tab, "SELECT ?x ?y { VALUES (?x ?y) { (tk:Stress tk:Anxiety) (tk:Stated 1) } }")
    run(tab)
    tab.get_by_role("button", name="Light row 1").click()
    assert tab.evaluate(lit) == ["stress", "anxiety"]
    tab.locator("[data-unlight]").click()
    assert tab.evaluate(lit) == []
    tab.get_by_role("button", name="Light all").click()
    assert tab.evaluate(lit) == ["stress", "anxiety"]
    assert tab.get_by_role("button", name="Light row").count() == 1  # tk:Stated is no thing


TYPED = [
    ("SELECT * { ?x tk:lea", "tk:leadsTo"),
    ("SELECT * { ?x can", "tk:causes"),  # by its label, “can cause”
    ("SELECT * { tk:Poor", "tk:PoorSleep"),
    ("SELECT * { ?x a tk:Sympt", "tk:Symptom"),
    ("SELECT * { ?x a sk", "skos:ConceptScheme"),
    ("SELECT * { ?x rdfs", "rdfs:label"),
    ("SELECT * { ?longName tk:causes ?other . ?lon", "?longName"),
    ("SELECT * { ?x tk:causes ?y } lim", "LIMIT"),
]


def test_the_editor_completes_what_is_in_this_graph(tab):
    option = tab.locator("#sparql-editor li[role=option]").first
    for typed, wanted in TYPED:
        write(tab, "")
        tab.keyboard.insert_text(typed[:-1])
        tab.keyboard.type(typed[-1])
        option.wait_for()
        assert option.locator(".cm-completionLabel").inner_text() == wanted, typed
        tab.wait_for_timeout(100)  # a list that has just come takes no Enter
        tab.keyboard.press("Enter")
        assert tab.locator(EDITOR).inner_text().rstrip("})").endswith(wanted), typed


def test_nothing_is_offered_in_strings_and_comments_and_for_whole_names(tab):
    for typed in ("SELECT * { ?x ?p 'poor", "# poor", "SELECT * { ?x ", "ASK { tk:PoorSleep"):
        write(tab, "")
        tab.keyboard.insert_text(typed[:-1])
        tab.keyboard.type(typed[-1])
        tab.wait_for_timeout(400)
        assert tab.locator("#sparql-editor li[role=option]").count() == 0, typed


DRAWN = [
    (  # the page's own arrows between the things of a row
        "SELECT ?a ?b { VALUES (?a ?b) { (tk:Stress tk:PoorSleep) } }",
        {("stress", "can lead to", "poor sleep")},
    ),
    (  # only those of the property that the row names
        "SELECT * { VALUES (?a ?p ?b) { (tk:Stress tk:causes tk:Fasciculation) } }",
        {("stress", "can cause", "fasciculation")},
    ),
    ("SELECT ?x { VALUES ?x { tk:Stress } }", set()),
    (
        "CONSTRUCT { tk:Stress tk:new <urn:x#Y> . tk:Stress tk:new 'no thing' } {}",
        {("stress", "new", "Y")},
    ),
    ("SELECT (1 AS ?x) {}", None),
    (  # whichever column names what
        "SELECT * { VALUES (?a ?b) { (tk:Fasciculation tk:Stress) } }",
        {("stress", "can cause", "fasciculation")},
    ),
]


def test_rows_of_things_and_constructed_triples_are_drawn(tab):
    act = tab.get_by_role("button", name="Draw", exact=True)
    for text, triples in DRAWN:
        write(tab, text)
        run(tab)
        if triples is None:
            assert act.count() == 0
            continue
        act.click()
        relations, names = (
            tab.evaluate(
                """(which) => [...document.querySelectorAll(`.answer-picture ${which}`)].map(
                     (text) => [...text.children].map((line) => line.textContent).join(" "))""",
                which,
            )
            for which in ("svg > text", "svg > * > text")
        )
        assert sorted(relations) == sorted(relation for _, relation, _ in triples), text
        assert set(names) >= {name for one, _, other in triples for name in (one, other)}, text
        lit = tab.evaluate("twitchkg.state.guests.map(twitchkg.labelOf)")
        assert set(lit) == set(names) - {"Y"}, text
        act.click()
        assert tab.locator(".answer-picture").count() == 0


def test_a_thing_of_a_drawn_answer_opens(tab):
    write(tab, "CONSTRUCT WHERE { tk:Stress tk:leadsTo ?x }")
    run(tab)
    tab.get_by_role("button", name="Draw", exact=True).click()
    tab.locator(".answer-picture a", has_text="poor sleep").click()
    assert tab.evaluate("location.hash") == "#about=PoorSleep"


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation(opened, look):
    how, rules = LOOKS[look]
    tab = opened(**how).page

    def found() -> list[str]:
        return violations(tab, within="#sparql", rules=rules)

    assert found() == [], "open"
    tab.select_option("#sparql-saved", label=queries.load("ask/causes-of").title)
    run(tab)
    assert found() == [], "rows"
    tab.get_by_role("button", name="Draw", exact=True).click()
    assert found() == [], "drawing"
    tab.locator("#sparql-field-0").fill("zzzqqq")
    tab.locator("#sparql-field-0").press("Tab")
    assert found() == [], "field"
    write(tab, "SELEC * {}")
    run(tab)
    assert found() == [], "error"
