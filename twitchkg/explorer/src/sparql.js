// The SPARQL panel: unpacked when it is opened, answered by a worker, stopped by ending the worker.
import { concepts, data, expanded, links } from "./model.js";
import { fold, named } from "./search.js";
import { tellAnswer } from "./sparql-table.js";
import { carry, listen, openTab, showBackground, state } from "./store.js";
import { byId, make } from "./words.js";

const sparqlPanel = byId("sparql-panel");
const [savedMenu, sparqlAbout, sparqlFields, runButton, stopButton, sparqlSaid, sparqlError,
  sparqlResult] =
  ["saved", "about", "fields", "run", "stop", "said", "error",
    "result"].map((name) => byId("sparql-" + name));
const OWN_QUERY = "# Ctrl+Enter runs this. Known prefixes such as tk: need no PREFIX line.\n"
  + "SELECT ?cause ?effect\nWHERE {\n  ?cause tk:leadsTo ?effect .\n}\nLIMIT 50\n";
const works = {
  questions: [], editor: null, parts: null, worker: null, started: null, choices: {}, words: [],
  current: null, running: null, asks: 0, beside: null,
};

// ---------------------------------------------------------------- unpacking

async function unpacked(name, how) {
  const element = byId("sparql-part-" + name);
  const bytes = Uint8Array.from(atob(element.textContent), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream)[how]();
}

async function unpack() {
  sparqlSaid.textContent = "Getting ready …";
  const [engine, script, source, graph, questions, background] = await Promise.all([
    unpacked("engine", "arrayBuffer").then((bytes) => WebAssembly.compile(bytes)),
    unpacked("editor", "text"), unpacked("worker", "text"), unpacked("graph", "text"),
    unpacked("questions", "json"),
    byId("sparql-part-background") ? unpacked("background", "text") : "",
  ]);
  works.questions = questions;
  document.head.append(Object.assign(document.createElement("script"), { textContent: script }));
  works.parts = { engine, graph, background,
    url: URL.createObjectURL(new Blob([source], { type: "text/javascript" })) };
  works.editor = window.twitchkgEditor.create(byId("sparql-editor"),
    { text: OWN_QUERY, label: "The query in SPARQL", onRun: ask,
      known: () => ({ prefixes: data.prefixes, words: works.words,
        likely: new Set(links.map(({ predicate }) => predicate)) }) });
  chooseQuestion(savedMenu.value);
  return employ();
}

/** Open the panel's works, once; resolves when the engine can answer. */
function ready() {
  works.started ??= unpack().catch((error) => {
    works.started = null;
    complain(`SPARQL cannot run in this browser: ${error.message}`);
    sparqlSaid.textContent = "";
    throw error;
  });
  return works.started;
}

/** A fresh worker with the graph loaded, and the background while that is switched on. */
function employ() {
  works.beside = state.background;
  const graph = works.beside ? works.parts.graph + works.parts.background : works.parts.graph;
  return new Promise((done) => {
    const fresh = new Worker(works.parts.url);
    works.worker = fresh;
    fresh.onmessage = ({ data: message }) => {
      if (message.ready) {
        works.choices = message.choices;
        works.words = message.words;
        offer();
        runButton.disabled = false;
        if (!works.running) sparqlSaid.textContent ||= "Ready.";
        if (sparqlSaid.textContent.startsWith("Getting")) {
          sparqlSaid.textContent = `Ready: ${message.size.toLocaleString("en")} triples.`;
        }
        done();
      } else answered(message);
    };
    fresh.onerror = (event) => {
      event.preventDefault();
      if (works.worker === fresh) replace("The engine broke off; it was started anew.");
      done();
    };
    const types =
      [...new Set(works.questions.flatMap((each) => each.parameters.map((one) => one.type))
        .filter(Boolean))];
    fresh.postMessage({ module: works.parts.engine, graph, prefixes: data.prefixes, types });
  });
}

// ---------------------------------------------------------------- questions and their fields

function chooseQuestion(value) {
  works.current = value === "" ? null : works.questions[Number(value)];
  // to ask about it is to ask for it
  if (works.current?.name.startsWith("background/")) showBackground(true);
  sparqlAbout.textContent = works.current ? works.current.description : "";
  sparqlFields.replaceChildren(...(works.current ? works.current.parameters.map(fieldFor) : []));
  works.editor.text = works.current ? works.current.text : OWN_QUERY;
  complain(null);
  offer();
}

function fieldFor(parameter, place) {
  const id = `sparql-field-${place}`;
  const input = make("input", {
    id, type: "text", autocapitalize: "none", spellcheck: "false", "aria-describedby": `${id}-hint`,
    ...(parameter.type ? { list: `${id}-list` } : {}),
  });
  input.value = parameter.default;
  const hint = make("span.meta", { id: `${id}-hint` }, parameter.description);
  input.addEventListener("change", () => fill(parameter, input, hint));
  const label = make("label", { for: id }, parameter.name.replaceAll("_", " "));
  return make("div.sq-field", label, input, hint, make("datalist", { id: `${id}-list` }));
}

/** Labels in the fields, once the worker has told them. */
function offer() {
  if (!works.current) return;
  works.current.parameters.forEach((parameter, place) => {
    const input = byId(`sparql-field-${place}`), list = byId(`sparql-field-${place}-list`);
    if (!input || !parameter.type) return;
    const known = works.choices[parameter.type] ?? [];
    const own = known.find(([iri]) => iri === input.value);
    if (own) input.value = own[1];
    if (!list.children.length) {
      list.append(...known.slice(0, 2000).map(([, label]) => make("option", { value: label })));
    }
  });
}

const unordered = (text) => fold(text).split(" ").sort().join(" ");

/** The IRI that a label, synonym, CURIE or IRI names; "" for none. */
function resolve(text, type) {
  const asked = fold(text), known = works.choices[type] ?? [],
    everything = Object.values(works.choices).flat();
  if (!asked) return "";
  for (const rows of [known, everything]) {
    const found = rows.find(([, label]) => fold(label) === asked)
      ?? rows.find(([, , others]) => others.some((name) => fold(name) === asked))
      ?? rows.find(([, label, others]) =>
        [label, ...others].some((name) => unordered(name) === unordered(text)));
    if (found) return found[0];
  }
  return expanded(text.trim()) ?? concepts[named(text)]?.iri ?? "";
}

/** Put a field's value into the query, in place of what its VALUES block holds. */
function fill(parameter, input, hint) {
  const text = input.value.trim();
  let term = "";
  if (parameter.kind === "iri") {
    const iri = resolve(text, parameter.type);
    term = iri && `<${iri}>`;
    const known = Object.values(works.choices).flat().find(([each]) => each === iri);
    if (known) input.value = known[1]; // what it was understood as
  } else if (parameter.kind === "number") term = /^[+-]?\d+(\.\d+)?$/.test(text) ? text : "";
  else term = window.twitchkgEditor.quoted(input.value);
  const block = window.twitchkgEditor.valuesBlock(works.editor.text, parameter.name);
  const problem = !term ? (parameter.kind === "number" ? "A number is needed here."
    : `Nothing called “${text}” is in this graph.`)
    : !block ? `The query no longer holds VALUES ?${parameter.name} { … }.` : "";
  hint.textContent = problem || parameter.description;
  hint.classList.toggle("sq-wrong", Boolean(problem));
  input.setAttribute("aria-invalid", String(Boolean(problem)));
  if (!problem) works.editor.change(block.from, block.to, ` ${term} `);
  return !problem;
}

// ---------------------------------------------------------------- asking

function ask() {
  if (runButton.disabled || works.running) return;
  const invalid = sparqlFields.querySelector('[aria-invalid="true"]');
  if (invalid) return void invalid.focus();
  complain(null);
  sparqlResult.hidden = true;
  sparqlResult.replaceChildren();
  works.running = { id: ++works.asks, name: works.current?.name ?? "", text: works.editor.text };
  runButton.disabled = true;
  stopButton.disabled = false;
  sparqlSaid.textContent = "Running …";
  works.worker.postMessage({ id: works.running.id, text: works.running.text });
}

function answered(answer) {
  if (!works.running || answer.id !== works.running.id) return;
  const { name } = works.running;
  const stopping = document.activeElement === stopButton;
  works.running = null;
  runButton.disabled = false;
  stopButton.disabled = true;
  if (stopping) runButton.focus();
  sparqlSaid.textContent = "";
  if (answer.broken) {
    return void replace("The query is too deep for this engine; it was started anew.");
  }
  if (answer.refused) return void complain(answer.refused);
  if (answer.wrong) {
    complain(`Line ${answer.wrong.line}, column ${answer.wrong.column}: ${answer.wrong.message}.`);
    works.editor.wrong(answer.wrong);
    return void works.editor.focus();
  }
  sparqlResult.replaceChildren(...tellAnswer(answer, name));
  sparqlResult.hidden = false;
  const rows = answer.rows?.length;
  sparqlSaid.textContent = rows === undefined ? `Answered in ${answer.took.toFixed(1)} ms.`
    : `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"} in `
      + `${answer.took.toFixed(1)} ms.`;
}

/** End the worker, whatever it does, and start a new one. */
function replace(words) {
  works.worker.terminate();
  const stopping = document.activeElement === stopButton;
  works.running = null;
  stopButton.disabled = true;
  runButton.disabled = true;
  sparqlSaid.textContent = words;
  return employ().then(() => { if (stopping) runButton.focus(); });
}

function complain(problem) {
  sparqlError.hidden = !problem;
  sparqlError.textContent = problem ?? "";
  if (!problem) works.editor?.wrong(null);
}

savedMenu.addEventListener("change", () => ready().then(() => chooseQuestion(savedMenu.value)));
byId("sparql-form").addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
stopButton.addEventListener("click", () => replace("Stopped."));
sparqlPanel.addEventListener("toggle", () => { // printing opens everything for a moment
  if (sparqlPanel.open && !document.documentElement.hasAttribute("data-printing")) {
    ready().catch(() => 0);
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest('a[href="#sparql"]')) sparqlPanel.open = true;
});

/** Open the panel on a text of SPARQL, ready to run. */
async function openPanel(text) {
  sparqlPanel.open = true;
  await ready();
  savedMenu.value = "";
  chooseQuestion("");
  works.editor.text = text;
  openTab("sparql");
  works.editor.focus();
}

/** Load the graph anew if the background was switched meanwhile. */
function refresh() {
  if (works.worker && works.parts.background && works.beside !== state.background) {
    replace(state.background ? "The background is in the graph now."
      : "The background is no longer in the graph.");
  }
}

carry({ openSparql: openPanel });
listen("background", refresh);
