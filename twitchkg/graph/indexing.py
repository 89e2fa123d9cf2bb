"""Writes the index of the names of a graph on disk; `twitchkg.graph.index` tells its tables."""

from __future__ import annotations

import os
import sqlite3
from array import array
from functools import partial
from itertools import chain, product

from pyoxigraph import BlankNode, Literal, NamedNode

from twitchkg import vocab
from twitchkg.errors import CannotWrite, one_line
from twitchkg.graph.causal import causal_properties
from twitchkg.graph.crossrefs import called, matched_terms
from twitchkg.graph.index import HUB, VERSION, spread, words_of
from twitchkg.graph.near_names import NearNames
from twitchkg.graph.read import read_background
from twitchkg.graph.search import fold, tiers
from twitchkg.vocab import local_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twitchkg.store.base import Store

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept(id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL);
CREATE TABLE name(id INTEGER PRIMARY KEY, concept INTEGER, folded TEXT, words TEXT);
CREATE VIRTUAL TABLE gram
  USING fts5(text, content='', columnsize=0, tokenize="trigram case_sensitive 1");
CREATE TABLE piece(text TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
CREATE TABLE term(called TEXT, iri TEXT, PRIMARY KEY (called, iri)) WITHOUT ROWID;
CREATE TABLE hub(iri TEXT PRIMARY KEY, "out" INTEGER, "into" INTEGER) WITHOUT ROWID;
ATTACH '' AS aside; CREATE TABLE aside.said(concept INTEGER, folded TEXT);
"""

_NAMES = """
INSERT INTO name(concept, folded, words)
  SELECT concept, folded, words_of(folded) FROM
    (SELECT DISTINCT concept, folded FROM aside.said)
  ORDER BY length(folded), folded, concept;
CREATE INDEX name_words ON name(words);
INSERT INTO gram(rowid, text) SELECT id, spread(folded) FROM name WHERE folded != '';
INSERT INTO gram(gram) VALUES ('optimize');
CREATE VIRTUAL TABLE temp.pieces USING fts5vocab('main', 'gram', 'row');
INSERT INTO piece SELECT term, doc FROM temp.pieces;
DROP TABLE temp.pieces
"""

_BUCKETS = 1 << 20
_LEADS_TO = NamedNode(vocab.LEADS_TO)


def write_index(
    store: Store, path: str, links: Iterable[tuple[str, str]], names: NearNames
) -> dict[str, int]:
    """Write the index of a graph, in which all that follows has been laid down, to a new file.

    `links` are the ends of all its links, those that end at one thing together. What is kept in
    memory does not grow with the graph. Gives the counts of concepts and links. Raises CannotWrite.
    """
    degrees = _Degrees()
    try:
        file = sqlite3.connect(path, isolation_level=None)
        try:
            file.executescript(_TABLES)
            file.execute("BEGIN")
            _write_concepts(file, store, chain(degrees.pass_on(links), _denied_ends(store)), names)
            _write_names(file)
            counts = {"concepts": _count(file), "links": degrees.total}
            hubs = degrees.hubs(partial(_leaving, store))
            file.executemany("INSERT INTO hub VALUES (?, ?, ?)", hubs)
            terms = matched_terms(store)
            file.executemany(
                "INSERT OR IGNORE INTO term VALUES (?, ?)",
                ((name, iri) for iri in terms for name in called(iri)),
            )
            longest = file.execute(
                "SELECT max(length(words) - length(replace(words, ' ', '')) + 1) FROM name"
            ).fetchone()[0]
            told = {"version": VERSION, "longest": longest or 0, **counts}
            file.executemany("INSERT INTO about VALUES (?, ?)", told.items())
            file.execute("COMMIT")
        finally:
            file.close()
    except sqlite3.Error as error:
        folder = one_line(os.path.dirname(os.path.dirname(path)))
        raise CannotWrite(f"{folder}: the names cannot be written: {error}") from None
    return counts


def _write_concepts(
    file: sqlite3.Connection, store: Store, ends: Iterable[str], names: NearNames
) -> None:
    """The same things that `Names.concepts` gives, and every name of each."""
    background = read_background(store, names)
    terms = background.terms if background else {}
    several = file.executemany
    several(
        "INSERT OR IGNORE INTO concept(iri) VALUES (?)",
        ((iri,) for found in (names.each_thing(), ends, terms) for iri in found),
    )
    said = "INSERT INTO aside.said SELECT id, ? FROM concept WHERE iri = ?"
    several(said, ((fold(text), iri) for iri, text in _texts(store)))
    several(
        said,
        ((fold(name), iri) for iri, term in terms.items() for _, name in tiers(term)),
    )
    file.create_function("local", 1, lambda iri: fold(local_name(iri)), deterministic=True)
    file.execute("INSERT INTO aside.said SELECT id, local(iri) FROM concept")


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    """Each thing and each text that is a name of it."""
    for property in (*vocab.LABELS, *vocab.SYNONYMS, *vocab.FOUND_BY):
        for subject, value in store.rows(f"SELECT ?s ?o {{ ?s <{property}> ?o }}"):
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal):
                yield subject.value, value.value
            elif property in vocab.XL_LABELS and isinstance(value, BlankNode | NamedNode):
                for form in store.match(value, NamedNode(vocab.LITERAL_FORM)):
                    if isinstance(form.object, Literal):
                        yield subject.value, form.object.value


def _denied_ends(store: Store) -> Iterator[str]:
    """The ends of causal triples that a denial speaks of: they make no link, maybe."""
    causal = list(map(NamedNode, causal_properties(store)))
    for denial in store.match(None, NamedNode(vocab.MODALITY), NamedNode(vocab.DENIED)):
        said = [store.match(denial.subject, NamedNode(p)) for p in (vocab.SUBJECT, vocab.OBJECT)]
        for one, other in product(*([each.object for each in some] for some in said)):
            if isinstance(one, NamedNode) and isinstance(other, NamedNode) and one != other:
                if any(any(store.match(one, name, other)) for name in causal):
                    yield from (one.value, other.value)


def _write_names(file: sqlite3.Connection) -> None:
    """Each name once, numbered by its length: what is sought by its number comes shortest first."""
    file.create_function("words_of", 1, words_of, deterministic=True)
    file.create_function("spread", 1, spread, deterministic=True)
    for statement in _NAMES.split(";"):
        file.execute(statement)


def _count(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT count(*) FROM concept").fetchone()[0])


def _leaving(store: Store, iri: str) -> int:
    """How many links leave a thing: every one is a `tk:leadsTo`, but for what is only denied."""
    objects = {each.object for each in store.match(NamedNode(iri), _LEADS_TO)}
    return sum(1 for each in objects if isinstance(each, NamedNode) and each.value != iri)


class _Degrees:
    """Counts links as they pass, those that end at one thing together, and finds what has many.

    What is kept does not grow with the graph: names are kept once their bucket is full.
    """

    def __init__(self) -> None:
        self.total = 0
        self._buckets = array("H", bytes(_BUCKETS * array("H").itemsize))
        self._out: set[str] = set()
        self._into: dict[str, int] = {}
        self._last, self._count = "", 0

    def pass_on(self, links: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Both ends of each link."""
        for subject, object_ in links:
            self.total += 1
            bucket = hash(subject) % _BUCKETS
            if self._buckets[bucket] >= HUB:
                self._out.add(subject)
            else:
                self._buckets[bucket] += 1
            yield subject
            if object_ != self._last:
                self._end()
                self._last, self._count = object_, 0
                yield object_
            self._count += 1
        self._end()

    def _end(self) -> None:
        if self._count > HUB:
            self._into[self._last] = self._into.get(self._last, 0) + self._count

    def hubs(self, degree: Callable[[str], int]) -> Iterator[tuple[str, int, int]]:
        """What has many links: how many leave it, as `degree` tells, and how many come to it."""
        for iri in sorted(self._out | self._into.keys()):
            out, into = degree(iri), self._into.get(iri, 0)
            if out > HUB or into:
                yield iri, out if out > HUB else 0, into
