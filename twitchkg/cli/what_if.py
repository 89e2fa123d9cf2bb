"""`twitchkg what-if`: which chains are left without something."""

from __future__ import annotations

from ..textgrid import visible
from .evidence import DISCLAIMER, json_text, named
from .options import add_format, add_output, emit, emphasis, open_graph, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..claims import Claims
    from ..model import Chain
    from ..outcomes import Remaining

NOTE = (
    "This counts chains of the graph. It does not say that twitching stops when a cause is "
    "removed; the source does not say so either."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "symptom",
        metavar="SYMPTOM",
        nargs="*",
        default=["fasciculation"],
        help="where the chains end (default: fasciculation)",
    )
    parser.add_argument(
        "--without",
        metavar="CONCEPT",
        action="append",
        required=True,
        help="what to take out; repeatable",
    )
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what vanishes and what remains."""
    with open_graph(arguments) as kg:
        found = kg.what_if(" ".join(arguments.symptom), arguments.without)
        claims = kg.claims
    as_json = arguments.format == "json"
    emit(arguments, json_text(to_json(claims, found)) if as_json else text(claims, found))
    return 0


def text(claims: Claims, found: Remaining) -> str:
    """The answer in prose, by chains."""
    taken = " and ".join(map(claims.label, found.without))
    lines = [emphasis(visible(f"{claims.label(found.target)} without {taken}"))]
    cut = sum(map(len, found.gone.values()))
    left = sum(map(len, found.kept.values()))
    lines.append(f"{cut} of {cut + left} chains are cut, {left} are left.")
    if found.gone:
        lines += ["", emphasis("Cut")]
    for cause, chains in found.gone.items():
        rest = len(found.kept.get(cause, ()))
        state = f"{rest} other{'s' if rest > 1 else ''} left" if rest else "none left"
        lines.append(visible(f"  {claims.label(cause)}: {len(chains)} cut, {state}"))
        lines += [_path(claims, chain) for chain in chains]
    if found.kept:
        lines += ["", emphasis("Left")]
    for cause, chains in found.kept.items():
        count = f"{len(chains)} chain{'s' if len(chains) > 1 else ''}"
        lines.append(visible(f"  {claims.label(cause)}: {count}"))
        lines += [_path(claims, chain) for chain in chains]
    if not found.complete:
        lines += ["", "There are more chains than were counted."]
    return "\n".join([*lines, "", wrapped(NOTE), wrapped(DISCLAIMER)])


def _path(claims: Claims, chain: Chain) -> str:
    return wrapped(" → ".join(map(claims.label, chain.concepts)), "    ", hanging="      ")


def to_json(claims: Claims, found: Remaining) -> dict[str, object]:
    """``{symptom, without, cut: [{cause, chains}], left: [{cause, chains}], complete, note}``."""

    def groups(chains: dict[str, tuple[Chain, ...]]) -> list[dict[str, object]]:
        return [
            {
                "cause": named(claims, cause),
                "chains": [[named(claims, iri) for iri in chain.concepts] for chain in each],
            }
            for cause, each in chains.items()
        ]

    return {
        "symptom": named(claims, found.target),
        "without": [named(claims, iri) for iri in found.without],
        "cut": groups(found.gone),
        "left": groups(found.kept),
        "complete": found.complete,
        "note": f"{NOTE} {DISCLAIMER}",
    }
