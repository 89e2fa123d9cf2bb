"""One HTML file with everything in it: pyvis's network, our template, styles, script and data."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import compressobj

from twitchkg.chains.ends import KINDS_OF_CAUSE
from twitchkg.chains.find import find_chains
from twitchkg.explorer.checkup import checkup, silences
from twitchkg.explorer.font import font_face
from twitchkg.explorer.labels import plain
from twitchkg.explorer.modules import joined
from twitchkg.explorer.network import network
from twitchkg.explorer.statements import View
from twitchkg.explorer.telling import tell_routes
from twitchkg.explorer.view import build
from twitchkg.saved import load
from twitchkg.vocab import FASCICULATION, LIFESTYLE, MEDICATION, PREFIXES, STRESS, SYMPTOM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from twitchkg.explorer.checkup import Facts
    from twitchkg.explorer.references import Reference
    from twitchkg.explorer.sparql import Panel
    from twitchkg.graph.contents import Contents
    from twitchkg.graph.model import Chains

OWN_TITLE = "Why a muscle near the knee twitches"
OTHER_TITLE = "What leads to what"
MOST_ROWS = 2000
_ALWAYS = ("iri", "label", "kinds", "synonyms", "lane")


def render(
    contents: Contents,
    chains: Chains | None = None,
    *,
    title: str | None = None,
    sparql: Panel | None = None,
    references: Iterable[Reference] = (),
    facts: Facts | None = None,
    background: bool = False,
) -> str:
    """The page as HTML text with ``\\n`` line ends: the same claims give the same bytes.

    ``chains`` are lit and told step by step first, by default those from stress to the twitching
    where the graph knows both; ``title`` is the heading; ``sparql`` adds
    the panel that answers SPARQL; ``references`` say where else things are described; with
    ``facts`` it asks what one notices and tells what the sources are silent on; ``background``
    shows the background facts from the start. The page asks the network for nothing, and its
    content security policy forbids it to.
    """
    from markupsafe import Markup

    view = build(contents, chains or _example(contents), references)
    asks = checkup(view, contents, facts)
    heading = plain(title) if title else OWN_TITLE if view["own"] else OTHER_TITLE
    assets = files(__package__) / "assets"
    style = (assets / "page.css").read_text("utf-8")
    entries = ["page"]
    if sparql:
        style += (assets / "sparql.css").read_text("utf-8")
        entries += [] if sparql.missing else ["sparql"]
    style = font_face() + _tight(style)
    script, vis = joined(files(__package__) / "src", *entries), _vis_network()

    net = network(heading, _concepts(view), _links(view))
    net.set_template_dir(str(assets), "page.html.j2")
    net.templateEnv = _environment(str(assets))
    net.templateEnv.globals.update(
        view=view,
        data={
            **_for_script(view),
            "roles": _roles(contents, view),
            "options": net.options,
            "prefixes": PREFIXES if sparql else _used(view),
            "checkup": asks,
            "background": {"count": view["background"], "on": background},
        },
        asks=asks,
        background=background,
        silent=silences(facts),
        asked=_asked(view),
        told=tell_routes(view) if view["chains"] else [],
        most_rows=MOST_ROWS,
        policy=_policy(style, [script, vis.decode("utf-8")], sparql),
        sparql=sparql,
        style=Markup(style),
        script=Markup(script),
        vis={"size": len(vis), "packed": b64encode(_deflated(vis)).decode("ascii")},
    )
    page: str = net.generate_html()
    return page.replace("\r\n", "\n")


def _example(contents: Contents) -> Chains | None:
    """What the page opens on where nothing else is asked for."""
    known = STRESS in contents.concepts and FASCICULATION in contents.concepts
    return find_chains(contents, STRESS, FASCICULATION) if known else None


def _environment(folder: str) -> Environment:
    """Templates that escape what they are given, in place of pyvis's own, which do not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return made


def _for_script(view: View) -> View:
    names = ("order", "lanes", "scale", "chains", "sources", "spans", "own")
    place = {span["iri"]: at for at, span in enumerate(view["spans"])}
    rows = []
    for row in view["rows"]:
        kept = {k: v for k, v in row.items() if v is not False and v not in ("", [])}
        if row["spans"]:  # each span is told once: rows name its place
            kept["spans"] = [place[span["iri"]] for span in row["spans"]]
        rows.append(kept)
    questions = {"about": "ask/about", "steps": "ask/steps-between"}
    if view["background"]:
        questions["background"] = "background/about"
    return {
        **{name: view[name] for name in names},
        "rows": rows,
        "relations": _relations(view),
        "queries": {key: load(name).text for key, name in questions.items()},
    }


def _concepts(view: View) -> list[View]:
    """The concepts without what is empty."""
    return [{k: v for k, v in concept.items() if k in _ALWAYS or v} for concept in view["concepts"]]


def _relations(view: View) -> list[tuple[str, str]]:
    """Each property and its words, once; links name their place in the list."""
    return sorted({(link["predicate"], link["relation"]) for link in view["links"]})


def _links(view: View) -> list[View]:
    """The links without what is false or told once for all of their relation."""
    which = {relation: at for at, relation in enumerate(_relations(view))}
    return [
        {k: v for k, v in link.items() if k not in ("predicate", "relation") and v is not False}
        | {"type": which[link["predicate"], link["relation"]]}
        for link in view["links"]
    ]


def _used(view: View) -> dict[str, str]:
    """The prefixes of what the page names; SPARQL knows them all."""
    iris = [each["iri"] for each in view["concepts"]] + [
        each["predicate"] for each in view["links"]
    ]
    return {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(iri.startswith(namespace) for iri in iris)
    }


def _roles(contents: Contents, view: View) -> dict[str, list[int]]:
    """Places of the things that analyses ask for by class, as `twitchkg.chains` has them."""
    classes: dict[str, frozenset[str]] = {
        "lifestyle": frozenset({LIFESTYLE}),
        "medication": frozenset({MEDICATION}),
        "cause": KINDS_OF_CAUSE,
        "symptom": frozenset({SYMPTOM}),
    }
    types = [
        contents.concepts[c["iri"]].types if c["iri"] in contents.concepts else ()
        for c in view["concepts"]
    ]
    return {
        name: [place for place, own in enumerate(types) if wanted.intersection(own)]
        for name, wanted in classes.items()
    }


def _asked(view: View) -> tuple[str, str]:
    """What stands in the From and To fields as the page opens."""
    if view["chains"]:
        return view["chains"]["startLabel"], view["chains"]["endLabel"]
    labels = {c["iri"]: c["label"] for c in view["concepts"]}
    return labels.get(STRESS, ""), labels.get(FASCICULATION, "")


def _tight(style: str) -> str:
    """Our style without comments and the spaces that mean nothing: an eighth less."""
    told = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    told = re.sub(r"([:,]) +", r"\1", re.sub(r"\s*([{};])\s*", r"\1", told))
    return told.replace(";}", "}")


def _vis_network() -> bytes:
    """vis-network as pyvis brings it, without the address of its source map."""
    bundled = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    lines = bundled.read_bytes().splitlines()
    return b"\n".join(line for line in lines if not line.startswith(b"//# sourceMappingURL"))


def _deflated(data: bytes) -> bytes:
    """Raw DEFLATE, as inflate.js unpacks it."""
    packer = compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()


def _policy(style: str, scripts: list[str], sparql: Panel | None) -> str:
    """Content security policy: these very scripts and this very style, and no network at all."""

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"

    # The editor's script runs when it is unpacked, the engine in a worker of its own.
    works = sparql is not None and not sparql.missing
    allowed = [*scripts, sparql.editor] if sparql and works else scripts
    wasm = " 'wasm-unsafe-eval'" if works else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(digest(s) for s in allowed)}{wasm}",
            f"style-src {digest(style)}",
            *(("worker-src blob:",) if wasm else ()),
            "img-src data:",
            *(("font-src data:",) if "@font-face" in style else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
