// How boxes and arrows look, on a canvas and in SVG alike; colours come from page.css.
import { scale } from "./model.js";

export const FACE = "Arial, 'Liberation Sans', Helvetica, sans-serif";
export const FRAME_WIDTH = 2.5;
export const CUT = [2, 6]; // dashes of what is left out
export const LINE_LENGTH = 16;
export const LONGEST = 90;
export const LINE_HEIGHT = 15;
export const PADDING = 8; // as in labels.py
// Corner radius, border dashes, border width by kind: the same as the swatches in page.css.
const BORDERS = {
  lifestyle: [5, false, 1.5], deficiency: [5, [6, 3], 1.5], medication: [14, false, 1.5],
  condition: [0, false, 1.5], mechanism: [14, [6, 3], 1.5], body: [0, [2, 2], 1.5],
  symptom: [14, false, 3], flag: [0, false, 3], care: [5, false, 3], other: [0, [6, 3], 1.5], background: [0, [2, 2], 2],
};
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
export const borderOf = (style) => BORDERS[style] || BORDERS.other;
let pen = null;

/** The lines of a label: see labels.py. */
export function wrapped(label) {
  let text = [...(label.split(/\s+/u).filter(Boolean).join(" ") || "(no label)")];
  if (text.length > LONGEST) text = [...text.slice(0, LONGEST - 1).join("").trimEnd(), "…"];
  const lines = [];
  for (const word of text.join("").split(" ")) {
    const last = lines.length - 1;
    if (lines.length && [...lines[last]].length + 1 + [...word].length <= LINE_LENGTH) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines;
}

export function boxSize(lines) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `13px ${FACE}`;
  const width = Math.max(...lines.map((line) => pen.measureText(line).width)) * 1.04;
  return [width + 2 * PADDING, lines.length * LINE_HEIGHT + 2 * PADDING];
}

/**
 * How an arrow is drawn: `lit`, `quiet` (something else is lit) or `plain`; `faint` is for the
 * map, where arrows wait in the background; `cut` is for arrows of what is left out.
 */
export function strokeOf(link, state, faint, cut = false) {
  const dashes = cut ? CUT : link.modality === null || link.modality === undefined ? [] : scale[link.modality].dashes;
  const tone = state === "lit" ? "lit" : faint || cut || state === "quiet" ? "faint" : "arrow";
  return { colour: colour(tone), width: state === "lit" ? 2.6 : link.causal ? 1.4 : 1, dashes, filled: link.causal, length: state === "lit" ? 11 : 8 };
}

/** The points of an arrow's head: tip, and the two corners behind it. */
export function arrowHead(line, length) {
  const curve = line.curves[line.curves.length - 1];
  const [x, y] = curve[3];
  let from = curve[2];
  if (Math.hypot(x - from[0], y - from[1]) < 0.5) from = curve[0];
  const angle = Math.atan2(y - from[1], x - from[0]);
  const corner = (turn) => [x - length * Math.cos(angle + turn), y - length * Math.sin(angle + turn)];
  return [[x, y], corner(0.42), corner(-0.42)];
}

/** Draw an arrow on a canvas. */
export function drawArrow(context, line, look) {
  context.save();
  Object.assign(context, { strokeStyle: look.colour, fillStyle: look.colour, lineWidth: look.width, lineJoin: "round" });
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
  Object.assign(context, { fillStyle: colour("paper"), strokeStyle: tone, lineWidth: 1.2, textAlign: "center", textBaseline: "middle", font: `${badgeSize(radius)}px ${FACE}` });
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

/** A straight piece, and an S between two points with ends along x (or y). */
export const straight = (a, b) => [a, mix(a, b, 1 / 3), mix(a, b, 2 / 3), b];
export const bend = (a, b, along) => {
  const half = mix(a, b, 0.5);
  return along === "x" ? [a, [half[0], a[1]], [half[0], b[1]], b] : [a, [a[0], half[1]], [b[0], half[1]], b];
};
export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** Points along a line, near enough to measure distances by. */
export function sampled(line) {
  const found = [];
  for (const [a, b, c, d] of line.curves) {
    for (let step = found.length ? 1 : 0; step <= 10; step++) {
      const t = step / 10, s = 1 - t;
      found.push([0, 1].map((i) => s * s * s * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t * t * t * d[i]));
    }
  }
  return found;
}

/** Distance of a point from a line. */
export function distanceTo(point, line) {
  line.points ||= sampled(line);
  let least = Infinity;
  for (let at = 1; at < line.points.length; at++) {
    const [a, b] = [line.points[at - 1], line.points[at]];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const t = Math.max(0, Math.min(1, ((point.x - a[0]) * dx + (point.y - a[1]) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(point.x - a[0] - t * dx, point.y - a[1] - t * dy));
  }
  return least;
}
