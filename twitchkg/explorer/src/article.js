// The article that the reader brings: each sentence is held against the digest that the graph has
// of it, and where it stands. Nothing of it is kept or sent.
import { groupedBy } from "./contents.js";
import { data, rows } from "./model.js";

const MOST_TRIED = 40000; // digests that a text may cost

/** Whether the graph can prove a text that somebody brings. */
export const provable = () => data.spans.some((span) => span.sha256);

/** A file's bytes as text: UTF-8, else what a byte-order mark says, else Windows' own. */
export function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  const mark = first === 0xff && second === 0xfe ? "utf-16le"
    : first === 0xfe && second === 0xff ? "utf-16be" : "";
  if (mark) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch { // the digests tell whether it was read rightly
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * Hold a text against the spans of each source (their places in `data.spans`) and give the best:
 * {source, matched, moved, changed, wrong, pieces}. `matched` stand here word for word, `moved` are
 * those of them that stand elsewhere than the graph says, `changed` stand nowhere; `wrong` where
 * all are. `pieces` are the whole text in order: {text, spans} of what is matched, {text, instead}
 * of what stands where something is changed. Offsets of spans count code points.
 */
export async function heldAgainst(text) {
  const points = Array.from(text);
  const known = [...data.spans.keys()].filter((place) => data.spans[place].sha256);
  const sources = groupedBy(known, (place) => data.spans[place].source);
  let best = null;
  for (const [source, places] of sources) {
    const found = await whereStanding(points, places);
    if (!best || found.size > best.found.size) best = { source, places, found };
  }
  const { source, places, found } = best;
  const isFound = (place) => found.has(place);
  return {
    source,
    matched: places.filter(isFound),
    moved: places.filter((place) => isFound(place) && found.get(place) !== data.spans[place].start),
    changed: places.filter((place) => !isFound(place)),
    wrong: !found.size,
    pieces: articlePieces(points, places, found),
  };
}

/** Where each of these spans stands, by its place; what stands nowhere is left out. */
async function whereStanding(points, places) {
  const found = new Map(), starts = wordStarts(points);
  let shift = 0, tried = 0;
  for (const place of places) {
    const { start, end, sha256 } = data.spans[place], size = end - start;
    const is = async (at) => {
      tried += 1;
      return at >= 0 && at + size <= points.length
        && await sha256Of(points.slice(at, at + size).join("")) === sha256;
    };
    if (await is(start + shift)) {
      found.set(place, start + shift);
      continue;
    }
    if (tried + starts.length > MOST_TRIED) continue;
    const hits = await Promise.all(starts.map(is)); // as after a longer or shorter sentence
    const at = starts[hits.indexOf(true)];
    if (at === undefined) continue;
    found.set(place, at);
    shift = at - start;
  }
  return found;
}

const wordStarts = (points) => points.map((_, at) => at)
  .filter((at) => points[at].trim() && (!at || !points[at - 1].trim()));

async function sha256Of(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function articlePieces(points, places, found) {
  const ends = places.filter((place) => found.has(place)).map((place) => {
    const { start, end } = data.spans[place], at = found.get(place);
    return { place, from: at, to: at + end - start };
  }).sort((a, b) => a.from - b.from || a.to - b.to);
  const cuts = [...new Set([0, points.length, ...ends.flatMap(({ from, to }) => [from, to])])]
    .sort((a, b) => a - b);
  const missing = missingAfter(places, found);
  let before, next = 0, open = [];
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at], text = points.slice(from, to).join("");
    while (next < ends.length && ends[next].from <= from) open.push(ends[next++]);
    open = open.filter((each) => each.to > from);
    const spans = open.map(({ place }) => place);
    if (spans.length) {
      before = spans.at(-1);
      return { text, spans };
    }
    const instead = text.trim() ? missing.get(before) ?? [] : [];
    return instead.length ? { text, spans, instead } : { text, spans };
  });
}

/** What is changed, by the place of what stands before it (undefined: nothing does). */
function missingAfter(places, found) {
  let before;
  const after = new Map(places.map((place) => {
    if (found.has(place)) before = place;
    return [place, before];
  }));
  return groupedBy(places.filter((place) => !found.has(place)), (place) => after.get(place));
}

// ---------------------------------------------------------------- sentences and statements

/** The places of the statements that rest on a span. */
export const rowsOn = (place) => rows.map((_, at) => at)
  .filter((at) => rows[at].spans.includes(data.spans[place]));

/** The sentences of a held text that a statement rests on: {place, text}. */
export function sentencesOf(row, held) {
  return row.spans.map((span) => data.spans.indexOf(span)).flatMap((place) => {
    const pieces = held.pieces.filter(({ spans }) => spans.includes(place));
    return pieces.length ? [{ place, text: pieces.map(({ text }) => text).join("") }] : [];
  });
}
