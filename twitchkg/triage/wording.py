"""Words of everyday English as triage compares them: tokens, stems, and a few turned phrases."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from twitchkg.graph.search import fold

STOPS = {
    ",": ",", ".": ".", ";": ".", "!": ".", "\n": ".", "?": "?", ":": ":",
}  # fmt: skip
"""Signs at which the sense may turn, by their kind; a dash between spaces is the kind "-"."""

_TOKEN = re.compile(
    r"\([-–−]\)|\(\+\)|(?<!\w)[-+]ve\b|\bw/o?(?![\w/])|\d+(?:\.\d+)?\s*/\s*10(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?![\d,])|(?:\d+\s*)?[½¼¾⅓⅔]|(?:\d+\s+)?(?<![\d/])[1-3]/[2-4](?![\d/])"
    r"|\d+,\d+|\d+(?:\.\d+)?|[<>]"
    r"|\s[-–]+\s|—|[^\W\d_]+(?:['’`´][^\W\d_]+)*|[,.;:!?/&+\n]"
)

NEGATIONS = frozenset(
    "no not without never none dont doesnt didnt isnt arent wasnt werent aint havent hasnt hadnt "
    "nor neither absent negative deny denies denied hardly barely scarcely cant wont wouldnt "
    "nothing".split()
)

GLUE = frozenset(
    "a an the my your our its i im ive is are was were be been being am has have had having it to "
    "of in on at from into this that these those left right both one either very really so "
    "just quite even properly fully totally completely now again also me".split()
)
"""What a name may have or lack: "weakness in my left leg" and "leg weakness" are one."""

LIGHT = frozenset(
    "get got gets becom becam go goe went feel felt start seem turn keep kept".split()
)
"""Stems of verbs that a name may lack: "leg feels numb", "keeps giving way"."""

_FORMS = {
    "gave": "give", "feet": "foot", "calves": "calf", "shrunk": "shrink", "shrank": "shrink",
    "shrunken": "shrink", "lost": "lose", "fell": "fall", "fallen": "fall", "thinner": "thin",
    "thinning": "thin", "weaker": "weak", "weekness": "weak", "weaknesses": "weak",
    "painful": "pain", "pains": "pain", "difficulty": "difficult", "difficulties": "difficult",
    "trouble": "difficult", "troubles": "difficult", "hard": "difficult", "struggle": "difficult",
    "struggling": "difficult", "struggles": "difficult", "problem": "difficult",
    "problems": "difficult", "issues": "difficult", "issue": "difficult", "tripping": "tripping",
    "tripped": "tripping", "terribly": "terrible", "horribly": "horrible", "muscles": "muscle",
    "getting": "get", "feeling": "feeling", "feelings": "feeling", "quads": "quad",
    "excruciatingly": "excruciating", "agonising": "agonizing", "pissed": "piss",
    "peed": "pee", "tingly": "tingle", "urination": "urinate",
    "wee": "pee", "wees": "pee", "weeing": "pee", "poo": "poop", "poos": "poop", "pooed": "poop",
    "pooing": "poop", "shat": "shit", "waterworks": "bladder", "skinnier": "thin",
    "atrophied": "atrophy", "weaknes": "weak", "nubm": "numb",
}  # fmt: skip

_PHRASES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("can", "no", "longer"), "cant"), (("no", "longer", "able"), "cant"), (("can", "not"), "cant"),
    (("can", "hardly"), "cant"), (("can", "barely"), "cant"), (("can", "scarcely"), "cant"),
    (("could", "hardly"), "cant"), (("could", "barely"), "cant"), (("hardly", "can"), "cant"),
    (("barely", "can"), "cant"), (("barely", "able"), "cant"), (("hardly", "able"), "cant"),
    (("could", "not"), "cant"), (("not", "able"), "cant"), (("isnt", "able"), "cant"),
    (("arent", "able"), "cant"), (("wasnt", "able"), "cant"), (("not", "possible"), "cant"),
    (("as", "well", "as"), "and"), (("along", "with"), "with"), (("together", "with"), "with"),
    (("at", "all"), "atall"), (("went", "away"), "away"), (("goes", "away"), "away"),
    (("gone", "away"), "away"), (("go", "away"), "away"), (("going", "away"), "away"),
    (("used", "to"), "formerly"), (("what", "if"), "whatif"), (("read", "about"), "readabout"),
    (("read", "of"), "readabout"), (("out", "of", "10"), "/10"), (("out", "of", "ten"), "/10"),
    (("all", "the", "time"), "allthetime"), (("the", "whole", "time"), "allthetime"),
    (("most", "of", "the", "time"), "allthetime"), (("all", "day", "long"), "allthetime"),
    (("do", "not"), "dont"), (("does", "not"), "doesnt"), (("will", "not"), "wont"),
    (("have", "not"), "havent"), (("has", "not"), "hasnt"), (("is", "not"), "isnt"),
    (("are", "not"), "arent"), (("did", "not"), "didnt"),
    (("ca", "not"), "cant"), (("was", "not"), "wasnt"),
    (("in", "case"), "whatif"), (("ruled", "out"), "ruledout"), (("rules", "out"), "ruledout"),
    (("waste", "of"), "uselessness"), (("i", "was", "wasted"), "drunk"),
    (("got", "wasted"), "drunk"), (("wee", "bit"), "bit"),
)  # fmt: skip
_STARTS = frozenset(words[0] for words, _ in _PHRASES)
_CANNOT = frozenset(("cannot", "couldnt", "unable", "cant"))
_TURNING = _STARTS | _CANNOT | NEGATIONS | {"level", "scale"}
_ENDING = frozenset(
    "away stop stops stopped stopping end ended ending ease easing eased subside subsided improve "
    "improved improving better quit quitting resolve resolved".split()
)
_ON_THE_WAY = frozenset("go going gone really ever been get getting got to has have yet it".split())
LASTING = "lasting"
"""What "won't stop" and "has not gone away" become: neither a denial nor an end."""
BESIDES = "besides"
"""What "not just" and "not only" become: what follows is there."""

# ---------------------------------------------------------------- what words do in a clause

TURNS = frozenset("but however though although".split())
BECAUSE = frozenset("because cos".split())
ANDS = frozenset("and plus also with /".split())
ORS = frozenset(("or", "nor", "/"))
CLEAN = frozenset(
    "no not without never dont doesnt didnt isnt arent aint havent hasnt neither deny denies "
    "denied".split()
)
BEFORE = frozenset(
    "i im ive am is are my the a an there theres it its do does did have has in of had any muscle "
    "or nor both left right either".split()
)
BETWEEN = frozenset(
    "any a an the have having had has got get feel feeling felt experience experienced "
    "experiencing notice noticed noticing sign signs evidence of symptom symptoms in muscle or "
    "left right either".split()
)
AFTER = frozenset(
    "or nor / any a an the in of my muscle muscles left right both either atall whatsoever".split()
)
LIST = frozenset("or nor / any a an the in of left right both either".split())
PARTLY = frozenset("significant noticeable major much".split())
PROBLEMS = frozenset("problem problems issue issues difficulty difficulties trouble loss".split())
DOUBTFUL = frozenset(
    "sure certain know unsure maybe perhaps possibly probably might idea tell whether".split()
)
WORRIES = frozenset(
    "worried worry worries worrying afraid scared fear fears fearing frightened terrified anxious "
    "concerned panic readabout heard wonder wondering googled google suspect whatif risk could "
    "may".split()
)
QUESTIONS = frozenset("do does is am are will could can should might would".split())
ASKED = frozenset("i it this that my there these".split())
WHY = frozenset("why what how where".split())
PAST = frozenset(
    "gone stopped ended away vanished disappeared resolved subsided formerly cured".split()
)
PEOPLE = frozenset(
    "mother mom mum mommy father dad daddy parent parents brother sister sibling son daughter "
    "child kid baby wife husband partner girlfriend boyfriend friend friends aunt uncle cousin "
    "grandmother grandma granny grandfather grandpa nephew niece neighbour neighbor colleague "
    "she he her his him they their somebody someone hers people patient relative family".split()
)
NO_ANSWERS = frozenset("no none nope negative never not absent nil denied nothing".split())

LASTED = frozenset(
    "happening happened happens occurring ongoing present lasted lasting persisted persisting "
    "continued continuing x approx ca long".split()
)
"""Words for lasting: a time beside them is that of what was named before."""
ALSO = frozenset("also now too spread spreads moved".split())
EXCEPT = frozenset(
    "only just merely mostly mainly except but though still yes yeah yep sometimes "
    "when while if until unless after before besides occasionally".split()
)
"""Words after a denial that take a part of it back: no numbness, just my toes."""
STATES = frozenset("is are does do has have".split())
CANNOT = frozenset("cant wont barely hardly".split())
SIDES = frozenset("left right other one both".split())
PASSING = frozenset(
    "it its this that they is was has have now today then by completely all totally thankfully "
    "luckily fortunately only just again already".split()
)
EASED = frozenset("mild slight little minor less better fine ok okay".split())
SINCE = frozenset(
    "since still start started starting starts began begin begins beginning onset ive have has for "
    "now".split()
)
YEARS = frozenset("year years yr yrs decade decades".split())
SIGNS = frozenset("symptom symptoms sign signs".split())

KNOWN = (
    GLUE
    | NEGATIONS
    | ANDS
    | ORS
    | DOUBTFUL
    | WHY
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


class Token(NamedTuple):
    """A word as compared, its stem, and as it was typed; `stop` is the kind of a sign instead."""

    word: str
    stem: str
    said: str
    stop: str = ""


def tokens(text: str) -> list[Token]:
    """The words and signs of `text`, phrases that mean one thing made one."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text.casefold() if text.isascii() else text):
        said = text[match.start() : match.end()].strip()
        if not said or said.strip("-–—") == "":
            found.append(Token("", "", said, "." if said == "" else "-"))
        elif said in STOPS:
            found.append(Token("", "", said, STOPS[said]))
        elif said in _SIGNS:
            found.append(Token(_SIGNS[said], _SIGNS[said], said))
        elif said[0].isnumeric():
            number = _number_in(said)
            found.append(Token(number, number, said))
        else:
            for word in fold(said).split():
                word = "cant" if word in _CANNOT else "not" if word == "nt" else word
                found.append(Token(word, stem(word), said))
    return _turned(_graded(_joined(found)))


def key_of(name: str) -> tuple[list[str], bool]:
    """The stems of a name without what is glue, and whether it holds a negation."""
    words = fold(name).split()
    if all(word.isalpha() and word not in _TURNING for word in words):  # nearly every name
        return [stem(word) for word in words if word not in GLUE], False
    kept = [token for token in tokens(name) if not token.stop and token.word not in GLUE]
    return [token.stem for token in kept], any(token.word in NEGATIONS for token in kept)


_SIGNS = {
    "/": "/", "&": "and", "+": "and", "(-)": "negative", "(–)": "negative", "(−)": "negative",
    "(+)": "and", "-ve": "negative", "+ve": "and", "w/": "with", "w/o": "without",
    "<": "less", ">": "more",
}  # fmt: skip


def _number_in(said: str) -> str:
    """A number in figures as one word; "9/10" stays a grade, "2,5" could be two numbers.

    >>> [_number_in(said) for said in ("1,000", "6 1/2", "10½", "9 / 10", "2,5")]
    ['1000', '6.5', '10.5', '9/10', '2,5']
    """
    joined = "".join(said.split())
    if joined.endswith("/10"):
        return joined
    if "," in joined:
        return joined.replace(",", "") if len(joined.rpartition(",")[2]) == 3 else joined
    for sign, part in _PARTS.items():
        if joined.endswith(sign):
            return f"{float(joined.removesuffix(sign) or 0) + part:g}"
    whole, _, part_of = said.rpartition(" ")
    over, slash, under = part_of.partition("/")
    return f"{float(whole or 0) + int(over) / int(under):g}" if slash else joined


_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


@cache
def stem(word: str) -> str:
    """What forms of a word have in common: weak, weakness; walks, walking.

    >>> stem("walking"), stem("twitches"), stem("numbness"), stem("gave")
    ('walk', 'twitch', 'numb', 'giv')
    """
    if word in _FORMS:
        word = _FORMS[word]
        if word in ("feeling", "tripping"):
            return word
    if word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    elif word.endswith("ing") and len(word) > 5:
        word = word[:-3]
    elif (word.endswith("ed") and len(word) > 4) or word.endswith(("ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith(("e", "y")) and len(word) > 3:
        word = word[:-1]
    if len(word) > 2 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def _joined(found: list[Token]) -> list[Token]:
    """Phrases of several words that stand for one: "can not", "as well as"."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        for words, one in _PHRASES if found[at].word in _STARTS else ():
            piece = found[at : at + len(words)]
            if tuple(token.word for token in piece) == words:
                made.append(Token(one, one, " ".join(token.said for token in piece)))
                at += len(words)
                break
        else:
            made.append(found[at])
            at += 1
    return made


def _graded(found: list[Token]) -> list[Token]:
    """A grade of ten as one word: "9 out of 10", "level 9"."""
    made: list[Token] = []
    for token in found:
        last = made[-1] if made else None
        if last is not None and token.word == "/10" and last.word.isdecimal():
            made[-1] = Token(last.word + "/10", last.word + "/10", f"{last.said} {token.said}")
        elif last is not None and last.word in ("level", "scale") and token.word.isdecimal():
            made[-1] = Token(token.word + "/10", token.word + "/10", f"{last.said} {token.said}")
        else:
            made.append(token)
    return made


def _turned(found: list[Token]) -> list[Token]:
    """Negations that deny nothing: "won't stop", "not only"."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        token, size, one = found[at], 0, ""
        if token.word in ("zero", "nil") and _is_named_next(found, at):
            token = token._replace(word="no", stem="no")
        if token.word in NEGATIONS:
            if at + 1 < len(found) and found[at + 1].word in ("just", "only", "merely", "simply"):
                size, one = 2, BESIDES
            else:
                ahead = at + 1
                while ahead < len(found) and found[ahead].word in _ON_THE_WAY:
                    ahead += 1
                if ahead < len(found) and found[ahead].word in _ENDING:
                    size, one = ahead + 1 - at, LASTING
        if size:
            made.append(Token(one, one, " ".join(t.said for t in found[at : at + size])))
        else:
            made.append(token)
        at += size or 1
    return made


def _is_named_next(found: list[Token], at: int) -> bool:
    """Whether a word follows that "zero" may deny: zero weakness, not zero out of ten."""
    word = found[at + 1].word if at + 1 < len(found) else ""
    return word.isalpha() and word not in GLUE and word.removesuffix("s") not in _COUNTED


_COUNTED = frozenset("day week month year hour minute second point degree".split())
