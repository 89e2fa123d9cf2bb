"""The tree of errors: one base, one line each, whole again after a trip through a pipe."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twitchkg import errors
from twitchkg.errors import (
    BadHeader,
    BadParameter,
    CannotWrite,
    InvalidGraph,
    MissingExtra,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StoreUnavailable,
    TwitchkgError,
    Unanswerable,
    UnknownConcept,
    UnknownQuery,
    UnreadableSource,
    one_line,
)

EXAMPLES = [
    UnknownConcept("stres", ["stress", "distress"]),
    UnknownQuery("cause-of", ["ask/causes-of"]),
    BadParameter("x"),
    BadHeader("x"),
    QuerySyntaxError("bad", 3, 7),
    QueryRefused("x"),
    QueryTimeout(1.5),
    Unanswerable("x", needs="causal"),
    StoreUnavailable("x"),
    UnreadableSource("x"),
    InvalidGraph("bad", "a.ttl", 4, ["finding"]),
    CannotWrite("x"),
    MissingExtra("pandas", "this"),
]


FAMILIES = {errors.UnknownName, errors.QueryError, errors.GraphError}


def test_every_error_of_the_module_has_an_example_and_its_place_in_the_drawn_tree() -> None:
    classes = {
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, TwitchkgError)
    }
    assert {type(each) for each in EXAMPLES} == classes - {TwitchkgError} - FAMILIES
    drawn, family = {TwitchkgError: Exception}, TwitchkgError
    for line in (errors.__doc__ or "").splitlines():
        if line.lstrip("│ ").startswith(("├", "└")):
            each = getattr(errors, line.split("── ")[1].split()[0])
            drawn[each] = family if line.startswith("│") else TwitchkgError
            family = each if not line.startswith("│") else family
    assert drawn == {each: each.__base__ for each in classes}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda each: type(each).__name__)
def test_an_error_survives_pickling(error: TwitchkgError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_unknown_names_bring_suggestions() -> None:
    error = UnknownConcept("stres", ["stress", "distress"])
    assert str(error) == 'unknown concept "stres"; did you mean: stress, distress?'
    assert (error.name, error.suggestions) == ("stres", ("stress", "distress"))
    assert str(UnknownQuery("x")) == 'unknown query "x"'


def test_places_are_told() -> None:
    error = QuerySyntaxError("bad", 3, 7)
    assert (error.line, error.column) == (3, 7)
    assert "line 3, column 7" in str(error)
    assert str(InvalidGraph("bad", "a.ttl", 4)) == "a.ttl:4: bad"
    assert str(InvalidGraph("bad", "a.ttl")) == "a.ttl: bad"
    assert str(InvalidGraph("bad")) == "bad"


@given(st.text())
def test_messages_are_one_printable_line(text: str) -> None:
    for error in (
        UnknownConcept(text, [text]),
        QuerySyntaxError(text, 1, 1),
        InvalidGraph(text, text, 1),
    ):
        assert str(error).isprintable()
    assert one_line(one_line(text)) == one_line(text)
