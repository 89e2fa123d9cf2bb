// A drawing as a sheet of its own: title above, below it what its dashes mean and where it is from.
import { FACE } from "./measure.js";
import { data, scale } from "./model.js";
import { colour } from "./look.js";
import { wording } from "./strings.js";
import { SVG, svgElement } from "./words.js";

const EDGE = 20, TITLE_SIZE = 20, TEXT_SIZE = 13, LINE = 20, SAMPLE = 40, NARROWEST_SHEET = 360;

/**
 * The sheet of an SVG drawing; firmness: places in the scale of how its arrows are said. Nothing
 * in it needs a style sheet.
 */
export function sheetOf(drawing, title, firmness) {
  const [inner, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  const width = Math.max(NARROWEST_SHEET, inner) + 2 * EDGE, room = width - 2 * EDGE;
  const ruler = document.createElement("canvas").getContext("2d");
  const content = [];
  let y = EDGE;
  const text = (words, size, x, more = {}) => {
    ruler.font = `${more["font-weight"] ?? ""} ${size}px ${FACE}`;
    for (const line of inLines(words, (part) => ruler.measureText(part).width, EDGE + room - x)) {
      y += size === TEXT_SIZE ? LINE : 1.35 * size;
      content.push(svgElement("text", { x, y: Math.round(y) - 5, "font-family": FACE,
        "font-size": size, fill: colour("ink"), ...more }, line));
    }
  };
  text(title, TITLE_SIZE, EDGE, { "font-weight": "bold" });
  for (const [name, value] of [["x", EDGE], ["y", y]]) drawing.setAttribute(name, value);
  content.push(drawing);
  y += height;
  for (const { label, definition, dashes } of [...firmness].sort((a, b) => a - b)
    .map((place) => scale[place])) {
    const dashed = dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {};
    content.push(svgElement("line", { x1: EDGE, x2: EDGE + SAMPLE, y1: y + 10, y2: y + 10,
      stroke: colour("arrow"), "stroke-width": 2, ...dashed }));
    text(definition ? `${label}: ${definition}` : label, TEXT_SIZE, EDGE + SAMPLE + 10);
  }
  if (data.sources.length) {
    text(wording("take.source", { sources: data.sources.join(", ") }), TEXT_SIZE, EDGE);
  }
  text(wording("take.disclaimer"), TEXT_SIZE, EDGE);
  const size = { width: Math.ceil(width), height: Math.ceil(y + EDGE) };
  return svgElement("svg", { xmlns: SVG, ...size, role: "img",
    viewBox: `0 0 ${size.width} ${size.height}` }, svgElement("title", {}, title),
  svgElement("rect", { ...size, fill: colour("paper") }), ...content);
}

/** Words in lines no wider than the room, each at least a word long. */
function inLines(words, widthOf, room) {
  const lines = [];
  for (const word of words.split(/\s+/u).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
