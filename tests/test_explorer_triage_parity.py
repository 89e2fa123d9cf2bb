"""Triage in the page follows the rules of Python: every red flag, every pair, random graphs."""

from __future__ import annotations

import itertools
import random

import pytest
from test_explorer import PREFIXES
from test_explorer_triage import file, tab

from twitchkg.explorer.checkup import checkup, read_facts
from twitchkg.explorer.view import build
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store
from twitchkg.triage.assess import Triage
from twitchkg.triage.clauses import Clause, Piece
from twitchkg.triage.verdict import Assessment, MayBe
from twitchkg.triage.words import tokens
from twitchkg.vocab import SIDE_EFFECT, TK

__all__ = ["file", "tab"]  # fixtures

pytestmark = pytest.mark.browser

ASK = "([data, asked]) => asked.map(twitchkg.triageRules(data))"


def data_for(store, contents) -> dict:
    view = build(contents)
    names = ("concepts", "order", "rows")
    return {**{n: view[n] for n in names}, "checkup": checkup(view, contents, read_facts(store))}


def told(answer: dict, data: dict) -> dict:
    """The page's whole verdict in IRIs, as `expected` has Python's."""
    iris = [concept["iri"] for concept in data["concepts"]]
    flags, rows = data["checkup"]["flags"], data["rows"]
    rung, modifiers = answer.get("urgency"), data["checkup"]["modifiers"]

    def may_be(each: dict) -> tuple:
        there, missing = ([iris[at] for at in each[name]] for name in ("there", "missing"))
        return flags[each["flag"]]["iri"], each["rung"], each["why"], there, missing

    first = answer["headline"].get("mayBe")
    return {
        "headline": (answer["headline"]["kind"], may_be(first) if first else None),
        "urgency": None if rung is None else data["checkup"]["rungs"][rung]["label"],
        "rung": rung,
        "flags": [
            (flags[each["flag"]]["iri"], each["because"], [modifiers[at] for at in each["open"]])
            for each in answer["flags"]
        ],
        "graver": [may_be(each) for each in answer["graver"]],
        "toAsk": [flags[at]["iri"] for at in answer["toAsk"]],
        "suggests": [rows[at]["claim"] for at in answer["suggests"]],
        **{
            name: [rows[at]["claim"] for at in answer["criteria"][name]]
            for name in ("met", "against", "unknown")
        },
        "present": [iris[at] for at in answer["present"]],
        "absent": [iris[at] for at in answer["absent"]],
        "notes": sorted(answer["notes"]),
        "apart": answer["apart"],
    }


def expected(found: Assessment, contents) -> dict:
    def may_be(each: MayBe) -> tuple:
        return each.flag.iri, each.rung, each.why, list(each.there), list(each.missing)

    first = found.headline.may_be
    return {
        "headline": (found.headline.kind, may_be(first) if first else None),
        "urgency": found.urgency.label if found.urgency else None,
        "rung": found.rung,
        "flags": [
            (m.flag.iri, list(m.because), [contents.label(iri) for iri in m.open])
            for m in found.flags
        ],
        "graver": [may_be(each) for each in found.graver],
        "toAsk": [flag.iri for flag in found.to_ask],
        "suggests": [claim.iri for claim in found.suggests],
        "met": [claim.iri for claim in found.criteria.met],
        "against": [claim.iri for claim in found.criteria.against],
        "unknown": [claim.iri for claim in found.criteria.unknown],
        "present": list(found.present),
        "absent": list(found.absent),
        "notes": sorted(found.notes),
        "apart": found.apart,
    }


def phrases_of(contents, present, lasting, beside) -> list[tuple[str, str, int | None]]:
    """(IRI, words, days) of all that is there; `beside` are (IRI, what is said beside its name)."""
    label = contents.label
    return [
        *((iri, label(iri), None) for iri in present),
        *((iri, f"{label(iri)} for {days} days", days) for iri, days in lasting),
        *((iri, f"{word} {label(iri)}", None) for iri, word in beside),
    ]


def asked_of(
    data: dict,
    contents,
    present,
    absent=(),
    lasting=(),
    denied=(),
    unread=(),
    beside=(),
    affirmed=(),
) -> dict:
    """The page's question, with the modifiers that Python reads in its words."""
    place = {concept["iri"]: at for at, concept in enumerate(data["concepts"])}
    known = data["checkup"]["modifiers"]

    def told(words: str) -> list[int]:
        said = Clause(".", tuple(Piece((token,)) for token in tokens(words))).told
        return [known.index(name) for name in map(contents.label, said) if name in known]

    flags = [flag["iri"] for flag in data["checkup"]["flags"]]
    return {
        "present": [
            {"place": place[iri], "phrase": words, "told": told(words)}
            | ({} if days is None else {"days": days})
            for iri, words, days in phrases_of(contents, present, lasting, beside)
        ],
        "absent": [place[iri] for iri in absent],
        "denied": [flags.index(iri) for iri in denied],
        "affirmed": [flags.index(iri) for iri in affirmed],
        "unread": list(unread),
    }


def python(
    triage: Triage, contents, present, absent=(), lasting=(), denied=(), unread=(), beside=(),
    affirmed=(),
) -> dict:  # fmt: skip
    phrases = [words for _, words, _ in phrases_of(contents, present, lasting, beside)]
    gone = [contents.label(iri) for iri in absent]
    found = triage.assess([*phrases, *unread], gone, denied=denied, affirmed=affirmed)
    assert found.unknown_words == unread
    return expected(found, contents)


WORDS = ("slight", "significant", "new", "lifelong", "brief", "persistent")


def some_beside(chance: random.Random, notable: list[str]) -> tuple:
    plain = [iri for iri in notable if iri != SIDE_EFFECT]  # "slight twitching as a …" is unread
    return tuple((i, chance.choice(WORDS)) for i in chance.sample(plain, chance.randint(0, 2)))


def own_cases(contents) -> list[tuple]:
    """Every red flag alone, every pair, each finding absent, times around 21 days, random sets."""
    flags = [flag.findings for flag in contents.red_flags]
    findings = sorted({iri for each in flags for iri in each})
    pairs = [(*a, *b) for a, b in itertools.combinations(flags, 2)]
    cases: list[tuple] = [(tuple(dict.fromkeys(each)),) for each in [*flags, *pairs]]
    cases += [((), (iri,)) for iri in findings]
    cases += [((), (), (), (flag.iri,)) for flag in contents.red_flags]
    cases += [((TK + "Fasciculation",), (TK + "MuscleWeakness",)), ((TK + "MuscleWeakness",),)]
    cases += [((), (TK + "Fasciculation",)), ((TK + "SeverePain",), (TK + "SeverePain",))]
    twitching = TK + "Fasciculation"
    cases += [((), (), ((twitching, days),)) for days in (1, 7, 20, 21, 22, 60)]
    cases += [((TK + "WorseningTwitching",), (), ((twitching, d),)) for d in (20, 21)]
    kinds = {TK + "Symptom", TK + "Medication"}
    notable = sorted(iri for iri, c in contents.concepts.items() if kinds & set(c.types))
    chance = random.Random(7)
    for _ in range(60):
        present = tuple(chance.sample(notable, chance.randint(0, 5)))
        absent = tuple(chance.sample(notable, chance.randint(0, 4)))
        times = ((twitching, chance.randint(1, 60)),) if chance.random() < 0.3 else ()
        denied = tuple(chance.sample([f.iri for f in contents.red_flags], chance.randint(0, 2)))
        unread = ("some glorbs",) if chance.random() < 0.3 else ()
        affirmed = tuple(chance.sample([f.iri for f in contents.red_flags], chance.randint(0, 1)))
        beside = some_beside(chance, notable)
        cases.append((present, absent, times, denied, unread, beside, affirmed))
    cases += [
        ((), (), (), (), (), ((i, word),)) for i in findings for word in WORDS if i != SIDE_EFFECT
    ]
    return [*cases, ((), (), (), (), ("some glorbs",)), ((),)]


def test_the_rules_are_those_of_python_on_the_built_in_graph(tab, kg):
    data = data_for(kg.store, kg.contents)
    cases = own_cases(kg.contents)
    assert len(cases) > 200
    answers = tab.evaluate(ASK, [data, [asked_of(data, kg.contents, *case) for case in cases]])
    # The page itself holds the very same rules.
    own_answers = tab.evaluate(
        "asked => asked.map(twitchkg.triageRules(twitchkg.data))",
        [asked_of(data, kg.contents, *case) for case in cases],
    )
    assert own_answers == answers
    triage = Triage(kg.store, kg.contents)
    for case, answer in zip(cases, answers, strict=True):
        assert told(answer, data) == python(triage, kg.contents, *case), case
    assert {told(a, data)["urgency"] for a in answers} >= {u.label for u in kg.contents.urgencies}
    kinds = {a["headline"]["kind"] for a in answers}
    assert kinds == {"urgency", "may-be", "partly", "not-understood", "none", "nothing"}
    assert {each["why"] for a in answers for each in a["graver"]} == {
        "kind", "together", "condition",
    }  # fmt: skip


def random_rules(chance: random.Random) -> str:
    """Findings with kinds of them, rungs, rules with one to three findings, criteria, times."""
    size = chance.randint(3, 10)
    things = [f"ex:t{n}" for n in range(size)]
    lines = [
        f"{each} a {chance.choice(['tk:Symptom', 'tk:Symptom', 'tk:Medication'])} ;"
        f' skos:prefLabel "zog{n}"@en .'
        for n, each in enumerate(things)
    ]
    named = ("Fasciculation", "TwitchingAsSideEffect", "BenignFasciculationSyndrome")
    lines += [f'tk:{name} a tk:Symptom ; skos:prefLabel "{name.lower()}"@en .' for name in named]
    things += ["tk:Fasciculation", "tk:TwitchingAsSideEffect"]

    def claim(subject: str, predicate: str, object_: str, more: str = "") -> str:
        return (
            f"ex:c{len(lines):03} a tk:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ;"
            f" rdf:object {object_} ; tk:modality tk:Possible {more}."
        )

    for _ in range(chance.randint(0, 8)):
        child, parent = chance.sample(things, 2)
        if chance.random() < 0.9:
            lines.append(f"{child} skos:broader {parent} .")
        if chance.random() < 0.8:
            lines.append(claim(child, "skos:broader", parent))
    lines += [
        "tk:Slight tk:contradicts tk:Significant .",
        "tk:Momentary tk:contradicts tk:Persisting .",
    ]
    lines += ["tk:LongStanding tk:contradicts tk:NewOnset .", "tk:Persisting tk:minimumDays 9 ."]
    for rank in range(3):
        lines.append(f'ex:r{rank} a tk:Urgency ; tk:rank {rank} ; skos:prefLabel "rung {rank}" .')
    for n in range(chance.randint(1, 6)):
        findings = " , ".join(chance.sample(things, chance.choice([1, 1, 2, 3])))
        only = ' ; tk:condition "in May"' if chance.random() < 0.4 else ""
        if chance.random() < 0.6:
            asked = chance.sample(["tk:NewOnset", "tk:Significant", "tk:Persisting"], 2)
            only += f" ; tk:onlyIf {', '.join(asked)}"
        lines.append(
            f'ex:f{n} a tk:RedFlag ; skos:definition "Rule {n}." ; tk:finding {findings} ;'
            f" tk:urgency ex:r{chance.randrange(3)}{only} ."
        )
    for _ in range(chance.randint(0, 4)):
        lines.append(claim(chance.choice(things), "tk:suggests", chance.choice(things)))
        part = chance.choice(["tk:requires", "tk:excludedBy"])
        only = '; tk:condition "often" ' if chance.random() < 0.3 else ""
        lines.append(claim("tk:BenignFasciculationSyndrome", part, chance.choice(things), only))
    for each in chance.sample(things, chance.randint(0, 2)):
        lines.append(f"{each} tk:minimumDays {chance.randint(2, 30)} .")
    for each in chance.sample(things, 2):
        lines.append(f"{each} tk:leadsTo tk:Fasciculation .")
    return "\n".join(lines)


def test_the_rules_are_those_of_python_on_random_graphs(tab, tmp_path):
    chance = random.Random(11)
    urgencies, several, noted = set(), 0, 0
    for number in range(25):
        path = tmp_path / f"{number}.ttl"
        path.write_text(PREFIXES + random_rules(chance), encoding="utf-8")
        store = open_store(path)
        contents = read_contents(store)
        data = data_for(store, contents)
        notable = sorted(
            iri for iri, c in contents.concepts.items() if "ex" in iri or "Fasc" in iri
        )
        notable = [i for i in notable if contents.concepts[i].types and "Benign" not in i]
        cases = []
        for _ in range(12):
            present = chance.sample(notable, chance.randint(0, len(notable) // 2))
            absent = chance.sample(notable, chance.randint(0, 2))
            times = [
                (i, chance.randint(1, 40)) for i in chance.sample(notable, chance.randint(0, 1))
            ]
            cases.append((present, absent, times, (), (), some_beside(chance, notable)))
        answers = tab.evaluate(ASK, [data, [asked_of(data, contents, *case) for case in cases]])
        triage = Triage(store, contents)
        for case, answer in zip(cases, answers, strict=True):
            assert told(answer, data) == python(triage, contents, *case), (number, case)
            urgencies.add(told(answer, data)["urgency"])
            several += len(answer["flags"]) > 1
            noted += bool(answer["notes"])
    assert urgencies == {None, "rung 0", "rung 1", "rung 2"}
    assert several > 20
    assert noted > 20
