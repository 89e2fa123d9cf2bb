// What is known of a thing, or of an arrow.
import { aboutQuery } from "./ask.js";
import { backgroundHint, backgroundPart } from "./background.js";
import { bottleneckPart } from "./bottlenecks.js";
import { hiddenNote, rowHidden } from "./filters.js";
import { concepts, into, lanes, links, out, rows, scale, several } from "./model.js";
import { copy } from "./speak.js";
import { state } from "./store.js";
import { leaveSwitch, withoutParts } from "./without.js";
import {
  bdi, button, evidence, evidenceLink, evidenceOf, figure, label, make, sentence, showAll, small,
  sparqlText, thing,
} from "./words.js";

function linkItem(at) {
  return make("li", make("p.step", sentence(links[at], thing), " ", evidenceLink(at)),
    evidenceOf(state.shown[at]));
}

function linkSection(title, found) {
  return found.length ? make("section.list", make("h3", `${title} (${found.length})`),
    make("ul", found.map(linkItem))) : null;
}

function rowItem(row) {
  return make("li", make("p.step", thing(row.subject), " ", row.denied ? make("b", "not: ") : null,
    make("i", bdi(row.relation)), " ", thing(row.object)),
  evidence(row, row.denied));
}

/** Where else a thing is described: links outwards that nothing follows by itself. */
function references(concept) {
  if (!concept.references?.length) return null;
  const item = ({ match, iri, label: name }) => {
    const text = name ? `${name} (${lastPart(iri)})` : lastPart(iri);
    const safe = /^https?:\/\//i.test(iri);
    return make("li", safe ? make("a", { href: iri, rel: "noreferrer noopener", target: "_blank" },
      bdi(text)) : bdi(text), make("span.meta", ` ${match}`));
  };
  return make("details.elsewhere",
    make("summary", `Described elsewhere (${concept.references.length})`),
    make("ul", concept.references.map(item)),
    make("p.meta", "A match says where else a thing is described; that description is not this "
    + "source’s. The links lead out of this file."));
}
const lastPart = (iri) => iri.split(/[/#]/).filter(Boolean).pop()?.replace("_", ":") || iri;

/** The whole view of a thing: head, drawing, lists. `around` is what is drawn. */
export function aboutConcept(place, around, hops) {
  const concept = concepts[place];
  const lane = lanes[concept.lane];
  const touching = [...new Set([...into[place], ...out[place]])];
  const seen = touching.filter((at) => !state.shown[at].hidden);
  const denied = rows.filter((row) => row.denied && !rowHidden(row)
    && (row.subject === place || row.object === place));
  const named = rows.filter((row) => row.subject !== place && row.object !== place
    && !rowHidden(row)
    && (row.context === concept.label || row.places.includes(concept.label)));
  const causal = (at) => state.shown[at].causal;
  const said = [
    make("p.meta", make("span", { class: "swatch " + lane.style, "aria-hidden": "true" }), " ",
      bdi(concept.kinds.join(", ") || lane.label)),
    concept.definition ? make("p.definition", bdi(concept.definition)) : null,
    concept.synonyms.length ? make("p.meta", "Also called: ", bdi(concept.synonyms.join(", ")))
      : null,
    references(concept),
    backgroundHint(place),
    make("p.card-tools",
      button("How does it come about? (to here)", { "data-ask": "to", "data-place": place }),
      button("What can it lead to? (from here)", { "data-ask": "from", "data-place": place }),
      leaveSwitch(place, "Leave it out: what is cut?")),
    ...withoutParts(place),
    bottleneckPart(place),
  ];
  const hidden = hiddenNote(touching);
  if (hidden) said.push(make("p.filtered", hidden, " ", showAll()));
  if (around.links.length) {
    const what = around.causal ? "causes left, effects right"
      : "it has no causes or effects here; its other relations";
    const text =
      `Drawing of what stands around ${concept.label}: ${what}. The lists hold the same.`;
    const left = around.left ? `; ${several(around.left, "arrow")} found no room` : "";
    const further = around.more && hops < 5 ? {} : { disabled: "" };
    const steps = make("p.card-tools",
      button("One step further", { "data-hops": hops + 1, ...further }),
      hops > 1 ? button("One step less", { "data-hops": hops - 1 }) : null,
      make("span.meta",
        ` ${several(around.nodes.length, "thing")} within ${several(hops, "step")}${left}.`));
    const caption = around.causal
      ? "What leads to it on the one side, what it leads to on the other. Select a box or an arrow."
      : "No cause and no effect of it is in this graph; these are its other relations.";
    said.push(steps, figure("about-canvas", text, caption));
  } else {
    said.push(make("p.hint", hidden ? "Nothing else is drawn around it."
      : "No arrow touches it in this graph."));
  }
  said.push(make("div.lists",
    linkSection("What leads to it",
      seen.filter((at) => causal(at) && !links[at].background && links[at].object === place)),
    linkSection("What it leads to",
      seen.filter((at) => causal(at) && !links[at].background && links[at].subject === place)),
    linkSection("Also said", seen.filter((at) => !causal(at) && !links[at].background)),
    backgroundPart(place, linkItem),
    denied.length ? make("section.list", make("h3", `Said not to be so (${denied.length})`),
      make("ul", denied.map(rowItem))) : null,
    named.length ? make("section.list", make("h3", `Named as a place or setting (${named.length})`),
      make("ul", named.map(rowItem))) : null));
  said.push(sparqlText("The SPARQL that gives this", aboutQuery(place)));
  said.push(make("p.iri", make("code", bdi(concept.iri)), " ",
    small("Copy", { "aria-label": "Copy the IRI" }, () => copy(concept.iri, "The IRI"))));
  return said.filter(Boolean);
}

/** The evidence of an arrow, for the panel. */
export function aboutLink(at) {
  const link = state.shown[at];
  const firm = link.modality === null ? null : scale[link.modality];
  return [
    make("h2", { id: "detail-title", tabindex: "-1" }, label(link.subject), " → ",
      label(link.object)),
    make("p", sentence(links[at], thing)),
    ...link.rows.map((row) => make("div.statement", evidence(rows[row], true))),
    firm && firm.definition ? make("p.meta", `“${firm.label}”: `, bdi(firm.definition)) : null,
    firm ? null
      : make("p.meta", "Part of a red flag; its place in the source stands with the flag."),
  ].filter(Boolean);
}
