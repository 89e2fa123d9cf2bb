"""How long, in everyday words: "for 1.5 weeks", "since yesterday"; not ages, not how often."""

from __future__ import annotations

import re
from functools import cache

from twitchkg.triage.words import Token, reversed_words

_SEVERAL = 3  # what a bare plural ("for weeks") is taken for, as "several" is
_GROWN = 12  # from so many years on a bare number of them may be an age
_LONGEST = 1_000_000  # days


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """An age or how often; since a day; a number of units."""
    unit, words, days = (
        "|".join(sorted(reversed_words(kind), key=len, reverse=True))
        for kind in ("unit", "number", "since")
    )
    one = rf"(?:\d+(?:\.\d+)?|{words})"
    number = rf"{one}(?: {one})?"
    lead = (
        "for|since|about|around|the|past|last|whole|roughly|approximately|nearly|almost|more|than"
        "|at|least|longer|over|like|now|already|in the|in over|another|started|starting"
    )
    return (
        re.compile(
            rf"(?:(?:{number} (?:times?|x|{unit})|once|twice)(?: in)? (?:an?|per|every|each)"
            rf" (?:{unit})|(?:every|each|all)(?: other)?(?: {number})? (?:{unit})"
            rf"|(?:aged? )?{number} (?:(?:{unit}) old|yo|yrold|y / o|y o)|aged? {number})(?= |$)"
        ),
        re.compile(rf"since ({days})(?= |$)"),
        re.compile(
            rf"(?P<lead>(?:(?:{lead}) )*)(?:(?P<number>{number})(?: (?:to|or) (?P<upper>{number}))?"
            rf"(?: of)? )?(?P<unit>{unit})(?P<ago> ago)?(?= |$)"
            r"(?! (?:old|after|before|apart|pregnant|postpartum|an?|per)\b)"
        ),
    )


def time_at(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """The days that are named from `at` on, and how many tokens they take: None and 1 where there
    is no time; -1 days where nothing hangs on it (an age, how often).
    """
    ahead = tokens[at : at + 16]
    stop = next((n for n, token in enumerate(ahead) if token.stop), len(ahead))
    text = " ".join(token.word for token in ahead[:stop])
    aside, since, lasting = _patterns()
    days: int | None = None
    if found := aside.match(text):
        days = -1
    elif found := since.match(text):
        days = int(reversed_words("since")[found[1]])
    elif found := lasting.match(text):
        days = _days(found)
    return days, 1 if found is None or days is None else found.group().count(" ") + 1


def _days(found: re.Match[str]) -> int | None:
    """How many days a match says, None where it could be something else."""
    days = float(reversed_words("unit")[found["unit"]])
    lead = found["lead"].split()
    if found["ago"] and lead[:1] not in (["since"], ["started"], ["starting"]):
        return None  # twitched once 6 weeks ago
    if found["number"]:
        number = max(_number(found["number"]), _number(found["upper"] or "0"))
        if not number:
            return None  # 0 days of pain
    elif lead and lead[0] not in ("past", "last") and {"past", "last", "whole"} & set(lead):
        number = 1  # the past month
    elif "for" in lead and found["unit"].endswith("s") and len(found["unit"]) > 3:
        number = _SEVERAL
    else:
        return None
    if days >= 365 and number >= _GROWN and not lead:
        return None  # 40 yrs, twitching
    return int(min(number * days + 1e-9, _LONGEST))


def _number(said: str) -> float:
    known = reversed_words("number")
    numbers = [float(known.get(each, each)) for each in ([said] if said in known else said.split())]
    if len(numbers) == 2 and numbers[0] % 10 == 0 < numbers[1] < 10 and said[0].isalpha():
        return sum(numbers)  # twenty one
    return max(numbers)  # 2-3 weeks
