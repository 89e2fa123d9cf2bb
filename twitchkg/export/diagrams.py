"""Chains as Mermaid and DOT text, each with its one escaper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twitchkg.textgrid import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Chains, Link

FORMATS = ("mermaid", "dot")


def mermaid(contents: Contents, chains: Chains) -> str:
    """A Mermaid flowchart of all chains; inferred and unrecorded links are dotted."""
    ids, links = _numbered(chains)
    lines = ["flowchart LR"]
    if not links:
        lines.append("  %% no causal chain between the two is in this graph")
    lines += [f'  {ids[iri]}["{mermaid_text(contents.label(iri))}"]' for iri in ids]
    for link in links:
        arrow = "-->" if _is_firm(contents, link) else "-.->"
        caption = mermaid_text(_caption(contents, link))
        lines.append(f'  {ids[link.subject]} {arrow}|"{caption}"| {ids[link.object]}')
    return "\n".join(lines) + "\n"


def dot(contents: Contents, chains: Chains) -> str:
    """A Graphviz digraph of all chains; inferred and unrecorded links are dashed."""
    ids, links = _numbered(chains)
    lines = ["digraph twitchkg {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    lines += [f"  {ids[iri]} [label={dot_string(contents.label(iri))}];" for iri in ids]
    if not links:
        lines.append("  // no causal chain between the two is in this graph")
    for link in links:
        style = "solid" if _is_firm(contents, link) else "dashed"
        lines.append(
            f"  {ids[link.subject]} -> {ids[link.object]} "
            f"[label={dot_string(_caption(contents, link))}, style={style}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def mermaid_text(text: str) -> str:
    """Text for between double quotes in Mermaid: whatever it might read as syntax, by number."""
    return "".join(
        c if (c.isalnum() and c.isascii()) or c in " .,-" else f"#{ord(c)};"
        for c in " ".join(text.split())
    )


def dot_string(text: str) -> str:
    """A quoted DOT string; Graphviz's escapes and character entities have no meaning in it."""
    flat = visible(" ".join(text.split())).replace("&", "&amp;")
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _numbered(chains: Chains) -> tuple[dict[str, str], list[Link]]:
    """Each concept gets a number in order of first mention; each link once, in that order."""
    ids: dict[str, str] = {}
    links: dict[tuple[str, str], Link] = {}
    for iri in (chains.start, *_passed(chains), chains.end):
        ids.setdefault(iri, f"n{len(ids)}")
    for chain in chains.chains:
        for step in chain.steps:
            links.setdefault((step.subject, step.object), step)
    return ids, list(links.values())


def _passed(chains: Chains) -> Iterable[str]:
    return (iri for chain in chains.chains for iri in chain.concepts)


def _is_firm(contents: Contents, link: Link) -> bool:
    return contents.link_rank(link) > 1


def _caption(contents: Contents, link: Link) -> str:
    modality = contents.link_modality(link)
    told = modality.label if modality else "no evidence recorded"
    origin = contents.origin(link.claims[0].iri) if link.claims else None
    beside = f", not the article: {origin.place}" if origin else ""
    return f"{contents.label(link.predicate)}, {told}{beside}"
