"""What stands beside chains in words: also, and why not."""

from collections.abc import Iterable, Mapping, Sequence

from twitchkg.cli.options import emphasis, wrapped
from twitchkg.cli.tell.chains import arrow, chain_text, listed, weakest
from twitchkg.cli.tell.evidence import evidence_lines, hedge, place
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Also, Chain, Chains, Claim, Related, WhyNot
from twitchkg.textgrid import visible

MOST_REACHED = 8


def also_lines(contents: Knowledge, also: Also, texts: Mapping[str, str]) -> list[str]:
    """What the start involves, what makes the end worse where it is, what is only associated."""
    lines = []
    for claim, chain in also.involves:
        lines.append(wrapped(f"{_arrow(contents, claim)}, which leads there:", "  "))
        lines += evidence_lines(contents, claim, "    ", texts)
        if chain:
            lines.append(wrapped(_chain(contents, chain), "    ", hanging="      "))
    for claim, chain in also.worsens:
        lines.append(wrapped(f"{_arrow(contents, claim)} that is there:", "  "))
        lines += evidence_lines(contents, claim, "    ", texts)
        if chain:
            lines.append(
                wrapped(f"how it comes: {_chain(contents, chain)}", "    ", hanging="      ")
            )
    for claim in also.associated:
        lines.append(wrapped(f"only associated, no cause is said: {_said(claim)}", "  "))
        lines.append(wrapped(f"[{hedge(contents, claim)}; {place(contents, claim)}]", "    "))
    return ["", emphasis("Also"), *lines] if lines else []


def none_lines(contents: Knowledge, chains: Chains) -> list[str]:
    """That no chain was found, which is an answer."""
    start, end = contents.label(chains.start), contents.label(chains.end)
    first = f"No causal chain from {start} to {end} is in this graph."
    if not chains.complete:
        first = f"No chain from {start} to {end} was found before the search stopped."
    return [visible(first), "That says something of the graph, not of the body."]


def why_not_lines(contents: Knowledge, chains: Chains, why_not: WhyNot) -> list[str]:
    """What stands between the two, how far each side reaches, what is near."""
    start, end = contents.label(chains.start), contents.label(chains.end)
    told = [
        *_claims(contents, "The source denies it", why_not.denied),
        *_levels(contents, why_not.levels),
        *_claims(contents, f"What {start} is for", why_not.purposes),
        *_reverse(contents, why_not),
        *_kinds(contents, why_not),
        *_claims(contents, "The background says, not the article", why_not.background),
        *_reach(contents, start, end, why_not),
    ]
    lines = [wrapped(each, "  ", hanging="    ") for each in told]
    return ["", emphasis("Why not"), *lines] if lines else []


def _arrow(contents: Knowledge, claim: Claim) -> str:
    return " ".join(map(contents.label, (claim.subject, claim.predicate, claim.object)))


def _said(claim: Claim) -> str:
    return claim.summary or "(no words)"


def _claims(contents: Knowledge, title: str, claims: Iterable[Claim]) -> list[str]:
    told = []
    for claim in claims:
        words = claim.summary or f"{_arrow(contents, claim)}."
        told.append(f"{title}: {words} ({hedge(contents, claim)}; {place(contents, claim)})")
    return told


def _chain(contents: Knowledge, chain: Chain) -> str:
    claim = chain.claims[0]
    if len(chain.steps) == 1 and claim and not chain.borrowed:
        return f"{chain_text(contents, chain)} ({hedge(contents, claim)})"
    return f"{chain_text(contents, chain)} (weakest step: {weakest(contents, chain)})"


def _levels(contents: Knowledge, levels: Iterable[Related]) -> list[str]:
    told = []
    for claim, chain in levels:
        name, of = contents.label(claim.subject), contents.label(claim.object)
        what = f"{name}, which {contents.label(claim.predicate)} {of}"
        if chain:
            told.append(f"It is {what}, that is on a chain: {_chain(contents, chain)}.")
        else:
            told.append(f"There is also {what}: ask about that.")
    return told


def _reverse(contents: Knowledge, why_not: WhyNot) -> list[str]:
    in_one_go, back = why_not.reverse
    told = [
        "Only the other way round: " + _claims(contents, arrow(contents, link), [claim])[0]
        for link in in_one_go
        for claim in link.claims
    ]
    return told + [f"Only the other way round: {_chain(contents, chain)}." for chain in back]


def _kinds(contents: Knowledge, why_not: WhyNot) -> list[str]:
    told = []
    for claim in why_not.broader:
        onward = [
            f"{contents.label(link.predicate)} {contents.label(link.object)}"
            + (
                f" ({hedge(contents, link.claims[0])}; {place(contents, link.claims[0])})"
                if link.claims
                else " (no evidence recorded)"
            )
            for link in contents.out_of(claim.object)
        ]
        told.append(
            f"{contents.label(claim.subject)} is a kind of {contents.label(claim.object)} "
            f"({hedge(contents, claim)}), which {listed(onward)}."
        )
    for claim, chain in why_not.narrower:
        kind = f"{contents.label(claim.subject)} is a kind of {contents.label(claim.object)}"
        told += [f"{kind}: {_chain(contents, chain)}."] if chain else []
    return [each[:1].upper() + each[1:] for each in told]


def _reach(contents: Knowledge, start: str, end: str, why_not: WhyNot) -> list[str]:
    def names(iris: Sequence[str]) -> str:
        return ", ".join(map(contents.label, iris))

    told = []
    if why_not.onward:
        rest = len(why_not.onward) - MOST_REACHED
        more = f" and {rest} more" if rest > 0 else ""
        told.append(f"In it {start} leads to: {names(why_not.onward[:MOST_REACHED])}{more}.")
    if why_not.causes:
        told.append(f"In it {end} comes directly from: {names(why_not.causes)}.")
    if why_not.other_causes:
        told.append(f"In the background {end} comes directly from: {names(why_not.other_causes)}.")
    return told
