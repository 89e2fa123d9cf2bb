// The views: chains, what stands around a thing, the map, the table, the panel of an arrow.
import { aboutConcept, aboutLink } from "./about.js";
import { showBackground } from "./background.js";
import { mustPass } from "./bottlenecks.js";
import { Canvas } from "./canvas.js";
import { LISTED, answer, leftOf } from "./cards.js";
import { findChains } from "./chains.js";
import { compared, comparison, drawnSteps } from "./compare.js";
import { anyHidden, hiddenNote, rowHidden, unfiltered } from "./filters.js";
import { tickLegend } from "./legend.js";
import { concepts, data, into, lanes, links, out, placeOf, rows, several } from "./model.js";
import { neighbourhood } from "./nearby.js";
import { flow, mapped, overview } from "./scene.js";
import { note, say } from "./speak.js";
import { canvases, chooseChain, showEdge, state, visit } from "./store.js";
import { walkable } from "./walk.js";
import { MOST_CHAINS, countSaid, leftOut, shownGraph, taken } from "./without.js";
import { button, byId, label, make, thing } from "./words.js";

export function drop(name) {
  state.canvases[name]?.destroy();
  state.canvases[name] = null;
}

/** A drawing's click: a thing is visited, an arrow tells its evidence, nothing closes the panel. */
function choose(what) {
  if (what?.concept !== undefined) visit({ about: what.concept });
  else if (what) showEdge(what.link, false);
  else showEdge(undefined, false);
}

/**
 * The arrows at these places, drawn beginning with the `first` things; marked: {places, words}:
 * things with a second frame, and what that says.
 */
function drawIn(name, at, first, start, marked) {
  const layout = (by, room) => flow(data, at, first, by, room);
  const canvas = new Canvas(byId(`${name}-canvas`), layout, { most: 1.15, faint: false, choose, marked });
  state.canvases[name] = canvas;
  walkable(canvas, start);
  return canvas;
}

// ---------------------------------------------------------------- chains

let cards = [];

export function showChains({ from, to }) {
  drop("chain");
  byId("chains").hidden = false;
  const filtered = anyHidden();
  const opening = data.chains && !filtered && !state.without.size && state.background === data.background.on && from === data.chains.start && to === (data.chains.kindOf[0]?.subject ?? data.chains.end);
  const found = opening ? data.chains : leftOf(findChains(shownGraph(), from, to, state.without.size ? MOST_CHAINS : LISTED));
  const all = filtered ? findChains({ ...data, links: unfiltered() }, from, to) : found;
  state.asked = found;
  const must = found.cards.length - (found.cut?.shown ?? 0) > 1 ? mustPass(found.start, found.end, taken(found.end)) : [];
  const any = found.cards.length + found.summaries.length > 0;
  const none = all.cards.length + all.summaries.length > 0 ? "No chain is shown" : "No chain in this graph";
  byId("chains-title").replaceChildren(...(any ? ["How ", label(from), " can lead to ", label(to)] : ["Does ", label(from), " lead to ", label(to), `? ${none}`]));
  byId("answer").replaceChildren(...answer(found, to, all, must));
  byId("chains-hidden").replaceChildren(...hiddenSaid());
  byId("ask-from").value = concepts[from].label;
  byId("ask-to").value = concepts[to].label;
  cards = [...document.querySelectorAll("#answer .card")];
  if (!found.cards.length) return `No chain from ${concepts[from].label} to ${concepts[to].label}.`;
  const steps = [...new Set(found.cards.flatMap((card) => card.steps))];
  drawIn("chain", steps, [from], () => from, { places: must, words: `every chain ${found.cut?.shown ? "that is left " : ""}passes here` });
  cards.forEach((card, at) => {
    card.querySelector("summary").addEventListener("click", () => chooseChain(at));
    card.querySelector(".light").addEventListener("click", () => {
      chooseChain(at);
      bring(state.canvases.chain.box);
    });
  });
  if (found.cut) return countSaid(found.cut.cut, found.cut.left);
  return `${several(found.cards.length, "chain")} from ${concepts[from].label} to ${concepts[to].label}.`;
}

/** Light one of the chains, counted from 0. */
export function lightChain(at) {
  if (!state.canvases.chain) return;
  cards.forEach((card, other) => card.classList.toggle("lit", other === at));
  if (!cards.some((card) => card.querySelector("details").open)) cards[at].querySelector("details").open = true;
  const { steps, cut } = state.asked.cards[at];
  state.canvases.chain.rest = cut ? null : { links: steps }; // what is cut does not run
  state.canvases.chain.light(state.canvases.chain.rest);
}

// ---------------------------------------------------------------- around a thing

export function showAbout({ about, hops = 1 }) {
  drop("about");
  byId("about").hidden = false;
  const around = neighbourhood(about, hops);
  byId("about-title").replaceChildren(label(about));
  byId("about-body").replaceChildren(...aboutConcept(about, around, hops));
  if (around.links.length) {
    // causes first, so that a loop runs back to them and not from them
    const upstream = around.links.filter((at) => links[at].object === about).map((at) => links[at].subject);
    drawIn("about", around.links, [...upstream, about], () => about);
    state.canvases.about.focus = about;
    state.canvases.about.light(null);
  }
  return `${concepts[about].label}: ${several(into[about].filter((at) => state.shown[at].causal).length, "cause")}, ${several(out[about].filter((at) => state.shown[at].causal).length, "effect")}.`;
}

// ---------------------------------------------------------------- two causes

export function showCompare(state) {
  drop("compare");
  byId("compare").hidden = false;
  const { compare: first, with: second, to } = state;
  const result = compared(first, second, to), drawn = drawnSteps(result);
  byId("compare-title").replaceChildren(label(first), " and ", label(second), " on the way to ", label(to));
  byId("compare-body").replaceChildren(...comparison(state, result, drawn));
  for (const [id, place] of [["compare-first", first], ["compare-second", second], ["compare-end", to]]) byId(id).value = concepts[place].label;
  if (drawn.steps.length) {
    drawIn("compare", drawn.steps, [first, second].filter((place) => drawn.steps.some((at) => links[at].subject === place)), () => first, { places: result.shared, words: "both pass here" });
  }
  return `${several(result.onlyFirst.length, "thing")} only from ${concepts[first].label}, ${result.shared.length} on both, ${result.onlySecond.length} only from ${concepts[second].label}.`;
}

// ---------------------------------------------------------------- map and table

export function showMap() {
  const things = mapped(data);
  const shown = () => things.filter((place) => !state.hidden.kind.has(lanes[concepts[place].lane].label));
  const layout = (by, room) => overview(data, shown(), by, room);
  const canvas = new Canvas(byId("map-canvas"), layout, { most: 1, faint: true, choose });
  state.canvases.map = canvas;
  walkable(canvas, () => canvas.drawing.boxes[0]?.concept);
  const all = concepts.filter((concept) => !concept.background).length;
  byId("map-note").textContent = things.length < all ? `Only ${things.length} of ${all} things are drawn here; search finds all of them.` : "";
  const list = byId("map-list");
  list.addEventListener("toggle", () => {
    if (!list.open || list.children.length > 1) return;
    const drawn = new Set(things);
    for (const lane of lanes) {
      const members = lane.members.filter((place) => drawn.has(place));
      if (members.length) list.append(make("div", null, make("h3", null, lane.label), make("ul", { class: "choices" }, members.map((place) => make("li", null, thing(place))))));
    }
  });
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const way = button.dataset.zoom;
      canvas.magnify(way === "fit" ? 1 : Math.min(3, Math.max(0.5, canvas.zoom * (way === "in" ? 1.3 : 1 / 1.3))));
    });
  }
}

const hiddenSaid = () => {
  const note = hiddenNote();
  return note ? [note + " ", button("Show all", { class: "small", "data-show-all": "" })] : [];
};

/** Say and do everywhere what the legend hides. */
export function showFiltered() {
  showBackground();
  state.canvases.map?.renew();
  byId("map-hidden").replaceChildren(...hiddenSaid());
  byId("map-without").replaceChildren(...[leftOut()].filter(Boolean));
  let hidden = 0;
  for (const line of document.querySelectorAll("#table tr[data-row]")) {
    line.hidden = rowHidden(rows[Number(line.dataset.row)]);
    hidden += line.hidden;
  }
  byId("table-hidden").replaceChildren(...(hidden ? [`${several(hidden, "statement")} ${hidden === 1 ? "is" : "are"} hidden by the legend. `, button("Show all", { class: "small", "data-show-all": "" })] : []));
  tickLegend();
}

/** Light things on the map, by IRI; used for the rows of a query. Gives how many are there. */
export function light(iris, go = true) {
  const places = [...new Set([...iris].map((iri) => placeOf(iri)).filter((place) => place !== undefined))];
  const map = state.canvases.map;
  const there = places.filter((place) => map.boxOf(place));
  map.rest = there.length ? { concepts: there } : null;
  map.light(map.rest);
  const text = there.length ? `${several(there.length, "thing")} lit on the map.` : "None of these things is on the map.";
  byId("map-lit").replaceChildren(...(there.length ? [text + " ", button("Put out", { class: "small", "data-unlight": "" })] : []));
  say(text);
  if (!places.length && state.canvases.about?.rest) state.canvases.about.light(state.canvases.about.rest = null);
  if (there.length && go) bring(byId("map-canvas"));
  return there.length;
}

/** Light things where one is, without leaving it: on the map, and in the drawing of the view. */
export function lightThings(places) {
  light(places.map((place) => concepts[place].iri), false);
  const here = places.filter((place) => state.canvases.about?.boxOf(place));
  if (!state.canvases.about) return;
  state.canvases.about.rest = here.length ? { concepts: here } : null;
  state.canvases.about.light(state.canvases.about.rest);
  const { rest } = state.canvases.map;
  note(`${rest ? several(rest.concepts.length, "thing") : "Nothing"} lit on the map, ${here.length} of them in the drawing here.`);
}

// ---------------------------------------------------------------- the panel of an arrow

let cameFrom = null;

export function tellEdge(at, focus) {
  const panel = byId("detail");
  for (const canvas of canvases()) canvas.light(at === undefined ? canvas.rest : { link: at });
  if (at === undefined) {
    if (!panel.hidden && panel.contains(document.activeElement) && cameFrom?.isConnected) cameFrom.focus();
    panel.hidden = true;
    cameFrom = null;
    return;
  }
  if (!panel.contains(document.activeElement) && document.activeElement !== document.body) cameFrom = document.activeElement;
  byId("detail-body").replaceChildren(...aboutLink(at));
  panel.hidden = false;
  panel.scrollTop = 0;
  if (focus) byId("detail-title").focus();
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export function bring(element, block = "nearest") {
  element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}
