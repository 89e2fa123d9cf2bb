// What to do with a box or an arrow: a menu where it stands, by mouse, finger or key.
import { labelOf, links, out, into } from "./model.js";
import { leaveOut, redraw } from "./router.js";
import { say } from "./speak.js";
import { change, showEdge, state, visit } from "./store.js";
import { byId, make } from "./words.js";

const held = { opener: null };

export function closeMenu(back = true) {
  const menu = byId("menu");
  if (menu.hidden) return;
  const inside = menu.contains(document.activeElement);
  menu.hidden = true;
  if (back && inside) held.opener?.focus();
}

/** entries: [[words, act], …], shown at a point of the stage under a heading. */
export function openMenu(heading, entries, point) {
  const menu = byId("menu"), stage = byId("stage");
  held.opener = document.activeElement;
  const items = entries.map(([words, act]) => {
    const item = make("button", { type: "button", role: "menuitem", tabindex: "-1" }, words);
    item.addEventListener("click", () => {
      closeMenu();
      act();
    });
    return item;
  });
  menu.replaceChildren(make("p", { role: "presentation" }, heading), ...items);
  menu.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(4, Math.min(point.x, stage.clientWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(point.y, stage.clientHeight - height - 4))}px`;
  items[0].focus();
}

/** Keys within the menu. */
export function startMenu() {
  const menu = byId("menu");
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (go !== undefined) items[(go + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") closeMenu();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) closeMenu(false);
  });
}

// ---------------------------------------------------------------- what it offers

const far = (place) => [...out[place], ...into[place]].some((at) => !state.shown[at].hidden
  && !state.scene.links.includes(at));

/** Expand what stands around a thing, or collapse it. */
export function expand(place, want) {
  const { open, fold } = state.address;
  const without = (list) => list.filter((each) => each !== place);
  const more = want ?? (fold.includes(place) || (!open.includes(place) && far(place)));
  const next = more ? fold.includes(place) ? { fold: without(fold) }
    : far(place) ? { open: [...open, place] } : null
    : open.includes(place) ? { open: without(open) }
      : fold.includes(place) ? null : { fold: [...fold, place] };
  if (!next) return say(more ? "All that touches it is drawn." : "It is collapsed.");
  redraw(next);
  return say(`${labelOf(place)} is ${more ? "expanded" : "collapsed"}.`);
}

/** The menu of {concept} or {link}, at a point of the stage. */
export function menuOf(what, point) {
  if (what?.link !== undefined) {
    const { subject, object } = links[what.link];
    openMenu(`${labelOf(subject)} → ${labelOf(object)}`, [
      ["Evidence", () => showEdge(what.link, true)],
      [`About ${labelOf(subject)}`, () => visit({ about: subject })],
      [`About ${labelOf(object)}`, () => visit({ about: object })],
    ], point);
  } else if (what) openMenu(labelOf(what.concept), entriesOf(what.concept), point);
}

function entriesOf(place) {
  const { address, stage, scene } = state;
  const from = address.from ?? address.compare, to = address.to ?? scene.sink;
  const out_ = state.without.has(place), open = address.open.includes(place);
  const entries = [["Read about it", () => visit({ about: place })]];
  if (to !== undefined && to !== place) {
    entries.push([`Chains from here to ${labelOf(to)}`, () => visit({ from: place, to })]);
  }
  if (from !== undefined && from !== place) {
    entries.push([`Chains from ${labelOf(from)} to here`, () => visit({ from, to: place })]);
  }
  entries.push([open ? "Collapse" : "Expand", () => expand(place, !open)],
    [out_ ? "Put back" : "Take it out: what is cut?", () => leaveOut(out_
      ? address.without.filter((each) => each !== place) : [...address.without, place])],
    [stage.pins.has(place) ? "Unpin" : "Pin", () => pin(place)],
    ["Hide", () => redraw({ gone: [...address.gone, place] })]);
  if (place !== scene.sink) {
    entries.push(["Draw what leads to it", () => redraw({ sink: place, only: "off" })]);
  }
  return entries;
}

function pin(place) {
  const { stage } = state;
  if (stage.pins.delete(place)) {
    const { x, y } = stage.places.get(place);
    stage.put(place, x, y);
  } else {
    const { x, y } = stage.boxOf(place);
    stage.pins.set(place, { x, y });
  }
  stage.paint();
}

/** Shift and a click: the second of two things asks what to do with both. */
export function chooseTwo(place, point) {
  const first = state.chosen, { sink } = state.scene;
  if (first === null || first === place) {
    change({ chosen: first === place ? null : place });
    state.stage.light(state.chosen === null ? state.stage.lit : { concepts: [place] });
    say(state.chosen === null ? "Nothing is marked."
      : `${labelOf(place)} is marked; hold Shift and click another box.`);
    return;
  }
  change({ chosen: null });
  const [a, b] = [labelOf(first), labelOf(place)];
  const entries = [[`Chains from ${a} to ${b}`, () => visit({ from: first, to: place })],
    [`Chains from ${b} to ${a}`, () => visit({ from: place, to: first })]];
  if (sink !== undefined && sink !== first && sink !== place) {
    entries.push([`Compare both on the way to ${labelOf(sink)}`,
      () => visit({ compare: first, with: place, to: sink })]);
  }
  openMenu(`${a} and ${b}`, entries, point);
}
