"""One HTML file with everything in it: pyvis's network, our template, styles, script and data."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..queries import load
from ..vocab import TK
from .drawings import OPTIONS, chain_drawings, map_drawings
from .labels import plain
from .view import View, build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..claims import Claims
    from ..model import Chains
    from .references import Reference
    from .sparql import Panel

OWN_TITLE = "Why a muscle near the knee twitches"
OTHER_TITLE = "What leads to what"
MOST_ROWS = 2000
SCRIPTS = (  # in this order: each uses what those before it have put on window.twitchkg
    "layout.js",
    "chains.js",
    "data.js",
    "search.js",
    "filters.js",
    "nearby.js",
    "state.js",
    "ask.js",
    "paint.js",
    "routed.js",
    "routes.js",
    "canvas.js",
    "words.js",
    "cards.js",
    "about.js",
    "save.js",
    "combobox.js",
    "walk.js",
    "legend.js",
    "views.js",
    "page.js",
)
_ALWAYS = ("iri", "label", "kinds", "synonyms", "lane")
SPARQL_SCRIPTS = ("sparql-table.js", "sparql.js")


def render(
    claims: Claims,
    chains: Chains | None = None,
    *,
    title: str | None = None,
    sparql: Panel | None = None,
    references: Iterable[Reference] = (),
) -> str:
    """The page as HTML text with ``\\n`` line ends: the same claims give the same bytes.

    ``chains`` are drawn and told step by step first; ``title`` is the heading; ``sparql`` adds
    the panel that answers SPARQL; ``references`` say where else things are described. The page
    asks the network for nothing, and its content security policy forbids it to.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    view = build(claims, chains, references)
    heading = plain(title) if title else OWN_TITLE if view["own"] else OTHER_TITLE
    drawn = {"chain": chain_drawings(view), "map": map_drawings(view)}
    assets = files(__package__) / "assets"
    style = (assets / "page.css").read_text("utf-8")
    own_scripts: tuple[str, ...] = SCRIPTS
    if sparql:
        style += (assets / "sparql.css").read_text("utf-8")
        own_scripts += () if sparql.missing else SPARQL_SCRIPTS
    ours = "\n".join((assets / name).read_text("utf-8") for name in own_scripts)
    scripts = [_vis_network(), ours]

    net = Network(heading=heading, directed=True, cdn_resources="in_line")
    net.options = OPTIONS
    net.set_template_dir(str(assets), "page.html.j2")
    net.templateEnv = Environment(
        loader=FileSystemLoader(str(assets)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    net.templateEnv.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    net.templateEnv.globals.update(
        view=view,
        drawn=drawn,
        data={**_for_script(view), "drawn": _slim(drawn), "options": OPTIONS},
        asked=_asked(view),
        most_rows=MOST_ROWS,
        policy=_policy(style, scripts, sparql),
        sparql=sparql,
        style=Markup(style),
        scripts=[Markup(s) for s in scripts],
    )
    page: str = net.generate_html()
    return page.replace("\r\n", "\n")


def _for_script(view: View) -> View:
    names = ("concepts", "order", "lanes", "scale", "links", "chains", "sources")
    rows = [
        {k: v for k, v in row.items() if v is not False and v not in ("", [])}
        for row in view["rows"]
    ]
    concepts = [
        {k: v for k, v in concept.items() if k in _ALWAYS or v} for concept in view["concepts"]
    ]
    questions = {"about": "ask/about", "steps": "ask/steps-between"}
    return {
        **{name: view[name] for name in names},
        "rows": rows,
        "concepts": concepts,
        "queries": {key: load(name).text for key, name in questions.items()},
    }


def _slim(drawn: Any) -> Any:
    """The drawings without what data.js can tell from the concept: half the bytes."""
    if not isinstance(drawn, dict):
        return drawn
    if "nodes" not in drawn:
        return {name: _slim(each) for name, each in drawn.items()}
    nodes = []
    for node in drawn["nodes"]:
        if "concept" not in node:
            nodes.append({k: node[k] for k in ("id", "x", "y")})
            continue
        extent = (node["widthConstraint"]["minimum"], node["heightConstraint"]["minimum"])
        nodes.append({k: node[k] for k in ("concept", "x", "y")} | dict(zip("wh", extent)))
    return {**drawn, "nodes": nodes}


def _asked(view: View) -> tuple[str, str]:
    """What stands in the From and To fields as the page opens."""
    if view["chains"]:
        return view["chains"]["startLabel"], view["chains"]["endLabel"]
    labels = {c["iri"]: c["label"] for c in view["concepts"]}
    return labels.get(TK + "Stress", ""), labels.get(TK + "Fasciculation", "")


def _vis_network() -> str:
    """vis-network as pyvis brings it, fit to stand inside a script element."""
    bundled = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = bundled.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script").replace("<!--", "<\\!--")


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
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
