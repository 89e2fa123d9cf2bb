"""Chains as a Mermaid flowchart."""

from twitchkg.export import ChainFormat
from twitchkg.export.diagrams import caption, is_firm, numbered
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chains


def write(contents: Contents, chains: Chains) -> str:
    """A Mermaid flowchart of all chains; inferred and unrecorded links are dotted."""
    ids, links = numbered(chains)
    lines = ["flowchart LR"]
    if not links:
        lines.append("  %% no causal chain between the two is in this graph")
    lines += [f'  {ids[iri]}["{mermaid_text(contents.label(iri))}"]' for iri in ids]
    for link in links:
        arrow = "-->" if is_firm(contents, link) else "-.->"
        text = mermaid_text(caption(contents, link))
        lines.append(f'  {ids[link.subject]} {arrow}|"{text}"| {ids[link.object]}')
    return "\n".join(lines) + "\n"


def mermaid_text(text: str) -> str:
    """Text for between double quotes in Mermaid: whatever it might read as syntax, by number."""
    return "".join(
        c if (c.isalnum() and c.isascii()) or c in " .,-" else f"#{ord(c)};"
        for c in " ".join(text.split())
    )


FORMATS = (ChainFormat("mermaid", ".mmd", write),)
