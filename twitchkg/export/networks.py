"""The causal links for networkx, from which three formats are written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import networkx

    from twitchkg.graph.contents import Contents


def to_networkx(contents: Contents) -> networkx.MultiDiGraph[str]:
    """One node per concept at an end of a causal link, one edge per claim on it.

    Node keys are IRIs; node attributes ``label``, ``kind``, ``definition``; edge attributes
    ``relation``, ``property``, ``modality``, ``rank``, ``directness``, ``condition``, ``summary``,
    ``claim``, ``origin`` (of a background fact: source, version, record and licence, else empty).
    All values are text but ``rank`` (an int; 0 where no claim speaks of the link).
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="twitchkg")
    ends = {iri for link in contents.links for iri in (link.subject, link.object)}
    for iri in sorted(ends):
        concept = contents.concepts[iri]
        graph.add_node(
            iri,
            label=_xml_text(concept.label),
            kind=_xml_text(", ".join(contents.label(kind) for kind in concept.types)),
            definition=_xml_text(concept.definition),
        )
    for link in contents.links:
        if not link.claims:
            graph.add_edge(
                link.subject,
                link.object,
                relation=_xml_text(contents.label(link.predicate)),
                property=link.predicate,
                modality="no evidence recorded",
                rank=0,
                directness="",
                condition="",
                summary="",
                claim="",
                origin="",
            )
        for claim in link.claims:
            modality, origin = contents.modality(claim.modality), contents.origin(claim.iri)
            # a background fact may say the same the other way round: is caused by
            relation = link.predicate if origin else claim.predicate
            graph.add_edge(
                link.subject,
                link.object,
                relation=_xml_text(contents.label(relation)),
                property=relation,
                modality=_xml_text(modality.label if modality else ""),
                rank=contents.rank(claim),
                directness=_xml_text(contents.label(claim.directness)),
                condition=_xml_text(claim.condition),
                summary=_xml_text(claim.summary),
                claim=claim.iri,
                origin=_xml_text(origin.place if origin else ""),
            )
    return graph


def _xml_text(text: str) -> str:
    """Text that XML 1.0 can carry: what it forbids becomes U+FFFD."""
    return "".join(
        c
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        else "\ufffd"
        for c in text
    )
