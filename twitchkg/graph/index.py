"""Names of a graph on disk: an SQLite file in which they are looked up, never read through.

The tables, version 2 of them:

- ``about(key, value)``: ``version``; ``longest``, the words of the longest name; the counts
  ``concepts`` and ``links``.
- ``concept(id, iri)``: what can be found by name.
- ``name(id, concept, folded, words)``: each of its names once, folded as `twitchkg.graph.search`
  folds them, and its words in order; numbered from the shortest to the longest.
- ``gram(text)``: FTS5 by trigrams over `spread` names, for it is in SQLite itself, finds both the
  beginnings of words and likely names, and reads only what holds the pieces asked for.
- ``piece(text, names)``: in how many names a trigram is.
- ``term(called, iri)``: other ontologies' terms that a concept is matched to.
- ``arrow(subject, object, rank, summary)``: each causal link between two concepts, how firm it is
  and whether it is a summary, sorted both ways: here one is found in a tenth of the time that it
  takes in the graph itself.
- ``hub(iri, out, into)``: causal links of what has more than `HUB` either way.

Labels and their languages stay in the graph: of the few that fit they are looked up there, and
ranked by the one function that ranks them in memory.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from functools import cached_property
from heapq import nlargest
from itertools import islice
from urllib.parse import quote

from twitchkg.errors import StoreUnavailable, UnknownConcept, one_line
from twitchkg.graph.search import NEAR, ConceptIndex, fold, likeness, trigrams
from twitchkg.vocab import expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from twitchkg.graph.knowledge import Arrow
    from twitchkg.graph.model import Concept, Hit
    from twitchkg.store.base import Store

    Name: TypeAlias = tuple[int, str]
    """The number of a concept, and one of its names, folded."""

VERSION = "2"
HUB = 256
MOST = 2000
"""Of so many names that fit alike the rest is not looked at."""

_ARROWS_FROM = """SELECT iri, rank, summary FROM arrow JOIN concept ON concept.id = object
  WHERE subject = (SELECT id FROM concept WHERE iri = ?)"""
_ARROWS_TO = """SELECT iri, rank, summary FROM arrow JOIN concept ON concept.id = subject
  WHERE object = (SELECT id FROM concept WHERE iri = ?)"""

_TIERS = 0.002
"""How much less a name may count for not being the preferred one."""


class NamesOnDisk:
    """As `ConceptIndex`, with the same answers. `read` gives what is known of an IRI."""

    def __init__(self, store: Store, read: Callable[[str], Concept], path: str = "") -> None:
        """`path` is that of the index, where the store does not know it yet."""
        where = f"file:{quote(path or store.names_file)}?mode=ro&immutable=1"
        try:
            self._file = sqlite3.connect(where, uri=True, check_same_thread=False)
            found = self.about("version")
        except sqlite3.Error as error:
            raise StoreUnavailable(
                f"the names of this store cannot be read ({one_line(str(error))}); load it again"
            ) from None
        if found != VERSION:
            raise StoreUnavailable(
                "the names of this store were made by another version of twitchkg; load it again"
            )
        self._prefixes = store.prefixes
        self._read = read

    def about(self, key: str) -> str:
        """What the index tells of the graph; the empty text where it does not."""
        rows = self._rows("SELECT value FROM about WHERE key = ?", key)
        return next((str(value) for (value,) in rows), "")

    def __contains__(self, iri: str) -> bool:
        return any(True for _ in self._rows("SELECT 1 FROM concept WHERE iri = ?", iri))

    def iris(self) -> Iterator[str]:
        """All that can be found by name, one after the other."""
        return (iri for (iri,) in self._rows("SELECT iri FROM concept"))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def concept(self, iri: str) -> Concept:
        """What is known of that IRI by name."""
        return self._read(iri)

    def first_link(self) -> tuple[str, str] | None:
        """The IRIs of the ends of the link that is the first by them; None where there is none."""
        starts = self._rows(
            "SELECT id, iri FROM concept WHERE id IN (SELECT subject FROM arrow) "
            "ORDER BY iri LIMIT 1"
        )
        for number, start in starts:
            ends = self._rows(
                "SELECT min(iri) FROM arrow JOIN concept ON concept.id = object WHERE subject = ?",
                number,
            )
            return start, next(ends)[0]
        return None

    def hub(self, iri: str) -> tuple[int, int] | None:
        """How many causal links leave it and come to it; None where there are few."""
        return self._hubs.get(iri)

    @cached_property
    def _hubs(self) -> dict[str, tuple[int, int]]:
        """There are at most so many as links by `HUB`."""
        return {iri: (out, into) for iri, out, into in self._rows("SELECT * FROM hub")}

    def arrows(self, iri: str, onward: bool) -> list[Arrow]:
        """The links that leave a thing, or come to it, as `Knowledge` gives them."""
        rows = self._rows(_ARROWS_FROM if onward else _ARROWS_TO, iri)
        return [(end, rank, bool(summary)) for end, rank, summary in rows]

    def terms_named(self, text: str) -> list[str]:
        """As `twitchkg.graph.crossrefs.terms_named`."""
        wanted = text.strip().casefold()
        if not any(map(str.isdigit, wanted)) or " " in wanted:
            return []
        return sorted(iri for (iri,) in self._rows("SELECT iri FROM term WHERE called = ?", wanted))

    def resolve(self, text: str) -> Concept:
        """The concept that a label, synonym, misspelling, CURIE or IRI names.

        Raises:
            UnknownConcept: with the nearest names, if there is none or there are several.
        """
        for iri in (expand(text.strip(), self._prefixes), expand(f"tk:{text.strip()}")):
            if iri is not None and iri in self:
                return self._read(iri)
        named = list(self._with_words([words_of(fold(text))]))
        if not named:
            raise UnknownConcept(text, [hit.concept.label for hit in self.search(text, limit=5)])
        return self._among(dict.fromkeys(number for number, _ in named)).resolve(text)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Concepts by how well any of their names fits, best first; at most `limit`."""
        wanted = fold(text)
        if not wanted:
            return []
        best = _Best(wanted, limit)
        best.take(self._with_words([words_of(wanted)]))
        best.take(self._with_words(_runs(wanted, int(self.about("longest")))))
        beginning = self._beginning_with(wanted)
        while some := list(islice(beginning, 64)):
            best.take(some)
            if best.beyond(likeness(wanted, set(), some[-1][1])):
                break
        if not best.beyond(0.8):
            best.take(self._alike(wanted))
        return self._among(best.chosen()).search(text, limit)

    def _among(self, numbers: Iterable[int]) -> ConceptIndex:
        found = {}
        for number in numbers:
            ((iri,),) = self._rows("SELECT iri FROM concept WHERE id = ?", number)
            found[iri] = self._read(iri)
        return ConceptIndex(found, self._prefixes)

    def _with_words(self, texts: Iterable[str]) -> Iterator[Name]:
        """The names of just those words, in any order."""
        for words in texts:
            yield from self._names(
                "SELECT concept, folded FROM name WHERE words = ? LIMIT ?", words, MOST
            )

    def _beginning_with(self, wanted: str) -> Iterator[Name]:
        """The names in which words begin so, the shortest first."""
        return self._names(
            "SELECT concept, folded FROM gram JOIN name ON name.id = gram.rowid "
            "WHERE gram MATCH ? ORDER BY gram.rowid",
            f'"{spread(wanted)[:-1]}"',
        )

    def _alike(self, wanted: str) -> Iterator[Name]:
        """The names that share so many pieces with what is wanted that they may be called near.

        What shares k of n pieces with a name of m, and k is never more than m, is as near as
        1.6 k / (n + m), at most 1.6 k / (n + k). Of what shares at least k some piece is found
        without the commonest, as long as fewer than k are left out.
        """
        pieces = Counter(map(_spread_piece, trigrams(wanted)))
        share = NEAR / 1.6
        least = max(1, math.ceil(share / (1 - share) * pieces.total() - 1e-9))
        counts = {
            piece: count
            for piece in pieces
            for (count,) in self._rows("SELECT names FROM piece WHERE text = ?", piece)
        }
        left_out, rest = 0, []
        for piece in sorted(counts, key=lambda each: -counts[each]):
            if left_out + pieces[piece] <= least // 2:
                left_out += pieces[piece]
            else:
                rest.append(piece)
        shared: Counter[int] = Counter()
        for piece in rest:
            rows = self._rows("SELECT rowid FROM gram WHERE gram MATCH ?", f'"{piece}"')
            numbers = [number for (number,) in rows]
            for _ in range(pieces[piece]):
                shared.update(numbers)
        for number, count in shared.items():
            if count >= least - left_out:
                yield from self._names("SELECT concept, folded FROM name WHERE id = ?", number)

    def _names(self, sql: str, *values: str | int) -> Iterator[Name]:
        return self._rows(sql, *values)

    def _rows(self, sql: str, *values: str | int) -> Iterator[Any]:
        return self._file.execute(sql, values)


class _Best:
    """The concepts whose names come nearest, as far as can be told without reading them."""

    def __init__(self, wanted: str, limit: int) -> None:
        self._wanted, self._pieces = wanted, trigrams(wanted)
        self._limit = limit
        self._scores: dict[int, float] = {}

    def take(self, names: Iterable[Name]) -> None:
        """Count names among the nearest of their concepts."""
        for concept, folded in names:
            near = likeness(self._wanted, self._pieces, folded)
            if near >= NEAR and near > self._scores.get(concept, 0):
                self._scores[concept] = near

    def beyond(self, score: float) -> bool:
        """Whether nothing that scores so can be among the best any more."""
        return self._floor() > score

    def _floor(self) -> float:
        if len(self._scores) < self._limit:
            return 0
        return nlargest(self._limit, self._scores.values())[-1] - _TIERS

    def chosen(self) -> list[int]:
        """Those that may be among the best, by their numbers."""
        floor = self._floor()
        nearest = sorted(self._scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return [number for number, score in nearest if score >= floor][: max(MOST, self._limit)]


def words_of(folded: str) -> str:
    """The words in order, by which names of the same words are found."""
    return " ".join(sorted(folded.split()))


def spread(folded: str) -> str:
    """A name as its trigrams are taken: two blanks before each word, so that each tells a word's
    beginning even where that is one letter.
    """
    return "  " + folded.replace(" ", "  ") + " "


def _spread_piece(piece: str) -> str:
    """A trigram that every spread name holds whose plain name holds `piece`."""
    return f"  {piece[2]}" if piece[1] == " " and piece[2] != " " else piece


def _runs(wanted: str, longest: int) -> list[str]:
    """The words, in order, of every run of words that is not longer than any name."""
    words = wanted.split()
    return [
        " ".join(sorted(words[start:end]))
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + longest) + 1)
    ]
