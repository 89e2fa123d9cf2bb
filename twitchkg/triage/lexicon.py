"""What a graph's symptoms and medications are called, ready to be found in what people type."""

from __future__ import annotations

from functools import cached_property

from twitchkg.graph.search import fold
from twitchkg.triage.phrases.pieces import LEG
from twitchkg.triage.wording import GLUE, LIGHT, NEGATIONS, key_of, stem
from twitchkg.vocab import TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from typing import TypeAlias

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Concept
    from twitchkg.triage.wording import Token

    Key: TypeAlias = tuple[str, ...]

SYMPTOM, MEDICATION, ANATOMY, URGENCY = (
    TK + name for name in ("Symptom", "Medication", "Anatomy", "Urgency")
)
TWITCHING, SPREADING = TK + "Fasciculation", TK + "SpreadingTwitching"
_CONTROL = (TK + "BladderControlDifficulty", TK + "BowelControlDifficulty")

_QUANTITY = frozenset(map(stem, "lot much life more often time new place side".split()))
_UNTELLING = frozenset(
    map(
        stem,
        "no cant dont difficult muscle pain twitch control lose my myself and down up new not body "
        "life place all over more often other with get that give need pin hold feel feeling "
        "asleep fall since than thing live way out under put carry look floor chair like anything "
        "move bed slap flex several week month reduce less side away pull raise".split(),
    )
)
"""Stems in the names of red flags' findings that do not tell which of them is meant."""
_TOILET = frozenset(map(stem, "loo toilet wipe wiping pants knickers".split()))
_SADDLE = frozenset(
    map(stem, "bum buttock buttocks backside arse perineum genitals crotch saddle".split())
)
_UNFELT = frozenset(map(stem, "cant feel feeling numb numbness sensation".split()))
_SPOILT = frozenset("waste wasted wastes".split())
"""Forms of "wasting" that alone are mostly of something else: wasted money."""


class Lexicon:
    """Names of the things that one notices or takes, parts of the body, and their kinds.

    A name is found whatever the order of its words and the forms of its verbs, with a part of the
    leg in the place of "leg", and with or without what `wording` calls glue.
    """

    def __init__(self, concepts: Mapping[str, Concept], contents: Contents) -> None:
        self._concepts = concepts
        self._claims = contents
        self._kinds: dict[str, set[str]] = {}
        self.asked = dict.fromkeys(iri for flag in contents.red_flags for iri in flag.findings)
        self.whole: dict[str, str] = {}
        """Names as they are written, folded."""
        self._names: dict[Key, str] = {}
        self._bare: dict[Key, str] = {}  # without verbs such as "feels"
        self._notable = {
            iri: c for iri, c in concepts.items() if {SYMPTOM, MEDICATION} & set(c.types)
        }
        for tier in range(3):
            for concept in self._notable.values():
                for name in _tier(concept, tier):
                    self._add(name, concept.iri)
        self._longest = max(map(len, self._names), default=0)

    def _add(self, name: str, iri: str) -> None:
        self.whole.setdefault(fold(name), iri)
        stems, denies = key_of(name)
        key = tuple(sorted(stems))
        self._names.setdefault(key, iri)
        light = tuple(each for each in key if each not in LIGHT)
        if len(light) > 1 and not denies:  # "no feeling in the leg" is not "no leg"
            self._bare.setdefault(light, iri)

    @cached_property
    def places(self) -> dict[str, str]:
        """Parts of the body by the stems of the words for them."""
        found: dict[str, str] = {}
        for concept in self._concepts.values():
            if ANATOMY in concept.types:
                for name in (concept.label, *concept.synonyms):
                    for word in fold(name).split():
                        found.setdefault(stem(word), concept.iri)
        return found

    @cached_property
    def qualifiers(self) -> dict[str, list[tuple[set[str], str]]]:
        """What makes a symptom a narrower one: "severe" of pain, "leg" of weakness."""
        found: dict[str, list[tuple[set[str], str]]] = {}
        keys: dict[str, list[Key]] = {}
        for key, iri in self._names.items():
            if SYMPTOM in self._concepts[iri].types:
                keys.setdefault(iri, []).append(key)
        for kind in sorted(keys):
            for wider in self._claims.broader.get(kind, ()):
                if wider == TWITCHING:  # where it twitches and how long is no graver kind of it
                    continue
                plain = [key[0] for key in keys.get(wider, ()) if len(key) == 1]
                for key in keys[kind]:
                    rest = set(key) - LIGHT - {"and", "down"}
                    for word in plain:
                        more = rest - {word}
                        if word in rest and more and not more & (_QUANTITY | NEGATIONS):
                            found.setdefault(wider, []).append((more, kind))
        return found

    @cached_property
    def severe(self) -> set[str]:
        """The kinds that the word "severe" makes."""
        return {kind for kinds in self.qualifiers.values() for m, kind in kinds if "sever" in m}

    def label(self, iri: str) -> str:
        """The preferred name, or the empty text."""
        return self._concepts[iri].label if iri in self._concepts else ""

    def above(self, iri: str, *, own: bool = False) -> set[str]:
        """Everything that `iri` is a kind of; with itself, if `own`."""
        if iri not in self._kinds:
            found: set[str] = set()
            queue = [iri]
            while queue:
                for wider in self._claims.broader.get(queue.pop(), ()):
                    if wider not in found:
                        found.add(wider)
                        queue.append(wider)
            self._kinds[iri] = found
        return self._kinds[iri] | {iri} if own else self._kinds[iri]

    def named(self, words: Sequence[Token], at: int, until: int) -> tuple[str | None, int]:
        """The longest name that begins at a word and ends before `until`, and its length."""
        if words[at].word in GLUE:
            return None, 0
        ends: list[int] = []
        stems: list[str] = []
        for end in range(at, until):
            if words[end].stop or len(stems) > self._longest + 2:
                break
            if words[end].word not in GLUE:
                stems.append(words[end].stem)
                ends.append(end)
        for count in range(len(stems), 0, -1):
            iri = self._lookup(stems[:count])
            if count == 1 and words[at].word in _SPOILT:
                iri = None
            after = words[ends[count - 1] + 1 : ends[count - 1] + 2]
            if words[ends[count - 1]].word == "dropped" and after and after[0].word == "it":
                iri = None  # the foot dropped it
            if iri is not None:
                return iri, ends[count - 1] + 1 - at
        return None, 0

    def _lookup(self, stems: Sequence[str]) -> str | None:
        key = tuple(sorted(stems))
        iri = self._names.get(key)
        if iri is None and stems[0] not in LIGHT and stems[-1] not in LIGHT:
            iri = self._bare.get(tuple(each for each in key if each not in LIGHT))
        if iri is None and not LEG.isdisjoint(key) and "leg" not in key:
            return self._lookup(["leg" if each in LEG else each for each in stems])
        return iri

    def is_of_the_leg(self, iri: str) -> bool:
        """Whether a red flag speaks of the leg only, of a finding or of a kind of it."""
        return any(
            "leg" in stem_set(f"{self.label(flag.findings[0])} {flag.condition}")
            and iri in self.above(flag.findings[0], own=True)
            for flag in self._claims.red_flags
            if flag.findings
        )

    def hinted(self, word: str, beside: Set[str] = frozenset()) -> list[str]:
        """The red flags' findings that a stem may mean, if it is a telling one: bladder, walk;
        `beside` are the stems of the clause that it stands in.
        """
        if word in _TOILET or (word in _SADDLE and beside & _UNFELT):
            return [iri for iri in _CONTROL if iri in self.asked]
        if word == "strong":  # not strong any more, strong cramps
            meant = "SeverePain" if beside.isdisjoint(NEGATIONS) else "LegWeakness"
            return [iri for iri in (TK + meant,) if iri in self.asked]
        if word == "bottom" and beside & _UNFELT and beside.isdisjoint(LEG):
            return [iri for iri in _CONTROL if iri in self.asked]
        hints = self._hints.get(word, [])
        return hints if len(hints) <= 2 else []

    @cached_property
    def _hints(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, iri in self._names.items():
            for each in set(key) - LIGHT - LEG - _UNTELLING if iri in self.asked else ():
                found.setdefault(each, []).append(iri)
        labels = {iri: stem_set(self.label(iri)) for iri in self.asked}
        for word, place in self.places.items():
            if word not in LEG and any(word in label for label in labels.values()):
                names = stem_set(self.label(place))
                found.setdefault(word, [])
                found[word] += [iri for iri, label in labels.items() if names & label]
        return {word: list(dict.fromkeys(iris)) for word, iris in found.items()}

    def something_else(self, stems: set[str]) -> str | None:
        """A thing of the graph that is nothing one notices: stress, sciatica."""
        for concept in self._concepts.values():
            if not {SYMPTOM, MEDICATION, ANATOMY, URGENCY} & set(concept.types):
                for name in (concept.label, *concept.synonyms, *concept.misspellings):
                    if stem_set(name) == stems:
                        return concept.iri
        return None


def stem_set(text: str) -> set[str]:
    """The stems of a text's words."""
    return {stem(word) for word in fold(text).split()}


def _tier(concept: Concept, tier: int) -> tuple[str, ...]:
    return ((concept.label,), concept.synonyms, concept.misspellings)[tier]
