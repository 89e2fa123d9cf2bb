"""What triage found, told to a person: how soon, what is still to be asked back, and why."""

from __future__ import annotations

from twitchkg.cli.options import emphasis, wrapped
from twitchkg.cli.tell.doubts import asked_back, not_understood, why_not
from twitchkg.cli.tell.evidence import DISCLAIMER, hedge, limits, place
from twitchkg.graph.search import fold
from twitchkg.textgrid import visible
from twitchkg.triage.assess import TWITCHING, kind_note, narrower_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.triage.verdict import Assessment, Doubt, FlagMatch

NO_FLAG = "None of the red flags in this graph applies to what was said."
NOTHING = "No answer: nothing was settled."
NOT_FINE = (
    "That does not mean that you are fine: the graph knows one article, and nobody has examined "
    "you. If you are worried, or it gets worse, see a doctor."
)
CANNOT_TELL = (
    "If no, or if you cannot tell: that does not mean that you are fine. If you are worried, or it "
    "gets worse, see a doctor."
)
BY_EXCLUSION = "only a doctor can say, once other conditions are ruled out"
EMERGENCY, IMMEDIATE = 5, 4
"""Ranks of the two upper rungs, as ontology/flags.ttl has them."""


class Told:
    """One assessment, ready to be told. `said` are the phrases, `denied` the red flags that were
    asked with their condition and denied, `asked` whether questions were asked one by one.
    """

    def __init__(
        self,
        contents: Contents,
        assessment: Assessment,
        said: Sequence[str] = (),
        denied: Sequence[str] = (),
        *,
        asked: bool = False,
    ) -> None:
        self._contents = contents
        self._found = assessment
        self._said = [f" {fold(phrase)} " for phrase in said]
        self._denied = denied
        self._asked = asked
        self._rank = {rung.iri: rung.rank for rung in contents.urgencies}

    def text(self) -> str:
        """All of it, the urgency first."""
        found, contents = self._found, self._contents
        lines = [*self._headline(), *self._asked_back()]
        if found.flags:
            lines += ["", emphasis("Why")]
            for match in self._told_together():
                lines += self._flag(*match)
        taken = self._taken()
        if taken:
            lines += ["", emphasis("How it was read"), *taken]
        if found.suggests:
            lines += ["", emphasis("What the source says this may point to (not a diagnosis)")]
            lines += _suggestions(contents, found.suggests)
        lines += [*self._to_ask(), "", *self._criteria()]
        return "\n".join([*lines, "", wrapped(DISCLAIMER)])

    # ------------------------------------------------------------ how soon

    @property
    def _urgent(self) -> int:
        return self._found.urgency.rank if self._found.urgency else 0

    def _headline(self) -> list[str]:
        found = self._found
        graver = [p for p in self._pending() if p[0] > self._urgent]
        kind = self._graver_kind()
        lines = []
        if found.urgency is not None:
            lines = [
                emphasis(visible(_capital(found.urgency.label))),
                wrapped(found.urgency.definition),
            ]
            if graver and graver[0][0] >= EMERGENCY:
                lines.append(emphasis(self._may_be(graver[0])))
            elif kind and self._rank[kind.urgency] >= EMERGENCY:
                lines.append(emphasis(self._may_be_kind(kind)))
            elif graver or kind:
                lines.append(wrapped("It may be more urgent: see the questions below."))
            return lines
        if graver and graver[0][0] >= EMERGENCY:
            return [emphasis(self._may_be(graver[0])), self._if_so(graver[0][1])]
        if kind:
            return [emphasis(self._may_be_kind(kind)), self._if_so(kind)]
        return [emphasis(wrapped(self._no_flag())), wrapped(NOT_FINE)]

    def _if_so(self, flag: RedFlag) -> str:
        meant = [rung for rung in self._contents.urgencies if rung.iri == flag.urgency]
        return wrapped(" ".join(["If yes:", *(rung.definition for rung in meant), CANNOT_TELL]))

    def _graver_kind(self) -> RedFlag | None:
        """The gravest red flag that something there would be, if it is a kind of it: weakness."""
        elsewhere = {iri for d in self._found.doubts if d.reason == "elsewhere" for iri in d.iris}
        there = set(self._found.present) - elsewhere
        least = max(IMMEDIATE, self._urgent + 1)
        flags = [f for f in self._found.to_ask if self._rank.get(f.urgency, 0) >= least]
        flags = [flag for flag in flags if kind_note(self._contents, flag, there)]
        return max(flags, key=lambda flag: self._rank[flag.urgency], default=None)

    def _may_be_kind(self, flag: RedFlag) -> str:
        rank, only = self._rank[flag.urgency], f" ({flag.condition})" if flag.condition else ""
        what = (
            "be an emergency" if rank >= EMERGENCY else f"need {self._contents.label(flag.urgency)}"
        )
        return wrapped(f"This may {what}: is it {self._names(flag)}{only}?")

    def _may_be(self, pending: tuple[int, RedFlag, Doubt]) -> str:
        _, flag, doubt = pending
        question = f"do you have {self._names(flag)}?"
        return wrapped(f"This may be an emergency: {question} {why_not(doubt)}")

    def _no_flag(self) -> str:
        found, contents = self._found, self._contents
        if not contents.red_flags:
            return "This graph holds no red flags: it cannot say when to worry."
        if self._asked and not found.absent and not self._denied and not self._settled():
            return f"{NOTHING} Answer with y or n, or say what you notice."
        unread = [d.words for d in found.doubts if d.reason not in ("known", "elsewhere")]
        if not found.doubts:  # somebody else's assessment
            unread = list(found.unknown_words)
        words = ", ".join(f"“{each}”" for each in unread)
        if unread and not found.present and not found.absent:
            if any(doubt.iris for doubt in found.doubts):
                return f"I cannot say: what you wrote settles nothing yet ({words})."
            return f"Nothing was understood, so no red flag could be looked for: {words}."
        if unread:
            return f"I cannot say: part of what you wrote was not understood ({words})."
        elsewhere = [d.words for d in found.doubts if d.reason == "elsewhere"]
        if elsewhere:
            words = ", ".join(f"“{each}”" for each in elsewhere)
            return f"I cannot say: the source speaks of the leg and foot, not of {words}."
        if found.untold:
            names = ", ".join(map(contents.label, found.untold))
            if not found.absent and not self._settled():
                return f"{NOTHING} You could not tell of {names}."
            return f"I cannot say: you could not tell of {names}. No red flag applies to the rest."
        if not found.present and not found.absent and not self._denied:
            return "Nothing that one notices was named, so no red flag could be looked for."
        return NO_FLAG

    def _settled(self) -> bool:
        return bool(set(self._found.present) - {TWITCHING})

    # ------------------------------------------------------------ what is asked back

    def _pending(self) -> list[tuple[int, RedFlag, Doubt]]:
        """What doubtful words may mean that nothing else settles: rank, red flag, words."""
        made = []
        alone = {f.findings[0]: f for f in self._contents.red_flags if len(f.findings) == 1}
        for doubt in self._found.doubts:
            if doubt.reason in ("known", "elsewhere"):
                continue
            for iri in doubt.iris:
                if iri in alone and not self._is_there(iri):
                    made.append((self._rank.get(alone[iri].urgency, 0), alone[iri], doubt))
        return sorted(made, key=lambda each: -each[0])

    def _is_there(self, iri: str) -> bool:
        there = set(self._found.present)
        return iri in there or bool(narrower_of(self._contents, iri) & there)

    def _asked_back(self) -> list[str]:
        lines = []
        pending = self._pending()
        for doubt in dict.fromkeys(self._found.doubts):
            flags = [flag for _, flag, about in pending if about == doubt]
            lines.append(wrapped(self._back(doubt, flags), "  ", hanging="    "))
        if not self._found.doubts:
            lines = [
                wrapped(not_understood(words), "  ", hanging="    ")
                for words in self._found.unknown_words
            ]
        return ["", emphasis("About what you wrote"), *lines] if lines else []

    def _back(self, doubt: Doubt, flags: list[RedFlag]) -> str:
        questions = [self._question(flag) for flag in flags]
        if not questions and doubt.reason != "unread":
            names = [self._contents.label(iri) for iri in doubt.iris if not self._is_there(iri)]
            questions = [f"Do you have {name}?" for name in names[:1]]
        return asked_back(self._contents, doubt, questions)

    def _names(self, flag: RedFlag) -> str:
        return " and ".join(map(self._contents.label, flag.findings))

    def _question(self, flag: RedFlag) -> str:
        only = f", and {flag.condition}" if flag.condition and len(flag.findings) == 1 else ""
        rung = self._contents.label(flag.urgency)
        return f"Do you have {self._names(flag)}? If yes{only}: {rung}."

    def _to_ask(self) -> list[str]:
        flags = self._found.to_ask
        if not flags:
            return []
        if self._urgent >= EMERGENCY:
            return ["", wrapped(f"{len(flags)} further questions are left out: get help first.")]
        lines = []
        for rung in dict.fromkeys(flag.urgency for flag in flags):
            names = [self._asked_about(flag) for flag in flags if flag.urgency == rung]
            lines.append(
                wrapped(f"{self._contents.label(rung)}: {'; '.join(names)}", "  ", hanging="    ")
            )
        title = "Do you also have … (not settled by what was said; by how urgent it would be)"
        return ["", emphasis(title), *lines]

    def _asked_about(self, flag: RedFlag) -> str:
        names = self._names(flag)
        only = f" (if {flag.condition})" if flag.condition and len(flag.findings) == 1 else ""
        return f"{names}{only}"

    # ------------------------------------------------------------ why

    def _told_together(self) -> list[tuple[FlagMatch, list[str]]]:
        """Red flags without those that apply because a finding is a kind of theirs; these by name.

        Numbness is a loss of sensation: one thing that was said is told once.
        """
        contents, flags = self._contents, self._found.flags
        told: list[tuple[FlagMatch, list[str]]] = []
        wider_of: dict[str, list[str]] = {}
        for match in flags:
            for other in flags:
                if (
                    other is not match
                    and other.flag.urgency == match.flag.urgency
                    and set(match.because) <= set(other.because)
                    and len(match.flag.findings) == len(other.flag.findings) == 1
                    and other.flag.findings[0] in narrower_of(contents, match.flag.findings[0])
                ):
                    wider_of.setdefault(other.flag.iri, []).append(match.flag.iri)
        hidden = {iri for each in wider_of.values() for iri in each}
        label = {match.flag.iri: self._names(match.flag) for match in flags}
        for match in flags:
            if match.flag.iri not in hidden:
                wider = [label[iri] for iri in wider_of.get(match.flag.iri, ())]
                told.append((match, wider))
        return told

    def _flag(self, match: FlagMatch, wider: list[str]) -> list[str]:
        contents, flag = self._contents, match.flag
        because = ", ".join(f"“{phrase}”" for phrase in match.because)
        lines = [
            wrapped(f"{contents.label(flag.urgency)}: {flag.definition}", "  ", hanging="    ")
        ]
        lines.append(wrapped(f"because of {because}; {_sentences(contents, flag)}", "    "))
        if wider:
            lines.append(wrapped(f"it counts as {', '.join(wider)} too", "    "))
        if flag.condition:
            lines.append(wrapped(f"only if {flag.condition}", "    "))
        return lines

    # ------------------------------------------------------------ how it was read

    def _taken(self) -> list[str]:
        found, contents = self._found, self._contents
        lines = []
        for title, iris in (
            ("Taken as there", found.present),
            ("Taken as not there", found.absent),
            ("You cannot tell", found.untold),
        ):
            if iris:
                names = ", ".join(map(self._as_said, iris))
                lines.append(wrapped(f"{title}: {names}.", "  ", hanging="    "))
        for flag in contents.red_flags:
            if flag.iri in self._denied:
                lines.append(wrapped(f"Not: {self._names(flag)}, if {flag.condition}.", "  "))
        for phrase, days in found.times:
            lines.append(
                wrapped(f"“{phrase}” was read as {days} day{'s' if days != 1 else ''}.", "  ")
            )
        quiet = {
            kind_note(contents, flag, found.present)
            for flag in found.to_ask
            if self._rank.get(flag.urgency, 0) <= self._urgent
        }
        notes = [note for note in found.notes if note not in quiet]
        notes += [
            note
            for flag in found.to_ask
            if self._rank.get(flag.urgency, 0) > self._urgent and (note := self._together(flag))
        ]
        return lines + [
            wrapped(f"Note: {note}", "  ", hanging="    ") for note in dict.fromkeys(notes)
        ]

    def _as_said(self, iri: str) -> str:
        """The label, after the word for it that was typed: twitching (fasciculation)."""
        label, concept = self._contents.label(iri), self._contents.concepts.get(iri)
        if concept is None or any(f" {fold(label)} " in phrase for phrase in self._said):
            return label
        typed = [
            name
            for name in concept.synonyms
            if any(f" {fold(name)} " in phrase for phrase in self._said)
        ]
        return f"{max(typed, key=len)} ({label})" if typed else label

    def _together(self, flag: RedFlag) -> str:
        """What would make a red flag of something that is there: worsening, if it persists."""
        missing = [iri for iri in flag.findings if not self._is_there(iri)]
        if not missing or len(missing) == len(flag.findings):
            return ""
        contents = self._contents
        there = [contents.label(iri) for iri in flag.findings if iri not in missing]
        conditions = {
            f.findings[0]: f.condition for f in contents.red_flags if len(f.findings) == 1
        }
        names = [
            f"{contents.label(iri)} ({conditions[iri]})"
            if conditions.get(iri)
            else contents.label(iri)
            for iri in missing
        ]
        return (
            f"{' and '.join(there)} is a red flag ({contents.label(flag.urgency)}) together with "
            f"{' and '.join(names)}."
        )

    # ------------------------------------------------------------ what else

    def _criteria(self) -> list[str]:
        contents, criteria = self._contents, self._found.criteria
        # An emergency is no time to hear what speaks for something harmless.
        met = criteria.met if self._urgent < IMMEDIATE else ()
        if not (met or criteria.against or criteria.unknown):
            return []
        name = contents.label(criteria.condition)
        lines = [emphasis(visible(f"{_capital(name)}: {BY_EXCLUSION}"))]
        for title, names in (
            ("speaks for it", [self._meets(claim) for claim in met]),
            ("speaks against it", self._against(criteria.against)),
        ):
            if names:
                lines.append(wrapped(f"{title}: {'; '.join(names)}", "  ", hanging="    "))
        if criteria.unknown:
            lines.append("  still unknown, whether there is:")
            for claim in criteria.unknown:
                what = self._as_said(claim.object)
                only = f", {claim.condition}" if claim.condition else ""
                lines.append(wrapped(f"- {what}{only}", "    ", hanging="      "))
        return lines

    def _meets(self, claim: Claim) -> str:
        name = self._contents.label(claim.object)
        if not claim.predicate.endswith("requires"):
            return f"no {name}"
        return f"{name}, {claim.condition}" if claim.condition else name

    def _against(self, criteria: Sequence[Claim]) -> list[str]:
        """What is there and must not be, each once with the nearest criterion that it counts as."""
        contents, names = self._contents, []
        excluding = {c.object for c in criteria if not c.predicate.endswith("requires")}
        for iri in self._found.present:
            kinds = [each for each in excluding if iri in narrower_of(contents, each)]
            nearest = [a for a in kinds if not narrower_of(contents, a) & set(kinds) - {a}]
            if iri in excluding:
                names.append(contents.label(iri))
            elif nearest:
                names.append(
                    f"{contents.label(iri)}, which counts as “{contents.label(min(nearest))}”"
                )
        missing = [c.object for c in criteria if c.predicate.endswith("requires")]
        return [*names, *(f"no {contents.label(iri)}" for iri in missing)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(contents: Contents, flag: RedFlag) -> str:
    spans = sorted(
        (contents.spans[i] for i in flag.spans if i in contents.spans), key=lambda s: s.start
    )
    sentences = ", ".join(str(span.sentence) for span in spans)
    return f"sentence{'s' if len(spans) > 1 else ''} {sentences}" if spans else "no place recorded"


def _suggestions(contents: Contents, suggests: Iterable[Claim]) -> list[str]:
    """What findings may point to; conditions that are said alike stand on one line."""
    by_condition: dict[str, list[Claim]] = {}
    for claim in suggests:
        by_condition.setdefault(claim.object, []).append(claim)
    alike: dict[str, list[str]] = {}
    for condition, said in sorted(by_condition.items()):
        findings = ", ".join(sorted({contents.label(claim.subject) for claim in said}))
        only = f"; only {limits(contents, said[0])}" if limits(contents, said[0]) else ""
        evidence = f"{hedge(contents, said[0])}, from {findings}; {place(contents, said[0])}{only}"
        alike.setdefault(evidence, []).append(contents.label(condition))
    return [
        wrapped(f"{', '.join(conditions)} [{evidence}]", "  ", hanging="    ")
        for evidence, conditions in alike.items()
    ]
