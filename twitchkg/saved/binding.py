"""Values put into a saved question: text in, text out.

A parameter is set by replacing the contents of its inline `VALUES` block: the one way that gives
the same rows on every engine. A trailing VALUES block is joined after grouping, so that counts
come out wrong without an error; `initBindings` fails for variables that are not projected.
"""

from __future__ import annotations

from twitchkg.errors import BadHeader, BadParameter, one_line
from twitchkg.saved.values import read_value, sparql_term
from twitchkg.sparql import COMMENT, SIGN, VARIABLE, WORD, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import Literal, NamedNode

    from twitchkg.saved.header import SavedQuery
    from twitchkg.saved.values import Value


def bind(query: SavedQuery, values: Mapping[str, Value | tuple[Value, ...]]) -> str:
    """The query's text with `values` in place of the defaults; one term or several per name.

    A str is read by the parameter's kind: a CURIE or IRI, a number, or the text itself.
    Raises BadParameter for an unknown name, a value of the wrong kind, or one that is missing.
    """
    known = {each.name: each for each in query.parameters}
    for name in values:
        if name not in known:
            there = f"; there are: {', '.join(known)}" if known else "; it takes none"
            raise BadParameter(f"{query.name} has no parameter {one_line(name)!r}{there}")
    filled: dict[str, list[NamedNode | Literal]] = {}
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
        what = f"{query.name}: {parameter.name}"
        filled[parameter.name] = [read_value(parameter.kind, each, what) for each in several]
    return fill(query.text, filled, query.name)


def fill(text: str, values: Mapping[str, Sequence[NamedNode | Literal]], query: str) -> str:
    """The SPARQL `text` with terms in its inline VALUES blocks; `query` names it in errors.

    Raises BadHeader where a name has not exactly one block, BadParameter for what is no term.
    """
    changes = []
    for name, given in values.items():
        start, end = place_of(text, name, query)
        changes.append((start, end, f" {' '.join(map(sparql_term, given))} "))
    for start, end, terms in sorted(changes, reverse=True):
        text = text[:start] + terms + text[end:]
    return text


def place_of(text: str, name: str, query: str) -> tuple[int, int]:
    """Start and end, as offsets into `text`, of what `VALUES ?name { … }` holds.

    Raises BadHeader where there is not exactly one such block inside WHERE.
    """
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
