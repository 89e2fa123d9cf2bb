// chains.py in JavaScript: the same chains in the same order; a test compares them.

const BUDGET = 50000;

/**
 * The best chains between two concepts (places in data.concepts), ranked as chains.py says:
 * by the weakest step, then fewer steps, then the order of the IRIs.
 */
export function findChains(data, start, end, limit = 10) {
  const found = between(data, start, end, limit);
  const seen = new Set([end]), queue = [[end, []]];
  const broader = data.rows.filter((row) => row.broader && !row.denied);
  broader.sort((a, b) => (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0));
  while (queue.length && !found.cards.length && found.complete) {
    const [narrow, path] = queue.shift();
    for (const row of broader) {
      const broad = row.object;
      if (row.subject !== narrow || seen.has(broad) || broad === start) continue;
      seen.add(broad);
      const way = [...path, row];
      queue.push([broad, way]);
      const wider = between(data, start, broad, limit);
      if (wider.cards.length) return { ...wider, kindOf: way };
    }
  }
  return found;
}

function between(data, start, end, limit) {
  const { usable, shortcuts, ranks, firm } = known(data.links);
  const summaries = shortcuts.filter((link) => link.subject === start && link.object === end)
    .map((link) => link.at);
  const cards = [];
  let complete = true;
  for (const floor of ranks) {
    if (!firm.has(floor)) {
      const links = usable.filter((link) => link.rank >= floor);
      firm.set(floor, [grouped(links, (link) => link.subject),
        grouped(links, (link) => link.object)]);
    }
    const [more, all] = shortestFirst(data, firm.get(floor), start, end,
      limit - cards.length + 1, floor);
    complete = complete && all;
    cards.push(...more);
    if (cards.length > limit) {
      return { start, end, summaries, cards: cards.slice(0, limit), complete: false, kindOf: [] };
    }
  }
  return { start, end, summaries, cards, complete, kindOf: [] };
}

const seen = new WeakMap(); // what is known of a list of links, whatever is asked of it

/** The causal links without those that pass over steps told elsewhere, and their ranks. */
function known(links) {
  if (seen.has(links)) return seen.get(links);
  const causal = [];
  links.forEach((link, at) => { if (link.causal) causal.push({ ...link, at }); });
  const steps = grouped(causal.filter((link) => !link.summary), (link) => link.subject);
  const usable = [], shortcuts = [], reaches = new Map();
  for (const link of causal) {
    if (!reaches.has(link.subject) && link.summary) {
      reaches.set(link.subject, reachable(steps, link.subject, (l) => l.object));
    }
    const shortcut = link.summary && reaches.get(link.subject)[link.object] !== undefined;
    (shortcut ? shortcuts : usable).push(link);
  }
  const ranks = [...new Set(usable.map((link) => link.rank))].sort((a, b) => b - a);
  seen.set(links, { usable, shortcuts, ranks, firm: new Map() });
  return seen.get(links);
}

const lastEnd = new WeakMap(); // where all causes of one thing are asked for, its end is the same

function stepsTo(end, incoming) {
  if (lastEnd.get(incoming)?.end !== end) {
    lastEnd.set(incoming, { end, steps: reachable(incoming, end, (link) => link.subject) });
  }
  return lastEnd.get(incoming).steps;
}

function shortestFirst(data, [outgoing, incoming], start, end, limit, floor) {
  const needed = stepsTo(end, incoming);
  if (needed[start] === undefined) return [[], true];
  const found = [];
  const queue = [{ total: needed[start], path: [start], steps: [] }];
  const order = data.order; // place of each concept among all IRIs
  const before = (a, b) => {
    if (a.total !== b.total) return a.total < b.total;
    for (let i = 0; i < Math.min(a.path.length, b.path.length); i++) {
      if (a.path[i] !== b.path[i]) return order[a.path[i]] < order[b.path[i]];
    }
    return a.path.length < b.path.length;
  };
  let lookedAt = 0;
  while (queue.length && found.length < limit) {
    const { path, steps } = pop(queue, before);
    lookedAt += 1;
    if (lookedAt > BUDGET) return [found, false];
    const last = path[path.length - 1];
    if (last === end) {
      const strength = Math.min(...steps.map((link) => link.rank));
      if (strength === floor) found.push(rankedCard(steps));
      continue;
    }
    for (const link of outgoing[last] || []) {
      if (needed[link.object] === undefined || path.includes(link.object)) continue;
      const total = steps.length + 1 + needed[link.object];
      push(queue, { total, path: [...path, link.object], steps: [...steps, link] }, before);
    }
  }
  return [found, true];
}

function rankedCard(steps) {
  const weakest = Math.min(...steps.map((link) => link.rank));
  const at = steps.map((_, i) => i).filter((i) => steps[i].rank === weakest);
  return { steps: steps.map((link) => link.at), weakest: at, modality: steps[at[0]].modality };
}

/** Lists of links by place: an array, for places are small whole numbers. */
function grouped(links, key) {
  const groups = [];
  for (const link of links) (groups[key(link)] ||= []).push(link);
  return groups;
}

/** Steps from a place to each that can be reached, by place; undefined where there is no way. */
function reachable(groups, start, next) {
  const steps = [], queue = [start];
  steps[start] = 0;
  for (const place of queue) { // grows while it is walked
    for (const link of groups[place] || []) {
      const to = next(link);
      if (steps[to] === undefined) {
        steps[to] = steps[place] + 1;
        queue.push(to);
      }
    }
  }
  return steps;
}

function push(heap, item, before) {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(heap[at], heap[parent])) break;
    [heap[at], heap[parent]] = [heap[parent], heap[at]];
    at = parent;
  }
}

function pop(heap, before) {
  const first = heap[0], last = heap.pop();
  if (heap.length) {
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && before(heap[child], heap[least])) least = child;
      }
      if (least === at) break;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }
  return first;
}

/** The links that chains are made of, as analysis.py has them from spelt_out. */
export const usableLinks = (links) => known(links).usable;
