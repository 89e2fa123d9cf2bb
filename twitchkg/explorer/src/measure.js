// Labels as lines and as boxes: words stay whole, the width of a line is what the font makes it.

export const FACE = "Arial, 'Liberation Sans', Helvetica, sans-serif";
export const LABEL_SIZE = 13;
export const LINE_HEIGHT = 15;
export const HEAD_SIZE = 12;
export const HEAD_HEIGHT = 14;
export const PADDING = 8; // between text and border
export const TIGHT = 5; // the same on the map
const LINE_LENGTH = 16;
const LONGEST = 90;

/** The lines of a label: about 16 characters each, cut with … after 90. */
export function wrapped(label) {
  let text = [...(label.split(/\s+/u).filter(Boolean).join(" ") || "(no label)")];
  if (text.length > LONGEST) text = [...text.slice(0, LONGEST - 1).join("").trimEnd(), "…"];
  const lines = [];
  for (const word of text.join("").split(" ")) {
    const last = lines.length - 1;
    const fits = last >= 0 && [...lines[last]].length + 1 + [...word].length <= LINE_LENGTH;
    if (fits) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines;
}

/**
 * What a font makes of a text, by a 2D context, in CSS pixels: {label, head} give its width as a
 * label and as a heading, `reach` how far the ink of a label goes above or below its middle.
 */
export function rulers(context) {
  const by = (font) => (text) => {
    context.font = font;
    return context.measureText(text);
  };
  const label = by(`${LABEL_SIZE}px ${FACE}`), head = by(`bold ${HEAD_SIZE}px ${FACE}`);
  context.textBaseline = "middle";
  return {
    label: (text) => label(text).width,
    head: (text) => head(text).width,
    reach: (text) => Math.max(label(text).actualBoundingBoxAscent,
      label(text).actualBoundingBoxDescent),
  };
}

export const widest = (lines, widthOf) => Math.max(...lines.map(widthOf));

/** The box around the lines: {lines, width, height}; letters with high marks get more room. */
export function boxOf(lines, by, padding = PADDING) {
  // whole pixels: a browser may draw a scaled line a fraction wider than it measured it
  const width = Math.ceil(widest(lines, by.label) * 1.02 + 2 * padding);
  const beyond = Math.max(0, Math.ceil(widest(lines, by.reach) - LINE_HEIGHT / 2));
  return { lines, width, height: lines.length * LINE_HEIGHT + 2 * (padding + beyond) };
}
