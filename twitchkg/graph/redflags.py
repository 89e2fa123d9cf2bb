"""Red flags and the rungs of urgency, read from any store into plain values."""

from __future__ import annotations

from twitchkg.graph.model import RedFlag, Urgency
from twitchkg.graph.names import Names, text_of, triples
from twitchkg.vocab import RED_FLAG, TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.store.base import Store


def read_red_flags(store: Store, names: Names) -> tuple[tuple[RedFlag, ...], tuple[Urgency, ...]]:
    """All red flags and all rungs, each most urgent first."""
    rungs = [
        Urgency(iri, names.label(iri), names.definition(iri), names.rank(iri) or 0)
        for iri in names.instances(TK + "Urgency")
    ]
    rank = {rung.iri: rung.rank for rung in rungs}
    values: dict[str, dict[str, list[object]]] = {}
    for s, p, o in triples(store, f"?s a <{RED_FLAG}> ; ?p ?o"):
        values.setdefault(s, {}).setdefault(p, []).append(o)

    def all_of(iri: str, name: str) -> tuple[str, ...]:
        return tuple(sorted(v for v in values[iri].get(TK + name, ()) if isinstance(v, str)))

    flags = [
        RedFlag(
            iri=iri,
            label=names.label(iri),
            definition=names.definition(iri),
            findings=all_of(iri, "finding"),
            urgency=max(all_of(iri, "urgency"), key=lambda u: rank.get(u, 0), default=""),
            accompanying=all_of(iri, "accompanying"),
            actions=all_of(iri, "action"),
            suggests=all_of(iri, "suggests"),
            condition=text_of(values[iri].get(TK + "condition", ())),
            spans=all_of(iri, "span"),
        )
        for iri in values
    ]
    flags.sort(key=lambda flag: (-rank.get(flag.urgency, 0), flag.iri))
    rungs.sort(key=lambda rung: (-rung.rank, rung.iri))
    return tuple(flags), tuple(rungs)
