"""Names in a query that the graph does not hold: a typing error gives no row, and no error."""

from __future__ import annotations

from twitchkg.sparql import names_in
from twitchkg.store.base import select
from twitchkg.store.worker import attempt
from twitchkg.vocab import is_iri, local_name, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.store.base import Store

LOOKING, MEMORY = 2.0, 512 << 20
"""Seconds and bytes that the search for names that come near may take."""


def absent(store: Store, sparql: str) -> dict[str, list[str]]:
    """Each name of the query, as it is written, that is nowhere in the graph: what comes near it.

    The names that come near are CURIEs or IRIs, best first; none where looking takes too long.
    """
    if _plainly_there(store, sparql):
        return {}
    return {
        written: _near(store, iri)
        for written, iri in names_in(sparql, store.prefixes).items()
        if is_iri(iri) and not holds(store, iri)
    }


def _plainly_there(store: Store, sparql: str) -> bool:
    """Whether every name is there, told of a simple text at a glance.

    To look closely takes a large pattern, whose making costs a twentieth of a short command.
    """
    if "<" in sparql or "\\" in sparql or "prefix" in sparql.lower():
        return False
    for word in sparql.translate(_BETWEEN).split():
        prefix, colon, local = word.strip(".").partition(":")
        iri = store.prefixes.get(prefix, "") + local
        if colon and not (is_iri(iri) and holds(store, iri)):
            return False
    return True


_BETWEEN = dict.fromkeys(map(ord, "{}()[],;|^!+*?$/'\"=&>"), " ")


def holds(store: Store, iri: str) -> bool:
    """Whether that IRI stands anywhere in the graph."""
    named = f"UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}" if store.named_graphs else ""
    where = f"{{ <{iri}> ?p ?o }} UNION {{ ?s <{iri}> ?o }} UNION {{ ?s ?p <{iri}> }} {named}"
    return store.answer(f"ASK {{ {where} }}") is True


def in_use(store: Store, iri: str) -> bool:
    """Whether the graph holds anything of that class, or any triple of that property."""
    return store.answer(f"ASK {{ {{ ?s a <{iri}> }} UNION {{ ?s <{iri}> ?o }} }}") is True


def _near(store: Store, iri: str) -> list[str]:
    """Properties and classes, and what shares the namespace, with a name much like this one."""
    local = local_name(iri)
    namespace = iri.removesuffix(local)
    if local == iri:
        return []
    sparql = f"""SELECT DISTINCT ?each WHERE {{
      {{ SELECT DISTINCT ?each WHERE {{ ?s ?each ?o }} }} UNION
      {{ SELECT DISTINCT ?each WHERE {{ ?s a ?each }} }} UNION
      {{ SELECT DISTINCT ?each WHERE {{
        ?each ?p ?o FILTER(STRSTARTS(STR(?each), "{namespace}")) }} }}
      FILTER(isIRI(?each)) }}"""

    def names() -> list[str]:
        from difflib import get_close_matches

        found = select(store, sparql)
        wanted = local.casefold()
        by_name: dict[str, list[str]] = {}
        for term in found.column("each"):
            other = getattr(term, "value", "")
            by_name.setdefault(local_name(other).casefold(), []).append(other)
        close = get_close_matches(wanted, by_name, n=2, cutoff=0.75)
        # The same namespace first: tk:leadsTo for tk:leadTo, whatever else is called so.
        return [
            each
            for name in close
            for each in sorted(by_name[name], key=lambda o: (not o.startswith(namespace), o))
        ][:3]

    near = attempt(names, timeout=LOOKING, max_memory=MEMORY)
    return [shorten(each, store.prefixes) for each in near or ()]
