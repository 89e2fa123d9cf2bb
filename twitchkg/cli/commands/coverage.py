"""`twitchkg coverage`: what the graph carries of its source, and what nobody will find in it."""

import argparse
from collections.abc import Mapping

from twitchkg.cli.options import add_prose, add_source, emphasis, open_graph, wrapped
from twitchkg.cli.tell.chains import sentence
from twitchkg.cli.tell.evidence import DISCLAIMER, emit_either, named, read_texts
from twitchkg.graph.contents import Contents
from twitchkg.graph.coverage import Carried, Coverage
from twitchkg.graph.model import Claim, RedFlag, Span
from twitchkg.vocab import DENIED, STATED

PRONOUNS = frozenset(("it", "its", "they", "their", "this", "that"))

EXAMPLE = "twitchkg coverage"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_source(parser, "shows each sentence above what rests on it")
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print sentence by sentence what is carried, then what the source is silent on."""
    with open_graph(arguments) as kg:
        found = kg.coverage()
        contents = kg.contents
        texts = read_texts(kg, arguments.source)
    emit_either(arguments, lambda: text(contents, found, texts), lambda: to_json(contents, found))
    return 0


def text(contents: Contents, found: Coverage, texts: Mapping[str, str]) -> str:
    """The answer as lists, a heading per sentence."""
    lines = [emphasis("What the graph carries, sentence by sentence, in its own words")]
    lines.append("How firmly is told in brackets, where it is not plainly stated.")
    sources = {each.span.source for each in found.sentences}
    source = ""
    for each in found.sentences:
        if each.span.source != source:
            source = each.span.source
            lines += ["", emphasis(sentence(contents.label(source)))] if len(sources) > 1 else [""]
        lines.append(emphasis(where(each.span)))
        if source in texts:
            said = texts[source][each.span.start : each.span.end]
            lines.append(wrapped(f"the source: “{said}”", "  ", hanging="    "))
        lines += [wrapped(f"- {said}", "  ", hanging="    ") for said in _carried(contents, each)]
        if each.span.no_statement:
            lines.append(wrapped(f"nothing: {each.span.no_statement}", "  ", hanging="    "))
    lines += ["", emphasis("What it does not know, because the source says nothing of it")]
    lines += [wrapped(f"- {each}", "  ", hanging="    ") for each in found.silent_on] or [
        "  (not recorded)"
    ]
    return "\n".join([*lines, "", wrapped(DISCLAIMER)])


def where(span: Span) -> str:
    """``Introduction, sentence 1``, ``Section 1, sentence 6``; signs where no sentence is counted.

    Section 0 is what stands before a source's first heading.
    """
    if not span.sentence:
        return f"Characters {span.start} to {span.end}"
    section = f"Section {span.section}" if span.section else "Introduction"
    return f"{section}, sentence {span.sentence}"


def _carried(contents: Contents, each: Carried) -> list[str]:
    return [
        *(_claim(contents, claim) for claim in each.claims),
        *(_flag(contents, flag) for flag in each.red_flags),
        *(f"What {concept.label} means: {concept.definition}" for concept in each.defined),
    ]


def _claim(contents: Contents, claim: Claim) -> str:
    """The summary, its subject before it where only a pronoun stands for that."""
    subject = contents.label(claim.subject)
    said = claim.summary or " ".join(
        (subject, contents.label(claim.predicate), contents.label(claim.object))
    )
    if said.partition(" ")[0].casefold() in PRONOUNS:
        said = f"{subject[:1].upper()}{subject[1:]}: {said[:1].lower()}{said[1:]}"
    modality = contents.modality(claim.modality)
    firmly = modality.label if modality else "how firmly is not recorded"
    if claim.modality == DENIED:
        firmly = "a denial"  # the summary words it as one already
    return said if claim.modality == STATED else f"{said} [{firmly}]"


def _flag(contents: Contents, flag: RedFlag) -> str:
    return f"Red flag, {contents.label(flag.urgency)}: {flag.definition or flag.label}"


def to_json(contents: Contents, found: Coverage) -> dict[str, object]:
    """``{sentences: [{sentence, section, carries, noStatement, …}], silentOn, note}``.

    `carries` are the texts of claims and red flags; `claims` names the claims' subjects, modality
    and IRIs, `redFlags` the rungs, `definitions` what the sentence defines; `section` 0 is what
    stands before the first heading, and `place` says it in words.
    """

    def claim_json(claim: Claim) -> dict[str, object]:
        modality = contents.modality(claim.modality)
        return {
            "iri": claim.iri,
            "subject": named(contents, claim.subject),
            "modality": modality.label if modality else None,
            "summary": claim.summary,
        }

    return {
        "sentences": [
            {
                "sentence": each.span.sentence,
                "section": each.span.section,
                "place": where(each.span),
                "source": each.span.source,
                "carries": [c.summary for c in each.claims]
                + [flag.definition for flag in each.red_flags],
                "claims": [claim_json(claim) for claim in each.claims],
                "redFlags": [
                    {
                        "iri": flag.iri,
                        "urgency": named(contents, flag.urgency),
                        "definition": flag.definition,
                    }
                    for flag in each.red_flags
                ],
                "definitions": [
                    {"concept": {"iri": c.iri, "label": c.label}, "definition": c.definition}
                    for c in each.defined
                ],
                "noStatement": each.span.no_statement or None,
            }
            for each in found.sentences
        ],
        "silentOn": list(found.silent_on),
        "note": DISCLAIMER,
    }
