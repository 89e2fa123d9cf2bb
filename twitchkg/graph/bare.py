"""Links that no claim speaks of, laid beside a graph so that saved questions tell them, too.

A saved question reads claims with their hedges, labels and kinds. Somebody else's graph has links
only; here each gets a claim of its own whose hedge is "not recorded", and its ends get the names
and kinds that the graph has for them in other words.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg import vocab
from twitchkg.graph.causal import causal_properties
from twitchkg.store import OxigraphStore
from twitchkg.store.base import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, Concept, Link
    from twitchkg.graph.names import Names
    from twitchkg.store.base import Store

_A, _LABEL = NamedNode(vocab.A), NamedNode(vocab.LABEL)
_CONCEPT, _SUB_CLASS_OF = NamedNode(vocab.CONCEPT), NamedNode(vocab.SUB_CLASS_OF)
_NAME, _OTHER_NAME = NamedNode(vocab.PREF_LABEL), NamedNode(vocab.ALT_LABEL)
_DEFINITION = NamedNode(vocab.DEFINITION)
_MODALITY, _DIRECTNESS = NamedNode(vocab.MODALITY), NamedNode(vocab.DIRECTNESS)
_STEP = NamedNode(vocab.STEP)
_NOT_RECORDED, _OF_NO_KIND = NamedNode(vocab.NOT_RECORDED), NamedNode(vocab.OF_NO_KIND)
_FRAME = (*(f"<{iri}>" for iri in vocab.STATEMENT), *map(str, (_A, _MODALITY, _DIRECTNESS)))
_CLAIM = "urn:twitchkg:unrecorded:"
_OF_EACH = (f"<{vocab.CLAIM_CLASS}>", str(_NOT_RECORDED), str(_STEP))


def with_bare_links(store: Store, contents: Callable[[], Contents]) -> Store:
    """The graph and what is to be laid beside it; itself where questions find all they read."""
    if store.prepared is not None:
        return store.prepared
    if not lacks(store):
        return store
    found = contents()
    bare = (link for link in found.article.links if not link.claims)
    return store.beside(
        (
            *scale(store),
            *_names(found),
            *(triple for claim in found.claims for triple in _completed(claim)),
        ),
        "".join(unrecorded(link, number) for number, link in enumerate(bare)).encode(),
    )


def lacks(store: Store) -> bool:
    """Whether saved questions would not find something that they read."""
    return any(store.answer(sparql) for sparql in _lacking(store))


def _lacking(store: Store) -> Iterator[str]:
    """Questions whether anything is not there: a claim on each link, its hedge, names, kinds."""
    arrow = f"VALUES ?p {{ {' '.join(f'<{iri}>' for iri in causal_properties(store))} }}"
    yield f"""ASK {{ {arrow} ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o) && ?s != ?o)
      FILTER NOT EXISTS {{ ?claim <{vocab.SUBJECT}> ?s ; <{vocab.OBJECT}> ?o }} }}"""
    for property in (vocab.MODALITY, vocab.DIRECTNESS):
        yield f"""ASK {{ ?claim a <{vocab.CLAIM_CLASS}>
          FILTER NOT EXISTS {{ ?claim <{property}> ?any }} }}"""
    below = select(store, f"SELECT ?k {{ ?k <{vocab.SUB_CLASS_OF}>+ <{vocab.CONCEPT}> }}")
    kinds = ", ".join(str(kind) for kind in below.column("k") if isinstance(kind, NamedNode))
    yield f"""ASK {{ {arrow} {{ ?end ?p ?other }} UNION {{ ?other ?p ?end }} FILTER(isIRI(?end))
      FILTER NOT EXISTS {{
        ?end <{vocab.PREF_LABEL}> ?name ; a ?kind FILTER(?kind IN ({kinds})) }} }}"""


def _completed(claim: Claim) -> Iterator[Triple]:
    name = NamedNode(claim.iri)
    if not claim.modality:
        yield Triple(name, _MODALITY, _NOT_RECORDED)
    if claim.directness == vocab.STEP:
        yield Triple(name, _DIRECTNESS, _STEP)


def unrecorded(link: Link, number: int, graph: str = "") -> str:
    """A claim on a link that none speaks of, which says so, in a graph of that name.

    In N-Triples or N-Quads: the engine reads them several times faster than it takes them one by
    one.
    """
    ends = (link.subject, link.predicate, link.object)
    said = zip(_FRAME, (*(f"<{end}>" for end in ends), *_OF_EACH))
    return "".join(f"<{_CLAIM}{number}> {property} {value} {graph} .\n" for property, value in said)


def scale(store: Store) -> Iterator[Triple]:
    """How firmly nothing at all is said: below every hedge, which the schema ranks from 0."""
    from os.path import join

    from twitchkg.files import ontology_dir

    if store.answer(f"ASK {{ <{vocab.INFERRED}> <{vocab.RANK}> ?rank }}") is not True:
        yield from OxigraphStore.from_files([join(ontology_dir(), "schema.ttl")]).triples()
    yield Triple(_NOT_RECORDED, _A, NamedNode(vocab.MODALITY_CLASS))
    yield Triple(_NOT_RECORDED, _NAME, Literal("not recorded", language="en"))
    yield Triple(
        _NOT_RECORDED,
        NamedNode(vocab.RANK),
        Literal("-1", datatype=NamedNode(vocab.XSD + "integer")),
    )
    yield Triple(_OF_NO_KIND, _SUB_CLASS_OF, _CONCEPT)
    yield Triple(_OF_NO_KIND, _LABEL, Literal("kind not recorded", language="en"))


def _names(contents: Contents) -> Iterator[Triple]:
    """What concepts, their kinds and the properties on links are called, where that is not said
    in the terms that questions read.
    """
    kinds: set[str] = set()
    for concept in contents.concepts.values():
        yield from concept_names(contents.names, concept, kinds)
    yield from kind_names(contents.names, kinds)
    properties = {link.predicate for link in contents.links} - {vocab.LEADS_TO, vocab.CAUSES}
    yield from property_names(contents.names, properties)


def concept_names(names: Names, concept: Concept, kinds: set[str]) -> Iterator[Triple]:
    """What a concept is called; kinds that are to be called something are added to `kinds`."""
    yield from _said(names, concept.iri, _NAME, concept.label)
    yield from _said(names, concept.iri, _OTHER_NAME, *concept.synonyms)
    yield from _said(names, concept.iri, _DEFINITION, concept.definition)
    if names.below_concept.isdisjoint(concept.types):
        if not concept.types:
            yield Triple(NamedNode(concept.iri), _A, _OF_NO_KIND)
        kinds.update(concept.types)


def kind_names(names: Names, kinds: Iterable[str]) -> Iterator[Triple]:
    """What kinds of concepts are called."""
    for kind in sorted(kinds):
        yield Triple(NamedNode(kind), _SUB_CLASS_OF, _CONCEPT)
        yield from _said(names, kind, _LABEL, names.label(kind))


def property_names(names: Names, properties: Iterable[str]) -> Iterator[Triple]:
    """What properties are called."""
    for iri in properties:
        yield from _said(names, iri, _LABEL, names.label(iri))


def _said(names: Names, iri: str, property: NamedNode, *texts: str) -> Iterator[Triple]:
    if not names.has(property.value, iri):
        yield from (Triple(NamedNode(iri), property, Literal(text)) for text in texts if text)
