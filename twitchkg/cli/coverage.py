"""`twitchkg coverage`: what the graph carries of its source, and what nobody will find in it."""

from __future__ import annotations

from ..textgrid import visible
from .evidence import DISCLAIMER, json_text, read_texts
from .options import add_format, add_output, add_source, emit, emphasis, open_graph, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add_source(parser, "shows each sentence above what rests on it")
    add_format(parser, "text", "json", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print sentence by sentence what is carried, then what the source is silent on."""
    with open_graph(arguments) as kg:
        claims = kg.claims
        texts = read_texts(kg, arguments.source)
        silent = [str(row["nothingOf"]) for row in kg.ask("silent-on").to_dicts()]  # type: ignore[union-attr]
    spans = sorted(claims.spans.values(), key=lambda span: (span.source, span.start))
    carried: list[dict[str, object]] = []
    for span in spans:
        said = [c.summary for c in claims.claims if span.iri in c.spans]
        said += [f.definition for f in claims.red_flags if span.iri in f.spans]
        carried.append(
            {
                "sentence": span.sentence,
                "section": span.section,
                "carries": said,
                "noStatement": span.no_statement or None,
            }
        )
    if arguments.format == "json":
        emit(arguments, json_text({"sentences": carried, "silentOn": silent, "note": DISCLAIMER}))
        return 0
    lines = [emphasis("What the graph carries, sentence by sentence, in its own words")]
    for span, entry in zip(spans, carried, strict=True):
        lines.append(visible(f"\u2009{span.place}").strip())
        if span.source in texts:
            lines.append(
                wrapped(
                    f"the source: “{texts[span.source][span.start : span.end]}”",
                    "  ",
                    hanging="    ",
                )
            )
        says = entry["carries"]
        for sentence in says if isinstance(says, list) else []:
            lines.append(wrapped(f"- {sentence}", "  ", hanging="    "))
        if span.no_statement:
            lines.append(wrapped(f"nothing: {span.no_statement}", "  ", hanging="    "))
    lines += ["", emphasis("What it does not know, because the source says nothing of it")]
    lines += [wrapped(f"- {each}", "  ", hanging="    ") for each in silent] or ["  (not recorded)"]
    emit(arguments, "\n".join([*lines, "", wrapped(DISCLAIMER)]))
    return 0
