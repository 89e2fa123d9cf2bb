"""What is asked back where words that were typed at triage settle nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from twitchkg.graph.contents import Contents
    from twitchkg.triage.verdict import Doubt

_WHY_NOT = {
    "denial": "“{}” can be read in more than one way.",
    "unsure": "You wrote “{}”: it is not sure.",
    "worry": "You wrote “{}”: a worry is not taken as a finding.",
    "question": "You wrote “{}”: a question is not taken as a finding.",
    "somebody": "You wrote “{}”, of somebody else as it seems.",
    "over": "You wrote “{}”: it may be over.",
    "time": "“{}” could not be used.",
    "unread": "You wrote “{}”, which could not be placed.",
}


def why_not(doubt: Doubt) -> str:
    """Why the words were not taken as a finding."""
    return _WHY_NOT.get(doubt.reason, _WHY_NOT["unread"]).format(doubt.words)


def asked_back(contents: Contents, doubt: Doubt, questions: Sequence[str]) -> str:
    """Why the words settle nothing, and the questions that would settle it."""
    words = doubt.words
    if doubt.reason == "known":
        what = "a cause" if contents.outgoing.get(doubt.iris[0]) else "a thing of this graph"
        named = f'"{words}"' if " " in words else words
        return (
            f"“{words}” is known here as {what}, not as something that one notices; see "
            f"`twitchkg show {named}`."
        )
    near = f"; near: {', '.join(map(contents.label, doubt.iris))}" if doubt.iris else ""
    if doubt.reason == "near":
        return f"“{words}” is not in this source{near}."
    if doubt.reason == "elsewhere":
        return (
            f"The source speaks of the leg and foot only; you wrote “{words}”{near}. How soon that "
            "needs care, it does not say."
        )
    if doubt.reason == "time":
        return (
            f"“{words}” could not be used: say for how many days, weeks or months it has lasted "
            "until now."
        )
    if questions:
        return " ".join([why_not(doubt), *questions])
    if doubt.reason == "unread":
        return not_understood(words)
    return f"{why_not(doubt)} It was not taken into account."


def not_understood(words: str) -> str:
    """For words that name nothing."""
    return (
        f"Not understood: “{words}”. It was not taken into account, which says nothing of how soon "
        "it needs care; say it in other words (`twitchkg search` finds names)."
    )
