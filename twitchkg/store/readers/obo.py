"""OBO files, by fastobo, the parser that pronto and the OBO registry's own checks are built on.

It reads what the specification allows and tells the line of an error; pronto over it would bring
networkx and refuse files whose terms are not all there.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg.errors import InvalidGraph, MissingExtra
from twitchkg.files import RdfSource
from twitchkg.store.readers.curies import Curies
from twitchkg.store.readers.statements import Statement, claim
from twitchkg.vocab import (
    CLASS,
    DEFINITIONS,
    IN_OWL,
    LABEL,
    OBO,
    OWL,
    PROPERTY,
    SUB_CLASS_OF,
    XSD,
    A,
)

_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))


def read(source: RdfSource) -> tuple[list[Triple], dict[str, str]]:
    """The triples of terms and their relations, as OBO's mapping to OWL names them."""
    try:
        import fastobo
    except ImportError:
        raise MissingExtra("fastobo", "reading OBO files") from None
    try:
        document = fastobo.load(BytesIO(source.data))
    except (SyntaxError, ValueError) as error:
        told = error.msg if isinstance(error, SyntaxError) else error
        line = error.lineno if isinstance(error, SyntaxError) else None
        raise InvalidGraph(f"is not valid OBO: {told}", source.path, line) from None
    names = _Names(document)
    return [triple for frame in document for triple in _frame(frame, names)], names.curies.prefixes


class _Names:
    """IRIs of terms and of relations, which OBO files call by short names."""

    def __init__(self, document: Any) -> None:
        spaces, ontology = {}, "obo"
        for clause in document.header:
            if clause.raw_tag() == "idspace":
                spaces[str(clause.prefix)] = str(clause.url)
            elif clause.raw_tag() == "ontology":
                ontology = str(clause.ontology)
        self.curies = Curies(spaces)
        self._known: dict[str, str] = {}
        self._own = f"{OBO}{ontology}#"
        self._relations = {
            str(frame.id): str(clause.xref.id)
            for frame in document
            if type(frame).__name__ == "TypedefFrame"
            for clause in frame
            if clause.raw_tag() == "xref" and str(clause.xref.id).startswith(("RO:", "BFO:"))
        }

    def iri(self, identifier: object) -> str:
        """The IRI of an identifier, which mostly stands there many times."""
        name = str(identifier)
        if name not in self._known:
            self._known[name] = self._iri(name.replace("\\:", ":"))
        return self._known[name]

    def _iri(self, name: str) -> str:
        name = self._relations.get(name, name)
        if ":" not in name:
            return Curies({"own": self._own}).iri(f"own:{name}")
        prefix, _, local = name.partition(":")
        if prefix not in self.curies.prefixes and prefix.isalnum() and local.isdigit():
            self.curies.prefixes[prefix] = f"{OBO}{prefix}_"
        return self.curies.iri(name)


def _frame(frame: Any, names: _Names) -> Iterator[Triple]:
    thing = NamedNode(names.iri(frame.id))
    kind = PROPERTY if type(frame).__name__ == "TypedefFrame" else CLASS
    yield Triple(thing, NamedNode(A), NamedNode(kind))
    for clause in frame:
        tag = clause.raw_tag()
        if tag == "name":
            yield Triple(thing, NamedNode(LABEL), Literal(str(clause.name)))
        elif tag == "def":
            yield Triple(thing, NamedNode(DEFINITIONS[1]), Literal(str(clause.definition)))
        elif tag == "synonym":
            scope = str(clause.synonym.scope).capitalize()
            property = NamedNode(f"{IN_OWL}has{scope}Synonym")
            yield Triple(thing, property, Literal(str(clause.synonym.desc)))
        elif tag == "xref":
            yield Triple(thing, NamedNode(IN_OWL + "hasDbXref"), Literal(str(clause.xref.id)))
        elif tag == "alt_id":
            yield Triple(thing, NamedNode(IN_OWL + "hasAlternativeId"), Literal(str(clause.alt_id)))
        elif tag == "is_a":
            yield Triple(thing, NamedNode(SUB_CLASS_OF), NamedNode(names.iri(_target(clause))))
        elif tag == "is_obsolete" and clause.obsolete:
            yield Triple(thing, NamedNode(OWL + "deprecated"), _TRUE)
        elif tag in ("relationship", "intersection_of") and getattr(clause, "typedef", None):
            yield from _relation(thing.value, clause, names)


def _target(clause: Any) -> object:
    """Of a term what it is a kind of, of a relation what it is a kind of."""
    return getattr(clause, "term", None) or clause.typedef


def _relation(subject: str, clause: Any, names: _Names) -> Iterator[Triple]:
    """A relation; with qualifiers, such as its source, a claim."""
    predicate, object = names.iri(clause.typedef), names.iri(clause.term)
    told = [(str(each.key), str(each.value)) for each in clause.qualifiers or ()]
    if not told:
        yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(object))
        return
    sources = tuple(value for key, value in told if key in ("source", "xref", "evidence"))
    others = "; ".join(f"{key}: {value}" for key, value in told if value not in sources)
    said = Statement(subject, predicate, object, sources=sources, condition=others)
    yield from claim(said, (names.iri(each) for each in sources if ":" in each))
