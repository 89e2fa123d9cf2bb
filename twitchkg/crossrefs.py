"""Cross-references: from a term of another ontology to the concepts matched to it, and SSSOM.

A match says where else a thing is described. It does not bring the other definition in, so that
only a match called exact (or close, where there is no exact one) makes the term a concept's name.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from .model import Hit
from .store.base import select
from .vocab import PREFIXES, SKOS, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .search import ConceptIndex
    from .store.base import Store
    from .table import Term

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
)


def concepts_for(store: Store, term: str) -> list[tuple[str, str]]:
    """The kind of match and the concept's IRI for each concept matched to `term` (an IRI)."""
    properties = " ".join(f"<{SKOS}{name}>" for name in MATCHES)
    rows = select(
        store, f"SELECT ?p ?c WHERE {{ VALUES ?p {{ {properties} }} ?c ?p <{term}> }} ORDER BY ?c"
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


def to_sssom(store: Store) -> str:
    """All SKOS matches of a graph as an SSSOM table (https://w3id.org/sssom/), sorted.

    What the graph does not hold (the version in which each label was read, comments) stands in
    ``ontology/mappings.sssom.tsv``.
    """
    properties = " ".join(f"<{SKOS}{name}>" for name in MATCHES)
    rows = select(
        store,
        f"""SELECT ?s ?label ?p ?o ?there WHERE {{ VALUES ?p {{ {properties} }} ?s ?p ?o
          OPTIONAL {{ ?s <{SKOS}prefLabel> ?label }}
          OPTIONAL {{ ?o <{PREFIXES["rdfs"]}label> ?there }} }}""",
    )
    lines: list[str] = []
    used: set[str] = set()
    for subject, label, predicate, value, there in rows:
        curies = [_curie(term) for term in (subject, predicate, value)]
        used.update(curie.partition(":")[0] for curie in curies)
        cells = (curies[0], _text(label), curies[1], curies[2], _text(there))
        lines.append("\t".join((*cells, "semapv:ManualMappingCuration")))
    head = [
        "#mapping_set_id: https://w3id.org/twitchkg/mappings",
        "#license: https://creativecommons.org/publicdomain/zero/1.0/",
        "#curie_map:",
        *(f"#  {name}: {PREFIXES[name]}" for name in sorted(used & PREFIXES.keys())),
    ]
    return "\n".join([*head, "\t".join(_COLUMNS), *sorted(lines)]) + "\n"


def _curie(term: Term | None) -> str:
    return shorten(term.value).strip("<>") if isinstance(term, NamedNode) else ""


def _text(term: Term | None) -> str:
    return " ".join(term.value.split()) if isinstance(term, Literal) else ""


def hits_for(store: Store, index: ConceptIndex, term: str) -> list[Hit]:
    """The concepts matched to `term` as search hits, the nearest kind of match first."""
    return [
        Hit(index.resolve(concept), f"{kind} {shorten(term)}", 1 - MATCHES.index(kind) / 10)
        for kind, concept in concepts_for(store, term)
        if concept in index
    ]
