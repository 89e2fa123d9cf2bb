"""`twitchkg bottlenecks`: what every chain to a symptom must pass."""

import argparse
from collections.abc import Sequence

from twitchkg.chains.bottlenecks import Bottlenecks, separate_ways
from twitchkg.chains.order import in_order
from twitchkg.chains.search import Search, counting
from twitchkg.cli.options import add_prose, emphasis, open_graph, wrapped
from twitchkg.cli.tell.chains import circle_lines, kind_lines, listed, sentence
from twitchkg.cli.tell.evidence import DISCLAIMER, claim_json, emit_either, named
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chain

NOTE = "Chains are joined from separate statements; this speaks of the graph, not of the body."
MOST_NAMED = 3
"""So many exceptions are named; more would bury what they are exceptions to."""

EXAMPLE = "twitchkg bottlenecks fasciculation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("symptom", metavar="SYMPTOM", nargs="+", help="where the chains end")
    add_prose(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what must be passed, for all causes and cause by cause."""
    with open_graph(arguments) as kg:
        found = kg.bottlenecks(" ".join(arguments.symptom))
        contents = kg.contents
    emit_either(arguments, lambda: text(contents, found), lambda: to_json(contents, found))
    return 0


def text(contents: Contents, found: Bottlenecks) -> str:
    """The answer in prose."""
    target = contents.label(found.target)
    lines = [
        emphasis(sentence(f"what every chain to {target} must pass")),
        *kind_lines(contents, found.kind_of),
        wrapped(
            "A cause must pass a step if, with that step taken out, no chain is left from it to "
            f"{target}."
        ),
        "",
        *_for_all(contents, found),
    ]
    counts = {step: number for step, number in _counts(found).items() if number > 1}
    if len(set(counts.values())) > 1:
        lines += ["", emphasis("Steps that several causes must pass")]
        of = len(found.by_cause)
        lines += [
            wrapped(f"{contents.label(step)}: {number} of {of}", "  ", hanging="    ")
            for step, number in counts.items()
        ]
    lines += ["", emphasis("Cause by cause, in the order of a chain")]
    search = counting(contents, found.target)
    alike: dict[tuple[str, ...], list[str]] = {}
    for cause, must in found.by_cause.items():
        alike.setdefault(must or (cause,), []).append(cause)
    for causes in alike.values():
        must = found.by_cause[causes[0]]
        names = listed([contents.label(cause) for cause in causes])
        passed = ", then ".join(map(contents.label, must)) or _none(search, causes[0])
        lines.append(wrapped(f"{names}: {passed}", "  ", hanging="    "))
    if not found.complete:
        lines += ["", f"There are more causes than these {len(found.by_cause)}."]
    lines += ["", *circle_lines(contents, found.target), wrapped(NOTE), wrapped(DISCLAIMER)]
    return "\n".join(lines)


def _counts(found: Bottlenecks) -> dict[str, int]:
    """How many causes must pass each step, most first, else as a chain passes them."""
    counts: dict[str, int] = {}
    for must in found.by_cause.values():
        for step in must:
            counts[step] = counts.get(step, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: -each[1]))


def _for_all(contents: Contents, found: Bottlenecks) -> list[str]:
    target, causes = contents.label(found.target), list(found.by_cause)
    lines, cause = [], "everyday cause"
    if found.kind is None:
        cause = "cause"
        lines.append(
            f"No everyday cause leads to {target} in this graph; this is about all of its "
            "causes here."
        )
    counts = _counts(found)
    most = max(counts.values(), default=0)
    steps = [step for step, number in counts.items() if number == most]
    names = listed([contents.label(step) for step in steps])
    if len(causes) == 1:
        only = f"There is one {cause}, {contents.label(causes[0])}"
        lines.append(f"{only}. It must pass: {names}." if steps else f"{only}.")
    elif found.common:
        lines.append(f"Every {cause} ({len(causes)} of {len(causes)}) must pass: {names}.")
    else:
        lines.append(f"No single step is shared by every {cause}.")
        if most > 1:
            others = [each for each in causes if not set(found.by_cause[each]).issuperset(steps)]
            but = ", ".join(f"not {contents.label(each)}" for each in others)
            but = f" ({but})" if len(steps) == 1 and len(others) <= MOST_NAMED else ""
            each = "" if len(steps) == 1 else "each of "
            lines.append(f"{most} of {len(causes)}{but} must pass {each}{names}.")
    told = [wrapped(line) for line in lines]
    if steps and (most > 1 or len(causes) == 1):
        for step in steps:
            known = contents.concepts.get(step)
            if known and known.definition:
                told.append(
                    wrapped(f"{known.label}: {known.definition}", "  ", hanging="    "),
                )
    return told


def _none(search: Search, cause: str) -> str:
    """Why a cause must pass no step."""
    contents, end = search.contents, search.contents.label(search.end)
    if any(to == search.end for _, to, _ in search.told.onward([cause])):
        return f"no step, because this graph ties it to {end} directly, with no step between"
    ways = [contents.label(_way(group)) for group in separate_ways(search, cause)]
    more = ["another way"] if len(ways) > MOST_NAMED else []
    by = f", by {listed([*ways[:MOST_NAMED], *more], 'or')}" if ways else ""
    return f"no step, because its chains go separate ways{by}"


def _way(chains: Sequence[Chain]) -> str:
    """A step by which to call a group of chains: one that all of them pass, where there is."""
    shared = set.intersection(*(set(chain.concepts[1:-1]) for chain in chains))
    return in_order(shared, chains)[0] if shared else chains[0].concepts[1]


def to_json(contents: Contents, found: Bottlenecks) -> dict[str, object]:
    """``{symptom, byCause: [{cause, mustPass}], common, between, of, complete, kindOf, note}``.

    `of` is "everyday causes", or "all causes" where no everyday one leads to the symptom; `kindOf`
    holds the claims by which the symptom stands for the narrower one that was asked about;
    `between` is what the shortest chains pass, most often first.
    """
    return {
        "symptom": named(contents, found.target),
        "byCause": [
            {"cause": named(contents, cause), "mustPass": [named(contents, iri) for iri in must]}
            for cause, must in found.by_cause.items()
        ],
        "common": [named(contents, iri) for iri in found.common],
        "between": [named(contents, iri) for iri in found.between],
        "of": "everyday causes" if found.kind else "all causes",
        "complete": found.complete,
        "kindOf": [claim_json(contents, claim) for claim in found.kind_of],
        "note": DISCLAIMER,
    }
