"""What phrases say of symptoms and medications: there, not there, to be asked back, handed back.

A clause is clear when, stop words apart, it is names of the graph, at most one time, at most one
place: present; or the same behind one plain denial, with no side or part named: absent. Everything
else that holds a name is asked back, what holds none is handed back; nothing is dropped.
"""

from __future__ import annotations

from twitchkg.graph.search import fold
from twitchkg.triage.clauses import Clause, Piece, organs, parts
from twitchkg.triage.names import Lexicon
from twitchkg.triage.times import time_at
from twitchkg.triage.verdict import Doubt, Finding, Understood
from twitchkg.triage.words import Token, is_timing, stems_of, things_of, tokens, words_of
from twitchkg.vocab import OUTSIDE_LEG_AND_FOOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.triage.rules import Rules

_SIGNED = frozenset("?(-–−")  # numbness? (-) numbness


class Reader:
    """Reads phrases with the names of one graph."""

    def __init__(self, contents: Contents, rules: Rules) -> None:
        self._rules = rules
        self._lexicon = Lexicon(contents, rules)

    def understand(self, phrases: Sequence[str]) -> Understood:
        """What each phrase says; words that come one by one, unquoted, may be one phrase."""
        apart, denying = self._read(phrases), words_of("no") | words_of("hardly")
        if apart.doubts and len(phrases) > 1 and not any(" " in each.strip() for each in phrases):
            joined = self._read([" ".join(phrases)])
            if not joined.doubts or not denying.isdisjoint(map(fold, phrases)):
                return joined
        return apart

    def denied(self, phrases: Sequence[str]) -> Understood:
        """What is absent of phrases that were typed as not there: as with "no" before each."""
        found: list[Finding] = []
        doubts: list[Doubt] = []
        for phrase in phrases:
            if label := self._lexicon.labels.get(fold(phrase)):
                found.append(Finding(label, phrase, absent=True))
                continue
            read = self._read([f"no {part}" for part in phrase.split(",")])
            if not read.doubts and all(finding.absent for finding in read.findings):
                found += [finding._replace(phrase=phrase) for finding in read.findings]
            else:
                iris = [f.iri for f in read.findings] + [i for d in read.doubts for i in d.iris]
                meant = self._rules.with_graver(iris)
                doubts.append(Doubt(phrase, tuple(meant), "denial" if meant else "unread"))
        return Understood(tuple(found), tuple(doubts))

    def _read(self, phrases: Sequence[str]) -> Understood:
        found: list[Finding] = []
        doubts: list[Doubt] = []
        for phrase in phrases:
            whole = self._lexicon.whole.get(fold(phrase))
            if whole and _SIGNED.isdisjoint(phrase):  # also a name that has a comma in it
                told = Clause(".", tuple(Piece((token,)) for token in tokens(phrase))).told
                found.append(Finding(whole, phrase, told=told))
                continue
            reading = _Reading(phrase, self._rules, self._lexicon)
            for row in organs(tokens(phrase)):
                for clause in _settled([self._told(*p) for p in parts(self._pieces(row))]):
                    reading.add(clause)
            found += reading.found
            if reading.found or any(doubt.reason != "unread" for doubt in reading.doubts):
                doubts += dict.fromkeys(reading.doubts)
            else:
                iris = dict.fromkeys(iri for doubt in reading.doubts for iri in doubt.iris)
                doubts.append(Doubt(phrase, tuple(iris)))
        return Understood(tuple(found), tuple(doubts))

    def _pieces(self, words: list[Token]) -> list[Piece]:
        times = [(None, 1) if token.stop else time_at(words, at) for at, token in enumerate(words)]
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            (days, size), iri = times[at], ""
            if days is None and not words[at].stop:  # no time is part of a name
                ahead = range(at + 1, len(words))
                until = next((n for n in ahead if times[n][0] is not None), len(words))
                iri, size = self._lexicon.find(words, at, until)
            pieces.append(Piece(tuple(words[at : at + size]), iri, days))
            at += size
        return pieces

    def _told(self, clause: Clause, after: str) -> Clause:
        """The clause with what it says by itself; `after` is the sign that ends it."""
        why = clause.why_unclear(after)
        words, denials, unread = clause.of(), clause.of("no", "hardly"), clause.of("unread")
        strange = [t for t in unread if t.word not in words_of("over") | words_of("unsure")]
        says = "nothing"
        if clause.names and denials:
            says = "absent" if not why and self._is_plain(clause) else "asked"
            return clause._replace(says=says, why=why or "denial")
        if clause.names:
            timed = len(clause.times) < 2 and (is_timing(clause.timing) or not clause.of("timing"))
            says = "present" if timed and not why and not unread else "asked"
            return clause._replace(says=says, why=why or "unread")
        if not words and not clause.times:
            says = "empty"
        elif denials and len(words) == len(denials) + len(clause.of("soft", "filler")):
            says, why = "hedge", "denial"
        elif self._lexicon.something_else({token.stem for token in words}):
            says = "known"
        elif (why in ("over", "unsure") or clause.has("eased")) and not (denials or strange):
            says = "hedge"
        elif clause.times and not denials and not unread:
            says = "time"
        return clause._replace(says=says, why=why)

    def _is_plain(self, clause: Clause) -> bool:
        """Whether names stand behind one plain denial, joined by "or", with nothing beside them."""
        words = [piece.word for piece in clause.pieces]
        names = [at for at, piece in enumerate(clause.pieces) if piece.iri]
        joined = [any(w in words_of("or") for w in words[a:b]) for a, b in zip(names, names[1:])]
        denial, *more = clause.of()
        said = {token.word for token in clause.tokens if token.start > denial.start}
        return (
            not more
            and words.index(denial.word) < names[0]
            and denial.word in words_of("no")
            and not (denial.word == "no" and words_of("verb") & said)  # no my foot is numb
            and all(joined)
            and not any(piece.days is not None for piece in clause.pieces)
            and all(self._lexicon.is_all_of(piece.iri, piece.tokens) for piece in clause.names)
        )


def _settled(clauses: list[Clause]) -> list[Clause]:
    """What clauses say beside each other: a bare list goes on with a clause that is not clear, and
    an absence holds only where every word of the phrase was read.
    """
    made: list[Clause] = []
    for clause in clauses:
        last = made[-1] if made else clause
        unclear = last.says == "nothing" and (last.why or last.of("no", "hardly"))
        if (unclear or last.says in ("absent", "asked", "hedge")) and clause.is_bare:
            why = last.why or "denial"
            made[-1] = Clause(last.before, last.pieces + clause.pieces, "asked", why)
        else:
            made.append(clause)
    hedge = next((clause for clause in made if clause.says == "hedge"), None)
    added = any(clause.says in ("hedge", "nothing") for clause in made)
    for at, clause in enumerate(made):
        if clause.says == "present" and hedge:
            made[at] = clause._replace(says="asked", why=hedge.why or "unsure")
        timed = any(following.says == "time" for following in made[at + 1 :][:1])
        if clause.says == "absent" and (added or timed):
            made[at] = clause._replace(says="asked")
    return made


class _Reading:
    """The findings and doubts of one phrase, clause by clause."""

    def __init__(self, phrase: str, rules: Rules, lexicon: Lexicon) -> None:
        self._phrase, self._rules, self._lexicon = phrase, rules, lexicon
        self.found: list[Finding] = []
        self.doubts: list[Doubt] = []
        self._in_leg = False
        self._of_leg = any(token.stem in stems_of("leg") for token in tokens(phrase))

    def add(self, clause: Clause) -> None:
        """Take one more clause."""
        says, words = clause.says, clause.of()
        hints = self._lexicon.hinted(token.stem for token in words)
        known = self._lexicon.something_else({token.stem for token in words})
        if says in ("present", "absent"):
            self._find(clause, absent=says == "absent")
        elif says == "asked":
            iris = self._rules.with_graver([*self._iris(clause), *hints])
            self._doubt(clause.tokens, iris, clause.why)
        elif says == "hedge":
            self._doubt(clause.tokens, hints, clause.why or "unsure")
        elif says == "time":
            self._last(clause)
        elif says == "known" and known and not hints:
            self._doubt(clause.tokens, [known], "known")
        elif clause.near and not clause.of("elsewhere"):
            self._doubt(clause.tokens, clause.near, "near")
        elif (
            clause.of("no", "hardly")
            and clause.of("side", "leg")
            and any(not f.absent for f in self.found)
        ):
            there = [f.iri for f in self.found if not f.absent]
            self._doubt(clause.tokens, list(dict.fromkeys([*hints, *there])), "denial")
        elif hints or clause.of("unread", "no", "hardly", "timing", "" if self.found else "leg"):
            why = "time" if is_timing(words) and not hints else "unread"
            self._doubt(clause.tokens, hints, why)
        for token in clause.of("unread") if not clause.near else ():
            if near := things_of("near").get(token.word):
                self._doubt([token], near, "near")
        if places := clause.of("elsewhere"):  # the source speaks of the leg and foot only
            near = things_of("near").get(places[0].word, ())
            self._doubt(places, near, "elsewhere")
            if says == "present" and (hints := self._lexicon.hinted(t.stem for t in places)):
                self._doubt(places, hints)

    def _doubt(self, words: Sequence[Token], iris: Sequence[str], why: str = "unread") -> None:
        said = self._phrase[min(t.start for t in words) : max(t.end for t in words)].strip()
        self.doubts.append(Doubt(said, tuple(iris), why))

    def _find(self, clause: Clause, *, absent: bool) -> None:
        told = self._told(clause)
        for iri in self._iris(clause):
            if (iri, absent, told) not in [(f.iri, f.absent, f.told) for f in self.found]:
                self.found.append(Finding(iri, self._phrase, absent, None, told))
        if clause.of("timing"):
            self._doubt(clause.timing, (), "time")
        elif clause.times:
            self._last(clause)
        self._in_leg = not absent and any(t.stem in stems_of("leg") for t in clause.tokens)

    def _last(self, clause: Clause) -> None:
        """What was found so far and has no time lasts as long as the clause says."""
        days, waiting = clause.times[0].days, [not f.absent and f.days is None for f in self.found]
        if any(waiting) and len(clause.times) == 1:
            told = set(self._told(clause))
            self.found = [
                f._replace(days=days, told=tuple(sorted({*f.told} | told))) if w else f
                for f, w in zip(self.found, waiting, strict=True)
            ]
        else:
            self._doubt(clause.tokens, (), "time")

    def _told(self, clause: Clause) -> tuple[str, ...]:
        """The modifiers that a clause names; a leg named elsewhere in the phrase may be meant."""
        aside = {OUTSIDE_LEG_AND_FOOT} if self._of_leg else set()
        return tuple(iri for iri in clause.told if iri not in aside)

    def _iris(self, clause: Clause) -> list[str]:
        """What a clause names, of the leg where a part of it stands beside the name."""
        in_leg = clause.of("leg") or (self._in_leg and clause.is_bare)
        if not in_leg or clause.of("elsewhere"):
            return list(dict.fromkeys(piece.iri for piece in clause.names))
        return list(dict.fromkeys(self._lexicon.of_leg(p.iri, p.tokens) for p in clause.names))
