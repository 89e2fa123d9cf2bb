"""The page's own words stand in one table: no key is missing, none is left over."""

from __future__ import annotations

import re

import pytest
from test_modules import TEXTS

KEY = r'word(?:ing|ed)\(\s*"([\w.-]+)"'
TABLE = re.findall(r'^  "([\w.-]+)":', TEXTS["strings.js"], re.M)


def test_every_key_is_told_once_and_used():
    used = {key for text in TEXTS.values() for key in re.findall(KEY, text)}
    assert sorted(used) == sorted(TABLE)
    # A key that is put together could not be looked for.
    calls = sum(len(re.findall(r"\bword(?:ing|ed)\(", text)) for text in TEXTS.values())
    named = sum(len(re.findall(KEY, text)) for text in TEXTS.values())
    assert calls == named + 2  # the declaration of one, and its use by the other


QUOTED = "|".join(rf"{quote}((?:[^{quote}\\]|\\.)*){quote}" for quote in "\"`'")
TOKEN = re.compile(rf"//[^\n]*|/\*.*?\*/|{QUOTED}", re.DOTALL)
FILLED = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")
NO_PROSE = re.compile(r"-$|[<=#\[\]|>]|^[.:]|px|--|\w\.\w|\bvar\(|^M ")
# Modules whose own words are not in the table yet; and, last, what is no word of the page's.
UNMOVED = {
    *("about address assess background cards combobox filters legend menu page play".split()),
    *("questions router shell sparql sparql-table speak tell-beside tell-chains".split()),
    *("telling triage verdict views walk without words".split()),
    *("diagram inflate measure stage strings takealong".split()),
}


def strays(text: str) -> list[str]:
    """Texts of a module that read as English: two words or more, of letters, with a space."""
    found = ["".join(filter(None, each.groups())) for each in TOKEN.finditer(text)]
    bare = [FILLED.sub("", each) for each in found]
    return [
        each
        for each in bare
        if not NO_PROSE.search(each) and re.search(r"[a-z]{2,},? [a-z]{2,}", each, re.I)
    ]


def test_words_stand_in_the_table_and_nowhere_else():
    told = {name.removesuffix(".js"): strays(text) for name, text in TEXTS.items()}
    assert {name: found for name, found in told.items() if found and name not in UNMOVED} == {}
    assert strays('const a = make("p", `Nothing of ${name} is here.`); // a note') != []


@pytest.mark.browser
def test_places_are_filled_and_counts_have_their_form(chromium, built, kg):
    tab = chromium.new_page()
    tab.goto(built("plain", lambda: kg.explorer(sparql=False)).as_uri())
    say = "([key, values]) => twitchkg.wording(key, values)"
    assert tab.evaluate(say, ["article.changed", {"count": 1}]).startswith("1 sentence is ")
    assert tab.evaluate(say, ["article.changed", {"count": 0}]).startswith("0 sentences are ")
    tab.evaluate("document.documentElement.lang = 'toString'")  # no language of the table
    assert tab.evaluate(say, ["article.flags", {}]) == "Red flags that rest on it:"
    tab.close()
