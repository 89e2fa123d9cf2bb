// The drawing of an answer, as SVG: things, and each triple's relation written on its arrow.
import { arrowHead, curvesThrough } from "./curves.js";
import { layered } from "./layout.js";
import { LABEL_SIZE, LINE_HEIGHT, boxOf, rulers, wrapped } from "./measure.js";
import { short } from "./model.js";
import { wording } from "./strings.js";
import { make, svgElement } from "./words.js";

const MOST_THINGS = 80, MOST_TRIPLES = 120;
const FREE = 12, HEAD_LENGTH = 9;

/** The figure of a drawing (answer-graph.js) for so many pixels of width. */
export function answerPicture({ things, triples }, room) {
  const shown = things.slice(0, MOST_THINGS);
  const arrows = triples.filter(({ subject, object }) => subject < shown.length
    && object < shown.length).slice(0, MOST_TRIPLES);
  const by = rulers(document.createElement("canvas").getContext("2d"));
  // A relation is laid out like a thing, between its two: so no word covers another.
  const sizes = [...shown.map(({ label }) => boxOf(wrapped(label), by)),
    ...arrows.map(({ relation }) => boxOf(wrapped(relation), by))];
  const edges = arrows.flatMap(({ subject, object }, at) =>
    [[subject, shown.length + at], [shown.length + at, object]]);
  const laid = (along) => layered([...sizes.keys()], edges, (n) => sizes[n], along);
  const across = laid("x");
  const [drawn, along] = across.width + 2 * FREE <= room ? [across, "x"] : [laid("y"), "y"];
  const figure = make("figure.answer-picture", svgOfAnswer(drawn, along, shown, sizes));
  const left = things.length - shown.length + triples.length - arrows.length;
  if (left) {
    figure.append(make("figcaption.hint", wording("sparql.cut", { things: shown.length,
      of: things.length, arrows: arrows.length, all: triples.length })));
  }
  return figure;
}

function svgOfAnswer({ boxes, paths, width, height }, along, things, sizes) {
  const [wide, high] = [Math.ceil(width) + 2 * FREE, Math.ceil(height) + 2 * FREE];
  const svg = svgElement("svg", { width: wide, height: high, role: "group",
    viewBox: `${-FREE} ${-FREE} ${wide} ${high}`,
    "aria-label": wording("sparql.drawing", { count: things.length }) });
  paths.forEach(({ points }, edge) => {
    if (points.length < 2) return;
    svg.append(...arrowPaths(points, along, edge % 2 === 1)); // the second half ends in a head
  });
  for (const [at, { x, y, width: w, height: h }] of boxes) {
    const text = svgLines(sizes[at].lines, x, y), thing = things[at];
    if (!thing) {
      svg.append(text);
      continue;
    }
    const box = svgElement("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 6 });
    const title = svgElement("title", {}, thing.name);
    svg.append(thing.place === undefined ? svgElement("g", { class: "foreign" }, title, box, text)
      : svgElement("a", { href: "#" + new URLSearchParams({ about: short(thing.name) }),
          "data-concept": thing.place }, title, box, text));
  }
  return svg;
}

/** An arrow through the points of a layered drawing's path, with its head where it has one. */
export function arrowPaths(points, along, headed) {
  const line = { curves: curvesThrough(points, along) }, [[x, y]] = points;
  const [tip, one, other] = arrowHead(line, HEAD_LENGTH);
  const stroke = svgElement("path", { class: "arrow", d: `M${x} ${y}` + line.curves
    .map((curve) => `C${curve.slice(1).map((point) => point.join(" ")).join(" ")}`).join("") });
  return headed ? [stroke, svgElement("path", { class: "head",
    d: `M${one.join(" ")}L${tip.join(" ")}L${other.join(" ")}Z` })] : [stroke];
}

/** Lines of text around a point. */
export function svgLines(lines, x, y) {
  const top = y - ((lines.length - 1) * LINE_HEIGHT) / 2 + LABEL_SIZE * 0.35;
  return svgElement("text", { "text-anchor": "middle" },
    ...lines.map((line, at) => svgElement("tspan", { x, y: top + at * LINE_HEIGHT }, line)));
}
