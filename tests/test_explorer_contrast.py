"""What is drawn can be seen: the pixels of the canvas in light, dark and the system's colours."""

from __future__ import annotations

from time import monotonic

import pytest
from inside import until
from test_axe import GO

pytestmark = pytest.mark.browser

LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
    "forced, dark": {"forced_colors": "active", "color_scheme": "dark"},
}
STATES = {
    "nothing lit": "#from=Fasciculation&to=Stress",
    "a chain lit, the rest out of focus": "",
    "something left out": "#from=Stress&to=Fasciculation&without=PoorSleep",
}

# Of each box: [label, the least contrast of its border to what is outside and inside of it, the
# part of its inside that is text of 4.5:1]. Of each arrow: [name, the part of its way that is
# drawn with 3:1, the part that its dashes draw].
SEEN = """() => {
  const { stage } = twitchkg.state, { canvas } = stage.network.canvas.frame;
  const ratio = canvas.width / canvas.clientWidth, scale = stage.network.getScale() * ratio;
  const behind = document.createElement("canvas").getContext("2d");
  behind.fillStyle = twitchkg.colour("paper");
  behind.fillRect(0, 0, 1, 1);
  const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const paper = [...behind.getImageData(0, 0, 1, 1).data];
  const shot = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const at = (x, y) => {
    const first = 4 * (Math.round(y) * shot.width + Math.round(x));
    const [r, g, b, a] = shot.data.subarray(first, first + 4);
    return light([r, g, b].map((v, i) => (v * a + paper[i] * (255 - a)) / 255));
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const origin = stage.network.canvasToDOM({ x: 0, y: 0 });
  const px = (x, y) => [origin.x * ratio + x * scale, origin.y * ratio + y * scale];
  const inside = ([x, y]) => x > 20 && y > 20 && x < shot.width - 20 && y < shot.height - 20;
  const ground = light(paper), boxes = [], arrows = [];
  const shapes = stage.drawing.boxes.map(({ concept }) => ({ concept, ...stage.boxOf(concept) }));
  for (const { concept, x, y, width, height } of shapes) {
    const corners = [px(x - width / 2, y - height / 2), px(x + width / 2, y + height / 2)];
    if (!corners.every(inside)) continue;
    const [[left, top], [right, bottom]] = corners;
    const fill = at(left + (right - left) / 2, top + 5 * ratio);
    const borders = [1, 2, 3].map((part) => {
      let best = 0;
      for (let y = top - 2 * ratio; y < top + 4 * ratio; y++) {
        const here = at(left + (part * (right - left)) / 4, y);
        best = Math.max(best, Math.min(contrast(here, ground), contrast(here, fill)));
      }
      return best;
    });
    let text = 0, all = 0;
    for (let y = top + 5 * ratio; y < bottom - 5 * ratio; y++) {
      for (let x = left + 5 * ratio; x < right - 5 * ratio; x++) {
        all += 1;
        text += contrast(at(x, y), fill) >= 4.5;
      }
    }
    boxes.push([twitchkg.labelOf(concept), Math.min(...borders), text / all]);
  }
  const free = (x, y) => inside(px(x, y)) && shapes.every((box) =>
    Math.abs(x - box.x) > box.width / 2 + 6 || Math.abs(y - box.y) > box.height / 2 + 6);
  for (const { link, curves } of stage.lines) {
    let seen = 0, all = 0;
    for (const curve of curves) {
      for (let t = 0; t <= 1; t += 1 / 128) {
        const u = 1 - t, mix = (i) => u ** 3 * curve[0][i] + 3 * u * u * t * curve[1][i]
          + 3 * u * t * t * curve[2][i] + t ** 3 * curve[3][i];
        if (!free(mix(0), mix(1))) continue;
        const [x, y] = px(mix(0), mix(1));
        all += 1;
        const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => at(x + dx, y + dy)));
        seen += near.some((here) => contrast(here, ground) >= 3);
      }
    }
    const dashes = stage.strokeOf({ link }).dashes || [1, 0];
    const sum = (from) => dashes.reduce((all, each, at) => all + (at % 2 ? 0 : each), from);
    const drawn = sum(0) / dashes.reduce((a, b) => a + b, 0);
    if (all) arrows.push([twitchkg.linkName(link), seen / all, drawn]);
  }
  return { boxes, arrows };
}"""
SYSTEM = """() => Object.fromEntries(["Canvas", "CanvasText", "GrayText", "LinkText", "Highlight"]
  .map((name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = name;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return [name, color];
  }))"""


@pytest.fixture(scope="module")
def file(kg, built):
    return built("plain", lambda: kg.explorer(sparql=False))


def faults(tab) -> list:
    seen = tab.evaluate(SEEN)
    assert len(seen["boxes"]) > 25 and len(seen["arrows"]) > 30
    return [
        *(["border", *box] for box in seen["boxes"] if box[1] < 3),
        *(["text", *box] for box in seen["boxes"] if box[2] < 0.02),
        *(["arrow", *each] for each in seen["arrows"] if each[1] < 0.8 * each[2]),
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_borders_and_arrows_have_three_to_one_and_text_four_and_a_half(at, look):
    """Also what is out of focus, which need not."""
    tab = at(reduced_motion=True, device_scale_factor=2, **LOOKS[look]).page
    for name, fragment in STATES.items():
        if fragment:
            tab.evaluate(GO, fragment)
        end = monotonic() + 10
        while (found := faults(tab)) and monotonic() < end:  # a busy machine draws late
            tab.wait_for_timeout(50)
        assert found == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_all_is_drawn_in_the_systems_and_the_lit_path_stands_out(at, scheme):
    tab = at(forced_colors="active", color_scheme=scheme).page
    system = tab.evaluate(SYSTEM)
    used = tab.evaluate(
        """() => {
             const { stage } = twitchkg.state, found = { lit: [], other: [] };
             for (const { id, color } of stage.edges.get()) {
               const link = Number(id.split(":")[0]);
               found[stage.state({ link }) === "lit" ? "lit" : "other"].push(color.color);
             }
             const boxes = stage.nodes.get().filter((node) => node.label);
             return { lit: [...new Set(found.lit)], other: [...new Set(found.other)],
               boxes: [...new Set(boxes.flatMap(({ color, font }) =>
                 [color.background, color.border, font.color]))] };
           }"""
    )
    assert used["lit"] == [system["Highlight"]]
    assert system["Highlight"] not in used["other"]
    assert set(used["boxes"]) <= set(system.values())
    for part in ("#find-text", "[data-play]", ".chip", "[data-zoom=fit]", ".legend"):
        edge = (
            tab.locator(part)
            .first.locator("xpath=descendant-or-self::*")
            .evaluate_all(
                "all => all.some((e) => parseFloat(getComputedStyle(e).borderTopWidth) >= 1"
                " && getComputedStyle(e).borderTopStyle !== 'none')"
            )
        )
        assert edge, part
    tab.locator(".pick").first.click()
    tab.locator(".urgent").click()
    tab.get_by_role("radio", name="Yes").first.check()
    hidden = tab.evaluate(  # the system paints its ground behind each text that it recolours
        """(ground) => [...document.querySelectorAll("body *")].filter((e) =>
             e.checkVisibility() && getComputedStyle(e).color === ground
             && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
             && getComputedStyle(e).forcedColorAdjust !== "none").map((e) => e.outerHTML)""",
        system["Canvas"],
    )
    assert hidden == []
    tab.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tab.evaluate(outline) != "none"
    tab.emulate_media(forced_colors="none")
    until(tab, "twitchkg.state.stage.edges.get().some(({ color }) => color.color[0] === '#')")
