"""Where chains begin and where they end."""

from collections.abc import Collection, Iterable

from twitchkg.chains.reach import fewest_steps
from twitchkg.graph.contents import Contents
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Claim
from twitchkg.graph.walk import walk
from twitchkg.vocab import CAUSE_CLASS, DEFICIENCY, LIFESTYLE, MEDICATION

KINDS_OF_CAUSE = frozenset({LIFESTYLE, MEDICATION, DEFICIENCY, CAUSE_CLASS})


def climb(
    contents: Knowledge, target: str, starts: Collection[str] = ()
) -> tuple[str, tuple[Claim, ...]]:
    """Where chains end for one who asks about `target`, and the claims that say why there.

    Where nothing leads to `target` itself but it is a kind of something broader that chains lead
    to, the answers are about that, the nearest first. With `starts` one of them must lead there,
    else anything will do; where there is nothing such, chains would end at `target`.
    """
    why: dict[str, Claim] = {}

    def broader(iri: str) -> Iterable[str]:
        for claim in contents.kinds_of(iri):
            if claim.object not in starts:
                why.setdefault(claim.object, claim)
                yield claim.object

    def is_led_to(iri: str) -> bool:
        if starts:
            return fewest_steps(contents, starts, [iri]) is not None
        return bool(contents.into(iri))

    for end, _ in walk([target], broader):
        if is_led_to(end):
            climbed, at = [], end
            while at != target:
                climbed.append(why[at])
                at = why[at].subject
            return end, tuple(reversed(climbed))
    return target, ()


def causes_of(contents: Contents, target: str, kind: str | None = None) -> list[str]:
    """Where chains to `target` begin: causes of that kind, or whatever nothing else leads to."""
    return sorted(
        iri
        for iri in _before(contents, target)
        if (
            kind in contents.concepts[iri].types
            if kind is not None
            else iri not in contents.incoming
            or not KINDS_OF_CAUSE.isdisjoint(contents.concepts[iri].types)
        )
    )


def _before(contents: Contents, target: str) -> list[str]:
    """Everything that leads to `target`, near or far, itself left out."""
    return [iri for iri, steps in walk([target], contents.causes) if steps]


def in_circles(contents: Contents, target: str) -> tuple[str, ...]:
    """What leads to `target` but lies on no chain that has a beginning: it runs in a circle."""
    begun = walk(
        causes_of(contents, target), lambda iri: () if iri == target else contents.effects(iri)
    )
    return tuple(sorted(set(_before(contents, target)) - {iri for iri, _ in begun}))


def nothing_leads(contents: Contents, target: str) -> str:
    """Why there is no cause to begin at: nothing leads to `target`, or all that does is a loop."""
    if target in contents.incoming:
        return f"what leads to {contents.label(target)} runs in circles: no chain has a beginning"
    return f"nothing in this graph leads to {contents.label(target)}"
