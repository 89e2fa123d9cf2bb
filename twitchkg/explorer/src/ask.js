// The saved questions behind a view, with its things put in: see queries/ask/.
import { concepts, data } from "./model.js";

/** A saved question with other values in its inline VALUES blocks, as queries.bind does it. */
function bound(text, values) {
  for (const [name, iri] of Object.entries(values)) {
    text = text.replace(new RegExp(`(VALUES \\?${name} \\{)[^}]*(\\})`),
      (_, before, after) => `${before} <${iri}> ${after}`);
  }
  return text;
}

const iriOf = (place) => concepts[place].iri;
export const aboutQuery = (place) => bound(concepts[place].background ? data.queries.background
  : data.queries.about, { concept: iriOf(place) });
export const stepsQuery = (start, end) => bound(data.queries.steps,
  { from: iriOf(start), to: iriOf(end) });
