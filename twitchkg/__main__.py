"""`python -m twitchkg` and the console command: until it can answer, Ctrl-C ends it silently."""

from __future__ import annotations


def entry() -> None:
    """Run the command line and leave."""
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # cli.signals.hear_interrupts
    from twitchkg.cli import entry

    entry()


if __name__ == "__main__":
    entry()
