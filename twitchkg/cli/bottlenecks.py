"""`twitchkg bottlenecks`: what every chain to a symptom must pass."""

from __future__ import annotations

from ..chains import spelt_out
from ..textgrid import visible
from .evidence import DISCLAIMER, json_text, named
from .options import add_format, add_output, emit, emphasis, open_graph, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..claims import Claims
    from ..outcomes import Bottlenecks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("symptom", metavar="SYMPTOM", nargs="+", help="where the chains end")
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what must be passed, cause by cause and for all."""
    with open_graph(arguments) as kg:
        found = kg.bottlenecks(" ".join(arguments.symptom))
        claims = kg.claims
    as_json = arguments.format == "json"
    emit(arguments, json_text(to_json(claims, found)) if as_json else text(claims, found))
    return 0


def text(claims: Claims, found: Bottlenecks) -> str:
    """The answer in prose."""
    target = claims.label(found.target)
    lines = [emphasis(visible(f"What every chain to {target} must pass"))]
    if found.common:
        names = ", ".join(map(claims.label, found.common))
        lines.append(wrapped(f"Whatever from daily life it starts from: {names}."))
    else:
        lines.append(wrapped("Nothing lies on every chain from every cause of daily life."))
    lines += ["", emphasis("Cause by cause, in order")]
    for cause, must in found.by_cause.items():
        names = " → ".join(map(claims.label, must)) or _nothing(claims, cause, found.target)
        lines.append(wrapped(f"{claims.label(cause)}: {names}", "  ", hanging="    "))
    if found.between:
        lines += ["", emphasis("Passed most often by the shortest chains, most first")]
        lines.append(wrapped(", ".join(map(claims.label, found.between)), "  "))
    note = "Chains are joined from separate statements; this speaks of the graph, not of the body."
    return "\n".join([*lines, "", wrapped(note), wrapped(DISCLAIMER)])


def _nothing(claims: Claims, cause: str, target: str) -> str:
    direct = any(link.object == target for link in spelt_out(claims).get(cause, ()))
    return (
        "nothing: it is tied to it directly" if direct else "nothing: its chains go separate ways"
    )


def to_json(claims: Claims, found: Bottlenecks) -> dict[str, object]:
    """``{symptom, byCause: [{cause, mustPass}], common, between, note}``."""
    return {
        "symptom": named(claims, found.target),
        "byCause": [
            {"cause": named(claims, cause), "mustPass": [named(claims, iri) for iri in must]}
            for cause, must in found.by_cause.items()
        ],
        "common": [named(claims, iri) for iri in found.common],
        "between": [named(claims, iri) for iri in found.between],
        "note": DISCLAIMER,
    }
