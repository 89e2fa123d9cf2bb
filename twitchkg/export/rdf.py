"""RDF, every triple of the graph, in the four common syntaxes."""

from collections.abc import Callable

from twitchkg.export import GraphFormat, Source
from twitchkg.store.table import Graph


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
