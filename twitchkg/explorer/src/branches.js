// Chains that meet, told once: chains/branches.py in JavaScript.

/**
 * All chains in as few routes as the rule allows, in the order of each route's best chain:
 * [{before, ways, after, chains}], steps as places of links, chains as places among `cards`.
 */
export function toldOnce({ concepts, links }, cards) {
  const routes = [], left = new Map(cards.map((card, at) => [at, card.steps]));
  while (left.size) {
    const [[first, lead]] = left;
    const stretches = [...left].filter(([at]) => at !== first)
      .map(([at, steps]) => ({ at, both: stretchOf(lead, steps) })).filter(({ both }) => both);
    const most = (a, b) => (b.before + b.after) - (a.before + a.after) || a.before - b.before;
    const [best] = stretches.map(({ both }) => both).sort(most);
    const { before, after } = best ?? { before: 0, after: 0 };
    const together = [first, ...stretches.filter(({ both }) =>
      both.before === before && both.after === after).map(({ at }) => at)];
    const between = (at) => left.get(at).slice(before, left.get(at).length - after);
    const names = new Map(together.map((at) =>
      [at, between(at).map((step) => concepts[links[step].object].label)]));
    together.sort((a, b) => byNames(names.get(a), names.get(b)) || a - b);
    routes.push({ before: lead.slice(0, before), ways: together.map(between),
      after: lead.slice(lead.length - after), chains: together });
    for (const at of together) left.delete(at);
  }
  return routes;

  /** How many steps two chains share at first and at last, where they differ between only. */
  function stretchOf(one, other) {
    let before = 0, after = 0;
    while (before < Math.min(one.length, other.length) && one[before] === other[before]) before++;
    const fewest = Math.min(one.length, other.length) - before;
    const alike = (back) => one[one.length - back] === other[other.length - back];
    while (after < fewest && alike(after + 1)) after++;
    const stretches = [one, other].map((steps) => steps.slice(before, steps.length - after));
    if (!(before + after) || stretches.some((steps) => steps.length < 2)) return null;
    const [passed, elsewhere] = stretches.map((steps) =>
      new Set(steps.slice(0, -1).map((step) => links[step].object)));
    return [...passed].some((place) => elsewhere.has(place)) ? null : { before, after };
  }
}

function byNames(one, other) {
  const at = one.findIndex((name, place) => name !== other[place]);
  if (at < 0) return one.length - other.length;
  if (other[at] === undefined) return 1;
  return one[at] < other[at] ? -1 : 1;
}
