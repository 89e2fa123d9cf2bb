"""Pieces of what people type (names, times, words, signs) and the clauses that they make."""

from __future__ import annotations

from typing import NamedTuple

from twitchkg.triage.wording import LIST, Token, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

THERE, ABSENT = "there", "absent"
DENIAL, UNSURE, WORRY, QUESTION, SOMEBODY, OVER = (
    "denial", "unsure", "worry", "question", "somebody", "over",
)  # fmt: skip
"""Why a clause settles nothing."""

NAME, TIME, WORD, STOP = "name", "time", "word", "stop"

LEG = frozenset(
    map(
        stem,
        "leg foot toe knee thigh calf shin ankle quad quadriceps hamstring heel sole limb "
        "kneecap".split(),
    )
)
"""Stems of the parts of a leg: what is weak or numb there is so in the leg."""
ELSEWHERE = frozenset(
    map(
        stem,
        "hand finger thumb wrist arm forearm elbow shoulder neck face lip cheek chin jaw mouth "
        "tongue eye eyelid ear nose head scalp chest breast stomach belly abdomen rib".split(),
    )
)
"""Stems of parts of the body that are no part of a leg."""

_STRONG = 7
"""From which on of 10 pain is called severe, as clinicians count it."""


class Piece(NamedTuple):
    """A stretch of a phrase: a name (with its concept), a time, a word, or a sign between."""

    kind: str
    tokens: tuple[Token, ...]
    iri: str = ""
    days: int | None = None
    aside: bool = False

    @property
    def word(self) -> str:
        """The word as compared; empty for a name, a time or a sign."""
        return self.tokens[0].word if self.kind == WORD else ""

    @property
    def said(self) -> str:
        """As it was typed."""
        return " ".join(token.said for token in self.tokens)


class Clause(NamedTuple):
    """Pieces and what they say of the names in them: there, absent, or why neither. `before` is
    the sign or word that parts it from the clause before: "and" and "," go on with it.
    """

    before: str
    pieces: tuple[Piece, ...]
    says: str

    @property
    def names(self) -> list[Piece]:
        """What it names, in order."""
        return [piece for piece in self.pieces if piece.kind == NAME]

    @property
    def said(self) -> str:
        """As it was typed."""
        return " ".join(piece.said for piece in self.pieces)


def is_list(pieces: Sequence[Piece]) -> bool:
    """Names and nothing but what joins or places them."""
    return any(piece.kind == NAME for piece in pieces) and all(
        piece.kind == NAME or piece.word in LIST or in_leg(piece) for piece in pieces
    )


def in_leg(piece: Piece) -> bool:
    """A word for the leg or a part of it."""
    return piece.kind == WORD and piece.tokens[0].stem in LEG


def is_strong(piece: Piece) -> bool:
    """A number out of ten that stands for severe: 9/10, level 9."""
    if piece.kind != WORD or "/10" not in piece.word:
        return False
    number = piece.word.removesuffix("/10")
    return number.replace(".", "", 1).isdecimal() and float(number) >= _STRONG
