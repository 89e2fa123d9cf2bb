"""`twitchkg explain`: how one thing leads to another, step by step."""

import argparse
import sys
from collections.abc import Mapping

from twitchkg.cli.options import (
    add_format,
    add_limit,
    add_output,
    add_source,
    add_timeout,
    emit,
    emphasis,
    open_graph,
    wrapped,
)
from twitchkg.cli.tell.beside import also_lines, none_lines, why_not_lines
from twitchkg.cli.tell.chains import arrow, kind_lines
from twitchkg.cli.tell.evidence import (
    DISCLAIMER,
    claim_json,
    json_text,
    link_evidence,
    named,
    read_texts,
)
from twitchkg.cli.tell.routes import route_lines, route_text
from twitchkg.cli.tell.values import also_json, chain_json, chains_table, link_json, why_not_json
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chains
from twitchkg.textgrid import visible

JOINED = (
    "The steps of a chain are separate statements that are joined here: a chain is derived, and "
    "is not one statement of the source. It is as sure as its weakest step."
)

LATE = (
    "The time was up before all of the graph was looked at: this is what was found so far, and "
    "more and better chains may be there; --timeout SECONDS gives it longer."
)

EXAMPLE = "twitchkg explain stress fasciculation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("start", metavar="FROM", help="where to start: a name, CURIE or IRI")
    parser.add_argument("end", metavar="TO", help="where to end up")
    add_limit(parser, 5, " chains")
    add_timeout(parser)
    add_source(parser, "shows the very sentence under each step")
    add_format(parser, "text", "json", "csv", "tsv", "markdown", "mermaid", "dot", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Find the chains and print them; finding none is an answer."""
    with open_graph(arguments) as kg:
        chains = kg.chains(
            arguments.start, arguments.end, limit=arguments.limit, timeout=arguments.timeout
        )
        texts = read_texts(kg, arguments.source)
        if not chains.in_time and arguments.format not in ("text", "json"):
            print(LATE, file=sys.stderr)
        emit(arguments, _worded(arguments.format, kg.near, chains, texts))
    return 0


def _worded(format: str, contents: Knowledge, chains: Chains, texts: Mapping[str, str]) -> str:
    if format == "text":
        return text(contents, chains, texts)
    if format == "json":
        return json_text(to_json(contents, chains))
    if format in ("mermaid", "dot"):
        from twitchkg.export import dot, mermaid

        return (
            mermaid.write(contents, chains) if format == "mermaid" else dot.write(contents, chains)
        )
    return chains_table(contents, chains).render(format)


def text(contents: Knowledge, chains: Chains, texts: Mapping[str, str]) -> str:
    """The answer in prose: in one go, how, also, why not."""
    asked = chains.start_kind_of[0].subject if chains.start_kind_of else chains.start
    start = contents.label(asked)
    end = contents.label(chains.end)
    led = chains.chains or chains.summaries
    title = f"How {start} leads to {end}" if led else f"Does {start} lead to {end}?"
    lines = [emphasis(visible(title))]
    lines += kind_lines(contents, (*chains.start_kind_of, *chains.kind_of))
    if chains.summaries:
        lines += ["", "In one statement, which passes over the steps between:"]
        for link in chains.summaries:
            lines += [f"  {arrow(contents, link)}", *link_evidence(contents, link, "    ", texts)]
    if chains.chains:
        lines += route_lines(contents, chains, texts)
        if chains.in_time and not chains.complete:
            lines += ["", "There are more chains; --limit N shows more."]
    elif chains.summaries and not chains.in_time:
        lines += ["", "No chain of separate steps was found before the time was up."]
    elif chains.summaries:
        lines += ["", "No chain of separate steps joins the two in this graph."]
    else:
        lines += ["", *none_lines(contents, chains)]
    lines += also_lines(contents, chains.also, texts)
    if chains.why_not:
        lines += why_not_lines(contents, chains, chains.why_not)
    if not chains.in_time:
        lines += ["", wrapped(LATE)]
    lines.append("")
    if any(len(chain.steps) > 1 for chain in chains.chains):
        lines.append(wrapped(JOINED))
    lines.append(wrapped(DISCLAIMER))
    return "\n".join(lines)


def to_json(contents: Knowledge, chains: Chains) -> dict[str, object]:
    """``{from, to, fromKindOf: [claim], kindOf: [claim], summaries: [{from, relation, to, claims}],
    chains: [{weakest, rank, steps: [{from, relation, to, claims, countsAs, borrowed,
    passesOverSteps}]}], routes: [{chains, told}], complete, inTime, also: {involves, worsens,
    associated}, whyNot, note}``. `fromKindOf` and `kindOf` say for which narrower things the ends
    stand; `rank` is that of the weakest step; `routes` tell the chains by their numbers, each
    branch once; `inTime` is false where better chains may be there; `whyNot` is null where
    anything was found.
    """
    return {
        "from": named(contents, chains.start),
        "to": named(contents, chains.end),
        "fromKindOf": [claim_json(contents, claim) for claim in chains.start_kind_of],
        "kindOf": [claim_json(contents, claim) for claim in chains.kind_of],
        "summaries": [link_json(contents, link) for link in chains.summaries],
        "chains": [chain_json(contents, chain) for chain in chains.chains],
        "routes": [
            {"chains": [at + 1 for at in route.chains], "told": route_text(contents, route)}
            for route in chains.routes
        ],
        "complete": chains.complete,
        "inTime": chains.in_time,
        "also": also_json(contents, chains.also),
        "whyNot": why_not_json(contents, chains.why_not) if chains.why_not else None,
        "note": f"{JOINED} {DISCLAIMER}",
    }
