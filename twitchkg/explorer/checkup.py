"""What the page needs to tell when to get help from what one notices, and what is not known.

The rules are those of `twitchkg.triage`; ``assess.js`` applies them to this data, and a test holds
its answers against Python's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twitchkg import saved as queries
from twitchkg.explorer.labels import plain
from twitchkg.graph.walk import walk
from twitchkg.store.base import select
from twitchkg.triage.rules import Facts as RuleFacts
from twitchkg.triage.rules import inferred_kinds
from twitchkg.triage.rules import read_facts as read_rule_facts
from twitchkg.triage.words import modifier_words, things_of, words_of
from twitchkg.vocab import (
    DENIED,
    EXCLUDED_BY,
    FASCICULATION,
    IN_LEG_OR_FOOT,
    MEDICATION,
    OUTSIDE_LEG_AND_FOOT,
    REQUIRES,
    SIDE_EFFECT,
    SUGGESTS,
    SYMPTOM,
    SYNDROME,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twitchkg.explorer.statements import View
    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import RedFlag
    from twitchkg.store.base import Store

_NOTABLE = {SYMPTOM, MEDICATION}  # what a person can notice or take


class Facts(NamedTuple):
    """What `Contents` does not hold: what triage needs, and texts on what the sources leave out.

    `silent` pairs a source's name with what it says nothing of. `sentences` are all of the sources'
    sentences, `carried` those that something rests on, and `empty` says why of the others.
    """

    rules: RuleFacts = RuleFacts()
    silent: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sentences: int = 0
    carried: int = 0
    empty: tuple[str, ...] = ()


def read_facts(store: Store) -> Facts:
    """All of it, from any store."""
    silent: dict[str, set[str]] = {}
    for row in _saved(store, "evidence/silent-on"):
        silent.setdefault(str(row["sourceLabel"]), set()).add(str(row["nothingOf"]))
    # What each sentence carries is asked only where it is told: the question is a dear one.
    rows = _saved(store, "evidence/coverage") if silent else []
    carrying = [row for row in rows if row["claims"] or row["definitions"] or row["redFlags"]]
    reasons = {str(row["noStatement"]) for row in rows if row["noStatement"]}
    return Facts(
        read_rule_facts(store),
        tuple((source, tuple(sorted(silent[source]))) for source in sorted(silent)),
        len(rows),
        len(carrying),
        tuple(sorted(reasons)),
    )


def _saved(store: Store, name: str) -> list[dict[str, object]]:
    return [dict(row) for row in select(store, queries.load(name).text).to_dicts()]


def silences(facts: Facts | None) -> View | None:
    """What stands under "What this page cannot tell you"; None where nothing is recorded."""
    if facts is None or not facts.silent:
        return None
    return {
        "sources": [
            {"source": plain(source), "texts": [plain(text) for text in texts]}
            for source, texts in facts.silent
        ],
        "sentences": facts.sentences,
        "carried": facts.carried,
        "empty": [plain(text) for text in facts.empty],
    }


def checkup(view: View, contents: Contents, facts: Facts | None) -> View | None:
    """The rules for the page, things and statements by their place in `view`; None without any.

    A red flag that names no finding asks nothing and is left to the list. Denials are left out:
    what the source denies, it does not say that a finding may point to.
    """
    flags = [flag for flag in contents.red_flags if flag.findings]
    if facts is None or not flags:
        return None
    place = {concept["iri"]: at for at, concept in enumerate(view["concepts"])}
    row = {each["claim"]: at for at, each in enumerate(view["rows"])}
    said = [c for c in contents.claims if c.modality != DENIED and plain(c.iri) in row]
    suggests = [c for c in said if c.predicate == SUGGESTS]
    criteria = [
        (c, c.predicate == REQUIRES)
        for c in said
        if c.subject == SYNDROME and c.predicate in (REQUIRES, EXCLUDED_BY)
    ]
    core = {i for flag in flags for i in flag.findings}
    core |= {iri for iri, _ in facts.rules.least if iri in place}
    core |= {c.subject for c in suggests} | {c.object for c, _ in criteria}
    core |= {iri for iri, concept in contents.concepts.items() if _NOTABLE & set(concept.types)}
    relevant = _relevant(facts.rules.broader, core)
    broader = sorted((place[a], place[b]) for a, b in relevant if a in place and b in place)
    modifiers = {m: at for at, m in enumerate(_modifiers(flags, facts.rules))}
    notable = core | {view["concepts"][child]["iri"] for child, _ in broader}
    return {
        "rungs": [{name: rung[name] for name in ("label", "definition")} for rung in view["flags"]],
        "ranked": sum(
            any(f.urgency == u.iri for f in contents.red_flags) for u in contents.urgencies
        ),
        "flags": _rules(flags, place, modifiers, _told(view)),
        "broader": broader,
        "inferred": sorted(
            (place[a], place[b])
            for a, b in inferred_kinds(contents) & set(relevant)
            if a in place and b in place
        ),
        **_told_beside(modifiers, facts.rules, contents.label),
        "medications": [place[iri] for iri in facts.rules.medications if iri in place],
        "sideEffect": place.get(SIDE_EFFECT, -1),
        "least": [(place[iri], days) for iri, days in facts.rules.least if iri in place],
        "suggests": [row[plain(c.iri)] for c in suggests],
        "criteria": [(row[plain(c.iri)], requires) for c, requires in criteria],
        "syndrome": place.get(SYNDROME, -1),
        "twitching": place.get(FASCICULATION, -1),
        "near": {
            word: [place[iri] for iri in iris if iri in place]
            for word, iris in sorted(things_of("near").items())
            if view["own"]
        },
        "notable": sorted(place[iri] for iri in notable if iri in place),
        "own": view["own"],
    }


def _rules(
    flags: Iterable[RedFlag], place: dict[str, int], modifiers: dict[str, int], told: View
) -> list[View]:
    return [
        {
            "iri": flag.iri,
            "definition": plain(flag.definition) or plain(flag.label),
            "findings": [place[iri] for iri in flag.findings],
            "condition": plain(flag.condition),
            "onlyIf": [modifiers[iri] for iri in flag.only_if],
            "accompanying": [place[iri] for iri in flag.accompanying if iri in place],
            **told[flag.iri],
        }
        for flag in flags
    ]


def _modifiers(flags: Iterable[RedFlag], rules: RuleFacts) -> list[str]:
    """The modifiers that red flags ask for, and those that contradict them."""
    asked = {iri for flag in flags for iri in flag.only_if}
    return sorted(asked | {each for each, other in rules.contrary if other in asked})


def _told_beside(modifiers: dict[str, int], rules: RuleFacts, label: Callable[[str], str]) -> View:
    """Modifiers by their place: what they are called, what they contradict, from how many days on
    they hold, and the words that tell them.
    """
    days = dict(rules.least)
    words = {
        text: [modifiers[iri] for iri in iris if iri in modifiers]
        for text, iris in sorted(modifier_words().items())
    }
    return {
        "modifiers": [plain(label(iri)) for iri in modifiers],
        "contrary": [
            (modifiers[a], modifiers[b])
            for a, b in rules.contrary
            if a in modifiers and b in modifiers
        ],
        "days": [(at, days[iri]) for iri, at in modifiers.items() if iri in days],
        "sites": [modifiers.get(iri, -1) for iri in (IN_LEG_OR_FOOT, OUTSIDE_LEG_AND_FOOT)],
        "words": {text: told for text, told in words.items() if told},
        "glue": sorted(words_of("glue") | {"for"}) if any(words.values()) else [],
    }


def _told(view: View) -> dict[str, View]:
    """Of every red flag its rung, what to do and the place in the source, as the list has them."""
    return {
        flag["iri"]: {"rung": rung, "actions": group["actions"], "where": group["where"]}
        for rung, each in enumerate(view["flags"])
        for group in each["groups"]
        for flag in group["flags"]
    }


def _relevant(pairs: Iterable[tuple[str, str]], core: set[str]) -> list[tuple[str, str]]:
    """The pairs (kind, of what) among which a rule can tell: above `core`, or below any of that."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for child, parent in pairs:
        above.setdefault(child, []).append(parent)
        below.setdefault(parent, []).append(child)
    over = [iri for iri, _ in walk(core, lambda child: above.get(child, ()))]
    reached = [iri for iri, _ in walk(over, lambda parent: below.get(parent, ()))]
    return [(child, parent) for parent in reached for child in below.get(parent, ())]
