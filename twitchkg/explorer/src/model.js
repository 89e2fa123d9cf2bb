// What the graph holds: the data of the page, and ways to look things up. `load` fills it.

const TK = "https://w3id.org/twitchkg#";
const OFTEN_EMPTY = ["summary", "effect", "frequency", "condition", "context", "rationale", "where",
  "claim", "note", "role"];
export const data = {};
export const concepts = [];
export const links = [];
export const rows = [];
export const lanes = [];
export const scale = [];
export const order = [];
export const out = [];
export const into = []; // of each thing, the places of its arrows
const placeByIri = new Map();

/** Take in what Python hands over (page.py): in place, so that whoever imports it has it. */
export function load(given) {
  for (const name of Object.keys(data)) delete data[name];
  const { nodes = given.concepts, edges, ...more } = given; // by pyvis's names: see network.py
  given = { ...more, concepts: nodes,
    links: edges?.map(({ from, to, ...link }) => ({ subject: from, object: to, ...link }))
      ?? given.links };
  Object.assign(data, given, { concepts, links, rows, lanes, scale, order });
  data.prefixes ??= {};
  for (const [name, list] of Object.entries({ concepts, links, rows, lanes, scale, order })) {
    list.length = 0;
    for (const each of given[name] ?? []) list.push(each);
  }
  for (const link of links) { // what is told once in the file, and what is false, was left out
    if (given.relations) [link.predicate, link.relation] = given.relations[link.type];
    link.causal ??= false;
    link.summary ??= false;
  }
  for (const row of rows) { // what is empty was left out of the file
    for (const name of OFTEN_EMPTY) row[name] ??= "";
    row.places ??= [];
    row.spans = (row.spans || []).map((at) => given.spans[at]);
  }
  out.length = into.length = concepts.length;
  for (let at = 0; at < concepts.length; at++) [out[at], into[at]] = [[], []];
  links.forEach((link, at) => {
    out[link.subject].push(at);
    into[link.object].push(at);
  });
  placeByIri.clear();
  concepts.forEach((concept, place) => placeByIri.set(concept.iri, place));
}

export const labelOf = (place) => concepts[place].label;
export const linkText = ({ subject, relation, object }) =>
  `${labelOf(subject)} ${relation} ${labelOf(object)}`;

/** An IRI as it stands in the address: without the project's own namespace. */
export const short = (iri) => (iri.startsWith(TK) ? iri.slice(TK.length) : iri);

/** The IRI that `<iri>`, a CURIE or an IRI stands for, as vocab.expand has it; else undefined. */
export function expanded(text) {
  const bare = /^<.*>$/.test(text) ? text.slice(1, -1) : text;
  const [, scheme, local] = /^([^:]*):(.+)$/.exec(bare) ?? [];
  if (!local || /[\x00-\x20<>"{}|^\x60\\]/.test(bare)) return undefined;
  if (bare !== text) return bare;
  const prefix = Object.keys(data.prefixes)
    .find((each) => each.toLowerCase() === scheme.toLowerCase());
  if (prefix !== undefined) return data.prefixes[prefix] + local;
  return local.startsWith("//") || /^(urn|tag|doi|info|did)$/.test(scheme) ? bare : undefined;
}

/** The CURIE of an IRI where a prefix is known, else undefined. */
export function curie(iri) {
  const [prefix, base] = Object.entries(data.prefixes).filter(([, each]) => iri.startsWith(each))
    .sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const local = base && iri.slice(base.length);
  return local && /^\w(?:[\w.-]*[\w-])?$/.test(local) ? `${prefix}:${local}` : undefined;
}

/** The place of the concept of that IRI, whole, short or a CURIE; undefined if there is none. */
export const placeOf = (name) =>
  placeByIri.get(TK + name) ?? placeByIri.get(name) ?? placeByIri.get(expanded(name));

export const linkName = (at) => {
  const { subject, object, predicate } = links[at];
  return [concepts[subject].iri, predicate, concepts[object].iri].map(short).join(" ");
};

/** The arrow of that name (subject, property, object, each as `placeOf` takes it), or undefined. */
export function linkOf(name) {
  const [subject, property, object] = name.split(" ");
  const from = placeOf(subject), to = placeOf(object ?? "");
  if (from === undefined || to === undefined) return undefined;
  const called = [property, expanded(property)];
  return out[from].find((at) => links[at].object === to
    && (called.includes(links[at].predicate) || short(links[at].predicate) === property));
}

/** Whether a thing is the twitching that our own graph is about. */
export const isTwitching = (place) => data.own
  && [labelOf(place), ...concepts[place].synonyms].includes("twitching");

export const several = (count, one, many) => `${count} ${count === 1 ? one : many || one + "s"}`;
