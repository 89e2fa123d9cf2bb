"""A graph or a chain in the formats of other programs, one module per family of formats."""

from __future__ import annotations
