"""Chains: how one thing leads to another, step by step, and what else bears on that.

The specification, which the page follows too; `search`, `firmness`, `branches` and `beside` carry
it out:

1. What the source says of start and end in one go, passing over steps, stands apart: it is no
   chain. A summary inside a chain gives way where other links lead from its start to its end by
   steps that are each at least as firm; else it stays.
2. A chain visits no concept twice. A step that is said of something (`tk:context`) that is not on
   the chain is *borrowed* and counts as inferred at most. A chain is as strong as its weakest step.
3. Stronger chains come first; then those with fewer steps that weak; with fewer borrowed steps; on
   fewer sections of the sources; with fewer steps; by the IRIs they pass.
4. Chains that differ in one stretch only, each by way of something else, are told once.
5. Where no chain joins the two, a broader end is tried, then a broader start, the nearest first.
6. The joined steps are derived from separate statements: no chain is one statement of the source.
"""

from collections.abc import Iterable
from time import monotonic

from twitchkg.chains.asked import Asked
from twitchkg.chains.beside import also, why_not
from twitchkg.chains.branches import told_once
from twitchkg.chains.ends import climb
from twitchkg.chains.region import NEVER
from twitchkg.errors import BadParameter
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chains, Claim
from twitchkg.graph.walk import walk


def find_chains(
    contents: Knowledge, start: str, end: str, limit: int = 10, timeout: float | None = None
) -> Chains:
    """The best `limit` chains between two concept IRIs, in the order of the specification above.

    After `timeout` seconds the answer is what was found so far, and says so (`Chains.in_time`).

    Raises:
        BadParameter: if start and end are the same, or `limit` is below 1.
    """
    if start == end:
        raise BadParameter("start and end are the same concept; name two different ones")
    if limit < 1:
        raise BadParameter(f"the number of chains must be 1 or more, not {limit}")
    asked = Asked(contents, monotonic() + timeout if timeout else NEVER)
    found = _joined(asked, start, end, limit)
    if not found.chains and found.complete:
        found = _from_broader(asked, found, end, limit) or found
    beside = found._replace(
        routes=told_once(contents, found.chains),
        also=also(asked, start, end),
        in_time=not asked.late(),
    )
    if found.chains or found.summaries:
        return beside
    return beside._replace(why_not=why_not(asked, start, end), in_time=not asked.late())


def _joined(asked: Asked, start: str, end: str, limit: int) -> Chains:
    """Summaries and chains from `start` to `end`, or to what that is a kind of."""
    end, kind_of = climb(asked.contents, end, [start])
    summaries = asked.summaries(start, end)
    chains, complete = asked.search(end).chains(start, limit + len(summaries))
    told = [chain for chain in chains if chain.steps[0] not in summaries]
    complete = complete and len(told) <= limit
    return Chains(start, end, summaries, tuple(told[:limit]), complete, kind_of)


def _from_broader(asked: Asked, found: Chains, end: str, limit: int) -> Chains | None:
    """The answer for the nearest thing that the start is a kind of and that leads to the end."""
    why: dict[str, Claim] = {}

    def broader(iri: str) -> Iterable[str]:
        for claim in asked.contents.kinds_of(iri):
            if claim.object not in (found.start, end, found.end):
                why.setdefault(claim.object, claim)
                yield claim.object

    climbed: tuple[Claim, ...] = ()
    if found.summaries:
        end, climbed = found.end, found.kind_of
    for start, steps in walk([found.start], broader):
        if not steps:
            continue
        wider = _joined(asked, start, end, limit)
        if found.start in [claim.object for claim in wider.kind_of]:
            continue  # what the end is a kind of is no broader than what was asked about
        if wider.chains or (wider.summaries and not found.summaries):
            way, at = [], start
            while at != found.start:
                way.append(why[at])
                at = why[at].subject
            return wider._replace(
                summaries=found.summaries + wider.summaries,
                kind_of=climbed + wider.kind_of,
                start_kind_of=tuple(reversed(way)),
            )
    return None
