// What the red flags say of what one notices, in words: how soon, why, what else to ask.
import { data, labelOf, order, rows, several } from "./model.js";
import { gravestRung } from "./one-by-one.js";
import { reasonsPicture } from "./reasons.js";
import { wording } from "./strings.js";
import { bdi, firmness, make, small, thing } from "./words.js";

const NOT_WELL = "That does not mean that all is well.";

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const commaList = (names) => names.flatMap((name, at) => [at ? ", " : "", bdi(name)]);
const block = (title, ...children) => make("div.block", make("h4", title), ...children);
const tone = (rung) => `rung-${rung + 1}`;
const orderSign = (rung) => make("span.order", { "aria-hidden": "true" }, String(rung + 1));

const PARTLY = "Not all of what you said was understood.";
const NO_FLAG = {
  "none": "None of the red flags in this graph fits what you said.",
  "nothing": "Nothing that one notices was named, so no red flag could be looked for.",
  "not-understood": "Nothing was understood, so no red flag could be looked for. What this graph "
    + "lacks may need care, even at once: ask a doctor, in doubt the emergency services.",
  "partly": `${PARTLY} None of the red flags in this graph fits the rest.`,
};

/** What depends on one answer: what of all that is there may stand on the rung of `mayBe`. */
function depends({ headline: { mayBe }, graver }) {
  if (!["kind", "condition"].includes(mayBe?.why)) return "";
  const ifs = graver.filter(({ rung, why }) => rung === mayBe.rung && why !== "together")
    .map(({ flag, why, there: [broad], missing: [finding] }) => {
      const { condition } = data.checkup.flags[flag];
      if (why === "condition") return `the ${labelOf(broad)} is ${condition} all the same`;
      const only = condition ? ` (${condition})` : "";
      return `the ${labelOf(broad)} is ${labelOf(finding)}${only}`;
    });
  const { label } = data.checkup.rungs[mayBe.rung];
  return `if ${ifs.join(", or ")}, this is a red flag (${label}). `;
}

/** How soon: the words, and the class that colours them. */
function headlineOf(found, { unread, wrong }, goTo) {
  const { headline: { kind, mayBe }, flags, urgency } = found, count = flags.length;
  const partly = unread.length + wrong.length ? ` ${PARTLY}` : "";
  const fit = `${several(count, "red flag")} of this graph ${count === 1 ? "fits" : "fit"}`;
  const fits = `${fit} what you said.${partly}`;
  const maybe = depends(found);
  const answer = maybe ? small("Answer that", null, () => goTo(mayBe.flag)) : null;
  if (kind === "may-be" && maybe) {
    return [`may ${tone(mayBe.rung)}`, make("strong", "It depends: ", maybe),
      bdi(data.checkup.rungs[mayBe.rung].definition),
      ` If it is not: ${NOT_WELL[0].toLowerCase()}${NOT_WELL.slice(1)}${partly} `, answer];
  }
  if (kind === "may-be") {
    return ["none", make("strong", "It depends: ", mayBe.note), ` ${NOT_WELL}${partly}`];
  }
  if (kind !== "urgency") return ["none", make("strong", NO_FLAG[kind]), " " + NOT_WELL];
  const why = make("a", { href: "#check-why" }, "Why");
  if (urgency === undefined) {
    return ["none", make("strong", fits), " How soon is not recorded. ", why];
  }
  const { label: name, definition } = data.checkup.rungs[urgency];
  const sign = urgency === 0 ? make("span.sign", { "aria-hidden": "true" }, "!") : null;
  return [`${tone(urgency)}${sign ? " gravest" : ""}`, sign ? [sign, " "] : null,
    make("strong", bdi(capital(name)), "."), " ", bdi(definition), ` ${fits} `,
    found.apart ? `${found.apart} ` : "",
    maybe ? [make("b", "It may be more: ", maybe), answer, " "] : null, why];
}

/** Of what one is not sure the most urgent, where that is graver than what fits. */
function unsureOf(places, urgency = Infinity) {
  const rung = Math.min(...places.map(gravestRung));
  if (!(rung < urgency)) return [];
  return [" ", wording("triage.notSure"), " ",
    make("b", commaList(places.filter((place) => gravestRung(place) === rung).map(labelOf))), ". ",
    wording("triage.ifSo", { rung: data.checkup.rungs[rung].label })];
}

function reason({ flag: at, because, open }) {
  const { rung, definition, condition, onlyIf, actions, where } = data.checkup.flags[at];
  const told = open.length || !onlyIf.length ? "is it so? Not said, so it counts" : "as you said";
  return make("li", { class: tone(rung) },
    make("p.says", make("b.rung-name", orderSign(rung), " ", bdi(data.checkup.rungs[rung].label)),
      ": ", bdi(definition)),
    condition ? make("p.when", "Only if: ", make("b", bdi(condition)), ` (${told})`) : null,
    make("p.meta", "because of ", because.flatMap((phrase, n) => [n ? ", " : "", "“", bdi(phrase),
      "”"]), where ? `; ${where}` : "; no place recorded"),
    actions.length ? make("p", "What to do, as the source says: ", commaList(actions)) : null);
}

/** Statements that say the same of several findings are told once. */
function suggestions(found) {
  const groups = new Map();
  for (const at of found) {
    const { object, modality, frequency, condition, context, places, where, subject } = rows[at];
    const also = context && !condition.includes(context) ? `in ${context}` : "";
    const only = [condition, also, places.length ? `place: ${places.join(", ")}`
      : ""].filter(Boolean).join("; ");
    const key = JSON.stringify([object, modality, frequency, only, where]);
    if (!groups.has(key)) {
      groups.set(key, { object, modality, frequency, only, where, subjects: [] });
    }
    groups.get(key).subjects.push(labelOf(subject));
  }
  return [...groups.values()].sort((a, b) => order[a.object] - order[b.object])
    .map((each) => make("li",
      make("p.says", thing(each.object), ", from ", commaList([...new Set(each.subjects)].sort())),
      make("p.meta", firmness(each.modality),
        each.frequency ? make("span.when", bdi(each.frequency)) : null, " ",
        each.only ? make("span.when", "only ", bdi(each.only)) : null, " ",
        make("span.where", each.where || "no place recorded"))));
}

/** Buttons to the questions, rung by rung. */
function openQuestions(toAsk, goTo) {
  const rungs = [...new Set(toAsk.map((at) => data.checkup.flags[at].rung))];
  return rungs.map((rung) => make("li", { class: tone(rung) },
    make("b.rung-name", orderSign(rung), " ", bdi(data.checkup.rungs[rung].label)), " ",
    toAsk.filter((at) => data.checkup.flags[at].rung === rung)
      .flatMap((at) => [small(bdi(data.checkup.flags[at].findings.map(labelOf).join(" and ") + "?"),
        null, () => goTo(at)), " "])));
}

const nearNames = ({ meant, topics }) => {
  const names = [...new Set([...meant, ...topics])];
  return names.length ? [" Near: ", commaList(names.map(labelOf)), "."] : "";
};

function criterion(at, requires) {
  const { object, condition } = rows[at];
  return labelOf(object) + (requires && condition ? `, ${condition}` : "");
}

/** Of the syndrome; what speaks for something harmless would comfort, so that it is not told. */
function criteria({ against, unknown }) {
  const requires = new Map(data.checkup.criteria);
  const lines = [["speaks against it", against], ["still unknown", unknown]];
  return lines.filter(([, found]) => found.length)
    .map(([title, found]) => make("div", make("dt", title + ": "),
      make("dd", found.map((at, n) => [n ? "; " : "", bdi(criterion(at, requires.get(at)))]))));
}

function caveat() {
  const silent = document.getElementById("silent");
  return make("p.notice", make("strong", "Not medical advice."),
    " This graph carries what its sources say and nothing more, and nobody has examined you. "
    + "Finding nothing in it does not mean that you are fine. If you are worried, or it gets "
    + "worse, see a doctor. ",
    silent ? make("a", { href: "#silent" }, "What this page cannot tell you") : null);
}

/** Two elements, and `show(found, said)` that fills them; `goTo(flag)` leads to a question. */
export function triageResult(goTo) {
  const verdict = make("div.verdict", { id: "check-verdict", role: "status" });
  const details = make("div.details", { id: "check-result" });
  const given = (title, places) =>
    (places.length ? make("p", make("b", title), ": ", commaList(places.map(labelOf)), ".") : null);

  function show(found, said) {
    const { present, absent, denied, wrong, unread, near, unsure } = said;
    const silent = ![present, absent, denied, unread, wrong, unsure].some((each) => each.length);
    details.hidden = silent;
    if (silent) {
      verdict.className = "verdict empty";
      verdict.replaceChildren("Nothing answered yet.");
      details.replaceChildren();
      return;
    }
    const [look, ...words] = headlineOf(found, said, goTo);
    const box = make("p", words, unsureOf(unsure, found.urgency));
    // spoken only if it changed
    if (verdict.firstChild?.textContent !== box.textContent) verdict.replaceChildren(box);
    verdict.className = `verdict ${look}`;
    const heard = [given("Taken as there", found.present),
      given("Taken as not there", found.absent), given(wording("triage.unsure"), unsure),
      ...denied.map((at) => make("p", make("b", "Not"), ": ",
        commaList(data.checkup.flags[at].findings.map(labelOf)), ", if ",
        bdi(data.checkup.flags[at].condition), ".")),
      ...unread.map((text) => make("p", make("b", "Not understood"), ": “", bdi(text),
        "”. It was not taken into account.", nearNames(near.get(text)))),
      ...wrong.map((text) => make("p", text)),
      ...found.notes.map((text) => make("p", make("b", "Note"), ": ", bdi(text)))];
    const why = block("Why", reasonsPicture(found, details.clientWidth),
      make("ul", ...found.flags.map(reason)));
    why.id = "check-why";
    // an emergency is no time for it
    const syndrome = found.urgency > 1 || found.urgency === undefined
      ? criteria(found.criteria) : [];
    const further = found.toAsk.length
      ? make("ul.open", ...openQuestions(found.toAsk, goTo)) : null;
    details.replaceChildren(...[
      found.flags.length ? why : null,
      further && found.urgency === 0
        ? make("details.block", make("summary",
            `${several(found.toAsk.length, "further question")}: get help first`), further)
        : further ? block(wording("triage.open"), further) : null,
      block("How this was read", ...heard),
      found.suggests.length ? block("What the source says this may point to (not a diagnosis)",
        make("ul", ...suggestions(found.suggests))) : null,
      syndrome.length ? block([bdi(capital(labelOf(data.checkup.syndrome))),
        ": only a doctor can say, once other conditions are ruled out"], make("dl", ...syndrome))
        : null,
      caveat(),
    ].filter(Boolean));
  }
  return { verdict, details, show };
}
