"""`python -m twitchkg`: the same as the `twitchkg` command."""

from __future__ import annotations

import sys

from twitchkg.cli import main

if __name__ == "__main__":
    sys.exit(main())
