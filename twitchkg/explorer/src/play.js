// The chain as a story: play, pause, back, next, how fast; which of the chains; what a step says.
import { contentsOf } from "./contents.js";
import { countsAs } from "./firmness.js";
import { linkText, links, rows, scale } from "./model.js";
import { say } from "./speak.js";
import { change, chooseChain, state } from "./store.js";
import { litBy, litCard } from "./views.js";
import { shownGraph } from "./without.js";
import { button, byId, make, svgElement } from "./words.js";

const SPEEDS = [["slowly", 5000], ["", 3000], ["fast", 1500]]; // milliseconds a step
// drawn, not written: a phone makes coloured pictures of such letters, some fonts have none
const ICONS = { play: "M4 2L13 8L4 14Z", back: "M12 2L3 8L12 14Z",
  pause: "M4 2H7V14H4ZM9 2H12V14H9Z" };
const icon = (name) => svgElement("svg", { class: "icon", viewBox: "0 0 16 16",
  "aria-hidden": "true" }, svgElement("path", { d: ICONS[name] }));
const play = { timer: 0, speed: 1 };

export const playing = () => play.timer !== 0;

/** What a step of a chain says: the relation; how firm it is there, when, where. */
function stepSaid(card, place) {
  const row = rows[card.claims[place]];
  const firm = scale[countsAs(contentsOf(shownGraph()), card, place)].label;
  return [linkText(links[card.steps[place]]), [firm, row.condition && `when: ${row.condition}`,
    row.frequency && `how often: ${row.frequency}`, row.context && `said of ${row.context}`,
    row.where].filter(Boolean).join(" · ")];
}

/** Stand at a step, counted from 1; 0 is the whole chain. */
export function stand(step) {
  const card = litCard();
  if (!card || card.cut) return;
  change({ step: Math.max(0, Math.min(card.steps.length, step)) });
  const { stage } = state;
  stage.light(litBy("chains", state.address));
  tellStep(card);
}

function tellStep(card) {
  const caption = byId("caption"), { step } = state;
  caption.hidden = !step;
  const now = step ? card.steps[step - 1] : undefined;
  for (const item of document.querySelectorAll("#answer .card.lit .steps > li")) {
    item.classList.toggle("now", Number(item.dataset.step) === now);
  }
  showPlayer();
  if (!step) return;
  const [sentence, evidence] = stepSaid(card, step - 1);
  const place = `Step ${step} of ${card.steps.length}`;
  caption.replaceChildren(make("b", place), " ", sentence, evidence ? make("small", evidence) : "");
  say(`${place}: ${sentence}. ${evidence}`);
}

export function pause() {
  clearInterval(play.timer);
  play.timer = 0;
}

/** Play on, or pause; after the last step from the beginning. */
export function playOrPause() {
  const card = litCard();
  if (!card || card.cut) return;
  if (playing()) pause();
  else {
    if (state.step >= card.steps.length) change({ step: 0 });
    play.timer = setInterval(next, SPEEDS[play.speed][1]);
    stand(state.step + 1);
  }
  showPlayer();
}

function next() {
  const count = litCard()?.steps.length ?? 0;
  if (state.step < count) stand(state.step + 1);
  if (state.step >= count) pause();
  showPlayer();
}

/** One step on, or back; it stops playing. */
export function stepBy(by) {
  pause();
  stand(state.step + by);
}

/** Stop, and light the whole chain again. */
export function endPlay() {
  pause();
  change({ step: 0 });
  byId("caption").hidden = true;
  for (const item of document.querySelectorAll(".steps > .now")) item.classList.remove("now");
}

/** The buttons over the chains. */
export function showPlayer() {
  const box = byId("player"), card = litCard(), cards = state.asked?.cards ?? [];
  box.hidden = !card;
  if (!card) return box.replaceChildren();
  const focused = box.contains(document.activeElement)
    ? document.activeElement.dataset.play ?? document.activeElement.dataset.pick : undefined;
  const picks = cards.length > 1 ? cards.map((each, at) => button(String(at + 1),
    { class: "pick", "data-pick": `pick-${at}`,
      "aria-pressed": String(each === card && state.address.chain !== undefined),
      "aria-label": `Chain ${at + 1} of ${cards.length}` }, () => chooseChain(at))) : [];
  const act = (name, shown, words, does, off) => button(shown, { "data-play": name,
    "aria-label": words, ...(off ? { disabled: "" } : {}) }, does);
  const speed = SPEEDS[play.speed][0];
  box.replaceChildren(
    make("span.plays",
      act("back", icon("back"), "Step back", () => stepBy(-1), !state.step),
      button(playing() ? [icon("pause"), " Pause"] : [icon("play"), " Play"],
        { class: "strong", "data-play": "play", ...(card.cut ? { disabled: "" } : {}) },
        playOrPause),
      act("next", icon("play"), "Next step", () => stepBy(1), state.step >= card.steps.length),
      make("span.meta.count", `${state.step}/${card.steps.length}`),
      act("speed", `${["½", "1", "2"][play.speed]}×`, `Speed: ${speed || "normal"}`, faster)),
    picks.length ? make("span.picks", make("span.meta", "chain "), picks) : "");
  const same = focused && box.querySelector(`[data-play="${focused}"], [data-pick="${focused}"]`);
  return same?.focus();
}

function faster() {
  play.speed = (play.speed + 1) % SPEEDS.length;
  if (playing()) {
    pause();
    play.timer = setInterval(next, SPEEDS[play.speed][1]);
  }
  showPlayer();
}

/** A finger that moves sideways over these steps through the chain. */
export function swipes(...elements) {
  const from = { x: 0, y: 0 };
  for (const element of elements) {
    element.addEventListener("touchstart", ({ touches: [touch] }) =>
      Object.assign(from, { x: touch.clientX, y: touch.clientY }), { passive: true });
    element.addEventListener("touchend", ({ changedTouches: [touch] }) => {
      const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(dx) > 40 && Math.abs(dx) > 2 * Math.abs(dy)) stepBy(dx < 0 ? 1 : -1);
    }, { passive: true });
  }
}
