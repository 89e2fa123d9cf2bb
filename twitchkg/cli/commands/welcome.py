"""`twitchkg` alone: what the graph holds and what to try next."""

import argparse
import shlex

from twitchkg.cli.options import causal, emphasis, open_graph, sources, wrapped
from twitchkg.errors import one_line
from twitchkg.graph.causal import unlinked
from twitchkg.graph.summary import Summary
from twitchkg.textgrid import visible

TRY = (
    ("twitchkg explain stress fasciculation", "how stress leads to twitching, step by step"),
    ("twitchkg ask red-flags", "when to see a doctor, most urgent first"),
    ("twitchkg show magnesium", "what is known about a concept"),
    ("twitchkg ask causes-of symptom=twitching", "every cause, near and far"),
    ("twitchkg queries", "all the questions that are ready to ask"),
    ("twitchkg explore", "write the page to look at in a browser"),
)


def _proposals(
    held: Summary, named: tuple[str, ...], properties: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """What to try on somebody's own graph."""
    options = [*(("--graph", name) for name in named), *(("--causal", p) for p in properties)]
    program = " ".join(["twitchkg", *(f"{option} {shlex.quote(v)}" for option, v in options)])
    proposals = [
        (f"{program} search TEXT", "find a concept by what people call it"),
        (f"{program} explore", "write the page to look at in a browser"),
        (f"{program} check", "prove that the graph keeps its promises"),
    ]
    if held.first:
        start, end = map(shlex.quote, held.first)
        proposals.insert(0, (f"{program} explain {start} {end}", "one thing to another, by steps"))
    else:
        proposals.append((f"{program} --causal PROPERTY explain A B", "name what is causal"))
    return tuple((visible(command), why) for command, why in proposals)


def run(arguments: argparse.Namespace) -> int:
    """Print the welcome."""
    with open_graph(arguments) as kg:
        held = kg.summary()
        why = "" if held.links or held.claims else unlinked(kg.store, kg.near)
    said = ", ".join(f"{number} {label}" for label, number in held.hedges)
    said += f"{', ' * bool(said)}{held.unsaid} not saying how firmly" if held.unsaid else ""
    named = sources(arguments)
    about = ", ".join(map(one_line, named)) or "why a muscle near the knee twitches"
    print(emphasis(f"twitchkg: {about}"))
    print(
        wrapped(
            f"This graph holds {held.concepts} concepts, {held.links} causal links, "
            f"{held.claims} claims ({said or 'no evidence recorded'}) and "
            f"{held.red_flags} red flags."
        )
    )
    if held.facts:
        print(
            wrapped(
                f"Laid over it: {held.facts} background facts of open ontologies on "
                f"{held.terms} further things, each told apart by its source."
            )
        )
    print(wrapped("It carries what its sources say and nothing more. It is not medical advice."))
    if why:
        print(wrapped(f"Note: {why}."))
    print("\nTry next:")
    proposals = _proposals(held, named, causal(arguments)) if named else TRY
    longest = max(len(command) for command, _ in proposals)
    for command, why in proposals:
        print(f"  {command.ljust(longest)}  {why}")
    print("  twitchkg --help".ljust(longest + 2) + "  all commands")
    return 0
