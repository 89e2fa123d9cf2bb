"""Chains as a Graphviz digraph."""

from twitchkg.export import ChainFormat
from twitchkg.export.diagrams import NOTHING, drawn
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chains
from twitchkg.textgrid import visible


def write(contents: Knowledge, chains: Chains) -> str:
    """A Graphviz digraph of the whole answer; what is inferred or unrecorded is dashed.

    What is only associated has no head of an arrow.
    """
    ids, arrows = drawn(contents, chains)
    lines = ["digraph twitchkg {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    lines += [f"  {ids[iri]} [label={dot_string(contents.label(iri))}];" for iri in ids]
    if not chains.chains and not chains.summaries:
        lines.append(f"  // {NOTHING}")
    for arrow in arrows:
        style = "solid" if arrow.firm else "dashed"
        head = "" if arrow.directed else ", dir=none"
        lines.append(
            f"  {ids[arrow.subject]} -> {ids[arrow.object]} "
            f"[label={dot_string(arrow.caption)}, style={style}{head}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def dot_string(text: str) -> str:
    """A quoted DOT string; Graphviz's escapes and character entities have no meaning in it."""
    flat = visible(" ".join(text.split())).replace("&", "&amp;")
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMATS = (ChainFormat("dot", ".dot", write),)
