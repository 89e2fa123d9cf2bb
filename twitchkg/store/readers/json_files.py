"""Files of JSON that are no JSON Lines: INDRA's statements, or a graph of KGX."""

import json

from pyoxigraph import Triple

from twitchkg.errors import InvalidGraph
from twitchkg.files import RdfSource
from twitchkg.store.readers import indra, kgx


def read(source: RdfSource) -> tuple[list[Triple], dict[str, str]]:
    """The triples; InvalidGraph for JSON of another kind."""
    try:
        value = json.loads(source.data)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise InvalidGraph(f"is not valid JSON: {error}", source.path, line) from None
    if isinstance(value, dict) and isinstance(value.get("statements"), (list, dict)):
        value = value["statements"]
        value = list(value.values()) if isinstance(value, dict) else value
    if isinstance(value, list) and value and all(map(indra.is_statement, value)):
        return indra.statements(value)
    if isinstance(value, dict) and isinstance(value.get("edges"), list):
        rows = [*value.get("nodes", ()), *value["edges"]]
        if all(isinstance(row, dict) for row in rows):
            return kgx.read_rows(((1, kgx.json_row(row)) for row in rows), source.path)
    raise InvalidGraph(
        "is neither a list of INDRA's statements nor nodes and edges of KGX; name JSON-LD .jsonld",
        source.path,
    )
