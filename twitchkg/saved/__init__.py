"""Saved questions: read a `.rq` file's header, list and load them, put values in. Text only.

A parameter is set by replacing the contents of its inline `VALUES` block: the one way that gives
the same rows on every engine. A trailing VALUES block is joined after grouping, so that counts
come out wrong without an error; `initBindings` fails for variables that are not projected.
"""

from __future__ import annotations

import os

from pyoxigraph import Literal, NamedNode

from twitchkg.errors import BadHeader, BadParameter, UnknownQuery, UnreadableSource, one_line
from twitchkg.files import queries_dir
from twitchkg.sparql import COMMENT, SIGN, VARIABLE, WORD, tokens
from twitchkg.vocab import XSD, expand, is_iri, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from pyoxigraph import BlankNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

KINDS = ("iri", "text", "number")

_NUMBERS = (XSD + "integer", XSD + "decimal")


class Parameter:
    """What a saved query asks for: `kind` is one of `KINDS`, `type_iri` the class of an iri."""

    __slots__ = ("default", "description", "kind", "name", "type_iri")

    def __init__(
        self,
        name: str,
        kind: str,
        default: NamedNode | Literal | None,
        description: str,
        type_iri: str | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.description = description
        self.type_iri = type_iri

    def __repr__(self) -> str:
        return f"<Parameter {self.name} {self.kind}>"


class SavedQuery:
    """One question: `name` is `folder/stem`, `text` the whole file and itself valid SPARQL."""

    __slots__ = ("description", "folder", "name", "parameters", "text", "title")

    def __init__(
        self,
        name: str,
        title: str,
        description: str,
        parameters: tuple[Parameter, ...],
        text: str,
    ) -> None:
        self.name = name
        self.folder = name.rpartition("/")[0]
        self.title = title
        self.description = description
        self.parameters = parameters
        self.text = text

    def __repr__(self) -> str:
        return f"<SavedQuery {self.name}>"


def catalogue() -> list[SavedQuery]:
    """Every saved query, sorted by folder, then name; raises BadHeader, UnreadableSource."""
    return [_read(name) for name in names()]


def names() -> list[str]:
    """The names of all saved queries, as `folder/stem`, sorted."""
    root = queries_dir()
    found = []
    for folder in sorted(os.listdir(root)):
        place = os.path.join(root, folder)
        if os.path.isdir(place):
            found += [f"{folder}/{file[:-3]}" for file in os.listdir(place) if file.endswith(".rq")]
    return sorted(found)


def load(name: str) -> SavedQuery:
    """The saved query of that name, with or without its folder: `causes-of`, `ask/causes-of`.

    Raises UnknownQuery with the nearest names; BadHeader.
    """
    known = names()
    full = name if name in known else None
    if full is None:
        same = [each for each in known if each.rpartition("/")[2] == name]
        if len(same) > 1:
            raise UnknownQuery(name, same)
        full = same[0] if same else None
    if full is None:
        raise UnknownQuery(name, _nearest(name, known))
    return _read(full)


def parse(text: str, name: str) -> SavedQuery:
    """Read the header of a saved query; raises BadHeader naming `name` and the line."""
    fields = _header(text, name)
    title = description = ""
    parameters: list[Parameter] = []
    for line, key, value in fields:
        if key == "param":
            parameter = _parameter(value, name, line)
            if any(each.name == parameter.name for each in parameters):
                raise BadHeader(f"{name}:{line}: parameter {parameter.name} is declared twice")
            parameters.append(parameter)
        elif (key == "title" and title) or (key == "description" and description):
            raise BadHeader(f"{name}:{line}: a second '# {key}:' line; keep one")
        elif key == "title":
            title = value
        else:
            description = value
    if not title:
        raise BadHeader(f"{name}:1: the header lacks a '# title: …' line")
    if not description:
        raise BadHeader(f"{name}:1: the header lacks a '# description: …' line")
    for parameter in parameters:
        _block(text, parameter.name, name)
    return SavedQuery(name, title, description, tuple(parameters), text)


def bind(
    query: SavedQuery,
    values: Mapping[str, NamedNode | Literal | str | tuple[NamedNode | Literal | str, ...]],
) -> str:
    """The query's text with `values` in place of the defaults; one term or several per name.

    A str is read by the parameter's kind: a CURIE or IRI, a number, or the text itself.
    Raises BadParameter for an unknown name, a value of the wrong kind, or one that is missing.
    """
    known = {each.name: each for each in query.parameters}
    for name in values:
        if name not in known:
            there = f"; there are: {', '.join(known)}" if known else "; it takes none"
            raise BadParameter(f"{query.name} has no parameter {one_line(name)!r}{there}")
    changes = []
    for parameter in query.parameters:
        if parameter.name not in values:
            if parameter.default is None:
                raise BadParameter(
                    f"{query.name} needs {parameter.name}=…: {parameter.description}"
                )
            continue  # the file's own VALUES block holds the default
        given = values[parameter.name]
        several = given if isinstance(given, tuple) else (given,)
        if not several:
            raise BadParameter(f"{query.name}: {parameter.name} is given no value")
        terms = " ".join(sparql_term(_term(parameter, each, query.name)) for each in several)
        start, end = _block(query.text, parameter.name, query.name)
        changes.append((start, end, f" {terms} "))
    text = query.text
    for start, end, terms in sorted(changes, reverse=True):
        text = text[:start] + terms + text[end:]
    return text


def sparql_term(term: Term) -> str:
    """`term` as SPARQL text that every engine reads as exactly that term.

    Raises BadParameter for blank nodes (a query cannot name one) and triple terms.
    """
    if isinstance(term, NamedNode):
        if not is_iri(term.value):
            raise BadParameter(f"not an absolute IRI: {one_line(term.value)}")
        return f"<{term.value}>"
    if not isinstance(term, Literal):
        raise BadParameter(f"a query cannot name {one_line(str(term))}; give an IRI or a literal")
    quoted = '"' + _escape(term.value) + '"'
    if term.language:
        return f"{quoted}@{term.language}"
    if term.datatype.value == XSD + "string":
        return quoted
    return f"{quoted}^^<{term.datatype.value}>"


_ESCAPES: dict[int, str] = {
    # Long escapes: an engine that expands \uXXXX early may take eight digits where four are meant.
    **{code: f"\\U{code:08x}" for code in (*range(0x20), *range(0x7F, 0xA0))},
    **str.maketrans(
        {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    ),
}


def _escape(text: str) -> str:
    r"""Some engines expand \uXXXX before they look for strings: there an escaped backslash
    followed by "u0041" would become "A". With the letter itself escaped none is fooled.
    """
    return r"\\\U00000075".join(
        r"\\\U00000055".join(piece.translate(_ESCAPES) for piece in part.split("\\U"))
        for part in text.split("\\u")
    )


def _read(name: str) -> SavedQuery:
    path = os.path.join(queries_dir(), *name.split("/")) + ".rq"
    try:
        with open(path, encoding="utf-8") as file:
            return parse(file.read(), name)
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{one_line(path)}: cannot be read: {error}") from None


def _nearest(name: str, known: list[str]) -> list[str]:
    from difflib import get_close_matches

    stems = {each.rpartition("/")[2]: each for each in reversed(known)}
    close = get_close_matches(name.rpartition("/")[2], stems, n=3, cutoff=0.5)
    part = [each for each in stems if name and name in each and each not in close]
    return [stems[each] for each in [*close, *part][:3]]


def _header(text: str, name: str) -> list[tuple[int, str, str]]:
    """Line number, key and value of each header field; a deeper indent continues a value."""
    fields: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        content = line[1:]
        key, colon, value = content.strip().partition(":")
        if not content.strip():
            continue
        if fields and content.startswith(("   ", "\t")):
            first, started, so_far = fields[-1]
            fields[-1] = (first, started, f"{so_far} {content.strip()}")
        elif colon and key in ("title", "description", "param") and value.strip():
            fields.append((number, key, value.strip()))
        else:
            raise BadHeader(
                f"{name}:{number}: expected '# title: …', '# description: …' or '# param: …', "
                f"or three blanks to continue the line above; found: {one_line(line)}"
            )
    return fields


def _parameter(value: str, query: str, line: int) -> Parameter:
    where = f"{query}:{line}"
    parts = [part.strip() for part in value.split("|", 3)]
    if len(parts) != 4 or not parts[3]:
        raise BadHeader(f"{where}: a parameter is 'NAME | KIND | DEFAULT | DESCRIPTION'")
    name, kind_text, default_text, description = parts
    kind, _, type_text = kind_text.partition(" ")
    if not (name.isascii() and name.isidentifier()):
        raise BadHeader(f"{where}: {name!r} is not a name; use letters, digits and _")
    if kind not in KINDS:
        raise BadHeader(f"{where}: {kind!r} is not a kind; there are: {', '.join(KINDS)}")
    type_iri = expand(type_text.strip()) if type_text.strip() else None
    if type_text.strip() and (type_iri is None or kind != "iri"):
        raise BadHeader(f"{where}: {type_text.strip()!r} is not a class of an iri parameter")
    parameter = Parameter(name, kind, None, description, type_iri)
    if default_text:
        try:
            parameter.default = _term(parameter, default_text, query)
        except BadParameter as error:
            raise BadHeader(f"{where}: the default is unfit: {error}") from None
    return parameter


def _block(text: str, name: str, query: str) -> tuple[int, int]:
    """Start and end of what stands between the braces of `VALUES ?name { … }`."""
    found: list[tuple[int, int]] = []
    depth = opened = 0
    last: list[str] = ["", "", ""]
    for kind, start, end in tokens(text):
        if kind == COMMENT:
            continue
        word = text[start:end]
        if kind == SIGN and word == "{":
            depth += 1
            if last[0].upper() == "VALUES" and last[1] in (f"?{name}", f"${name}"):
                if depth < 2:
                    line = text.count("\n", 0, start) + 1
                    raise BadHeader(
                        f"{query}:{line}: VALUES ?{name} must stand inside WHERE: "
                        "after it, it is joined too late and counts come out wrong"
                    )
                opened = end
        elif kind == SIGN and word == "}":
            depth -= 1
            if opened:
                found.append((opened, start))
                opened = 0
        last = [last[1], word if kind in (WORD, VARIABLE, SIGN) else ""]
    if len(found) != 1:
        how = "is missing" if not found else f"stands {len(found)} times"
        raise BadHeader(f"{query}: VALUES ?{name} {{ … }} {how}; it must stand once inside WHERE")
    return found[0]


def _term(
    parameter: Parameter, value: NamedNode | Literal | str, query: str
) -> NamedNode | Literal:
    what = f"{query}: {parameter.name}"
    if parameter.kind == "iri":
        iri = value.value if isinstance(value, NamedNode) else None
        if isinstance(value, str):
            iri = expand(value.strip())
        if iri is None or not is_iri(iri):
            raise BadParameter(f"{what} must be an IRI or a CURIE, not {_shown(value)}")
        return NamedNode(iri)
    if isinstance(value, NamedNode):
        raise BadParameter(f"{what} must be a {parameter.kind}, not {_shown(value)}")
    if parameter.kind == "text":
        text = value if isinstance(value, str) else value.value
        if any("\ud800" <= each <= "\udfff" for each in text):
            raise BadParameter(f"{what} holds a lone surrogate; it is not text")
        return Literal(text)
    number = value.strip() if isinstance(value, str) else value.value
    digits = number[1:] if number[:1] in ("+", "-") else number
    whole, point, rest = digits.partition(".")
    if not (digits.isascii() and (whole + rest).isdigit() and bool(rest) == bool(point)):
        raise BadParameter(f"{what} must be a whole or decimal number, not {_shown(value)}")
    return Literal(number, datatype=NamedNode(_NUMBERS[bool(point)]))


def _shown(value: NamedNode | Literal | str) -> str:
    if isinstance(value, NamedNode):
        return one_line(shorten(value.value))
    return repr(one_line(value if isinstance(value, str) else value.value))
