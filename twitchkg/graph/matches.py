"""The matches to other ontologies as plain values, with what is known of them.

What a graph does not hold, such as the version in which each label was read, is taken from
``ontology/mappings.sssom.tsv`` for the matches that stand there.
"""

from typing import NamedTuple

from pyoxigraph import NamedNode

from twitchkg.graph.crossrefs import ALIKE, flat
from twitchkg.store.base import Store, select
from twitchkg.store.table import Term
from twitchkg.vocab import PREF_LABEL, PREFIXES, RDFS, shorten

PROVENANCE = (
    "author_label",
    "mapping_date",
    "object_source",
    "object_source_version",
    "comment",
)
"""What the built-in table tells of each match beyond what a graph holds."""


class Match(NamedTuple):
    """One match: CURIEs, the labels here and there, and who made it, when, from what and why."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    provenance: tuple[str, ...] = ()
    """The values of `PROVENANCE`, or nothing."""


class Matches(NamedTuple):
    """All matches of a graph, the namespaces of their CURIEs by prefix, and `about`.

    `about` holds the lines that describe the built-in set; none where another match is among them.
    """

    matches: tuple[Match, ...]
    prefixes: dict[str, str]
    about: tuple[str, ...]


def read_matches(store: Store) -> Matches:
    """Every SKOS match that the store holds, sorted."""
    rows = select(
        store,
        f"""SELECT ?s ?label ?said ?p ?o ?there WHERE {{ VALUES ?p {{ {ALIKE} }} ?s ?p ?o
          OPTIONAL {{ ?s <{PREF_LABEL}> ?label }} OPTIONAL {{ ?s <{RDFS}label> ?said }}
          OPTIONAL {{ ?o <{RDFS}label> ?there }} }}""",
    )
    about, known = _curated()
    found = []
    for subject, label, said, predicate, value, there in rows:
        one, match, other = (_curie(term) for term in (subject, predicate, value))
        name, *more = known.get((one, match, other), ("",))
        found.append(
            Match(one, flat(label or said), match, other, flat(there) or name, tuple(more))
        )
    used = {
        curie.partition(":")[0]
        for each in found
        for curie in (each.subject, each.predicate, each.object)
    }
    prefixes = {name: PREFIXES[name] for name in sorted(used & PREFIXES.keys())}
    whole = bool(found) and all(each.provenance for each in found)
    return Matches(tuple(sorted(found)), prefixes, tuple(about) if whole else ())


def _curated() -> tuple[list[str], dict[tuple[str, str, str], tuple[str, ...]]]:
    """The built-in table: the lines that describe it, and the label and `PROVENANCE` by match."""
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
    if not {"subject_id", "predicate_id", "object_id", *PROVENANCE} <= set(columns):
        return [], {}
    known = {}
    for row in rows[1:]:
        cell = dict(zip(columns, row, strict=False))
        key = (cell["subject_id"], cell["predicate_id"], cell["object_id"])
        known[key] = tuple(cell.get(name, "") for name in ("object_label", *PROVENANCE))
    return about, known


def _curie(term: Term | None) -> str:
    return shorten(term.value).strip("<>") if isinstance(term, NamedNode) else ""
