"""Red flags and rungs, most urgent first, from any store."""

from __future__ import annotations

from graphs import EX, on_each_engine

from twitchkg.graph.model import RedFlag, Urgency
from twitchkg.graph.names import read_names
from twitchkg.graph.redflags import read_red_flags
from twitchkg.store import open_store
from twitchkg.vocab import SPAN_NS, TK


def read(data: str | None) -> tuple[tuple[RedFlag, ...], tuple[Urgency, ...]]:
    store = open_store() if data is None else on_each_engine(data)[0]
    return read_red_flags(store, read_names(store))


def test_a_red_flag_is_read_with_all_it_says() -> None:
    flags, _ = read(None)
    (flag,) = (each for each in flags if each.iri == TK + "MuscleWastingRedFlag")
    assert flag.findings == (TK + "MuscleAtrophy",)
    assert flag.accompanying == (TK + "Fasciculation",)
    assert flag.urgency == TK + "MedicalEmergency"
    assert flag.condition == "significant"
    assert TK + "PromptDiagnosis" in flag.actions
    assert flag.suggests == (TK + "SeriousNeurologicalCondition", TK + "SevereNerveCompression")
    assert flag.spans == (SPAN_NS + "s24", SPAN_NS + "s33", SPAN_NS + "s34")
    assert flag.label.startswith("red flag")
    assert flag.definition


def test_the_most_urgent_comes_first() -> None:
    flags, rungs = read(None)
    ranks = [rung.rank for rung in rungs]
    assert ranks == sorted(ranks, reverse=True)
    rank = {rung.iri: rung.rank for rung in rungs}
    order = [(-rank[flag.urgency], flag.iri) for flag in flags]
    assert len(order) == 15
    assert order == sorted(order)


def test_of_two_rungs_the_higher_counts() -> None:
    flags, rungs = read(
        "ex:now a tk:Urgency ; tk:rank 7 . ex:later a tk:Urgency ; tk:rank 2 . "
        "ex:flag a tk:RedFlag ; tk:finding ex:a , ex:b ; tk:urgency ex:later , ex:now ."
    )
    (flag,) = flags
    assert flag.urgency == EX + "now"
    assert flag.findings == (EX + "a", EX + "b")
    assert [rung.iri for rung in rungs] == [EX + "now", EX + "later"]


def test_a_flag_that_says_nothing_comes_last() -> None:
    flags, _ = read(
        "ex:now a tk:Urgency ; tk:rank 1 . ex:a a tk:RedFlag . "
        "ex:b a tk:RedFlag ; tk:urgency ex:now ; tk:finding 'text' ."
    )
    assert [flag.iri for flag in flags] == [EX + "b", EX + "a"]
    assert [flag.urgency for flag in flags] == [EX + "now", ""]
    assert [flag.findings for flag in flags] == [(), ()]


def test_a_graph_without_red_flags_has_none() -> None:
    assert read("ex:a tk:leadsTo ex:b .") == ((), ())
