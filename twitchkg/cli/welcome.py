"""`twitchkg` alone: what the graph holds and what to try next."""

from __future__ import annotations

from .options import emphasis, open_graph, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

TRY = (
    ("twitchkg explain stress fasciculation", "how stress leads to twitching, step by step"),
    ("twitchkg ask red-flags", "when to see a doctor, most urgent first"),
    ("twitchkg show magnesium", "what is known about a concept"),
    ("twitchkg ask causes-of symptom=twitching", "every cause, near and far"),
    ("twitchkg queries", "all the questions that are ready to ask"),
    ("twitchkg explore", "write the page to look at in a browser"),
)


def run(arguments: argparse.Namespace) -> int:
    """Print the welcome."""
    with open_graph(arguments) as kg:
        claims = kg.claims
    said = ", ".join(
        f"{sum(1 for c in claims.claims if c.modality == m.iri)} {m.label}"
        for m in claims.modalities.values()
        if any(c.modality == m.iri for c in claims.claims)
    )
    print(emphasis("twitchkg: why a muscle near the knee twitches"))
    print(
        wrapped(
            f"This graph holds {len(claims.concepts)} concepts, {len(claims.links)} causal links, "
            f"{len(claims.claims)} claims ({said or 'no evidence recorded'}) and "
            f"{len(claims.red_flags)} red flags."
        )
    )
    print(wrapped("It carries what its sources say and nothing more. It is not medical advice."))
    print("\nTry next:")
    longest = max(len(command) for command, _ in TRY)
    for command, why in TRY:
        print(f"  {command.ljust(longest)}  {why}")
    print("  twitchkg --help".ljust(longest + 2) + "  all commands")
    return 0
