// Chains as a layered drawing: plain geometry in CSS pixels, y grows downwards, boxes by their
// centre. A long arrow bends around every box that it does not belong to: one that runs behind a
// foreign box reads as a statement nobody made.

const PORT_GAP = 9;
const SWEEPS = 12;
const STEEP = 3; // an arrow that climbs so much more than it runs is given more room to turn
/** Pixels between boxes, between lines, and between columns: at the least and at the most. */
export const GAPS = { box: 22, line: 13, column: 64, widest: 150 };

/**
 * Causes first, effects last; no two boxes overlap, no arrow runs through a foreign box.
 *
 * nodes: names; edges: [source, target]; sizeOf(name): {width, height}; along: "x" draws from left
 * to right, "y" from top to bottom; gaps: as GAPS. Gives {boxes: Map of {x, y, width, height},
 * paths, width, height}: one path per edge, {points, feedback}. Between two points a renderer may
 * draw an S whose ends run along; feedback runs against the reading direction; a thing that leads
 * to itself has no points. Boxes of a column share the widest one's width, so that all turning
 * happens between columns; a box with many arrows is large enough to keep their ends apart.
 */
export function layered(nodes, edges, sizeOf, along = "x", gaps = GAPS) {
  if (along === "y") {
    return turned(layered(nodes, edges,
      (n) => ({ width: sizeOf(n).height, height: sizeOf(n).width }), "x", gaps));
  }
  const backward = feedback(nodes, edges);
  const { layerOf, routes } = routesOf(nodes, edges, backward);
  const segments = routes.flatMap((route) => route.slice(1).map((b, i) => [route[i], b]));
  const after = layerOf.map(() => []), before = layerOf.map(() => []);
  for (const [a, b] of segments) {
    after[a].push(b);
    before[b].push(a);
  }
  const heights = layerOf.map((_, i) => {
    const ends = Math.max(after[i].length, before[i].length);
    return i < nodes.length ? Math.max(sizeOf(nodes[i]).height, PORT_GAP * (ends + 1)) : 0;
  });
  const columns = ordered(layerOf, before, after);
  const y = heightsAt(columns, before, after, heights, nodes.length, gaps);
  const [lefts, rights] = extents(columns, segments, y,
    (i) => (i < nodes.length ? sizeOf(nodes[i]).width : 0), gaps);
  const boxes = new Map(nodes.map((n, i) => {
    const [left, right] = [lefts[layerOf[i]], rights[layerOf[i]]];
    return [n, { x: (left + right) / 2, y: y[i], width: right - left, height: heights[i] }];
  }));
  const leaving = ports(routes, y, heights, true), arriving = ports(routes, y, heights, false);
  const paths = routes.map((route, edge) => {
    const points = route.slice(1, -1)
      .flatMap((item) => [[lefts[layerOf[item]], y[item]], [rights[layerOf[item]], y[item]]]);
    if (route.length) {
      points.unshift([rights[layerOf[route[0]]], leaving[edge]]);
      points.push([lefts[layerOf[route[route.length - 1]]], arriving[edge]]);
    }
    return { points: backward[edge] ? points.reverse() : points, feedback: backward[edge] };
  });
  return { boxes, paths, width: Math.max(0, ...rights),
    height: Math.max(0, ...y.map((at, i) => at + heights[i] / 2)) };
}

function turned({ boxes, paths, width, height }) {
  return {
    boxes: new Map([...boxes].map(([n, b]) =>
      [n, { x: b.y, y: b.x, width: b.height, height: b.width }])),
    paths: paths.map((path) => ({ ...path, points: path.points.map(([a, b]) => [b, a]) })),
    width: height,
    height: width,
  };
}

/** Which edges close a loop when the nodes are walked in the order given (depth first). */
export function feedback(nodes, edges) {
  const outgoing = new Map(nodes.map((n) => [n, []]));
  edges.forEach(([source], index) => outgoing.get(source).push(index));
  const backward = edges.map(() => false);
  const state = new Map(); // "open" on the way, "done" after it
  for (const root of nodes) {
    if (state.has(root)) continue;
    state.set(root, "open");
    const stack = [[root, 0]];
    while (stack.length) {
      const top = stack[stack.length - 1];
      const [node, position] = top;
      if (position === outgoing.get(node).length) {
        state.set(node, "done");
        stack.pop();
        continue;
      }
      top[1] += 1;
      const index = outgoing.get(node)[position];
      const target = edges[index][1];
      if (state.get(target) === "open") backward[index] = true;
      else if (!state.has(target)) {
        state.set(target, "open");
        stack.push([target, 0]);
      }
    }
  }
  return backward;
}

/** Column of each node: longest way from a start; starts move next to what they lead to. */
function layers(nodes, edges) {
  const outgoing = new Map(nodes.map((n) => [n, []])), waiting = new Map(nodes.map((n) => [n, 0]));
  for (const [source, target] of edges) {
    if (source === target) continue;
    outgoing.get(source).push(target);
    waiting.set(target, waiting.get(target) + 1);
  }
  const starts = nodes.filter((n) => !waiting.get(n));
  const layer = new Map(nodes.map((n) => [n, 0]));
  const ready = [...starts];
  for (const node of ready) { // grows while it is walked
    for (const target of outgoing.get(node)) {
      layer.set(target, Math.max(layer.get(target), layer.get(node) + 1));
      waiting.set(target, waiting.get(target) - 1);
      if (!waiting.get(target)) ready.push(target);
    }
  }
  for (const node of starts) {
    const reached = outgoing.get(node).map((target) => layer.get(target));
    if (reached.length) layer.set(node, Math.min(...reached) - 1);
  }
  return layer;
}

/** Each edge as items from left to right; items are the nodes, then the bends between columns. */
function routesOf(nodes, edges, backward) {
  const layer = layers(nodes, edges.map(([a, b], i) => (backward[i] ? [b, a] : [a, b])));
  const layerOf = nodes.map((n) => layer.get(n));
  const itemOf = new Map(nodes.map((n, i) => [n, i]));
  const routes = edges.map(([source, target], i) => {
    const [left, right] = backward[i] ? [target, source] : [source, target];
    if (left === right) return [];
    const route = [itemOf.get(left)];
    for (let between = layer.get(left) + 1; between < layer.get(right); between++) {
      route.push(layerOf.length);
      layerOf.push(between);
    }
    return [...route, itemOf.get(right)];
  });
  return { layerOf, routes };
}

/** Items per layer, top to bottom, with few crossings: barycentre sweeps, the best one kept. */
function ordered(layerOf, before, after) {
  const columns = Array.from({ length: Math.max(-1, ...layerOf) + 1 }, () => []);
  layerOf.forEach((at, item) => columns[at].push(item));
  let best = [...columns], fewest = crossings(best, after);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rightwards = sweep % 2 === 0;
    for (let step = 1; step < columns.length; step++) {
      const at = rightwards ? step : columns.length - 1 - step;
      const fixed = rightwards ? columns[at - 1] : columns[at + 1];
      columns[at] = byBarycentre(columns[at], fixed, rightwards ? before : after);
    }
    const now = crossings(columns, after);
    if (now < fewest) [best, fewest] = [[...columns], now];
  }
  return best;
}

function byBarycentre(column, fixed, near) {
  const position = new Map(fixed.map((item, p) => [item, p]));
  const share = Math.max(fixed.length - 1, 1) / Math.max(column.length - 1, 1);
  const keys = column.map((item, p) => {
    const found = near[item].filter((n) => position.has(n)).map((n) => position.get(n));
    return [found.length ? sum(found) / found.length : p * share, p, item];
  });
  return keys.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , item]) => item);
}

function crossings(columns, after) {
  let total = 0;
  for (let at = 0; at + 1 < columns.length; at++) {
    const position = new Map(columns[at + 1].map((item, p) => [item, p]));
    const seen = [];
    for (const item of columns[at]) {
      const ends = after[item].map((n) => position.get(n));
      for (const end of ends) total += seen.filter((other) => other > end).length;
      seen.push(...ends);
    }
  }
  return total;
}

/** Centre of each item: near the mean of its neighbours, never closer than the gaps allow. */
function heightsAt(columns, before, after, heights, real, { box, line }) {
  const y = heights.map(() => 0);
  const settle = (column, wanted, weight) => {
    const between = column.slice(1).map((b, i) => (heights[column[i]] + heights[b]) / 2
      + (column[i] < real && b < real ? box : line));
    apart(wanted, weight, between).forEach((at, i) => { y[column[i]] = at; });
  };
  for (const column of columns) settle(column, column.map(() => 0), column.map(() => 1));
  for (let sweep = 0; sweep < 2 * SWEEPS; sweep++) {
    const side = sweep % 4;
    for (const column of side % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = [], weight = [];
      for (const item of column) {
        const near = side > 1 ? [...before[item], ...after[item]] : [before, after][side][item];
        const pulls = near.map((n) => (item >= real && n >= real ? 8 : 1));
        const total = sum(pulls);
        wanted.push(near.length ? sum(near.map((n, i) => pulls[i] * y[n])) / total : y[item]);
        weight.push(near.length ? total : 0.1);
      }
      settle(column, wanted, weight);
    }
  }
  const top = Math.min(Infinity, ...y.map((at, i) => at - heights[i] / 2));
  return y.map((at) => at - top);
}

/** Closest places (weighted least squares) to the wanted ones that keep order and gaps. */
function apart(wanted, weight, gaps) {
  const offsets = [0];
  for (const gap of gaps) offsets.push(offsets[offsets.length - 1] + gap);
  const blocks = []; // sum of weight * place, sum of weights, items
  wanted.forEach((at, i) => {
    let [total, weights, items] = [(at - offsets[i]) * weight[i], weight[i], 1];
    while (blocks.length
      && blocks[blocks.length - 1][0] / blocks[blocks.length - 1][1] > total / weights) {
      const last = blocks.pop();
      [total, weights, items] = [last[0] + total, last[1] + weights, last[2] + items];
    }
    blocks.push([total, weights, items]);
  });
  const found = blocks.flatMap(([total, weights, items]) => Array(items).fill(total / weights));
  return found.map((place, i) => place + offsets[i]);
}

/** Left and right end of each column; steep arrows get a wider gap to turn in. */
function extents(columns, segments, y, widthOf, { column: least, widest }) {
  const at = new Map(columns.flatMap((column, number) => column.map((item) => [item, number])));
  const rise = columns.map(() => 0);
  for (const [a, b] of segments) rise[at.get(a)] = Math.max(rise[at.get(a)], Math.abs(y[b] - y[a]));
  const lefts = [], rights = [];
  let x = 0;
  columns.forEach((column, number) => {
    lefts.push(x);
    rights.push(x + Math.max(0, ...column.map(widthOf)));
    x = rights[number] + Math.min(Math.max(least, rise[number] / STEEP), widest);
  });
  return [lefts, rights];
}

/** Where each edge touches its box: ends are spread in the order of where they go. */
function ports(routes, y, heights, outgoing) {
  const ends = new Map();
  routes.forEach((route, edge) => {
    if (!route.length) return;
    const last = route.length - 1;
    const [item, near] = outgoing ? [route[0], route[1]] : [route[last], route[last - 1]];
    if (!ends.has(item)) ends.set(item, []);
    ends.get(item).push([y[near], edge]);
  });
  const port = routes.map(() => 0);
  for (const [item, found] of ends) {
    const step = Math.min(2 * PORT_GAP, heights[item] / (found.length + 1));
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    found.forEach(([, edge], place) => {
      port[edge] = y[item] + (place - (found.length - 1) / 2) * step;
    });
  }
  return port;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
