"""What the page knows, as plain JSON-able data: concepts, statements, arrows, red flags, chains.

Concepts, arrows and statements are referred to by their place in ``concepts``, ``links`` and
``rows``. Every text has passed ``plain``: no character in it steers how its neighbours are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twitchkg.explorer.answer import answer
from twitchkg.explorer.kinds import Lane, lanes_of
from twitchkg.explorer.labels import plain
from twitchkg.explorer.statements import UNRECORDED, Names, Statements, View, spans_of, where
from twitchkg.graph.model import Link
from twitchkg.vocab import ACTION, DENIED, FINDING, SUGGESTS, TK, local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.explorer.references import Reference
    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Chains, Claim, Concept, RedFlag

BACKGROUND = "background"
"""Style of the things that only other sources speak of."""

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


def build(
    contents: Contents, chains: Chains | None = None, references: Iterable[Reference] = ()
) -> View:
    """All that the page shows, in an order that does not depend on the store's."""
    told = tell(contents)
    names, rows, links = told.names, told.rows, told.links
    elsewhere: dict[str, list[View]] = {}
    for each in sorted(references):
        term = {"match": each.match, "iri": each.term, "label": plain(each.label)}
        elsewhere.setdefault(each.concept, []).append(term)
    iris = [c.iri for c in names.concepts]
    own = [link for link in links if BACKGROUND not in link]
    lanes = _lanes(names, contents, [(iris[k["subject"]], iris[k["object"]]) for k in own])
    background = sum(BACKGROUND in row for row in rows)
    by_iri = {iri: i for i, iri in enumerate(sorted(iris))}
    lane_of = {iri: i for i, lane in enumerate(lanes) for iri in lane.members}
    return {
        "concepts": [
            {**_concept(c, contents, names, elsewhere), "lane": lane_of[c.iri]}
            for c in names.concepts
        ],
        "order": [by_iri[iri] for iri in iris],
        "lanes": [
            {
                "style": lane.style,
                "label": plain(lane.label),
                "members": [names.place[iri] for iri in lane.members],
                "known": lane.known,
            }
            for lane in lanes
        ],
        "scale": told.scale,
        "rows": rows,
        "links": links,
        "flags": _flags(contents, names),
        "chains": answer(chains, told) if chains else None,
        "sources": [names(source) for source in names.sources],
        "spans": spans_of(contents, names, rows),
        "things": len(iris) - len(names.others),
        "statements": len(rows) - background,
        "background": background,
        "own": any(c.iri.startswith(TK) for c in names.concepts),
    }


def tell(contents: Contents) -> Statements:
    """The rows and the links of the page, the background's last."""
    names = Names(contents)
    told = Statements(contents, names, _scale(contents, names))

    def add(links: Iterable[Link], *, causal: bool, of: str = "") -> None:
        for link in sorted(links, key=lambda each: _order(each, names)):
            told.add(link, causal=causal, of=of)

    add(contents.article.links, causal=True)
    add(
        _other_links(contents, {c.iri for link in contents.links for c in link.claims}),
        causal=False,
    )
    for claim in sorted(contents.claims, key=lambda c: c.iri):
        if claim.modality == DENIED:
            told.tell(claim, causal=False)
    told.links += _flag_links(contents, names)
    add(contents.background_links, causal=True, of=BACKGROUND)
    add(_background_links(contents), causal=False, of=BACKGROUND)
    return told


def _lanes(names: Names, contents: Contents, edges: list[tuple[str, str]]) -> list[Lane]:
    """The lanes of the graph's own things; what only other sources speak of stands in the last."""
    own = [c for c in names.concepts if c.iri not in names.others]
    lanes = lanes_of(own, edges, contents.kinds)
    others = tuple(c.iri for c in names.concepts if c.iri in names.others)
    return [*lanes, Lane(BACKGROUND, "Terms of open ontologies", others)] if others else lanes


def _background_links(contents: Contents) -> list[Link]:
    """Background facts that are no causal arrow, grouped as links."""
    if not contents.background:
        return []
    causal = {f.iri for found in contents.background.links().values() for f in found}
    return _grouped_as_links(
        contents, (f for f in contents.background.facts if f.iri not in causal)
    )


def _concept(
    concept: Concept, contents: Contents, names: Names, elsewhere: dict[str, list[View]]
) -> View:
    alike = contents.background.alike.get(concept.iri, ()) if contents.background else ()
    return {
        "iri": concept.iri,
        "label": plain(concept.label).strip()
        or plain(local_name(concept.iri))
        or plain(concept.iri),
        "definition": plain(concept.definition),
        "synonyms": [plain(s) for s in concept.synonyms],
        "misspellings": [plain(s) for s in concept.misspellings],
        "references": elsewhere.get(concept.iri, []),
        "kinds": [plain(contents.kinds.get(t) or names(t)) for t in concept.types],
        "alike": [names.place[term] for term in alike if term in names.place],
        **({BACKGROUND: True} if concept.iri in names.others else {}),
    }


def _order(link: Link, names: Names) -> tuple[str, str, str, str]:
    return (
        names(link.subject).casefold(),
        names(link.object).casefold(),
        link.predicate,
        link.subject + " " + link.object,
    )


def _other_links(contents: Contents, causal: set[str]) -> list[Link]:
    """Claims that are no causal arrow, grouped as links: where a symptom is, what it suggests."""
    others = (c for c in contents.claims if c.modality != DENIED and c.iri not in causal)
    return _grouped_as_links(contents, others)


def _grouped_as_links(contents: Contents, chosen: Iterable[Claim]) -> list[Link]:
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in chosen:
        groups.setdefault((claim.subject, claim.predicate, claim.object), []).append(claim)
    return [
        Link(*key, tuple(sorted(found, key=lambda c: (-contents.rank(c), c.iri))))
        for key, found in groups.items()
    ]


def _scale(contents: Contents, names: Names) -> list[View]:
    """The modalities, firmest first, then the marks for a claim without one and for no claim."""
    found = sorted(contents.modalities.values(), key=lambda m: (-m.rank, m.iri))
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
    strange = sorted({c.modality for c in contents.claims} - contents.modalities.keys())
    for iri in strange:
        label = names(iri) if iri else "not recorded how firmly"
        scale.append(_mark(iri, label, "The graph does not say what this means.", _OTHER_DASHES))
    if not all(link.claims for link in contents.links):
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


def _flags(contents: Contents, names: Names) -> list[View]:
    """The rungs that have red flags, most urgent first."""
    rungs = []
    for urgency in sorted(contents.urgencies, key=lambda u: (-u.rank, u.iri)):
        flags = [f for f in contents.red_flags if f.urgency == urgency.iri]
        if flags:
            rungs.append((plain(urgency.label), plain(urgency.definition), flags))
    known = {u.iri for u in contents.urgencies}
    stray = [f for f in contents.red_flags if f.urgency not in known]
    if stray:
        rungs.append(("How soon is not recorded", "", stray))
    return [
        {
            "label": label,
            "definition": definition,
            "groups": _grouped(flags, contents, names),
        }
        for label, definition, flags in rungs
    ]


def _grouped(flags: Iterable[RedFlag], contents: Contents, names: Names) -> list[View]:
    """Flags of one rung that ask for the same, for the same reason, told together."""
    groups: dict[tuple[Any, ...], list[View]] = {}
    for flag in sorted(flags, key=lambda f: (f.label.casefold(), f.iri)):
        key = (
            tuple(names(i) for i in flag.actions),
            tuple(names(i) for i in flag.suggests),
            tuple(names(i) for i in flag.accompanying),
            where(flag.spans, contents, names),
        )
        findings = [names(i) for i in flag.findings] or [plain(flag.label)]
        groups.setdefault(key, []).append(
            {"iri": flag.iri, "findings": findings, "condition": plain(flag.condition)}
        )
    return [
        {"flags": found, "actions": key[0], "suggests": key[1], "with": key[2], "where": key[3]}
        for key, found in groups.items()
    ]


def _flag_links(contents: Contents, names: Names) -> list[View]:
    """Arrows of the overview that the red flags make; their evidence stands with the flag."""
    made = []
    for flag in sorted(contents.red_flags, key=lambda f: f.iri):
        pairs = [(i, flag.iri, FINDING, "is a finding of") for i in flag.findings]
        pairs += [(flag.iri, i, ACTION, "what to do") for i in flag.actions]
        pairs += [(flag.iri, i, SUGGESTS, "may point to") for i in flag.suggests]
        for subject, object_, predicate, relation in pairs:
            made.append(
                {
                    "subject": names.place[subject],
                    "object": names.place[object_],
                    "predicate": predicate,
                    "relation": relation,
                    "modality": None,
                    "rank": 0,
                    "causal": False,
                    "summary": False,
                    "rows": [],
                }
            )
    return made
