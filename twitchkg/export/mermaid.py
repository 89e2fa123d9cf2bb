"""Chains as a Mermaid flowchart."""

from twitchkg.export import ChainFormat
from twitchkg.export.diagrams import NOTHING, drawn
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chains

LINES = {(True, True): "-->", (False, True): "-.->", (True, False): "---", (False, False): "-.-"}
"""By whether it is firm, and whether it is directed."""


def write(contents: Knowledge, chains: Chains) -> str:
    """A Mermaid flowchart of the whole answer; what is inferred or unrecorded is dotted.

    What is only associated has no head of an arrow.
    """
    ids, arrows = drawn(contents, chains)
    lines = ["flowchart LR"]
    if not chains.chains and not chains.summaries:
        lines.append(f"  %% {NOTHING}")
    lines += [f'  {ids[iri]}["{mermaid_text(contents.label(iri))}"]' for iri in ids]
    for arrow in arrows:
        line = LINES[arrow.firm, arrow.directed]
        text = mermaid_text(arrow.caption)
        lines.append(f'  {ids[arrow.subject]} {line}|"{text}"| {ids[arrow.object]}')
    return "\n".join(lines) + "\n"


def mermaid_text(text: str) -> str:
    """Text for between double quotes in Mermaid: whatever it might read as syntax, by number."""
    return "".join(
        c if (c.isalnum() and c.isascii()) or c in " .,-" else f"#{ord(c)};"
        for c in " ".join(text.split())
    )


FORMATS = (ChainFormat("mermaid", ".mmd", write),)
