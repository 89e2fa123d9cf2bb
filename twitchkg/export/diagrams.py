"""What is drawn of chains: numbered concepts, each link once, how an arrow is told."""

from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chains, Link


def numbered(chains: Chains) -> tuple[dict[str, str], list[Link]]:
    """Each concept gets a number in order of first mention; each link once, in that order."""
    ids: dict[str, str] = {}
    links: dict[tuple[str, str], Link] = {}
    passed = (iri for chain in chains.chains for iri in chain.concepts)
    for iri in (chains.start, *passed, chains.end):
        ids.setdefault(iri, f"n{len(ids)}")
    for chain in chains.chains:
        for step in chain.steps:
            links.setdefault((step.subject, step.object), step)
    return ids, list(links.values())


def is_firm(contents: Contents, link: Link) -> bool:
    """Whether a link is drawn through: it is neither inferred nor without evidence."""
    return contents.link_rank(link) > 1


def caption(contents: Contents, link: Link) -> str:
    """What stands on a link's arrow: the relation, how firmly it is said, a source beside ours."""
    modality = contents.link_modality(link)
    told = modality.label if modality else "no evidence recorded"
    origin = contents.origin(link.claims[0].iri) if link.claims else None
    beside = f", not the article: {origin.place}" if origin else ""
    return f"{contents.label(link.predicate)}, {told}{beside}"
