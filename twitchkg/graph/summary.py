"""How much a graph holds, counted without reading more of it than that takes."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from twitchkg import vocab
from twitchkg.graph.knowledge import Knowledge
from twitchkg.store.base import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.index import NamesOnDisk
    from twitchkg.store.base import Store


class Summary(NamedTuple):
    """Counts of what the graph's own sources say, and of the background laid over it.

    Attributes:
        hedges: how many claims say how firmly, by the label of that, firmest first.
        unsaid: how many claims do not.
        first: the labels of the ends of some link, the first by their IRIs; None without any.
        facts, terms: the background's facts, and the further things that they are on.
    """

    concepts: int
    links: int
    hedges: tuple[tuple[str, int], ...]
    unsaid: int
    red_flags: int
    first: tuple[str, str] | None
    facts: int = 0
    terms: int = 0

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return self.unsaid + sum(count for _, count in self.hedges)


def summarize(contents: Contents) -> Summary:
    """The counts of what was read whole."""
    background = contents.background
    used: dict[str, int] = {}
    for claim in contents.claims:
        used[claim.modality] = used.get(claim.modality, 0) + 1
    first = contents.links[0] if contents.links else None
    return Summary(
        len(contents.concepts) - (len(background.terms) if background else 0),
        len(contents.links) - (len(background.links()) if background else 0),
        *_hedges(contents, used),
        len(contents.red_flags),
        (contents.label(first.subject), contents.label(first.object)) if first else None,
        len(background.facts) if background else 0,
        len(background.terms) if background else 0,
    )


_PARTS = "; ".join(f"<{name}> ?{at}" for name, at in zip(vocab.STATEMENT, "spo"))
_CLAIMS = f"""
SELECT ?how (COUNT(*) AS ?n) {{
  {{ SELECT ?claim (MIN(?m) AS ?how) {{
    ?claim a <{vocab.CLAIM_CLASS}> ; {_PARTS} . OPTIONAL {{ ?claim <{vocab.MODALITY}> ?m }}
    FILTER(isIRI(?claim) && isIRI(?s) && isIRI(?p) && isIRI(?o))
  }} GROUP BY ?claim }}
}} GROUP BY ?how"""


def count(store: Store, known: Knowledge, index: NamesOnDisk) -> Summary:
    """The counts of a graph whose names and links have an index."""
    used: dict[str, int] = {}
    for how, number in select(store, _CLAIMS):
        assert number is None or isinstance(number, Literal)
        if number is not None:
            used[how.value if isinstance(how, NamedNode) else ""] = int(number.value)
    first = index.first_link()
    return Summary(
        int(index.about("concepts")),
        int(index.about("links")),
        *_hedges(known, used),
        len(known.red_flags),
        (known.label(first[0]), known.label(first[1])) if first else None,
    )


def _hedges(known: Knowledge, used: Mapping[str, int]) -> tuple[tuple[tuple[str, int], ...], int]:
    told = tuple((each.label, used[iri]) for iri, each in known.modalities.items() if iri in used)
    return told, sum(used.values()) - sum(number for _, number in told)
