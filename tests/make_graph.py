"""`make graph`: what is derived from the claims, written anew; read the difference before a commit.

The plain triples (`ontology/edges.ttl`), the counts of `ontology/dataset.ttl`, and the expected
rows of the saved queries, in this order: each rests on those before it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import regenerate_expected

import twitchkg
from twitchkg.errors import TwitchkgError
from twitchkg.files import module_paths, ontology_dir, write_text
from twitchkg.store.table import Graph, Table

PARTITION = re.compile(r"^(dataset:([\w-]+) void:.* void:(?:entities|triples) )\d+( \.)$", re.M)


def renew(file: str, text: str) -> None:
    """Write a module of the ontology where its text has changed, and say so."""
    path = Path(ontology_dir()) / file
    if path.read_text(encoding="utf-8") != text:
        write_text(path, text)
        print(f"ontology/{file}")


def edges() -> str:
    """The plain triples of the claims, as Turtle; the edges that stand there are not looked at."""
    sources = [path for path in module_paths() if not path.endswith("edges.ttl")]
    with twitchkg.open(*sources) as kg:
        derived = kg.ask("build/plain-triples")
    assert isinstance(derived, Graph)
    return derived.serialize("turtle")


def dataset() -> str:
    """The dataset description with the counts that the graph holds now."""
    with twitchkg.open() as kg:
        counts = kg.ask("build/dataset-counts")
    assert isinstance(counts, Table)
    held = {str(row["partition"]).rpartition("/")[2]: str(row["held"]) for row in counts.to_dicts()}
    text = (Path(ontology_dir()) / "dataset.ttl").read_text(encoding="utf-8")
    return PARTITION.sub(lambda at: f"{at[1]}{held[at[2]]}{at[3]}", text)


def main() -> int:
    """All three; 1 with one line where a file cannot be read."""
    try:
        renew("edges.ttl", edges())
        renew("dataset.ttl", dataset())
        return regenerate_expected.main()
    except TwitchkgError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
