// The SPARQL panel: unpacked when it is opened, answered by a worker, stopped by ending the worker.
"use strict";
(() => {
  const page = window.twitchkg;
  const byId = (id) => document.getElementById(id);
  const panel = byId("sparql-panel");
  if (!panel) return;
  const [saved, about, fields, run, stop, said, wrong, result] =
    ["saved", "about", "fields", "run", "stop", "said", "error", "result"].map((name) => byId("sparql-" + name));
  const OWN = "# Ctrl+Enter runs this. Known prefixes such as tk: need no PREFIX line.\n"
    + "SELECT ?cause ?effect\nWHERE {\n  ?cause tk:leadsTo ?effect .\n}\nLIMIT 50\n";

  let data, editor, parts, worker, choices = {}, current = null, running = null, started = null, count = 0, beside = null;

  // ---------------------------------------------------------------- unpacking

  async function unpacked(name, how) {
    const element = byId("sparql-part-" + name);
    const bytes = Uint8Array.from(atob(element.textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream)[how]();
  }

  async function unpack() {
    data = JSON.parse(byId("sparql-data").textContent);
    said.textContent = "Getting ready …";
    const [engine, script, source, graph, background] = await Promise.all([
      unpacked("engine", "arrayBuffer").then((bytes) => WebAssembly.compile(bytes)),
      unpacked("editor", "text"), unpacked("worker", "text"), unpacked("graph", "text"),
      byId("sparql-part-background") ? unpacked("background", "text") : "",
    ]);
    document.head.append(Object.assign(document.createElement("script"), { textContent: script }));
    parts = { engine, graph, background, url: URL.createObjectURL(new Blob([source], { type: "text/javascript" })) };
    editor = window.twitchkgEditor.create(byId("sparql-editor"), { text: OWN, label: "The query in SPARQL", onRun: ask });
    choose(saved.value);
    return employ();
  }

  /** Open the panel's works, once; resolves when the engine can answer. */
  function ready() {
    started ??= unpack().catch((error) => {
      started = null;
      told(`SPARQL cannot run in this browser: ${error.message}`);
      said.textContent = "";
      throw error;
    });
    return started;
  }

  /** A fresh worker with the graph loaded, and the background while that is switched on. */
  function employ() {
    beside = page.beside();
    const graph = beside ? parts.graph + parts.background : parts.graph;
    return new Promise((done) => {
      const fresh = new Worker(parts.url);
      worker = fresh;
      fresh.onmessage = ({ data: message }) => {
        if (message.ready) {
          choices = message.choices;
          offer();
          run.disabled = false;
          if (!running) said.textContent ||= "Ready.";
          if (said.textContent.startsWith("Getting")) said.textContent = `Ready: ${message.size.toLocaleString("en")} triples.`;
          done();
        } else answered(message);
      };
      fresh.onerror = (event) => {
        event.preventDefault();
        if (worker === fresh) replace("The engine broke off; it was started anew.");
        done();
      };
      const types = [...new Set(data.queries.flatMap((each) => each.parameters.map((one) => one.type)).filter(Boolean))];
      fresh.postMessage({ module: parts.engine, graph, prefixes: data.prefixes, types });
    });
  }

  // ---------------------------------------------------------------- questions and their fields

  function choose(value) {
    current = value === "" ? null : data.queries[Number(value)];
    if (current?.name.startsWith("background/")) page.showBeside(true); // to ask about it is to ask for it
    about.textContent = current ? current.description : "";
    fields.replaceChildren(...(current ? current.parameters.map(fieldFor) : []));
    editor.text = current ? current.text : OWN;
    told(null);
    offer();
  }

  function fieldFor(parameter, place) {
    const id = `sparql-field-${place}`;
    const box = Object.assign(document.createElement("div"), { className: "sq-field" });
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: parameter.name.replaceAll("_", " ") });
    const input = Object.assign(document.createElement("input"), { id, type: "text", autocapitalize: "none", spellcheck: false });
    input.value = parameter.default;
    input.setAttribute("aria-describedby", id + "-hint");
    if (parameter.type) input.setAttribute("list", id + "-list");
    const hint = Object.assign(document.createElement("span"), { id: id + "-hint", className: "meta", textContent: parameter.description });
    const list = Object.assign(document.createElement("datalist"), { id: id + "-list" });
    box.append(label, input, hint, list);
    input.addEventListener("change", () => fill(parameter, input, hint));
    return box;
  }

  /** Labels in the fields, once the worker has told them. */
  function offer() {
    if (!current) return;
    current.parameters.forEach((parameter, place) => {
      const input = byId(`sparql-field-${place}`), list = byId(`sparql-field-${place}-list`);
      if (!input || !parameter.type) return;
      const known = choices[parameter.type] ?? [];
      const own = known.find(([iri]) => iri === input.value);
      if (own) input.value = own[1];
      if (!list.children.length) {
        list.append(...known.slice(0, 2000).map(([, label]) => Object.assign(document.createElement("option"), { value: label })));
      }
    });
  }

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const unordered = (text) => fold(text).split(" ").sort().join(" ");

  /** The IRI that a label, synonym, CURIE or IRI names; "" for none. */
  function resolve(text, type) {
    const asked = fold(text), known = choices[type] ?? [], everything = Object.values(choices).flat();
    if (!asked) return "";
    for (const rows of [known, everything]) {
      const found = rows.find(([, label]) => fold(label) === asked) ?? rows.find(([, , others]) => others.some((name) => fold(name) === asked))
        ?? rows.find(([, label, others]) => [label, ...others].some((name) => unordered(name) === unordered(text)));
      if (found) return found[0];
    }
    const [, prefix, local] = /^([A-Za-z][\w-]*):([\w.-]+)$/.exec(text.trim()) ?? [];
    if (prefix && data.prefixes[prefix]) return data.prefixes[prefix] + local;
    const iri = /^<?((?:https?:\/\/|urn:)[^\s<>"{}|^`\\]+)>?$/.exec(text.trim());
    if (iri) return iri[1];
    const hit = page.resolve?.(text);
    return typeof hit === "number" ? page.data.concepts[hit].iri : typeof hit === "string" ? hit : hit?.iri ?? "";
  }

  /** Put a field's value into the query, in place of what its VALUES block holds. */
  function fill(parameter, input, hint) {
    const text = input.value.trim();
    let term = "";
    if (parameter.kind === "iri") {
      const iri = resolve(text, parameter.type);
      term = iri && `<${iri}>`;
      const known = Object.values(choices).flat().find(([each]) => each === iri);
      if (known) input.value = known[1]; // what it was understood as
    } else if (parameter.kind === "number") term = /^[+-]?\d+(\.\d+)?$/.test(text) ? text : "";
    else term = window.twitchkgEditor.quoted(input.value);
    const block = window.twitchkgEditor.valuesBlock(editor.text, parameter.name);
    const problem = !term ? (parameter.kind === "number" ? "A number is needed here." : `Nothing called “${text}” is in this graph.`)
      : !block ? `The query no longer holds VALUES ?${parameter.name} { … }.` : "";
    hint.textContent = problem || parameter.description;
    hint.classList.toggle("sq-wrong", Boolean(problem));
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    if (!problem) editor.change(block.from, block.to, ` ${term} `);
    return !problem;
  }

  // ---------------------------------------------------------------- asking

  function ask() {
    if (run.disabled || running) return;
    const invalid = fields.querySelector('[aria-invalid="true"]');
    if (invalid) return void invalid.focus();
    told(null);
    result.hidden = true;
    result.replaceChildren();
    running = { id: ++count, name: current?.name ?? "", text: editor.text };
    run.disabled = true;
    stop.disabled = false;
    said.textContent = "Running …";
    worker.postMessage({ id: running.id, text: running.text });
  }

  function answered(answer) {
    if (!running || answer.id !== running.id) return;
    const { name } = running;
    const stopping = document.activeElement === stop;
    running = null;
    run.disabled = false;
    stop.disabled = true;
    if (stopping) run.focus();
    said.textContent = "";
    if (answer.broken) return void replace("The query is too deep for this engine; it was started anew.");
    if (answer.refused) return void told(answer.refused);
    if (answer.wrong) {
      told(`Line ${answer.wrong.line}, column ${answer.wrong.column}: ${answer.wrong.message}.`);
      editor.wrong(answer.wrong);
      return void editor.focus();
    }
    result.replaceChildren(...page.sparqlAnswer.told(answer, name));
    result.hidden = false;
    const rows = answer.rows?.length;
    said.textContent = rows === undefined ? `Answered in ${answer.took.toFixed(1)} ms.`
      : `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"} in ${answer.took.toFixed(1)} ms.`;
  }

  /** End the worker, whatever it does, and start a new one. */
  function replace(words) {
    worker.terminate();
    const stopping = document.activeElement === stop;
    running = null;
    stop.disabled = true;
    run.disabled = true;
    said.textContent = words;
    return employ().then(() => { if (stopping) run.focus(); });
  }

  function told(problem) {
    wrong.hidden = !problem;
    wrong.textContent = problem ?? "";
    if (!problem) editor?.wrong(null);
  }

  saved.addEventListener("change", () => ready().then(() => choose(saved.value)));
  byId("sparql-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  stop.addEventListener("click", () => replace("Stopped."));
  panel.addEventListener("toggle", () => { // printing opens everything for a moment
    if (panel.open && !document.documentElement.hasAttribute("data-printing")) ready().catch(() => 0);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest('a[href="#sparql"]')) panel.open = true;
  });

  /** The CURIE of an IRI where a prefix is known, else the IRI. */
  function curie(iri) {
    const [prefix, base] = Object.entries(data?.prefixes ?? {}).filter(([, each]) => iri.startsWith(each))
      .sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const local = base && iri.slice(base.length);
    return local && /^\w(?:[\w.-]*[\w-])?$/.test(local) ? `${prefix}:${local}` : iri;
  }

  /** Open the panel on a text of SPARQL, ready to run. */
  async function open(text) {
    panel.open = true;
    await ready();
    saved.value = "";
    choose("");
    editor.text = text;
    panel.scrollIntoView({ block: "start" });
    editor.focus();
  }

  /** Load the graph anew if the background was switched meanwhile. */
  function refresh() {
    if (worker && parts.background && beside !== page.beside()) {
      replace(page.beside() ? "The background is in the graph now." : "The background is no longer in the graph.");
    }
  }

  page.sparql = { ready, refresh, open, curie, get text() { return editor?.text; } };
})();
