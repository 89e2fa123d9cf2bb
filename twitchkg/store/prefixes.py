"""The prefixes that a file declares for its namespaces."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import RdfFormat

from twitchkg.vocab import is_iri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from twitchkg.files import RdfSource

_HEAD = 1 << 16
"""Bytes of XML in which the namespaces are looked for."""


def prefixes_of(source: RdfSource) -> dict[str, str]:
    """Namespaces by prefix, as far as they stand before the file's first statement."""
    if source.format == RdfFormat.RDF_XML:
        import re

        found = re.findall(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']""", source.data[:_HEAD])
        told = {name.decode(): iri.decode("utf-8", "replace") for name, iri in found}
    else:
        parser = pyoxigraph.parse(source.data, source.format, base_iri=source.base_iri)
        next(parser, None)
        told = parser.prefixes
    return {name: iri for name, iri in told.items() if is_iri(iri)}
