"""Terms of pyoxigraph to and from rdflib's, exactly: spelling, language tag, datatype kept."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from twitchkg.errors import InvalidGraph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rdflib.term import Node

    from twitchkg.store.table import Term

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(term: Term) -> Node:
    """The rdflib term; InvalidGraph for a triple term, which rdflib has not."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == _STRING:
            return rdflib.Literal(term.value)
        # Without normalize=False rdflib rewrites "001"^^xsd:integer as "1".
        datatype = rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise InvalidGraph("rdflib cannot hold triples inside triples (RDF 1.2)")


def triple_to_rdflib(triple: Triple) -> tuple[Node, Node, Node]:
    """The three rdflib terms of `triple`."""
    return to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)


def from_rdflib(node: Node) -> NamedNode | BlankNode | Literal:
    """The pyoxigraph term; InvalidGraph for what is not valid RDF, such as a spaced IRI."""
    import rdflib

    try:
        if isinstance(node, rdflib.Literal):
            if node.language:
                return Literal(str(node), language=node.language)
            if node.datatype is not None:
                return Literal(str(node), datatype=NamedNode(str(node.datatype)))
            return Literal(str(node))
        if isinstance(node, rdflib.BNode):
            return _blank(str(node))
        if isinstance(node, rdflib.URIRef):
            return NamedNode(str(node))
    except ValueError as error:
        raise InvalidGraph(f"{node!r} is not a valid RDF term: {error}") from None
    raise InvalidGraph(f"{node!r} is not an RDF term")


def triple_from_rdflib(nodes: tuple[Node, Node, Node]) -> Triple:
    """The triple of three rdflib nodes; InvalidGraph as for `from_rdflib`, or a literal subject."""
    subject, predicate, object = map(from_rdflib, nodes)
    if isinstance(subject, Literal) or not isinstance(predicate, NamedNode):
        raise InvalidGraph(f"{subject} {predicate} {object} is not an RDF triple")
    return Triple(subject, predicate, object)


def _blank(name: str) -> BlankNode:
    try:
        return BlankNode(name)
    except ValueError:  # rdflib allows any text as a blank node's name
        return BlankNode("b" + name.encode("utf-8", "surrogatepass").hex())
