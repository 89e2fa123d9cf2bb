"""What bears on the question beside chains, and what stands between where there is no chain."""

from collections.abc import Iterable, Sequence

from twitchkg.chains.asked import Asked
from twitchkg.chains.reach import along, fewest_steps, nearest
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Also, Chain, Claim, Related, WhyNot
from twitchkg.graph.walk import walk
from twitchkg.vocab import (
    ACTS_AS,
    ASSOCIATED_WITH,
    BROADER,
    DENIED,
    INVOLVES,
    LEVELS,
    PURPOSES,
    WORSENS,
)

MOST_NEAR = 1_000
"""So many things, the nearest, are looked at on each side to tell how far it reaches."""


def also(asked: Asked, start: str, end: str) -> Also:
    """What the start involves, what worsens the end where it is there, what is only associated.

    What is said of anything that the end is a kind of is said of it.
    """
    kinds = list(asked.contents.broader([end]))
    ends = [iri for iri in kinds if iri != start]
    worsens = [
        Related(claim, asked.best(start, claim.subject))
        for claim in _said_of(asked.contents, ends, WORSENS)
        if asked.leads(start, claim.subject)
    ]
    involves = [
        Related(claim, chain)
        for claim in _said_by(asked.contents, start)
        if claim.predicate == INVOLVES
        if (chain := _best_to_any(asked, claim.object, kinds))
    ]
    return Also(tuple(involves), tuple(worsens), _associated(asked, start, ends))


def _associated(asked: Asked, start: str, ends: Sequence[str]) -> tuple[Claim, ...]:
    """What the start goes along with that leads to an end or is one, the nearest first."""
    bound = {
        claim
        for claim in (
            *_said_by(asked.contents, start),
            *_said_of(asked.contents, [start], ASSOCIATED_WITH),
        )
        if claim.predicate == ASSOCIATED_WITH
    }
    near = [(fewest_steps(asked.contents, [_other(c, start)], ends), c) for c in bound]
    found = sorted((steps, claim) for steps, claim in near if steps is not None)
    return tuple(claim for _, claim in found)


def why_not(asked: Asked, start: str, end: str) -> WhyNot:
    """What stands between two things that no chain joins, as far as the graph says."""
    contents = asked.contents
    onward = nearest(start, along(contents), MOST_NEAR)
    backward = nearest(end, along(contents, back=True), MOST_NEAR)
    own, others = _direct_causes(contents, end)
    in_one_go = asked.summaries(end, start)
    back, _ = asked.search(start).chains(end, 1 + len(in_one_go))
    reached = sorted((steps, iri) for iri, steps in onward.items() if steps)
    said = contents.claims_from(onward)
    denied = {
        claim
        for iri in onward
        for claim in said.get(iri, ())
        if claim.modality == DENIED and claim.object in backward
    }
    return WhyNot(
        denied=tuple(sorted(denied)),
        levels=_levels(asked, start, end),
        purposes=_purposes(contents, start),
        reverse=(in_one_go, tuple(each for each in back if each.steps[0] not in in_one_go)[:1]),
        onward=tuple(iri for _, iri in reached),
        causes=own,
        other_causes=others,
        broader=_broader(contents, start),
        narrower=_narrower(asked, start, end),
        background=_background(contents, start, end),
    )


def _said_by(contents: Knowledge, iri: str) -> list[Claim]:
    """What is not denied of a thing."""
    claims = contents.claims_from([iri]).get(iri, ())
    return [claim for claim in claims if claim.modality != DENIED]


def _said_of(contents: Knowledge, iris: Sequence[str], *predicates: str) -> list[Claim]:
    """What is said of things by other things, by those properties, and not denied."""
    claims = contents.claims_to(iris)
    return sorted(
        claim
        for iri in iris
        for claim in claims.get(iri, ())
        if claim.predicate in predicates and claim.modality != DENIED
    )


def _other(claim: Claim, one: str) -> str:
    return claim.object if claim.subject == one else claim.subject


def _best_to_any(asked: Asked, start: str, ends: Iterable[str]) -> Chain | None:
    return next(filter(None, (asked.best(start, end) for end in ends)), None)


def _direct_causes(contents: Knowledge, end: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What leads to `end` in one step, by name: as the graph says, and as the background does."""
    own: set[str] = set()
    others: set[str] = set()
    for link in contents.into(end):
        elsewhere = link.claims and all(contents.origin(claim.iri) for claim in link.claims)
        (others if elsewhere else own).add(link.subject)
    by_name = [
        tuple(sorted(each, key=lambda iri: (contents.label(iri), iri)))
        for each in (own, others - own)
    ]
    return by_name[0], by_name[1]


def _levels(asked: Asked, start: str, end: str) -> tuple[Related, ...]:
    """The lacks, excesses and imbalances of either, with the chain that joins each to the other.

    Those of the start are told if they lead anywhere, those of the end if the start leads there.
    """
    found = []
    for claim in _said_of(asked.contents, [start], *LEVELS):
        if asked.contents.out_of(claim.subject):
            found.append(Related(claim, asked.best(claim.subject, end)))
    for claim in _said_of(asked.contents, [end], *LEVELS):
        if chain := asked.best(start, claim.subject):
            found.append(Related(claim, chain))
    return tuple(sorted(found, key=lambda each: (each.chain is None, each.claim.iri)))


def _purposes(contents: Knowledge, start: str) -> tuple[Claim, ...]:
    """What a thing is for, itself or by what it acts as."""

    def acting(iri: str) -> list[str]:
        return [c.object for c in _said_by(contents, iri) if c.predicate == ACTS_AS]

    return tuple(
        claim
        for iri, _ in walk([start], acting)
        for claim in _said_by(contents, iri)
        if claim.predicate == ACTS_AS or claim.predicate in PURPOSES
    )


def _broader(contents: Knowledge, start: str) -> tuple[Claim, ...]:
    """How the start is a kind of what leads anywhere, the nearest first."""
    return tuple(
        claim
        for iri in contents.broader([start])
        for claim in contents.kinds_of(iri)
        if claim.object != start and contents.out_of(claim.object)
    )


def _narrower(asked: Asked, start: str, end: str) -> tuple[Related, ...]:
    """The kinds of the start that lead to the end, and those of the end that it leads to."""
    found = []
    for claim in _said_of(asked.contents, [start, end], BROADER):
        ends = (claim.subject, end) if claim.object == start else (start, claim.subject)
        if ends[0] != ends[1] and (chain := asked.best(*ends)):
            found.append(Related(claim, chain))
    return tuple(found)


def _background(contents: Knowledge, start: str, end: str) -> tuple[Claim, ...]:
    """The background's facts that speak of both, or of what is much like them."""
    if contents.background is None:
        return ()
    of_end = set(contents.background.about(end))
    return tuple(fact for fact in contents.background.about(start) if fact in of_end)
