// The address says what is looked at and what is hidden, so that it can be sent and kept.
import { CHIPS } from "./core.js";
import { filterKinds } from "./filters.js";
import { concepts, data, linkName, linkOf, order, placeOf, short } from "./model.js";
import { search } from "./search.js";

const HIDE = Object.fromEntries(filterKinds.map((kind) =>
  [`hide${kind[0].toUpperCase()}${kind.slice(1)}`, kind]));

const PLACES = ["without", "open", "fold", "gone"]; // lists of things
const ONLY = ["chain", "answer", "off"];

/** What an address says that says nothing. */
export const PLAIN = () => ({ hide: {}, show: [], without: [], open: [], fold: [], gone: [] });

/** The thing of that very name: an address does not guess. */
function exactly(name) {
  const [hit] = search(name, 1, true);
  return hit && hit.score > 0.98 ? hit.place : undefined;
}

/** A fragment as a state; `told` says in words what in it this page does not know. */
export function parseState(fragment) {
  const address = { ...PLAIN(), told: [] };
  const beside = { on: true, off: false };
  const text = fragment.replace(/^#/, "");
  if (!text.includes("=")) return address;
  const concept = (name, value) => {
    const place = placeOf(value) ?? exactly(value);
    // who names it wants to see it
    if (place !== undefined && concepts[place].background) address.hide.background = true;
    if (place === undefined) {
      address.told.push(`Nothing called “${value}” is in this graph (${name}).`);
    }
    return place;
  };
  const number = (name, value, most) => {
    if (/^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= most) return Number(value);
    address.told.push(`“${value}” is no number that fits “${name}”.`);
    return undefined;
  };
  for (const [name, value] of new URLSearchParams(text)) {
    if (["from", "to", "about", "compare", "with", "sink"].includes(name)) {
      address[name] = concept(name, value);
    } else if (name === "background") {
      if (!Object.hasOwn(beside, value)) {
        address.told.push(`“${value}” does not fit “background”: it is on or off.`);
      } else if (!data.background.count) address.told.push("This page holds no background.");
      else address.hide.background ??= beside[value];
    } else if (PLACES.includes(name)) {
      const place = concept(name, value);
      if (place !== undefined) address[name].push(place);
    } else if (name === "show" || name === "only") {
      const known = name === "show" ? CHIPS : ONLY;
      if (!known.includes(value)) {
        address.told.push(`“${value}” does not fit “${name}”: ${known.join(", ")}.`);
      } else if (name === "only") address.only = value;
      else address.show.push(value);
    } else if (name === "chain") address.chain = number(name, value, 9999);
    else if (name === "hops") address.hops = number(name, value, 5);
    else if (name === "edge") {
      address.edge = linkOf(value);
      if (address.edge === undefined) address.told.push(`No arrow “${value}” is in this graph.`);
    } else if (HIDE[name]) (address.hide[HIDE[name]] ||= []).push(value);
    else address.told.push(`This page does not know “${name}”.`);
  }
  if (address.from !== undefined && address.from === address.to) {
    address.told.push("A chain needs two different ends.");
    address.to = undefined;
  }
  for (const name of PLACES) address[name] = inOrder(address[name]);
  address.show = CHIPS.filter((name) => address.show.includes(name));
  return bothNamed(address);
}

/** The things left out, once each, in an order of their own: the same is written alike. */
const inOrder = (places) => [...new Set(places)].sort((a, b) => order[a] - order[b]);

/** Two causes are compared only where both and their end are named, and differ. */
function bothNamed(address) {
  const ends = [address.compare, address.with, address.to];
  if (address.compare === undefined && address.with === undefined) return address;
  const missing = ends.includes(undefined);
  if (!missing && new Set(ends).size === 3) return address;
  if (!missing) {
    address.told.push("Comparing needs two different causes, and another thing that they lead to.");
  } else if (!address.told.length) {
    address.told.push("Comparing needs two causes and what they lead to: compare, with, to.");
  }
  address.compare = address.with = undefined;
  return address;
}

/** The view that an address asks for. */
export function viewOf(address) {
  if (address.about !== undefined) return "about";
  if (address.compare !== undefined) return "compare";
  return address.from !== undefined && address.to !== undefined ? "chains" : "start";
}

/** The fragment of an address, or the empty text for the page as it opens. */
export function formatState(address) {
  const written = new URLSearchParams();
  const iri = (place) => short(concepts[place].iri);
  if (address.about !== undefined) {
    written.append("about", iri(address.about));
    if (address.hops > 1) written.append("hops", address.hops);
  } else if (address.compare !== undefined) {
    for (const name of ["compare", "with", "to"]) written.append(name, iri(address[name]));
  } else if (address.from !== undefined && address.to !== undefined
    && (address.chain || !address.example)) {
    written.append("from", iri(address.from));
    written.append("to", iri(address.to));
    if (address.chain) written.append("chain", address.chain);
  }
  if (address.edge !== undefined) written.append("edge", linkName(address.edge));
  if (address.sink !== undefined) written.append("sink", iri(address.sink));
  for (const name of CHIPS) if (address.show?.includes(name)) written.append("show", name);
  if (address.only) written.append("only", address.only);
  for (const name of PLACES) {
    for (const place of inOrder(address[name] || [])) written.append(name, iri(place));
  }
  if (address.hide.background !== undefined) {
    written.append("background", address.hide.background ? "on" : "off");
  }
  for (const [name, kind] of Object.entries(HIDE)) {
    for (const value of address.hide[kind] || []) written.append(name, value);
  }
  const text = written.toString();
  return text && "#" + text;
}
