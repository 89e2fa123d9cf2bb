"""Labels keep their padding in every font: measured in the page, seen on its canvas."""

from __future__ import annotations

from base64 import b64encode
from unittest.mock import patch

import fonts
import pytest
from test_explorer import PREFIXES, own, stress

from twitchkg.explorer import render
from twitchkg.explorer.font import font_face
from twitchkg.graph.read import read_contents
from twitchkg.store import open_store

__all__ = ["own"]  # fixtures

pytestmark = pytest.mark.browser

VIEWPORTS = [(1400, 900), (820, 1180), (390, 844)]

FOREIGN = """
ex:Root tk:leadsTo ex:A , ex:B , ex:C , ex:D , ex:E , ex:F , ex:G , ex:H , ex:I .
ex:A tk:leadsTo ex:I . ex:I tk:leadsTo ex:B . ex:B tk:leadsTo ex:J .
ex:Root rdfs:label "iiiiiiiiii MMMMMMMMMM llllllllll WWWWWWWWWW" .
ex:A rdfs:label "Pneumonoultramicroscopicsilicovolcanoconiosis" .
ex:B rdfs:label "肌肉抽搐由压力引起的神经过度兴奋所致" .
ex:C rdfs:label "ファシキュレーション 神経の過興奮" .
ex:D rdfs:label "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen rot" .
ex:E rdfs:label "ارتعاش عضلي" .
ex:F rdfs:label "मांसपेशी का फड़कना" .
ex:G rdfs:label "😀😀😀 Ấ Ộ Ç" .
ex:H rdfs:label "%s" .
ex:I rdfs:label "fasciculation ﬃ ŒÆ @@@@ %%%%" .
""" % ("x" * 300)

# Per box: does vis-network draw it as large as it was laid out, and is there nothing but the
# fill between its border and its text? The strip is looked at on the canvas, pixel by pixel.
LOST = """() => [twitchkg.state.stage].flatMap((c) => {
  const { canvas } = c.network.canvas.frame, ratio = canvas.width / canvas.clientWidth;
  const pen = canvas.getContext("2d");
  const shot = pen.getImageData(0, 0, canvas.width, canvas.height);
  const at = (x, y) => {
    if (x < 0 || x >= shot.width) return []; // beside the stage there is nothing to see
    const first = 4 * (Math.floor(y) * shot.width + Math.floor(x));
    return [0, 1, 2].map((i) => shot.data[first + i]);
  };
  const bad = [], scale = c.network.getScale();
  const padding = twitchkg.PADDING - 1, origin = c.network.canvasToDOM({ x: 0, y: 0 });
  for (const box of c.drawing.boxes) {
    const shape = c.network.body.nodes[box.concept].shape;
    const [dw, dh] = [shape.width - box.width, shape.height - box.height];
    if (Math.abs(dw) > 0.1 || Math.abs(dh) > 0.1) bad.push([box.lines, "size", dw, dh]);
    const { lines } = c.network.body.nodes[box.concept].labelModule;
    const text = Math.max(...lines.map((line) => line.width));
    if (!(text <= box.width - 2 * padding + 0.01)) bad.push([box.lines, "measured", text]);
    const what = { concept: box.concept };
    const { fill } = twitchkg.boxLook(box.concept, c.state(what), c.cut(what));
    const border = c.nodes.get(box.concept).borderWidth / scale;
    const want = fill.match(/[0-9a-f]{2}/g).map((h) => parseInt(h, 16));
    const far = (rgb) => Math.max(...rgb.map((v, i) => Math.abs(v - want[i])));
    const half = border / 2, inset = half + (padding - half) * 0.5;
    const x0 = box.x - box.width / 2, x1 = box.x + box.width / 2;
    const y0 = box.y - box.height / 2, y1 = box.y + box.height / 2;
    const step = 1 / (scale * ratio); // one pixel
    if (padding - half < 3 * step) continue; // too small to be seen, as vis draws no text then
    const inked = (x, y) => far(at(origin.x * ratio + x / step, origin.y * ratio + y / step)) > 40;
    const some = (from, to, seen) => {
      for (let at = from; at <= to; at += step) if (seen(at)) return true;
      return false;
    };
    for (const x of [x0 + inset, x1 - inset]) {
      if (some(y0 + 12, y1 - 12, (y) => inked(x, y))) bad.push([box.lines, "beside", x - x0]);
    }
    for (const y of [y0 + inset, y1 - inset]) {
      if (some(x0 + 14, x1 - 14, (x) => inked(x, y))) bad.push([box.lines, "above", y - y0]);
    }
  }
  return bad;
})"""


@pytest.fixture(scope="module")
def pages(own, tmp_path_factory):
    """The own page with the font that the build fetched, and as it is without; a foreign one."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "foreign.ttl").write_text(PREFIXES + FOREIGN, encoding="utf-8")
    contents = read_contents(open_store(folder / "foreign.ttl"))
    made = {"Inter": render(own, stress(own)), "foreign": render(contents)}
    with patch("twitchkg.explorer.page.font_face", return_value=""):
        made["system"] = render(own, stress(own))
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    return {name: folder / f"{name}.html" for name in made}


VIEWS = {
    "Inter": ("", "#about=NerveHyperexcitability&hops=2"),
    "system": (
        "",
        "#about=NerveHyperexcitability&hops=2",
        "#compare=Stress&with=LowMagnesium&to=Fasciculation",
    ),
    "foreign": ("", "#about=https://example.org/Root&hops=3"),
}
# two pixels for one: what is between border and text is seen
SHARP = {"device_scale_factor": 2, "reduced_motion": True}


def nothing_is_lost(tab, what) -> None:
    """A busy machine draws late; what is lost then is lost for good."""
    for _ in range(40):
        if not (lost := tab.evaluate(LOST)):
            return
        tab.wait_for_timeout(100)
    assert lost == [], (len(lost), what)


@pytest.mark.parametrize("name", VIEWS)
def test_no_label_loses_its_padding(page, pages, name, font_set):
    if name == "Inter" and (font_set != fonts.default() or not font_face()):
        pytest.skip("the font of the page is looked at once, where it was built")
    tab = page(pages[name], fonts=font_set, **SHARP).page
    for width, height in VIEWPORTS:
        tab.set_viewport_size({"width": width, "height": height})
        for fragment in VIEWS[name]:
            tab.evaluate("(hash) => { location.hash = hash; }", fragment)
            nothing_is_lost(tab, (fragment, width))


def test_labels_are_measured_in_the_font_that_the_page_brings(page, pages):
    """On the stage, and in a picture that is taken along."""
    if not font_face():
        pytest.skip("the font was not built")
    widths = [
        page(pages[name]).page.evaluate(
            "twitchkg.state.stage.drawing.boxes.reduce((sum, box) => sum + box.width, 0)"
        )
        for name in ("Inter", "system")
    ]
    assert widths[0] != widths[1]
    tab = page(pages["Inter"]).page
    assert tab.evaluate("document.fonts.check('13px Inter')")
    assert "font-face" in tab.evaluate(
        "twitchkg.withFont(twitchkg.svgOf(twitchkg.state.stage, 'x')).outerHTML"
    )


BOLD = ("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf")
LATE = """(base64) => new Promise((done, failed) => {
  setTimeout(() => failed(new Error("the font never came")), 20000);
  const face = new FontFace("Arial", `url(data:font/ttf;base64,${base64})`);
  document.fonts.addEventListener("loadingdone", () => setTimeout(done), { once: true });
  document.fonts.add(face);
  face.load();
})"""


def test_a_font_that_comes_late_is_measured_again(page, pages):
    # the page itself allows no font but its own
    tab = page(pages["system"], bypass_csp=True, **SHARP).page
    width = "twitchkg.state.stage.drawing.boxes.reduce((sum, box) => sum + box.width, 0)"
    before = tab.evaluate(width)
    other = "dejavu" if fonts.default() != "dejavu" else "liberation"
    (bold,) = (path for path in fonts.find(other) if path.name in BOLD)
    tab.evaluate(LATE, b64encode(bold.read_bytes()).decode())
    assert tab.evaluate(width) != before
    nothing_is_lost(tab, "a late font")
