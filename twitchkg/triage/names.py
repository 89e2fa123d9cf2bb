"""What a graph's symptoms and medications are called, ready to be found in what people type."""

from __future__ import annotations

from functools import cached_property

from twitchkg.graph.search import fold
from twitchkg.triage.words import read_words, stem, stems_of, tokens, words_of
from twitchkg.vocab import ANATOMY, MEDICATION, SYMPTOM, URGENCY_CLASS, expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.triage.rules import Rules
    from twitchkg.triage.words import Token


_NOTABLE = {SYMPTOM, MEDICATION}
_OTHER = {ANATOMY, URGENCY_CLASS}


class Lexicon:
    """A name is found whatever the order of its words and the forms of its verbs, with a part of
    the leg in the place of "leg" or beside it, and with or without what ``words.tsv`` calls glue.
    """

    def __init__(self, contents: Contents, rules: Rules) -> None:
        self._contents, self._rules = contents, rules
        self.whole: dict[str, str] = {}  # names as they are written, folded
        self._names: dict[tuple[str, ...], str] = {}
        self._bare: dict[tuple[str, ...], str] = {}  # without verbs such as "feels"
        self._light, self._leg = words_of("light"), stems_of("leg")
        self._dropped = words_of("glue") | words_of("soft")
        self._skipped = self._dropped | words_of("side")
        named = [c for c in contents.concepts.values() if _NOTABLE & set(c.types)]
        known = {concept.iri for concept in named}
        named += [contents.names.concept(iri) for iri in rules.findings if iri not in known]
        for tier in range(3):
            for concept in named:
                for name in ((concept.label,), concept.synonyms, concept.misspellings)[tier]:
                    self._add(name, concept.iri)
        self.labels = {fold(concept.label): concept.iri for concept in reversed(named)}
        self._longest = max(map(len, self._names), default=0) + 2

    def _add(self, name: str, iri: str) -> None:
        self.whole.setdefault(fold(name), iri)
        words = [t for t in tokens(name) if not t.stop and t.word not in self._dropped]
        key = tuple(sorted(token.stem for token in words))
        self._names.setdefault(key, iri)
        bare = tuple(each for each in key if each not in self._light)
        denies = words_of("no") | words_of("hardly")
        if len(bare) > 1 and denies.isdisjoint(token.word for token in words):
            self._bare.setdefault(bare, iri)  # "no feeling in the leg" is not "no leg"

    def find(self, words: Sequence[Token], at: int, until: int) -> tuple[str, int]:
        """The longest name that begins at a word and ends before `until`, and its length."""
        ends: list[int] = []
        for end in range(at, until if words[at].word not in self._skipped else at):
            if words[end].stop or len(ends) > self._longest:
                break
            if words[end].word not in self._skipped:
                ends.append(end)
        while ends and (len(ends) > 1 or words[at].word not in words_of("alone")):
            iri = self._lookup([words[end].stem for end in ends])
            if iri:
                return iri, ends[-1] + 1 - at
            ends.pop()
        return "", 1

    def _lookup(self, stems: Sequence[str]) -> str:
        key = tuple(sorted(stems))
        iri = self._names.get(key, "")
        if not iri and stems[0] not in self._light and stems[-1] not in self._light:
            iri = self._bare.get(tuple(each for each in key if each not in self._light), "")
        if not iri and not self._leg.isdisjoint(key):
            if "leg" not in key:
                iri = self._lookup(["leg" if each in self._leg else each for each in stems])
            rest = [each for each in stems if each not in self._leg]
            iri = iri or (self._lookup(rest) if rest else "")
        return iri

    def of_leg(self, iri: str, words: Iterable[Token]) -> str:
        """What a finding that was named with those words is where it is of the leg."""
        stems = [token.stem for token in words if token.word not in self._skipped]
        kind = self._names.get(tuple(sorted([*stems, "leg"])), "")
        return kind if iri in self._rules.above(kind) else iri

    def is_all_of(self, iri: str, words: Sequence[Token]) -> bool:
        """Whether a name holds no side, no grade, and no part but what the concept is called by."""
        partial = words_of("side") | words_of("soft") | words_of("partly")
        places = self._leg & {token.stem for token in words} - _stems(self._contents.label(iri))
        return not places and partial.isdisjoint(token.word for token in words)

    def hinted(self, stems: Iterable[str]) -> list[str]:
        """The red flags' findings that words may mean, if they are telling ones: bladder, walk."""
        return list(dict.fromkeys(iri for each in stems for iri in self._hints.get(each, [])))

    @cached_property
    def _hints(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, iri in self._names.items():
            for each in set(key) - self._light - self._leg - stems_of("untelling"):
                if iri in self._rules.findings and iri not in found.setdefault(each, []):
                    found[each].append(iri)
        found = {each: iris for each, iris in found.items() if len(iris) <= 2}
        for names, words in read_words()["hint"].items():
            iris = [iri for iri in map(expand, names.split()) if iri in self._rules.findings]
            for each in map(stem, words):
                found[each] = list(dict.fromkeys([*found.get(each, []), *iris]))
        return found

    def something_else(self, stems: set[str]) -> str:
        """A thing of the graph that is nothing one notices (stress, sciatica), or no text."""
        return self._others.get(frozenset(stems), "")

    @cached_property
    def _others(self) -> dict[frozenset[str], str]:
        found: dict[frozenset[str], str] = {}
        for concept in self._contents.concepts.values():
            if not (_NOTABLE | _OTHER) & set(concept.types):
                for name in (concept.label, *concept.synonyms, *concept.misspellings):
                    found.setdefault(frozenset(_stems(name)), concept.iri)
        return found


def _stems(text: str) -> set[str]:
    return {stem(word) for word in fold(text).split()}
