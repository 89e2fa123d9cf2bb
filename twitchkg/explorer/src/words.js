// Words: elements, names of things, the evidence of a statement.
// Text from the graph only ever becomes a text node, never markup.
import { concepts, linkName, links, scale, short } from "./model.js";
import { copy } from "./speak.js";
import { openSparql } from "./store.js";

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
export const byId = (id) => document.getElementById(id);
export const bdi = (text) => make("bdi", null, text);
export const label = (place) => bdi(concepts[place].label);

/** A real link, so that it can be copied and opened elsewhere; page.js keeps what is hidden. */
export const thing = (place) => make("a", {
  class: "thing", "data-concept": place, href: "#" + new URLSearchParams({ about: short(concepts[place].iri) }),
}, label(place));

export const evidenceLink = (at, text = "evidence") => make("a", {
  class: "more", "data-link": at, href: "#" + new URLSearchParams({ edge: linkName(at) }),
}, text, make("span", { class: "unseen" }, `: ${concepts[links[at].subject].label} ${links[at].relation} ${concepts[links[at].object].label}`));

export const button = (text, attributes, act) => {
  const element = make("button", { type: "button", ...attributes }, text);
  if (act) element.addEventListener("click", act);
  return element;
};

function dash(firm) {
  const drawn = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const svg = drawn("svg", { class: "dash", width: 36, height: 8, "aria-hidden": "true" });
  const pattern = firm.dashes.length ? { "stroke-dasharray": firm.dashes.join(" ") } : {};
  svg.append(drawn("line", { x1: 0, x2: 36, y1: 4, y2: 4, ...pattern }));
  return svg;
}

export const firmness = (at) => make("span", { class: "firm", title: scale[at].definition }, dash(scale[at]), " " + scale[at].label);

/** One statement; `whole` adds what it does, offsets in the source and the claim's IRI. */
export function evidence(row, whole) {
  const meta = make("p", { class: "meta" }, firmness(row.modality), " ");
  const also = [["when: ", row.condition], ["how often: ", row.frequency], ["what it does: ", whole && row.effect],
    ["where: ", row.places.join(", ")], ["in: ", row.context]];
  for (const [name, text] of also) if (text) meta.append(make("span", { class: "when" }, name, bdi(text)), " ");
  if (whole && row.skips) meta.append(make("span", { class: "when" }, "said in one go: passes over steps between"), " ");
  if (!whole && row.where) meta.append(make("span", { class: "where" }, row.where));
  for (const span of whole ? row.spans : []) {
    const extent = span.end === undefined ? "" : `, characters ${span.start}–${span.end}`;
    meta.append(make("span", { class: "where" }, bdi(span.place), extent), " ");
  }
  const copyButton = button("Copy", { class: "small", "aria-label": "Copy the claim's IRI" }, () => copy(row.claim, "The claim's IRI"));
  if (row.background) meta.prepend(make("span", { class: "tag" }, "background"), " ");
  if (whole && row.background) meta.append(make("span", { class: "where" }, row.where));
  return [
    row.summary ? make("p", { class: "says" }, bdi(row.summary)) : null,
    meta,
    row.rationale ? make("p", { class: "why" }, make("b", null, "Why it is read so: "), bdi(row.rationale)) : null,
    row.note ? make("p", { class: "why" }, make("b", null, "Note: "), bdi(row.note)) : null,
    whole && row.claim ? make("p", { class: "iri" }, make("code", null, bdi(row.claim)), " ", copyButton) : null,
  ];
}

export function sentence(link, name) {
  return [name(link.subject), " ", make("i", null, bdi(link.relation)), " ", name(link.object)];
}

/** "The SPARQL that gives this", to read and to copy. */
export function sparqlText(title, query) {
  const text = make("pre", { tabindex: "0", role: "region", "aria-label": title }, query);
  const there = document.getElementById("sparql-form"); // sparql.js comes later
  return make("details", { class: "asks" }, make("summary", null, title), text,
    button("Copy", { class: "small", "aria-label": "Copy the SPARQL" }, () => copy(query, "The SPARQL")),
    there ? button("Run it here", { class: "small" }, () => openSparql(query)) : null);
}

/** A figure for a canvas, with its tools: what can be kept of a drawing. */
export function figure(id, text, caption) {
  return make("figure", { class: "drawing" },
    make("div", { class: "tools" },
      button("SVG", { "data-save": "svg", "aria-label": "Save this drawing as SVG" }),
      button("PNG", { "data-save": "png", "aria-label": "Save this drawing as PNG" })),
    make("div", { class: "scroller" }, make("div", { id, class: "canvas", tabindex: "0", role: "application", "aria-label": text })),
    make("figcaption", null, caption, " ", make("span", { class: "keys" }, "By keyboard: arrow keys walk along causes and effects, Enter opens, E tells the evidence.")));
}
