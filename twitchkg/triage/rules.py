"""The rules of a graph as plain values: red flags, what counts as what, and from how long on."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal

from twitchkg.graph.names import triples
from twitchkg.graph.walk import walk
from twitchkg.store.base import select
from twitchkg.vocab import (
    BROADER,
    CONTRADICTS,
    DENIED,
    FASCICULATION,
    INFERRED,
    LEADS_TO,
    MEDICATION,
    MINIMUM_DAYS,
    SIDE_EFFECT,
    SYMPTOM,
    TK,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import RedFlag
    from twitchkg.store.base import Store
    from twitchkg.triage.verdict import Finding

_MEDICATIONS = (
    f"SELECT ?m WHERE {{ ?m a <{MEDICATION}> ; <{LEADS_TO}> <{FASCICULATION}> . "
    f"<{SIDE_EFFECT}> a <{SYMPTOM}> }}"
)


class Facts(NamedTuple):
    """What `Contents` does not hold: `broader` are pairs (kind, of what), `least` the number of
    days from which on a finding or a duration counts, `medications` those that may have twitching
    as a side effect, `contrary` pairs of modifiers, the one of which contradicts the other.
    """

    broader: tuple[tuple[str, str], ...] = ()
    medications: tuple[str, ...] = ()
    least: tuple[tuple[str, int], ...] = ()
    contrary: tuple[tuple[str, str], ...] = ()


def read_facts(store: Store) -> Facts:
    """All of it, from any store, sorted."""
    of = f"<{BROADER}> <{MINIMUM_DAYS}> <{CONTRADICTS}>"
    told = triples(store, f"VALUES ?p {{ {of} }} ?s ?p ?o")

    def pairs(of: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((s, o) for s, p, o in told if p == of and isinstance(o, str)))

    return Facts(
        pairs(BROADER),
        tuple(sorted(str(row["m"]) for row in select(store, _MEDICATIONS).to_dicts())),
        tuple(
            sorted(
                (s, int(o.value))
                for s, p, o in told
                if p == MINIMUM_DAYS and isinstance(o, Literal) and o.value.isdecimal()
            )
        ),
        pairs(CONTRADICTS),
    )


def inferred_kinds(contents: Contents) -> frozenset[tuple[str, str]]:
    """The pairs (kind, of what) that are the curator's reading only."""
    said = [c for c in contents.claims if c.predicate == BROADER and c.modality != DENIED]
    firm = {(c.subject, c.object) for c in said if c.modality != INFERRED}
    return frozenset((c.subject, c.object) for c in said) - firm


class Rules:
    """Red flags that name what to look for, most urgent first, and what a finding counts as."""

    twitching = FASCICULATION

    def __init__(self, contents: Contents, facts: Facts) -> None:
        self.flags = tuple(flag for flag in contents.red_flags if flag.findings)
        self.findings: dict[str, None] = dict.fromkeys(
            iri for flag in self.flags for iri in flag.findings
        )
        self.least = facts.least
        self._medications = frozenset(facts.medications)
        self.own = any(iri.startswith(TK) for iri in contents.concepts)
        used = {flag.urgency for flag in contents.red_flags}
        self.rungs = [rung for rung in contents.urgencies if rung.iri in used]
        self._order = {rung.iri: at for at, rung in enumerate(self.rungs)}
        self._parents: dict[str, list[str]] = {}
        for child, parent in facts.broader:
            self._parents.setdefault(child, []).append(parent)
        self._inferred = inferred_kinds(contents)
        self._above: dict[str, frozenset[str]] = {}
        self._counts: dict[str, frozenset[str]] = {}
        self._contrary = frozenset(facts.contrary)
        self._days = dict(facts.least)

    def above(self, iri: str) -> frozenset[str]:
        """Everything that `iri` is a kind of, itself left out."""
        if iri not in self._above:
            reached = walk([iri], lambda each: self._parents.get(each, ()))
            self._above[iri] = frozenset(each for each, steps in reached if steps)
        return self._above[iri]

    def is_kind(self, iri: str, of: Iterable[str]) -> bool:
        """Whether `iri` is one of those or a kind of one of them."""
        return not (self.above(iri) | {iri}).isdisjoint(of)

    def is_stated_kind(self, iri: str, of: Collection[str]) -> bool:
        """The same by what the sources say only: a denial reaches no further."""

        def stated(child: str) -> list[str]:
            parents = self._parents.get(child, ())
            return [each for each in parents if (child, each) not in self._inferred]

        return any(each in of for each, _ in walk([iri], stated))

    def tells(self, finding: Finding, modifier: str) -> bool:
        """Whether it was said of a finding that it is so: by a word or by how long it lasts."""
        lasts = self._days.get(modifier)
        long_enough = lasts is not None and finding.days is not None and finding.days >= lasts
        return modifier in finding.told or long_enough

    def contradicts(self, finding: Finding, modifier: str) -> bool:
        """Whether it was said of a finding that it is otherwise, and not that it is so."""
        lasts = self._days.get(modifier)
        too_short = lasts is not None and finding.days is not None and finding.days < lasts
        against = any((each, modifier) in self._contrary for each in finding.told)
        return (against or too_short) and not self.tells(finding, modifier)

    def with_graver(self, iris: Iterable[str]) -> list[str]:
        """Findings and the kinds of them that a red flag speaks of: no pain at work, is it severe?

        What twitching is a kind of has none: where it twitches makes it no graver.
        """
        found = dict.fromkeys(iris)
        wider = [
            i for i in found if i not in self.findings and not self.is_kind(FASCICULATION, {i})
        ]
        kinds = (each for iri in wider for each in self.findings if iri in self.above(each))
        return list(dict.fromkeys([*found, *kinds]))

    def counts_as(self, iri: str) -> frozenset[str]:
        """Itself, what it is a kind of, and for a medication the side effect it may have."""
        if iri not in self._counts:
            also = {SIDE_EFFECT} if iri in self._medications else set()
            self._counts[iri] = self.above(iri) | {iri} | also
        return self._counts[iri]

    def rung(self, flag: RedFlag) -> int | None:
        """The place of a red flag's rung: 0 is the gravest; None where none is recorded."""
        return self._order.get(flag.urgency)

    @cached_property
    def alone(self) -> dict[str, RedFlag]:
        """Red flags that need one finding only, the gravest of it, by the finding."""
        found: dict[str, RedFlag] = {}
        for flag in self.flags:
            if len(flag.findings) == 1:
                found.setdefault(flag.findings[0], flag)
        return found
