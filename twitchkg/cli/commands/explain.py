"""`twitchkg explain`: how one thing leads to another, step by step."""

from __future__ import annotations

from twitchkg.chains.find import reachable
from twitchkg.cli.options import (
    add_format,
    add_output,
    add_source,
    emit,
    emphasis,
    open_graph,
    wrapped,
)
from twitchkg.cli.tell.evidence import (
    DISCLAIMER,
    NO_EVIDENCE,
    claim_json,
    hedge,
    json_text,
    limits,
    named,
    place,
    read_texts,
    told,
)
from twitchkg.textgrid import visible
from twitchkg.vocab import TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from twitchkg.graph.contents import Claims
    from twitchkg.graph.model import Chain, Chains, Link
    from twitchkg.store.table import Table

LEVELS = frozenset(TK + name for name in ("lackOf", "excessOf", "imbalanceOf"))
"""What has too little or too much of a substance is a thing of its own."""

JOINED = (
    "The steps of a chain are separate statements that are joined here: a chain is derived, and "
    "is not one statement of the source. It is as sure as its weakest step."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("start", metavar="FROM", help="where to start: a name, CURIE or IRI")
    parser.add_argument("end", metavar="TO", help="where to end up")
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="at most N chains (default: 5)"
    )
    add_source(parser, "shows the very sentence under each step")
    add_format(parser, "text", "json", "csv", "tsv", "markdown", "mermaid", "dot", default="text")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Find the chains and print them; finding none is an answer."""
    with open_graph(arguments) as kg:
        chains = kg.chains(arguments.start, arguments.end, limit=arguments.limit)
        texts = read_texts(kg, arguments.source)
        claims = kg.claims
    format = arguments.format
    if format == "text":
        emit(arguments, text(claims, chains, texts))
    elif format == "json":
        emit(arguments, json_text(as_json(claims, chains)))
    elif format in ("mermaid", "dot"):
        from twitchkg.export.diagrams import dot, mermaid

        emit(arguments, (mermaid if format == "mermaid" else dot)(claims, chains))
    else:
        emit(arguments, table(claims, chains).render(format))
    return 0


def text(claims: Claims, chains: Chains, texts: Mapping[str, str]) -> str:
    """The answer in prose, chain by chain."""
    start, end = claims.label(chains.start), claims.label(chains.end)
    title = f"How {start} leads to {end}" if chains.chains else f"Does {start} lead to {end}?"
    lines = [emphasis(visible(title))]
    for claim in chains.kind_of:
        lines.append(
            wrapped(
                f"({claims.label(claim.subject)} is a kind of {claims.label(claim.object)}: "
                f"{hedge(claims, claim)}, {place(claims, claim)}.)"
            )
        )
    if not chains.chains:
        return "\n".join([*lines, "", *_none(claims, chains), ""])
    if chains.summaries:
        lines += ["", "In one statement, which passes over the steps between:"]
        for link in chains.summaries:
            lines += [f"  {_arrow(claims, link)}", *_evidence(claims, link, "    ", texts)]
    told_at: dict[Link, str] = {}
    for number, chain in enumerate(chains.chains, 1):
        steps = f"{len(chain.steps)} step{'s' if len(chain.steps) > 1 else ''}"
        lines += ["", emphasis(f"Chain {number}: {steps}, weakest step: {weakest(claims, chain)}")]
        for count, link in enumerate(chain.steps, 1):
            lines.append(f"  {count}. {_arrow(claims, link)}")
            if link in told_at:
                lines.append(f"     [{_firmness(claims, link)}; as in {told_at[link]}]")
            else:
                lines += _evidence(claims, link, "     ", texts)
                told_at[link] = f"chain {number}, step {count}"
    if not chains.complete:
        lines += ["", "There are more chains; --limit N shows more."]
    lines.append("")
    if any(len(chain.steps) > 1 for chain in chains.chains):
        lines.append(wrapped(JOINED))
    lines.append(wrapped(DISCLAIMER))
    return "\n".join(lines)


def weakest(claims: Claims, chain: Chain) -> str:
    """The label of the modality that makes a chain as weak as it is."""
    return _firmness(claims, min(chain.steps, key=claims.link_rank))


def _firmness(claims: Claims, link: Link) -> str:
    modality = claims.link_modality(link)
    return modality.label if modality else "no evidence recorded"


def _none(claims: Claims, chains: Chains) -> list[str]:
    start, end = claims.label(chains.start), claims.label(chains.end)
    lines = [visible(f"No causal chain from {start} to {end} is in this graph.")]
    lines.append("That says something of the graph, not of the body.")
    onward = sorted(reachable(claims.outgoing, chains.start).items(), key=lambda p: (p[1], p[0]))
    names = [claims.label(iri) for iri, steps in onward if steps]
    backward = {link.subject for link in claims.incoming.get(chains.end, ())}
    causes = sorted(claims.label(iri) for iri in backward)
    if names:
        lines.append(wrapped(f"In it {start} leads to: {', '.join(names[:8])}."))
    if causes:
        lines.append(wrapped(f"In it {end} comes directly from: {', '.join(causes[:8])}."))
    for claim in claims.about(chains.start):
        if claim.object == chains.start and claim.predicate in LEVELS:
            lines.append(
                wrapped(
                    f"There is also {claims.label(claim.subject)}, which "
                    f"{claims.label(claim.predicate)} {start}: ask about that."
                )
            )
    other = [c for c in claims.about(chains.start) if chains.end in (c.subject, c.object)]
    lines += [wrapped(f"It does say: {claim.summary} ({hedge(claims, claim)})") for claim in other]
    return lines


def _arrow(claims: Claims, link: Link) -> str:
    relation = claims.label(link.predicate)
    return visible(f"{claims.label(link.subject)} → {claims.label(link.object)}  ({relation})")


def _evidence(claims: Claims, link: Link, indent: str, texts: Mapping[str, str]) -> list[str]:
    if not link.claims:
        return [wrapped(NO_EVIDENCE, indent)]
    return [line for claim in link.claims for line in told(claims, claim, indent, texts)]


def as_json(claims: Claims, chains: Chains) -> dict[str, object]:
    """``{from, to, askedFor, kindOf, summaries, chains: [{weakest, steps}], complete, note}``."""

    def link_json(link: Link) -> dict[str, object]:
        return {
            "from": named(claims, link.subject),
            "relation": named(claims, link.predicate),
            "to": named(claims, link.object),
            "claims": [claim_json(claims, claim) for claim in link.claims],
        }

    return {
        "from": named(claims, chains.start),
        "to": named(claims, chains.end),
        "kindOf": [claim_json(claims, claim) for claim in chains.kind_of],
        "summaries": [link_json(link) for link in chains.summaries],
        "chains": [
            {
                "weakest": weakest(claims, chain),
                "rank": chain.strength,
                "steps": [link_json(link) for link in chain.steps],
            }
            for chain in chains.chains
        ],
        "complete": chains.complete,
        "note": f"{JOINED} {DISCLAIMER}",
    }


def table(claims: Claims, chains: Chains) -> Table:
    """A row per claim on a step; steps without a claim get a row too."""
    from twitchkg.cli.tell.rows import Iri, table_of

    rows: list[tuple[str | int | None, ...]] = []
    for number, chain in enumerate(chains.chains, 1):
        for count, link in enumerate(chain.steps, 1):
            ends = (
                claims.label(link.subject),
                claims.label(link.predicate),
                claims.label(link.object),
            )
            rows += [
                (
                    number,
                    count,
                    *ends,
                    hedge(claims, claim),
                    limits(claims, claim),
                    claim.summary,
                    place(claims, claim),
                    Iri(claim.iri),
                )
                for claim in link.claims
            ] or [(number, count, *ends, "no evidence recorded", None, None, None, None)]
    return table_of(
        (
            "chain",
            "step",
            "from",
            "relation",
            "to",
            "modality",
            "only",
            "summary",
            "place",
            "claim",
        ),
        rows,
    )
