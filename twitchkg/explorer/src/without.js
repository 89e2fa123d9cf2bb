// What is left without something: chains/what_if.py, and the switches that leave things out.
import { formatState } from "./address.js";
import { ChainSearch } from "./chain-search.js";
import { contentsOf } from "./contents.js";
import { hiddenNote, rowHidden } from "./filters.js";
import {
  data, into, isTwitching, labelOf, links, order, out, rows, several,
} from "./model.js";
import { state } from "./store.js";
import { andList } from "./tell-chains.js";
import { button, label, make, small, thing } from "./words.js";

export const MOST_CHAINS = 200;
const AT_ONCE = 200;
const LINES = 60;
const SLICE = 80;
const ENDS = 5;
const KEPT = 8; // chains per cause, causes, lines, milliseconds, …
const hasRole = (place, role) => data.roles[role].includes(place);

const byName = (places) => [...places].sort((a, b) => a - b); // data.concepts stand by name
const byIri = (places) => [...places].sort((a, b) => order[a] - order[b]);

/** The graph without what is hidden, as findChains wants it. */
export const shownGraph = (arrows = state.shown, isHidden = rowHidden) => ({ ...data,
  links: arrows, said: rows.map((_, at) => at).filter((at) => !isHidden(rows[at])) });

/** Everything that leads to a place (or that it leads to), near or far, without itself. */
function reached(place, [lists, far]) {
  const seen = new Set([place]);
  for (const at of seen) { // a Set is walked in the order of insertion, and grows
    for (const link of lists[at]) {
      if (state.article[link].causal) seen.add(state.article[link][far]);
    }
  }
  seen.delete(place);
  return [...seen];
}
const before = (place) => reached(place, [into, "subject"]);
const after = (place) => reached(place, [out, "object"]);
const causal = (lists, place) => lists[place].some((at) => state.article[at].causal);

/** Where chains to a place begin: causes of that role, or whatever nothing else leads to. */
export function causesOf(target, role) {
  return byIri(before(target).filter((place) =>
    (role ? hasRole(place, role) : hasRole(place, "cause") || !causal(into, place))));
}

// ---------------------------------------------------------------- counting chains

const counted = new WeakMap(); // by the arrows shown, and by target: chains

/** Count the chains from every cause to a place, a slice at a time; `tell(counts, done)`. */
export function count(target, most, alive, tell) {
  const shown = state.article;
  if (!(counted.get(shown)?.size < KEPT)) counted.set(shown, new Map());
  const all = counted.get(shown);
  if (!all.has(target)) {
    all.set(target, { causes: causesOf(target), chains: [], complete: true,
      search: new ChainSearch(contentsOf(shownGraph(shown)), target) });
  }
  const counts = all.get(target);
  const slice = () => {
    const until = performance.now() + SLICE;
    while (counts.chains.length < Math.min(most, counts.causes.length)
      && performance.now() < until) {
      const found = counts.search.chains(counts.causes[counts.chains.length], MOST_CHAINS);
      counts.chains.push(found.cards.map(passed));
      counts.complete = counts.complete && found.complete;
    }
    const done = counts.chains.length >= Math.min(most, counts.causes.length);
    tell(counts, done);
    if (!done) setTimeout(() => { if (alive() && state.article === shown) slice(); });
  };
  slice();
}

/** The things on a chain, both ends among them. */
export const passed = ({ steps }) => [links[steps[0]].subject,
  ...steps.map((step) => links[step].object)];
export const through = (chain, taken) => chain.some((place) => taken.has(place));

/** what_if: by cause, in the order of the IRIs, how many chains are left and how many are cut. */
export function remaining(counts, taken) {
  return counts.chains.map((chains, at) => {
    const cut = chains.filter((chain) => through(chain, taken)).length;
    return { cause: counts.causes[at], cut, left: chains.length - cut };
  });
}

const sumOf = (list, name) => list.reduce((all, each) => all + each[name], 0);

export function countSaid(cut, left) {
  const total = cut + left;
  if (!cut) {
    return total === 1 ? "The one chain is not cut." : `None of the ${total} chains is cut.`;
  }
  if (!left) {
    return total === 1 ? "The one chain is cut, none is left."
      : `All ${total} chains are cut, none is left.`;
  }
  return `${cut} of ${total} chains ${cut === 1 ? "is" : "are"} cut, ${left} `
    + `${left === 1 ? "is" : "are"} left.`;
}

// ---------------------------------------------------------------- what is left out, in words

/** What is left out, but for a place that the chains lead to: that cannot be taken from them. */
export const taken = (target) => new Set([...state.without].filter((place) => place !== target));
export const withoutTitle = (target) =>
  ["without ", andList(byName(taken(target)).map((place) => label(place)))];

const TAKE_OUT = "Take it out of the drawing: what is cut?";
const REVIEW = "A medicine is to be reviewed with a doctor, not stopped alone.";

/** A switch that leaves a thing out. Of a medicine "leave it out" would read as advice. */
export const leaveSwitch = (place, text, attributes) =>
  button(hasRole(place, "medication") && typeof text === "string" ? TAKE_OUT : text, {
    "data-without": place, "aria-pressed": String(state.without.has(place)), ...attributes,
  });

/** "Left out: stress (Put back)": said wherever it matters. */
export function leftOut() {
  const places = byName(state.without);
  if (!places.length) return null;
  return make("p.left-out", make("b", "Left out:"), " ", places.map((place) => [
    make("span.one-out", thing(place), " ",
      small("Put back", { "data-put-back": place, "aria-label": `Put back ${labelOf(place)}` })),
    " "]),
  places.length > 1 ? small("Put all back", { "data-put-back": "" }) : null);
}

/** Toggles for the things between two ends; medicines apart. */
export function leaveList(places) {
  const medicine = (place) => hasRole(place, "medication");
  const group = (title, id, those) =>
    (those.length ? make("div.leave", make("span.leave-title", { id }, title),
      make("ul.chips", { "aria-labelledby": id },
        those.map((place) => make("li", leaveSwitch(place, label(place), { class: "small" })))))
      : null);
  return [group("Leave out:", "leave-title", places.filter((place) => !medicine(place))),
    group("Take out of the drawing:", "leave-title-2", places.filter(medicine))];
}

export const chainsLink = (from, to, ...text) => make("a.thing", {
  "data-from": from, "data-to": to,
  href: formatState({ from, to, hide: {}, without: [...state.without] }),
}, ...text);

/** A list that does not grow beyond what one can read unless asked to. */
export function capped(items, made, attributes) {
  const list = make("ul", attributes, items.slice(0, LINES).map(made));
  if (items.length <= LINES) return list;
  const more = small(`Show all ${items.length}`, null, () => {
    more.remove();
    list.append(...items.slice(LINES).map(made));
  });
  return make("div", list, more);
}

/** A part of the view of a thing that is worked out when it is opened. */
export function whenOpened(key, title, fill) {
  const body = make("div.worked");
  const details = make("details.analysis", { "data-analysis": key },
    make("summary", make("h3", title)), body);
  const work = () => {
    if (details.open) state.opened.add(key);
    else state.opened.delete(key);
    if (details.open && !body.childNodes.length) fill(body);
  };
  details.open = state.opened.has(key);
  if (details.open) fill(body); // before it is shown, so that nothing jumps
  details.addEventListener("toggle", work);
  return details;
}

export function chainsHidden() {
  const note = hiddenNote();
  return note ? make("p.filtered", `${note} No chain runs along them.`) : null;
}

export const joinedHint = () => make("p.hint",
  "Chains are joined from separate statements; this speaks of the graph, not of the body.");

export function caution(target) {
  const counts = "This counts chains of the graph. It does not say that ";
  return make("p.hint", isTwitching(target)
    ? `${counts}twitching stops when a cause is removed; the source does not say so either.`
    : [counts, label(target), " stops when a cause is removed."],
  [...state.without].some((place) => hasRole(place, "medication")) ? ` ${REVIEW}` : "");
}

/** How far the counting is: "30 of 5,000 causes", and a way to go on. */
function progress(counts, done, goOn) {
  const [have, all] = [counts.chains.length, counts.causes.length];
  if (have === all) return null;
  return make("p.filtered", `Counted from ${have} of ${all} causes. `,
    done ? small("Count from all", null, goOn) : "Counting …");
}

// ---------------------------------------------------------------- in the view of a thing

/** "Without stress": cause by cause what is left of the chains to a place. */
function withoutSection(target) {
  const gone = taken(target);
  if (!gone.size || !causal(into, target)) return null;
  const body = make("div.worked");
  let most = AT_ONCE;
  const tell = (counts, done) => {
    const every = byCause(remaining(counts, gone));
    const cut = every.filter((each) => each.cut), whole = every.filter((each) => !each.cut);
    const line = ({ cause, cut: lost, left }) => {
      const others = left ? `${left} ${left > 1 ? "others" : "other"}` : "none";
      return make("li", chainsLink(cause, target, label(cause)), ": ",
        lost ? `${lost} cut, ${others} left` : several(left, "chain"));
    };
    body.replaceChildren(...[
      make("p.cut-count", countSaid(sumOf(every, "cut"), sumOf(every, "left")),
        counts.complete ? "" : " There are more chains than were counted."),
      cut.length ? [make("h4", "Cut"), capped(cut, line, { class: "counts" })] : null,
      whole.length ? [make("h4", "Left"), capped(whole, line, { class: "counts" })] : null,
      progress(counts, done, () => { most = Infinity; run(); }), chainsHidden(), caution(target),
    ].flat().filter(Boolean));
  };
  const run = () => count(target, most, () => body.isConnected, tell);
  run();
  return make("section.without", make("h3", upper(withoutTitle(target))), body);
}
const byCause = (list) => [...list].sort((a, b) => a.cause - b.cause);
export const lower = (text) => text[0].toLowerCase() + text.slice(1);
const upper = ([first, ...rest]) => [first[0].toUpperCase() + first.slice(1), ...rest];

/** "What one can change": modifiable.rq, with how many chains each is on. */
function changeable(target) {
  const sets = before(target);
  const groups = [["By oneself", "lifestyle", null], ["Only with a doctor", "medication", REVIEW]]
    .map(([title, role, note]) => ({ title, note,
      places: byName(sets.filter((place) => hasRole(place, role))) }))
    .filter((group) => group.places.length);
  if (!groups.length) return null;
  return whenOpened("change", "What one can change", (body) => {
    let most = AT_ONCE;
    const tell = (counts, done) => {
      const total = counts.chains.reduce((all, chains) => all + chains.length, 0);
      const on = new Map(); // one walk over the chains, however many things are asked for
      for (const chain of counts.chains.flat()) {
        for (const place of new Set(chain)) on.set(place, (on.get(place) || 0) + 1);
      }
      const line = (place) => {
        const medicine = hasRole(place, "medication");
        const name = `${medicine ? TAKE_OUT : "Leave out"} ${labelOf(place)}`;
        return make("li", leaveSwitch(place, medicine ? ["What is cut?"] : "Leave out",
          { class: "small", "aria-label": name }),
        make("span", thing(place), `: on ${on.get(place) || 0} of ${several(total, "chain")}`));
      };
      body.replaceChildren(...[
        groups.map(({ title, note, places }) => make("div", make("h4", title),
          note ? make("p.meta", note) : null, capped(places, line, { class: "counts switches" }))),
        counts.complete ? null : make("p", "There are more chains than were counted."),
        progress(counts, done, () => { most = Infinity; run(); }), chainsHidden(), caution(target),
      ].flat().filter(Boolean));
    };
    const run = () => count(target, most, () => body.isConnected, tell);
    run();
  });
}

/** What leaving a thing out does, said in its own view: where to look. */
function whereCut(place) {
  if (!state.without.has(place)) return null;
  const ends = byName(after(place).filter((end) => hasRole(end, "symptom") || !causal(out, end)));
  if (!ends.length) {
    return make("p.hint", "It leads to nothing here, so that leaving it out cuts no chain.");
  }
  const lines = ends.slice(0, ENDS).map((end) => {
    const line = make("p.cut-count");
    const tell = (counts, done) => {
      const every = remaining(counts, taken(end));
      const more = counts.complete && counts.chains.length === counts.causes.length ? ""
        : done ? " There are more chains than were counted." : " Counting …";
      line.replaceChildren("On the way to ", thing(end),
        `: ${lower(countSaid(sumOf(every, "cut"), sumOf(every, "left")))}${more}`);
    };
    count(end, AT_ONCE, () => line.isConnected, tell);
    return line;
  });
  const others = ends.slice(ENDS, ENDS + 12);
  if (others.length) {
    lines.push(make("p", "It also leads to ",
      others.map((end, at) => [at ? ", " : "", thing(end)]),
      ends.length > ENDS + 12 ? ` and ${ends.length - ENDS - 12} more` : "", "."));
  }
  return make("section.without", make("h3", upper(withoutTitle())), lines, caution(ends[0]));
}

/** All of it for the view of a thing. */
export function withoutParts(place) {
  return [leftOut(), whereCut(place), withoutSection(place), changeable(place)].filter(Boolean);
}
