"""`check`: each kind of finding once, with its file, its subject and what to do."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from graphs import EX, HEAD

from twitchkg.check import Finding, Report, check, spans_of, wrong_digest
from twitchkg.check.wording import misread
from twitchkg.errors import BadParameter, InvalidGraph, UnreadableSource
from twitchkg.files import extra_path, module_paths, ontology_dir, read_text
from twitchkg.graph.model import Span
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store
from twitchkg.vocab import TK

ARTICLE = Path(__file__).parent.parent.parent / "shared" / "sources" / "knee-twitching.txt"

TEXT = "A loud noise at night can wake a light sleeper, and more so in a strange house. The end."
SENTENCE = TEXT.partition(". ")[0] + "."
CONCEPTS = """
ex:Noise a tk:Cause ; skos:prefLabel "noise"@en ; skos:definition "A sound."@en .
ex:Waking a tk:Symptom ; skos:prefLabel "waking"@en ; skos:definition "No more sleep."@en .
"""
CLAIM = """
ex:claim a tk:Claim ; rdf:subject ex:Noise ; rdf:predicate tk:causes ; rdf:object ex:Waking ;
    tk:modality tk:Possible ; tk:directness tk:Step ; tk:summary "Noise can wake one."@en ;
    tk:span ex:s1 .
"""
EDGES = "ex:Noise tk:causes ex:Waking ; tk:leadsTo ex:Waking .\n"


def span(start: int = 0, end: int = len(SENTENCE), said: str = SENTENCE) -> str:
    digest = hashlib.sha256(said.encode()).hexdigest()
    return f"""
ex:night a tk:Source ; dcterms:identifier "night" ; skos:prefLabel "a text"@en .
ex:s1 a oa:SpecificResource ; oa:hasSource ex:night ; oa:hasSelector ex:at ;
    tk:section 0 ; tk:sentence 1 ; tk:sha256 "{digest}" .
ex:at a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
"""


SOUND = HEAD + CONCEPTS + CLAIM + EDGES + span()


def report(tmp_path: Path, data: str, text: str | None = None) -> Report:
    path = tmp_path / "mine.ttl"
    path.write_text(data, encoding="utf-8")
    if text is None:
        return check([path])
    source = tmp_path / "night.txt"
    source.write_text(text, encoding="utf-8", newline="")
    return check([path], sources={"night": source})


@pytest.fixture(scope="module")
def built_in() -> Report:
    return check(sources={"knee-twitching": ARTICLE} if ARTICLE.exists() else None)


# What is sound


def test_the_built_in_graph_has_no_findings_and_says_what_was_proved(built_in: Report) -> None:
    assert built_in.findings == ()
    proved = "\n".join(built_in.proved)
    for part in ("SHACL shapes hold", "check questions find nothing", "module provenance"):
        assert part in proved
    if ARTICLE.exists():
        assert "34 spans of knee-twitching" in proved
        assert "no claim is firmer than its words in knee-twitching" in proved


def test_a_sound_file_of_somebody_s_own_has_none_either(tmp_path: Path) -> None:
    assert report(tmp_path, SOUND, TEXT).findings == ()


# Each kind of finding, once


def sound(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new)


DIGEST = hashlib.sha256(SENTENCE.encode()).hexdigest()
WRONG = [
    (sound(' ; skos:definition "A sound."@en', ""), "Noise", "give the concept a skos:definition"),
    (sound("tk:Possible", "tk:Perhaps"), "claim", "give the claim exactly one tk:modality"),
    (sound('"noise"@en', '"noise"'), "Noise", "with a language tag"),
    (sound(DIGEST, "abc"), "s1", "64 lower-case hexadecimal digits (found: abc)"),
    (HEAD + CONCEPTS + CLAIM + EDGES + span(70, 20), "at", "less than oa:end"),
    (sound("tk:Possible", "tk:Inferred"), "claim", "read so [check/inferred-without-reason]"),
    (sound("tk:causes", "tk:causess"), "claim", "is it spelt right? [check/unknown-property]"),
    (
        SOUND + "ex:part void:class tk:Claim ; void:entities 7 .",
        "part",
        "states 7 but the graph holds 1: write the number",
    ),
    (
        sound(EDGES, "ex:Noise tk:leadsTo ex:Waking .\n"),
        "Noise",
        "tk:causes <http://example.org/Waking> is claimed but",
    ),
    (
        SOUND + "ex:Waking tk:affects ex:Noise . ex:two tk:causes ex:Noise .",
        "two",
        "is a plain triple but is not claimed; write a claim",
    ),
]


@pytest.mark.parametrize(("data", "name", "problem"), WRONG, ids=[each[2] for each in WRONG])
def test_a_finding_names_file_subject_and_what_to_do(
    tmp_path: Path, data: str, name: str, problem: str
) -> None:
    findings = report(tmp_path, data).findings
    found = [f for f in findings if f.subject == EX + name and problem in f.problem]
    assert len(found) == 1, findings
    assert found[0].file == "mine.ttl"
    assert str(found[0]).startswith("mine.ttl: ")
    assert "\n" not in str(found[0])


def test_a_digest_of_another_text_is_found(tmp_path: Path) -> None:
    data = SOUND.replace(span(), span(said="another text"))
    (finding,) = report(tmp_path, data, TEXT).findings
    assert (finding.file, finding.subject) == ("mine.ttl", "http://example.org/s1")
    assert "the text or the offsets have changed" in finding.problem


@pytest.mark.parametrize("shift", [1, -1])
def test_a_shifted_offset_is_found(tmp_path: Path, shift: int) -> None:
    data = SOUND.replace(span(), span(5 + shift, 40 + shift, TEXT[5:40]))
    (finding,) = report(tmp_path, data, TEXT).findings
    assert finding.subject == "http://example.org/s1"
    assert f"from {5 + shift} to {40 + shift}" in finding.problem


def test_a_span_past_the_end_is_found(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, SOUND, "Too short.").findings
    assert finding.problem == f"ends at {len(SENTENCE)} but the text has 10 code points"


def test_a_copied_sentence_is_found(tmp_path: Path) -> None:
    data = SOUND.replace('"Noise can wake one."@en', f'"{SENTENCE}"@en')
    (finding,) = report(tmp_path, data, TEXT).findings
    assert (finding.file, finding.subject) == ("mine.ttl", "http://example.org/claim")
    assert finding.problem == "tk:summary copies a sentence of the source: say it in your own words"


def test_offsets_count_code_points_and_every_character_stands_as_it_is(tmp_path: Path) -> None:
    text = "\ufeff𝄞é\r\n“quoted”\n"
    source = tmp_path / "text"
    source.write_bytes(text.encode())
    assert read_text(source) == text
    said = text[2:8]
    digest = hashlib.sha256(said.encode()).hexdigest()
    place = Span("s", "t", 0, 1, 2, 8, digest)
    assert wrong_digest(place, text) == ""
    assert wrong_digest(place._replace(start=1), text) != ""
    assert wrong_digest(place._replace(end=len(text) + 1), text) != ""


def test_every_finding_is_told_once_and_in_order(tmp_path: Path) -> None:
    data = SOUND.replace("tk:Possible", "tk:Perhaps").replace('"A sound."@en', '"A sound."')
    findings = report(tmp_path, data).findings
    assert len(findings) >= 2
    assert list(findings) == sorted(set(findings))


# Files laid over, and whole graphs


def test_what_is_laid_over_is_held_to_the_same(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(HEAD + "tk:Stress tk:leadsTo tk:Pain . tk:Moon a tk:Cause .", encoding="utf-8")
    findings = check(added=[extra]).findings
    assert {f.subject for f in findings} == {TK + "Stress", TK + "Moon"}
    assert any(
        "tk:leadsTo tk:Pain is a plain triple but is not claimed" in f.problem for f in findings
    )
    # tk:Stress is described in the built-in file first
    assert {f.file for f in findings if f.subject == TK + "Moon"} == {"extra.ttl"}


def test_a_sound_file_laid_over_the_built_in_graph_is_no_wrong_count(tmp_path: Path) -> None:
    extra = tmp_path / "extra.ttl"
    extra.write_text(SOUND, encoding="utf-8")
    assert check(added=[extra]).findings == ()


def test_a_change_in_a_copy_of_the_built_in_files_is_found(tmp_path: Path) -> None:
    copies = [Path(shutil.copy(path, tmp_path)) for path in module_paths()]
    (edges,) = (path for path in copies if path.name == "edges.ttl")
    text = edges.read_text(encoding="utf-8")
    edges.write_text(text + "\ntk:Magnesium tk:leadsTo tk:Fasciculation .\n", encoding="utf-8")
    findings = check(copies).findings
    told = {f.problem.rpartition("[")[2].rstrip("]") for f in findings if "[" in f.problem}
    assert {"check/edge-without-claim", "check/lack-read-as-opposite"} <= told
    assert any("but the graph holds" in f.problem for f in findings)
    assert any("is a plain triple but is not claimed" in f.problem for f in findings)


REFUSED = {
    "tk:Bladder tk:causes tk:Knee .": {
        (TK + "Bladder", "what “can cause” something (tk:causes) must be a factor (tk:Factor)"),
        (TK + "Knee", "what something “can cause” (tk:causes) must be a symptom or condition"),
    },
    "tk:Skin tk:lackOf tk:HealthcareProvider .": {
        (TK + "Skin", "what “is a lack of” something (tk:lackOf) must be a factor (tk:Factor)"),
        (
            TK + "HealthcareProvider",
            "what something “is a lack of” (tk:lackOf) must be a substance (tk:Substance)",
        ),
    },
}


@pytest.mark.parametrize("triple", REFUSED)
def test_what_cannot_be_joined_is_refused_with_the_reason(tmp_path: Path, triple: str) -> None:
    extra = tmp_path / "extra.ttl"
    subject, predicate, object_ = triple.removesuffix(" .").split()
    said = f"rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {object_} ;"
    old = "rdf:subject ex:Noise ; rdf:predicate tk:causes ; rdf:object ex:Waking ;"
    claim = CLAIM.replace(old, said).replace("tk:Possible", "tk:Stated")
    extra.write_text(HEAD + triple + claim + span(), encoding="utf-8")
    found = check(added=[extra]).findings
    for iri, reason in REFUSED[triple]:
        assert any(f.subject == iri and reason in f.problem for f in found), found


def test_every_relation_of_ours_refuses_what_it_does_not_join() -> None:
    shapes = Path(ontology_dir(), "shapes.ttl").read_text(encoding="utf-8")
    schema = Path(ontology_dir(), "schema.ttl").read_text(encoding="utf-8")
    ends = re.findall(
        r"^tk:(\w+) a owl:ObjectProperty .*\n    rdfs:domain tk:(\w+) ; rdfs:range tk:(\w+) ;",
        schema,
        re.M,
    )
    assert len(ends) > 25
    for name, domain, range_ in ends:
        assert f"sh:targetSubjectsOf tk:{name} ; sh:class tk:{domain} ;" in shapes
        assert f"sh:targetObjectsOf tk:{name} ; sh:class tk:{range_} ;" in shapes


# Words of a source: no claim firmer than they allow, no frequency left behind

SAYS = {
    # text, claim's modality and more, word that is found or none
    "a hedge": ("Noise can wake you.", "tk:Stated", "can"),
    "the same hedge": ("Noise can wake you.", "tk:Possible", ""),
    "two words": ("Noise is associated  with waking.", "tk:Stated", "associated with"),
    "a direction": ("Noise is associated with waking.", "tk:Believed", "associated with"),
    "the weaker of two": ("Noise may be associated with it.", "tk:Associated", "may"),
    "a reading": ("Noise may wake you.", 'tk:Inferred ; tk:rationale "so"@en', ""),
    "a denial": ("Noise may wake you.", "tk:Denied", ""),
    "part of a word": ("A canned noise, dismayed, wakes you.", "tk:Stated", ""),
    "a capital": ("MAY noise wake you?", "tk:Stated", "may"),
    "answered": ("Noise can wake you.", 'tk:Stated ; tk:wordNote "can: it does"@en', ""),
    "no reason": ("Noise can wake you.", 'tk:Stated ; tk:wordNote "can"@en', "can"),
    "another word": ("Noise can wake you.", 'tk:Stated ; tk:wordNote "may: so"@en', "can"),
    "often": ("Noise often wakes you.", "tk:Stated", "often"),
    "often kept": ("Noise often wakes you.", "tk:Stated ; tk:frequency tk:Often", ""),
    "often as some": ("Noise often wakes you.", "tk:Stated ; tk:frequency tk:Some", "often"),
    "most in a longer cue": (
        "It is one of the most frequent.",
        "tk:Stated ; tk:frequency tk:MostFrequent",
        "",
    ),
    "both": ("Most often it wakes you.", "tk:Stated ; tk:frequency tk:Often", "most"),
}


@pytest.mark.parametrize("name", SAYS)
def test_a_claim_says_no_more_than_the_words_of_its_sentence(tmp_path: Path, name: str) -> None:
    text, modality, word = SAYS[name]
    data = HEAD + CONCEPTS + CLAIM.replace("tk:Possible", modality) + span(0, len(text), text)
    data += "" if "Denied" in modality else EDGES
    found = [f for f in report(tmp_path, data, text).findings if "“" in f.problem]
    assert [f.problem.partition("“")[2].partition("”")[0] for f in found] == [word] * bool(word)
    for finding in found:
        assert finding.file == "mine.ttl"
        assert f"tk:wordNote “{word}: …”" in finding.problem


def test_a_frequency_of_the_sentence_limits_each_claim_whose_property_drops_it(
    tmp_path: Path,
) -> None:
    text = "Noise is often a bore."
    other = CLAIM.replace("ex:claim", "ex:other").replace("tk:causes", "skos:related")
    data = SOUND.replace("tk:Possible", "tk:Stated ; tk:frequency tk:Often") + other
    data = data.replace(span(), span(0, len(text), text)).replace("tk:Possible", "tk:Stated")
    data += " ex:Noise skos:related ex:Waking ."
    problems = {
        f.problem for f in report(tmp_path, data, text).findings if f.subject == EX + "other"
    }
    assert any("has no tk:frequency, but “often”" in problem for problem in problems), problems
    noted = ' ex:other tk:wordNote "often: said of waking"@en .'
    found = report(tmp_path, data + noted, text).findings
    assert not [f for f in found if "tk:frequency" in f.problem]


@pytest.mark.skipif(not ARTICLE.exists(), reason="needs the article")
def test_a_rung_that_is_stated_is_worded_in_a_sentence_of_its_flag(tmp_path: Path) -> None:
    found = changed(tmp_path, "tk:urgency tk:MedicalEvaluation", "tk:urgency tk:MedicalEmergency")
    assert found == []  # the rung of these is the curator's reading, with a reason
    found = changed(tmp_path, "tk:urgency tk:ImmediateAttention", "tk:urgency tk:MedicalEmergency")
    assert {iri.removeprefix(TK) for iri, _ in found} == {
        "LegWeaknessRedFlag",
        "DailyTaskRedFlag",
        "DifficultyWalkingRedFlag",
        "DifficultyLiftingFootRedFlag",
    }
    assert all("says “medical emergency”" in problem for _, problem in found)


def test_a_note_on_the_span_answers_for_its_word(tmp_path: Path) -> None:
    text = "Noise often can wake you."
    data = SOUND.replace("tk:Possible", "tk:Stated").replace(span(), span(0, len(text), text))
    assert len(report(tmp_path, data, text).findings) == 2
    noted = 'ex:s1 tk:wordNote "often: of nothing here"@en , "can: it does"@en .'
    assert report(tmp_path, data + noted, text).findings == ()


def changed(tmp_path: Path, pattern: str, by: str) -> list[tuple[str, str]]:
    """What is misread where every claim and flag of ours is rewritten so."""
    copies = [Path(shutil.copy(path, tmp_path)) for path in module_paths()]
    for copy in copies:
        if copy.stem in ("claims", "flags"):
            text = copy.read_text(encoding="utf-8")
            copy.write_text(re.sub(pattern, by, text), encoding="utf-8")
    store = open_store(*copies)
    contents = read_contents(store)
    spans = spans_of(store, contents, "knee-twitching")
    return misread(store, contents, spans, read_text(ARTICLE))


@pytest.mark.skipif(not ARTICLE.exists(), reason="needs the article")
def test_no_hedged_claim_of_ours_can_be_made_firmer_unseen(tmp_path: Path) -> None:
    hedges = ("Possible", "Believed", "Associated")
    hedged = {c.iri for c in read_contents(open_store()).claims if c.modality[len(TK) :] in hedges}
    assert len(hedged) > 50
    found = changed(tmp_path, rf"tk:modality tk:({'|'.join(hedges)})\b", "tk:modality tk:Stated")
    assert {iri for iri, _ in found} == hedged


@pytest.mark.skipif(not ARTICLE.exists(), reason="needs the article")
def test_no_frequency_of_ours_can_be_left_out_unseen(tmp_path: Path) -> None:
    found = changed(tmp_path, r" ; tk:frequency tk:\w+", "")
    told = sorted(int(iri.rpartition("/s")[2]) for iri, _ in found if "/span/" in iri)
    assert told == [1, 2, 3, 4, 6, 7, 9, 14, 16, 17, 22, 24, 25, 29, 30, 32]


# The module of provenance

BOOLEAN = "^^<http://www.w3.org/2001/XMLSchema#boolean>"


def test_a_change_in_the_module_of_provenance_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Path(extra_path("provenance")).read_text(encoding="utf-8")
    other = tmp_path / "provenance.ttl"
    other.write_text(text.replace("biolink:negated true", "biolink:negated false"), "utf-8")
    monkeypatch.setattr("twitchkg.check.extra_path", lambda name: str(other))
    problems = {f.problem.partition(";")[0] for f in check().findings}
    assert problems == {
        f'biolink:negated "true"{BOOLEAN} is derived but does not stand',
        f'biolink:negated "false"{BOOLEAN} stands but is not derived',
    }


# What cannot be checked at all


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(HEAD + CONCEPTS + "ex:a ex:b \n", encoding="utf-8")
    with pytest.raises(InvalidGraph) as caught:
        check([path])
    assert caught.value.file == str(path)
    assert caught.value.line is not None
    assert caught.value.line > 9
    with pytest.raises(InvalidGraph):
        check(added=[path])


def test_a_missing_file_and_a_missing_source_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file"):
        check([tmp_path / "none.ttl"])
    path = tmp_path / "mine.ttl"
    path.write_text(SOUND, encoding="utf-8")
    with pytest.raises(UnreadableSource, match="no such file"):
        check([path], sources={"night": tmp_path / "none.txt"})
    binary = tmp_path / "binary"
    binary.write_bytes(b"ab\xff")
    with pytest.raises(UnreadableSource, match="not UTF-8 at byte 2"):
        check([path], sources={"night": binary})


def test_an_unknown_source_is_told_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(SOUND, encoding="utf-8")
    text = tmp_path / "text"
    text.write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadParameter, match="no source named 'day'; there are: night"):
        check([path], sources={"day": text})


def test_a_finding_without_a_subject_or_file_still_reads() -> None:
    assert str(Finding("", "", "is empty")) == "graph: the graph: is empty"
    assert str(Finding("a.ttl", TK + "Stress", "is odd")) == "a.ttl: tk:Stress: is odd"
