"""Runs the command as a user does: in this process, as a process of its own, or on a terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from twitchkg.cli import main

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT.parent / "shared" / "sources" / "knee-twitching.txt"


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line that a failure prints; fails the test if it is anything else."""
        assert self.code == 1, self
        assert self.out == "", self
        assert self.err.startswith("error: ") and self.err.endswith("\n"), self
        assert self.err[:-1].isprintable(), self
        return self.err[7:-1]


def run(*words: str | Path) -> Result:
    """`twitchkg WORDS…` in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(list(map(str, words)))
        except SystemExit as stop:
            code = int(stop.code or 0)
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return Result(code, out.buffer.getvalue().decode("utf-8"), err.getvalue())


def ok(*words: str | Path) -> str:
    """What a run that must succeed prints."""
    result = run(*words)
    assert (result.code, result.err) == (0, ""), result
    return result.out


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """This environment with the checkout on the path and without what changes the output."""
    strange = ("TWITCHKG_GRAPH", "NO_COLOR", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8")
    kept = {name: value for name, value in os.environ.items() if name not in strange}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **(changes or {})}


def process(
    *words: str | Path,
    stdin: bytes | None = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """`python -m twitchkg WORDS…` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "twitchkg", *words],
        input=stdin,
        capture_output=True,
        env=environment(env),
        cwd=cwd or ROOT,
        timeout=60,
    )


def shell(script: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """A shell script in which ``$twitchkg`` runs the command."""
    command = f'twitchkg="{sys.executable} -m twitchkg"\n{script}'
    return subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, env=environment(env), cwd=ROOT, timeout=60
    )


def terminal(
    words: Sequence[str],
    *,
    columns: int = 100,
    env: Mapping[str, str] | None = None,
    keys: str | None = None,
) -> str:
    """What stands on a terminal of that width; `keys` is what a person types, if anything."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-m", "twitchkg", *words],
        stdin=subprocess.DEVNULL if keys is None else theirs,
        stdout=theirs,
        stderr=subprocess.STDOUT,
        env=environment(env),
        cwd=ROOT,
    )
    os.close(theirs)
    if keys is not None:
        os.write(ours, keys.encode())
    chunks = []
    try:
        while chunk := os.read(ours, 1 << 16):
            chunks.append(chunk)
    except OSError:  # the other end was closed
        pass
    finally:
        os.close(ours)
        child.wait(timeout=60)
    return b"".join(chunks).decode("utf-8", "replace").replace("\r\n", "\n")
