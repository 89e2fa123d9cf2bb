// chains.py in JavaScript: the same chains in the same order; a test compares them.
"use strict";
(() => {
  const BUDGET = 50000;

  /**
   * The best chains between two concepts (places in data.concepts), ranked as chains.py says:
   * by the weakest step, then fewer steps, then the order of the IRIs.
   */
  function findChains(data, start, end, limit = 10) {
    const found = between(data, start, end, limit);
    const seen = new Set([end]), queue = [[end, []]];
    const broader = data.rows.filter((row) => row.broader && !row.denied);
    broader.sort((a, b) => (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0));
    while (queue.length && !found.cards.length) {
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
    const causal = data.links.map((link, at) => ({ ...link, at })).filter((link) => link.causal);
    const steps = grouped(causal.filter((link) => !link.summary), (link) => link.subject);
    const usable = [], summaries = [];
    const reaches = new Map();
    for (const link of causal) {
      if (!reaches.has(link.subject) && link.summary) {
        reaches.set(link.subject, reachable(steps, link.subject, (l) => l.object));
      }
      const shortcut = link.summary && reaches.get(link.subject).has(link.object);
      if (!shortcut) usable.push(link);
      else if (link.subject === start && link.object === end) summaries.push(link.at);
    }
    const cards = [];
    let complete = true;
    const ranks = [...new Set(usable.map((link) => link.rank))].sort((a, b) => b - a);
    for (const floor of ranks) {
      const firm = usable.filter((link) => link.rank >= floor);
      const [more, all] = shortestFirst(data, firm, start, end, limit - cards.length + 1, floor);
      complete = complete && all;
      cards.push(...more);
      if (cards.length > limit) return { start, end, summaries, cards: cards.slice(0, limit), complete: false, kindOf: [] };
    }
    return { start, end, summaries, cards, complete, kindOf: [] };
  }

  function shortestFirst(data, links, start, end, limit, floor) {
    const needed = reachable(grouped(links, (link) => link.object), end, (link) => link.subject);
    if (!needed.has(start)) return [[], true];
    const outgoing = grouped(links, (link) => link.subject);
    const found = [];
    const queue = [{ total: needed.get(start), path: [start], steps: [] }];
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
        if (strength === floor) found.push(card(steps));
        continue;
      }
      for (const link of outgoing.get(last) || []) {
        if (!needed.has(link.object) || path.includes(link.object)) continue;
        const total = steps.length + 1 + needed.get(link.object);
        push(queue, { total, path: [...path, link.object], steps: [...steps, link] }, before);
      }
    }
    return [found, true];
  }

  function card(steps) {
    const weakest = Math.min(...steps.map((link) => link.rank));
    const at = steps.map((_, i) => i).filter((i) => steps[i].rank === weakest);
    return { steps: steps.map((link) => link.at), weakest: at, modality: steps[at[0]].modality };
  }

  function grouped(links, key) {
    const groups = new Map();
    for (const link of links) {
      if (!groups.has(key(link))) groups.set(key(link), []);
      groups.get(key(link)).push(link);
    }
    return groups;
  }

  function reachable(groups, start, next) {
    const steps = new Map([[start, 0]]);
    for (const [concept, count] of steps) { // a Map is walked in the order of insertion
      for (const link of groups.get(concept) || []) {
        if (!steps.has(next(link))) steps.set(next(link), count + 1);
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

  Object.assign(window.twitchkg, { findChains });
})();
