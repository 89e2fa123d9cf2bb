"""The page's pure scripts, by node's own test runner: tests/page/*.test.mjs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = sorted((Path(__file__).parent / "page").glob("*.test.mjs"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units(path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here: the page's pure scripts are tested in Chromium only")
    done = subprocess.run(
        [node, "--test", str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert "# pass 0" not in done.stdout
