"""What a query that anybody wrote can do: answer within its limits, and reach nothing."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rdflib
from command import environment, process

from twitchkg.errors import BadParameter, QueryRefused, QuerySyntaxError, QueryTimeout
from twitchkg.store import open_store
from twitchkg.store.base import Store
from twitchkg.store.stream import Rows
from twitchkg.vocab import XSD

FOREVER = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
)
MANY = '<urn:s0> <urn:q> "stress"@en , <urn:e:> .\n' + "\n".join(
    f"<urn:s{n}> <urn:p> <urn:o{n}> ." for n in range(200)
)
MIXED = (f'{n} "{2010 + n}-01-0{1 + n % 9}"^^<{XSD}date>' for n in range(15))
UNSORTABLE = f"SELECT ?x {{ VALUES ?x {{ {' '.join(MIXED)} }} }} ORDER BY ?x"
LONG = f"SELECT * {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(1_500))} }}"
DOUBLED = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(30))
LARGE = f"SELECT (STRLEN(?a30) AS ?n) {{ BIND('x' AS ?a0) {DOUBLED} }}"

# Each reads as something else to a tokenizer, and as SERVICE to an engine.
HIDDEN = (
    'SELECT * {{ ?s ?p "stress"@en.SERVICE<{url}>{{?a ?b ?c}} }}',
    "PREFIX e: <urn:e:> SELECT * {{ ?s ?p e:.SERVICE<{url}>{{?a ?b ?c}} }}",
    "PREFIX s: <{url}> SELECT * {{ FILTER(1<2)SERVICE s:#>\n{{?a ?b ?c}} }}",
    'SELECT * {{ FILTER(1<2)#>"""\nSERVICE<{url}>{{?a ?b ?c}} #"""\n}}',
    "ASK {{ FILTER(1<2)#>'''\nSERVICE SILENT<{url}>{{?a ?b ?c}} #'''\n}}",
    "ASK {{ SERVICE <{url}> {{ ?a ?b ?c }} }}",
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def was_called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.fixture(params=["oxigraph", "rdflib"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return made(request.param, tmp_path, MANY)


def made(engine: str, folder: Path, data: str) -> Store:
    if engine == "rdflib":
        return open_store(rdflib.Graph().parse(data=data, format="turtle"))
    (folder / "data.ttl").write_text(data)
    return open_store(folder / "data.ttl")


# Nothing is reached


@pytest.mark.parametrize("timeout", [None, 20.0])
@pytest.mark.parametrize("text", HIDDEN)
def test_no_query_reaches_the_network(
    store: Store, listener: socket.socket, text: str, timeout: float | None
) -> None:
    query = text.format(url=f"http://127.0.0.1:{listener.getsockname()[1]}/")
    try:
        store.query(query, timeout=timeout)  # SILENT answers without it
    except (QueryRefused, QuerySyntaxError):
        pass
    assert not was_called(listener)


def test_a_hidden_service_is_told_as_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryRefused, match="neither files nor the network"):
        made("oxigraph", tmp_path, MANY).query(HIDDEN[3].format(url="http://127.0.0.1:9000/"))


def test_the_command_line_reaches_nothing_either(listener: socket.socket) -> None:
    query = HIDDEN[3].format(url=f"http://127.0.0.1:{listener.getsockname()[1]}/")
    for words in (("query", query), ("query", query, "--timeout", "0", "--max-memory", "0")):
        assert process(*words).returncode == 1
        assert not was_called(listener)


def test_syntax_is_checked_without_an_answer(listener: socket.socket) -> None:
    from twitchkg.store.oxigraph import check_syntax

    check_syntax(f"ASK {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{}} }}")
    assert not was_called(listener)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_functions_need_no_file_even_in_a_fresh_process(engine: str, tmp_path: Path) -> None:
    """Nothing is left to import, so nothing needs a descriptor."""
    program = f"""
import sys
import twitchkg, rdflib
graph = rdflib.Graph().parse(data='<urn:a> <urn:b> "\\x1b" .', format='turtle')
kg = twitchkg.open(graph) if {engine == "rdflib"} else twitchkg.open({str(tmp_path / "a.ttl")!r})
for text in ('SELECT ?b (COUNT(?a) AS ?n) (GROUP_CONCAT(?c) AS ?x) {{ ?a ?b ?c }} GROUP BY ?b',
             'SELECT (RAND() AS ?a) (NOW() AS ?b) (UUID() AS ?c) (SHA256("x") AS ?d) {{}}',
             'SELECT ?a {{ ?a <urn:b>+|^<urn:b> ?c FILTER REGEX(?c, ".") }} ORDER BY DESC(?a)',
             'SELECT (YEAR("2020-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>)'
             ' AS ?y) (ENCODE_FOR_URI("é") AS ?e) (ABS(-1.5) AS ?f) {{}}',
             'CONSTRUCT {{ ?a ?b ?c }} WHERE {{ ?a ?b ?c }}', 'DESCRIBE <urn:a>'):
    assert len(kg.query(text)) == 1, text
for text in ('\\x1b', 'SELECT * {{ ?a nope:\\x1b ?b }}'):
    try:
        kg.query(text)
    except twitchkg.errors.QuerySyntaxError:
        pass
"""
    (tmp_path / "a.ttl").write_text('<urn:a> <urn:b> "\x1b" .')
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()


def test_without_fork_a_query_is_refused_unless_it_is_trusted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(QueryRefused, match="cannot be confined") as caught:
        store.query("ASK {}")
    assert caught.value.needs == "unconfined"
    assert store.query("ASK {}", confined=False) is True
    assert store.query("ASK {}", confined=None) is True  # where it can be
    assert store.answer("ASK {}") is True


# Within limits


def test_limits_change_no_answer(store: Store) -> None:
    for query in (
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "ASK { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ):
        assert store.query(query) == store.answer(query)
        assert store.query(query, timeout=0, max_memory=0) == store.answer(query)


def test_errors_come_through_whole(store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT * {")
    assert (caught.value.line, caught.value.column) == (1, 11)


def children() -> set[str]:
    """This process's own children, zombies too; a browser of other tests may be among them."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone meanwhile
        if fields[1] == str(os.getpid()):
            found.add(stat.parent.name)
    return found


@pytest.fixture
def nothing_stays(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No child, descriptor or word on standard error is left behind."""
    handles, before = os.listdir("/dev/fd"), children()
    yield
    assert children() <= before
    assert len(os.listdir("/dev/fd")) == len(handles)
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("nothing_stays")
def test_a_query_is_stopped_at_its_time(store: Store) -> None:
    with pytest.raises(QueryTimeout) as caught:
        store.query(FOREVER, timeout=0.3)
    assert caught.value.seconds == 0.3
    assert store.query("ASK { ?s ?p ?o }") is True


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g", "more than 64 MB"),
        (UNSORTABLE, "cannot be sorted together"),
        ("SELECT * {FILTER(1<2)#>'''\n" + "{" * 300_000 + "}" * 300_000 + "#'''\n}", "nested"),
    ],
)
def test_an_engines_crash_is_one_line_with_its_reason(
    tmp_path: Path, query: str, reason: str
) -> None:
    store = made("oxigraph", tmp_path, MANY)
    with pytest.raises(QueryRefused, match=reason):
        store.query(query, max_memory=64_000_000)
    assert store.query("ASK { ?s ?p ?o }") is True


def test_any_engine_runs_out_of_memory_in_one_line(store: Store) -> None:
    with pytest.raises(QueryRefused, match="more than 64 MB"):
        store.query(LARGE, max_memory=64_000_000)


PAIRS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
RUNAWAY = {
    "count": f"SELECT (COUNT(*) AS ?x) {{ {PAIRS} }}",
    "count distinct": f"SELECT (COUNT(DISTINCT ?d) AS ?x) {{ {PAIRS} }}",
    "sum": f"SELECT (SUM(STRLEN(STR(?o))) AS ?x) {{ {PAIRS} }}",
    "group": f"SELECT ?d (COUNT(*) AS ?x) {{ {PAIRS} }} GROUP BY ?d",
    "having": f"SELECT ?d {{ {PAIRS} }} GROUP BY ?d HAVING(COUNT(*) < 0)",
    "concat": f"SELECT (GROUP_CONCAT(?o) AS ?x) {{ {PAIRS} FILTER(CONCAT(STR(?a), ?n) = '') }}",
    "order": f"SELECT * {{ {PAIRS} }} ORDER BY ?a ?d ?g",
    "distinct": f"SELECT DISTINCT ?a ?d ?g ?j {{ {PAIRS} }}",
    "filter": f"SELECT * {{ {PAIRS} FILTER(CONCAT(STR(?a), STR(?o)) = '') }}",
    "regex": f"SELECT * {{ {PAIRS} FILTER REGEX(CONCAT(STR(?a), STR(?o)), '(x+x+)+y') }}",
    "ask": f"ASK {{ {PAIRS} FILTER(CONCAT(STR(?a), STR(?o)) = '') }}",
    "construct": f"CONSTRUCT {{ ?a <urn:x> ?x }} {{ {PAIRS} BIND(CONCAT(STR(?c), STR(?o)) AS ?x) "
    "FILTER(?x = '') }",
    "optional": f"SELECT * {{ {PAIRS} OPTIONAL {{ ?o ?y ?z }} FILTER(BOUND(?z)) }}",
    "minus": f"SELECT * {{ {PAIRS} MINUS {{ ?a ?b ?c }} }}",
    "not exists": f"SELECT * {{ {PAIRS} FILTER NOT EXISTS {{ ?y ?z ?a }} }} OFFSET 100000000000",
    "union": f"SELECT (COUNT(*) AS ?x) {{ {{ {PAIRS} }} UNION {{ {PAIRS} }} }}",
    "subselect": f"SELECT (COUNT(*) AS ?x) {{ {{ SELECT ?a {{ {PAIRS} }} }} ?p ?q ?r }}",
    "values": f"SELECT (MAX(?v) AS ?x) {{ VALUES ?v {{ 1 2 3 }} {PAIRS} }}",
    "offset": f"SELECT * {{ {PAIRS} }} OFFSET 100000000000",
    "paths": "SELECT (COUNT(*) AS ?x) { ?a (<urn:p>|!<urn:no>)* ?b . ?c (^<urn:p>|<urn:p>)* ?d . "
    "?e (<urn:p>?/<urn:p>?)* ?f . ?g <urn:p>* ?h . ?i <urn:p>* ?j }",
}


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize("name", RUNAWAY)
def test_what_would_run_for_ever_ends_at_its_limit(store: Store, name: str) -> None:
    start = time.monotonic()
    with pytest.raises((QueryTimeout, QueryRefused), match=r"stopped after|MB of memory"):
        store.query(RUNAWAY[name], timeout=0.2, max_memory=512 << 20)
    assert time.monotonic() - start < 0.2 + 1


def test_who_is_slow_to_take_the_answer_has_all_the_time(store: Store) -> None:
    pieces: list[bytes] = []

    def take(piece: bytes) -> None:
        time.sleep(0.6)
        pieces.append(piece)

    def tell(found: object, write: Callable[[bytes], object]) -> int:
        write(b"a" * 70_000)
        return 7

    assert store.stream("ASK {}", tell, take, timeout=1) == 7
    assert b"".join(pieces) == b"a" * 70_000


@pytest.mark.usefixtures("nothing_stays")
def test_who_will_take_no_more_ends_the_query(store: Store) -> None:
    def refuse(piece: bytes) -> None:
        raise BrokenPipeError

    rows = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    for confined in (True, False):
        with pytest.raises(BrokenPipeError):
            store.stream(rows, in_tsv, refuse, confined=confined)
    reader, writer = os.pipe()
    os.close(reader)
    with pytest.raises(BrokenPipeError):  # though there is nothing to write yet
        store.stream(FOREVER, in_tsv, refuse, watched=writer, timeout=30)
    os.close(writer)


def in_tsv(found: object, write: Callable[[bytes], object]) -> None:
    assert isinstance(found, Rows)
    found.write("tsv", write)


@pytest.mark.usefixtures("nothing_stays")
def test_an_error_behind_the_first_rows_is_raised_behind_them(store: Store) -> None:
    pieces: list[bytes] = []
    with pytest.raises(QueryTimeout):
        store.stream(f"SELECT * {{ {PAIRS} }}", in_tsv, pieces.append, timeout=3)
    assert b"".join(pieces).startswith(b"?a\t?b\t?c\t")


def test_writing_the_answer_counts_to_the_time(store: Store) -> None:
    def tell(answer: object, write: object) -> None:
        time.sleep(20)

    with pytest.raises(QueryTimeout):
        store.stream("ASK {}", tell, lambda piece: None, timeout=0.3)


def test_without_a_limit_given_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import inspect

    from twitchkg.kg import KnowledgeGraph

    for method in (KnowledgeGraph.query, KnowledgeGraph.ask, Store.query):
        parameters = inspect.signature(method).parameters
        assert parameters["timeout"].default == 60
        assert parameters["max_memory"].default == 2 << 30


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf")])
def test_an_unfit_limit(store: Store, limit: float) -> None:
    with pytest.raises(BadParameter, match="time limit"):
        store.query("ASK {}", timeout=limit)
    with pytest.raises(BadParameter, match="memory limit"):
        store.query("ASK {}", max_memory=limit)  # type: ignore[arg-type]


def test_a_process_that_may_start_no_other_says_so(store: Store) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fork", refuse)
        with pytest.raises(QueryRefused, match="temporarily unavailable"):
            store.query("ASK {}")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("query", [FOREVER, LONG])
def test_the_worker_ends_with_its_parent(tmp_path: Path, query: str) -> None:
    (tmp_path / "a.ttl").write_text(MANY)
    parent = subprocess.Popen(
        [sys.executable, "-m", "twitchkg", "query", query, "--graph", tmp_path / "a.ttl"],
        env=environment(),
    )
    own = f"/proc/{parent.pid}/task/{parent.pid}/children"

    def within(seconds: float, done: Callable[[], bool]) -> bool:
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            time.sleep(0.05)
        return done()

    assert within(30, lambda: bool(Path(own).read_text().split()))
    (child,) = Path(own).read_text().split()
    parent.kill()
    parent.wait()

    def gone() -> bool:
        try:
            return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    assert within(10, gone)


def test_the_limits_of_this_process_stay() -> None:
    kinds = (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_CPU)
    before = [resource.getrlimit(kind) for kind in kinds]
    assert open_store().query("ASK {}") is True
    assert [resource.getrlimit(kind) for kind in kinds] == before
