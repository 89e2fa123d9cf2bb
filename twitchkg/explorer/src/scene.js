// What is drawn: things and links become boxes and arrows, as large as their labels measure.
// A drawing is {along, boxes, lines, width, height}: boxes {concept, lines, x, y, width, height},
// arrows {link, curves, feedback}. No DOM.
import { curvesThrough } from "./curves.js";
import { GAPS, layered } from "./layout.js";
import { boxOf, wrapped } from "./measure.js";

// From loose to tight: the loosest that the room holds is taken, for columns and within them.
const COLUMNS = [[90, 170], [GAPS.column, GAPS.widest], [48, 100], [38, 72], [28, 44]];
const WITHIN = [[34, 18], [GAPS.box, GAPS.line], [15, 10], [9, 8]];
const MANY = 90; // boxes from which on nothing is tried twice

/**
 * The layered drawing of a scene (core.js) in so much room, {width, height} in CSS pixels; `first`
 * are things to begin with, along: "x" from left to right, "y" from top to bottom.
 */
export function draw({ concepts, links }, scene, first, by, room, along) {
  const edges = scene.links.map((at) => [links[at].subject, links[at].object]);
  const nodes = inReadingOrder(scene.things, edges, first);
  const sizes = new Map(nodes.map((n) => [n, boxOf(wrapped(concepts[n].label), by)]));
  const laid = ([column, widest], [box, line]) => layered(nodes, edges, (n) => sizes.get(n), along,
    { column, widest, box, line });
  const [length, breadth] = along === "x" ? ["width", "height"] : ["height", "width"];
  let columns = COLUMNS[COLUMNS.length - 1], within = WITHIN[WITHIN.length - 1];
  let made = laid(columns, within);
  if (nodes.length < MANY) {
    for (const wider of COLUMNS) {
      const tried = laid(wider, within);
      if (tried[length] > room[length]) continue;
      [made, columns] = [tried, wider];
      break;
    }
    const scale = Math.min(1, room[length] / made[length]);
    for (const looser of WITHIN) {
      const tried = laid(columns, looser);
      if (tried[breadth] * scale > room[breadth]
        || tried[length] * scale > room[length] * 1.01) continue;
      [made, within] = [tried, looser];
      break;
    }
  }
  return {
    along,
    boxes: nodes.map((n) => ({ concept: n, lines: sizes.get(n).lines, ...made.boxes.get(n) })),
    lines: made.paths.map((path, edge) => ({ link: scene.links[edge], feedback: path.feedback,
      curves: curvesThrough(path.points, along) })).filter((line) => line.curves.length),
    width: made.width,
    height: made.height,
  };
}

/** First what is named, then what nothing leads to: so that a loop runs back to where it began. */
function inReadingOrder(things, edges, first) {
  const there = new Set(things), led = new Set(edges.map(([, object]) => object));
  const starts = things.filter((n) => !led.has(n));
  return [...new Set([...first.filter((n) => there.has(n)), ...starts, ...things])];
}
