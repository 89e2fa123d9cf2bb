"""What triage found, told to a person: how soon, what is still to be asked back, and why."""

from __future__ import annotations

from twitchkg.cli.options import emphasis, wrapped
from twitchkg.cli.tell.doubts import asked_back, why_not
from twitchkg.cli.tell.evidence import DISCLAIMER, hedge, limits, place
from twitchkg.graph.search import fold
from twitchkg.textgrid import visible
from twitchkg.vocab import REQUIRES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.triage.verdict import Assessment, Doubt, FlagMatch, MayBe

NOTHING = "No answer: nothing was settled."
NOT_HERE = (
    "What this graph lacks may need care, even at once: do not wait for it to be understood here; "
    "ask a doctor, in doubt the emergency services."
)
NOT_FINE = (
    "That does not mean that you are fine: the graph knows only what its sources say, and nobody "
    "has examined you. If you are worried, or it gets worse, see a doctor."
)
CANNOT_TELL = (
    "If no, or if you cannot tell: that does not mean that you are fine. If you are worried, or it "
    "gets worse, see a doctor."
)
BY_EXCLUSION = "only a doctor can say, once other conditions are ruled out"
_HEADLINES = {
    "no-rules": "This graph holds no red flags: it cannot say when to worry.",
    "unsettled": "I cannot say: what you wrote settles nothing yet ({words}).",
    "not-understood": "Nothing was understood, so no red flag could be looked for: {words}. "
    + NOT_HERE,
    "partly": "I cannot say: part of what you wrote was not understood ({words}). " + NOT_HERE,
    "elsewhere": "I cannot say: the source speaks of the leg and foot, not of {words}.",
    "untold": NOTHING + " You could not tell of {untold}.",
    "untold-partly": "I cannot say: you could not tell of {untold}. No red flag applies to the "
    "rest.",
    "nothing": "Nothing that one notices was named, so no red flag could be looked for.",
    "none": "None of the red flags in this graph applies to what was said.",
}


class Told:
    """One assessment, ready to be told. `said` are the phrases; `asked` says that questions were
    asked one by one.
    """

    def __init__(
        self,
        contents: Contents,
        assessment: Assessment,
        said: Sequence[str] = (),
        *,
        asked: bool = False,
    ) -> None:
        self._contents = contents
        self._found = assessment
        self._said = [f" {fold(phrase)} " for phrase in said]
        self._asked = asked
        self._label = contents.label

    def text(self) -> str:
        """All of it, the urgency first."""
        found = self._found
        lines = [*self._headline(), *self._asked_back()]
        if found.flags:
            lines += ["", emphasis("Why")]
            for match in found.flags:
                lines += self._flag(match)
        if taken := self._taken():
            lines += ["", emphasis("How it was read"), *taken]
        if found.suggests:
            lines += ["", emphasis("What the source says this may point to (not a diagnosis)")]
            lines += _suggestions(self._contents, found.suggests)
        lines += [*self._to_ask(), "", *self._criteria()]
        return "\n".join([*lines, "", wrapped(DISCLAIMER)])

    # ------------------------------------------------------------ how soon

    def _headline(self) -> list[str]:
        found, head = self._found, self._found.headline
        may_be = head.may_be
        if head.kind == "urgency":
            lines = ["How soon is not recorded."]
            if found.urgency is not None:
                name = emphasis(visible(_capital(found.urgency.label)))
                lines = [name, wrapped(found.urgency.definition)]
            if found.apart:
                lines.append(wrapped(found.apart))
            if may_be and may_be.why != "together" and may_be.rung == 0:
                lines.append(emphasis(self._may_be(may_be)))
            elif may_be:
                lines.append(wrapped("It may be more urgent: see the questions below."))
            return lines
        if may_be:
            return [emphasis(self._may_be(may_be)), self._if_so(may_be)]
        if head.kind == "nothing" and self._asked:
            no_flag = f"{NOTHING} Answer with y or n, or say what you notice."
        else:
            words = ", ".join(f"“{each}”" for each in head.words)
            untold = ", ".join(map(self._label, found.untold))
            no_flag = _HEADLINES[head.kind].format(words=words, untold=untold)
        return [emphasis(wrapped(no_flag)), wrapped(NOT_FINE)]

    def _may_be(self, may_be: MayBe) -> str:
        flag, names = may_be.flag, self._names(may_be.flag)
        what = f"need {self._label(flag.urgency)}" if may_be.rung else "be an emergency"
        if may_be.doubt:
            return wrapped(f"This may {what}: do you have {names}? {why_not(may_be.doubt)}")
        if may_be.why == "condition":
            there = " and ".join(self._unconditioned(iri, flag) for iri in may_be.there)
            return wrapped(f"This may {what}: is the {there} {_asked(flag)}?")
        if may_be.why == "kind":
            return wrapped(f"This may {what}: is it {names}{_only(flag)}?")
        there = " and ".join(map(self._label, may_be.there))
        missing = " and ".join(map(self._label, may_be.missing))
        return wrapped(f"It depends: do you have {missing} together with {there}{_only(flag)}?")

    def _unconditioned(self, iri: str, flag: RedFlag) -> str:
        """The name, as it was typed where the preferred one says the condition already."""
        label = self._label(iri)
        says = any(word in flag.condition.replace(",", "").split() for word in label.split())
        return self._as_said(iri).partition(" (")[0] if says else label

    def _if_so(self, may_be: MayBe) -> str:
        meant = [r.definition for r in self._contents.urgencies if r.iri == may_be.flag.urgency]
        return wrapped(" ".join(["If yes:", *meant, CANNOT_TELL]))

    # ------------------------------------------------------------ what is asked back

    def _asked_back(self) -> list[str]:
        lines = []
        for doubt in dict.fromkeys(self._found.doubts):
            told = asked_back(self._contents, doubt, self._questions(doubt))
            lines.append(wrapped(told, "  ", hanging="    "))
        return ["", emphasis("About what you wrote"), *lines] if lines else []

    def _questions(self, doubt: Doubt) -> list[str]:
        """What would settle words in doubt: the red flags that they may mean, else one thing."""
        alone = {f.findings[0]: f for f in self._contents.red_flags if len(f.findings) == 1}
        meant = [iri for iri in doubt.iris if iri not in self._found.present]
        flags = sorted(
            (alone[iri] for iri in meant if iri in alone), key=self._contents.red_flags.index
        )
        if flags:
            return [self._question(flag) for flag in flags]
        return [f"Do you have {self._label(iri)}?" for iri in meant[:1]]

    def _question(self, flag: RedFlag) -> str:
        only = f", and {flag.condition}" if flag.condition else ""
        return f"Do you have {self._names(flag)}? If yes{only}: {self._label(flag.urgency)}."

    def _names(self, flag: RedFlag) -> str:
        return " and ".join(map(self._label, flag.findings))

    def _to_ask(self) -> list[str]:
        flags = self._found.to_ask
        if not flags:
            return []
        if self._found.rung == 0:
            return ["", wrapped(f"{len(flags)} further questions are left out: get help first.")]
        lines = []
        for rung in dict.fromkeys(flag.urgency for flag in flags):
            names = [self._asked_about(flag) for flag in flags if flag.urgency == rung]
            lines.append(wrapped(f"{self._label(rung)}: {'; '.join(names)}", "  ", hanging="    "))
        title = "Do you also have … (not settled by what was said; by how urgent it would be)"
        return ["", emphasis(title), *lines]

    def _asked_about(self, flag: RedFlag) -> str:
        only = f" (if {flag.condition})" if flag.condition and len(flag.findings) == 1 else ""
        return f"{self._names(flag)}{only}"

    # ------------------------------------------------------------ why

    def _flag(self, match: FlagMatch) -> list[str]:
        """A red flag that applies; what says it more closely tells it, too."""
        if match.within:
            return []
        contents, flag = self._contents, match.flag
        because = ", ".join(f"“{phrase}”" for phrase in match.because)
        wider = [self._names(m.flag) for m in self._found.flags if flag.iri in m.within]
        lines = [
            wrapped(f"{self._label(flag.urgency)}: {flag.definition}", "  ", hanging="    "),
            wrapped(f"because of {because}; {_sentences(contents, flag)}", "    "),
        ]
        if wider:
            lines.append(wrapped(f"it counts as {', '.join(wider)} too", "    "))
        if flag.condition:
            silent = match.open or not flag.only_if
            told = f"is it {_asked(flag)}? Not said, so it counts" if silent else "as you said"
            lines.append(wrapped(f"only if {flag.condition} ({told})", "    "))
        return lines

    # ------------------------------------------------------------ how it was read

    def _taken(self) -> list[str]:
        found = self._found
        told = []
        for title, iris in (
            ("Taken as there", found.present),
            ("Taken as not there", found.absent),
            ("You cannot tell", found.untold),
        ):
            if iris:
                told.append(f"{title}: {', '.join(map(self._as_said, iris))}.")
        for flag in self._contents.red_flags:
            if flag.iri in found.denied:
                told.append(f"Not: {self._names(flag)}, if {flag.condition}.")
        for phrase, days in found.times:
            read = f"{days} day{'s' if days != 1 else ''}" if days else "less than a day"
            told.append(f"“{phrase}” was read as {read}.")
        told += [f"Note: {note}" for note in found.notes]
        return [wrapped(each, "  ", hanging="    ") for each in told]

    def _as_said(self, iri: str) -> str:
        """The name as it was typed, with the preferred one, if another was."""
        label, concept = self._label(iri), self._contents.concepts.get(iri)
        if concept is None or any(f" {fold(label)} " in phrase for phrase in self._said):
            return label
        typed = [
            name
            for name in concept.synonyms
            if any(f" {fold(name)} " in phrase for phrase in self._said)
        ]
        return f"{max(typed, key=len)} ({label})" if typed else label

    # ------------------------------------------------------------ what else

    def _criteria(self) -> list[str]:
        criteria = self._found.criteria
        met = () if self._found.is_urgent else criteria.met
        if not (met or criteria.against or criteria.unknown):
            return []
        name = self._label(criteria.condition)
        lines = [emphasis(visible(f"{_capital(name)}: {BY_EXCLUSION}"))]
        for title, names in (
            ("not against it", [self._meets(claim) for claim in met]),
            ("speaks against it", self._against()),
        ):
            if names:
                lines.append(wrapped(f"{title}: {'; '.join(names)}", "  ", hanging="    "))
        if criteria.unknown:
            lines.append("  still unknown, whether there is:")
            for claim in criteria.unknown:
                only = f", {claim.condition}" if claim.condition else ""
                what = self._as_said(claim.object)
                lines.append(wrapped(f"- {what}{only}", "    ", hanging="      "))
        return lines

    def _meets(self, claim: Claim) -> str:
        name = self._label(claim.object)
        if claim.predicate != REQUIRES:
            return f"no {name}"
        return f"{name}, {claim.condition}" if claim.condition else name

    def _against(self) -> list[str]:
        """What is there and must not be, each once with what it counts as."""
        criteria, label = self._found.criteria, self._label
        names = [
            label(iri) if iri == kind else f"{label(iri)}, which counts as “{label(kind)}”"
            for iri, kind in criteria.counting
        ]
        missing = [c.object for c in criteria.against if c.predicate == REQUIRES]
        return [*names, *(f"no {label(iri)}" for iri in missing)]


def _asked(flag: RedFlag) -> str:
    """The words of a condition as a question asks them."""
    return flag.condition.replace(", and ", " and ").replace(", ", " and ")


def _only(flag: RedFlag) -> str:
    return f" ({flag.condition})" if flag.condition else ""


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
