"""How long, in everyday words: "for 1.5 weeks", "since yesterday"; not ages, not how often."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twitchkg.triage.wording import Token

_UNITS = {
    "second": 0, "sec": 0, "minute": 0, "min": 0, "hour": 1 / 24, "hr": 1 / 24, "h": 1 / 24,
    "day": 1, "d": 1, "night": 1, "week": 7, "wk": 7, "w": 7, "fortnight": 14, "month": 30,
    "mo": 30, "mth": 30, "year": 365, "yr": 365, "y": 365, "decade": 3650,
}  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS: dict[str, float] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "some": 3, "many": 3, "dozen": 12,
}  # fmt: skip
_SEVERAL = 3
"""How many a bare plural ("for weeks") is taken for, as "several" is."""

_SINCE = {
    ("yesterday",): 1, ("today",): 0, ("tonight",): 0, ("this", "morning"): 0,
    ("this", "afternoon"): 0, ("this", "evening"): 0, ("last", "night"): 1,
    ("last", "week"): 7, ("last", "month"): 30, ("last", "year"): 365,
}  # fmt: skip
_LEADS = frozenset(
    "for since over about around the past last roughly approximately nearly almost more than at "
    "least longer like now already in".split()
)
_LESS = frozenset("less fewer under within after before until till every up shorter".split())
_OFTEN = frozenset("a an per every each".split())
_NOT_LASTING = frozenset("after before pregnant postpartum apart".split())

_PERSON = frozenset("male female man woman guy lady boy girl m f".split())
_GROWN = 12
"""From how many years on a bare number of them is an age, if anything says so."""


class Time(NamedTuple):
    """A time and how many tokens it took. `days` is None where it does not say how long it lasts:
    `aside` if nothing hangs on it (an age, how often), else it cannot be used ("after 3 weeks").
    """

    days: int | None
    size: int
    aside: bool = False


def time_at(tokens: Sequence[Token], at: int) -> Time | None:
    """The time that is named from `at` on, if one is."""
    words = [token.word for token in tokens[at : at + 14]]
    before = [token.word for token in tokens[max(at - 3, 0) : at]]
    time = _age(words) or _often(words) or _since(words) or _lasting(words)
    if time is None or time.days is None:
        return time
    led = words[0] in _LEADS  # version 3 for 26 days
    if not led and before and before[-1][:1].isdecimal() and "/" not in before[-1]:
        return Time(None, time.size)  # half of a number: 2,5 weeks
    years = _unit(words[time.size - 1 : time.size]) == _UNITS["year"]
    if years and time.days >= _GROWN * 365 and not led:
        if before[-1:] in (["am"], ["im"]) or _is_person(words[time.size :]):
            return Time(None, time.size, aside=True)
        if not before and words[time.size : time.size + 1] == [""]:
            return Time(None, time.size)  # 40 yrs, knee twitching
    if before[-1:] == ["once"] or before[-3:-1] == ["last", "time"]:
        return Time(None, time.size)  # twitched once 6 weeks ago
    return time


def _is_person(ahead: list[str]) -> bool:
    """Whether what follows makes an age of a number of years: 40 yrs, male."""
    return not _PERSON.isdisjoint([word for word in ahead if word][:1])


def _age(words: list[str]) -> Time | None:
    at = 1 if words[:1] in (["aged"], ["age"]) else 0
    number, size = _number(words[at:])
    if number is None:
        return None
    if at and not _unit(words[at + size : at + size + 1]):
        return Time(None, at + size, aside=True)
    rest = words[at + size : at + size + 3]
    if rest[:1] in (["yo"], ["yrold"]):
        return Time(None, at + size + 1, aside=True)
    for said in (["y", "/", "o"], ["y", "o"]):
        if rest[: len(said)] == said:
            return Time(None, at + size + len(said), aside=True)
    if _unit(rest[:1]) and (rest[1:2] == ["old"] or at):
        return Time(None, at + size + (2 if rest[1:2] == ["old"] else 1), aside=True)
    return None


def _often(words: list[str]) -> Time | None:
    if words[:1] in (["once"], ["twice"]):
        at = 1
    elif words[:1] in (["every"], ["each"]):
        number, size = _number(words[1:])
        unit = words[1 + size : 2 + size]
        return Time(None, 2 + size, aside=True) if _unit(unit) is not None else None
    else:
        at = _number(words)[1]
        counted = words[at : at + 1] in (["times"], ["time"], ["x"])
        if not counted and (not at or _unit(words[at : at + 1]) is None):
            return None
        at += counted
    if words[at : at + 1] == ["in"] or _unit(words[at : at + 1]) is not None:
        at += 1  # 3 times in a week, 2 hours a day
    if words[at : at + 1] and words[at] in _OFTEN and _unit(words[at + 1 : at + 2]) is not None:
        return Time(None, at + 2, aside=True)
    return None


def _since(words: list[str]) -> Time | None:
    at = 1 if words[:1] == ["since"] else 0
    for said, days in _SINCE.items():
        if tuple(words[at : at + len(said)]) == said:
            if not at:  # "last night it twitched" does not say since when
                return Time(None, len(said), aside=True)
            return Time(days, at + len(said))
    return None


def _lasting(words: list[str]) -> Time | None:
    at, less, soon = 0, False, False
    while at < len(words) and words[at] in _LEADS | _LESS | {"to"}:
        if words[at] == "to" and (not at or words[at - 1] != "up"):
            return None
        soon = soon or (words[at] == "in" and words[at + 1 : at + 2] not in (["the"], ["over"]))
        less = less or words[at] in _LESS
        at += 1
    if words[at : at + 1] == ["a"] and words[at + 1 : at + 2] in (["couple"], ["few"], ["dozen"]):
        at += 1
    number, size = _number(words[at:])
    at += size
    while number is not None and words[at : at + 1] in (["to"], ["or"]):  # 2 to 3 weeks
        other, size = _number(words[at + 1 :])
        if other is None:
            break
        number, at = max(number, other), at + 1 + size
    if words[at : at + 1] == ["of"]:
        at += 1
    unit = _unit(words[at : at + 1])
    if unit is None or (words[at - 1] == "some" and not words[at].endswith("s")):
        return None
    if number is None and at and words[at - 1] in ("past", "last", "whole"):  # the past month
        number = 1
    if number is None and (not words[at].endswith("s") or len(words[at]) < 4):
        return None
    at += 1
    if words[at : at + 1] == ["old"]:
        return Time(None, at + 1, aside=True)
    days = int((_SEVERAL if number is None else number) * unit + 1e-9)
    more = 0 if number is None else 1
    while more:  # 2 months and 3 days
        more = 1 if words[at : at + 1] == ["and"] else 0
        other, size = _number(words[at + more :])
        smaller = _unit(words[at + more + size : at + more + size + 1])
        if other is None or smaller is None or smaller >= unit:
            break
        if words[at + more + size + 1 : at + more + size + 2] in (["a"], ["per"]):
            break  # for 2 months 3 days a week
        days, unit = days + int(other * smaller + 1e-9), smaller
        at, more = at + more + size + 1, 1
    if words[at : at + 3] == ["and", "a", "half"]:
        days, at = days + int(unit / 2), at + 3
    if less or soon or (words[at : at + 1] and words[at] in _NOT_LASTING):
        return Time(None, at)
    return Time(days, at)


def _unit(words: Sequence[str]) -> float | None:
    if not words:
        return None
    return _UNITS.get(words[0], _UNITS.get(words[0].removesuffix("s")))


def _figure(word: str) -> float | None:
    try:
        return min(float(word), 1e6) if word[:1].isdecimal() else None
    except ValueError:  # 9/10
        return None


def _number(words: list[str]) -> tuple[float | None, int]:
    """A number in figures or words, and how many words it took."""
    if not words or not words[0]:  # the end, or a sign
        return None, 0
    if words[0] == "half":
        size = 2 if words[1:2] in (["a"], ["an"]) else 1
        return 0.5, size
    number = _figure(words[0])
    if number is not None:
        size = 1
        upper = _figure(words[1]) if len(words) > 1 else None
        if upper is not None:  # 2-3 weeks
            number, size = max(number, upper), 2
    elif words[0] in _NUMBERS:
        number, size = _NUMBERS[words[0]], 1
        if words[0] in _TENS and words[1:2] and words[1] in _ONES[1:10]:
            number, size = number + _NUMBERS[words[1]], 2
    else:
        return None, 0
    if words[size : size + 3] == ["and", "a", "half"]:
        number, size = number + 0.5, size + 3
    return number, size
