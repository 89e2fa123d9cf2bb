"""What triage never does, over every combination of what bears on each red flag.

A red flag's answer rests on few things: what counts as its findings, told, untold or contradicted,
and the denials that reach it. All of their combinations are tried, flag by flag; that nothing else
bears on it is tried on random combinations of everything.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import twitchkg
from twitchkg.cli.tell.verdict import Told
from twitchkg.graph.model import RedFlag
from twitchkg.triage.assess import Triage
from twitchkg.triage.rules import Rules, read_facts
from twitchkg.triage.verdict import Assessment, Finding, Understood
from twitchkg.vocab import BROADER, INFERRED, TK

if TYPE_CHECKING:
    from collections.abc import Iterable

KG = twitchkg.open()
FACTS = read_facts(KG.store)
RULES = Rules(KG.contents, FACTS)
TRIAGE = Triage(KG.store, KG.contents)
KINDS = {TK + "Symptom", TK + "Medication"}
NOTABLE = sorted(iri for iri, c in KG.contents.concepts.items() if KINDS & set(c.types))
LONG, SHORT = 42, 2  # days
MANY = 2_000
STATED = {  # written anew, so that the rule under proof is not its own witness
    (c.subject, c.object)
    for c in KG.contents.claims
    if c.predicate == BROADER and c.modality != INFERRED
}


def reaches(iri: str, of: str, pairs: set[tuple[str, str]]) -> bool:
    return iri == of or any(reaches(b, of, pairs) for a, b in pairs if a == iri)


class Case(NamedTuple):
    """What may be said to be there, each with what it says of the conditions; what to be absent.

    `alike` bear on it in one way only, by going on for long: one of them stands for all.
    """

    mentions: tuple[Finding, ...]
    denials: tuple[str, ...]
    alike: tuple[Finding, ...]


def mention(iri: str, days: int | None = None, told: tuple[str, ...] = ()) -> Finding:
    return Finding(iri, f"{iri} {days} {told}", False, days, told)


def mentions(iri: str, flag: RedFlag) -> list[Finding]:
    """A finding with nothing told beside it, with all told that a red flag asks, and with each of
    that contradicted.
    """
    days = {m for m in flag.only_if if m in dict(FACTS.least)}
    words = tuple(m for m in flag.only_if if m not in days)
    said = [mention(iri)]
    if flag.only_if:
        said.append(mention(iri, LONG if days else None, words))
    said += [mention(iri, SHORT) for _ in days]
    return said + [mention(iri, None, (a,)) for a, b in FACTS.contrary if b in words]


@cache
def case(flag: RedFlag) -> Case:
    """All that bears on one red flag."""
    there: list[Finding] = []
    lasting = [iri for iri, _ in FACTS.least if iri in flag.findings]
    only_lasting: list[Finding] = []
    for iri in NOTABLE:
        counts = not RULES.counts_as(iri).isdisjoint(flag.findings)
        wider = any(iri in RULES.above(each) for each in flag.findings)
        if counts:
            there += mentions(iri, RULES.alone.get(iri, flag))
        elif wider:
            there.append(mention(iri))
        if any(RULES.is_kind(each, {iri, *RULES.above(iri)}) for each in lasting):
            (there if counts or wider else only_lasting).append(mention(iri, LONG))
    broader = set(FACTS.broader)
    denials = [d for d in NOTABLE if any(reaches(f, d, broader) for f in flag.findings)]
    return Case(tuple(dict.fromkeys(there)), tuple(denials), tuple(only_lasting))


def judge(
    there: Iterable[Finding], denials: Iterable[str], untold: Iterable[str] = ()
) -> Assessment:
    gone = tuple(Finding(iri, iri, absent=True) for iri in denials)
    return TRIAGE.judge(Understood((*there, *gone)), [*untold])


def state(flag: RedFlag, found: Assessment) -> str:
    if any(match.flag == flag for match in found.flags):
        return "applies"
    return "asked" if flag in found.to_ask else "settled"


class Proof:
    """The answers on one red flag, by which of its mentions (low bits) and denials are said."""

    def __init__(self, flag: RedFlag) -> None:
        self.flag = flag
        bearing = case(flag)
        self.there, self.denials = bearing.mentions + bearing.alike[:1], bearing.denials
        self.size = 1 << (len(self.there) + len(self.denials))
        self._known: dict[int, tuple[str, int | None]] = {}

    def said(self, bits: int) -> tuple[list[Finding], list[str]]:
        of = [n for n in range(self.size.bit_length() - 1) if bits >> n & 1]
        known = len(self.there)
        return [self.there[n] for n in of if n < known], [
            self.denials[n - known] for n in of if n >= known
        ]

    def answer(self, bits: int) -> tuple[str, int | None]:
        """What becomes of the red flag, and the rung of all; what holds of each answer holds."""
        if bits not in self._known:
            there, denials = self.said(bits)
            found = judge(there, denials)
            self._known[bits] = state(self.flag, found), found.rung
            self._check(there, denials, found)
        return self._known[bits]

    def _check(self, there: list[Finding], denials: list[str], found: Assessment) -> None:
        findings, now = self.flag.findings, state(self.flag, found)
        # a denial settles only what it names, and what a source counts among that
        reached = any(reaches(f, d, STATED) for f in findings for d in denials)
        assert now != "settled" or reached
        # what is there is told or asked first: no condition that is contradicted silences it
        if {*findings} <= {iri for each in there for iri in RULES.counts_as(each.iri)}:
            assert now != "settled"
            assert found.headline.kind in ("urgency", "may-be")
        assert found.headline.kind != "none" or not found.graver

    def hold(self, bits: int) -> None:
        """What one more thing that is said does."""
        now, rung = self.answer(bits)
        for n in range(self.size.bit_length() - 1):
            if not bits >> n & 1:
                then, graver = self.answer(bits | 1 << n)
                if n < len(self.there):  # more that is there lowers nothing and silences nothing
                    assert rung is None or (graver is not None and graver <= rung)
                    assert (now, then) not in {("applies", "asked"), ("asked", "settled")}
                    assert (now, then) != ("applies", "settled")
                else:  # a denial takes back nothing that is there
                    assert graver == rung
                    assert (now == "applies") == (then == "applies")


each_flag = pytest.mark.parametrize(
    "flag", RULES.flags, ids=[flag.iri.removeprefix(TK) for flag in RULES.flags]
)


@each_flag
def test_nothing_said_lowers_or_silences_a_red_flag(flag: RedFlag) -> None:
    proof, chance = Proof(flag), random.Random(5)
    for bits in [chance.randrange(proof.size) for _ in range(40)]:
        proof.hold(bits)


@pytest.mark.slow
@each_flag
def test_nothing_said_lowers_or_silences_a_red_flag_in_any_combination(flag: RedFlag) -> None:
    proof = Proof(flag)
    for bits in range(proof.size):
        proof.hold(bits)


def test_the_readme_says_how_many_combinations_there_are() -> None:
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
    assert f"{sum(Proof(flag).size for flag in RULES.flags):,} combinations" in readme
    assert f"{MANY:,} of everything" in readme


EVERYTHING = tuple(dict.fromkeys(m for flag in RULES.flags for m in sum(case(flag)[::2], ())))


def try_everything(times: int) -> None:
    """Random combinations of all that can be said of everything."""
    chance = random.Random(8)
    for _ in range(times):
        there = chance.sample(EVERYTHING, chance.randint(0, 12))
        denials = chance.sample(NOTABLE, chance.randint(0, 8))
        untold = chance.sample(NOTABLE, chance.randint(0, 3))
        found = judge(there, denials)
        # what bears on a red flag decides it, and nothing else
        for flag in RULES.flags:
            own, denied, alike = case(flag)
            things = {m.iri for m in own + alike}
            part = judge([m for m in there if m.iri in things], [d for d in denials if d in denied])
            now = state(flag, found)
            # what counts as a thing that was denied takes the denial back: asked, never settled
            assert state(flag, part) in ((now, "settled") if now == "asked" else (now,)), flag.iri
        rungs = [RULES.rung(match.flag) for match in found.flags]
        assert found.rung == min(filter(lambda rung: rung is not None, rungs), default=None)
        # the order makes no difference, nor what one cannot tell
        turned = judge(there[::-1], denials[::-1])
        assert (turned.headline, turned.to_ask, turned.rung) == (
            found.headline, found.to_ask, found.rung,
        )  # fmt: skip
        assert sorted(turned.notes) == sorted(found.notes)
        unsure = judge(there, denials, untold)
        assert unsure.flags == found.flags
        assert {*found.to_ask} <= {*unsure.to_ask}


def test_what_bears_on_a_red_flag_decides_it() -> None:
    try_everything(60)


@pytest.mark.slow
def test_what_bears_on_a_red_flag_decides_it_in_many_combinations() -> None:
    try_everything(MANY)


def test_nothing_reassures() -> None:
    chance = random.Random(9)
    for _ in range(60):
        there = chance.sample(EVERYTHING, chance.randint(0, 5))
        found = judge(there, chance.sample(NOTABLE, chance.randint(0, 9)))
        text = " ".join(Told(KG.contents, found).text().split())
        fine = text.count("does not mean that you are fine")
        assert fine == text.count("you are fine") >= (1 if found.rung is not None else 2)
        assert "speaks for" not in text
        if found.headline.kind == "none":
            assert text.startswith("None of the red flags")
