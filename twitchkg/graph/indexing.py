"""Writes the index of the names of a graph on disk; `twitchkg.graph.index` tells its tables."""

from __future__ import annotations

import os
import sqlite3
from itertools import product

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
    from collections.abc import Iterable, Iterator

    from twitchkg.graph.laying import Laid
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
CREATE TABLE arrow(subject INTEGER, object INTEGER, rank INTEGER, summary INTEGER,
  PRIMARY KEY (subject, object)) WITHOUT ROWID;
ATTACH '' AS aside; CREATE TABLE aside.link(subject TEXT, object TEXT, rank INTEGER, summary);
CREATE TABLE aside.said(concept INTEGER, folded TEXT);
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

_LINKS = f"""
INSERT OR REPLACE INTO arrow
  SELECT one.id, other.id, rank, summary FROM aside.link
  JOIN concept one ON one.iri = subject JOIN concept other ON other.iri = object ORDER BY 1, 2;
CREATE INDEX arrow_to ON arrow(object, subject, rank, summary);
INSERT INTO hub SELECT iri, sum("out"), sum("into") FROM (
  SELECT subject AS id, count(*) AS "out", 0 AS "into" FROM arrow
    GROUP BY subject HAVING count(*) > {HUB}
  UNION ALL
  SELECT object, 0, count(*) FROM arrow GROUP BY object HAVING count(*) > {HUB}
) JOIN concept USING (id) GROUP BY id
"""


def write_index(store: Store, path: str, links: Iterable[Laid], names: NearNames) -> dict[str, int]:
    """Write the index of a graph, in which all that follows has been laid down, to a new file.

    `links` are all its links. What is kept in memory does not grow with the graph. Gives the counts
    of concepts and links. Raises CannotWrite.
    """
    try:
        file = sqlite3.connect(path, isolation_level=None)
        try:
            file.executescript(_TABLES)
            file.execute("BEGIN")
            file.executemany("INSERT INTO aside.link VALUES (?, ?, ?, ?)", links)
            _write_concepts(file, store, names)
            _write_names(file)
            _each(file, _LINKS)
            counts = {f"{name}s": _count(file, name) for name in ("concept", "arrow")}
            counts["links"] = counts.pop("arrows")
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


def _write_concepts(file: sqlite3.Connection, store: Store, names: NearNames) -> None:
    """The same things that `Names.concepts` gives, and every name of each."""
    background = read_background(store, names)
    terms = background.terms if background else {}
    several = file.executemany
    for end in ("subject", "object"):
        file.execute(f"INSERT OR IGNORE INTO concept(iri) SELECT {end} FROM aside.link")
    several(
        "INSERT OR IGNORE INTO concept(iri) VALUES (?)",
        ((iri,) for found in (names.each_thing(), _denied_ends(store), terms) for iri in found),
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
            if one == other or not isinstance(one, NamedNode) or not isinstance(other, NamedNode):
                continue
            if any(any(store.match(one, name, other)) for name in causal):
                yield from (one.value, other.value)


def _write_names(file: sqlite3.Connection) -> None:
    """Each name once, numbered by its length: what is sought by its number comes shortest first."""
    file.create_function("words_of", 1, words_of, deterministic=True)
    file.create_function("spread", 1, spread, deterministic=True)
    _each(file, _NAMES)


def _each(file: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):
        file.execute(statement)


def _count(file: sqlite3.Connection, table: str) -> int:
    return int(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
