// The chains from one thing to another, as page.html.j2 tells them without script.
import { formatState } from "./address.js";
import { stepsQuery } from "./ask.js";
import { mustLine } from "./bottlenecks.js";
import { anyHidden } from "./filters.js";
import { labelOf, linkText, links, rows, scale, several } from "./model.js";
import { nearest } from "./nearby.js";
import { copy } from "./speak.js";
import { state } from "./store.js";
import { takeTools } from "./takealong.js";
import {
  caution, countSaid, kindHint, leaveList, leftOut, passed, taken, through, withoutTitle,
} from "./without.js";
import {
  button, evidenceLink, firmness, label, make, sentence, showAll, small, sparqlText, thing,
  toldOf,
} from "./words.js";

const JOINED = "Joined from separate statements; not one statement of the source.";
export const LISTED = 10;

function which(weakest) {
  const numbers = weakest.map((at) => at + 1);
  return numbers.length === 1 ? `step ${numbers[0]}`
    : `steps ${numbers.slice(0, -1).join(", ")} and ${numbers[numbers.length - 1]}`;
}

function card(found, number, end) {
  const { steps, weakest, modality } = found;
  const lost = found.cut ? passed(found)
    .filter((place) => place !== end && state.without.has(place)) : [];
  const all = weakest.length === steps.length;
  const name = (place) => (lost.includes(place) ? make("s", label(place)) : label(place));
  const route = make("span.route", name(links[steps[0]].subject), steps.map((step) =>
    [" ", make("span.to-arrow", { "aria-hidden": "true" }, "→"), make("span.unseen", "leads to"),
      " ", name(links[step].object)]).flat());
  const strength = make("span.meta", several(steps.length, "step"), "; ",
    all ? (steps.length === 1 ? "it is " : "each is ") : "weakest: ", firmness(modality),
    all ? "" : ` (${which(weakest)})`,
    lost.length ? [" ", make("span.tag", "cut at ",
      lost.map((place, at) => [at ? ", " : "", label(place)]))] : null);
  const items = steps.map((step, at) => {
    const weak = !all && weakest.includes(at);
    return make("li", weak ? { class: "weakest" } : null,
      make("p.step", sentence(links[step], thing), weak ? [" ", make("span.tag", "weakest step")]
        : [], " ", evidenceLink(step)),
      toldOf(step));
  });
  const details = make("details", make("summary", route, strength),
    make("ol.steps", items),
    steps.length > 1 ? make("p.joined", JOINED) : null,
    make("p.card-tools",
      button("Light it", { class: "small light" }),
      small("Copy as text", null, () => copy(chainText(found), "The chain"))));
  return make("li", { class: found.cut ? "card cut" : "card", "data-card": number }, details);
}

/** A chain as plain text, with the evidence of each step. */
export function chainText({ steps, weakest, modality }) {
  const lines = [[labelOf(links[steps[0]].subject),
    ...steps.map((step) => labelOf(links[step].object))].join(" → "),
  `${several(steps.length, "step")}; as firm as its weakest: ${scale[modality].label} `
  + `(${which(weakest)})`, ""];
  steps.forEach((step, at) => {
    lines.push(`${at + 1}. ${linkText(links[step])}`);
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

/** Nothing leads there: say so, and what is nearest. */
function none(start, end, hidden) {
  const said = [make("p", "No causal chain from ", label(start), " to ", label(end),
    hidden ? ": nothing that is shown leads there."
      : " is in this graph. That the graph holds none does not mean that there is none.")];
  const among = anyHidden() ? "that is shown" : "in this graph";
  const list = (found) => found.map(([place, steps], at) => [at ? ", " : "", thing(place),
    steps > 1 ? ` (${steps} steps)` : ""]);
  const sides = [[start, false, "Nearest that ", " leads to: ", ` leads to nothing ${among}.`],
    [end, true, "Nearest that lead to ", ": ", anyHidden() ? ": nothing that is shown leads to it."
      : ": nothing leads to it in this graph."]];
  for (const [place, backwards, before, after, nothing] of sides) {
    const found = nearest(place, backwards);
    said.push(make("p.nearest", found.length ? [before, thing(place), after, list(found), "."]
      : [thing(place), nothing]));
  }
  const [fromEnd] = nearest(end, false, 400).filter(([place]) => place === start);
  if (fromEnd) {
    said.push(make("p.nearest", "The other way round there is one: ",
      make("a.more", { "data-from": end, "data-to": start,
        href: formatState({ from: end, to: start, hide: {} }) }, "from ", label(end), " to ",
      label(start)), "."));
  }
  return said;
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
  return { ...found, between, cards: [...first, ...then.map((each) => ({ ...each, cut: true }))],
    cut: { cut: cut.length, left: left.length, shown: then.length, complete: found.complete } };
}

/** The chains that are left, then those that are cut. */
function cardLists(found) {
  const made = found.cards.map((each, at) => card(each, at, found.end));
  if (!found.cut?.shown) return make("ol.cards", made);
  const first = made.length - found.cut.shown;
  const more = found.cut.cut > found.cut.shown
    ? ` (the first ${found.cut.shown} of ${found.cut.cut})` : "";
  return make("div.both-lists", first ? make("ol.cards", made.slice(0, first)) : null,
    make("h3", "Cut ", withoutTitle(found.end), more),
    make("ol", { class: first ? "cards going-on" : "cards" }, made.slice(first)));
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

/** What the page says to "from start to asked", for #answer; `all`: with nothing hidden. */
export function answer(found, asked, all, must = []) {
  const said = leaving(found).filter(Boolean);
  if (!found.cards.length && !found.summaries.length) {
    said.push(...none(found.start, asked, all.cards.length + all.summaries.length > 0));
  }
  if (all.cards.length > found.cards.length && !found.cards.length) {
    said.push(make("p.filtered",
      `With nothing hidden there ${all.cards.length === 1 ? "is" : "are"} `
      + `${several(all.cards.length, "chain")}. `, showAll()));
  }
  for (const kind of found.kindOf) {
    said.push(kindHint(rows[kind], "shown"));
  }
  for (const at of found.summaries) {
    const lost = taken(found.end).has(links[at].subject);
    said.push(make("div", { class: lost ? "direct cut" : "direct" },
      make("p", make("b", "Said in one go: "),
        sentence(links[at], lost ? (place) => make("s", thing(place)) : thing), " ",
        lost ? [make("span.tag", "cut at ", label(links[at].subject)), " "] : null,
        evidenceLink(at)),
      toldOf(at)));
  }
  if (found.cards.length) {
    const left = found.cards.length - (found.cut?.shown ?? 0);
    const more = found.complete && left >= (found.cut?.left ?? 0) ? "" : " (there are more)";
    said.push(cardLists(found));
    said.push(mustLine(must, found.cut?.shown),
      ...leaveList(found.between ?? leftOf(found).between));
    const many = `${several(left, "chain")}${found.cut ? " left" : ""}${more}, the firmest first`;
    said.push(make("p.hint", left || !found.cut ? many : "The firmest first",
      ": a chain is as strong as its weakest step. A chain of several steps is joined from "
      + "separate statements; it is not one statement of the source. ",
      small("Compare with another cause", { "data-contrast": "" })));
  }
  // the question asks for claims of the article; a background fact is none
  const claimed = !found.cards.some((each) => each.steps.some((at) => links[at].background));
  if (claimed) {
    said.push(sparqlText("The SPARQL that gives these steps", stepsQuery(found.start, found.end)));
  }
  said.push(takeTools(true));
  return said.filter(Boolean);
}
