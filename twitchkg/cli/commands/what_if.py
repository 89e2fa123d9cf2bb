"""`twitchkg what-if`: which chains are left without something."""

import argparse

from twitchkg.chains.ends import nothing_leads
from twitchkg.chains.what_if import Remaining
from twitchkg.cli.options import add_prose, add_symptom, emphasis, open_graph, wrapped
from twitchkg.cli.tell.chains import (
    chain_lines,
    circle_lines,
    count_note,
    counted,
    end_of,
    kind_lines,
    levels_of,
    sentence,
)
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, emit_either, named
from twitchkg.errors import BadParameter, UnknownConcept
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain
from twitchkg.kg import KnowledgeGraph
from twitchkg.textgrid import visible

EXAMPLE = "twitchkg what-if fasciculation --without stress"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_symptom(parser, "where the chains end")
    parser.add_argument(
        "--without",
        metavar="CONCEPT",
        action="append",
        required=True,
        help="what to take out, several words in quotes; repeatable",
    )
    parser.add_argument("--all", action="store_true", help="show the chains that are left, too")
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what vanishes and what remains."""
    with open_graph(arguments) as kg:
        try:
            end = end_of(kg, " ".join(arguments.symptom), "what-if SYMPTOM --without CONCEPT")
            found = kg.what_if(end, arguments.without)
        except UnknownConcept:
            _tell_of_quotes(kg, arguments)
            raise
        contents = kg.contents
    whole = arguments.all
    emit_either(arguments, lambda: text(contents, found, whole), lambda: to_json(contents, found))
    return 0


def _tell_of_quotes(kg: KnowledgeGraph, arguments: argparse.Namespace) -> None:
    """`--without poor sleep` asks for "poor" and, as the symptom, for "sleep"."""
    for count in range(len(arguments.symptom), 0, -1):
        name = " ".join((arguments.without[-1], *arguments.symptom[:count]))
        try:
            kg.concept(name)
        except UnknownConcept:
            continue
        raise BadParameter(
            f'"{name}" is one name of several words (put it in quotes): --without "{name}"'
        )


def text(contents: Contents, found: Remaining, whole: bool = False) -> str:
    """The answer in prose, by chains; those that are left only if `whole`."""
    taken = " and ".join(map(contents.label, found.without))
    lines = [emphasis(visible(f"{contents.label(found.target)} without {taken}"))]
    cut = sum(map(len, found.gone.values()))
    left = sum(map(len, found.kept.values()))
    lines += kind_lines(contents, found.kind_of)
    lines.append(
        wrapped(count_text(cut, left))
        if cut or left
        else wrapped(
            sentence(f"{nothing_leads(contents, found.target)}; there is no chain to cut.")
        )
    )
    for iri in found.on_no_chain:
        if cut or left:
            name = contents.label(iri)
            lines.append(wrapped(f"No chain to {contents.label(found.target)} passes {name}."))
        lines += map(wrapped, levels_of(contents, iri))
    if found.gone:
        lines += ["", emphasis("Cut")]
    for cause, chains in found.gone.items():
        rest = len(found.kept.get(cause, ()))
        state = f"{rest} other{'s' if rest > 1 else ''} left" if rest else "none left"
        lines.append(visible(f"  {contents.label(cause)}: {len(chains)} cut, {state}"))
        lines += [chain_lines(contents, chain, "    ") for chain in chains]
    if found.kept:
        lines += ["", emphasis("Left" if whole else "Left (--all shows the chains)")]
    for cause, chains in found.kept.items():
        lines.append(visible(f"  {contents.label(cause)}: {counted(len(chains), 'chain')}"))
        if whole:
            lines += [chain_lines(contents, chain, "    ") for chain in chains]
    if not found.complete:
        lines += ["", "There are more chains than were counted."]
    lines.append("")
    both = _step_and_beginning(found)
    if both:
        step, cause = map(contents.label, both)
        lines.append(
            wrapped(
                "Chains are counted by where they begin, and each cause is a beginning of its own, "
                f"also one that is a step for another, such as {step} on a chain from {cause}."
            )
        )
    lines += circle_lines(contents, found.target)
    return "\n".join([*lines, wrapped(count_note(contents, found.target)), wrapped(DISCLAIMER)])


def count_text(cut: int, left: int) -> str:
    """How many chains are cut and left, in words."""
    every = cut + left
    if every == 1:
        return "The only chain is cut." if cut else "The only chain is left."
    if not cut:
        return f"None of the {every} chains is cut."
    if not left:
        return f"All {every} chains are cut."
    is_cut, is_left = ("is" if number == 1 else "are" for number in (cut, left))
    return f"{cut} of {every} chains {is_cut} cut, {left} {is_left} left."


def _step_and_beginning(found: Remaining) -> tuple[str, str] | None:
    """A cause that is a step on the chain of another: the first that is cut, else the first."""
    groups = {**found.gone, **found.kept}
    for cause, chains in groups.items():
        for chain in (*found.gone.get(cause, ()), *chains):
            for step in chain.concepts[1:-1]:
                if step in groups:
                    return step, cause
    return None


def to_json(contents: Contents, found: Remaining) -> dict[str, object]:
    """``{symptom, without, cut: [{cause, chains}], left: [{cause, chains}], complete,
    onNoChain, kindOf, note}``.

    Chains are lists of concepts. `onNoChain` holds what was taken out in vain, `kindOf` the claims
    by which the symptom stands for the narrower one that was asked about.
    """

    def groups(chains: dict[str, tuple[Chain, ...]]) -> list[dict[str, object]]:
        return [
            {
                "cause": named(contents, cause),
                "chains": [[named(contents, iri) for iri in chain.concepts] for chain in each],
            }
            for cause, each in chains.items()
        ]

    return {
        "symptom": named(contents, found.target),
        "without": [named(contents, iri) for iri in found.without],
        "cut": groups(found.gone),
        "left": groups(found.kept),
        "complete": found.complete,
        "onNoChain": [named(contents, iri) for iri in found.on_no_chain],
        "kindOf": [claim_json(contents, claim) for claim in found.kind_of],
        "note": f"{count_note(contents, found.target)} {DISCLAIMER}",
    }
