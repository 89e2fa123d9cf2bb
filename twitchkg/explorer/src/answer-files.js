// The answer of a query as a file: CSV, TSV, JSON, Turtle and N-Triples.
import { curie, data } from "./model.js";

/** The formats an answer can be kept in: [name, extension, media type, text of the answer]. */
export function formatsOf(answer) {
  const asJson = ["JSON", "json", "application/sparql-results+json", json];
  if (answer.boolean !== undefined) return [asJson];
  return [["CSV", "csv", "text/csv;charset=utf-8", csv],
    ["TSV", "tsv", "text/tab-separated-values;charset=utf-8", tsv], asJson,
    ...(answer.triples === undefined ? [] : [["Turtle", "ttl", "text/turtle", turtleOf],
      ["N-Triples", "nt", "application/n-triples", ({ triples }) => triples]])];
}

/** A term without its kind, as in SPARQL's CSV; a triple as in its TSV. */
export function bare(term) {
  if (!term) return "";
  if (term.type === "bnode") return "_:" + term.value;
  if (term.type !== "triple") return term.value;
  const { subject, predicate, object } = term.value;
  return `<<( ${[subject, predicate, object].map(inTurtle).join(" ")} )>>`;
}
function inTurtle(term) {
  if (term.type === "uri") return `<${term.value}>`;
  if (term.type !== "literal") return bare(term);
  const text = '"' + term.value.replace(/[\\"\n\r\t]/g,
    (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]) + '"';
  return term["xml:lang"] ? `${text}@${term["xml:lang"]}` : term.datatype
    ? `${text}^^<${term.datatype}>` : text;
}
const csvField = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** SPARQL 1.1 CSV: the text that `Table.to_csv()` gives. */
export function csv({ vars, rows }) {
  const lines = [vars, ...rows.map((row) => vars.map((name) => bare(row[name])))];
  return lines.map((line) => line.map(csvField).join(",") + "\r\n").join("");
}

/** SPARQL 1.1 TSV: terms as in Turtle. */
function tsv({ vars, rows }) {
  const lines = [vars.map((name) => `?${name}`),
    ...rows.map((row) => vars.map((name) => (row[name] ? inTurtle(row[name]) : "")))];
  return lines.map((line) => line.join("\t") + "\n").join("");
}

/** SPARQL 1.1 Query Results JSON. */
function json({ json: text, boolean, vars, rows }) {
  const answer = boolean === undefined ? { head: { vars }, results: { bindings: rows } }
    : { head: {}, boolean };
  return text ?? JSON.stringify(answer);
}

/** The triples of a CONSTRUCT in Turtle: what is said of one thing together, in CURIEs. */
function turtleOf({ rows }) {
  const used = new Set();
  const written = (term) => {
    const name = term.type === "uri" ? curie(term.value) : undefined;
    if (name) used.add(name.split(":")[0]);
    return name ?? inTurtle(term);
  };
  const said = new Map();
  for (const { subject, predicate, object } of rows) {
    const key = written(subject), of = said.get(key) ?? said.set(key, new Map()).get(key);
    const verb = written(predicate);
    of.set(verb, [...of.get(verb) ?? [], written(object)]);
  }
  const body = [...said].map(([subject, of]) => subject + " "
    + [...of].map(([verb, objects]) => `${verb} ${objects.join(" , ")}`).join(" ;\n    ") + " .\n");
  const prefixes = [...used].sort().map((each) => `@prefix ${each}: <${data.prefixes[each]}> .\n`);
  return [...prefixes, "\n", ...body].join("");
}
