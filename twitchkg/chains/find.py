"""Chains: how one thing leads to another, step by step, ranked by the weakest step.

The specification, which the page follows too; `twitchkg.chains.search` carries out 2 and 3:

1. A *shortcut* is a summary link whose two ends are also joined by links that are not summaries.
   Chains never use a shortcut: it would hide the steps between. A shortcut from start to end is
   shown beside the chains, as what the source says in one statement.
2. A chain visits no concept twice. Its strength is the rank of its weakest link.
3. Stronger chains come first; among equals the one with fewer steps; among those, the order of the
   IRIs it passes.
4. The joined steps are derived from separate statements: no chain is one statement of the source.
"""

from twitchkg.chains.ends import climb
from twitchkg.chains.search import Search
from twitchkg.errors import BadParameter
from twitchkg.graph.contents import Contents
from twitchkg.graph.model import Chains


def find_chains(contents: Contents, start: str, end: str, limit: int = 10) -> Chains:
    """The best `limit` chains between two concept IRIs, in the order of the specification above.

    Where nothing leads to `end` itself but `end` is a kind of something broader, the chains to that
    are given, and the answer says so.

    Raises:
        BadParameter: if start and end are the same, or `limit` is below 1.
    """
    if start == end:
        raise BadParameter("start and end are the same concept; name two different ones")
    if limit < 1:
        raise BadParameter(f"the number of chains must be 1 or more, not {limit}")
    end, kind_of = climb(contents, end, [start])
    chains, complete = Search(contents, end).chains(start, limit)
    summaries = tuple(
        link
        for link in contents.outgoing.get(start, ())
        if link.object == end and link.is_summary and (start, end) in contents.shortcuts
    )
    return Chains(start, end, summaries, tuple(chains), complete, kind_of)
