"""Cross-references: from a term of another ontology to the concepts matched to it.

A match says where else a thing is described. It does not bring the other definition in, so that
only a match called exact (or close, where there is no exact one) makes the term a concept's name.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from twitchkg.graph.model import Hit
from twitchkg.store.base import Store, select
from twitchkg.store.table import Term
from twitchkg.vocab import PREFIXES, SKOS, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twitchkg.graph.search import Index

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
ALIKE = " ".join(f"<{SKOS}{name}>" for name in MATCHES)
_A_THING = f"FILTER NOT EXISTS {{ ?c a <{PREFIXES['owl']}ObjectProperty> }}"
"""Properties are matched too; a term that is like one names no concept."""

MEANS = {
    "exactMatch": "same as",
    "closeMatch": "close to",
    "broadMatch": "narrower than",
    "narrowMatch": "broader than",
    "relatedMatch": "related to",
}
"""What a match says of the concept, in words: its broadMatch is a broader term."""


def concepts_for(store: Store, term: str) -> list[tuple[str, str]]:
    """The kind of match and the concept's IRI for each concept matched to `term` (an IRI)."""
    rows = select(
        store,
        f"SELECT ?p ?c WHERE {{ VALUES ?p {{ {ALIKE} }} ?c ?p <{term}> {_A_THING} }} ORDER BY ?c",
    )
    found = [
        (p.value.removeprefix(SKOS), c.value)
        for p, c in rows
        if isinstance(p, NamedNode) and isinstance(c, NamedNode)
    ]
    return sorted(found, key=lambda pair: MATCHES.index(pair[0]))


def concept_named_by(store: Store, term: str) -> str | None:
    """The one concept that `term` names: matched exactly, else closely; None if none or several."""
    found = concepts_for(store, term)
    for kind in ("exactMatch", "closeMatch"):
        concepts = {concept for match, concept in found if match == kind}
        if concepts:
            return concepts.pop() if len(concepts) == 1 else None
    return None


def terms_named(store: Store, text: str) -> list[str]:
    """The terms that a text names without a CURIE's colon: ``HP_0002380``, ``R25.3``, ``0002380``.

    Only terms that the graph matches to a concept, so that a bare number names what is meant here.
    """
    wanted = text.strip().casefold()
    if not any(map(str.isdigit, wanted)) or " " in wanted:
        return []
    return sorted(term for term in matched_terms(store) if wanted in called(term))


def matched_terms(store: Store) -> Iterator[str]:
    """The terms of other ontologies that things of the graph are matched to, each once."""
    where = f"VALUES ?p {{ {ALIKE} }} ?c ?p ?o {_A_THING}"
    for (term,) in store.rows(f"SELECT DISTINCT ?o WHERE {{ {where} }}"):
        if isinstance(term, NamedNode):
            yield term.value


def called(term: str) -> tuple[str, str]:
    """What a term is called without a colon, in lower case: its code, and prefix_code."""
    prefix, _, local = shorten(term).strip("<>").casefold().rpartition(":")
    return local, f"{prefix}_{local}"


def concept_called(store: Store, terms: Iterable[str]) -> str | None:
    """The one concept that terms stand for, which a text names as in `terms_named`."""
    concepts = {concept_named_by(store, term) for term in terms} - {None}
    return concepts.pop() if len(concepts) == 1 else None


def flat(term: Term | None) -> str:
    """A literal's text without its line breaks; empty for anything else."""
    return " ".join(term.value.split()) if isinstance(term, Literal) else ""


def hits_for(store: Store, index: Index, term: str) -> list[Hit]:
    """The concepts matched to `term` as search hits, the nearest kind of match first.

    A hit's name says how alike it is: ``narrower than HP:0002380 Fasciculations``.
    """
    label = f"<{PREFIXES['rdfs']}label>"
    names = [flat(row[0]) for row in select(store, f"SELECT ?l WHERE {{ <{term}> {label} ?l }}")]
    called = " ".join(filter(None, (shorten(term), min(names, default=""))))
    return [
        Hit(index.concept(concept), f"{MEANS[kind]} {called}", 1 - MATCHES.index(kind) / 10)
        for kind, concept in concepts_for(store, term)
        if concept in index
    ]


def hits_called(store: Store, index: Index, terms: Iterable[str]) -> list[Hit]:
    """The same for several terms, each concept once."""
    hits: dict[str, Hit] = {}
    for term in terms:
        for hit in hits_for(store, index, term):
            if hit.concept.iri not in hits or hit.score > hits[hit.concept.iri].score:
                hits[hit.concept.iri] = hit
    return sorted(hits.values(), key=lambda hit: (-hit.score, hit.concept.iri))
