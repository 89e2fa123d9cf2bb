// layout.py in JavaScript, line by line: change both, a test compares them.

const BOX_GAP = 22;
const LINE_GAP = 13;
const PORT_GAP = 9;
const COLUMN_GAP = 64;
const WIDEST_GAP = 150;
const SWEEPS = 12;

/** nodes: names; edges: [source, target]; sizes: {name: [width, height]}. See layout.layered. */
export function layered(nodes, edges, sizes) {
  const backward = feedback(nodes, edges);
  const layer = layers(nodes, edges.map(([a, b], i) => (backward[i] ? [b, a] : [a, b])));
  const itemLayer = nodes.map((n) => layer.get(n));
  const itemOf = new Map(nodes.map((n, i) => [n, i]));
  const routes = edges.map(([source, target], i) => {
    const [left, right] = backward[i] ? [target, source] : [source, target];
    if (left === right) return [];
    const route = [itemOf.get(left)];
    for (let between = layer.get(left) + 1; between < layer.get(right); between++) {
      route.push(itemLayer.length);
      itemLayer.push(between);
    }
    route.push(itemOf.get(right));
    return route;
  });
  const segments = routes.flatMap((route) => route.slice(1).map((b, i) => [route[i], b]));
  const after = itemLayer.map(() => []), before = itemLayer.map(() => []);
  for (const [a, b] of segments) {
    after[a].push(b);
    before[b].push(a);
  }
  const heights = itemLayer.map((_, i) => (i < nodes.length
    ? Math.max(sizes[nodes[i]][1], PORT_GAP * (Math.max(after[i].length, before[i].length) + 1)) : 0));
  const columns = ordered(itemLayer, before, after);
  const y = settledPlaces(columns, before, after, heights, nodes.length);
  const [lefts, rights] = extents(columns, nodes, sizes, segments, y);
  const boxes = {};
  nodes.forEach((n, i) => {
    const [left, right] = [lefts[itemLayer[i]], rights[itemLayer[i]]];
    boxes[n] = { x: (left + right) / 2, y: y[i], width: right - left, height: heights[i] };
  });
  const leaving = ports(routes, y, heights, true), arriving = ports(routes, y, heights, false);
  const paths = routes.map((route, edge) => {
    const points = [];
    if (route.length) {
      points.push([rights[itemLayer[route[0]]], leaving[edge]]);
      for (const item of route.slice(1, -1)) {
        points.push([lefts[itemLayer[item]], y[item]], [rights[itemLayer[item]], y[item]]);
      }
      points.push([lefts[itemLayer[route[route.length - 1]]], arriving[edge]]);
    }
    return { points: backward[edge] ? points.reverse() : points, feedback: backward[edge] };
  });
  const bottom = y.length ? Math.max(...y.map((at, i) => at + heights[i] / 2)) : 0;
  return { boxes, paths, width: rights.length ? rights[rights.length - 1] : 0, height: bottom };
}

export function turned(drawing) {
  const boxes = {};
  for (const [n, b] of Object.entries(drawing.boxes)) boxes[n] = { x: b.y, y: b.x, width: b.height, height: b.width };
  const paths = drawing.paths.map((p) => ({ ...p, points: p.points.map(([a, b]) => [b, a]) }));
  return { boxes, paths, width: drawing.height, height: drawing.width };
}

function feedback(nodes, edges) {
  const outgoing = new Map(nodes.map((n) => [n, []]));
  edges.forEach(([source], index) => outgoing.get(source).push(index));
  const backward = edges.map(() => false);
  const state = new Map(nodes.map((n) => [n, 0])); // 0 new, 1 on the way, 2 done
  for (const root of nodes) {
    if (state.get(root)) continue;
    state.set(root, 1);
    const stack = [[root, 0]];
    while (stack.length) {
      const [node, position] = stack.pop();
      if (position === outgoing.get(node).length) {
        state.set(node, 2);
        continue;
      }
      stack.push([node, position + 1]);
      const index = outgoing.get(node)[position];
      const target = edges[index][1];
      if (state.get(target) === 1) backward[index] = true;
      else if (state.get(target) === 0) {
        state.set(target, 1);
        stack.push([target, 0]);
      }
    }
  }
  return backward;
}

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
    if (outgoing.get(node).length) layer.set(node, Math.min(...outgoing.get(node).map((t) => layer.get(t))) - 1);
  }
  return layer;
}

function ordered(itemLayer, before, after) {
  const columns = Array.from({ length: Math.max(-1, ...itemLayer) + 1 }, () => []);
  itemLayer.forEach((at, item) => columns[at].push(item));
  let best = columns.map((c) => [...c]), fewest = crossings(best, after);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rightwards = sweep % 2 === 0;
    for (let step = 1; step < columns.length; step++) {
      const at = rightwards ? step : columns.length - 1 - step;
      const fixed = rightwards ? columns[at - 1] : columns[at + 1];
      columns[at] = byBarycentre(columns[at], fixed, rightwards ? before : after);
    }
    const now = crossings(columns, after);
    if (now < fewest) [best, fewest] = [columns.map((c) => [...c]), now];
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

function settledPlaces(columns, before, after, heights, real) {
  const y = heights.map(() => 0);
  const settle = (column, wanted, weight) => {
    const gaps = column.slice(1).map((b, i) => (heights[column[i]] + heights[b]) / 2
      + (column[i] < real && b < real ? BOX_GAP : LINE_GAP));
    apart(wanted, weight, gaps).forEach((at, i) => { y[column[i]] = at; });
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
  const top = y.length ? Math.min(...y.map((at, i) => at - heights[i] / 2)) : 0;
  return y.map((at) => at - top);
}

function apart(wanted, weight, gaps) {
  const offsets = [0];
  for (const gap of gaps) offsets.push(offsets[offsets.length - 1] + gap);
  const blocks = []; // sum of weight * place, sum of weights, items
  wanted.forEach((at, i) => {
    let [total, weights, items] = [(at - offsets[i]) * weight[i], weight[i], 1];
    while (blocks.length && blocks[blocks.length - 1][0] / blocks[blocks.length - 1][1] > total / weights) {
      const last = blocks.pop();
      [total, weights, items] = [last[0] + total, last[1] + weights, last[2] + items];
    }
    blocks.push([total, weights, items]);
  });
  return blocks.flatMap(([total, weights, items]) => Array(items).fill(total / weights)).map((place, i) => place + offsets[i]);
}

function extents(columns, nodes, sizes, segments, y) {
  const at = new Map(columns.flatMap((column, number) => column.map((item) => [item, number])));
  const rise = columns.map(() => 0);
  for (const [a, b] of segments) rise[at.get(a)] = Math.max(rise[at.get(a)], Math.abs(y[b] - y[a]));
  const lefts = [], rights = [];
  let x = 0;
  columns.forEach((column, number) => {
    const width = Math.max(0, ...column.filter((i) => i < nodes.length).map((i) => sizes[nodes[i]][0]));
    lefts.push(x);
    rights.push(x + width);
    x += width + Math.min(Math.max(COLUMN_GAP, rise[number] / 3), WIDEST_GAP);
  });
  return [lefts, rights];
}

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
    found.forEach(([, edge], place) => { port[edge] = y[item] + (place - (found.length - 1) / 2) * step; });
  }
  return port;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
