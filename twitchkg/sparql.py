"""A light tokenizer of SPARQL text: enough to find keywords and braces, never to parse.

Strings, IRIs, comments, variables and prefixed names come out whole, so that a word in any of
them is never taken for a keyword. By hand and without `re`, whose import alone costs a quarter
of a bare Python start.
"""

from __future__ import annotations

from twitchkg.errors import QueryRefused, QuerySyntaxError
from twitchkg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
MAX_GROUPS = 1_000
MAX_STEPS = 2_000
"""Operators, separators, FILTERs and ASs: oxigraph recurses on each and crashes at some 3,000."""

_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_NOT_IN_IRI = frozenset('<"{}|^`')

COMMENT, STRING, IRI, VARIABLE, WORD, SIGN = "comment", "string", "iri", "variable", "word", "sign"


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Each token's kind and its start and end in `text`; white space is left out.

    A WORD is a keyword, number, prefixed name or language tag; a SIGN is one character.
    """
    at, end = 0, len(text)
    while at < end:
        start, char = at, text[at]
        if char.isspace():
            at += 1
            continue
        if char == "#":
            kind, at = COMMENT, _line_end(text, at)
        elif char in "\"'":
            kind, at = STRING, _string_end(text, at)
        elif char == "<" and (after := _iri_end(text, at)):
            kind, at = IRI, after
        elif char in "?$" and (after := _name_end(text, at + 1)) > at + 1:
            kind, at = VARIABLE, after
        elif char.isdigit():
            # Digits end where letters begin: an engine reads `1SERVICE` as two tokens.
            kind, at = WORD, at + 1
            while at < end and text[at].isdigit():
                at += 1
        elif _in_word(char) or (char == "@" and at + 1 < end and text[at + 1].isalpha()):
            kind, at = WORD, at + 1
            while at < end and (_in_word(text[at]) or text[at] in "-.%\\"):
                at += 2 if text[at] == "\\" else 1
            at = min(at, end)
            while text[at - 1] == "." and at - 1 > start:
                at -= 1
        else:
            kind, at = SIGN, at + 1
        yield kind, start, at


def guard(sparql: str) -> None:
    """Refuse, before any parser sees it, what would call out or crash the engine.

    Raises QueryRefused for SERVICE, for nesting over 100, over 1,000 groups, over 2,000
    operators, a text over 1 MB, and a NUL or lone surrogate in the text.
    """
    if len(sparql) > MAX_BYTES:
        raise QueryRefused(f"the query is longer than {MAX_BYTES // 1_000_000} MB; shorten it")
    if "\0" in sparql:
        raise QueryRefused("the query holds a NUL character; take it out")
    if not sparql.isascii():
        try:
            sparql.encode("utf-8")
        except UnicodeEncodeError:
            raise QueryRefused("the query holds a lone surrogate; take it out") from None
    # Most queries are too small to hold too much of anything: no need to look closely.
    opened = sparql.count("{") + sparql.count("(") + sparql.count("[") + sparql.count("<<")
    if len(sparql) <= MAX_STEPS and opened <= MAX_DEPTH and "SERVICE" not in sparql.upper():
        return
    _look_closely(sparql)


def is_update(sparql: str) -> bool:
    """Whether the first keyword after the prologue is one of SPARQL Update."""
    words = (sparql[start:end].upper() for kind, start, end in tokens(sparql) if kind == WORD)
    for word in words:
        if word in ("PREFIX", "BASE", "VERSION") or word.endswith(":"):
            continue
        return word in _UPDATES
    return False


def with_plain_escapes(sparql: str) -> str:
    r"""`sparql` with code point escapes resolved and strings in the form every engine reads.

    Some expand `\uXXXX` anywhere in the text, also behind an escaped backslash, and rdflib knows
    no `\"` between single quotes. A string whose escapes are wrong stays, for the parser to tell.
    """
    if "\\" not in sparql:
        return sparql
    out, copied = [], 0
    for kind, start, end in tokens(sparql):
        token = sparql[start:end]
        if "\\" not in token or kind not in (STRING, IRI):
            continue
        if kind == IRI:
            changed = _unescape(token)
        else:
            quotes = 3 if token[:3] in ('"""', "'''") else 1
            text = _unescape(token[quotes:-quotes])
            changed = None if text is None else '"' + text.translate(_TO_ECHARS) + '"'
        if changed is not None:
            out += [sparql[copied:start], changed]
            copied = end
    return "".join(out) + sparql[copied:]


def _unescape(text: str) -> str | None:
    """`text` with its escapes resolved; None where one is not of SPARQL."""
    out, at = [], 0
    while (slash := text.find("\\", at)) >= 0:
        kind = text[slash + 1 : slash + 2]
        end = slash + {"u": 6, "U": 10}.get(kind, 2)
        digits = text[slash + 2 : end]
        if kind in ("u", "U") and len(text) >= end and not digits.strip(_HEX):
            code = int(digits, 16)
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                return None
            char = chr(code)
        elif kind and kind in _ECHARS:
            char = _ECHARS[kind]
        else:
            return None
        out += [text[at:slash], char]
        at = end
    return "".join(out) + text[at:]


_HEX = "0123456789abcdefABCDEF"
_ECHARS = {**dict(zip("tbnrf", "\t\b\n\r\f", strict=True)), **{each: each for each in "\"'\\"}}
_TO_ECHARS = str.maketrans({char: "\\" + name for name, char in _ECHARS.items() if char != "'"})

_WIDE = " " * 16


def widened(sparql: str) -> tuple[str, list[tuple[int, int]]]:
    """`sparql` with wide blanks between its tokens, and where each token went: (there, here).

    Oxigraph's parser tells the furthest place that it looked at. That overshoots the unfit token
    by the length of a keyword tried there; with blanks wider than any keyword it stays before
    the next token.
    """
    out: list[str] = []
    places: list[tuple[int, int]] = []
    there = last = 0
    closed = True
    for kind, start, end in tokens(sparql):
        if kind == COMMENT:
            closed = True
            continue
        bracket = kind == SIGN and sparql[start] in "{}[](),;"
        gap = _WIDE if closed or bracket or start > last else ""
        places.append((there + len(gap), start))
        out += [gap, sparql[start:end]]
        there += len(gap) + end - start
        last, closed = end, bracket
    return "".join(out) + _WIDE, places


def undeclared_prefix(sparql: str) -> QuerySyntaxError | None:
    """The error to raise for the first prefix in use that no PREFIX line declares, if any.

    Engines report it where they gave up, often far from the name.
    """
    declared = set(PREFIXES)  # every engine is told of these
    before = ""
    for kind, start, end in tokens(sparql):
        if kind == COMMENT:
            continue
        word = sparql[start:end]
        if kind == WORD and ":" in word and not word.startswith(("_:", "@")):
            prefix = word.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                line = sparql.count("\n", 0, start) + 1
                column = start - (sparql.rfind("\n", 0, start) + 1) + 1
                return QuerySyntaxError(
                    f"prefix {prefix}: is not declared; begin with PREFIX {prefix}: <…>",
                    line,
                    column,
                )
        before = word.upper()
    return None


def _look_closely(sparql: str) -> None:
    depth = groups = steps = 0
    before = service = ""
    for kind, start, end in tokens(sparql):
        if kind == COMMENT:
            continue
        word = sparql[start:end].upper() if kind == WORD else ""
        if "SERVICE" in word and ":" not in word and not word.startswith("@"):
            raise QueryRefused(_NO_SERVICE)
        if kind == SIGN:
            char = sparql[start]
            # `SERVICE:x {` calls the endpoint `:x`, though `SERVICE:x` alone is a prefixed name.
            if char == "{" and service:
                raise QueryRefused(_NO_SERVICE)
            if char in "{([" or sparql.startswith("<<", start):
                depth += 1
                groups += char == "{"
            elif char in "})]" or sparql.startswith(">>", start):
                depth -= 1
            else:
                steps += 1
        elif word in ("FILTER", "AS"):
            steps += 1
        service = word if word.startswith("SERVICE") and before not in ("GRAPH", "NAMED") else ""
        before = word
        if depth > MAX_DEPTH:
            raise QueryRefused(f"the query is nested more than {MAX_DEPTH} deep; flatten it")
        if groups > MAX_GROUPS:
            raise QueryRefused(f"the query has more than {MAX_GROUPS:,} groups; split it")
        if steps > MAX_STEPS:
            raise QueryRefused(f"the query has more than {MAX_STEPS:,} operators; split it")


_NO_SERVICE = (
    "SERVICE is refused: no endpoint is called that was not named as a source; "
    "open that endpoint's data instead"
)


def _line_end(text: str, at: int) -> int:
    ends = [found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0]
    return min(ends, default=len(text))


def _string_end(text: str, at: int) -> int:
    quote = text[at]
    long = text.startswith(quote * 3, at)
    close = quote * 3 if long else quote
    at += len(close)
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(close, at):
            return at + len(close)
        elif not long and text[at] in "\r\n":
            return at  # not a string at all: the parser will say so
        else:
            at += 1
    return len(text)


def _iri_end(text: str, at: int) -> int:
    """The end of the IRI that opens at `at`, or 0 where that `<` opens none."""
    for end in range(at + 1, len(text)):
        char = text[end]
        if char == ">":
            return end + 1
        if char in _NOT_IN_IRI or char <= " ":
            return 0
    return 0


def _name_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] in "_\u00b7" or text[at] > "\x7f"):
        at += 1
    return at


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "_:" or (char > "\x7f" and not char.isspace())
