"""Hatchling's hook: builds the SPARQL panel with npm before the package is put together.

A machine without npm or network still gets the package: its page then says what is missing.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SparqlBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """For wheels, editable installs and source distributions alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build unless the built files are those of these sources."""
        # Loaded by path: the package itself needs libraries that a build environment has not.
        spec = spec_from_file_location("build_sparql", Path(__file__).with_name("build.py"))
        assert spec and spec.loader
        module = module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        if module.is_built():
            return
        try:
            module.build()
        except module.CannotBuild as problem:
            self.app.display_warning(f"the page will come without SPARQL: {problem}")
