// What is shown: the panel tells the answer, the stage draws the scene, both by the address.
import { aboutConcept } from "./about.js";
import { showBackgroundRows } from "./background.js";
import { mustPass } from "./bottlenecks.js";
import { LISTED, answer, leftOf } from "./cards.js";
import { askedOf, findChains } from "./chains.js";
import { compared, comparison, drawnSteps } from "./compare.js";
import { contentsOf } from "./contents.js";
import { busiestSink, causesUpTo, exampleStart, sceneOf } from "./core.js";
import { anyHidden, hiddenNote, off, rowHidden, unfiltered } from "./filters.js";
import { speltOut } from "./firmness.js";
import { tickLegend } from "./legend.js";
import {
  concepts, data, into, labelOf, lanes, links, out, placeOf, rows, several,
} from "./model.js";
import { neighbourhood } from "./nearby.js";
import { draw } from "./scene.js";
import { say } from "./speak.js";
import { change, chooseChain, state } from "./store.js";
import { MOST_CHAINS, countSaid, leftOut, shownGraph, taken } from "./without.js";
import { byId, label, make, showAll, small } from "./words.js";

// ---------------------------------------------------------------- where the page begins

/** The causal links that pass over no step, of a graph as shownGraph gives it. */
const speltSteps = (graph) => [...speltOut(contentsOf(graph)).values()].flat();

const example = {}; // the ends of the example, once they are looked for

/** {from, to}: the chains that the page opens on, by places; undefined where nothing is causal. */
export function exampleEnds() {
  if (example.known) return example.known;
  if (data.chains && data.chains.start >= 0) {
    const [from, to] = askedOf(data.chains, rows);
    example.known = { from, to };
  } else {
    const usable = speltSteps(shownGraph(state.article));
    const to = busiestSink(usable);
    const from = to === undefined ? undefined : exampleStart(usable, to);
    example.known = from === undefined ? {} : { from, to };
  }
  return example.known;
}

/** Where the arrows of the core lead: what was chosen, else where the page opened. */
function sinkOf(view, address, usable) {
  if (address.sink !== undefined) return address.sink;
  const { to } = exampleEnds(), end = state.asked?.end ?? address.to;
  if (view === "about" || end === undefined || end === to) return to;
  const core = to === undefined ? new Map() : causesUpTo(usable, to);
  return core.has(end) ? to : end;
}

// ---------------------------------------------------------------- the panel

const cardList = () => [...document.querySelectorAll("#answer .card")];

export function showChains({ from, to }) {
  const filtered = anyHidden();
  const [start, end] = data.chains ? askedOf(data.chains, rows) : [];
  const opening = from === start && to === end && !filtered && !state.without.size
    && state.background === data.background.on;
  const found = opening ? data.chains
    : leftOf(findChains(shownGraph(), from, to, state.without.size ? MOST_CHAINS : LISTED));
  const all = filtered ? findChains(shownGraph(unfiltered(), off), from, to) : found;
  const must = found.cards.length - (found.cut?.shown ?? 0) > 1
    ? mustPass(found.start, found.end, taken(found.end)) : [];
  change({ asked: found, must });
  const any = found.cards.length + found.summaries.length > 0;
  const none = all.cards.length + all.summaries.length > 0 ? "No chain is shown"
    : "No chain in this graph";
  byId("chains-title").replaceChildren(...(any ? ["How ", label(from), " can lead to ", label(to)]
    : ["Does ", label(from), " lead to ", label(to), `? ${none}`]));
  byId("answer").replaceChildren(...answer(found, all, must));
  byId("chains-hidden").replaceChildren(...hiddenSaid());
  byId("ask-from").value = labelOf(from);
  byId("ask-to").value = labelOf(to);
  for (const card of cardList()) {
    for (const each of card.querySelectorAll("summary, .light")) {
      each.addEventListener("click", () => chooseChain(Number(card.dataset.card)));
    }
    for (const way of card.querySelectorAll("[data-way]")) {
      way.addEventListener("click", () => chooseChain(Number(way.dataset.way)));
    }
  }
  if (!found.cards.length) return `No chain from ${labelOf(from)} to ${labelOf(to)}.`;
  if (found.cut) return countSaid(found.cut.cut, found.cut.left);
  return `${several(found.cards.length, "chain")} from ${labelOf(from)} to ${labelOf(to)}.`;
}

export function showAbout({ about, hops = 1 }) {
  const around = neighbourhood(about, hops);
  byId("about-title").replaceChildren(label(about));
  byId("about-body").replaceChildren(...aboutConcept(about, around, hops));
  const causal = (arrows) => arrows.filter((at) => state.shown[at].causal).length;
  const [causes, effects] = [causal(into[about]), causal(out[about])];
  return `${labelOf(about)}: ${several(causes, "cause")}, ${several(effects, "effect")}.`;
}

export function showCompare(address) {
  const { compare: first, with: second, to } = address;
  const result = compared(first, second, to), drawn = drawnSteps(result);
  change({ compared: { ...result, steps: drawn.steps } });
  byId("compare-title").replaceChildren(label(first), " and ", label(second), " on the way to ",
    label(to));
  byId("compare-body").replaceChildren(...comparison(address, result, drawn));
  const fields = { "compare-first": first, "compare-second": second, "compare-end": to };
  for (const [id, place] of Object.entries(fields)) byId(id).value = labelOf(place);
  const [one, both, other] = [result.onlyFirst, result.shared,
    result.onlySecond].map((each) => each.length);
  return `${several(one, "thing")} only from ${labelOf(first)}, ${both} on both, ${other} only `
    + `from ${labelOf(second)}.`;
}

// ---------------------------------------------------------------- the stage

/** The chain that is lit, or undefined. */
export const litCard = () => {
  const cards = state.asked?.cards ?? [];
  return cards[Math.min((state.address.chain ?? 1), cards.length) - 1];
};

/** What of the scene the answer needs: {things, links, first: where reading begins}. */
function neededBy(view, address, only) {
  const edge = address.edge === undefined ? [] : [address.edge];
  const guests = state.guests ?? [];
  const among = (guests.length && state.guestArrows) || guests.flatMap((place) => out[place])
    .filter((at) => guests.includes(links[at].object) && !state.shown[at].hidden);
  const need = { things: [...guests], links: [...edge, ...among], first: [] };
  const with_ = (more) => ({ things: [...need.things, ...more.things],
    links: [...need.links, ...more.links], first: more.first });
  if (view === "about") {
    const { about, hops = 1 } = address;
    const far = only || hops > 1 ? neighbourhood(about, hops).links : [];
    // causes first, so that a loop runs back to them and not from them
    const upstream = far.filter((at) => links[at].object === about).map((at) => links[at].subject);
    return with_({ things: [about], links: far, first: [...upstream, about] });
  }
  if (view === "compare") {
    const { steps } = state.compared;
    return with_({ things: [address.compare, address.with], links: steps,
      first: [address.compare, address.with] });
  }
  if (view === "chains") {
    const cards = only === "chain" ? litCards(address) : state.asked.cards;
    return with_({ things: [address.from, address.to],
      links: [...new Set(cards.flatMap((card) => card.steps))], first: [address.from] });
  }
  return need;
}

/** Whether the scene is no more than what the answer tells of: on a narrow stage unless asked. */
export function onlyOf({ only }) {
  if (only) return only === "off" ? "" : only;
  return state.stage.narrow ? "chain" : "";
}

function sceneBy(view, address) {
  const only = view === "start" ? "" : onlyOf(address);
  const usable = speltSteps(shownGraph());
  const hides = (place) => state.hidden.kind.has(lanes[concepts[place].lane].label);
  const model = { concepts, lanes, links: state.shown, usable, hides };
  const needed = neededBy(view, address, only);
  const wanted = { ...address, only: Boolean(only), needed,
    sink: sinkOf(view, address, usable) };
  const scene = sceneOf(model, wanted);
  const touched = new Set([...scene.apart,
    ...scene.links.flatMap((at) => [links[at].subject, links[at].object])]);
  const alone = view === "about" && !touched.has(address.about);
  const made = alone ? sceneOf(model, { ...wanted, needed: neededBy(view, address, "answer") })
    : scene;
  return { ...made, first: only ? needed.first : [], only, alone, sink: wanted.sink };
}

/** Draw the scene anew where it is another one; `camera`: where to look, else all of it. */
export function showScene(view, address, { camera = null, glide = true, anew = false } = {}) {
  const { stage } = state;
  const scene = sceneBy(view, address);
  const key = JSON.stringify([[...scene.things].sort((a, b) => a - b), scene.links]);
  const same = key === state.scene.key && !anew;
  change({ scene: { ...scene, key } });
  stage.inside = scene.inside;
  stage.focus = view === "about" ? address.about : null;
  stage.marked = view === "chains" ? { places: new Set(state.must),
    words: `every chain ${state.asked.cut?.shown ? "that is left " : ""}passes here` }
    : view === "compare" ? { places: new Set(state.compared.shared), words: "both pass here" }
      : { places: new Set(), words: "" };
  stage.lit = litBy(view, address);
  if (same) {
    stage.paint();
    if (camera) stage.camera = camera;
  } else lay({ camera, glide });
}

/** Lay the scene out for the room there is. */
export function lay(how = {}) {
  const { stage, scene } = state;
  const along = stage.narrow ? "y" : "x";
  stage.laidFor = JSON.stringify(stage.room);
  const model = { concepts, links, lanes };
  stage.show(draw(model, scene, scene.first, stage.rulers(), stage.room, along), how);
}

/** What stays lit: the chain that is played or chosen, the thing, the arrow, the rows. */
export function litBy(view, address) {
  if (state.guests?.length) {
    return { concepts: state.guests, ...(state.guestArrows ? { links: state.guestArrows } : {}) };
  }
  if (address.edge !== undefined) return { link: address.edge };
  if (view === "about") return { concept: address.about };
  if (view === "compare") return { links: state.compared.steps };
  if (view !== "chains") return null;
  const card = litCard();
  if (!card || card.cut) return null; // what is cut does not run
  if (!state.step) {
    return { links: [...new Set(litCards(address).flatMap(({ steps }) => steps))] };
  }
  return { links: card.steps.slice(0, state.step) };
}

/** The places of the chains that are told together with the lit one. */
function litRoute() {
  const at = state.asked?.cards.indexOf(litCard()) ?? -1;
  return state.asked?.routes.find(({ chains }) => chains.includes(at))?.chains ?? [];
}

/** The chains that are lit: all that are told together, till one of them is chosen. */
const litCards = ({ chain }) => (chain === undefined
  ? litRoute().map((at) => state.asked.cards[at]) : [litCard()].filter(Boolean));

/** Mark the card that tells the lit chain, and open it where none is open. */
export function markCard() {
  const cards = cardList(), told = litRoute();
  const lit = cards.find((card) => told.includes(Number(card.dataset.card)));
  for (const card of cards) card.classList.toggle("lit", card === lit);
  if (lit && !cards.some((card) => card.querySelector("details").open)) {
    lit.querySelector("details").open = true;
  }
}

// ---------------------------------------------------------------- what is hidden, what is lit

function hiddenSaid() {
  const hidden = hiddenNote();
  return hidden ? [hidden, " ", showAll()] : [];
}

/** Say everywhere what the legend hides, what is left out, and what is lit by hand. */
export function showFiltered() {
  showBackgroundRows();
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

/** The line over the stage: what is hidden, left out, lit by hand. */
export function showMarks() {
  const guests = state.guests?.length ? [make("span", several(state.guests.length, "thing"),
    " lit. ", small("Put out", { "data-unlight": "" }))] : [];
  byId("marks").replaceChildren(...hiddenSaid(), ...[leftOut()].filter(Boolean), ...guests);
}

/**
 * Light things by IRI, bring in what is not drawn; none lights nothing. `arrows`: the only ones to
 * light between them, else all. Gives the places of the things.
 */
export function light(iris, arrows) {
  const places = [...new Set([...iris].map((iri) => placeOf(iri))
    .filter((place) => place !== undefined))];
  change({ guests: places,
    guestArrows: arrows?.filter((at) => !state.shown[at].hidden) ?? null });
  say(places.length ? `${several(places.length, "thing")} lit in the drawing.`
    : "Nothing is lit by hand.");
  return places;
}
