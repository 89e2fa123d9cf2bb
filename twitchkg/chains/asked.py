"""One question on chains: the graph, the links that are told, and how long it may take."""

from time import monotonic

from twitchkg.chains.firmness import Told
from twitchkg.chains.reach import fewest_steps
from twitchkg.chains.region import NEVER
from twitchkg.chains.search import Search
from twitchkg.graph.knowledge import Knowledge
from twitchkg.graph.model import Chain, Link


class Asked:
    """What the parts of an answer share. `until` is by `time.monotonic`."""

    def __init__(self, contents: Knowledge, until: float = NEVER) -> None:
        self.contents = contents
        self.until = until
        self._told = Told(contents)
        self._searches: dict[str, Search] = {}

    def late(self) -> bool:
        """Whether the time is up."""
        return self.until != NEVER and monotonic() > self.until

    def search(self, end: str) -> Search:
        """The search for chains to a thing, the same for all that ask for it."""
        if end not in self._searches:
            self._searches[end] = Search(self.contents, end, self._told, until=self.until)
        return self._searches[end]

    def best(self, start: str, end: str) -> Chain | None:
        """The best chain, None where there is none."""
        if start == end:
            return None
        chains, _ = self.search(end).chains(start, 1)
        return chains[0] if chains else None

    def leads(self, start: str, end: str) -> bool:
        """Whether anything at all leads from one thing to another, or they are the same."""
        return not self.late() and fewest_steps(self.contents, [start], [end]) is not None

    def summaries(self, start: str, end: str) -> tuple[Link, ...]:
        """The links from one thing to another that pass over the steps between."""
        links = self.contents.out_of(start)
        return tuple(link for link in links if link.object == end and link.is_summary)
