"""Wrong input: one line on stderr, exit 1; wrong usage exits 2; never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import process, run
from hypothesis import given, settings
from hypothesis import strategies as st

from twitchkg.cli import COMMANDS


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_bytes(b"@prefix a: <urn:a#> .\na:b a:c a:d .\na:x a:y oops .\n")
    error = run("--graph", file, "search", "x").error
    assert error.startswith(f"{file}:3: ")
    for words in (("explain", "a", "b"), ("check",), ("export",), ("query", "ASK {}"), ()):
        assert run("--graph", file, *words).error == error
    assert run("show", "stress", "--add", file).error == error


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nope.ttl", "no such file"),
        ("two\nlines.ttl", "no such file"),
        ("file://elsewhere/a.ttl", "another machine"),
        ("https://example.org/sparql", "endpoints"),
    ],
)
def test_a_source_that_cannot_be_read_is_named(source: str, words: str) -> None:
    error = run("--graph", source, "search", "x").error
    assert words in error and " ".join(source.split()) in error


def test_a_line_break_in_a_name_makes_no_second_line(tmp_path: Path) -> None:
    name = tmp_path / "two\nlines"
    for words in (
        ("query", f"@{name}"),
        ("check", "--source", f"knee-twitching={name}"),
        ("show", "stress", "--source", f"knee-twitching={name}"),
        ("explore", "-o", name / "page.html"),
    ):
        assert "two lines" in run(*words).error


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?x\nWHERE { ?x a ?y . } }", "at line 2, column 21: "),
        ("", "at line 1, column 1: "),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "updates"),
        ("ASK {" + "{" * 5000 + "}" * 5000 + "}", "deep"),
    ],
)
def test_a_query_that_is_not_run_says_why_and_where(query: str, words: str) -> None:
    assert words in run("query", query).error


def test_names_that_are_not_there_bring_the_nearest() -> None:
    assert "did you mean: " in run("show", "hormone levelz").error
    assert "did you mean: " in run("explain", "stress", "muscle twiching thing").error
    assert "ask/causes-of" in run("ask", "causes").error
    assert "ask/causes-of" in run("queries", "cause-of").error


@pytest.mark.parametrize("name", ["explore", "export", "query", "explain", "show", "search"])
def test_an_output_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    words = {
        "query": ("query", "ASK {}"),
        "explain": ("explain", "stress", "fasciculation"),
        "show": ("show", "stress"),
        "search": ("search", "stress"),
    }.get(name, (name,))
    file = tmp_path / "file"
    file.write_text("kept")
    for target in (tmp_path / "no" / "such", tmp_path, file / "below", tmp_path / ("x" * 300)):
        assert run(*words, "-o", target).error.startswith(f"{target}: cannot be written: ")
    assert os.listdir(tmp_path) == ["file"] and file.read_text() == "kept"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    error = run("explore", "-o", tmp_path / "page.html").error
    assert "cannot be written" in error
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "words",
    [
        ("nope",),
        ("query",),
        ("query", "ASK {}", "--format", "xml"),
        ("query", "ASK {}", "--form", "csv"),
        ("explain", "stress", "fasciculation", "--format", "table"),
        ("export", "--format", "csv"),
        ("show", "stress", "--format", "csv"),
        ("search", "stress", "--limit", "few"),
        ("search",),
        ("check", "--source"),
        ("--graph",),
        ("--nope",),
        ("query", "ASK {}", "more"),
    ],
)
def test_wrong_usage_exits_2_and_says_how(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ") and result.err.count("\n") == 1
    assert result.err.endswith("--help` tells more\n")


def test_exit_codes_are_those_of_the_process() -> None:
    for words, code in ((("search", "x"), 0), (("show", "qqqqqq"), 1), (("nope",), 2)):
        done = process(*words)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


def test_words_that_are_not_utf_8_are_no_reason_for_a_traceback() -> None:
    word = os.fsdecode(b"\xff")
    for words in (
        ("query", word),
        ("query", f"@{word}"),
        ("ask", word),
        ("ask", "causes-of", f"symptom={word}"),
        ("ask", "search", f"text={word}"),
        ("queries", word),
        ("show", word),
        ("explain", word, "stress"),
        ("--graph", word, "search", "x"),
        ("check", "--source", f"{word}={word}"),
    ):
        done = process(*words)
        assert done.returncode == 1, words
        assert done.stderr.startswith(b"error: ") and done.stderr.count(b"\n") == 1, words
    assert process("search", word).returncode == 0


# What people mistype, and what programs pass on; NUL and lone surrogates cannot be words.
MISTYPED = """
stress|fasciculation|low magnesium|tk:Stress|causes-of|symptom=twitching|symptom=|=|--format|json
csv|text|mermaid|--limit|-1|0|3|99999999999999999999|--limit=1e3|--|-|@|--graph|--add|--source
knee-twitching=nope|--from|--to|--help|ASK {}|SELECT * WHERE { ?s a tk:Modality }|
"""
WORDS = st.one_of(
    st.sampled_from(MISTYPED.strip("\n").replace("\n", "|").split("|")),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)
SAFE = ("show", "search", "explain", "ask", "queries", "query", "export")


@settings(max_examples=80)
@given(st.sampled_from(SAFE), st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=1))
def test_any_words_end_in_an_answer_or_an_error_line(
    command: str, words: list[str], before: list[str]
) -> None:
    if any(word.startswith("-o") or word.startswith("--o") for word in words):
        return  # which would write into the current folder
    result = run(*before, command, *words)
    assert result.code in (0, 1, 2)
    if result.code:
        assert result.err.startswith("error: ") and result.err.endswith("\n")
        assert result.err[:-1].isprintable()
        assert result.out == ""
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["explian", "a", "b"], "did you mean explain?"),
        (["explain", "a", "b", "--limt", "3"], "did you mean --limit or"),
        (["explain", "poor", "sleep", "twitching"], "a name of several words stands in quotes"),
        (["magnesium"], "`twitchkg show magnesium`"),
        (["explain", "stress"], "required: TO"),
    ],
)
def test_wrong_usage_names_what_is_near(words: list[str], told: str) -> None:
    result = run(*words)
    assert result.code == 2 and told in result.err


def test_every_command_is_fed_with_nothing() -> None:
    for name in COMMANDS:
        if name != "explore":  # which would write into the current folder
            assert run(name).code in (0, 1, 2)
