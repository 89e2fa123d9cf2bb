// What is drawn of an answer on chains, and that as Mermaid: export/diagrams.py and mermaid.py in
// JavaScript; a test compares the two.
import { labelOf, links, rows, scale } from "./model.js";

const LEAST_FIRM_RANK = 1;

/** The things in the order of first mention, and each arrow once: {subject, object, caption, …}. */
function drawnAnswer(found) {
  const arrows = new Map();
  for (const arrow of arrowsOf(found)) {
    const key = [arrow.subject, arrow.object, arrow.caption].join(" ");
    if (!arrows.has(key)) arrows.set(key, arrow);
  }
  const passed = found.routes.flatMap(({ chains }) => chains)
    .flatMap((at) => placesOn(found.cards[at]));
  const ends = [...arrows.values()].flatMap(({ subject, object }) => [subject, object]);
  return { things: [...new Set([found.start, ...passed, found.end, ...ends])],
    arrows: [...arrows.values()] };
}

const placesOn = ({ steps }) => [links[steps[0]].subject, ...steps.map((at) => links[at].object)];

function arrowsOf({ routes, cards, summaries, also, startKindOf, kindOf, whyNot }) {
  return [
    ...routes.flatMap(({ chains }) => chains).flatMap((at) => chainArrows(cards[at])),
    ...summaries.map((at) => linkArrow(at, true)),
    ...[...also.involves, ...also.worsens].flatMap(relatedArrows),
    ...[...startKindOf, ...kindOf, ...also.associated].map(rowArrow),
    ...(whyNot ? [
      ...[...whyNot.levels, ...whyNot.narrower].flatMap(relatedArrows),
      ...whyNot.reverse.summaries.map((at) => linkArrow(at, true)),
      ...whyNot.reverse.chains.flatMap(chainArrows),
      ...[...whyNot.broader, ...whyNot.background].map(rowArrow),
    ] : []),
  ];
}

const chainArrows = ({ steps }) => steps.map((at) => linkArrow(at, links[at].summary));
const relatedArrows = ({ claim, chain }) => [rowArrow(claim), ...(chain ? chainArrows(chain) : [])];

function linkArrow(at, summary) {
  const { subject, object, relation, rank, rows: [first] } = links[at];
  return { subject, object, firm: rank > LEAST_FIRM_RANK, directed: true,
    caption: captionOf(relation, rows[first]) + (summary ? ", in one go" : "") };
}

function rowArrow(at) {
  const { subject, object, relation, modality, role } = rows[at];
  return { subject, object, firm: scale[modality].rank > LEAST_FIRM_RANK,
    directed: role !== "associated", caption: captionOf(relation, rows[at]) };
}

/** What stands on an arrow: the relation, how firmly it is said, a source beside the article. */
function captionOf(relation, { modality, background, where }) {
  const { rank, drawn, label } = scale[modality];
  const recorded = rank > 0 || !drawn; // the marks for what is not recorded have no rank
  return `${relation}, ${recorded ? label : "no evidence recorded"}`
    + (background ? `, ${where}` : "");
}

/** A Mermaid flowchart of an answer (chains.js); what is inferred or unrecorded is dotted. */
export function mermaidOf(found) {
  const { things, arrows } = drawnAnswer(found);
  const id = new Map(things.map((place, at) => [place, `n${at}`]));
  const nothing = found.cards.length + found.summaries.length ? []
    : ["  %% no causal chain between the two is in this graph"];
  const line = ({ firm, directed }) => (firm ? directed ? "-->" : "---" : directed ? "-.->"
    : "-.-");
  return ["flowchart LR", ...nothing,
    ...things.map((place) => `  ${id.get(place)}["${mermaidText(labelOf(place))}"]`),
    ...arrows.map((arrow) => `  ${id.get(arrow.subject)} ${line(arrow)}|"`
      + `${mermaidText(arrow.caption)}"| ${id.get(arrow.object)}`), ""].join("\n");
}

/** Text for between double quotes in Mermaid: whatever it might read as syntax, by number. */
const mermaidText = (text) => [...text.split(/\s+/u).filter(Boolean).join(" ")]
  .map((char) => (/[A-Za-z0-9 .,-]/.test(char) ? char : `#${char.codePointAt(0)};`)).join("");
