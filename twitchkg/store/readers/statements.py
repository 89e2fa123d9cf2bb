"""A statement of somebody else's with its evidence, as a claim of ours."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg.vocab import (
    ASSOCIATED,
    CLAIM_CLASS,
    CONDITION,
    DENIED,
    DERIVED_FROM,
    INFERRED,
    MODALITY,
    OBJECT,
    POSSIBLE,
    PREDICATE,
    RATIONALE,
    STATED,
    SUBJECT,
    SUMMARY,
    A,
    is_iri,
)

HEDGES = {
    "knowledge_assertion": STATED,
    "statistical_association": ASSOCIATED,
    "prediction": INFERRED,
    "logical_entailment": INFERRED,
    "hypothesis": POSSIBLE,
}
"""What Biolink's levels of knowledge, and what INDRA calls a hypothesis, say of how firmly it is
said. Where no level is given, or another one, that stays unknown."""


class Statement(NamedTuple):
    """What was said: its ends and property as IRIs, `iri` its own name, or the empty text.

    `modality` is its hedge, where it says that itself, else it follows from `negated` and `level`,
    which is one of `HEDGES` or anything else; `texts` are the words that it was read from,
    `sources` their names, `condition` under what it holds; `more` is whatever else is said of it,
    by property.
    """

    subject: str
    predicate: str
    object: str
    iri: str = ""
    modality: str = ""
    negated: bool = False
    level: str = ""
    texts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    condition: str = ""
    more: tuple[tuple[str, str], ...] = ()


def claim(said: Statement, source_iris: Iterable[str] = ()) -> Iterator[Triple]:
    """The claim, and the plain triple that follows from it.

    A denial makes none, and what only goes along makes none that would call it more than that.
    """
    ends = (said.subject, said.predicate, said.object)
    subject, predicate, object = map(NamedNode, ends)
    modality = said.modality or (DENIED if said.negated else HEDGES.get(said.level, ""))
    if modality not in (DENIED, ASSOCIATED):
        yield Triple(subject, predicate, object)
    name = NamedNode(name_of(said))
    links = [
        (A, CLAIM_CLASS),
        (SUBJECT, said.subject),
        (PREDICATE, said.predicate),
        (OBJECT, said.object),
        *((DERIVED_FROM, iri) for iri in source_iris),
        *((MODALITY, each) for each in (modality,) if each),
    ]
    for property, iri in links:
        yield Triple(name, NamedNode(property), NamedNode(iri))
    texts = [(SUMMARY, _summary(said)), (CONDITION, said.condition), *said.more]
    if modality == INFERRED and said.level:
        texts.append((RATIONALE, f"its source calls it a {said.level.replace('_', ' ')}"))
    for property, text in texts:
        if text:
            yield Triple(name, NamedNode(property), Literal(text))


def _summary(said: Statement) -> str:
    """The first of the words, and where all of them are from, as one text for a person."""
    text = said.texts[0] if said.texts else ""
    further = len(said.sources) - 5
    where = "; ".join((*said.sources[:5], *([f"and {further} more"] if further > 0 else [])))
    return f"{text} ({where})" if text and where else text or where


def name_of(said: Statement) -> str:
    """Its own name, or one that is made of it: the same for the same statement."""
    if is_iri(said.iri):
        return said.iri
    parts = (*said[:3], *map(str, said[4:]))
    return "urn:claim:" + sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:24]
