// Where chains end for one who asks about something narrower: chains/ends.py in JavaScript.
import { walk, wayUp } from "./contents.js";

/** {end, kindOf}: the nearest thing broader than `target` that chains from `starts` lead to. */
export function climb(contents, target, starts) {
  const ledTo = starts.length === 1 ? contents.ledTo(starts[0])
    : walk(starts, (place) => contents.effects(place));
  const why = new Map();
  const above = (place) => (contents.broader.get(place) ?? []).flatMap((row) => {
    const { object } = contents.rows[row];
    if (starts.includes(object)) return [];
    if (!why.has(object)) why.set(object, row);
    return [object];
  });
  for (const end of walk([target], above).keys()) {
    if (ledTo.has(end)) return { end, kindOf: wayUp(contents, why, end, target) };
  }
  return { end: target, kindOf: [] };
}
