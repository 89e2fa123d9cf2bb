// What is drawn: things and links become boxes and arrows, as large as their labels measure.
// A drawing is {along, boxes, lines, width, height}: boxes {concept, lines, x, y, width, height},
// arrows {link, curves, feedback}. No DOM.
import { curvesThrough } from "./curves.js";
import { withRows } from "./grid.js";
import { GAPS, layered } from "./layout.js";
import { boxOf, wrapped } from "./measure.js";
import { inRows } from "./wrap.js";

// From tight to loose: the loosest that the room holds is taken, for columns and within them.
const COLUMNS = [[28, 44], [38, 72], [48, 100], [GAPS.column, GAPS.widest], [90, 170]];
const WITHIN = [[9, 8], [15, 10], [GAPS.box, GAPS.line], [34, 18]];
const LARGE = 1.2; // larger labels come before wider gaps up to this scale
const MANY = 90; // boxes from which on nothing is tried twice

/**
 * The drawing of a scene (core.js): layered, and what no arrow touches in rows by kind (grid.js),
 * in so much room, {width, height} in CSS pixels; `first`
 * are things to begin with, along: "x" from left to right, "y" from top to bottom.
 */
export function draw({ concepts, links, lanes }, scene, first, by, room, along) {
  const apart = new Set(scene.apart);
  const flowing = { ...scene, things: scene.things.filter((place) => !apart.has(place)) };
  const groups = apart.size ? lanes.map(({ label, members }) => ({ label, boxes: members
    .filter((place) => apart.has(place))
    .map((concept) => ({ concept, ...boxOf(wrapped(concepts[concept].label), by) })) }))
    .filter(({ boxes }) => boxes.length) : [];
  return withRows(flow({ concepts, links }, flowing, first, by, room, along), groups, room);
}

/** The layered drawing of things and the arrows between them. */
function flow({ concepts, links }, scene, first, by, room, along) {
  const edges = scene.links.map((at) => [links[at].subject, links[at].object]);
  const nodes = inReadingOrder(scene.things, edges, first);
  const sizes = new Map(nodes.map((n) => [n, boxOf(wrapped(concepts[n].label), by)]));
  const laid = ([column, widest], [box, line]) => layered(nodes, edges, (n) => sizes.get(n), along,
    { column, widest, box, line });
  const [length, breadth] = along === "x" ? ["width", "height"] : ["height", "width"];
  let columns = COLUMNS[0], made = laid(columns, WITHIN[0]);
  const few = nodes.length < MANY;
  const fitsLarge = (one) => one[length] * LARGE <= room[length];
  for (const wider of few && fitsLarge(made) ? COLUMNS.slice(1) : []) {
    const tried = laid(wider, WITHIN[0]);
    if (!fitsLarge(tried)) break;
    [made, columns] = [tried, wider];
  }
  const scale = Math.min(LARGE, room[length] / made[length]);
  for (const looser of few && made[breadth] * scale <= room[breadth] ? WITHIN.slice(1) : []) {
    const tried = laid(columns, looser);
    const fits = tried[breadth] * scale <= room[breadth]
      && tried[length] * scale <= room[length];
    if (!fits) break;
    made = tried;
  }
  return inRows({
    along,
    boxes: nodes.map((n) => ({ concept: n, lines: sizes.get(n).lines, ...made.boxes.get(n) })),
    lines: made.paths.map((path, edge) => ({ link: scene.links[edge], feedback: path.feedback,
      curves: curvesThrough(path.points, along) })).filter((line) => line.curves.length),
    width: made.width,
    height: made.height,
  }, room);
}

/** First what is named, then what nothing leads to: so that a loop runs back to where it began. */
function inReadingOrder(things, edges, first) {
  const there = new Set(things), led = new Set(edges.map(([, object]) => object));
  const starts = things.filter((n) => !led.has(n));
  return [...new Set([...first.filter((n) => there.has(n)), ...starts, ...things])];
}
