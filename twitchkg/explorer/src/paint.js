// How boxes and arrows look, on a canvas and in SVG alike; colours come from page.css.
import { arrowHead } from "./curves.js";
import { FACE } from "./measure.js";
import { scale } from "./model.js";

export const FRAME_WIDTH = 2.5;
export const CUT = [2, 6]; // dashes of what is left out
// Corner radius, border dashes, border width by kind: the same as the swatches in page.css.
const BORDERS = {
  lifestyle: [5, false, 1.5], deficiency: [5, [6, 3], 1.5], medication: [14, false, 1.5],
  condition: [0, false, 1.5], mechanism: [14, [6, 3], 1.5], body: [0, [2, 2], 1.5],
  symptom: [14, false, 3], flag: [0, false, 3], care: [5, false, 3], other: [0, [6, 3], 1.5],
  background: [0, [2, 2], 2],
};
export const colour = (name) => getComputedStyle(document.documentElement)
  .getPropertyValue("--" + name).trim();
export const borderOf = (style) => BORDERS[style] || BORDERS.other;

/**
 * How an arrow is drawn: `lit`, `quiet` (something else is lit) or `plain`; `faint` is for the
 * map, where arrows wait in the background; `cut` is for arrows of what is left out.
 */
export function strokeOf(link, state, faint, cut = false) {
  const dashes = cut ? CUT : link.modality === null || link.modality === undefined ? []
    : scale[link.modality].dashes;
  const tone = state === "lit" ? "lit" : faint || cut || state === "quiet" ? "faint" : "arrow";
  return { colour: colour(tone), width: state === "lit" ? 2.6 : link.causal ? 1.4 : 1, dashes,
    filled: link.causal, length: state === "lit" ? 11 : 8 };
}

/** Draw an arrow on a canvas. */
export function drawArrow(context, line, look) {
  context.save();
  Object.assign(context, { strokeStyle: look.colour, fillStyle: look.colour, lineWidth: look.width,
    lineJoin: "round" });
  context.setLineDash(look.dashes);
  context.beginPath();
  line.curves.forEach(([a, b, c, d], at) => {
    if (at === 0) context.moveTo(...a);
    context.bezierCurveTo(...b, ...c, ...d);
  });
  context.stroke();
  context.setLineDash([]);
  const [tip, left, right] = arrowHead(line, look.length);
  context.beginPath();
  context.moveTo(...left);
  context.lineTo(...tip);
  context.lineTo(...right);
  if (look.filled) context.fill();
  else context.stroke();
  context.restore();
}

/** A sign in a small circle: see Canvas.marks. */
export function drawBadge(context, { x, y, text, tone, radius }) {
  context.save();
  Object.assign(context, { fillStyle: colour("paper"), strokeStyle: tone, lineWidth: 1.2,
    textAlign: "center", textBaseline: "middle", font: `${badgeSize(radius)}px ${FACE}` });
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
  context.stroke();
  context.fillStyle = tone;
  context.fillText(text, x, y + 0.5);
  context.restore();
}

/** A second frame around a box: see Canvas.frames. */
export function drawFrame(context, { x, y, width, height, radius, tone }) {
  context.save();
  Object.assign(context, { strokeStyle: tone, lineWidth: FRAME_WIDTH });
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.stroke();
  context.restore();
}

export const badgeSize = (radius) => Math.round(1.45 * radius);
