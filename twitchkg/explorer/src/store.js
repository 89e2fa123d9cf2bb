// The one store: what is looked at, hidden, left out and drawn. Whoever shows it listens; who
// changes it does so by `change`; and what one may ask to be done is an action.

export const state = {
  // as the address says: see address.js
  address: { hide: {}, show: [], without: [], open: [], fold: [], gone: [], told: [] },
  background: false, // whether what is no statement of the article is shown
  hidden: { kind: new Set(), relation: new Set(), modality: new Set(), source: new Set() },
  shown: [], // the arrows as the legend leaves them, at the places of `links`
  article: [], // the same without the background: only chains of the article are counted
  without: new Set(), // places of the things left out
  asked: null, // the chains told
  stage: null, // the drawing
  scene: { things: [], links: [] }, // what is on it: see core.js
  step: 0, // how many steps of the lit chain are played; 0 where none is
  chosen: null, // the thing that was marked by Shift and a click
  opened: new Set(), // the parts of a view that the reader has opened
  opener: null, // where the reader was before the panel
  brought: null, // the article that the reader has opened, held against the graph: article.js
};

const listeners = {};
const carriers = {};

/** Change some of the state, and tell who listens to it. */
export function change(some) {
  Object.assign(state, some);
  for (const name of Object.keys(some)) for (const tell of listeners[name] ?? []) tell(state[name]);
}

/** Call `tell(value)` after each change of that name. */
export function listen(name, tell) {
  (listeners[name] ??= []).push(tell);
}

/** Say who carries actions out: { action: function }. */
export function carry(actions) {
  Object.assign(carriers, actions);
}

// The actions; each is carried out by the module that can, once that has said so.
export const visit = (what) => carriers.visit(what);
export const showEdge = (at, focus) => carriers.showEdge(at, focus);
export const chooseChain = (at) => carriers.chooseChain(at);
export const showBackground = (on) => carriers.showBackground(on);
export const lightRows = (iris, arrows) => carriers.lightRows(iris, arrows);
export const openSparql = (text) => carriers.openSparql(text);
export const openTab = (name) => carriers.openTab(name);
