"""Red flags and the rungs of urgency, read from any store into plain values."""

from twitchkg import vocab
from twitchkg.graph.model import RedFlag, Urgency
from twitchkg.graph.names import Names, records
from twitchkg.store.base import Store


def read_red_flags(store: Store, names: Names) -> tuple[tuple[RedFlag, ...], tuple[Urgency, ...]]:
    """All red flags and all rungs, each most urgent first."""
    rungs = [
        Urgency(iri, names.label(iri), names.definition(iri), names.rank(iri) or 0)
        for iri in names.instances(vocab.URGENCY_CLASS)
    ]
    rank = {rung.iri: rung.rank for rung in rungs}
    flags = [
        RedFlag(
            iri=iri,
            label=names.label(iri),
            definition=names.definition(iri),
            findings=record.iris(vocab.FINDING),
            urgency=max(record.iris(vocab.URGENCY), key=lambda u: rank.get(u, 0), default=""),
            accompanying=record.iris(vocab.ACCOMPANYING),
            actions=record.iris(vocab.ACTION),
            suggests=record.iris(vocab.SUGGESTS),
            condition=record.text(vocab.CONDITION)
            or ", ".join(map(names.label, record.iris(vocab.ONLY_IF))),
            spans=record.iris(vocab.SPAN),
            only_if=record.iris(vocab.ONLY_IF),
        )
        for iri, record in records(store, vocab.RED_FLAG).items()
    ]
    flags.sort(key=lambda flag: (-rank.get(flag.urgency, 0), flag.iri))
    rungs.sort(key=lambda rung: (-rung.rank, rung.iri))
    return tuple(flags), tuple(rungs)
