// Two causes side by side on the way to one thing: chains/compare.py.
import { ChainSearch } from "./chain-search.js";
import { contentsOf } from "./contents.js";
import { climb } from "./ends.js";
import { anyHidden } from "./filters.js";
import { state } from "./store.js";
import { wording, worded } from "./strings.js";
import { kindsTold } from "./tell-beside.js";
import {
  MOST_CHAINS, caution, chainsHidden, chainsLink, countSaid, joinedHint, leftOut, lower,
  passed, shownGraph, taken, through,
} from "./without.js";
import { label, make, thing } from "./words.js";

const MOST_DRAWN = 120;
const FIRMEST = 10;

/** What lies on the chains of one cause only, of both, of the other only; by place. */
export function compared(first, second, target) {
  const contents = contentsOf(shownGraph(state.article)), gone = taken(target);
  const { end, kindOf } = climb(contents, target, [first, second]);
  const search = new ChainSearch(contents, end);
  const sides = [first, second].map((cause) => {
    const found = search.chains(cause, MOST_CHAINS);
    const ways = found.cards.map((card) => passed(card));
    const left = ways.filter((way) => !through(way, gone));
    return { cause, found, cut: ways.length - left.length, left: left.length,
      on: new Set(left.flatMap((way) => way.slice(1, -1))) };
  });
  const [a, b] = sides.map((side) => side.on);
  const among = (set, test) => [...set].filter(test).sort((x, y) => x - y);
  return {
    sides, kindOf,
    onlyFirst: among(a, (place) => !b.has(place)),
    shared: among(a, (place) => b.has(place)),
    onlySecond: among(b, (place) => !a.has(place)),
  };
}

/** The arrows to draw: of all chains, or of the firmest where all are too many to read. */
export function drawnSteps({ sides }) {
  const steps = (most) =>
    [...new Set(sides.flatMap(({ found }) => found.cards.slice(0, most)
      .flatMap((card) => card.steps)))];
  const all = steps(Infinity);
  return all.length > MOST_DRAWN ? { steps: steps(FIRMEST), all: false }
    : { steps: all, all: true };
}

const from = (side, target) => chainsLink(side.cause, target, ...worded("compare.chains",
  { count: side.found.cards.length, first: label(side.cause), end: label(target) }));

/** What the page says: elements for #compare-body. */
export function comparison({ compare: first, with: second, to: target }, result, drawn) {
  const { sides, kindOf, onlyFirst, shared, onlySecond } = result;
  const said = [chainsHidden(), leftOut()];
  const gone = taken(target);
  for (const side of sides) {
    const { cause, found } = side;
    if (!found.cards.length) {
      const ends = { first: label(cause), end: label(target) };
      said.push(make("p", anyHidden() ? worded("compare.noneShown", ends)
        : worded("compare.none", ends)));
    } else if (gone.size) {
      said.push(make("p.cut-count", worded("compare.cut",
        { first: label(cause), cut: lower(countSaid(side.cut, side.left)) })));
    }
  }
  if (gone.size && sides.some(({ found }) => found.cards.length)) said.push(caution(target));
  said.push(...kindsTold(kindOf));
  if (sides.every(({ left }) => left)) {
    if (!shared.length) {
      const both = { first: label(first), second: label(second) };
      said.push(make("p", anyHidden() ? worded("compare.nothingShown", both)
        : worded("compare.nothing", both)));
    }
    for (const [cause, other] of [[first, sides[1]], [second, sides[0]]]) {
      if (other.on.has(cause)) {
        said.push(make("p", worded("compare.onTheWay",
          { first: label(cause), second: label(other.cause) })));
      }
    }
  }
  if (sides.some(({ found }) => found.cards.length)) {
    const column = (title, places, more) => make("div", more,
      make("h3", title),
      places.length ? make("ul", places.map((place) => make("li", thing(place))))
        : make("p.meta", wording("compare.empty")));
    const only = (cause, places) => column(worded("compare.only",
      { first: label(cause), count: places.length }), places);
    said.push(make("div.columns", only(first, onlyFirst),
      column(wording("compare.both", { count: shared.length }), shared, { class: "both" }),
      only(second, onlySecond)));
  }
  const there = sides.filter(({ found }) => found.cards.length);
  if (there.length) {
    said.push(make("p", worded("compare.evidence",
      { chains: there.flatMap((side, at) => [at ? "; " : "", from(side, target)]) })));
  }
  if (!sides.every(({ found }) => found.complete)) {
    said.push(make("p", wording("compare.more")));
  }
  if (drawn.steps.length) {
    said.push(make("p.hint", shared.length ? wording("compare.framed") : "",
      drawn.all ? "" : wording("compare.firmest", { count: FIRMEST })));
  }
  said.push(joinedHint());
  return said.filter(Boolean);
}
