"""Every error that twitchkg raises on purpose; each message is one line for a person.

TwitchkgError
├── UnknownName              a name stands for nothing here; carries the nearest names
│   ├── UnknownConcept       no concept of the graph is called so
│   └── UnknownQuery         no saved query is called so
├── QueryError               a question is not answered
│   ├── QuerySyntaxError     the SPARQL text does not parse (line, column)
│   ├── QueryRefused         the query parses but will not be run (SERVICE, updates, too deep)
│   ├── QueryTimeout         the query was stopped at its time limit
│   ├── Unanswerable         the graph holds nothing of what the question needs
│   └── BadHeader            a saved query's header is malformed
├── GraphError               a graph is not there to be asked
│   ├── UnreadableSource     a file cannot be read at all
│   ├── InvalidGraph         a file or graph is read but is wrong (file, line, findings)
│   └── StoreUnavailable     the place a graph was asked from cannot answer
├── BadParameter             a question or saved query was given a value it cannot take
├── CannotWrite              an output cannot be written
└── MissingExtra             an optional library is not installed
"""

from collections.abc import Iterable, Sequence


class TwitchkgError(Exception):
    """The base of all errors here: catch it to catch them all."""

    needs = ""
    """What would help, for the face that can tell how to get it: a key of its own, or ""."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel from a forked child; the constructors must not run a second time.
        return _revive, (type(self), self.args, self.__dict__)


def _revive(
    kind: type[TwitchkgError], args: tuple[object, ...], state: dict[str, object]
) -> TwitchkgError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UnknownName(TwitchkgError):
    """Raised when `name` stands for nothing here; `suggestions` are the nearest names, best first.

    The family of UnknownConcept and UnknownQuery.
    """

    def __init__(self, message: str, name: str, suggestions: Iterable[str]) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        super().__init__(message)


class UnknownConcept(UnknownName):
    """Raised when a name, CURIE or IRI stands for no concept of the graph.

    `only_background` tells that the background would know it, by the name that is suggested.
    """

    def __init__(
        self, name: str, suggestions: Iterable[str] = (), *, only_background: bool = False
    ) -> None:
        near = tuple(suggestions)
        message = unknown("concept", name, near)
        if only_background:
            self.needs = "background"
            known = ", ".join(map(one_line, near))
            message = f'unknown concept "{one_line(name)}"; only the background knows it: {known}'
        super().__init__(message, name, near)


class UnknownQuery(UnknownName):
    """Raised when no saved query has that name."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        near = tuple(suggestions)
        if not near:
            self.needs = "queries"
        super().__init__(unknown("query", name, near), name, near)


class QueryError(TwitchkgError):
    """The family of what keeps a question from being answered; catch it to catch them all."""


class GraphError(TwitchkgError):
    """The family of what keeps a graph from being asked at all; catch it to catch them all."""


class BadParameter(TwitchkgError):
    """Raised when a question or a saved query gets an unknown, missing or unfit value."""

    def __init__(self, message: str, *, needs: str = "") -> None:
        self.needs = needs
        super().__init__(message)


class BadHeader(QueryError):
    """Raised when a saved query's header or `VALUES` block is malformed."""


class QuerySyntaxError(QueryError):
    """Raised when SPARQL text does not parse; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line = line
        self.column = column
        where = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"the query does not parse{where}: {one_line(message)}")


class QueryRefused(QueryError):
    """Raised before or while running a query that must not, or cannot, be run."""


class QueryTimeout(QueryError):
    """Raised when a query was stopped at its time limit of `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"the query was stopped after {seconds:g} s; narrow it, add a LIMIT or allow more time"
        )


class Unanswerable(QueryError):
    """Raised when a graph holds nothing of what a question needs, such as claims or red flags."""

    def __init__(self, message: str, *, needs: str = "") -> None:
        self.needs = needs
        super().__init__(message)


class StoreUnavailable(GraphError):
    """Raised when a graph's place (endpoint, directory, engine) cannot be used."""


class UnreadableSource(GraphError):
    """Raised when a file cannot be read: missing, a directory, of unknown kind."""


class InvalidGraph(GraphError):
    """Raised when RDF is read but wrong.

    `file` and `line` (from 1) say where, if known; `findings` lists what a check found.
    """

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        findings: Sequence[object] = (),
    ) -> None:
        self.file = file
        self.line = line
        self.findings = tuple(findings)
        where = ""
        if file is not None:
            where = f"{one_line(file)}:{line}: " if line is not None else f"{one_line(file)}: "
        super().__init__(where + one_line(message))


class CannotWrite(TwitchkgError):
    """Raised when an output cannot be written; nothing is left half-written."""


class MissingExtra(TwitchkgError):
    """Raised when a function needs an optional library that is not installed."""

    def __init__(self, library: str, purpose: str) -> None:
        self.library = library
        super().__init__(f"{purpose} needs {library}; install it with: pip install {library}")


def unknown(kind: str, name: str, suggestions: Sequence[str]) -> str:
    """The sentence for a name that is not there: what it was and what comes near.

    >>> unknown("concept", "stres", ["stress"])
    'unknown concept "stres"; did you mean: stress?'
    """
    sentence = f'unknown {kind} "{one_line(name)}"'
    if suggestions:
        sentence += f"; did you mean: {', '.join(one_line(each) for each in suggestions)}?"
    elif kind == "concept":
        sentence += "; it is not in this graph, which says nothing of whether it matters"
    return sentence


def one_line(text: str) -> str:
    """`text` on one line: line breaks and runs of blanks become one blank, controls are escaped."""
    flat = " ".join(text.split())
    if flat.isprintable():
        return flat
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii")
        for each in flat
    )
