"""The SPARQL panel's parts: what stands in the page, the build, and a machine without npm."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from twitchkg import saved as queries
from twitchkg.explorer import sparql
from twitchkg.explorer.sparql import MISSING, build, n_triples

HERE = Path(build.__file__).parent


def require_built() -> None:
    """Skip with the reason where the panel is not built; in CI that is a failure."""
    if build.is_built():
        return
    reason = "the SPARQL panel is not built: python twitchkg/explorer/sparql/build.py"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def html(kg):
    require_built()
    return kg.explorer("stress", "fasciculation")


def part(page: str, name: str) -> bytes:
    (text,) = re.findall(f'<script type="application/gzip" id="sparql-part-{name}">(.*?)<', page)
    return gzip.decompress(base64.b64decode(text))


def policy(page: str) -> str:
    (text,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return text.replace("&#39;", "'")


def test_the_page_holds_the_whole_graph_and_every_saved_query(html, kg):
    inlined = {quad.triple for quad in parse(part(html, "graph"), RdfFormat.N_TRIPLES)}
    assert inlined == set(kg.store.triples())
    (data,) = re.findall(r'id="sparql-data">(.*?)</script>', html, re.S)
    inlined_queries = json.loads(data)["queries"]
    assert [each["name"] for each in inlined_queries] == queries.names()
    for each, own in zip(inlined_queries, queries.catalogue(), strict=True):
        assert own.text.endswith(each["text"])
        assert each["text"].startswith(("PREFIX", "SELECT", "CONSTRUCT", "ASK"))
        assert [p["name"] for p in each["parameters"]] == [p.name for p in own.parameters]
        assert own.title.replace("'", "&#39;") in html


def test_sizes(html, kg):
    assert len(html.encode()) <= 3_500_000
    assert len(kg.explorer(sparql=False).encode()) <= 1_000_000


def test_left_out_it_leaves_nothing_behind(kg):
    page = kg.explorer(sparql=False)
    assert 'id="sparql' not in page
    assert "wasm" not in policy(page)
    assert "worker-src" not in policy(page)


def test_the_policy_allows_the_worker_and_the_engine_and_no_network(html):
    rules = policy(html)
    assert "default-src 'none'" in rules
    assert "worker-src blob:" in rules
    assert "'wasm-unsafe-eval'" in rules
    assert "unsafe-inline" not in rules
    assert "'unsafe-eval'" not in rules
    assert "connect-src" not in rules


def test_without_built_files_the_page_says_what_is_missing(kg, monkeypatch, tmp_path):
    monkeypatch.setattr(sparql, "PARTS", {"engine": "absent.gz"})
    page = kg.explorer()
    assert MISSING in page
    assert "twitchkg query" in page
    assert 'id="sparql-part' not in page
    assert 'id="sparql-panel"' not in page
    assert "wasm" not in policy(page)
    assert len(page.encode()) <= 1_000_000


PAGE_HASH = """
import hashlib, pathlib, sys, twitchkg
page = twitchkg.open(*sys.argv[1:]).explorer()
print(hashlib.sha256(page.encode()).hexdigest())
"""
NAMELESS = """
@prefix ex: <https://example.org/> . @prefix tk: <https://w3id.org/twitchkg#> .
ex:a tk:leadsTo ex:b ; ex:p [ ex:q "1" ; ex:r [ ex:q "2" ] ] , [ ex:q "3" ] .
"""


@pytest.mark.parametrize("nameless", [False, True])
def test_the_same_bytes_each_time(tmp_path, nameless):
    path = tmp_path / "nameless.ttl"
    path.write_text(NAMELESS, encoding="utf-8")
    found = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PAGE_HASH, *([path] if nameless else [])],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


NAMES = st.sampled_from([NamedNode("https://example.org/" + each) for each in "abc"])
TERMS = NAMES | st.builds(
    Literal, st.text(st.characters(exclude_categories=["Cs"]), max_size=8), language=st.none()
)


@given(st.lists(st.builds(Triple, NAMES, NAMES, TERMS), max_size=12))
def test_n_triples_hold_these_triples_sorted(triples):
    text = n_triples(triples)
    assert {quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)} == set(triples)
    assert text == n_triples(reversed(triples))


def test_blank_nodes_are_named_by_what_is_said_of_them():
    a, p = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
    one, other = BlankNode(), BlankNode()
    assert n_triples([Triple(a, p, one)]) == n_triples([Triple(a, p, other)])


def test_the_packages_are_pinned_and_no_registry_is_named():
    text = (HERE / "package.json").read_text(encoding="utf-8")
    package = json.loads(text)
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
    assert {"oxigraph", "codemirror", "esbuild"} <= versions.keys()
    assert "registry" not in text
    assert not list(HERE.rglob("package-lock.json"))


def test_built_files_are_stale_once_a_source_changes(monkeypatch):
    require_built()
    monkeypatch.setattr(build, "stamp", lambda: "another")
    assert not build.is_built()


def test_a_machine_without_npm_is_told_and_not_failed(monkeypatch, tmp_path):
    monkeypatch.setattr(build, "BUILT", tmp_path / "built")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(build.CannotBuild, match="npm"):
        build.build()
    assert not (tmp_path / "built").exists()
    assert build.main() == 1


def test_an_npm_that_fails_is_told_in_one_line(monkeypatch, tmp_path):
    for name in ("npm", "node"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'npm error no such host' >&2\nexit 1\n")
        program.chmod(0o755)
    monkeypatch.setattr(build, "BUILT", tmp_path / "built")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(build.CannotBuild) as told:
        build.build()
    assert str(told.value) == "npm install failed: npm error no such host"
    assert not (tmp_path / "built").exists()


def test_the_build_hook_warns_and_goes_on(monkeypatch, tmp_path):
    pytest.importorskip("hatchling")
    from twitchkg.explorer.sparql import build_hook

    source = tmp_path / "build.py"
    source.write_text(
        "class CannotBuild(RuntimeError): pass\n"
        "def is_built(): return False\n"
        "def build(): raise CannotBuild('no npm here')\n"
    )
    monkeypatch.setattr(build_hook, "__file__", str(tmp_path / "build_hook.py"))
    said = []

    class App:
        display_warning = said.append

    hook = build_hook.SparqlBuildHook.__new__(build_hook.SparqlBuildHook)
    monkeypatch.setattr(build_hook.SparqlBuildHook, "app", App())
    hook.initialize("standard", {})
    assert said == ["the page will come without SPARQL: no npm here"]
