"""When to worry: what the red flags of the graph say of findings in everyday words.

No score, no rung that the source does not word. More findings never lower the urgency; a finding
that is absent never raises it. The saved queries under ``triage/`` ask the same of any store.
"""

from __future__ import annotations

from twitchkg.triage.grade import find_graver, head, note_of, told_closer
from twitchkg.triage.read import Reader
from twitchkg.triage.rules import Rules, read_facts
from twitchkg.triage.verdict import Assessment, Criteria, FlagMatch, Question
from twitchkg.vocab import DENIED, EXCLUDED_BY, FASCICULATION, REQUIRES, SUGGESTS, SYNDROME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.store.base import Store
    from twitchkg.triage.verdict import Finding, Understood


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
    ) -> Assessment:
        """What the graph says of phrases such as "numb foot" or "twitching for 6 weeks".

        Args:
            present, absent: what is there and what is not; a denial within a phrase counts.
            unknown: what one cannot tell; it settles nothing.
            denied: IRIs of red flags that were asked with their condition ("significant muscle
                wasting?") and denied: they are settled, though what they rest on may be there.
        """
        contents, rules, reader = self._contents, self._rules, self._reader
        said, untold = reader.understand(present), reader.understand(unknown)
        gainsaid = reader.denied(absent)
        notes: list[str] = []
        there = [finding for finding in said.findings if not finding.absent]
        phrases = self._with_times(there, notes)
        counts = {iri: rules.counts_as(iri) for iri in phrases}
        open_ = {finding.iri for finding in untold.findings}
        gone = self._gone((said, gainsaid), counts, open_, notes)
        everything = frozenset().union(*counts.values())
        flags = self._matched(phrases, counts, everything)
        settled = {match.flag.iri for match in flags} | {*denied}
        to_ask = [f for f in rules.flags if f.iri not in settled and not self._is_out(f, gone)]
        rungs = [rung for m in flags if (rung := rules.rung(m.flag)) is not None]
        urgency = min(rungs, default=None)
        doubts = (*said.doubts, *gainsaid.doubts, *untold.doubts)
        graver = find_graver(rules, phrases, to_ask, doubts, urgency)
        notes += [note for each in graver if (note := note_of(contents, rules, each))]
        if FASCICULATION in gone:
            notes.append("The source speaks of its red flags together with twitching only.")
        named = {*phrases, *gone, *open_}
        return Assessment(
            headline=head(
                rules, flags, graver, doubts, phrases, bool(gone or denied), open_ - gone
            ),
            urgency=None if urgency is None else rules.rungs[urgency],
            rung=urgency,
            flags=tuple(told_closer(rules, flags)),
            graver=tuple(graver),
            to_ask=tuple(to_ask),
            questions=tuple(self._questions(to_ask, named, denied)),
            suggests=tuple(
                c for c in self._claims if c.predicate == SUGGESTS and c.subject in everything
            ),
            criteria=self._criteria(phrases, everything, gone),
            present=tuple(sorted(phrases)),
            absent=tuple(sorted(gone)),
            untold=tuple(sorted(open_ - phrases.keys() - gone)),
            denied=tuple(denied),
            notes=tuple(dict.fromkeys(notes)),
            doubts=doubts,
            times=tuple(dict.fromkeys((f.phrase, f.days) for f in there if f.days is not None)),
        )

    # ------------------------------------------------------------ what is there and what is not

    def _with_times(self, there: Iterable[Finding], notes: list[str]) -> dict[str, list[str]]:
        """What is there, with the phrases that say so; also what it becomes by going on for long
        enough.
        """
        phrases: dict[str, list[str]] = {}
        for finding in there:
            for iri in (finding.iri, *self._lasting(finding, notes)):
                phrases.setdefault(iri, []).append(finding.phrase)
        return {iri: list(dict.fromkeys(said)) for iri, said in phrases.items()}

    def _lasting(self, finding: Finding, notes: list[str]) -> list[str]:
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
        if not lasting:
            notes.append(
                f"How long “{finding.phrase}” has lasted makes no difference in this graph."
            )
        return [iri for iri, days in lasting if finding.days >= days]

    def _gone(
        self,
        said: Iterable[Understood],
        counts: Mapping[str, Collection[str]],
        untold: set[str],
        notes: list[str],
    ) -> set[str]:
        """What is not there; what is contradicted counts as there, or is left open."""
        label = self._contents.label
        gone = {f.iri for each in said for f in each.findings if f.absent}
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

    # ------------------------------------------------------------ rules

    def _matched(
        self,
        phrases: Mapping[str, Sequence[str]],
        counts: Mapping[str, Collection[str]],
        everything: Collection[str],
    ) -> list[FlagMatch]:
        """Red flags whose findings are all there, by themselves or as kinds of one another."""
        matched = []
        for flag in self._rules.flags:
            if all(iri in everything for iri in flag.findings):
                met = [i for i in sorted(phrases) if not {*flag.findings}.isdisjoint(counts[i])]
                because = dict.fromkeys(phrase for iri in met for phrase in phrases[iri])
                matched.append(FlagMatch(flag, tuple(because)))
        return matched

    def _is_out(self, flag: RedFlag, gone: set[str]) -> bool:
        """Whether what is absent settles a red flag: who has no weakness has none of the leg."""
        return any(self._rules.is_kind(iri, gone) for iri in flag.findings)

    def _questions(
        self, to_ask: Sequence[RedFlag], named: set[str], denied: Sequence[str]
    ) -> Iterable[Question]:
        """Every finding that was not spoken of, unless no red flag can use the answer any more."""
        asked = {*named, *(iri for f in self._rules.flags if f.iri in denied for iri in f.findings)}
        criteria = {c.object for c in self._claims if c.predicate == EXCLUDED_BY}
        for flag in self._rules.flags:
            alone = len(flag.findings) == 1
            for iri in flag.findings if alone or flag in to_ask else ():
                if iri not in asked:
                    asked.add(iri)
                    yield Question(iri, flag, bool(flag.condition) and alone and iri in criteria)

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
            gone = self._rules.is_kind(claim.object, absent)
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
