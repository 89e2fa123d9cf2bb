"""What a graph holds, read from any store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from twitchkg import vocab
from twitchkg.graph.causal import read_arrows
from twitchkg.graph.contents import UNRECORDED, Contents
from twitchkg.graph.model import Claim, Modality, Span
from twitchkg.graph.names import Names, Record, read_names, records
from twitchkg.graph.redflags import read_red_flags
from twitchkg.store.base import select
from twitchkg.vocab import BACKGROUND_FACT, MODALITY_CLASS, OA, TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.graph.background import Background
    from twitchkg.store.base import Store
    from twitchkg.store.table import Term


def read_background(store: Store, names: Names) -> Background | None:
    """The background facts, where the graph holds any (see `twitchkg.background`)."""
    if not names.instances(BACKGROUND_FACT):
        return None
    from twitchkg.graph.background import Background

    return Background.read(store, names)


def read_contents(
    store: Store, names: Names | None = None, languages: Iterable[str] = ()
) -> Contents:
    """Read everything that chains, pages and exports need; `names` if they were read before.

    Else those in the `languages` are preferred, in order.
    """
    names = names or read_names(store, languages)
    claims = _claims(store)
    arrows = read_arrows(store)
    ends = {iri for s, _, o in arrows for iri in (s, o)}
    red_flags, urgencies = read_red_flags(store, names)
    background = read_background(store, names)
    said = (*claims, *(background.facts if background else ()))
    return Contents(
        names=names,
        concepts=names.concepts(also=ends.union(*((c.subject, c.object) for c in claims))),
        claims=claims,
        arrows=arrows,
        spans=read_spans(store),
        modalities=read_modalities(names, {c.modality for c in said if c.modality}),
        red_flags=red_flags,
        urgencies=urgencies,
        background=background,
    )


_SPANS = f"""
PREFIX tk: <{TK}> PREFIX oa: <{OA}>
SELECT ?span ?source ?section ?sentence ?start ?end ?digest ?none WHERE {{
  ?span oa:hasSource ?source ; oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?span tk:sha256 ?digest }} OPTIONAL {{ ?span tk:section ?section }}
  OPTIONAL {{ ?span tk:sentence ?sentence }} OPTIONAL {{ ?span tk:noStatement ?none }}
}}"""


def _claims(store: Store) -> list[Claim]:
    found = (claim_of(iri, each) for iri, each in records(store, vocab.CLAIM_CLASS).items())
    return [claim for claim in found if claim]


def claim_of(iri: str, record: Record) -> Claim | None:
    """The claim that a record is of; None where it lacks an end, which `twitchkg check` names."""
    subject, predicate, object_ = map(record.iri, vocab.STATEMENT)
    if not (subject and predicate and object_):
        return None
    return Claim(
        iri,
        subject,
        predicate,
        object_,
        modality=record.iri(vocab.MODALITY),
        directness=record.iri(vocab.DIRECTNESS) or vocab.STEP,
        effect=record.iri(vocab.EFFECT),
        frequency=record.iri(vocab.FREQUENCY),
        condition=record.text(vocab.CONDITION),
        places=record.iris(vocab.PLACE),
        context=record.iri(vocab.CONTEXT),
        summary=record.text(vocab.SUMMARY),
        rationale=record.text(vocab.RATIONALE),
        spans=record.iris(vocab.SPAN),
    )


def read_spans(store: Store, only: Iterable[str] | None = None) -> dict[str, Span]:
    """The places in the sources that the graph describes, by IRI: all, or those named."""
    among = "" if only is None else f"VALUES ?span {{ {' '.join(f'<{iri}>' for iri in only)} }}"
    spans = {}
    for row in select(store, _SPANS.replace("WHERE {", f"WHERE {{ {among}", 1)):
        span, source, section, sentence, start, end, digest, none = map(_plain, row)
        if start.isdigit() and end.isdigit():
            spans[span] = Span(
                iri=span,
                source=source,
                section=int(section) if section.isdigit() else 0,
                sentence=int(sentence) if sentence.isdigit() else 0,
                start=int(start),
                end=int(end),
                sha256=digest,
                no_statement=none,
            )
    return spans


def _plain(term: Term | None) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def read_modalities(names: Names, used: set[str]) -> dict[str, Modality]:
    """The scale, firmest first; a graph that uses our modalities need not repeat our schema."""
    told = dict.fromkeys(names.instances(MODALITY_CLASS), names)
    if any(iri.startswith(TK) and iri not in told for iri in used):
        from os.path import join

        from twitchkg.files import ontology_dir
        from twitchkg.store import open_store

        ours = read_names(open_store(join(ontology_dir(), "schema.ttl")))
        told = {**dict.fromkeys(ours.instances(MODALITY_CLASS), ours), **told}
    found = [
        Modality(iri, by.label(iri), by.definition(iri), by.rank(iri) or UNRECORDED)
        for iri, by in told.items()
    ]
    return {m.iri: m for m in sorted(found, key=lambda m: (-m.rank, m.iri))}
