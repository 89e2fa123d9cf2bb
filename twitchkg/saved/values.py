"""The values of parameters: from text to terms by kind, and from terms to SPARQL text."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from twitchkg.errors import BadParameter, one_line
from twitchkg.vocab import XSD, expand, is_iri, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from pyoxigraph import BlankNode, Triple

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Value: TypeAlias = NamedNode | Literal | str

KINDS = ("iri", "text", "number")

_NUMBERS = (XSD + "integer", XSD + "decimal")


def read_value(kind: str, value: Value, what: str) -> NamedNode | Literal:
    """`value` as a term of one of `KINDS`; raises BadParameter that begins with `what`.

    >>> read_value("number", "2.5", "days").datatype.value
    'http://www.w3.org/2001/XMLSchema#decimal'
    """
    if kind == "iri":
        iri = value.value if isinstance(value, NamedNode) else None
        if isinstance(value, str):
            iri = expand(value.strip())
        if iri is None or not is_iri(iri):
            raise BadParameter(f"{what} must be an IRI or a CURIE, not {_shown(value)}")
        return NamedNode(iri)
    if isinstance(value, NamedNode):
        raise BadParameter(f"{what} must be a {kind}, not {_shown(value)}")
    if kind == "text":
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


def _shown(value: Value) -> str:
    if isinstance(value, NamedNode):
        return one_line(shorten(value.value))
    return repr(one_line(value if isinstance(value, str) else value.value))


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
