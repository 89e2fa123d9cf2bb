"""The tokenizer and the guard: what is refused before parsing, and what must not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from twitchkg import vocab
from twitchkg.errors import QueryRefused
from twitchkg.sparql import (
    COMMENT,
    IRI,
    SIGN,
    STRING,
    VARIABLE,
    WORD,
    graphs_in,
    guard,
    is_update,
    tokens,
    undeclared_prefix,
    widened,
    with_plain_escapes,
)
from twitchkg.store import OxigraphStore
from twitchkg.store.base import select
from twitchkg.store.oxigraph import check_syntax


def test_tokens() -> None:
    text = 'SELECT ?a{ ex:b.c <urn:a> \'x\\\'\' # no\n 12 FILTER(?a<?b&&$c>1) """a"b\n"""@en }'
    found = [(kind, text[start:end]) for kind, start, end in tokens(text)]
    assert found == [
        (WORD, "SELECT"),
        (VARIABLE, "?a"),
        (SIGN, "{"),
        (WORD, "ex:b.c"),
        (IRI, "<urn:a>"),
        (STRING, "'x\\''"),
        (COMMENT, "# no"),
        (WORD, "12"),
        (WORD, "FILTER"),
        (SIGN, "("),
        (VARIABLE, "?a"),
        (IRI, "<?b&&$c>"),  # as the standard's own token rule reads it
        (WORD, "1"),
        (SIGN, ")"),
        (STRING, '"""a"b\n"""'),
        (WORD, "@en"),
        (SIGN, "}"),
    ]


@given(st.text("\"'\\<>{}#?:.@ \nauE1SERVICE", max_size=60))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    at = 0
    for _, start, end in tokens(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * {service<http://example.org/>{?s ?p ?o}}",
        "SELECT * { SERVICE SILENT <http://example.org/> { ?s ?p ?o } }",
        "PREFIX : <http://example.org/> SELECT * {SERVICE:x{?s ?p ?o}}",
        "PREFIX : <http://example.org/> SELECT * {SERVICE :x{?s ?p ?o}}",
        "PREFIX service: <http://example.org/> SELECT * {SERVICE service:x {?s ?p ?o}}",
        "SELECT * {SERVICE?x{?s ?p ?o}}",
        "SELECT * {?a ?b ?c.SERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b 1.SERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b 1SERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b trueSERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b 'x'SERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b 'x'@en.SERVICE<http://example.org/>{?s ?p ?o}}",
        "SELECT * {?a ?b 'x'@en-GB.SERVICE:x{?s ?p ?o}}",
        "SELECT * { # comment\rSERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2) SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '\\\\' SERVICE <http://example.org/> { ?s ?p 'x' } }",
        "SELECT * { ?s ?p '' SERVICE <http://example.org/> { ?s ?p '' } }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        guard(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <x> {' AS ?x) {}",
        'SELECT ("""a" SERVICE <x> {""" AS ?x) {}',
        "SELECT (<urn:SERVICE> AS ?x) {}",
        "SELECT (1 AS ?x) {} # SERVICE <x> {",
        "SELECT ?service { VALUES ?service { 1 } }",
        "PREFIX ex: <urn:> SELECT (ex:SERVICE AS ?x) {}",
        "PREFIX service: <urn:> SELECT (service:a AS ?x) {}",
        "PREFIX service: <urn:> SELECT * { GRAPH service:a { ?s ?p ?o } }",
        "SELECT ('x'@service AS ?x) {}",
    ],
)
def test_the_word_service_elsewhere_is_not_refused(query: str) -> None:
    guard(query)
    check_syntax(query)  # and they are sound queries


@pytest.mark.parametrize(
    ("query", "keyword"),
    [
        ("SELECT * {?a ?b 'x'@en.GRAPH ?g {?s ?p ?o}}", "GRAPH"),
        ("SELECT * {?a ?b 'x'@en.GRAPH:x {?s ?p ?o}}", "GRAPH"),
        ("SELECT * {?a ?b trueGRAPH ?g {?s ?p ?o}}", "GRAPH"),
        ("SELECT * {?a ?b falseGRAPH:x {?s ?p ?o}}", "GRAPH"),
        ("SELECT * FROM <urn:a> {?s ?p ?o}", "FROM"),
        ("PREFIX : <urn:> SELECT * FROM:x {?s ?p ?o}", "FROM"),
        ("PREFIX : <urn:> ASK from:x {?s ?p ?o}", "FROM"),
        ("PREFIX : <urn:> PREFIX from: <urn:> SELECT * FROM:x {?s ?p ?o}", "FROM"),
        ("PREFIX : <urn:> DESCRIBE <urn:a> FROM:x", "FROM"),
    ],
)
def test_other_graphs_are_refused(query: str, keyword: str) -> None:
    with pytest.raises(QueryRefused, match=f"{keyword} is refused"):
        guard(query, named_graphs=False)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX from: <urn:> SELECT * {from:a from:b 'x'@from}",
        "PREFIX from: <urn:> DESCRIBE from:a",
        "PREFIX graph: <urn:> SELECT * {?s graph:b 'x'@graph}",
    ],
)
def test_the_words_of_other_graphs_elsewhere_are_not_refused(query: str) -> None:
    guard(query, named_graphs=False)
    check_syntax(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * " + "{" * 101 + "}" * 101, "nested"),
        ("SELECT (" + "(" * 101 + "1" + ")" * 101 + " AS ?x) {}", "nested"),
        ("SELECT * {?s ?p " + "[?p " * 101 + "1" + "]" * 101 + "}", "nested"),
        ("SELECT * {?s ?p " + "<<(" * 60 + "1" + ")>>" * 60 + "}", "nested"),
        ("SELECT * {" + "{}" * 1_001 + "}", "groups"),
        ("SELECT (1" + "+1" * 2_001 + " AS ?x) {}", "operators"),
        ("SELECT " + "(1 AS ?x)" * 2_001 + "{}", "operators"),
        ("SELECT * {FILTER " + "!" * 2_001 + "true}", "operators"),
        ("#" * 1_000_001, "1 MB"),
        ("ASK {}\0", "NUL"),
        ("ASK {} # \ud800", "surrogate"),
    ],
)
def test_what_would_crash_an_engine_is_refused(query: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=reason):
        guard(query)


def test_large_but_flat_queries_pass() -> None:
    guard("SELECT * {" + "{}" * 999 + "}")
    guard("SELECT * { VALUES ?x {" + " <urn:a>" * 50_000 + " } }")
    guard("ASK { FILTER('" + "{" * 500 + "' = '') }")


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA { <a:b> <a:c> 1 }", True),
        ("PREFIX ex: <urn:> # x\nBASE <urn:>\ndelete where { ?s ?p ?o }", True),
        ("WITH <urn:a> DELETE {} WHERE {}", True),
        ("SELECT * { ?insert ?p 'DELETE' }", False),
        ("PREFIX insert: <urn:> ASK {}", False),
        ("", False),
    ],
)
def test_is_update(text: str, update: bool) -> None:
    assert is_update(text) is update


def test_an_undeclared_prefix_is_found_where_it_stands() -> None:
    error = undeclared_prefix(
        "PREFIX a: <urn:>\nSELECT *\n{ a:b ?p skosx:c , 'b:c' , skos:d , _:d }"
    )
    assert error is not None
    assert (error.line, error.column) == (3, 10)
    assert "prefix skosx: is not declared" in str(error)
    assert undeclared_prefix("PREFIX : <urn:> SELECT * { :a ?p <c:d> , 'x'@en } # e:f") is None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10))
def test_code_points_stand_for_their_characters(text: str) -> None:
    escaped = "".join(f"\\U{ord(each):08X}" for each in text)
    query = with_plain_escapes(f'SELECT ("{escaped}\\\\u0041" AS ?x) {{}}')
    assert "\\U" not in query
    assert select(OxigraphStore.from_files(()), query).rows == [(Literal(text + "\\u0041"),)]


def test_what_is_no_code_point_stays() -> None:
    for query in ('("\\uD800")', '("\\u12")', '("\\U00110000")', '("\\u00zz")', '("\\u+041")'):
        assert with_plain_escapes(query) == query


def test_widening_keeps_the_meaning_and_the_places() -> None:
    query = "SELECT ?x{ # note\n ?x <urn:p>'a b'@en,\"1\"^^<urn:t> FILTER(1.5<=2&&!false) }"
    wide, places = widened(query)
    check_syntax(wide)
    for there, here in places:
        assert wide[there] == query[here]
    assert "a b" in wide and "note" not in wide


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <urn:a> FROM NAMED tk:b { ?s ?p ?o }", ["urn:a", vocab.TK + "b"]),
        ("BASE <http://e.org/x/> ASK FROM <../g> {}", ["http://e.org/g"]),
        ("PREFIX e: <urn:e:> # FROM <urn:no>\nDESCRIBE e:s from e:g", ["urn:e:g"]),
        ("SELECT ('FROM <urn:no>' AS ?x) { ?from tk:from <urn:no> }", []),
    ],
)
def test_the_graphs_that_from_names(query: str, graphs: list[str]) -> None:
    assert list(graphs_in(query).values()) == graphs
