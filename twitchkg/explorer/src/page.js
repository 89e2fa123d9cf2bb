// What happens on the page: the address is read and shown, clicks and keys change it.
import { PLAIN, parseState, viewOf } from "./address.js";
import { provable } from "./article.js";
import { backgroundKnows } from "./background.js";
import { combobox } from "./combobox.js";
import { startFilters } from "./filters.js";
import { closeMenu, chooseTwo, expand, menuOf, startMenu } from "./menu.js";
import { legendFilter } from "./legend.js";
import { FACE, LABEL_SIZE } from "./measure.js";
import { startMinimap } from "./minimap.js";
import { concepts, labelOf, load, rows } from "./model.js";
import { endPlay, playOrPause, showPlayer, stepBy, swipes } from "./play.js";
import { preview } from "./preview.js";
import { startPrinting } from "./print.js";
import {
  go, hideName, leaveOut, noteCamera, noteStep, redraw, showAddress, startRouter,
  switchBackground, undo,
} from "./router.js";
import { articlePane, openArticle } from "./reading.js";
import { saveDrawing } from "./save.js";
import { named, prepareSearch, search } from "./search.js";
import { goToPlace, showChips, showHelp, startShell } from "./shell.js";
import { copy, say } from "./speak.js";
import { Stage } from "./stage.js";
import { carry, change, listen, openTab, showEdge, state, visit } from "./store.js";
import { takeAlong } from "./takealong.js";
import { startTriage } from "./triage.js";
import { lay, light, litBy, litCard, showMarks, showScene } from "./views.js";
import { unpackVis } from "./vis.js";
import { walkable } from "./walk.js";
import { byId } from "./words.js";

unpackVis();
load(JSON.parse(byId("data").textContent));
startFilters();
startShell();
if (provable()) byId("article").append(articlePane());
else {
  for (const element of document.querySelectorAll(":is([data-tab=article], #article, "
    + "[data-open-article])")) (element.closest("li") ?? element).remove();
}
for (const element of document.querySelectorAll(".with-script, .light")) element.hidden = false;

// ---------------------------------------------------------------- the stage

const view = () => viewOf(state.address);
const canvasBox = byId("canvas");
const relight = () => state.stage.light(litBy(view(), state.address));

/** A click: a thing is told of, an arrow tells its evidence, nothing closes the evidence. */
function choose(what, event) {
  closeMenu(false);
  preview(null);
  if (what?.concept !== undefined && event?.shiftKey) {
    const frame = canvasBox.getBoundingClientRect();
    chooseTwo(what.concept, { x: event.clientX - frame.left, y: event.clientY - frame.top });
  } else if (what?.concept !== undefined) visit({ about: what.concept });
  else showEdge(what?.link, false);
}

change({ stage: new Stage(canvasBox, {
  choose,
  open: (place) => expand(place),
  hover: (what, point) => preview(what, point),
  menu: (what, point) => {
    preview(null);
    menuOf(what, point);
  },
  before: () => noteStep(),
  moved: noteCamera,
}) });

/** Keys on a box. */
function keyOn(key, place) {
  const { x, y } = state.stage.boxOf(place), point = state.stage.network.canvasToDOM({ x, y });
  if (key === "m" || key === "M" || key === "ContextMenu") menuOf({ concept: place }, point);
  else if (key === "+") expand(place, true);
  else if (key === "-") expand(place, false);
  else return false;
  return true;
}
walkable(state.stage, () => state.address.about ?? state.address.from
  ?? state.stage.drawing.boxes[0]?.concept, keyOn);

startMinimap(state.stage, byId("minimap"));
swipes(byId("chains"), byId("caption"));

const resized = new ResizeObserver(() => {
  const { room, laidFor } = state.stage;
  if (room.width > 0 && JSON.stringify(room) !== laidFor) {
    state.stage.network.setSize("100%", "100%");
    state.stage.network.redraw();
    if (laidFor) showScene(view(), state.address, { anew: true, glide: false });
  }
});
resized.observe(canvasBox);
listen("scene", showChips);

for (const each of document.querySelectorAll("[data-zoom]")) {
  each.addEventListener("click", () => {
    const way = each.dataset.zoom;
    if (way === "fit") state.stage.fit();
    else state.stage.magnify(way === "in" ? 1.25 : 0.8);
  });
}

// ---------------------------------------------------------------- clicks

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey
    || event.button) return;
  const on = (selector) => event.target.closest(selector);
  const anchor = on("a[href^='#']"), act = on("button"), row = on("#table tr[data-row]");
  if (anchor) {
    follow(anchor);
    event.preventDefault();
  } else if (act) pressed(act);
  else if (row) lightRow(row);
});

function follow(anchor) {
  const { concept, link, from, to, tab } = anchor.dataset;
  if (concept !== undefined) {
    showHelp(false); // it would stand over what is told
    visit({ about: Number(concept) });
  } else if (link !== undefined) showEdge(Number(link), true);
  else if (from !== undefined) visit({ from: Number(from), to: Number(to) });
  else if (tab !== undefined && tab !== "graph") goToPlace(byId(tab));
  else if (tab === "graph") {
    openTab("graph");
    showHelp(false);
  } else { // a place on the page: the address keeps the state
    const place = document.querySelector(anchor.getAttribute("href"));
    if (place) goToPlace(place);
  }
}

function pressed(act) {
  const { dataset } = act;
  if (act.closest("#more")) byId("more").open = false;
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
  } else if (dataset.light) lightPlaces(dataset.light.split(" ").map(Number));
  else if (dataset.contrast !== undefined) offerCompare();
  else if (dataset.hops) {
    visit({ about: state.address.about, hops: Number(dataset.hops) });
  } else if (dataset.unlight !== undefined) lightByHand([]);
  else if (dataset.ask) askAbout(dataset.ask, Number(dataset.place));
  else if (dataset.save) saveDrawing(state.stage, dataset.save, document.title);
  else if (dataset.openArticle !== undefined) {
    goToPlace(byId("article"));
    openArticle();
  } else if (dataset.take) takeAlong(toldNow(), dataset.take);
  else if (dataset.copyLink !== undefined) copy(location.href, "The link to this view");
  else if (dataset.print !== undefined) print();
  else if (dataset.undo !== undefined) undo();
  else if (dataset.redo !== undefined) undo(true);
  else if (dataset.keys !== undefined) goToPlace(byId("keys"));
  else if (dataset.closeHelp !== undefined) showHelp(false);
}

/** What stands beside the graph now. */
function toldNow() {
  const { tab } = document.body.dataset;
  return byId(tab === "graph" ? view() : tab);
}

function offerCompare() {
  byId("compare-first").value = labelOf(state.address.from);
  byId("compare-end").value = labelOf(state.address.to);
  byId("compare-second").value = "";
  byId("compare-box").open = true;
  byId("compare-second").focus();
}

function askAbout(side, place) {
  const field = byId(`ask-${side}`), other = byId(side === "to" ? "ask-from" : "ask-to");
  field.value = labelOf(place);
  if (other.value === field.value) other.value = "";
  other.focus();
  other.select();
}

// ---------------------------------------------------------------- lighting by hand

function lightByHand(iris, arrows) {
  const places = light(iris, arrows);
  showMarks();
  showScene(view(), state.address);
  if (places.length) state.stage.fly(places);
}

function lightRow(line) {
  const { subject, object } = rows[Number(line.dataset.row)];
  lightPlaces([subject, object]);
}

function lightPlaces(places) {
  lightByHand(places.map((place) => concepts[place].iri));
}
carry({ lightRows: lightByHand });

// ---------------------------------------------------------------- keys

const detail = byId("detail");
detail.querySelector(".close").addEventListener("click", () => showEdge(undefined));

function escaped() {
  for (const id of ["legend", "more"]) {
    if (byId(id).open) {
      byId(id).open = false;
      byId(id).querySelector("summary").focus();
      return;
    }
  }
  if (byId("flags")?.classList.contains("open")) showHelp(false);
  else if (state.step) {
    endPlay();
    showPlayer();
    relight();
  } else if (!detail.hidden) showEdge(undefined);
}

const SHORTCUTS = {
  "/": () => byId("find-text").focus(),
  "0": () => state.stage.fit(),
  "l": () => { byId("legend").open = !byId("legend").open; },
  "L": () => SHORTCUTS.l(),
  "?": () => goToPlace(byId("keys")),
  " ": playOrPause,
};

/** Keys that step through the chain: while it plays, or where nothing else wants them. */
function steps(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by || !litCard() || view() !== "chains") return false;
  if (!state.step && event.target === canvasBox) return false; // there they walk
  if (event.target !== canvasBox && event.target !== document.body
    && !event.target.closest("#player")) return false;
  stepBy(by);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return undefined;
  if (event.key === "Escape") return escaped();
  const row = event.key === "Enter" && event.target.closest("#table tr[data-row]");
  if (row) return lightRow(row);
  const writing = event.target.closest("input, select, textarea, #sparql-editor");
  if (writing) return undefined;
  if (event.ctrlKey || event.metaKey) {
    const again = event.key === "y" || (event.shiftKey && event.key.toLowerCase() === "z");
    if (!again && event.key !== "z") return undefined;
    undo(again);
  } else if (event.altKey) return undefined;
  else if (!SHORTCUTS[event.key]) return undefined;
  else if (event.key === " " && event.target.closest("button, summary, a")) return undefined;
  else SHORTCUTS[event.key]();
  event.preventDefault();
  return undefined;
});
// before the walk along causes and effects has them
document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && steps(event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// ---------------------------------------------------------------- asking

const findField = byId("find-text");
combobox(findField, (place) => visit({ about: place }));
findField.addEventListener("input", () => {
  const hits = findField.value.trim().length > 1 ? search(findField.value, 6) : [];
  const there = hits.map((hit) => hit.place).filter((place) => state.stage.places.has(place));
  if (there.length) {
    state.stage.light({ concepts: there });
    state.stage.fly(there);
  } else relight();
});
findField.addEventListener("blur", () => { if (state.stage.lit?.concepts) relight(); });
combobox(byId("ask-from"), () => byId("ask-to").focus());
combobox(byId("ask-to"), () => byId("ask").requestSubmit());

byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = findField.value;
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

combobox(byId("aim-text"), () => byId("aim").requestSubmit());
byId("aim").addEventListener("submit", (event) => {
  event.preventDefault();
  const place = named(byId("aim-text").value);
  byId("aim-answer").textContent = place === undefined
    ? `Nothing called “${byId("aim-text").value}” is in this graph.` : "";
  if (place !== undefined) redraw({ sink: place, only: "off" });
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

startRouter();
startMenu();
startPrinting();
startTriage();
legendFilter(hideName, switchBackground);
for (const look of ["prefers-color-scheme: dark", "forced-colors: active",
  "prefers-contrast: more"]) {
  matchMedia(`(${look})`).addEventListener("change", () => state.stage.repaint());
}

function begin() {
  showAddress(location.hash ? parseState(location.hash) : { ...PLAIN(), told: [] },
    { glide: false, camera: history.state?.camera });
  let measured = state.stage.alphabet;
  document.fonts.addEventListener("loadingdone", () => {
    if (measured === state.stage.alphabet) return;
    measured = state.stage.alphabet;
    lay({ glide: false, camera: history.state?.camera });
  });
  (window.requestIdleCallback || setTimeout)(() => prepareSearch());
  // milliseconds, for bench_page.py
  document.documentElement.dataset.ready = Math.round(performance.now());
}
// boxes are as large as their words: those wait for the font that the page brings
const font = `${LABEL_SIZE}px ${FACE}`;
if (document.fonts.check(font)) begin();
else document.fonts.load(font).then(begin, begin);
