"""No claim firmer than the words of its sentence allow, and no frequency word left behind.

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
    MODALITY_CLASS,
    SPAN,
    STATED,
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
    """The claims that are firmer than their sentences, and the spans whose frequency is lost.

    Pairs of a subject's IRI and what to do about it. A note ``word: reason`` (``tk:wordNote``)
    on the span or on the claim answers for that word, a ``tk:rationale`` for the whole claim.
    """
    said = {span.iri: text[span.start : span.end] for span in spans}
    notes = _notes(store)
    return [*_firmer(store, contents, said, notes), *_lost(store, said, notes)]


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
