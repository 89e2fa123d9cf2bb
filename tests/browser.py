"""Chromium and fonts for the browser tests: found, or brought by `python tests/browser.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress

import fonts

# The one without a window first: it opens a page in half the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

# A container's root has no user namespaces, and a test browser has no business on the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowser(RuntimeError):
    """There is no Chromium that starts; the message says what to do."""


def find() -> str:
    """Path of a Chromium that starts: $CHROMIUM, else the system's, else Playwright's own.

    Raises NoBrowser, also when $CHROMIUM is set to something that does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if (path := shutil.which(named)) and starts(path):
            return path
        raise NoBrowser(f"CHROMIUM is {named!r}, which does not start")
    for path in filter(None, map(shutil.which, NAMES)):
        if not is_snap(path) and starts(path):
            return path
    path = playwrights_own()
    if os.path.exists(path) and starts(path):
        return path
    raise NoBrowser("no Chromium found; `python tests/browser.py` brings one")


def starts(path: str) -> bool:
    """Whether the program runs at all (a missing shared library or a stub ends here)."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def is_snap(path: str) -> bool:
    """Whether it is a snap, or a script that calls one: a snap cannot open pages under /tmp."""
    real = os.path.realpath(path)
    if real == "/usr/bin/snap" or real.startswith("/snap/"):
        return True
    with open(real, "rb") as program:
        head = program.read(4096)
    return head.startswith(b"#!") and b"/snap/" in head


def playwrights_own() -> str:
    """Where Playwright keeps its Chromium, whether or not it is there yet."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def bring() -> str:
    """A Chromium that starts, installed if need be; raises NoBrowser."""
    try:
        return find()
    except NoBrowser:
        if os.environ.get("CHROMIUM"):
            raise
    # The system's package first where we may: it comes with the libraries that it needs.
    if install("chromium-headless-shell") or install("chromium"):
        with suppress(NoBrowser):
            return find()
    print("no Chromium here: Playwright downloads one", flush=True)
    run(sys.executable, "-m", "playwright", "install", "chromium")
    try:
        return find()
    except NoBrowser:
        raise NoBrowser("no Chromium could be had; name one: CHROMIUM=…") from None


def bring_fonts() -> list[str]:
    """The names of the font sets that are here, their packages installed if need be."""
    missing = {name: fonts.SETS[name].package for name in fonts.SETS if not has(name)}
    if missing:
        install(*missing.values())
    return [name for name in fonts.SETS if has(name)]


def has(name: str) -> bool:
    try:
        return bool(fonts.find(name))
    except fonts.NoFonts:
        return False


def install(*packages: str) -> bool:
    """Whether Debian's packages could be installed; False where there is no apt, or no right."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"installing {' '.join(packages)}", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    command = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return run(*command) or (run("apt-get", "update", "-qq") and run(*command))


def run(*command: str) -> bool:
    """Whether the command succeeded within ten minutes; its output goes where ours goes."""
    try:
        return subprocess.run(command, check=False, timeout=600).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main() -> int:
    """Bring Chromium and fonts; 1 only where a missing one is an error (CI)."""
    complete = True
    try:
        print(f"browser: {bring()}")
    except NoBrowser as problem:
        complete = False
        print(f"browser: {problem}", file=sys.stderr)
    here = bring_fonts()
    print(f"fonts: {', '.join(here) or 'none'}")
    for name in fonts.SETS:
        if name in here:
            continue
        complete = False
        print(f"fonts: install {fonts.SETS[name].package} to test with {name}", file=sys.stderr)
    return 1 if os.environ.get("CI") and not complete else 0


if __name__ == "__main__":
    sys.exit(main())
