// A long drawing as rows, like lines of text, where that is larger to read. No DOM.
import { straight } from "./curves.js";

const BESIDE = 14; // pixels between a row's end and the first arrow that turns there
const APART = 6; // pixels between two such arrows
const LEAST = 9; // columns from which on rows are thought of

/**
 * The drawing (scene.js, from left to right) cut into rows where it fits so much room better;
 * else the same drawing. Arrows from row to row run outside all boxes.
 */
export function inRows(drawing, room) {
  const lefts = [...new Set(drawing.boxes.map((box) => box.x - box.width / 2))]
    .sort((a, b) => a - b);
  if (drawing.along !== "x" || lefts.length < LEAST) return drawing;
  const scaleOf = (rows) => Math.min(room.width * rows / drawing.width,
    room.height / (rows * (drawing.height + 4 * BESIDE)));
  let rows = 1;
  while (rows < lefts.length / 2 && scaleOf(rows + 1) > Math.min(1, scaleOf(rows))) rows += 1;
  if (rows === 1 || scaleOf(1) >= 1) return drawing;
  return broken(drawing, lefts, Math.ceil(lefts.length / rows));
}

function broken(drawing, lefts, each) {
  const starts = lefts.filter((_, at) => at % each === 0);
  const rowOf = (x) => starts.filter((left) => left <= x + 0.01).length - 1;
  const ends = starts.map((_, row) => Math.max(...drawing.boxes
    .filter((box) => rowOf(box.x) === row).map((box) => box.x + box.width / 2)) - starts[row]);
  const turns = starts.map(() => 0); // arrows that leave each row
  const crossing = ([a, , , d]) => rowOf(Math.min(a[0], d[0])) !== rowOf(Math.max(a[0], d[0]));
  for (const { curves } of drawing.lines) {
    for (const curve of curves) {
      if (crossing(curve)) turns[rowOf(Math.min(curve[0][0], curve[3][0]))] += 1;
    }
  }
  const tops = [];
  let top = 0;
  for (const count of turns) {
    tops.push(top);
    top += drawing.height + 2 * BESIDE + APART * (count + 1);
  }
  const side = BESIDE + APART * Math.max(...turns);
  const used = starts.map(() => 0);
  const put = ([x, y], row) => [x - starts[row] + side, y + tops[row]];
  const turned = (curve) => {
    const forth = curve[0][0] < curve[3][0], [a, d] = forth ? [curve[0], curve[3]]
      : [curve[3], curve[0]];
    const row = rowOf(a[0]), off = BESIDE + APART * used[row]++;
    const [from, to] = [put(a, row), put(d, row + 1)];
    const right = side + ends[row] + off, left = side - off;
    const gutter = tops[row] + drawing.height + off;
    const points = [from, [right, from[1]], [right, gutter], [left, gutter], [left, to[1]], to];
    if (!forth) points.reverse();
    return points.slice(1).map((point, at) => straight(points[at], point));
  };
  return {
    ...drawing,
    boxes: drawing.boxes.map((box) => {
      const [x, y] = put([box.x, box.y], rowOf(box.x));
      return { ...box, x, y };
    }),
    lines: drawing.lines.map((line) => ({ ...line, curves: line.curves.flatMap((curve) =>
      (crossing(curve) ? turned(curve)
        : [curve.map((point) => put(point, rowOf((curve[0][0] + curve[3][0]) / 2)))])) })),
    rows: starts.length,
    width: 2 * side + Math.max(...ends),
    height: tops[tops.length - 1] + drawing.height,
  };
}
