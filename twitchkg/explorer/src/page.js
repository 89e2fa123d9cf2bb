// What happens on the page: the address is read and shown, clicks and keys change it.
import { formatState, parseState, viewOf } from "./address.js";
import { backgroundKnows } from "./background.js";
import { combobox } from "./combobox.js";
import { applyFilters, filterKinds, hiddenNote, startFilters } from "./filters.js";
import { legendFilter } from "./legend.js";
import { concepts, data, load, several } from "./model.js";
import { saveDrawing, startPrinting } from "./save.js";
import { named, prepareSearch, search } from "./search.js";
import { copy, say } from "./speak.js";
import { canvases, carry, dispatch, showEdge, state, visit } from "./store.js";
import { startTriage } from "./triage.js";
import { bring, drop, light, lightChain, lightThings, showAbout, showChains, showCompare, showFiltered, showMap, tellEdge } from "./views.js";
import { byId, make } from "./words.js";

load(JSON.parse(byId("data").textContent));
startFilters();
carry("visit", visitView);
carry("edge", showTheEdge);
carry("chain", chooseTheChain);
carry("background", switchBackground);
carry("light", light);
startPrinting();
startTriage();
const title = document.title;
for (const element of document.querySelectorAll(".drawing, .with-script, .light")) element.hidden = false;
if (document.documentElement.clientWidth < 720) document.querySelector(".legend").open = false;

// ---------------------------------------------------------------- state

const NAMED = ["about", "from", "to", "compare", "with"]; // what of a state is a thing
let shownKey = ""; // what the main view was made from

/** The chains the file was made to open on, where the address names nothing else. */
function opening(parsed) {
  const { chains } = data;
  if (["about", "compare", "from", "to"].some((name) => parsed[name] !== undefined) || !chains) return parsed;
  const to = chains.kindOf[0]?.subject ?? chains.end;
  return chains.start < 0 || to < 0 || chains.start === to ? parsed : { ...parsed, from: chains.start, to };
}

function showState(parsed) {
  const unknown = applyFilters(parsed.hide);
  state.address = opening(parsed);
  state.without = new Set(state.address.without);
  const told = [...parsed.told, ...unknown.map((name) => `Nothing is called “${name}” in the legend.`)];
  const hiding = JSON.stringify([state.background, filterKinds.map((kind) => [...state.hidden[kind]])]);
  const view = viewOf(state.address);
  const made = JSON.stringify([view, state.address.about, state.address.hops, state.address.compare, state.address.with, state.address.from, state.address.to, state.address.without, hiding]);
  let said = "";
  if (made !== shownKey) {
    shownKey = made;
    document.body.dataset.view = view;
    for (const [name, canvas] of [["about", "about"], ["chains", "chain"], ["compare", "compare"]]) {
      if (name === view) continue;
      drop(canvas);
      byId(name).hidden = true;
    }
    showFiltered();
    dispatch("filtered");
    if (view === "about") said = showAbout(state.address);
    if (view === "chains") said = showChains(state.address);
    if (view === "compare") said = showCompare(state.address);
  }
  if (view === "chains" && state.asked.cards.length) {
    const at = (state.address.chain || 1) - 1;
    if (at >= state.asked.cards.length) told.push(`There are only ${several(state.asked.cards.length, "chain")}, no chain ${state.address.chain}.`);
    lightChain(Math.min(at, state.asked.cards.length - 1));
  }
  tellEdge(state.address.edge, false);
  byId("told").replaceChildren(...told.map((text) => make("p", null, text)));
  const name = (place) => concepts[place].label;
  document.title = view === "about" ? `${name(state.address.about)} – ${title}`
    : view === "compare" ? `${name(state.address.compare)} and ${name(state.address.with)} → ${name(state.address.to)} – ${title}`
    : view === "chains" && location.hash ? `${state.asked.cards.length + state.asked.summaries.length ? `${name(state.address.from)} → ${name(state.address.to)}` : byId("chains-title").textContent} – ${title}` : title;
  return said;
}

function go(next, replace) {
  const fragment = formatState(next);
  const address = fragment || location.pathname + location.search;
  if (fragment !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", address);
  return showState({ ...next, told: [] });
}

/**
 * Visit a view: {about, hops}, {from, to, chain} or {compare, with, to}; what is hidden stays
 * hidden, and what is left out stays left out.
 */
function visitView(what) {
  const section = viewOf(what);
  const beside = NAMED.some((name) => concepts[what[name]]?.background); // who visits it wants to see it
  const said = go({ ...what, hide: beside ? { ...state.address.hide, background: true } : state.address.hide, without: state.address.without });
  bring(byId(section), "start");
  byId(`${section}-title`).focus({ preventScroll: true });
  say(said);
}
function showTheEdge(at, focus) {
  if (at === undefined && state.address.edge === undefined) return;
  go({ ...state.address, edge: at });
  if (focus && at !== undefined) tellEdge(at, true);
}
function chooseTheChain(at) {
  if ((state.address.chain || 1) - 1 !== at) go({ ...state.address, chain: at + 1 }, true);
  else lightChain(at);
}
/** Leave other things out; the reader stays at the switch that was used, or at the heading. */
function leaveOut(without, act) {
  const section = act.closest("section[id]"), place = act.dataset.without ?? act.dataset.putBack;
  const top = act.getBoundingClientRect().top;
  const changed = without.filter((each) => !state.without.has(each)), back = [...state.without].filter((each) => !without.includes(each));
  go({ ...state.address, chain: undefined, without });
  const same = place && section.querySelector(`[data-without="${place}"]`);
  (same || byId(`${section.id}-title`)).focus({ preventScroll: true });
  if (same && same.dataset.without === act.dataset.without) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  const names = (places, verb) => (places.length ? [`${places.map((each) => concepts[each].label).join(", ")} ${places.length > 1 ? "are" : "is"} ${verb}.`] : []);
  const count = [...document.querySelectorAll(`#${viewOf(state.address)} .cut-count`)].map((each) => each.textContent);
  say([...names(changed, "left out"), ...names(back, "put back"), ...count].join(" "));
}

function hideName(kind, name, on) {
  const names = new Set(state.address.hide[kind] || []);
  if (on) names.delete(name);
  else names.add(name);
  go({ ...state.address, hide: { ...state.address.hide, [kind]: [...names] } }, true);
  say(hiddenNote() || "Nothing is hidden.");
}

/** Show what open ontologies say beside the article, or only the article. */
function switchBackground(on) {
  if (on === state.background) return;
  const { background, ...hidden } = state.address.hide;
  const stays = (place) => on || !concepts[place]?.background;
  const kept = NAMED.every((name) => stays(state.address[name])) ? state.address : {}; // what is of it goes with it
  go({ ...kept, without: state.address.without.filter(stays), hide: on === data.background.on ? hidden : { ...hidden, background: on } }, true);
  say(on ? "The background is shown: statements of open ontologies, not of the article." : "Only the article is shown.");
}

addEventListener("popstate", () => { // also when a fragment is typed: hashchange has no more to tell
  if (location.hash && !location.hash.includes("=")) return; // a place on the page
  showState(parseState(location.hash));
});

// ---------------------------------------------------------------- clicks and keys

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const on = (selector) => event.target.closest(selector);
  const anchor = on("a[href^='#']"), act = on("button");
  if (anchor) {
    const { concept, link, from, to } = anchor.dataset;
    if (concept !== undefined) visit({ about: Number(concept) });
    else if (link !== undefined) showEdge(Number(link), true);
    else if (from !== undefined) visit({ from: Number(from), to: Number(to) });
    else { // a place on the page: the address keeps the state
      const place = document.querySelector(anchor.getAttribute("href"));
      if (!place) return;
      bring(place, "start");
      place.setAttribute("tabindex", "-1");
      place.focus({ preventScroll: true });
    }
    event.preventDefault();
  } else if (act) pressed(act);
});

function pressed(act) {
  const { dataset } = act;
  if (dataset.showAll !== undefined) {
    const { background } = state.address.hide;
    go({ ...state.address, hide: background === undefined ? {} : { background } }, true);
    say("Nothing is hidden.");
  } else if (dataset.beside !== undefined) switchBackground(true);
  else if (dataset.without) {
    const place = Number(dataset.without);
    leaveOut(state.without.has(place) ? state.address.without.filter((each) => each !== place) : [...state.address.without, place], act);
  } else if (dataset.putBack !== undefined) {
    leaveOut(dataset.putBack === "" ? [] : state.address.without.filter((each) => each !== Number(dataset.putBack)), act);
  } else if (dataset.light) lightThings(dataset.light.split(" ").map(Number));
  else if (dataset.contrast !== undefined) {
    byId("compare-first").value = concepts[state.address.from].label;
    byId("compare-end").value = concepts[state.address.to].label;
    byId("compare-second").value = "";
    bring(byId("start"), "start");
    byId("compare-second").focus({ preventScroll: true });
  } else if (dataset.hops) visit({ about: state.address.about, hops: Number(dataset.hops) });
  else if (dataset.unlight !== undefined) light([]);
  else if (dataset.ask) {
    const field = byId(`ask-${dataset.ask}`), other = byId(dataset.ask === "to" ? "ask-from" : "ask-to");
    field.value = concepts[Number(dataset.place)].label;
    if (other.value === field.value) other.value = "";
    bring(byId("start"), "start");
    other.focus({ preventScroll: true });
    other.select();
  } else if (dataset.save) {
    const place = act.closest("#chains, #about, #compare, #map");
    const canvas = { chains: state.canvases.chain, about: state.canvases.about, compare: state.canvases.compare, map: state.canvases.map }[place.id];
    saveDrawing(canvas, dataset.save, byId(`${place.id}-title`).textContent);
  } else if (dataset.copyLink !== undefined) copy(location.href, "The link to this view");
  else if (dataset.print !== undefined) print();
}

const detail = byId("detail");
detail.querySelector(".close").addEventListener("click", () => showEdge(undefined));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !detail.hidden && !event.defaultPrevented) showEdge(undefined);
});

// ---------------------------------------------------------------- asking

combobox(byId("find-text"), (place) => visit({ about: place }));
combobox(byId("ask-from"), () => byId("ask-to").focus());
combobox(byId("ask-to"), () => byId("ask").requestSubmit());

byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("find-text").value;
  const place = named(text);
  const near = place === undefined ? search(text, 3).map((hit) => concepts[hit.place].label) : [];
  byId("find-answer").textContent = place !== undefined ? ""
    : `Nothing of that name is in this graph.${near.length ? ` Near: ${near.join(", ")}.` : ""} That says nothing about how serious it is.`;
  if (place === undefined) byId("find-answer").append(...[backgroundKnows(text)].filter(Boolean));
  if (place !== undefined) visit({ about: place });
});

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const [start, end] = ["ask-from", "ask-to"].map((id) => named(byId(id).value));
  const missing = start === undefined ? byId("ask-from").value : end === undefined ? byId("ask-to").value : null;
  byId("ask-answer").textContent = missing !== null ? `Nothing called “${missing}” is in this graph.`
    : start === end ? "Name two different things." : "";
  if (missing !== null || start === end) return;
  visit({ from: start, to: end });
});

const compareFields = ["compare-first", "compare-second", "compare-end"].map(byId);
combobox(compareFields[0], () => compareFields[1].focus());
combobox(compareFields[1], () => (compareFields[2].value ? byId("contrast").requestSubmit() : compareFields[2].focus()));
combobox(compareFields[2], () => byId("contrast").requestSubmit());
byId("contrast").addEventListener("submit", (event) => {
  event.preventDefault();
  const places = compareFields.map((field) => named(field.value));
  const missing = places.indexOf(undefined);
  const fits = missing < 0 && new Set(places).size === 3;
  byId("contrast-answer").textContent = missing >= 0 ? `Nothing called “${compareFields[missing].value}” is in this graph.`
    : fits ? "" : "Name two different causes, and another thing that they lead to.";
  if (fits) visit({ compare: places[0], with: places[1], to: places[2] });
});

// ---------------------------------------------------------------- opening

showMap();
legendFilter(hideName, switchBackground);
showState(parseState(location.hash));
if (state.address.about !== undefined) byId("about").scrollIntoView();
else if (state.address.compare !== undefined) byId("compare").scrollIntoView();
else if (state.address.from !== undefined && location.hash) byId("chains").scrollIntoView();
document.fonts.addEventListener("loadingdone", () => { // what was measured is not what is drawn
  for (const canvas of canvases()) canvas.renew();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const canvas of canvases()) canvas.paint();
});
(window.requestIdleCallback || setTimeout)(() => prepareSearch());
document.documentElement.dataset.ready = Math.round(performance.now()); // milliseconds, for bench_page.py
