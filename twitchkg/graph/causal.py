"""Which properties of a graph are causal, the arrows along them, and what they make true."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple

from twitchkg.errors import BadParameter, Unanswerable, one_line
from twitchkg.graph.names import triples
from twitchkg.store.base import select
from twitchkg.vocab import (
    CAUSES,
    DENIED,
    LEADS_TO,
    MODALITY,
    OBJECT,
    OWL,
    RDF,
    RDFS,
    SKOS,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    SUBJECT,
    expand,
    shorten,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twitchkg.graph.knowledge import Knowledge
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


def with_causal(store: Store, names: Iterable[str] = ()) -> Store:
    """The graph with the properties of those names taken as causal, and with what that makes true.

    Raises BadParameter for a name that is no IRI or CURIE, or no property in use.
    """
    if told := declared(store, names):
        store = store.extended(told)
    from twitchkg.graph.reified import reified_claims

    if claims := reified_claims(store, causal_properties(store)):
        store = store.extended(claims)
    made = list(derived(store))
    return store.extended(made) if made else store


def declared(store: Store, names: Iterable[str]) -> list[Triple]:
    """The triples that declare properties of the graph, by IRI or CURIE, to be causal.

    Raises BadParameter for what is no IRI, or no property in use.
    """
    found = []
    for name in names:
        iri = expand(name, store.prefixes)
        if iri is None:
            raise BadParameter(f"a causal property is an IRI or a CURIE, not {one_line(name)!r}")
        if store.answer(f"ASK {{ ?s <{iri}> ?o }}") is not True:
            there = ", ".join(shorten(each, store.prefixes) for each in other_links(store))
            raise BadParameter(
                f"{one_line(name)} joins nothing in this graph"
                + (f"; there is {there}" * bool(there))
            )
        found.append(Triple(NamedNode(iri), NamedNode(SUB_PROPERTY_OF), NamedNode(LEADS_TO)))
    return found


_DENIED_ONLY = f"""
  ?no <{SUBJECT}> ?s ; <{OBJECT}> ?o ; <{MODALITY}> <{DENIED}> .
  FILTER NOT EXISTS {{
    ?yes <{SUBJECT}> ?s ; <{OBJECT}> ?o ; <{MODALITY}> ?how . FILTER(?how != <{DENIED}>)
  }}"""


_NOT_THERE = f"FILTER NOT EXISTS {{ ?s <{LEADS_TO}> ?o }}"


def derived(store: Store) -> Iterator[Triple]:
    """The ``tk:leadsTo`` that causal properties make true and the graph does not hold.

    A class that OWL restricts to some causal property's values has that property, too. What is
    only denied makes nothing.
    """
    among = _causal(store)
    leads_to = NamedNode(LEADS_TO)
    direct = f"?s ?p ?o {_NOT_THERE * any(True for _ in store.match(None, leads_to))}"
    restricted = f"""{among} ?s <{SUB_CLASS_OF}>|<{OWL}equivalentClass> ?all . FILTER(isIRI(?s))
      ?all <{OWL}onProperty> ?p ; <{OWL}someValuesFrom> ?o"""
    unless = "FILTER(!isLiteral(?o))"
    if store.answer(f"ASK {{ ?no <{MODALITY}> <{DENIED}> }}"):  # to look at each link takes long
        unless += f"FILTER NOT EXISTS {{ {_DENIED_ONLY} }}"
    for subject, property, object in store.rows(
        f"SELECT DISTINCT ?s ?p ?o {{ {restricted} {unless} }}"
    ):
        if isinstance(subject, NamedNode) and isinstance(property, NamedNode) and object:
            yield Triple(subject, property, object)
            yield Triple(subject, leads_to, object)
    for name in causal_properties(store):
        if name != LEADS_TO:  # one by one: each is read from end to end
            where = direct.replace("?p", f"<{name}>")
            for subject, object in store.rows(f"SELECT ?s ?o {{ {where} {unless} }}"):
                if isinstance(subject, (NamedNode, BlankNode)) and object:
                    yield Triple(subject, leads_to, object)


def denied_only(store: Store) -> set[tuple[object, object]]:
    """The ends of what is denied and nowhere said."""
    rows = store.rows(f"SELECT DISTINCT ?s ?o {{ {_DENIED_ONLY} }}")
    return {(subject, object) for subject, object in rows}


def other_links(store: Store) -> list[str]:
    """The properties that join most named things: one of them may be causal. At most three."""
    rows = select(
        store,
        "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) } "
        "GROUP BY ?p ORDER BY DESC(?n) ?p",
    )
    found = [term.value for term in rows.column("p") if isinstance(term, NamedNode)]
    return [iri for iri in found if not iri.startswith(_NOT_LINKS)][:3]


def check_linked(store: Store, known: Knowledge) -> None:
    """Raise Unanswerable where a graph holds no link that chains could be made of."""
    why = unlinked(store, known)
    if why:
        raise Unanswerable(why, needs="causal")


def unlinked(store: Store, known: Knowledge) -> str:
    """What to declare where a graph holds neither a causal link nor a claim; else nothing."""
    if known.joins:
        return ""
    there = ", ".join(shorten(each, store.prefixes) for each in other_links(store))
    return (
        "this graph has no causal link; say which of its properties can be read as “can lead to”, "
        "as in `ex:induces rdfs:subPropertyOf tk:leadsTo`"
        + (f" (most of its things are joined by {there})" if there else "")
    )


def _causal(store: Store) -> str:
    return f"VALUES ?p {{ {' '.join(f'<{iri}>' for iri in causal_properties(store))} }}"
