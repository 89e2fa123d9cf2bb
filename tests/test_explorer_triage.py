"""What one notices, asked on the page: what a person does and reads, and no false calm."""

from __future__ import annotations

import re

import pytest
from test_explorer import PREFIXES, Reader, data_of, graph, own

import twitchkg
from twitchkg.explorer import render
from twitchkg.vocab import TK

__all__ = ["graph", "own"]  # fixtures

browser = pytest.mark.browser


@pytest.fixture(scope="module")
def file(kg, built):
    return built("plain", lambda: kg.explorer(sparql=False))


@pytest.fixture
def tab(file, page):
    return helped(page(file)).page


def helped(visit):
    """The page with the drawer of help open."""
    visit.page.locator(".urgent").click()
    return visit


def page_of(turtle: str, tmp_path) -> str:
    path = tmp_path / "graph.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    with twitchkg.open(path) as opened:
        return opened.explorer(sparql=False)


# ---------------------------------------------------------------------- what a person does


def choose(tab, finding: str, answer: str) -> None:
    group = tab.get_by_role("radiogroup", name=finding, exact=True)
    group.get_by_label(answer, exact=True).check()


def verdict(tab) -> str:
    return " ".join(tab.locator("#check-verdict").inner_text().split())


def result(tab) -> str:
    return " ".join(tab.locator("#check-result").inner_text().split())


@browser
def test_every_finding_is_asked_once_most_urgent_first(tab, kg):
    names = tab.locator("#check .finding").all_inner_texts()
    wanted = dict.fromkeys(kg.contents.label(i) for f in kg.contents.red_flags for i in f.findings)
    assert names == list(wanted)
    assert verdict(tab) == "Nothing answered yet."
    assert tab.locator("#check-result").is_hidden()
    walking = tab.get_by_role("radiogroup", name="difficulty walking", exact=True)
    assert walking.get_by_role("radio").count() == 3
    assert walking.get_by_role("radio", checked=True).count() == 0
    about = tab.locator("#" + walking.get_attribute("aria-describedby")).inner_text()
    assert about.startswith("newly appeared. ")


@browser
def test_an_emergency_comes_first_and_stands_out(file, page):
    visit = helped(page(file, viewport=(390, 844)))
    tab = visit.page
    tab.get_by_role("button", name="All at once").click()
    choose(tab, "numbness", "Yes")
    assert verdict(tab).startswith("Medical evaluation.")
    choose(tab, "severe pain", "Yes")
    assert verdict(tab).startswith("! Medical emergency. The source speaks of a medical emergency.")
    assert "gravest" in tab.locator("#check-verdict").get_attribute("class")
    assert tab.locator("#check-verdict").get_attribute("role") == "status"
    # It is in sight while the questions are answered.
    box = tab.locator("#check-verdict").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844
    why = tab.locator("#check-why li").all_inner_texts()
    assert "medical emergency" in why[0] and "because of “severe pain”" in why[0]
    assert "section 3, sentences 24, 33 and 34" in why[0]
    assert "prompt diagnosis" in why[0]
    assert "Only if: in the leg or foot" in why[1]
    text = result(tab)
    assert "may point to (not a diagnosis)" in text
    assert "severe nerve compression, from severe pain possible only accompanying" in text
    assert "Not medical advice." in text
    assert visit.complaints == []


@browser
def test_nothing_that_fits_is_never_a_comfort(tab):
    choose(tab, "severe pain", "No")
    assert verdict(tab) == (
        "None of the red flags in this graph fits what you said. "
        "That does not mean that all is well."
    )
    text = verdict(tab) + result(tab)
    assert "speaks for it" not in text
    assert re.findall(r"(.{14})you are fine", text) == ["not mean that "]
    choose(tab, "muscle wasting", "No")
    # Slight wasting was not denied: the question was about significant wasting.
    assert "speaks for it" not in result(tab)
    assert "Not: muscle wasting, if significant." in result(tab)
    assert "still unknown: muscle wasting; muscle weakness; other" in result(tab)
    assert tab.locator("#check-result button", has_text="muscle wasting").count() == 0


@browser
def test_a_phone_asks_one_after_another_and_back(file, page):
    tab = helped(page(file, viewport=(390, 844))).page
    shown, head = tab.locator("#check .finding:visible"), tab.locator("#check .turn-head")
    names = tab.locator("#check .finding").all_text_contents()
    assert shown.all_inner_texts() == names[:1]
    assert head.inner_text().split(":")[0] == f"Question 1 of {len(names)}"
    choose(tab, names[0], "Not sure")  # a finger leads on, and not sure is an answer
    assert shown.all_inner_texts() == names[1:2]
    assert "all is well. You are not sure of " + names[0] in verdict(tab)
    assert "may be a red flag (medical emergency)" in verdict(tab)
    assert tab.locator("#check-result button", has_text=names[0]).count() == 1  # still open
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowRight")  # a key that walks over the answers does not
    assert shown.all_inner_texts() == names[1:2]
    tab.get_by_role("button", name="Back", exact=True).click()
    assert shown.all_inner_texts() == names[:1]
    choose(tab, names[0], "Yes")
    assert shown.all_inner_texts() == names[:1]  # an emergency is no time for more
    assert "Get help first" in tab.locator("#check").inner_text()
    assert verdict(tab).startswith("! Medical emergency.")
    for _ in names:
        tab.get_by_role("button", name="Next", exact=True).click()
    assert head.inner_text().startswith(f"All {len(names)} questions were asked.")
    tab.get_by_role("button", name="Start again").click()
    assert shown.all_inner_texts() == names[:1]
    tab.get_by_role("button", name="All at once").click()
    assert shown.all_inner_texts() == names


@browser
def test_the_reasons_are_drawn_from_findings_to_rungs(tab):
    picture = tab.locator("#check-why svg")
    assert picture.count() == 0
    choose(tab, "numbness", "Yes")
    add(tab, "slight muscle wasting")
    said = "".join(picture.locator("text").all_text_contents())  # lines without their spaces
    for each in ("numbness", "medical evaluation", "medical emergency", "Is it so? red flag:"):
        assert each.replace(" ", "") in said.replace(" ", "")
    boxes, arrows = picture.locator("rect").count(), picture.locator(".head").count()
    flags = picture.locator(".flag, .asked").count()
    rungs = picture.locator("[class^=rung-]").count()
    assert boxes == flags + rungs + picture.locator(".noticed").count()
    assert arrows >= 2 * flags  # from what was noticed, and to its rung
    assert picture.locator(".flag").count() == tab.locator("#check-why li").count()
    assert picture.bounding_box()["width"] <= tab.locator("#check-result").bounding_box()["width"]


@browser
def test_what_is_near_stands_beside_what_was_not_read(tab):
    add(tab, "coffee")
    strange = tab.locator("#check .strange")
    assert "nothing of that name. Near in this graph: stimulant medication." in strange.inner_text()
    assert verdict(tab).startswith("Nothing was understood")
    assert "Near: stimulant medication." in result(tab)
    add(tab, "wekness blorb")
    choose(tab, "severe pain", "No")  # what may be meant stays there
    tab.locator("#check .strange").last.get_by_role("button", name="muscle weakness").click()
    assert strange.count() == 1
    assert "Taken as there: muscle weakness." in result(tab)
    strange.get_by_role("link").click()
    assert tab.locator("#about-title").inner_text() == "stimulant medication"
    assert tab.locator("#flags").is_hidden()


@browser
def test_what_is_open_leads_to_its_question(tab):
    choose(tab, "numbness", "Yes")
    tab.locator("#check-result button", has_text="persistent twitching and worsening").click()
    assert tab.evaluate("document.activeElement.name") == "check-11"  # persistent twitching
    choose(tab, "persistent twitching", "Yes")
    tab.locator("#check-result button", has_text="persistent twitching and worsening").click()
    row = tab.evaluate("document.activeElement.closest('.question').innerText")
    assert row.startswith("worsening twitching")
    tab.keyboard.press("ArrowRight")  # to "no"
    assert tab.locator("#check-result button", has_text="worsening").count() == 0


@browser
def test_something_else_is_added_told_and_removed(tab):
    field = tab.get_by_label("Something else you notice")
    field.press_sequentially("diuretics")
    tab.keyboard.press("Enter")
    assert verdict(tab).startswith("Review of medication with a doctor.")
    assert "because of “diuretic”" in result(tab)
    field.fill("numb foot")  # a synonym of something that is asked above
    tab.keyboard.press("Enter")
    numbness = tab.get_by_role("radiogroup", name="numbness", exact=True)
    assert numbness.get_by_label("Yes").is_checked()
    field.press_sequentially("muscle weak")
    assert tab.locator("#check [role=option]").count() > 0
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert "muscle weakness is a red flag (immediate attention) if it is new leg weakness" in (
        result(tab)
    )
    tab.get_by_role("button", name="Remove diuretic").click()
    assert "diuretic" not in result(tab)
    assert tab.evaluate("document.activeElement.id") == "check-else"


@browser
def test_what_names_no_finding_is_told_and_not_taken(tab):
    for words in ("glorbs", "chest glorbs", "no weakness", "stress"):
        tab.get_by_label("Something else you notice").fill(words)
        tab.keyboard.press("Enter")
        assert f"Not understood: “{words}”." in tab.locator("#check-told").inner_text()
        assert verdict(tab).startswith("Nothing was understood, so no red flag could be looked for")
        choose(tab, "severe pain", "No")
        assert f"Not understood: “{words}”." in result(tab)
        tab.get_by_role("button", name=f"Remove {words}").click()
        assert verdict(tab).startswith("None of the red flags in this graph fits what you said.")
        tab.get_by_role("button", name="Start again").click()


@browser
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("slight muscle wasting", "It depends: if the muscle wasting is significant all the same,"),
        ("numb lips", "It depends: if the numbness is in the leg or foot all the same,"),
        ("weak leg since childhood", "It depends: if the new leg weakness is new and noticeable"),
        ("tingling for a minute", "It depends: if the persistent tingling is persistent, in the"),
        ("pain in my chest", "It depends: if the pain is severe pain"),
        (
            "my thigh looks thinner",
            "It depends: if the muscle wasting is significant all the same,",
        ),
        ("numb foot", "Medical evaluation."),
        ("significant muscle wasting", "! Medical emergency."),
        ("a slight numbness in the foot", "Medical evaluation."),
        ("no slight muscle wasting", "Nothing was understood"),
    ],
)
def test_what_is_typed_beside_a_finding_is_weighed(tab, typed, first):
    add(tab, typed)
    assert verdict(tab).startswith(first)
    outside = "speaks of the leg and foot only" in tab.locator("#check-told").inner_text()
    assert outside == (typed in ("numb lips", "pain in my chest"))


@browser
def test_one_that_fits_is_enough_and_what_is_asked_is_told(tab):
    add(tab, "numb lips")
    assert tab.locator("#check .others li").inner_text().startswith("numb lips")
    choose(tab, "numbness", "Yes")
    assert verdict(tab).startswith("Medical evaluation.")
    assert "Only if: in the leg or foot (as you said)" in result(tab)
    tab.get_by_role("button", name="Start again").click()
    add(tab, "twitching")
    choose(tab, "numbness", "No")
    assert "Not: numbness, if in the leg or foot." in result(tab)
    assert "Taken as not there" not in result(tab)


@browser
def test_a_rule_that_is_about_twitching_says_so_and_still_urges_care(page, tmp_path):
    path = tmp_path / "page.html"
    turtle = COUGH.replace(
        "tk:finding ex:BadCough", "tk:finding ex:BadCough ; tk:accompanying ex:s"
    )
    path.write_text(page_of(turtle + SNEEZE, tmp_path), encoding="utf-8", newline="\n")
    tab = helped(page(path)).page
    choose(tab, "bad cough", "Yes")
    assert "get care all the same" not in verdict(tab)
    choose(tab, "sneeze", "No")
    assert verdict(tab).startswith("! Now. Call a vet.")
    assert "bad cough together with sneeze, which was said not to be there" in verdict(tab)


@browser
def test_only_what_one_can_notice_is_suggested(tab, kg):
    field = tab.get_by_label("Something else you notice")
    field.press_sequentially("stress")
    shown = tab.locator("#check [role=option] > bdi").all_inner_texts()
    kinds = {TK + "Symptom", TK + "Medication"}
    assert all(kinds & set(kg.concept(name).types) for name in shown)


@browser
def test_start_again_forgets_and_nothing_is_kept_anywhere(file, page):
    visit = helped(page(file))
    tab = visit.page
    before = tab.evaluate("[location.href, history.length]")
    choose(tab, "severe pain", "Yes")
    tab.get_by_label("how long").fill("6")
    for words in ("pain", "glorbs"):
        tab.get_by_label("Something else you notice").fill(words)
        tab.keyboard.press("Enter")
    assert tab.locator("#check .others li").count() == 2
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert tab.evaluate(kept) == [0, 0, ""]
    assert tab.evaluate("[location.href, history.length]") == before
    tab.get_by_role("button", name="Start again").click()
    assert verdict(tab) == "Nothing answered yet."
    assert tab.locator("#check-result").is_hidden()
    assert tab.locator("#check .others").is_hidden()
    assert tab.get_by_role("radio", name="Yes", checked=True).count() == 0
    choose(tab, "severe pain", "Yes")
    tab.reload()
    assert verdict(tab) == "Nothing answered yet."
    assert tab.get_by_role("radio", name="Yes", checked=True).count() == 0
    assert visit.outside == [] and visit.complaints == []


@browser
def test_without_scripts_the_plain_list_stays(file, page):
    tab = page(file, javascript=False).page
    assert tab.locator("#check").is_hidden()
    assert tab.locator("#flags .rung").count() == 5
    assert tab.locator("#silent li").count() == 7


# ---------------------------------------------------------------------- other graphs


COUGH = """
ex:Soon a tk:Urgency ; tk:rank 1 ; skos:prefLabel "soon"@en ; skos:definition "See a vet."@en .
ex:Now a tk:Urgency ; tk:rank 7 ; skos:prefLabel "now"@en ; skos:definition "Call a vet."@en .
ex:LongCough skos:broader ex:Cough ; skos:prefLabel "long cough"@en ; tk:minimumDays 10 .
ex:BadCough skos:broader ex:Cough ; skos:prefLabel "bad cough"@en .
ex:Cough skos:prefLabel "cough"@en ; tk:leadsTo ex:Rest .
ex:f1 a tk:RedFlag ; skos:definition "A long cough."@en ;
  tk:finding ex:LongCough ; tk:urgency ex:Soon .
ex:f2 a tk:RedFlag ; skos:definition "A bad one."@en ; tk:finding ex:BadCough ; tk:urgency ex:Now .
ex:f3 a tk:RedFlag ; skos:definition "Any."@en ; tk:finding ex:Sneeze .
ex:f4 a tk:RedFlag ; skos:definition "Asks nothing."@en ; tk:urgency ex:Now .
"""


SNEEZE = """
ex:s skos:prefLabel "sneeze"@en .
ex:f5 a tk:RedFlag ; skos:definition "A sneeze."@en ; tk:finding ex:s ; tk:urgency ex:Soon .
"""


@browser
def test_somebody_elses_red_flags_work(page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_of(COUGH, tmp_path), encoding="utf-8", newline="\n")
    visit = helped(page(path))
    tab = visit.page
    assert "twitch" not in tab.locator("#flags").inner_text().lower()
    assert tab.locator("#check .finding").all_inner_texts() == ["bad cough", "long cough", "Sneeze"]
    choose(tab, "Sneeze", "Yes")
    assert "How soon is not recorded" in verdict(tab)
    choose(tab, "bad cough", "Yes")
    assert verdict(tab).startswith("! Now. Call a vet.")
    tab.get_by_role("button", name="Start again").click()
    assert "twitch" not in tab.locator("#flags").inner_text().lower()
    assert visit.complaints == []


@browser
def test_somebody_elses_times_work(page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_of(COUGH, tmp_path), encoding="utf-8", newline="\n")
    tab = helped(page(path)).page
    number = tab.get_by_label("how long: cough")
    number.fill("1")
    assert "“cough for 1 week” is shorter than the 10 days" in result(tab)
    number.fill("2")
    assert verdict(tab).startswith("Soon. See a vet.")
    assert "because of “cough for 2 weeks”" in result(tab)
    assert "twitch" not in tab.locator("#flags").inner_text().lower()


def test_a_graph_without_red_flags_asks_nothing(own, tmp_path):
    text = page_of('ex:a tk:leadsTo ex:b . ex:a skos:prefLabel "a"@en .', tmp_path)
    assert data_of(text)["checkup"] is None
    ids = {attributes.get("id") for _, attributes in Reader(text).tags}
    assert not ids & {"check", "flags", "silent"}
    assert 'id="check"' not in render(own)  # nor without the facts


def test_what_this_graph_does_not_know_is_told(kg):
    text = Reader(kg.explorer(sparql=False)).text
    at = text.index("What this page cannot tell you")
    for row in kg.ask("silent-on").to_dicts():
        assert row["nothingOf"] in text[at:]
    rows = kg.ask("coverage").to_dicts()
    carried = [r for r in rows if r["claims"] or r["definitions"] or r["redFlags"]]
    assert f"Of the {len(rows)} sentences of the source, this graph carries {len(carried)}." in text
    assert len(carried) < len(rows)
    for row in rows:
        assert not row["noStatement"] or row["noStatement"] in text


def test_hostile_names_stay_text(tmp_path):
    turtle = COUGH.replace("bad cough", "</script><img src=x onerror=alert(1)>")
    text = page_of(turtle, tmp_path)
    assert "<img" not in text.split("<body>")[1].split('<script type="application/json"')[0]


def test_only_what_a_rule_can_tell_of_is_in_the_data(tmp_path):
    """A large graph's kinds are not copied where no red flag turns on them."""
    kinds = "\n".join(f"ex:k{n} skos:broader ex:k{n // 2} ." for n in range(1, 3000))
    arrows = "\n".join(f"ex:k{n} tk:leadsTo ex:Cough ." for n in range(3000))
    data = data_of(page_of(COUGH + kinds + arrows, tmp_path))["checkup"]
    assert len(data["broader"]) == 2
    assert len(data["notable"]) <= 4


# ---------------------------------------------------------------------- no false calm


def add(tab, words: str) -> None:
    tab.get_by_label("Something else you notice").fill(words)
    tab.keyboard.press("Enter")


@browser
def test_what_may_be_more_stands_in_the_headline(tab):
    add(tab, "paralysed")
    said = "the muscle weakness is new leg weakness (new and noticeable), this is a red flag"
    assert verdict(tab).startswith(f"It depends: if {said} (immediate attention).")
    assert "None of the red flags" not in verdict(tab)
    choose(tab, "numbness", "Yes")
    assert verdict(tab).startswith("Medical evaluation.")
    assert f"It may be more: if {said}" in verdict(tab)
    tab.locator("#check-verdict button").click()
    tab.keyboard.press("ArrowRight")  # no
    assert "It may be more" not in verdict(tab)
    tab.get_by_role("button", name="Start again").click()
    choose(tab, "worsening twitching", "Yes")
    told = "worsening twitching is a red flag (discuss with a healthcare provider) together with"
    assert verdict(tab).startswith(f"It depends: {told} persistent twitching")
    assert f"Note: {told}" in result(tab)


@browser
def test_a_time_that_was_not_understood_is_in_the_headline(tab):
    number = tab.get_by_label("how long")
    number.fill("-4")
    assert verdict(tab).startswith("Nothing was understood")
    choose(tab, "severe pain", "No")
    assert verdict(tab).startswith("Not all of what you said was understood.")
    choose(tab, "numbness", "Yes")
    assert "Not all of what you said was understood." in verdict(tab)
    number.fill("2")
    assert "“twitching for 2 weeks” is shorter than the several weeks" in result(tab)
    number.fill("1.5")
    tab.get_by_label("Days, weeks or months").select_option("months")
    assert "not understood" not in verdict(tab) + result(tab)
    assert "“twitching for 1.5 months”" in result(tab)


@browser
def test_an_emergency_folds_the_other_questions_and_names_no_syndrome(tab):
    for finding in ("numbness", "difficulty walking"):
        choose(tab, finding, "No")
    assert "speaks for it" not in result(tab)
    assert "still unknown" in result(tab)
    choose(tab, "new leg weakness", "Yes")
    assert "Benign fasciculation" not in result(tab)
    choose(tab, "severe pain", "Yes")
    folded = tab.locator("#check-result details")
    assert re.fullmatch(r"\d+ further questions: get help first", folded.inner_text().strip())
    assert tab.locator("#check-result .open button").first.is_hidden()
    assert "Benign fasciculation" not in result(tab)


@browser
def test_the_result_never_covers_what_has_the_focus(file, page):
    covered = """() => { const box = (element) => element.getBoundingClientRect();
      const result = document.getElementById("check-verdict");
      return box(document.activeElement).bottom > box(result).top; }"""
    tab = helped(page(file, viewport=(1280, 700), reduced_motion=True)).page
    choose(tab, "severe pain", "Yes")
    tab.locator("#check-form input").first.focus()
    for _ in range(18):
        tab.keyboard.press("Tab")
        assert not tab.evaluate(covered)
    low = helped(page(file, viewport=(320, 256))).page
    low.get_by_role("button", name="All at once").click()
    choose(low, "severe pain", "Yes")
    style = "getComputedStyle(document.getElementById('check-verdict')).position"
    assert low.evaluate(style) == "static"
