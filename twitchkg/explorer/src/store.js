// The one store: what is looked at, hidden, left out and drawn, and what one may ask to be done.

export const state = {
  address: { hide: {}, without: [], told: [] }, // what the address says: see address.js
  hidden: { kind: new Set(), relation: new Set(), modality: new Set(), source: new Set() }, // by the legend
  background: false, // whether what is no statement of the article is shown
  shown: [], // the arrows as the legend leaves them, at the places of `links`
  article: [], // those of them that count: chains of the article, whatever is laid beside it
  without: new Set(), // places of the things left out
  asked: null, // the chains told
  canvases: { chain: null, about: null, compare: null, map: null },
};
const carriers = new Map();

/** Say who carries an action out; several may. */
export function carry(action, carrier) {
  carriers.set(action, [...(carriers.get(action) || []), carrier]);
}

export function dispatch(action, ...what) {
  for (const carrier of carriers.get(action) || []) carrier(...what);
}

export const canvases = () => Object.values(state.canvases).filter(Boolean);
export const visit = (what) => dispatch("visit", what);
export const showEdge = (at, focus) => dispatch("edge", at, focus);
export const chooseChain = (at) => dispatch("chain", at);
export const showBeside = (on) => dispatch("background", on);
export const lightRows = (iris) => dispatch("light", iris);
export const openSparql = (text) => dispatch("sparql", text);
