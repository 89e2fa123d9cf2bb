"""`check`: each kind of finding once, with its file, its subject and what to do."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from graphs import EX, HEAD

from twitchkg.check import Finding, Report, check, wrong_digest
from twitchkg.errors import BadParameter, InvalidGraph, UnreadableSource
from twitchkg.files import module_paths, read_text
from twitchkg.graph.model import Span
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
    for part in ("SHACL shapes hold", "check questions find nothing", "claims"):
        assert part in proved
    if ARTICLE.exists():
        assert "34 spans of knee-twitching" in proved


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
