"""Where a graph may come from: directories, standard input, and files that are not RDF."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import rdflib
from command import ok, process, run
from graphs import EX

import twitchkg
from twitchkg.errors import InvalidGraph, UnreadableSource
from twitchkg.files import KINDS
from twitchkg.store import open_store
from twitchkg.store.readers import READERS
from twitchkg.vocab import DENIED

RAIN = b"@prefix ex: <http://example.org/> . ex:rain ex:induces ex:mud ."
MUD = b"<http://example.org/mud> <http://example.org/induces> <http://example.org/dirt> ."
CAUSAL = ("--causal", EX + "induces")


def hedges(kg: twitchkg.KnowledgeGraph) -> list[tuple[str, str, str, str]]:
    """Each claim: label of subject, of object, hedge, and what else a person reads of it."""
    c = kg.contents
    return [
        (
            c.label(each.subject),
            c.label(each.object),
            modality.label if (modality := c.modality(each.modality)) else "unknown",
            "; ".join(filter(None, (each.summary, each.condition, each.rationale))),
        )
        for each in c.claims
    ]


# ------------------------------------------------------------------- places


def test_a_directory_is_all_its_rdf(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.ttl").write_bytes(RAIN)
    (tmp_path / "deep" / "b.nt.gz").write_bytes(gzip.compress(MUD))
    for other in ("notes.txt", ".c.ttl", ".hidden/d.ttl", "deep/package.json"):
        (tmp_path / other).write_bytes(b"not RDF")
    assert "2 steps" in ok("--graph", tmp_path, *CAUSAL, "explain", "rain", "dirt")
    assert run("--graph", tmp_path / "deep", "check").code in (0, 1)
    with pytest.raises(UnreadableSource, match="no RDF file is in this directory"):
        open_store(tmp_path / ".hidden" / "..", tmp_path / "deep" / "..", _empty(tmp_path))


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_several_sources_are_one_graph(tmp_path: Path) -> None:
    one, two = tmp_path / "a b.ttl", tmp_path / "b.nt"
    one.write_bytes(RAIN)
    two.write_bytes(MUD)
    for words in (("--graph", one, "--graph", two), ("--graph", one.as_uri(), "--add", two)):
        assert "2 steps" in ok(*words, *CAUSAL, "explain", "rain", "dirt")
    assert len(twitchkg.open(one, two, causal=EX + "induces").chains("rain", "dirt").chains) == 1


@pytest.mark.parametrize("data", [RAIN, gzip.compress(RAIN)], ids=["plain", "packed"])
def test_standard_input_is_a_source_when_its_format_is_said(data: bytes) -> None:
    words = ("--graph", "-", "--input-format", "ttl")
    done = process(*words, *CAUSAL, "explain", "rain", "mud", stdin=data)
    assert b"rain" in done.stdout and done.returncode == 0
    done = process(*words, "query", "ASK { ex:rain ?p ?o }", "--format", "csv", stdin=data)
    assert done.stdout == b"true\n"
    unsaid = process("--graph", "-", "search", "rain", stdin=data)
    assert unsaid.returncode == 1
    assert unsaid.stderr.decode().endswith("say which it is: --input-format FORMAT\n")
    both = process(*words, "query", "-", stdin=data)
    assert b"not both" in both.stderr
    broken = process(*words, "search", "x", stdin=b"ex:a ex:b .")
    assert broken.stderr.startswith(b"error: standard input:1: ")


def test_the_format_is_that_of_files_whose_names_do_not_tell(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_bytes(RAIN)
    assert "rain" in ok("--graph", file, "--input-format", "ttl", *CAUSAL, "show", "rain")
    assert "unknown kind of file" in run("--graph", file, "search", "x").error
    assert twitchkg.open(file, input_format="TTL").query("ASK { ex:rain ?p ?o }") is True


def test_every_kind_without_a_format_of_rdf_has_a_reader() -> None:
    assert {kind for kind, format in KINDS.items() if format is None} == set(READERS)


# ------------------------------------------------------------------- KGX

NODES = """id\tcategory\tname\tdescription\tsynonym
MONDO:1\tbiolink:Disease\tmarsh fever\tA fever.\tague|paludism
HP:2\tbiolink:PhenotypicFeature\tchills\t\t
X.Y:3\tbiolink:Drug\tbark\t\t
"""
COLUMNS = (
    "id subject predicate object knowledge_level publications negated frequency_qualifier p_value"
)
EDGES = f"""{COLUMNS.replace(" ", chr(9))}
e1\tMONDO:1\tbiolink:causes\tHP:2\tknowledge_assertion\tPMID:1|PMID:2\t\tHP:0040281\t0.01
\tX.Y:3\tbiolink:causes\tHP:2\tnot_provided\t\tfalse\t\t
\tX.Y:3\tbiolink:causes\tMONDO:1\tprediction\t\ttrue\t\t
\tHP:2\tbiolink:causes\tX.Y:3\tprediction\t\t\t\t
"""
SAID = [
    ("bark", "chills", "unknown", ""),
    ("bark", "marsh fever", "denied", ""),
    ("chills", "bark", "inferred", "its source calls it a prediction"),
    ("marsh fever", "chills", "stated", "PMID:1; PMID:2; frequency qualifier: HP:0040281"),
]


def kgx(folder: Path, form: str) -> list[Path]:
    """The same graph in each of KGX's formats."""
    tables: dict[str, list[dict[str, object]]] = {}
    for name, text in (("nodes", NODES), ("edges", EDGES)):
        head, *rows = (line.split("\t") for line in text.splitlines())
        tables[name] = [{k: v for k, v in zip(head, row) if v} for row in rows]
        for row in tables[name]:
            for several in {"publications", "synonym"} & row.keys():
                row[several] = str(row[several]).split("|")
        (folder / f"{name}.tsv").write_text(text)
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, tables[name])) + "\n")
    (folder / "all.json").write_text(json.dumps(tables))
    names = ["all"] if form == "json" else ["nodes", "edges"]
    return [folder / f"{name}.{form}" for name in names]


@pytest.mark.parametrize("form", ["tsv", "jsonl", "json"])
def test_edges_of_kgx_are_claims_with_their_evidence(tmp_path: Path, form: str) -> None:
    kg = twitchkg.open(*kgx(tmp_path, form), causal="biolink:causes")
    assert sorted(hedges(kg)) == SAID
    assert kg.concept("ague").definition == "A fever."
    denied = [each for each in kg.contents.claims if each.modality == DENIED]
    assert len(denied) == 1 and len(kg.contents.links) == 3
    assert kg.query("ASK { X.Y:3 biolink:causes HP:2 . ?c biolink:p_value '0.01' }") is True
    assert kg.query("ASK { ?c prov:wasDerivedFrom PMID:1 }") is True
    rows = kg.ask("weakest-steps", **{"from": "marsh fever", "to": "bark"})
    assert [row["modality"] for row in rows.to_dicts()] == ["not recorded"]  # type: ignore[union-attr]
    effects = kg.ask("direct-causes", symptom="chills")
    assert {r["modality"] for r in effects.to_dicts()} == {"stated", "not recorded"}  # type: ignore[union-attr]


def test_a_condition_of_an_edge_is_told_with_it(tmp_path: Path) -> None:
    text = " ".join(ok("--graph", *kgx(tmp_path, "json"), "show", "ague").split())
    assert "[stated; no place recorded] only: frequency qualifier: HP:0040281" in text


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("a.tsv", "id\tname\nA:1\tx\n\tno id\n", "a.tsv:3: is no node"),
        ("a.tsv", "subject\tpredicate\nA:1\tb:c\n", "a.tsv:2: is no node"),
        ("a.tsv", "id\nA:1\tmore\n", "a.tsv:2: has more columns"),
        ("a.jsonl", '{"id": "A:1"}\n{"id": \n', "a.jsonl:2: is not valid JSON"),
        ("a.jsonl", "[1]\n", "a.jsonl:1: is no JSON object"),
        ("a.json", "{\n", "a.json:2: is not valid JSON"),
        ("a.json", '{"@id": "urn:a"}', "name JSON-LD .jsonld"),
        ("a.json", "[]", "neither a list of INDRA"),
        ("a.json", "[" * 2000 + "]" * 2000, "deep"),
        ("a.obo", "format-version: 1.4\n\n[Term]\nid: A:1\nname\n", "a.obo:5: is not valid OBO"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, name: str, data: str, where: str
) -> None:
    file = tmp_path / name
    file.write_text(data)
    with pytest.raises(InvalidGraph) as caught:
        open_store(file)
    assert where in str(caught.value) and str(caught.value).isprintable()


# ------------------------------------------------------------------- INDRA


def said(kind: str, first: str, second: str, *evidence: dict[str, object], **more: object) -> dict:  # type: ignore[type-arg]
    ends = {"subj": first, "obj": second}
    agents = {k: {"name": v, "db_refs": {"HGNC": str(ord(v[0]))}} for k, v in ends.items()}
    return {"type": kind, **agents, "evidence": list(evidence), **more}


STATEMENTS = [
    said(
        "Activation",
        "MEK",
        "ERK",
        {"pmid": "7", "text": "MEK turns ERK on.", "source_api": "reach"},
        {"pmid": "8", "source_api": "sparser", "epistemics": {"hypothesis": True}},
        id="12345678-1234-1234-1234-123456789012",
        belief=0.8,
    ),
    said("Activation", "ERK", "FOS", {"text": "may", "epistemics": {"hypothesis": True}}),
    said("Activation", "FOS", "MEK", {"text": "It does not.", "epistemics": {"negated": True}}),
    {
        "type": "Phosphorylation",
        "enz": {
            "name": "RAF",
            "db_refs": {"FPLX": "RAF"},
            "mods": [{"mod_type": "phosphorylation", "residue": "S", "position": "338"}],
            "bound_conditions": [{"agent": {"name": "RAS"}, "is_bound": False}],
        },
        "sub": {"name": "ERK", "db_refs": {"HGNC": "69"}},
        "residue": "T",
        "evidence": [],
    },
    {"type": "Autophosphorylation", "enz": {"name": "ABL", "db_refs": {}}, "evidence": []},
    {
        "type": "Complex",
        "members": [{"name": name} for name in ("GRB2", "SHC", "SOS")],
        "evidence": [],
    },
]


def test_statements_of_indra_are_claims_with_their_evidence(tmp_path: Path) -> None:
    file = tmp_path / "indra.json"
    file.write_text(json.dumps(STATEMENTS))
    kg = twitchkg.open(file, causal=("indra:Activation", "indra:Phosphorylation"))
    assert sorted(hedges(kg)) == [
        ("ERK", "FOS", "possible", "may"),
        ("FOS", "MEK", "denied", "It does not."),
        ("GRB2", "SHC", "unknown", ""),
        ("GRB2", "SOS", "unknown", ""),
        ("MEK", "ERK", "unknown", "MEK turns ERK on. (PMID:7; PMID:8; reach; sparser)"),
        ("RAF", "ERK", "unknown", "RAF phosphorylation S338; RAF not bound to RAS"),
        ("SHC", "SOS", "unknown", ""),
    ]
    assert kg.query("ASK { indra.agent:ABL rdfs:label 'ABL' }") is True
    assert [len(c.steps) for c in kg.chains("MEK", "FOS").chains] == [2]
    assert kg.chains("FOS", "MEK").why_not.denied  # type: ignore[union-attr]
    assert kg.query("ASK { ?c indra:belief '0.8' ; prov:wasDerivedFrom PMID:8 }") is True
    assert "(1 possible, 1 denied, 5 not saying how firmly)" in " ".join(
        ok("--graph", file).split()
    )
    text = ok("--graph", file, "--causal", "indra:Activation", "explain", "MEK", "FOS")
    assert "MEK → ERK  (activation)" in text and "[possible; no place recorded]" in text


# ------------------------------------------------------------------- OBO

TERMS = """format-version: 1.4
ontology: wet
idspace: EX http://example.org/

[Term]
id: EX:rain
name: rain
def: "Water that falls." [PMID:1]
synonym: "rainfall" EXACT []
synonym: "shower" NARROW []
is_a: EX:weather ! weather
relationship: induces EX:mud {source="PMID:2"} ! mud

[Term]
id: EX:mud
name: mud
intersection_of: EX:earth
intersection_of: RO:0002411 HP:0000001

[Term]
id: HP:0000001
name: dirt

[Typedef]
id: induces
name: induces
xref: RO:0002410
"""


def test_terms_of_obo_are_read_as_owl_would_name_them(tmp_path: Path) -> None:
    file = tmp_path / "wet.obo"
    file.write_text(TERMS)
    kg = twitchkg.open(tmp_path, causal=("RO:0002410", "RO:0002411"))
    assert kg.concept("rainfall").iri == kg.concept("shower").iri == EX + "rain"
    assert kg.concept("rain").synonyms == ("rainfall",)
    assert kg.concept("EX:rain").definition == "Water that falls."
    assert [len(c.steps) for c in kg.chains("rain", "dirt").chains] == [2]
    assert hedges(kg) == [("rain", "mud", "unknown", "PMID:2")]
    assert kg.query("ASK { EX:rain rdfs:subClassOf EX:weather ; RO:0002410 EX:mud }") is True
    assert "induces" in ok("--graph", file, "--causal", "RO:0002410", "show", "rain")


# ------------------------------------------------------------------- statements about statements

HEAD = """@prefix ex: <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix biolink: <https://w3id.org/biolink/vocab/> . @prefix tk: <https://w3id.org/twitchkg#> .
@prefix np: <http://www.nanopub.org/nschema#> .
ex:induces rdfs:subPropertyOf tk:leadsTo . ex:is rdfs:label "is" .
"""
SAID_OF_IT = (
    'dcterms:source ex:paper ; rdfs:comment "Rain makes mud." ; '
    "biolink:knowledge_level biolink:prediction ; biolink:frequency_qualifier ex:often"
)
STATEMENT = "rdf:subject ex:rain ; rdf:predicate ex:induces ; rdf:object ex:mud"
REIFIED = {
    "a statement": f"ex:said a rdf:Statement ; {STATEMENT} ; {SAID_OF_IT} .",
    "a statement without a name": f"[] a rdf:Statement ; {STATEMENT} ; {SAID_OF_IT} .",
    "an axiom": "ex:rain ex:induces ex:mud . [] a owl:Axiom ; owl:annotatedSource ex:rain ; "
    f"owl:annotatedProperty ex:induces ; owl:annotatedTarget ex:mud ; {SAID_OF_IT} .",
    "an axiom on a restriction": "[] a owl:Axiom ; owl:annotatedSource ex:rain ; "
    "owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget [ owl:onProperty ex:induces ; "
    f"owl:someValuesFrom ex:mud ] ; {SAID_OF_IT} .",
    "a reifier": f"ex:said rdf:reifies <<( ex:rain ex:induces ex:mud )>> ; {SAID_OF_IT} .",
    "an annotation": f"ex:rain ex:induces ex:mud {{| {SAID_OF_IT} |}} .",
}
WORDS = "Rain makes mud. (http://example.org/paper)"
IN_WORDS = (
    f"{WORDS}; frequency qualifier: http://example.org/often; its source calls it a prediction"
)


def written(folder: Path, text: str, name: str = "own.ttl") -> Path:
    (folder / name).write_text(HEAD + text)
    return folder / name


@pytest.mark.parametrize("way", REIFIED)
def test_what_is_said_of_a_statement_is_a_claim(tmp_path: Path, way: str) -> None:
    kg = twitchkg.open(written(tmp_path, REIFIED[way]))
    assert hedges(kg) == [("rain", "mud", "inferred", IN_WORDS)]
    (chain,) = kg.chains("rain", "mud").chains
    assert len(chain.steps[0].claims) == 1
    assert kg.query("ASK { ?c a tk:Claim ; prov:wasDerivedFrom ex:paper }") is True
    assert kg.query("ASK { ex:rain ex:induces ex:mud ; tk:leadsTo ex:mud }") is True


def test_an_rdflib_graph_of_statements_too(tmp_path: Path) -> None:
    for way in ("a statement", "a statement without a name", "an axiom"):
        graph = rdflib.Graph().parse(written(tmp_path, REIFIED[way]))
        assert hedges(twitchkg.open(graph)) == [("rain", "mud", "inferred", IN_WORDS)]


@pytest.mark.parametrize(
    ("more", "hedge", "links"),
    [
        ("", "unknown", 1),
        ("; biolink:negated true", "denied", 0),
        ('; biolink:negated "true"', "denied", 0),
        ("; biolink:negated false", "unknown", 1),
        ("; tk:modality tk:Possible", "possible", 1),
        ("; tk:modality tk:Denied", "denied", 0),
        ("; tk:modality tk:Associated", "associated", 0),
        ("; biolink:knowledge_level 'statistical_association'", "associated", 0),
        ("; biolink:knowledge_level 'observation'", "unknown", 1),
        ("; biolink:knowledge_level 'knowledge_assertion'", "stated", 1),
    ],
)
def test_no_statement_is_told_firmer_than_it_is_made(
    tmp_path: Path, more: str, hedge: str, links: int
) -> None:
    for name in ("ex:said", "[]"):
        kg = twitchkg.open(written(tmp_path, f"{name} a rdf:Statement ; {STATEMENT} {more} ."))
        assert [each[2] for each in hedges(kg)] == [hedge]
        assert len(kg.contents.links) == links
        assert kg.query("ASK { ?s tk:leadsTo ?o }") is bool(links)


def test_statements_that_are_not_causal_and_claims_of_ours_stay_as_they_are(tmp_path: Path) -> None:
    other = STATEMENT.replace("ex:induces", "ex:is")
    text = (
        f"ex:a a rdf:Statement ; {other} . ex:b a tk:Claim ; {STATEMENT} ; tk:modality tk:Stated ."
    )
    kg = twitchkg.open(written(tmp_path, text))
    assert [each.iri for each in kg.contents.claims] == [EX + "b"]
    assert kg.contents.links == ()  # whose plain triples its own maker derives


def test_a_nanopublication_is_a_claim_with_its_provenance(tmp_path: Path) -> None:
    text = """
    ex:head { ex:pub a np:Nanopublication ; np:hasAssertion ex:it ; np:hasProvenance ex:why ;
        np:hasPublicationInfo ex:info . }
    ex:it { ex:rain ex:induces ex:mud }
    ex:why { ex:it prov:wasDerivedFrom ex:paper ; dcterms:description "As seen." }
    ex:info { ex:pub dcterms:created "2020" }"""
    file = written(tmp_path, text, "pub.trig")
    dataset = rdflib.Dataset()
    dataset.parse(file, format="trig")
    for source in (file, dataset):
        kg = twitchkg.open(source)
        assert hedges(kg) == [("rain", "mud", "unknown", f"As seen. ({EX}paper)")]
        assert len(kg.chains("rain", "mud").chains[0].steps[0].claims) == 1
        rows = kg.ask("of-link", **{"from": "rain", "to": "mud"})
        assert [row["modality"] for row in rows.to_dicts()] == ["not recorded"]  # type: ignore[union-attr]
