// The answer to how one thing leads to another, as answer.html.j2 tells it without script.
import { stepsQuery } from "./ask.js";
import { mustLine } from "./bottlenecks.js";
import { toldOnce } from "./branches.js";
import { askedOf } from "./chains.js";
import { anyHidden } from "./filters.js";
import { concepts, labelOf, linkText, links, rows, scale, several } from "./model.js";
import { copy } from "./speak.js";
import { state } from "./store.js";
import { takeTools } from "./takealong.js";
import { alsoPart, kindsTold, whyNotPart } from "./tell-beside.js";
import { JOINED, routeCards } from "./tell-chains.js";
import { listed } from "./telling.js";
import {
  caution, chainsLink, countSaid, leaveList, leftOut, passed, taken, through, withoutTitle,
} from "./without.js";
import {
  button, evidenceLink, evidenceOf, label, make, sentence, showAll, small, sparqlText, thing,
} from "./words.js";

export const LISTED = 10;

/** How things, links and ways are told here: what is left out is struck. */
function lookAt(end) {
  const gone = taken(end);
  const name = (as) => (place) => (gone.has(place) ? make("s", as(place)) : as(place));
  return { arrows: state.shown, ask: chainsLink, among: anyHidden() ? "In what is shown" : "In it",
    name: name(thing), tools: ({ chain }) => small("Show this way", { "data-way": chain }),
    line: { arrows: state.shown, name: name(label) } };
}

function cardItem({ line, meta, steps, telling: { chains } }, found) {
  const cards = chains.map((at) => found.cards[at]), [{ cut }] = cards;
  const gone = taken(found.end);
  const lost = cut ? [...new Set(cards.flatMap(passed))].filter((place) => gone.has(place)) : [];
  const first = Math.min(...chains);
  const details = make("details", make("summary", { "data-number": first + 1 },
    make("span.route", line),
    make("span.meta", meta, lost.length ? [" ", make("span.tag", "cut at ",
      lost.map((place, at) => [at ? ", " : "", label(place)]))] : null)),
  steps,
  make("p.card-tools",
    button("Light it", { class: "small light" }),
    small("Copy as text", null, () => copy(cards.map(chainText).join("\n\n"),
      cards.length > 1 ? "The chains" : "The chain"))));
  return make("li", { class: cut ? "card cut" : "card", "data-card": first }, details);
}

/** A chain as plain text, with the evidence of each step. */
export function chainText({ steps, claims, borrowed, firm, weakest, modality }) {
  const lines = [[labelOf(links[steps[0]].subject),
    ...steps.map((step) => labelOf(links[step].object))].join(" → "),
  `${several(steps.length, "step")}; as firm as its weakest: ${scale[modality].label} `
  + `(${weakest.length > 1 ? "steps" : "step"} ${listed(weakest.map((at) => String(at + 1)))})`,
  ""];
  steps.forEach((step, at) => {
    lines.push(`${at + 1}. ${linkText(links[step])}`);
    if (borrowed.includes(at)) {
      lines.push(`   counts as ${scale[firm[at]].label} here: the source says it of `
        + `${rows[claims[at]].context}, which is not on the chain`);
    }
    for (const each of state.shown[step].rows) {
      const row = rows[each];
      const parts = [scale[row.modality].label, row.condition && `when: ${row.condition}`,
        row.frequency && `how often: ${row.frequency}`,
        row.places.length && `where: ${row.places.join(", ")}`, row.where];
      if (row.summary) lines.push(`   ${row.summary}`);
      lines.push(`   [${parts.filter(Boolean).join("; ")}]`);
      if (row.claim) lines.push(`   <${row.claim}>`);
    }
  });
  if (steps.length > 1) lines.push("", JOINED);
  lines.push("Not medical advice.", location.href);
  return lines.join("\n");
}

/** That nothing was found, which says something of the graph only. */
function none(found, hidden) {
  const [start, end] = askedOf(found, rows);
  const ends = [label(start), " to ", label(end)];
  const first = !found.complete
    ? ["No chain from ", ends, " was found before the search stopped."]
    : ["No causal chain from ", ends, hidden ? ": nothing that is shown leads there."
        : " is in this graph."];
  return make("p", first, " That says something of the graph, not of the body: "
    + "finding nothing in it does not mean that you are fine.");
}

/**
 * What is left of chains, and what is cut by what is left out: the chains that are left first.
 * `between` are the things to leave out, in an order that does not depend on what is.
 */
export function leftOf(found) {
  const between = [...new Set(found.cards.slice(0, LISTED)
    .flatMap((each) => passed(each).slice(1, -1)))];
  const gone = taken(found.end);
  if (!state.without.size) return { ...found, between };
  const cut = [], left = [];
  for (const each of found.cards) (through(passed(each), gone) ? cut : left).push(each);
  const [first, then] = [left.slice(0, LISTED), cut.slice(0, LISTED)];
  const after = ({ chains, ...route }) =>
    ({ ...route, chains: chains.map((at) => at + first.length) });
  return { ...found, between, cards: [...first, ...then.map((each) => ({ ...each, cut: true }))],
    routes: [...toldOnce({ concepts, links }, first),
      ...toldOnce({ concepts, links }, then).map(after)],
    cut: { cut: cut.length, left: left.length, shown: then.length, complete: found.complete } };
}

/** The chains that are left, then those that are cut. */
function cardLists(found, look) {
  const told = routeCards(found, { ...look.line, tools: look.tools });
  const made = told.map((each) => cardItem(each, found));
  if (!found.cut?.shown) return make("ol.cards", made);
  const cut = made.filter((each) => each.classList.contains("cut"));
  const left = made.filter((each) => !cut.includes(each));
  const more = found.cut.cut > found.cut.shown
    ? ` (the first ${found.cut.shown} of ${found.cut.cut})` : "";
  return make("div.both-lists", left.length ? make("ol.cards", left) : null,
    make("h3", "Cut ", withoutTitle(found.end), more), make("ol.cards", cut));
}

function leaving(found) {
  if (!found.cards.length) return [leftOut()];
  const { cut } = found;
  return [leftOut(),
    cut ? make("p.cut-count", countSaid(cut.cut, cut.left),
      cut.complete ? "" : " There are more chains than were counted.") : null,
    cut ? caution(found.end) : null,
    state.without.has(found.end) ? make("p.hint", label(found.end),
      " is what the chains lead to; it cannot be taken from them.") : null];
}

/** What the source says of the two in one go. */
function inOneGo(found) {
  return found.summaries.map((at) => {
    const lost = taken(found.end).has(links[at].subject);
    return make("div", { class: lost ? "direct cut" : "direct" },
      make("p", make("b", "Said in one go: "),
        sentence(links[at], lost ? (place) => make("s", thing(place)) : thing), " ",
        lost ? [make("span.tag", "cut at ", label(links[at].subject)), " "] : null,
        evidenceLink(at)),
      evidenceOf(state.shown[at]));
  });
}

/** How: the chains, what each of them passes, what to leave out. */
function how(found, must, look) {
  const left = found.cards.length - (found.cut?.shown ?? 0);
  const more = found.complete && left >= (found.cut?.left ?? 0) ? "" : " (there are more)";
  const many = `${several(left, "chain")}${found.cut ? " left" : ""}${more}, the firmest first`;
  return [cardLists(found, look), mustLine(must, found.cut?.shown),
    ...leaveList(found.between ?? leftOf(found).between),
    make("p.hint", left || !found.cut ? many : "The firmest first",
      ": a chain is as strong as its weakest step. A chain of several steps is joined from "
      + "separate statements; it is not one statement of the source. ",
      small("Compare with another cause", { "data-contrast": "" }))];
}

/** What the page says, for #answer: in one go, how, also, why not; `all`: with nothing hidden. */
export function answer(found, all, must = []) {
  const look = lookAt(found.end);
  const said = [...leaving(found), ...kindsTold([...found.startKindOf, ...found.kindOf]),
    ...inOneGo(found)];
  if (found.cards.length) said.push(...how(found, must, look));
  else if (found.summaries.length) {
    said.push(make("p", "No chain of separate steps joins the two in ",
      anyHidden() ? "what is shown." : "this graph."));
  } else said.push(none(found, all.cards.length + all.summaries.length > 0));
  if (all.cards.length > found.cards.length && !found.cards.length) {
    said.push(make("p.filtered",
      `With nothing hidden there ${all.cards.length === 1 ? "is" : "are"} `
      + `${several(all.cards.length, "chain")}. `, showAll()));
  }
  said.push(alsoPart(found.also, look));
  if (found.whyNot) said.push(whyNotPart(found.whyNot, askedOf(found, rows), look));
  // the question asks for claims of the article; a background fact is none
  const claimed = !found.cards.some((each) => each.steps.some((at) => links[at].background));
  if (claimed) {
    said.push(sparqlText("The SPARQL that gives these steps", stepsQuery(found.start, found.end)));
  }
  said.push(takeTools(true));
  return said.filter(Boolean);
}
