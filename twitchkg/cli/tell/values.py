"""The parts of an answer on chains for `--format json`."""

from twitchkg.cli.tell.chains import step_firmness, weakest
from twitchkg.cli.tell.evidence import claim_json, named
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Also, Chain, Link, Related, WhyNot


def link_json(contents: Contents, link: Link) -> dict[str, object]:
    """A link with its claims."""
    return {
        "from": named(contents, link.subject),
        "relation": named(contents, link.predicate),
        "to": named(contents, link.object),
        "claims": [claim_json(contents, claim) for claim in link.claims],
    }


def chain_json(contents: Contents, chain: Chain) -> dict[str, object]:
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


def also_json(contents: Contents, also: Also) -> dict[str, object]:
    """What worsens, each with the chain that leads there, and what is only associated."""
    return {
        "worsens": [_related(contents, each) for each in also.worsens],
        "associated": [claim_json(contents, claim) for claim in also.associated],
    }


def why_not_json(contents: Contents, why_not: WhyNot) -> dict[str, object]:
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


def _related(contents: Contents, related: Related) -> dict[str, object]:
    claim, chain = related
    return {
        "claim": claim_json(contents, claim),
        "chain": chain_json(contents, chain) if chain else None,
    }
