"""The parts of an answer on chains as JSON and as rows."""

from collections.abc import Iterator

from twitchkg.cli.tell.chains import firmness, step_firmness, weakest
from twitchkg.cli.tell.evidence import claim_json, hedge, limits, named, place
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Also, Chain, Chains, Claim, Link, Related, WhyNot
from twitchkg.store.table import Table

Row = tuple[str | int | None, ...]


def link_json(contents: Knowledge, link: Link) -> dict[str, object]:
    """A link with its claims."""
    return {
        "from": named(contents, link.subject),
        "relation": named(contents, link.predicate),
        "to": named(contents, link.object),
        "claims": [claim_json(contents, claim) for claim in link.claims],
    }


def chain_json(contents: Knowledge, chain: Chain) -> dict[str, object]:
    """A chain, its steps and how each counts on it."""

    def step(place: int, link: Link) -> dict[str, object]:
        claim = chain.claims[place]
        borrowed = place in chain.borrowed and claim
        return {
            **link_json(contents, link),
            "countsAs": step_firmness(contents, chain, place),
            "borrowed": named(contents, claim.context) if borrowed and claim else None,
            "passesOverSteps": link.is_summary,
        }

    return {
        "weakest": weakest(contents, chain),
        "rank": chain.strength,
        "steps": [step(place, link) for place, link in enumerate(chain.steps)],
    }


def also_json(contents: Knowledge, also: Also) -> dict[str, object]:
    """What is involved and what worsens, each with its chain, and what is only associated."""
    return {
        "involves": [_related(contents, each) for each in also.involves],
        "worsens": [_related(contents, each) for each in also.worsens],
        "associated": [claim_json(contents, claim) for claim in also.associated],
    }


def why_not_json(contents: Knowledge, why_not: WhyNot) -> dict[str, object]:
    """What stands between, by the names of `WhyNot`."""
    in_one_go, back = why_not.reverse
    claims = {
        "denied": why_not.denied,
        "purposes": why_not.purposes,
        "broader": why_not.broader,
        "background": why_not.background,
    }
    things = {
        "onward": why_not.onward,
        "causes": why_not.causes,
        "otherCauses": why_not.other_causes,
    }
    related = {"levels": why_not.levels, "narrower": why_not.narrower}
    return {
        **{key: [claim_json(contents, claim) for claim in told] for key, told in claims.items()},
        **{key: [named(contents, iri) for iri in told] for key, told in things.items()},
        **{key: [_related(contents, each) for each in told] for key, told in related.items()},
        "reverse": {
            "summaries": [link_json(contents, link) for link in in_one_go],
            "chains": [chain_json(contents, chain) for chain in back],
        },
    }


def _related(contents: Knowledge, related: Related) -> dict[str, object]:
    claim, chain = related
    return {
        "claim": claim_json(contents, claim),
        "chain": chain_json(contents, chain) if chain else None,
    }


def chains_table(contents: Knowledge, chains: Chains) -> Table:
    """A row per claim of each part of the answer; steps without a claim get a row too.

    ``countsAs`` is how firm a step is on its chain: what is said of something else counts less.
    """
    from twitchkg.cli.tell.tables import table_of

    columns = "part chain step from relation to modality countsAs only summary place claim"
    return table_of(columns.split(), _rows(contents, chains))


def _rows(contents: Knowledge, chains: Chains) -> Iterator[Row]:
    for link in chains.summaries:
        yield from _link_rows(contents, ("in one go", None, None), link, firmness(contents, link))
    for number, chain in enumerate(chains.chains, 1):
        for at, link in enumerate(chain.steps):
            which = "how", number, at + 1
            yield from _link_rows(contents, which, link, step_firmness(contents, chain, at))
    with_chain = (*chains.also.involves, *chains.also.worsens)
    also = (*(claim for claim, _ in with_chain), *chains.also.associated)
    yield from (_claim_row(contents, ("also", None, None), claim, None) for claim in also)
    if chains.why_not:
        why_not = chains.why_not
        near = (*why_not.levels, *why_not.narrower)
        back = (link for each in why_not.reverse[1] for link in each.steps)
        for claim in (
            *why_not.denied,
            *(claim for claim, _ in near),
            *why_not.purposes,
            *(claim for link in (*why_not.reverse[0], *back) for claim in link.claims),
            *why_not.broader,
            *why_not.background,
        ):
            yield _claim_row(contents, ("why not", None, None), claim, None)


def _link_rows(contents: Knowledge, which: Row, link: Link, counts_as: str) -> Iterator[Row]:
    for claim in link.claims:
        yield _claim_row(contents, which, claim, counts_as)
    if not link.claims:
        ends = map(contents.label, (link.subject, link.predicate, link.object))
        yield (*which, *ends, counts_as, counts_as, None, None, None, None)


def _claim_row(contents: Knowledge, which: Row, claim: Claim, counts_as: str | None) -> Row:
    from twitchkg.cli.tell.tables import Iri

    return (
        *which,
        *map(contents.label, (claim.subject, claim.predicate, claim.object)),
        hedge(contents, claim),
        counts_as,
        limits(contents, claim),
        claim.summary,
        place(contents, claim),
        Iri(claim.iri),
    )
