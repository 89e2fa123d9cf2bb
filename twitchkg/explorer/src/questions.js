// The questions of "When to get help": one for each finding of a red flag, yes, no or not sure.
import { kindsAbove } from "./assess.js";
import { concepts, data, labelOf, order } from "./model.js";
import { wording } from "./strings.js";
import { bdi, make } from "./words.js";

const DAYS = { days: 1, weeks: 7, months: 30 };

/** The red flag whose condition is asked with its finding, -1 where none is. */
const askedWith = (place) => data.checkup.flags.findIndex(({ findings, condition }) => condition
  && findings.length === 1 && findings[0] === place);

/** Whether a "no" is one to the condition only: slight wasting is wasting. */
const isPartly = (place) => askedWith(place) >= 0
  && !data.checkup.least.some(([each]) => each === place);

/** Under which condition it counts, or with what. */
function limits(place) {
  const { checkup } = data;
  const alone = checkup.flags.find(({ findings }) => findings.length === 1
    && findings[0] === place);
  if (alone) return alone.condition;
  const others = checkup.flags.filter(({ findings }) => findings.includes(place))
    .map(({ findings }) => findings.filter((each) => each !== place).map(labelOf).join(" and "));
  return `counts together with ${[...new Set(others)].join(", or ")}`;
}

/** One question: its row, its choices, and where it counts how long. */
export function question(place, at) {
  const name = `check-${at}`, condition = limits(place);
  const choice = (value, text) => {
    return make("label.choice", make("input", { type: "radio", name, value }), text);
  };
  const about = make("span.meta", { id: `${name}-about` },
    condition ? make("b.only", bdi(condition)) : "", condition && concepts[place].definition
      ? ". " : "", bdi(concepts[place].definition));
  const choices = make("div.answers",
    { role: "radiogroup", "aria-labelledby": `${name}-name`, "aria-describedby": `${name}-about` },
    choice("yes", wording("triage.yes")), choice("no", wording("triage.no")),
    choice("unsure", wording("triage.unsure")));
  const row = make("div.question",
    make("span.finding", { id: `${name}-name` }, bdi(labelOf(place))), about, choices);
  const time = lasting(place, name);
  if (time) row.append(time.row);
  return { row, time, radios: [...choices.querySelectorAll("input")] };
}

/** How long something has gone on, where that makes it count. */
function lasting(place, name) {
  const { checkup } = data;
  const base = kindsAbove(checkup.broader)(place);
  if (!base.size || !checkup.least.some(([least]) => least === place)) return null;
  const of = [...base].sort((a, b) => (b === checkup.twitching) - (a === checkup.twitching)
    || order[a] - order[b])[0];
  const what = of === checkup.twitching ? "twitching" : labelOf(of);
  const number = make("input", { type: "number", id: `${name}-long`, min: "0", step: "any",
    inputmode: "decimal", autocomplete: "off" });
  const unit = make("select", { "aria-label": "Days, weeks or months" },
    ...Object.keys(DAYS).map((each) => make("option", { value: each }, each)));
  unit.value = "weeks";
  const row = make("div.long", make("label", { for: number.id }, "or how long: ",
    make("span.unseen", bdi(what), ", ")), number, unit);
  return { row, number, unit, of, what };
}

/** The answer to one question: "yes", "no", "unsure", or "" where there is none yet. */
export const answerTo = ({ radios }) => radios.find((radio) => radio.checked)?.value ?? "";

/** What the form says, and what was added to it: as triageRules and verdict.js want it. */
export function answersIn(questions, added, unread) {
  const present = [], absent = [], denied = [], affirmed = [], wrong = [], unsure = [];
  for (const [place, each] of questions) {
    const answer = answerTo(each), flag = askedWith(place);
    if (answer === "yes") present.push({ place, phrase: labelOf(place) });
    if (answer === "yes" && flag >= 0) affirmed.push(flag);
    if (answer === "unsure") unsure.push(place);
    if (answer === "no" && isPartly(place)) denied.push(flag);
    else if (answer === "no") absent.push(place);
    if (!each.time) continue;
    const { number, unit, of, what } = each.time;
    const count = Number(number.value);
    if (!number.validity.valid || (number.value && !count)) {
      wrong.push(`How long ${what} has gone on was not understood: give a number above 0.`);
    } else if (number.value) {
      const phrase = `${what} for ${count} ${count === 1 ? unit.value.slice(0, -1) : unit.value}`;
      present.push({ place: of, phrase, days: count * DAYS[unit.value] });
    }
  }
  present.push(...added);
  return { present, absent, denied, affirmed, wrong, unread, unsure };
}
