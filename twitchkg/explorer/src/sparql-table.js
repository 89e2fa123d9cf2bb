// The answer of a query as a table to sort, and as CSV and JSON to keep.
import { placeOf } from "./model.js";
import { download } from "./speak.js";
import { lightRows } from "./store.js";
import { bdi, button, make } from "./words.js";

const ROWS_AT_ONCE = 200;
const NUMBERS =
  /#(integer|decimal|double|float|long|int|short|byte|(non)?(posi|nega)tiveInteger|unsigned\w+)$/i;

const isNumber = (term) => term?.datatype !== undefined && NUMBERS.test(term.datatype);
const words = (name) => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`)
  .replaceAll("_", " ");

/** A term without its kind, as in SPARQL's CSV; a triple as in its TSV. */
function bare(term) {
  if (!term) return "";
  if (term.type === "bnode") return "_:" + term.value;
  if (term.type !== "triple") return term.value;
  const { subject, predicate, object } = term.value;
  return `<<( ${[subject, predicate, object].map(turtle).join(" ")} )>>`;
}
function turtle(term) {
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

/** SPARQL 1.1 Query Results JSON. */
function json({ json: text, boolean, vars, rows }) {
  const answer = boolean === undefined ? { head: { vars }, results: { bindings: rows } }
    : { head: {}, boolean };
  return text ?? JSON.stringify(answer);
}

/** What a term reads as: its label, else its end or its text. */
function shown(term, labels) {
  if (!term) return "";
  if (term.type === "uri") return labels[term.value] || term.value.replace(/^.*[#/:](?=.)/, "");
  if (term.type !== "triple") return bare(term);
  return Object.values(term.value).map((part) => shown(part, labels)).join(" ");
}

/** Columns worth a place: `xLabel` is left out where it only repeats the label of `x`. */
function columns({ vars, rows, labels }) {
  const repeats = (name) => {
    const of = name.replace(/Label$/, "");
    return of !== name && vars.includes(of) && rows.length > 0
      && rows.every((row) => row[of]?.type === "uri" && labels[row[of].value] === row[name]?.value);
  };
  return vars.filter((name) => !repeats(name));
}

function byColumn(name, labels) {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  return (a, b) => {
    const [x, y] = [a[name], b[name]];
    if (!x || !y) return x ? -1 : y ? 1 : 0; // what is not bound comes last
    if (isNumber(x) && isNumber(y)) return Number(x.value) - Number(y.value);
    return collator.compare(shown(x, labels), shown(y, labels));
  };
}

const lightable = (row) => Object.values(row)
  .filter((term) => term.type === "uri" && placeOf(term.value) !== undefined)
  .map((term) => term.value);

/** The CURIE of an IRI where a prefix is known, else the IRI. */
function curie(iri, prefixes) {
  const [prefix, base] = Object.entries(prefixes).filter(([, each]) => iri.startsWith(each))
    .sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const local = base && iri.slice(base.length);
  return local && /^\w(?:[\w.-]*[\w-])?$/.test(local) ? `${prefix}:${local}` : iri;
}

function cell(term, name, labels, prefixes) {
  const called = { "data-name": words(name) };
  if (!term) return make("td.empty", called);
  const text = shown(term, labels);
  if (term.type === "uri") {
    const iri = make("span.iri", curie(term.value, prefixes));
    return make("td", { ...called, title: term.value }, bdi(text), iri);
  }
  const lang = { lang: term["xml:lang"] ?? "" };
  return make(isNumber(term) ? "td.number" : "td", called, make("bdi", lang, text));
}

/** The elements that tell the answer. */
export function tellAnswer(answer, name, prefixes) {
  const file = (name || "answer").replace(/^.*\//, "");
  const keep = (format, ending, type, text) => button(format,
    { "aria-label": `Download as ${format}` },
    () => download(new Blob([text()], { type }), `${file}.${ending}`));
  const asJson = keep("JSON", "json", "application/sparql-results+json", () => json(answer));
  if (answer.boolean !== undefined) {
    return [make("p.sq-yes", answer.boolean ? "Yes." : "No."), make("div.sq-line", asJson)];
  }
  const every = [...new Set(answer.rows.flatMap(lightable))];
  const bar = make("div.sq-line",
    keep("CSV", "csv", "text/csv;charset=utf-8", () => csv(answer)),
    asJson,
    answer.triples === undefined ? null
      : keep("N-Triples", "nt", "application/n-triples", () => answer.triples),
    every.length ? button("Light all", null, () => lightRows(every)) : null);
  if (answer.rows.length) return [bar, ...table(answer, prefixes)];
  return [make("p", "No row. That the graph holds none does not mean that there is none."), bar];
}

function table({ vars, rows, labels }, prefixes) {
  const names = columns({ vars, rows, labels });
  const lights = rows.some((row) => lightable(row).length);
  let sorted = rows, many = ROWS_AT_ONCE;
  const light = (row, at) => {
    const iris = lightable(row), name = { "aria-label": `Light row ${at + 1}` };
    return iris.length ? make("td", button("Light", name, () => lightRows(iris)))
      : make("td.empty");
  };
  const body = make("tbody");
  const more = button("", null, () => {
    many += 1000;
    fill();
  });
  const fill = () => {
    body.replaceChildren(...sorted.slice(0, many).map((row, at) => make("tr",
      names.map((name) => cell(row[name], name, labels, prefixes)),
      lights ? light(row, at) : null)));
    more.hidden = sorted.length <= many;
    more.textContent = `Show more rows (${many} of ${sorted.length} are shown)`;
  };
  const heads = names.map((name) => {
    const head = make("th", { scope: "col" },
      button(words(name), { title: `Sort by ?${name}` }, () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const by = byColumn(name, labels);
        const [bound, unbound] = [rows.filter((row) => row[name]),
          rows.filter((row) => !row[name])];
        sorted = [...bound.sort((a, b) => (down ? by(b, a) : by(a, b))), ...unbound];
        fill();
      }));
    return head;
  });
  const top = make("tr", heads, lights ? make("td", make("span.unseen", "In the drawing")) : null);
  fill();
  const region = { tabindex: "0", role: "region", "aria-label": "Rows of the answer" };
  return [make("div.sq-box", region, make("table", make("thead", top), body)), more];
}
