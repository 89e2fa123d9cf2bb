"""The default engine: pyoxigraph, in memory."""

from __future__ import annotations

import os
from io import BytesIO

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat

from twitchkg.errors import (
    InvalidGraph,
    QueryRefused,
    QuerySyntaxError,
    TwitchkgError,
    UnreadableSource,
    one_line,
)
from twitchkg.files import ontology_dir, read_rdf
from twitchkg.sparql import is_update, star_spelt_out, tokens, undeclared_prefix, widened
from twitchkg.store.base import Store, refused
from twitchkg.store.prefixes import prefixes_of
from twitchkg.store.stream import Rows, Triples
from twitchkg.vocab import PREFIXES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from pyoxigraph import Triple

    from twitchkg.files import RdfSource
    from twitchkg.store.stream import Found
    from twitchkg.store.table import Term

ASIDE = NamedNode("urn:twitchkg:beside")
"""The graph of what one store shows and another one of the same quads does not."""


class OxigraphStore(Store):
    """A graph in memory. What stands in named graphs stands in the default graph, too."""

    def __init__(
        self,
        held: pyoxigraph.Store,
        prefixes: Mapping[str, str] = PREFIXES,
        *,
        strict: bool = False,
        aside: bool = False,
    ) -> None:
        super().__init__(held)
        self.prefixes = prefixes
        self.named_graphs = not aside and any(True for _ in held.named_graphs())
        self._strict = strict
        self._graphs: list[NamedNode | BlankNode | DefaultGraph] = [DefaultGraph()]
        self._graphs += [ASIDE] if aside else []

    @classmethod
    def from_files(
        cls, paths: Iterable[str | os.PathLike[str]], *, strict: bool = False, kind: str = ""
    ) -> OxigraphStore:
        """Read files; raises UnreadableSource, InvalidGraph (file and line).

        `strict` leaves what stands in named graphs out of the default graph; `kind` is that of
        files whose names do not tell it.
        """
        store = pyoxigraph.Store()
        prefixes: Mapping[str, str] = {}
        own = ontology_dir()
        for path in paths:
            source = read_rdf(path, kind)
            if source.format is None:
                told = _take(store, source)
            else:
                _load(store, source, source.format)
                ours = os.path.dirname(source.path) == own
                told = PREFIXES if ours else prefixes_of(source)
            prefixes = {**told, **prefixes}
        _merge(store, strict)
        return cls(store, {**PREFIXES, **prefixes}, strict=strict)

    def with_quads(self, quads: Iterable[Quad], prefixes: Mapping[str, str]) -> OxigraphStore:
        """The same with what another store holds; its own prefixes go first."""
        held = self._open()
        held.extend(quads)
        _merge(held, self._strict)
        return OxigraphStore(held, {**prefixes, **self.prefixes}, strict=self._strict)

    def extended(self, triples: Iterable[Triple]) -> OxigraphStore:
        """See `Store.extended`: the same store."""
        self._open().extend(Quad(*triple) for triple in triples)
        return self

    def beside(self, triples: Iterable[Triple], new: bytes = b"") -> OxigraphStore:
        """See `Store.beside`: nothing is copied, unless graphs have names."""
        held = self._open()
        if self.named_graphs:  # a further one would be among them
            copy = OxigraphStore(pyoxigraph.Store(), self.prefixes, strict=True)
            copy._open().bulk_load(new, RdfFormat.N_TRIPLES)
            return copy.with_quads(held, {}).extended(triples)
        held.bulk_load(new, RdfFormat.N_TRIPLES, to_graph=ASIDE)
        # A triple in both graphs would be found twice.
        fresh = (triple for triple in triples if Quad(*triple) not in held)
        held.extend(Quad(t.subject, t.predicate, t.object, ASIDE) for t in fresh)
        return OxigraphStore(held, self.prefixes, aside=True)

    def quads(self) -> Iterator[Quad]:
        """See `Store.quads`."""
        yield from self._engine()

    def found(self, sparql: str) -> Found:
        """See `Store.found`."""
        store = self._engine()
        told = _told(sparql, self.prefixes)
        with told:
            results = store.query(
                sparql,
                prefixes=dict(self.prefixes),
                default_graph=self._graphs if len(self._graphs) > 1 else None,
                named_graphs=self._named(store, sparql),
            )
        if isinstance(results, pyoxigraph.QueryBoolean):
            return bool(results)
        if not isinstance(results, pyoxigraph.QuerySolutions):
            return Triples(_each(results, told))
        names = [each.value for each in results.variables]
        ordered = star_spelt_out(sparql, names)
        if ordered:
            return self.found(ordered)

        def serialize(out: Any, format: pyoxigraph.QueryResultsFormat) -> None:
            with told:
                results.serialize(out, format=format)

        # `tuple(solution)` gives the terms in the order of the variables.
        return Rows(names, map(tuple, _each(results, told)), serialize)

    def triples(self) -> Iterator[Triple]:
        """See `Store.triples`."""
        return self.match()

    def match(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
    ) -> Iterator[Triple]:
        """See `Store.match`."""
        for graph in self._graphs:
            for quad in self._engine().quads_for_pattern(subject, predicate, object, graph):
                yield quad.triple

    def rows(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """See `Store.rows`."""
        found = self.found(sparql)
        assert isinstance(found, Rows)
        return iter(found)

    def _engine(self) -> pyoxigraph.Store:
        """The engine's own store, which answers."""
        held: pyoxigraph.Store = self._open()
        return held

    def _named(self, store: pyoxigraph.Store, sparql: str) -> list[NamedNode | BlankNode] | None:
        """The graphs that GRAPH finds; None for every one."""
        return None


class _told:
    """Within it an error of the engine's is raised as one of ours."""

    def __init__(self, sparql: str, prefixes: Mapping[str, str]) -> None:
        self._text = sparql, prefixes

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SyntaxError):
            raise _not_a_query(error, *self._text) from None
        if isinstance(error, (RuntimeError, OSError)):
            raise refused("the engine", error) from None


def _each(results: Iterable[Any], told: _told) -> Iterator[Any]:
    with told:
        yield from results


def _take(store: pyoxigraph.Store, source: RdfSource) -> Mapping[str, str]:
    """What a reader of ours gives, into the store; the namespaces of its names."""
    from twitchkg.store.readers import read

    triples, prefixes = read(source)
    store.extend(Quad(*triple) for triple in triples)
    return prefixes


def _load(store: pyoxigraph.Store, source: RdfSource, format: RdfFormat) -> None:
    try:
        parse_into(store.load, source, format, source.data)
    except OSError as error:
        raise UnreadableSource(f"{one_line(source.path)}: cannot be loaded: {error}") from None


def parse_into(
    load: Callable[..., None], source: RdfSource, format: RdfFormat, data: object
) -> None:
    """Have the engine parse the data of a source, bytes or what is read piece by piece.

    Raises InvalidGraph (file and line), UnreadableSource; OSError for what reading and writing
    raise.
    """
    try:
        load(data, format, base_iri=source.base_iri)
    except SyntaxError as error:
        line = error.lineno or (_xml_line(source) if format.name == "RDF/XML" else None)
        raise InvalidGraph(_parser_words(error, format), source.path, line) from None
    except MemoryError as error:
        why = "does not fit into memory; split it"
        if "buffer" in str(error):
            why = "holds a token or comment over 16 MiB; shorten it"
        raise UnreadableSource(f"{one_line(source.path)}: {why}") from None
    except ValueError as error:
        raise UnreadableSource(f"{one_line(source.path)}: cannot be loaded: {error}") from None


def _merge(store: pyoxigraph.Store, strict: bool) -> None:
    """Everything into the default graph, too: an engine's own union gives a triple once a graph."""
    if not strict and any(True for _ in store.named_graphs()):
        store.extend([Quad(*quad.triple) for quad in store if quad.graph_name != DefaultGraph()])


def _xml_line(source: RdfSource) -> int:
    """The line of an error in RDF/XML, whose parser does not tell it: the last that it reads."""
    lines = _Lines(source.data)
    try:
        for _ in pyoxigraph.parse(lines, source.format, base_iri=source.base_iri):
            pass
    except SyntaxError:
        pass
    return lines.number


class _Lines(BytesIO):
    """Bytes that a parser is given line by line; `number` is the line it has come to."""

    number = 0
    _starts = True

    def read(self, size: int | None = -1) -> bytes:
        piece = self.readline(-1 if size is None else size)
        self.number += self._starts and bool(piece)
        self._starts = piece.endswith(b"\n")
        return piece


def _parser_words(error: SyntaxError, format: RdfFormat) -> str:
    message = str(error.msg)
    if "LoadDocumentCallback" in message:
        return (
            "its JSON-LD @context is on the web and nothing is fetched; "
            "write the context into the file"
        )
    if message.startswith("Parser error at "):
        message = message.partition(": ")[2] or message
    column = f" (column {error.offset})" if error.offset else ""
    return f"is not valid {format.name}: {one_line(message)}{column}"


def check_syntax(sparql: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Raise QuerySyntaxError or QueryRefused (an update) unless `sparql` is a sound query."""
    try:
        _parse(sparql, prefixes)
    except SyntaxError as error:
        raise _not_a_query(error, sparql, prefixes) from None


def _parse(sparql: str, prefixes: Mapping[str, str]) -> None:
    """Raise SyntaxError unless it parses; nothing is evaluated.

    The engine has no way to ask for that, but it looks for the variables to substitute between
    the two, and refuses one that the query has not.
    """
    name = "v"
    while name in sparql:
        name += "v"
    absent: dict[pyoxigraph.Variable, Term] = {pyoxigraph.Variable(name): pyoxigraph.Literal("")}
    try:
        pyoxigraph.Store().query(sparql, prefixes=dict(prefixes), substitutions=absent)
    except RuntimeError:
        pass


def _not_a_query(error: SyntaxError, sparql: str, prefixes: Mapping[str, str]) -> TwitchkgError:
    if is_update(sparql):
        return QueryRefused("this graph is only read: updates are refused; change its files")
    return undeclared_prefix(sparql, prefixes) or _syntax_error(str(error), sparql, prefixes)


def _syntax_error(message: str, sparql: str, prefixes: Mapping[str, str]) -> QuerySyntaxError:
    """Oxigraph's `error at LINE:COLUMN: expected …` in a person's words."""
    if not sparql.strip():
        return QuerySyntaxError("it is empty", 1, 1)
    start = _unfit(sparql, prefixes)
    line = sparql.count("\n", 0, start) + 1
    column = start - sparql.rfind("\n", 0, start)
    for grammars, ours in _TOLD.items():
        if grammars in message:
            return QuerySyntaxError(ours, line, column)
    # The grammar's own list of dozens of expected tokens helps nobody.
    token = next((sparql[at:end] for _, at, end in tokens(sparql) if at == start), "")
    what = f"unexpected {token[:40]!r}" if token else "it ends too early"
    return QuerySyntaxError(what, line, column)


def _unfit(sparql: str, prefixes: Mapping[str, str]) -> int:
    """Where the token starts that the parser cannot use; the end where it wants more."""
    wide, places = widened(sparql)
    try:
        _parse(wide, prefixes)
    except SyntaxError as error:
        place, _, _ = str(error).removeprefix("error at ").partition(": ")
        line, _, column = place.partition(":")
        if line.isdigit() and column.isdigit():
            before = wide.split("\n")[: int(line) - 1]
            at = sum(len(each) + 1 for each in before) + int(column) - 1
            if at < len(wide):
                return max((here for there, here in places if there <= at), default=0)
    return len(sparql.rstrip())


_TOLD = {
    "IRI parsing failed": "an IRI is relative or malformed; write it in full",
    "Duplicated variable name in SELECT": "a variable is selected twice",
    "The SELECT contains a variable that is unbound": (
        "a variable is selected that is neither grouped nor aggregated"
    ),
}
