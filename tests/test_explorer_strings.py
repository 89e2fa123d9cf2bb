"""The page's own words stand in one table: no key is missing, none is left over."""

from __future__ import annotations

import re

import pytest
from test_modules import TEXTS

KEY = r'wording\(\s*"([\w.-]+)"'
TABLE = re.findall(r'^  "([\w.-]+)":', TEXTS["strings.js"], re.M)


def test_every_key_is_told_once_and_used():
    used = {key for text in TEXTS.values() for key in re.findall(KEY, text)}
    assert sorted(used) == sorted(TABLE)
    # A key that is put together could not be looked for.
    calls = sum(len(re.findall(r"\bwording\(", text)) for text in TEXTS.values())
    named = sum(len(re.findall(KEY, text)) for text in TEXTS.values())
    assert calls == named + 1  # its declaration


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
