"""What is laid beside a graph for saved questions, found piece by piece: see `twitchkg.graph.bare`.

The same as is found there of what was read whole; things are named in the language that is
preferred where none is asked for.
"""

from __future__ import annotations

from itertools import chain

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from twitchkg import vocab
from twitchkg.graph import bare
from twitchkg.graph.causal import causal_properties
from twitchkg.graph.model import Link
from twitchkg.graph.near_names import NearNames
from twitchkg.graph.read import read_background

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twitchkg.graph.index import NamesOnDisk
    from twitchkg.store.base import Store

_SUBJECT, _PREDICATE, _OBJECT = map(NamedNode, vocab.STATEMENT)
_MODALITY, _LEADS_TO = NamedNode(vocab.MODALITY), NamedNode(vocab.LEADS_TO)
_DENIED = NamedNode(vocab.DENIED)
_WHOLE = "?claim a <{}> ; <{}> ?s ; <{}> ?q ; <{}> ?o .".format(vocab.CLAIM_CLASS, *vocab.STATEMENT)
_LINK = f"?s <{vocab.LEADS_TO}> ?o FILTER(isIRI(?s) && isIRI(?o) && ?s != ?o)"


def beside(store: Store, index: NamesOnDisk) -> Iterator[Triple]:
    """The triples to be laid beside a graph; none where questions find all that they read.

    `index` holds the names of its things.
    """
    if not bare.lacks(store):
        return
    names = NearNames(store)
    properties = causal_properties(store)
    yield from bare.scale(store)
    for property, value in ((vocab.MODALITY, vocab.NOT_RECORDED), (vocab.DIRECTNESS, vocab.STEP)):
        without = f"FILTER NOT EXISTS {{ ?claim <{property}> ?any }}"
        for (claim,) in store.rows(f"SELECT DISTINCT ?claim {{ {_WHOLE} {without} }}"):
            if isinstance(claim, NamedNode):
                yield Triple(claim, NamedNode(property), NamedNode(value))
    for number, (one, other) in enumerate(_bare(store)):
        drawn = _drawn(store, one, other, properties)
        special = next((each for each in drawn if each != vocab.LEADS_TO), vocab.LEADS_TO)
        text = bare.unrecorded(Link(one.value, special, other.value), number)
        yield from (quad.triple for quad in parse(text, RdfFormat.N_TRIPLES))
    kinds: set[str] = set()
    background = read_background(store, names)
    terms = background.terms if background else {}
    others = (iri for iri in _ends_of_claims(store) if iri not in index)
    for iri in chain(index.iris(), others):
        yield from bare.concept_names(names, terms.get(iri) or names.concept(iri), kinds)
    yield from bare.kind_names(names, kinds)
    used = (each for each in properties if any(store.match(None, NamedNode(each))))
    yield from bare.property_names(names, set(used) - {vocab.LEADS_TO, vocab.CAUSES})


def _ends_of_claims(store: Store) -> Iterator[str]:
    for end in ("?s", "?o"):
        for (thing,) in store.rows(f"SELECT DISTINCT {end} {{ {_WHOLE} }}"):
            if isinstance(thing, NamedNode):
                yield thing.value


def _bare(store: Store) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The ends of the links that no claim speaks of, as `Knowledge` has it."""
    spoken = f"{{ ?claim <{vocab.SUBJECT}> ?s ; <{vocab.OBJECT}> ?o }}"
    silent = f"SELECT ?s ?o {{ {_LINK} MINUS {spoken} }}"
    other = f"{_WHOLE} ?s <{vocab.LEADS_TO}> ?o FILTER NOT EXISTS {{ ?s ?q ?o }}"
    for subject, object in store.rows(silent):
        assert isinstance(subject, NamedNode) and isinstance(object, NamedNode)
        yield subject, object
    properties = causal_properties(store)
    for subject, object in store.rows(f"SELECT DISTINCT ?s ?o {{ {other} }}"):
        if isinstance(subject, NamedNode) and isinstance(object, NamedNode):
            drawn = _drawn(store, subject, object, properties)
            if subject != object and not _spoken_of(store, subject, object, drawn):
                yield subject, object


def _drawn(
    store: Store, subject: NamedNode, object: NamedNode, properties: Sequence[str]
) -> list[str]:
    return [p for p in properties if any(store.match(subject, NamedNode(p), object))]


def _spoken_of(store: Store, subject: NamedNode, object: NamedNode, drawn: Sequence[str]) -> bool:
    """Whether a claim is on the link, or it is denied."""
    for said in store.match(None, _SUBJECT, subject):
        claim = said.subject
        if not any(store.match(claim, _OBJECT, object)):
            continue
        if any(store.match(claim, _MODALITY, _DENIED)):
            return True
        if any(any(store.match(claim, _PREDICATE, NamedNode(each))) for each in drawn):
            return True
    return False
