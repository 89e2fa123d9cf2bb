"""Namespaces, CURIEs and the `tk:` terms that the code names."""

from __future__ import annotations

from pyoxigraph import NamedNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

TK = "https://w3id.org/twitchkg#"
CLAIM_NS = "https://w3id.org/twitchkg/claim/"
SPAN_NS = "https://w3id.org/twitchkg/span/"
SOURCE_NS = "https://w3id.org/twitchkg/source/"
FACT_NS = "https://w3id.org/twitchkg/fact/"
BIOLINK = "https://w3id.org/biolink/vocab/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"

OBO = "http://purl.obolibrary.org/obo/"
_OBO_NAMES = (
    "HP MONDO DOID UBERON CL CHEBI GO SYMP MF NBO MAXO ECTO XCO OAE RO OGMS PATO BFO IAO MFOMD ECO"
)

PREFIXES: dict[str, str] = {
    "tk": TK,
    "claim": CLAIM_NS,
    "span": SPAN_NS,
    "source": SOURCE_NS,
    "fact": FACT_NS,
    "term": "https://w3id.org/twitchkg/term/",
    "licence": "https://w3id.org/twitchkg/licence/",
    "dataset": "https://w3id.org/twitchkg/dataset/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "oa": OA,
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": PROV,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vann": "http://purl.org/vocab/vann/",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "ICD10CM": "http://purl.bioontology.org/ontology/ICD10CM/",
    "LOINC": "http://loinc.org/rdf/",
    "biolink": BIOLINK,
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    **{name: f"{OBO}{name}_" for name in _OBO_NAMES.split()},
}


# Longest namespace first: `tk:` is not a prefix of `claim:` by text, but others may nest.
def _by_length(prefixes: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(prefixes.items(), key=lambda pair: -len(pair[1]))


_BY_LENGTH = _by_length(PREFIXES)

A = RDF + "type"
SUBJECT = RDF + "subject"
PREDICATE = RDF + "predicate"
OBJECT = RDF + "object"
STATEMENT = (SUBJECT, PREDICATE, OBJECT)
AXIOM = tuple(OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget"))
REIFIES = RDF + "reifies"
LABEL = RDFS + "label"
CLASS = OWL + "Class"
PROPERTY = RDF + "Property"
SUB_CLASS_OF = RDFS + "subClassOf"
SUB_PROPERTY_OF = RDFS + "subPropertyOf"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"
HIDDEN_LABEL = SKOS + "hiddenLabel"
DEFINITION = SKOS + "definition"
BROADER = SKOS + "broader"

LEADS_TO = TK + "leadsTo"
CAUSES = TK + "causes"
WORSENS = TK + "worsens"
ASSOCIATED_WITH = TK + "associatedWith"
LACK_OF = TK + "lackOf"
EXCESS_OF = TK + "excessOf"
IMBALANCE_OF = TK + "imbalanceOf"
LEVELS = frozenset((LACK_OF, EXCESS_OF, IMBALANCE_OF))
"""What has too little or too much of a substance is a thing of its own."""
ACTS_AS = TK + "actsAs"
INVOLVES = TK + "involves"
PURPOSES = frozenset(
    TK + name for name in ("neededFor", "essentialFor", "fundamentalFor", "importantFor")
)
"""What a thing is for."""
FINDING = TK + "finding"
ACCOMPANYING = TK + "accompanying"
URGENCY = TK + "urgency"
ACTION = TK + "action"
ONLY_IF = TK + "onlyIf"
CONTRADICTS = TK + "contradicts"
SUGGESTS = TK + "suggests"
REQUIRES = TK + "requires"
EXCLUDED_BY = TK + "excludedBy"

MODALITY = TK + "modality"
DIRECTNESS = TK + "directness"
FREQUENCY = TK + "frequency"
EFFECT = TK + "effect"
CONDITION = TK + "condition"
CONTEXT = TK + "context"
PLACE = TK + "place"
SUMMARY = TK + "summary"
RATIONALE = TK + "rationale"
SPAN = TK + "span"
SILENT_ON = TK + "silentOn"
CUE = TK + "cue"
PLAIN_WHATEVER_FREQUENCY = TK + "plainWhateverFrequency"
WORD_NOTE = TK + "wordNote"
RANK = TK + "rank"
MINIMUM_DAYS = TK + "minimumDays"
IN_OWL = "http://www.geneontology.org/formats/oboInOwl#"
_SCHEMA = ("https://schema.org/", "http://schema.org/")
SKOS_XL = "http://www.w3.org/2008/05/skos-xl#"
LITERAL_FORM = SKOS_XL + "literalForm"
XL_LABELS = tuple(SKOS_XL + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
LABELS = (PREF_LABEL, XL_LABELS[0], LABEL, *(each + "name" for each in _SCHEMA))
"""What a thing is called, the property that is believed first to begin with."""
SYNONYMS = (
    ALT_LABEL,
    XL_LABELS[1],
    IN_OWL + "hasExactSynonym",
    OBO + "IAO_0000118",
    *(each + "alternateName" for each in _SCHEMA),
)
FOUND_BY = (
    HIDDEN_LABEL,
    XL_LABELS[2],
    *(IN_OWL + f"has{kind}Synonym" for kind in ("Related", "Narrow", "Broad")),
)
"""Misspellings, and names of what is only near: it is found by them, and not called so."""
DEFINITIONS = (DEFINITION, OBO + "IAO_0000115")
NAMING = (A, *LABELS, *SYNONYMS, *FOUND_BY, *DEFINITIONS, SUB_CLASS_OF, RANK)
"""What says what a thing is and what it is called."""
RECORD = TK + "record"
WORDING = TK + "wording"
FREQUENCY_THERE = TK + "frequencyThere"
DERIVED_FROM = PROV + "wasDerivedFrom"
EVIDENCE_TYPE = TK + "evidenceType"

# Classes and things; `_CLASS` where a property has the name.
CONCEPT = TK + "Concept"
CLAIM_CLASS = TK + "Claim"
SOURCE_CLASS = TK + "Source"
URGENCY_CLASS = TK + "Urgency"
MODALITY_CLASS = TK + "Modality"
FREQUENCY_CLASS = TK + "Frequency"
RED_FLAG = TK + "RedFlag"
BACKGROUND_FACT = TK + "BackgroundFact"
BACKGROUND_TERM = TK + "BackgroundTerm"
CAUSE_CLASS = TK + "Cause"
DEFICIENCY = TK + "Deficiency"
LIFESTYLE = TK + "LifestyleFactor"
MEDICATION = TK + "Medication"
SYMPTOM = TK + "Symptom"
ANATOMY = TK + "Anatomy"
STEP = TK + "Step"
OVER_STEPS = TK + "Summary"
"""The directness of a claim that passes over steps; its words are its `SUMMARY`."""
STATED = TK + "Stated"
ASSOCIATED = TK + "Associated"
POSSIBLE = TK + "Possible"
INFERRED = TK + "Inferred"
DENIED = TK + "Denied"
NOT_RECORDED = TK + "NotRecorded"
"""The hedge of a link that no claim speaks of: in no graph, only in what is asked of one."""
OF_NO_KIND = TK + "OfNoKind"
"""The class, there, of what has none."""
FASCICULATION = TK + "Fasciculation"
SYNDROME = TK + "BenignFasciculationSyndrome"
SIDE_EFFECT = TK + "TwitchingAsSideEffect"
IN_LEG_OR_FOOT = TK + "InLegOrFoot"
OUTSIDE_LEG_AND_FOOT = TK + "OutsideLegAndFoot"
STRESS = TK + "Stress"

HAS_CAUSED = BIOLINK + "causes"
IS_CAUSED_BY = BIOLINK + "caused_by"
HAS_SIGN = BIOLINK + "has_phenotype"

_NOT_IN_IRIS = frozenset('<>"{}|^`\\')


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that may stand between `<` and `>` in SPARQL."""
    if any(each in _NOT_IN_IRIS or each <= " " for each in text):
        return False
    try:
        NamedNode(text)
    except ValueError:  # among others percent signs, host names and code points of no character
        return False
    return True


def shorten(iri: str, prefixes: Mapping[str, str] | None = None) -> str:
    """The CURIE of `iri` where a prefix is known and the rest is a plain name, else `<iri>`.

    >>> shorten("https://w3id.org/twitchkg#Stress")
    'tk:Stress'
    """
    for prefix, namespace in _by_length(prefixes) if prefixes else _BY_LENGTH:
        if iri.startswith(namespace):
            local = iri[len(namespace) :]
            if _is_plain_name(local):
                return f"{prefix}:{local}"
    return f"<{iri}>"


def local_name(iri: str) -> str:
    """The last part of `iri`, after its last `#`, `/` or `:`; the whole where nothing follows."""
    cut = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
    return iri[cut:] or iri


def expand(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str | None:
    """The IRI that a CURIE, `<iri>` or absolute IRI stands for; None where it is none of them.

    A known prefix wins over reading the text as an absolute IRI with a scheme of that name.
    """
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1] if is_iri(text[1:-1]) else None
    prefix, colon, local = text.partition(":")
    if not colon:
        return None
    namespace = prefixes.get(prefix) or _FOLDED.get(prefix.casefold())
    if namespace is not None:
        iri = namespace + local
        return iri if local and is_iri(iri) else None
    # A word and a colon ("note: x") is a person's text, "urn:x" or "http://…" is an IRI.
    if is_iri(text) and (local.startswith("//") or prefix in ("urn", "tag", "doi", "info", "did")):
        return text
    return None


_FOLDED = {prefix.casefold(): namespace for prefix, namespace in PREFIXES.items()}


def _is_plain_name(local: str) -> bool:
    """A name that is a valid local part in SPARQL and Turtle without any escape."""
    if not local or not local.isascii():
        return False
    if not (local[0].isalnum() or local[0] == "_") or local[-1] == ".":
        return False
    if local.count(".") > 1:  # valid, yet oxigraph 0.5 does not parse `ex:a.b.c`
        return False
    return all(each.isalnum() or each in "_-." for each in local)
