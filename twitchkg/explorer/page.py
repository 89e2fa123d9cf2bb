"""One HTML file with everything in it: pyvis's network, our template, styles, script and data."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ..vocab import TK
from .drawings import OPTIONS, chain_drawings, map_drawings
from .labels import plain
from .view import View, build

if TYPE_CHECKING:
    from ..claims import Claims
    from ..model import Chains

OWN_TITLE = "Why a muscle near the knee twitches"
OTHER_TITLE = "What leads to what"
MOST_ROWS = 2000
SCRIPTS = ("layout.js", "chains.js", "canvas.js", "evidence.js", "page.js")


def render(claims: Claims, chains: Chains | None = None, *, title: str | None = None) -> str:
    """The page as HTML text with ``\\n`` line ends: the same claims give the same bytes.

    ``chains`` are drawn and told step by step first; ``title`` is the heading. The page asks the
    network for nothing, and its content security policy forbids it to.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    view = build(claims, chains)
    heading = plain(title) if title else OWN_TITLE if view["own"] else OTHER_TITLE
    drawn = {"chain": chain_drawings(view), "map": map_drawings(view)}
    assets = files(__package__) / "assets"
    style = (assets / "page.css").read_text("utf-8")
    scripts = [_vis_network(), *((assets / name).read_text("utf-8") for name in SCRIPTS)]

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
        data={**_for_script(view), "drawn": drawn, "options": OPTIONS},
        asked=_asked(view),
        most_rows=MOST_ROWS,
        policy=_policy(style, scripts),
        style=Markup(style),
        scripts=[Markup(s) for s in scripts],
    )
    page: str = net.generate_html()
    return page.replace("\r\n", "\n")


def _for_script(view: View) -> View:
    names = ("concepts", "order", "lanes", "scale", "links", "chains")
    rows = [
        {k: v for k, v in row.items() if v is not False and v not in ("", [])}
        for row in view["rows"]
    ]
    return {**{name: view[name] for name in names}, "rows": rows}


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


def _policy(style: str, scripts: list[str]) -> str:
    """Content security policy: these very scripts and this very style, and no network at all."""

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(digest(s) for s in scripts)}",
            f"style-src {digest(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
