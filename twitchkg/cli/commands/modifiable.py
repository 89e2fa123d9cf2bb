"""`twitchkg modifiable`: causes that one can change, and the chains that changing them cuts."""

import argparse

from twitchkg.chains.ends import nothing_leads
from twitchkg.chains.modifiable import Change, Modifiable
from twitchkg.cli.options import add_prose, add_symptom, emphasis, open_graph, wrapped
from twitchkg.cli.tell.chains import (
    chain_lines,
    circle_lines,
    count_note,
    counted,
    end_of,
    kind_lines,
    sentence,
)
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, emit_either, limits, named
from twitchkg.graph.contents import Contents

EXAMPLE = "twitchkg modifiable fasciculation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_symptom(parser, "what they lead to")
    parser.add_argument("--all", action="store_true", help="show every chain that would be cut")
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the causes, who can change them, and the chains that they are on."""
    with open_graph(arguments) as kg:
        found = kg.modifiable(end_of(kg, " ".join(arguments.symptom), "modifiable SYMPTOM"))
        contents = kg.contents
    whole = arguments.all
    emit_either(arguments, lambda: text(contents, found, whole), lambda: to_json(contents, found))
    return 0


def text(contents: Contents, found: Modifiable, whole: bool = False) -> str:
    """The answer in prose; of several chains only the first, unless `whole`."""
    target = contents.label(found.target)
    lines = [emphasis(sentence(f"what one can change, among what leads to {target}"))]
    lines += kind_lines(contents, found.kind_of)
    if not found.chains:
        lines.append(wrapped(sentence(f"{nothing_leads(contents, found.target)}.")))
    elif not found.causes:
        lines.append(
            wrapped(
                f"This graph marks nothing that leads to {target} as something one can change, by "
                "oneself or with a doctor."
            )
        )
    for how in dict.fromkeys(change.how for change in found.causes):
        lines += ["", emphasis(sentence(how))]
        for change in found.causes:
            if change.how == how:
                lines += _told(contents, change, found.chains, whole)
    if not found.complete:
        lines += ["", "There are more chains than were counted."]
    lines += ["", *circle_lines(contents, found.target)]
    return "\n".join([*lines, wrapped(count_note(contents, found.target)), wrapped(DISCLAIMER)])


def _told(contents: Contents, change: Change, every: int, whole: bool) -> list[str]:
    cause, cut = contents.label(change.cause), change.cut
    lines = [wrapped(f"{cause}: on {len(cut)} of {counted(every, 'chain')}", "  ")]
    claim = change.said
    if claim:
        said = claim.summary or f"{cause} → {contents.label(claim.object)}"
        modality = contents.modality(claim.modality)
        firmly = modality.label if modality else "no modality recorded"
        sure = "; only: ".join(filter(None, (firmly, limits(contents, claim))))
        first = "" if change.direct else "first step: "
        lines.append(wrapped(f"{first}{said} [{sure}]", "    ", hanging="      "))
    shown = cut if whole else cut[:1]
    lines += [chain_lines(contents, chain, "    ") for chain in shown]
    if len(shown) < len(cut):
        lines.append(f"    and {len(cut) - len(shown)} more (--all shows them)")
    return lines


def to_json(contents: Contents, found: Modifiable) -> dict[str, object]:
    """``{symptom, causes: [{cause, how, …}], complete, kindOf, note}``.

    Of a cause: `modality` and `summary` of the firmest statement that ties it to the symptom (null
    where there is none), `firstStep` the same of its first step then, `chainsCut` of `chains`, and
    in `cut` each of those as a list of concepts.
    """

    def statement(change: Change) -> dict[str, object]:
        claim = change.said
        modality = contents.modality(claim.modality) if claim else None
        return {
            "modality": modality.label if modality else None,
            "summary": claim.summary if claim else None,
        }

    silent: dict[str, object] = {"modality": None, "summary": None}
    return {
        "symptom": named(contents, found.target),
        "causes": [
            {
                "cause": named(contents, change.cause),
                "how": change.how,
                **(statement(change) if change.direct else silent),
                "firstStep": statement(change) if change.said and not change.direct else None,
                "chainsCut": len(change.cut),
                "chains": found.chains,
                "cut": [[named(contents, iri) for iri in chain.concepts] for chain in change.cut],
            }
            for change in found.causes
        ],
        "complete": found.complete,
        "kindOf": [claim_json(contents, claim) for claim in found.kind_of],
        "note": f"{count_note(contents, found.target)} {DISCLAIMER}",
    }
