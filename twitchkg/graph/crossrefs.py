"""Cross-references: from a term of another ontology to the concepts matched to it, and SSSOM.

A match says where else a thing is described. It does not bring the other definition in, so that
only a match called exact (or close, where there is no exact one) makes the term a concept's name.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from twitchkg.graph.model import Hit
from twitchkg.store.base import select
from twitchkg.vocab import PREFIXES, SKOS, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.graph.search import ConceptIndex
    from twitchkg.store.base import Store
    from twitchkg.store.table import Term

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
)
_PROVENANCE = ("object_source", "object_source_version", "comment")
_OBO = "#  obo: http://purl.obolibrary.org/obo/"

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


def terms_named(store: Store, text: str) -> list[str]:
    """The terms that a text names without a CURIE's colon: ``HP_0002380``, ``R25.3``, ``0002380``.

    Only terms that the graph matches to a concept, so that a bare number names what is meant here.
    """
    wanted = text.strip().casefold()
    if not wanted or not any(map(str.isdigit, wanted)) or " " in wanted:
        return []
    properties = " ".join(f"<{SKOS}{name}>" for name in MATCHES)
    rows = select(store, f"SELECT DISTINCT ?o WHERE {{ VALUES ?p {{ {properties} }} ?c ?p ?o }}")
    found = []
    for term in (row[0] for row in rows):
        if isinstance(term, NamedNode):
            prefix, _, local = shorten(term.value).strip("<>").casefold().rpartition(":")
            if wanted in (local, f"{prefix}_{local}"):
                found.append(term.value)
    return sorted(found)


def concept_called(store: Store, text: str) -> str | None:
    """The one concept that a term's name without a colon stands for, as in `terms_named`."""
    concepts = {concept_named_by(store, term) for term in terms_named(store, text)} - {None}
    return concepts.pop() if len(concepts) == 1 else None


def to_sssom(store: Store) -> str:
    """All SKOS matches of a graph as an SSSOM table (https://w3id.org/sssom/), sorted.

    What the graph does not hold, such as the version in which each label was read, is taken from
    ``ontology/mappings.sssom.tsv`` for the matches that stand there; the description of that set is
    written where no other match is among them.
    """
    properties = " ".join(f"<{SKOS}{name}>" for name in MATCHES)
    rows = select(
        store,
        f"""SELECT ?s ?label ?p ?o ?there WHERE {{ VALUES ?p {{ {properties} }} ?s ?p ?o
          OPTIONAL {{ ?s <{SKOS}prefLabel> ?label }}
          OPTIONAL {{ ?o <{PREFIXES["rdfs"]}label> ?there }} }}""",
    )
    about, known = _curated()
    found: list[tuple[str, ...]] = []
    for subject, label, predicate, value, there in rows:
        one, match, other = (_curie(term) for term in (subject, predicate, value))
        more = known.get((one, match, other), ())
        cells = (one, _text(label), match, other, _text(there), "semapv:ManualMappingCuration")
        found.append((*cells, *more))
    whole = all(len(row) > len(_COLUMNS) for row in found) and bool(found)
    columns = (*_COLUMNS, *_PROVENANCE) if any(len(r) > len(_COLUMNS) for r in found) else _COLUMNS
    lines = sorted("\t".join((*row, *("",) * (len(columns) - len(row)))) for row in found)
    head = about
    if not whole:
        used = {cell.partition(":")[0] for row in found for cell in (row[0], row[2], row[3])}
        head = [
            "#mapping_set_id: https://w3id.org/twitchkg/mappings",
            "#license: https://creativecommons.org/publicdomain/zero/1.0/",
            "#curie_map:",
            *([_OBO] if columns != _COLUMNS else []),
            *(f"#  {name}: {PREFIXES[name]}" for name in sorted(used & PREFIXES.keys())),
        ]
    return "\n".join([*head, "\t".join(columns), *lines]) + "\n"


def _curated() -> tuple[list[str], dict[tuple[str, str, str], tuple[str, ...]]]:
    """The built-in table: the lines that describe it, and `_PROVENANCE` by match."""
    from os.path import join

    from twitchkg.files import ontology_dir

    try:
        with open(join(ontology_dir(), "mappings.sssom.tsv"), encoding="utf-8") as table:
            lines = table.read().splitlines()
    except OSError:  # an installation without it still has the matches
        return [], {}
    about = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    columns = rows[0] if rows else []
    if not {"subject_id", "predicate_id", "object_id", *_PROVENANCE} <= set(columns):
        return [], {}
    known = {}
    for row in rows[1:]:
        cell = dict(zip(columns, row, strict=False))
        key = (cell["subject_id"], cell["predicate_id"], cell["object_id"])
        known[key] = tuple(cell.get(name, "") for name in _PROVENANCE)
    return about, known


def _curie(term: Term | None) -> str:
    return shorten(term.value).strip("<>") if isinstance(term, NamedNode) else ""


def _text(term: Term | None) -> str:
    return " ".join(term.value.split()) if isinstance(term, Literal) else ""


def hits_for(store: Store, index: ConceptIndex, term: str) -> list[Hit]:
    """The concepts matched to `term` as search hits, the nearest kind of match first.

    A hit's name says how alike it is: ``narrower than HP:0002380 Fasciculations``.
    """
    label = f"<{PREFIXES['rdfs']}label>"
    names = [_text(row[0]) for row in select(store, f"SELECT ?l WHERE {{ <{term}> {label} ?l }}")]
    called = " ".join(filter(None, (shorten(term), min(names, default=""))))
    return [
        Hit(index.resolve(concept), f"{MEANS[kind]} {called}", 1 - MATCHES.index(kind) / 10)
        for kind, concept in concepts_for(store, term)
        if concept in index
    ]


def hits_called(store: Store, index: ConceptIndex, text: str) -> list[Hit]:
    """The same for every term that `text` names without a colon, each concept once."""
    hits: dict[str, Hit] = {}
    for term in terms_named(store, text):
        for hit in hits_for(store, index, term):
            if hit.concept.iri not in hits or hit.score > hits[hit.concept.iri].score:
                hits[hit.concept.iri] = hit
    return sorted(hits.values(), key=lambda hit: (-hit.score, hit.concept.iri))
