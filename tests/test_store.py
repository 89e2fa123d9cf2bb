"""The engines: the same answers from both, careful loading, time limits, and the known traps."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from twitchkg.errors import (
    InvalidGraph,
    QueryRefused,
    QuerySyntaxError,
    StoreUnavailable,
    TwitchkgError,
    UnreadableSource,
)
from twitchkg.store import OxigraphStore, open_store
from twitchkg.store.base import Store, select
from twitchkg.store.rdflib import RdflibStore
from twitchkg.store.table import Graph, Table, plain, to_python
from twitchkg.store.terms import from_rdflib, to_rdflib
from twitchkg.vocab import XSD

DATA = """\
@prefix ex: <http://example.org/> .
ex:a ex:to ex:b ; ex:label "a"@en , "eins"@de .
ex:b ex:to ex:c ; ex:label "b" ; ex:n 2 .
ex:c ex:to ex:a ; ex:n 3.5 .
"""
RDF = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIX = "PREFIX ex: <http://example.org/> "


def oxigraph(tmp_path: Path, data: str = DATA) -> Store:
    path = tmp_path / "data.ttl"
    path.write_text(data)
    return open_store(path)


@pytest.fixture(params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "oxigraph":
        opened = oxigraph(tmp_path)
    else:
        opened = open_store(rdflib.Graph().parse(data=DATA, format="turtle"))
    yield opened
    opened.close()


# What every engine promises


@pytest.mark.parametrize(
    ("select_star", "names"),
    [
        ("SELECT * { ?zeta ex:to ?alpha OPTIONAL { ?zeta ex:n ?mid } }", "zeta alpha mid"),
        ("# SELECT ?a\nSELECT DISTINCT * { ?b ex:to $a . ?a ex:to ?b2 }", "b a b2"),
        ("SELECT * { { SELECT ?y ?x { ?x ex:to ?y } } ?y ex:to ?a }", "y x a"),
        ("SELECT ?b ?a { { SELECT * { ?a ex:to ?b } } }", "b a"),
        ("SELECT * { ?s ex:to ?o FILTER(?o != '?z { SELECT * }') }", "s o"),
        ("SELECT (?n * 2 AS ?m) ?a { ?b ex:n ?n . ?b ex:to ?a }", "m a"),
    ],
)
def test_select_all_gives_the_variables_in_the_order_of_the_query(
    store: Store, select_star: str, names: str
) -> None:
    answers = [store.query(PREFIX + select_star), store.answer(PREFIX + select_star)]
    for answer in answers:
        assert isinstance(answer, Table) and list(answer.variables) == names.split()
    first, second = ({frozenset(row.items()) for row in each.to_dicts()} for each in answers)  # type: ignore[union-attr]
    assert first == second


def test_select_ask_construct_describe(store: Store) -> None:
    table = store.query(
        PREFIX + "SELECT ?x ?n { ex:a ex:to+ ?x OPTIONAL { ?x ex:n ?n } } ORDER BY ?x"
    )
    assert isinstance(table, Table)
    assert table.variables == ("x", "n")
    assert [row[0] for row in table] == [NamedNode(f"http://example.org/{x}") for x in "abc"]
    assert table.column("n") == [
        None,
        Literal(2),
        Literal("3.5", datatype=NamedNode(XSD + "decimal")),
    ]
    assert store.query(PREFIX + "ASK { ex:a ex:to ex:b }") is True
    assert store.query(PREFIX + "ASK { ex:b ex:to ex:a }") is False
    graph = store.query(PREFIX + "CONSTRUCT { ?b ex:from ?a } WHERE { ?a ex:to ?b }")
    assert isinstance(graph, Graph)
    assert len(graph) == 3
    described = store.query(PREFIX + "DESCRIBE ex:b")
    assert isinstance(described, Graph)
    assert Triple(*(NamedNode(f"http://example.org/{x}") for x in ("b", "to", "c"))) in described


def test_select_wants_a_table(store: Store) -> None:
    assert len(select(store, "SELECT * { ?s ?p ?o }")) == 8
    with pytest.raises(QueryRefused, match="SELECT is needed"):
        select(store, "ASK {}")


def test_all_triples(store: Store) -> None:
    found = list(store.triples())
    assert len(found) == len(set(found)) == 8


def test_a_closed_store_answers_no_more(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.query("ASK {}")
    with pytest.raises(StoreUnavailable, match="closed"):
        list(store.triples())


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT * {\n ?s ?p ?o \n", 2, 10, "ends too early"),
        ("SELCT * { ?s ?p ?o }", 1, 1, "unexpected 'SELCT'"),
        ("SELECT ?x { ?x a # no\n 'é' } LIMIT ten", 2, 14, "unexpected 'ten'"),
        ("SELECT * WHERE {\n  ?s ?p ) }", 2, 9, "unexpected ')'"),
        ("", 1, 1, "empty"),
        ("SELECT *\n{ no:a ?p ?o }", 2, 3, "prefix no: is not declared"),
        ("SELECT ?s ?s { ?s ?p ?o }", 1, None, "selected twice"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 1, None, "neither grouped nor"),
        ("SELECT * { ?s <rel> ?o }", 1, None, "relative"),
    ],
)
def test_syntax_errors_tell_the_place(
    store: Store, query: str, line: int, column: int | None, words: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query(query)
    assert caught.value.line == line
    assert caught.value.column is not None
    assert column is None or caught.value.column == column
    assert words in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "only read"),
        ("DELETE WHERE { ?s ?p ?o }", "only read"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "nested"),
    ],
)
def test_what_is_refused(store: Store, query: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=reason):
        store.query(query)
    assert len(list(store.triples())) == 8


@given(query=st.text(max_size=40) | st.text("SELECTASK{}?so<>:.'\"\\ ", max_size=40))
def test_any_text_ends_in_an_answer_or_in_our_own_error(query: str) -> None:
    for engine in (OxigraphStore.from_files(()), RdflibStore(rdflib.Graph())):
        try:
            engine.query(query)
        except TwitchkgError as error:
            assert str(error).isprintable()


# Opening and loading


def test_nothing_opens_the_built_in_graph() -> None:
    assert len(list(open_store().triples())) > 100


def test_several_sources_are_laid_over_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("_:x <urn:p> 1 .")
    (tmp_path / "b.nt").write_text('_:x <urn:p> "2" .\n')
    graph = rdflib.Graph().parse(data="<urn:s> <urn:p> 3 .", format="turtle")
    opened = open_store(tmp_path / "a.ttl", str(tmp_path / "b.nt"), graph)
    assert isinstance(opened, OxigraphStore)
    # blank nodes of two files are two things, whatever their names
    assert len({triple.subject for triple in opened.triples()}) == 3
    assert isinstance(open_store(graph), RdflibStore)
    assert isinstance(open_store(graph, graph), OxigraphStore)
    assert len(graph) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.trig", b"<urn:g> { <urn:a> <urn:p> _:b . _:b <urn:p> 1 } <urn:c> <urn:p> 2 ."),
        (
            "a.nq",
            b'<urn:a> <urn:p> _:b <urn:g> .\n_:b <urn:p> "1" <urn:h> .\n<urn:c> <urn:p> <urn:d> .',
        ),
        (
            "a.jsonld",
            b'[{"@id":"urn:g","@graph":[{"@id":"urn:a","urn:p":{"@id":"_:b","urn:p":1}}]},{"@id":"urn:c","urn:p":2}]',
        ),
    ],
)
def test_named_graphs_are_seen_by_plain_queries(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    opened = open_store(path)
    assert (
        opened.query("ASK { <urn:a> <urn:p> ?b . ?b <urn:p> ?one . <urn:c> <urn:p> ?two }") is True
    )
    assert len(list(opened.triples())) == 3
    names = {"a.nq": 2}.get(name, 1)
    found = select(opened, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert len(found) == names and found == opened.query(
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    )
    alone = open_store(path, default_graph=True)
    assert len(select(alone, "SELECT * { ?s ?p ?o }")) == 1 == len(list(alone.triples()))
    assert len(select(alone, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")) == names


def test_what_stands_in_several_graphs_is_one_triple(tmp_path: Path) -> None:
    path = tmp_path / "a.trig"
    path.write_text(
        "<urn:a> <urn:p> 1 . <urn:g> { <urn:a> <urn:p> 1 } <urn:h> { <urn:a> <urn:p> 1 }"
    )
    dataset = rdflib.Dataset()
    dataset.parse(path, format="trig")
    for opened in (open_store(path), open_store(dataset), open_store(path, dataset)):
        assert len(select(opened, "SELECT * { ?s ?p ?o }")) == 1
        assert len(select(opened, "SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 2
        more = opened.extended([Triple(NamedNode("urn:b"), NamedNode("urn:p"), Literal("2"))])
        both = more.beside([Triple(NamedNode("urn:c"), NamedNode("urn:p"), Literal("3"))])
        assert [len(select(each, "SELECT * { ?s ?p ?o }")) for each in (more, both)] == [2, 3]
        assert len(select(both, "SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 2
    strict = open_store(dataset, default_graph=True)
    assert len(select(strict, "SELECT * { ?s ?p ?o }")) == 1


def test_a_dataset_of_rdflib_too() -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data="<urn:g> { <urn:a> <urn:p> 1 } <urn:c> <urn:p> 2 .", format="trig")
    opened = open_store(dataset)
    assert len(select(opened, "SELECT * { ?s ?p ?o }")) == 2
    assert len(list(opened.triples())) == 2
    assert dataset.default_union is False
    assert len(select(opened, "SELECT * { GRAPH <urn:g> { ?s ?p ?o } }")) == 1


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.ttl", b"@prefix a: <b:> .\na:x a:y .\n", 2),
        ("a.ttl", b'<urn:a> <urn:b>\n\n "\xff" .', 3),
        ("a.nt", b"<urn:a> <urn:b> <urn:c> .\n<urn:a> .", 2),
        ("a.nq", b"<urn:a>\n", 2),
        ("a.jsonld", b'{\n"a":', 2),
        ("a.n3", b"\n?x <urn:b> <urn:c> .", None),
        ("a.rdf", b"<rdf:RDF", 1),
        ("a.rdf", b'\n<a:b xmlns:a="urn:a:">\n<a:c>\n</a:d>\n\n</a:b>', 4),
        ("a.owl", b'\n<a:b xmlns:a="urn:a:" xmlns:rdf="' + RDF + b'"\n rdf:about="a b"/>\n\n', 3),
    ],
)
def test_broken_files_are_told_with_file_and_line(
    tmp_path: Path, name: str, data: bytes, line: int | None
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InvalidGraph) as caught:
        open_store(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert str(path) in str(caught.value) and str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("a.ttl", b'<urn:a> <urn:b> "', b'" .'), ("a.nt", b"#", b"\n"), ("a.jsonld", b'["', b'"]')],
)
def test_one_endless_token_is_told_in_one_line(
    tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(before + bytes(17 << 20).replace(b"\0", b"x") + after)
    with pytest.raises(UnreadableSource, match="over 16 MiB"):
        open_store(path)


@pytest.mark.parametrize(
    "data",
    [
        b'{"@context":"http://127.0.0.1:9/","@id":"urn:a","name":"x"}',
        b'{"@context":{"@import":"http://127.0.0.1:9/"}}',
        b'{"@context":{"n":{"@id":"urn:n","@context":"http://127.0.0.1:9/"}},"n":{"@id":"urn:b"}}',
    ],
)
def test_a_context_on_the_web_is_not_fetched(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jsonld"
    path.write_bytes(data)
    with pytest.raises(InvalidGraph, match="nothing is fetched"):
        open_store(path)


def test_relative_iris_are_read_against_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a b.ttl"
    path.write_text("<> <urn:p> <#x> .")
    (triple,) = open_store(path).triples()
    assert triple.subject == NamedNode(path.as_uri())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("https://example.org/sparql", "endpoints"),
        ("HTTP://x", "endpoints"),
        ("file://other/a.ttl", "another machine"),
    ],
)
def test_places_of_later_versions_are_refused_in_a_sentence(source: str, words: str) -> None:
    with pytest.raises(StoreUnavailable, match=words):
        open_store(source)


def test_a_source_of_no_known_kind() -> None:
    with pytest.raises(StoreUnavailable, match="not int"):
        open_store(3)  # type: ignore[arg-type]


# rdflib as an engine


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_reads_nothing_that_is_not_in_the_graph(
    store: Store, tmp_path: Path, clause: str
) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> <urn:c> .")
    query = f"SELECT * {clause} <{secret.as_uri()}> {{ ?s ?p ?o }}"
    named = rdflib.Dataset().parse(data="<urn:g> { <urn:a> <urn:b> <urn:d> }", format="trig")
    for engine in (store, open_store(rdflib.Dataset()), open_store(named)):
        with pytest.raises(QueryRefused, match="FROM"):
            engine.query(query)
    with pytest.raises(QueryRefused, match="FROM"):
        open_store(rdflib.Graph()).answer(query)


TWO_GRAPHS = """@prefix ex: <urn:ex:> .
ex:s ex:p 0 . ex:one { ex:s ex:p 1 . } ex:two { ex:s ex:p 2 . }"""


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("SELECT ?v FROM <urn:ex:one> { ?s ?p ?v }", "1"),
        ("BASE <urn:ex:> SELECT ?v FROM <urn:ex:one> FROM ex:two WHERE { ?s ?p ?v }", "12"),
        ("SELECT ?v FROM NAMED ex:two { GRAPH ?g { ?s ?p ?v } }", "2"),
        ("SELECT ?v FROM NAMED ex:two { ?s ?p ?v }", ""),
        (
            "SELECT ?v FROM ex:one FROM NAMED ex:two { { ?s ?p ?v } UNION { GRAPH ?g {?s ?p ?v}}}",
            "12",
        ),
        ("CONSTRUCT { ?s ?p ?v } FROM ex:one { ?s ?p ?v }", "1"),
    ],
)
def test_from_asks_the_named_graphs_of_the_source(
    tmp_path: Path, query: str, values: str, strict: bool
) -> None:
    path = tmp_path / "two.trig"
    path.write_text(TWO_GRAPHS)
    dataset = rdflib.Dataset().parse(data=TWO_GRAPHS, format="trig")
    for engine in (
        open_store(path, default_graph=strict),
        open_store(dataset, default_graph=strict),
    ):
        answer = engine.query(query)
        assert not isinstance(answer, bool)
        rows: list[tuple[Any, ...]] = list(map(tuple, answer))
        found = [row[-1] for row in rows]
        assert "".join(sorted(term.value for term in found)) == values
        with pytest.raises(QueryRefused, match="ex:three"):
            engine.query("ASK FROM ex:three { ?s ?p ?o }")
    assert len(list(dataset.quads())) == 3  # the user's own is as it was


@pytest.mark.parametrize("pattern", ["GRAPH ?g { ?s ?p ?o }", "graph<urn:g>{}", "GRAPH:g{}"])
def test_graph_is_refused_where_no_graph_has_a_name(store: Store, pattern: str) -> None:
    with pytest.raises(QueryRefused, match="GRAPH"):
        store.query(f"PREFIX : <urn:> SELECT * {{ {pattern} }}")
    assert select(store, "PREFIX graph: <urn:> SELECT * { graph:a ?p 'GRAPH' }").rows == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s !(^<urn:p>) ?o }",
        "SELECT (AVG(DISTINCT ?x) AS ?n) { ?s <urn:none> ?x }",
        "SELECT ?x { VALUES ?x { } }",
        "SELECT (SUM(?x) AS ?n) { VALUES ?x { 'a' <urn:b> 1 } }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_whatever_rdflib_raises_is_ours(query: str) -> None:
    store = open_store(rdflib.Graph().parse(data=DATA, format="turtle"))
    for ask in (store.query, store.answer):
        try:
            ask(query)
        except QueryRefused as error:
            assert str(error).isprintable()


def test_a_path_over_a_long_chain_does_not_overflow_rdflib() -> None:
    data = "".join(f"<urn:n{n}> <urn:to> <urn:n{n + 1}> . " for n in range(1500))
    engine = open_store(rdflib.Graph().parse(data=data, format="turtle"))
    found = select(engine, "SELECT ?x { <urn:n0> <urn:to>+ ?x }")
    assert len(found) == 1500
    assert threading.stack_size() == 0


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("a\tb" AS ?x) {}',
        'SELECT ("\\\\u0041" AS ?x) {}',
        "SELECT ('\\u0022\\u0027\\u005C\\u000A\\U0001F600' AS ?x) {}",
        "SELECT (<urn:\\u00e9> AS ?x) {}",
        "SELECT ('' AS ?x) {}",
        "SELECT (1.50 AS ?x) {}",
        "SELECT (false AS ?x) (0 AS ?y) {}",
        "SELECT ?x { VALUES ?x { 'a'@en UNDEF 1e0 <urn:a> } }",
        "SELECT (SUM(?n) AS ?x) { VALUES ?n { 1 2 } }",
    ],
)
def test_both_engines_read_a_query_alike(query: str) -> None:
    first = select(OxigraphStore.from_files(()), query)
    second = select(RdflibStore(rdflib.Graph()), query)
    assert second.variables == first.variables
    # as Python values, for oxigraph writes 1.50 as 1.5
    assert [[to_python(term) for term in row] for row in second] == [
        [to_python(term) for term in row] for row in first
    ]


def test_functions_that_only_rdflib_has_reach_it() -> None:
    graph = rdflib.Graph().parse(data='<urn:a> <urn:b> "2" .', format="turtle")
    cast = f"SELECT (<{XSD}integer>(?o) AS ?x) {{ ?s ?p ?o }}"
    assert select(open_store(graph), cast).rows == [(Literal(2),)]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@given(
    st.builds(Literal, texts)
    | st.builds(lambda text: Literal(text, language="en-gb"), texts)
    | st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
        texts | st.sampled_from(["001", "1.50", "yes", "1E99", "2026-13-01"]),
        st.sampled_from(["integer", "decimal", "boolean", "date", "double", "string", "anyURI"]),
    )
    | st.sampled_from([NamedNode("urn:é"), BlankNode("b")])
)
def test_terms_go_to_rdflib_and_back_unchanged(term: Literal | NamedNode | BlankNode) -> None:
    assert from_rdflib(to_rdflib(term)) == term


def test_what_is_no_rdf_is_told() -> None:
    for node in (rdflib.URIRef("a b"), rdflib.URIRef("relative"), rdflib.Variable("x")):
        with pytest.raises(InvalidGraph):
            from_rdflib(node)
    assert isinstance(from_rdflib(rdflib.BNode("any name")), BlankNode)
    with pytest.raises(InvalidGraph, match="triples inside"):
        to_rdflib(Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")))


# Traps of the engines, so that a new version that changes one is noticed


def test_oxigraph_rewrites_numbers_on_load_so_codes_are_strings(tmp_path: Path) -> None:
    data = '<urn:a> <urn:n> 1.50 . <urn:a> <urn:code> "001" .'
    found = {plain(triple.object) for triple in oxigraph(tmp_path, data).triples()}
    assert found == {"1.5", "001"}


def test_a_star_path_from_an_absent_term_differs_and_plus_does_not(tmp_path: Path) -> None:
    engines = [oxigraph(tmp_path), open_store(rdflib.Graph().parse(data=DATA, format="turtle"))]
    for engine in engines:
        assert len(select(engine, PREFIX + "SELECT ?x { ex:nope ex:to+ ?x }")) == 0


def test_oxigraph_itself_still_calls_out_so_the_guard_is_needed() -> None:
    with pytest.raises(OSError):
        results = ox.Store().query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        assert isinstance(results, ox.QuerySolutions)
        next(results)


def test_a_huge_decimal_hangs_nothing(tmp_path: Path) -> None:
    graph = rdflib.Graph()
    huge = Literal("1E999999999", datatype=NamedNode(XSD + "decimal"))
    graph.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), to_rdflib(huge)))
    assert select(open_store(graph), "SELECT ?o { ?s ?p ?o }").rows == [(huge,)]
    assert select(open_store(graph), "SELECT ?o { ?s ?p ?o }").to_dicts() == [{"o": "1E999999999"}]
