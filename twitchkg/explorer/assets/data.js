// What the graph holds: the data of this page, its defaults, and ways to look things up.
"use strict";
(() => {
  const TK = "https://w3id.org/twitchkg#";
  const data = JSON.parse(document.getElementById("data").textContent);
  const { concepts, links, rows } = data;
  for (const link of links) { // what is told once in the file, and what is false, was left out
    [link.predicate, link.relation] = data.relations[link.type];
    link.causal ??= false;
    link.summary ??= false;
  }
  for (const row of rows) { // what is empty was left out of the file
    for (const name of ["summary", "effect", "frequency", "condition", "context", "rationale", "where", "claim", "note"]) row[name] ??= "";
    row.places ??= [];
    row.spans = (row.spans || []).map((at) => data.spans[at]);
  }
  const out = concepts.map(() => []), into = concepts.map(() => []);
  links.forEach((link, at) => {
    out[link.subject].push(at);
    into[link.object].push(at);
  });
  const places = new Map(concepts.map((concept, place) => [concept.iri, place]));

  /** An IRI as it stands in the address: without the project's own namespace. */
  const short = (iri) => (iri.startsWith(TK) ? iri.slice(TK.length) : iri);

  /** The place of the concept of that IRI, whole or short; undefined if there is none. */
  const placeOf = (name) => places.get(TK + name) ?? places.get(name);

  const linkName = (at) => {
    const { subject, object, predicate } = links[at];
    return [concepts[subject].iri, predicate, concepts[object].iri].map(short).join(" ");
  };

  /** The arrow of that name (subject, property, object), or undefined. */
  function linkOf(name) {
    const subject = placeOf(name.split(" ")[0]);
    return subject === undefined ? undefined : out[subject].find((at) => linkName(at) === name);
  }

  const several = (count, one, many) => `${count} ${count === 1 ? one : many || one + "s"}`;

  Object.assign(window.twitchkg, { data, out, into, short, placeOf, linkName, linkOf, several });
})();
