"""The page's typeface: Inter, where the build fetched it; else what the reader's system has."""

from __future__ import annotations

import gzip
from base64 import b64encode
from importlib.resources import files


def font_face() -> str:
    """A ``@font-face`` rule that holds Inter's Latin letters; empty where it was not built."""
    try:
        packed = (files(__package__) / "sparql" / "built" / "inter.woff2.gz").read_bytes()
    except OSError:
        return ""
    data = b64encode(gzip.decompress(packed)).decode("ascii")
    return (
        "@font-face{font-family:Inter;font-weight:100 900;"
        f'src:url("data:font/woff2;base64,{data}")format("woff2")}}'
    )
