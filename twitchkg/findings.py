"""Findings in everyday words: which symptoms a phrase names, for how long, and which it denies.

"no weakness, twitching for 6 weeks" gives one absent and one present finding. Words that name
nothing are handed back, never dropped: a finding that was not understood must not look like one
that is harmless.
"""

from __future__ import annotations

from .outcomes import Finding, Understood
from .search import fold
from .vocab import TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .model import Concept

SYMPTOM, MEDICATION, ANATOMY = TK + "Symptom", TK + "Medication", TK + "Anatomy"

_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
    "several": 3, "some": 3, "many": 3,
}  # fmt: skip
_SEVERAL = 3
"""How many a bare plural ("for weeks") is taken for, as "several" is."""

_DENIALS = frozenset(
    "no not without never none dont doesnt didnt isnt arent wasnt havent hasnt hadnt nor "
    "absent denies".split()
)
_UNSURE = frozenset("sure certain know unsure maybe perhaps possibly".split())
_BREAKS = frozenset("and but plus also with while though although however then".split())
_FILLERS = frozenset(
    "a an the my your his her i im ive is are was am be been have has had having got get feel "
    "feels feeling in on at of to for from since about around very really so it its this that "
    "there or some any bit little lot now still left right side both near over past last ago "
    "more than "
    "just also me keeps keep going gone started starting new sometimes often all time day long "
    "already almost nearly up down out".split()
)


def understand(
    phrases: Sequence[str],
    concepts: Mapping[str, Concept],
) -> Understood:
    """What `phrases` say of the symptoms and medications among `concepts` (by IRI)."""
    return _Reader(concepts).read(phrases)


class _Reader:
    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._places: set[str] = set()
        for concept in concepts.values():
            if SYMPTOM in concept.types or MEDICATION in concept.types:
                for name in (*concept.misspellings, *concept.synonyms, concept.label):
                    self._names[tuple(fold(name).split())] = concept.iri
            elif ANATOMY in concept.types:
                # Where it is: known, though no rule of the graph turns on it.
                for name in (*concept.synonyms, concept.label):
                    self._places.update(fold(name).split())
        self._longest = max(map(len, self._names), default=0)

    def read(self, phrases: Sequence[str]) -> Understood:
        found: list[Finding] = []
        unknown: list[str] = []
        for phrase in phrases:
            named, left_over = self._phrase(phrase)
            found += named
            if not named:
                unknown.append(phrase)
            elif left_over:
                unknown.append(" ".join(left_over))
        return Understood(tuple(found), tuple(unknown))

    def _phrase(self, phrase: str) -> tuple[list[Finding], list[str]]:
        found: list[Finding] = []
        left_over: list[str] = []
        for clause in self._clauses(phrase):
            if any(piece in _UNSURE for piece in clause):
                # Neither there nor not there: for the reader to say again.
                left_over += [" ".join(each) for each in clause if isinstance(each, tuple)]
                left_over += [each for each in clause if isinstance(each, str)]
                continue
            denied = False
            for piece in clause:
                if isinstance(piece, tuple):
                    found.append(Finding(self._names[piece], phrase, denied))
                elif isinstance(piece, int):
                    # The time belongs to what was named last, be it a clause ago.
                    if found and found[-1].days is None:
                        found.append(found.pop()._replace(days=piece))
                    else:
                        left_over.append(f"for {piece} days")
                elif piece in _DENIALS:
                    denied = True
                elif piece not in _FILLERS and piece not in self._places:
                    left_over.append(piece)
        return found, left_over

    def _clauses(self, phrase: str) -> list[list[tuple[str, ...] | int | str]]:
        """The phrase cut at commas and joining words, into names (tuples), days (ints), words."""
        clauses: list[list[tuple[str, ...] | int | str]] = [[]]
        whole = tuple(fold(phrase).split())
        if whole in self._names:  # also a name that has a comma in it
            return [[whole]]
        for part in phrase.replace(";", ",").replace(".", ",").split(","):
            words = fold(part).split()
            at = 0
            while at < len(words):
                size = next(
                    (
                        n
                        for n in range(self._longest, 0, -1)
                        if tuple(words[at : at + n]) in self._names
                    ),
                    0,
                )
                days, length = (0, 0) if size else _duration(words[at:])
                if size:
                    clauses[-1].append(tuple(words[at : at + size]))
                elif length:
                    clauses[-1].append(days)
                elif words[at] in _BREAKS:
                    clauses.append([])
                else:
                    clauses[-1].append(words[at])
                at += size or length or 1
            clauses.append([])
        return clauses


def _duration(words: list[str]) -> tuple[int, int]:
    """Days named at the start of `words`, and how many words that took; (0, 0) if none.

    "6 weeks", "a few months", "a couple of weeks", "for weeks": a bare plural is several.
    """
    at = 0
    while at < len(words) and words[at] in ("for", "since", "over", "about", "the", "past", "last"):
        at += 1
    if words[at : at + 1] == ["a"] and words[at + 1 : at + 2] in (["couple"], ["few"]):
        at += 1
    number = None
    if at < len(words) and words[at].isdecimal():
        number, at = int(words[at]), at + 1
    elif at < len(words) and words[at] in _NUMBERS:
        number, at = _NUMBERS[words[at]], at + 1
        if words[at : at + 1] == ["of"]:
            at += 1
    if at < len(words):
        word = words[at]
        days = _UNITS.get(word[:-1] if word.endswith("s") else word)
        if days is not None and (number is not None or word.endswith("s")):
            return (_SEVERAL if number is None else number) * days, at + 1
    return 0, 0
