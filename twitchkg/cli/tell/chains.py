"""Chains in words: links, how firm they are, where chains begin and end, counts."""

from collections.abc import Iterable, Sequence

from twitchkg.chains.firmness import counts_as
from twitchkg.cli.options import wrapped
from twitchkg.cli.tell.evidence import hedge, place
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.knowledge import UNRECORDED, Knowledge
from twitchkg.graph.model import Chain, Claim, Link
from twitchkg.kg import KnowledgeGraph
from twitchkg.textgrid import visible
from twitchkg.vocab import FASCICULATION, LEVELS

MOST_NAMED = 5


def end_of(kg: KnowledgeGraph, named: str, how: str) -> str:
    """Where chains end: what was named, else fasciculation in a graph that holds it.

    Raises:
        BadParameter: if nothing was named and the graph is about something else.
    """
    if named:
        return named
    if FASCICULATION in kg.contents.concepts:
        return FASCICULATION
    raise BadParameter(f"say what the chains of this graph are to lead to: {how}")


def kind_lines(contents: Knowledge, kind_of: Iterable[Claim]) -> list[str]:
    """Why the answer is about something broader than what was asked."""
    return [
        wrapped(
            f"({contents.label(claim.subject)} is a kind of {contents.label(claim.object)}: "
            f"{hedge(contents, claim)}, {place(contents, claim)}.)"
        )
        for claim in kind_of
    ]


def circle_lines(contents: Contents, target: str) -> list[str]:
    """What the answer leaves out because no chain begins there."""
    from twitchkg.chains.ends import in_circles

    left = in_circles(contents, target)
    if not left or target not in contents.incoming:
        return []
    names = listed([contents.label(iri) for iri in left[:MOST_NAMED]])
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    return [
        wrapped(
            f"Left out: {names}{more}. What leads there runs in a circle, so that no chain begins "
            "with it; `twitchkg explain` shows its chains."
        )
    ]


def count_note(contents: Knowledge, target: str) -> str:
    """What counting chains does not say."""
    if target == FASCICULATION:
        return (
            "This counts chains of the graph. It does not say that twitching stops when a cause is "
            "removed; the source does not say so either."
        )
    return (
        "This counts chains of the graph. It does not say that "
        f"{contents.label(target)} stops when a cause is removed."
    )


def levels_of(contents: Knowledge, substance: str) -> list[str]:
    """The lacks, excesses and imbalances of a substance that lead anywhere: other things than it.

    One who names magnesium where a cause is wanted means low magnesium.
    """
    return [
        f"There is also {contents.label(claim.subject)}, which {contents.label(claim.predicate)} "
        f"{contents.label(substance)}: ask about that."
        for claim in contents.about(substance)
        if claim.object == substance
        and claim.predicate in LEVELS
        and contents.out_of(claim.subject)
    ]


def arrow(contents: Knowledge, link: Link) -> str:
    """A link on one line: ``stress → poor sleep  (can lead to)``."""
    relation = contents.label(link.predicate)
    return visible(f"{contents.label(link.subject)} → {contents.label(link.object)}  ({relation})")


def firmness(contents: Knowledge, link: Link) -> str:
    """How firmly the source states a link, by its firmest claim."""
    modality = contents.link_modality(link)
    return modality.label if modality else "no evidence recorded"


def step_firmness(contents: Knowledge, chain: Chain, place: int) -> str:
    """How firm a step is on its chain."""
    modality = counts_as(contents, chain, place)
    return modality.label if modality else "no evidence recorded"


def weakest(contents: Knowledge, chain: Chain) -> str:
    """How firm the step is that makes a chain as weak as it is."""
    firmnesses = [counts_as(contents, chain, place) for place in range(len(chain.steps))]
    ranks = [modality.rank if modality else UNRECORDED for modality in firmnesses]
    return step_firmness(contents, chain, ranks.index(min(ranks)))


def chain_text(contents: Knowledge, chain: Chain) -> str:
    """A chain on one line: ``stress → poor sleep → fasciculation``."""
    return " → ".join(map(contents.label, chain.concepts))


def chain_lines(contents: Knowledge, chain: Chain, indent: str) -> str:
    """A chain folded to the terminal."""
    return wrapped(chain_text(contents, chain), indent, hanging=indent + "  ")


def counted(number: int, noun: str) -> str:
    """``1 chain``, ``2 chains``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def sentence(text: str) -> str:
    """`text` with a capital first letter, safe to print."""
    return visible(text[:1].upper() + text[1:])
