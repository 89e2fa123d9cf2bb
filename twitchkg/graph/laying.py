"""What is laid beside a graph for saved questions, found piece by piece: see `twitchkg.graph.bare`.

The same as is found there of what was read whole; things are named in the language that is
preferred where none is asked for.
"""

from __future__ import annotations

from itertools import chain

from pyoxigraph import NamedNode, Triple

from twitchkg import vocab
from twitchkg.graph import bare
from twitchkg.graph.causal import causal_properties
from twitchkg.graph.near import Near
from twitchkg.graph.read import read_background
from twitchkg.store.oxigraph import ASIDE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from twitchkg.graph.index import NamesOnDisk
    from twitchkg.graph.near_names import NearNames
    from twitchkg.store.base import Store

    Laid: TypeAlias = tuple[str, str, int, bool]
    Write: TypeAlias = Callable[[str], object]

_WHOLE = "?claim a <{}> ; <{}> ?s ; <{}> ?q ; <{}> ?o .".format(vocab.CLAIM_CLASS, *vocab.STATEMENT)


def laid_links(store: Store, names: NearNames, write: Write) -> Iterator[Laid]:
    """All links with how firm they are.

    Where questions do not find all that they read, a claim on each that has none has been written
    in N-Quads, to lie in `ASIDE`.
    """
    near = Near(store, names)
    lacks = bare.lacks(store)
    number = 0
    for link in near.each_link():
        if lacks and not link.claims:
            write(bare.unrecorded(link, number, str(ASIDE)))
            number += 1
        yield link.subject, link.object, near.link_rank(link), link.is_summary


def laid_names(store: Store, index: NamesOnDisk, names: NearNames) -> Iterator[str]:
    """What else is to be laid beside a graph where questions do not find all that they read.

    In N-Quads; `index` holds the names of its things.
    """
    if bare.lacks(store):
        yield from (f"{triple} {ASIDE} .\n" for triple in _beside(store, index, names))


def _beside(store: Store, index: NamesOnDisk, names: NearNames) -> Iterator[Triple]:
    """All but the claims on bare links."""
    yield from bare.scale(store)
    for property, value in ((vocab.MODALITY, vocab.NOT_RECORDED), (vocab.DIRECTNESS, vocab.STEP)):
        without = f"FILTER NOT EXISTS {{ ?claim <{property}> ?any }}"
        for (claim,) in store.rows(f"SELECT DISTINCT ?claim {{ {_WHOLE} {without} }}"):
            if isinstance(claim, NamedNode):
                yield Triple(claim, NamedNode(property), NamedNode(value))
    kinds: set[str] = set()
    background = read_background(store, names)
    terms = background.terms if background else {}
    others = (iri for iri in _ends_of_claims(store) if iri not in index)
    for iri in chain(index.iris(), others):
        yield from bare.concept_names(names, terms.get(iri) or names.concept(iri), kinds)
    yield from bare.kind_names(names, kinds)
    used = (each for each in causal_properties(store) if any(store.match(None, NamedNode(each))))
    yield from bare.property_names(names, set(used) - {vocab.LEADS_TO, vocab.CAUSES})


def _ends_of_claims(store: Store) -> Iterator[str]:
    for end in ("?s", "?o"):
        for (thing,) in store.rows(f"SELECT DISTINCT {end} {{ {_WHOLE} }}"):
            if isinstance(thing, NamedNode):
                yield thing.value
