// What happens on the page: the address is read and shown, clicks and keys change it.
import { parseState } from "./address.js";
import { provable } from "./article.js";
import { backgroundKnows } from "./background.js";
import { combobox } from "./combobox.js";
import { startFilters } from "./filters.js";
import { legendFilter } from "./legend.js";
import { labelOf, load } from "./model.js";
import { startPrinting } from "./print.js";
import {
  CANVASES, go, hideName, leaveOut, showAddress, startRouter, switchBackground,
} from "./router.js";
import { articlePane } from "./reading.js";
import { saveDrawing } from "./save.js";
import { named, prepareSearch, search } from "./search.js";
import { copy, say } from "./speak.js";
import { canvases, carry, showEdge, state, visit } from "./store.js";
import { startTriage } from "./triage.js";
import { bring, light, lightThings, showMap } from "./views.js";
import { byId } from "./words.js";

load(JSON.parse(byId("data").textContent));
startFilters();
carry({ lightRows: light });
startRouter();
startPrinting();
startTriage();
if (provable()) byId("article").append(articlePane());
else byId("article").remove();
const scripted = document.querySelectorAll(".drawing, .with-script, .light");
for (const element of scripted) element.hidden = false;
if (document.documentElement.clientWidth < 720) document.querySelector(".legend").open = false;

// ---------------------------------------------------------------- clicks and keys

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey
    || event.button) return;
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
    leaveOut(state.without.has(place) ? state.address.without.filter((each) => each !== place)
      : [...state.address.without, place], act);
  } else if (dataset.putBack !== undefined) {
    leaveOut(dataset.putBack === "" ? []
      : state.address.without.filter((each) => each !== Number(dataset.putBack)), act);
  } else if (dataset.light) lightThings(dataset.light.split(" ").map(Number));
  else if (dataset.contrast !== undefined) {
    byId("compare-first").value = labelOf(state.address.from);
    byId("compare-end").value = labelOf(state.address.to);
    byId("compare-second").value = "";
    bring(byId("start"), "start");
    byId("compare-second").focus({ preventScroll: true });
  } else if (dataset.hops) visit({ about: state.address.about, hops: Number(dataset.hops) });
  else if (dataset.unlight !== undefined) light([]);
  else if (dataset.ask) {
    const field = byId(`ask-${dataset.ask}`),
      other = byId(dataset.ask === "to" ? "ask-from" : "ask-to");
    field.value = labelOf(Number(dataset.place));
    if (other.value === field.value) other.value = "";
    bring(byId("start"), "start");
    other.focus({ preventScroll: true });
    other.select();
  } else if (dataset.save) {
    const place = act.closest("#chains, #about, #compare, #map");
    saveDrawing(state.canvases[CANVASES[place.id]], dataset.save,
      byId(`${place.id}-title`).textContent);
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
  const near = place === undefined ? search(text, 3).map((hit) => labelOf(hit.place)) : [];
  byId("find-answer").textContent = place !== undefined ? ""
    : `Nothing of that name is in this graph.${near.length ? ` Near: ${near.join(", ")}.` : ""} `
      + "That says nothing about how serious it is.";
  if (place === undefined) byId("find-answer").append(...[backgroundKnows(text)].filter(Boolean));
  if (place !== undefined) visit({ about: place });
});

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const [start, end] = ["ask-from", "ask-to"].map((id) => named(byId(id).value));
  const missing = start === undefined ? byId("ask-from").value : end === undefined
    ? byId("ask-to").value : null;
  byId("ask-answer").textContent = missing !== null
    ? `Nothing called “${missing}” is in this graph.`
    : start === end ? "Name two different things." : "";
  if (missing !== null || start === end) return;
  visit({ from: start, to: end });
});

const compareFields = ["compare-first", "compare-second", "compare-end"].map(byId);
combobox(compareFields[0], () => compareFields[1].focus());
combobox(compareFields[1], () => (compareFields[2].value ? byId("contrast").requestSubmit()
  : compareFields[2].focus()));
combobox(compareFields[2], () => byId("contrast").requestSubmit());
byId("contrast").addEventListener("submit", (event) => {
  event.preventDefault();
  const places = compareFields.map((field) => named(field.value));
  const missing = places.indexOf(undefined);
  const fits = missing < 0 && new Set(places).size === 3;
  byId("contrast-answer").textContent = missing >= 0
    ? `Nothing called “${compareFields[missing].value}” is in this graph.`
    : fits ? "" : "Name two different causes, and another thing that they lead to.";
  if (fits) visit({ compare: places[0], with: places[1], to: places[2] });
});

// ---------------------------------------------------------------- opening

showMap();
legendFilter(hideName, switchBackground);
showAddress(parseState(location.hash));
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
// milliseconds, for bench_page.py
document.documentElement.dataset.ready = Math.round(performance.now());
