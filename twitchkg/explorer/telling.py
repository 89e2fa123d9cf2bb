"""What is told of chains, each step once, for the page without script; `src/telling.js` follows.

All works on the page's own data: chains, links and rows by their places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.explorer.statements import View


def tell_routes(view: View) -> list[View]:
    """Each route as ``{meta, chains, parts: [{kind, by, steps}]}``.

    ``kind`` is empty, either, or, then; ``by`` holds the things that a way passes. A step is
    ``{link, number, as, weakest, counting: [{where, modality, borrowed, of}]}``.
    """
    told = _Told(view)
    return [told.route(each) for each in view["chains"]["routes"]]


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _name(chains: Iterable[int]) -> str:
    numbers = [str(at + 1) for at in sorted(chains)]
    return f"chain{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


class _Told:
    """What has been told so far."""

    def __init__(self, view: View) -> None:
        self._cards, self._links, self._rows = view["chains"]["cards"], view["links"], view["rows"]
        self._at: dict[int, str] = {}

    def route(self, route: View) -> View:
        before, ways, after, chains = (route[key] for key in ("before", "ways", "after", "chains"))
        name, first = _name(chains), len(before)
        branches = len(ways) > 1

        def part(kind: str, steps: list[int], place: int, among: list[int]) -> View:
            by = [self._links[step]["object"] for step in steps[:-1]]
            return {
                "kind": kind,
                "by": by if kind in ("either", "or") else [],
                "steps": [
                    self._step(step, name, self._places(among, at))
                    for at, step in enumerate(steps, place)
                ],
            }

        parts = [part("", before if branches else ways[0], 0, chains)]
        if branches:
            for number, way in zip(chains, ways, strict=True):
                kind = "either" if number == chains[0] else "or"
                parts.append(part(kind, way, first, [number]))
            parts.append(part("then", after, -len(after), chains))
        return {
            "meta": self._meta(name, chains),
            "chains": chains,
            "parts": [each for each in parts if each["steps"]],
        }

    def _meta(self, name: str, chains: Iterable[int]) -> View:
        """How long the chains are, and how firm their weakest steps."""
        cards = [self._cards[at] for at in sorted(chains)]
        lengths = sorted({len(card["steps"]) for card in cards})
        even = all(len(card["weakest"]) == len(card["steps"]) for card in cards)
        numbers = [str(at + 1) for at in cards[0]["weakest"]]
        which = f" (step{'s' if len(numbers) > 1 else ''} {listed(numbers)})"
        return {
            "name": name[:1].upper() + name[1:],
            "steps": listed([f"{each} step{'s' if each > 1 else ''}" for each in lengths]),
            "lead": "weakest: " if not even else "it is " if lengths == [1] else "each is ",
            "firm": list(dict.fromkeys(card["modality"] for card in cards)),
            "which": which if len(cards) == 1 and not even else "",
            "joined": lengths[-1] > 1,
        }

    def _places(self, among: Iterable[int], at: int) -> dict[int, int]:
        """The place of a step on each chain, where it may be counted from the end."""
        return {chain: at % len(self._cards[chain]["steps"]) for chain in among}

    def _step(self, step: int, name: str, on: dict[int, int]) -> View:
        places = set(on.values())
        number = places.pop() + 1 if len(places) == 1 else 0
        told = self._at.setdefault(step, "")
        self._at[step] = told or f"{name}, step {number or '–'}"

        def where(found: list[int]) -> str:
            return "" if len(found) == len(on) else _name(found)

        weak = [
            chain
            for chain, place in on.items()
            if place in self._cards[chain]["weakest"]
            and len(self._cards[chain]["weakest"]) < len(self._cards[chain]["steps"])
        ]
        weakest = " of ".join(filter(None, ("weakest step", where(weak)))) if weak else ""
        counting: dict[tuple[Any, ...], list[int]] = {}
        for chain, place in on.items():
            why = self._counts_less(step, self._cards[chain], place)
            if why:
                counting.setdefault(why, []).append(chain)
        return {
            "link": step,
            "number": number,
            "as": told,
            "weakest": weakest,
            "counting": [
                {"where": where(chains), "modality": modality, "borrowed": borrowed, "of": of}
                for (modality, borrowed, of), chains in counting.items()
            ],
        }

    def _counts_less(self, step: int, card: View, place: int) -> tuple[Any, ...] | None:
        """As what a step counts where that is less than what is said most firmly of it, and why."""
        row, link = self._rows[card["claims"][place]], self._links[step]
        modality, borrowed = card["firm"][place], place in card["borrowed"]
        if not row["claim"] or (not borrowed and modality == link["modality"]):
            return None
        of = row if borrowed else self._rows[link["rows"][0]]
        return modality, borrowed, of["context"]
