// What can be kept: links, text, SVG and PNG, and paper.
import { arrowHead } from "./curves.js";
import { FRAME_WIDTH, arrowLook, badgeSize, boxLook, colour } from "./look.js";
import { framesOf, marksOf } from "./marks.js";
import { FACE, LABEL_SIZE, LINE_HEIGHT } from "./measure.js";
import { sheetOf } from "./sheet.js";
import { download } from "./speak.js";
import { state } from "./store.js";
import { SVG, svgElement } from "./words.js";

const tenths = (number) => Math.round(number * 10) / 10;
const svgPoint = ([x, y]) => `${tenths(x)} ${tenths(y)}`;

const MARGIN = 16;

/** What is on the stage as a sheet: an SVG element with title, source and what the dashes mean. */
export function svgOf(stage, title) {
  const firmness = stage.drawing.lines.map(({ link }) => state.shown[link].modality)
    .filter((place) => place !== null && place !== undefined);
  return sheetOf(drawingOf(stage), title, new Set(firmness));
}

function drawingOf(stage) {
  const boxes = stage.drawing.boxes.map((box) => ({ ...box, ...stage.boxOf(box.concept) }));
  const left = Math.min(0, ...boxes.map((box) => box.x - box.width / 2)) - MARGIN;
  const top = Math.min(0, ...boxes.map((box) => box.y - box.height / 2)) - MARGIN;
  const right = Math.max(0, ...boxes.map((box) => box.x + box.width / 2)) + MARGIN;
  const bottom = Math.max(0, ...boxes.map((box) => box.y + box.height / 2)) + MARGIN;
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)];
  const svg = svgElement("svg", { xmlns: SVG, width, height,
    viewBox: `${left} ${top} ${width} ${height}` });
  for (const { x, y, width: w, height: h, radius, tone } of framesOf(stage)) {
    svg.append(svgElement("rect", { x: tenths(x), y: tenths(y), width: tenths(w), height: tenths(h),
      rx: radius, fill: "none", stroke: tone, "stroke-width": FRAME_WIDTH }));
  }
  const lit = (line) => stage.state({ link: line.link }) === "lit";
  const { lines } = stage;
  for (const line of [...lines.filter((each) => !lit(each)), ...lines.filter(lit)]) {
    svg.append(...svgArrow(line, arrowLook(state.shown[line.link], stage.state({ link: line.link }),
      stage.cut({ link: line.link }))));
  }
  for (const { text, x, y } of stage.drawing.titles ?? []) {
    svg.append(svgElement("text", { x: tenths(x), y: tenths(y + 0.35 * LABEL_SIZE),
      "font-family": FACE, "font-size": LABEL_SIZE, "font-weight": 600,
      fill: colour("soft") }, text));
  }
  for (const box of boxes) svg.append(...svgBox(stage, box));
  for (const { x, y, text: sign, tone, radius } of marksOf(stage)) {
    const size = badgeSize(radius);
    svg.append(svgElement("circle",
      { cx: tenths(x), cy: tenths(y), r: radius, fill: colour("paper"), stroke: tone }),
    svgElement("text", { x: tenths(x), y: tenths(y + 0.35 * size), "text-anchor": "middle",
      "font-family": FACE, "font-size": size, fill: tone }, sign));
  }
  return svg;
}

const dashed = (dashes) => (dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {});

function svgArrow(line, look) {
  const path = line.curves.map(([a, b, c, d], at) =>
    `${at ? "" : "M" + svgPoint(a)}C${svgPoint(b)} ${svgPoint(c)} ${svgPoint(d)}`).join("");
  const [tip, ...sides] = arrowHead(line, look.length);
  const head = `M${svgPoint(sides[0])}L${svgPoint(tip)}L${svgPoint(sides[1])}`;
  return [svgElement("path", { d: path, fill: "none", stroke: look.colour,
    "stroke-width": look.width, ...dashed(look.dashes) }),
  look.filled ? svgElement("path", { d: `${head}Z`, fill: look.colour })
    : svgElement("path", { d: head, fill: "none", stroke: look.colour,
        "stroke-width": look.width })];
}

function svgBox(stage, { concept, lines, x, y, width: w, height: h }) {
  const look = boxLook(concept, stage.state({ concept }), stage.cut({ concept }));
  return [svgElement("rect", { x: tenths(x - w / 2), y: tenths(y - h / 2), width: tenths(w),
    height: tenths(h), rx: look.radius, fill: look.fill, stroke: look.border,
    "stroke-width": look.width }),
  svgText(lines, x, y, LABEL_SIZE, LINE_HEIGHT, look.text, {})];
}

function svgText(lines, x, y, size, height, fill, more) {
  const top = y - ((lines.length - 1) * height) / 2 + size * 0.35;
  return svgElement("text", { "text-anchor": "middle", "font-family": FACE, "font-size": size, fill,
    ...more },
  ...lines.map((line, at) => svgElement("tspan", { x: tenths(x), y: tenths(top + at * height) },
    line)));
}

/** The page's font, which a picture has to bring along. */
export function withFont(svg) {
  const rules = [...document.styleSheets[0].cssRules];
  const face = rules.find((rule) => rule.cssText.startsWith("@font-face"));
  if (face) svg.querySelector("title").after(svgElement("style", {}, face.cssText));
  return svg;
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

export async function saveDrawing(stage, kind, title) {
  const svg = withFont(svgOf(stage, title));
  const name = (title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "")
    .slice(0, 60) || "drawing") + "." + kind;
  download(kind === "svg" ? new Blob([source(svg)], { type: "image/svg+xml" })
    : await png(svg), name);
}
