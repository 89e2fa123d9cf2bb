// The article beside the graph: a sentence lights its statements, a statement finds its sentence.
import { decoded, heldAgainst, rowsOn } from "./article.js";
import { concepts, data, links, rows } from "./model.js";
import { note, say } from "./speak.js";
import { change, lightRows, listen, openTab, state } from "./store.js";
import { wording } from "./strings.js";
import { bdi, button, evidence, label, make, sentence, thing } from "./words.js";

const MOST_MEGABYTES = 4;
const sourceNames = () => data.sources.join(", ");

/** The pane: an element to put anywhere; a file dropped on any place of the page opens in it. */
export function articlePane() {
  const input = make("input", { type: "file", accept: ".txt,.md,text/plain", hidden: "",
    "aria-label": wording("article.open") });
  const opener = button(wording("article.open"), { class: "strong" }, () => input.click());
  const away = button(wording("article.close"), { "data-put-away": "" },
    () => putArticleAway(pane));
  const pane = make("div.article", make("p.hint", wording("article.hint",
    { sources: sourceNames() })), make("p.card-tools", opener, input, away),
  make("div.article-told", { role: "status" }), make("div.article-text"));
  const offer = () => {
    pane.querySelector(".hint").hidden = Boolean(state.brought);
    away.hidden = !state.brought;
  };
  offer();
  listen("brought", offer);
  input.addEventListener("change", () => {
    if (input.files.length) bringFile(pane, input.files[0]);
    input.value = ""; // the same file may be mended and opened again
  });
  catchFiles(pane);
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-sentence]");
    if (asked) showSentence(pane, Number(asked.dataset.sentence));
  });
  return pane;
}

/** Ask for the file, unless it is open. */
export const openArticle = () => state.brought
  || document.querySelector(".article input[type=file]").click();

function catchFiles(pane) {
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const dropping = (on) => document.documentElement.toggleAttribute("data-dropping", on);
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      dropping(true);
    });
  }
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) dropping(false); });
  document.addEventListener("drop", (event) => {
    dropping(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    bringFile(pane, event.dataTransfer.files[0]);
  });
}

/** Read and check a file, and show what came of it. */
async function bringFile(pane, file) {
  const told = pane.querySelector(".article-told");
  told.replaceChildren(wording("article.reading"));
  openTab("article");
  const refused = async () => {
    if (!globalThis.crypto?.subtle) return wording("article.insecure");
    if (file.size > MOST_MEGABYTES << 20) {
      return wording("article.large", { file: file.name, most: MOST_MEGABYTES });
    }
    const held = await heldAgainst(decoded(await file.arrayBuffer()));
    if (held.wrong) {
      return wording("article.wrong", { count: held.changed.length, sources: sourceNames(),
        file: file.name });
    }
    change({ brought: held });
    return "";
  };
  const problem = await refused().catch((error) =>
    wording("article.unreadable", { file: file.name, why: error.message }));
  if (problem) change({ brought: null });
  told.replaceChildren(...(problem ? [make("p.warning", problem)] : checkSaid(state.brought)));
  pane.querySelector(".article-text").replaceChildren(
    ...(problem ? [] : [sentencesToPick(state.brought)]));
}

const spanPlaces = (places) => make("ul", places.map((at) =>
  make("li", bdi(data.spans[at].place))));

/** What the check found, in words. */
function checkSaid({ source, matched, moved, changed }) {
  return [
    make("p", wording("article.matched", { count: matched.length, source })),
    changed.length ? make("div.warning",
      make("p", wording("article.changed", { count: changed.length })), spanPlaces(changed)) : "",
    moved.length && !changed.length ? make("p.meta", wording("article.moved")) : "",
  ].filter(Boolean);
}

// ---------------------------------------------------------------- the text

/** The text with its sentences to choose: one stop for Tab, arrow keys go on. */
function sentencesToPick({ pieces }) {
  const box = make("div.article-body",
    { role: "group", "aria-label": wording("article.text") });
  for (const { text, spans, instead } of pieces) {
    if (spans.length) box.append(sentenceMark(text, spans));
    else if (instead) {
      const title = instead.map((at) => data.spans[at].place).join(", ");
      box.append(make("span.changed", { title }, text,
        make("span.unseen", ` (${wording("article.instead")})`)));
    } else box.append(text);
  }
  const marks = [...box.querySelectorAll(".sentence")];
  marks[0].tabIndex = 0;
  box.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") pickSentence(box, marks[at]);
    else if (step && marks[at + step]) tabStop(marks, marks[at + step]).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("click", (event) => {
    const mark = event.target.closest(".sentence");
    if (!mark) return;
    tabStop(marks, mark);
    pickSentence(box, mark);
  });
  return box;
}

const sentenceMark = (text, spans) => make("span.sentence", { role: "button", tabindex: "-1",
  "aria-expanded": "false", "data-spans": spans.join(" ") }, text);

function tabStop(marks, mark) {
  for (const each of marks) each.tabIndex = each === mark ? 0 : -1;
  return mark;
}

/** Tell what rests on a sentence below it, and light that; once more takes it away. */
function pickSentence(box, mark) {
  const again = mark.getAttribute("aria-expanded") === "true";
  for (const each of box.querySelectorAll(".sentence")) each.setAttribute("aria-expanded", "false");
  box.querySelector(".rests")?.remove();
  if (again) return void lightRows([]);
  mark.setAttribute("aria-expanded", "true");
  const spans = mark.dataset.spans.split(" ").map(Number);
  mark.after(make("div.rests", spans.map(restingOn)));
  const resting = [...new Set(spans.flatMap(rowsOn))];
  const flags = spans.flatMap((at) => data.spans[at].flags ?? []);
  const things = resting.flatMap((at) => [rows[at].subject, rows[at].object]);
  lightRows([...new Set([...things, ...flags])].map((at) => concepts[at].iri),
    [...links.keys()].filter((at) => links[at].rows.some((row) => resting.includes(row))));
}

function restingOn(at) {
  const { flags = [], silent } = data.spans[at], statements = rowsOn(at);
  return [
    statements.length ? make("p.meta", wording("article.carries", { count: statements.length }))
      : null,
    make("ul", statements.map((row) => make("li", restingRow(rows[row])))),
    flags.length ? make("p.meta", wording("article.flags"), " ",
      flags.map((flag) => make("span.flagged", label(flag)))) : null,
    statements.length + flags.length ? null
      : make("p", wording("article.nothing"), " ", silent ? bdi(silent) : ""),
  ];
}

/** A statement without its summary and place, which the sentence itself is. */
function restingRow(row) {
  return [make("p.step", row.denied ? make("b", "not: ") : null, sentence(row, thing)),
    evidence({ ...row, summary: "", where: "", spans: [] }, false)];
}

function showSentence(pane, place) {
  const mark = [...pane.querySelectorAll(".sentence")]
    .find((each) => each.dataset.spans.split(" ").includes(String(place)));
  if (!mark) return;
  openTab("article");
  if (mark.getAttribute("aria-expanded") !== "true") mark.click();
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
  say(data.spans[place].place);
}

function putArticleAway(pane) {
  change({ brought: null });
  for (const part of [".article-told", ".article-text"]) pane.querySelector(part).replaceChildren();
  pane.querySelector("button").focus();
  note(wording("article.closed"));
}
