"""Chains step by step, what several share told once."""

from collections.abc import Mapping, Sequence

from twitchkg.cli.options import emphasis, wrapped
from twitchkg.cli.tell.chains import arrow, counted, firmness, listed, step_firmness, weakest
from twitchkg.cli.tell.evidence import link_evidence
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chain, Chains, Link, Route
from twitchkg.textgrid import visible


def route_text(contents: Knowledge, route: Route) -> str:
    """A route on one line: ``stress → arousal or stress hormones → excitable nerves → twitch``."""
    label = contents.label
    first = (route.before or route.ways[0])[0].subject
    told = [label(first), *(label(link.object) for link in route.before)]
    if len(route.ways) == 1:
        told += [label(link.object) for link in route.ways[0]]
    else:
        told.append(" or ".join(_passed(contents, way) for way in route.ways))
        told.append(label(route.ways[0][-1].object))
    return " → ".join([*told, *(label(link.object) for link in route.after)])


def _passed(contents: Knowledge, way: Sequence[Link]) -> str:
    return " → ".join(contents.label(link.object) for link in way[:-1])


def route_lines(contents: Knowledge, chains: Chains, texts: Mapping[str, str]) -> list[str]:
    """All routes, one after the other; a step that was told is referred to."""
    told_at: dict[Link, str] = {}
    lines = []
    for route in chains.routes:
        lines += _Told(contents, chains, route, texts, told_at).lines()
    return lines


class _Told:
    """One route in lines."""

    def __init__(
        self,
        contents: Knowledge,
        chains: Chains,
        route: Route,
        texts: Mapping[str, str],
        told_at: dict[Link, str],
    ) -> None:
        self._contents, self._route, self._texts, self._told_at = contents, route, texts, told_at
        self._chains = {at: chains.chains[at] for at in route.chains}
        numbers = [str(at + 1) for at in sorted(route.chains)]
        self._name = f"chain{'s' if numbers[1:] else ''} {listed(numbers)}"

    def lines(self) -> list[str]:
        route, contents = self._route, self._contents
        title = f"{self._name[:1].upper()}{self._name[1:]}: {self._title()}"
        lines = ["", emphasis(wrapped(title))]
        if len(route.ways) > 1:
            lines.append(wrapped(route_text(contents, route), "  ", hanging="    "))
        every = tuple(route.chains)
        for place, link in enumerate(route.before):
            lines += self._step(link, place, every, "  ")
        place = len(route.before)
        if len(route.ways) == 1:
            for at, link in enumerate(route.ways[0], place):
                lines += self._step(link, at, every, "  ")
            return lines
        for number, way in zip(route.chains, route.ways, strict=True):
            either = "either" if number == route.chains[0] else "or"
            lines.append(wrapped(f"{either} by way of {_passed(contents, way)}:", "  "))
            for at, link in enumerate(way, place):
                lines += self._step(link, at, (number,), "  ")
        if route.after:
            lines.append("  then:")
        for back, link in enumerate(route.after, -len(route.after)):
            lines += self._step(link, back, every, "  ")
        return lines

    def _title(self) -> str:
        chains = self._chains.values()
        steps = listed([counted(each, "step") for each in sorted({len(c.steps) for c in chains})])
        weak = listed(list(dict.fromkeys(weakest(self._contents, chain) for chain in chains)))
        return f"{steps}, weakest step: {weak}"

    def _step(self, link: Link, place: int, numbers: tuple[int, ...], indent: str) -> list[str]:
        places = {at: place % len(self._chains[at].steps) for at in numbers}
        told = sorted({each + 1 for each in places.values()})
        number = str(told[0]) if len(told) == 1 else "–"
        lines = [f"{indent}{number}. {arrow(self._contents, link)}"]
        inner = f"{indent}   "
        if link in self._told_at:
            how = firmness(self._contents, link)
            lines.append(f"{inner}[{how}; as in {self._told_at[link]}]")
        else:
            lines += link_evidence(self._contents, link, inner, self._texts)
            self._told_at[link] = f"{self._name}, step {number}"
        if link.is_summary:
            lines.append(wrapped("said in one go: passes over steps between", inner))
        lines += self._counting(link, [(self._chains[at], places[at], at) for at in numbers], inner)
        return lines

    def _counting(self, link: Link, on: Sequence[tuple[Chain, int, int]], indent: str) -> list[str]:
        """Where the step counts as less than what is said most firmly of it, and why."""
        contents = self._contents
        lines: dict[str, list[str]] = {}
        for chain, place, number in on:
            how = step_firmness(contents, chain, place)
            claim = chain.claims[place]
            if claim and (place in chain.borrowed or how != firmness(contents, link)):
                borrowed = place in chain.borrowed
                of = contents.label((claim if borrowed else link.claims[0]).context)
                what = "the source says it" if borrowed else "the firmer statement is"
                why = f"counts as {how}: {what} of {of}, which is not on the chain"
                lines.setdefault(why, []).append(str(number + 1))
        every = len(on)
        return [
            wrapped(
                visible(f"here {why}" if len(at) == every else f"in chain {listed(at)} {why}"),
                indent,
                hanging=indent + "  ",
            )
            for why, at in lines.items()
        ]
