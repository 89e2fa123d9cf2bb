"""What is shipped: the sdist, the wheel made from it, and the installed command."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path, PurePosixPath

import pytest

from twitchkg.explorer.sparql import build as panel

ROOT = Path(__file__).resolve().parent.parent
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The source distribution, built from the checkout without a network."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel, built from the unpacked sdist as installers do."""
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        # the argument came with 3.11.4: Debian's Python is older
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(unpacked, **safely)
    (source,) = unpacked.iterdir()
    return build("wheel", source, tmp_path_factory.mktemp("wheel"))


def build(target, source, out):
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", out]
    subprocess.run(command, cwd=source, check=True, capture_output=True, text=True)
    (built,) = out.iterdir()
    return built


def files_below(*folders):
    """The checkout's files in these folders, as POSIX paths; no caches, no hidden files."""
    left_out = {"__pycache__", "node_modules"} | (set() if panel.is_built() else {"built"})
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and left_out.isdisjoint(path.parts) and not path.name.startswith(".")
    }


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_the_graph_and_the_questions_and_nothing_else(wheel):
    own = files_below("twitchkg")
    of_panel = {name for name in own if name.startswith("twitchkg/explorer/sparql/")}
    kept = {name for name in of_panel if name.endswith("/__init__.py") or "/built/" in name}
    lint = {name for name in own if name.startswith("twitchkg/explorer/lint/")}
    expected = own - lint - (of_panel - kept)  # what only builds or lints stays in the sdist
    expected |= {f"twitchkg/{name}" for name in files_below("ontology", "queries")}
    assert any(name.startswith("twitchkg/ontology/") for name in expected)
    assert any(name.startswith("twitchkg/queries/") for name in expected)
    shipped = {name for name in names_in(wheel) if ".dist-info/" not in name}
    assert shipped == expected


def test_the_wheel_is_typed_and_has_the_pages_assets(wheel):
    names = names_in(wheel)
    assert "twitchkg/py.typed" in names
    assets = files_below("twitchkg/explorer/assets", "twitchkg/explorer/src")
    assert assets and assets <= names


def test_the_sdist_holds_what_is_needed_to_build_and_test_it(sdist):
    with tarfile.open(sdist) as archive:
        names = {
            PurePosixPath(*PurePosixPath(member.name).parts[1:]).as_posix()
            for member in archive
            if member.isfile()
        }
    needed = files_below("twitchkg", "ontology", "queries", "tests", ".ci")
    assert "twitchkg/explorer/sparql/package-lock.json" in needed
    assert needed | {"LICENSE", "Makefile", "README.md", "pyproject.toml"} <= names


def test_the_same_bytes_each_time(sdist, wheel, tmp_path):
    for archive, target in ((sdist, "sdist"), (wheel, "wheel")):
        assert build(target, ROOT, tmp_path / target).read_bytes() == archive.read_bytes()


def test_the_metadata_names_both_licences_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (info,) = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        metadata = Parser().parsestr(archive.read(f"{info}/METADATA").decode())
        commands = archive.read(f"{info}/entry_points.txt").decode()
        licence = archive.read(f"{info}/licenses/LICENSE").decode()
    assert metadata["License-Expression"] == (
        "MIT AND CC-BY-4.0 AND CC-BY-3.0 AND CC0-1.0 AND LicenseRef-HPO AND LicenseRef-LOINC"
    )
    assert metadata["Requires-Python"] == ">=3.11"
    assert {"completion", "pandas", "test"} <= set(metadata.get_all("Provides-Extra"))
    assert "twitchkg = twitchkg.__main__:entry" in commands
    assert "MIT License" in licence and "CC BY 4.0" in licence
    assert "https://loinc.org/license" in licence and "HPO is acknowledged" in licence


def test_the_packages_version_is_the_projects():
    import twitchkg

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert twitchkg.__version__ == project["version"]


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A bare environment: the wheel, and this one's libraries as its dependencies."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    python = Path(paths["scripts"], "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    command = [*pip, "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(command, check=True, capture_output=True, text=True)
    # A .pth line only adds a folder: the .pth of our own editable install is not followed.
    libraries = sysconfig.get_path("platlib") + "\n" + sysconfig.get_path("purelib") + "\n"
    Path(paths["purelib"], "libraries.pth").write_text(libraries, encoding="utf-8")
    return Path(paths["scripts"])


@pytest.mark.parametrize("program", [["twitchkg"], ["python", "-m", "twitchkg"]])
def test_the_installed_wheel_answers_from_another_directory(installed, tmp_path, program):
    command = [installed / program[0], *program[1:], "query", "--format", "tsv", COUNT]
    done = subprocess.run(command, **elsewhere(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout.split()[-1]) > 500


def test_the_installed_wheel_reads_its_own_copies(installed, tmp_path):
    code = "import twitchkg.files as f; print(f.ontology_dir()); print(f.queries_dir())"
    done = subprocess.run([installed / "python", "-c", code], **elsewhere(tmp_path))
    assert done.stderr == ""
    for folder in map(Path, done.stdout.splitlines()):
        assert folder.resolve().is_relative_to(installed.parent.resolve())


@pytest.mark.slow
def test_a_fresh_environment_installs_the_wheel_with_its_dependencies(wheel, tmp_path):
    home = tmp_path / "fresh"
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    scripts = Path(sysconfig.get_path("scripts", vars={"base": str(home), "platbase": str(home)}))
    install = [scripts / "python", "-m", "pip", "install", "--quiet", wheel]
    subprocess.run(install, check=True, capture_output=True, text=True)
    done = subprocess.run([scripts / "twitchkg", "query", COUNT], **elsewhere(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def elsewhere(folder):
    """Arguments to run a program where the checkout is out of sight."""
    hidden = ("PYTHONPATH", "TWITCHKG_GRAPH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return {
        "cwd": folder,
        "env": environment,
        "capture_output": True,
        "text": True,
        "encoding": "utf-8",
        "check": False,
    }
