"""Where else a thing is described: SKOS matches with terms of other vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from twitchkg.store.base import select
from twitchkg.vocab import OWL, RDFS

if TYPE_CHECKING:
    from twitchkg.store.base import Store

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MATCHES = {  # as queries/ask/cross-references.rq words them
    "exactMatch": "same",
    "closeMatch": "nearly the same",
    "broadMatch": "broader there",
    "narrowMatch": "narrower there",
    "relatedMatch": "related",
}


class Reference(NamedTuple):
    """A term (its IRI and label there) that a concept is matched to, and how near it is."""

    concept: str
    match: str
    term: str
    label: str


def read_references(store: Store) -> list[Reference]:
    """All matches of the graph's concepts, in no order; a property's are none of them."""
    found = []
    for name, match in _MATCHES.items():
        rows = select(
            store,
            f"SELECT ?s ?o ?label WHERE {{ ?s <{_SKOS}{name}> ?o "
            f"OPTIONAL {{ ?o <{RDFS}label> ?label }} "
            f"FILTER NOT EXISTS {{ ?s a <{OWL}ObjectProperty> }} }}",
        )
        for concept, term, label in rows:
            if isinstance(concept, NamedNode) and isinstance(term, NamedNode):
                text = label.value if isinstance(label, Literal) else ""
                found.append(Reference(concept.value, match, term.value, text))
    return found
