// What the red flags say of what one notices, in words: how soon, why, what else to ask.
"use strict";
(() => {
  const page = window.twitchkg;
  const { data, make, bdi, button, firmness, several } = page;
  const { checkup, concepts, rows } = data;
  const NOT_WELL = "That does not mean that all is well.";

  const label = (place) => concepts[place].label;
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const listed = (names) => names.flatMap((name, at) => [at ? ", " : "", bdi(name)]);
  const block = (title, ...children) => make("div", { class: "block" }, make("h4", null, title), ...children);
  const tone = (rung) => `rung-${rung + 1}`;
  const order = (rung) => make("span", { class: "order", "aria-hidden": "true" }, String(rung + 1));

  function noFlag({ present }, unread) {
    if (!unread.length) return "None of the red flags in this graph fits what you said.";
    if (!present.length) return "Nothing was understood, so no red flag could be looked for.";
    return "Not all of what you said was understood. None of the red flags in this graph fits the rest.";
  }

  /** How soon: the words, and the class that colours them. */
  function headline(found, unread) {
    const count = found.flags.length;
    const fits = `${several(count, "red flag")} of this graph ${count === 1 ? "fits" : "fit"} what you said.`;
    if (!count) return ["none", make("strong", null, noFlag(found, unread)), " " + NOT_WELL];
    const why = make("a", { href: "#check-why" }, "Why");
    if (found.urgency === undefined) return ["none", make("strong", null, fits), " How soon is not recorded. ", why];
    const { label: name, definition } = checkup.rungs[found.urgency];
    const sign = found.urgency === 0 ? make("span", { class: "sign", "aria-hidden": "true" }, "!") : null;
    return [`${tone(found.urgency)}${sign ? " gravest" : ""}`, sign ? [sign, " "] : null, make("strong", null, bdi(capital(name)), "."), " ", bdi(definition), ` ${fits} `, why];
  }

  function reason({ flag: at, because }) {
    const { rung, definition, condition, actions, where } = checkup.flags[at];
    return make("li", { class: tone(rung) },
      make("p", { class: "says" }, make("b", { class: "rung-name" }, order(rung), " ", bdi(checkup.rungs[rung].label)), ": ", bdi(definition)),
      condition ? make("p", { class: "when" }, "Only if: ", make("b", null, bdi(condition))) : null,
      make("p", { class: "meta" }, "because of ", because.flatMap((phrase, n) => [n ? ", " : "", "“", bdi(phrase), "”"]), where ? `; ${where}` : "; no place recorded"),
      actions.length ? make("p", null, "What to do, as the source says: ", listed(actions)) : null);
  }

  /** Statements that say the same of several findings are told once. */
  function suggestions(found) {
    const groups = new Map();
    for (const at of found) {
      const { object, modality, frequency, condition, context, places, where, subject } = rows[at];
      const also = context && !condition.includes(context) ? `in ${context}` : "";
      const only = [condition, also, places.length ? `place: ${places.join(", ")}` : ""].filter(Boolean).join("; ");
      const key = JSON.stringify([object, modality, frequency, only, where]);
      if (!groups.has(key)) groups.set(key, { object, modality, frequency, only, where, subjects: [] });
      groups.get(key).subjects.push(label(subject));
    }
    return [...groups.values()].sort((a, b) => data.order[a.object] - data.order[b.object]).map((each) => make("li", null,
      make("p", { class: "says" }, page.thing(each.object), ", from ", listed([...new Set(each.subjects)].sort())),
      make("p", { class: "meta" }, firmness(each.modality), each.frequency ? make("span", { class: "when" }, bdi(each.frequency)) : null, " ",
        each.only ? make("span", { class: "when" }, "only ", bdi(each.only)) : null, " ", make("span", { class: "where" }, each.where || "no place recorded"))));
  }

  /** Buttons to the questions, rung by rung. */
  function open(toAsk, goTo) {
    const rungs = [...new Set(toAsk.map((at) => checkup.flags[at].rung))];
    return rungs.map((rung) => make("li", { class: tone(rung) }, make("b", { class: "rung-name" }, order(rung), " ", bdi(checkup.rungs[rung].label)), " ",
      toAsk.filter((at) => checkup.flags[at].rung === rung)
        .flatMap((at) => [button(bdi(checkup.flags[at].findings.map(label).join(" and ") + "?"), { class: "small" }, () => goTo(at)), " "])));
  }

  function criterion(at, requires, title) {
    const { object, condition } = rows[at];
    if (requires) return label(object) + (condition ? `, ${condition}` : "");
    return title === "speaks for it" ? `no ${label(object)}` : label(object);
  }

  function criteria({ met, against, unknown }) {
    const requires = new Map(checkup.criteria);
    const lines = [["speaks for it", met], ["speaks against it", against], ["still unknown", unknown]];
    return lines.filter(([, found]) => found.length).map(([title, found]) => make("div", null, make("dt", null, title + ": "),
      make("dd", null, found.map((at, n) => [n ? "; " : "", bdi(criterion(at, requires.get(at), title))]))));
  }

  function limits() {
    const silent = document.getElementById("silent");
    return make("p", { class: "notice" }, make("strong", null, "Not medical advice."),
      " This graph carries what its sources say and nothing more, and nobody has examined you. Finding nothing in it does not mean that you are fine. If you are worried, or it gets worse, see a doctor. ",
      silent ? make("a", { href: "#silent" }, "What this page cannot tell you") : null);
  }

  /** Two elements, and `show(found, said)` that fills them; `goTo(flag)` leads to a question. */
  function triageResult(goTo) {
    const verdict = make("div", { class: "verdict", id: "check-verdict", role: "status" });
    const details = make("div", { class: "details", id: "check-result" });
    const given = (title, places) => (places.length ? make("p", null, make("b", null, title), ": ", listed(places.map(label)), ".") : null);

    function show(found, { present, absent, denied, wrong, unread }) {
      const silent = !present.length && !absent.length && !denied.length && !unread.length && !wrong.length;
      details.hidden = silent;
      if (silent) {
        verdict.className = "verdict empty";
        verdict.replaceChildren("Nothing answered yet.");
        details.replaceChildren();
        return;
      }
      const [look, ...words] = headline(found, unread);
      const box = make("p", null, words);
      if (verdict.firstChild?.textContent !== box.textContent) verdict.replaceChildren(box); // spoken only if it changed
      verdict.className = `verdict ${look}`;
      const heard = [given("Taken as there", found.present), given("Taken as not there", found.absent),
        ...denied.map((at) => make("p", null, make("b", null, "Not"), ": ", listed(checkup.flags[at].findings.map(label)), ", if ", bdi(checkup.flags[at].condition), ".")),
        ...unread.map((text) => make("p", null, make("b", null, "Not understood"), ": “", bdi(text), "”. It was not taken into account.")),
        ...wrong.map((text) => make("p", null, text)), ...found.notes.map((text) => make("p", null, make("b", null, "Note"), ": ", bdi(text)))];
      const why = block("Why", make("ul", null, ...found.flags.map(reason)));
      why.id = "check-why";
      details.replaceChildren(...[
        found.flags.length ? why : null,
        found.toAsk.length ? block("Not answered yet, the most urgent first", make("ul", { class: "open" }, ...open(found.toAsk, goTo))) : null,
        block("How this was read", ...heard),
        found.suggests.length ? block("What the source says this may point to (not a diagnosis)", make("ul", null, ...suggestions(found.suggests))) : null,
        checkup.criteria.length ? block([bdi(capital(label(checkup.syndrome))), ": only a doctor can say, once other conditions are ruled out"], make("dl", null, ...criteria(found.criteria))) : null,
        limits(),
      ].filter(Boolean));
    }
    return { verdict, details, show };
  }

  Object.assign(page, { triageResult });
})();
