"""Clauses of what people type, and whether each says that a thing is there, or is not, or neither.

A denial counts only where it can be read in one way. Whatever else stands beside a "no", a worry, a
question, a word on somebody else: such a clause settles nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from .wording import BESIDES, GLUE, LASTING, NEGATIONS, Token, stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

_TURNS = frozenset("but however though although".split())
_BECAUSE = frozenset("because cos".split())
_ANDS = frozenset("and plus also with /".split())
_ORS = frozenset(("or", "nor", "/"))
_CLEAN = frozenset(
    "no not without never dont doesnt didnt isnt arent aint havent hasnt neither deny denies "
    "denied".split()
)
_BEFORE = frozenset(
    "i im ive am is are my the a an there theres it its do does did have has in of had any muscle "
    "or nor both left right either".split()
)
_BETWEEN = frozenset(
    "any a an the have having had has got get feel feeling felt experience experienced "
    "experiencing notice noticed noticing sign signs evidence of symptom symptoms in muscle or "
    "left right either".split()
)
_AFTER = frozenset(
    "or nor / any a an the in of my muscle muscles left right both either atall whatsoever".split()
)
_LIST = frozenset("or nor / any a an the in of left right both either".split())
_PARTLY = frozenset("significant noticeable major much".split())
_PROBLEMS = frozenset("problem problems issue issues difficulty difficulties trouble loss".split())
_UNSURE = frozenset(
    "sure certain know unsure maybe perhaps possibly probably might idea tell whether".split()
)
_WORRIES = frozenset(
    "worried worry worries worrying afraid scared fear fears fearing frightened terrified anxious "
    "concerned panic readabout heard wonder wondering googled google suspect whatif risk could "
    "may".split()
)
_QUESTIONS = frozenset("do does is am are will could can should might would".split())
_ASKED = frozenset("i it this that my there these".split())
_WHY = frozenset("why what how where".split())
_OVER = frozenset(
    "gone stopped ended away vanished disappeared resolved subsided formerly cured".split()
)
_PEOPLE = frozenset(
    "mother mom mum mommy father dad daddy parent parents brother sister sibling son daughter "
    "child kid baby wife husband partner girlfriend boyfriend friend friends aunt uncle cousin "
    "grandmother grandma granny grandfather grandpa nephew niece neighbour neighbor colleague "
    "she he her his him they their somebody someone hers people patient relative family".split()
)
_NO_ANSWERS = frozenset("no none nope negative never not absent nil denied nothing".split())


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


def clauses(pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of a phrase in order."""
    made: list[Clause] = []
    for before, part, after in _parts(pieces):
        says = _says(part, questioned=after == "?")
        made.append(Clause(before, tuple(part), says))
    _answer(made)
    _go_on(made)
    return made


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
        elif piece.word in _TURNS or (piece.word in _BECAUSE and not _denies(current)):
            split = "turn"
        elif piece.word in _ANDS and _parts_here(current, pieces[at + 1 :]):
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


def _parts_here(current: list[Piece], ahead: Sequence[Piece]) -> bool:
    """Whether an "and" begins a new clause: not within "leg and foot", "no pain and numbness"."""
    named = any(piece.kind == NAME for piece in current)
    if _denies(current):
        return not _is_list(_until_turn(ahead))
    return named


def _until_turn(ahead: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in ahead:
        if piece.kind == STOP or piece.word in _TURNS | _ANDS:
            break
        found.append(piece)
    return found


def _named_ahead(ahead: Sequence[Piece]) -> bool:
    for piece in ahead:
        if piece.kind == STOP or piece.word in _TURNS or piece.word in NEGATIONS:
            return False
        if piece.kind == NAME:
            return True
    return False


def _denies(pieces: Sequence[Piece]) -> bool:
    return any(piece.word in NEGATIONS for piece in pieces)


def _cannot(pieces: Sequence[Piece]) -> bool:
    """Whether "without" after this says that something is there: can't walk without pain."""
    return any(t.word in NEGATIONS or t.stem == "difficult" for p in pieces for t in p.tokens)


def _is_list(pieces: Sequence[Piece]) -> bool:
    """Names and nothing but what joins or places them."""
    return any(piece.kind == NAME for piece in pieces) and all(
        piece.kind == NAME or piece.word in _LIST or _in_leg(piece) for piece in pieces
    )


def _in_leg(piece: Piece) -> bool:
    return piece.kind == WORD and piece.tokens[0].stem in LEG


# ---------------------------------------------------------------- what one clause says


def _says(part: list[Piece], *, questioned: bool) -> str:
    names = [at for at, piece in enumerate(part) if piece.kind == NAME]
    if not names:
        return THERE
    words = [piece.word for piece in part]
    why = [at for at in range(names[0]) if words[at] in _WHY]
    if why and words[why[-1]] != "whatif":
        # "I don't know why my foot is numb" doubts the reason, not the numbness.
        part, names = part[why[-1] + 1 :], [at - why[-1] - 1 for at in names]
        words = words[why[-1] + 1 :]
    if any(word in _PEOPLE or (word.endswith("s") and word[:-1] in _PEOPLE) for word in words):
        return SOMEBODY
    if not why:
        if any(word in _WORRIES for word in words) and not _about_mine(words):
            return WORRY
        asked = words[0] in _QUESTIONS and any(word in _ASKED for word in words[1:2])
        if asked or (questioned and _is_list(part)) or _tagged(words):
            return QUESTION
        if any(word in _UNSURE for word in words) or words[0] == "if":
            return UNSURE
    if any(
        piece.kind == NAME
        and piece.tokens[0].word == "no"
        and part[at + 1 : at + 2]
        and part[at + 1].word in _PROBLEMS
        for at, piece in enumerate(part)
    ):
        return DENIAL  # no bladder control problem
    if "free" in words[names[0] :]:
        return DENIAL  # pain-free
    if any(word in _OVER for word in words):
        return OVER
    denials = [at for at, word in enumerate(words) if word in NEGATIONS]
    denials = [at for at in denials if not _governs_a_verb(part, at, names[0])]
    if not denials:
        return THERE
    return ABSENT if _is_clean(part, names, denials) else DENIAL


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


def _is_clean(part: list[Piece], names: list[int], denials: list[int]) -> bool:
    """Whether a clause denies all that it names, and can be read in no other way."""
    words = [piece.word for piece in part]
    if len(denials) > 1:
        neither = [words[at] for at in denials] == ["neither", *["nor"] * (len(denials) - 1)]
        only_nor = all(words[at] == "nor" for at in denials[1:])
        if not (neither or only_nor):
            return False
    at, first = denials[0], names[0]
    if at > first or words[at] not in _CLEAN or any(piece.kind == TIME for piece in part):
        return False
    if any(t.word in _PARTLY | NEGATIONS for n in names for t in part[n].tokens):
        return False

    def all_in(start: int, end: int, allowed: frozenset[str]) -> bool:
        return all(p.word in allowed or _in_leg(p) for p in part[start:end] if p.kind != NAME)

    between = _BETWEEN - {"a", "the"} if words[at] == "no" else _BETWEEN
    listed = all(
        any(piece.word in _ORS for piece in part[one:two]) for one, two in zip(names, names[1:])
    )
    return (
        all_in(0, at, _BEFORE)
        and all_in(at + 1, first, between)
        and all_in(first + 1, len(part), _AFTER)
        and listed
    )


# ---------------------------------------------------------------- what goes from clause to clause


def _answer(made: list[Clause]) -> None:
    """A "no" that stands alone makes doubtful what stands beside it: numbness: no."""
    for at, clause in enumerate(made):
        if not all(piece.word in _NO_ANSWERS for piece in clause.pieces):
            continue
        if at == 0 and made[1:] and made[1].says == THERE and _is_list(made[1].pieces):
            made[1] = made[1]._replace(says=DENIAL)
        back, before = at - 1, clause.before
        while back >= 0 and before in (",", ":", "-", "?", "and") and made[back].names:
            if made[back].says in (THERE, QUESTION):
                made[back] = made[back]._replace(says=DENIAL)
            before = made[back].before
            back -= 1


def _go_on(made: list[Clause]) -> None:
    """A list goes on with what its first clause says: no pain, numbness, or weakness."""
    at = 0
    while at < len(made):
        end = at + 1
        if made[at].names and (made[at].says != THERE):
            while (
                end < len(made)
                and made[end].before in (",", "and")
                and made[end].says in (THERE, QUESTION)
                and _is_list(made[end].pieces)
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


def _is_denied_list(run: list[Clause]) -> bool:
    """Whether the last of the clauses begins with "or" or holds one, and no "and" joins any."""
    last = [piece.word for piece in run[-1].pieces]
    if not any(word in _ORS for word in last) or any(c.before == "and" for c in run[1:]):
        return False
    comma = Piece(WORD, (Token("or", "or", ","),))
    part = [piece for clause in run for piece in (*clause.pieces, comma)][:-1]
    names = [at for at, piece in enumerate(part) if piece.kind == NAME]
    return _is_clean(part, names, [at for at, p in enumerate(part) if p.word in NEGATIONS])


KNOWN = (
    GLUE
    | NEGATIONS
    | _ANDS
    | _ORS
    | _UNSURE
    | _WHY
    | frozenset((BESIDES, LASTING, "allthetime", "atall"))
    | frozenset(
        "since about around some any bit little lot there near over past last ago more than other "
        "keeps keep kept going go goes went gone get gets got getting feel feels feeling felt "
        "become becomes became started starting starts start new newly often time times day daily "
        "night nights already almost nearly up down today because do does did taking take took "
        "for yes yep yeah lately recently sometimes always constantly constant continuous "
        "continuously nonstop stop non occasionally occasional mild mildly slight slightly "
        "moderate minor dull tiny someone think significant noticeable significantly noticeably "
        "muscle muscles side sides area part back lower upper front inner outer top top behind "
        "above below much quick as by then while when if you can will would seem seems seemed "
        "suddenly sudden please help hi hello doctor sir thanks thank ok okay am pm im too "
        "old age aged year years all every each once twice noticed notice noticing experiencing "
        "experience suffer suffering sensation sensations symptom symptoms body only still "
        "anymore thats who which whats turned turn".split()
    )
)
"""Words that change nothing of what is there beside them, so far as a rule can tell."""
