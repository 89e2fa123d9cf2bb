// The map's boxes: things packed by kind, in columns or in bands, nothing overlapping. No DOM.
import { SWEEPS, sum } from "./layout.js";
import { HEAD_HEIGHT } from "./measure.js";

const LANE_GAP = 40;
const TILE_GAP = 8;
const BAND_GAP = 34;

/**
 * One packed column per group, left to right, centred; a group taller than `tall` stands in
 * several, evenly. groups: [{members, headWidth}], members in the order wanted; sizeOf(member):
 * {width, height}. Gives {boxes: Map of {x, y, width, height, row}, width, height}: boxes with one
 * `row` are a column. A lane is at least as wide as its heading, so that no two headings touch.
 */
export function inColumns(groups, sizeOf, tall) {
  const lanes = groups.map(({ members, headWidth = 0 }) => {
    const height = stacked(members, sizeOf);
    const each = Math.ceil(members.length / Math.max(1, Math.ceil(height / tall)));
    const parts = [];
    for (let at = 0; at < members.length; at += each) parts.push(members.slice(at, at + each));
    const widths = parts.map((part) => Math.max(...part.map((n) => sizeOf(n).width)));
    const inner = sum(widths) + TILE_GAP * (parts.length - 1);
    return { parts, widths, inner, outer: Math.max(inner, headWidth) };
  });
  const height = Math.max(0,
    ...lanes.flatMap(({ parts }) => parts.map((part) => stacked(part, sizeOf))));
  const boxes = new Map();
  let left = 0, row = 0;
  for (const { parts, widths, inner, outer } of lanes) {
    let x = left + (outer - inner) / 2;
    parts.forEach((part, at) => {
      let y = (height - stacked(part, sizeOf)) / 2;
      for (const n of part) {
        const tallness = sizeOf(n).height;
        boxes.set(n, { x: x + widths[at] / 2, y: y + tallness / 2, width: widths[at],
          height: tallness, row });
        y += tallness + TILE_GAP;
      }
      x += widths[at] + TILE_GAP;
      row += 1;
    });
    left += outer + LANE_GAP;
  }
  return { boxes, width: Math.max(0, left - LANE_GAP), height };
}

/**
 * The same for a narrow screen: one band per group, top to bottom, wrapped like words to `width`
 * (or to the widest box). groups: [{members, headLines}]; boxes with one `row` stand side by side.
 */
export function inBands(groups, sizeOf, width) {
  const all = groups.flatMap(({ members }) => members);
  const room = Math.max(width, ...all.map((n) => sizeOf(n).width));
  const boxes = new Map();
  let y = 0, row = 0;
  groups.forEach(({ members, headLines = 1 }, number) => {
    if (number) y += BAND_GAP + (headLines - 1) * HEAD_HEIGHT;
    for (const line of wrappedRows(members, sizeOf, room)) {
      const tallest = Math.max(...line.map((n) => sizeOf(n).height));
      let x = (room - lineWidth(line, sizeOf)) / 2;
      for (const n of line) {
        const size = sizeOf(n);
        boxes.set(n, { x: x + size.width / 2, y: y + tallest / 2, width: size.width,
          height: size.height, row });
        x += size.width + TILE_GAP;
      }
      y += tallest + TILE_GAP;
      row += 1;
    }
  });
  return { boxes, width: room, height: Math.max(0, y - TILE_GAP) };
}

function wrappedRows(members, sizeOf, room) {
  const rows = [];
  let used = Infinity;
  for (const n of members) {
    used += TILE_GAP + sizeOf(n).width;
    if (used > room) {
      rows.push([]);
      used = sizeOf(n).width;
    }
    rows[rows.length - 1].push(n);
  }
  return rows;
}

const stacked = (members, sizeOf) => sum(members.map((n) => sizeOf(n).height))
  + TILE_GAP * Math.max(0, members.length - 1);
const lineWidth = (line, sizeOf) => sum(line.map((n) => sizeOf(n).width))
  + TILE_GAP * (line.length - 1);

/** Each group reordered by the barycentre of what its members are linked to; pairs: [a, b]. */
export function untangled(groups, pairs) {
  const order = groups.map((group) => [...group]);
  const home = new Map(order.flatMap((group, number) => group.map((n) => [n, number])));
  const near = new Map([...home.keys()].map((n) => [n, []]));
  for (const [a, b] of pairs) {
    if (home.get(a) === home.get(b)) continue;
    near.get(a).push(b);
    near.get(b).push(a);
  }
  const place = new Map();
  const settle = (group) => group.forEach((n, p) => place.set(n, (p + 0.5) / group.length));
  order.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    order.forEach((group, number) => {
      const keys = group.map((n, p) => {
        const found = near.get(n).map((other) => place.get(other));
        // what nothing leads to goes to the foot of its lane
        return [found.length ? sum(found) / found.length : 2, p, n];
      });
      order[number] = keys.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , n]) => n);
      settle(order[number]);
    });
  }
  return order;
}

/**
 * The things that the map has room for, at most `most`: all, or those around the `first` ones
 * (the busiest where none is named), then the most linked. pairs: [a, b] among 0 … count - 1.
 */
export function chosen(count, pairs, first, most) {
  if (count <= most) return Array.from({ length: count }, (_, n) => n);
  const near = Array.from({ length: count }, () => []);
  for (const [a, b] of pairs) {
    near[a].push(b);
    near[b].push(a);
  }
  const byLinks = near.map((_, n) => n).sort((a, b) => near[b].length - near[a].length || a - b);
  const found = new Set(first.length ? first : byLinks.slice(0, 1));
  for (const n of found) { // grows while it is walked
    if (found.size >= most) break;
    for (const other of [...near[n]].sort((a, b) => a - b)) found.add(other);
  }
  for (const n of byLinks) found.add(n);
  return [...found].slice(0, most);
}
