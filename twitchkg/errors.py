"""Every error that twitchkg raises on purpose; each message is one line for a person.

TwitchkgError
├── UnknownConcept       no concept of that name; carries the nearest names
├── UnknownQuery         no saved query of that name; carries the nearest names
├── BadParameter         a saved query was given a value it cannot take
├── BadHeader            a saved query's header is malformed
├── QuerySyntaxError     the SPARQL text does not parse (line, column)
├── QueryRefused         the query parses but will not be run (SERVICE, updates, too deep)
├── QueryTimeout         the query was stopped at its time limit
├── StoreUnavailable     the place a graph was asked from cannot answer
├── UnreadableSource     a file cannot be read as RDF at all
├── InvalidGraph         a file or graph is read but is wrong (file, line, findings)
├── CannotWrite          an output cannot be written
└── MissingExtra         an optional library is not installed
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class TwitchkgError(Exception):
    """The base of all errors here: catch it to catch them all."""

    needs = ""
    """What would help, for the face that can tell how to get it: "background", "queries" or ""."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel from a forked child; the constructors must not run a second time.
        return _revive, (type(self), self.args, self.__dict__)


def _revive(
    kind: type[TwitchkgError], args: tuple[object, ...], state: dict[str, object]
) -> TwitchkgError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UnknownConcept(TwitchkgError):
    """Raised when a name, CURIE or IRI stands for no concept of the graph.

    `only_background` tells that the background would know it, by the name that is suggested.
    """

    def __init__(
        self, name: str, suggestions: Iterable[str] = (), *, only_background: bool = False
    ) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        if only_background:
            self.needs = "background"
            known = ", ".join(map(one_line, self.suggestions))
            super().__init__(
                f'unknown concept "{one_line(name)}"; only the background knows it: {known}'
            )
        else:
            super().__init__(unknown("concept", name, self.suggestions))


class UnknownQuery(TwitchkgError):
    """Raised when no saved query has that name."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        if not self.suggestions:
            self.needs = "queries"
        super().__init__(unknown("query", name, self.suggestions))


class BadParameter(TwitchkgError):
    """Raised when a saved query gets an unknown, missing or unfit parameter."""

    def __init__(self, message: str, *, needs: str = "") -> None:
        self.needs = needs
        super().__init__(message)


class BadHeader(TwitchkgError):
    """Raised when a saved query's header or `VALUES` block is malformed."""


class QuerySyntaxError(TwitchkgError):
    """Raised when SPARQL text does not parse; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.line = line
        self.column = column
        where = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"the query does not parse{where}: {one_line(message)}")


class QueryRefused(TwitchkgError):
    """Raised before or while running a query that must not, or cannot, be run."""


class QueryTimeout(TwitchkgError):
    """Raised when a query was stopped at its time limit of `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"the query was stopped after {seconds:g} s; narrow it, add a LIMIT or allow more time"
        )


class StoreUnavailable(TwitchkgError):
    """Raised when a graph's place (endpoint, directory, engine) cannot be used."""


class UnreadableSource(TwitchkgError):
    """Raised when a file cannot be read as RDF: missing, a directory, of unknown kind."""


class InvalidGraph(TwitchkgError):
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
