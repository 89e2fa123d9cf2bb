"""What is wrong with the words of a command line, in one line, and what may have been meant."""

import argparse
from collections.abc import Iterator
from typing import NoReturn

from twitchkg.errors import one_line

NO_COMMAND = "argument COMMAND: invalid choice: "
NOT_READ = "unrecognized arguments: "


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line with the nearest command or option, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        commands = dict(_subparsers(self))
        if message.startswith(NO_COMMAND):
            word = message.removeprefix(NO_COMMAND).partition(" (choose from ")[0].strip("'\"")
            near = _near(word, list(commands)) or f"; to look it up: `twitchkg show {word}`"
            message = f"{word} is no command{near}"
        elif message.startswith(NOT_READ):
            words = message.removeprefix(NOT_READ)
            near = "; a name of several words stands in quotes"
            if words.startswith("-"):
                actions = (act for each in (self, *commands.values()) for act in each._actions)
                near = _near(
                    words.split()[0], [name for act in actions for name in act.option_strings]
                )
            message = f"not understood: {words}{near}"
        self.exit(2, f"error: {one_line(message)}; `{self.prog} --help` tells more\n")


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=2, cutoff=0.6)
    return f" (did you mean {' or '.join(close)}?)" if close else ""


def _subparsers(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()
