"""`twitchkg compare`: what two causes share on their way, and what they do not."""

import argparse

from twitchkg.chains.compare import Comparison
from twitchkg.chains.order import in_order
from twitchkg.cli.options import add_prose, emphasis, open_graph, width, wrapped
from twitchkg.cli.tell.chains import counted, end_of, kind_lines, levels_of, listed, sentence
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, emit_either, named
from twitchkg.graph.contents import Contents
from twitchkg.textgrid import grid

EXAMPLE = "twitchkg compare stress dehydration --to fasciculation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("first", metavar="A", help="one cause")
    parser.add_argument("second", metavar="B", help="the other cause")
    parser.add_argument(
        "--to",
        dest="target",
        metavar="SYMPTOM",
        default="",
        help="where both lead (default: fasciculation)",
    )
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the two side by side."""
    with open_graph(arguments) as kg:
        end = end_of(kg, arguments.target, "compare A B --to SYMPTOM")
        found = kg.compare(arguments.first, arguments.second, end)
        contents = kg.contents
    emit_either(arguments, lambda: text(contents, found), lambda: to_json(contents, found))
    return 0


def text(contents: Contents, found: Comparison) -> str:
    """The answer as three columns in the order of the chains, or what stands against that."""
    first, second, target = map(contents.label, (found.first, found.second, found.target))
    lines = [emphasis(sentence(f"{first} and {second} on the way to {target}"))]
    lines += [*kind_lines(contents, found.kind_of), ""]
    groups = [[contents.label(iri) for iri in group] for group in _ordered(found)]
    ways = ((found.first, found.first_chains), (found.second, found.second_chains))
    without = [cause for cause, chains in ways if not chains]
    if without:
        for cause in without:
            name = contents.label(cause)
            nothing = f"Nothing leads from {name} to {target} in this graph."
            if not found.complete:
                nothing = f"No chain from {name} was found before the search stopped."
            lines += map(wrapped, (nothing, *levels_of(contents, cause)))
        for cause, chains in ways:
            if chains:
                steps = listed([*groups[0], *groups[1], *groups[2]])
                goes = f"{counted(len(chains), 'chain')} from {contents.label(cause)}"
                lead = "leads" if len(chains) == 1 else "lead"
                by = f"by way of {steps}" if steps else "with no step between"
                lines.append(wrapped(f"In this graph {goes} {lead} to {target}, {by}."))
        return "\n".join([*lines, "", wrapped(DISCLAIMER)])
    if any(groups):
        groups = [group or ["(nothing)"] for group in groups]
        height = max(map(len, groups))
        rows = [[group[at] if at < len(group) else "" for group in groups] for at in range(height)]
        head = [f"only {first}", "both", f"only {second}"]
        lines += [grid(head, rows, width()).rstrip("\n"), ""]
    for step, cause in found.on_the_way:
        lines.append(
            wrapped(
                sentence(f"{contents.label(step)} is itself a step on a chain from ")
                + f"{contents.label(cause)}."
            )
        )
    for cause, chains in ways:
        if any(len(chain.steps) == 1 for chain in chains):
            lines.append(
                wrapped(
                    f"This graph ties {contents.label(cause)} to {target} directly, with no step "
                    "between."
                )
            )
    if not found.shared and not found.on_the_way:
        lines.append(wrapped(f"In this graph the chains from {first} and {second} share no step."))
    if not found.complete:
        lines.append("There are more chains than were looked at.")
    return "\n".join([*lines, *([""] if lines[-1] else []), wrapped(DISCLAIMER)])


def _ordered(found: Comparison) -> tuple[tuple[str, ...], ...]:
    """The three groups of concepts, each as the chains pass them."""
    chains = (*found.first_chains, *found.second_chains)
    order = {
        iri: at
        for at, iri in enumerate(
            in_order((*found.only_first, *found.shared, *found.only_second), chains)
        )
    }
    groups = (found.only_first, found.shared, found.only_second)
    return tuple(tuple(sorted(group, key=lambda iri: order[iri])) for group in groups)


def to_json(contents: Contents, found: Comparison) -> dict[str, object]:
    """``{first, second, symptom, onlyFirst, shared, onlySecond, noChain, onTheWay, complete,
    kindOf, note}``, in chain order.

    `noChain` holds a cause that does not lead to the symptom, `onTheWay` pairs ``{step, from}``
    where one cause is a step on the way of the other, `kindOf` the claims by which the symptom
    stands for the narrower one that was asked about.
    """
    only_first, shared, only_second = _ordered(found)
    ways = ((found.first, found.first_chains), (found.second, found.second_chains))
    return {
        "first": named(contents, found.first),
        "second": named(contents, found.second),
        "symptom": named(contents, found.target),
        "onlyFirst": [named(contents, iri) for iri in only_first],
        "shared": [named(contents, iri) for iri in shared],
        "onlySecond": [named(contents, iri) for iri in only_second],
        "noChain": [named(contents, cause) for cause, chains in ways if not chains],
        "onTheWay": [
            {"step": named(contents, step), "from": named(contents, cause)}
            for step, cause in found.on_the_way
        ],
        "complete": found.complete,
        "kindOf": [claim_json(contents, claim) for claim in found.kind_of],
        "note": DISCLAIMER,
    }
