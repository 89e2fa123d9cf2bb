"""The plain values that a graph is read into: immutable, comparable, without a store behind them.

IRIs are text; whatever holds one says so. Annotations are real here, not postponed: a NamedTuple
compiles each postponed one when it is made, which costs more than all the rest of this module.
"""

from typing import NamedTuple

from twitchkg.vocab import OVER_STEPS, STEP


class Concept(NamedTuple):
    """A thing of the graph: names as plain text, types as class IRIs, nearest class first."""

    iri: str
    label: str
    definition: str = ""
    types: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()


class Span(NamedTuple):
    """A place in a source: ``start`` and ``end`` count Unicode code points, end exclusive."""

    iri: str
    source: str
    section: int
    sentence: int
    start: int
    end: int
    sha256: str
    no_statement: str = ""

    @property
    def place(self) -> str:
        """Where to look, for people: ``section 1, sentence 13``."""
        return f"section {self.section}, sentence {self.sentence}"


class Modality(NamedTuple):
    """How firmly a source says a thing; a higher rank is firmer."""

    iri: str
    label: str
    definition: str
    rank: int


class Claim(NamedTuple):
    """One statement and its evidence; concept-valued fields hold IRIs, the rest is text."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str = ""
    directness: str = STEP
    effect: str = ""
    frequency: str = ""
    condition: str = ""
    places: tuple[str, ...] = ()
    context: str = ""
    summary: str = ""
    rationale: str = ""
    spans: tuple[str, ...] = ()


class Link(NamedTuple):
    """A causal arrow: its most specific property and the claims on it, firmest first."""

    subject: str
    predicate: str
    object: str
    claims: tuple[Claim, ...] = ()

    @property
    def is_summary(self) -> bool:
        """Whether every claim on it is a summary that passes over the steps between."""
        return bool(self.claims) and all(c.directness == OVER_STEPS for c in self.claims)


class Chain(NamedTuple):
    """Links from start to end; `strength` is the rank of its weakest link."""

    steps: tuple[Link, ...]
    strength: int

    @property
    def concepts(self) -> tuple[str, ...]:
        """The IRIs that the chain passes, from start to end."""
        return (self.steps[0].subject, *(step.object for step in self.steps))


class Chains(NamedTuple):
    """The answer to "how does start lead to end".

    `summaries` are links from start to end that pass over steps; `complete` is False where there
    are more chains than were asked for, or the search stopped early. `kind_of` holds the claims by
    which `end` stands for the narrower concept that was asked about (knee twitching is a
    fasciculation); it is empty where chains to the very concept were found.
    """

    start: str
    end: str
    summaries: tuple[Link, ...] = ()
    chains: tuple[Chain, ...] = ()
    complete: bool = True
    kind_of: tuple[Claim, ...] = ()


class Urgency(NamedTuple):
    """A rung: a higher rank is more urgent."""

    iri: str
    label: str
    definition: str
    rank: int


class RedFlag(NamedTuple):
    """A rule: all `findings`, together with `accompanying`, ask for `urgency`. Fields hold IRIs."""

    iri: str
    label: str
    definition: str
    findings: tuple[str, ...]
    urgency: str
    accompanying: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    condition: str = ""
    spans: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A concept, the name of it that fits best, and how well (1.0 is the very name)."""

    concept: Concept
    name: str
    score: float
