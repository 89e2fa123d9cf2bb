"""A graph on disk: loaded once, whole or not at all, then asked as the same graph in memory is."""

from __future__ import annotations

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import environment, ok, process, run, terminal
from graphs import HEAD, WriteTurtle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

import twitchkg
from twitchkg.errors import (
    CannotWrite,
    QueryRefused,
    QueryTimeout,
    StoreUnavailable,
    UnknownConcept,
)
from twitchkg.files import KINDS
from twitchkg.graph.index import NamesOnDisk
from twitchkg.graph.load import Progress, load
from twitchkg.graph.model import Concept
from twitchkg.saved import catalogue
from twitchkg.store.disk import VERSION, DiskStore, Marker
from twitchkg.store.table import Table

FOREIGN = """
ex:rain rdfs:label "rain"@en, "Regen"@de ; ex:induces ex:mud ; a ex:Weather ;
  skos:altLabel "wet weather" . ex:Weather rdfs:label "weather" .
ex:mud rdfs:label "mud" ; ex:induces ex:dirt ; skos:exactMatch HP:0000001 .
ex:dirt rdfs:label "dirt" .
ex:induces a owl:ObjectProperty ; rdfs:label "induces" ; rdfs:subPropertyOf tk:leadsTo .
ex:sun rdfs:label "sun" ; ex:dries ex:mud .
[] a rdf:Statement ; rdf:subject ex:rain ; rdf:predicate ex:induces ; rdf:object ex:mud ;
  dcterms:source ex:book .
ex:no a tk:Claim ; rdf:subject ex:mud ; rdf:predicate ex:induces ; rdf:object ex:dirt ;
  tk:modality tk:Denied .
ex:dirt ex:induces ex:itch . ex:itch rdfs:label "itching" ; ex:induces ex:itch .
"""
GRAPHS = """@prefix ex: <http://example.org/> . @prefix tk: <https://w3id.org/twitchkg#> .
ex:a tk:leadsTo ex:b . ex:one { ex:a tk:leadsTo ex:b . ex:b tk:leadsTo ex:c }
ex:two { ex:b tk:leadsTo ex:c }"""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours") / "store"
    assert ok("load", "--store", folder, "--with", "background").startswith(f"{folder}: ")
    return folder


@pytest.fixture
def foreign(turtle: WriteTurtle) -> Path:
    return turtle(FOREIGN)


@pytest.fixture
def store(foreign: Path, tmp_path: Path) -> Path:
    load(str(tmp_path / "store"), foreign)
    return tmp_path / "store"


def litter(store: Path) -> list[str]:
    """What is in the store beside its marker and the data that this names."""
    kept = {"twitchkg-store", Marker.read(str(store)).data}
    return sorted(set(os.listdir(store)) - kept)


# ---------------------------------------------------------------------- it answers as in memory

QUESTIONS = (
    (),
    ("explain", "stress", "fasciculation"),
    ("show", "ALS"),
    ("show", "magnesium", "--format", "json"),
    ("search", "magnesum"),
    ("search", "HP_0002380"),
    ("triage", "numb foot", "twitching for 6 weeks"),
    ("ask", "concepts-of-kind", "kind=deficiency"),
    ("query", "SELECT (COUNT(*) AS ?n) { ?a tk:leadsTo+ ?b }"),
    ("coverage",),
    ("compare", "stress", "dehydration"),
    ("export", "--format", "n-triples"),
)


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: " ".join(words) or "welcome")
def test_every_face_answers_as_it_does_without(ours: Path, words: tuple[str, ...]) -> None:
    whole, on_disk = run("--with", "background", *words), run("--graph", ours, *words)
    assert on_disk.code == whole.code == 0
    shown = [sorted(r.out.replace(str(ours), "why").splitlines()) for r in (whole, on_disk)]
    if words:
        assert shown[0] == shown[1]
    else:  # its title and what it proposes name the graph
        assert set(shown[0][:3]) & set(shown[1])


def test_a_page_is_drawn(store: Path, tmp_path: Path) -> None:
    ok("--graph", store, "explore", "--no-sparql", "-o", "-")


def answers(kg: twitchkg.KnowledgeGraph) -> dict[str, object]:
    """What every saved question answers; names of blank nodes are nothing that counts."""
    found: dict[str, object] = {}
    for query in catalogue():
        try:
            answer = kg.ask(
                query.name, **{p.name: "rain" for p in query.parameters if p.kind == "iri"}
            )
        except twitchkg.TwitchkgError as error:
            answer = str(error)  # type: ignore[assignment]
        if isinstance(answer, Table):
            rows = [
                [str(each) if not str(each).startswith("_:") else "_" for each in row]
                for row in answer
            ]
            found[query.name] = sorted(rows)
        else:
            found[query.name] = answer if isinstance(answer, (str, bool)) else len(list(answer))
    return found


@pytest.mark.parametrize("options", [{}, {"causal": "ex:dries"}], ids=str)
def test_somebody_elses_graph_answers_alike(
    foreign: Path, tmp_path: Path, options: dict[str, str]
) -> None:
    load(str(tmp_path / "s"), foreign, **options)  # type: ignore[arg-type]
    whole, on_disk = twitchkg.open(foreign, **options), twitchkg.open(tmp_path / "s")  # type: ignore[arg-type]
    assert answers(on_disk) == answers(whole)
    assert {str(t) for t in on_disk.store.triples() if "_:" not in str(t)} == {
        str(t) for t in whole.store.triples() if "_:" not in str(t)
    }
    assert on_disk.chains("rain", "mud") == whole.chains("rain", "mud")
    for text in ("rain", "wether wet", "mu", "HP_0000001", "ex:sun", "dri"):
        assert on_disk.search(text) == whole.search(text)
    german = twitchkg.open(tmp_path / "s", languages="de")
    assert german.concept("Regen").label == german.concept("rain").label == "Regen"


def test_graphs_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(GRAPHS)
    count = "SELECT (COUNT(*) AS ?n) { ?a tk:leadsTo ?b }"
    names = "SELECT ?g ?a { GRAPH ?g { ?a tk:leadsTo ?b } }"
    for options in ((), ("--default-graph",)):
        folder = tmp_path / f"s{len(options)}"
        ok("load", tmp_path / "g.trig", "--store", folder, *options)
        for query in (count, names):
            whole = ok("--graph", tmp_path / "g.trig", *options, "query", query)
            on_disk = ok("--graph", folder, *options, "query", query)
            assert sorted(on_disk.splitlines()) == sorted(whole.splitlines())
    assert (
        "laid into the default graph"
        in run("--graph", tmp_path / "s0", "--default-graph", "query", count).error
    )
    with twitchkg.open(tmp_path / "s0") as kg:  # what lies beside is no graph of its own
        assert len(kg.asked.answer(names).rows) == 3  # type: ignore[union-attr]


def test_a_store_is_laid_under_other_files(store: Path, turtle: WriteTurtle) -> None:
    more = turtle("ex:rain ex:dries ex:fog .", "more.ttl")
    graph = ("--graph", store, "--add", more, "--causal", "ex:dries")
    assert "http://example.org/fog" in ok(*graph, "explain", "rain", "fog", "--format", "json")


@pytest.mark.parametrize("name", ["a.nt", "a.nt.gz", "a.xml", "a.tsv", "-"])
def test_every_kind_of_file_is_loaded(name: str, tmp_path: Path) -> None:
    data = {
        "a.xml": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
        b'<r:Description r:about="urn:e:a"><e:p r:resource="urn:e:b"/></r:Description></r:RDF>',
        "a.tsv": b"subject\tpredicate\tobject\nurn:e:a\turn:e:p\turn:e:b\n",
    }.get(name, b"\xef\xbb\xbf<urn:e:a> <urn:e:p> <urn:e:b> .\n")
    (tmp_path / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith("gz") else data)
    words = ["load", "-" if name == "-" else str(tmp_path / name), "--store", str(tmp_path / "s")]
    done = process(*words, "--input-format", "nt", stdin=data)
    assert done.returncode == 0, done.stderr
    assert (
        ok("--graph", tmp_path / "s", "query", "ASK { <urn:e:a> <urn:e:p> <urn:e:b> }") == "true\n"
    )


# ------------------------------------------------------------------------------- whole or not


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "a.ttl",
            b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> oops .",
            "a.ttl:2: is not valid Turtle",
        ),
        (
            "a.nt.gz",
            gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 99, mtime=0)[:-20],
            "sound gzip archive",
        ),
        ("a.nt", b"\xff\xfe<", "UTF-16"),
        ("a.txt", b"", f"name it .{', .'.join(KINDS)}"),
        ("none.nt", None, "no such file"),
    ],
)
def test_a_bad_source_leaves_the_old_store_or_none(
    store: Path, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    before = Marker.read(str(store)).data
    if data is not None:
        (tmp_path / name).write_bytes(data)
    for target in (store, tmp_path / "new"):
        assert words in run("load", tmp_path / name, "--store", target, "--replace").error
    assert Marker.read(str(store)).data == before and litter(store) == []
    assert not (tmp_path / "new").exists()


def test_what_is_there_is_never_lost_unasked(store: Path, foreign: Path, tmp_path: Path) -> None:
    assert "holds a store" in run("load", foreign, "--store", store).error
    assert "no store yet" in run("load", foreign, "--store", tmp_path / "x", "--append").error
    assert "something else" in run("load", foreign, "--store", foreign.parent, "--replace").error
    assert run("load", foreign, "--store", store, "--append", "--replace").code == 2


def test_append_adds_and_a_denial_takes_back_what_only_followed(
    store: Path, turtle: WriteTurtle
) -> None:
    led = "ASK { ex:rain tk:leadsTo ex:mud }"
    plain = turtle("ex:snow rdfs:label 'snow' ; ex:induces ex:mud .", "more.ttl")
    ok("load", plain, "--store", store, "--append")
    with twitchkg.open(store) as kg:
        assert kg.query(led) is True
        assert [hit.concept.label for hit in kg.search("snow")] == ["snow"]
        assert len(kg.chains("snow", "mud").chains) == 1
    no = turtle(
        """ex:never a tk:Claim ; rdf:subject ex:snow ; rdf:predicate ex:induces ;
           rdf:object ex:mud ; tk:modality tk:Denied .""",
        "no.ttl",
    )
    ok("load", no, "--store", store, "--append")
    with twitchkg.open(store) as kg:
        assert kg.query("ASK { ex:snow tk:leadsTo ex:mud }") is False
        assert kg.query(led) is True
        assert kg.chains("snow", "mud").chains == ()
    assert litter(store) == []


LOADING = """
import os, signal, sys
from twitchkg.graph.load import Progress, load
from twitchkg.store.building import Building
class Killed(Progress):
    def read(self, taken, triples):
        self.at("read")
    def stage(self, what):
        self.at(what)
    def at(self, what):
        if what == sys.argv[3]:
            print(what, flush=True)
            os.kill(os.getpid(), int(sys.argv[4])) if sys.argv[4] != "0" else sys.stdin.read()
if sys.argv[3] == "finish":
    Building.finish = lambda self, marker: os.kill(os.getpid(), int(sys.argv[4]))
load(sys.argv[2], sys.argv[1], replace=True, progress=Killed())
"""
STAGES = ("read", "indexing names", "writing to the disk", "finish")


@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_any_moment_the_old_store_answers(store: Path, foreign: Path, stage: str) -> None:
    before = Marker.read(str(store)).data
    words = [sys.executable, "-c", LOADING, foreign, store, stage, str(int(signal.SIGKILL))]
    done = subprocess.run(words, env=environment(), capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert Marker.read(str(store)).data == before
    with twitchkg.open(store) as kg:
        assert kg.concept("rain").label == "rain"
    assert litter(store)
    load(str(store), foreign, replace=True)
    assert litter(store) == []


def test_two_cannot_load_at_once(store: Path, foreign: Path) -> None:
    words = [sys.executable, "-c", LOADING, foreign, store, "read", "0"]
    with subprocess.Popen(
        words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline() == "read\n"
        assert (
            "another process is loading"
            in run("load", foreign, "--store", store, "--replace").error
        )
        other.stdin.close()
        assert other.wait(timeout=60) == 0
    assert litter(store) == []


def test_a_full_disk_is_told_and_leaves_the_old_store(store: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.nt"
    big.write_text("".join(f'<urn:{n}> <urn:p> "{n:0100}" .\n' for n in range(5000)))
    program = """import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
import sys; from twitchkg.cli import main; sys.exit(main(sys.argv[1:]))"""
    words = [sys.executable, "-c", program, "load", big, "--store", store, "--replace"]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "cannot be written" in done.stderr, done
    assert done.stderr.count("\n") == 1
    assert litter(store) == [] and "mud" in ok("--graph", store, "show", "mud")


def test_who_reads_goes_on_while_the_store_is_replaced(store: Path, foreign: Path) -> None:
    reader = twitchkg.open(store)
    load(str(store), foreign, replace=True)
    assert reader.query("ASK { ex:rain ex:induces ex:mud }") is True
    assert reader.concept("rain").label == "rain"
    assert len(litter(store)) == 1
    reader.close()
    load(str(store), foreign, replace=True)
    assert litter(store) == []


@pytest.mark.parametrize("version", ["version 0", "version 99", "nonsense", ""])
def test_a_store_of_another_version_is_refused(store: Path, version: str) -> None:
    marker = store / "twitchkg-store"
    marker.write_text(marker.read_text().replace(f"version {VERSION}", version))
    assert (
        "another version of twitchkg; load it again" in run("--graph", store, "search", "x").error
    )


def test_a_damaged_store_is_told_in_one_line(store: Path) -> None:
    data = store / Marker.read(str(store)).data
    with sqlite3.connect(data / "names.sqlite") as file:
        file.execute("UPDATE about SET value = '7' WHERE key = 'version'")
    assert "another version" in run("--graph", store, "search", "rain").error
    (data / "names.sqlite").unlink()
    assert "cannot be read" in run("--graph", store, "search", "rain").error
    (data / "quads" / "CURRENT").unlink()
    assert "cannot be opened" in run("--graph", store, "query", "ASK { ?s ?p ?o }").error


def test_a_person_sees_a_bar_and_a_pipe_nothing(foreign: Path, tmp_path: Path) -> None:
    shown = terminal(["load", str(foreign), "--store", str(tmp_path / "a")])
    assert "B/s" in shown and "causal links" in shown
    done = process("load", foreign, "--store", tmp_path / "b")
    assert done.stderr == b"" and done.stdout.count(b"\n") == 1


# --------------------------------------------------------------------------- names in the index

WORDS = st.sampled_from(
    "a ab calf cramp cramps muscle Müscle low-magnesium MAGNESIUM x1 痛 足の裏 don't e".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.text(max_size=12)
THINGS = st.lists(
    st.tuples(TEXTS, st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=1)), max_size=12
)


def literal(text: str, language: str = "") -> str:
    return f"{Literal(text)}{language}"


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(THINGS, st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 12))
def test_names_are_found_as_in_memory(
    tmp_path_factory: pytest.TempPathFactory,
    things: list[tuple[str, list[str], list[str]]],
    texts: list[str],
    limit: int,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    lines = [HEAD, "ex:K rdfs:subClassOf tk:Concept .\n"]
    for number, (label, synonyms, hidden) in enumerate(things):
        lines.append(f"ex:t{number} a ex:K ; skos:prefLabel {literal(label, '@en')}")
        lines += [f"; skos:altLabel {literal(each)}" for each in synonyms]
        lines += [f"; skos:hiddenLabel {literal(each)}" for each in hidden]
        lines.append(".\n")
    (folder / "g.ttl").write_text("".join(lines), encoding="utf-8")
    load(str(folder / "s"), folder / "g.ttl")
    with twitchkg.open(folder / "g.ttl") as whole, twitchkg.open(folder / "s") as on_disk:
        for text in (*texts, *(label for label, _, _ in things)):
            assert on_disk.search(text, limit) == whole.search(text, limit)
            assert outcome(on_disk.concept, text) == outcome(whole.concept, text)


def outcome(resolve: Callable[[str], Concept], text: str) -> object:
    try:
        return resolve(text)
    except UnknownConcept as error:
        return str(error)


def test_the_built_in_names_are_found_as_in_memory(ours: Path) -> None:
    with twitchkg.open(background=True) as whole, twitchkg.open(ours) as on_disk:
        names = [c.label for c in whole.contents.concepts.values()]
        cut = (each for name in names[::20] for each in (name, name[1:], name[:4]))
        for text in cut:
            assert on_disk.search(text, 5) == whole.search(text, 5), text
            assert outcome(on_disk.concept, text) == outcome(whole.concept, text), text


def test_things_with_many_links_are_told(tmp_path: Path) -> None:
    lines = [f"<urn:hub> <https://w3id.org/twitchkg#leadsTo> <urn:t{n}> .\n" for n in range(300)]
    lines += [f"<urn:t{n}> <https://w3id.org/twitchkg#leadsTo> <urn:hub> .\n" for n in range(257)]
    (tmp_path / "g.nt").write_text("".join(lines))
    assert load(str(tmp_path / "s"), tmp_path / "g.nt").links == 557
    store = DiskStore(str(tmp_path / "s"))
    index = NamesOnDisk(store, lambda iri: Concept(iri, iri))
    assert index.hub("urn:hub") == (300, 257) and index.hub("urn:t1") is None
    assert (index.about("concepts"), index.about("links")) == ("301", "557")


# ------------------------------------------------------------------------------ limits and reach


@pytest.fixture
def many(tmp_path: Path) -> Iterator[DiskStore]:
    (tmp_path / "many.nt").write_text(
        "".join(f"<urn:{n}> <urn:p> <urn:{n + 1}> .\n" for n in range(3000))
    )
    load(str(tmp_path / "many"), tmp_path / "many.nt")
    store = DiskStore(str(tmp_path / "many"))
    yield store
    store.close()


def test_the_limits_hold(many: DiskStore) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryTimeout):
        many.query(endless, timeout=0.3)
    with pytest.raises(QueryRefused, match="memory"):
        many.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i", max_memory=150e6)
    assert len(many.query("SELECT * { ?s ?p ?o }").rows) == 3000  # type: ignore[union-attr]


def test_no_query_calls_out(many: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryRefused, match="SERVICE"):
            many.query(text)
        monkeypatch.setattr("twitchkg.store.base.guard", lambda text, named_graphs: None)
        with pytest.raises(QueryRefused, match="neither files nor the network"):
            many.query(text)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_store_of_many_files_is_asked_within_the_fence(tmp_path: Path) -> None:
    """The engine opens sixteen of its files at first, and the others as a query comes to them."""
    for number in range(12):
        (tmp_path / f"{number:02}.nt").write_text(f"<urn:{number}> <urn:p> <urn:o> .\n")
    load(str(tmp_path / "s"), *sorted(tmp_path.glob("*.nt")))
    store = DiskStore(str(tmp_path / "s"))
    rows = store.query("SELECT ?s { ?s ?p ?o . ?s ?q ?o }").rows  # type: ignore[union-attr]
    assert len(rows) == 12


def test_a_closed_store_answers_no_more(store: Path) -> None:
    kg = twitchkg.open(store)
    assert kg.query("ASK { ?s ?p ?o }") is True
    kg.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        kg.query("ASK { ?s ?p ?o }")


def test_a_place_that_cannot_be_written_is_told(foreign: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="cannot be written"):
        load(str(tmp_path / "file" / "s"), foreign, progress=Progress())


# -------------------------------------------------------------------------------- arrows at hand

SAID = st.lists(
    st.tuples(
        *(st.sampled_from("abcd"),) * 2,
        st.sampled_from(("tk:leadsTo", "tk:causes", "ex:induces", "ex:other")),
        st.sampled_from(("", "tk:Stated", "tk:Believed", "tk:Denied")),
        st.sampled_from(("", "tk:OverSteps")),
        st.booleans(),
    ),
    max_size=12,
)


def graph_of(said: list[tuple[str, str, str, str, str, bool]]) -> str:
    """Plain triples and claims, of which either may be without the other."""
    lines = ["ex:induces rdfs:subPropertyOf tk:leadsTo . ex:p rdfs:label 'p' .\n"]
    for number, (one, other, how, firm, directness, plain) in enumerate(said):
        if plain or not firm:
            lines.append(f"ex:{one} {how} ex:{other} .\n")
        if firm or directness:
            lines.append(
                f"ex:claim{number} a tk:Claim ; rdf:subject ex:{one} ; rdf:predicate {how} ; "
                f"rdf:object ex:{other}"
                + (f" ; tk:modality {firm}" * bool(firm))
                + (f" ; tk:directness {directness}" * bool(directness))
                + " .\n"
            )
    return "".join(lines)


def check_arrows(whole: twitchkg.KnowledgeGraph, on_disk: twitchkg.KnowledgeGraph) -> None:
    contents, near = whole.contents, on_disk.near
    things = {*contents.concepts, *(e for x in contents.links for e in (x.subject, x.object))}
    for ways in ("arrows_from", "arrows_to"):
        there, here = (getattr(known, ways)(things) for known in (contents, near))
        for iri in things:
            assert sorted(here.get(iri, ())) == sorted(there.get(iri, ())), (ways, iri)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAID)
def test_arrows_are_those_of_the_whole_graph(
    tmp_path_factory: pytest.TempPathFactory,
    said: list[tuple[str, str, str, str, str, bool]],
) -> None:
    folder = tmp_path_factory.mktemp("arrows")
    (folder / "g.ttl").write_text(HEAD + graph_of(said))
    loaded = load(str(folder / "s"), folder / "g.ttl")
    with twitchkg.open(folder / "g.ttl") as whole, twitchkg.open(folder / "s") as on_disk:
        check_arrows(whole, on_disk)
        assert loaded.links == len(whole.contents.links)


def test_arrows_of_the_built_in_graph_and_of_a_foreign_one(tmp_path: Path, foreign: Path) -> None:
    load(str(tmp_path / "ours"))
    load(str(tmp_path / "foreign"), foreign)
    for whole, store in (((), "ours"), ((foreign,), "foreign")):
        with twitchkg.open(*whole) as one, twitchkg.open(tmp_path / store) as other:
            check_arrows(one, other)


def test_what_is_laid_for_questions_is_in_no_answer(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(GRAPHS)
    load(str(tmp_path / "s"), tmp_path / "g.trig")
    load(str(tmp_path / "s"), tmp_path / "g.trig", append=True)
    with twitchkg.open(tmp_path / "s") as kg:
        for text in (
            "SELECT * { ?s ?p ?o }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } }",
            "SELECT * FROM NAMED <http://example.org/one> { GRAPH ?g { ?s ?p ?o } }",
        ):
            answer = kg.query(text)
            assert isinstance(answer, Table) and len(answer.rows) > 1
            assert "urn:twitchkg" not in str(answer.rows)
        with pytest.raises(QueryRefused, match="no graph of that name"):
            kg.query("SELECT * FROM <urn:twitchkg:beside> { ?s ?p ?o }")
        every = [*map(str, kg.store.triples()), *map(str, kg.store.quads())]
        assert "urn:twitchkg" not in "".join(every)
