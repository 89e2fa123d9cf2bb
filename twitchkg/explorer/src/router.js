// Going from view to view: the address is read, shown and written.
import { formatState, parseState, viewOf } from "./address.js";
import { askedOf } from "./chains.js";
import { applyFilters, filterKinds, hiddenNote } from "./filters.js";
import { concepts, data, labelOf, rows, several } from "./model.js";
import { tellEdge } from "./panel.js";
import { say } from "./speak.js";
import { carry, change, state } from "./store.js";
import {
  bring, drop, lightChain, showAbout, showChains, showCompare, showFiltered,
} from "./views.js";
import { byId, make } from "./words.js";

const TITLE = document.title;
/** The section of each view, and the name of its canvas. */
export const CANVASES = { about: "about", chains: "chain", compare: "compare", map: "map" };
const NAMED = ["about", "from", "to", "compare", "with"]; // what of a state is a thing
let drawnFrom = ""; // what the main view was made from

/** The chains the file was made to open on, where the address names nothing else. */
function opening(parsed) {
  const { chains } = data;
  const named = ["about", "compare", "from", "to"].some((name) => parsed[name] !== undefined);
  if (named || !chains) return parsed;
  const [from, to] = askedOf(chains, rows);
  return from < 0 || to < 0 || from === to ? parsed : { ...parsed, from, to };
}

/** Make the main view anew, where what it is made from has changed; gives what it says. */
function drawView(view, address) {
  const hiding = filterKinds.map((kind) => [...state.hidden[kind]]);
  const parts = [...NAMED, "hops", "without"].map((name) => address[name] ?? null);
  const made = JSON.stringify([view, parts, state.background, hiding]);
  if (made === drawnFrom) return "";
  drawnFrom = made;
  document.body.dataset.view = view;
  for (const [section, canvas] of Object.entries(CANVASES)) {
    if (section === view || section === "map") continue;
    drop(canvas);
    byId(section).hidden = true;
  }
  showFiltered();
  return { about: showAbout, chains: showChains, compare: showCompare,
    start: () => "" }[view](address);
}

function titleOf(view, { about, compare, with: other, from, to }) {
  if (view === "about") return `${labelOf(about)} – ${TITLE}`;
  if (view === "compare") {
    return `${labelOf(compare)} and ${labelOf(other)} → ${labelOf(to)} – ${TITLE}`;
  }
  if (view !== "chains" || !location.hash) return TITLE;
  const any = state.asked.cards.length + state.asked.summaries.length;
  const chains = any ? `${labelOf(from)} → ${labelOf(to)}` : byId("chains-title").textContent;
  return `${chains} – ${TITLE}`;
}

/** Show what an address asks for; gives what the view says. */
export function showAddress(parsed) {
  const unknown = applyFilters(parsed.hide);
  const address = opening(parsed), view = viewOf(address);
  change({ address, without: new Set(address.without) });
  const told = [...parsed.told,
    ...unknown.map((name) => `Nothing is called “${name}” in the legend.`)];
  const said = drawView(view, address);
  const count = view === "chains" ? state.asked.cards.length : 0;
  if (count) {
    const at = (address.chain || 1) - 1;
    if (at >= count) {
      told.push(`There are only ${several(count, "chain")}, no chain ${address.chain}.`);
    }
    lightChain(Math.min(at, count - 1));
  }
  tellEdge(address.edge, false);
  byId("told").replaceChildren(...told.map((text) => make("p", text)));
  document.title = titleOf(view, address);
  return said;
}

export function go(next, replace) {
  const fragment = formatState(next);
  const address = fragment || location.pathname + location.search;
  if (fragment !== location.hash) {
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }
  return showAddress({ ...next, told: [] });
}

/**
 * Visit a view: {about, hops}, {from, to, chain} or {compare, with, to}; what is hidden stays
 * hidden, and what is left out stays left out.
 */
function goToView(what) {
  const section = viewOf(what);
  const { hide, without } = state.address;
  // who visits it wants to see it
  const beside = NAMED.some((name) => concepts[what[name]]?.background);
  const said = go({ ...what, hide: beside ? { ...hide, background: true } : hide, without });
  bring(byId(section), "start");
  byId(`${section}-title`).focus({ preventScroll: true });
  say(said);
}

function goToEdge(at, focus) {
  if (at === undefined && state.address.edge === undefined) return;
  go({ ...state.address, edge: at });
  if (focus && at !== undefined) tellEdge(at, true);
}

function goToChain(at) {
  if ((state.address.chain || 1) - 1 !== at) go({ ...state.address, chain: at + 1 }, true);
  else lightChain(at);
}

/** Leave other things out; the reader stays at the switch that was used, or at the heading. */
export function leaveOut(without, act) {
  const section = act.closest("section[id]"), place = act.dataset.without ?? act.dataset.putBack;
  const top = act.getBoundingClientRect().top;
  const changed = without.filter((each) => !state.without.has(each)),
    back = [...state.without].filter((each) => !without.includes(each));
  go({ ...state.address, chain: undefined, without });
  const same = place && section.querySelector(`[data-without="${place}"]`);
  (same || byId(`${section.id}-title`)).focus({ preventScroll: true });
  if (same && same.dataset.without === act.dataset.without) {
    scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  }
  const names = (places, verb) => (places.length
    ? [`${places.map(labelOf).join(", ")} ${places.length > 1 ? "are" : "is"} ${verb}.`] : []);
  const counts = document.querySelectorAll(`#${viewOf(state.address)} .cut-count`);
  const count = [...counts].map((each) => each.textContent);
  say([...names(changed, "left out"), ...names(back, "put back"), ...count].join(" "));
}

export function hideName(kind, name, on) {
  const names = new Set(state.address.hide[kind] || []);
  if (on) names.delete(name);
  else names.add(name);
  go({ ...state.address, hide: { ...state.address.hide, [kind]: [...names] } }, true);
  say(hiddenNote() || "Nothing is hidden.");
}

/** Show what open ontologies say beside the article, or only the article. */
export function switchBackground(on) {
  if (on === state.background) return;
  const { background, ...hidden } = state.address.hide;
  const stays = (place) => on || !concepts[place]?.background;
  // what is of it goes with it
  const kept = NAMED.every((name) => stays(state.address[name])) ? state.address : {};
  go({ ...kept, without: state.address.without.filter(stays),
    hide: on === data.background.on ? hidden : { ...hidden, background: on } }, true);
  say(on ? "The background is shown: statements of open ontologies, not of the article."
    : "Only the article is shown.");
}

/** Carry the actions out, and go along with Back and Forward. */
export function startRouter() {
  carry({ visit: goToView, showEdge: goToEdge, chooseChain: goToChain,
    showBackground: switchBackground });
  // also when a fragment is typed: hashchange has no more to tell
  addEventListener("popstate", () => {
    if (location.hash && !location.hash.includes("=")) return; // a place on the page
    showAddress(parseState(location.hash));
  });
}
