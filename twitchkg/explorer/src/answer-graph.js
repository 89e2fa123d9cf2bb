// What of an answer can be drawn: the triples of a CONSTRUCT, and the things that a row names.
import { concepts, labelOf, links, out, placeOf } from "./model.js";

/**
 * {things: [{name, label, place}], triples: [{subject, object, predicate, relation, link}]}, where
 * subject and object are places in `things`; `place` and `link` are those of the page's own thing
 * and arrow, undefined where it has none. Of a row of SELECT the page's own arrows are drawn
 * between the things in it, only those of the properties in it where it names some: nothing is made
 * up.
 */
export function drawable({ rows = [], triples, labels = {} }) {
  return triples === undefined ? drawnOfRows(rows) : drawnOfTriples(rows, labels);
}

function thingList() {
  const things = [], at = new Map();
  const add = (name, label) => {
    if (!at.has(name)) {
      at.set(name, things.push({ name, label, place: placeOf(name) }) - 1);
    }
    return at.get(name);
  };
  return { things, add };
}

const localName = (iri) => iri.replace(/^.*[#/:](?=.)/, "");

function drawnOfTriples(rows, labels) {
  const { things, add } = thingList(), drawn = [];
  const thing = ({ type, value }) => (type === "uri" ? add(value, labels[value] || localName(value))
    : add(`_:${value}`, "[ ]"));
  for (const { subject, predicate, object } of rows) {
    if (![subject, object].every(({ type }) => type === "uri" || type === "bnode")) continue;
    const from = placeOf(subject.value), to = placeOf(object.value);
    drawn.push({ subject: thing(subject), object: thing(object), predicate: predicate.value,
      relation: labels[predicate.value] || localName(predicate.value),
      link: out[from]?.find((at) => links[at].object === to
        && links[at].predicate === predicate.value) });
  }
  return { things, triples: drawn };
}

function drawnOfRows(rows) {
  const { things, add } = thingList(), drawn = new Map();
  for (const row of rows) {
    const iris = Object.values(row).filter(({ type }) => type === "uri").map(({ value }) => value);
    const places = [...new Set(iris.map((iri) => placeOf(iri)).filter((at) => at !== undefined))];
    for (const place of places) add(concepts[place].iri, labelOf(place));
    const between = places.flatMap((place) => out[place])
      .filter((at) => places.includes(links[at].object));
    const named = between.filter((at) => iris.includes(links[at].predicate));
    for (const at of named.length ? named : between) drawn.set(at, links[at]);
  }
  return { things, triples: [...drawn].map(([link, { subject, object, predicate, relation }]) =>
    ({ subject: add(concepts[subject].iri), object: add(concepts[object].iri), predicate, relation,
      link })) };
}
