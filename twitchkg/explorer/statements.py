"""The page's statements: each claim, background fact or bare arrow as one plain row.

Every text has passed ``plain``: no character in it steers how its neighbours are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twitchkg.explorer.labels import plain
from twitchkg.graph.model import Concept
from twitchkg.vocab import (
    ACTS_AS,
    ASSOCIATED_WITH,
    BROADER,
    DENIED,
    INVOLVES,
    LEVELS,
    OVER_STEPS,
    PURPOSES,
    TK,
    WORSENS,
    local_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, Link, Span

View = dict[str, Any]

UNRECORDED = "unrecorded"
"""Style of an arrow that no statement speaks of."""

ROLES = {
    BROADER: "broader",
    INVOLVES: "involves",
    WORSENS: "worsens",
    ASSOCIATED_WITH: "associated",
    ACTS_AS: "acts",
    **dict.fromkeys(LEVELS, "level"),
    **dict.fromkeys(PURPOSES, "purpose"),
}
"""What a statement that is no step of a chain has to do with chains, by its property."""


class Names:
    """Places of concepts in the page's list, and how things are called."""

    def __init__(self, contents: Contents) -> None:
        self._claims = contents
        found = dict(contents.concepts)
        for iri in sorted(mentioned(contents)):
            if iri not in found:
                found[iri] = Concept(iri, contents.label(iri))
        self.others = contents.background.terms if contents.background else {}
        self.concepts = sorted(
            found.values(), key=lambda c: (c.iri in self.others, c.label.casefold(), c.iri)
        )
        self.place = {c.iri: i for i, c in enumerate(self.concepts)}
        self.sources = sorted({span.source for span in contents.spans.values()})
        sections = sorted({(span.source, span.section) for span in contents.spans.values()})
        self.section = {each: number for number, each in enumerate(sections)}

    def __call__(self, iri: str) -> str:
        """The label of anything, or the end of its IRI."""
        if not iri:
            return ""
        label = self._claims.label(iri)
        if label == local_name(iri) and iri.startswith(TK):
            # somebody else's graph need not bring our schema: leadsTo reads "leads to"
            label = "".join(" " + c.lower() if c.isupper() else c for c in label).strip()
        return plain(label).strip() or plain(iri)


def mentioned(contents: Contents) -> set[str]:
    """The IRIs of everything that an arrow, a claim or a red flag names."""
    found = {iri for link in contents.links for iri in (link.subject, link.object)}
    for claim in contents.claims:
        found.update((claim.subject, claim.object))
    for fact in contents.background.facts if contents.background else ():
        found.update((fact.subject, fact.object))
    for flag in contents.red_flags:
        found.update((flag.iri, *flag.findings, *flag.actions, *flag.suggests))
    return found


class Statements:
    """The rows and the links of the page; `place` has a link's by its ends, `row` a claim's."""

    def __init__(self, contents: Contents, names: Names, scale: list[View]) -> None:
        self.contents, self.names, self.scale = contents, names, scale
        self.modality = {each["iri"]: number for number, each in enumerate(scale)}
        self.rows: list[View] = []
        self.links: list[View] = []
        self.place: dict[tuple[str, str, str], int] = {}
        self.row: dict[str, int] = {}

    def add(self, link: Link, *, causal: bool, of: str = "") -> None:
        """A link and its rows; `of` marks what another source says."""
        first = len(self.rows)
        for claim in link.claims:
            self.tell(claim, causal=causal)
        if not link.claims:
            self.rows.append(bare_row(link, self.names, self.modality))
        self.place[link.subject, link.predicate, link.object] = len(self.links)
        self.links.append(
            {
                "subject": self.names.place[link.subject],
                "object": self.names.place[link.object],
                "predicate": link.predicate,
                "relation": self.names(link.predicate),
                "modality": self.rows[first]["modality"],
                "rank": self.contents.link_rank(link),
                "causal": causal,
                "summary": link.is_summary,
                "rows": list(range(first, len(self.rows))),
                **({of: True} if of else {}),
            }
        )

    def tell(self, claim: Claim, *, causal: bool) -> None:
        """The row of a claim."""
        self.row[claim.iri] = len(self.rows)
        self.rows.append(row_of(claim, self.contents, self.names, self.modality, causal=causal))


def row_of(
    claim: Claim, contents: Contents, names: Names, modality: dict[str, int], *, causal: bool
) -> View:
    """A statement as the page's table and cards tell it; ``of`` is the place of its context."""
    row = {
        "subject": names.place[claim.subject],
        "object": names.place[claim.object],
        "relation": names(claim.predicate),
        "causal": causal,
        "role": ROLES.get(claim.predicate, ""),
        "denied": claim.modality == DENIED,
        "modality": modality[claim.modality],
        "summary": plain(claim.summary),
        "skips": claim.directness == OVER_STEPS,
        "effect": names(claim.effect),
        "frequency": names(claim.frequency),
        "condition": plain(claim.condition),
        "places": [names(p) for p in claim.places],
        "context": names(claim.context),
        "rationale": plain(claim.rationale),
        "spans": _spans(claim.spans, contents, names),
        "where": where(claim.spans, contents, names),
        "claim": plain(claim.iri),
    }
    if claim.context:
        row["of"] = names.place.get(claim.context, -1)
    origin = contents.origin(claim.iri)
    if origin:
        notes = (f"Its words: “{origin.wording}”." if origin.wording else "", origin.note)
        row["background"] = True
        row["frequency"] = plain(origin.frequency)
        row["where"] = plain(f"not the article: {origin.place}")
        row["note"] = plain(" ".join(filter(None, notes)))
    return row


def bare_row(link: Link, names: Names, modality: dict[str, int]) -> View:
    """An arrow that no statement speaks of, as a row."""
    return {
        "subject": names.place[link.subject],
        "object": names.place[link.object],
        "relation": names(link.predicate),
        "causal": True,
        "denied": False,
        "modality": modality[UNRECORDED],
        "summary": "",
        "skips": False,
        "role": "",
        **dict.fromkeys(
            ("effect", "frequency", "condition", "context", "rationale", "where", "claim"), ""
        ),
        "places": [],
        "spans": [],
    }


def spans_of(contents: Contents, names: Names, rows: Iterable[View]) -> list[View]:
    """Every place in the sources: those that the graph describes, in reading order, then the rest.

    ``sha256`` is of the text from ``start`` to ``end``, which count code points; ``flags`` are the
    places of the red flags that rest on it; ``silent`` says why nothing is stated there.
    """
    flags: dict[str, list[int]] = {}
    for flag in contents.red_flags:
        for iri in flag.spans:
            flags.setdefault(iri, []).append(names.place[flag.iri])
    told: list[View] = [
        {
            **_span(s, names),
            **({"sha256": s.sha256} if s.sha256 else {}),
            **({"flags": sorted(flags[s.iri])} if s.iri in flags else {}),
            **({"silent": plain(s.no_statement)} if s.no_statement else {}),
        }
        for s in sorted(contents.spans.values(), key=_reading)
    ]
    known = {span["iri"] for span in told}
    others = {span["iri"]: span for row in rows for span in row["spans"]}
    return told + [others[iri] for iri in sorted(others.keys() - known)]


def _spans(iris: Iterable[str], contents: Contents, names: Names) -> list[View]:
    """Where to look; a span that the graph names but does not describe keeps its IRI."""
    found = sorted((contents.spans[i] for i in iris if i in contents.spans), key=_reading)
    return [_span(s, names) for s in found] + [
        {"iri": plain(iri), "place": plain(local_name(iri)), "source": ""}
        for iri in sorted(i for i in iris if i not in contents.spans)
    ]


def _span(span: Span, names: Names) -> View:
    return {
        "iri": plain(span.iri),
        "place": plain(span.place),
        "source": names(span.source),
        "start": span.start,
        "end": span.end,
        "section": names.section[span.source, span.section],
    }


def _reading(span: Span) -> tuple[str, int, int, str]:
    return span.source, span.start, span.end, span.iri


def where(iris: Iterable[str], contents: Contents, names: Names) -> str:
    """Where to look, in few words: ``section 3, sentences 24 and 33``."""
    sections: dict[tuple[str, int], list[int]] = {}
    strange = []
    for iri in sorted(iris):
        span = contents.spans.get(iri)
        if span and span.sentence:
            sections.setdefault((span.source, span.section), []).append(span.sentence)
        else:
            strange.append(plain(local_name(iri)))
    told = []
    for (source, section), sentences in sorted(sections.items()):
        numbers = [str(n) for n in sorted(set(sentences))]
        word = "sentence" if len(numbers) == 1 else "sentences"
        listed = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
        told.append(
            (f"{names(source)}, " if len(names.sources) > 1 else "")
            + f"section {section}, {word} {listed}"
        )
    return "; ".join(told + strange)
