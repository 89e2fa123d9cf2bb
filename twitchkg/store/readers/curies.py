"""IRIs for the names by which files without namespaces call things."""

from urllib.parse import quote

from twitchkg.vocab import expand, is_iri

RESOLVER = "https://identifiers.org/"


class Curies:
    """From CURIEs to IRIs; `prefixes` are the namespaces of those that no one declared."""

    def __init__(self, declared: dict[str, str] | None = None) -> None:
        self.prefixes = dict(declared or {})

    def iri(self, text: str) -> str:
        """The IRI of a CURIE or IRI; a name that is neither is one of its own.

        >>> Curies().iri("HP:0002380"), Curies().iri("PMID:1")
        ('http://purl.obolibrary.org/obo/HP_0002380', 'https://identifiers.org/PMID:1')
        """
        name = text.strip()
        known = expand(name, self.prefixes) or expand(name)
        if known:
            return known
        if "://" in name and is_iri(name):
            return name
        prefix, colon, local = name.partition(":")
        if not (colon and local and prefix.replace(".", "").replace("_", "").isalnum()):
            return f"urn:name:{quote(name, safe='')}"
        namespace = self.prefixes.setdefault(prefix, f"{RESOLVER}{prefix}:")
        return namespace + quote(local, safe="-._~:/()+,;=@!$&'*%")
