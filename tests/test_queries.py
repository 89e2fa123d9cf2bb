"""Saved questions: header, catalogue, and values put in so that every engine reads the same."""

import os
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from twitchkg.errors import BadHeader, BadParameter, UnknownQuery, UnreadableSource
from twitchkg.saved import SavedQuery, bind, catalogue, load, names, parse, sparql_term
from twitchkg.store import OxigraphStore
from twitchkg.store.base import select
from twitchkg.store.oxigraph import check_syntax
from twitchkg.store.rdflib import RdflibStore
from twitchkg.vocab import TK, XSD

TEXT = """\
# title: What can cause a symptom
# description: Every cause, near or far,
#   with its weakest step.
# param: symptom | iri tk:Symptom | tk:Fasciculation | the symptom | to explain
# param: word | text | it's | a word
# param: most | number | 10 | how many
PREFIX tk: <https://w3id.org/twitchkg#>
# VALUES ?word { "not this" }
SELECT ?symptom ?word ?most WHERE {
  VALUES ?symptom { tk:Fasciculation }
  VALUES ?word { "it's" }
  VALUES ?most { 10 }
  FILTER("VALUES ?word { }" != 'x')
}
"""


@pytest.fixture(scope="module")
def example() -> SavedQuery:
    return parse(TEXT, "ask/example")


@pytest.fixture(scope="module")
def engines() -> list[OxigraphStore | RdflibStore]:
    return [OxigraphStore.from_files(()), RdflibStore(rdflib.Graph())]


def test_the_header_is_read(example: SavedQuery) -> None:
    assert (example.name, example.folder) == ("ask/example", "ask")
    assert example.title == "What can cause a symptom"
    assert example.description == "Every cause, near or far, with its weakest step."
    assert example.text == TEXT
    symptom, word, most = example.parameters
    assert (symptom.name, symptom.kind, symptom.type_iri) == ("symptom", "iri", TK + "Symptom")
    assert symptom.description == "the symptom | to explain"
    assert symptom.default == NamedNode(TK + "Fasciculation")
    assert (word.kind, word.default, word.type_iri) == ("text", Literal("it's"), None)
    assert most.default == Literal("10", datatype=NamedNode(XSD + "integer"))


HEAD = "# title: t\n# description: d\n"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("ASK {}", "q:1", "title"),
        ("# title: t\nASK {}", "q:1", "description"),
        ("# title: t\n# title: u\n# description: d\nASK {}", "q:2", "second"),
        ("# titel: t\nASK {}", "q:1", "titel"),
        ("# title:\nASK {}", "q:1", "title"),
        (HEAD + "# param: x | iri | tk:A\nASK {}", "q:3", "NAME"),
        (HEAD + "# param: x | int | 1 | d\nASK { VALUES ?x { 1 } }", "q:3", "kind"),
        (HEAD + "# param: x y | text | 1 | d\nASK {}", "q:3", "name"),
        (HEAD + "# param: x | iri | no iri | d\nASK { VALUES ?x { 1 } }", "q:3", "default"),
        (HEAD + "# param: x | number | ten | d\nASK { VALUES ?x { 1 } }", "q:3", "default"),
        (HEAD + "# param: x | iri nope | tk:A | d\nASK { VALUES ?x { 1 } }", "q:3", "class"),
        (HEAD + "# param: x | text tk:A | a | d\nASK { VALUES ?x { 1 } }", "q:3", "class"),
        (
            HEAD + "# param: x | text | a | d\n# param: x | text | a | d\nASK { VALUES ?x { 1 } }",
            "q:4",
            "twice",
        ),
        (HEAD + "# param: x | text | a | d\nASK { }", "q:", "missing"),
        (HEAD + "# param: x | text | a | d\nASK { VALUES ?xy { 1 } }", "q:", "missing"),
        (HEAD + "# param: x | text | a | d\nASK { VALUES (?x) { (1) } }", "q:", "missing"),
        (HEAD + "# param: x | text | a | d\nASK { # VALUES ?x { 1 }\n }", "q:", "missing"),
        (HEAD + "# param: x | text | a | d\nASK { 'VALUES ?x { 1 }' }", "q:", "missing"),
        (
            HEAD + "# param: x | text | a | d\nASK { VALUES ?x { 1 } VALUES ?x { 1 } }",
            "q:",
            "2 times",
        ),
        (
            HEAD + "# param: x | text | a | d\nSELECT (COUNT(*) AS ?n) {} VALUES ?x { 1 }",
            "q:4",
            "inside WHERE",
        ),
    ],
)
def test_a_malformed_header_is_told_with_its_line(text: str, where: str, what: str) -> None:
    with pytest.raises(BadHeader) as caught:
        parse(text, "q")
    assert str(caught.value).startswith(where)
    assert what in str(caught.value)


def test_defaults_stand_in_the_text_itself(
    example: SavedQuery, engines: list[OxigraphStore | RdflibStore]
) -> None:
    assert bind(example, {}) == TEXT
    for engine in engines:
        row = (NamedNode(TK + "Fasciculation"), Literal("it's"), Literal(10))
        assert select(engine, TEXT).rows == [row]


def test_values_replace_the_defaults(
    example: SavedQuery, engines: list[OxigraphStore | RdflibStore]
) -> None:
    text = bind(example, {"symptom": "tk:Cramp", "word": ("a", "b"), "most": "2.5"})
    decimal = Literal("2.5", datatype=NamedNode(XSD + "decimal"))
    for engine in engines:
        assert {tuple(row) for row in select(engine, text)} == {
            (NamedNode(TK + "Cramp"), Literal("a"), decimal),
            (NamedNode(TK + "Cramp"), Literal("b"), decimal),
        }


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_exactly_that_literal(
    example: SavedQuery, engines: list[OxigraphStore | RdflibStore], text: str
) -> None:
    bound = bind(example, {"word": text})
    for engine in engines:
        assert select(engine, bound).column("word") == [Literal(text)]


@given(st.text("\\uU0041\"'\n\t\x00\x01\x85{}?#", max_size=12))
def test_texts_that_look_like_escapes_do_too(
    example: SavedQuery, engines: list[OxigraphStore | RdflibStore], text: str
) -> None:
    bound = bind(example, {"word": text})
    for engine in engines:
        assert select(engine, bound).column("word") == [Literal(text)]
    # rdflib by itself expands code points before it looks for strings
    (row,) = rdflib.Graph().query(bound).bindings
    assert str(row[rdflib.Variable("word")]) == text


@given(st.text(max_size=12))
def test_any_iri_comes_back_or_is_refused(
    example: SavedQuery, engines: list[OxigraphStore | RdflibStore], text: str
) -> None:
    try:
        bound = bind(example, {"symptom": f"<urn:{text}>"})
    except BadParameter:
        return
    for engine in engines:
        assert select(engine, bound).column("symptom") == [NamedNode(f"urn:{text}")]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"nope": "x"}, "there are: symptom, word, most"),
        ({"symptom": "stress"}, "IRI or a CURIE"),
        ({"symptom": "<a> } INSERT"}, "IRI or a CURIE"),
        ({"symptom": Literal("x")}, "IRI or a CURIE"),
        ({"symptom": ()}, "no value"),
        ({"word": NamedNode("urn:a")}, "must be a text"),
        ({"word": "\ud800"}, "surrogate"),
        ({"most": "many"}, "number"),
        ({"most": "1e5"}, "number"),
        ({"most": "٣"}, "number"),
        ({"most": "1."}, "number"),
        ({"most": ""}, "number"),
        ({"most": NamedNode("urn:a")}, "must be a number"),
    ],
)
def test_unfit_values_are_refused(
    example: SavedQuery, values: dict[str, NamedNode | Literal | str], reason: str
) -> None:
    with pytest.raises(BadParameter, match=reason):
        bind(example, values)


def test_a_parameter_without_default_must_be_given() -> None:
    query = parse(HEAD + "# param: x | text | | a word\nASK { VALUES ?x { } }", "q")
    with pytest.raises(BadParameter, match="needs x=…: a word"):
        bind(query, {})
    assert 'VALUES ?x { "a" }' in bind(query, {"x": "a"})
    with pytest.raises(BadParameter, match="takes none"):
        bind(parse(HEAD + "ASK {}", "q"), {"x": "a"})


def test_a_term_that_no_query_can_name() -> None:
    with pytest.raises(BadParameter):
        sparql_term(BlankNode("a"))
    assert sparql_term(Literal('a"', language="en")) == '"a\\""@en'


def test_values_inside_keeps_counts_right(engines: list[OxigraphStore | RdflibStore]) -> None:
    """The trap: a trailing VALUES is joined after grouping, and the count is silently wrong."""
    data = "".join(f"<urn:a{n % 2}> <urn:p> {n} . " for n in range(9))
    graph = rdflib.Graph().parse(data=data, format="turtle")
    query = parse(
        HEAD + "# param: s | iri | <urn:a0> | d\n"
        "SELECT (COUNT(?o) AS ?n) WHERE { VALUES ?s { <urn:a0> } ?s <urn:p> ?o }",
        "q",
    )
    oxigraph = OxigraphStore.from_files(())
    oxigraph.extended(RdflibStore(graph).triples())
    for engine in (oxigraph, RdflibStore(graph)):
        assert select(engine, bind(query, {"s": "<urn:a1>"})).rows == [(Literal(4),)]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ask/causes-of", "ask/definition", "check/causes-of", "check/only"):
        path = tmp_path / (name + ".rq")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# title: {name}\n# description: d\nASK {{}}\n")
    (tmp_path / "ask" / "notes.txt").write_text("no query")
    (tmp_path / "README").write_text("no folder")
    monkeypatch.setattr("twitchkg.saved.listing.queries_dir", lambda: str(tmp_path))
    return tmp_path


def test_the_catalogue_is_sorted(library: Path) -> None:
    assert names() == ["ask/causes-of", "ask/definition", "check/causes-of", "check/only"]
    assert [each.title for each in catalogue()] == names()


def test_load_with_and_without_the_folder(library: Path) -> None:
    assert load("definition").name == load("ask/definition").name == "ask/definition"
    with pytest.raises(UnknownQuery) as caught:
        load("causes-of")
    assert caught.value.suggestions == ("ask/causes-of", "check/causes-of")


@pytest.mark.parametrize("name", ["definiton", "ask/definiton", "defin"])
def test_an_unknown_name_brings_the_nearest(library: Path, name: str) -> None:
    with pytest.raises(UnknownQuery) as caught:
        load(name)
    assert caught.value.suggestions[0] == "ask/definition"


@pytest.mark.parametrize("name", ["", "../ask/only", "ask/", "zzzzzzzz", "ask/../check/only"])
def test_names_are_no_paths(library: Path, name: str) -> None:
    with pytest.raises(UnknownQuery):
        load(name)


def test_a_file_that_is_no_text(library: Path) -> None:
    (library / "ask" / "definition.rq").write_bytes(b"\xff")
    with pytest.raises(UnreadableSource) as caught:
        load("definition")
    assert str(caught.value).isprintable()


def test_every_shipped_query_parses_with_its_defaults_bound() -> None:
    shipped = catalogue()
    assert shipped
    for query in shipped:
        check_syntax(query.text)
        values = {each.name: each.default for each in query.parameters if each.default is not None}
        check_syntax(bind(query, values))
        assert os.path.basename(query.name) == query.name.split("/")[1]
