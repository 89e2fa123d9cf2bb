"""Wording that commands share."""
