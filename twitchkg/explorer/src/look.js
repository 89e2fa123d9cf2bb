// How boxes and arrows look, on the canvas and in SVG alike; colours come from page.css.
// Colour and form tell the family, dashes tell how firmly something is said and nothing else.
import { FACE } from "./measure.js";
import { concepts, lanes, scale } from "./model.js";

export const FRAME_WIDTH = 2.5;
/** The family of each kind of thing, and the form of its box: corner radius, border width. */
const FAMILY = { lifestyle: "cause", deficiency: "cause", medication: "cause", condition: "change",
  mechanism: "change", symptom: "symptom", flag: "help", care: "help" };
const FORM = { cause: [3, 1.5], change: [12, 1.5], symptom: [12, 3], help: [0, 3],
  neutral: [6, 1] };

/** A colour of page.css, read once for each look of the page. */
const read = new Map();
export function colour(name) {
  if (!read.has(name)) {
    const told = getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
    read.set(name, told.startsWith("#") ? told : resolved(told));
  }
  return read.get(name);
}

/** What a system colour or a mixture stands for here: a picture taken along has no system. */
function resolved(told) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = told;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Read the colours anew: light became dark, or the page goes to paper. */
export const freshColours = () => read.clear();

export const familyOf = (concept) => FAMILY[lanes[concepts[concept].lane].style] ?? "neutral";

/** Fill, border, text and form of a box; state: "lit", "plain", "quiet". */
export function boxLook(concept, state, cut) {
  const family = familyOf(concept), [radius, width] = FORM[family];
  const pale = cut || state === "quiet";
  return { radius, width: state === "lit" ? Math.max(width, 2.5) : width,
    fill: colour(cut ? "paper" : `${family}-fill`),
    border: colour(state === "lit" ? "lit" : pale ? "dim" : family),
    text: colour(pale ? "soft" : "ink") };
}

/** How an arrow is drawn; state as in boxLook; `cut` is for arrows of what is left out. */
export function arrowLook(link, state, cut) {
  const firm = link.modality === null || link.modality === undefined ? null : scale[link.modality];
  const tone = state === "lit" ? "lit" : cut || state === "quiet" ? "dim" : "arrow";
  return { colour: colour(tone), width: state === "lit" ? 3 : link.causal ? 1.5 : 1,
    dashes: firm?.dashes ?? [], filled: link.causal, length: state === "lit" ? 12 : 9 };
}

/** A sign in a small circle on a canvas: {x, y, text, tone, radius}. */
export function drawBadge(context, { x, y, text, tone, radius }) {
  context.save();
  Object.assign(context, { fillStyle: colour("paper"), strokeStyle: tone, lineWidth: 1.2,
    textAlign: "center", textBaseline: "middle", font: `bold ${badgeSize(radius)}px ${FACE}` });
  const wide = Math.max(0, context.measureText(text).width - radius);
  context.beginPath();
  context.roundRect(x - radius - wide / 2, y - radius, 2 * radius + wide, 2 * radius, radius);
  context.fill();
  context.stroke();
  context.fillStyle = tone;
  context.fillText(text, x, y + 0.5);
  context.restore();
}

/** A second frame around a box. */
export function drawFrame(context, { x, y, width, height, radius, tone }) {
  context.save();
  Object.assign(context, { strokeStyle: tone, lineWidth: FRAME_WIDTH });
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.stroke();
  context.restore();
}

export const badgeSize = (radius) => Math.round(1.35 * radius);
