"""What a graph carries of its sources, sentence by sentence, and what those are silent on."""

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Claim, Concept, RedFlag, Span
from twitchkg.store.base import Store, select
from twitchkg.vocab import DEFINITION, RED_FLAG, SILENT_ON, SOURCE_CLASS, SPAN

_DEFINED = f"""SELECT DISTINCT ?thing ?span WHERE {{
  ?thing <{SPAN}> ?span ; <{DEFINITION}> ?text . FILTER NOT EXISTS {{ ?thing a <{RED_FLAG}> }}
}}"""
_SILENT = f"SELECT DISTINCT ?nothing WHERE {{ ?s a <{SOURCE_CLASS}> ; <{SILENT_ON}> ?nothing }}"


class Carried(NamedTuple):
    """A sentence of a source, and what rests on it: claims, red flags, definitions."""

    span: Span
    claims: tuple[Claim, ...]
    red_flags: tuple[RedFlag, ...]
    defined: tuple[Concept, ...]


class Coverage(NamedTuple):
    """What a graph carries of its sources, in reading order, and what those are silent on."""

    sentences: tuple[Carried, ...]
    silent_on: tuple[str, ...]

    def __repr__(self) -> str:
        bare = sum(not (c.claims or c.red_flags or c.defined) for c in self.sentences)
        return f"<Coverage {len(self.sentences)} sentences, {bare} of them carry nothing>"


def read_coverage(store: "Store", contents: "Contents") -> Coverage:
    """Every sentence that the graph points at, with what rests on it, in reading order."""
    said: dict[str, list[Claim]] = {}
    for claim in contents.claims:
        for span in claim.spans:
            said.setdefault(span, []).append(claim)
    flagged: dict[str, list[RedFlag]] = {}
    for flag in contents.red_flags:
        for span in flag.spans:
            flagged.setdefault(span, []).append(flag)
    defined: dict[str, set[Concept]] = {}
    for thing, place in select(store, _DEFINED):
        if isinstance(thing, NamedNode) and isinstance(place, NamedNode):
            defined.setdefault(place.value, set()).add(contents.names.concept(thing.value))
    silent = {row[0].value for row in select(store, _SILENT) if isinstance(row[0], Literal)}
    return Coverage(
        tuple(
            Carried(
                span,
                tuple(said.get(span.iri, ())),
                tuple(flagged.get(span.iri, ())),
                tuple(sorted(defined.get(span.iri, ()))),
            )
            for span in sorted(contents.spans.values(), key=lambda s: (s.source, s.start, s.iri))
        ),
        tuple(sorted(silent)),
    )
