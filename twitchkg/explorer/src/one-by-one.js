// The questions one after another, the most urgent first, or all at once: as the reader likes.
import { data } from "./model.js";
import { answerTo } from "./questions.js";
import { wording } from "./strings.js";
import { bdi, button, make } from "./words.js";

const PHONE = "(max-width: 620px)";

/** The most urgent rung of those that a finding counts for, by its place in the list of rungs. */
export const gravestRung = (place) => Math.min(...data.checkup.flags
  .filter(({ findings }) => findings.includes(place)).map(({ rung }) => rung));

/**
 * {element, goTo(place), restart(), wait(grave)}: the switch, the questions (a Map of places, see
 * questions.js) and the way through them. While it is told to wait, no answer leads on by itself.
 */
export function askedInTurn(questions) {
  const places = [...questions.keys()], all = [...questions.values()];
  const at = { now: 0, single: matchMedia(PHONE).matches, pointed: false, waits: false };
  const head = make("p.turn-head", { tabindex: "-1" });
  const rest = make("p.turn-wait", { hidden: "" }, wording("triage.wait"));
  const modes = [button(wording("triage.single"), null, () => choose(true)),
    button(wording("triage.together"), null, () => choose(false))];
  const back = button(wording("triage.back"), null, () => move(-1));
  const next = button(wording("triage.next"), { class: "strong" }, () => move(1));
  const list = make("div.questions", ...all.map(({ row }) => row));
  const turns = make("div.turns", back, next);
  const element = make("div.turn",
    make("div.turn-modes", { role: "group", "aria-label": wording("triage.modes") }, ...modes),
    head, list, rest, turns);

  function show() {
    const { now, single } = at, asked = now >= all.length;
    element.classList.toggle("single", single);
    modes.forEach((mode, which) => mode.setAttribute("aria-pressed", String(!which === single)));
    all.forEach(({ row }, which) => { row.hidden = single && which !== now; });
    head.hidden = turns.hidden = !single;
    rest.hidden = !single || !at.waits;
    back.disabled = now === 0;
    next.hidden = asked;
    const rung = asked ? -1 : gravestRung(places[now]);
    head.className = `turn-head rung-${rung + 1}`;
    if (asked) return head.replaceChildren(wording("triage.asked", { count: all.length }));
    return head.replaceChildren(wording("triage.turn", { at: now + 1, count: all.length }), " ",
      make("b.rung-name", bdi(data.checkup.rungs[rung].label)),
      make("progress", { max: all.length, value: now, "aria-hidden": "true" }));
  }

  function move(by) {
    at.now = Math.max(0, Math.min(all.length, at.now + by));
    show();
    head.focus({ preventScroll: true });
  }

  function choose(single) {
    at.single = single;
    const open = all.findIndex((each) => !answerTo(each));
    if (single) at.now = open < 0 ? 0 : open;
    show();
  }

  // Arrow keys choose as they walk: only a finger or a mouse leads on.
  list.addEventListener("pointerdown", () => { at.pointed = true; });
  list.addEventListener("keydown", () => { at.pointed = false; });
  list.addEventListener("change", ({ target }) => {
    if (at.single && at.pointed && target.type === "radio" && !at.waits) move(1);
  });
  show();
  return {
    element,
    goTo: (place) => {
      at.now = places.indexOf(place);
      show();
    },
    restart: () => {
      at.now = 0;
      show();
    },
    wait: (grave) => {
      at.waits = grave;
      rest.hidden = !at.single || !grave;
    },
  };
}
