// What is drawn: things and links become boxes and arrows, as large as their labels measure.
// A drawing is {along, boxes, lines, heads, width, height}: boxes {concept, lines, x, y, width,
// height}, arrows {link, curves, feedback}, headings {lane, lines, x, y}. No DOM.
import { curvesThrough } from "./curves.js";
import { chosen, inBands, inColumns, untangled } from "./lanes.js";
import { layered } from "./layout.js";
import { HEAD_HEIGHT, TIGHT, boxOf, widest, wrapped } from "./measure.js";
import { routes } from "./routes.js";

export const MOST_BOXES = 300;
const WIDE = 1000; // from this room on the map stands in columns
const TALL = 980;
const NARROWEST = 370;
const MARGIN = 24;
const READABLE = 0.85; // a drawing may shrink so far

/**
 * Layered drawings {across, down} of these links (their places); `first` are things to begin with.
 * model: {concepts, links}; by: rulers (measure.js).
 */
export function flows(model, at, first, by) {
  const edges = at.map((place) => [model.links[place].subject, model.links[place].object]);
  const nodes = [...new Set([...first, ...edges.flat()])];
  const sizes = new Map(nodes.map((n) => [n, boxOf(wrapped(model.concepts[n].label), by)]));
  const drawn = (along) => {
    const { boxes, paths, width, height } = layered(nodes, edges, (n) => sizes.get(n), along);
    return {
      along,
      boxes: nodes.map((n) => ({ concept: n, lines: sizes.get(n).lines, ...boxes.get(n) })),
      lines: paths.map((path, edge) => ({ link: at[edge], curves: curvesThrough(path.points, along),
        feedback: path.feedback }))
        .filter((line) => line.curves.length),
      heads: [],
      width,
      height,
    };
  };
  return { across: drawn("x"), down: drawn("y") };
}

/** The layered drawing that fits so much room: across, unless only down would not shrink. */
export function flow(model, at, first, by, room) {
  const { across, down } = flows(model, at, first, by);
  const fits = (drawing) => Math.min(1, room / (drawing.width + MARGIN));
  return fits(across) >= READABLE || fits(across) >= fits(down) ? across : down;
}

/** The things on the map, before any is hidden (see lanes.chosen); none of the background. */
export function mapped({ concepts, links, chains }) {
  const count = concepts.filter((concept) => !concept.background).length;
  const pairs = links.filter((link) => !link.background).map((link) => [link.subject, link.object]);
  const steps = chains ? chains.cards.flatMap((card) => card.steps) : [];
  const first = chains ? [chains.start, chains.end, ...steps.map((at) => links[at].object)] : [];
  return chosen(count, pairs, first.filter((n) => n >= 0 && n < count), MOST_BOXES);
}

/** The map of some things (see mapped) for so much room: in columns by lane, or in bands. */
export function overview({ concepts, links, lanes }, things, by, room) {
  const shown = new Set(things);
  const there = links.map((link, at) => ({ link: at, from: link.subject, to: link.object,
    background: link.background }))
    .filter(({ from, to }) => shown.has(from) && shown.has(to) && from !== to);
  const kept = lanes.map((lane) => lane.members.filter((n) => shown.has(n)));
  const order = untangled(kept, there.filter((each) => !each.background)
    .map(({ from, to }) => [from, to]));
  const sizes = new Map(things.map((n) => [n, boxOf(wrapped(concepts[n].label), by, TIGHT)]));
  const along = room >= WIDE ? "x" : "y";
  const width = Math.max(NARROWEST, room - MARGIN);
  const groups = order.map((members, lane) => ({ lane, members, ...headOf(lanes[lane].label) }))
    .filter(({ members }) => members.length);
  function headOf(label) {
    const head = along === "y" && by.head(label) <= width ? [label] : wrapped(label);
    return { head, headLines: head.length, headWidth: widest(head, by.head) };
  }
  const sizeOf = (n) => sizes.get(n);
  const placed = along === "x" ? inColumns(groups, sizeOf, TALL) : inBands(groups, sizeOf, width);
  return {
    along,
    boxes: things.map((n) => ({ concept: n, lines: sizes.get(n).lines, ...placed.boxes.get(n) })),
    lines: routes(placed.boxes, there, along),
    heads: groups.map(({ lane, members, head }) =>
      headAbove(members.map((n) => placed.boxes.get(n)), lane, head)),
    width: placed.width,
    height: placed.height,
  };
}

function headAbove(boxes, lane, lines) {
  const left = Math.min(...boxes.map((box) => box.x - box.width / 2));
  const right = Math.max(...boxes.map((box) => box.x + box.width / 2));
  return { lane, lines, x: (left + right) / 2,
    y: Math.min(...boxes.map((box) => box.y - box.height / 2)) };
}

/** Room that the headings of the first lanes need above the boxes. */
export const headRoom = (drawing) => 16
  + HEAD_HEIGHT * Math.max(2, ...drawing.heads.map((head) => head.lines.length));
