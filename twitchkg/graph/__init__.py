"""What a graph holds, as plain immutable values; names, search, coverage."""

from __future__ import annotations
