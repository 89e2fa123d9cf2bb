"""Statements about causal statements, in any of RDF's ways to make them, as claims.

Those are `rdf:Statement`, the annotated axioms of OWL, the reifiers of RDF 1.2, nanopublications.
What is said of the statement, its sources, its level of knowledge, that it is negated, becomes the
claim's; nothing is made up where nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from twitchkg import vocab
from twitchkg.store.base import Store, select
from twitchkg.store.readers.statements import Statement, claim, name_of
from twitchkg.store.table import Term
from twitchkg.vocab import BIOLINK, DCTERMS, IN_OWL, PROV, RDFS, SKOS, local_name, shorten

_NANOPUB = "http://www.nanopub.org/nschema#"
_DC = "http://purl.org/dc/elements/1.1/"
_TEXTS = {
    *(DCTERMS + "description", RDFS + "comment", SKOS + "note", BIOLINK + "supporting_text"),
    *(_DC + "description", SKOS + "definition", vocab.SUMMARY),
}
_SOURCES = {
    *(DCTERMS + "source", _DC + "source", PROV + "hadPrimarySource", vocab.DERIVED_FROM),
    *(PROV + "wasAttributedTo", BIOLINK + "publications", BIOLINK + "primary_knowledge_source"),
    *(IN_OWL + "hasDbXref", IN_OWL + "source", vocab.OBO + "IAO_0000119"),
}
_FRAME = {
    *(vocab.A, *vocab.STATEMENT, *vocab.AXIOM, vocab.REIFIES),
    *(BIOLINK + "negated", BIOLINK + "knowledge_level", vocab.SUMMARY),
}

Said = list[tuple[str, Term]]
"""What is said of a statement: properties and values."""


def reified_claims(store: Store, causal: list[str]) -> list[Triple]:
    """The claims for every statement about a causal one that is no claim yet, and what follows."""
    found: dict[tuple[Term, Triple], Said] = {}
    for name, triple, said in _statements(store, causal):
        found.setdefault((name, triple), []).append(said)
    return [each for (name, triple), said in found.items() for each in _claim(name, triple, said)]


def _statements(store: Store, causal: list[str]) -> Iterator[tuple[Term, Triple, tuple[str, Term]]]:
    """The statement's name, what it states, and one thing that is said of it."""
    among = f"VALUES ?p {{ {' '.join(f'<{iri}>' for iri in causal)} }}"
    parts = [
        "?st " + " ; ".join(f"<{p}> {v}" for p, v in zip(names, ("?s", "?p", "?o")))
        for names in (vocab.STATEMENT, vocab.AXIOM)
    ]
    source, relation, target = vocab.AXIOM
    restricted = f"""?st <{relation}> <{vocab.SUB_CLASS_OF}> ; <{source}> ?s ; <{target}> ?all .
      ?all <{vocab.OWL}onProperty> ?p ; <{vocab.OWL}someValuesFrom> ?o"""
    ways = " UNION ".join(f"{{ {way} }}" for way in (*parts, restricted))
    where = f"""{among} {ways} ?st ?q ?v
      FILTER NOT EXISTS {{ ?st a <{vocab.CLAIM_CLASS}> }}"""
    yield from _rows(store, where)
    wanted = set(causal)
    reifiers = f"SELECT ?st ?t ?q ?v {{ ?st <{vocab.REIFIES}> ?t ; ?q ?v }}"
    for name, triple, property, value in select(store, reifiers):
        if isinstance(triple, Triple) and triple.predicate.value in wanted and name and value:
            yield name, triple, (getattr(property, "value", ""), value)
    if store.named_graphs:
        yield from _rows(
            store,
            f"""{among} ?st <{_NANOPUB}hasAssertion> ?all ; <{_NANOPUB}hasProvenance> ?why .
            GRAPH ?all {{ ?s ?p ?o }} GRAPH ?why {{ ?all ?q ?v }}""",
        )


def _rows(store: Store, where: str) -> Iterator[tuple[Term, Triple, tuple[str, Term]]]:
    for name, s, p, o, q, value in select(store, f"SELECT ?st ?s ?p ?o ?q ?v {{ {where} }}"):
        if isinstance(s, NamedNode) and isinstance(p, NamedNode) and isinstance(o, NamedNode):
            assert name is not None and value is not None
            yield name, Triple(s, p, o), (getattr(q, "value", ""), value)


def _claim(name: Term, triple: Triple, told: Said) -> Iterator[Triple]:
    """A claim of what was told; whatever else is said of the statement is said of the claim."""
    subject, predicate, object = (getattr(each, "value", "") for each in triple)
    if not all(isinstance(each, NamedNode) for each in triple):
        return
    hedges = [_text(v, whole=True) for p, v in told if p == vocab.MODALITY]
    sources = [v for p, v in told if p in _SOURCES]
    said = Statement(
        subject,
        predicate,
        object,
        iri=name.value if isinstance(name, NamedNode) else "",
        modality=min(hedges, default=""),
        negated="true" in _values(told, BIOLINK + "negated"),
        level=min(_values(told, BIOLINK + "knowledge_level"), default=""),
        texts=tuple(v.value for p, v in told if p in _TEXTS and isinstance(v, Literal)),
        sources=tuple(_text(each) for each in sources),
        condition="; ".join(
            f"{local_name(p).replace('_', ' ')}: {_text(v)}"
            for p, v in told
            if p.startswith(BIOLINK) and p.endswith(("qualifier", "qualified_predicate"))
        ),
    )
    yield from claim(said, (each.value for each in sources if isinstance(each, NamedNode)))
    kept = [(p, v) for p, v in told if p not in _FRAME and not isinstance(name, NamedNode)]
    for property, value in kept:  # under its own name it has the rest already
        if not isinstance(value, BlankNode):
            yield Triple(NamedNode(name_of(said)), NamedNode(property), value)


def _values(told: Said, property: str) -> list[str]:
    return [local_name(_text(v, whole=True)) for p, v in told if p == property]


def _text(term: Term, *, whole: bool = False) -> str:
    if isinstance(term, NamedNode):
        return term.value if whole else shorten(term.value).strip("<>")
    return term.value if isinstance(term, Literal) else str(term)
