// The legend is the filter: what it hides, and how that is said wherever it matters. The
// background, which is no statement of the article, is there only while it is switched on.
import { concepts, data, lanes, links, rows, scale, several } from "./model.js";
import { change, state } from "./store.js";

export const filterKinds = ["kind", "relation", "modality", "source"];
const rankOf = new Map();
let article = []; // the arrows without the background's

/** Whether a thing, an arrow or a statement is of the background while that is switched off. */
export const off = (each) => Boolean(each.background) && !state.background;
const withoutBackground = (all) =>
  (data.background.count ? all.map((link) =>
    (link.background ? { ...link, hidden: true, causal: false, off: true } : link)) : all);
/** All arrows with nothing hidden, the background's only while it is switched on. */
export const unfiltered = () => (state.background ? links : article);

/** What can be hidden, by group: names as the legend shows them. */
export const filterChoices = {};

/** Once the data is there: all is shown. */
export function startFilters() {
  for (const link of links) {
    if (link.modality !== null && link.modality !== undefined) rankOf.set(link.modality, link.rank);
  }
  for (const [at, firm] of scale.entries()) if (firm.rank !== undefined) rankOf.set(at, firm.rank);
  article = withoutBackground(links);
  Object.assign(filterChoices, {
    kind: lanes.map((lane) => lane.label),
    relation: [...new Set(links.filter((link) => !link.background)
      .map((link) => link.relation))].sort(),
    modality: scale.map((firm) => firm.label),
    source: data.sources,
  });
  applyFilters({});
}

function statementHidden(row, hidden) {
  return hidden.modality.has(scale[row.modality].label)
    || (hidden.source.size > 0 && row.spans.length > 0
      && row.spans.every((span) => hidden.source.has(span.source)));
}

function laneHidden(place, hidden) {
  return hidden.kind.has(lanes[concepts[place].lane].label);
}

/**
 * The arrows that remain, at the places of data.links: a hidden one is marked and no cause; one
 * with some statements hidden is as firm as the firmest that is left.
 */
function filtered(hidden) {
  if (filterKinds.every((kind) => !hidden[kind].size)) return unfiltered();
  return unfiltered().map((link) => {
    if (link.off) return link;
    const gone = { ...link, hidden: true, causal: false };
    if (hidden.relation.has(link.relation) || laneHidden(link.subject, hidden)
      || laneHidden(link.object, hidden)) return gone;
    if (!link.rows.length) return link;
    const left = link.rows.filter((at) => !statementHidden(rows[at], hidden));
    if (!left.length) return gone;
    if (left.length === link.rows.length) return link;
    const firmest = left.reduce((a, b) =>
      (rankOf.get(rows[b].modality) > rankOf.get(rows[a].modality) ? b : a));
    const { modality } = rows[firmest];
    return { ...link, rows: left, modality, rank: rankOf.get(modality),
      summary: left.every((at) => rows[at].skips) };
  });
}

const empty = () => Object.fromEntries(filterKinds.map((kind) => [kind, new Set()]));

/** Apply what the address says is hidden; names that nothing has are given back. */
export function applyFilters(hide) {
  const hidden = empty(), unknown = [];
  for (const kind of filterKinds) {
    for (const name of hide[kind] || []) {
      if (filterChoices[kind].includes(name)) hidden[kind].add(name);
      else unknown.push(name);
    }
  }
  change({ background: hide.background ?? data.background.on, hidden });
  const shown = filtered(hidden);
  change({ shown, article: state.background ? withoutBackground(shown) : shown });
  return unknown;
}

/** Whether the legend, or the switch of the background, hides a statement. */
export function rowHidden(row) {
  const hidden = state.hidden;
  return off(row) || statementHidden(row, hidden) || hidden.relation.has(row.relation)
    || laneHidden(row.subject, hidden) || laneHidden(row.object, hidden);
}

export const anyHidden = () => filterKinds.some((kind) => state.hidden[kind].size);

/** "26 inferred arrows are hidden by the legend." or the empty text. */
export function hiddenNote(among = state.shown.map((_, at) => at)) {
  const count = among.filter((at) => state.shown[at].hidden && !state.shown[at].off).length;
  if (!count) return "";
  const { kind, relation, modality, source } = state.hidden;
  const verb = count === 1 ? "is" : "are";
  if (modality.size && !kind.size && !relation.size && !source.size) {
    return `${count} ${[...modality].join(" or ")} ${count === 1 ? "arrow" : "arrows"} ${verb} `
      + "hidden by the legend.";
  }
  const why = [...kind, ...[...relation].map((name) => `“${name}”`), ...modality, ...source];
  return `${several(count, "arrow")} ${verb} hidden by the legend: ${why.join(", ")}.`;
}
