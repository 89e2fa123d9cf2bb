"""Words of everyday English as triage compares them: the lists of ``words.tsv``, tokens, stems."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from twitchkg.graph.search import fold
from twitchkg.vocab import IN_LEG_OR_FOOT, OUTSIDE_LEG_AND_FOOT, expand

_STRONG = 7  # from which on of 10 pain is called severe, as clinicians count it

_TOKEN = re.compile(
    r"(?P<sign>\([-–−+]\)|(?<!\w)[-+]ve\b|[+&<>/]|\bw/o?(?!\w))"
    r"|(?P<ten>(?P<of>\d+(?:\.\d+)?)\s*(?:/|out of)\s*(?:10|ten)(?![\d/]))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,])|\d*[½¼¾⅓⅔]|\d+(?:[.,/]\d+)*)"
    r"|(?P<stop>[.;!\n]+|\s[-–]+\s|—|[,?:])|[^\W\d_]+(?:['’`´][^\W\d_]+)*",
    re.IGNORECASE,
)
_SIGNS = {"&": "and", "+": "and", "(+)": "and", "+ve": "and", "w/": "and", "w/o": "without",
          "<": "less", ">": "more", "/": "/"}  # fmt: skip
_KINDS = "glue plain or no hardly soft filler side timing".split()


class Token(NamedTuple):
    """A word as compared, its stem, where it stands in the text; `stop` is a sign instead."""

    word: str
    stem: str
    start: int
    end: int
    stop: str = ""


@cache
def read_words() -> dict[str, dict[str, tuple[str, ...]]]:
    """``words.tsv``: kind of line, name, words."""
    from importlib.resources import files

    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in files(__package__).joinpath("words.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, name, words = line.split("\t")
            found.setdefault(kind, {})[name] = tuple(words.split(", "))
    return found


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(read_words()["list"][name])


@cache
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of one list."""
    return frozenset(map(stem, words_of(name)))


@cache
def reversed_words(kind: str) -> dict[str, str]:
    """Of lines of one kind, for each word the name of its line."""
    return {word: name for name, words in read_words()[kind].items() for word in words}


@cache
def things_of(kind: str) -> dict[str, tuple[str, ...]]:
    """Of lines whose names are things ("tk:Slight"), for each word their IRIs."""
    told = ((word, expand(name)) for name, words in read_words()[kind].items() for word in words)
    found: dict[str, tuple[str, ...]] = {}
    for word, iri in told:
        found[word] = (*found.get(word, ()), *([iri] if iri else []))
    return found


@cache
def modifier_words() -> dict[str, tuple[str, ...]]:
    """Each word, or several, that tell a modifier, and the IRIs of those: "since childhood"."""
    found = dict(things_of("modifier"))
    for said, word in reversed_words("phrase").items():
        if word in found:
            found[said] = found[word]
    for name, site in (("leg", IN_LEG_OR_FOOT), ("elsewhere", OUTSIDE_LEG_AND_FOOT)):
        part = words_of(name)
        forms = {form for form, word in reversed_words("form").items() if word in part}
        found |= dict.fromkeys(part | forms | {f"{word}s" for word in part}, (site,))
    return found


def kind_of(token: Token) -> str:
    """The first list that a word is in; a number or a unit is "timing", else it is "unread"."""
    kinds = [kind for kind in _KINDS if token.word in words_of(kind)]
    kinds += [kind for kind in ("leg", "elsewhere") if token.stem in stems_of(kind)]
    is_unit = token.word[:1].isnumeric() or token.word in reversed_words("unit")
    return kinds[0] if kinds else "timing" if is_unit else "unread"


def is_timing(words: list[Token]) -> bool:
    """Whether words speak of nothing but of how long or since when."""
    return all(kind_of(t) in ("timing", "soft", "filler") for t in words) and any(
        t.word in reversed_words("unit") or t.word in words_of("since when") for t in words
    )


def tokens(text: str) -> list[Token]:
    """The words and signs of `text`; several words that stand for one are one token.

    >>> [token.word for token in tokens("Can't lift it, pain 8/10 for 1,000 days")]
    ['cant', 'lift', 'it', '', 'pain', 'severe', 'for', '1000', 'days']
    """
    found = [token for match in _TOKEN.finditer(text) for token in _token(match)]
    for at, token in enumerate(found):
        for words, one in _phrases().get(token.word, ()):
            part = found[at : at + len(words)]
            if [each.word for each in part] == words:
                found[at : at + len(words)] = [Token(one, stem(one), token.start, part[-1].end)]
                break
    return found


def _token(match: re.Match[str]) -> list[Token]:
    kind, said, at = match.lastgroup, match.group(), match.span()
    if kind == "stop":
        return [Token("", "", *at, stop=said if said in (",", "?", ":") else ".")]
    words = fold(said).split()
    if kind == "sign":
        words = [_SIGNS.get(said.lower(), "negative")]
    elif kind == "ten":
        words = ["severe" if float(match["of"]) >= _STRONG else "10"]
    elif kind == "number":  # 2,5 could be two numbers
        words = [said.replace(",", "") if len(said.rpartition(",")[2]) == 3 else said]
    return [Token(word, stem(word), *at) for word in words]


@cache
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """What stands for one word, by its first word, the longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for said in sorted(reversed_words("phrase"), key=len, reverse=True):
        words = said.split()
        found.setdefault(words[0], []).append((words, reversed_words("phrase")[said]))
    return found


@cache
def stem(word: str) -> str:
    """What forms of a word have in common: weak, weakness; walks, walking.

    >>> stem("walking"), stem("twitches"), stem("numbness"), stem("gave")
    ('walk', 'twitch', 'numb', 'giv')
    """
    word = reversed_words("form").get(word, word)
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
