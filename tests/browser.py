"""The Chromium that the browser tests drive: found, or brought by `python tests/browser.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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
    """A Chromium that starts, downloaded if need be; raises NoBrowser."""
    try:
        return find()
    except NoBrowser:
        if os.environ.get("CHROMIUM"):
            raise
    print("no Chromium here: Playwright downloads one", flush=True)
    run(sys.executable, "-m", "playwright", "install", "chromium")
    try:
        return find()
    except NoBrowser:
        if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
            raise NoBrowser("no Chromium could be had; name one: CHROMIUM=…") from None
    print("installing the system's Chromium package", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if run("apt-get", "update", "-q"):
        run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
    return find()


def run(*command: str) -> bool:
    """Whether the command succeeded; its output goes where ours goes."""
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    """Bring a Chromium; 1 only where a missing one is an error (CI)."""
    try:
        print(f"browser: {bring()}")
    except NoBrowser as problem:
        print(f"browser: {problem}", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
