"""A graph, or the chains between two concepts, in the formats of other programs.

One file a format: a module here that declares `FORMATS` is in the registry, which the command line,
its help and the tests read. Nothing else is to be done for a new one.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, Protocol, TypeAlias

from twitchkg.graph.contents import Contents
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chains
from twitchkg.store.base import Store


class Source(Protocol):
    """What holds a graph: its store, and what was read from it."""

    @property
    def store(self) -> Store:
        """The engine that holds its triples."""

    @property
    def contents(self) -> Contents:
        """Its concepts, claims and links."""


class GraphFormat(NamedTuple):
    """A format of a whole graph; `write` gives the same text for the same graph each time."""

    name: str
    extension: str
    write: Callable[[Source], str]


class ChainFormat(NamedTuple):
    """A format of the chains between two concepts."""

    name: str
    extension: str
    write: Callable[[Knowledge, Chains], str]


Format: TypeAlias = GraphFormat | ChainFormat


@cache
def formats() -> dict[str, Format]:
    """Every format by name, sorted."""
    from importlib import import_module
    from pkgutil import iter_modules

    modules = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
    declared = [each for module in modules for each in getattr(module, "FORMATS", ())]
    return {each.name: each for each in sorted(declared)}


def format_of(path: str) -> Format | None:
    """The format whose extension a file of that name has, or None."""
    return next((each for each in formats().values() if path.endswith(each.extension)), None)
