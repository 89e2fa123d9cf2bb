"""Where the package's own files are, and careful reading and writing of anybody's files."""

from __future__ import annotations

import os

from pyoxigraph import RdfFormat

from twitchkg.errors import CannotWrite, InvalidGraph, UnreadableSource, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader
    from typing import TypeVar

    Result = TypeVar("Result")

MODULES = ("schema", "concepts", "claims", "flags", "sources", "edges", "mappings", "dataset")
"""The modules of the built-in graph, in loading order."""

EXTRA_MODULES = ("background", "provenance")
"""Modules that are laid over a graph only where they are asked for."""

LIMIT = 1 << 30
"""Bytes that one source may hold, packed or unpacked."""

TEXT_LIMIT = 64 << 20
"""Bytes that a text may hold: a query, a saved question, the text of a source."""

DEEPEST = 500
"""How deep XML and JSON may be nested."""

MARK = b"\xef\xbb\xbf"

KINDS: dict[str, RdfFormat | None] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "n3": RdfFormat.N3,
    "obo": None,
    "tsv": None,
    "jsonl": None,
    "json": None,
}
"""What a graph may be written in, by the extension of its file; None: `store.readers` reads it."""

_IN_FOLDERS = frozenset(kind for kind, format in KINDS.items() if format) | {"obo"}

# Regular files only, told by the mode bits; `stat` costs an import that `os` has made already.
_KIND, _REGULAR, _DIRECTORY = 0o170000, 0o100000, 0o040000


class RdfSource:
    """One file in memory: its path, its bytes without byte-order mark, its kind and format."""

    __slots__ = ("data", "format", "kind", "path")

    def __init__(self, path: str, data: bytes, format: RdfFormat | None, kind: str = "") -> None:
        self.path = path
        self.data = data
        self.format = format
        self.kind = kind

    @property
    def base_iri(self) -> str:
        """The file's own IRI, against which its relative IRIs are read."""
        absolute = os.path.abspath(self.path).replace(os.sep, "/")
        escaped = "".join(
            each if each.isalnum() or each in "/-._~!$&'()*+,;=:@" else _percent(each)
            for each in absolute
        )
        return "file://" + (escaped if escaped.startswith("/") else "/" + escaped)


def ontology_dir() -> str:
    """The folder of the built-in Turtle files.

    Raises UnreadableSource if the installation lacks it.
    """
    return _own_dir("ontology")


def queries_dir() -> str:
    """The folder of the saved queries; raises UnreadableSource if the installation lacks it."""
    return _own_dir("queries")


def module_paths() -> tuple[str, ...]:
    """The built-in graph's files that exist, in the order of `MODULES`."""
    folder = ontology_dir()
    present = set(os.listdir(folder))
    return tuple(
        os.path.join(folder, name + ".ttl") for name in MODULES if name + ".ttl" in present
    )


def extra_path(name: str) -> str:
    """The file of a module of `EXTRA_MODULES`; reading it tells if the installation lacks it."""
    return os.path.join(ontology_dir(), name + ".ttl")


def is_there(path: str) -> bool:
    """Whether there is a file of that path."""
    return os.path.isfile(path)


def rdf_files(folder: str) -> list[str]:
    """The files of RDF and OBO below a folder, in order; what begins with a dot is left out.

    Raises UnreadableSource where there are none.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen = sorted(name for name in names if not name.startswith("."))
        found += [os.path.join(place, name) for name in seen if _kind_of(name) in _IN_FOLDERS]
    if not found:
        raise UnreadableSource(
            f"{one_line(folder)}: no RDF file is in this directory (.{', .'.join(KINDS)})"
        )
    return found


def read_rdf(path: str | os.PathLike[str], kind: str = "") -> RdfSource:
    """Read one file of a graph, whose kind its extension tells (`.gz` may follow), else `kind`.

    "-" is standard input. Raises UnreadableSource (missing, not a file, not permitted, of unknown
    kind, too large) or InvalidGraph (a broken archive, UTF-16, XML with a DOCTYPE, nesting over
    `DEEPEST`).
    """
    name = _text_path(path)
    shown = "standard input" if name == "-" else one_line(name) or '""'
    data = _read_input() if name == "-" else _read(name, shown)
    kind = kind_of(name, kind)
    if name.lower().endswith(".gz") or (name == "-" and data.startswith(b"\x1f\x8b")):
        data = _unpack(data, shown)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        raise InvalidGraph("this is UTF-16 or UTF-32 text; save it as UTF-8", shown)
    data = data.removeprefix(MARK)
    format = KINDS[kind]
    if format == RdfFormat.RDF_XML:
        _refuse_doctype(data, shown)
        _refuse_depth(data, shown, _XML)
    elif kind in ("jsonld", "json", "jsonl"):
        _refuse_depth(data, shown, _JSON)
    return RdfSource(shown if name == "-" else name, data, format, kind)


def kind_of(name: str, otherwise: str = "") -> str:
    """One of `KINDS`: what a file's name tells, else `otherwise`; else UnreadableSource."""
    told = _kind_of(name)
    kind = told if told in KINDS else otherwise.lower()
    if kind in KINDS:
        return kind
    shown = "standard input" if name == "-" else one_line(name) or '""'
    error = UnreadableSource(
        f"{shown}: of unknown kind; say which it is"
        if name == "-"
        else f"{shown}: unknown kind of file; name it .{', .'.join(KINDS)} (.gz may follow)"
    )
    error.needs = "input-format"
    raise error


def _kind_of(name: str) -> str:
    """The extension in lower case, without the `.gz` that may follow it."""
    stem = name[:-3] if name.lower().endswith(".gz") else name
    return os.path.splitext(stem)[1][1:].lower()


def read_text(path: str | os.PathLike[str], limit: int = TEXT_LIMIT) -> str:
    """The UTF-8 text of a file, or of standard input for "-".

    Every character stands as it is there, line ends and a byte-order mark too. Raises
    UnreadableSource (missing, a directory, not permitted, over `limit` bytes, not UTF-8).
    """
    name = _text_path(path)
    shown = "standard input" if name == "-" else one_line(name) or '""'
    try:
        with open(0 if name == "-" else name, "rb", closefd=name != "-") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None
    if len(data) > limit:
        raise UnreadableSource(f"{shown}: is larger than {limit >> 20} MiB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{shown}: is not UTF-8 at byte {error.start}") from None


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write `text` as UTF-8, whole or not at all; raises CannotWrite."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotWrite(
            f"{one_line(_text_path(path))}: cannot be written: the text holds lone surrogates"
        ) from None
    write_bytes(path, data)


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write `data`, whole or not at all; as `write_pieces`."""
    write_pieces(path, lambda write: write(data))


def write_pieces(
    path: str | os.PathLike[str], fill: Callable[[Callable[[bytes], None]], Result]
) -> Result:
    """Let `fill` write bytes beside the target and move them into place: whole or not at all.

    A symlink's target is written, its permissions are kept; a device or pipe is written
    directly. Raises CannotWrite, and whatever `fill` raises.
    """
    name = _text_path(path)
    try:
        return _write(name, fill)
    except (OSError, ValueError) as error:
        raise CannotWrite(f"{one_line(name)}: cannot be written: {_reason(error)}") from None


def _write(name: str, fill: Callable[[Callable[[bytes], None]], Result]) -> Result:
    try:
        mode = os.stat(name).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and mode & _KIND == _DIRECTORY:
        raise IsADirectoryError(21, "it is a directory")
    if mode is not None and mode & _KIND != _REGULAR:
        with open(name, "wb", buffering=0) as device:
            return fill(lambda data: _write_all(device.fileno(), data))
    target = os.path.realpath(name)
    beside = f"{target}.{os.getpid()}-{os.urandom(4).hex()}.part"
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            result = fill(lambda data: _write_all(handle, data))
            if mode is not None:
                os.chmod(beside, mode & 0o7777)
        finally:
            os.close(handle)
        os.replace(beside, target)
        return result
    except BaseException:
        try:
            os.unlink(beside)
        except FileNotFoundError:
            pass
        raise


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def open_source(name: str) -> BufferedReader:
    """A regular file, or standard input for "-", to be read; raises UnreadableSource."""
    if name == "-":
        return open(0, "rb", closefd=False)
    return _opened(name, one_line(name) or '""')


def _opened(name: str, shown: str, limit: int | None = None) -> BufferedReader:
    try:
        mode = os.stat(name)  # before opening: to open a pipe would wait for ever
        if mode.st_mode & _KIND == _DIRECTORY:
            raise UnreadableSource(f"{shown}: is a directory; name an RDF file in it")
        if mode.st_mode & _KIND != _REGULAR:
            raise UnreadableSource(f"{shown}: is not a regular file; save it to a file first")
        if limit is not None and mode.st_size > limit:
            raise UnreadableSource(f"{shown}: is larger than {limit >> 20} MiB")
        return open(name, "rb")
    except (OSError, ValueError) as error:
        raise _unreadable(shown, error) from None


def _read(name: str, shown: str) -> bytes:
    with _opened(name, shown, LIMIT) as file:
        try:
            return file.read()
        except OSError as error:
            raise _unreadable(shown, error) from None


def _read_input() -> bytes:
    with open(0, "rb", closefd=False) as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise UnreadableSource(f"standard input: is larger than {LIMIT >> 20} MiB")
    return data


def _unreadable(shown: str, error: OSError | ValueError) -> UnreadableSource:
    if isinstance(error, FileNotFoundError):
        return UnreadableSource(f"{shown}: no such file")
    if isinstance(error, PermissionError):
        return UnreadableSource(f"{shown}: you may not read this file")
    return UnreadableSource(f"{shown}: cannot be read: {_reason(error)}")


def _unpack(data: bytes, shown: str) -> bytes:
    import io
    import zlib

    out = io.BytesIO()  # its value is taken without a second copy
    while data:
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                chunk = member.decompress(data, 1 << 22)
                data = member.unconsumed_tail
                if not chunk and not data and not member.eof:
                    raise InvalidGraph("the gzip archive is cut short; fetch it again", shown)
                if out.write(chunk) and out.tell() > LIMIT:
                    raise UnreadableSource(
                        f"{shown}: unpacks to more than {LIMIT >> 20} MiB; unpack and split it"
                    )
        except zlib.error:
            raise InvalidGraph("is not a sound gzip archive; fetch it again", shown) from None
        data = member.unused_data.lstrip(b"\0")
    return out.getvalue()


def _refuse_doctype(data: bytes, shown: str) -> None:
    """Entities can unfold to gigabytes or name other files: no DOCTYPE, wherever it stands.

    Before the root a comment may hold the word; behind it an attribute can hold what looks like
    the start of a comment, so nothing is let pass.
    """
    import re

    start = re.match(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*+", data, re.DOTALL)
    found = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE).search(
        data, start.end() if start else 0
    )
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        raise InvalidGraph(
            "XML with a DOCTYPE or entities is not read; save it as Turtle", shown, line
        )


def _refuse_depth(data: bytes, shown: str, pattern: bytes) -> None:
    """Deep nesting takes an engine's stack, or time that grows with its square.

    `pattern` finds what opens (group 1), what closes (group 2), and what holds neither.
    """
    import re

    if max(map(data.count, (b"<", b"{", b"["))) <= DEEPEST // 2:
        return
    depth = 0
    for found in re.compile(pattern, re.DOTALL).finditer(data):
        if found.lastindex == 1:
            depth += 1
            if depth > DEEPEST:
                line = data.count(b"\n", 0, found.start()) + 1
                raise InvalidGraph(f"is nested more than {DEEPEST} deep; flatten it", shown, line)
        elif found.lastindex == 2:
            depth -= 1


_XML = (
    rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|(?:(<)(?!/)|(</))(?:[^<>\"'/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+(?:>|(/>))"
)
_JSON = rb'"(?:[^"\\]++|\\.?)*+"?|([{\[])|([}\]])'


def _own_dir(name: str) -> str:
    here = os.path.dirname(os.path.abspath(__file__))
    for place in (here, os.path.dirname(here)):
        folder = os.path.join(place, name)
        if os.path.isdir(folder):
            return folder
    raise UnreadableSource(f"the installation lacks its folder {name}/; install twitchkg again")


def _text_path(path: str | os.PathLike[str]) -> str:
    return os.fsdecode(path)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in os.fsencode(character))


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else None
    return one_line(words or str(error)).lower()
