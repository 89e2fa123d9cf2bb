// Which things and arrows the stage shows: the causal core of one thing, what the chips and the
// reader add to it, and what the answer beside it tells of. Places only; no DOM.

const MOST_CAUSES = 60;
export const MOST_BOXES = 300;
const MOST_OPENED = 40; // arrows that one thing brings in
const LEAVES = 12; // more things that only lead to one and the same are stacked into it, but SHOWN
const SHOWN = 8;
/** What the chips add: by name, which arrows. */
export const CHIPS = ["elsewhere", "shortcuts", "body", "flags", "all"];
const LANES = { body: new Set(["body"]), flags: new Set(["flag", "care"]) };

/** Where most arrows end: among the things that lead to nothing, or among all in a circle. */
export function busiestSink(links) {
  const arriving = new Map(), leads = new Set();
  for (const { subject, object } of links) {
    if (subject === object) continue;
    arriving.set(object, (arriving.get(object) ?? 0) + 1);
    leads.add(subject);
  }
  const most = (places) => places.reduce((best, place) => (best === undefined
    || arriving.get(place) > arriving.get(best) ? place : best), undefined);
  const all = [...arriving.keys()].sort((a, b) => a - b);
  return most(all.filter((place) => !leads.has(place))) ?? most(all);
}

/** What leads to a place, nearest first and itself included: a Map of steps, at most so many. */
export function causesUpTo(links, sink, most = MOST_CAUSES) {
  const into = new Map();
  for (const link of links) {
    if (!into.has(link.object)) into.set(link.object, []);
    into.get(link.object).push(link.subject);
  }
  const steps = new Map([[sink, 0]]);
  for (const [place, count] of steps) { // a Map is walked in the order of insertion, and grows
    for (const cause of into.get(place) ?? []) {
      if (steps.size >= most) return steps;
      if (!steps.has(cause)) steps.set(cause, count + 1);
    }
  }
  return steps;
}

/** The thing farthest up the way to a sink, at most eight steps off: where an example begins. */
export function exampleStart(links, sink) {
  let best;
  for (const [place, steps] of causesUpTo(links, sink)) {
    if (place !== sink && steps <= 8 && (best === undefined || steps > best.steps)) {
      best = { place, steps };
    }
  }
  return best?.place;
}

/**
 * {things, links} to draw. model: {concepts, lanes, links: as the legend leaves
 * them, usable: the causal ones that pass over no step, hides(place): whether its kind is hidden};
 * wanted:
 * {sink, show: names of CHIPS, open, fold, gone: places, needed: {things, links} that the answer
 * tells of, only: whether nothing else is drawn}; `counts` says what each chip would add, `apart`
 * are things that no arrow here touches, where all are shown.
 */
export function sceneOf(model, wanted) {
  const { usable } = model, steps = new Set(usable.map((link) => link.at));
  const shortcuts = model.links.map((link, at) => ({ ...link, at }))
    .filter((link) => link.causal && !steps.has(link.at));
  const few = new Set(usable.flatMap(({ subject, object }) => [subject, object])).size
    <= MOST_CAUSES;
  const core = wanted.sink === undefined ? new Map()
    : causesUpTo(usable, wanted.sink, few ? Infinity : MOST_CAUSES);
  const within = (link) => core.has(link.subject) && core.has(link.object);
  const style = (place) => model.lanes[model.concepts[place].lane].style;
  const others = model.links.map((link, at) => ({ ...link, at }))
    .filter((link) => !link.hidden && !link.causal && !link.background);
  const lane = (name) => others.filter(({ subject, object }) => LANES[name].has(style(subject))
    || LANES[name].has(style(object)));
  const adds = {
    elsewhere: usable.filter((link) => !within(link)),
    shortcuts: shortcuts.filter((link) => within(link) || wanted.show.includes("elsewhere")),
    body: lane("body"),
    flags: lane("flags"),
    all: [...usable, ...shortcuts],
  };
  const links = new Set(wanted.needed.links), things = new Set(wanted.needed.things);
  const add = (found) => {
    for (const { at, subject, object } of found) {
      const fresh = !things.has(subject) + !things.has(object);
      if (things.size + fresh > MOST_BOXES) continue;
      things.add(subject).add(object);
      links.add(at);
    }
  };
  for (const at of wanted.needed.links) {
    things.add(model.links[at].subject).add(model.links[at].object);
  }
  if (!wanted.only) {
    for (const place of core.keys()) things.add(place);
    add(usable.filter(within));
    for (const name of CHIPS) if (wanted.show.includes(name)) add(adds[name]);
    if (wanted.show.includes("all")) {
      model.concepts.forEach((concept, place) => {
        if (things.size < MOST_BOXES && !concept.background && !model.hides(place)) {
          things.add(place);
        }
      });
    }
  }
  for (const place of wanted.open) {
    things.add(place);
    add([...usable, ...shortcuts, ...others].filter(({ subject, object }) => subject === place
      || object === place).slice(0, MOST_OPENED));
  }
  const kept = stacked(folded({ things, links }, model.links, wanted), model, wanted);
  const touched = new Set(kept.links.flatMap((at) => [model.links[at].subject,
    model.links[at].object]));
  const apart = wanted.show.includes("all") && !wanted.only
    ? kept.things.filter((place) => !touched.has(place)) : [];
  return { ...kept, apart, core: core.size, counts: countsOf(adds, core, model) };
}

function countsOf(adds, core, { concepts }) {
  const fresh = (found) => new Set(found.flatMap(({ subject, object }) => [subject, object])
    .filter((place) => !core.has(place))).size;
  return { elsewhere: fresh(adds.elsewhere), shortcuts: adds.shortcuts.length,
    body: fresh(adds.body), flags: fresh(adds.flags),
    all: concepts.filter((concept) => !concept.background).length };
}

/** Leaves that share a target are stacked into it; `inside` counts what is not drawn of it. */
function stacked({ things, links, inside }, { links: all, usable }, { open, needed }) {
  const arrows = links.map((at) => all[at]), touching = new Map();
  for (const { subject, object } of arrows) {
    for (const place of [subject, object]) touching.set(place, (touching.get(place) ?? 0) + 1);
  }
  const stays = new Set([...needed.things, ...needed.links.flatMap((at) =>
    [all[at].subject, all[at].object])]);
  const leaves = new Map();
  for (const { subject, object, causal } of arrows) {
    if (!causal || touching.get(subject) > 1 || open.includes(object)) continue;
    leaves.set(object, [...leaves.get(object) ?? [], subject]);
  }
  const away = new Set([...leaves.values()].filter((found) => found.length > LEAVES)
    .flatMap((found) => found.slice(SHOWN).filter((place) => !stays.has(place))));
  const kept = things.filter((place) => !away.has(place)), there = new Set(kept);
  const missing = new Map(inside);
  if (away.size || usable.length > MOST_BOXES) {
    for (const { subject, object } of usable) {
      if (there.has(object) && !there.has(subject)) {
        missing.set(object, (missing.get(object) ?? 0) + 1);
      }
    }
  }
  return { things: kept, inside: missing,
    links: links.filter((at) => !away.has(all[at].subject) && !away.has(all[at].object)) };
}

/** Without what is hidden by hand, and what is folded into a thing: `inside` counts those. */
function folded({ things, links }, all, { fold, gone, sink, needed }) {
  const away = new Set(gone), inside = new Map();
  const stays = new Set([...needed.things, ...needed.links.flatMap((at) =>
    [all[at].subject, all[at].object])]);
  for (const place of fold) {
    const among = [...links].map((at) => all[at]).filter(({ subject, object }) =>
      things.has(subject) && things.has(object));
    const without = causesUpTo(among.filter(({ object }) => object !== place),
      sink ?? place, Infinity);
    const lost = [...causesUpTo(among.filter((link) => link.causal), place, Infinity).keys()]
      .filter((each) => each !== place && !without.has(each) && !stays.has(each));
    inside.set(place, lost.length);
    for (const each of lost) away.add(each);
  }
  return {
    things: [...things].filter((place) => !away.has(place)),
    links: [...links].filter((at) => !away.has(all[at].subject) && !away.has(all[at].object))
      .sort((a, b) => a - b),
    inside,
  };
}
