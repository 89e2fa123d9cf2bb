// The heads over the columns of the drawing: causes, changes in the body, symptoms; and the titles
// of what stands in rows by kind. They lie under the boxes, and say no more than the boxes do.
import { colour, familyOf } from "./look.js";
import { FACE, LABEL_SIZE } from "./measure.js";
import { concepts, isTwitching, lanes } from "./model.js";
import { wording } from "./strings.js";
import { byId } from "./words.js";

const HEAD_SIZE = 11, FROM_TOP = 12, RULE = 12, OVER = 30; // pixels of the screen
const FAMILIES = ["cause", "change", "symptom"];

/** What a head calls families; symptoms by their name where there is but one. */
function headOf(families, column) {
  const alone = column.every(({ concept }) => isTwitching(concept));
  const words = { cause: wording("heads.cause"), change: wording("heads.change"),
    symptom: alone ? wording("heads.twitching") : wording("heads.symptom") };
  const [one, ...more] = FAMILIES.filter((family) => families.includes(family))
    .map((family, at) => (at ? words[family].toLowerCase() : words[family]));
  return more.reduce((text, other) => wording("heads.both", { one: text, other }), one);
}

/**
 * The heads of a drawing (scene.js): {text, left, right} each, neighbours of one family together;
 * none where the kinds are not the project's own.
 */
export function headsOf({ along, boxes, rows = 1 }, apart) {
  if (along !== "x" || rows > 1) return [];
  const columns = new Map();
  for (const box of boxes) {
    if (apart.has(box.concept)) continue;
    if (!columns.has(box.x)) columns.set(box.x, []);
    columns.get(box.x).push(box);
  }
  const spans = [];
  for (const x of [...columns.keys()].sort((a, b) => a - b)) {
    const column = columns.get(x), last = spans.at(-1), family = mostOf(column, last?.family);
    const [left, right] = [x - column[0].width / 2, x + column[0].width / 2];
    if (last && last.family === family) {
      Object.assign(last, { right, column: [...last.column, ...column] });
    } else spans.push({ family, left, right, column });
  }
  return merged(spans.filter(({ family }) => family)).map(({ left, right, families, column }) =>
    ({ left, right, text: headOf(families, column) }));
}

/** Spans {families, left, right, column}: where a family comes again, all between is one span. */
function merged(spans) {
  const found = [];
  for (const { family, ...span } of spans) {
    const again = found.findIndex(({ families }) => families.includes(family));
    const parts = again < 0 ? [] : found.splice(again);
    found.push({ left: parts[0]?.left ?? span.left, right: span.right,
      families: [...parts.flatMap(({ families }) => families), family],
      column: [...parts.flatMap(({ column }) => column), ...span.column] });
  }
  return found;
}

/** The family of most boxes; undefined where there is none. */
function mostOf(column, before) {
  const counts = FAMILIES.map((family) => column.filter(({ concept }) =>
    lanes[concepts[concept].lane].known && familyOf(concept) === family).length);
  const most = Math.max(...counts), first = FAMILIES.filter((_, at) => counts[at] === most);
  return most ? first.find((family) => family === before) ?? first[0] : undefined;
}

/** Draw them at the top of what is seen, wherever the camera is. */
export function drawHeads(stage, context) {
  const scale = stage.network.getScale(), pixel = 1 / scale;
  const { clientWidth } = stage.box;
  const { x: from, y: top } = stage.network.DOMtoCanvas(
    { x: 0, y: FROM_TOP + byId("marks").offsetHeight });
  const to = stage.network.DOMtoCanvas({ x: clientWidth, y: 0 }).x;
  context.save();
  Object.assign(context, { fillStyle: colour("soft"), strokeStyle: colour("line"),
    lineWidth: pixel, textBaseline: "middle", textAlign: "center",
    font: `600 ${HEAD_SIZE * pixel}px ${FACE}`, letterSpacing: `${pixel}px` });
  for (const { text, left, right } of stage.heads) {
    const [a, b] = [Math.max(left, from + 8 * pixel), Math.min(right, to - 8 * pixel)];
    const words = text.toUpperCase();
    const half = context.measureText(words).width / 2;
    if (2 * half > b - a + OVER * pixel) continue;
    const middle = Math.max(from + half + pixel, Math.min(to - half - pixel, (a + b) / 2));
    context.fillText(words, middle, top + (HEAD_SIZE / 2) * pixel);
    context.beginPath();
    context.moveTo(a, top + (HEAD_SIZE + RULE / 2) * pixel);
    context.lineTo(b, top + (HEAD_SIZE + RULE / 2) * pixel);
    context.stroke();
  }
  Object.assign(context, { textAlign: "left", font: `600 ${LABEL_SIZE}px ${FACE}`,
    letterSpacing: "0px" });
  for (const { text, x, y } of stage.drawing.titles ?? []) context.fillText(text, x, y);
  context.restore();
}
