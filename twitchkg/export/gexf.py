"""GEXF, which Gephi reads."""

from twitchkg.export import GraphFormat, Source
from twitchkg.export.networks import to_networkx


def write(source: Source) -> str:
    """The causal links as GEXF."""
    import re

    import networkx

    lines = networkx.generate_gexf(to_networkx(source.contents), prettyprint=True)
    # networkx stamps today's date; the same graph must give the same text.
    return re.sub(r' lastmodifieddate="[0-9-]*"', "", "\n".join(lines), count=1) + "\n"


FORMATS = (GraphFormat("gexf", ".gexf", write),)
