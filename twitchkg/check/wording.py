"""No claim or rung firmer than the words of its sentence allow, and no frequency left behind.

The cue words stand in the graph (``tk:cue`` on the modalities and frequencies); those of our own
schema are read along with somebody's graph. The text is at hand only while it is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from twitchkg.store.base import select
from twitchkg.vocab import (
    CUE,
    DENIED,
    FREQUENCY,
    FREQUENCY_CLASS,
    MODALITY,
    MODALITY_CLASS,
    PLAIN_WHATEVER_FREQUENCY,
    SPAN,
    STATED,
    URGENCY,
    URGENCY_CLASS,
    WORD_NOTE,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, Span
    from twitchkg.store.base import Store


class Cue(NamedTuple):
    """A word or phrase of a text, case folded, and the value (an IRI) that it is read as."""

    word: str
    value: str


def read_cues(store: Store, kind: str) -> tuple[Cue, ...]:
    """The cues of the values of the class `kind`, the longest first."""
    rows = select(store, f"SELECT ?v ?w WHERE {{ ?v a <{kind}> ; <{CUE}> ?w }}").to_dicts()
    cues = {Cue(" ".join(str(row["w"]).casefold().split()), str(row["v"])) for row in rows}
    return tuple(sorted(cues, key=lambda cue: (-len(cue.word), cue)))


def cues_in(text: str, cues: Iterable[Cue]) -> list[Cue]:
    """The cues that stand in `text` as whole words; what a longer one covers is not read again.

    >>> cues_in("One of the most common.", (Cue("most common", "a"), Cue("most", "b")))
    [Cue(word='most common', value='a')]
    """
    left = " ".join(text.casefold().split())
    found = []
    for cue in cues:
        pattern = rf"(?<!\w){re.escape(cue.word)}(?!\w)"
        left, times = re.subn(pattern, "\0", left)
        if times:
            found.append(cue)
    return found


def misread(
    store: Store, contents: Contents, spans: Iterable[Span], text: str
) -> list[tuple[str, str]]:
    """The claims and rungs that are firmer than their sentences, and the frequencies that are lost.

    Pairs of a subject's IRI and what to do about it. A note ``word: reason`` (``tk:wordNote``)
    on the span or on the claim answers for that word, a ``tk:rationale`` for the whole claim.
    """
    said = {span.iri: text[span.start : span.end] for span in spans}
    notes = _notes(store)
    return [
        *_firmer(store, contents, said, notes),
        *_lost(store, said, notes),
        *_unlimited(store, contents, said, notes),
        *_more_urgent(store, said),
    ]


def _firmer(
    store: Store, contents: Contents, said: Mapping[str, str], notes: Mapping[str, set[str]]
) -> Iterable[tuple[str, str]]:
    ranks = {modality.iri: modality.rank for modality in contents.modalities.values()}
    # A denial is no degree of firmness, and a plain word does not take a hedge away.
    hedges = [c for c in read_cues(store, MODALITY_CLASS) if c.value not in (DENIED, STATED)]
    limits = {iri: cues_in(sentence, hedges) for iri, sentence in said.items()}
    for claim in contents.claims:
        if claim.rationale or claim.modality == DENIED:
            continue
        for span in claim.spans:
            for cue in limits.get(span, ()):
                limit, rank = ranks.get(cue.value), ranks.get(claim.modality)
                answered = notes.get(span, set()) | notes.get(claim.iri, set())
                if limit is None or rank is None or rank <= limit or cue.word in answered:
                    continue
                yield claim.iri, _too_firm(claim, span, cue)


def _too_firm(claim: Claim, span: str, cue: Cue) -> str:
    return (
        f"is {shorten(claim.modality)}, but “{cue.word}” in {shorten(span)} allows "
        f"{shorten(cue.value)} at most: lower it, or say why in a tk:wordNote “{cue.word}: …”"
    )


def _lost(
    store: Store, said: Mapping[str, str], notes: Mapping[str, set[str]]
) -> Iterable[tuple[str, str]]:
    rows = select(store, f"SELECT ?s ?f WHERE {{ ?of <{SPAN}> ?s ; <{FREQUENCY}> ?f }}").to_dicts()
    carried = {(str(row["s"]), str(row["f"])) for row in rows}
    cues = read_cues(store, FREQUENCY_CLASS)
    for iri, sentence in said.items():
        for cue in cues_in(sentence, cues):
            if (iri, cue.value) not in carried and cue.word not in notes.get(iri, ()):
                yield iri, _left_behind(cue)


def _unlimited(
    store: Store, contents: Contents, said: Mapping[str, str], notes: Mapping[str, set[str]]
) -> Iterable[tuple[str, str]]:
    """The claims without a frequency that their property's definition would have to carry."""
    query = f"SELECT ?p WHERE {{ ?p <{PLAIN_WHATEVER_FREQUENCY}> true }}"
    whatever = {str(row["p"]) for row in select(store, query).to_dicts()}
    often = f"SELECT ?c WHERE {{ ?c <{FREQUENCY}> ?f }}"
    limited = {str(row["c"]) for row in select(store, often).to_dicts()}
    cues = read_cues(store, FREQUENCY_CLASS)
    for claim in contents.claims:
        answered = claim.rationale or claim.iri in limited or claim.predicate in whatever
        if answered or claim.modality == DENIED:
            continue
        for span in claim.spans:
            for cue in cues_in(said.get(span, ""), cues):
                if cue.word not in notes.get(span, set()) | notes.get(claim.iri, set()):
                    yield claim.iri, _limits(claim, span, cue)


def _limits(claim: Claim, span: str, cue: Cue) -> str:
    return (
        f"has no tk:frequency, but “{cue.word}” in {shorten(span)} may limit it: give it "
        f"{shorten(cue.value)}, or say why not in a tk:wordNote “{cue.word}: …”"
    )


def _more_urgent(store: Store, said: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The red flags whose rung is said to be stated, and is worded in none of their sentences."""
    rungs: dict[str, list[Cue]] = {}
    for cue in read_cues(store, URGENCY_CLASS):
        rungs.setdefault(cue.value, []).append(cue)
    query = (
        f"SELECT ?flag ?rung (GROUP_CONCAT(STR(?span)) AS ?spans) WHERE {{ ?flag <{URGENCY}> ?rung "
        f"; <{MODALITY}> <{STATED}> ; <{SPAN}> ?span }} GROUP BY ?flag ?rung"
    )
    for row in select(store, query).to_dicts():
        spans, cues = str(row["spans"]).split(), rungs.get(str(row["rung"]), [])
        here = cues and said.keys() >= set(spans)
        if here and not any(cues_in(said[span], cues) for span in spans):
            words = " or ".join(f"“{cue.word}”" for cue in cues)
            yield str(row["flag"]), _not_worded(str(row["rung"]), words)


def _not_worded(rung: str, words: str) -> str:
    return (
        f"is stated to be {shorten(rung)}, but none of its sentences says {words}: give it the "
        "rung that they word, or tk:Inferred with the reason"
    )


def _left_behind(cue: Cue) -> str:
    return (
        f"says “{cue.word}”, and nothing that points at it has tk:frequency "
        f"{shorten(cue.value)}: give it to a claim, or say why not in a tk:wordNote "
        f"“{cue.word}: …”"
    )


def _notes(store: Store) -> dict[str, set[str]]:
    """The words that the notes of a span or a claim answer for, by its IRI."""
    notes: dict[str, set[str]] = {}
    for row in select(store, f"SELECT ?s ?n WHERE {{ ?s <{WORD_NOTE}> ?n }}").to_dicts():
        word, colon, reason = str(row["n"]).partition(":")
        if colon and reason.strip():
            notes.setdefault(str(row["s"]), set()).add(" ".join(word.casefold().split()))
    return notes
