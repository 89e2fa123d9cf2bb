"""Background facts: what open ontologies say around the article, each with where it is from.

They are no claims of the article and are kept apart from them: facts have a class of their own,
things that are no concept of ours carry their source in their name (``sciatic neuropathy
[MONDO]``), and each statement tells source, version, record and licence. A term stands for a
concept of the graph only where that is matched to it exactly (``skos:exactMatch``).

Two kinds of fact make causal links: ``biolink:causes`` and, read backwards, ``biolink:caused_by``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from twitchkg import vocab
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Claim, Concept
from twitchkg.graph.names import Names, Record, records, texts_of, triples
from twitchkg.store.base import Store
from twitchkg.vocab import shorten

_EXACT = vocab.SKOS + "exactMatch"
_LIKE = vocab.SKOS + "closeMatch"
_SCHEME = vocab.SKOS + "inScheme"
_DCAT_VERSION = "http://www.w3.org/ns/dcat#version"


class Origin(NamedTuple):
    """Where a background fact is from: names as text, each empty where the graph does not say.

    `subject_there` and `object_there` are the names and CURIEs in the source; `frequency` is how
    often, `wording` the few words of a definition, both as the source writes them.
    """

    source: str
    version: str
    record: str
    licence: str
    subject_there: str
    object_there: str
    frequency: str = ""
    wording: str = ""
    note: str = ""
    evidence: str = ""

    @property
    def place(self) -> str:
        """Where it stands, for people: ``MONDO, mondo.owl v2026-05-05, MONDO:0024333; CC BY``."""
        where = ", ".join(filter(None, (self.source, self.version, self.record)))
        return "; ".join(filter(None, (where, self.licence))) or "no source recorded"


class Background:
    """The background facts of a graph; `Background.read` reads them.

    Attributes:
        facts: as claims between concepts and terms (IRIs), sorted; `origins` says where each is
            from, by the fact's IRI.
        terms: the things that are no concept of the graph, by IRI, with their source in the name.
        alike: the IRIs of what is much like a concept, by the concept's.
    """

    def __init__(
        self,
        facts: Iterable[Claim],
        origins: Mapping[str, Origin],
        terms: Mapping[str, Concept],
        alike: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.facts = tuple(sorted(facts))
        self.origins = origins
        self.terms = terms
        self.alike = alike

    @classmethod
    def read(cls, store: Store, names: Names) -> Background:
        """What the store holds; `names` are all names in it."""
        terms = records(store, vocab.BACKGROUND_TERM)
        concepts: dict[str, set[str]] = {}
        alike: dict[str, tuple[str, ...]] = {}
        pairs = triples(store, f"VALUES ?p {{ <{_EXACT}> <{_LIKE}> }} ?s ?p ?o")
        for concept, match, term in pairs:
            if match == _EXACT:
                concepts.setdefault(str(term), set()).add(concept)
            else:
                alike[concept] = (*alike.get(concept, ()), str(term))
        ours = {term: found.pop() for term, found in concepts.items() if len(found) == 1}

        def label(iri: str) -> str:
            return terms.get(iri, Record()).text(vocab.LABEL) or names.label(iri)

        others = {
            iri: Concept(
                iri,
                f"{label(iri)} [{names.label(record.iri(_SCHEME))}]",
                types=(vocab.BACKGROUND_TERM,),
                synonyms=(label(iri), *texts_of(record.get(vocab.ALT_LABEL, ()))),
            )
            for iri, record in terms.items()
            if iri not in ours
        }
        claims: list[Claim] = []
        origins: dict[str, Origin] = {}
        for iri, record in records(store, vocab.BACKGROUND_FACT).items():
            subject, predicate, object_ = map(record.iri, vocab.STATEMENT)
            if not (subject and predicate and object_):
                continue  # `twitchkg check` names it
            claims.append(
                Claim(
                    iri,
                    ours.get(subject, subject),
                    predicate,
                    ours.get(object_, object_),
                    modality=record.iri(vocab.MODALITY),
                    summary=record.text(vocab.SUMMARY),
                    rationale=record.text(vocab.RATIONALE),
                )
            )
            origins[iri] = _origin(record, names, label)
        return cls(claims, origins, dict(sorted(others.items())), alike)

    def about(self, iri: str) -> list[Claim]:
        """The facts that name a concept or term, those of closely matched terms last."""
        direct = [fact for fact in self.facts if iri in (fact.subject, fact.object)]
        near = set(self.alike.get(iri, ()))
        return direct + [
            fact for fact in self.facts if near & {fact.subject, fact.object} and fact not in direct
        ]

    def links(self) -> dict[tuple[str, str, str], list[Claim]]:
        """The causal ones by cause, property and effect."""
        found: dict[tuple[str, str, str], list[Claim]] = {}
        for fact in self.facts:
            if fact.predicate == vocab.IS_CAUSED_BY:
                found.setdefault((fact.object, vocab.HAS_CAUSED, fact.subject), []).append(fact)
            elif fact.predicate == vocab.HAS_CAUSED:
                found.setdefault((fact.subject, vocab.HAS_CAUSED, fact.object), []).append(fact)
        return found


def _origin(record: Record, names: Names, label: Callable[[str], str]) -> Origin:
    """Where the fact of a record is from."""

    def name(iri: str) -> str:
        return names.label(iri) if iri else ""

    subject, object_ = record.iri(vocab.SUBJECT), record.iri(vocab.OBJECT)
    return Origin(
        source=name(record.iri(vocab.DCTERMS + "source")),
        version=record.text(_DCAT_VERSION),
        record=_once(record.text(vocab.RECORD)),
        licence=name(record.iri(vocab.DCTERMS + "license")),
        subject_there=f"{label(subject)} ({shorten(subject)})",
        object_there=f"{label(object_)} ({shorten(object_)})",
        frequency=record.text(vocab.FREQUENCY_THERE),
        wording=record.text(vocab.WORDING),
        note=record.text(vocab.SKOS + "note"),
        evidence=name(record.iri(vocab.EVIDENCE_TYPE)),
    )


def _once(record: str) -> str:
    """A record that refers to itself (``ORPHA:803 ref ORPHA:803``) is named once."""
    name, _, refers = record.partition(" ref ")
    return name if name == refers else record


def background_file() -> str:
    """The path of the background module; reading it tells if the installation lacks it."""
    from twitchkg.files import extra_path

    return extra_path("background")


def store_with_background(store: Store, contents: Contents) -> Store | None:
    """A new store of the graph and the background module laid over it.

    None where the background is in the graph already, where it has nothing to do with it (no
    concept of ours), or where the installation lacks it.
    """
    from twitchkg.files import is_there

    path = background_file()
    ours = any(iri.startswith(vocab.TK) for iri in contents.concepts)
    if contents.background or not ours or not is_there(path):
        return None
    from twitchkg.store import lay_over

    return lay_over(store, path)
