"""The plain values that a graph is read into: immutable, comparable, without a store behind them.

IRIs are text; whatever holds one says so. Annotations are real here, not postponed: a NamedTuple
compiles each postponed one when it is made, which costs more than all the rest of this module.
"""

from typing import NamedTuple

from twitchkg.vocab import OVER_STEPS, STEP, shorten


class Concept(NamedTuple):
    """A thing of the graph: names as plain text, types as class IRIs, nearest class first."""

    iri: str
    label: str
    definition: str = ""
    types: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Concept {shorten(self.iri)} {self.label!r}>"

    def _repr_html_(self) -> str:
        from html import escape

        names = f"<br>also: {escape(', '.join(self.synonyms))}" if self.synonyms else ""
        return (
            f"<p><b>{escape(self.label)}</b> <code>{escape(shorten(self.iri))}</code><br>"
            f"{escape(self.definition)}{names}</p>"
        )


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
    """Links from start to end; `strength` is the rank of its weakest step.

    `claims` holds the claim by which each step counts on this chain (None: no claim speaks of it).
    `borrowed` holds the places of the steps that are said of something which is not on the chain.
    """

    steps: tuple[Link, ...]
    strength: int
    claims: tuple[Claim | None, ...] = ()
    borrowed: tuple[int, ...] = ()

    @property
    def concepts(self) -> tuple[str, ...]:
        """The IRIs that the chain passes, from start to end."""
        return (self.steps[0].subject, *(step.object for step in self.steps))

    def __repr__(self) -> str:
        return f"<Chain {' → '.join(map(shorten, self.concepts))}>"


class Route(NamedTuple):
    """Chains told together: what they share at first, the ways that differ, what they share then.

    `chains` holds the chains' places among all, one for each of `ways`; a chain that is told alone
    is one way, with nothing before it and after it.
    """

    before: tuple[Link, ...]
    ways: tuple[tuple[Link, ...], ...]
    after: tuple[Link, ...]
    chains: tuple[int, ...]


class Related(NamedTuple):
    """A claim that bears on the question, and the chain that joins it to that; None without one."""

    claim: Claim
    chain: Chain | None = None


class Also(NamedTuple):
    """What the graph says beside chains: none of it is one.

    `involves` is what the start is made up of and leads to the end; `worsens` makes the end worse
    where it is there, and start is that or leads to it; `associated` only goes along with the end
    or with something that leads there.
    """

    involves: tuple[Related, ...] = ()
    worsens: tuple[Related, ...] = ()
    associated: tuple[Claim, ...] = ()


class WhyNot(NamedTuple):
    """What stands between two things that no chain joins.

    Attributes:
        denied: denials that stand on the way.
        levels: what is a lack, an excess or an imbalance of one of the two, and its chain.
        purposes: what the start is for.
        reverse: the link that says the reverse in one go, and the best chain the other way round.
        onward: the IRIs that the start leads to, nearest first.
        causes, other_causes: the IRIs that lead to the end in one step, as the graph's own sources
            say, and as only the background does.
        broader: what the start is a kind of, where that leads anywhere.
        narrower: kinds of the start that lead to the end, kinds of the end that the start leads to.
        background: the background's facts on the two.
    """

    denied: tuple[Claim, ...] = ()
    levels: tuple[Related, ...] = ()
    purposes: tuple[Claim, ...] = ()
    reverse: tuple[tuple[Link, ...], tuple[Chain, ...]] = ((), ())
    onward: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    other_causes: tuple[str, ...] = ()
    broader: tuple[Claim, ...] = ()
    narrower: tuple[Related, ...] = ()
    background: tuple[Claim, ...] = ()


class Chains(NamedTuple):
    """The answer to "how does start lead to end".

    `summaries` are links that say so in one go and pass over steps. `chains` are ranked; `routes`
    tell them, each branch once. `complete` is False where there are more chains than were asked
    for, or the search stopped early. `kind_of` holds the claims by which `end` stands for the
    narrower concept that was asked about (knee twitching is a fasciculation), `start_kind_of` those
    by which `start` does (a stimulant is a medication); both are empty where chains between the
    very concepts were found. `why_not` is None where anything was found. Where the time was up
    before all was looked at, `in_time` is False: better chains may exist.
    """

    start: str
    end: str
    summaries: tuple[Link, ...] = ()
    chains: tuple[Chain, ...] = ()
    complete: bool = True
    kind_of: tuple[Claim, ...] = ()
    start_kind_of: tuple[Claim, ...] = ()
    routes: tuple[Route, ...] = ()
    also: Also = Also()
    why_not: WhyNot | None = None
    in_time: bool = True

    def __repr__(self) -> str:
        ends = f"{shorten(self.start)} → {shorten(self.end)}"
        cut = "" if self.complete and self.in_time else ", not all"
        ways = f"{len(self.chains)} chains, {len(self.summaries)} links said in one go"
        return f"<Chains {ends}: {ways}{cut}>"


class Urgency(NamedTuple):
    """A rung: a higher rank is more urgent."""

    iri: str
    label: str
    definition: str
    rank: int


class RedFlag(NamedTuple):
    """A rule: all `findings`, together with `accompanying`, ask for `urgency`. Fields hold IRIs.

    `only_if` are the modifiers that its findings must have; `condition` are the words of that.
    """

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
    only_if: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A concept, the name of it that fits best, and how well (1.0 is the very name)."""

    concept: Concept
    name: str
    score: float
