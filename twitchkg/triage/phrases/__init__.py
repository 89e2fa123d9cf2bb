"""Clauses of what people type, and whether each says that a thing is there, or is not, or neither.

A denial counts only where it can be read in one way. Whatever else stands beside a "no", a worry, a
question, a word on somebody else: such a clause settles nothing.
"""

from __future__ import annotations

from twitchkg.triage.phrases.denials import (
    answer,
    go_on,
    is_clean,
    taken_back,
    tell_others,
    tell_past,
)
from twitchkg.triage.phrases.pieces import (
    ABSENT,
    DENIAL,
    NAME,
    OVER,
    QUESTION,
    SOMEBODY,
    STOP,
    THERE,
    TIME,
    UNSURE,
    WORD,
    WORRY,
    Clause,
    Piece,
    is_list,
)
from twitchkg.triage.wording import (
    ANDS,
    ASKED,
    BECAUSE,
    DOUBTFUL,
    GLUE,
    NEGATIONS,
    PAST,
    PEOPLE,
    PROBLEMS,
    QUESTIONS,
    SINCE,
    TURNS,
    WHY,
    WORRIES,
    YEARS,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def clauses(pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of a phrase in order."""
    made: list[Clause] = []
    for before, part, after in _parts(pieces):
        says = _says(part, questioned=after == "?")
        made.append(Clause(before, tuple(part), says))
    answer(made)
    go_on(made)
    tell_past(made)
    tell_others(made)
    return taken_back(made)


# ---------------------------------------------------------------- where one clause ends


def _parts(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece], str]]:
    """Each clause with the sign before it and the sign after it."""
    cut: list[tuple[str, list[Piece]]] = []
    current: list[Piece] = []
    before = "."
    for at, piece in enumerate(pieces):
        split = None
        if piece.kind == STOP:
            split = piece.tokens[0].stop
        elif piece.word in TURNS and current and _ends(pieces[at + 1 :]):
            before = "turn"  # no pain, numb foot though
            continue
        elif piece.word in TURNS or (piece.word in BECAUSE and not _denies(current)):
            split = "turn"
        elif piece.word in ANDS and _parts_here(current, pieces[at + 1 :]):
            split = "and"
        elif (
            piece.word in NEGATIONS
            and piece.word != "nor"
            and any(p.kind == NAME for p in current)
            and not (piece.word == "without" and _cannot(current))
            and _named_ahead(pieces[at + 1 :])
        ):  # numbness no weakness
            cut.append((before, current))
            current, before = [], "no"
        if split is None:
            current.append(piece)
        else:
            cut.append((before, current))
            current, before = [], split
    cut.append((before, current))
    kept = [(sign, part) for sign, part in cut if part]
    for number, (sign, part) in enumerate(kept):
        yield sign, part, kept[number + 1][0] if number + 1 < len(kept) else _last_stop(pieces)


def _last_stop(pieces: Sequence[Piece]) -> str:
    return pieces[-1].tokens[0].stop if pieces and pieces[-1].kind == STOP else ""


def _ends(ahead: Sequence[Piece]) -> bool:
    return not ahead or ahead[0].kind == STOP


def _parts_here(current: list[Piece], ahead: Sequence[Piece]) -> bool:
    """Whether an "and" begins a new clause: not within "leg and foot", "no pain and numbness"."""
    named = any(piece.kind == NAME for piece in current)
    if _denies(current):
        return not is_list(_until_turn(ahead))
    return named


def _until_turn(ahead: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in ahead:
        if piece.kind == STOP or piece.word in TURNS | ANDS:
            break
        found.append(piece)
    return found


def _named_ahead(ahead: Sequence[Piece]) -> bool:
    for piece in ahead:
        if piece.kind == STOP or piece.word in TURNS or piece.word in NEGATIONS:
            return False
        if piece.kind == NAME:
            return True
    return False


def _denies(pieces: Sequence[Piece]) -> bool:
    return any(piece.word in NEGATIONS for piece in pieces)


def _cannot(pieces: Sequence[Piece]) -> bool:
    """Whether "without" after this says that something is there: can't walk without pain."""
    return any(t.word in NEGATIONS or t.stem == "difficult" for p in pieces for t in p.tokens)


# ---------------------------------------------------------------- what one clause says


def _says(part: list[Piece], *, questioned: bool) -> str:
    names = [at for at, piece in enumerate(part) if piece.kind == NAME]
    if not names:
        return THERE
    words = [piece.word for piece in part]
    why = [at for at in range(names[0]) if words[at] in WHY]
    if why and words[why[-1]] != "whatif":
        # "I don't know why my foot is numb" doubts the reason, not the numbness.
        part, names = part[why[-1] + 1 :], [at - why[-1] - 1 for at in names]
        words = words[why[-1] + 1 :]
    if any(word in PEOPLE or (word.endswith("s") and word[:-1] in PEOPLE) for word in words):
        return SOMEBODY
    if not why:
        if any(word in WORRIES for word in words) and not _about_mine(words):
            return WORRY
        asked = words[0] in QUESTIONS and any(word in ASKED for word in words[1:2])
        asked = asked or (questioned and words[0] in QUESTIONS and names[0] == 1)
        if asked or (questioned and is_list(part)) or _tagged(words):
            return QUESTION
        if any(word in DOUBTFUL for word in words) or words[0] == "if":
            return UNSURE
    if any(
        piece.kind == NAME
        and piece.tokens[0].word == "no"
        and part[at + 1 : at + 2]
        and part[at + 1].word in PROBLEMS
        for at, piece in enumerate(part)
    ):
        return DENIAL  # no bladder control problem
    if "free" in words[names[0] :] or "ruledout" in words:
        return DENIAL  # pain-free
    if any(word in PAST for word in words) or _years_ago(part):
        return OVER
    denials = [at for at, word in enumerate(words) if word in NEGATIONS]
    denials = [at for at in denials if not _governs_a_verb(part, at, names[0])]
    if not denials:
        return THERE
    return ABSENT if is_clean(part, names, denials) else DENIAL


def _years_ago(part: list[Piece]) -> bool:
    """Whether a clause tells of years ago, and not since when."""
    words = {piece.word for piece in part}
    if words & SINCE:
        return False
    for piece, after in zip(part, [*part[1:], None]):
        said = [token.word for token in piece.tokens]
        ago = after is not None and after.word == "ago"
        if piece.kind == TIME and (said == ["last", "year"] or (ago and said[-1] in YEARS)):
            return True
    return False


def _about_mine(words: list[str]) -> bool:
    """Worried about *my* weak leg: it is there."""
    return any(one in ("about", "of", "by") and two == "my" for one, two in zip(words, words[1:]))


def _tagged(words: list[str]) -> bool:
    """Isn't it numb? Don't I have numbness?"""
    return words[0] in NEGATIONS and words[0].endswith("nt") and words[1:2] == ["i"]


_SAYING = frozenset("have say be feel see find detect notice confirm rule had get".split())


def _governs_a_verb(part: list[Piece], at: int, first: int) -> bool:
    """Whether a "can't" denies a verb of its own: can't stand the pain."""
    following = [p for p in part[at + 1 : first] if p.word not in GLUE]
    return (
        part[at].word == "cant"
        and at < first
        and bool(following)
        and following[0].kind == WORD
        and following[0].word not in _SAYING | NEGATIONS
        and not any(piece.word in NEGATIONS for piece in following)
    )
