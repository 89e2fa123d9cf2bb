"""INDRA's statements with their evidence: who does what to whom, read from papers and databases."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from twitchkg.store.readers.curies import Curies
from twitchkg.store.readers.statements import Statement, claim
from twitchkg.vocab import LABEL, PROPERTY, A

INDRA = "https://indra.bio/statement/"
"""Our name for the kinds of statements; INDRA gives them none."""

_ENDS = (("subj", "obj"), ("enz", "sub"), ("gef", "ras"), ("gap", "ras"), ("obj_from", "obj_to"))
_BEST = "HP MONDO DOID GO CHEBI FPLX HGNC UP MESH NCIT EFO PUBCHEM WM TEXT".split()
"""Where a thing has several names, the namespace that is taken, the first of these."""


def is_statement(value: object) -> bool:
    """Whether a JSON value looks like a statement of INDRA."""
    return isinstance(value, dict) and isinstance(value.get("type"), str) and "evidence" in value


def statements(values: Iterable[dict[str, Any]]) -> tuple[list[Triple], dict[str, str]]:
    """The triples; of statements about one thing alone only its name, for they link nothing.

    What is said of several members together is said of each two of them.
    """
    curies = Curies({"indra": INDRA})
    triples: list[Triple] = []
    for value in values:
        for subject, object in _pairs(value):
            triples += _statement(value, subject, object, curies)
        for name in (*chain(*_ENDS), "agent"):
            if agent := _agent(value.get(name)):
                label = Literal(str(agent["name"]))
                triples.append(Triple(NamedNode(_iri(agent, curies)), NamedNode(LABEL), label))
    return triples, curies.prefixes


def _pairs(value: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    for first, second in _ENDS:
        one, other = _agent(value.get(first)), _agent(value.get(second))
        if one and other:
            return [(one, other)]
    members = value.get("members")
    named = [each for each in map(_agent, members if isinstance(members, list) else ()) if each]
    return list(combinations(named, 2))


def _agent(value: Any) -> dict[str, Any]:
    """The thing, whether it stands alone or within an event."""
    if isinstance(value, dict) and isinstance(value.get("concept"), dict):
        value = value["concept"]
    return value if isinstance(value, dict) and value.get("name") else {}


def _iri(agent: dict[str, Any], curies: Curies) -> str:
    refs = agent.get("db_refs") or {}
    for space in _BEST:
        name = refs.get(space)
        if isinstance(name, str) and space != "TEXT":
            return curies.iri(name if name.startswith(f"{space}:") else f"{space}:{name}")
    return curies.iri(f"indra.agent:{agent['name']}")


def _statement(
    value: dict[str, Any], subject: dict[str, Any], object: dict[str, Any], curies: Curies
) -> Iterator[Triple]:
    kind = NamedNode(INDRA + value["type"])
    yield Triple(kind, NamedNode(A), NamedNode(PROPERTY))
    yield Triple(kind, NamedNode(LABEL), Literal(_words(value["type"])))
    ends = (_iri(subject, curies), _iri(object, curies))
    for iri, agent in zip(ends, (subject, object)):
        yield Triple(NamedNode(iri), NamedNode(LABEL), Literal(str(agent["name"])))
    evidence = [each for each in value.get("evidence") or () if isinstance(each, dict)]
    marks = [each.get("epistemics") or {} for each in evidence]
    papers = dict.fromkeys(f"PMID:{each['pmid']}" for each in evidence if each.get("pmid"))
    readers = dict.fromkeys(str(each["source_api"]) for each in evidence if each.get("source_api"))
    more = {INDRA + name: value.get(name) for name in ("belief", "residue", "position")}
    said = Statement(
        ends[0],
        kind.value,
        ends[1],
        iri=f"urn:uuid:{value['id']}" if value.get("id") else "",
        negated=bool(marks) and all(each.get("negated") for each in marks),
        level="hypothesis" if marks and all(each.get("hypothesis") for each in marks) else "",
        texts=tuple(str(each["text"]) for each in evidence if each.get("text")),
        sources=(*papers, *readers),
        condition="; ".join((*_states(subject), *_states(object))),
        more=tuple((name, str(each)) for name, each in more.items() if each is not None),
    )
    yield from claim(said, map(curies.iri, papers))


def _states(agent: dict[str, Any]) -> Iterator[str]:
    """In what state the thing is meant: as if it were not named, the statement would say more."""
    name = agent["name"]
    for mod in agent.get("mods") or ():
        where = f"{mod.get('residue') or ''}{mod.get('position') or ''}"
        no = "" if mod.get("is_modified", True) else "not "
        yield f"{name} {no}{mod.get('mod_type', 'modified')} {where}".strip()
    for bound in agent.get("bound_conditions") or ():
        to = "bound" if bound.get("is_bound", True) else "not bound"
        yield f"{name} {to} to {(bound.get('agent') or {}).get('name', 'something')}"
    for mutation in agent.get("mutations") or ():
        parts = (mutation.get(part) or "" for part in ("residue_from", "position", "residue_to"))
        yield f"{name} mutated {''.join(parts)}".strip()
    activity = agent.get("activity")
    if activity:
        state = "active" if activity.get("is_active", True) else "inactive"
        yield f"{name} {state} ({activity.get('activity_type', 'activity')})"
    if agent.get("location"):
        yield f"{name} in {agent['location']}"


def _words(kind: str) -> str:
    """``IncreaseAmount`` as ``increase amount``."""
    return "".join(f" {each.lower()}" if each.isupper() else each for each in kind).strip()
