"""The page: one HTML file, without network, that shows what leads to what and how surely."""

from __future__ import annotations

from twitchkg.explorer.page import render

__all__ = ["render"]
