// The views: chains, what stands around a thing, the map, the table, the panel of an arrow.
import { aboutConcept } from "./about.js";
import { showBackgroundRows } from "./background.js";
import { mustPass } from "./bottlenecks.js";
import { Canvas } from "./canvas.js";
import { LISTED, answer, leftOf } from "./cards.js";
import { askedOf, findChains } from "./chains.js";
import { compared, comparison, drawnSteps } from "./compare.js";
import { anyHidden, hiddenNote, off, rowHidden, unfiltered } from "./filters.js";
import { tickLegend } from "./legend.js";
import {
  concepts, data, into, labelOf, lanes, links, out, placeOf, rows, several,
} from "./model.js";
import { neighbourhood } from "./nearby.js";
import { flow, mapped, overview } from "./scene.js";
import { note, say } from "./speak.js";
import { change, chooseChain, showEdge, state, visit } from "./store.js";
import { walkable } from "./walk.js";
import { MOST_CHAINS, countSaid, leftOut, shownGraph, taken } from "./without.js";
import { byId, label, make, showAll, small, thing } from "./words.js";

const keep = (name, canvas) => change({ canvases: { ...state.canvases, [name]: canvas } });

export function drop(name) {
  state.canvases[name]?.destroy();
  keep(name, null);
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
  const look = { most: 1.15, faint: false, choose, marked };
  const canvas = new Canvas(byId(`${name}-canvas`), layout, look);
  keep(name, canvas);
  walkable(canvas, start);
  return canvas;
}

// ---------------------------------------------------------------- chains

const cardList = () => [...document.querySelectorAll("#answer .card")];

export function showChains({ from, to }) {
  drop("chain");
  byId("chains").hidden = false;
  const filtered = anyHidden();
  const [start, end] = data.chains ? askedOf(data.chains, rows) : [];
  const opening = from === start && to === end && !filtered && !state.without.size
    && state.background === data.background.on;
  const found = opening ? data.chains
    : leftOf(findChains(shownGraph(), from, to, state.without.size ? MOST_CHAINS : LISTED));
  const all = filtered ? findChains(shownGraph(unfiltered(), off), from, to) : found;
  change({ asked: found });
  const must = found.cards.length - (found.cut?.shown ?? 0) > 1
    ? mustPass(found.start, found.end, taken(found.end)) : [];
  const any = found.cards.length + found.summaries.length > 0;
  const none = all.cards.length + all.summaries.length > 0 ? "No chain is shown"
    : "No chain in this graph";
  byId("chains-title").replaceChildren(...(any ? ["How ", label(from), " can lead to ", label(to)]
    : ["Does ", label(from), " lead to ", label(to), `? ${none}`]));
  byId("answer").replaceChildren(...answer(found, all, must));
  byId("chains-hidden").replaceChildren(...hiddenSaid());
  byId("ask-from").value = labelOf(from);
  byId("ask-to").value = labelOf(to);
  if (!found.cards.length) return `No chain from ${labelOf(from)} to ${labelOf(to)}.`;
  const steps = [...new Set(found.cards.flatMap((card) => card.steps))];
  drawIn("chain", steps, [from], () => from,
    { places: must, words: `every chain ${found.cut?.shown ? "that is left " : ""}passes here` });
  for (const card of cardList()) {
    const at = Number(card.dataset.card);
    card.querySelector("summary").addEventListener("click", () => chooseChain(at));
    card.querySelector(".light").addEventListener("click", () => {
      chooseChain(at);
      bring(state.canvases.chain.box);
    });
    for (const way of card.querySelectorAll("[data-way]")) {
      way.addEventListener("click", () => {
        chooseChain(at);
        lightSteps([found.cards[Number(way.dataset.way)]]);
        bring(state.canvases.chain.box);
      });
    }
  }
  if (found.cut) return countSaid(found.cut.cut, found.cut.left);
  return `${several(found.cards.length, "chain")} from ${labelOf(from)} to ${labelOf(to)}.`;
}

/** Light a chain, counted from 0, and those that are told with it. */
export function lightChain(at) {
  const { asked } = state, cards = cardList();
  if (!state.canvases.chain) return;
  const { chains } = asked.routes.find((route) => route.chains.includes(at));
  const chosen = cards.find((card) => chains.includes(Number(card.dataset.card)));
  for (const card of cards) card.classList.toggle("lit", card === chosen);
  if (!cards.some((card) => card.querySelector("details").open)) {
    chosen.querySelector("details").open = true;
  }
  lightSteps(chains.map((each) => asked.cards[each]));
}

function lightSteps(cards) {
  const { chain } = state.canvases;
  const lit = cards.filter(({ cut }) => !cut).flatMap(({ steps }) => steps);
  chain.rest = lit.length ? { links: lit } : null; // what is cut does not run
  chain.light(chain.rest);
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
    const upstream = around.links.filter((at) => links[at].object === about)
      .map((at) => links[at].subject);
    const canvas = drawIn("about", around.links, [...upstream, about], () => about);
    canvas.focus = about;
    canvas.light(null);
  }
  const causal = (arrows) => arrows.filter((at) => state.shown[at].causal).length;
  const [causes, effects] = [causal(into[about]), causal(out[about])];
  return `${labelOf(about)}: ${several(causes, "cause")}, ${several(effects, "effect")}.`;
}

// ---------------------------------------------------------------- two causes

export function showCompare(address) {
  drop("compare");
  byId("compare").hidden = false;
  const { compare: first, with: second, to } = address;
  const result = compared(first, second, to), drawn = drawnSteps(result);
  byId("compare-title").replaceChildren(label(first), " and ", label(second), " on the way to ",
    label(to));
  byId("compare-body").replaceChildren(...comparison(address, result, drawn));
  const fields = { "compare-first": first, "compare-second": second, "compare-end": to };
  for (const [id, place] of Object.entries(fields)) byId(id).value = labelOf(place);
  if (drawn.steps.length) {
    const ends = [first, second].filter((place) =>
      drawn.steps.some((at) => links[at].subject === place));
    const marked = { places: result.shared, words: "both pass here" };
    drawIn("compare", drawn.steps, ends, () => first, marked);
  }
  const [one, both, other] = [result.onlyFirst, result.shared,
    result.onlySecond].map((each) => each.length);
  return `${several(one, "thing")} only from ${labelOf(first)}, ${both} on both, ${other} only `
    + `from ${labelOf(second)}.`;
}

// ---------------------------------------------------------------- map and table

export function showMap() {
  const things = mapped(data);
  const isShown = (place) => !state.hidden.kind.has(lanes[concepts[place].lane].label);
  const layout = (by, room) => overview(data, things.filter(isShown), by, room);
  const canvas = new Canvas(byId("map-canvas"), layout, { most: 1, faint: true, choose });
  keep("map", canvas);
  walkable(canvas, () => canvas.drawing.boxes[0]?.concept);
  const all = concepts.filter((concept) => !concept.background).length;
  byId("map-note").textContent = things.length < all
    ? `Only ${things.length} of ${all} things are drawn here; search finds all of them.` : "";
  const list = byId("map-list");
  list.addEventListener("toggle", () => {
    if (!list.open || list.children.length > 1) return;
    const drawn = new Set(things);
    for (const lane of lanes) {
      const members = lane.members.filter((place) => drawn.has(place));
      if (members.length) {
        list.append(make("div", make("h3", lane.label),
          make("ul.choices", members.map((place) => make("li", thing(place))))));
      }
    }
  });
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const way = button.dataset.zoom;
      const more = canvas.zoom * (way === "in" ? 1.3 : 1 / 1.3);
      canvas.magnify(way === "fit" ? 1 : Math.min(3, Math.max(0.5, more)));
    });
  }
}

function hiddenSaid() {
  const hidden = hiddenNote();
  return hidden ? [hidden, " ", showAll()] : [];
}

/** Say and do everywhere what the legend hides. */
export function showFiltered() {
  showBackgroundRows();
  state.canvases.map?.renew();
  byId("map-hidden").replaceChildren(...hiddenSaid());
  byId("map-without").replaceChildren(...[leftOut()].filter(Boolean));
  let hidden = 0;
  for (const line of document.querySelectorAll("#table tr[data-row]")) {
    line.hidden = rowHidden(rows[Number(line.dataset.row)]);
    hidden += line.hidden;
  }
  const said =
    `${several(hidden, "statement")} ${hidden === 1 ? "is" : "are"} hidden by the legend. `;
  byId("table-hidden").replaceChildren(...(hidden ? [said, showAll()] : []));
  tickLegend();
}

/** Light things on the map, by IRI; used for the rows of a query. Gives how many are there. */
export function light(iris, go = true) {
  const places = [...new Set([...iris].map((iri) => placeOf(iri))
    .filter((place) => place !== undefined))];
  const map = state.canvases.map;
  const there = places.filter((place) => map.boxOf(place));
  map.rest = there.length ? { concepts: there } : null;
  map.light(map.rest);
  const text = there.length ? `${several(there.length, "thing")} lit on the map.`
    : "None of these things is on the map.";
  byId("map-lit").replaceChildren(...(there.length
    ? [text + " ", small("Put out", { "data-unlight": "" })] : []));
  say(text);
  if (!places.length && state.canvases.about?.rest) lightAbout(null);
  if (there.length && go) bring(byId("map-canvas"));
  return there.length;
}

/** What stays lit in the drawing of what stands around a thing. */
function lightAbout(what) {
  const { about } = state.canvases;
  if (!about) return;
  about.rest = what;
  about.light(what);
}

/** Light things where one is, without leaving it: on the map, and in the drawing of the view. */
export function lightThings(places) {
  light(places.map((place) => concepts[place].iri), false);
  const { about, map } = state.canvases;
  if (!about) return;
  const here = places.filter((place) => about.boxOf(place));
  lightAbout(here.length ? { concepts: here } : null);
  const there = map.rest ? several(map.rest.concepts.length, "thing") : "Nothing";
  note(`${there} lit on the map, ${here.length} of them in the drawing here.`);
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export function bring(element, block = "nearest") {
  element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}
