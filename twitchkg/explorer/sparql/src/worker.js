// The engine, away from the page: loads the graph once, then answers one query at a time.
import { Store, initSync } from "oxigraph";
import { form, lineAndColumn, refusal, tokens, undeclared, widened } from "./text.js";

const NAMES = ["http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://www.w3.org/2000/01/rdf-schema#label"];
const OTHER_NAMES = ["http://www.w3.org/2004/02/skos/core#altLabel",
  "http://www.w3.org/2004/02/skos/core#hiddenLabel"];

let store, prefixes = {};
const labels = new Map(); // IRI to the text to show

const all = (sparql) => JSON.parse(store.query(sparql,
  { results_format: "json" })).results.bindings;

function languageOrder(term) {
  const tag = term["xml:lang"] ?? "";
  return [tag.split("-")[0] === "en" ? 0 : tag ? 2 : 1, tag, term.value];
}

const before = (a, b) => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return false;
};

/** One label per IRI: English, else untagged, else by tag; the preferred kind of name first. */
function readLabels() {
  for (const property of NAMES) {
    const found = new Map();
    for (const { s, o } of all(`SELECT ?s ?o { ?s <${property}> ?o FILTER(isIRI(?s) && `
      + "isLiteral(?o)) }")) {
      const order = languageOrder(o);
      if (!found.has(s.value) || before(order, found.get(s.value))) found.set(s.value, order);
    }
    for (const [iri, order] of found) if (!labels.has(iri)) labels.set(iri, order[2]);
  }
}

/** What may stand in the fields: [IRI, label, other names] of each class's members. */
function choices(types) {
  const other = new Map();
  for (const property of OTHER_NAMES) {
    for (const { s, o } of all(`SELECT ?s ?o { ?s <${property}> ?o FILTER(isIRI(?s)) }`)) {
      other.set(s.value, [...(other.get(s.value) ?? []), o.value]);
    }
  }
  return Object.fromEntries(types.map((type) => {
    const rows =
      all(`SELECT DISTINCT ?s { ?s a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* <${type}> `
        + "FILTER(isIRI(?s)) }");
    const members = rows.map(({ s }) => [s.value, labels.get(s.value) ?? "",
      other.get(s.value) ?? []]);
    return [type, members.filter(([, label]) => label)
      .sort((a, b) => before([a[1], a[0]], [b[1], b[0]]) ? -1 : 1)];
  }));
}

/** What the editor may complete: [IRI, label, "property" | "class" | "thing"]. */
function vocabulary() {
  const iris = (sparql) => new Set(all(sparql).map(({ x }) => x)
    .filter(({ type }) => type === "uri").map(({ value }) => value));
  const properties = iris("SELECT DISTINCT ?x { ?s ?x ?o }");
  const classes = iris("SELECT DISTINCT ?x { ?s a ?x }");
  const kind = (iri) => (properties.has(iri) ? "property" : classes.has(iri) ? "class" : "thing");
  return [...new Set([...properties, ...classes, ...labels.keys()])]
    .map((iri) => [iri, labels.get(iri) ?? "", kind(iri)]);
}

/** The first token that the parser cannot use; the end of the text where it wants more. */
function unfit(text) {
  const { wide, places } = widened(text);
  const head = declarations(text);
  try {
    store.query(head + wide);
  } catch (error) {
    const found = /error at (\d+):(\d+)/.exec(String(error.message ?? error));
    if (found) {
      const lines = (head + wide).split("\n").slice(0, Number(found[1]) - 1);
      const line = (head + wide).slice(lines.reduce((sum, each) => sum + each.length + 1, 0));
      const column = [...line].slice(0, Number(found[2]) - 1).join("").length;
      const at = lines.reduce((sum, each) => sum + each.length + 1, 0) + column - head.length;
      if (at < wide.length) {
        const start = places.filter(([there]) => there <= at).at(-1)?.[1] ?? 0;
        const end = [...tokens(text)].find((token) => token.start === start)?.end ?? start + 1;
        return { from: start, to: end };
      }
    }
  }
  const end = text.trimEnd().length;
  return { from: end, to: end };
}

const declarations = (text) =>
  [...undeclared(text).keys()].filter((prefix) => prefix in prefixes)
    .map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}> `).join("");

const TOLD = {
  "IRI parsing failed": "an IRI is relative or malformed; write it in full",
  "Duplicated variable name in SELECT": "a variable is selected twice",
  "The SELECT contains a variable that is unbound": "a variable is selected that is neither "
    + "grouped nor aggregated",
};

function syntaxError(message, text) {
  if (!text.trim()) return { message: "it is empty", from: 0, to: 0 };
  for (const [prefix, place] of undeclared(text)) {
    if (!(prefix in prefixes)) {
      return { message: `prefix ${prefix}: is not declared; begin with PREFIX ${prefix}: <…>`,
        from: place.start, to: place.end };
    }
  }
  const place = unfit(text);
  const told = Object.keys(TOLD).find((words) => message.includes(words));
  const token = [...text.slice(place.from, place.to)].slice(0, 40).join("");
  return { message: told ? TOLD[told] : token ? `unexpected “${token}”` : "it ends too early",
    ...place };
}

const cell = (term) => {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType === "Quad") {
    return { type: "triple", value: { subject: cell(term.subject), predicate: cell(term.predicate),
      object: cell(term.object) } };
  }
  const more = term.language ? { "xml:lang": term.language }
    : term.datatype.value.endsWith("#string") ? {} : { datatype: term.datatype.value };
  return { type: "literal", value: term.value, ...more };
};

function answer(text) {
  const kind = form(text), head = declarations(text);
  if (kind === "ASK") return { boolean: store.query(head + text) };
  if (kind === "CONSTRUCT" || kind === "DESCRIBE") {
    const lines = new Map(store.query(head + text)
      .map((quad) => [`${quad.subject} ${quad.predicate} ${quad.object} .`, quad]));
    const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = sorted.map(([, quad]) =>
      ({ subject: cell(quad.subject), predicate: cell(quad.predicate),
        object: cell(quad.object) }));
    return { vars: ["subject", "predicate", "object"], rows,
      triples: sorted.map(([line]) => line + "\n").join("") };
  }
  const json = store.query(head + text, { results_format: "json" });
  const { head: { vars }, results: { bindings } } = JSON.parse(json);
  return { vars, rows: bindings, json };
}

function namesIn(rows) {
  const found = {};
  const note = (term) => {
    if (term.type === "uri") found[term.value] = labels.get(term.value) ?? "";
    else if (term.type === "triple") Object.values(term.value).forEach(note);
  };
  for (const row of rows ?? []) Object.values(row).forEach(note);
  return found;
}

addEventListener("message", ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    store = new Store();
    store.load(data.graph, { format: "application/n-triples" });
    prefixes = data.prefixes;
    readLabels();
    postMessage({ ready: true, size: store.size, choices: choices(data.types),
      words: vocabulary() });
    return;
  }
  const { text, id } = data;
  const refused = refusal(text);
  if (refused) return void postMessage({ id, refused });
  const started = performance.now();
  try {
    const result = answer(text);
    postMessage({ id, ...result, labels: namesIn(result.rows), took: performance.now() - started });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      // the engine's memory is not to be trusted any more
      return void postMessage({ id, broken: true });
    }
    const message = String(error.message ?? error);
    if (!/error at|IRI parsing|SELECT/.test(message) || /cannot be|unsupported/i.test(message)) {
      return void postMessage({ id,
        refused: `The query cannot be run: ${message.split("\n")[0]}` });
    }
    const wrong = syntaxError(message, text);
    postMessage({ id, wrong: { ...wrong, ...lineAndColumn(text, wrong.from) } });
  }
});
