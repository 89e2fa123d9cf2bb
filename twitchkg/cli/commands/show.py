"""`twitchkg show`: what is known about a concept."""

from __future__ import annotations

from twitchkg.cli.options import (
    add_format,
    add_output,
    add_source,
    emit,
    emphasis,
    open_graph,
    wrapped,
)
from twitchkg.cli.tell.evidence import (
    DISCLAIMER,
    NO_EVIDENCE,
    claim_json,
    json_text,
    named,
    read_texts,
    told,
)
from twitchkg.textgrid import visible
from twitchkg.vocab import DENIED, HAS_SIGN, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, Concept, RedFlag
    from twitchkg.kg import KnowledgeGraph


SIGN_IS_NO_PROOF = (
    "That a condition has a sign does not say that who has the sign has the condition."
)

EXAMPLE = "twitchkg show magnesium"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("concept", metavar="CONCEPT", nargs="+", help="a name, CURIE or IRI")
    add_source(parser, "shows the very sentence under each statement")
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what the graph holds about one concept."""
    with open_graph(arguments) as kg:
        concept = kg.concept(" ".join(arguments.concept))
        texts = read_texts(kg, arguments.source)
        matches = _matches(kg, concept)
        contents = kg.contents
    if arguments.format == "json":
        emit(arguments, json_text(to_json(contents, concept, matches)))
    else:
        emit(arguments, text(contents, concept, matches, texts))
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


def flags_of(contents: Contents, iri: str) -> list[RedFlag]:
    """The red flags that name a concept in any part."""
    return [
        flag
        for flag in contents.red_flags
        if iri in (flag.iri, flag.urgency, *flag.findings, *flag.actions, *flag.suggests)
    ]


def background_of(contents: Contents, iri: str) -> list[Claim]:
    """The background facts on a concept or term; none where the background was not asked for."""
    return contents.background.about(iri) if contents.background else []


def text(
    contents: Contents,
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
    shown = set()
    for title, links in (
        ("What leads to it", contents.incoming.get(concept.iri, [])),
        ("What it leads to", contents.outgoing.get(concept.iri, [])),
    ):
        if links:
            lines += ["", emphasis(title)]
        for link in sorted(links, key=lambda link: -contents.link_rank(link)):
            other = link.subject if link.object == concept.iri else link.object
            lines.append(visible(f"  {contents.label(other)}  ({contents.label(link.predicate)})"))
            for claim in link.claims:
                shown.add(claim.iri)
                lines += told(contents, claim, "    ", texts)
            if not link.claims:
                lines.append(wrapped(NO_EVIDENCE, "    "))
    rest = [claim for claim in contents.about(concept.iri) if claim.iri not in shown]
    if rest:
        lines += ["", emphasis("What else is said")]
    for claim in rest:
        relation = "" if claim.modality != DENIED else "NOT: "
        parts = (claim.subject, claim.predicate, claim.object)
        lines.append(visible("  " + relation + " · ".join(map(contents.label, parts))))
        lines += told(contents, claim, "    ", texts)
    flags = flags_of(contents, concept.iri)
    if flags:
        lines += ["", emphasis("Red flags, most urgent first")]
        lines += [
            wrapped(f"{contents.label(flag.urgency)}: {flag.definition}", "  ", hanging="    ")
            for flag in flags
        ]
    facts = [fact for fact in background_of(contents, concept.iri) if fact.iri not in shown]
    if facts:
        lines += ["", emphasis("Background: said by open ontologies, not by the article")]
    for fact in facts:
        origin = contents.origin(fact.iri)
        assert origin is not None
        said = f"{origin.subject_there} · {contents.label(fact.predicate)} · {origin.object_there}"
        lines.append(wrapped(said, "  ", hanging="    "))
        lines += told(contents, fact, "    ", texts)
    if any(fact.predicate == HAS_SIGN for fact in facts):
        lines.append(wrapped(SIGN_IS_NO_PROOF, "  "))
    if matches:
        lines += ["", emphasis("Described elsewhere (a match does not bring that definition in)")]
        lines += [
            wrapped(f"{match}: {shorten(iri)} {label}", "  ") for match, iri, label in matches
        ]
    if len(lines) <= 4 and not rest and not facts:
        lines += ["", "Nothing more is said about it in this graph."]
    return "\n".join([*lines, "", wrapped(DISCLAIMER)])


def to_json(
    contents: Contents, concept: Concept, matches: list[tuple[str, str, str]]
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
