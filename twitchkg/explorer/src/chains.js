// How one thing leads to another: chains/find.py in JavaScript, by the specification there; a test
// compares the two.
import { alsoSaid, whyNotOf } from "./beside.js";
import { toldOnce } from "./branches.js";
import { ChainSearch } from "./chain-search.js";
import { contentsOf, walk, wayUp } from "./contents.js";
import { climb } from "./ends.js";
import { linksToTell } from "./firmness.js";

/**
 * The best `limit` chains between two concepts (places in graph.concepts), in the order of the
 * specification: {start, end, summaries, cards, complete, kindOf, startKindOf, routes, also,
 * whyNot}, as Chains of graph/model.py, links and claims by their places.
 */
export function findChains(graph, start, end, limit = 10) {
  const contents = contentsOf(graph), links = linksToTell(contents);
  let found = joinedChains(contents, links, start, end, limit);
  if (!found.cards.length && found.complete) {
    found = fromBroader(contents, links, found, end, limit) ?? found;
  }
  const any = found.cards.length + found.summaries.length > 0;
  return { ...found, routes: toldOnce(graph, found.cards),
    also: alsoSaid(contents, links, start, end),
    whyNot: any ? null : whyNotOf(contents, links, start, end) };
}

/** Summaries and chains from `start` to `asked`, or to what that is a kind of. */
function joinedChains(contents, links, start, asked, limit) {
  const { end, kindOf } = climb(contents, asked, [start]);
  const summaries = (contents.outgoing.get(start) ?? [])
    .filter((link) => link.object === end && link.summary).map((link) => link.at);
  const found = new ChainSearch(contents, end, links).chains(start, limit + summaries.length);
  const told = found.cards.filter(({ steps }) => !summaries.includes(steps[0]));
  return { start, end, summaries, cards: told.slice(0, limit),
    complete: found.complete && told.length <= limit, kindOf, startKindOf: [] };
}

/** The answer for the nearest thing that the start is a kind of and that leads to the end. */
function fromBroader(contents, links, found, asked, limit) {
  const why = new Map();
  const above = (place) => (contents.broader.get(place) ?? []).flatMap((row) => {
    const { object } = contents.rows[row];
    if ([found.start, asked, found.end].includes(object)) return [];
    if (!why.has(object)) why.set(object, row);
    return [object];
  });
  const [end, climbed] = found.summaries.length ? [found.end, found.kindOf] : [asked, []];
  for (const start of walk([found.start], above).keys()) {
    if (start === found.start) continue;
    const wider = joinedChains(contents, links, start, end, limit);
    // what the end is a kind of is no broader than what was asked about
    if (wider.kindOf.some((row) => contents.rows[row].object === found.start)) continue;
    if (wider.cards.length || (wider.summaries.length && !found.summaries.length)) {
      return { ...wider, summaries: [...found.summaries, ...wider.summaries],
        kindOf: [...climbed, ...wider.kindOf],
        startKindOf: wayUp(contents, why, start, found.start) };
    }
  }
  return null;
}

/** What was asked about: [from, to], which the ends of the chains may stand for. */
export const askedOf = ({ start, end, startKindOf, kindOf }, rows) => [
  startKindOf.length ? rows[startKindOf[0]].subject : start,
  kindOf.length ? rows[kindOf[0]].subject : end,
];
