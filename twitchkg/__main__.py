"""`python -m twitchkg`: the same as the `twitchkg` command."""

from __future__ import annotations

from twitchkg.cli import entry

if __name__ == "__main__":
    entry()
