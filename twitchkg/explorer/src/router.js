// Going from view to view: the address is read, shown and written; Back and undo bring back what
// was seen, the camera and the boxes moved by hand too.
import { PLAIN, formatState, parseState, viewOf } from "./address.js";
import { applyFilters, filterKinds, hiddenNote } from "./filters.js";
import { concepts, data, labelOf, several } from "./model.js";
import { tellEdge } from "./edge.js";
import { endPlay, showPlayer } from "./play.js";
import { say } from "./speak.js";
import { carry, change, listen, openTab, state } from "./store.js";
import {
  exampleEnds, litBy, markCard, showAbout, showChains, showCompare, showFiltered, showMarks,
  showScene,
} from "./views.js";
import { byId, make } from "./words.js";

const TITLE = document.title;
const VIEWS = { about: showAbout, chains: showChains, compare: showCompare, start: () => "" };
const NAMED = ["about", "from", "to", "compare", "with"]; // what of a state is a thing
const CARRIED = ["hide", "show", "without", "open", "fold", "gone", "sink", "only"];
const SOON = 250; // milliseconds until a camera at rest is noted
const trail = { back: [], forth: [], timer: 0 };
let drawnFrom = ""; // what the panel was made from

/** Where an address names nothing to tell of, the example is told. */
function opening(parsed) {
  if (NAMED.some((name) => parsed[name] !== undefined)) return parsed;
  const { from, to } = exampleEnds();
  return from === undefined || to === undefined || from === to ? parsed
    : { ...parsed, from, to, example: true };
}

/** Make the panel anew, where what it is made from has changed; gives what it says. */
function drawPanel(view, address) {
  const hiding = filterKinds.map((kind) => [...state.hidden[kind]]);
  const parts = [...NAMED, "hops", "without"].map((name) => address[name] ?? null);
  const made = JSON.stringify([view, parts, state.background, hiding]);
  if (made === drawnFrom) return "";
  drawnFrom = made;
  document.body.dataset.view = view;
  for (const name of ["about", "chains", "compare"]) byId(name).hidden = name !== view;
  change({ asked: null, must: [] });
  showFiltered();
  return VIEWS[view](address);
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

/** Show what an address asks for; how: as for showScene. Gives what the view says. */
export function showAddress(parsed, how = {}) {
  const unknown = applyFilters(parsed.hide);
  const address = opening(parsed), view = viewOf(address);
  change({ address, without: new Set(address.without) });
  endPlay();
  const told = [...parsed.told,
    ...unknown.map((name) => `Nothing is called “${name}” in the legend.`)];
  const said = drawPanel(view, address);
  const count = view === "chains" ? state.asked.cards.length : 0;
  if (count && (address.chain || 1) > count) {
    told.push(`There are only ${several(count, "chain")}, no chain ${address.chain}.`);
  }
  markCard();
  showPlayer();
  showMarks(); // the drawing leaves room for it
  showScene(view, address, how);
  tellEdge(address.edge, false);
  byId("told").replaceChildren(...told.map((text) => make("p", text)));
  document.title = titleOf(view, address);
  return said;
}

// ---------------------------------------------------------------- what was seen before

const nowSeen = () => ({ fragment: formatState(state.address), camera: state.stage.camera,
  pins: [...state.stage.pins] });

/** Note where the camera is, so that Back finds it there. */
export function noteCamera() {
  clearTimeout(trail.timer);
  trail.timer = setTimeout(() => history.replaceState(nowSeen(), ""), SOON);
}

/** Note what is seen now, before it changes: what undo brings back. */
export function noteStep(was = nowSeen()) {
  trail.back.push(was);
  trail.forth.length = 0;
}

function bringBack({ fragment, camera, pins }) {
  state.stage.pins = new Map(pins);
  history.replaceState({ fragment, camera, pins }, "", fragment || location.pathname
  + location.search);
  showAddress(parseState(fragment), { camera, anew: true, glide: true });
}

/** Undo the last step, or do it again. */
export function undo(again = false) {
  const [from, to] = again ? [trail.forth, trail.back] : [trail.back, trail.forth];
  if (!from.length) return say(again ? "Nothing to do again." : "Nothing to undo.");
  to.push(nowSeen());
  bringBack(from.pop());
  return say(again ? "Done again." : "Undone.");
}

// ---------------------------------------------------------------- going on

export function go(next, replace, how = {}) {
  const fragment = formatState(next);
  const address = fragment || location.pathname + location.search;
  if (fragment !== location.hash) {
    noteStep();
    clearTimeout(trail.timer);
    history.replaceState(nowSeen(), "");
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }
  if (state.guests?.length) change({ guests: [] });
  return showAddress({ ...PLAIN(), ...next, told: [] }, how);
}

/** Change what is drawn, not what is told: {show, open, fold, gone, sink, only}. */
export function redraw(some, how = {}) {
  go({ ...state.address, ...some }, false, how);
}

/**
 * Visit a view: {about, hops}, {from, to, chain} or {compare, with, to}; what is hidden stays
 * hidden, what is left out stays left out, and what is drawn stays drawn.
 */
function goToView(what) {
  const section = viewOf(what), { address } = state;
  const kept = Object.fromEntries(CARRIED.map((name) => [name, address[name]]));
  // who visits it wants to see it
  const beside = NAMED.some((name) => concepts[what[name]]?.background);
  const places = NAMED.map((name) => what[name]);
  const was = state.scene.alone && !state.scene.only ? [address.about] : []; // stays drawn
  const said = go({ ...kept, ...what, open: [...kept.open, ...was],
    gone: kept.gone.filter((place) => !places.includes(place)),
    hide: beside ? { ...kept.hide, background: true } : kept.hide });
  openTab("graph");
  if (document.activeElement !== byId("canvas")) {
    byId(`${section}-title`).focus({ preventScroll: true });
  }
  byId("panel").scrollTop = 0;
  say(said);
}

function goToEdge(at, focus) {
  if (at === undefined && state.address.edge === undefined) return;
  go({ ...state.address, edge: at });
  if (at !== undefined) openTab("graph");
  if (focus && at !== undefined) tellEdge(at, true);
}

function goToChain(at) {
  if ((state.address.chain || 1) - 1 !== at) go({ ...state.address, chain: at + 1 }, true);
  else {
    endPlay();
    showPlayer();
    state.stage.light(litBy("chains", state.address));
  }
}

/** Leave other things out; the reader stays at the switch that was used, or at the heading. */
export function leaveOut(without, act) {
  const view = viewOf(state.address), place = act?.dataset.without ?? act?.dataset.putBack;
  const panel = byId("panel"), top = act?.getBoundingClientRect().top;
  const changed = without.filter((each) => !state.without.has(each)),
    back = [...state.without].filter((each) => !without.includes(each));
  go({ ...state.address, chain: undefined, without });
  const same = place && byId(view)?.querySelector(`[data-without="${place}"]`);
  if (act) (same || byId(`${view}-title`)).focus({ preventScroll: true });
  if (same && same.dataset.without === act.dataset.without) {
    panel.scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  }
  const names = (places, verb) => (places.length
    ? [`${places.map(labelOf).join(", ")} ${places.length > 1 ? "are" : "is"} ${verb}.`] : []);
  const counts = document.querySelectorAll(`#${view} .cut-count`);
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
  const kept = NAMED.every((name) => stays(state.address[name])) ? state.address : PLAIN();
  const lists = Object.fromEntries(["without", "open", "fold", "gone"].map((name) =>
    [name, state.address[name].filter(stays)]));
  go({ ...kept, ...lists, hide: on === data.background.on ? hidden
    : { ...hidden, background: on } }, true);
  say(on ? "The background is shown: statements of open ontologies, not of the article."
    : "Only the article is shown.");
}

/** Carry the actions out, and go along with Back and Forward. */
export function startRouter() {
  listen("brought", () => { // statements show their sentences, or no longer
    drawnFrom = "";
    showAddress({ ...state.address, told: [] });
  });
  carry({ visit: goToView, showEdge: goToEdge, chooseChain: goToChain,
    showBackground: switchBackground });
  // also when a fragment is typed: hashchange has no more to tell
  addEventListener("popstate", ({ state: before }) => {
    if (location.hash && !location.hash.includes("=")) return; // a place on the page
    state.stage.pins = new Map(before?.pins ?? state.stage.pins);
    showAddress(parseState(location.hash), { camera: before?.camera, anew: Boolean(before) });
  });
}
