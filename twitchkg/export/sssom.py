"""The matches to other ontologies as an SSSOM table (https://w3id.org/sssom/)."""

from twitchkg.export import GraphFormat, Source
from twitchkg.graph.matches import read_matches

_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
)
_PROVENANCE = ("object_source", "object_source_version", "comment")
_HEAD = (
    "#mapping_set_id: https://w3id.org/twitchkg/mappings",
    "#license: https://creativecommons.org/publicdomain/zero/1.0/",
    "#curie_map:",
)
_OBO = "#  obo: http://purl.obolibrary.org/obo/"


def write(source: Source) -> str:
    """All SKOS matches of a graph, sorted, under the description of the set that they are."""
    found = read_matches(source.store)
    traced = any(match.provenance for match in found.matches)
    columns = (*_COLUMNS, *_PROVENANCE) if traced else _COLUMNS
    lines = sorted(
        "\t".join(
            (
                *(match.subject, match.subject_label, match.predicate),
                *(match.object, match.object_label, "semapv:ManualMappingCuration"),
                *(match.provenance or ("",) * len(_PROVENANCE) if traced else ()),
            )
        )
        for match in found.matches
    )
    curies = (f"#  {prefix}: {namespace}" for prefix, namespace in found.prefixes.items())
    head = found.about or (*_HEAD, *((_OBO,) if traced else ()), *curies)
    return "\n".join([*head, "\t".join(columns), *lines]) + "\n"


FORMATS = (GraphFormat("sssom", ".sssom.tsv", write),)
