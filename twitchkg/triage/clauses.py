"""Pieces of what people type (names, times, words) and the clauses that they make."""

from __future__ import annotations

from typing import NamedTuple

from twitchkg.triage.words import Token, kind_of, stems_of, things_of, words_of
from twitchkg.vocab import IN_LEG_OR_FOOT, OUTSIDE_LEG_AND_FOOT


class Piece(NamedTuple):
    """A name (its IRI), a time (its days, -1 where nothing hangs on it), a word or a sign."""

    tokens: tuple[Token, ...]
    iri: str = ""
    days: int | None = None

    @property
    def word(self) -> str:
        """The word as compared; empty for a name, a time or a sign."""
        return "" if self.iri or self.days is not None else self.tokens[0].word


class Clause(NamedTuple):
    """Pieces, how they go on with the clause before (``.`` not at all, ``and``, ``,``).

    `says` is "present", "absent" or "asked" (back, `why` is the reason) of what is named; else
    "time", "known" (another thing of the graph), "hedge" (what makes all beside it doubtful: it's
    gone now), "nothing" that is understood, or "empty": stop words.
    """

    before: str
    pieces: tuple[Piece, ...]
    says: str = ""
    why: str = ""

    @property
    def names(self) -> list[Piece]:
        """What it names, in order."""
        return [piece for piece in self.pieces if piece.iri]

    @property
    def times(self) -> list[Piece]:
        """How long it says that something lasts."""
        return [piece for piece in self.pieces if piece.days not in (None, -1)]

    @property
    def tokens(self) -> list[Token]:
        """All of its words, those of its names and times too."""
        return [token for piece in self.pieces for token in piece.tokens]

    def of(self, *kinds: str) -> list[Token]:
        """Its words of those kinds beside its names and times; all but plain stop words if none."""
        stops = ("glue", "plain", "or")
        words = (piece.tokens[0] for piece in self.pieces if piece.word)
        return [t for t in words if (kind_of(t) in kinds if kinds else kind_of(t) not in stops)]

    @property
    def timing(self) -> list[Token]:
        """Its words of time, those of its times too."""
        return [*self.of("timing"), *(token for piece in self.times for token in piece.tokens)]

    @property
    def told(self) -> tuple[str, ...]:
        """The modifiers (IRIs) that it names; how often, or an age, tells none."""
        words = [t for piece in self.pieces if piece.days != -1 for t in piece.tokens]
        found = {iri for token in words for iri in things_of("modifier").get(token.word, ())}
        stems = {token.stem for token in words}
        for kind, site in (("leg", IN_LEG_OR_FOOT), ("elsewhere", OUTSIDE_LEG_AND_FOOT)):
            found |= {site} if stems & stems_of(kind) else set()
        return tuple(sorted(found))

    @property
    def near(self) -> tuple[str, ...]:
        """What is here of the kind, where all that it says is of what no source has."""
        aside = ("glue", "plain", "filler", "soft", "side", "leg")
        words = [token.word for token in self.tokens if kind_of(token) not in aside]
        near = [things_of("near").get(word, ()) for word in words]
        return tuple(dict.fromkeys(iri for each in near for iri in each)) if all(near) else ()

    def has(self, name: str) -> bool:
        """Whether one of its words is in a list."""
        return not words_of(name).isdisjoint(piece.word for piece in self.pieces)

    @property
    def is_bare(self) -> bool:
        """Whether it is a mere list of names, which may go on with what the clause before says."""
        more = () if self.before == "and" else ("plain", "soft", "filler")
        strange = self.of("no", "hardly", "timing", "unread", *more)
        own = strange or self.has("verb") or any(piece.days is not None for piece in self.pieces)
        return self.before in (",", "and") and bool(self.names) and not own

    def why_unclear(self, after: str) -> str:
        """Why it cannot be taken at its word, or the empty text; `after` is the sign after it."""
        first, *more = [piece.word for piece in self.pieces[:2]]
        turned = first.endswith("nt") and words_of("question after not").intersection(more)
        if self.names and (turned or first in words_of("question") or after == "?"):
            return "question"  # isn't my foot numb
        return next((why for why in ("somebody", "worry", "over", "unsure") if self.has(why)), "")


def parts(pieces: list[Piece]) -> list[tuple[Clause, str]]:
    """Each clause, nothing said of it yet, with the sign after it."""
    made: list[tuple[Clause, str]] = []
    current: list[Piece] = []
    before = "."

    def cut(after: str, then: str) -> None:
        nonlocal before
        if current:
            made.append((Clause(before, tuple(current)), after))
            current.clear()
        before = then if made or then == "." else before

    for piece in pieces:
        sign = piece.tokens[0].stop
        if sign == ":":  # what stands before it is no stop word, unless it is a name: signs: numb
            known = any(each.iri for each in current)
            current += [] if known else [Piece((piece.tokens[0]._replace(word=":"),))]
        elif sign:
            cut(sign, "," if sign == "," else ".")
        elif piece.word in words_of("but") | words_of("and"):
            cut("", "and" if piece.word in words_of("and") else ".")
        else:
            current.append(piece)
    cut("", ".")
    return made


def organs(words: list[Token]) -> list[list[Token]]:
    """The words, or two rows of them where two organs share a name: bladder or bowel control."""
    joins, named = words_of("or") | words_of("and"), words_of("organ")
    for at in range(1, len(words) - 1):
        until = at + (2 if words[at + 1].word == "my" else 1)
        pair = [words[at - 1].word, *(token.word for token in words[until : until + 1])]
        if words[at].word in joins and len(pair) == 2 and named.issuperset(pair):
            return [words[:at] + words[until + 1 :], words[: at - 1] + words[until:]]
    return [words]
