// What no arrow touches, in rows by kind, beside a drawing or below it: whatever is larger to read.
// No DOM.

const BETWEEN = 56; // pixels between the drawing and the rows
const CELL_GAP = 10, ROW_GAP = 8, TITLE_HEIGHT = 26;

/**
 * The drawing (scene.js) with the boxes of `groups` placed, {label, boxes: {concept, lines, width,
 * height}} each; for so much room, {width, height}. `titles` are their labels: {text, x, y}, by the
 * left end of the line.
 */
export function withRows(drawing, groups, room) {
  if (!groups.length) return drawing;
  const empty = !drawing.boxes.length;
  const widest = Math.max(...groups.flatMap(({ boxes }) => boxes.map((box) => box.width)));
  const longest = Math.max(...groups.map(({ boxes }) => boxes.length));
  let best;
  for (let columns = 2; columns <= Math.max(2, longest); columns++) {
    const rows = inColumns(groups, columns, widest);
    for (const beside of empty ? [true] : [false, true]) {
      const [left, top] = empty ? [0, 0] : beside ? [drawing.width + BETWEEN, 0]
        : [0, drawing.height + BETWEEN];
      const width = Math.max(drawing.width, left + rows.width);
      const height = Math.max(drawing.height, top + rows.height);
      const scale = Math.min(room.width / width, room.height / height);
      if (!best || scale > best.scale) best = { scale, rows, left, top, width, height };
    }
  }
  const { rows, left, top, width, height } = best;
  const put = (each) => ({ ...each, x: each.x + left, y: each.y + top });
  return { ...drawing, width, height, boxes: [...drawing.boxes, ...rows.boxes.map(put)],
    titles: rows.titles.map(put) };
}

/**
 * Each group under its title, so many boxes in a row, all as wide as the widest and as
 * high as the highest beside it.
 */
function inColumns(groups, columns, widest) {
  const boxes = [], titles = [];
  let y = 0;
  for (const group of groups) {
    titles.push({ text: group.label, x: 0, y: y + TITLE_HEIGHT / 2 });
    y += TITLE_HEIGHT;
    for (let at = 0; at < group.boxes.length; at += columns) {
      const row = group.boxes.slice(at, at + columns);
      const height = Math.max(...row.map((box) => box.height));
      row.forEach((box, column) => boxes.push({ ...box, width: widest, height,
        x: column * (widest + CELL_GAP) + widest / 2, y: y + height / 2 }));
      y += height + ROW_GAP;
    }
    y += ROW_GAP;
  }
  return { boxes, titles, width: columns * (widest + CELL_GAP) - CELL_GAP,
    height: y - 2 * ROW_GAP };
}
