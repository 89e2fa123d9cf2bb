// Why it is so urgent, as a small drawing: what one noticed, the red flags, their rungs.
import { arrowPaths, svgLines } from "./answer-picture.js";
import { layered } from "./layout.js";
import { boxOf, rulers, wrapped } from "./measure.js";
import { concepts, data, placeOf } from "./model.js";
import { wording } from "./strings.js";
import { svgElement } from "./words.js";

const BORDER = 4, CLOSE = { box: 10, line: 8, column: 34, widest: 60 };
const DRAWER = 540; // pixels, before it was shown

/**
 * An SVG element of a verdict (assess.js), at most so many pixels wide: findings lead to red flags
 * and those to rungs; a red flag that depends on an answer asks for it.
 */
export function reasonsPicture({ flags, graver }, room) {
  const { nodes, edges } = reasonsOf(flags, graver);
  const by = rulers(document.createElement("canvas").getContext("2d"));
  const sizes = new Map([...nodes].map(([name, { lines }]) => [name, boxOf(lines, by)]));
  const laid = (along) => layered([...nodes.keys()], edges, (name) => sizes.get(name), along,
    CLOSE);
  const most = (room || DRAWER) - 2 * BORDER, across = laid("x"), down = laid("y");
  const isDown = across.width > most && down.width <= most;
  const { boxes, paths, width, height } = isDown ? down : across;
  const [wide, high] = [Math.ceil(width) + 2 * BORDER, Math.ceil(height) + 2 * BORDER];
  const svg = svgElement("svg", { class: "reasons", width: wide, height: high, role: "img",
    "aria-label": wording("reasons.title"), viewBox: `${-BORDER} ${-BORDER} ${wide} ${high}` });
  paths.forEach(({ points }) => svg.append(...arrowPaths(points, isDown ? "y" : "x", true)));
  for (const [name, { x, y, width: w, height: h }] of boxes) {
    const { look, lines, said = lines.length } = nodes.get(name), text = svgLines(lines, x, y);
    for (const line of [...text.children].slice(said)) line.setAttribute("class", "only");
    svg.append(svgElement("g", { class: look }, svgElement("rect", { x: x - w / 2, y: y - h / 2,
      width: w, height: h, rx: look === "noticed" ? 12 : 2 }), text));
  }
  return svg;
}

/** {nodes: by name {look, lines}, edges: [name, name]}, each once. */
function reasonsOf(flags, graver) {
  const nodes = new Map(), edges = new Map();
  const join = (a, b) => edges.set(`${a} ${b}`, [a, b]);
  const add = (flag, because, asked) => {
    const { iri, condition, rung, definition } = data.checkup.flags[flag];
    const place = placeOf(iri), name = place === undefined ? definition : concepts[place].label;
    const told = wrapped(asked ? wording("reasons.asked", { name }) : name);
    const only = condition ? wrapped(wording("reasons.onlyIf", { condition })) : [];
    nodes.set(`flag ${flag}`, { look: asked ? "asked" : "flag", said: told.length,
      lines: [...told, ...only] });
    nodes.set(`rung ${rung}`, { look: `rung-${rung + 1}`,
      lines: wrapped(data.checkup.rungs[rung].label) });
    for (const phrase of because) {
      nodes.set(`said ${phrase}`, { look: "noticed", lines: wrapped(phrase) });
      join(`said ${phrase}`, `flag ${flag}`);
    }
    join(`flag ${flag}`, `rung ${rung}`);
  };
  for (const { flag, because } of flags) add(flag, because, false);
  for (const { flag, there } of graver) {
    if (!nodes.has(`flag ${flag}`)) add(flag, there.map((place) => concepts[place].label), true);
  }
  return { nodes, edges: [...edges.values()] };
}
