"""`twitchkg compare`: what two causes share on their way, and what they do not."""

from __future__ import annotations

from ..textgrid import grid, visible
from .evidence import DISCLAIMER, json_text, named
from .options import add_format, add_output, emit, emphasis, open_graph, width, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ..claims import Claims
    from ..outcomes import Comparison


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("first", metavar="A", help="one cause")
    parser.add_argument("second", metavar="B", help="the other cause")
    parser.add_argument(
        "--to",
        dest="target",
        metavar="SYMPTOM",
        default="fasciculation",
        help="where both lead (default: fasciculation)",
    )
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the two side by side."""
    with open_graph(arguments) as kg:
        found = kg.compare(arguments.first, arguments.second, arguments.target)
        claims = kg.claims
    as_json = arguments.format == "json"
    emit(arguments, json_text(to_json(claims, found)) if as_json else text(claims, found))
    return 0


def text(claims: Claims, found: Comparison) -> str:
    """The answer as three columns."""
    first, second, target = map(claims.label, (found.first, found.second, found.target))
    columns = [
        [claims.label(iri) for iri in group]
        for group in (found.only_first, found.shared, found.only_second)
    ]
    height = max(map(len, columns), default=0)
    rows = [[column[at] if at < len(column) else "" for column in columns] for at in range(height)]
    head = [f"only {first}", "both", f"only {second}"]
    lines = [emphasis(visible(f"On the way to {target}")), grid(head, rows, width()).rstrip("\n")]
    if not found.shared:
        lines.append(wrapped(f"In this graph the chains from {first} and {second} share no step."))
    return "\n".join([*lines, "", wrapped(DISCLAIMER)])


def to_json(claims: Claims, found: Comparison) -> dict[str, object]:
    """``{first, second, symptom, onlyFirst, shared, onlySecond, note}``."""
    return {
        "first": named(claims, found.first),
        "second": named(claims, found.second),
        "symptom": named(claims, found.target),
        "onlyFirst": [named(claims, iri) for iri in found.only_first],
        "shared": [named(claims, iri) for iri in found.shared],
        "onlySecond": [named(claims, iri) for iri in found.only_second],
        "note": DISCLAIMER,
    }
