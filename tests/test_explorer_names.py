"""Things have the names that SPARQL gives them, IRIs and CURIEs, in addresses and fields."""

from __future__ import annotations

import pytest

from twitchkg.explorer import render
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store
from twitchkg.vocab import PREFIXES, TK, expand, shorten

pytestmark = pytest.mark.browser

WORDS = (
    "tk:Stress HP:0002380 hp:0002380 <urn:x:y> http://example.org/a urn:x:y stress tk: nope:x "
    "tk:a:b : :a <> <a> claim:a-b tk:a<b doi:10.1/x https:x"
)
TEXTS = [*WORDS.split(), "note: this", "<a b>", "tk:a b", "tk:a\x01", ""]


@pytest.fixture(scope="module")
def file(built):
    return built("whole", lambda: render(read_contents(open_store())))


def test_names_are_read_and_written_as_in_python(at):
    tab = at().page
    own = tab.evaluate("twitchkg.data.prefixes")
    assert own["tk"] == TK and own.items() < PREFIXES.items()
    tab.evaluate("known => Object.assign(twitchkg.data.prefixes, known)", PREFIXES)
    found = tab.evaluate("texts => texts.map((text) => twitchkg.expanded(text) ?? null)", TEXTS)
    assert found == [expand(text) for text in TEXTS]
    iris = [namespace + "a-1" for namespace in PREFIXES.values()] + [TK + "a/b", "urn:x", TK]
    written = tab.evaluate("iris => iris.map((iri) => twitchkg.curie(iri) ?? `<${iri}>`)", iris)
    assert written == [shorten(iri) for iri in iris]


@pytest.mark.parametrize("name", ["Stress", "tk:Stress", TK + "Stress", f"<{TK}Stress>", "stress"])
@pytest.mark.parametrize("end", ["Fasciculation", "tk:Fasciculation"])
def test_an_address_takes_short_names_curies_iris_and_labels(functions, name, end):
    read = "([from, to]) => twitchkg.parseState('#' + new URLSearchParams({ from, to }))"
    address = functions.evaluate(read, [name, end])
    assert address["told"] == []
    iri = "place => twitchkg.data.concepts[place].iri"
    assert functions.evaluate(iri, address["from"]) == TK + "Stress"
    # What is written stays short: one view has one address.
    assert (
        functions.evaluate("address => twitchkg.formatState(address)", address)
        == "#from=Stress&to=Fasciculation"
    )


@pytest.mark.parametrize(
    "name",
    [
        "Stress causes Fasciculation",
        "tk:Stress tk:causes tk:Fasciculation",
        f"{TK}Stress {TK}causes {TK}Fasciculation",
    ],
)
def test_an_arrow_has_the_same_names(functions, name):
    found = functions.evaluate("name => twitchkg.linkName(twitchkg.linkOf(name))", name)
    assert found == "Stress causes Fasciculation"
    for wrong in ("tk:Stress tk:causes", "tk:Stress", "", "tk:Stress tk:worsens tk:Fasciculation"):
        assert functions.evaluate("name => twitchkg.linkOf(name) === undefined", wrong), wrong


def test_a_pasted_address_with_curies_opens_that_view(at):
    visit = at("#from=tk:Stress&to=tk:Fasciculation")
    assert visit.page.title().startswith("stress → fasciculation")
    assert visit.complaints == []
