// What bears on a question beside chains, and what stands between: beside.py in JavaScript.
import { ChainSearch } from "./chain-search.js";
import { byText, walk } from "./contents.js";

/** The best chain, or null. */
function bestChain(contents, links, start, end) {
  if (start === end) return null;
  return new ChainSearch(contents, end, links).chains(start, 1).cards[0] ?? null;
}

function bestToAny(contents, links, start, ends) {
  for (const end of ends) {
    const chain = bestChain(contents, links, start, end);
    if (chain) return chain;
  }
  return null;
}

/**
 * {involves: [{claim, chain}], worsens: [{claim, chain}], associated: [claim]}, claims as places of
 * rows: what the start involves, what worsens the end where it is there, what is only associated.
 */
export function alsoSaid(contents, links, start, end) {
  const { rows } = contents;
  const kinds = [...walk([end], (place) => contents.kindsAbove(place)).keys()];
  const ends = new Set(kinds);
  ends.delete(start);
  const said = contents.holding;
  const onward = contents.ledTo(start);
  const worsens = said.filter((at) => rows[at].role === "worsens" && ends.has(rows[at].object)
    && onward.has(rows[at].subject))
    .map((claim) => ({ claim, chain: bestChain(contents, links, start, rows[claim].subject) }));
  const involves = said.filter((at) => rows[at].role === "involves" && rows[at].subject === start)
    .map((claim) => ({ claim, chain: bestToAny(contents, links, rows[claim].object, kinds) }))
    .filter(({ chain }) => chain);
  const bound = said.filter((at) => rows[at].role === "associated"
    && [rows[at].subject, rows[at].object].includes(start));
  if (!bound.length) return { involves, worsens, associated: [] };
  const backward = walk(ends, (place) => contents.causes(place));
  const steps = (at) => backward.get(rows[at].subject === start ? rows[at].object
    : rows[at].subject);
  return { involves, worsens, associated: bound.filter((at) => steps(at) !== undefined)
    .sort((a, b) => steps(a) - steps(b)) };
}

/** What stands between two things that no chain joins; as WhyNot of graph/model.py. */
export function whyNotOf(contents, links, start, end) {
  const { rows } = contents;
  const onward = contents.ledTo(start);
  const backward = walk([end], (place) => contents.causes(place));
  const inOneGo = (contents.outgoing.get(end) ?? [])
    .filter((link) => link.object === start && link.summary).map((link) => link.at);
  const back = new ChainSearch(contents, start, links).chains(end, 1 + inOneGo.length).cards;
  const reached = [...onward].filter(([, steps]) => steps);
  return {
    denied: contents.claims.filter((at) => rows[at].denied && onward.has(rows[at].subject)
      && backward.has(rows[at].object)),
    levels: levelsOf(contents, links, start, end),
    purposes: purposesOf(contents, start),
    reverse: { summaries: inOneGo,
      chains: back.filter(({ steps }) => !inOneGo.includes(steps[0])).slice(0, 1) },
    onward: contents.inOrder(reached),
    ...directCauses(contents, end),
    broader: broaderOf(contents, start),
    narrower: narrowerOf(contents, links, start, end),
    background: backgroundOf(contents, start, end),
  };
}

/** What leads to `end` in one step, by name: as the graph says, and as the background does. */
function directCauses(contents, end) {
  const own = new Set(), others = new Set();
  for (const link of contents.incoming.get(end) ?? []) {
    const elsewhere = link.rows.every((at) => contents.rows[at].background);
    (elsewhere ? others : own).add(link.subject);
  }
  const label = (place) => contents.concepts[place].label;
  const named = (places) => [...places].sort((a, b) =>
    byText(label(a), label(b)) || contents.order[a] - contents.order[b]);
  return { causes: named(own), otherCauses: named(others).filter((place) => !own.has(place)) };
}

/** Lacks, excesses and imbalances of either, with the chain that joins each to the other. */
function levelsOf(contents, links, start, end) {
  const found = [];
  for (const claim of contents.holding) {
    const { role, subject, object } = contents.rows[claim];
    if (role !== "level") continue;
    if (object === start && contents.outgoing.has(subject)) {
      found.push({ claim, chain: bestChain(contents, links, subject, end) });
    } else if (object === end) {
      const chain = bestChain(contents, links, start, subject);
      if (chain) found.push({ claim, chain });
    }
  }
  return found.sort((a, b) => (a.chain === null) - (b.chain === null));
}

/** What a thing is for, itself or by what it acts as. */
function purposesOf(contents, start) {
  const said = contents.holding.filter((at) =>
    ["acts", "purpose"].includes(contents.rows[at].role));
  const of = (place) => said.filter((at) => contents.rows[at].subject === place);
  const acting = walk([start], (place) => of(place)
    .filter((at) => contents.rows[at].role === "acts").map((at) => contents.rows[at].object));
  return [...acting.keys()].flatMap(of);
}

/** How the start is a kind of what leads anywhere, the nearest first. */
function broaderOf(contents, start) {
  const kinds = walk([start], (place) => contents.kindsAbove(place));
  return [...kinds.keys()].flatMap((place) => contents.broader.get(place) ?? [])
    .filter((at) => contents.outgoing.has(contents.rows[at].object)
      && contents.rows[at].object !== start);
}

/** The kinds of the start that lead to the end, and those of the end that it leads to. */
function narrowerOf(contents, links, start, end) {
  const found = [];
  for (const claim of contents.holding) {
    const { role, subject, object } = contents.rows[claim];
    if (role !== "broader" || (object !== start && object !== end)) continue;
    const [from, to] = object === end ? [start, subject] : [subject, end];
    const chain = from === to ? null : bestChain(contents, links, from, to);
    if (chain) found.push({ claim, chain });
  }
  return found;
}

/** The background's facts that speak of both, or of what is much like them. */
function backgroundOf(contents, start, end) {
  const { concepts, facts, rows } = contents;
  const about = (place) => {
    const names = (each, at) => [rows[at].subject, rows[at].object].includes(each);
    const direct = facts.filter((at) => names(place, at));
    const alike = concepts[place].alike ?? [];
    return [...direct, ...facts.filter((at) => !direct.includes(at)
      && alike.some((each) => names(each, at)))];
  };
  const ofEnd = about(end);
  return about(start).filter((at) => ofEnd.includes(at));
}
