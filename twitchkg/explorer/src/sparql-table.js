// The answer of a query as a table to sort, and as CSV and JSON to keep.
import { placeOf } from "./model.js";
import { lightRows } from "./store.js";

const ROWS_AT_ONCE = 200;
const NUMBERS = /#(integer|decimal|double|float|long|int|short|byte|(non)?(positive|negative)?Integer|unsigned\w+)$/i;

const dom = (name, fields, ...inside) => {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...inside);
  return element;
};
const isNumber = (term) => term?.datatype !== undefined && NUMBERS.test(term.datatype);
const words = (name) => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`).replaceAll("_", " ");

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
  const text = '"' + term.value.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c]) + '"';
  return term["xml:lang"] ? `${text}@${term["xml:lang"]}` : term.datatype ? `${text}^^<${term.datatype}>` : text;
}
const csvField = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** SPARQL 1.1 CSV: the text that `Table.to_csv()` gives. */
const csv = ({ vars, rows }) =>
  [vars, ...rows.map((row) => vars.map((name) => bare(row[name])))].map((line) => line.map(csvField).join(",") + "\r\n").join("");

/** SPARQL 1.1 Query Results JSON. */
const json = (answer) => answer.json ?? JSON.stringify(answer.boolean !== undefined ? { head: {}, boolean: answer.boolean }
  : { head: { vars: answer.vars }, results: { bindings: answer.rows } });

function keepFile(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = dom("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
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

const lightable = (row) => Object.values(row).filter((term) => term.type === "uri" && placeOf(term.value) !== undefined).map((term) => term.value);

/** The CURIE of an IRI where a prefix is known, else the IRI. */
function curie(iri, prefixes) {
  const [prefix, base] = Object.entries(prefixes).filter(([, each]) => iri.startsWith(each))
    .sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const local = base && iri.slice(base.length);
  return local && /^\w(?:[\w.-]*[\w-])?$/.test(local) ? `${prefix}:${local}` : iri;
}

function cell(term, name, labels, prefixes) {
  const td = dom("td", {});
  td.dataset.name = words(name);
  if (!term) td.className = "empty";
  else if (term.type === "uri") {
    td.title = term.value;
    td.append(dom("bdi", { textContent: shown(term, labels) }), dom("span", { className: "iri", textContent: curie(term.value, prefixes) }));
  } else {
    if (isNumber(term)) td.className = "number";
    td.append(dom("bdi", { textContent: shown(term, labels), lang: term["xml:lang"] ?? "" }));
  }
  return td;
}

/** The elements that tell the answer. */
export function tellAnswer(answer, name, prefixes) {
  const file = (name || "answer").replace(/^.*\//, "");
  const keep = (ending, type, text) => dom("button", {
    type: "button", textContent: ending === "nt" ? "N-Triples" : ending.toUpperCase(),
    ariaLabel: `Download as ${ending === "nt" ? "N-Triples" : ending.toUpperCase()}`,
    onclick: () => keepFile(`${file}.${ending}`, type, text()),
  });
  const bar = dom("div", { className: "sq-line" });
  const asJson = keep("json", "application/sparql-results+json", () => json(answer));
  if (answer.boolean !== undefined) {
    bar.append(asJson);
    return [dom("p", { className: "sq-yes", textContent: answer.boolean ? "Yes." : "No." }), bar];
  }
  bar.append(keep("csv", "text/csv;charset=utf-8", () => csv(answer)), asJson);
  if (answer.triples !== undefined) bar.append(keep("nt", "application/n-triples", () => answer.triples));
  const every = [...new Set(answer.rows.flatMap(lightable))];
  if (every.length) {
    bar.append(dom("button", { type: "button", textContent: "Light all on the map", onclick: () => lightRows(every) }));
  }
  if (!answer.rows.length) return [dom("p", { textContent: "No row. That the graph holds none does not mean that there is none." }), bar];
  return [bar, ...table(answer, prefixes)];
}

function table({ vars, rows, labels }, prefixes) {
  const names = columns({ vars, rows, labels });
  const lights = rows.some((row) => lightable(row).length);
  let sorted = rows, many = ROWS_AT_ONCE;
  const body = dom("tbody", {});
  const more = dom("button", { type: "button" });
  const fill = () => {
    body.replaceChildren(...sorted.slice(0, many).map((row, at) => {
      const line = dom("tr", {}, ...names.map((name) => cell(row[name], name, labels, prefixes)));
      const iris = lightable(row);
      if (lights) {
        line.append(dom("td", { className: iris.length ? "" : "empty" }, ...(iris.length ? [dom("button", {
          type: "button", textContent: "Light", ariaLabel: `Light row ${at + 1} on the map`, onclick: () => lightRows(iris),
        })] : [])));
      }
      return line;
    }));
    more.hidden = sorted.length <= many;
    more.textContent = `Show more rows (${many} of ${sorted.length} are shown)`;
  };
  more.onclick = () => { many += 1000; fill(); };
  const heads = names.map((name) => {
    const head = dom("th", { scope: "col" });
    head.append(dom("button", {
      type: "button", textContent: words(name), title: `Sort by ?${name}`,
      onclick: () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const by = byColumn(name, labels);
        const [bound, unbound] = [rows.filter((row) => row[name]), rows.filter((row) => !row[name])];
        sorted = [...bound.sort((a, b) => (down ? by(b, a) : by(a, b))), ...unbound];
        fill();
      },
    }));
    return head;
  });
  const top = dom("tr", {}, ...heads);
  if (lights) top.append(dom("td", {}, dom("span", { className: "unseen", textContent: "On the map" })));
  fill();
  const box = dom("div", { className: "sq-box", tabIndex: 0, role: "region", ariaLabel: "Rows of the answer" });
  box.append(dom("table", {}, dom("thead", {}, top), body));
  return [box, more];
}
