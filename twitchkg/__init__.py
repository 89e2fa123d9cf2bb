"""twitchkg: why a muscle near the knee twitches, as a graph you can ask.

>>> import twitchkg
>>> kg = twitchkg.open()
>>> kg.concept("charley horse").label
'muscle spasm'

Errors come in families, so that one ``except`` serves (`twitchkg.errors` draws the tree):

>>> try:
...     kg.concept("unicorn")
... except twitchkg.errors.UnknownName:
...     print("nothing here is called that")
nothing here is called that

The names in ``__all__`` are the public ones; whatever is not reachable from them may change.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.errors import TwitchkgError
    from twitchkg.graph.model import Chain, Chains, Claim, Concept, Link, Span
    from twitchkg.kg import KnowledgeGraph, open
    from twitchkg.store.table import Graph, Table
    from twitchkg.triage.verdict import Assessment

_HOME = {
    "Assessment": "triage.verdict",
    "Chain": "graph.model",
    "Chains": "graph.model",
    "Claim": "graph.model",
    "Concept": "graph.model",
    "Graph": "store.table",
    "KnowledgeGraph": "kg",
    "Link": "graph.model",
    "Span": "graph.model",
    "Table": "store.table",
    "TwitchkgError": "errors",
    "open": "kg",
}

__all__ = [
    "Assessment",
    "Chain",
    "Chains",
    "Claim",
    "Concept",
    "Graph",
    "KnowledgeGraph",
    "Link",
    "Span",
    "Table",
    "TwitchkgError",
    "__version__",
    "errors",
    "open",
]


def __getattr__(name: str) -> object:
    """Public names are imported when they are first used: `twitchkg query` needs few of them."""
    if name == "errors":
        from importlib import import_module

        return import_module("twitchkg.errors")
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"twitchkg.{_HOME[name]}"), name)
    raise AttributeError(f"module 'twitchkg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
