// The frame of the page: tabs, the drawer of help, the sheet of a phone, popovers, chips.
import { CHIPS } from "./core.js";
import { concepts, data, lanes } from "./model.js";
import { redraw } from "./router.js";
import { carry, state } from "./store.js";
import { onlyOf } from "./views.js";
import { button, byId } from "./words.js";

const TABS = ["graph", "table", "article", "sparql", "page"];

/** Show what a tab holds beside the graph. */
export function showTab(name) {
  const { body } = document;
  if (body.dataset.tab === name) return;
  body.dataset.tab = name;
  for (const each of document.querySelectorAll("[data-tab]")) {
    if (each.dataset.tab === name && !each.closest(".notice-short")) {
      each.setAttribute("aria-current", "page");
    } else each.removeAttribute("aria-current");
  }
  byId("panel").scrollTop = 0;
  if (name !== "table") return;
  for (const row of document.querySelectorAll("#table tr[data-row]:not([tabindex])")) {
    row.setAttribute("tabindex", "0");
  }
}

/** The tab that a place on the page stands in, "help" for the drawer; undefined elsewhere. */
function homeOf(element) {
  if (element.closest("#flags")) return "help";
  const tab = element.closest("#table, #article, #sparql, #page")?.id;
  return tab ?? (element.closest("#panel") ? "graph" : undefined);
}

/** Open the drawer of help, or close it; where one was before gets the focus back. */
const drawer = { opener: null };
export function showHelp(open) {
  const help = byId("flags");
  if (!help || help.classList.contains("open") === open) return;
  const inside = help.contains(document.activeElement);
  if (open) drawer.opener = document.activeElement;
  help.classList.toggle("open", open);
  if (open) byId("flags-title").focus({ preventScroll: true });
  else if (inside) drawer.opener?.focus();
}

/** Go to a place on the page, whatever tab it stands in. */
export function goToPlace(element) {
  const home = homeOf(element);
  showHelp(home === "help");
  if (TABS.includes(home)) showTab(home);
  element.scrollIntoView({ block: "start" });
  const heading = element.matches("section") ? element.querySelector("h2") : element;
  if (!heading.hasAttribute("tabindex")) heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

// ---------------------------------------------------------------- what is drawn

const WORDS = {
  elsewhere: (count) => `+${count} elsewhere`,
  shortcuts: (count) => `${count} said in one go`,
  body: () => "Body parts",
  flags: () => "Red flags",
  all: (count) => `All ${count}`,
};

/** The chips that bring more in: each tells how much, none is there for nothing. */
export function showChips() {
  const { address, scene } = state;
  const has = (style) => concepts.some((concept) => lanes[concept.lane].style === style);
  const fits = { body: data.own && has("body"), flags: data.own && has("flag") };
  const only = onlyOf(address), all = scene.things.length >= scene.counts.all;
  const chip = (name, text, pressed, act) => button(text, { class: "chip", "data-chip": name,
    "aria-pressed": String(pressed) }, act);
  const more = CHIPS.filter((name) => scene.counts[name] > 0 && (fits[name] ?? true)
    && !(name === "all" && all && !address.show.includes("all")))
    .map((name) => {
      const on = address.show.includes(name);
      return chip(name, WORDS[name](scene.counts[name]), on, () => redraw({
        show: on ? address.show.filter((each) => each !== name) : [...address.show, name],
        only: only ? "off" : address.only }));
    });
  const narrowed = button(only ? "All causes" : "Only this answer", { class: "chip",
    "data-chip": "only" }, () => redraw({ only: only ? "off" : "answer" }));
  const box = byId("chips"), focused = document.activeElement?.dataset?.chip;
  box.replaceChildren(narrowed, ...more);
  if (focused) box.querySelector(`[data-chip="${focused}"]`)?.focus();
}

/** Popovers close when something else is pressed, or with Escape. */
function closePopovers(event) {
  for (const each of document.querySelectorAll("#legend[open], #more[open]")) {
    if (!each.contains(event.target)) each.open = false;
  }
}

export function startShell() {
  carry({ openTab: showTab });
  document.documentElement.classList.add("live");
  document.body.dataset.tab = "graph";
  document.addEventListener("pointerdown", closePopovers);
  const grip = document.querySelector("[data-grip]");
  grip.addEventListener("click", () => {
    const tall = document.body.classList.toggle("tall");
    grip.setAttribute("aria-expanded", String(tall));
  });
}
