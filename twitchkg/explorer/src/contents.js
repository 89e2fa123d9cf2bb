// What a graph holds, ready to walk: graph/contents.py in JavaScript.

export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The lists of what has the same key. */
export function groupedBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(key(item))) groups.set(key(item), []);
    groups.get(key(item)).push(item);
  }
  return groups;
}

/**
 * Attributes: `links`, the causal arrows by the IRIs of their ends, those of the background last;
 * `outgoing` and `incoming`, the same by subject and by object; `claims`, the places of the rows
 * that say something, by their IRIs; `facts`, those of the background; `broader`, by a thing's
 * place, the rows that say what it is a kind of.
 */
class Contents {
  constructor({ concepts, order, links, rows, scale, said = rows.map((_, at) => at) }) {
    Object.assign(this, { concepts, order, rows, scale });
    this.toward = { effect: new Map(), cause: new Map() };
    this.links = links.map((link, at) => ({ ...link, at })).filter((link) => link.causal);
    this.links.sort((a, b) => Boolean(a.background) - Boolean(b.background)
      || order[a.subject] - order[b.subject] || order[a.object] - order[b.object]
      || byText(a.predicate, b.predicate));
    this.outgoing = groupedBy(this.links, (link) => link.subject);
    this.incoming = groupedBy(this.links, (link) => link.object);
    const told = said.filter((at) => rows[at].claim)
      .sort((a, b) => byText(rows[a].claim, rows[b].claim));
    this.claims = told.filter((at) => !rows[at].background);
    this.facts = told.filter((at) => rows[at].background);
    this.broader = groupedBy(this.holding.filter((at) => rows[at].role === "broader"),
      (at) => rows[at].subject);
  }

  /** The claims that are no denials. */
  get holding() {
    return this.claims.filter((at) => !this.rows[at].denied);
  }

  effects(place) {
    return this.ends("effect", place, () => this.outgoing.get(place), "object");
  }

  causes(place) {
    return this.ends("cause", place, () => this.incoming.get(place), "subject");
  }

  ends(way, place, links, side) {
    const known = this.toward[way];
    if (!known.has(place)) known.set(place, (links() ?? []).map((link) => link[side]));
    return known.get(place);
  }

  /** All that a place leads to, as `walk` gives it; kept, since one answer asks for it thrice. */
  ledTo(place) {
    if (this.led?.place !== place) {
      this.led = { place, steps: walk([place], (each) => this.effects(each)) };
    }
    return this.led.steps;
  }

  /** Places that `walk` reached, by steps and then by IRI. */
  inOrder(reached) {
    const { order } = this, size = order.length;
    this.byIri ??= order.reduce((all, at, place) => { all[at] = place; return all; }, []);
    const keys = Float64Array.from(reached, ([place, steps]) => steps * size + order[place]);
    return Array.from(keys.sort(), (key) => this.byIri[key % size]);
  }

  kindsAbove(place) {
    return (this.broader.get(place) ?? []).map((at) => this.rows[at].object);
  }

  /** How firm a row is. */
  rank(at) {
    return this.scale[this.rows[at].modality].rank;
  }
}

const contentsKept = new WeakMap(); // by the list of arrows: another is made when other are shown

/**
 * What `graph` says: {concepts, order, links, rows, scale}, as view.py makes them, and `said`, the
 * places of the rows that count, where these are not all.
 */
export function contentsOf(graph) {
  if (!contentsKept.has(graph.links)) contentsKept.set(graph.links, new Contents(graph));
  return contentsKept.get(graph.links);
}

/** Everything that steps lead to, nearest first: a Map of the fewest steps to it. */
export function walk(starts, onward) {
  const steps = new Map([...starts].map((place) => [place, 0]));
  for (const [place, count] of steps) { // a Map is walked in the order of insertion, and grows
    for (const other of onward(place)) if (!steps.has(other)) steps.set(other, count + 1);
  }
  return steps;
}

/**
 * The rows that say, step by step, why something broader is reached: from `wide` down to `narrow`;
 * why: for each thing the row by which it was reached.
 */
export function wayUp(contents, why, wide, narrow) {
  const way = [];
  for (let at = wide; at !== narrow;) {
    way.unshift(why.get(at));
    at = contents.rows[way[0]].subject;
  }
  return way;
}
