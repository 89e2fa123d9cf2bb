"""Whether steps lead from some things to others: from both sides, level by level."""

from collections.abc import Callable, Collection, Iterable

from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Link


def fewest_steps(
    contents: Knowledge,
    starts: Iterable[str],
    ends: Iterable[str],
    usable: Callable[[Link], bool] = lambda link: True,
) -> int | None:
    """How few links that are `usable` lead from any start to any end; None where none do.

    The side goes on that has fewer links to look at, so that neither the effects of a cause nor
    the causes of an effect are looked at further than the other side asks for.
    """
    onward, back = set(starts), set(ends)
    seen_onward, seen_back = set(onward), set(back)
    steps = 0
    while onward and back:
        if not seen_onward.isdisjoint(back) or not seen_back.isdisjoint(onward):
            return steps
        steps += 1
        if _crowd(contents, onward, onward=True) <= _crowd(contents, back, onward=False):
            links = contents.links_from(onward)
            met = {each.object for iri in onward for each in links.get(iri, ()) if usable(each)}
            onward = met - seen_onward
            seen_onward |= onward
        else:
            links = contents.links_to(back)
            met = {each.subject for iri in back for each in links.get(iri, ()) if usable(each)}
            back = met - seen_back
            seen_back |= back
    return None


def _crowd(contents: Knowledge, iris: Collection[str], *, onward: bool) -> int:
    return contents.crowd(tuple(iris), onward=onward)
