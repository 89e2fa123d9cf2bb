// What one notices, asked in the section "When to get help": the questions and what is typed.
// The answers stand in the form and in two lists here, and nowhere else: no address, no storage.
import { triageRules } from "./assess.js";
import { combobox } from "./combobox.js";
import { data, labelOf } from "./model.js";
import { askedInTurn } from "./one-by-one.js";
import { answerTo, answersIn, question } from "./questions.js";
import { search } from "./search.js";
import { wording } from "./strings.js";
import { toldIn } from "./told.js";
import { triageResult } from "./verdict.js";
import { bdi, byId, make, small, thing } from "./words.js";

const DENIALS = /^(no|not|none|never|without)\b/iu;
const EXACT = 0.985; // search.js: the very name, or its words in another order
const ELSEWHERE = "The source speaks of the leg and foot only. How soon what you notice "
  + "elsewhere needs care, it does not say.";
const whyNotTaken = (text, known) => (known
  ? "It is in this graph, but not as something to notice."
  : DENIALS.test(text) ? "For what is not there, choose No above." : "");

const removable = (name, remove, near) => make("li", near ? { class: "strange" } : null,
  near ? "not understood: " : "", bdi(name), " ",
  small("×", { "aria-label": `Remove ${name}` }, remove), near ?? "");

/** What may be meant by what was not understood, to take instead; and what is here of the kind. */
function nearTo({ meant, topics }, take) {
  const instead = (place) => [small(labelOf(place), null, () => take(place)), " "];
  return make("p.meta", meant.length ? [wording("triage.meant"), " ", meant.map(instead)] : null,
    topics.length ? [wording("triage.topics"), " ", ...topics.flatMap((place, at) =>
      [at ? ", " : "", thing(place)]), "."] : null);
}

/** What one can notice and the first of some readings names outright. */
const namedIn = (readings, notable) => readings
  .map((reading) => search(reading, 24).find((hit) => notable.has(hit.place)))
  .find((hit) => hit?.score >= EXACT);

/** Fill the section, where the page has one. */
export function startTriage() {
  const { checkup } = data, box = byId("check");
  if (!checkup || !box) return;
  const notable = new Set(checkup.notable);
  const assess = triageRules(data);

  const asked = [...new Set(checkup.flags.flatMap((flag) => flag.findings))]; // most urgent first
  const questions = new Map(asked.map((place, at) => [place, question(place, at)]));
  const turns = askedInTurn(questions);

  // ---------------------------------------------------------------- something else

  const added = new Map(), unread = new Map(); // by their words: findings; why not understood
  const field = make("input", { type: "search", id: "check-else", autocapitalize: "none",
    spellcheck: "false" });
  const told = make("p", { id: "check-told", role: "status" });
  const others = make("ul.others", { "aria-label": "Also noticed" });

  /** One thing more; `phrase` with its modifiers, where it was not picked from the list. */
  function add(place, phrase = labelOf(place), modifiers = []) {
    field.value = "";
    told.textContent = "";
    const otherwise = modifiers.some((each) => checkup.contrary.some(([one]) => one === each));
    if (questions.has(place) && !otherwise) {
      questions.get(place).radios[0].checked = true;
      told.textContent = `${labelOf(place)}: answered with yes above.`;
    } else added.set(phrase, { place, phrase, told: modifiers });
    if (modifiers.includes(checkup.sites[1])) {
      told.textContent = ELSEWHERE;
    }
    show();
    others.scrollIntoView({ block: "nearest" });
  }

  function take(text) {
    const { told: modifiers, readings } = toldIn(text, checkup);
    const named = namedIn(readings, notable);
    if (named) return add(named.place, modifiers.length ? text : undefined, modifiers);
    const hits = search(text, 24), fits = hits.filter((hit) => notable.has(hit.place));
    const why = whyNotTaken(text, hits[0]?.score >= EXACT);
    const topics = text.toLowerCase().split(/[^\p{L}]+/u).flatMap((word) =>
      (Object.hasOwn(checkup.near, word) ? checkup.near[word] : []));
    unread.set(text, { meant: fits.slice(0, 3).map((hit) => hit.place), topics });
    told.replaceChildren("Not understood: “", bdi(text),
      "”. It was not taken into account, which says nothing of how soon it needs care; say it in ",
      `other words. ${why}`);
    field.value = "";
    show();
    others.scrollIntoView({ block: "nearest" }); // not under the result, which stands over the form
  }

  // ---------------------------------------------------------------- putting it together

  function show() {
    const drop = (from, key) => () => {
      from.delete(key);
      told.textContent = "";
      show();
      field.focus();
    };
    others.replaceChildren(
      ...[...added.keys()].map((name) => removable(name, drop(added, name))),
      ...[...unread].map(([text, near]) => removable(text, drop(unread, text),
        nearTo(near, (place) => { drop(unread, text)(); add(place); }))),
    );
    others.hidden = !others.children.length;
    const said = answersIn(questions, [...added.values()], [...unread.keys()]);
    const found = assess({ ...said, unread: [...said.unread, ...said.wrong] });
    result.show(found, { ...said, near: unread });
    turns.wait(found.urgency === 0);
  }

  /** To the first question that a red flag still waits for. */
  function goTo(flag) {
    const { findings } = checkup.flags[flag];
    const open = ["", "unsure"].flatMap((answer) =>
      findings.filter((place) => answerTo(questions.get(place)) === answer));
    const place = open[0] ?? findings[0], { row, radios } = questions.get(place);
    turns.goTo(place);
    row.scrollIntoView({ block: "center" });
    (radios.find((radio) => radio.checked) ?? radios[0]).focus({ preventScroll: true });
  }

  function startAgain() {
    form.reset();
    added.clear();
    unread.clear();
    told.textContent = "";
    turns.restart();
    show();
  }

  const form = make("form", { id: "check-form", autocomplete: "off", novalidate: "",
    "aria-labelledby": "check-title" },
  turns.element,
  make("div.else", make("label", { for: field.id }, "Something else you notice"), field,
    make("button", "Add")),
  told, others,
  make("p.again", small("Start again", null, startAgain), " ",
    make("span.meta", "What you answer stays on this page: it is not sent, not stored, not in "
    + "the address.")));
  const result = triageResult(goTo);
  box.append(
    make("h3", { id: "check-title" }, "Which of these do you notice?"),
    make("p.hint", checkup.own ? "Together with the twitching. " : "",
      wording("triage.hint")),
    form, result.verdict, result.details,
  );
  combobox(field, (place) => add(place), (hit) => notable.has(hit.place));
  form.addEventListener("input", (event) => {
    const low = field.getBoundingClientRect().bottom > 0.6 * innerHeight;
    if (event.target !== field) show();
    else if (low) field.scrollIntoView({ block: "center" }); // room for the suggestions
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) take(text);
  });
  show();
}
