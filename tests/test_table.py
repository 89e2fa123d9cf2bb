"""What a query gives, in every format: parity with pyoxigraph's own writers, nothing obeyed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from graphs import on_each_engine
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from twitchkg.errors import BadParameter, CannotWrite, MissingExtra
from twitchkg.store import stream
from twitchkg.store.table import (
    FORMATS,
    GRAPH_FORMATS,
    HTML_ROWS,
    Graph,
    Table,
    Term,
    boolean_to_json,
    markdown_cell,
    to_python,
)
from twitchkg.textgrid import cells, visible, wrap
from twitchkg.vocab import TK, XSD

HOSTILE = [
    "</script><script>alert(1)</script>",
    "a|b",
    "`x` *y* [z](javascript:1)",
    "line\nbreak\r\n\ttab",
    "\u202eright to left",
    "\u2028",
    "\x1b[31mred\x1b]0;title\x07",
    "\"quoted\", 'and' \\",
    "筋肉のけいれん",
    "=1+1",
]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(HOSTILE)
iris = st.builds(NamedNode, st.sampled_from([TK + "A", "http://example.org/a#b", "urn:é"]))
blanks = st.builds(BlankNode, st.sampled_from(["a", "b1"]))
numbers = st.builds(
    lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
    st.text("0123456789+-.eE", max_size=6) | st.sampled_from(["true", "false", "1", "INF", "NaN"]),
    st.sampled_from(["integer", "decimal", "double", "float", "boolean", "date", "int"]),
)
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "de"]))
    | numbers
)
terms: st.SearchStrategy[Term] = iris | blanks | literals
rows = st.lists(st.tuples(terms | st.none(), terms | st.none()), max_size=5)


def as_oxigraph(table: Table) -> Callable[[ox.QueryResultsFormat], bytes]:
    """The same rows through pyoxigraph's own serializers."""

    def serialize(format: ox.QueryResultsFormat) -> bytes:
        results = ox.parse_query_results(table.to_json(), ox.QueryResultsFormat.JSON)
        assert isinstance(results, ox.QuerySolutions)
        data = results.serialize(format=format)
        assert data is not None
        return data

    return serialize


@given(rows)
def test_json_says_the_same_terms(found: list[tuple[Term | None, ...]]) -> None:
    table = Table(["a", "b"], found)
    theirs = as_oxigraph(table)(ox.QueryResultsFormat.JSON)
    assert json.loads(table.to_json()) == json.loads(theirs)
    results = ox.parse_query_results(table.to_json(), ox.QueryResultsFormat.JSON)
    assert isinstance(results, ox.QuerySolutions)
    assert [tuple(each) for each in results] == table.rows


@given(rows)
def test_csv_and_tsv_are_those_of_pyoxigraph(found: list[tuple[Term | None, ...]]) -> None:
    table = Table(["a", "b"], found)
    assert table.to_csv().encode() == as_oxigraph(table)(ox.QueryResultsFormat.CSV)
    assert table.to_tsv().encode() == as_oxigraph(table)(ox.QueryResultsFormat.TSV)


@given(rows)
def test_csv_is_read_back_by_pythons_reader(found: list[tuple[Term | None, ...]]) -> None:
    read = list(csv.reader(io.StringIO(Table(["a", "b"], found).to_csv(), newline="")))
    assert read[0] == ["a", "b"]
    assert len(read) == len(found) + 1
    assert all(len(row) == 2 for row in read)


@given(rows)
def test_tsv_has_one_line_a_row_and_reads_back_exactly(
    found: list[tuple[Term | None, ...]],
) -> None:
    text = Table(["a", "b"], found).to_tsv()
    lines = text.split("\n")
    assert len(lines) == len(found) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])
    for line, row in zip(lines[1:], found, strict=False):
        for cell, term in zip(line.split("\t"), row, strict=True):
            if term is None or isinstance(term, BlankNode):
                continue
            (triple,) = ox.parse(f"<urn:s> <urn:p> {cell} .", ox.RdfFormat.TURTLE)
            assert triple.object == term


@given(rows)
def test_markdown_keeps_its_columns_and_no_markup(found: list[tuple[Term | None, ...]]) -> None:
    text = Table(["a", "b"], found).to_markdown()
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) == len(found) + 2
    for line in lines:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
        assert "<" not in line.replace("<br>", "")
    assert "`" not in markdown_cell("`x`").replace("\\`", "")


@given(rows)
def test_the_terminal_gets_nothing_to_obey(found: list[tuple[Term | None, ...]]) -> None:
    text = Table(["a", "b"], found).to_text(40)
    for line in text.removesuffix("\n").split("\n"):
        assert visible(line) == line
        assert cells(line) <= 40


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@given(rows)
def test_html_holds_only_a_table(found: list[tuple[Term | None, ...]]) -> None:
    parser = _Cells()
    parser.feed(Table(["a", "b"], found)._repr_html_())
    assert parser.tags <= {"table", "thead", "tbody", "tr", "th", "td"}


def test_html_shows_the_first_rows_and_says_how_many_more() -> None:
    html = Table(["n"], [(Literal(n),) for n in range(HTML_ROWS + 5)])._repr_html_()
    assert html.count("<tr>") == HTML_ROWS + 1
    assert "5 more rows" in html
    assert "more" not in Table(["n"], [(Literal(1),)])._repr_html_()


def test_a_table_is_a_sequence_of_rows() -> None:
    row = (NamedNode("urn:a"), None)
    table = Table(["a", "b"], [row])
    assert (len(table), list(table), table[0]) == (1, [row], row)
    assert table.column("a") == [NamedNode("urn:a")]
    assert table == Table(["a", "b"], [row])
    assert table != Table(["a", "c"], [row])
    with pytest.raises(BadParameter, match="there are: a, b"):
        table.column("?a")


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("001", "integer", 1),
        ("-3", "int", -3),
        ("x", "integer", "x"),
        ("1" * 5000, "integer", "1" * 5000),
        ("1.50", "decimal", Decimal("1.50")),
        ("1E999999999", "decimal", "1E999999999"),
        ("", "decimal", ""),
        ("1e3", "double", 1000.0),
        ("-INF", "double", float("-inf")),
        ("infinity", "double", "infinity"),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("yes", "boolean", "yes"),
        ("2026-01-01", "date", "2026-01-01"),
        ("1", "string", "1"),
    ],
)
def test_python_values(text: str, datatype: str, value: object) -> None:
    result = to_python(Literal(text, datatype=NamedNode(XSD + datatype)))
    assert result == value
    assert type(result) is type(value)


def test_dicts_hold_python_values() -> None:
    row = (NamedNode(TK + "A"), Literal("x", language="en"), None, BlankNode("b"))
    (result,) = Table("abcd", [row]).to_dicts()
    assert result == {"a": TK + "A", "b": "x", "c": None, "d": "_:b"}


def test_pandas_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingExtra, match="pandas"):
        Table(["a"]).to_pandas()


def test_text_aligns_shortens_and_wraps() -> None:
    table = Table(["cause", "n"], [(NamedNode(TK + "Stress"), Literal(1)), (None, Literal(10))])
    assert table.to_text() == "cause      n\n─────────  ──\ntk:Stress  1\n           10\n"
    assert TK in table.to_text(shorten=False)
    assert Table(["a"]).to_text() == "a\n─\n(no rows)\n"
    assert Table([], [(), ()]).to_text() == "(2 rows without columns)\n"
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]
    assert cells("筋e\u0301") == 3


@given(texts, st.integers(2, 20))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    lines = wrap(visible(text), width)
    assert "".join(lines).replace(" ", "") == visible(text).replace(" ", "")
    assert all(cells(line) <= width for line in lines)


def test_render_knows_its_formats() -> None:
    table = Table(["a"], [(Literal("x"),)])
    assert [table.render(each) for each in FORMATS] == [
        table.to_text(),
        table.to_csv(),
        table.to_tsv(),
        table.to_json(),
        table.to_markdown(),
    ]
    with pytest.raises(BadParameter, match="markdown"):
        table.render("xml")


def test_boolean_json() -> None:
    assert json.loads(boolean_to_json(True)) == {"head": {}, "boolean": True}
    assert json.loads(boolean_to_json(False)) == {"head": {}, "boolean": False}


A = Triple(NamedNode(TK + "A"), NamedNode(TK + "p"), Literal("x", language="en"))
B = Triple(NamedNode("urn:b"), NamedNode(TK + "p"), Literal("1", datatype=NamedNode(XSD + "int")))


def test_a_graph_is_a_set_of_triples_in_order() -> None:
    graph = Graph([B, A, B])
    assert list(graph) == [A, B]
    assert A in graph and len(graph) == 2
    assert Triple(NamedNode("urn:b"), NamedNode("urn:b"), NamedNode("urn:b")) not in graph
    assert graph == Graph([A, B]) and graph != Graph([A])


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_a_graph_is_written_and_read_back_the_same(format: str) -> None:
    text = Graph([A, B]).serialize(format)
    assert text == Graph([B, A]).serialize(format)
    read = ox.parse(text, GRAPH_FORMATS[format])
    assert {Triple(each.subject, each.predicate, each.object) for each in read} == {A, B}


def test_only_prefixes_that_occur_are_declared() -> None:
    text = Graph([A]).serialize()
    assert "@prefix tk:" in text and "@prefix skos:" not in text
    with pytest.raises(BadParameter, match="turtle"):
        Graph([A]).serialize("yaml")


@pytest.mark.parametrize(
    ("predicate", "value"), [("http://example.org/", "x"), ("urn:p1", "x"), (TK + "p", "\x01")]
)
def test_rdf_xml_that_cannot_be_is_refused(predicate: str, value: str) -> None:
    triple = Triple(NamedNode("urn:a"), NamedNode(predicate), Literal(value))
    if predicate == "urn:p1":
        Graph([triple]).serialize("rdf/xml")
        return
    with pytest.raises(CannotWrite, match="Turtle"):
        Graph([triple]).serialize("rdf/xml")


def test_to_rdflib_keeps_terms_as_they_are_spelt() -> None:
    odd = Triple(
        NamedNode("urn:a"), NamedNode("urn:p"), Literal("001", datatype=NamedNode(XSD + "integer"))
    )
    graph = Graph([A, odd]).to_rdflib()
    assert {str(value) for value in graph.objects()} == {"x", "001"}
    assert len(graph) == 2


# While it is found


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 2_500])
def test_rows_are_written_as_the_whole_table_is(format: str, count: int) -> None:
    values = " ".join(f"({n} 'a\\n{n}')" for n in range(count or 1))
    for store in on_each_engine("ex:a ex:b ex:c ."):
        query = f"SELECT ?x ?y ?z {{ VALUES (?x ?y) {{ {values} }} FILTER({count} > 0) }}"
        table = store.answer(query)
        pieces: list[bytes] = []
        assert isinstance(table, Table) and len(table) == count

        def tell(found: stream.Found, write: stream.Write) -> None:
            assert isinstance(found, stream.Rows)
            found.write(format, write)

        store.stream(query, tell, pieces.append)
        assert b"".join(pieces).decode() == table.render(format)


def test_a_long_table_is_as_wide_as_its_first_rows() -> None:
    rows = [(Literal("x"),)] * stream.HELD + [(Literal("long " * 9),)]
    pieces: list[bytes] = []
    stream.Rows(["v"], rows).write("table", pieces.append)
    lines = b"".join(pieces).decode().splitlines()
    assert max(map(len, lines)) == 6 and lines.count("long") == 9


def test_n_triples_are_sorted_unless_they_are_many() -> None:
    def triple(number: int) -> Triple:
        return Triple(NamedNode(f"urn:{number:06}"), NamedNode("urn:p"), Literal("x"))

    for count in (3, stream.HELD, stream.HELD + 1):
        triples = [triple(number) for number in reversed(range(count))]
        pieces: list[bytes] = []
        stream.Triples(triples).write("n-triples", pieces.append)
        lines = b"".join(pieces).decode().splitlines()
        assert sorted(lines) == Graph(triples).serialize("n-triples").splitlines()
        assert (lines == sorted(lines)) is (count <= stream.HELD)
