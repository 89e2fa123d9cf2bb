// The map's arrows: through the gaps between the boxes, so that none passes behind a foreign one.
import { links } from "./model.js";
import { bend, straight } from "./paint.js";

const BESIDE = 7; // how far outside a column an arrow passes it

/** The lines of all arrows between the boxes of an overview; `across` has columns, others rows. */
export function routes(drawing, name) {
  const across = name === "across";
  const turn = ([u, v]) => (across ? [u, v] : [v, u]);
  const boxes = new Map();
  for (const node of drawing.nodes) {
    const [w, h] = [node.widthConstraint.minimum, node.heightConstraint.minimum];
    const [u, v, du, dv] = across ? [node.x, node.y, w / 2, h / 2] : [node.y, node.x, h / 2, w / 2];
    boxes.set(node.concept, { u0: u - du, u1: u + du, v0: v - dv, v1: v + dv, v, key: u.toFixed(0) });
  }
  const columns = stacked([...boxes.values()]);
  const found = [];
  links.forEach((link, at) => {
    const [a, b] = [boxes.get(link.subject), boxes.get(link.object)];
    if (a && b && a !== b) found.push({ link: at, a, b, jog: ((at * 7) % 5) - 2 });
  });
  spread(found);
  return found.map((edge) => ({ link: edge.link, curves: route(edge, columns).map((curve) => curve.map(turn)) }));
}

function stacked(boxes) {
  const groups = new Map();
  for (const box of boxes) {
    if (!groups.has(box.key)) groups.set(box.key, []);
    groups.get(box.key).push(box);
  }
  const columns = [...groups.values()].map((members) => {
    members.sort((a, b) => a.v - b.v);
    const gaps = members.slice(1).map((box, at) => (members[at].v1 + box.v0) / 2);
    gaps.push(members[members.length - 1].v1 + BESIDE);
    return { members, gaps, u0: Math.min(...members.map((b) => b.u0)), u1: Math.max(...members.map((b) => b.u1)) };
  });
  columns.sort((a, b) => a.u0 - b.u0);
  columns.forEach((column, at) => {
    column.gutter = at + 1 < columns.length ? columns[at + 1].u0 - column.u1 : 14;
    for (const box of column.members) box.column = at;
  });
  return columns;
}

/** Ends at one side of a box stand apart, in the order of where they go. */
function spread(edges) {
  const ends = new Map();
  const note = (box, side, edge, other, name) => {
    const key = side ? "after" : "before";
    if (!ends.has(box)) ends.set(box, { after: [], before: [] });
    ends.get(box)[key].push({ edge, other: other.v, name });
  };
  for (const edge of edges) {
    const { a, b } = edge;
    note(a, b.column >= a.column, edge, b, "from");
    note(b, a.column >= b.column, edge, a, "to");
  }
  for (const [box, sides] of ends) {
    for (const list of Object.values(sides)) {
      list.sort((x, y) => x.other - y.other || x.edge.link - y.edge.link);
      const room = (box.v1 - box.v0) * 0.7;
      list.forEach((end, at) => {
        end.edge[end.name] = box.v + (list.length > 1 ? (at / (list.length - 1) - 0.5) * Math.min(room, 7 * (list.length - 1)) : 0);
      });
    }
  }
}

function route({ a, b, from, to, jog }, columns) {
  const curves = [];
  let last = null;
  const go = (point, bent) => {
    if (last) curves.push(bent ? bend(last, point, "x") : straight(last, point));
    last = point;
  };
  if (a.column === b.column) {
    const { u1, gutter } = columns[a.column];
    go([a.u1, from]);
    if (u1 - a.u1 > 0.1) go([u1, from]);
    const out = u1 + Math.min(gutter, 26) * 1.2;
    curves.push([last, [out, from], [out, to], [u1, to]]);
    last = [u1, to];
    if (u1 - b.u1 > 0.1) go([b.u1, to]);
    if (curves.length && b.u1 === u1) curves[curves.length - 1][2] = [out, to];
    return curves;
  }
  const forth = b.column > a.column;
  const near = (column) => (forth ? column.u0 : column.u1), far = (column) => (forth ? column.u1 : column.u0);
  go([forth ? a.u1 : a.u0, from]);
  const edge = far(columns[a.column]);
  if (Math.abs(edge - last[0]) > 0.1) go([edge, from]);
  const count = Math.abs(b.column - a.column);
  for (let step = 1; step < count; step++) {
    const column = columns[a.column + (forth ? step : -step)];
    const wanted = last[1] + (to - last[1]) / (count - step + 1);
    const gap = column.gaps.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best)) + jog;
    go([near(column), gap], true);
    go([far(column), gap]);
  }
  const reached = columns[b.column];
  go([near(reached), to], true);
  const end = forth ? b.u0 : b.u1;
  if (Math.abs(end - last[0]) > 0.1) go([end, to]);
  return curves;
}
