// What one notices, asked in the section "When to get help": the questions and what is typed.
// The answers stand in the form and in two lists here, and nowhere else: no address, no storage.
import { kindsAbove, triageRules } from "./assess.js";
import { combobox } from "./combobox.js";
import { concepts, data, labelOf, order, rows } from "./model.js";
import { search } from "./search.js";
import { triageResult } from "./verdict.js";
import { bdi, button, byId, make } from "./words.js";

const DAYS = { days: 1, weeks: 7, months: 30 };
const DENIALS = /^(no|not|none|never|without)\b/iu;
const EXACT = 0.985; // search.js: the very name, or its words in another order

/** Fill the section, where the page has one. */
export function startTriage() {
  const { checkup } = data, box = byId("check");
  if (!checkup || !box) return;
  const notable = new Set(checkup.notable);
  const assess = triageRules(data);

  // ---------------------------------------------------------------- the questions

  const asked = [...new Set(checkup.flags.flatMap((flag) => flag.findings))]; // most urgent first
  const questions = new Map(asked.map((place, at) => [place, question(place, at)]));

  const excluding = new Set(checkup.criteria.filter(([, required]) => !required).map(([row]) => rows[row].object));

  /** The red flag that a "no" denies with its condition only: some of what it rests on may be there. */
  function deniedBy(place) {
    const at = checkup.flags.findIndex(({ findings, condition }) => condition && findings.length === 1 && findings[0] === place);
    return at >= 0 && excluding.has(place) ? at : undefined;
  }

  /** Under which condition it counts, or with what. */
  function limits(place) {
    const alone = checkup.flags.find(({ findings }) => findings.length === 1 && findings[0] === place);
    if (alone) return alone.condition;
    const others = checkup.flags.filter(({ findings }) => findings.includes(place))
      .map(({ findings }) => findings.filter((each) => each !== place).map(labelOf).join(" and "));
    return `counts together with ${[...new Set(others)].join(", or ")}`;
  }

  function question(place, at) {
    const name = `check-${at}`, condition = limits(place);
    const choice = (value, text) => {
      const input = make("input", { type: "radio", name, value, ...(value ? {} : { checked: "" }) });
      return make("label", { class: "choice" }, input, text);
    };
    const about = make("span", { class: "meta", id: `${name}-about` },
      condition ? make("b", { class: "only" }, bdi(condition)) : "", condition && concepts[place].definition ? ". " : "", bdi(concepts[place].definition));
    const answers = make("div", { class: "answers", role: "radiogroup", "aria-labelledby": `${name}-name`, "aria-describedby": `${name}-about` },
      choice("yes", "Yes"), choice("no", "No"), choice("", "Not said"));
    const row = make("div", { class: "question" }, make("span", { class: "finding", id: `${name}-name` }, bdi(labelOf(place))), about, answers);
    const time = lasting(place, name);
    if (time) row.append(time.row);
    return { row, time, radios: [...answers.querySelectorAll("input")] };
  }

  /** How long something has gone on, where that makes it count. */
  function lasting(place, name) {
    const base = kindsAbove(checkup.broaderClaims || checkup.broader)(place);
    if (!base.size || !checkup.least.some(([least]) => least === place)) return null;
    const of = [...base].sort((a, b) => (b === checkup.twitching) - (a === checkup.twitching) || order[a] - order[b])[0];
    const what = of === checkup.twitching ? "twitching" : labelOf(of);
    const number = make("input", { type: "number", id: `${name}-long`, min: "0", step: "any", inputmode: "decimal", autocomplete: "off" });
    const unit = make("select", { "aria-label": "Days, weeks or months" }, ...Object.keys(DAYS).map((each) => make("option", { value: each }, each)));
    unit.value = "weeks";
    const row = make("div", { class: "long" }, make("label", { for: number.id }, "or how long: ", make("span", { class: "unseen" }, bdi(what), ", ")), number, unit);
    return { row, number, unit, of, what };
  }

  /** The answer to one question: "yes", "no" or "". */
  const answerTo = ({ radios }) => radios.find((radio) => radio.checked).value;

  // ---------------------------------------------------------------- something else

  const added = new Set(), unread = new Map(); // places; words that were not understood, and why
  const field = make("input", { type: "search", id: "check-else", autocapitalize: "none", spellcheck: "false" });
  const told = make("p", { id: "check-told", role: "status" });
  const others = make("ul", { class: "others", "aria-label": "Also noticed" });

  function add(place) {
    field.value = "";
    told.textContent = "";
    if (questions.has(place)) {
      questions.get(place).radios[0].checked = true;
      told.textContent = `${labelOf(place)}: answered with yes above.`;
    } else added.add(place);
    show();
    others.scrollIntoView({ block: "nearest" });
  }

  function take(text) {
    const hits = search(text, 24), fits = hits.filter((hit) => notable.has(hit.place));
    const [best] = fits;
    if (best && best.score >= EXACT) return add(best.place);
    const known = hits[0]?.score >= EXACT;
    const why = known ? "It is in this graph, but not as something to notice." : DENIALS.test(text) ? "For what is not there, choose No above." : "";
    unread.set(text, why);
    const near = fits.slice(0, 3).map((hit) => button(labelOf(hit.place), { class: "small" }, () => {
      unread.delete(text);
      add(hit.place);
      field.focus();
    }));
    told.replaceChildren("Not understood: “", bdi(text), `”. It was not taken into account; say it in other words. ${why} `,
      ...(near.length ? ["Did you mean: ", ...near.flatMap((each) => [each, " "])] : []));
    field.value = "";
    show();
    others.scrollIntoView({ block: "nearest" }); // not under the result, which stands over the form
  }

  function other(name, drop, strange) {
    const remove = button("×", { class: "small", "aria-label": `Remove ${name}` }, () => {
      drop();
      told.textContent = "";
      show();
      field.focus();
    });
    return make("li", strange ? { class: "strange" } : null, strange ? "not understood: " : "", bdi(name), " ", remove);
  }

  // ---------------------------------------------------------------- putting it together

  function answers() {
    const present = [], absent = [], denied = [], wrong = [];
    for (const [place, each] of questions) {
      const answer = answerTo(each);
      if (answer === "yes") present.push({ place, phrase: labelOf(place) });
      if (answer === "no" && deniedBy(place) !== undefined) denied.push(deniedBy(place));
      else if (answer === "no") absent.push(place);
      if (!each.time) continue;
      const { number, unit, of, what } = each.time;
      const count = Number(number.value);
      if (!number.validity.valid || (number.value && !count)) wrong.push(`How long ${what} has gone on was not understood: give a number above 0.`);
      else if (number.value) {
        const units = count === 1 ? unit.value.slice(0, -1) : unit.value;
        present.push({ place: of, phrase: `${what} for ${count} ${units}`, days: count * DAYS[unit.value] });
      }
    }
    for (const place of added) present.push({ place, phrase: labelOf(place) });
    return { present, absent, denied, wrong, unread: [...unread.keys()] };
  }

  function show() {
    others.replaceChildren(
      ...[...added].map((place) => other(labelOf(place), () => added.delete(place))),
      ...[...unread.keys()].map((text) => other(text, () => unread.delete(text), true)),
    );
    others.hidden = !others.children.length;
    const said = answers();
    result.show(assess(said), said);
  }

  /** To the first question that a red flag still waits for. */
  function goTo(flag) {
    const open = checkup.flags[flag].findings.find((place) => !answerTo(questions.get(place)));
    const { row, radios } = questions.get(open ?? checkup.flags[flag].findings[0]);
    row.scrollIntoView({ block: "center" });
    radios.find((radio) => radio.checked).focus({ preventScroll: true });
  }

  function startAgain() {
    form.reset();
    added.clear();
    unread.clear();
    told.textContent = "";
    show();
  }

  const form = make("form", { id: "check-form", autocomplete: "off", novalidate: "", "aria-labelledby": "check-title" },
    make("div", { class: "questions" }, ...[...questions.values()].map(({ row }) => row)),
    make("div", { class: "else" }, make("label", { for: field.id }, "Something else you notice"), field, make("button", null, "Add")),
    told, others,
    make("p", { class: "again" }, button("Start again", { class: "small" }, startAgain), " ",
      make("span", { class: "meta" }, "What you answer stays on this page: it is not sent, not stored, not in the address.")));
  const result = triageResult(goTo);
  box.append(
    make("h3", { id: "check-title" }, "Which of these do you notice?"),
    make("p", { class: "hint" }, checkup.own ? "Together with the twitching. Answer what you can and leave the rest; the result stands below at once."
      : "Answer what you can and leave the rest; the result stands below at once."),
    form, result.verdict, result.details,
  );
  combobox(field, add, (hit) => notable.has(hit.place));
  form.addEventListener("input", (event) => {
    if (event.target !== field) show();
    else if (field.getBoundingClientRect().bottom > 0.6 * innerHeight) field.scrollIntoView({ block: "center" }); // room for the suggestions
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) take(text);
  });
  show();
}
