// Two causes side by side on the way to one thing: chains/compare.py.
import { ChainSearch } from "./chain-search.js";
import { contentsOf } from "./contents.js";
import { climb } from "./ends.js";
import { anyHidden } from "./filters.js";
import { labelOf, several } from "./model.js";
import { state } from "./store.js";
import { kindsTold } from "./tell-beside.js";
import {
  MOST_CHAINS, caution, chainsHidden, chainsLink, countSaid, joinedHint, leftOut, lower,
  passed, shownGraph, taken, through,
} from "./without.js";
import { figure, label, make, thing } from "./words.js";

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

const from = (side, target) => chainsLink(side.cause, target,
  several(side.found.cards.length, "chain"), " from ", label(side.cause), " to ", label(target));

/** What the page says: elements for #compare-body. */
export function comparison({ compare: first, with: second, to: target }, result, drawn) {
  const { sides, kindOf, onlyFirst, shared, onlySecond } = result;
  const said = [chainsHidden(), leftOut()];
  const gone = taken(target);
  for (const side of sides) {
    const { cause, found } = side;
    if (!found.cards.length) {
      said.push(make("p", "No chain from ", label(cause), " to ",
        label(target), anyHidden() ? " is in what is shown."
          : " is in this graph. That the graph holds none does not mean that there is none."));
    } else if (gone.size) {
      said.push(make("p.cut-count", label(cause), ": ", lower(countSaid(side.cut, side.left))));
    }
  }
  if (gone.size && sides.some(({ found }) => found.cards.length)) said.push(caution(target));
  said.push(...kindsTold(kindOf));
  if (sides.every(({ left }) => left)) {
    if (!shared.length) {
      said.push(make("p", anyHidden() ? "In what is shown the chains from "
        : "In this graph the chains from ", label(first), " and ", label(second),
      " share nothing on the way."));
    }
    for (const [cause, other] of [[first, sides[1]], [second, sides[0]]]) {
      if (other.on.has(cause)) {
        said.push(make("p", label(cause), " itself lies on the way from ",
          label(other.cause), "."));
      }
    }
  }
  if (sides.some(({ found }) => found.cards.length)) {
    const column = (title, places, more) => make("div", more,
      make("h3", title, ` (${places.length})`),
      places.length ? make("ul", places.map((place) => make("li", thing(place))))
        : make("p.meta", "nothing"));
    said.push(make("div.columns", column(["Only ", label(first)], onlyFirst),
      column(["Both"], shared, { class: "both" }), column(["Only ", label(second)], onlySecond)));
  }
  const there = sides.filter(({ found }) => found.cards.length);
  if (there.length) {
    said.push(make("p", "Step by step, with the evidence: ",
      there.map((side, at) => [at ? "; " : "", from(side, target)]), "."));
  }
  if (!sides.every(({ found }) => found.complete)) {
    said.push(make("p", "There are more chains than were compared."));
  }
  if (drawn.steps.length) {
    const names = [first, second, target].map(labelOf);
    const caption = (shared.length ? "What both pass has a second frame. " : "")
      + (drawn.all ? "" : `Only the ${FIRMEST} firmest chains of each are drawn. `)
      + "Select a box or an arrow.";
    said.push(figure("compare-canvas",
      `Drawing of the chains from ${names[0]} and from ${names[1]} to ${names[2]}. `
      + "The three lists hold what is passed.", caption));
  }
  said.push(joinedHint());
  return said.filter(Boolean);
}
