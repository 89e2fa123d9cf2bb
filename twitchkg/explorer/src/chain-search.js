// The search for chains to one end, best first: chains/search.py in JavaScript.
import { byText } from "./contents.js";
import { cardOf, countedOn, possibleRanks, speltOut } from "./firmness.js";
import { heapPop, heapPush } from "./heap.js";

const BUDGET = 50_000; // partial chains, beyond the steps of the shortest, looked at in one round
const WORK = 1_000_000; // steps looked at in all chains to an end, beyond the links of the graph

const isLess = (a, b) => a < b;

/** The links of rank `floor` or above, what a step costs, and what a place needs to the end. */
class Firm {
  constructor({ contents, links, end }, floor) {
    Object.assign(this, { contents, floor, links: new Map() });
    this.firmest = new Map();
    const before = new Map();
    for (const link of [...links.values()].flat()) {
      const { subject, object, rank } = link;
      if (rank < floor) continue;
      if (!this.links.has(subject)) this.links.set(subject, new Map());
      const ends = this.links.get(subject);
      ends.set(object, [...ends.get(object) ?? [], link]);
      if (!before.has(object)) before.set(object, []);
      before.get(object).push(subject);
      if (!this.firmest.has(subject)) this.firmest.set(subject, new Map());
      const firmest = this.firmest.get(subject);
      firmest.set(object, Math.max(rank, firmest.get(object) ?? rank));
    }
    const pairs = [...this.firmest.values()].reduce((sum, each) => sum + each.size, 0);
    this.weak = pairs + 2; // more than any chain has steps
    this.needed = this.cheapest(end, before);
    this.ways = new Map();
  }

  /** What a step costs at the least. */
  cost(subject, object) {
    return 1 + (this.firmest.get(subject).get(object) === this.floor ? this.weak : 0);
  }

  cheapest(end, before) {
    const cheapest = new Map(), reached = [[0, end]];
    const nearer = ([a], [b]) => a < b;
    while (reached.length) {
      const [cost, place] = heapPop(reached, nearer);
      if (cheapest.has(place)) continue;
      cheapest.set(place, cost);
      for (const other of before.get(place) ?? []) {
        const costs = cost + this.cost(other, place);
        if (!cheapest.has(other)) heapPush(reached, [costs, other], nearer);
      }
    }
    return cheapest;
  }

  /** What a place leads to in one step and the end can be reached from, by IRI. */
  onward(place) {
    if (!this.ways.has(place)) {
      const { order } = this.contents;
      this.ways.set(place, [...this.links.get(place).keys()]
        .filter((each) => this.needed.has(each)).sort((a, b) => order[a] - order[b]));
    }
    return this.ways.get(place);
  }

  /** The links between two places, by their properties. */
  between(subject, object) {
    const links = this.links.get(subject).get(object);
    const first = (link) => this.contents.rows[link.rows[0]].claim;
    return links.length === 1 ? links : [...links].sort((a, b) =>
      byText(a.predicate, b.predicate) || byText(first(a), first(b)));
  }
}

/** Chains to `end`, whatever they begin at, made of `links` by subject. */
export class ChainSearch {
  constructor(contents, end, links = speltOut(contents)) {
    Object.assign(this, { contents, end, links, firm: new Map(), stopped: false });
    this.ranks = [...new Set([...links.values()].flat()
      .flatMap((link) => possibleRanks(contents, link)))].sort((a, b) => b - a);
    this.left = WORK + 4 * contents.links.length;
  }

  /** {cards, complete}: the best `limit` chains from `start`, and whether these are all. */
  chains(start, limit) {
    const found = [];
    this.stopped = false;
    for (const floor of this.ranks) {
      if (!this.firm.has(floor)) this.firm.set(floor, new Firm(this, floor));
      found.push(...this.best(this.firm.get(floor), start, limit - found.length + 1));
      if (found.length > limit) break;
    }
    const cards = found.slice(0, limit).map((chain) => cardOf(this.contents, chain));
    return { cards, complete: found.length <= limit && !this.stopped };
  }

  /** The best chains as weak as the round allows; one waits until none to come can be better. */
  best(firm, start, limit) {
    if (!firm.needed.has(start)) return [];
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
    const first = [...firm.links.get(start)?.values() ?? []].flat()
      .filter((link) => firm.needed.has(link.object));
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
    const passed = new Set([start]), needed = firm.needed.get(start);
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
        for (const place of firm.onward(here.place)) {
          this.left -= 1;
          if (passed.has(place)) continue;
          const longer = { place, before: here, steps: here.steps + 1,
            cost: here.cost + firm.cost(here.place, place) };
          const needs = longer.cost + firm.needed.get(place);
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
    const path = [];
    for (let each = partial; each; each = each.before) path.unshift(each.place);
    this.left -= path.length;
    const on = new Set(path);
    const choices = path.slice(1).map((place, at) => firm.between(path[at], place));
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
