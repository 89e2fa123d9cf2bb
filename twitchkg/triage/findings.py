"""Findings in everyday words: which symptoms a phrase names, for how long, and which it denies.

"no weakness, twitching for 6 weeks" gives one absent and one present finding. Words that name
nothing are handed back, never dropped: a finding that was not understood must not look like one
that is harmless.
"""

from __future__ import annotations

from twitchkg.graph.search import fold
from twitchkg.triage.durations import time_at
from twitchkg.triage.lexicon import SPREADING, TWITCHING, Lexicon, stem_set
from twitchkg.triage.phrases import clauses
from twitchkg.triage.phrases.pieces import (
    ABSENT,
    DENIAL,
    ELSEWHERE,
    LEG,
    NAME,
    STOP,
    THERE,
    TIME,
    UNSURE,
    WORD,
    Clause,
    Piece,
    is_strong,
)
from twitchkg.triage.verdict import Doubt, Finding, Understood
from twitchkg.triage.wording import (
    AFTER,
    ALSO,
    BEFORE,
    BETWEEN,
    GLUE,
    KNOWN,
    LASTED,
    NEGATIONS,
    PARTLY,
    tokens,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Concept
    from twitchkg.triage.wording import ALSO, LASTED, Token

_VAGUE = frozenset("long while age ages forever".split())
_SIGNED = frozenset("?(-–−")  # numbness? (-) numbness


def understand(
    phrases: Sequence[str], concepts: Mapping[str, Concept], contents: Contents
) -> Understood:
    """What `phrases` say of the symptoms and medications among `concepts` (by IRI).

    A denial counts only where it can be read in one way: "no numbness or tingling", "no weakness
    in the leg". Whatever could be read in two ways ("no relief from pain", "no pain, numbness") is
    handed back as not understood, so that it settles nothing and is asked again.
    """
    return Reader(concepts, contents).understand(phrases)


class Reader:
    """Reads phrases with the names of one graph."""

    def __init__(self, concepts: Mapping[str, Concept], contents: Contents) -> None:
        self._lexicon = Lexicon(concepts, contents)

    def understand(self, phrases: Sequence[str]) -> Understood:
        """See `understand`."""
        apart = self.read(phrases)
        if len(phrases) > 1 and apart.doubts and not any(" " in each.strip() for each in phrases):
            # Unquoted words come one by one: severe pain, no weakness.
            joined = self.read([" ".join(phrases)])
            if len(joined.unknown) < len(apart.unknown) and self._keeps(joined, apart):
                return joined
        return apart

    def denied(self, phrases: Sequence[str]) -> Understood:
        """What phrases deny that were typed as not there: all that they name, where no word says
        that it is but a part. What they call absent themselves stays so: not “no weakness”.
        """
        found: list[Finding] = []
        doubts: list[Doubt] = []
        for phrase in phrases:
            read = self.read([phrase])
            if any(not f.absent for f in read.findings) and not self._is_plain(phrase, read):
                iris = self._or_graver(dict.fromkeys(f.iri for f in read.findings))
                doubts.append(Doubt(phrase, tuple(iris), DENIAL))
            else:
                found += read.findings
                doubts += read.doubts
        return Understood(tuple(found), tuple(doubts))

    def _is_plain(self, phrase: str, read: Understood) -> bool:
        """Whether a phrase is names alone, with or without where in the leg."""
        words = tokens(phrase)
        if read.doubts or any(token.word in PARTLY for token in words):
            return False
        if fold(phrase) in self._lexicon.whole:
            return True
        return all(
            piece.kind == NAME
            or piece.word in BEFORE | BETWEEN | AFTER
            or (piece.kind == WORD and piece.tokens[0].stem in LEG)
            or (piece.kind == STOP and piece.tokens[0].stop == ",")
            for piece in self._pieces(words)
        )

    # ------------------------------------------------------------ phrases

    def _keeps(self, joined: Understood, apart: Understood) -> bool:
        """Whether nothing that was found word by word is lost when they are read together."""
        kept = {finding.iri for finding in joined.findings}
        kept |= {iri for doubt in joined.doubts for iri in doubt.iris}
        kept |= {wider for iri in kept for wider in self._lexicon.above(iri)}
        return bool(joined.findings) and all(f.iri in kept for f in apart.findings)

    def read(self, phrases: Sequence[str]) -> Understood:
        """What each phrase says, one by one."""
        found: list[Finding] = []
        doubts: list[Doubt] = []
        for phrase in phrases:
            named, unsettled = self._phrase(phrase)
            found += named
            if not named and not unsettled:
                unsettled = [Doubt(phrase)]
            elif not named and all(d.reason == "unread" for d in unsettled):
                iris = dict.fromkeys(iri for doubt in unsettled for iri in doubt.iris)
                unsettled = [Doubt(phrase, tuple(iris))]
            elif not named and len(unsettled) == 1:
                unsettled = [unsettled[0]._replace(words=phrase)]
            doubts += unsettled
        there = {finding.iri for finding in found if not finding.absent}
        return Understood(tuple(found), tuple(self._graver(doubt, there) for doubt in doubts))

    def _graver(self, doubt: Doubt, there: set[str]) -> Doubt:
        """A word that was not read may make a finding a graver one: which, has to be asked."""
        if doubt.iris or doubt.reason != "unread":
            return doubt
        graver = [
            iri
            for iri in self._lexicon.asked
            if iri not in there
            and (self._lexicon.above(iri) & there) - self._lexicon.above(TWITCHING, own=True)
        ]
        return doubt._replace(iris=tuple(graver))

    def _phrase(self, phrase: str) -> tuple[list[Finding], list[Doubt]]:
        whole = None if _SIGNED & set(phrase) else self._lexicon.whole.get(fold(phrase))
        if whole is not None:  # also a name that has a comma in it
            return [Finding(whole, phrase)], []
        found: list[Finding] = []
        doubts: list[Doubt] = []
        early: list[Piece] = []  # "for 2 months my calf has been twitching"
        carried: set[str] = set()  # places: "my leg is numb and weak"
        for row in self._rows(self._pieces(tokens(phrase))):
            for clause in clauses(row):
                if clause.says not in (THERE, ABSENT):
                    doubts.append(self._doubt(clause))
                    carried = set()
                    doubts += self._spread(clause, found) if clause.says == DENIAL else []
                    continue
                absent = clause.says == ABSENT
                places = {p.tokens[0].stem for p in clause.pieces if self._is_place(p)}
                names, used = [piece.iri for piece in clause.names], set[str]()
                if not absent:
                    weak = clause.before == "," and clause.pieces[0].tokens[0].word == "weak"
                    if not places and (weak or clause.before in ("and", "no")):
                        places = carried
                    names, used = self._narrowed(names, clause, places)
                    carried = places | {t.stem for n in clause.names for t in n.tokens}
                for iri in names:
                    if not any(f.iri == iri and f.absent == absent for f in found):
                        found.append(Finding(iri, phrase, absent))
                if not absent:
                    doubts += self._left_over(clause, names, used)
                doubts += self._spread(clause, found)
                early += self._timed(clause, found, doubts, absent)
                if early and names and not absent:
                    days = early.pop(0).days
                    found = [f._replace(days=days) if f.iri == names[0] else f for f in found]
        doubts += [Doubt(piece.said, (), "time") for piece in early]
        return found, list(dict.fromkeys(doubts))

    def _spread(self, clause: Clause, found: list[Finding]) -> list[Doubt]:
        """Twitching that is now also in the arms may be spreading."""
        words = {piece.word for piece in clause.pieces}
        if not words & ALSO or (clause.names and not words & (ALSO - {"now"})):
            return []
        further = any(
            p.word == "other"
            or p.tokens[0].stem in (ELSEWHERE if clause.names else ELSEWHERE | LEG)
            for p in clause.pieces
            if p.kind == WORD
        )
        there = {i for f in found if not f.absent for i in self._lexicon.above(f.iri, own=True)}
        if not further or TWITCHING not in there or SPREADING not in self._lexicon.asked:
            return []
        return [] if SPREADING in there else [Doubt(clause.said, (SPREADING,), UNSURE)]

    def _timed(
        self, clause: Clause, found: list[Finding], doubts: list[Doubt], absent: bool
    ) -> list[Piece]:
        """Give the clause's times to what was named before them; those that come too early."""
        early: list[Piece] = []
        seen = False
        foreign = not clause.names and any(map(self._is_unread_event, clause.pieces))
        for piece in clause.pieces:
            seen = seen or piece.kind == NAME
            foreign = foreign or (not seen and self._is_unread_event(piece))
            if piece.kind != TIME or piece.aside:
                continue
            waiting = [n for n, f in enumerate(found) if not f.absent and f.days is None]
            alien = foreign and not seen  # knee op 3 months ago, twitching
            if piece.days is None or alien or _denied_time(clause, piece):
                doubts.append(Doubt(_since_no(clause, piece), (), "time"))
            elif waiting and (seen or not clause.names) and not absent:
                for n in waiting:
                    found[n] = found[n]._replace(days=piece.days)
            else:
                early.append(piece)
        return early

    def _doubt(self, clause: Clause) -> Doubt:
        """What a clause may mean that can be read in two ways."""
        places = {p.tokens[0].stem for p in clause.pieces if self._is_place(p)}
        iris, _ = self._narrowed([piece.iri for piece in clause.names], clause, places)
        unread = [p for p in clause.pieces if self._is_unread(p)]
        beside = _stems(clause)
        iris += [
            iri for piece in unread for iri in self._lexicon.hinted(piece.tokens[0].stem, beside)
        ]
        iris = self._or_graver(iris)
        iris = [iri for iri in dict.fromkeys(iris) if iri != TWITCHING] or [TWITCHING]
        if TWITCHING not in {p.iri for p in clause.names} and iris == [TWITCHING]:
            iris = []
        return Doubt(clause.said, tuple(iris), clause.says)

    def _or_graver(self, named: Iterable[str]) -> list[str]:
        """What is named, and its kinds that a red flag speaks of: no pain at work, is it severe?"""
        iris = list(named)
        for iri in list(iris):
            if iri not in (*self._lexicon.asked, TWITCHING):
                iris += [each for each in self._lexicon.asked if iri in self._lexicon.above(each)]
        return iris

    def _narrowed(
        self, names: list[str], clause: Clause, places: set[str]
    ) -> tuple[list[str], set[str]]:
        """The names, narrower where other words of the clause make them so (pain … unbearable),
        and the stems of those words.
        """
        stems = {t.stem for p in clause.pieces for t in p.tokens} | places
        if stems & LEG:
            stems.add("leg")
        strong = any(is_strong(piece) for piece in clause.pieces)
        elsewhere = not stems.isdisjoint(ELSEWHERE)
        made: list[str] = []
        used: set[str] = set()
        for iri in names:
            for more, kind in self._lexicon.qualifiers.get(iri, []):
                fits = more <= stems or (strong and "sever" in more)
                if fits and not (elsewhere and "leg" in stem_set(self._lexicon.label(kind))):
                    iri, used = kind, used | more
                    break
            made.append(iri)
        return list(dict.fromkeys(made)), used

    # ------------------------------------------------------------ what is left over

    def _left_over(self, clause: Clause, names: list[str], used: set[str]) -> list[Doubt]:
        """The clause's words that named nothing, stretch by stretch."""
        doubts: list[Doubt] = []
        run: list[Piece] = []
        bare_no = not clause.names and any(p.word in NEGATIONS for p in clause.pieces)
        for piece in (*clause.pieces, None):
            if piece and self._is_unread(piece) and not self._is_used(piece, names, used):
                run.append(piece)
                continue
            if run:
                doubts += self._unread(run, clause, bare_no)
            run = []
            if piece and piece.kind == WORD and piece.tokens[0].stem in ELSEWHERE:
                meant = tuple(iri for iri in names if self._lexicon.is_of_the_leg(iri))
                doubts += [Doubt(piece.said, meant, "elsewhere")] if meant else []
        return doubts

    def _is_used(self, piece: Piece, names: list[str], used: set[str]) -> bool:
        """Whether a word made a finding a graver one, or says again that it is."""
        if is_strong(piece) and not self._lexicon.severe.isdisjoint(names):
            return True
        return piece.tokens[0].stem in used

    def _unread(self, run: list[Piece], clause: Clause, denied: bool) -> Iterable[Doubt]:
        said = clause.said if denied else " ".join(piece.said for piece in run)
        beside = _stems(clause)
        iris = dict.fromkeys(
            iri for piece in run for iri in self._lexicon.hinted(piece.tokens[0].stem, beside)
        )
        known = self._lexicon.something_else({piece.tokens[0].stem for piece in run})
        if known is not None and not iris and not denied:
            return [Doubt(said, (known,), "known")]
        if any(piece.word in _VAGUE for piece in run) and not iris:
            return [Doubt(said, (), "time")]
        return [Doubt(said, tuple(iris))]

    def _is_place(self, piece: Piece) -> bool:
        return piece.kind == WORD and (
            piece.tokens[0].stem in self._lexicon.places or piece.tokens[0].stem in LEG | ELSEWHERE
        )

    def _is_unread(self, piece: Piece) -> bool:
        if piece.kind != WORD or piece.word in KNOWN:
            return False
        place = piece.tokens[0].stem
        if place in LEG | ELSEWHERE:
            return False
        if place in self._lexicon.places:  # an organ that a red flag speaks of is never passed over
            return bool(self._lexicon.hinted(place))
        return True

    def _is_unread_event(self, piece: Piece) -> bool:
        """Whether a word may be what a time belongs to, instead of what one notices."""
        return self._is_unread(piece) and piece.word not in LASTED

    # ------------------------------------------------------------ names and times

    def _pieces(self, words: list[Token]) -> list[Piece]:
        times = [None if token.stop else time_at(words, at) for at, token in enumerate(words)]
        until = len(words)
        ends: list[int] = []  # where a name must have ended: no time is part of one
        for at in range(len(words) - 1, -1, -1):
            ends.append(until)
            until = at if times[at] else until
        ends.reverse()
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            time, size = times[at], 1
            if words[at].stop:
                pieces.append(Piece(STOP, (words[at],)))
            elif time:
                size = time.size
                took = tuple(words[at : at + size])
                pieces.append(Piece(TIME, took, days=time.days, aside=time.aside))
            else:
                named, size = self._lexicon.named(words, at, ends[at])
                size = size or 1
                kind = WORD if named is None else NAME
                pieces.append(Piece(kind, tuple(words[at : at + size]), iri=named or ""))
            at += size
        return pieces

    def _rows(self, pieces: list[Piece]) -> list[list[Piece]]:
        """One row of pieces, or two where two organs share a name: bladder or bowel control."""
        for at in range(1, len(pieces) - 1):
            if pieces[at].word in ("or", "and", "/"):
                sides = (at - 1, at + 1)
                if any(p.word in GLUE for p in pieces[at + 1 : at + 2]):  # my bladder or my bowels
                    sides = (at - 1, at + 2)
                if sides[1] >= len(pieces):
                    continue
                words = [t for p in pieces for t in p.tokens]
                ends = (pieces[sides[0]].tokens[-1], pieces[sides[1]].tokens[0])
                if not all(map(self._is_organ, ends)):
                    continue
                cut = sum(len(p.tokens) for p in pieces[:at])
                until = sum(len(p.tokens) for p in pieces[: sides[1]])
                without_one = [*words[: cut - 1], *words[until:]]
                without_two = [*words[:cut], *words[until + 1 :]]
                return [self._pieces(without_two), self._pieces(without_one)]
        return [pieces]

    def _is_organ(self, token: Token) -> bool:
        """Whether a word is a part of the body that a red flag speaks of by name."""
        is_place = token.stem in self._lexicon.places and token.stem not in LEG
        return is_place and bool(self._lexicon.hinted(token.stem))


def _stems(clause: Clause) -> set[str]:
    return {token.stem for piece in clause.pieces for token in piece.tokens}


def _denied_time(clause: Clause, time: Piece) -> bool:
    """ "not for months" after what it belongs to."""
    return not clause.names and any(piece.word in NEGATIONS for piece in clause.pieces)


def _since_no(clause: Clause, time: Piece) -> str:
    return clause.said if _denied_time(clause, time) else time.said
