"""Graphs that are not written in RDF, read into triples: one file a format."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyoxigraph import Triple

    from twitchkg.files import RdfSource

READERS = {"obo": "obo", "tsv": "kgx", "jsonl": "kgx", "json": "json_files"}
"""The module that reads files of a kind: its `read` gives triples, and namespaces by prefix."""


def read(source: RdfSource) -> tuple[list[Triple], dict[str, str]]:
    """The triples of a file, and the namespaces that its names are shortened by.

    Raises InvalidGraph (file and line), MissingExtra.
    """
    module = import_module(f"twitchkg.store.readers.{READERS[source.kind]}")
    triples, prefixes = module.read(source)
    return list(triples), prefixes
