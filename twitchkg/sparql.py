"""A light tokenizer of SPARQL text: enough to find keywords and braces, never to parse.

Strings, IRIs, comments, variables and prefixed names come out whole, so that a word in any of
them is not taken for a keyword. An engine may read the same text in another way: what is decided
here makes a clear message, and is never a lock (that is `store.worker`).
"""

from __future__ import annotations

import re
from functools import cache

from twitchkg.errors import QueryRefused, QuerySyntaxError
from twitchkg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
MAX_GROUPS = 1_000
MAX_STEPS = 2_000
"""Operators, separators, FILTERs and ASs: oxigraph recurses on each and crashes at some 3,000."""

_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())

COMMENT, STRING, IRI, VARIABLE, WORD, SIGN = "comment", "string", "iri", "variable", "word", "sign"


@cache
def _token() -> re.Pattern[str]:
    letter = r"(?:[\w:]|[^\x00-\x7f\s])"
    return re.compile(
        rf"""
        (?P<comment> \#[^\n\r]* )
        # what is never closed goes on to the end of its line, a long string to that of the text
        | (?P<string> \"{{3}} (?: [^"\\]++ | \\.? | "(?!"") )*+ (?:\"{{3}})?
                    | \'{{3}} (?: [^'\\]++ | \\.? | '(?!'') )*+ (?:\'{{3}})?
                    | " (?: [^"\\\n\r]++ | \\.? )*+ "?
                    | ' (?: [^'\\\n\r]++ | \\.? )*+ '? )
        | (?P<iri> <[^<>"{{}}|^`\x00-\x20]*> )
        | (?P<variable> [?$][\w\x80-\U0010ffff]+ )
        # digits end where letters begin: an engine reads `1SERVICE` as two tokens
        | (?P<word> \d+ | @[^\W\d_]++ (?: -\w++ )*+
                    | {letter} (?: {letter} | [%-] | \\.? | \.++(?={letter}|[%\\-]) )*+ )
        | (?P<sign> \S )
        """,
        re.DOTALL | re.VERBOSE,
    )


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Each token's kind and its start and end in `text`; white space is left out.

    A WORD is a keyword, number, prefixed name or language tag; a SIGN is one character.
    """
    for found in _token().finditer(text):
        yield found.lastgroup or SIGN, found.start(), found.end()


def guard(sparql: str, *, named_graphs: bool = True) -> None:
    """Refuse, before any parser sees it, what would call out, crash the engine or find nothing.

    Raises QueryRefused for SERVICE, for FROM and GRAPH where there are no `named_graphs`, for
    nesting over 100, over 1,000 groups, over 2,000 operators, a text over 1 MB, and a NUL or
    lone surrogate in the text.
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
    upper = sparql.upper()
    small = len(sparql) <= MAX_STEPS and opened <= MAX_DEPTH
    if small and not any(word in upper for word in ("SERVICE", "GRAPH", "FROM")):
        return
    _look_closely(sparql, named_graphs)


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
    try:
        return re.sub(_ESCAPE, _character, text, flags=re.DOTALL)
    except (KeyError, ValueError):
        return None


def _character(found: re.Match[str]) -> str:
    digits = found[1] or found[2]
    if not digits:
        return _ECHARS[found[3]]
    character = chr(int(digits, 16))
    if "\ud800" <= character <= "\udfff":
        raise ValueError
    return character


_ESCAPE = r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.?))"
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


def names_in(sparql: str, prefixes: Mapping[str, str] = PREFIXES) -> dict[str, str]:
    """What a query asks about by name: each name as it is written, and its IRI.

    Functions, datatypes, the prologue and the template of a CONSTRUCT are left out: they need not
    be in a graph.
    """
    known = {**prefixes, **_declared(sparql)}
    found: dict[str, str] = {}
    before = last = ""
    depth = template = 0
    words = [(kind, sparql[start:end]) for kind, start, end in tokens(sparql) if kind != COMMENT]
    for (kind, word), (_, following) in zip(words, [*words[1:], ("", "")]):
        if word == "{":
            depth += 1
            template = template or (depth if last.upper() == "CONSTRUCT" else 0)
        elif word == "}":
            template = 0 if template == depth else template
            depth -= 1
        prologue = last.upper() in ("PREFIX", "BASE") or before.upper() == "PREFIX"
        if not (template or prologue or following == "(" or last == "^" == before):
            if kind == IRI:
                found.setdefault(word, word[1:-1])
            elif kind == WORD and ":" in word and not word.startswith(("_:", "@")):
                prefix, _, local = word.partition(":")
                if prefix in known:
                    found.setdefault(word, known[prefix] + local.replace("\\", ""))
        before, last = last, word
    return found


def graphs_in(sparql: str, prefixes: Mapping[str, str] = PREFIXES) -> dict[str, str]:
    """The graphs that FROM and FROM NAMED ask for: each name as it is written, and its IRI."""
    if "FROM" not in sparql.upper():
        return {}
    known = {**prefixes, **_declared(sparql)}
    base = ""
    found: dict[str, str] = {}
    before = last = ""
    for kind, start, end in tokens(sparql):
        word = sparql[start:end]
        if word in ("{", "WHERE"):
            break
        if kind == IRI and last == "BASE":
            base = _resolved(word[1:-1], base)
        elif last == "FROM" or (last == "NAMED" and before == "FROM"):
            prefix, colon, local = word.partition(":")
            if kind == IRI:
                found[word] = _resolved(word[1:-1], base)
            elif kind == WORD and colon and prefix in known:
                found[word] = known[prefix] + local.replace("\\", "")
        if kind != COMMENT:
            before, last = last, word.upper()
    return found


def _resolved(iri: str, base: str) -> str:
    if not base:
        return iri
    from urllib.parse import urljoin

    return urljoin(base, iri)


def _declared(sparql: str) -> dict[str, str]:
    """The prefixes that the text itself declares."""
    words = [sparql[start:end] for kind, start, end in tokens(sparql) if kind != COMMENT]
    return {
        name[:-1]: iri[1:-1]
        for word, name, iri in zip(words, words[1:], words[2:])
        if word.upper() == "PREFIX" and name.endswith(":") and iri.startswith("<")
    }


def star_order(sparql: str, variables: Sequence[str]) -> list[str] | None:
    """The variables of a ``SELECT *`` as they first stand in the text, where that is another order.

    None where all is in order, or where the text itself says which to select.
    """
    if len(variables) < 2 or "*" not in sparql or _star(sparql) < 0:
        return None
    there = [sparql[start + 1 : end] for kind, start, end in tokens(sparql) if kind == VARIABLE]
    ordered = [name for name in dict.fromkeys(there) if name in variables]
    return ordered if ordered != [*variables] and len(ordered) == len(variables) else None


def star_spelt_out(sparql: str, variables: Sequence[str]) -> str | None:
    """The query with those names in place of its ``*``, in order; None as in `star_order`."""
    ordered = star_order(sparql, variables)
    if not ordered:
        return None
    star = _star(sparql)
    return f"{sparql[:star]}{''.join(f' ?{name}' for name in ordered)} {sparql[star + 1 :]}"


def _star(sparql: str) -> int:
    """Where the ``*`` of the outermost SELECT stands; -1 where there is none."""
    last = ""
    for kind, start, end in tokens(sparql):
        word = sparql[start:end].upper()
        if word == "{":
            return -1
        if kind == SIGN and word == "*" and last == "SELECT":
            return start
        if kind != COMMENT and word not in ("DISTINCT", "REDUCED"):
            last = word
    return -1


def undeclared_prefix(
    sparql: str, prefixes: Mapping[str, str] = PREFIXES
) -> QuerySyntaxError | None:
    """The error to raise for the first prefix in use that no PREFIX line declares, if any.

    Engines report it where they gave up, often far from the name.
    """
    declared = set(prefixes)  # every engine is told of these
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


def _look_closely(sparql: str, named_graphs: bool) -> None:
    depth = groups = steps = 0
    before = last = ""
    describes = declares_from = False
    for kind, start, end in tokens(sparql):
        if kind == COMMENT:
            continue
        word = sparql[start:end].upper() if kind == WORD else ""
        char = sparql[start] if kind == SIGN else ""
        # An engine reads `trueGRAPH` as two tokens; `SERVICE:x {` calls the endpoint `:x`, though
        # `SERVICE:x` alone is a prefixed name.
        keyword = "" if ":" in word or word[:1] == "@" else word
        called = last.startswith("SERVICE") and char == "{" and before not in ("GRAPH", "NAMED")
        if called or "SERVICE" in keyword:
            raise QueryRefused(_NO_SERVICE)
        describes = describes or keyword == "DESCRIBE"
        declares_from = declares_from or (last == "PREFIX" and word == "FROM:")
        clause = word.startswith("FROM:") and depth == 0 and last != "PREFIX"
        called = word == "FROM" or (clause and not (describes and declares_from))
        if called and not named_graphs:
            raise QueryRefused(_NO_FROM)
        called = char == "{" and last.startswith(("GRAPH:", "TRUEGRAPH:", "FALSEGRAPH:"))
        if not named_graphs and (called or keyword.endswith("GRAPH")):
            raise QueryRefused(_NO_GRAPH)
        if char in _OPENING or sparql.startswith("<<", start):
            depth += 1
            groups += char == "{"
        elif char in _CLOSING or sparql.startswith(">>", start):
            depth -= 1
        elif char or word in ("FILTER", "AS"):
            steps += 1
        before, last = last, word
        if depth > MAX_DEPTH:
            raise QueryRefused(f"the query is nested more than {MAX_DEPTH} deep; flatten it")
        if groups > MAX_GROUPS:
            raise QueryRefused(f"the query has more than {MAX_GROUPS:,} groups; split it")
        if steps > MAX_STEPS:
            raise QueryRefused(f"the query has more than {MAX_STEPS:,} operators; split it")


_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_NO_SERVICE = (
    "SERVICE is refused: no endpoint is called that was not named as a source; "
    "open that endpoint's data instead"
)
_NO_FROM = (
    "FROM is refused: no graph in this source has a name, and no other is read; "
    "open what it should be asked of, and leave FROM out"
)
_NO_GRAPH = (
    "GRAPH is refused: no graph in this source has a name, so nothing can be found; "
    "ask without GRAPH"
)
