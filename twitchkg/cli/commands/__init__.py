"""One module a command: its options, and what it prints."""

from __future__ import annotations
