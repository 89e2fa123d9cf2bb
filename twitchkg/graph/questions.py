"""Saved queries with their parameters filled in from names as people say them."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from twitchkg import saved as queries
from twitchkg.errors import BadHeader, BadParameter, Unanswerable
from twitchkg.graph.model import Concept
from twitchkg.saved import Parameter
from twitchkg.saved import SavedQuery as SavedQuery
from twitchkg.store.absent import holds, in_use
from twitchkg.store.base import Store
from twitchkg.vocab import BACKGROUND_FACT, LEADS_TO, shorten

Resolve: TypeAlias = Callable[[str, str | None], str]


BACKGROUND = "background"
"""The folder of the questions about the background module."""


def bind_names(
    name: str, values: Mapping[str, object], resolve: Resolve, store: Store | None = None
) -> str:
    """The SPARQL text of a saved query with `values` in place.

    A value for an ``iri`` parameter may be a label, synonym, CURIE or IRI; a tuple or list gives
    several. `resolve` gives the IRI for a name, and is told the class that is wanted. With
    `store`, a question is refused that the graph holds nothing for: no row would read as an answer.

    Raises:
        UnknownQuery, BadParameter, UnknownConcept, Unanswerable.
    """
    query = queries.load(name)
    if store is not None:
        _refuse_in_vain(query, values, store)
    kinds = {parameter.name: parameter for parameter in query.parameters}
    terms: dict[str, NamedNode | Literal | str | tuple[NamedNode | Literal | str, ...]] = {}
    for key, value in values.items():
        given = tuple(value) if isinstance(value, (tuple, list)) else (value,)
        parameter = kinds.get(key)
        terms[key] = tuple(_term(each, parameter, query.name, resolve) for each in given)
    return queries.bind(query, terms)


def _refuse_in_vain(query: SavedQuery, values: Mapping[str, object], store: Store) -> None:
    if query.folder == BACKGROUND and not in_use(store, BACKGROUND_FACT):
        raise BadParameter(
            f"{query.name} asks the background module, which is not part of this graph",
            needs="background",
        )
    for terms, what in query.needs:
        if not any(in_use(store, iri) for iri in terms):
            raise Unanswerable(
                f"{query.name} needs {what} ({', '.join(map(shorten, terms))}), "
                "and this graph holds none",
                needs="causal" if LEADS_TO in terms else "",
            )
    for each in query.parameters:
        default = each.default if each.name not in values else None
        if isinstance(default, NamedNode) and not holds(store, default.value):
            raise BadParameter(
                f"{query.name} needs {each.name}=…: {each.description} (the default, "
                f"{shorten(default.value)}, is not in this graph)"
            )


def _term(
    value: object, parameter: Parameter | None, query: str, resolve: Resolve
) -> NamedNode | Literal | str:
    if isinstance(value, (NamedNode, Literal)):
        return value
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise BadParameter(f"{query}: a value is text or a number, not {type(value).__name__}")
    text = str(value)
    if parameter is None or parameter.kind != "iri":
        return text
    return NamedNode(resolve(text, parameter.type_iri))


def saved_queries() -> list[SavedQuery]:
    """Every saved query, sorted by folder, then name; raises BadHeader, UnreadableSource."""
    return queries.catalogue()


def fill(sparql: str, values: Mapping[str, object]) -> str:
    """The query with `values` in its inline VALUES blocks, each one or a list or tuple of several.

    A `Concept` stands for its IRI; a str is text, whatever it says. Raises BadParameter.
    """
    terms = {}
    for name, value in values.items():
        several = isinstance(value, (tuple, list)) and not isinstance(value, Concept)
        given = tuple(value) if several and isinstance(value, (tuple, list)) else (value,)
        if not given:
            raise BadParameter(f"{name} is given no value")
        terms[name] = [_free_term(each, name) for each in given]
    try:
        return queries.fill(sparql, terms, "the query")
    except BadHeader as error:
        raise BadParameter(str(error)) from None


def _free_term(value: object, name: str) -> NamedNode | Literal:
    """A value as a term by what it is, for no header says what is wanted."""
    if isinstance(value, (NamedNode, Literal)):
        return value
    if isinstance(value, Concept):
        return NamedNode(value.iri)
    if isinstance(value, str):
        return queries.read_value("text", value, name)
    if isinstance(value, (bool, int, float)):
        return Literal(value)
    raise BadParameter(
        f"{name}: a value is a Concept, a term, a number or text, not {type(value).__name__}"
    )
