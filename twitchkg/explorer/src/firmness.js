// How firm a step is on its chain: firmness.py in JavaScript.
import { groupedBy, walk } from "./contents.js";

const INFERRED = "https://w3id.org/twitchkg#Inferred";
const LEAST_FIRM = 1;

const inferredAt = ({ scale }) => scale.findIndex((each) => each.iri === INFERRED);

/** The rank that a borrowed step counts as at most. */
function inferredRank(contents) {
  contents.inferred ??= contents.scale[inferredAt(contents)]?.rank ?? LEAST_FIRM;
  return contents.inferred;
}

/**
 * {rank, borrowed, row} of a step among the things `on` its chain. Of several statements the one
 * that counts most, then one that is not borrowed, then the first.
 */
export function countedOn(contents, link, on) {
  let best;
  for (const row of link.rows) {
    const { of } = contents.rows[row];
    const borrowed = of !== undefined && !on.has(of);
    const own = contents.rank(row);
    const rank = borrowed ? Math.min(own, inferredRank(contents)) : own;
    if (!best || rank > best.rank || (rank === best.rank && best.borrowed && !borrowed)) {
      best = { rank, borrowed, row };
    }
  }
  return best;
}

/** Every rank that a step can count as, whatever chain it is on. */
export const possibleRanks = (contents, link) => link.rows.flatMap((row) => {
  const rank = contents.rank(row);
  return contents.rows[row].of === undefined ? [rank]
    : [rank, Math.min(rank, inferredRank(contents))];
});

/** The place in the scale of how firm a step is on its chain. */
export function countsAs(contents, { claims, borrowed }, place) {
  const inferred = inferredAt(contents), row = claims[place];
  return borrowed.includes(place) && inferred >= 0
    && contents.rank(row) > contents.scale[inferred].rank ? inferred
    : contents.rows[row].modality;
}

/** A chain as it is told: how firm each step is, which are weakest, and how firm these are. */
export function cardOf(contents, chain) {
  const firm = chain.steps.map((_, place) => countsAs(contents, chain, place));
  const modality = Math.max(...firm); // the scale runs from firm to weak
  const weakest = firm.flatMap((each, place) => (each === modality ? [place] : []));
  return { ...chain, firm, weakest, modality };
}

/** The links that chains are told with, by subject: summaries give way to steps as firm. */
export function linksToTell(contents) {
  if (contents.toTell) return contents.toTell;
  const summaries = contents.links.filter((link) => link.summary);
  const gone = new Set();
  for (const group of groupedBy(summaries, (link) => `${link.subject} ${link.rank}`).values()) {
    const [{ subject, rank }] = group;
    const reached = reachedBy(contents, subject, (link) =>
      countedOn(contents, link, new Set([subject, link.subject, link.object])).rank >= rank);
    for (const link of group) if (reached.has(link.object)) gone.add(link);
  }
  contents.toTell = bySubject(contents, gone);
  return contents.toTell;
}

/** The links without the summaries that other links spell out, however firmly; by subject. */
export function speltOut(contents) {
  if (contents.speltOut) return contents.speltOut;
  const summaries = contents.links.filter((link) => link.summary);
  const gone = new Set();
  for (const [subject, group] of groupedBy(summaries, (link) => link.subject)) {
    const reached = reachedBy(contents, subject, () => true);
    for (const link of group) if (reached.has(link.object)) gone.add(link);
  }
  contents.speltOut = bySubject(contents, gone);
  return contents.speltOut;
}

/** What steps lead to that are no summaries and pass the test. */
const reachedBy = (contents, start, test) => walk([start], (place) =>
  (contents.outgoing.get(place) ?? []).filter((link) => !link.summary && test(link))
    .map((link) => link.object));

const bySubject = (contents, gone) =>
  groupedBy(contents.links.filter((link) => !gone.has(link)), (link) => link.subject);
