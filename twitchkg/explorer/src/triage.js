// What one notices, asked in the section "When to get help": the questions and what is typed.
// The answers stand in the form and in two lists here, and nowhere else: no address, no storage.
import { triageRules } from "./assess.js";
import { combobox } from "./combobox.js";
import { data, labelOf } from "./model.js";
import { answerTo, answersIn, question } from "./questions.js";
import { search } from "./search.js";
import { toldIn } from "./told.js";
import { triageResult } from "./verdict.js";
import { bdi, byId, make, small } from "./words.js";

const DENIALS = /^(no|not|none|never|without)\b/iu;
const EXACT = 0.985; // search.js: the very name, or its words in another order

/** Fill the section, where the page has one. */
export function startTriage() {
  const { checkup } = data, box = byId("check");
  if (!checkup || !box) return;
  const notable = new Set(checkup.notable);
  const assess = triageRules(data);

  const asked = [...new Set(checkup.flags.flatMap((flag) => flag.findings))]; // most urgent first
  const questions = new Map(asked.map((place, at) => [place, question(place, at)]));

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
      told.textContent = "The source speaks of the leg and foot only. How soon what you notice "
        + "elsewhere needs care, it does not say.";
    }
    show();
    others.scrollIntoView({ block: "nearest" });
  }

  function take(text) {
    const { told: modifiers, readings } = toldIn(text, checkup);
    for (const reading of readings) {
      const named = search(reading, 24).find((hit) => notable.has(hit.place));
      const phrase = modifiers.length ? text : undefined;
      if (named?.score >= EXACT) return add(named.place, phrase, modifiers);
    }
    const hits = search(text, 24), fits = hits.filter((hit) => notable.has(hit.place));
    const known = hits[0]?.score >= EXACT;
    const why = known ? "It is in this graph, but not as something to notice."
      : DENIALS.test(text) ? "For what is not there, choose No above." : "";
    unread.set(text, why);
    const near = fits.slice(0, 3).map((hit) => small(labelOf(hit.place), null, () => {
      unread.delete(text);
      add(hit.place);
      field.focus();
    }));
    told.replaceChildren("Not understood: “", bdi(text),
      "”. It was not taken into account, which says nothing of how soon it needs care; say it in ",
      `other words. ${why} `,
      ...(near.length ? ["Did you mean: ", ...near.flatMap((each) => [each, " "])] : []));
    field.value = "";
    show();
    others.scrollIntoView({ block: "nearest" }); // not under the result, which stands over the form
  }

  // ---------------------------------------------------------------- putting it together

  function show() {
    const removable = (name, from, key, strange) => {
      const remove = small("×", { "aria-label": `Remove ${name}` }, () => {
        from.delete(key);
        told.textContent = "";
        show();
        field.focus();
      });
      return make("li", strange ? { class: "strange" } : null, strange ? "not understood: " : "",
        bdi(name), " ", remove);
    };
    others.replaceChildren(
      ...[...added.keys()].map((name) => removable(name, added, name)),
      ...[...unread.keys()].map((text) => removable(text, unread, text, true)),
    );
    others.hidden = !others.children.length;
    const said = answersIn(questions, [...added.values()], [...unread.keys()]);
    result.show(assess({ ...said, unread: [...said.unread, ...said.wrong] }), said);
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

  const form = make("form", { id: "check-form", autocomplete: "off", novalidate: "",
    "aria-labelledby": "check-title" },
  make("div.questions", ...[...questions.values()].map(({ row }) => row)),
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
      "Answer what you can and leave the rest; the result stands below at once."),
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
