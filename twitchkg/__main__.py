"""`python -m twitchkg`: the same as the `twitchkg` command."""

from twitchkg.cli import entry

if __name__ == "__main__":
    entry()
