"""What a denial denies, and what a clause makes of those beside it: no numbness, just my toes."""

from __future__ import annotations

from twitchkg.triage.phrases.pieces import (
    ABSENT,
    DENIAL,
    LEG,
    NAME,
    OVER,
    QUESTION,
    THERE,
    TIME,
    UNSURE,
    WORD,
    Clause,
    Piece,
    in_leg,
    is_list,
)
from twitchkg.triage.wording import (
    AFTER,
    BEFORE,
    BETWEEN,
    CANNOT,
    CLEAN,
    EASED,
    EXCEPT,
    GLUE,
    NEGATIONS,
    NO_ANSWERS,
    ORS,
    PARTLY,
    PASSING,
    PAST,
    SIDES,
    SIGNS,
    STATES,
    Token,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass


def is_clean(part: list[Piece], names: list[int], denials: list[int]) -> bool:
    """Whether a clause denies all that it names, and can be read in no other way."""
    words = [piece.word for piece in part]
    if len(denials) > 1:
        neither = [words[at] for at in denials] == ["neither", *["nor"] * (len(denials) - 1)]
        only_nor = all(words[at] == "nor" for at in denials[1:])
        if not (neither or only_nor):
            return False
    at, first = denials[0], names[0]
    if at > first or words[at] not in CLEAN or any(piece.kind == TIME for piece in part):
        return False
    if any(t.word in PARTLY | EXCEPT | NEGATIONS for n in names for t in part[n].tokens):
        return False

    def all_in(start: int, end: int, allowed: frozenset[str]) -> bool:
        return all(p.word in allowed or in_leg(p) for p in part[start:end] if p.kind != NAME)

    between = BETWEEN - {"a", "the"} if words[at] == "no" else BETWEEN
    listed = all(
        any(piece.word in ORS for piece in part[one:two]) for one, two in zip(names, names[1:])
    )
    return (
        all_in(0, at, BEFORE)
        and all_in(at + 1, first, between)
        and all_in(first + 1, len(part), AFTER)
        and listed
    )


# ---------------------------------------------------------------- what goes from clause to clause


def answer(made: list[Clause]) -> None:
    """A "no" that stands alone makes doubtful what stands beside it: numbness: no."""
    for at, clause in enumerate(made):
        if not all(piece.word in NO_ANSWERS for piece in clause.pieces):
            continue
        if at == 0 and made[1:] and made[1].says == THERE and is_list(made[1].pieces):
            made[1] = made[1]._replace(says=DENIAL)
        back, before = at - 1, clause.before
        while back >= 0 and before in (",", ":", "-", "?", "and") and made[back].names:
            if made[back].says in (THERE, QUESTION):
                made[back] = made[back]._replace(says=DENIAL)
            before = made[back].before
            back -= 1


def go_on(made: list[Clause]) -> None:
    """A list goes on with what its first clause says: no pain, numbness, or weakness."""
    at = 0
    while at < len(made):
        end = at + 1
        if made[at].names and (made[at].says != THERE):
            while (
                end < len(made)
                and made[end].before in (",", "and")
                and made[end].says in (THERE, QUESTION)
                and is_list(made[end].pieces)
                and not _of_its_own(made[at], made[end])
            ):
                end += 1
        if end - at > 1:
            says = made[at].says
            if says in (ABSENT, DENIAL):
                says = ABSENT if _is_denied_list(made[at:end]) else DENIAL
            elif says == OVER:
                says = THERE
            for each in range(at if says in (ABSENT, DENIAL) else at + 1, end):
                made[each] = made[each]._replace(says=says)
        at = end


def _of_its_own(denied: Clause, other: Clause) -> bool:
    """Whether two clauses speak of a place each: the knee doesn't hurt, the calf is in agony."""
    sides = (_first_place(denied), _first_place(other))
    return "" not in sides and sides[0] != sides[1] and other.pieces[0].word not in ORS


def _first_place(clause: Clause) -> str:
    """The part of the leg that a clause begins with, or the empty text."""
    words = [t for piece in clause.pieces for t in piece.tokens if t.word not in GLUE]
    return words[0].stem if words and words[0].stem in LEG else ""


def tell_past(made: list[Clause]) -> None:
    """What is said to be over in a clause of its own: it was severe, but it's gone."""
    for at in range(len(made) - 2, -1, -1):
        clause, after = made[at], made[at + 1]
        words = {piece.word for piece in after.pieces}
        if clause.says != THERE or not clause.names or not words <= PASSING | PAST | EASED:
            continue
        if words & PAST or ("now" in words and words & EASED):
            made[at : at + 2] = [clause._replace(pieces=clause.pieces + after.pieces, says=OVER)]


def tell_others(made: list[Clause]) -> None:
    """ "Symptoms of ALS: weakness, wasting" says nothing of oneself."""
    told = False
    for at, clause in enumerate(made):
        told = told and clause.before != "."
        if told and clause.names and clause.says == THERE:
            made[at] = clause._replace(says=UNSURE)
        words = [piece.word for piece in clause.pieces]
        signs = [n for n, word in enumerate(words[:-1]) if word in SIGNS and words[n + 1] == "of"]
        if signs and not clause.names and made[at + 1 : at + 2] and made[at + 1].before == ":":
            told = words[signs[0] + 2 : signs[0] + 3] != ["my"]


def taken_back(made: list[Clause]) -> list[Clause]:
    """A denial that something is added to denies no more than a part: no numbness, just my toes.

    What is added is put to it, so that it is handed back whole.
    """
    kept: list[Clause] = []
    for clause in made:
        added = not clause.names and bool(kept) and _takes_back(clause)
        if added and kept[-1].says in (ABSENT, DENIAL):
            last = kept[-1]
            for back in range(len(kept) - 1, -1, -1):
                if kept[back].says == ABSENT:
                    kept[back] = kept[back]._replace(says=DENIAL)
                elif kept[back].says != DENIAL:
                    break
            if last.names and not any(piece.kind == TIME for piece in clause.pieces):
                kept[-1] = kept[-1]._replace(pieces=(*last.pieces, *clause.pieces))
                continue
        elif clause.says == ABSENT and kept and not kept[-1].names and _exempts(kept[-1]):
            clause = clause._replace(says=DENIAL)  # left foot yes, right foot not numb
        kept.append(clause)
    return kept


def _takes_back(clause: Clause) -> bool:
    words = {piece.word for piece in clause.pieces}
    if clause.before == "and" and not words & (EXCEPT | STATES):
        return False  # no numbness in the left and the right
    changed = "now" in words and bool(words & STATES)  # not numb. now it is.
    added = changed or clause.before == "turn" or bool(words & (EXCEPT | CANNOT))
    return added or _places(clause)


def _exempts(clause: Clause) -> bool:
    words = {piece.word for piece in clause.pieces}
    return bool(words & (EXCEPT | STATES)) and _places(clause)


def _places(clause: Clause) -> bool:
    """Whether a clause names a side or a part of the leg."""
    return any(piece.word in SIDES or in_leg(piece) for piece in clause.pieces)


def _is_denied_list(run: list[Clause]) -> bool:
    """Whether the last of the clauses begins with "or" or holds one, and no "and" joins any."""
    last = [piece.word for piece in run[-1].pieces]
    if not any(word in ORS for word in last) or any(c.before == "and" for c in run[1:]):
        return False
    comma = Piece(WORD, (Token("or", "or", ","),))
    part = [piece for clause in run for piece in (*clause.pieces, comma)][:-1]
    names = [at for at, piece in enumerate(part) if piece.kind == NAME]
    return is_clean(part, names, [at for at, p in enumerate(part) if p.word in NEGATIONS])
