"""Whether steps lead from some things to others: from both sides, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Link

_TOGETHER = 64


def fewest_steps(contents: Knowledge, starts: Iterable[str], ends: Iterable[str]) -> int | None:
    """How few links lead from any start to any end; None where none do.

    The side goes on that has fewer links to look at, so that neither the effects of a cause nor
    the causes of an effect are looked at further than the other side asks for.
    """
    return _meet(contents, starts, ends, along(contents), along(contents, back=True))


def along(contents: Knowledge, *, back: bool = False) -> Steps:
    """One step along links, or back along them."""
    look_up = contents.arrows_to if back else contents.arrows_from

    def step(iris: Sequence[str]) -> Iterable[str]:
        arrows = look_up(iris)
        return (arrow[0] for iri in iris for arrow in arrows.get(iri, ()))

    return step


def nearest(start: str, step: Steps, limit: int) -> dict[str, int]:
    """At most `limit` things that steps lead to from `start`, and itself: in how few steps."""
    found = {start: 0}
    level, steps = [start], 0
    while level and len(found) < limit:
        steps += 1
        further: dict[str, int] = {}
        for at in range(0, len(level), _TOGETHER):
            some = (iri for iri in step(level[at : at + _TOGETHER]) if iri not in found)
            further.update(dict.fromkeys(islice(some, limit), steps))
            if len(found) + len(further) >= limit:
                break
        found.update(islice(further.items(), limit - len(found)))
        level = list(further)
    return found


def is_spelt_out(contents: Knowledge, start: str, end: str, usable: Callable[[Link], bool]) -> bool:
    """Whether links that are `usable` lead from one thing to another."""

    def onward(iris: Sequence[str]) -> Iterable[str]:
        links = contents.links_from(iris)
        return (link.object for iri in iris for link in links.get(iri, ()) if usable(link))

    def back(iris: Sequence[str]) -> Iterable[str]:
        links = contents.links_to(iris)
        return (link.subject for iri in iris for link in links.get(iri, ()) if usable(link))

    return _meet(contents, [start], [end], onward, back) is not None


Steps = Callable[[Sequence[str]], Iterable[str]]
"""What stands one step further than any of some things."""


def _meet(
    contents: Knowledge, starts: Iterable[str], ends: Iterable[str], onward: Steps, back: Steps
) -> int | None:
    level, other = dict.fromkeys(starts), dict.fromkeys(ends)
    seen, seen_other = set(level), set(other)
    steps = 0
    while level and other:
        if not seen.isdisjoint(other) or not seen_other.isdisjoint(level):
            return steps
        steps += 1
        crowd = contents.crowd(tuple(level), onward=True)
        if crowd <= contents.crowd(tuple(other), onward=False):
            level = dict.fromkeys(iri for iri in onward(tuple(level)) if iri not in seen)
            seen.update(level)
        else:
            other = dict.fromkeys(iri for iri in back(tuple(other)) if iri not in seen_other)
            seen_other.update(other)
    return None
