// Labels as lines and as boxes: words stay whole, the width of a line is what the font makes it.

export const FACE = "Inter, Arial, 'Liberation Sans', Helvetica, sans-serif";
export const LABEL_SIZE = 13;
export const LINE_HEIGHT = 15;
export const PADDING = 7; // between text and border
const LINE_LENGTH = 16;
const LONGEST = 90;
const LONGEST_WORD = 26;

const cut = (text, most) => (text.length > most
  ? [...text.slice(0, most - 1).join("").trimEnd(), "…"] : text).join("");

/** The lines of a label: about 16 characters each; long words and texts are cut with …. */
export function wrapped(label) {
  const text = cut([...(label.split(/\s+/u).filter(Boolean).join(" ") || "(no label)")], LONGEST);
  const lines = [];
  for (const whole of text.split(" ")) {
    const word = cut([...whole], LONGEST_WORD);
    const last = lines.length - 1;
    const fits = last >= 0 && [...lines[last]].length + 1 + [...word].length <= LINE_LENGTH;
    if (fits) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines;
}

/**
 * What a font makes of a label, by a 2D context, in CSS pixels: `label` gives its width, `reach`
 * how far its ink goes above or below its middle.
 */
export function rulers(context) {
  const label = (text) => {
    context.font = `${LABEL_SIZE}px ${FACE}`;
    return context.measureText(text);
  };
  context.textBaseline = "middle";
  return {
    label: (text) => label(text).width,
    reach: (text) => Math.max(label(text).actualBoundingBoxAscent,
      label(text).actualBoundingBoxDescent),
  };
}

const widest = (lines, widthOf) => Math.max(...lines.map(widthOf));

/** The box around the lines: {lines, width, height}; letters with high marks get more room. */
export function boxOf(lines, by) {
  // whole pixels: a browser may draw a scaled line a fraction wider than it measured it
  const width = Math.ceil(widest(lines, by.label) * 1.02 + 2 * PADDING);
  const beyond = Math.max(0, Math.ceil(widest(lines, by.reach) - LINE_HEIGHT / 2));
  return { lines, width, height: lines.length * LINE_HEIGHT + 2 * (PADDING - 1 + beyond) };
}
