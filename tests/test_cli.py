"""The command line: what each command prints, in each format, on a terminal and into a pipe."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from command import ARTICLE, ROOT, environment, ok, process, run, shell, terminal
from graphs import WriteTurtle

import twitchkg
from twitchkg.cli import COMMANDS, build_parser
from twitchkg.store.table import FORMATS, GRAPH_FORMATS
from twitchkg.vocab import TK

SELECT = "SELECT ?x ?l WHERE { tk:Stress tk:leadsTo ?x . ?x skos:prefLabel ?l } ORDER BY ?x"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { tk:Stress tk:leadsTo ?x }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TEXT = "Rain makes mud. Mud – naturally – makes dirt.\n"


@pytest.fixture
def other(turtle: WriteTurtle, tmp_path: Path) -> Path:
    """A small graph of our own with claims, and beside it the text that they point at."""
    (tmp_path / "book.txt").write_text(TEXT, "utf-8")
    claims = (
        ("rain", "mud", "Stated", "Rain muddies.", 0, 15),
        ("mud", "dirt", "Possible", "Mud soils.", 16, 45),
    )
    return turtle(
        """
ex:rain a tk:Cause ; skos:prefLabel "rain"@en .
ex:mud a tk:Mechanism ; skos:prefLabel "mud"@en .
ex:dirt a tk:Symptom ; skos:prefLabel "dirt"@en .
ex:book a tk:Source ; skos:prefLabel "a book"@en ; dcterms:identifier "book" .
"""
        + "".join(
            f"""
ex:{a} tk:leadsTo ex:{b} .
ex:c{start} a tk:Claim ; rdf:subject ex:{a} ; rdf:predicate tk:leadsTo ; rdf:object ex:{b} ;
    tk:modality tk:{modality} ; tk:directness tk:Step ; tk:summary "{said}"@en ; tk:span ex:s{end} .
ex:s{end} a oa:SpecificResource ; oa:hasSource ex:book ; oa:hasSelector ex:p{end} ;
    tk:section 1 ; tk:sentence {end} ;
    tk:sha256 "{hashlib.sha256(TEXT[start:end].encode()).hexdigest()}" .
ex:p{end} a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} ."""
            for a, b, modality, said, start, end in claims
        ),
        "other.ttl",
    )


def rows_in(*words: str | Path) -> int:
    return int(ok(*words, "--format", "csv").splitlines()[1])


def read_csv(*words: str | Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ok(*words, "--format", "csv"))))


# ------------------------------------------------------------------------------ help and welcome


def test_bare_command_says_what_there_is_and_what_to_try() -> None:
    out = ok()
    assert "concepts" in out and "claims" in out and "not medical advice" in out
    tried = [line.split("  ")[1] for line in out.splitlines() if line.startswith("  twitchkg")]
    assert "twitchkg explain stress fasciculation" in tried
    for command in tried:
        words = command.split()[1:]
        if words[0] != "explore":  # which would write into the current folder
            ok(*words)


def test_version_and_help() -> None:
    assert ok("--version") == f"twitchkg {twitchkg.__version__}\n"
    text = ok("--help")
    for name, summary in COMMANDS.items():
        assert f"    {name} " in text
        assert summary.split(",")[0] in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_names_its_options(name: str) -> None:
    text = ok(name, "--help")
    assert text.startswith(f"usage: twitchkg {name} ")
    actions = build_parser()._subparsers._group_actions[0].choices[name]._actions  # type: ignore[union-attr, index]
    for action in actions:
        assert action.help, f"{action.dest} is not described"
        for option in action.option_strings:
            assert option in text
    assert "--graph" in text and "--add" in text


def test_the_two_ways_to_start_are_one(tmp_path: Path) -> None:
    done = process("search", "stress", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.decode() == ok("search", "stress", "--format", "csv")


# ------------------------------------------------------------------------------ query


def test_query_writes_what_the_answer_is_in_each_format(kg: twitchkg.KnowledgeGraph) -> None:
    table, graph = kg.query(SELECT), kg.query(CONSTRUCT)
    assert isinstance(table, twitchkg.Table) and isinstance(graph, twitchkg.Graph)
    assert len(table) > 2 and len(graph) > 2
    for format in FORMATS:
        assert ok("query", SELECT, "--format", format).strip() == table.render(format).strip()
    for format in GRAPH_FORMATS:
        assert ok("query", CONSTRUCT, "--format", format).strip() == graph.serialize(format).strip()
    assert ok("query", SELECT) == table.to_tsv(), "TSV is what a pipe gets"
    assert ok("query", CONSTRUCT) == graph.serialize("turtle")


@pytest.mark.parametrize(("pattern", "answer"), [("tk:Stress", True), ("tk:Magnesium", False)])
def test_query_ask_in_each_format(pattern: str, answer: bool) -> None:
    query = f"ASK {{ {pattern} tk:leadsTo+ ?x }}"
    assert ok("query", query, "--format", "table") == ("yes\n" if answer else "no\n")
    text = ok("query", query, "--format", "json")
    results = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    assert isinstance(results, pyoxigraph.QueryBoolean) and bool(results) is answer
    for format in ("csv", "tsv", "markdown"):
        assert ok("query", query, "--format", format) == f"{answer}\n".lower()


def test_formats_that_do_not_fit_the_answer_are_refused() -> None:
    assert "turtle" in run("query", CONSTRUCT, "--format", "csv").error
    assert "json" in run("query", SELECT, "--format", "turtle").error
    assert "json" in run("query", "ASK {}", "--format", "rdf/xml").error


def test_a_query_comes_from_a_file_or_from_stdin(tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(SELECT, "utf-8")
    expected = ok("query", SELECT)
    assert ok("query", f"@{file}") == expected
    done = process("query", "-", stdin=SELECT.encode())
    assert (done.returncode, done.stdout.decode()) == (0, expected)
    file.write_bytes(b"SELECT \xff")
    assert "UTF-8" in run("query", f"@{file}").error
    assert "cannot be read" in run("query", f"@{tmp_path}").error
    assert "no such file" in run("query", f"@{tmp_path / 'nope'}").error
    assert b"UTF-8" in process("query", "-", stdin=b"\xff").stderr
    file.write_bytes(b"\xef\xbb\xbf" + SELECT.encode())
    assert ok("query", f"@{file}") == expected  # a byte-order mark
    assert "larger than 64 MiB" in run("query", "@/dev/zero").error
    assert "larger than 64 MiB" in run("check", "--source", "knee-twitching=/dev/zero").error


def test_a_time_limit_that_is_hit_is_an_error() -> None:
    assert "0.2 s" in run("query", ENDLESS, "--timeout", "0.2").error
    assert ok("query", SELECT, "--timeout", "30") == ok("query", SELECT)
    assert ok("query", SELECT, "--timeout", "0", "--max-memory", "0") == ok("query", SELECT)
    assert ok("query", SELECT, "--unconfined") == ok("query", SELECT)
    for wrong in ("-1", "nan", "inf"):
        assert "memory limit" in run("query", SELECT, f"--max-memory={wrong}").error
        assert "time limit" in run("query", SELECT, f"--timeout={wrong}").error
    assert run("query", SELECT, "--timeout", "soon").code == 2


# ------------------------------------------------------------------------------ which graph


def test_graph_and_add_before_and_after_the_command(other: Path, turtle: WriteTurtle) -> None:
    more = turtle("<urn:a> <urn:b> <urn:c> .", "more.ttl")
    own, built_in = rows_in("--graph", other, "query", COUNT), rows_in("query", COUNT)
    assert rows_in("query", COUNT, "--graph", other) == own != built_in
    assert rows_in(f"--graph={other}", "query", COUNT) == own
    for words in (
        ("--graph", other, "--graph", more, "query", COUNT),
        ("query", COUNT, "--graph", other, "--graph", more),
        ("--graph", other, "query", COUNT, "--graph", more),
        ("--graph", other, "query", COUNT, "--add", more),
        ("--add", more, "query", COUNT, "--graph", other),
    ):
        assert rows_in(*words) == own + 1
    assert rows_in("--add", other, "query", COUNT, "--add", more) == built_in + own + 1


def test_the_environment_names_a_graph(
    other: Path, turtle: WriteTurtle, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = turtle("<urn:a> <urn:b> <urn:c> .", "more.ttl")
    own = rows_in("--graph", other, "query", COUNT)
    monkeypatch.setenv("TWITCHKG_GRAPH", str(other))
    assert rows_in("query", COUNT) == own
    assert rows_in("query", COUNT, "--graph", more) == 1, "the option wins"
    assert rows_in("query", COUNT, "--add", more) == own + 1
    out = ok()
    assert "3 concepts" in out
    for line in out.splitlines():
        if line.startswith("  twitchkg --graph") and " explain " in line:
            ok(*shlex.split(line.strip().split("  ")[0])[1:])
            break
    else:
        pytest.fail("nothing to explain is proposed")
    monkeypatch.setenv("TWITCHKG_GRAPH", os.pathsep.join(map(str, (other, more))))
    assert rows_in("query", COUNT) == own + 1
    monkeypatch.setenv("TWITCHKG_GRAPH", f"{other}.nope.ttl")
    assert "no such file" in run("query", COUNT).error


# ------------------------------------------------------------------------------ ask and queries


def test_ask_takes_a_parameter_more_than_once() -> None:
    assert ok("ask", "ask/causes-of") == ok("ask", "causes-of", "symptom=muscle twitch")
    both = ok("ask", "effects-of", "cause=stress", "cause=anxiety").splitlines()
    for cause in ("stress", "anxiety"):
        alone = ok("ask", "effects-of", f"cause={cause}").splitlines()
        assert len(alone) > 1 and set(alone) <= set(both)


def test_ask_with_wrong_parameters() -> None:
    assert "ask/causes-of" in run("ask", "cause-of").error
    assert "symptom" in run("ask", "causes-of", "sympton=twitching").error
    assert "name=value" in run("ask", "causes-of", "twitching").error
    assert "name=value" in run("ask", "causes-of", "=twitching").error
    assert "unknown concept" in run("ask", "causes-of", "symptom=").error
    assert "--timeout" in run("ask", "causes-of", "timeout=3").error
    for reserved in ("self", "name", "kg"):
        assert reserved in run("ask", "causes-of", f"{reserved}=3").error


def test_queries_lists_and_shows() -> None:
    listed = read_csv("queries")
    files = sorted((ROOT / "queries").rglob("*.rq"))
    assert [row["name"] for row in listed] == [
        f"{file.parent.name}/{file.stem}" for file in files if file.stem != "prefixes"
    ]
    assert len(listed) >= 30
    triage = read_csv("queries", "triage")
    assert [row for row in listed if row["name"].startswith("triage/")] == triage
    assert ok("queries", "triage/", "--format", "csv") == ok("queries", "triage", "--format", "csv")
    shown = ok("queries", "causes-of")
    assert shown == (ROOT / "queries" / "ask" / "causes-of.rq").read_text("utf-8")
    assert ok("query", shown) == ok("ask", "causes-of"), "what is shown can be run as it is"


# ------------------------------------------------------------------------------ explain


def test_explain_tells_each_step_with_its_hedge_and_place() -> None:
    out = ok("explain", "stress", "fasciculation")
    for wanted in (
        "How stress leads to fasciculation",
        "1. stress → heightened arousal",
        "high stress hormone levels → nerve hyperexcitability",
        "[stated; section 1, sentence 13]",
        "weakest step: inferred",
        "why inferred: ",
        "a chain is derived",
        "not medical advice",
    ):
        assert wanted in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("stress", "fasciculation"), "heightened arousal or high stress hormone levels → nerve"),
        (("stress", "fasciculation"), "how it comes: stress → poor sleep (stated, often)"),
        (("strenuous exercise", "twitching"), "Chain 1: 2 steps, weakest step: possible"),
        (("low potassium", "twitching"), "electrolyte deficiency (stated), which can lead to"),
        (("magnesium", "twitching"), "It is low magnesium, which is a lack of magnesium, that is"),
        (("fasciculation", "stress"), "Only the other way round: stress → fasciculation"),
        (("ALS", "twitching", "--with", "background"), "The background says, not the article:"),
    ],
)
def test_explain_tells_chains_as_an_expert_would(ends: tuple[str, ...], told: str) -> None:
    out = " ".join(ok("explain", *ends).split())
    assert told in out
    order = [out.find(f" {part} ") for part in ("In one statement", "Also", "Why not")]
    assert [at for at in order if at > 0] == sorted(at for at in order if at > 0)


def test_explain_lists_all_that_leads_there_directly() -> None:
    out = " ".join(ok("explain", "magnesium", "fasciculation").split())
    listed = out.partition("fasciculation comes directly from: ")[2].partition(".")[0].split(", ")
    assert len(listed) == 20
    assert listed == sorted(listed)


def test_explain_json_and_tables_hold_the_same_chains() -> None:
    told = json.loads(ok("explain", "stress", "fasciculation", "--format", "json"))
    assert told["from"] == {"iri": TK + "Stress", "label": "stress"}
    assert told["complete"] is True and told["chains"] and told["summaries"]
    expected = [
        (str(number), str(count), step["from"]["label"], step["to"]["label"], claim["iri"])
        for number, chain in enumerate(told["chains"], 1)
        for count, step in enumerate(chain["steps"], 1)
        for claim in step["claims"]
    ]
    for claim in (c for chain in told["chains"] for s in chain["steps"] for c in s["claims"]):
        assert claim["modality"] and claim["summary"] and claim["spans"]
    rows = read_csv("explain", "stress", "fasciculation")
    columns = ("chain", "step", "from", "to", "claim")
    how = [row for row in rows if row["part"] == "how"]
    assert [tuple(row[name] for name in columns) for row in how] == expected
    assert [row["countsAs"] for row in how if row["step"] == "3"] == [
        *["stated", "inferred", "inferred", "inferred", "inferred", "inferred"],
    ]
    assert [row["part"] for row in rows if row not in how] == ["in one go", "also"]
    assert {row["part"] for row in read_csv("explain", "magnesium", "twitching")} == {"why not"}
    tsv = ok("explain", "stress", "fasciculation", "--format", "tsv").splitlines()
    markdown = ok("explain", "stress", "fasciculation", "--format", "markdown").splitlines()
    assert len(tsv) - 1 == len(markdown) - 2 == len(rows)


def test_explain_without_a_chain_is_an_answer() -> None:
    out = ok("explain", "stress", "magnesium")
    assert "No causal chain from stress to magnesium is in this graph." in out
    assert "weakest" not in out
    told = json.loads(ok("explain", "stress", "magnesium", "--format", "json"))
    assert told["chains"] == [] and told["complete"] is True
    assert ok("explain", "stress", "magnesium", "--format", "csv").count("\n") == 1
    for format in ("mermaid", "dot"):
        out = ok("explain", "stress", "magnesium", "--format", format)
        assert "->" not in out and "no causal chain" in out
        assert "stress" in out and "magnesium" in out


def test_explain_shows_the_sentences_of_a_source_at_hand(other: Path) -> None:
    book = other.with_name("book.txt")
    words = ("--graph", other, "explain", "rain", "dirt")
    out = ok(*words, "--source", f"book={book}")
    assert "the source: “Rain makes mud.”" in out
    assert "the source: “Mud – naturally – makes dirt.”" in out
    assert "“" not in ok(*words)
    assert "the source: “Rain makes mud.”" in ok(
        "--graph", other, "show", "mud", "--source", f"book={book}"
    )
    book.write_text(TEXT.replace("Rain", "Snow"), "utf-8")
    assert "another digest" in run(*words, "--source", f"book={book}").error
    book.write_text("Rain", "utf-8")
    assert "code points" in run(*words, "--source", f"book={book}").error
    assert "there are: book" in run(*words, "--source", f"nope={book}").error
    assert "name=value" in run(*words, "--source", book).error
    assert "cannot be read" in run(*words, "--source", f"book={other.parent}").error
    book.write_bytes(b"\xff")
    assert "UTF-8" in run(*words, "--source", f"book={book}").error


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not at hand")
def test_explain_shows_the_very_sentences_of_the_article() -> None:
    source = f"knee-twitching={ARTICLE}"
    out = " ".join(ok("explain", "stress", "fasciculation", "--source", source).split())
    assert out.count("the source: “") >= 6
    article = " ".join(ARTICLE.read_text("utf-8").split())
    for quoted in out.split("the source: “")[1:]:
        assert quoted.partition("”")[0] in article
    assert run("check", "--source", source).code == 0


def test_explain_stops_at_a_limit_and_says_so() -> None:
    for limit in ("0", "-3"):
        assert "1 or more" in run("explain", "stress", "fasciculation", f"--limit={limit}").error
    one = ok("explain", "stress", "fasciculation", "--limit", "1")
    assert "Chain 1:" in one and "Chain 2:" not in one and "--limit N shows more" in one
    assert "same concept" in run("explain", "stress", "tk:Stress").error
    assert run("explain", "stress").code == 2


def test_chains_without_claims_are_told_as_such(turtle: WriteTurtle) -> None:
    words = ("--graph", turtle("ex:a tk:leadsTo ex:b ."), "explain", "a", "b")
    assert "no evidence recorded" in ok(*words)
    assert [row["modality"] for row in read_csv(*words)] == ["no evidence recorded"]


# ------------------------------------------------------------------------------ show and search


def test_show_tells_names_statements_and_red_flags() -> None:
    out = ok("show", "low", "magnesium")
    assert out.startswith("low magnesium\n")
    for wanted in ("tk:LowMagnesium", "is a lack of · magnesium", "sentence", "not medical advice"):
        assert wanted in out
    assert "NOT: " not in out
    assert "What leads to it" in ok("show", "fasciculation")
    assert "Red flags, most urgent first" in ok("show", "muscle atrophy")
    told = json.loads(ok("show", "low magnesium", "--format", "json"))
    assert told["iri"] == TK + "LowMagnesium"
    assert all(told[k] for k in ("synonyms", "claims", "definition", "kinds", "crossReferences"))
    assert "unknown concept" in run("show", "").error


def test_search_lists_hits_and_says_when_there_are_none() -> None:
    (first, *_) = rows = read_csv("search", "magnesum")
    assert first["concept"] == TK + "Magnesium" and first["definition"]
    found = json.loads(ok("search", "magnesum", "--format", "json"))
    assert len(found["results"]["bindings"]) == len(rows)
    assert ok("search", "stress", "--limit", "1").count("\n") == 2
    assert ok("search", "muscle", "twitch") == ok("search", "muscle twitch")
    for text in ("", "qqqqqq", "\u202e", "'\"\\"):
        result = run("search", text)
        assert (result.code, result.out.count("\n")) == (0, 1)
        assert "nothing in this graph" in result.err


# ------------------------------------------------------------------------------ check and export


def test_check_passes_on_the_built_in_graph_and_fails_on_a_broken_one(
    other: Path, turtle: WriteTurtle
) -> None:
    out = ok("check")
    assert all(line.startswith("ok: ") for line in out.splitlines()) and out.count("\n") >= 3
    assert json.loads(ok("check", "--format", "json"))["results"]["bindings"] == []
    extra = turtle("tk:Magnesium tk:leadsTo tk:Fasciculation .", "extra.ttl")
    result = run("--add", extra, "check")
    assert (result.code, result.err) == (1, "")
    *findings, last = result.out.splitlines()
    assert findings and all(": tk:Magnesium: " in finding for finding in findings)
    assert last.startswith(f"{len(findings)} finding")
    result = run("check", "--add", extra, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert result.code == 1 and len(rows) == len(findings)
    assert {row["subject"] for row in rows} == {TK + "Magnesium"}
    book = other.with_name("book.txt")
    book.write_text(TEXT.replace("Mud", "Mad"), "utf-8")
    wrong = run("--graph", other, "check", "--source", f"book={book}")
    assert wrong.code == 1 and "another digest" in wrong.out


def test_export_wants_ends_for_diagrams_and_only_for_them() -> None:
    assert "--from" in run("export", "--format", "dot", "--from", "stress").error
    assert "mermaid" in run("export", "--from", "stress", "--to", "fasciculation").error
    assert ok("export") == ok("export", "--format", "turtle")
    for format in ("mermaid", "dot"):
        drawn = ok("export", "--format", format, "--from", "stress", "--to", "fasciculation")
        assert ok("explain", "stress", "fasciculation", "--format", format) == drawn


# ------------------------------------------------------------------------------ output


def test_explore_writes_one_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("explore", "-o", page, "--from", "stress", "--to", "fasciculation")
    assert (result.code, result.out, result.err) == (0, "", f"wrote {page}\n")
    html = page.read_text("utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert ok("explore", "-o", "-", "--from", "stress", "--to", "fasciculation") == html
    assert os.listdir(tmp_path) == ["page.html"]
    done = process("explore", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["page.html", "twitchkg.html"]
    assert "both ends" in run("explore", "--from", "stress").error


def test_output_files_hold_what_would_be_printed(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for words in (
        ("query", SELECT),
        ("query", SELECT, "--format", "csv"),
        ("ask", "red-flags"),
        ("queries",),
        ("search", "stress"),
        ("show", "stress"),
        ("explain", "stress", "fasciculation"),
        ("export", "--format", "graphml"),
    ):
        result = run(*words, "-o", target)
        assert (result.code, result.out, result.err) == (0, "", f"wrote {target}\n")
        assert target.read_bytes().decode("utf-8") == ok(*words)
    assert os.listdir(tmp_path) == ["out"]


def test_a_failure_leaves_the_target_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "kept.txt"
    target.write_text("kept", "utf-8")
    for words in (
        ("query", "SELECT oops"),
        ("explain", "stress", "qqqqqq"),
        ("query", ENDLESS, "--timeout", "0.2"),
        ("explore", "--from", "stress"),
        ("show", "qqqqqq"),
    ):
        assert run(*words, "-o", target).code == 1
        assert target.read_text("utf-8") == "kept"
    assert os.listdir(tmp_path) == ["kept.txt"]


def test_nothing_is_bold_or_cut_in_a_file_written_from_a_terminal(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for words in (
        ("explain", "stress", "fasciculation"),
        ("ask", "red-flags", "--format", "table"),
    ):
        assert terminal([*words, "-o", str(target)], columns=44) == f"wrote {target}\n"
        assert target.read_text("utf-8") == ok(*words)


def test_a_terminal_gets_a_table_that_fits_and_a_pipe_gets_tsv() -> None:
    wide = terminal(["query", SELECT], columns=100)
    assert wide.splitlines()[0].split() == ["x", "l"] and "\t" not in wide
    narrow = terminal(["ask", "red-flags"], columns=60)
    assert max(map(len, narrow.splitlines())) <= 60
    piped = process("query", SELECT).stdout.decode()
    assert piped.startswith("?x\t?l\n")
    assert terminal(["query", SELECT, "--format", "tsv"]) == piped


def test_bold_is_for_terminals_that_want_it() -> None:
    words = ["explain", "stress", "fasciculation"]
    plain = ok(*words)
    on_terminal = terminal(words)
    assert on_terminal.startswith("\x1b[1mHow stress leads to fasciculation\x1b[0m\n")
    assert on_terminal.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain
    assert terminal(words, env={"NO_COLOR": "1"}) == plain
    assert terminal(words, env={"TERM": "dumb"}) == plain
    assert process(*words).stdout.decode() == plain


def test_no_locale_stands_in_the_way_of_an_answer() -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    words = ["explain", "stress", "fasciculation"]
    assert process(*words, env=ascii_only).stdout.decode("utf-8") == ok(*words)
    shown = terminal(words, env={**ascii_only, "NO_COLOR": "1"})
    assert "stress \\u2192 heightened arousal" in shown
    for name in COMMANDS:
        done = process(name, "--help", env=ascii_only)
        assert (done.returncode, done.stderr) == (0, b"")


# ------------------------------------------------------------------------------ ends of a process


def test_a_reader_that_has_enough_is_no_error() -> None:
    for words in ("export", "query 'SELECT * { ?s ?p ?o }'", "queries", "", "--help"):
        done = shell(f"{{ $twitchkg {words}; echo code $? >&2; }} | head -n 1")
        assert (done.stderr, done.stdout.count(b"\n")) == (b"code 0\n", 1), words
        done = shell(f"{{ sleep 0.2; $twitchkg {words}; echo code $? >&2; }} | true")
        assert done.stderr == b"code 0\n", words


def test_closed_streams_are_no_reason_for_a_traceback() -> None:
    done = shell("$twitchkg query - <&-")
    assert done.returncode == 1
    assert done.stderr.decode().startswith("error: the query does not parse")
    done = shell("$twitchkg search stress >&-")
    assert done.stderr == b""
    done = shell("$twitchkg show qqqqqq 2>&-")
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error() -> None:
    for words in ("export", "search stress", "", "--help", "--version"):
        done = shell(f"$twitchkg {words} > /dev/full")
        assert done.returncode == 1, words
        assert done.stderr.decode().lower() == "error: no space left on device\n"
    error = run("export", "-o", "/dev/full").error
    assert error == "/dev/full: cannot be written: no space left on device"


@pytest.mark.parametrize("limit", [(), ("--timeout", "60")])
def test_ctrl_c_stops_a_long_query_at_once(limit: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.write_text("kept", "utf-8")
    began = time.monotonic()
    process("query", SELECT)
    loaded = time.monotonic() - began
    child = subprocess.Popen(
        [sys.executable, "-m", "twitchkg", "query", ENDLESS, *limit, "-o", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has its children ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env=environment(),
        cwd=ROOT,
    )
    time.sleep(0.5 + 2 * loaded)  # the engine is at work
    child.send_signal(signal.SIGINT)
    try:
        out, err = child.communicate(timeout=20)
    finally:
        child.kill()
    # 130 or death by the signal itself: a shell tells both as 130.
    assert child.returncode in (130, -signal.SIGINT)
    assert (out, err) in ((b"", b""), (b"", b"stopped\n"))
    assert os.listdir(tmp_path) == ["kept"] and target.read_text("utf-8") == "kept"
