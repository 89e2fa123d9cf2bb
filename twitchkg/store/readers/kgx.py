"""Biolink graphs in KGX's formats: nodes and edges as TSV, JSON Lines or JSON."""

import json
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg.errors import InvalidGraph
from twitchkg.files import RdfSource
from twitchkg.store.readers.curies import Curies
from twitchkg.store.readers.statements import Statement, claim
from twitchkg.vocab import ALT_LABEL, BIOLINK, DEFINITION, LABEL, PROPERTY, A, local_name

Row = dict[str, list[str]]

_EDGE = ("subject", "predicate", "object")
_TEXTS = ("supporting_text", "sentences", "evidence_text")
_SOURCES = ("publications", "publication", "primary_knowledge_source", "provided_by")


def read(source: RdfSource) -> tuple[list[Triple], dict[str, str]]:
    """The triples of nodes or edges; InvalidGraph for a file that holds neither."""
    rows = _tsv(source) if source.kind == "tsv" else _json_lines(source)
    return read_rows(rows, source.path)


def read_rows(rows: Iterable[tuple[int, Row]], path: str) -> tuple[list[Triple], dict[str, str]]:
    """As `read`, of numbered rows: the values of each column."""
    curies = Curies()
    triples: list[Triple] = []
    for number, row in rows:
        if all(row.get(name) for name in _EDGE):
            triples += _edge(row, curies)
        elif row.get("id") and not any(name in row for name in _EDGE):
            triples += _node(row, curies)
        else:
            raise InvalidGraph(
                "is no node (id, name, category) and no edge (subject, predicate, object) of KGX",
                path,
                number,
            )
    return triples, curies.prefixes


def _tsv(source: RdfSource) -> Iterator[tuple[int, Row]]:
    lines = _text(source).split("\n")
    head = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        if len(cells) > len(head):
            raise InvalidGraph("has more columns than its first line names", source.path, number)
        yield number, {name: _several(cell) for name, cell in zip(head, cells) if cell}


def _several(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _json_lines(source: RdfSource) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(_text(source).split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError as error:
                raise InvalidGraph(f"is not valid JSON: {error}", source.path, number) from None
            if not isinstance(value, dict):
                raise InvalidGraph("is no JSON object", source.path, number)
            yield number, json_row(value)


def json_row(value: dict[str, object]) -> Row:
    """A JSON object as the texts of each key; what is nested stays JSON."""
    row = {}
    for name, each in value.items():
        several = [one for one in (each if isinstance(each, list) else [each]) if one is not None]
        row[name] = [one if isinstance(one, str) else json.dumps(one) for one in several]
    return row


def _text(source: RdfSource) -> str:
    try:
        return source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        raise InvalidGraph("is not UTF-8", source.path, line) from None


def _node(row: Row, curies: Curies) -> Iterator[Triple]:
    thing = NamedNode(curies.iri(row["id"][0]))
    for category in row.get("category", ())[:1]:
        yield Triple(thing, NamedNode(A), NamedNode(curies.iri(category)))
    for name, property in (
        ("name", LABEL),
        ("synonym", ALT_LABEL),
        ("description", DEFINITION),
    ):
        for text in row.get(name, ()):
            yield Triple(thing, NamedNode(property), Literal(text))
    for name, values in row.items():
        if name not in ("id", "category", "name", "synonym", "description") and _is_plain(name):
            yield from (Triple(thing, NamedNode(BIOLINK + name), Literal(each)) for each in values)


def _is_plain(column: str) -> bool:
    return column.isascii() and column.replace("_", "").isalnum()


def _edge(row: Row, curies: Curies) -> Iterator[Triple]:
    subject, predicate, object = (curies.iri(row[name][0]) for name in _EDGE)
    yield Triple(NamedNode(predicate), NamedNode(A), NamedNode(PROPERTY))
    name = local_name(predicate).replace("_", " ")
    yield Triple(NamedNode(predicate), NamedNode(LABEL), Literal(name))
    told = {*_EDGE, "id", "negated", "category", *_TEXTS}
    sources = tuple(each for name in _SOURCES for each in row.get(name, ()))
    said = Statement(
        subject,
        predicate,
        object,
        iri=curies.iri(row["id"][0]) if row.get("id") else "",
        negated=any(each.casefold() in ("true", "1") for each in row.get("negated", ())),
        level=next(iter(row.get("knowledge_level", ())), ""),
        texts=tuple(each for name in _TEXTS for each in row.get(name, ())),
        sources=sources,
        condition="; ".join(
            f"{name.replace('_', ' ')}: {', '.join(values)}"
            for name, values in row.items()
            if name.endswith("qualifier") or name in ("qualifiers", "qualified_predicate")
        ),
        more=tuple(
            (BIOLINK + name, value)
            for name, values in row.items()
            if name not in told and _is_plain(name)
            for value in values
        ),
    )
    publications = (*row.get("publications", ()), *row.get("publication", ()))
    yield from claim(said, map(curies.iri, publications))
