"""The graph in other programs' formats: it comes back as it went, whatever the labels hold."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib
from command import environment, ok, run
from pyoxigraph import Literal, parse_query_results
from pyoxigraph import QueryResultsFormat as Results
from rdflib.compare import isomorphic
from test_diagrams import HOSTILE

import twitchkg
from twitchkg.export import ChainFormat, format_of, formats
from twitchkg.export.networks import to_networkx
from twitchkg.vocab import TK

RDF = {"turtle": "turtle", "n-triples": "nt", "json-ld": "json-ld", "rdf/xml": "xml"}
NETWORKS = ("gexf", "graphml", "node-link")
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ring of concepts with hostile labels, with a claim on each link."""
    path = tmp_path_factory.mktemp("export") / "hostile.nt"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    lines = []
    for number, label in enumerate(HOSTILE):
        this, following = f"<urn:x:c{number}>", f"<urn:x:c{(number + 1) % len(HOSTILE)}>"
        claim, text = f"<urn:x:claim{number}>", Literal(label, language="en")
        lines += [
            f"{this} <{rdf}type> <{TK}Cause> .",
            f"{this} <{SKOS}prefLabel> {text} .",
            f"{this} <{SKOS}definition> {text} .",
            f"{this} <{TK}leadsTo> {following} .",
            f"{claim} <{rdf}type> <{TK}Claim> .",
            f"{claim} <{rdf}subject> {this} .",
            f"{claim} <{rdf}predicate> <{TK}leadsTo> .",
            f"{claim} <{rdf}object> {following} .",
            f"{claim} <{TK}modality> <{TK}Possible> .",
            f"{claim} <{TK}summary> {text} .",
            f"{claim} <{TK}condition> {text} .",
        ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def written(kg: twitchkg.KnowledgeGraph, name: str) -> str:
    format = formats()[name]
    assert not isinstance(format, ChainFormat)
    return format.write(kg)


def test_every_format_of_the_registry_is_written_and_told_in_the_help(
    kg: twitchkg.KnowledgeGraph, tmp_path: Path
) -> None:
    assert {*RDF, *NETWORKS, "sssom", "mermaid", "dot"} == set(formats())
    told = run("export", "--help").out
    for name, format in formats().items():
        ends = ("--from", "stress", "--to", "fasciculation")
        words = ends if isinstance(format, ChainFormat) else ()
        out = ok("export", "--format", name, *words)
        assert out and name in told
        file = tmp_path / f"a{format.extension}"
        assert format_of(str(file)) == format
        assert run("export", "-o", file, *words).code == 0
        assert file.read_text("utf-8") == out


def xml_text(text: str) -> str:
    """What XML 1.0 can hold of a text."""
    return "".join("\ufffd" if c < " " and c not in "\t\n\r" else c for c in text)


# ------------------------------------------------------------------------------ RDF


@pytest.mark.parametrize("format", RDF)
def test_the_graph_comes_back_from_every_rdf_format(
    format: str, kg: twitchkg.KnowledgeGraph
) -> None:
    again = rdflib.Graph().parse(data=ok("export", "--format", format), format=RDF[format])
    # The built-in graph has no blank nodes: equal sets of triples are isomorphic graphs.
    assert set(again) == set(kg.to_rdflib())
    assert len(again) > 4000


@pytest.mark.parametrize("format", RDF)
def test_blank_nodes_come_back_too(format: str, tmp_path: Path) -> None:
    file = tmp_path / "blank.ttl"
    file.write_text(
        "@prefix ex: <http://example.org/> .\n"
        "ex:a ex:p [ ex:q 1 , 2.50 , true , 'x'@de-AT ; ex:r [ ex:s 'y' ] ] , ( 1 2 ) .\n",
        "utf-8",
    )
    text = ok("--graph", file, "export", "--format", format)
    assert isomorphic(
        rdflib.Graph().parse(data=text, format=RDF[format]),
        twitchkg.open(file).to_rdflib(),
    )


@pytest.mark.parametrize("format", ["turtle", "n-triples", "json-ld"])
def test_hostile_labels_come_back_from_rdf(format: str, hostile: Path) -> None:
    again = rdflib.Graph().parse(
        data=ok("--graph", hostile, "export", "--format", format), format=RDF[format]
    )
    assert {str(o) for o in again.objects(None, rdflib.URIRef(SKOS + "prefLabel"))} == set(HOSTILE)


def test_rdf_xml_refuses_what_it_cannot_hold(hostile: Path) -> None:
    assert "control characters" in run("--graph", hostile, "export", "--format", "rdf/xml").error


# ------------------------------------------------------------------------------ networks


def test_gexf_carries_no_date() -> None:
    assert "date=" not in ok("export", "--format", "gexf")


def read_back(text: str, format: str) -> networkx.Graph[Any]:
    if format == "node-link":
        return networkx.node_link_graph(json.loads(text), edges="links")
    ET.fromstring(text)  # sound XML
    data = io.BytesIO(text.encode("utf-8"))
    if format == "graphml":
        return networkx.read_graphml(data, force_multigraph=True)
    return networkx.read_gexf(data)


@pytest.mark.parametrize("format", NETWORKS)
def test_networks_come_back_with_all_they_say(format: str, kg: twitchkg.KnowledgeGraph) -> None:
    graph, again = kg.to_networkx(), read_back(ok("export", "--format", format), format)
    # networkx reads GEXF without parallel edges as a plain DiGraph.
    assert again.is_directed() and (again.is_multigraph() or format == "gexf")
    assert set(again.nodes) == set(graph.nodes)
    for node, data in graph.nodes(data=True):
        for name, value in data.items():
            assert again.nodes[node][name] == value

    def told(network: networkx.Graph[Any]) -> list[tuple[object, ...]]:
        names = sorted(next(iter(graph.edges(data=True)))[2])
        return sorted(
            (a, b, *(data.get(name, "") for name in names))
            for a, b, data in network.edges(data=True)
        )

    assert told(again) == told(graph)
    assert len(told(graph)) >= len(kg.contents.links)


@pytest.mark.parametrize("format", NETWORKS)
def test_hostile_labels_come_back_from_networks(format: str, hostile: Path) -> None:
    with twitchkg.open(hostile) as kg:
        again = read_back(written(kg, format), format)
    assert len(again) == again.number_of_edges() == len(HOSTILE)
    for number, label in enumerate(HOSTILE):
        node = again.nodes[f"urn:x:c{number}"]
        if label.strip():
            expected = xml_text(label)
            if format == "graphml":  # a reader of XML turns all line ends into one kind
                expected = expected.replace("\r\n", "\n")
            assert node["definition"] == node["label"] == expected


def test_attributes_are_plain_values(kg: twitchkg.KnowledgeGraph) -> None:
    graph = to_networkx(kg.contents)
    for _, data in graph.nodes(data=True):
        assert set(data) == {"label", "kind", "definition"}
        assert all(type(value) is str for value in data.values())
    for _, _, data in graph.edges(data=True):
        rank = data.pop("rank")
        assert type(rank) is int and rank > 0
        assert all(type(value) is str for value in data.values())


def test_links_without_claims_are_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "bare.nt"
    file.write_text(f"<urn:x:a> <{TK}leadsTo> <urn:x:b> .\n", "utf-8")
    with twitchkg.open(file) as kg:
        ((_, _, data),) = kg.to_networkx().edges(data=True)
    assert (data["modality"], data["rank"], data["claim"]) == ("no evidence recorded", 0, "")


def test_an_empty_graph_makes_empty_files(tmp_path: Path) -> None:
    file = tmp_path / "empty.nt"
    file.write_text("", "utf-8")
    with twitchkg.open(file) as kg:
        for format in NETWORKS:
            assert len(read_back(written(kg, format), format)) == 0


# ------------------------------------------------------------------------------ rows


def test_hostile_labels_come_back_from_tables(hostile: Path) -> None:
    query = f"SELECT ?c ?l WHERE {{ ?c <{SKOS}prefLabel> ?l }}"
    words = ("--graph", hostile, "query", query, "--format")
    wanted = {f"urn:x:c{number}": label for number, label in enumerate(HOSTILE)}
    rows = list(csv.reader(io.StringIO(ok(*words, "csv"), newline="")))
    assert {row[0]: row[1] for row in rows[1:]} == wanted
    for format, kind in (("json", Results.JSON), ("tsv", Results.TSV)):
        solutions = parse_query_results(ok(*words, format), format=kind)
        found = {row["c"].value: row["l"].value for row in solutions}  # type: ignore[union-attr]
        assert found == wanted
    markdown = ok(*words, "markdown")
    lines = markdown.removesuffix("\n").split("\n")
    assert len(lines) == len(HOSTILE) + 2
    for line in lines:
        # Unescaped bars: the two outer ones and the one between the cells.
        assert line.replace("\\|", "").count("|") == 3
    assert "<script" not in markdown and "<b>" not in markdown
    shown = ok(*words, "table")
    assert all(line.isprintable() for line in shown.split("\n"))
    assert "\u202e" not in shown


@pytest.mark.parametrize("format", ["csv", "tsv", "markdown"])
def test_hostile_labels_in_the_tables_of_explain(format: str, hostile: Path) -> None:
    out = ok("--graph", hostile, "explain", "urn:x:c0", "urn:x:c3", "--format", format)
    if format == "markdown":
        assert out.count("\n") == 2 + 3
        assert "<script" not in out
    else:
        if format == "csv":
            rows = list(csv.reader(io.StringIO(out, newline="")))
        else:
            rows = [line.split("\t") for line in out.removesuffix("\n").split("\n")]
        assert len(rows) == 1 + 3
        assert {len(row) for row in rows} == {12}


def test_hostile_labels_are_harmless_on_a_terminal(hostile: Path) -> None:
    for words in (
        ("explain", "urn:x:c8", "urn:x:c13"),
        ("show", "urn:x:c11"),
        ("search", "inside", "--format", "table"),
    ):
        out = ok("--graph", hostile, *words)
        assert not {"\x1b", "\x07", "\0", "\u202e", "\u2028"} & set(out)


# ------------------------------------------------------------------------------ same bytes


def test_every_export_is_the_same_in_every_process(tmp_path: Path) -> None:
    program = """
import sys
from twitchkg.cli import main
folder = sys.argv[1]
graph = ["turtle", "n-triples", "json-ld", "rdf/xml", "graphml", "gexf", "node-link"]
for number, format in enumerate(graph):
    assert main(["export", "--format", format, "-o", f"{folder}/{number}"]) == 0
for format in ("mermaid", "dot", "text", "json", "csv"):
    words = ["explain", "stress", "fasciculation", "--format", format]
    assert main([*words, "-o", f"{folder}/{format}"]) == 0
assert main(["explore", "-o", f"{folder}/page"]) == 0
"""
    contents = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            check=True,
            capture_output=True,
            env=environment({"PYTHONHASHSEED": seed}),
            timeout=60,
        )
        contents.append({file.name: file.read_bytes() for file in sorted(folder.iterdir())})
    assert contents[0].keys() == contents[1].keys() and len(contents[0]) == 13
    for name, data in contents[0].items():
        assert data and data == contents[1][name], name
