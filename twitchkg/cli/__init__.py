"""The `twitchkg` command: reads the words, hands them to one module per command."""

from __future__ import annotations

import os
import sys

from twitchkg import __version__
from twitchkg.errors import MissingExtra, TwitchkgError, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Protocol

    class Command(Protocol):
        """What each module of `commands` offers; `to_json` too, where it has JSON of its own."""

        EXAMPLE: str

        def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

        def run(self, arguments: argparse.Namespace) -> int: ...


COMMANDS = {
    "explain": "how one thing leads to another, step by step, and how sure that is",
    "show": "what is known about a concept",
    "search": "find a concept by what people call it",
    "ask": "answer a saved question",
    "queries": "list the saved questions, or show one",
    "query": "answer SPARQL",
    "triage": "when to see a doctor, from what you notice",
    "bottlenecks": "what every chain to a symptom must pass",
    "what-if": "which chains are left without something",
    "compare": "what two causes share on their way, and what they do not",
    "modifiable": "causes that one can change, and the chains that would cut",
    "coverage": "what the graph carries of its source, and what it cannot know",
    "explore": "write the HTML page; it works offline",
    "export": "write the graph or a chain in another format",
    "load": "make a store on disk, for a graph of any size",
    "check": "prove that the graph keeps its promises",
}

HELP = {
    "background": "; turn it on with --with background",
    "causal": "; or name what is causal: --causal PROPERTY",
    "input-format": ": --input-format FORMAT",
    "queries": "; `twitchkg queries` lists them",
    "unconfined": ": --unconfined",
}
"""How the command line gets what an error says it needs."""

VALUED = frozenset(("--graph", "--add", "--with", "--causal", "--lang", "--input-format"))
"""The options before the command's name that a value follows."""

SHELLS = ("bash", "zsh", "tcsh")
EPILOG = """example:
  twitchkg explain stress fasciculation

`twitchkg COMMAND --help` tells more. Not medical advice."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0, 1 for an error, 2 for wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    try:
        arguments = _parsed(words)
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except TwitchkgError as error:
        words = [one_line(str(error)) + HELP.get(error.needs, ""), *getattr(error, "__notes__", ())]
        print(f"error: {'; '.join(words)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"error: {one_line(f'{where}{error.strerror or error}')}", file=sys.stderr)
        return 1


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """The words read; OSError where the help that they ask for cannot be written."""
    from io import StringIO

    parser = build_parser(words)
    output, sys.stdout = sys.stdout, StringIO()  # argparse hides it when it cannot write
    try:
        return parser.parse_args(words)
    finally:
        text, sys.stdout = sys.stdout.getvalue(), output
        if text:
            sys.stdout.write(text)
            sys.stdout.flush()


def entry() -> None:
    """The console command: runs `main` and leaves at once.

    A process that has printed its answer need not take its data apart object by object, which
    would cost a tenth of a short command's time; nor look for cycles every few hundred objects.
    """
    import gc

    gc.set_threshold(100_000, 20, 20)
    _mend_streams()
    code = main()
    try:
        sys.stdout.flush()
    except OSError:
        code = code or 1
    sys.stderr.flush()
    os._exit(code)


def _mend_streams() -> None:
    """Give a closed stream a place to go to, and let no locale stand in the way of an answer."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def build_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser; with `words` only the command that they name gets its options.

    Without `words` every command is complete: for completion scripts, help and tests.
    """
    import argparse

    from twitchkg.cli.options import AFTER, add_graph_options, width
    from twitchkg.cli.usage import Parser

    columns = min(width() or 100, 100) - 2

    def formatter(prog: str) -> argparse.HelpFormatter:
        # Told its width, argparse does not import shutil to ask for it.
        return argparse.RawDescriptionHelpFormatter(prog, width=columns)

    parser = Parser(
        prog="twitchkg",
        formatter_class=formatter,
        description="Ask why a muscle near the knee twitches, how one thing leads to the next, "
        "how sure the source is, and when to see a doctor.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"twitchkg {__version__}")
    parser.add_argument(
        "--completion",
        metavar="SHELL",
        choices=SHELLS,
        help=f"print a completion script for {', '.join(SHELLS)}, and stop",
    )
    add_graph_options(parser)
    # Told its name, argparse need not lay out a usage text to find it.
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="twitchkg"
    )
    named = None if words is None else _command_in(words)
    for name in (named,) if named in COMMANDS else COMMANDS:
        summary = COMMANDS[name]
        command = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            allow_abbrev=False,
            formatter_class=formatter,
        )
        add_graph_options(command, AFTER)
        if words is None or name == named:
            module = _module(name)
            module.add_arguments(command)
            if words is None or not {"-h", "--help"}.isdisjoint(words):
                command.epilog = _epilog(module)
    return parser


def _epilog(module: Command) -> str:
    """An example of the command, and what its JSON holds."""
    from twitchkg.cli.options import wrapped

    keys = getattr(getattr(module, "to_json", None), "__doc__", None)
    told = f"\n\n--format json:\n{wrapped(keys.replace('``', ''), '  ')}" if keys else ""
    return f"example:\n  {module.EXAMPLE}{told}"


def _command_in(words: Sequence[str]) -> str | None:
    """The first word that is neither an option nor the value of one that stands before it."""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in ("-h", "--help"):
            return None
        elif word in VALUED:
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _run(arguments: argparse.Namespace) -> int:
    from twitchkg.cli.options import set_destination
    from twitchkg.cli.signals import hear_interrupts

    hear_interrupts()
    set_destination(arguments)
    if arguments.completion:
        print(_completion(arguments.completion))
        return 0
    if arguments.command is None:
        from twitchkg.cli.commands.welcome import run

        return run(arguments)
    return _module(arguments.command).run(arguments)


def _completion(shell: str) -> str:
    """A script for the shell to source: all commands and options, nothing runs at each Tab."""
    try:
        import shtab
    except ImportError:
        raise MissingExtra("shtab", "--completion") from None
    return str(shtab.complete(build_parser(), shell=shell))


def _module(name: str) -> Command:
    from importlib import import_module

    return import_module(f"twitchkg.cli.commands.{name.replace('-', '_')}")
