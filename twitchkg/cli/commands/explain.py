"""`twitchkg explain`: how one thing leads to another, step by step."""

import argparse
from collections.abc import Mapping

from twitchkg.cli.options import (
    add_format,
    add_limit,
    add_output,
    add_source,
    emit,
    emphasis,
    open_graph,
    wrapped,
)
from twitchkg.cli.tell.chains import arrow, firmness, kind_lines, levels_of, weakest
from twitchkg.cli.tell.evidence import (
    DISCLAIMER,
    claim_json,
    hedge,
    json_text,
    limits,
    link_evidence,
    named,
    place,
    read_texts,
)
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chains, Link
from twitchkg.graph.walk import walk
from twitchkg.store.table import Table
from twitchkg.textgrid import visible

JOINED = (
    "The steps of a chain are separate statements that are joined here: a chain is derived, and "
    "is not one statement of the source. It is as sure as its weakest step."
)

EXAMPLE = "twitchkg explain stress fasciculation"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("start", metavar="FROM", help="where to start: a name, CURIE or IRI")
    parser.add_argument("end", metavar="TO", help="where to end up")
    add_limit(parser, 5, " chains")
    add_source(parser, "shows the very sentence under each step")
    add_format(parser, "text", "json", "csv", "tsv", "markdown", "mermaid", "dot", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Find the chains and print them; finding none is an answer."""
    with open_graph(arguments) as kg:
        chains = kg.chains(arguments.start, arguments.end, limit=arguments.limit)
        texts = read_texts(kg, arguments.source)
        contents = kg.contents
    format = arguments.format
    if format == "text":
        emit(arguments, text(contents, chains, texts))
    elif format == "json":
        emit(arguments, json_text(to_json(contents, chains)))
    elif format in ("mermaid", "dot"):
        from twitchkg.export import dot, mermaid

        emit(arguments, (mermaid if format == "mermaid" else dot).write(contents, chains))
    else:
        emit(arguments, table(contents, chains).render(format))
    return 0


def text(contents: Contents, chains: Chains, texts: Mapping[str, str]) -> str:
    """The answer in prose, chain by chain."""
    start, end = contents.label(chains.start), contents.label(chains.end)
    title = f"How {start} leads to {end}" if chains.chains else f"Does {start} lead to {end}?"
    lines = [emphasis(visible(title))]
    lines += kind_lines(contents, chains.kind_of)
    if not chains.chains:
        return "\n".join([*lines, "", *_none(contents, chains), ""])
    if chains.summaries:
        lines += ["", "In one statement, which passes over the steps between:"]
        for link in chains.summaries:
            lines += [f"  {arrow(contents, link)}", *link_evidence(contents, link, "    ", texts)]
    told_at: dict[Link, str] = {}
    for number, chain in enumerate(chains.chains, 1):
        steps = f"{len(chain.steps)} step{'s' if len(chain.steps) > 1 else ''}"
        lines += [
            "",
            emphasis(f"Chain {number}: {steps}, weakest step: {weakest(contents, chain)}"),
        ]
        for count, link in enumerate(chain.steps, 1):
            lines.append(f"  {count}. {arrow(contents, link)}")
            if link in told_at:
                lines.append(f"     [{firmness(contents, link)}; as in {told_at[link]}]")
            else:
                lines += link_evidence(contents, link, "     ", texts)
                told_at[link] = f"chain {number}, step {count}"
    if not chains.complete:
        lines += ["", "There are more chains; --limit N shows more."]
    lines.append("")
    if any(len(chain.steps) > 1 for chain in chains.chains):
        lines.append(wrapped(JOINED))
    lines.append(wrapped(DISCLAIMER))
    return "\n".join(lines)


def _none(contents: Contents, chains: Chains) -> list[str]:
    start, end = contents.label(chains.start), contents.label(chains.end)
    if chains.complete:
        lines = [visible(f"No causal chain from {start} to {end} is in this graph.")]
    else:
        lines = [visible(f"No chain from {start} to {end} was found before the search stopped.")]
    lines.append("That says something of the graph, not of the body.")
    onward = sorted((steps, iri) for iri, steps in walk([chains.start], contents.effects) if steps)
    causes = sorted({contents.label(iri) for iri in contents.causes(chains.end)})
    if onward:
        names = ", ".join(contents.label(iri) for _, iri in onward[:8])
        lines.append(wrapped(f"In it {start} leads to: {names}."))
    if causes:
        lines.append(wrapped(f"In it {end} comes directly from: {', '.join(causes[:8])}."))
    lines += map(wrapped, levels_of(contents, chains.start))
    other = [c for c in contents.about(chains.start) if chains.end in (c.subject, c.object)]
    lines += [
        wrapped(f"It does say: {claim.summary} ({hedge(contents, claim)})") for claim in other
    ]
    return lines


def to_json(contents: Contents, chains: Chains) -> dict[str, object]:
    """``{from, to, kindOf, summaries, chains: [{weakest, rank, steps}], complete, note}``.

    A summary and a step are ``{from, relation, to, claims}``; `rank` is that of the weakest step;
    `kindOf` holds the claims by which the end stands for the narrower one that was asked about.
    """

    def link_json(link: Link) -> dict[str, object]:
        return {
            "from": named(contents, link.subject),
            "relation": named(contents, link.predicate),
            "to": named(contents, link.object),
            "claims": [claim_json(contents, claim) for claim in link.claims],
        }

    return {
        "from": named(contents, chains.start),
        "to": named(contents, chains.end),
        "kindOf": [claim_json(contents, claim) for claim in chains.kind_of],
        "summaries": [link_json(link) for link in chains.summaries],
        "chains": [
            {
                "weakest": weakest(contents, chain),
                "rank": chain.strength,
                "steps": [link_json(link) for link in chain.steps],
            }
            for chain in chains.chains
        ],
        "complete": chains.complete,
        "note": f"{JOINED} {DISCLAIMER}",
    }


def table(contents: Contents, chains: Chains) -> Table:
    """A row per claim on a step; steps without a claim get a row too."""
    from twitchkg.cli.tell.tables import Iri, table_of

    rows: list[tuple[str | int | None, ...]] = []
    for number, chain in enumerate(chains.chains, 1):
        for count, link in enumerate(chain.steps, 1):
            ends = tuple(map(contents.label, (link.subject, link.predicate, link.object)))
            rows += [
                (
                    number,
                    count,
                    *ends,
                    hedge(contents, claim),
                    limits(contents, claim),
                    claim.summary,
                    place(contents, claim),
                    Iri(claim.iri),
                )
                for claim in link.claims
            ] or [(number, count, *ends, "no evidence recorded", None, None, None, None)]
    columns = "chain step from relation to modality only summary place claim"
    return table_of(columns.split(), rows)
