// The background in the page: its rows of the table, and how what it says is told apart.
import {
  concepts, data, into, labelOf, links, out, rows, scale, several,
} from "./model.js";
import { search } from "./search.js";
import { state } from "./store.js";
import { bdi, make, small, thing } from "./words.js";

const HAS_SIGN = "https://w3id.org/biolink/vocab/has_phenotype";

function line(row, at) {
  const cell = (...children) => make("td", ...children);
  const also = (words, text) => (text ? [" ", make("span.meta", words, bdi(text))] : []);
  return make("tr.background", { "data-row": at },
    make("th", { scope: "row" }, bdi(labelOf(row.subject))), cell(bdi(row.relation)),
    cell(bdi(labelOf(row.object))),
    cell(scale[row.modality].label, also("there: ", row.frequency)), cell(),
    cell(make("span.tag", "background"), also("Why it is read so: ", row.rationale),
      also("", row.note)),
    make("td.where", row.where));
}

/** The background's rows stand in the table while it is switched on. */
export function showBackgroundRows() {
  const notes = document.querySelectorAll("[data-background-note]");
  for (const note of notes) note.hidden = !state.background;
  const body = document.querySelector("#table tbody");
  if (!data.background.count || !state.background || body.querySelector("tr.background")) return;
  rows.forEach((row, at) => { if (row.background) body.append(line(row, at)); });
}

/** The background's arrows on a thing, and on the terms that are nearly the same. */
function besideFacts(place) {
  const found = [place, ...concepts[place].alike ?? []].flatMap((each) =>
    [...into[each], ...out[each]]);
  return [...new Set(found)].filter((at) => links[at].background);
}

/** What the background says of a thing, as a section of its view; null where it says nothing. */
export function backgroundPart(place, item) {
  const facts = besideFacts(place).filter((at) => !state.shown[at].hidden);
  if (!facts.length) return null;
  return make("section.list.background",
    make("h3", `Background: said by open ontologies, not by the article (${facts.length})`),
    facts.some((at) => links[at].predicate === HAS_SIGN)
      ? make("p.hint", "That a condition has a sign does not say that who has the sign has the "
      + "condition.") : null,
    make("p.hint", "In drawings such an arrow carries a B."),
    make("ul", facts.map(item)));
}

/** Where a thing is mentioned beside the article while that is not shown: how to see it. */
export function backgroundHint(place) {
  const facts = besideFacts(place).length;
  if (!facts || state.background) return null;
  return make("p.meta",
    `Open ontologies say more of it (${several(facts, "statement")}), apart from the article. `,
    small("Show the background", { "data-beside": "" }));
}

/** What the background knows by that name while it is not shown: a note, or null. */
export function backgroundKnows(text) {
  if (state.background) return null;
  const [hit] = search(text, 1, true);
  if (!hit || hit.score < 0.98 || !concepts[hit.place].background) return null;
  return make("span", " Open ontologies beside the article name it: ", thing(hit.place), ".");
}
