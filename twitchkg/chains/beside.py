"""What bears on the question beside chains, and what stands between where there is no chain."""

from collections.abc import Iterable, Mapping, Sequence

from twitchkg.chains.search import Search
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Also, Chain, Claim, Link, Related, WhyNot
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

Links = Mapping[str, Sequence[Link]]


def also(contents: Contents, links: Links, start: str, end: str) -> Also:
    """What the start involves, what worsens the end where it is there, what is only associated.

    What is said of anything that the end is a kind of is said of it.
    """
    kinds = [iri for iri, _ in walk([end], lambda iri: contents.broader.get(iri, ()))]
    ends = set(kinds) - {start}
    said = [c for c in contents.claims if c.modality != DENIED]
    onward = dict(walk([start], contents.effects))
    worsens = [
        Related(claim, _best(contents, links, start, claim.subject))
        for claim in said
        if claim.predicate == WORSENS and claim.object in ends and claim.subject in onward
    ]
    involves = [
        Related(claim, chain)
        for claim in said
        if claim.predicate == INVOLVES and claim.subject == start
        if (chain := _best_to_any(contents, links, claim.object, kinds))
    ]
    bound = [c for c in said if c.predicate == ASSOCIATED_WITH and start in (c.subject, c.object)]
    if not bound:
        return Also(tuple(involves), tuple(worsens))
    backward = dict(walk(ends, contents.causes))
    near = [(backward.get(_other(claim, start)), claim) for claim in bound]
    found = sorted((steps, claim) for steps, claim in near if steps is not None)
    return Also(tuple(involves), tuple(worsens), tuple(claim for _, claim in found))


def why_not(contents: Contents, links: Links, start: str, end: str) -> WhyNot:
    """What stands between two things that no chain joins, as far as the graph says."""
    onward = dict(walk([start], contents.effects))
    backward = dict(walk([end], contents.causes))
    own, others = _direct_causes(contents, end)
    in_one_go = tuple(
        link for link in contents.outgoing.get(end, ()) if link.object == start and link.is_summary
    )
    back, _ = Search(contents, start, links).chains(end, 1 + len(in_one_go))
    reached = sorted((steps, iri) for iri, steps in onward.items() if steps)
    return WhyNot(
        denied=tuple(
            claim
            for claim in contents.claims
            if claim.modality == DENIED and claim.subject in onward and claim.object in backward
        ),
        levels=_levels(contents, links, start, end),
        purposes=_purposes(contents, start),
        reverse=(in_one_go, tuple(each for each in back if each.steps[0] not in in_one_go)[:1]),
        onward=tuple(iri for _, iri in reached),
        causes=own,
        other_causes=others,
        broader=_broader(contents, start),
        narrower=_narrower(contents, links, start, end),
        background=_background(contents, start, end),
    )


def _other(claim: Claim, one: str) -> str:
    return claim.object if claim.subject == one else claim.subject


def _best(contents: Contents, links: Links, start: str, end: str) -> Chain | None:
    if start == end:
        return None
    chains, _ = Search(contents, end, links).chains(start, 1)
    return chains[0] if chains else None


def _best_to_any(contents: Contents, links: Links, start: str, ends: Iterable[str]) -> Chain | None:
    return next(filter(None, (_best(contents, links, start, end) for end in ends)), None)


def _direct_causes(contents: Contents, end: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What leads to `end` in one step, by name: as the graph says, and as the background does."""
    own: set[str] = set()
    others: set[str] = set()
    for link in contents.incoming.get(end, ()):
        elsewhere = link.claims and all(contents.origin(claim.iri) for claim in link.claims)
        (others if elsewhere else own).add(link.subject)
    by_name = [
        tuple(sorted(each, key=lambda iri: (contents.label(iri), iri)))
        for each in (own, others - own)
    ]
    return by_name[0], by_name[1]


def _levels(contents: Contents, links: Links, start: str, end: str) -> tuple[Related, ...]:
    """The lacks, excesses and imbalances of either, with the chain that joins each to the other.

    Those of the start are told if they lead anywhere, those of the end if the start leads there.
    """
    found = []
    for claim in contents.claims:
        if claim.predicate not in LEVELS or claim.modality == DENIED:
            continue
        if claim.object == start and claim.subject in contents.outgoing:
            found.append(Related(claim, _best(contents, links, claim.subject, end)))
        elif claim.object == end and (chain := _best(contents, links, start, claim.subject)):
            found.append(Related(claim, chain))
    return tuple(sorted(found, key=lambda each: (each.chain is None, each.claim.iri)))


def _purposes(contents: Contents, start: str) -> tuple[Claim, ...]:
    """What a thing is for, itself or by what it acts as."""
    said: dict[str, list[Claim]] = {}
    for claim in contents.claims:
        if claim.modality != DENIED and (claim.predicate == ACTS_AS or claim.predicate in PURPOSES):
            said.setdefault(claim.subject, []).append(claim)

    def acting(iri: str) -> list[str]:
        return [claim.object for claim in said.get(iri, ()) if claim.predicate == ACTS_AS]

    return tuple(claim for iri, _ in walk([start], acting) for claim in said.get(iri, ()))


def _broader(contents: Contents, start: str) -> tuple[Claim, ...]:
    """How the start is a kind of what leads anywhere, the nearest first."""
    return tuple(
        claim
        for iri, _ in walk([start], lambda iri: contents.broader.get(iri, ()))
        for claim in contents.broader_claims.get(iri, ())
        if claim.object in contents.outgoing and claim.object != start
    )


def _narrower(contents: Contents, links: Links, start: str, end: str) -> tuple[Related, ...]:
    """The kinds of the start that lead to the end, and those of the end that it leads to."""
    found = []
    for claim in contents.claims:
        if claim.predicate != BROADER or claim.modality == DENIED:
            continue
        ends = {start: (claim.subject, end), end: (start, claim.subject)}.get(claim.object)
        if ends and ends[0] != ends[1] and (chain := _best(contents, links, *ends)):
            found.append(Related(claim, chain))
    return tuple(found)


def _background(contents: Contents, start: str, end: str) -> tuple[Claim, ...]:
    """The background's facts that speak of both, or of what is much like them."""
    if contents.background is None:
        return ()
    of_end = set(contents.background.about(end))
    return tuple(fact for fact in contents.background.about(start) if fact in of_end)
