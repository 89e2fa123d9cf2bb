// What stands around a thing: its causes and effects, step by step.
import { into, out } from "./model.js";
import { state } from "./store.js";

const MOST = 60;

/**
 * The arrows within so many steps of a thing, causes upstream and effects downstream; those of
 * any relation where it has no cause and no effect. `left` counts what found no room.
 */
export function neighbourhood(place, hops) {
  const touching = [...out[place], ...into[place]].map((at) => state.shown[at]);
  const causes = touching.some((link) => link.causal);
  const usable = (link) => !link.hidden && (link.causal || !causes) && link.subject !== link.object;
  const chosen = new Set(), nodes = new Set([place]);
  let left = 0;
  const step = (edge, lists, far, seen) => {
    const next = [];
    const found = edge.flatMap((from) => lists[from]).filter((at) => usable(state.shown[at]));
    found.sort((a, b) => state.shown[b].rank - state.shown[a].rank || a - b);
    for (const at of found) {
      const other = state.shown[at][far];
      if (!nodes.has(other) && nodes.size >= MOST) left += 1;
      else {
        chosen.add(at);
        nodes.add(other);
        if (!seen.has(other)) next.push(other);
        seen.add(other);
      }
    }
    return next;
  };
  const sides = [[into, "subject"],
    [out, "object"]].map(([lists, far]) => ({ lists, far, edge: [place], seen: new Set([place]) }));
  for (let hop = 0; hop < hops; hop++) {
    for (const side of sides) side.edge = step(side.edge, side.lists, side.far, side.seen);
  }
  const more = sides.some((side) =>
    side.edge.some((from) => side.lists[from].some((at) => usable(state.shown[at])
      && !chosen.has(at))));
  return { links: [...chosen].sort((a, b) => a - b), nodes: [...nodes], left, more,
    causal: causes };
}
