"""When to worry: what the red flags of the graph say of findings in everyday words.

No score, no rung that the source does not word. More findings never lower the urgency; a finding
that is absent never raises it. The saved queries under ``triage/`` ask the same of any store.
"""

from __future__ import annotations

from twitchkg.triage.grade import find_graver, head, note_of, told_closer
from twitchkg.triage.read import Reader
from twitchkg.triage.rules import Rules, read_facts
from twitchkg.triage.verdict import Assessment, Criteria, Question, Understood
from twitchkg.triage.weigh import fails_its_own, weigh
from twitchkg.vocab import DENIED, EXCLUDED_BY, REQUIRES, SUGGESTS, SYNDROME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.store.base import Store
    from twitchkg.triage.verdict import Doubt, Finding, FlagMatch


class Triage:
    """Reads findings and applies the rules of one graph, which is read once."""

    def __init__(self, store: Store, contents: Contents) -> None:
        self._contents = contents
        self._rules = Rules(contents, read_facts(store))
        self._reader = Reader(contents, self._rules)
        self._claims = [c for c in contents.claims if c.modality != DENIED]

    def assess(
        self,
        present: Sequence[str],
        absent: Sequence[str] = (),
        unknown: Sequence[str] = (),
        denied: Sequence[str] = (),
        affirmed: Sequence[str] = (),
    ) -> Assessment:
        """What the graph says of phrases such as "numb foot" or "twitching for 6 weeks".

        Args:
            present, absent: what is there and what is not; a denial within a phrase counts.
            unknown: what one cannot tell; it settles nothing.
            denied, affirmed: IRIs of red flags that were asked with their condition ("muscle
                wasting, significant?"): denied, they are settled, though what they rest on may be
                there; affirmed, their condition is told.
        """
        reader = self._reader
        said, untold, gainsaid = (
            reader.understand(present),
            reader.understand(unknown),
            reader.denied(absent),
        )
        read = Understood(
            said.findings + gainsaid.findings, said.doubts + gainsaid.doubts + untold.doubts
        )
        return self.judge(read, {f.iri for f in untold.findings}, denied, affirmed)

    def judge(
        self,
        said: Understood,
        untold: Collection[str] = (),
        denied: Sequence[str] = (),
        affirmed: Sequence[str] = (),
    ) -> Assessment:
        """The same of what was read already; `untold` are the things (IRIs) one cannot tell of."""
        contents, rules = self._contents, self._rules
        notes: list[str] = []
        there = [f for f in said.findings if not f.absent]
        there += [longer for f in there for longer in self._lasting(f, notes)]
        phrases: dict[str, list[str]] = {}
        for each in there:
            phrases.setdefault(each.iri, []).append(each.phrase)
        counts = {iri: rules.counts_as(iri) for iri in phrases}
        everything = frozenset().union(*counts.values())
        gone = self._gone(said, counts, untold, notes)
        notes += self._not_taken_back(said.doubts, phrases)
        flags, otherwise = weigh(rules, there, affirmed)
        settled = {match.flag.iri for match in flags} | {*denied}
        to_ask = [f for f in rules.flags if f.iri not in settled and not self._is_out(f, gone)]
        rungs = [rung for m in flags if (rung := rules.rung(m.flag)) is not None]
        urgency = min(rungs, default=None)
        graver = find_graver(rules, phrases, to_ask, otherwise, said.doubts, urgency)
        notes += [note for each in graver if (note := note_of(contents, rules, each))]
        if rules.twitching in gone and not flags:
            notes.append("The source speaks of its red flags together with twitching only.")
        open_ = {*untold} - gone
        names = gone or denied
        return Assessment(
            headline=head(rules, flags, graver, said.doubts, phrases, bool(names), open_),
            urgency=None if urgency is None else rules.rungs[urgency],
            rung=urgency,
            flags=tuple(told_closer(rules, flags)),
            graver=tuple(graver),
            to_ask=tuple(to_ask),
            questions=tuple(self._questions(to_ask, {*phrases, *gone, *untold}, denied)),
            suggests=tuple(
                c for c in self._claims if c.predicate == SUGGESTS and c.subject in everything
            ),
            criteria=self._criteria(phrases, everything, gone),
            present=tuple(sorted(phrases)),
            absent=tuple(sorted(gone)),
            untold=tuple(sorted(open_ - phrases.keys())),
            denied=tuple(denied),
            notes=tuple(dict.fromkeys(notes)),
            doubts=said.doubts,
            times=tuple(
                dict.fromkeys(
                    (f.phrase, f.days) for f in said.findings if not f.absent and f.days is not None
                )
            ),
            apart=self._apart(flags, gone),
        )

    # ------------------------------------------------------------ what is there and what is not

    def _lasting(self, finding: Finding, notes: list[str]) -> list[Finding]:
        """What a finding becomes, too, by going on for long enough."""
        if finding.days is None:
            return []
        rules = self._rules
        kinds = rules.above(finding.iri) | {finding.iri}
        lasting = [(iri, days) for iri, days in rules.least if rules.is_kind(iri, kinds)]
        for iri, days in lasting:
            if finding.days < days and iri != finding.iri:
                least = f"several weeks (read as {days} days)" if rules.own else f"{days} days"
                notes.append(
                    f"“{finding.phrase}” is shorter than the {least} from which on it would count "
                    f"as {self._contents.label(iri)}."
                )
        if not lasting and not fails_its_own(rules, finding):
            notes.append(
                f"How long “{finding.phrase}” has lasted makes no difference in this graph."
            )
        longer = [iri for iri, days in lasting if finding.days >= days]
        return [finding._replace(iri=iri) for iri in longer]

    def _gone(
        self,
        said: Understood,
        counts: Mapping[str, Collection[str]],
        untold: Collection[str],
        notes: list[str],
    ) -> set[str]:
        """What is not there; what is contradicted counts as there, or is left open."""
        label = self._contents.label
        gone = {f.iri for f in said.findings if f.absent}
        for iri in sorted(gone):
            kind = min((each for each in counts if iri in counts[each]), default="")
            if iri in counts:
                notes.append(
                    f"{label(iri)} was said both to be there and not to be: taken as there."
                )
            elif kind:
                notes.append(
                    f"{label(kind)} counts as {label(iri)}, which was said not to be there: "
                    "taken as there."
                )
            elif iri in untold:
                notes.append(
                    f"{label(iri)} was said both not to be there and not to be known: left open."
                )
            else:
                continue
            gone.discard(iri)
        return gone

    def _not_taken_back(
        self, doubts: Iterable[Doubt], phrases: Mapping[str, Sequence[str]]
    ) -> Iterable[str]:
        """What was said to be there, and in other words perhaps not to be: right leg, left not."""
        label, rules = self._contents.label, self._rules
        for doubt in doubts if phrases else ():
            kinds = {*doubt.iris} if doubt.reason == "denial" else set()
            above = frozenset().union(*map(rules.above, kinds))
            for iri in sorted(phrases):
                if rules.is_kind(iri, kinds) or iri in above - {rules.twitching}:
                    yield (
                        f"{label(iri)} is taken as there, though “{doubt.words}” may say otherwise."
                    )

    # ------------------------------------------------------------ rules

    def _apart(self, flags: Sequence[FlagMatch], gone: Collection[str]) -> str:
        """That the rules are not made for it, where the twitching they speak of is not there."""
        label, missing = self._contents.label, {i for m in flags for i in m.flag.accompanying}
        if missing.isdisjoint(gone):
            return ""
        findings = dict.fromkeys(i for m in flags for i in m.flag.findings)
        return (
            f"The source speaks of {' and '.join(map(label, findings))} together with "
            f"{' and '.join(label(i) for i in sorted(missing & {*gone}))}, which was said not to "
            "be there. It does not say that it is less urgent without: get care all the same."
        )

    def _is_out(self, flag: RedFlag, gone: set[str]) -> bool:
        """Whether what is absent settles a red flag: who has no weakness has none of the leg. What
        only the curator counts among it stays open.
        """
        return any(self._rules.is_stated_kind(iri, gone) for iri in flag.findings)

    def _questions(
        self, to_ask: Sequence[RedFlag], named: set[str], denied: Sequence[str]
    ) -> Iterable[Question]:
        """Every finding that was not spoken of, unless no red flag can use the answer any more."""
        asked = {*named, *(iri for f in self._rules.flags if f.iri in denied for iri in f.findings)}
        lasting = {iri for iri, _ in self._rules.least}
        for flag in self._rules.flags:
            alone = len(flag.findings) == 1
            for iri in flag.findings if alone or flag in to_ask else ():
                if iri not in asked:
                    asked.add(iri)
                    with_condition = bool(flag.condition) and alone and iri not in lasting
                    yield Question(iri, flag, with_condition)

    def _criteria(
        self, present: Collection[str], everything: Collection[str], absent: set[str]
    ) -> Criteria:
        met: list[Claim] = []
        against: list[Claim] = []
        unknown: list[Claim] = []
        for claim in self._claims:
            if claim.subject != SYNDROME or claim.predicate not in (REQUIRES, EXCLUDED_BY):
                continue
            there = claim.object in everything
            gone = self._rules.is_stated_kind(claim.object, absent)
            if claim.predicate == REQUIRES:
                # Its condition, where it has one, nobody can settle by naming a finding.
                group = against if gone else met if there and not claim.condition else unknown
            else:
                group = against if there else met if gone else unknown
            group.append(claim)
        excluding = {c.object for c in against if c.predicate == EXCLUDED_BY}
        return Criteria(
            SYNDROME,
            tuple(met),
            tuple(against),
            tuple(unknown),
            tuple((i, kind) for i in sorted(present) if (kind := self._nearest(i, excluding))),
        )

    def _nearest(self, iri: str, excluding: set[str]) -> str:
        """The nearest of some things that `iri` counts as, or the empty text."""
        if iri in excluding:
            return iri
        kinds = self._rules.above(iri) & excluding
        wider = frozenset().union(*map(self._rules.above, kinds))
        return min(kinds - wider, default="")
