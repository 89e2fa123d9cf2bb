"""Which properties of a graph are causal, the arrows along them, and what they make true."""

from __future__ import annotations

from pyoxigraph import NamedNode

from twitchkg.errors import Unanswerable
from twitchkg.graph.names import triples
from twitchkg.store.base import select
from twitchkg.vocab import CAUSES, LEADS_TO, OWL, RDF, RDFS, SKOS, SUB_PROPERTY_OF, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.graph.contents import Contents
    from twitchkg.store.base import Store

_NOT_LINKS = (RDF, RDFS, OWL, SKOS)


def causal_properties(store: Store) -> list[str]:
    """``tk:leadsTo`` and whatever the graph declares below it, sorted."""
    # tk:leadsTo itself is joined in by hand: a path of length zero over a term that the data
    # does not hold gives a row on one engine and none on another.
    below = select(store, f"SELECT ?p WHERE {{ ?p <{SUB_PROPERTY_OF}>+ <{LEADS_TO}> }}")
    found = {term.value for term in below.column("p") if isinstance(term, NamedNode)}
    return sorted(found | {LEADS_TO, CAUSES})


def read_arrows(store: Store) -> list[tuple[str, str, str]]:
    """Every causal triple between named things; what leads to itself is left out."""
    rows = triples(store, f"{_causal(store)} ?s ?p ?o FILTER(isIRI(?o))")
    return [(s, p, str(o)) for s, p, o in rows if s != o]


def other_links(store: Store) -> list[str]:
    """The properties that join most named things: one of them may be causal. At most three."""
    rows = select(
        store,
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) } "
        "GROUP BY ?p ORDER BY DESC(?n) ?p",
    )
    found = [term.value for term in rows.column("p") if isinstance(term, NamedNode)]
    return [iri for iri in found if not iri.startswith(_NOT_LINKS)][:3]


def linked(store: Store, contents: Contents) -> Contents:
    """The contents, which chains are asked of; Unanswerable where no link is in them."""
    why = unlinked(store, contents)
    if why:
        raise Unanswerable(why, needs="causal")
    return contents


def unlinked(store: Store, contents: Contents) -> str:
    """What to declare where a graph holds neither a causal link nor a claim; else nothing."""
    if contents.links or contents.claims:
        return ""
    there = ", ".join(map(shorten, other_links(store)))
    return (
        "this graph has no causal link; say which of its properties can be read as “can lead to”, "
        "as in `ex:induces rdfs:subPropertyOf tk:leadsTo`"
        + (f" (most of its things are joined by {there})" if there else "")
    )


def _causal(store: Store) -> str:
    return f"VALUES ?p {{ {' '.join(f'<{iri}>' for iri in causal_properties(store))} }}"
