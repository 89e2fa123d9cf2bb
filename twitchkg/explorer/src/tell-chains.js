// Chains in words, branches told once: cli/tell/routes.py as elements. All is made of what it is
// given and of the graph, whoever shows it. A `look` is {arrows, name, tools}: the links as they
// are shown, the element for a thing, what stands beside a way (or nothing).
import { rows, several } from "./model.js";
import { listed, tellingOf } from "./telling.js";
import { bdi, evidenceLink, evidenceOf, firmness, make, sentence, thing } from "./words.js";

export const JOINED = "Joined from separate statements; not one statement of the source.";
const PASSES_OVER = "said in one go: passes over steps between";

const toArrow = (words) => [" ", make("span.to-arrow", { "aria-hidden": "true" }, "→"),
  make("span.unseen", words), " "];

/** Elements with commas between them, and with "and". */
export const andList = (told) => told.map((each, at) =>
  [at ? (at === told.length - 1 ? " and " : ", ") : "", each]);

/** Elements with arrows between them. */
export const inARow = (told, words = "leads to") => told.map((each, at) =>
  [at ? toArrow(words) : "", each]);

/** stress → arousal or stress hormones → excitable nerves → twitch */
export function routeLine({ before, ways, after }, { arrows, name }) {
  const end = (link) => name(arrows[link].object);
  const [first] = [...before, ...ways[0]];
  const branches = ways.length > 1;
  const way = branches ? [ways.map((links, at) => [at ? " or " : "",
    inARow(links.slice(0, -1).map(end))]), end(ways[0].at(-1))] : ways[0].map(end);
  return inARow([name(arrows[first].subject), ...before.map(end), ...way, ...after.map(end)]);
}

/** Which chains these are, how long, and how firm their weakest steps. */
export function routeMeta({ name, chains }, cards) {
  const told = [...chains].sort((a, b) => a - b).map((at) => cards[at]);
  const lengths = [...new Set(told.map(({ steps }) => steps.length))].sort((a, b) => a - b);
  const all = told.every(({ steps, weakest }) => weakest.length === steps.length);
  const firm = [...new Set(told.map(({ modality }) => modality))];
  const numbers = told[0].weakest.map((at) => String(at + 1));
  return [`${name[0].toUpperCase()}${name.slice(1)}: `,
    listed(lengths.map((each) => several(each, "step"))), "; ",
    all ? (lengths.join() === "1" ? "it is " : "each is ") : "weakest: ",
    andList(firm.map((each) => firmness(each))),
    all || told.length > 1 ? ""
      : ` (${numbers.length > 1 ? "steps" : "step"} ${listed(numbers)})`];
}

/** Each route's card: {route, telling, line, meta, steps}, to be put where they are wanted. */
export function routeCards(found, look) {
  return tellingOf(found, look.arrows, rows).map((telling, at) => {
    const route = found.routes[at];
    const joined = telling.chains.some((chain) => found.cards[chain].steps.length > 1);
    return { route, telling, line: routeLine(route, look), meta: routeMeta(telling, found.cards),
      steps: [telling.parts.map((part) => partOf(part, look)),
        joined ? make("p.joined", JOINED) : null] };
  });
}

function partOf(part, look) {
  const { kind, by, steps } = part;
  const name = (place) => look.name(place);
  const lead = { "": null, then: make("p.branch", "then:"),
    either: make("p.branch", "either by way of ", inARow(by.map(name)), ": ", look.tools?.(part)),
    or: make("p.branch", "or by way of ", inARow(by.map(name)), ": ", look.tools?.(part)) }[kind];
  const items = steps.map((step) => stepItem(step, look));
  const [{ number }] = steps;
  return [lead, number ? make("ol.steps", number > 1 ? { start: number } : {}, items)
    : make("ul.steps", items)];
}

function stepItem({ link, as, weakest, counting }, { arrows }) {
  const told = arrows[link];
  return make("li", weakest ? { class: "weakest" } : {},
    make("p.step", sentence(told, thing), weakest ? [" ", make("span.tag", weakest)] : [], " ",
      evidenceLink(link)),
    as ? make("p.meta", firmness(told.modality), `; as in ${as}`) : evidenceOf(told),
    told.summary ? make("p.meta", PASSES_OVER) : null,
    counting.map(({ where, modality, borrowed, of }) => make("p.meta.counts-as",
      where ? `in ${where} counts as ` : "here counts as ", firmness(modality),
      borrowed ? ": the source says it of " : ": the firmer statement is of ", bdi(of),
      ", which is not on the chain")));
}
