"""RDF, every triple of the graph, in the four common syntaxes."""

from __future__ import annotations

from twitchkg.export import GraphFormat
from twitchkg.store.table import Graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from twitchkg.export import Source


def _writer(format: str) -> Callable[[Source], str]:
    return lambda source: Graph(source.store.triples()).serialize(format)


FORMATS = tuple(
    GraphFormat(name, extension, _writer(name))
    for name, extension in (
        ("turtle", ".ttl"),
        ("n-triples", ".nt"),
        ("json-ld", ".jsonld"),
        ("rdf/xml", ".rdf"),
    )
)
