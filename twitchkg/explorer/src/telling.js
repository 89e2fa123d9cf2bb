// What is told of chains, each step once: the values that words are made of. telling.py has the
// same for the page without script.

/** `1`, `1 and 4`, `1, 2 and 4`. */
export const listed = (parts) => [parts.slice(0, -1).join(", "), ...parts.slice(-1)]
  .filter((each) => each !== "").join(" and ");

const nameOf = (chains) => {
  const numbers = [...chains].sort((a, b) => a - b).map((at) => at + 1);
  return `chain${numbers.length > 1 ? "s" : ""} ${listed(numbers)}`;
};

/**
 * Each of the answer's routes: {name, chains, parts: [{kind, by, chain, steps}]}. `kind` is "",
 * "either", "or" or "then"; `by` the things that a way passes, `chain` whose way it is. A step is
 * {link, number, as, weakest, counting}; see stepOf. `arrows` are the links, `rows` the statements.
 */
export function tellingOf({ cards, routes }, arrows, rows) {
  const toldAt = new Map(); // of each link told, where: words
  return routes.map(({ before, ways, after, chains }) => {
    const name = nameOf(chains);
    const tell = (links, place, among) => links.map((link, at) =>
      stepOf({ link, name, toldAt, arrows, rows,
        on: among.map((chain) => ({ chain, card: cards[chain],
          place: place < 0 ? cards[chain].steps.length + place + at : place + at })) }));
    const branches = ways.length > 1;
    const parts = [{ kind: "", by: [], chain: chains[0],
      steps: tell(branches ? before : ways[0], 0, chains) }];
    if (branches) {
      ways.forEach((way, at) => parts.push({ kind: at ? "or" : "either", chain: chains[at],
        by: way.slice(0, -1).map((link) => arrows[link].object),
        steps: tell(way, before.length, [chains[at]]) }));
      parts.push({ kind: "then", by: [], chain: chains[0],
        steps: tell(after, -after.length, chains) });
    }
    return { name, chains, parts: parts.filter(({ steps }) => steps.length) };
  });
}

/**
 * A step on the chains `on`: its `number` (0 where it differs), where it was told before (`as`),
 * of which chains it is the weakest, and where it counts as less than what is said most firmly:
 * {where, modality, borrowed, of}.
 */
function stepOf({ link, name, toldAt, arrows, rows, on }) {
  const places = new Set(on.map(({ place }) => place));
  const number = places.size === 1 ? on[0].place + 1 : 0;
  const as = toldAt.get(link) ?? "";
  if (!as) toldAt.set(link, `${name}, step ${number || "–"}`);
  const where = (found) => (found.length === on.length ? "" : nameOf(found));
  const weak = on.filter(({ card, place }) => card.weakest.includes(place)
    && card.weakest.length < card.steps.length).map(({ chain }) => chain);
  const weakest = weak.length ? ["weakest step", where(weak)].filter(Boolean).join(" of ") : "";
  const counting = new Map();
  for (const { card, place, chain } of on) {
    const row = rows[card.claims[place]], modality = card.firm[place];
    const borrowed = card.borrowed.includes(place);
    if (!row.claim || (!borrowed && modality === arrows[link].modality)) continue;
    const of = (borrowed ? row : rows[arrows[link].rows[0]]).context;
    const key = JSON.stringify([modality, borrowed, of]);
    if (!counting.has(key)) counting.set(key, { modality, borrowed, of, chains: [] });
    counting.get(key).chains.push(chain);
  }
  return { link, number, as, weakest, counting: [...counting.values()].map(
    ({ chains, ...why }) => ({ ...why, where: where(chains) })) };
}
