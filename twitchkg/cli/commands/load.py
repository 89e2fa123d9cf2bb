"""`twitchkg load`: make a store on disk, to be asked at any size."""

from __future__ import annotations

import sys

from twitchkg.cli.options import (
    added,
    causal,
    extra_modules,
    input_format,
    only_default_graph,
    sources,
)
from twitchkg.errors import one_line
from twitchkg.graph.load import Progress, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

EXAMPLE = "twitchkg load --store knee.store"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a file, a directory of RDF, or - for standard input (default: the built-in graph)",
    )
    parser.add_argument(
        "--store",
        metavar="DIR",
        required=True,
        help="where to put the store; any command takes it as --graph DIR from then on",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--append",
        action="store_true",
        help="add to the store; until that is done the old one stays",
    )
    ways.add_argument("--replace", action="store_true", help="put it in the place of the store")


def run(arguments: argparse.Namespace) -> int:
    """Load and say what the store holds."""
    from twitchkg.cli.signals import stoppable

    named = tuple(arguments.files) or sources(arguments)
    more = (*added(arguments), *extra_modules(arguments))
    if more and not named and not arguments.append:
        from twitchkg.files import module_paths

        named = module_paths()
    with stoppable(), _Bar() as bar:
        loaded = load(
            arguments.store,
            *named,
            *more,
            causal=causal(arguments),
            append=arguments.append,
            replace=arguments.replace,
            default_graph=only_default_graph(arguments),
            input_format=input_format(arguments),
            progress=bar,
        )
    print(
        f"{one_line(arguments.store)}: {loaded.triples:,} triples, {loaded.concepts:,} concepts, "
        f"{loaded.links:,} causal links"
    )
    return 0


class _Bar(Progress):
    """A bar of the bytes of all files, where standard error is a terminal."""

    _bar: Any = None
    _triples = 0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *reason: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def start(self, size: int) -> None:
        """See `Progress.start`."""
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=size or None, unit="B", unit_scale=True, leave=False)

    def read(self, taken: int, triples: int) -> None:
        """See `Progress.read`."""
        if self._bar is None:
            return
        self._triples += triples
        if taken - self._bar.n >= 1 << 18:
            if self._triples:
                self._bar.set_postfix_str(f"{self._triples:,} triples", refresh=False)
            self._bar.update(taken - self._bar.n)

    def stage(self, what: str) -> None:
        """See `Progress.stage`."""
        if self._bar is not None:
            self._bar.set_description_str(what)
