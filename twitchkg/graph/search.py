"""Finding a concept by what people call it: exact names first, then the nearest ones.

The one place where a name becomes an IRI. Names are compared without regard to case, accents,
punctuation and the order of words; what is left over is compared by prefix and by trigrams (the
share of three-letter pieces two texts have in common, after Dice 1945).
"""

from __future__ import annotations

from twitchkg.errors import UnknownConcept
from twitchkg.graph.model import Concept, Hit
from twitchkg.vocab import BACKGROUND_TERM, PREFIXES, expand, local_name, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    class Index(Protocol):
        """Names to look up: those of a `ConceptIndex`, or of a graph on disk."""

        def __contains__(self, iri: str) -> bool: ...

        def concept(self, iri: str) -> Concept: ...

        def resolve(self, text: str) -> Concept: ...

        def search(self, text: str, limit: int = 10) -> list[Hit]: ...


NEAR = 0.35
"""Trigram likeness below which two names are not called near."""


def fold(text: str) -> str:
    """`text` for comparing: lower case, no accents, every run of other signs one space.

    >>> fold("Tingling (persistent)")
    'tingling persistent'
    """
    if text.isascii():  # nearly every name: the long way costs ten times as much
        return " ".join(text.translate(_ASCII).split())
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.replace("’", "")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters.replace("'", "")).split())


_ASCII = {
    code: None if chr(code) == "'" else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}


class ConceptIndex:
    """All names of a graph's concepts, ready to look up."""

    def __init__(
        self, concepts: Mapping[str, Concept], prefixes: Mapping[str, str] = PREFIXES
    ) -> None:
        self._concepts = concepts
        self._prefixes = prefixes
        self._folded: list[tuple[str, str, int, Concept]] | None = None

    @property
    def _names(self) -> list[tuple[str, str, int, Concept]]:
        """Every name, folded once: who asks by preferred label alone never needs them all."""
        if self._folded is None:
            self._folded = [
                (fold(name), name, tier, concept)
                for concept in self._concepts.values()
                for tier, name in tiers(concept)
            ]
        return self._folded

    def __contains__(self, iri: str) -> bool:
        return iri in self._concepts

    def concept(self, iri: str) -> Concept:
        """The concept of that IRI, which is one of the index."""
        return self._concepts[iri]

    def resolve(self, text: str) -> Concept:
        """The concept that a label, synonym, misspelling, CURIE or IRI names.

        Raises:
            UnknownConcept: with the nearest names, if there is none or there are several.
        """
        for iri in (expand(text.strip(), self._prefixes), expand(f"tk:{text.strip()}")):
            if iri is not None and iri in self._concepts:
                return self._concepts[iri]
        wanted = fold(text)
        exact = [(0, c) for c in self._concepts.values() if fold(c.label) == wanted]
        if not exact:
            exact = [(tier, c) for folded, _, tier, c in self._names if folded == wanted]
        if not exact:
            words = sorted(wanted.split())
            exact = [
                (tier, c)
                for folded, _, tier, c in self._names
                if len(folded) == len(wanted) and sorted(folded.split()) == words
            ]
        if not exact:
            raise UnknownConcept(text, [hit.concept.label for hit in self.search(text, limit=5)])
        nearest = min(tier for tier, _ in exact)
        named = {concept.iri: concept for tier, concept in exact if tier == nearest}
        if len(named) > 1:  # a term of another source does not take the name of a concept of ours
            own = {
                iri: concept
                for iri, concept in named.items()
                if BACKGROUND_TERM not in concept.types
            }
            named = own or named
        if len(named) > 1:
            raise UnknownConcept(text, [f"{named[i].label} ({shorten(i)})" for i in sorted(named)])
        return named.popitem()[1]

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Concepts by how well any of their names fits, best first; at most `limit`."""
        wanted = fold(text)
        if not wanted:
            return []
        pieces = trigrams(wanted)
        best: dict[str, Hit] = {}
        for folded, name, tier, concept in self._names:
            score = likeness(wanted, pieces, folded) - 0.001 * tier
            if score >= NEAR and (concept.iri not in best or score > best[concept.iri].score):
                best[concept.iri] = Hit(concept, name, score)
        hits = sorted(best.values(), key=lambda hit: (-hit.score, len(hit.name), hit.concept.iri))
        return hits[:limit]


def tiers(concept: Concept) -> Iterable[tuple[int, str]]:
    """Tier 0: the preferred label; 1: synonyms and the IRI's own name; 2: misspellings."""
    yield 0, concept.label
    yield 1, local_name(concept.iri)
    for name in concept.synonyms:
        yield 1, name
    for name in concept.misspellings:
        yield 2, name


def _unordered(folded: str) -> str:
    return " ".join(sorted(folded.split()))


def likeness(wanted: str, pieces: set[str], name: str) -> float:
    """How near a folded name comes to a wanted one and its trigrams, from 0 to 1."""
    if name == wanted:
        return 1.0
    if _unordered(name) == _unordered(wanted):
        return 0.99
    if name.startswith(wanted) or f" {wanted}" in f" {name}":
        return 0.8 + 0.15 * len(wanted) / len(name)
    if f" {name} " in f" {wanted} ":
        return 0.6 + 0.15 * len(name) / len(wanted)
    other = trigrams(name)
    return 0.8 * 2 * len(pieces & other) / (len(pieces) + len(other))


def trigrams(folded: str) -> set[str]:
    """The three-letter pieces of a folded name and the blanks around it."""
    padded = f"  {folded} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
