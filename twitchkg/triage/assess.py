"""When to worry: what the red flags of the graph say of findings in everyday words.

The rules are in the graph and are evaluated by the saved queries under ``triage/``; no score, no
rung that the source does not word. More findings never lower the urgency; a finding that is absent
never raises it.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from twitchkg import saved as queries
from twitchkg.store.base import select
from twitchkg.triage.findings import Reader
from twitchkg.triage.verdict import Assessment, Criteria, FlagMatch
from twitchkg.vocab import TK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Claim, RedFlag
    from twitchkg.store.base import Store
    from twitchkg.triage.verdict import Finding

TWITCHING = TK + "Fasciculation"
SYNDROME = TK + "BenignFasciculationSyndrome"
_NOTHING = NamedNode(TK + "Nothing")  # stands for no finding at all: a VALUES block is never empty


def assess(
    store: Store,
    contents: Contents,
    present: Sequence[str],
    absent: Sequence[str] = (),
    unknown: Sequence[str] = (),
    denied: Sequence[str] = (),
) -> Assessment:
    """What the graph says of phrases such as "numb foot" or "twitching for 6 weeks, no weakness".

    Args:
        present, absent: what is there and what is not; a denial within a phrase counts.
        unknown: what one cannot tell; it settles nothing.
        denied: IRIs of red flags that were asked with their condition ("significant muscle
            wasting?") and denied: they are settled, though what they rest on may be there.
    """
    least = _least_days(store)
    reader = Reader(contents.concepts, contents)
    said, gainsaid, untold = (
        reader.understand(present), reader.denied(absent), reader.understand(unknown),
    )  # fmt: skip
    notes: list[str] = []
    there = [f for f in said.findings if not f.absent]
    there += [f for f in gainsaid.findings if f.absent]  # not “no weakness”
    missing = [f for f in said.findings if f.absent]
    missing += [f for f in gainsaid.findings if not f.absent]
    phrases: dict[str, list[str]] = {}
    for finding in there:
        for iri in _with_time(finding, contents, least, notes):
            phrases.setdefault(iri, []).append(finding.phrase)
    gone = {f.iri for f in missing}
    for iri in sorted(gone & phrases.keys()):
        notes.append(
            f"{contents.label(iri)} was said both to be there and not to be: taken as there."
        )
    gone -= phrases.keys()
    for iri in sorted(gone & {f.iri for f in untold.findings}):
        notes.append(
            f"{contents.label(iri)} was said both not to be there and not to be known: left open."
        )
    gone -= {f.iri for f in untold.findings}
    counts = _counts_as(store, phrases)
    flags = _matched(store, contents, phrases, counts)
    settled = {match.flag.iri for match in flags} | set(denied)
    to_ask = [flag for flag in _open(store, contents, gone) if flag.iri not in settled]
    notes += [note for flag in to_ask if (note := kind_note(contents, flag, phrases))]
    rungs = {rung.iri: rung for rung in contents.urgencies}
    urgencies = [rungs[match.flag.urgency] for match in flags if match.flag.urgency in rungs]
    everything = {iri for implied in counts.values() for iri in implied}
    if TWITCHING in gone:
        notes.append("The source speaks of its red flags together with twitching only.")
    return Assessment(
        urgency=max(urgencies, key=lambda rung: rung.rank, default=None),
        flags=tuple(flags),
        to_ask=tuple(to_ask),
        suggests=tuple(_suggested(contents, everything)),
        criteria=_criteria(contents, everything, _narrower(contents, gone)),
        present=tuple(sorted(phrases)),
        absent=tuple(sorted(gone)),
        untold=tuple(sorted({f.iri for f in untold.findings} - phrases.keys() - gone)),
        unknown_words=(*said.unknown, *gainsaid.unknown, *untold.unknown),
        notes=tuple(notes),
        doubts=(*said.doubts, *gainsaid.doubts, *untold.doubts),
        times=tuple(dict.fromkeys((f.phrase, f.days) for f in there if f.days is not None)),
    )


def kind_note(contents: Contents, flag: RedFlag, present: Iterable[str]) -> str:
    """What makes a red flag of something wider that is there: weakness, if it is of the leg."""
    wider = _broader(contents, flag.findings[0]) & set(present) - {TWITCHING}
    if not wider or len(flag.findings) != 1:
        return ""
    kind = contents.label(flag.findings[0])
    return (
        f"{contents.label(min(wider))} is a red flag ({contents.label(flag.urgency)}) if it is "
        f"{kind}{f' ({flag.condition})' if flag.condition else ''}."
    )


def narrower_of(contents: Contents, iri: str) -> set[str]:
    """Everything that is a kind of `iri`, itself left out."""
    return _narrower(contents, {iri}) - {iri}


def _with_time(
    finding: Finding, contents: Contents, least: dict[str, int], notes: list[str]
) -> Iterable[str]:
    """The finding itself, and the one that it becomes by going on for long enough."""
    yield finding.iri
    if finding.days is None:
        return
    kinds = {finding.iri, *_broader(contents, finding.iri)}
    lasting = [
        (iri, days) for iri, days in least.items() if kinds & {iri, *_broader(contents, iri)}
    ]
    for iri, days in lasting:
        if finding.days >= days:
            yield iri
        elif iri != finding.iri:
            notes.append(
                f"“{finding.phrase}” is shorter than the several weeks (read as {days} days) "
                f"from which on it would count as {contents.label(iri)}."
            )
    if not lasting:
        notes.append(f"How long “{finding.phrase}” has lasted makes no difference in this graph.")


def _least_days(store: Store) -> dict[str, int]:
    rows = select(store, f"SELECT ?s ?days WHERE {{ ?s <{TK}minimumDays> ?days }}")
    return {
        s.value: int(days.value)
        for s, days in rows
        if isinstance(s, NamedNode) and isinstance(days, Literal) and days.value.isdecimal()
    }


def _rows(store: Store, name: str, parameter: str, iris: Iterable[str]) -> list[dict[str, object]]:
    terms = tuple(NamedNode(iri) for iri in sorted(iris)) or (_NOTHING,)
    query = queries.load(name)
    return [dict(row) for row in select(store, queries.bind(query, {parameter: terms})).to_dicts()]


def _counts_as(store: Store, present: Iterable[str]) -> dict[str, set[str]]:
    counts: dict[str, set[str]] = {}
    for row in _rows(store, "triage/implied-findings", "finding", present):
        counts.setdefault(str(row["finding"]), set()).add(str(row["countsAs"]))
    return counts


def _matched(
    store: Store, contents: Contents, phrases: dict[str, list[str]], counts: dict[str, set[str]]
) -> list[FlagMatch]:
    flags = {flag.iri: flag for flag in contents.red_flags}
    matched = []
    for row in _rows(store, "triage/matched-flags", "present", phrases):
        flag = flags[str(row["flag"])]
        because = [
            phrase
            for iri in sorted(phrases)
            if counts.get(iri, {iri}) & set(flag.findings)
            for phrase in phrases[iri]
        ]
        matched.append(FlagMatch(flag, tuple(dict.fromkeys(because))))
    return matched


def _open(store: Store, contents: Contents, absent: Iterable[str]) -> list[RedFlag]:
    flags = {flag.iri: flag for flag in contents.red_flags}
    return [flags[str(row["flag"])] for row in _rows(store, "triage/open-flags", "absent", absent)]


def _suggested(contents: Contents, present: set[str]) -> list[Claim]:
    return [c for c in contents.claims if c.predicate == TK + "suggests" and c.subject in present]


def _broader(contents: Contents, iri: str) -> set[str]:
    """Everything that `iri` is a kind of, itself left out."""
    found: set[str] = set()
    queue = [iri]
    while queue:
        for parent in contents.broader.get(queue.pop(), ()):
            if parent not in found:
                found.add(parent)
                queue.append(parent)
    return found


def _narrower(contents: Contents, iris: set[str]) -> set[str]:
    """`iris` and every kind of them: who has no weakness has no weakness of the leg."""
    return {iri for iri in contents.concepts if iri in iris or _broader(contents, iri) & iris}


def _criteria(contents: Contents, present: set[str], absent: set[str]) -> Criteria:
    met: list[Claim] = []
    against: list[Claim] = []
    unknown: list[Claim] = []
    for claim in contents.claims:
        if claim.subject != SYNDROME:
            continue
        if claim.predicate == TK + "requires":
            # What it requires comes with a condition that nobody can settle by naming a finding.
            settled = claim.object in present and not claim.condition
            group = against if claim.object in absent else met if settled else unknown
        elif claim.predicate == TK + "excludedBy":
            there, gone = claim.object in present, claim.object in absent
            group = against if there else met if gone else unknown
        else:
            continue
        group.append(claim)
    return Criteria(SYNDROME, tuple(met), tuple(against), tuple(unknown))
