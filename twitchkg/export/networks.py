"""The causal links for networkx, and through it as GraphML, GEXF and node-link JSON."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

    from twitchkg.graph.contents import Contents

FORMATS = ("graphml", "gexf", "node-link")


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


def serialize(contents: Contents, format: str) -> str:
    """The causal links as ``graphml``, ``gexf`` or ``node-link`` JSON; same text each time."""
    import networkx

    graph = to_networkx(contents)
    if format == "node-link":
        data = networkx.node_link_data(graph, edges="links")
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    buffer = io.BytesIO()
    if format == "graphml":
        # The writer of the standard library: networkx's other one needs lxml.
        networkx.write_graphml_xml(graph, buffer, encoding="utf-8", prettyprint=True)
    elif format == "gexf":
        # networkx stamps today's date; the same graph must give the same text.
        lines = "\n".join(networkx.generate_gexf(graph, prettyprint=True))
        return _without_date(lines) + "\n"
    else:
        raise ValueError(f"unknown network format {format!r}; there are: {', '.join(FORMATS)}")
    return buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _without_date(gexf: str) -> str:
    import re

    return re.sub(r' lastmodifieddate="[0-9-]*"', "", gexf, count=1)


def _xml_text(text: str) -> str:
    """Text that XML 1.0 can carry: what it forbids becomes U+FFFD."""
    return "".join(
        c
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        else "\ufffd"
        for c in text
    )
