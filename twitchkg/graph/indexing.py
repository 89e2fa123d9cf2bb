"""Writes the index of the names of a graph on disk; `twitchkg.graph.index` tells its tables."""

from __future__ import annotations

import os
import sqlite3
from array import array
from functools import partial

from pyoxigraph import Literal, NamedNode

from twitchkg import vocab
from twitchkg.errors import CannotWrite, one_line
from twitchkg.graph.causal import causal_properties, denied_only
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


def write_index(store: Store, path: str) -> dict[str, int]:
    """Write the index of a graph, in which all that follows has been laid down, to a new file.

    What is kept in memory does not grow with the graph. Gives the counts of concepts and links.
    Raises CannotWrite.
    """
    try:
        file = sqlite3.connect(path, isolation_level=None)
        try:
            file.executescript(_TABLES)
            file.execute("BEGIN")
            _write_concepts(file, store)
            _write_names(file)
            counts = {"concepts": _count(file), "links": _write_hubs(file, store)}
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


def _write_concepts(file: sqlite3.Connection, store: Store) -> None:
    """The same things that `Names.concepts` gives, and every name of each."""
    names = NearNames(store)
    background = read_background(store, names)
    terms = background.terms if background else {}
    several = file.executemany
    several(
        "INSERT OR IGNORE INTO concept(iri) VALUES (?)",
        ((iri,) for found in (names.each_thing(), _ends(store), terms) for iri in found),
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
        for triple in store.match(None, NamedNode(property)):
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal):
                yield subject.value, value.value
            elif property in vocab.XL_LABELS:
                for form in store.match(value, NamedNode(vocab.LITERAL_FORM)):
                    if isinstance(form.object, Literal):
                        yield subject.value, form.object.value


def _ends(store: Store) -> Iterator[str]:
    """Both ends of each causal triple between two named things."""
    for property in causal_properties(store):
        for triple in store.match(None, NamedNode(property)):
            one, other = triple.subject, triple.object
            if isinstance(one, NamedNode) and isinstance(other, NamedNode) and one != other:
                yield one.value
                yield other.value


def _write_names(file: sqlite3.Connection) -> None:
    """Each name once, numbered by its length: what is sought by its number comes shortest first."""
    file.create_function("words_of", 1, words_of, deterministic=True)
    file.create_function("spread", 1, spread, deterministic=True)
    for statement in _NAMES.split(";"):
        file.execute(statement)


def _count(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT count(*) FROM concept").fetchone()[0])


def _write_hubs(file: sqlite3.Connection, store: Store) -> int:
    """The things with many causal links; how many links there are.

    Every causal link is a `tk:leadsTo`; but a denial makes none, whatever plain triple there is.
    """
    denied = denied_only(store)

    def ends(side: int) -> Iterator[str]:
        for triple in store.match(None, _LEADS_TO):
            one, other = triple.subject, triple.object
            named = isinstance(one, NamedNode) and isinstance(other, NamedNode)
            if named and one != other and (one, other) not in denied:
                yield str((one, other)[side])

    counts: dict[str, list[int]] = {}
    total = 0
    for side in (0, 1):
        total, busy = _busy(partial(ends, side))
        for iri, count in busy.items():
            counts.setdefault(iri, [0, 0])[side] = count
    file.executemany(
        "INSERT INTO hub VALUES (?, ?, ?)", ((iri[1:-1], *both) for iri, both in counts.items())
    )
    return total


def _busy(names: Callable[[], Iterable[str]]) -> tuple[int, dict[str, int]]:
    """How many names there are, and which come more than `HUB` times.

    Two passes: buckets are counted before names are, of which there may be too many to keep.
    """
    buckets = array("L", bytes(_BUCKETS * array("L").itemsize))
    total = 0
    for name in names():
        buckets[hash(name) % _BUCKETS] += 1
        total += 1
    if max(buckets) <= HUB:
        return total, {}
    counts: dict[str, int] = {}
    for name in names():
        if buckets[hash(name) % _BUCKETS] > HUB:
            counts[name] = counts.get(name, 0) + 1
    return total, {name: count for name, count in counts.items() if count > HUB}
