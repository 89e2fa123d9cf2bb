"""Saved questions: what they ask about, which there are, and values put into them. Text only."""

from twitchkg.saved.binding import bind, fill
from twitchkg.saved.header import Parameter, SavedQuery, parse
from twitchkg.saved.listing import catalogue, load, names
from twitchkg.saved.values import KINDS, read_value, sparql_term

__all__ = [
    "KINDS",
    "Parameter",
    "SavedQuery",
    "bind",
    "catalogue",
    "fill",
    "load",
    "names",
    "parse",
    "read_value",
    "sparql_term",
]
