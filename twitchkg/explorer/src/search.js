// Finding a thing by what people call it: as search.py does, by whole name, prefix and trigrams.
import { off } from "./filters.js";
import { concepts, placeOf } from "./model.js";

const NEAR = 0.35;
const LONG = 4000; // trigrams of more names than LONG are looked up, not compared
let names = null;
let pieces = null;

export const fold = (text) => text.replace(/['’]/gu, "").normalize("NFKD").toLowerCase()
  .replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const sorted = (folded) => folded.split(" ").sort().join(" ");

function trigrams(folded) {
  const padded = `  ${folded} `, found = new Set();
  for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  return found;
}

/** Fold all names once, and note which trigram stands in which. */
export function prepareSearch() {
  if (names) return;
  names = [];
  concepts.forEach((concept, place) => {
    const tiers = [[concept.label], concept.synonyms, concept.misspellings || []];
    tiers.forEach((given, tier) =>
      given.forEach((name) => names.push({ place, name, tier, folded: fold(name) })));
  });
  pieces = new Map();
  names.forEach((each, at) => {
    const own = trigrams(each.folded);
    each.size = own.size;
    for (const piece of own) {
      if (!pieces.has(piece)) pieces.set(piece, []);
      pieces.get(piece).push(at);
    }
  });
}

/** The best hits, best first: {place, name, tier, score}; `all` among what is switched off, too. */
export function search(text, limit = 8, all = false) {
  prepareSearch();
  const wanted = fold(text);
  if (!wanted) return [];
  const own = trigrams(wanted), shared = new Map();
  const lists = [...own].map((piece) => pieces.get(piece) || [])
    .sort((a, b) => a.length - b.length);
  const rare = lists.filter((list, at) => at < 3 || list.length < LONG);
  for (const list of rare) for (const at of list) shared.set(at, (shared.get(at) || 0) + 1);
  const best = new Map();
  const order = sorted(wanted);
  for (const [at, count] of shared) {
    const each = names[at];
    const score = likeness(wanted, order, own.size, each, count) - 0.001 * each.tier;
    if (score >= NEAR && !(best.get(each.place)?.score >= score)) {
      best.set(each.place, { ...each, score });
    }
  }
  return [...best.values()].filter((hit) => all || !off(concepts[hit.place]))
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length || a.place - b.place)
    .slice(0, limit);
}

function likeness(wanted, order, size, { folded, size: other }, shared) {
  if (folded === wanted) return 1;
  if (folded.length === wanted.length && sorted(folded) === order) return 0.99;
  if (` ${folded}`.includes(` ${wanted}`)) return 0.8 + (0.15 * wanted.length) / folded.length;
  if (` ${wanted} `.includes(` ${folded} `)) return 0.6 + (0.15 * folded.length) / wanted.length;
  return (1.6 * shared) / (size + other);
}

/** The one thing that a text names, or the best hit if it is near enough; else undefined. */
export function named(text) {
  const iri = placeOf(text.trim());
  if (iri !== undefined && !off(concepts[iri])) return iri;
  const [hit] = search(text, 1);
  return hit && hit.score >= 0.5 ? hit.place : undefined;
}
