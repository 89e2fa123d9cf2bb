// Words: elements, names of things, the evidence of a statement.
// Text from the graph only ever becomes a text node, never markup.
import { sentencesOf } from "./article.js";
import { concepts, labelOf, linkName, linkText, links, rows, scale, short } from "./model.js";
import { copy } from "./speak.js";
import { openSparql, state } from "./store.js";
import { wording } from "./strings.js";

const isThere = (child) => child !== null && child !== undefined && child !== "";

/** An element: `make("p.meta", { id: "x" }, …)`; attributes and children may be absent. */
export function make(selector, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  const attributes = children[0]?.constructor === Object ? children.shift() : {};
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity).filter(isThere));
  return element;
}
export const byId = (id) => document.getElementById(id);
export const bdi = (text) => make("bdi", text);
export const label = (place) => bdi(labelOf(place));

/** A real link, so that it can be copied and opened elsewhere; page.js keeps what is hidden. */
export const thing = (place) => make("a.thing", {
  "data-concept": place, href: "#" + new URLSearchParams({ about: short(concepts[place].iri) }),
}, label(place));

export const evidenceLink = (at, text = "evidence") => make("a.more", {
  "data-link": at, href: "#" + new URLSearchParams({ edge: linkName(at) }),
}, text, make("span.unseen", `: ${linkText(links[at])}`));

export function button(text, attributes, act) {
  const element = make("button", { type: "button", ...attributes }, text);
  if (act) element.addEventListener("click", act);
  return element;
}
export const small = (text, attributes, act) => button(text,
  { class: "small", ...attributes }, act);
export const showAll = () => small("Show all", { "data-show-all": "" });

export const SVG = "http://www.w3.org/2000/svg";
export function svgElement(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function dash(firm) {
  const pattern = firm.dashes.length ? { "stroke-dasharray": firm.dashes.join(" ") } : {};
  return svgElement("svg", { class: "dash", width: 36, height: 8, "aria-hidden": "true" },
    svgElement("line", { x1: 0, x2: 36, y1: 4, y2: 4, ...pattern }));
}

export const firmness = (at) => make("span.firm", { title: scale[at].definition }, dash(scale[at]),
  " " + scale[at].label);

/** One statement; `whole` adds what it does, offsets in the source and the claim's IRI. */
export function evidence(row, whole) {
  const meta = make("p.meta", firmness(row.modality), " ");
  const also = [["when: ", row.condition], ["how often: ", row.frequency],
    ["what it does: ", whole && row.effect],
    ["where: ", row.places.join(", ")], ["in: ", row.context]];
  for (const [name, text] of also) if (text) meta.append(make("span.when", name, bdi(text)), " ");
  if (whole && row.skips) {
    meta.append(make("span.when", "said in one go: passes over steps between"), " ");
  }
  if (!whole && row.where) meta.append(make("span.where", row.where));
  for (const span of whole ? row.spans : []) {
    const extent = span.end === undefined ? "" : `, characters ${span.start}–${span.end}`;
    meta.append(make("span.where", bdi(span.place), extent), " ");
  }
  const copyButton = small("Copy", { "aria-label": "Copy the claim's IRI" },
    () => copy(row.claim, "The claim's IRI"));
  if (row.background) meta.prepend(make("span.tag", "background"), " ");
  if (whole && row.background) meta.append(make("span.where", row.where));
  return [
    row.summary ? make("p.says", bdi(row.summary)) : null,
    state.brought ? sentencesOf(row, state.brought).map(sourceSaid) : null,
    meta,
    row.rationale ? make("p.why", make("b", "Why it is read so: "), bdi(row.rationale)) : null,
    row.note ? make("p.why", make("b", "Note: "), bdi(row.note)) : null,
    whole && row.claim ? make("p.iri", make("code", bdi(row.claim)), " ", copyButton) : null,
  ];
}

const sourceSaid = ({ place, text }) => make("blockquote.said",
  make("span.meta", wording("article.said")), " ", bdi(text), " ",
  small(wording("article.show"), { "data-sentence": place }));

/** The evidence of each statement behind an arrow. */
export const evidenceOf = (link) => link.rows.flatMap((at) => evidence(rows[at], false));

export function sentence(link, name) {
  return [name(link.subject), " ", make("i", bdi(link.relation)), " ", name(link.object)];
}

/** "The SPARQL that gives this", to read and to copy. */
export function sparqlText(title, query) {
  const text = make("pre", { tabindex: "0", role: "region", "aria-label": title }, query);
  const there = byId("sparql-form");
  return make("details.asks", make("summary", title), text,
    small("Copy", { "aria-label": "Copy the SPARQL" }, () => copy(query, "The SPARQL")),
    there ? small("Run it here", null, () => openSparql(query)) : null);
}
