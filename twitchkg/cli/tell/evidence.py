"""How a claim is told to a person: its hedge, its limits, where the source says it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from twitchkg.cli.options import emit, wrapped
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Claim, Link, Span
from twitchkg.kg import KnowledgeGraph

TYPE_CHECKING = False
if TYPE_CHECKING:  # explaining a chain needs no background
    from twitchkg.graph.background import Origin

NO_EVIDENCE = "no evidence recorded: nothing in this graph says how sure this is"
DISCLAIMER = (
    "This graph carries what its sources say and nothing more. It is not medical advice, and "
    "finding nothing in it does not mean that you are fine."
)

Texts = dict[str, str]
"""The text of a source by the IRI of the source."""


def read_texts(kg: KnowledgeGraph, named: list[str] | None) -> Texts:
    """The sources that `--source NAME=FILE` names, opened and held against their digests.

    Raises:
        BadParameter: a source that the graph does not know, or a text with another digest.
        UnreadableSource: a file that cannot be read.
    """
    if not named:
        return {}
    from twitchkg.check import spans_of, wrong_digest
    from twitchkg.cli.options import pairs
    from twitchkg.errors import BadParameter
    from twitchkg.files import read_text

    texts: Texts = {}
    for name, files in pairs(named, "a source").items():
        text = read_text(files[-1])
        for span in spans_of(kg.store, kg.contents, name):
            problem = wrong_digest(span, text)
            if problem:
                raise BadParameter(
                    f"{files[-1]} is not the text that the graph points at: {span.place}: {problem}"
                )
            texts[span.source] = text
    return texts


def hedge(contents: Knowledge, claim: Claim) -> str:
    """How firmly and how often: ``stated, often``."""
    modality = contents.modality(claim.modality)
    words = [modality.label if modality else "no modality recorded"]
    if claim.frequency:
        words.append(contents.label(claim.frequency))
    origin = contents.origin(claim.iri)
    if origin and origin.frequency:
        words.append(f"how often there: {origin.frequency}")
    return ", ".join(words)


def limits(contents: Knowledge, claim: Claim) -> str:
    """Condition, context and places, or the empty text."""
    parts = [claim.condition]
    if claim.context and contents.label(claim.context) not in claim.condition:
        parts.append(f"in {contents.label(claim.context)}")
    if claim.places:
        parts.append("place: " + ", ".join(contents.label(place) for place in claim.places))
    return "; ".join(part for part in parts if part)


def place(contents: Knowledge, claim: Claim) -> str:
    """Where the source says it: ``section 1, sentences 12 and 13``, or the source of the fact."""
    origin = contents.origin(claim.iri)
    if origin:
        return f"not the article: {origin.place}"
    sections: dict[int, list[str]] = {}
    for span in contents.places_of(claim):
        sections.setdefault(span.section, []).append(str(span.sentence))
    parts = [
        f"section {section}, sentence{'s' if len(sentences) > 1 else ''} {' and '.join(sentences)}"
        for section, sentences in sections.items()
    ]
    return "; ".join(parts) or "no place recorded"


def evidence_lines(
    contents: Knowledge, claim: Claim, indent: str, texts: Mapping[str, str]
) -> list[str]:
    """The evidence of a claim as lines below what it claims."""
    lines = [wrapped(claim.summary, indent)] if claim.summary else []
    lines.append(wrapped(f"[{hedge(contents, claim)}; {place(contents, claim)}]", indent))
    if limits(contents, claim):
        lines.append(wrapped(f"only: {limits(contents, claim)}", indent, hanging=indent + "  "))
    if claim.rationale:
        lines.append(wrapped(f"why inferred: {claim.rationale}", indent, hanging=indent + "  "))
    origin = contents.origin(claim.iri)
    if origin and origin.wording:
        lines.append(wrapped(f"its words: “{origin.wording}”", indent, hanging=indent + "  "))
    if origin and origin.note:
        lines.append(wrapped(f"note: {origin.note}", indent, hanging=indent + "  "))
    for span in contents.places_of(claim):
        if span.source in texts:
            said = texts[span.source][span.start : span.end]
            lines.append(wrapped(f"the source: “{said}”", indent, hanging=indent + "  "))
    return lines


def link_evidence(
    contents: Knowledge, link: Link, indent: str, texts: Mapping[str, str]
) -> list[str]:
    """The evidence of every claim on a link, or that there is none."""
    if not link.claims:
        return [wrapped(NO_EVIDENCE, indent)]
    return [
        line for claim in link.claims for line in evidence_lines(contents, claim, indent, texts)
    ]


def span_json(span: Span) -> dict[str, object]:
    """A span for `--format json`."""
    return {key: value for key, value in span._asdict().items() if key != "no_statement"}


def claim_json(contents: Knowledge, claim: Claim) -> dict[str, object]:
    """A claim for `--format json`: IRIs with their labels, text, spans."""
    modality = contents.modality(claim.modality)
    return {
        "iri": claim.iri,
        "subject": named(contents, claim.subject),
        "predicate": named(contents, claim.predicate),
        "object": named(contents, claim.object),
        "modality": modality.label if modality else None,
        "rank": contents.rank(claim),
        "directness": contents.label(claim.directness),
        "effect": contents.label(claim.effect) if claim.effect else None,
        "frequency": contents.label(claim.frequency) if claim.frequency else None,
        "condition": claim.condition or None,
        "places": [named(contents, iri) for iri in claim.places],
        "context": named(contents, claim.context) if claim.context else None,
        "summary": claim.summary,
        "rationale": claim.rationale or None,
        "spans": [span_json(span) for span in contents.places_of(claim)],
        "origin": origin_json(contents.origin(claim.iri)),
    }


def origin_json(origin: Origin | None) -> dict[str, str | None] | None:
    """Where a background fact is from, for `--format json`; None for the graph's own claims."""
    if origin is None:
        return None
    values = {key.removesuffix("_there"): value for key, value in origin._asdict().items()}
    return {key: value or None for key, value in values.items()}


def json_text(value: object) -> str:
    """JSON for people and programs: indented, names as they are."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def emit_either(
    arguments: argparse.Namespace, text: Callable[[], str], data: Callable[[], object]
) -> None:
    """Write prose, or JSON where that was asked for."""
    emit(arguments, json_text(data()) if arguments.format == "json" else text())


def named(contents: Knowledge, iri: str) -> dict[str, str]:
    """An IRI with its label."""
    return {"iri": iri, "label": contents.label(iri)}
