"""The things of a graph and their names, read from any store into plain values.

A concept is whatever has a type under ``tk:Concept``; in somebody else's graph also whatever stands
at an end of a causal link, and where nothing has such a type, whatever has a name. Names are what
SKOS, SKOS-XL, RDFS, OBO and schema.org call names. Where a thing has names in several languages,
the languages asked for are taken in order, then English, then a name without a language tag, then
the first tag in the alphabet.
"""

from collections.abc import Container, Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from twitchkg import vocab
from twitchkg.graph.model import Concept
from twitchkg.graph.walk import walk
from twitchkg.store.base import Store, select
from twitchkg.vocab import local_name


class Names:
    """Every name, type, definition and rank in a graph, by IRI: one pass over the store."""

    def __init__(
        self, rows: Iterable[tuple[str, str, object]], languages: Iterable[str] = ()
    ) -> None:
        self._languages = tuple(languages)
        self._by_property: dict[str, dict[str, list[object]]] = {}
        for subject, predicate, value in rows:
            self._by_property.setdefault(predicate, {}).setdefault(subject, []).append(value)
        self.below_concept = self._below_concept()
        """The classes under `tk:Concept`, and that itself."""
        self._concepts: dict[str, Concept] = {}

    def _values(self, predicate: str, iri: str) -> list[object]:
        return self._by_property.get(predicate, {}).get(iri, [])

    def _below_concept(self) -> frozenset[str]:
        children: dict[str, list[str]] = {}
        for child, parents in self._by_property.get(vocab.SUB_CLASS_OF, {}).items():
            for parent in parents:
                children.setdefault(str(parent), []).append(child)
        below = walk([vocab.CONCEPT], lambda parent: children.get(parent, ()))
        return frozenset(iri for iri, _ in below)

    def has(self, predicate: str, iri: str) -> bool:
        """Whether the graph itself says anything of `iri` by that property, one of `NAMING`."""
        return bool(self._values(predicate, iri))

    def label(self, iri: str) -> str:
        """The name to show: preferred label, else another label, else the end of the IRI."""
        return self._text(vocab.LABELS, iri) or local_name(iri)

    def definition(self, iri: str) -> str:
        """The definition, or the empty text."""
        return self._text(vocab.DEFINITIONS, iri)

    def _text(self, predicates: Iterable[str], iri: str) -> str:
        found = (text_of(self._values(each, iri), self._languages) for each in predicates)
        return next(filter(None, found), "")

    def _texts(self, predicates: Iterable[str], iri: str) -> tuple[str, ...]:
        return texts_of(value for each in predicates for value in self._values(each, iri))

    def rank(self, iri: str) -> int | None:
        """The ``tk:rank``, or None where there is none or it is no whole number."""
        for value in self._values(vocab.RANK, iri):
            if isinstance(value, Literal) and value.value.lstrip("-").isdigit():
                return int(value.value)
        return None

    def instances(self, class_iri: str) -> list[str]:
        """The IRIs typed with exactly this class, sorted."""
        return sorted(
            iri for iri, types in self._by_property.get(vocab.A, {}).items() if class_iri in types
        )

    def types(self) -> set[str]:
        """The classes that anything is typed with."""
        each = self._by_property.get(vocab.A, {}).values()
        return {str(kind) for kinds in each for kind in kinds}

    def kinds(self) -> dict[str, str]:
        """Every class under ``tk:Concept`` with its label, sorted by IRI."""
        return {iri: self.label(iri) for iri in sorted(self.below_concept - {vocab.CONCEPT})}

    def concept(self, iri: str) -> Concept:
        """What is known of `iri` by name."""
        known = self._concepts.get(iri)
        if known is None:
            known = self._concepts[iri] = self._read(iri)
        return known

    def _read(self, iri: str) -> Concept:
        types = sorted(
            str(t)
            for t in self._values(vocab.A, iri)
            if not str(t).startswith("http://www.w3.org/")
        )
        label, synonyms = self.label(iri), self._texts(vocab.SYNONYMS, iri)
        # Its labels in other languages and other vocabularies are no less its names.
        others = self._texts((*vocab.LABELS, *vocab.FOUND_BY), iri)
        return Concept(
            iri=iri,
            label=label,
            definition=self.definition(iri),
            types=tuple(types),
            synonyms=synonyms,
            misspellings=tuple(each for each in others if each != label and each not in synonyms),
        )

    def concepts(self, also: Iterable[str] = ()) -> dict[str, Concept]:
        """Every concept by IRI, sorted; `also` names IRIs that count whatever their type."""
        return {iri: self.concept(iri) for iri in sorted(self.things().union(also))}

    def things(self) -> set[str]:
        """What counts as a concept by its type or, where nothing does so, by its name."""
        return self._typed() or self._named()

    def _typed(self) -> set[str]:
        """Whatever has a type under `tk:Concept`."""
        return {
            iri
            for iri, types in self._by_property.get(vocab.A, {}).items()
            if any(t in self.below_concept for t in types)
        }

    def _named(self) -> set[str]:
        """Whatever has a name and is itself no property, no kind of other things, none of ours."""
        types, kinds = self._by_property.get(vocab.A, {}), self.types()
        return {
            iri
            for name in vocab.LABELS
            for iri in self._by_property.get(name, {})
            if is_thing(iri, kinds, types.get(iri, ()))
        }


def is_thing(iri: str, kinds: Container[str], types: Iterable[object]) -> bool:
    """Whether what has a name is no property, no kind of other things (`kinds`), none of ours."""
    return (
        iri not in kinds
        and not iri.startswith(vocab.TK)
        and not any(_describes(str(kind)) for kind in types)
    )


def _describes(kind: str) -> bool:
    """Whether things of that class describe the graph itself: its properties, claims, schemes."""
    return kind.startswith(vocab.TK) or (
        kind.startswith("http://www.w3.org/")
        and kind.endswith(("Property", "Ontology", "ConceptScheme", "Datatype"))
    )


def read_names(store: Store, languages: Iterable[str] = ()) -> Names:
    """Read all names of the graph; those of the `languages` are preferred, in order."""

    def among(properties: Iterable[str]) -> str:
        return f"VALUES ?p {{ {' '.join(f'<{iri}>' for iri in properties)} }}"

    rows = triples(store, f"{among(vocab.NAMING)} ?s ?p ?o")
    label = f"{among(vocab.XL_LABELS)} ?s ?p ?label . ?label <{vocab.LITERAL_FORM}> ?o"
    return Names([*rows, *triples(store, label)], languages)


def triples(store: Store, where: str) -> list[tuple[str, str, object]]:
    """The named ``?s ?p ?o`` that match a group pattern: IRIs as text, literals as they are."""
    return [
        (s.value, p.value, o.value if isinstance(o, NamedNode) else o)
        for s, p, o in select(store, f"SELECT ?s ?p ?o WHERE {{ {where} }}")
        if isinstance(s, NamedNode) and isinstance(p, NamedNode)
    ]


class Record(dict[str, list[object]]):
    """What is said of one thing, by property."""

    def iris(self, name: str) -> tuple[str, ...]:
        """The IRIs under a property, sorted."""
        return tuple(sorted(v for v in self.get(name, ()) if isinstance(v, str)))

    def iri(self, name: str) -> str:
        """The one IRI under a property, the first of several; or the empty text."""
        return min(self.iris(name), default="")

    def text(self, name: str) -> str:
        """The one text under a property (see `text_of`), or the empty text."""
        return text_of(self.get(name, ()))


def records(store: Store, class_iri: str) -> dict[str, Record]:
    """What is said of every thing of exactly this class, by IRI."""
    found: dict[str, Record] = {}
    for subject, predicate, value in triples(store, f"?s a <{class_iri}> ; ?p ?o"):
        found.setdefault(subject, Record()).setdefault(predicate, []).append(value)
    return found


def text_of(values: Iterable[object], languages: Sequence[str] = ()) -> str:
    """The one text to show among literals: in the first of `languages` that is there, else in
    English, else untagged, else by language tag.
    """
    literals = [value for value in values if isinstance(value, Literal)]
    if len(literals) == 1:
        return literals[0].value
    wanted = [each.casefold() for each in (*languages, "en")]

    def order(literal: Literal) -> tuple[int, str, str]:
        tag = (literal.language or "").casefold()
        fits = (at for at, each in enumerate(wanted) if tag == each or tag.startswith(f"{each}-"))
        return next(fits, len(wanted) + bool(tag)), tag, literal.value

    return min(literals, key=order).value if literals else ""


def texts_of(values: Iterable[object]) -> tuple[str, ...]:
    """All texts among literals, each once, sorted without regard to case."""
    texts = {value.value for value in values if isinstance(value, Literal)}
    return tuple(sorted(texts, key=lambda text: (text.casefold(), text)))
