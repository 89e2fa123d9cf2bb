// The answer of a query as a table to sort, and with it what can be kept, lit and drawn.
import { bare, formatsOf } from "./answer-files.js";
import { drawable } from "./answer-graph.js";
import { answerPicture } from "./answer-picture.js";
import { curie, placeOf } from "./model.js";
import { download } from "./speak.js";
import { lightRows } from "./store.js";
import { wording } from "./strings.js";
import { bdi, button, make } from "./words.js";

const ROWS_AT_ONCE = 200;
const NUMBERS =
  /#(integer|decimal|double|float|long|int|short|byte|(non)?(posi|nega)tiveInteger|unsigned\w+)$/i;

const isNumber = (term) => term?.datatype !== undefined && NUMBERS.test(term.datatype);
const words = (name) => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`)
  .replaceAll("_", " ");

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

function cell(term, name, labels) {
  const called = { "data-name": words(name) };
  if (!term) return make("td.empty", called);
  const text = shown(term, labels);
  if (term.type === "uri") {
    const iri = make("span.iri", curie(term.value) ?? term.value);
    return make("td", { ...called, title: term.value }, bdi(text), iri);
  }
  const lang = { lang: term["xml:lang"] ?? "" };
  return make(isNumber(term) ? "td.number" : "td", called, make("bdi", lang, text));
}

/** The elements that tell the answer. */
export function tellAnswer(answer, name) {
  const file = (name || "answer").replace(/^.*\//, "");
  const kept = formatsOf(answer).map(([format, ending, type, text]) => button(format,
    { "aria-label": `Download as ${format}` },
    () => download(new Blob([text(answer)], { type }), `${file}.${ending}`)));
  if (answer.boolean !== undefined) {
    return [make("p.sq-yes", answer.boolean ? "Yes." : "No."), make("div.sq-line", kept)];
  }
  const every = [...new Set(answer.rows.flatMap(lightable))], drawing = drawable(answer);
  const place = make("div.sq-drawing");
  const bar = make("div.sq-line", kept,
    drawing.things.length ? drawSwitch(drawing, place) : null,
    every.length ? button("Light all", null, () => lightRows(every)) : null);
  if (answer.rows.length) return [bar, place, ...table(answer)];
  return [make("p", "No row. That the graph holds none does not mean that there is none."), bar];
}

/** Draws the answer and lights what of it is on the stage; once more takes the drawing away. */
function drawSwitch(drawing, place) {
  const act = button(wording("sparql.draw"), { "aria-pressed": "false" }, () => {
    const on = !place.children.length;
    act.setAttribute("aria-pressed", String(on));
    place.replaceChildren(...(on ? [answerPicture(drawing, place.clientWidth)] : []));
    const iris = drawing.things.filter((thing) => thing.place !== undefined)
      .map(({ name }) => name);
    lightRows(on ? iris : [], drawing.triples.map(({ link }) => link)
      .filter((at) => at !== undefined));
  });
  return act;
}

function table({ vars, rows, labels }) {
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
      names.map((name) => cell(row[name], name, labels)),
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
