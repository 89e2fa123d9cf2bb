"""Findings in everyday words: which symptoms a phrase names, for how long, and which it denies.

"no weakness, twitching for 6 weeks" gives one absent and one present finding. Words that name
nothing are handed back, never dropped: a finding that was not understood must not look like one
that is harmless.
"""

from __future__ import annotations

from .outcomes import Finding, Understood
from .search import fold
from .vocab import LOCATED_IN, TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from .claims import Claims
    from .model import Concept

    Piece: TypeAlias = tuple[str, ...] | int | str

SYMPTOM, MEDICATION, ANATOMY = TK + "Symptom", TK + "Medication", TK + "Anatomy"

_UNITS = {
    "day": 1, "d": 1, "week": 7, "wk": 7, "w": 7, "month": 30, "mo": 30, "mth": 30,
    "year": 365, "yr": 365, "y": 365,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
    "several": 3, "some": 3, "many": 3,
}  # fmt: skip
_SEVERAL = 3
"""How many a bare plural ("for weeks") is taken for, as "several" is."""

_DENIALS = frozenset(
    "no not without never none dont doesnt didnt isnt arent wasnt havent hasnt hadnt nor neither "
    "absent denies hardly barely".split()
)
_UNSURE = frozenset("sure certain know unsure maybe perhaps possibly might idea".split())
_ASKING = frozenset("why what how where when".split())
_OVER = frozenset("gone stopped went away ended vanished disappeared".split())
_TURNS = frozenset("but however though although while then yet".split())
_JOINS = frozenset("and or nor plus also with".split())
_FILLERS = frozenset(
    "a an the my your his her i im ive is are was am be been have has had having got get feel "
    "feels feeling in on at of to for from since about around very really so it its this that "
    "there some any bit little lot now still left right side both near over past last ago "
    "more than just me keeps keep going started starting new often all time day long already "
    "almost nearly up down today because do take taking took tablets".split()
)


def understand(
    phrases: Sequence[str], concepts: Mapping[str, Concept], claims: Claims
) -> Understood:
    """What `phrases` say of the symptoms and medications among `concepts` (by IRI).

    A denial counts only where it can be read in one way: "no numbness or tingling", "no weakness
    in the leg". Whatever could be read in two ways ("no relief from pain", "no pain, numbness") is
    handed back as not understood, so that it settles nothing and is asked again.
    """
    reader = _Reader(concepts, claims)
    apart = reader.read(phrases)
    if len(phrases) > 1:
        # Unquoted words come one by one: severe pain, no weakness.
        joined = reader.read([" ".join(phrases)])
        if len(joined.unknown) < len(apart.unknown) and joined.findings:
            return joined
    return apart


class _Reader:
    def __init__(self, concepts: Mapping[str, Concept], claims: Claims) -> None:
        self._claims = claims
        self._names: dict[tuple[str, ...], str] = {}
        self._places: dict[str, str] = {}
        for concept in concepts.values():
            names = (*concept.misspellings, *concept.synonyms, concept.label)
            if SYMPTOM in concept.types or MEDICATION in concept.types:
                for name in names:
                    self._names[tuple(fold(name).split())] = concept.iri
            elif ANATOMY in concept.types:
                # Where it is: known, though hardly a rule of the graph turns on it.
                for name in names:
                    for word in fold(name).split():
                        self._places.setdefault(word, concept.iri)
                self._places[fold(concept.label)] = concept.iri
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
        early: int | None = None  # "for 2 months my calf has been twitching"
        for clause in self._clauses(phrase):
            denied, doubtful = self._polarity(clause)
            if doubtful:
                left_over += [_shown(piece) for piece in clause if piece not in _FILLERS]
                continue
            here: list[str] = []
            for piece in clause:
                if isinstance(piece, tuple):
                    here.append(self._names[piece])
                    found.append(Finding(here[-1], phrase, denied, early))
                    early = None
                elif isinstance(piece, int):
                    if self._denies(clause):  # "not for months"
                        left_over.append(f"not for {piece} days")
                    elif found and found[-1].days is None:
                        # The time belongs to what was named last, be it a clause ago.
                        found.append(found.pop()._replace(days=piece))
                    else:
                        early = piece
                elif self._is_unread(piece):
                    left_over.append(piece)
            if not denied:
                found += [Finding(iri, phrase) for iri in self._located(clause, here)]
        if early is not None:
            left_over.append(f"for {early} days")
        return found, left_over

    def _polarity(self, clause: list[Piece]) -> tuple[bool, bool]:
        """Whether a clause denies what it names, and whether that could be read in two ways."""
        denials = [at for at, piece in enumerate(clause) if piece in _DENIALS]
        names = [at for at, piece in enumerate(clause) if isinstance(piece, tuple)]
        asks = any(piece in _ASKING for piece in clause)
        if any(piece in _UNSURE for piece in clause):
            # "I don't know why my foot is numb" doubts the reason, not the numbness.
            return False, bool(names) and not asks
        if not names or not (denials or any(piece in _OVER for piece in clause)):
            return False, False
        if len(denials) != 1 or denials[0] > names[0]:
            neither = len(denials) == 2 and {clause[at] for at in denials} == {"neither", "nor"}
            if not (neither and denials[0] < names[0]):
                return False, True
        listed = len(names) == 1 or any(piece in ("or", "nor") for piece in clause)
        plain = all(not isinstance(p, int) and not self._is_unread(p) for p in clause)
        return True, not (listed and plain)

    def _is_unread(self, piece: Piece) -> bool:
        known = _FILLERS | _DENIALS | _JOINS | _UNSURE | _ASKING
        return isinstance(piece, str) and piece not in known and piece not in self._places

    def _located(self, clause: list[Piece], named: list[str]) -> list[str]:
        """What a finding and its place make together: weakness in the leg, new leg weakness."""
        places = {self._places[p] for p in clause if isinstance(p, str) and p in self._places}
        always = [  # not what is usually there, such as knee twitching in the calf
            claim
            for claim in self._claims.claims
            if claim.predicate == LOCATED_IN and claim.object in places and not claim.frequency
        ]
        somewhere = {claim.subject for claim in always}  # a place that adds nothing
        made = {
            claim.subject
            for claim in always
            for wider in self._claims.broader.get(claim.subject, ())
            if wider in named and wider not in somewhere
        }
        return [iri for iri in sorted(made) if SYMPTOM in self._claims.concepts[iri].types]

    def _clauses(self, phrase: str) -> list[list[Piece]]:
        """The phrase cut where its sense may turn, into names (tuples), days (ints) and words."""
        whole = tuple(fold(phrase).split())
        if whole in self._names:  # also a name that has a comma in it
            return [[whole]]
        clauses: list[list[Piece]] = [[]]
        parts = phrase.replace(";", ",").replace(".", ",").replace(":", ",").split(",")
        rows = [self._pieces(_split(fold(part))) for part in parts]
        for number, pieces in enumerate(rows):
            # "no numbness, tingling or weakness" goes on; "no numbness, twitching" does not.
            listed = any(piece in ("or", "nor") for row in rows[number:] for piece in row)
            if number and not (listed and self._goes_on(clauses[-1], pieces)):
                clauses.append([])
            for piece in pieces:
                if piece in _TURNS or (piece == "and" and not self._denies(clauses[-1])):
                    clauses.append([])
                elif piece in _DENIALS and any(isinstance(p, tuple) for p in clauses[-1]):
                    if piece != "nor" and not self._denies(clauses[-1]):
                        clauses.append([])  # "numbness no weakness"
                    clauses[-1].append(piece)
                else:
                    clauses[-1].append(piece)
        return [clause for clause in clauses if clause]

    def _denies(self, clause: list[Piece]) -> bool:
        return any(piece in _DENIALS for piece in clause)

    def _goes_on(self, clause: list[Piece], pieces: list[Piece]) -> bool:
        """Whether a part after a comma goes on with a list of what is denied."""
        return self._denies(clause) and bool(pieces) and isinstance(pieces[0], tuple)

    def _pieces(self, words: list[str]) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((n for n in sizes if tuple(words[at : at + n]) in self._names), 0)
            days, length = (0, 0) if size else _duration(words[at:])
            if size:
                pieces.append(tuple(words[at : at + size]))
            elif length:
                pieces.append(days)
            else:
                pieces.append(words[at])
            at += size or length or 1
        return pieces


def _split(text: str) -> list[str]:
    """Words, a number and the unit that is glued to it apart: "12wks"."""
    words: list[str] = []
    for word in text.split():
        digits = len(word) - len(word.lstrip("0123456789"))
        words += [word[:digits], word[digits:]] if 0 < digits < len(word) else [word]
    return words


def _shown(piece: Piece) -> str:
    if isinstance(piece, int):
        return f"for {piece} days"
    return piece if isinstance(piece, str) else " ".join(piece)


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
