// Random graphs by seed, and what is misread in a drawing: shared by the layout's tests.

import { sampled } from "../../twitchkg/explorer/src/curves.js";

/** A generator of numbers in [0, 1) by seed (mulberry32), with helpers. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, between: (low, high) => low + next() * (high - low),
    pick: (all) => all[below(all.length)] };
}

/** Nodes 0 … n - 1, edges between any two (none against the order where acyclic), sizes. */
export function randomGraph({ next, below, between }, { acyclic = false, most = 14 } = {}) {
  const nodes = Array.from({ length: 1 + below(most) }, (_, n) => n);
  let edges = Array.from({ length: below(31) }, () => [below(nodes.length), below(nodes.length)]);
  if (acyclic) {
    edges = edges.filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
  }
  const sizes = nodes.map(() => ({ width: between(10, 240), height: between(10, 240) }));
  if (!acyclic) nodes.sort(() => next() - 0.5);
  return { nodes, edges, sizeOf: (n) => sizes[n] };
}

/** What a reader could misread: boxes over each other or outside, arrows behind a box. */
export function misread({ boxes, lines, width, height }, slack = 0.01) {
  const bad = [];
  boxes.forEach((a, i) => {
    const [dx, dy] = [a.width / 2, a.height / 2];
    if (!(a.x - dx > -slack && a.y - dy > -slack && a.x + dx < width + slack && a.y + dy < height
      + slack)) bad.push(["outside", a]);
    for (const b of boxes.slice(i + 1)) {
      const apart = Math.abs(a.x - b.x) >= dx + b.width / 2 - slack || Math.abs(a.y - b.y) >= dy
        + b.height / 2 - slack;
      if (!apart) bad.push(["overlap", a, b]);
    }
  });
  for (const line of lines) {
    for (const [x, y] of sampled(line)) {
      // not behind its own boxes either: it touches their borders
      const crossed = boxes.find((b) => Math.abs(x - b.x) < b.width / 2 - slack
        && Math.abs(y - b.y) < b.height / 2 - slack);
      if (!crossed) continue;
      bad.push(["crossed", crossed, line.link, x, y]);
      break;
    }
  }
  return bad;
}

/** Whether an arrow begins at the border of one box and ends at that of the other. */
export function joins(line, from, to, slack = 0.11) {
  const touches = ([x, y], b) => Math.abs(x - b.x) < b.width / 2 + slack
    && Math.abs(y - b.y) < b.height / 2 + slack;
  const last = line.curves[line.curves.length - 1];
  return touches(line.curves[0][0], from) && touches(last[3], to);
}
