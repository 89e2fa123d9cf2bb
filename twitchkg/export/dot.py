"""Chains as a Graphviz digraph."""

from twitchkg.export import ChainFormat
from twitchkg.export.diagrams import caption, is_firm, numbered
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chains
from twitchkg.textgrid import visible


def write(contents: Contents, chains: Chains) -> str:
    """A Graphviz digraph of all chains; inferred and unrecorded links are dashed."""
    ids, links = numbered(chains)
    lines = ["digraph twitchkg {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    lines += [f"  {ids[iri]} [label={dot_string(contents.label(iri))}];" for iri in ids]
    if not links:
        lines.append("  // no causal chain between the two is in this graph")
    for link in links:
        style = "solid" if is_firm(contents, link) else "dashed"
        lines.append(
            f"  {ids[link.subject]} -> {ids[link.object]} "
            f"[label={dot_string(caption(contents, link))}, style={style}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def dot_string(text: str) -> str:
    """A quoted DOT string; Graphviz's escapes and character entities have no meaning in it."""
    flat = visible(" ".join(text.split())).replace("&", "&amp;")
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMATS = (ChainFormat("dot", ".dot", write),)
