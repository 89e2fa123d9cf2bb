"""`twitchkg show`: what is known about a concept."""

import argparse
from collections.abc import Mapping, Sequence

from twitchkg.cli.options import add_prose, add_source, emphasis, open_graph, wrapped
from twitchkg.cli.tell.evidence import (
    DISCLAIMER,
    claim_json,
    emit_either,
    evidence_lines,
    link_evidence,
    named,
    read_texts,
)
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Claim, Concept, Link, RedFlag
from twitchkg.kg import KnowledgeGraph
from twitchkg.textgrid import visible
from twitchkg.vocab import DENIED, HAS_SIGN, shorten

SIGN_IS_NO_PROOF = (
    "That a condition has a sign does not say that who has the sign has the condition."
)

EXAMPLE = "twitchkg show magnesium"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("concept", metavar="CONCEPT", nargs="+", help="a name, CURIE or IRI")
    add_source(parser, "shows the very sentence under each statement")
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what the graph holds about one concept."""
    with open_graph(arguments) as kg:
        concept = kg.concept(" ".join(arguments.concept))
        texts = read_texts(kg, arguments.source)
        matches = _matches(kg, concept)
        emit_either(
            arguments,
            lambda: text(kg.near, concept, matches, texts),
            lambda: to_json(kg.near, concept, matches),
        )
    return 0


def _matches(kg: KnowledgeGraph, concept: Concept) -> list[tuple[str, str, str]]:
    """Cross-references: how alike, the IRI there, its label there."""
    rows = kg.ask("cross-references", concept=concept.iri).to_dicts()  # type: ignore[union-attr]
    return [
        (
            str(row["match"]),
            str(row["term"]),
            "" if row["termLabel"] is None else str(row["termLabel"]),
        )
        for row in rows
    ]


def flags_of(contents: Knowledge, iri: str) -> list[RedFlag]:
    """The red flags that name a concept in any part."""
    return [
        flag
        for flag in contents.red_flags
        if iri in (flag.iri, flag.urgency, *flag.findings, *flag.actions, *flag.suggests)
    ]


def background_of(contents: Knowledge, iri: str) -> list[Claim]:
    """The background facts on a concept or term; none where the background was not asked for."""
    return contents.background.about(iri) if contents.background else []


def text(
    contents: Knowledge,
    concept: Concept,
    matches: list[tuple[str, str, str]],
    texts: Mapping[str, str],
) -> str:
    """The concept in prose: names, causes, effects, other statements, red flags."""
    kinds = ", ".join(contents.label(kind) for kind in concept.types)
    lines = [
        emphasis(visible(concept.label)),
        visible(f"{kinds or 'concept'} · {shorten(concept.iri)}"),
    ]
    if concept.definition:
        lines.append(wrapped(concept.definition))
    if concept.synonyms:
        lines.append(wrapped("also called: " + ", ".join(concept.synonyms), hanging="  "))
    said = [
        *_links(contents, "What leads to it", contents.into(concept.iri), texts),
        *_links(contents, "What it leads to", contents.out_of(concept.iri), texts),
        *_rest(contents, concept.iri, texts),
        *_flags(contents, concept.iri),
        *_background(contents, concept.iri, texts),
    ]
    if matches:
        said += ["", emphasis("Described elsewhere (a match does not bring that definition in)")]
        said += [wrapped(f"{match}: {shorten(iri)} {label}", "  ") for match, iri, label in matches]
    if len(lines) + len(said) <= 4:
        said += ["", "Nothing more is said about it in this graph."]
    return "\n".join([*lines, *said, "", wrapped(DISCLAIMER)])


def _links(
    contents: Knowledge, title: str, links: Sequence[Link], texts: Mapping[str, str]
) -> list[str]:
    """The causal links on one side of a concept, firmest first, each with its evidence."""
    lines = ["", emphasis(title)] if links else []
    for link in sorted(links, key=lambda link: -contents.link_rank(link)):
        other = link.object if title == "What it leads to" else link.subject
        lines.append(visible(f"  {contents.label(other)}  ({contents.label(link.predicate)})"))
        lines += link_evidence(contents, link, "    ", texts)
    return lines


def _on_links(contents: Knowledge, iri: str) -> set[str]:
    """The claims that are told at the links of a concept."""
    links = (*contents.into(iri), *contents.out_of(iri))
    return {claim.iri for link in links for claim in link.claims}


def _rest(contents: Knowledge, iri: str, texts: Mapping[str, str]) -> list[str]:
    shown = _on_links(contents, iri)
    rest = [claim for claim in contents.about(iri) if claim.iri not in shown]
    lines = ["", emphasis("What else is said")] if rest else []
    for claim in rest:
        relation = "NOT: " if claim.modality == DENIED else ""
        parts = (claim.subject, claim.predicate, claim.object)
        lines.append(visible("  " + relation + " · ".join(map(contents.label, parts))))
        lines += evidence_lines(contents, claim, "    ", texts)
    return lines


def _flags(contents: Knowledge, iri: str) -> list[str]:
    flags = flags_of(contents, iri)
    return ["", emphasis("Red flags, most urgent first")] * bool(flags) + [
        wrapped(f"{contents.label(flag.urgency)}: {flag.definition}", "  ", hanging="    ")
        for flag in flags
    ]


def _background(contents: Knowledge, iri: str, texts: Mapping[str, str]) -> list[str]:
    shown = _on_links(contents, iri)
    facts = [fact for fact in background_of(contents, iri) if fact.iri not in shown]
    lines = []
    if facts:
        lines = ["", emphasis("Background: said by open ontologies, not by the article")]
    for fact in facts:
        origin = contents.origin(fact.iri)
        assert origin is not None
        said = f"{origin.subject_there} · {contents.label(fact.predicate)} · {origin.object_there}"
        lines.append(wrapped(said, "  ", hanging="    "))
        lines += evidence_lines(contents, fact, "    ", texts)
    if any(fact.predicate == HAS_SIGN for fact in facts):
        lines.append(wrapped(SIGN_IS_NO_PROOF, "  "))
    return lines


def to_json(
    contents: Knowledge, concept: Concept, matches: list[tuple[str, str, str]]
) -> dict[str, object]:
    """``{iri, label, kinds, definition, synonyms, claims, redFlags, background, crossReferences,
    note}``.
    """
    return {
        "iri": concept.iri,
        "label": concept.label,
        "kinds": [named(contents, kind) for kind in concept.types],
        "definition": concept.definition,
        "synonyms": list(concept.synonyms),
        "claims": [claim_json(contents, claim) for claim in contents.about(concept.iri)],
        "redFlags": [
            {
                "iri": flag.iri,
                "definition": flag.definition,
                "condition": flag.condition or None,
                "urgency": named(contents, flag.urgency),
            }
            for flag in flags_of(contents, concept.iri)
        ],
        "background": [claim_json(contents, fact) for fact in background_of(contents, concept.iri)],
        "crossReferences": [
            {"match": match, "iri": iri, "label": label} for match, iri, label in matches
        ],
        "note": DISCLAIMER,
    }
