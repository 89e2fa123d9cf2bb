"""From words to findings, from findings to the rules of the graph, from rules to a verdict."""

from __future__ import annotations
