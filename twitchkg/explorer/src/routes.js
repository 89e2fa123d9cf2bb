// The map's arrows: through the gaps between its boxes, so that none passes behind a foreign one.
import { bend, straight, turnedCurves } from "./curves.js";

const BESIDE = 7; // how far outside a column an arrow passes it
const LAST_GUTTER = 14;

/**
 * The curves of arrows between boxes of a map. boxes: Map of {x, y, width, height, row} (lanes.js);
 * links: [{link, from, to}]; along: "x" where rows are columns, "y" where they are bands. Gives
 * [{link, curves}], in the order given, without arrows that have no box or lead to themselves.
 */
export function routes(boxes, links, along) {
  const found = columnsOf(boxes, along);
  const edges = [];
  for (const { link, from, to } of links) {
    const [a, b] = [found.placed.get(from), found.placed.get(to)];
    if (a && b && a !== b) edges.push({ link, a, b, jog: ((link * 7) % 5) - 2 });
  }
  spreadEnds(edges);
  return edges.map((edge) => {
    const curves = lineOf(edge, found.columns);
    return { link: edge.link, curves: along === "x" ? curves : turnedCurves(curves) };
  });
}

/** Boxes as if they stood in columns: u runs from column to column, v along them. */
function columnsOf(boxes, along) {
  const placed = new Map(), columns = [];
  for (const [name, { x, y, width, height, row }] of boxes) {
    const [u, v, du, dv] = along === "x" ? [x, y, width / 2, height / 2]
      : [y, x, height / 2, width / 2];
    const box = { u0: u - du, u1: u + du, v0: v - dv, v1: v + dv, v, column: row };
    placed.set(name, box);
    (columns[row] ||= { members: [] }).members.push(box);
  }
  for (const column of columns) {
    const { members } = column;
    members.sort((a, b) => a.v - b.v);
    column.gaps = members.slice(1).map((box, at) => (members[at].v1 + box.v0) / 2);
    column.gaps.push(members[members.length - 1].v1 + BESIDE);
    column.u0 = Math.min(...members.map((box) => box.u0));
    column.u1 = Math.max(...members.map((box) => box.u1));
  }
  columns.forEach((column, at) => {
    column.gutter = at + 1 < columns.length ? columns[at + 1].u0 - column.u1 : LAST_GUTTER;
  });
  return { placed, columns };
}

/** Ends at one side of a box stand apart, in the order of where they go. */
function spreadEnds(edges) {
  const ends = new Map();
  const note = (box, side, end) => {
    if (!ends.has(box)) ends.set(box, { after: [], before: [] });
    ends.get(box)[side ? "after" : "before"].push(end);
  };
  for (const edge of edges) {
    const { a, b } = edge;
    note(a, b.column >= a.column, { edge, other: b.v, name: "from" });
    note(b, a.column >= b.column, { edge, other: a.v, name: "to" });
  }
  for (const [box, sides] of ends) {
    for (const list of Object.values(sides)) {
      list.sort((x, y) => x.other - y.other || x.edge.link - y.edge.link);
      const room = Math.min((box.v1 - box.v0) * 0.7, 7 * (list.length - 1));
      list.forEach((end, at) => {
        end.edge[end.name] = box.v + (list.length > 1 ? (at / (list.length - 1) - 0.5) * room : 0);
      });
    }
  }
}

function lineOf(edge, columns) {
  const { a, b, from, to, jog } = edge;
  if (a.column === b.column) return alongside(edge, columns[a.column]);
  const forth = b.column > a.column;
  const near = (column) => (forth ? column.u0 : column.u1),
    far = (column) => (forth ? column.u1 : column.u0);
  const curves = [];
  let last = [forth ? a.u1 : a.u0, from];
  const go = (point, bent) => {
    if (bent || Math.abs(point[0] - last[0]) > 0.1) {
      curves.push(bent ? bend(last, point, "x") : straight(last, point));
    }
    last = point;
  };
  go([far(columns[a.column]), from]);
  const count = Math.abs(b.column - a.column);
  for (let step = 1; step < count; step++) {
    const column = columns[a.column + (forth ? step : -step)];
    const wanted = last[1] + (to - last[1]) / (count - step + 1);
    const gap = nearestTo(column.gaps, wanted) + jog;
    go([near(column), gap], true);
    go([far(column), gap]);
  }
  go([near(columns[b.column]), to], true);
  go([forth ? b.u0 : b.u1, to]);
  return curves;
}

/** An arrow within a column: out at its far side, along the gutter, and in again. */
function alongside({ a, b, from, to }, { u1, gutter }) {
  const out = u1 + Math.min(gutter, 26) * 1.2;
  const curves = [[[u1, from], [out, from], [out, to], [u1, to]]];
  if (u1 - a.u1 > 0.1) curves.unshift(straight([a.u1, from], [u1, from]));
  if (u1 - b.u1 > 0.1) curves.push(straight([u1, to], [b.u1, to]));
  return curves;
}

const nearestTo = (all, wanted) =>
  all.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
