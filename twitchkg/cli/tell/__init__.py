"""Wording that commands share."""

from __future__ import annotations
