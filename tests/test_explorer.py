"""The page's text: what it says, what it leaves out, and that hostile data stays data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from twitchkg.chains.find import find_chains
from twitchkg.explorer import render
from twitchkg.explorer.labels import plain
from twitchkg.explorer.references import read_references
from twitchkg.explorer.view import build
from twitchkg.graph.contents import Contents
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store
from twitchkg.vocab import TK

PREFIXES = """
@prefix tk: <https://w3id.org/twitchkg#> . @prefix ex: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix oa: <http://www.w3.org/ns/oa#> .
"""


@pytest.fixture(scope="session")
def own() -> Contents:
    """The built-in graph."""
    return read_contents(open_store())


@pytest.fixture
def graph(tmp_path):
    """`graph(turtle) -> Claims` of a graph of one's own."""

    def read(turtle: str) -> Contents:
        path = tmp_path / "graph.ttl"
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return read_contents(open_store(path))

    return read


class Reader(HTMLParser):
    """Elements and text of a page, as a browser without JavaScript would have them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._silent += tag in ("script", "style")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style")

    def handle_data(self, text):
        if not self._silent:
            self.texts.append(text)
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += text

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def cells(self) -> list[list[str]]:
        return [[" ".join(cell.split()) for cell in row] for row in self.rows]


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def stress(own: Contents):
    return find_chains(own, TK + "Stress", TK + "Fasciculation")


def test_the_page_says_what_it_is_and_is_not(own):
    page = Reader(render(own, stress(own)))
    assert ("html", {"lang": "en"}) in page.tags
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "Not medical advice." in page.text
    assert "How stress can lead to fasciculation" in page.text
    assert ("title", {}) in page.tags
    names = [a.get("name") for tag, a in page.tags if tag == "meta"]
    assert {"viewport", "color-scheme"} <= set(names)


def test_every_red_flag_stands_in_the_page_most_urgent_first(own):
    text = Reader(render(own)).text
    rungs = [u.label for u in own.urgencies if any(f.urgency == u.iri for f in own.red_flags)]
    places = [text.index(f"{i + 1} {label}") for i, label in enumerate(rungs)]
    assert places == sorted(places)
    assert len(rungs) > 3
    for flag in own.red_flags:
        for finding in flag.findings:
            assert own.label(finding) in text


def test_where_else_a_thing_is_described_is_in_the_data():
    store = open_store()
    references = read_references(store)
    page = render(read_contents(store), references=references)
    assert len(page.encode()) < 1_000_000
    data = data_of(page)
    told = {c["iri"]: c.get("references", []) for c in data["nodes"]}
    assert sum(map(len, told.values())) == len(references) > 100
    same = [r for r in told[TK + "Fasciculation"] if r["match"] == "same"]
    assert "http://purl.obolibrary.org/obo/HP_0002380" in [r["iri"] for r in same]


def test_the_table_holds_every_claim_and_calls_denials_denials(own):
    page = Reader(render(own))
    rows = page.cells()
    assert len(rows) == len(own.claims) + 1
    denied = [c for c in own.claims if c.modality == TK + "Denied"]
    assert denied
    for claim in own.claims:
        fitting = [
            row
            for row in rows
            if row[0] == own.label(claim.subject)
            and row[2] == own.label(claim.object)
            and claim.summary in row[5]
        ]
        assert fitting, claim.iri
        assert all(row[1].startswith("not:") for row in fitting) is (claim in denied)


def test_a_denial_is_never_an_arrow(own):
    view = build(own)
    denied = {(r["subject"], r["object"], r["relation"]) for r in view["rows"] if r["denied"]}
    stated = {(r["subject"], r["object"], r["relation"]) for r in view["rows"] if not r["denied"]}
    arrows = {(k["subject"], k["object"], k["relation"]) for k in view["links"]}
    assert denied - stated
    assert not arrows & (denied - stated)


def test_cards_tell_every_step_with_its_evidence(own):
    chains = stress(own)
    text = Reader(render(own, chains)).text
    assert chains.chains
    for chain in chains.chains:
        for link in chain.steps:
            assert link.claims[0].summary in text
    assert "Joined from separate statements; not one statement of the source." in text
    view = build(own, chains)
    for card, chain in zip(view["chains"]["cards"], chains.chains, strict=True):
        ranks = [
            1 if at in chain.borrowed else own.rank(claim) for at, claim in enumerate(chain.claims)
        ]
        assert card["weakest"] == [at for at, rank in enumerate(ranks) if rank == chain.strength]


def test_no_chain_is_an_answer(own):
    text = Reader(render(own, find_chains(own, TK + "Fasciculation", TK + "Stress"))).text
    assert "No causal chain from fasciculation to stress is in this graph." in text


def test_legend_names_every_kind_and_every_firmness(own):
    text = Reader(render(own)).text
    for modality in own.modalities.values():
        assert f"{modality.label}{modality.definition}" in text
    for lane in build(own)["lanes"]:
        assert lane["label"] in text


def test_every_concept_is_a_node_and_every_link_an_edge(own):
    data, view = data_of(render(own)), build(own)
    assert [node["id"] for node in data["nodes"]] == list(range(len(own.concepts)))
    assert [node["label"] for node in data["nodes"]] == [c["label"] for c in view["concepts"]]
    ends = [(link["subject"], link["object"]) for link in view["links"]]
    assert [(edge["from"], edge["to"]) for edge in data["edges"]] == ends
    assert not {"x", "y", "color", "shape", "arrows"} & {*data["nodes"][0], *data["edges"][0]}


def test_nothing_is_fetched(own):
    page = render(own, stress(own))
    for tag, attributes in Reader(page).tags:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:")), (tag, value)
    policy = next(
        a["content"]
        for tag, a in Reader(page).tags
        if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_same_bytes_whatever_the_hash_seed():
    script = (
        "import sys; from twitchkg.graph.read import read_contents\n"
        "from twitchkg.store import open_store\n"
        "from twitchkg.chains.find import find_chains; from twitchkg.explorer import render\n"
        "c = read_contents(open_store()); t = 'https://w3id.org/twitchkg#'\n"
        "p = render(c, find_chains(c, t + 'Stress', t + 'Fasciculation'))\n"
        "sys.stdout.buffer.write(p.encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(pages) == 1
    (page,) = pages
    assert b"\r" not in page
    assert 100_000 < len(page) < 1_000_000


FOREIGN = """
ex:induces rdfs:subPropertyOf tk:leadsTo ; rdfs:label "induces" .
ex:Rain ex:induces ex:Mud . ex:Mud ex:induces ex:Dirt . ex:Rain ex:induces ex:Dirt .
ex:Rain rdfs:label "rain" .
"""


def test_a_foreign_graph_without_claims_says_that_nothing_is_recorded(graph):
    claims = graph(FOREIGN)
    chains = find_chains(claims, "https://example.org/Rain", "https://example.org/Dirt")
    page = Reader(render(claims, chains))
    assert "What leads to what" in page.text
    assert "knee" not in page.text
    assert page.text.count("no evidence recorded") > 4
    assert ["rain", "induces", "Mud"] in [row[:3] for row in page.cells()]


def test_our_properties_read_as_words_without_our_schema(graph):
    page = Reader(render(graph("ex:a tk:leadsTo ex:b .")))
    assert ["a", "leads to", "b"] in [row[:3] for row in page.cells()]


def test_foreign_classes_get_lanes_of_their_own(graph):
    view = build(
        graph("""ex:Soil a rdfs:Class ; rdfs:label "soils" ; rdfs:subClassOf tk:Concept .
        ex:Plant rdfs:subClassOf tk:Concept . ex:clay a ex:Soil . ex:oak a ex:Plant .
        ex:clay tk:leadsTo ex:oak , ex:moss .""")
    )
    lanes = {lane["label"]: lane["members"] for lane in view["lanes"]}
    named = {k: [view["concepts"][m]["label"] for m in v] for k, v in lanes.items()}
    assert named == {"soils": ["clay"], "Plant": ["oak"], "Other things": ["moss"]}


def test_an_empty_graph_has_a_page(graph):
    assert "0 things and 0 statements" in Reader(render(graph("ex:a ex:b ex:c ."))).text


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{7*7}}{% raw %}",
    "line\u2028break\u2029",
    "safe\u202eefas",
    "<!--<script>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;",
]


def literal(text: str) -> str:
    """A Turtle literal, by JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)


def hostile_graph() -> str:
    parts = []
    for i, text in enumerate(HOSTILE):
        says = literal(text)
        parts.append(
            f"ex:t{i} a tk:Symptom ; skos:prefLabel {says} ; skos:definition {says} ;"
            f" skos:altLabel {says} . ex:t{i} tk:leadsTo ex:t{i + 1} ."
            f"ex:c{i} a tk:Claim ; rdf:subject ex:t{i} ; rdf:predicate tk:leadsTo ;"
            f" rdf:object ex:t{i + 1} ; tk:modality tk:Possible ; tk:summary {says} ;"
            f" tk:condition {says} ; tk:rationale {says} ; tk:span <https://example.org/'s{i}> ."
            f"ex:f{i} a tk:RedFlag ; skos:prefLabel {says} ; tk:finding ex:t{i} ;"
            f" tk:urgency ex:u ; tk:condition {says} . ex:u a tk:Urgency ; skos:prefLabel {says} ."
        )
    parts.append(f"tk:leadsTo rdfs:label {literal(HOSTILE[0])} .")
    return "\n".join(parts)


def test_hostile_text_stays_text(graph):
    claims = graph(hostile_graph())
    ends = ("https://example.org/t0", "https://example.org/t4")
    page = render(claims, find_chains(claims, *ends), title=HOSTILE[0])
    reader = Reader(page)
    assert [tag for tag, _ in reader.tags].count("script") == 3  # data, vis-network, ours
    assert "img" not in [tag for tag, _ in reader.tags]
    assert not any(name.startswith("on") for _, a in reader.tags for name in a)
    assert "{{7*7}}" in reader.text
    assert "49" not in "".join(row[0] for row in reader.cells())
    assert "\u202e" not in page
    assert "\u2028" not in page
    labels = {c["label"] for c in data_of(page)["nodes"]}
    assert {HOSTILE[0], HOSTILE[1], "safe\ufffdefas"} <= labels


def test_overrides_of_direction_are_shown_not_obeyed():
    assert plain("safe\u202eefas\u2028x") == "safe\ufffdefas x"
