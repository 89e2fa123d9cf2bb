// The address is the state: what is looked at and what is hidden, so that it can be sent and kept.
import { filterKinds } from "./filters.js";
import { concepts, data, linkName, linkOf, order, placeOf, short } from "./model.js";
import { search } from "./search.js";

const HIDE = Object.fromEntries(filterKinds.map((kind) => [`hide${kind[0].toUpperCase()}${kind.slice(1)}`, kind]));

/** The thing of that very name: an address does not guess. */
function exactly(name) {
  const [hit] = search(name, 1, true);
  return hit && hit.score > 0.98 ? hit.place : undefined;
}

/** A fragment as a state; `told` says in words what in it this page does not know. */
export function parseState(fragment) {
  const state = { hide: {}, without: [], told: [] };
  const beside = { on: true, off: false };
  const text = fragment.replace(/^#/, "");
  if (!text.includes("=")) return state;
  const concept = (name, value) => {
    const place = placeOf(value) ?? exactly(value);
    if (place !== undefined && concepts[place].background) state.hide.background = true; // who names it wants to see it
    if (place === undefined) state.told.push(`Nothing called “${value}” is in this graph (${name}).`);
    return place;
  };
  const number = (name, value, most) => {
    if (/^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= most) return Number(value);
    state.told.push(`“${value}” is no number that fits “${name}”.`);
    return undefined;
  };
  for (const [name, value] of new URLSearchParams(text)) {
    if (["from", "to", "about", "compare", "with"].includes(name)) state[name] = concept(name, value);
    else if (name === "background") {
      if (!Object.hasOwn(beside, value)) state.told.push(`“${value}” does not fit “background”: it is on or off.`);
      else if (!data.background.count) state.told.push("This page holds no background.");
      else state.hide.background ??= beside[value];
    }
    else if (name === "without") {
      const place = concept(name, value);
      if (place !== undefined) state.without.push(place);
    }
    else if (name === "chain") state.chain = number(name, value, 9999);
    else if (name === "hops") state.hops = number(name, value, 5);
    else if (name === "edge") {
      state.edge = linkOf(value);
      if (state.edge === undefined) state.told.push(`No arrow “${value}” is in this graph.`);
    } else if (HIDE[name]) (state.hide[HIDE[name]] ||= []).push(value);
    else state.told.push(`This page does not know “${name}”.`);
  }
  if (state.from !== undefined && state.from === state.to) {
    state.told.push("A chain needs two different ends.");
    state.to = undefined;
  }
  state.without = inOrder(state.without);
  return bothNamed(state);
}

/** The things left out, once each and in an order of their own: what is the same is written alike. */
const inOrder = (places) => [...new Set(places)].sort((a, b) => order[a] - order[b]);

/** Two causes are compared only where both and their end are named, and differ. */
function bothNamed(state) {
  const ends = [state.compare, state.with, state.to];
  if (state.compare === undefined && state.with === undefined) return state;
  const missing = ends.includes(undefined);
  if (!missing && new Set(ends).size === 3) return state;
  if (!missing) state.told.push("Comparing needs two different causes, and another thing that they lead to.");
  else if (!state.told.length) state.told.push("Comparing needs two causes and what they lead to: compare, with, to.");
  state.compare = state.with = undefined;
  return state;
}

/** The view that a state asks for. */
export function viewOf(state) {
  if (state.about !== undefined) return "about";
  if (state.compare !== undefined) return "compare";
  return state.from !== undefined && state.to !== undefined ? "chains" : "start";
}

/** The fragment of a state, or the empty text for the page as it opens. */
export function formatState(state) {
  const address = new URLSearchParams();
  const iri = (place) => short(concepts[place].iri);
  if (state.about !== undefined) {
    address.append("about", iri(state.about));
    if (state.hops > 1) address.append("hops", state.hops);
  } else if (state.compare !== undefined) {
    for (const name of ["compare", "with", "to"]) address.append(name, iri(state[name]));
  } else if (state.from !== undefined && state.to !== undefined) {
    address.append("from", iri(state.from));
    address.append("to", iri(state.to));
    if (state.chain) address.append("chain", state.chain);
  }
  if (state.edge !== undefined) address.append("edge", linkName(state.edge));
  for (const place of inOrder(state.without || [])) address.append("without", iri(place));
  if (state.hide.background !== undefined) address.append("background", state.hide.background ? "on" : "off");
  for (const [name, kind] of Object.entries(HIDE)) {
    for (const value of state.hide[kind] || []) address.append(name, value);
  }
  const text = address.toString();
  return text && "#" + text;
}
