"""Mermaid and DOT: whatever a label holds, it stays the text of one label."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

import twitchkg
from twitchkg.export import dot, mermaid
from twitchkg.vocab import TK

HOSTILE = [
    "</script><script>alert(1)</script>",
    "\"double\" 'single' `back`",
    'back\\slash \\N \\G \\l \\"',
    "a\nb\r\nc\td",
    "u2028\u2028u2029\u2029",
    "\u202eright to left\u202c",
    "]] ) } | pipe | ]",
    "end; n0 --> n1; %% comment // comment /* x */ # y",
    "#35; &quot; &amp; &lt;b&gt;",
    "<b>bold</b>",
    "🦵🏽 knee",
    "\x1b[31mred\x07",
    "NUL\x00inside",
    "click n0 call alert()",
    "",
    "   ",
]
LABELS = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
)


def graph_with(labels: tuple[str, str], tmp_path: Path) -> twitchkg.KnowledgeGraph:
    """Two concepts of these labels, one leading to the other."""
    path = tmp_path / "hostile.nt"
    rdfs = "http://www.w3.org/2000/01/rdf-schema#label"
    lines = [f"<urn:x:a> <{TK}leadsTo> <urn:x:b> ."]
    for name, label in zip("ab", labels, strict=True):
        lines.append(f"<urn:x:{name}> <{rdfs}> {Literal(label)} .")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return twitchkg.open(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diagrams")


# ------------------------------------------------------------------------------ what they say


def test_a_diagram_draws_each_concept_and_each_link_once() -> None:
    with twitchkg.open() as kg:
        chains = kg.chains("stress", "fasciculation")
        contents = kg.contents
        texts = mermaid.write(contents, chains), dot.write(contents, chains)
    links = {(s.subject, s.object): s for chain in chains.chains for s in chain.steps}
    ((worse, chain),) = chains.also.worsens
    assert chain
    links.update({(s.subject, s.object): s for s in (*chains.summaries, *chain.steps)})
    concepts = {iri for pair in links for iri in pair}
    nodes, edges = read_mermaid(texts[0])
    assert sorted(nodes.values()) == sorted(contents.label(iri) for iri in concepts)
    drawn = {(nodes[a], nodes[b]): (caption, arrow) for a, arrow, caption, b in edges}
    ends = contents.label(worse.subject), contents.label(worse.object)
    assert drawn.pop(ends) == ("can make worse, stated", "-->")
    assert len(edges) == len(drawn) + 1 == len(links) + 1
    for (subject, object_), link in links.items():
        modality = contents.link_modality(link)
        assert modality is not None
        caption, arrow = drawn[contents.label(subject), contents.label(object_)]
        in_one_go = ", in one go" if link.is_summary else ""
        assert caption == f"{contents.label(link.predicate)}, {modality.label}{in_one_go}"
        assert arrow == ("-.->" if modality.label == "inferred" else "-->")
    dot_nodes, dot_edges = read_dot(texts[1])
    assert dot_nodes == nodes
    assert {(a, b, caption) for a, b, caption, _ in dot_edges} == {
        (a, b, caption) for a, _, caption, b in edges
    }
    assert {(a, b) for a, b, _, style in dot_edges if style == "dashed"} == {
        (a, b) for a, arrow, _, b in edges if arrow == "-.->"
    }


def test_what_is_only_associated_has_no_head_and_no_chain_is_told() -> None:
    with twitchkg.open() as kg:
        chains = kg.chains("low potassium", "fasciculation")
        texts = mermaid.write(kg.contents, chains), dot.write(kg.contents, chains)
    assert all("no causal chain between the two is in this graph" in text for text in texts)
    assert 'n0 ---|"is associated with, associated"| n1' in texts[0]
    assert 'n0 -> n1 [label="is associated with, associated", style=solid, dir=none];' in texts[1]
    assert '-->|"is a kind of, stated"|' in texts[0]


# ------------------------------------------------------------------------------ hostile labels


@given(LABELS)
def test_mermaid_text_reads_back_and_holds_no_syntax(text: str) -> None:
    written = mermaid.mermaid_text(text)
    # Mermaid writes `#NUMBER;` for a character by its code.
    assert re.fullmatch(r"(?:[A-Za-z0-9 .,-]|#\d+;)*", written)
    read = re.sub(r"#(\d+);", lambda m: chr(int(m[1])), written)
    assert read == " ".join(text.split())


@given(LABELS)
def test_dot_strings_read_back_and_end_where_they_should(text: str) -> None:
    written = dot.dot_string(text)
    string, rest = read_string(written + ' evil="x"')
    assert rest == ' evil="x"'
    assert written[1:-1].isprintable() or any(
        c in "\u200c\u200d\u00ad\u00a0\u202f\u3000" for c in written
    )
    if text.isprintable() and text.isascii():
        assert string == " ".join(text.split())
    assert "\u202e" not in written and "\0" not in written and "\n" not in written


@pytest.mark.parametrize("label", [text for text in HOSTILE if text.strip()])
def test_a_hostile_label_stays_one_label(label: str, folder: Path) -> None:
    with graph_with((label, "quiet"), folder) as kg:
        chains = kg.chains("urn:x:a", "urn:x:b")
        nodes, edges = read_mermaid(mermaid.write(kg.contents, chains))
        assert [nodes[name] for name in ("n0", "n1")] == [" ".join(label.split()), "quiet"]
        assert [(a, b) for a, _, _, b in edges] == [("n0", "n1")]
        assert edges[0][1] == "-.->" and edges[0][2].endswith("no evidence recorded")
        dot_nodes, dot_edges = read_dot(dot.write(kg.contents, chains))
        assert list(dot_nodes) == ["n0", "n1"] and dot_nodes["n1"] == "quiet"
        assert [edge[:2] for edge in dot_edges] == [("n0", "n1")]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("label", [text for text in HOSTILE if text.strip()])
def test_graphviz_reads_it(label: str, folder: Path) -> None:
    with graph_with((label, "quiet"), folder) as kg:
        text = dot.write(kg.contents, kg.chains("urn:x:a", "urn:x:b"))
    done = subprocess.run(["dot", "-Tplain"], input=text.encode(), capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    kinds = [line.split(b" ")[0] for line in done.stdout.splitlines()]
    assert (kinds.count(b"node"), kinds.count(b"edge")) == (2, 1)


# ------------------------------------------------------------------------------ small readers


def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda m: chr(int(m[1])), text)


def read_mermaid(text: str) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Nodes by id; edges as (from, arrow, caption, to). Any other line fails the test."""
    first, *lines = text.removesuffix("\n").split("\n")
    assert first == "flowchart LR"
    nodes, edges = {}, []
    for line in lines:
        node = re.fullmatch(r'  (n\d+)\["([^"\[\]|<>]*)"\]', line)
        edge = re.fullmatch(r'  (n\d+) (-->|-\.->)\|"([^"|]*)"\| (n\d+)', line)
        assert node or edge, line
        if node:
            nodes[node[1]] = unescaped(node[2])
        if edge:
            edges.append((edge[1], edge[2], unescaped(edge[3]), edge[4]))
    return nodes, edges


def read_string(text: str) -> tuple[str, str]:
    """A quoted DOT string as Graphviz shows it, and what follows it."""
    assert text[0] == '"'
    at, shown = 1, ""
    while text[at] != '"':
        if text[at] == "\\":
            at += 1
            assert text[at] in '\\"', "an escape of Graphviz got through"
        shown += text[at]
        at += 1
    return html.unescape(shown), text[at + 1 :]


def read_dot(text: str) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Nodes by id; edges as (from, to, caption, style). Any other line fails the test."""
    first, second, third, *lines, last = text.removesuffix("\n").split("\n")
    assert (first, last) == ("digraph twitchkg {", "}")
    nodes, edges = {}, []
    for line in lines:
        start = re.match(r"  (n\d+)(?: -> (n\d+))? \[label=(?=\")", line)
        assert start, line
        label, rest = read_string(line[start.end() :])
        if start[2] is None:
            assert rest == "];", line
            nodes[start[1]] = label
        else:
            style = re.fullmatch(r", style=(solid|dashed)\];", rest)
            assert style, line
            edges.append((start[1], start[2], label, style[1]))
    return nodes, edges
