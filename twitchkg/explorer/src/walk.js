// Walking a drawing by keyboard: along causes and effects, with a voice that says where one is.
import { concepts, labelOf, lanes, linkText, links, scale, several } from "./model.js";
import { say } from "./speak.js";
import { showEdge, state, visit } from "./store.js";

const SIDES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = { ArrowLeft: ["object", "subject"], ArrowRight: ["subject", "object"] };

/**
 * Arrow keys walk, Enter opens the thing, E tells the evidence of the arrow walked last; other keys
 * go to `also(key, place)`, which says whether they were for it.
 */
export function walkable(canvas, start, also) {
  const { box } = canvas;
  let came = null; // the arrow by which one came

  const drawn = () => new Set(canvas.drawing.boxes.map((each) => each.concept));
  const lines = () => canvas.drawing.lines.map((line) => line.link)
    .filter((at) => !state.shown[at].hidden);
  const beside = (place, side) => lines()
    .filter((at) => links[at][side] === place && links[at].subject !== links[at].object);

  function tell(place) {
    const parts = [labelOf(place), concepts[place].kinds[0] || lanes[concepts[place].lane].label];
    if (state.without.has(place)) parts.push("left out");
    else if (canvas.marked.places.has(place)) parts.push(canvas.marked.words);
    if (came !== null) {
      const link = state.shown[came];
      const firm = link.modality === null || link.modality === undefined ? ""
        : ` (${scale[link.modality].label})`;
      parts.push(linkText(link) + firm);
    }
    parts.push(
      `${several(beside(place, "object").length, "arrow")} in, `
      + `${several(beside(place, "subject").length, "arrow")} out`);
    say(parts.join("; ") + ".");
  }
  function stand(place, by) {
    canvas.cursor = place;
    canvas.ring = true;
    came = by;
    canvas.held = by === null || by === undefined ? { concept: place } : { links: [by] };
    canvas.paint();
    reveal(place);
    tell(place);
  }
  /** The camera follows where the box would be out of sight. */
  function reveal(place) {
    const { x, y } = canvas.boxOf(place), at = canvas.network.canvasToDOM({ x, y });
    const { clientWidth: width, clientHeight: height } = box;
    if (at.x < 60 || at.x > width - 60 || at.y < 30 || at.y > height - 60) {
      canvas.network.moveTo({ position: { x, y } });
    }
  }
  /** The nearest box above or below in the drawing: a sibling. */
  function sibling(place, down) {
    const here = canvas.boxOf(place);
    const [u, v] = canvas.drawing.along === "x" ? ["x", "y"] : ["y", "x"];
    const others = canvas.drawing.boxes.filter((each) => Math.abs(each[u] - here[u]) < 2
      && (down ? each[v] > here[v] : each[v] < here[v]));
    others.sort((a, b) => (down ? a[v] - b[v] : b[v] - a[v]));
    return others[0]?.concept;
  }

  /** To the nearest box on that side, where no arrow and no column leads on. */
  function toNearest(place, key) {
    const here = canvas.boxOf(place), [dx, dy] = SIDES[key];
    const off = ({ x, y }) => [(x - here.x) * dx + (y - here.y) * dy,
      Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)];
    const found = canvas.drawing.boxes.map((each) => [each.concept, ...off(each)])
      .filter(([, ahead, aside]) => ahead > 2 && aside <= 3 * ahead)
      .sort(([, a, b], [, c, d]) => a + 2 * b - c - 2 * d);
    if (found.length) stand(found[0][0], null);
    else say("No more here.");
  }

  const standing = () => canvas.cursor !== null && drawn().has(canvas.cursor);
  box.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!standing()) canvas.cursor = start();
    const place = canvas.cursor;
    if (place === undefined) return;
    if (KEYS[key]) {
      const [near, far] = KEYS[key];
      const ways = beside(place, near);
      // along what is lit, as it is told
      const best = canvas.lit?.links?.find((at) => ways.includes(at)) ?? ways[0];
      if (best === undefined && !beside(place, "object").length
        && !beside(place, "subject").length) toNearest(place, key);
      else if (best === undefined) {
        say(key === "ArrowLeft" ? "Nothing here leads to it." : "It leads to nothing here.");
      } else stand(links[best][far], best);
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      // another end of the same fork, else the next box
      const next = fork(place, key === "ArrowDown");
      if (next) stand(next.place, next.by);
      else {
        const other = sibling(place, key === "ArrowDown");
        if (other === undefined) toNearest(place, key);
        else stand(other, null);
      }
    } else if (key === "Enter") {
      visit({ about: place });
    } else if (key === "e" || key === "E") {
      const at = came ?? beside(place, "object")[0] ?? beside(place, "subject")[0];
      if (at !== undefined) showEdge(at, true);
    } else if (!also(key, place)) return;
    event.preventDefault();
  });
  function fork(place, down) {
    if (came === null || came === undefined) return null;
    const [near, far] = links[came].object === place ? ["subject", "object"]
      : ["object", "subject"];
    const ways = beside(links[came][near], near);
    const next = ways[ways.indexOf(came) + (down ? 1 : -1)];
    return next === undefined ? null : { place: links[next][far], by: next };
  }
  box.addEventListener("focus", () => {
    if (!box.matches(":focus-visible")) return;
    const place = standing() ? canvas.cursor : start();
    if (place !== undefined) stand(place, standing() ? came : null);
  });
  box.addEventListener("blur", () => {
    canvas.ring = false;
    canvas.held = null;
    canvas.paint();
  });
}
