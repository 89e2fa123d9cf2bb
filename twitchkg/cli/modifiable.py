"""`twitchkg modifiable`: causes that one can change, and the chains that changing them cuts."""

from __future__ import annotations

from ..textgrid import visible
from .evidence import DISCLAIMER, json_text
from .options import add_format, add_output, emit, emphasis, open_graph, wrapped
from .what_if import NOTE

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument(
        "symptom",
        metavar="SYMPTOM",
        nargs="*",
        default=["fasciculation"],
        help="what they lead to (default: fasciculation)",
    )
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the causes, who can change them, and how many chains pass them."""
    from ..analysis import what_if

    with open_graph(arguments) as kg:
        target = kg.concept(" ".join(arguments.symptom))
        answer = kg.ask("modifiable", symptom=target.iri)
        claims = kg.claims
    rows: list[dict[str, object]] = []
    for row in answer.to_dicts():  # type: ignore[union-attr]  # a SELECT
        found = what_if(claims, target.iri, [str(row["cause"])])
        cut = sum(map(len, found.gone.values()))
        total = cut + sum(map(len, found.kept.values()))
        rows.append({**row, "chainsCut": cut, "chains": total})
    if arguments.format == "json":
        emit(
            arguments,
            json_text({"symptom": target.iri, "causes": rows, "note": f"{NOTE} {DISCLAIMER}"}),
        )
        return 0
    lines = [emphasis(visible(f"What one can change, among what leads to {target.label}"))]
    for how in dict.fromkeys(str(row["how"]) for row in rows):
        lines += ["", emphasis(how[0].upper() + how[1:])]
        for row in rows:
            if row["how"] == how:
                lines.append(
                    visible(
                        f"  {row['causeLabel']}: on {row['chainsCut']} of {row['chains']} chains"
                    )
                )
                if row["summary"]:
                    lines.append(wrapped(f"{row['summary']} [{row['modality']}]", "    "))
    if not rows:
        lines.append(f"Nothing that one can change leads to {target.label} in this graph.")
    emit(arguments, "\n".join([*lines, "", wrapped(NOTE), wrapped(DISCLAIMER)]))
    return 0
