"""What a `.rq` file says of itself: its title, its description and what it can be asked about."""

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from twitchkg.errors import BadHeader, BadParameter, one_line
from twitchkg.saved.binding import place_of
from twitchkg.saved.values import KINDS, read_value
from twitchkg.vocab import expand


class Parameter(NamedTuple):
    """What a saved query asks for: `kind` is one of `KINDS`, `type_iri` the class of an iri."""

    name: str
    kind: str
    default: NamedNode | Literal | None
    description: str
    type_iri: str | None = None


class Need(NamedTuple):
    """What a graph must hold for the question to have an answer: things of one of these classes,
    or triples of one of these properties (IRIs). `what` names them for a person.
    """

    terms: tuple[str, ...]
    what: str


class SavedQuery(NamedTuple):
    """One question: `name` is `folder/stem`, `text` the whole file and itself valid SPARQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    needs: tuple[Need, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that it stands in."""
        return self.name.rpartition("/")[0]

    def __repr__(self) -> str:
        return f"<SavedQuery {self.name}>"


def parse(text: str, name: str) -> SavedQuery:
    """Read the header of a saved query; raises BadHeader naming `name` and the line."""
    fields = _fields(text, name)
    title = description = ""
    parameters: list[Parameter] = []
    needs: list[Need] = []
    for line, key, value in fields:
        if key == "param":
            parameter = _parameter(value, name, line)
            if any(each.name == parameter.name for each in parameters):
                raise BadHeader(f"{name}:{line}: parameter {parameter.name} is declared twice")
            parameters.append(parameter)
        elif key == "needs":
            needs.append(_need(value, name, line))
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
        place_of(text, parameter.name, name)
    return SavedQuery(name, title, description, tuple(parameters), text, tuple(needs))


def _fields(text: str, name: str) -> list[tuple[int, str, str]]:
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
        elif colon and key in ("title", "description", "param", "needs") and value.strip():
            fields.append((number, key, value.strip()))
        else:
            raise BadHeader(
                f"{name}:{number}: expected '# title: …', '# description: …', '# param: …' or "
                f"'# needs: …', or three blanks to continue the line above; found: {one_line(line)}"
            )
    return fields


def _need(value: str, query: str, line: int) -> Need:
    words, bar, what = value.partition("|")
    terms = [expand(word) for word in words.split()]
    if not terms or not all(terms) or not what.strip():
        raise BadHeader(f"{query}:{line}: a need is 'CLASS or PROPERTY … | WHAT IT IS'")
    return Need(tuple(filter(None, terms)), what.strip())


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
    default = None
    if default_text:
        try:
            default = read_value(kind, default_text, f"{query}: {name}")
        except BadParameter as error:
            raise BadHeader(f"{where}: the default is unfit: {error}") from None
    return Parameter(name, kind, default, description, type_iri)
