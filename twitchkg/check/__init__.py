"""Proof that a graph keeps its promises: shapes, questions that must find nothing, edges, spans.

Works on the built-in graph and on anybody's own files. A finding names the file, the subject, and
what to do about it.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from twitchkg import saved as queries
from twitchkg.check.wording import misread
from twitchkg.errors import BadParameter, MissingExtra, UnreadableSource
from twitchkg.files import extra_path, module_paths, ontology_dir, read_rdf, read_text
from twitchkg.graph.contents import Contents
from twitchkg.graph.read import read_contents
from twitchkg.store import files_of, open_store
from twitchkg.store.base import select
from twitchkg.store.table import Graph
from twitchkg.vocab import DCTERMS, SOURCE_CLASS, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twitchkg.graph.model import Span
    from twitchkg.store.base import Store

LONGEST_QUOTE = 60
"""Characters of a source's sentence that may stand in the graph before it counts as copied."""


class Finding(NamedTuple):
    """Something wrong: the file's name (empty if unknown), the subject's IRI, what to do."""

    file: str
    subject: str
    problem: str

    def __str__(self) -> str:
        subject = shorten(self.subject) if self.subject else "the graph"
        return f"{self.file or 'graph'}: {subject}: {self.problem}"


class Report(NamedTuple):
    """What was proved, in words, and what was found."""

    proved: tuple[str, ...]
    findings: tuple[Finding, ...]


def check(
    paths: Sequence[str | os.PathLike[str]] = (),
    *,
    added: Sequence[str | os.PathLike[str]] = (),
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
) -> Report:
    """Check the built-in graph, or the RDF files in `paths`, with `added` laid over.

    Args:
        sources: texts to hold the spans against, by the source's ``dcterms:identifier``.

    Raises:
        UnreadableSource, InvalidGraph: if a file cannot be read as RDF.
        BadParameter: if `sources` names a source that the graph does not.
    """
    files = [*(paths or module_paths()), *added]
    home = _Home(files)
    # Somebody's own file need not repeat our schema for its claims to be understood.
    store = (
        open_store(os.path.join(ontology_dir(), "schema.ttl"), *files)
        if paths
        else (open_store(*files))
    )
    contents = read_contents(store)
    proved: list[str] = []
    findings: list[Finding] = []

    def add(what: str, found: Iterable[tuple[str, str]]) -> None:
        proved.append(what)
        findings.extend(Finding(home.of(subject), subject, problem) for subject, problem in found)

    add(f"SHACL shapes hold for {sum(1 for _ in store.triples())} triples", _shapes(store))
    questions = [q for q in queries.catalogue() if q.folder == "check"]
    if added:  # what is laid over is not counted in the dataset description
        questions = [q for q in questions if q.name != "check/dataset-counts"]
    add(f"{len(questions)} check questions find nothing", _questions(store, questions))
    add(f"plain triples are those of the {len(contents.claims)} claims", _edges(store, contents))
    if not paths:  # what is laid over has no part in the module
        own = open_store(*module_paths()) if added else store
        add("the module provenance is what the claims derive", _provenance(own))
    for name, path in (sources or {}).items():
        text, spans = read_text(path), spans_of(store, contents, name)
        add(*_spans(store, name, spans, text))
        add(f"no claim is firmer than its words in {name}", misread(store, contents, spans, text))
    return Report(tuple(proved), tuple(sorted(set(findings))))


class _Home:
    """Which file a subject is described in."""

    def __init__(self, files: Iterable[str | os.PathLike[str]]) -> None:
        self._files: dict[str, str] = {}
        for file in (each for source in files for each in files_of(source) if each != "-"):
            source = read_rdf(file)
            name = os.path.basename(file)
            if source.format is None:
                continue
            # Errors are told by the store, with their line.
            for quad in _quads(source.data, source.format, source.base_iri):
                if isinstance(quad, NamedNode):
                    self._files.setdefault(quad.value, name)

    def of(self, subject: str) -> str:
        return self._files.get(subject, "")


def _quads(data: bytes, format: RdfFormat, base: str | None) -> Iterable[object]:
    try:
        for quad in parse(data, format, base_iri=base):
            yield quad.subject
    except (SyntaxError, MemoryError):
        return


def _shapes(store: Store) -> list[tuple[str, str]]:
    try:
        import pyshacl
    except ImportError:
        raise MissingExtra("pyshacl", "twitchkg check") from None
    import rdflib

    data = Graph(store.triples()).to_rdflib()
    shapes = rdflib.Graph().parse(os.path.join(ontology_dir(), "shapes.ttl"))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise UnreadableSource(f"shapes.ttl: SHACL could not be run: {results}")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = []
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        message = results.value(result, sh.resultMessage)
        value = results.value(result, sh.value)
        shown = f" (found: {_brief(str(value))})" if value is not None else ""
        found.append((str(results.value(result, sh.focusNode)), f"{message}{shown}"))
    return found


def _brief(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


def _questions(store: Store, questions: Iterable[queries.SavedQuery]) -> list[tuple[str, str]]:
    found = []
    for question in questions:
        for row in select(store, question.text).to_dicts():
            found.append((str(row["subject"]), f"{row['problem']} [{question.name}]"))
    return found


def _edges(store: Store, contents: Contents) -> list[tuple[str, str]]:
    """Edges derived from the claims against the edges that stand in the graph, both ways."""
    answer = store.answer(queries.load("build/plain-triples").text)
    derived = set(answer) if isinstance(answer, Graph) else set()
    properties = {triple.predicate.value for triple in derived}
    properties |= {link.predicate for link in contents.links}
    flags = {flag.iri for flag in contents.red_flags}
    standing = {
        triple
        for triple in store.triples()
        if triple.predicate.value in properties
        and isinstance(triple.subject, NamedNode)
        and triple.subject.value not in flags  # a red flag says itself what it points to
    }
    again = "derive the edges again with the saved question build/plain-triples"
    missing = [
        (_iri(t), f"{_arrow(t)} is claimed but is no plain triple; {again}")
        for t in derived - standing
    ]
    spare = [
        (_iri(t), f"{_arrow(t)} is a plain triple but is not claimed; write a claim, or {again}")
        for t in standing - derived
        if contents.claims
    ]
    return missing + spare


def _provenance(store: Store) -> list[tuple[str, str]]:
    """The built-in module of provenance against what is derived, both ways."""
    answer = store.query(queries.load("build/provenance").text)
    derived = set(answer) if isinstance(answer, Graph) else set()
    standing = set(open_store(extra_path("provenance")).triples())
    again = "derive the module provenance again with the saved question build/provenance"
    told = {"is derived but does not stand": derived - standing}
    told["stands but is not derived"] = standing - derived
    return [
        (_iri(triple), f"{_arrow(triple)} {what}; {again}")
        for what, triples in told.items()
        for triple in triples
    ]


def _iri(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


def _arrow(triple: Triple) -> str:
    value = triple.object
    shown = shorten(value.value) if isinstance(value, NamedNode) else str(value)
    return f"{shorten(triple.predicate.value)} {shown}"


def _spans(
    store: Store, name: str, spans: Sequence[Span], text: str
) -> tuple[str, list[tuple[str, str]]]:
    """Hold every span of a source against its text: offsets, digests, and no sentence copied."""
    found = []
    for span in spans:
        problem = wrong_digest(span, text)
        if problem:
            found.append((span.iri, problem))
    pieces = {
        text[at : at + LONGEST_QUOTE]
        for span in spans
        for at in range(span.start, span.end - LONGEST_QUOTE + 1)
    }
    for triple in store.triples():
        value = getattr(triple.object, "value", "")
        windows = (value[at : at + LONGEST_QUOTE] for at in range(len(value) - LONGEST_QUOTE + 1))
        if any(window in pieces for window in windows):
            problem = "copies a sentence of the source: say it in your own words"
            found.append((_iri(triple), f"{shorten(triple.predicate.value)} {problem}"))
    return f"{len(spans)} spans of {name} stand where they should, with their digests", found


def wrong_digest(span: Span, text: str) -> str:
    """What is wrong with a span held against the text of its source; empty if nothing."""
    if span.end > len(text):
        return f"ends at {span.end} but the text has {len(text)} code points"
    said = text[span.start : span.end]
    if hashlib.sha256(said.encode()).hexdigest() != span.sha256:
        return (
            f"the text from {span.start} to {span.end} has another digest: "
            "the text or the offsets have changed"
        )
    return ""


def spans_of(store: Store, contents: Contents, name: str) -> list[Span]:
    """The spans of the source with that ``dcterms:identifier``, in reading order.

    Raises:
        BadParameter: if the graph has no such source; it names those there are.
    """
    rows = select(
        store,
        f"SELECT ?s ?name WHERE {{ ?s a <{SOURCE_CLASS}> ; <{DCTERMS}identifier> ?name }}",
    ).to_dicts()
    iris = {str(row["s"]) for row in rows if str(row["name"]) == name}
    if not iris:
        known = ", ".join(sorted(str(row["name"]) for row in rows)) or "none"
        raise BadParameter(f"the graph has no source named {name!r}; there are: {known}")
    return sorted((s for s in contents.spans.values() if s.source in iris), key=lambda s: s.start)
