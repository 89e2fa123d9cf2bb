"""Build what the SPARQL panel needs, with npm, into `built/` beside this file.

Standard library only: a build environment has nothing else. Runs in a folder of its own,
so that nothing but `built/` is left in the sources. The package's build hook imports it; by hand:
``python twitchkg/explorer/sparql/build.py``.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
PARTS = ("editor.js", "worker.js", "oxigraph.wasm")
LICENCES = "licences.txt"
SECONDS = 300


class CannotBuild(RuntimeError):
    """The panel cannot be built here; the message says why in one line."""


def sources() -> list[Path]:
    """What the built files depend on."""
    return [HERE / "package.json", HERE / "bundle.mjs", *sorted((HERE / "src").glob("*.js"))]


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


def build() -> None:
    """Install the exact packages with npm and bundle; raises CannotBuild."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise CannotBuild("Node.js with npm is not installed")
    with tempfile.TemporaryDirectory(prefix="twitchkg-sparql-") as folder:
        work = Path(folder)
        for path in sources():
            target = work / path.relative_to(HERE)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
        # No lock file: it would hold the addresses of this machine's registry.
        flags = "--no-package-lock --no-audit --no-fund --ignore-scripts --prefer-offline"
        patience = "--fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=2000"
        _run([npm, "install", *flags.split(), *patience.split()], work)
        _run([node, "bundle.mjs", "out"], work)
        BUILT.mkdir(exist_ok=True)
        (BUILT / "stamp").unlink(missing_ok=True)
        for name in PARTS:
            packed = gzip.compress((work / "out" / name).read_bytes(), 9, mtime=0)
            (BUILT / f"{name}.gz").write_bytes(packed)
        shutil.copyfile(work / "out" / LICENCES, BUILT / LICENCES)
        (BUILT / "stamp").write_text(stamp(), "ascii")


def _run(command: list[str], folder: Path) -> None:
    what = "npm install" if command[1] == "install" else "node bundle.mjs"
    environment = {**os.environ, "NO_UPDATE_NOTIFIER": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotBuild(f"{what} took more than {SECONDS} seconds") from None
    except OSError as error:
        raise CannotBuild(f"{what} did not start: {error}") from None
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if "error" in line.lower()]
        said = (errors or done.stderr.splitlines() or ["no reason given"])[0]
        raise CannotBuild(f"{what} failed: {said.strip()}")


def main() -> int:
    """Build unless that is done; 1 where it cannot be."""
    if is_built():
        return 0
    try:
        build()
    except CannotBuild as problem:
        print(f"SPARQL panel: {problem}", file=sys.stderr)
        return 1
    print(f"SPARQL panel: built in {BUILT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
