"""What the page knows, as plain JSON-able data: concepts, statements, arrows, red flags, chains.

Concepts, arrows and statements are referred to by their place in ``concepts``, ``links`` and
``rows``. Every text has passed ``plain``: no character in it steers how its neighbours are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..claims import BROADER, DENIED
from ..model import SUMMARY, Concept, Link
from ..vocab import TK, local_name
from .kinds import lanes_of
from .labels import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..claims import Claims
    from ..model import Chain, Chains, Claim, RedFlag
    from .references import Reference

View = dict[str, Any]

UNRECORDED = "unrecorded"
"""Style of an arrow that no statement speaks of."""

# Dash patterns of the arrows by firmness, firmest first: on and off in pixels, none is solid.
_DASHES: dict[str, tuple[int, ...]] = {
    "Stated": (),
    "Believed": (14, 4),
    "Associated": (9, 4, 2, 4),
    "Possible": (7, 5),
    "Inferred": (2, 4),
}
_OTHER_DASHES = (11, 3, 2, 3)
_UNRECORDED_DASHES = (1, 6)


class Names:
    """Places of concepts in the page's list, and how things are called."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims
        found = dict(claims.concepts)
        for iri in sorted(_mentioned(claims)):
            if iri not in found:
                found[iri] = Concept(iri, claims.label(iri))
        self.concepts = sorted(found.values(), key=lambda c: (c.label.casefold(), c.iri))
        self.place = {c.iri: i for i, c in enumerate(self.concepts)}
        self.sources = sorted({span.source for span in claims.spans.values()})

    def __call__(self, iri: str) -> str:
        """The label of anything, or the end of its IRI."""
        if not iri:
            return ""
        label = self._claims.label(iri)
        if label == local_name(iri) and iri.startswith(TK):
            # somebody else's graph need not bring our schema: leadsTo reads "leads to"
            label = "".join(" " + c.lower() if c.isupper() else c for c in label).strip()
        return plain(label).strip() or plain(iri)


def build(
    claims: Claims, chains: Chains | None = None, references: Iterable[Reference] = ()
) -> View:
    """All that the page shows, in an order that does not depend on the store's."""
    names = Names(claims)
    elsewhere: dict[str, list[View]] = {}
    for each in sorted(references):
        term = {"match": each.match, "iri": each.term, "label": plain(each.label)}
        elsewhere.setdefault(each.concept, []).append(term)
    scale = _scale(claims, names)
    modality = {m["iri"]: i for i, m in enumerate(scale)}
    rows: list[View] = []
    links: list[View] = []
    place: dict[tuple[str, str, str], int] = {}

    def add(link: Link, *, causal: bool) -> None:
        first = len(rows)
        for claim in link.claims:
            rows.append(_row(claim, claims, names, modality, causal=causal))
        if not link.claims:
            rows.append(_bare_row(link, names, modality))
        place[link.subject, link.predicate, link.object] = len(links)
        links.append(
            {
                "subject": names.place[link.subject],
                "object": names.place[link.object],
                "predicate": link.predicate,
                "relation": names(link.predicate),
                "modality": rows[first]["modality"],
                "rank": claims.link_rank(link),
                "causal": causal,
                "summary": link.is_summary,
                "rows": list(range(first, len(rows))),
            }
        )

    for link in sorted(claims.links, key=lambda each: _order(each, names)):
        add(link, causal=True)
    causal_claims = {c.iri for link in claims.links for c in link.claims}
    for link in sorted(_other_links(claims, causal_claims), key=lambda each: _order(each, names)):
        add(link, causal=False)
    for claim in sorted(claims.claims, key=lambda c: c.iri):
        if claim.modality == DENIED:
            rows.append(_row(claim, claims, names, modality, causal=False))

    flags = _flags(claims, names)
    links.extend(_flag_links(claims, names))
    edges = [(link["subject"], link["object"]) for link in links]
    iris = [c.iri for c in names.concepts]
    lanes = lanes_of(names.concepts, [(iris[a], iris[b]) for a, b in edges], claims.kinds)
    by_iri = {iri: i for i, iri in enumerate(sorted(iris))}
    lane_of = {iri: i for i, lane in enumerate(lanes) for iri in lane.members}
    return {
        "concepts": [
            {
                "iri": c.iri,
                "label": plain(c.label).strip() or plain(local_name(c.iri)) or plain(c.iri),
                "definition": plain(c.definition),
                "synonyms": [plain(s) for s in c.synonyms],
                "misspellings": [plain(s) for s in c.misspellings],
                "references": elsewhere.get(c.iri, []),
                "kinds": [plain(claims.kinds.get(t) or local_name(t)) for t in c.types],
                "lane": lane_of[c.iri],
            }
            for c in names.concepts
        ],
        "order": [by_iri[iri] for iri in iris],
        "lanes": [
            {
                "style": lane.style,
                "label": plain(lane.label),
                "members": [names.place[iri] for iri in lane.members],
            }
            for lane in lanes
        ],
        "scale": scale,
        "rows": rows,
        "links": links,
        "flags": flags,
        "chains": _chains(chains, names, place, scale, links) if chains else None,
        "sources": [names(source) for source in names.sources],
        "own": any(c.iri.startswith(TK) for c in names.concepts),
    }


def _mentioned(claims: Claims) -> set[str]:
    found = {iri for link in claims.links for iri in (link.subject, link.object)}
    for claim in claims.claims:
        found.update((claim.subject, claim.object))
    for flag in claims.red_flags:
        found.update((flag.iri, *flag.findings, *flag.actions, *flag.suggests))
    return found


def _order(link: Link, names: Names) -> tuple[str, str, str, str]:
    return (
        names(link.subject).casefold(),
        names(link.object).casefold(),
        link.predicate,
        link.subject + " " + link.object,
    )


def _other_links(claims: Claims, causal: set[str]) -> list[Link]:
    """Claims that are no causal arrow, grouped as links: where a symptom is, what it suggests."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims.claims:
        if claim.modality != DENIED and claim.iri not in causal:
            groups.setdefault((claim.subject, claim.predicate, claim.object), []).append(claim)
    return [
        Link(*key, tuple(sorted(found, key=lambda c: (-claims.rank(c), c.iri))))
        for key, found in groups.items()
    ]


def _scale(claims: Claims, names: Names) -> list[View]:
    """The modalities, firmest first, then the marks for a claim without one and for no claim."""
    found = sorted(claims.modalities.values(), key=lambda m: (-m.rank, m.iri))
    scale: list[View] = [
        {
            "iri": m.iri,
            "label": plain(m.label) or names(m.iri),
            "definition": plain(m.definition),
            "dashes": list(_DASHES.get(local_name(m.iri), _OTHER_DASHES)),
            "drawn": m.iri != DENIED,
            "rank": m.rank,
        }
        for m in found
    ]
    strange = sorted({c.modality for c in claims.claims} - claims.modalities.keys())
    for iri in strange:
        label = names(iri) if iri else "not recorded how firmly"
        scale.append(_mark(iri, label, "The graph does not say what this means.", _OTHER_DASHES))
    if not all(link.claims for link in claims.links):
        text = "The graph holds the arrow but no statement about it."
        scale.append(_mark(UNRECORDED, "no evidence recorded", text, _UNRECORDED_DASHES))
    return scale


def _mark(iri: str, label: str, definition: str, dashes: tuple[int, ...]) -> View:
    return {
        "iri": iri,
        "label": label,
        "definition": definition,
        "dashes": list(dashes),
        "drawn": True,
        "rank": 0,
    }


def _row(
    claim: Claim, claims: Claims, names: Names, modality: dict[str, int], *, causal: bool
) -> View:
    return {
        "subject": names.place[claim.subject],
        "object": names.place[claim.object],
        "relation": names(claim.predicate),
        "causal": causal,
        "broader": claim.predicate == BROADER,
        "denied": claim.modality == DENIED,
        "modality": modality[claim.modality],
        "summary": plain(claim.summary),
        "skips": claim.directness == SUMMARY,
        "effect": names(claim.effect),
        "frequency": names(claim.frequency),
        "condition": plain(claim.condition),
        "places": [names(p) for p in claim.places],
        "context": names(claim.context),
        "rationale": plain(claim.rationale),
        "spans": _spans(claim.spans, claims, names),
        "where": _where(claim.spans, claims, names),
        "claim": plain(claim.iri),
    }


def _bare_row(link: Link, names: Names, modality: dict[str, int]) -> View:
    return {
        "subject": names.place[link.subject],
        "object": names.place[link.object],
        "relation": names(link.predicate),
        "causal": True,
        "broader": False,
        "denied": False,
        "modality": modality[UNRECORDED],
        "summary": "",
        "skips": False,
        **dict.fromkeys(
            ("effect", "frequency", "condition", "context", "rationale", "where", "claim"), ""
        ),
        "places": [],
        "spans": [],
    }


def _spans(iris: Iterable[str], claims: Claims, names: Names) -> list[View]:
    """Where to look; a span that the graph names but does not describe keeps its IRI."""
    found = [claims.spans[i] for i in iris if i in claims.spans]
    found.sort(key=lambda s: (s.source, s.start, s.end, s.iri))
    shown: list[View] = [
        {
            "iri": plain(s.iri),
            "place": plain(s.place),
            "source": names(s.source),
            "start": s.start,
            "end": s.end,
        }
        for s in found
    ]
    for iri in sorted(i for i in iris if i not in claims.spans):
        shown.append({"iri": plain(iri), "place": plain(local_name(iri)), "source": ""})
    return shown


def _where(iris: Iterable[str], claims: Claims, names: Names) -> str:
    """Where to look, in few words: ``section 3, sentences 24 and 33``."""
    sections: dict[tuple[str, int], list[int]] = {}
    strange = []
    for iri in sorted(iris):
        span = claims.spans.get(iri)
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


def _flags(claims: Claims, names: Names) -> list[View]:
    """The rungs that have red flags, most urgent first."""
    rungs = []
    for urgency in sorted(claims.urgencies, key=lambda u: (-u.rank, u.iri)):
        flags = [f for f in claims.red_flags if f.urgency == urgency.iri]
        if flags:
            rungs.append((plain(urgency.label), plain(urgency.definition), flags))
    known = {u.iri for u in claims.urgencies}
    stray = [f for f in claims.red_flags if f.urgency not in known]
    if stray:
        rungs.append(("How soon is not recorded", "", stray))
    return [
        {
            "label": label,
            "definition": definition,
            "groups": _grouped(flags, claims, names),
        }
        for label, definition, flags in rungs
    ]


def _grouped(flags: Iterable[RedFlag], claims: Claims, names: Names) -> list[View]:
    """Flags of one rung that ask for the same, for the same reason, told together."""
    groups: dict[tuple[Any, ...], list[View]] = {}
    for flag in sorted(flags, key=lambda f: (f.label.casefold(), f.iri)):
        key = (
            tuple(names(i) for i in flag.actions),
            tuple(names(i) for i in flag.suggests),
            tuple(names(i) for i in flag.accompanying),
            _where(flag.spans, claims, names),
        )
        findings = [names(i) for i in flag.findings] or [plain(flag.label)]
        groups.setdefault(key, []).append(
            {"findings": findings, "condition": plain(flag.condition)}
        )
    return [
        {"flags": found, "actions": key[0], "suggests": key[1], "with": key[2], "where": key[3]}
        for key, found in groups.items()
    ]


def _flag_links(claims: Claims, names: Names) -> list[View]:
    """Arrows of the overview that the red flags make; their evidence stands with the flag."""
    made = []
    for flag in sorted(claims.red_flags, key=lambda f: f.iri):
        pairs = [(i, flag.iri, "finding", "is a finding of") for i in flag.findings]
        pairs += [(flag.iri, i, "action", "what to do") for i in flag.actions]
        pairs += [(flag.iri, i, "suggests", "may point to") for i in flag.suggests]
        for subject, object_, predicate, relation in pairs:
            made.append(
                {
                    "subject": names.place[subject],
                    "object": names.place[object_],
                    "predicate": TK + predicate,
                    "relation": relation,
                    "modality": None,
                    "rank": 0,
                    "causal": False,
                    "summary": False,
                    "rows": [],
                }
            )
    return made


def _chains(
    chains: Chains,
    names: Names,
    place: dict[tuple[str, str, str], int],
    scale: list[View],
    links: list[View],
) -> View:
    def at(link: Link) -> int:
        return place[link.subject, link.predicate, link.object]

    def card(chain: Chain) -> View:
        steps = [at(link) for link in chain.steps]
        firmness = [links[s]["modality"] for s in steps]
        weakest = max(firmness)  # the scale runs from firm to weak
        return {
            "steps": steps,
            "weakest": [i for i, f in enumerate(firmness) if f == weakest],
            "modality": weakest,
        }

    return {
        "start": names.place.get(chains.start, -1),
        "end": names.place.get(chains.end, -1),
        "startLabel": names(chains.start),
        "endLabel": names(chains.kind_of[0].subject if chains.kind_of else chains.end),
        "summaries": [at(link) for link in chains.summaries],
        "cards": [card(c) for c in chains.chains],
        "complete": chains.complete,
        "kindOf": [
            {"subject": names.place[c.subject], "object": names.place[c.object]}
            for c in chains.kind_of
        ],
    }
