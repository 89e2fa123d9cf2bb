"""What a query gives: `Table` (SELECT), `Graph` (CONSTRUCT, DESCRIBE) and how they are written."""

from __future__ import annotations

import re

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from twitchkg.errors import BadParameter, CannotWrite, MissingExtra
from twitchkg.vocab import PREFIXES, RDF, XSD, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal
    from typing import TypeAlias

    import pandas
    import rdflib

    Value: TypeAlias = str | int | float | bool | Decimal | None

Term: TypeAlias = NamedNode | Literal | BlankNode | Triple
"""What a cell of a table may hold."""

FORMATS = ("table", "csv", "tsv", "json", "markdown")
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "json-ld": RdfFormat.JSON_LD,
    "rdf/xml": RdfFormat.RDF_XML,
}
ROWS = QueryResultsFormat.JSON
"""The format in which rows go from one process to another."""

HTML_ROWS = 60

_INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
        "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
_INTEGER, _DECIMAL = "[+-]?[0-9]+", r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"
_DOUBLE = f"{_DECIMAL}(?:[eE]{_INTEGER})?"
_FLOATS = frozenset((XSD + "double", XSD + "float"))
_XSD_STRING, _LANG_STRING = XSD + "string", RDF + "langString"


class Table:
    """The rows of a SELECT: `variables` without `?`, `rows` of one term or None per variable."""

    __slots__ = ("_json", "_rows", "variables")

    def __init__(
        self, variables: Iterable[str], rows: Iterable[tuple[Term | None, ...]] = ()
    ) -> None:
        self.variables = tuple(variables)
        self._rows: list[tuple[Term | None, ...]] | None = list(rows)
        self._json: bytes | None = None

    @classmethod
    def from_json(cls, data: bytes) -> Table:
        """The table of SPARQL 1.1 Query Results JSON; its rows are read when they are needed."""
        table = cls(each.value for each in _solutions(data).variables)
        table._rows, table._json = None, data
        return table

    @property
    def rows(self) -> list[tuple[Term | None, ...]]:
        """One tuple per row: a term or None per variable."""
        if self._rows is None:
            self._rows = list(map(tuple, _solutions(self.json_bytes())))
            self._json = None  # for the list may be changed
        return self._rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> tuple[Term | None, ...]:
        return self.rows[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.variables == other.variables and self.rows == other.rows

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Table {len(self.rows)} x {', '.join(self.variables)}>"

    def column(self, name: str) -> list[Term | None]:
        """One variable's terms, top to bottom; BadParameter where there is no such variable."""
        if name not in self.variables:
            raise BadParameter(f"no column {name!r}; there are: {', '.join(self.variables)}")
        at = self.variables.index(name)
        return [row[at] for row in self.rows]

    def to_dicts(self) -> list[dict[str, Value]]:
        """One dict per row, of Python values: IRIs as str, unbound as None (see `to_python`)."""
        return [
            {name: to_python(term) for name, term in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame of `to_dicts()`; MissingExtra if pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise MissingExtra("pandas", "Table.to_pandas()") from None
        return pandas.DataFrame(self.to_dicts(), columns=list(self.variables))

    def render(self, format: str = "table", *, width: int | None = None) -> str:
        """The table as text in one of `FORMATS`; BadParameter for another."""
        if format == "table":
            return self.to_text(width)
        writers = {
            "csv": self.to_csv,
            "tsv": self.to_tsv,
            "json": self.to_json,
            "markdown": self.to_markdown,
        }
        if format not in writers:
            raise BadParameter(f"unknown format {format!r}; there are: {', '.join(FORMATS)}")
        return writers[format]()

    def to_text(self, width: int | None = None, shorten: bool = True) -> str:
        """Aligned columns for a terminal of `width` cells; known namespaces as CURIEs."""
        from twitchkg.textgrid import grid

        head = [f"?{name}" if not shorten else name for name in self.variables]
        body = [[plain(term, shorten) for term in row] for row in self.rows]
        return grid(head, body, width)

    def to_csv(self) -> str:
        """SPARQL 1.1 CSV: values without their kind, CRLF."""
        return self._serialize(QueryResultsFormat.CSV)

    def to_tsv(self) -> str:
        """SPARQL 1.1 TSV: terms as in Turtle, one row per line."""
        return self._serialize(QueryResultsFormat.TSV)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        return self.json_bytes().decode("utf-8")

    def json_bytes(self) -> bytes:
        """`to_json` in UTF-8: what one process sends another."""
        if self._json is not None:
            return self._json
        return "".join(json_pieces(self.variables, self.rows)).encode()

    def _serialize(self, format: QueryResultsFormat) -> str:
        return (_solutions(self.json_bytes()).serialize(format=format) or b"").decode("utf-8")

    def to_markdown(self) -> str:
        """A GitHub-style table."""
        lines = [
            [markdown_cell(name) for name in self.variables],
            ["---"] * len(self.variables),
            *([markdown_cell(plain(term)) for term in row] for row in self.rows),
        ]
        return "".join("| " + " | ".join(line) + " |\n" for line in lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html_cell(name)}</th>" for name in self.variables)
        body = "".join(
            "<tr>" + "".join(f"<td>{html_cell(plain(term))}</td>" for term in row) + "</tr>"
            for row in self.rows[:HTML_ROWS]
        )
        more = len(self.rows) - HTML_ROWS
        note = f"<p>… and {more:,} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _solutions(data: bytes) -> QuerySolutions:
    results = parse_query_results(data, ROWS)
    if not isinstance(results, QuerySolutions):
        raise BadParameter("these are not the results of a SELECT")
    return results


class Graph:
    """The triples of a CONSTRUCT or DESCRIBE, each once, in a fixed order."""

    __slots__ = ("triples",)

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.triples: list[Triple] = sorted(set(triples), key=_order)

    @classmethod
    def from_n_triples(cls, data: bytes) -> Graph:
        """The graph of N-Triples in UTF-8; blank nodes keep their names."""
        return cls(quad.triple for quad in parse(data, RdfFormat.N_TRIPLES))

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def __contains__(self, triple: object) -> bool:
        return triple in self.triples

    def __eq__(self, other: object) -> bool:
        return self.triples == other.triples if isinstance(other, Graph) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Graph {len(self.triples)} triples>"

    def serialize(self, format: str = "turtle") -> str:
        """The graph as text in one of `GRAPH_FORMATS`: the same text each time.

        Raises BadParameter for another format, CannotWrite for what RDF/XML cannot hold.
        """
        if format not in GRAPH_FORMATS:
            known = ", ".join(GRAPH_FORMATS)
            raise BadParameter(f"unknown format {format!r}; there are: {known}")
        if format == "rdf/xml":
            for triple in self.triples:
                _check_xml(triple)
        data = serialize(self.triples, format=GRAPH_FORMATS[format], prefixes=self._prefixes())
        return (data or b"").decode("utf-8")

    def to_rdflib(self) -> rdflib.Graph:
        """A new rdflib.Graph of the same triples."""
        import rdflib

        from twitchkg.store.terms import triple_to_rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in self._prefixes().items():
            graph.bind(prefix, namespace)
        for triple in self.triples:
            graph.add(triple_to_rdflib(triple))
        return graph

    def _prefixes(self) -> dict[str, str]:
        """The known prefixes that occur."""
        used = set()
        for triple in self.triples:
            for term in triple:
                if isinstance(term, Literal):
                    term = term.datatype
                if isinstance(term, NamedNode):
                    used.add(shorten(term.value).partition(":")[0])
        return {prefix: PREFIXES[prefix] for prefix in sorted(used & PREFIXES.keys())}


def json_pieces(variables: Iterable[str], rows: Iterable[tuple[Term | None, ...]]) -> Iterator[str]:
    """SPARQL 1.1 Query Results JSON of a SELECT, row by row.

    By hand: pyoxigraph serializes only rows that it has parsed or found itself.
    """
    names = list(map(json_string, variables))
    yield f'{{"head":{{"vars":[{",".join(names)}]}},"results":{{"bindings":['
    between = ""
    for row in rows:
        bound = (
            f"{name}:{_json_term(term)}"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"{between}{{{','.join(bound)}}}"
        between = ","
    yield "]}}"


def boolean_to_json(answer: bool) -> str:
    """SPARQL 1.1 Query Results JSON of an ASK."""
    return f'{{"head":{{}},"boolean":{"true" if answer else "false"}}}'


def plain(term: Term | None, short: bool = True) -> str:
    """A term for people: CURIE or IRI, a literal's text, nothing where unbound."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return shorten(term.value) if short else term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return " ".join(plain(part, short) for part in term)


def to_python(term: Term | None) -> Value:
    """A term as a Python value: numbers and booleans by datatype, all else as text.

    A literal that its datatype does not allow stays text.
    """
    if not isinstance(term, Literal):
        return None if term is None else plain(term, short=False)
    text, kind = term.value, term.datatype.value
    if kind in (_XSD_STRING, _LANG_STRING):
        return text
    if kind in _INTEGERS:
        # Python refuses to read more digits than this at once.
        return int(text) if re.fullmatch(_INTEGER, text) and len(text) < 4_000 else text
    if kind == XSD + "decimal" and re.fullmatch(_DECIMAL, text):
        from decimal import Decimal

        return Decimal(text)
    if kind in _FLOATS and (re.fullmatch(_DOUBLE, text) or text in ("INF", "+INF", "-INF", "NaN")):
        return float(text)
    if kind == XSD + "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    return text


def markdown_cell(text: str) -> str:
    """One cell of a Markdown table: no mark-up, no HTML, no line break can come out of it."""
    return "<br>".join(line.translate(_MARKDOWN) for line in text.splitlines())


def html_cell(text: str) -> str:
    """Text for between HTML tags or in a quoted attribute."""
    return text.translate(_HTML)


def json_string(text: str) -> str:
    """A JSON string; safe inside a `<script>` too."""
    return '"' + text.translate(_JSON) + '"'


_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_MARKDOWN = {**_HTML, **{ord(each): "\\" + each for each in "\\|`*_[]~"}}
_JSON = {
    **{code: f"\\u{code:04x}" for code in (*range(32), 0x7F, 0x2028, 0x2029)},
    **str.maketrans(
        {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "<": "\\u003c"}
    ),
}


def _json_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{json_string(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{json_string(term.value)}}}'
    if isinstance(term, Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        value = ",".join(f'"{name}":{_json_term(part)}' for name, part in parts)
        return f'{{"type":"triple","value":{{{value}}}}}'
    more = ""
    if term.language:
        more = f',"xml:lang":{json_string(term.language)}'
        if _direction(term):
            more += f',"its:dir":"{_direction(term)}"'
    elif term.datatype.value != _XSD_STRING:
        more = f',"datatype":{json_string(term.datatype.value)}'
    return f'{{"type":"literal","value":{json_string(term.value)}{more}}}'


def _direction(term: Literal) -> str:
    direction = getattr(term, "direction", None)
    return "" if direction is None else str(direction)


def _order(triple: Triple) -> tuple[str, ...]:
    return tuple(map(str, triple))


def _check_xml(triple: Triple) -> None:
    name = triple.predicate.value
    tail = len(name)
    while tail and (name[tail - 1].isalnum() or name[tail - 1] in "_-."):
        tail -= 1
    if not any(each.isalpha() or each == "_" for each in name[tail:]):
        raise CannotWrite(f"RDF/XML cannot name the property <{name}>; write Turtle instead")
    value = triple.object.value if isinstance(triple.object, Literal) else ""
    if any((each < " " and each not in "\t\n\r") or each in "\ufffe\uffff" for each in value):
        raise CannotWrite(
            f"RDF/XML cannot hold the control characters in {triple.subject}; write Turtle instead"
        )
