"""What the commands share: which graph, which format, where the output goes."""

from __future__ import annotations

import os
import sys
from contextvars import ContextVar

from twitchkg.cli.output import deliver
from twitchkg.errors import BadParameter, one_line
from twitchkg.files import EXTRA_MODULES, KINDS
from twitchkg.store.base import MEMORY, TIMEOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from twitchkg.kg import KnowledgeGraph
    from twitchkg.store.table import Table

AFTER = "_after"
"""Ends the destination of what is given after the command's name."""

TABLE_FORMATS = ("table", "csv", "tsv", "json", "markdown")
GRAPH_FORMATS = ("turtle", "n-triples", "json-ld", "rdf/xml")
GIB = 1 << 30


def add_graph_options(parser: argparse.ArgumentParser, suffix: str = "") -> None:
    """Which graph, and how it is read: understood before and after the command's name.

    `suffix` keeps the two places apart: argparse would let the second replace the first.
    """

    def several(name: str, metavar: str, told: str, choices: tuple[str, ...] | None = None) -> None:
        parser.add_argument(
            f"--{name}",
            action="append",
            dest=name.replace("-", "_") + suffix,
            metavar=metavar,
            choices=choices,
            default=[],
            help=told,
        )

    several(
        "graph",
        "SOURCE",
        "instead of the built-in graph: a file, a directory of RDF, a store made by load, or - for "
        "standard input; repeatable; also TWITCHKG_GRAPH",
    )
    several("add", "SOURCE", "the same, to lay over the graph; repeatable")
    several(
        "with",
        "MODULE",
        "background: also what open ontologies say around the article, told apart by source; "
        "provenance: also where each claim is from, in the terms of PROV, Biolink and ECO",
        EXTRA_MODULES,
    )
    several(
        "input-format",
        "FORMAT",
        f"what a source is written in whose name does not tell: {', '.join(KINDS)}",
        tuple(KINDS),
    )
    several("causal", "PROPERTY", "what chains may run along, such as ex:induces; repeatable")
    several("lang", "TAG", "in which language to name things, such as de (default: by LANG)")
    parser.add_argument(
        "--default-graph",
        action="append_const",
        const="only",
        default=[],
        dest="default_graph" + suffix,
        help="leave what stands in named graphs to GRAPH; else it is in the default graph, too",
    )


def add_format(
    parser: argparse.ArgumentParser,
    *formats: str,
    default: str | None = None,
    follows: str = "a table on a terminal, TSV elsewhere",
) -> None:
    """`--format` with its choices; without a default it follows what `follows` tells."""
    parser.add_argument(
        "--format",
        choices=formats,
        default=default,
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: {default or follows})",
    )


def add_prose(parser: argparse.ArgumentParser) -> None:
    """The options of a command that answers in sentences: `--format text|json` and `-o`."""
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def add_rows(parser: argparse.ArgumentParser) -> None:
    """The options of a command that answers in rows: `--format` of tables and `-o`."""
    add_format(parser, *TABLE_FORMATS)
    add_output(parser)


def add_limit(parser: argparse.ArgumentParser, default: int, of: str = "") -> None:
    """`--limit N`, `of` what."""
    told = f"at most N{of} (default: {default})"
    parser.add_argument("--limit", type=int, default=default, metavar="N", help=told)


def add_symptom(parser: argparse.ArgumentParser, what: str) -> None:
    """SYMPTOM in one word or more, or none for fasciculation."""
    told = f"{what} (default: fasciculation)"
    parser.add_argument("symptom", metavar="SYMPTOM", nargs="*", help=told)


def add_output(parser: argparse.ArgumentParser) -> None:
    """`-o FILE`: written whole or not at all."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write into FILE instead")


def add_source(parser: argparse.ArgumentParser, purpose: str) -> None:
    """`--source NAME=FILE`, repeatable: a source's text that the user has at hand."""
    parser.add_argument(
        "--source",
        action="append",
        metavar="NAME=FILE",
        help=f"a source's text at hand: {purpose}",
    )


def add_timeout(parser: argparse.ArgumentParser) -> None:
    """`--timeout`: how long an answer may take."""
    parser.add_argument(
        "--timeout",
        type=float,
        default=TIMEOUT,
        metavar="SECONDS",
        help=f"stop after so many seconds (default: {TIMEOUT:g}; 0: never)",
    )


def add_limits(parser: argparse.ArgumentParser) -> None:
    """`--timeout` and `--max-memory`: what a query may take, the writing of its answer too."""
    add_timeout(parser)
    parser.add_argument(
        "--max-memory",
        type=float,
        default=MEMORY / GIB,
        metavar="GIB",
        help=f"stop at so much memory (default: {MEMORY / GIB:g} GiB; 0: no limit)",
    )


def limits(arguments: argparse.Namespace) -> dict[str, float]:
    """The limits that were asked for, as the store takes them."""
    return {"timeout": arguments.timeout, "max_memory": arguments.max_memory * GIB}


def sources(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The graph that was named, by option or by TWITCHKG_GRAPH; empty for the built-in one."""
    named, where = _both(arguments, "graph"), "--graph"
    if not named and "TWITCHKG_GRAPH" in os.environ:
        named, where = os.environ["TWITCHKG_GRAPH"].split(os.pathsep), "TWITCHKG_GRAPH"
    return _named(named, where)


def causal(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The properties that `--causal` names, in the order given."""
    return tuple(_both(arguments, "causal"))


def added(arguments: argparse.Namespace) -> tuple[str, ...]:
    """What `--add` lays over the graph, in the order given."""
    return _named(_both(arguments, "add"), "--add")


def _named(names: list[str], where: str) -> tuple[str, ...]:
    """An empty name, as of a variable that is not set, must not get the built-in graph's answer."""
    if "" in names:
        raise BadParameter(f"{where} holds an empty name; name a file, or leave it out")
    return tuple(names)


def extra_modules(arguments: argparse.Namespace, but: str = "") -> tuple[str, ...]:
    """The files of the modules that `--with` asks for, `but` left out."""
    from twitchkg.files import extra_path

    asked = dict.fromkeys(_both(arguments, "with"))
    return tuple(extra_path(name) for name in asked if name != but)


def only_default_graph(arguments: argparse.Namespace) -> bool:
    """Whether what stands in named graphs is left to GRAPH."""
    return bool(_both(arguments, "default_graph"))


def input_format(arguments: argparse.Namespace) -> str:
    """The extension that a source without one should have, or the empty text."""
    return "".join(_both(arguments, "input_format")[-1:])


def _both(arguments: argparse.Namespace, name: str) -> list[str]:
    """The values of an option given before the command's name, then those given after it."""
    return [*getattr(arguments, name), *getattr(arguments, name + AFTER, ())]


def open_graph(arguments: argparse.Namespace) -> KnowledgeGraph:
    """The graph that the options name."""
    from twitchkg.cli.signals import stoppable
    from twitchkg.kg import open as open_kg

    with stoppable():
        background = "background" in _both(arguments, "with")
        more = (*added(arguments), *extra_modules(arguments, but="background"))
        return open_kg(
            *sources(arguments),
            add=more,
            background=background,
            causal=causal(arguments),
            default_graph=only_default_graph(arguments),
            languages=_both(arguments, "lang") or _locale(),
            input_format=input_format(arguments),
        )


def _locale() -> tuple[str, ...]:
    """The language of the locale, as gettext finds it, and that without its country."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = os.environ.get(name)
        if locale:
            tag = locale.partition(".")[0].partition("@")[0].replace("_", "-")
            known = tag.split("-")[0].isalpha() and tag not in ("C", "POSIX")
            return (tag, tag.split("-")[0]) if known else ()
    return ()


_to_file: ContextVar[bool] = ContextVar("to_file", default=False)


def set_destination(arguments: argparse.Namespace) -> None:
    """Remember whether `-o` names a file: what goes there is neither bold nor cut to a terminal."""
    if getattr(arguments, "output", None) == "":
        raise BadParameter("the name of the output is empty; name a file, or - to print it")
    _to_file.set(getattr(arguments, "output", None) not in (None, "-"))


def on_terminal() -> bool:
    """Whether the output is for a person at a terminal."""
    return sys.stdout.isatty() and not _to_file.get()


def chosen_format(arguments: argparse.Namespace) -> str:
    """The format asked for, or a table for a person and TSV for a program."""
    if arguments.format:
        return str(arguments.format)
    return "table" if on_terminal() else "tsv"


def width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere."""
    if _to_file.get():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return None


def emit(arguments: argparse.Namespace, text: str) -> None:
    """Write `text` to the file that `-o` names, or to standard output, ending in a line break."""
    surrogates = "strict" if _to_file.get() else "surrogatepass"
    deliver(arguments, lambda write: write(text.encode("utf-8", surrogates)))


def emit_rows(arguments: argparse.Namespace, table: Table) -> None:
    """Write a table in the format asked for, as wide as the terminal."""
    emit(arguments, table.render(chosen_format(arguments), width=width()))


def emphasis(text: str) -> str:
    """Bold on a terminal that wants it (NO_COLOR, see no-color.org), plain elsewhere."""
    wanted = on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[1m{text}\x1b[0m" if wanted else text


def note(text: str) -> None:
    """One line beside the answer, on standard error."""
    print(f"note: {one_line(text)}", file=sys.stderr)


def status(text: str) -> None:
    """What is being done, on one line of the terminal that the next one replaces; "" clears it.

    Only for a person: nothing is written where standard error is no terminal.
    """
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def wrapped(text: str, indent: str = "", *, hanging: str | None = None) -> str:
    """`text` folded to the terminal (at most 100 columns), safe to print, lines indented."""
    from twitchkg.textgrid import visible

    flat = visible(" ".join(text.split()))
    columns = max(40, min(width() or 100, 100))
    if flat and len(indent) + len(flat) <= columns:
        return indent + flat
    import textwrap

    return textwrap.fill(
        flat,
        width=columns,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def pairs(words: list[str], what: str) -> dict[str, list[str]]:
    """`name=value` words by name, in order; BadParameter for a word of another form."""
    found: dict[str, list[str]] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise BadParameter(f"{what} is written name=value, not {word!r}")
        found.setdefault(name, []).append(value)
    return found
