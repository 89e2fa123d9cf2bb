"""How the command ends: nothing half-written is left, no traceback, no success that was none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import environment, process, run, shell, terminal

ESCAPE = 'SELECT ("a\\u001b[31mb\\u009bc\\rd\\te" AS ?x) {}'

WRITER = """
import os, sys, time
from twitchkg import files
from twitchkg.cli.options import emit
def slow(handle, data):
    os.write(handle, data[:3])
    print("writing", flush=True)
    time.sleep(30)
files._write_all = slow
class arguments: output = sys.argv[1]
emit(arguments, "a long text")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_mid_write_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, target], env=environment(), stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"writing\n"
    assert len(os.listdir(tmp_path)) == 2
    child.send_signal(number)
    assert child.wait(20) != 0
    assert os.listdir(tmp_path) == ["page.html"] and target.read_text() == "old"
    if number != signal.SIGINT:
        assert child.returncode == -number  # whoever waits for it sees what ended it


def test_what_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """Such as by nohup."""
    program = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    program += WRITER.replace("time.sleep(30)", "os.kill(os.getpid(), 1)")
    target = tmp_path / "a"
    done = subprocess.run([sys.executable, "-c", program, target], env=environment(), timeout=60)
    assert done.returncode == 0
    assert target.read_text() == "a l\n"


@pytest.mark.parametrize(
    "words", [["-m", "twitchkg"], ["-c", "import twitchkg.__main__ as m; m.entry()"]]
)
def test_ctrl_c_while_it_starts_is_silent(words: list[str]) -> None:
    """At whatever moment behind the interpreter's own start and ours."""
    for wait in (0.02, 0.04, 0.06, 0.08, 0.1, 0.15):
        child = subprocess.Popen(
            [sys.executable, "-X", "importtime", *words, "search", "stress"],
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert child.stderr is not None
        for line in child.stderr:
            if b"twitchkg.errors" in line:  # the first that the command itself imports
                break
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        assert b"Traceback" not in child.stderr.read()
        assert child.wait(20) in (0, 130, -signal.SIGINT)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["--help", "query --help", "--version", "help query", ""])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_no_success(words: str, unbuffered: str) -> None:
    done = shell(f"$twitchkg {words} >/dev/full", env={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


@pytest.mark.parametrize("format", ["csv", "tsv", "markdown"])
def test_no_raw_control_reaches_a_terminal_and_a_pipe_gets_them_all(format: str) -> None:
    shown = terminal(["query", ESCAPE, "--format", format])
    assert "\x1b" not in shown and "\x9b" not in shown and "\rd" not in shown
    assert "a\\x1b" in shown and "31mb\\x9bc" in shown
    piped = process("query", ESCAPE, "--format", format).stdout.decode()
    assert "a\x1b" in piped and "31mb\x9bc" in piped


@pytest.mark.parametrize("words", [("search", "stress"), ("query", "ASK {}"), ("check",), ()])
def test_an_empty_name_of_a_graph_is_refused(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as from a variable that is not set: the built-in graph would answer in its place."""
    assert "empty" in run("--graph", "", *words).error
    assert "empty" in run("--add", "", *words).error
    monkeypatch.setenv("TWITCHKG_GRAPH", "")
    assert "TWITCHKG_GRAPH" in run(*words).error


@pytest.mark.parametrize("words", [("search", "stress"), ("export",), ("explore",)])
def test_an_empty_name_of_an_output_is_refused(words: tuple[str, ...]) -> None:
    assert "empty" in run(*words, "-o", "").error


CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "markdown", "n-triples"])
def test_head_ends_an_answer_of_any_length_at_once(format: str) -> None:
    query = CROSS
    if format == "n-triples":
        query = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"
    done = shell(f"$twitchkg query '{query}' --format {format} --timeout 50 | head -c 99")
    assert (len(done.stdout), done.stderr, done.returncode) == (99, b"", 0)


def test_head_ends_a_query_that_finds_nothing_more() -> None:
    """What reads is gone before there is anything to write."""
    done = shell(f"$twitchkg query '{CROSS} OFFSET 999999999999' --timeout 50 | true")
    assert (done.stderr, done.returncode) == (b"", 0)


def test_an_error_in_mid_answer_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "a.tsv"
    target.write_text("old")
    cut = process("query", CROSS, "--timeout", "0.5")
    assert cut.returncode == 1 and cut.stdout.startswith(b"?a\t?b")
    assert cut.stderr.decode().count("\n") == 1 and b"; the answer above it is cut" in cut.stderr
    kept = process("query", CROSS, "--timeout", "0.5", "-o", target)
    assert kept.returncode == 1 and kept.stdout == b"" and b"cut" not in kept.stderr
    assert os.listdir(tmp_path) == ["a.tsv"] and target.read_text() == "old"


def test_ctrl_c_in_mid_answer_ends_at_once() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "twitchkg", "query", CROSS],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline().startswith(b"?a\t")
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=20)
    assert told in (b"stopped\n", b"") and child.returncode in (130, -signal.SIGINT)
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)
