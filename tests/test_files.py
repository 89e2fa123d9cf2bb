"""Reading anybody's files and writing whole ones: each bad input ends in one line."""

import gzip
import os
import stat
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from twitchkg import files
from twitchkg.errors import CannotWrite, InvalidGraph, TwitchkgError, UnreadableSource
from twitchkg.files import (
    RdfSource,
    module_paths,
    read_rdf,
    read_text,
    write_bytes,
    write_text,
)

TURTLE = b"<urn:a> <urn:b> <urn:c> ."
not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may do everything")


def refusal(path: Path) -> str:
    with pytest.raises((UnreadableSource, InvalidGraph)) as caught:
        read_rdf(path)
    assert str(caught.value).isprintable()
    assert path.name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("extension", "format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("rdf", RdfFormat.RDF_XML),
        ("xml", RdfFormat.RDF_XML),
        ("owl", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
        ("n3", RdfFormat.N3),
        ("TTL", RdfFormat.TURTLE),
    ],
)
def test_the_extension_tells_the_format(tmp_path: Path, extension: str, format: RdfFormat) -> None:
    plain, packed = tmp_path / f"a.{extension}", tmp_path / f"a.{extension}.gz"
    plain.write_bytes(TURTLE)
    packed.write_bytes(gzip.compress(TURTLE))
    for path in (plain, packed):
        source = read_rdf(path)
        assert (source.data, source.format, source.path) == (TURTLE, format, str(path))


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE)
    assert read_rdf(path).data == TURTLE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(TURTLE.decode().encode(encoding))
    assert "UTF-8" in refusal(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.ttl")
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    assert "directory" in refusal(folder)
    pipe = tmp_path / "pipe.ttl"
    os.mkfifo(pipe)
    assert "not a regular file" in refusal(pipe)
    loop = tmp_path / "loop.ttl"
    loop.symlink_to(loop)
    refusal(loop)
    assert "cannot be read" in refusal(tmp_path / ("x" * 300 + ".ttl"))
    with pytest.raises(UnreadableSource):
        read_rdf("a\0b.ttl")


def test_an_unknown_extension_names_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    message = refusal(path)
    assert ".ttl" in message and ".jsonld" in message


@not_as_root
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(TURTLE)
    path.chmod(0)
    assert "may not" in refusal(path)


def test_broken_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl.gz"
    whole = gzip.compress(TURTLE * 100)
    for data in (whole[:-1], whole[:10], b"plain", b"", whole + b"garbage"):
        path.write_bytes(data)
        if data:
            refusal(path)
    path.write_bytes(gzip.compress(b"<urn:a> ") + gzip.compress(b"<urn:b> <urn:c> ."))
    assert read_rdf(path).data == TURTLE  # archives may follow one another


def test_an_archive_that_unfolds_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl.gz"
    packer = zlib.compressobj(wbits=31)
    path.write_bytes(packer.compress(bytes(1 << 24)) + packer.flush())
    monkeypatch.setattr(files, "LIMIT", 1 << 20)
    assert "unpacks to more than 1 MiB" in refusal(path)
    plain = tmp_path / "a.ttl"
    plain.write_bytes(bytes((1 << 20) + 1))
    assert "larger than 1 MiB" in refusal(plain)


ROOT = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
DOCTYPE = b'<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'<?xml version="1.0"?>\n' + DOCTYPE + ROOT, 2),
        (ROOT + b"\n\n" + DOCTYPE + b"</rdf:RDF>", 3),
        (ROOT + b"<!-- a -->\n<!doctype a></rdf:RDF>", 2),
        # an engine may take this for an attribute, and no comment
        (ROOT + b'<a b="<!--">\n' + DOCTYPE + b'</a><c d="-->"/></rdf:RDF>', 2),
        (ROOT + b"</rdf:RDF>\n<!ENTITY b 'c'>", 2),
    ],
)
def test_xml_with_entities_is_refused_wherever_they_stand(
    tmp_path: Path, data: bytes, line: int
) -> None:
    path = tmp_path / "a.rdf"
    path.write_bytes(data)
    assert f"{path}:{line}:" in refusal(path)


def test_the_word_before_the_root_or_in_a_text_is_no_doctype(tmp_path: Path) -> None:
    path = tmp_path / "a.rdf"
    path.write_bytes(b"<!-- <!DOCTYPE x> -->" + ROOT + b"&lt;!DOCTYPE DOCTYPE</rdf:RDF>")
    read_rdf(path)


@pytest.mark.parametrize(
    ("name", "opened", "inside", "closed"),
    [
        ("a.rdf", b"<a\nb='>'>", b"", b"</a>"),
        ("a.owl", b'<a b="/>">', b"<!-- </a></a> --><![CDATA[</a>]]><b/>", b"</a>"),
        ("a.jsonld", b'{"a":', b'"}}"', b"}"),
        ("a.jsonld", b"[", b'"\\"]"', b"]"),
    ],
)
def test_what_is_nested_without_end_is_refused(
    tmp_path: Path, name: str, opened: bytes, inside: bytes, closed: bytes
) -> None:
    path = tmp_path / name
    for depth in (files.DEEPEST, files.DEEPEST + 1, 40_000):
        path.write_bytes((opened + inside) * depth + closed * depth)
        if depth > files.DEEPEST:
            assert "nested more than" in refusal(path)
        else:
            read_rdf(path)
    path.write_bytes((opened + inside + closed) * 10_000)
    read_rdf(path)


def test_a_text_is_read_as_it_stands_and_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffé\r\n".encode())
    assert read_text(path) == "\ufeffé\r\n"
    assert read_text(os.devnull) == ""
    path.write_bytes(b"a\xff")
    for name, words in (
        (path, "not UTF-8 at byte 1"),
        ("/dev/zero", "larger than 64 MiB"),
        (tmp_path, "is a directory"),
        (tmp_path / "none", "no such file"),
        ("", "no such file"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(UnreadableSource, match=words):
            read_text(name)


def test_base_iri_escapes_what_an_iri_cannot_hold() -> None:
    source = RdfSource("/a b/ü#?%.ttl", b"", RdfFormat.TURTLE)
    assert source.base_iri == "file:///a%20b/ü%23%3F%25.ttl"


def test_the_built_in_modules_are_files_in_order() -> None:
    paths = module_paths()
    assert paths
    names = [os.path.basename(path)[: -len(".ttl")] for path in paths]
    assert names == [name for name in files.MODULES if name in names]
    assert "shapes" not in names


def test_beside_the_package_comes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "twitchkg"
    package.mkdir()
    (tmp_path / "ontology").mkdir()
    monkeypatch.setattr(files, "__file__", str(package / "files.py"))
    assert files.ontology_dir() == str(tmp_path / "ontology")
    (package / "ontology").mkdir()
    assert files.ontology_dir() == str(package / "ontology")
    with pytest.raises(UnreadableSource):
        files.queries_dir()


@given(st.binary(max_size=200), st.sampled_from(["ttl", "rdf", "jsonld.gz", "owl.gz"]))
def test_no_bytes_raise_anything_of_pythons_own(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, extension: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"random.{extension}"
    path.write_bytes(data)
    try:
        read_rdf(path)
    except TwitchkgError as error:
        assert str(error).isprintable()


def test_write_replaces_whole_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "é\r\n")
    assert path.read_bytes() == "é\r\n".encode()
    write_bytes(path, b"x")
    assert path.read_bytes() == b"x"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_write_honours_umask_and_keeps_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    before = os.umask(0o027)
    try:
        write_text(path, "x")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        write_text(path, "y")
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(before)


def test_write_goes_through_a_symlink_and_into_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write_text(link, "x")
    assert link.is_symlink() and target.read_text() == "x"
    write_text(os.devnull, "x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("name", [".", "missing/a", "file/a", "x" * 300, "a\0b"])
def test_what_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(CannotWrite) as caught:
        write_text(os.path.join(tmp_path, name), "x")
    assert str(caught.value).isprintable()
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failure_half_way_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CannotWrite, match="no space left"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_lone_surrogates_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="surrogate"):
        write_text(tmp_path / "a", "\ud800")
