// The search for chains to one end, best first: chains/search.py in JavaScript.
import { byText, groupedBy } from "./contents.js";
import { cardOf, countedOn, possibleRanks, speltOut } from "./firmness.js";
import { heapPop, heapPush } from "./heap.js";

const BUDGET = 50_000; // partial chains, beyond the steps of the shortest, looked at in one round
const WORK = 1_000_000; // steps looked at in all chains to an end, beyond the links of the graph

const isLess = (a, b) => a < b;

/**
 * Links by subject as pairs of things, from the order of the IRIs of what they lead to: made once
 * for all searches along them.
 */
class Pairs {
  constructor(contents, links) {
    const { order } = contents, size = order.length;
    this.contents = contents;
    this.first = new Int32Array(size + 1); // of a thing: its pairs are from there to the next one's
    this.object = [];
    this.links = [];
    this.firmest = [];
    const ranks = new Set(), counts = new Int32Array(size + 2);
    for (let subject = 0; subject < size; subject++) {
      const ends = groupedBy(links.get(subject) ?? [], (link) => link.object);
      for (const [object, group] of [...ends].sort(([a], [b]) => order[a] - order[b])) {
        this.object.push(object);
        this.links.push(group);
        this.firmest.push(Math.max(...group.map((link) => link.rank)));
        counts[object + 2] += 1;
        for (const link of group) for (const rank of possibleRanks(contents, link)) ranks.add(rank);
      }
      this.first[subject + 1] = this.object.length;
    }
    this.ranks = [...ranks].sort((a, b) => b - a);
    for (let object = 2; object < counts.length; object++) counts[object] += counts[object - 1];
    this.before = counts; // the same by object, as places among what comes next
    this.causes = new Int32Array(this.object.length);
    this.pairs = new Int32Array(this.object.length);
    for (let subject = 0; subject < size; subject++) {
      for (let pair = this.first[subject]; pair < this.first[subject + 1]; pair++) {
        const at = counts[this.object[pair] + 1]++;
        this.causes[at] = subject;
        this.pairs[at] = pair;
      }
    }
  }
}

const pairsKept = new WeakMap(); // by the links

function pairsOf(contents, links) {
  if (!pairsKept.has(links)) pairsKept.set(links, new Pairs(contents, links));
  return pairsKept.get(links);
}

/** The links of rank `floor` or above, what a step costs, and what a place needs to the end. */
class Firm {
  constructor(pairs, end, floor) {
    Object.assign(this, { pairs, floor, ways: new Map() });
    this.weak = 2; // more than any chain has steps
    for (const firmest of pairs.firmest) this.weak += firmest >= floor;
    this.needed = this.cheapest(end);
  }

  /** What the step of a pair costs at the least. */
  cost(pair) {
    return 1 + (this.pairs.firmest[pair] === this.floor ? this.weak : 0);
  }

  /**
   * The least cost to the end by place, Infinity where there is no way. Places come by cost without
   * a heap: steps of one kind make a row that is in order, and so do those of the other kind.
   */
  cheapest(end) {
    const { before, causes, pairs, firmest } = this.pairs, { floor } = this;
    const needed = new Float64Array(before.length - 2).fill(Infinity);
    let weaker = [[0, end]];
    while (weaker.length) {
      const as = weaker, firmer = [];
      weaker = [];
      for (let a = 0, f = 0; a < as.length || f < firmer.length;) {
        const [cost, place] = f === firmer.length || as[a]?.[0] < firmer[f][0] ? as[a++]
          : firmer[f++];
        if (needed[place] <= cost) continue;
        needed[place] = cost;
        for (let at = before[place]; at < before[place + 1]; at++) {
          const pair = pairs[at], other = causes[at];
          if (firmest[pair] < floor || needed[other] < Infinity) continue;
          (firmest[pair] === floor ? weaker : firmer).push([cost + this.cost(pair), other]);
        }
      }
    }
    return needed;
  }

  /** The pairs by which a place leads on, where the end can be reached from, by IRI. */
  onward(place) {
    if (!this.ways.has(place)) {
      const { first, firmest, object } = this.pairs, ways = [];
      for (let pair = first[place]; pair < first[place + 1]; pair++) {
        if (firmest[pair] >= this.floor && this.needed[object[pair]] < Infinity) ways.push(pair);
      }
      this.ways.set(place, ways);
    }
    return this.ways.get(place);
  }

  /** The links of a pair, by their properties. */
  between(pair) {
    const { contents, links } = this.pairs;
    const firm = links[pair].filter((link) => link.rank >= this.floor);
    const first = (link) => contents.rows[link.rows[0]].claim;
    return firm.length < 2 ? firm : firm.sort((a, b) =>
      byText(a.predicate, b.predicate) || byText(first(a), first(b)));
  }
}

/** Chains to `end`, whatever they begin at, made of `links` by subject. */
export class ChainSearch {
  constructor(contents, end, links = speltOut(contents)) {
    Object.assign(this, { contents, end, firm: new Map(), stopped: false });
    this.pairs = pairsOf(contents, links);
    this.left = WORK + 4 * contents.links.length;
  }

  /** {cards, complete}: the best `limit` chains from `start`, and whether these are all. */
  chains(start, limit) {
    const found = [];
    this.stopped = false;
    for (const floor of this.pairs.ranks) {
      if (!this.firm.has(floor)) this.firm.set(floor, new Firm(this.pairs, this.end, floor));
      found.push(...this.best(this.firm.get(floor), start, limit - found.length + 1));
      if (found.length > limit) break;
    }
    const cards = found.slice(0, limit).map((chain) => cardOf(this.contents, chain));
    return { cards, complete: found.length <= limit && !this.stopped };
  }

  /** The best chains as weak as the round allows; one waits until none to come can be better. */
  best(firm, start, limit) {
    if (firm.needed[start] === Infinity) return [];
    const best = [], held = [];
    const { order } = this.contents;
    const before = (a, b) => keyBefore(order, a, b);
    const least = this.fewestSections(firm, start);
    for (const path of this.paths(firm, start)) {
      const surelyWeak = Math.floor(path.cost / firm.weak);
      while (held.length && held[0].weak < surelyWeak) best.push(heapPop(held, before).chain);
      for (const each of this.along(firm, path)) {
        if (each.weak < surelyWeak || (each.weak === surelyWeak && each.borrowed === 0
          && each.sections <= least)) best.push(each.chain);
        else heapPush(held, each, before);
      }
      if (best.length >= limit) return best.slice(0, limit);
    }
    while (held.length && best.length < limit) best.push(heapPop(held, before).chain);
    return best;
  }

  /** How many sections of the sources the first step of a chain takes at the least. */
  fewestSections(firm, start) {
    const first = firm.onward(start).flatMap((pair) => firm.between(pair));
    const counts = first.flatMap((link) => link.rows.map((row) => this.sections([row])));
    return counts.length ? Math.min(...counts) : 0;
  }

  sections(rows) {
    return new Set(rows.flatMap((row) => this.contents.rows[row].spans
      .flatMap(({ section }) => (section === undefined ? [] : [section])))).size;
  }

  /** Paths without repetition, by their cost and within a cost by the order of their IRIs. */
  * paths(firm, start) {
    const root = { place: start, steps: 0, cost: 0 };
    let here = root;
    const passed = new Set([start]), needed = firm.needed[start];
    const waiting = new Map([[needed, [root]]]), costs = [needed];
    let mayLookAt = BUDGET + needed % firm.weak;
    while (costs.length) {
      const cost = heapPop(costs, isLess);
      const [stack, lookedAt] = sortedPaths(root, waiting.get(cost), this.contents.order);
      waiting.delete(cost);
      this.left -= lookedAt;
      while (stack.length) {
        const partial = stack.pop();
        this.left -= moved(passed, here, partial) + 1;
        mayLookAt -= 1;
        if (mayLookAt < 0 || this.left < 0) {
          this.stopped = true;
          return;
        }
        here = partial;
        if (here.place === this.end) {
          yield here;
          continue;
        }
        const nearest = [];
        for (const pair of firm.onward(here.place)) {
          const place = this.pairs.object[pair];
          this.left -= 1;
          if (passed.has(place)) continue;
          const longer = { place, pair, before: here, steps: here.steps + 1,
            cost: here.cost + firm.cost(pair) };
          const needs = longer.cost + firm.needed[place];
          if (needs === cost) {
            nearest.push(longer);
            continue;
          }
          if (!waiting.has(needs)) {
            waiting.set(needs, []);
            heapPush(costs, needs, isLess);
          }
          waiting.get(needs).push(longer);
        }
        stack.push(...nearest.reverse());
      }
    }
  }

  /** The chains on a path that are as weak as the round allows, and what ranks them. */
  * along(firm, partial) {
    const taken = [];
    for (let each = partial; each; each = each.before) taken.unshift(each);
    const path = taken.map(({ place }) => place), on = new Set(path);
    this.left -= path.length;
    const choices = taken.slice(1).map(({ pair }) => firm.between(pair));
    for (const links of product(choices)) {
      this.left -= 1;
      if (this.left < 0) {
        this.stopped = true;
        return;
      }
      const told = links.map((link) => countedOn(this.contents, link, on));
      if (Math.min(...told.map((each) => each.rank)) !== firm.floor) continue;
      const claims = told.map((each) => each.row);
      const borrowed = told.flatMap((each, at) => (each.borrowed ? [at] : []));
      const weak = told.filter((each) => each.rank === firm.floor).length;
      yield { weak, borrowed: borrowed.length, sections: this.sections(claims), path,
        chain: { steps: links.map((link) => link.at), claims, borrowed } };
    }
  }
}

/** Whether a chain is better than another that is as firm. */
function keyBefore(order, a, b) {
  const less = a.weak - b.weak || a.borrowed - b.borrowed || a.sections - b.sections
    || a.path.length - b.path.length;
  if (less) return less < 0;
  const at = a.path.findIndex((place, other) => place !== b.path[other]);
  if (at >= 0) return order[a.path[at]] < order[b.path[at]];
  return false;
}

/** Make what `here` has passed into what `there` has passed; gives the steps that it took. */
function moved(passed, here, there) {
  const more = [];
  let steps = 0;
  while (here !== there) {
    steps += 1;
    if (here.steps >= there.steps) {
      passed.delete(here.place);
      here = here.before;
    } else {
      more.push(there.place);
      there = there.before;
    }
  }
  for (const place of more) passed.add(place);
  return steps;
}

/** Paths from `root` by the order of their IRIs, the first one last; and the steps it took. */
function sortedPaths(root, paths, order) {
  if (paths.length < 2) return [paths, paths.length];
  const longer = new Map();
  for (const path of paths) {
    for (let each = path; each.before; each = each.before) {
      if (!longer.has(each.before)) longer.set(each.before, new Map());
      const next = longer.get(each.before);
      if (next.has(each.place)) break;
      next.set(each.place, each);
    }
  }
  const wanted = new Set(paths), found = [], stack = [root];
  while (stack.length) {
    const each = stack.pop();
    if (wanted.has(each)) found.push(each);
    stack.push(...[...longer.get(each)?.values() ?? []]
      .sort((a, b) => order[b.place] - order[a.place]));
  }
  return [found.reverse(), longer.size + paths.length];
}

/** Every way to take one of each list, the last list changing first. */
function* product([first, ...rest]) {
  if (!first) yield [];
  else for (const each of first) for (const more of product(rest)) yield [each, ...more];
}
