// What can be kept: links, text, SVG and PNG, and paper.
import { arrowHead } from "./curves.js";
import { FACE, HEAD_HEIGHT, HEAD_SIZE, LABEL_SIZE, LINE_HEIGHT } from "./measure.js";
import { lanes, scale } from "./model.js";
import { FRAME_WIDTH, badgeSize, colour, strokeOf } from "./paint.js";
import { download } from "./speak.js";
import { sheetOf } from "./sheet.js";
import { state } from "./store.js";
import { SVG, svgElement } from "./words.js";

const tenths = (number) => Math.round(number * 10) / 10;
const svgPoint = ([x, y]) => `${tenths(x)} ${tenths(y)}`;

/** A drawing as an SVG element, from its geometry; text is only ever text. */
export function svgOf(canvas, title) {
  const { drawing, margin } = canvas;
  const [width, height] = [Math.ceil(drawing.width + 2 * margin.x),
    Math.ceil(drawing.height + margin.top + margin.bottom)];
  const svg = svgElement("svg", { xmlns: SVG, width, height,
    viewBox: `${-margin.x} ${-margin.top} ${width} ${height}`, role: "img" });
  svg.append(svgElement("title", {}, title),
    svgElement("rect", { x: -margin.x, y: -margin.top, width, height, fill: colour("paper") }));
  for (const { x, y, width: w, height: h, radius, tone } of canvas.frames) {
    svg.append(svgElement("rect", { x: tenths(x), y: tenths(y), width: tenths(w), height: tenths(h),
      rx: radius, fill: "none", stroke: tone, "stroke-width": FRAME_WIDTH }));
  }
  const lines = drawing.lines.filter((line) => !state.shown[line.link].hidden);
  const lit = (line) => canvas.state({ link: line.link }) === "lit";
  for (const line of [...lines.filter((each) => !lit(each)), ...lines.filter(lit)]) {
    const look = strokeOf(state.shown[line.link], canvas.state({ link: line.link }), canvas.faint,
      canvas.cut({ link: line.link }));
    const path = line.curves.map(([a, b, c, d], at) =>
      `${at ? "" : "M" + svgPoint(a)}C${svgPoint(b)} ${svgPoint(c)} ${svgPoint(d)}`).join("");
    const ends = arrowHead(line, look.length);
    const dashes = look.dashes.length ? { "stroke-dasharray": look.dashes.join(" ") } : {};
    svg.append(svgElement("path", { d: path, fill: "none", stroke: look.colour,
      "stroke-width": look.width, ...dashes }));
    const tip = `M${svgPoint(ends[1])}L${svgPoint(ends[0])}L${svgPoint(ends[2])}`;
    svg.append(look.filled ? svgElement("path", { d: `${tip}Z`, fill: look.colour })
      : svgElement("path", { d: tip, fill: "none", stroke: look.colour,
          "stroke-width": look.width }));
  }
  for (const box of drawing.boxes) {
    const { radius, dashes, width: thick, tone, fill } = canvas.look(box);
    const { x, y, width: w, height: h } = box;
    svg.append(svgElement("rect", { x: tenths(x - w / 2), y: tenths(y - h / 2), width: tenths(w),
      height: tenths(h), rx: radius, fill, stroke: tone, "stroke-width": thick,
      ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
    svg.append(svgText(box.lines, x, y, LABEL_SIZE, LINE_HEIGHT, tone, {}));
  }
  for (const { x, y, text: sign, tone, radius } of canvas.marks) {
    const size = badgeSize(radius);
    svg.append(svgElement("circle",
      { cx: tenths(x), cy: tenths(y), r: radius, fill: colour("paper"), stroke: tone }),
    svgElement("text", { x: tenths(x), y: tenths(y + 0.35 * size), "text-anchor": "middle",
      "font-family": FACE, "font-size": size, fill: tone }, sign));
  }
  for (const head of drawing.heads) {
    svg.append(svgText(head.lines, head.x,
      head.y - HEAD_HEIGHT - ((head.lines.length - 1) * HEAD_HEIGHT) / 2, HEAD_SIZE, HEAD_HEIGHT,
      colour(lanes[head.lane].style),
      { "font-weight": "bold", stroke: colour("paper"), "stroke-width": 4,
        "paint-order": "stroke" }));
  }
  return svg;
}

function svgText(lines, x, y, size, height, fill, more) {
  const top = y - ((lines.length - 1) * height) / 2 + size * 0.35;
  return svgElement("text", { "text-anchor": "middle", "font-family": FACE, "font-size": size, fill,
    ...more },
  ...lines.map((line, at) => svgElement("tspan", { x: tenths(x), y: tenths(top + at * height) },
    line)));
}

const source = (svg) => new XMLSerializer().serializeToString(svg);

/** The drawing as PNG, two pixels for each of the drawing's. */
async function png(svg) {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source(svg));
  await image.decode();
  const times = Math.min(2, 8000 / Math.max(image.width, image.height));
  const made = Object.assign(document.createElement("canvas"),
    { width: image.width * times, height: image.height * times });
  made.getContext("2d").drawImage(image, 0, 0, made.width, made.height);
  return new Promise((resolve) => made.toBlob(resolve, "image/png"));
}

export async function saveDrawing(canvas, kind, title) {
  const firmness = canvas.drawing.lines.map(({ link }) => state.shown[link])
    .filter((link) => !link.hidden && scale[link.modality]).map((link) => link.modality);
  const svg = sheetOf(svgOf(canvas, title), title, new Set(firmness));
  const name = (title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")
    .slice(0, 60) || "drawing") + "." + kind;
  download(kind === "svg" ? new Blob([source(svg)], { type: "image/svg+xml" })
    : await png(svg), name);
}
