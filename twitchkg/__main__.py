"""`python -m twitchkg` and the console command: until it can answer, Ctrl-C ends it silently."""

from __future__ import annotations


def entry() -> None:
    """Run the command line and leave."""
    # Built in: to import `signal` takes the time in which Ctrl-C may come.
    import _signal  # type: ignore[import-not-found]

    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)  # until cli.signals.hear_interrupts
    from twitchkg.cli import entry

    entry()


if __name__ == "__main__":
    entry()
