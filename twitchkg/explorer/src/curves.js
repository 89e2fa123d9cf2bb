// Arrows as cubic curves, each [start, control, control, end]: made and sampled. No DOM.

export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

export const straight = (a, b) => [a, mix(a, b, 1 / 3), mix(a, b, 2 / 3), b];

export const isStraight = ([a, b, , d]) => Math.hypot(b[0] - mix(a, d, 1 / 3)[0],
  b[1] - mix(a, d, 1 / 3)[1]) < 0.01;

/** An S between two points whose ends run along x (or y). */
export function bend(a, b, along) {
  const half = mix(a, b, 0.5);
  return along === "x" ? [a, [half[0], a[1]], [half[0], b[1]], b]
    : [a, [a[0], half[1]], [b[0], half[1]], b];
}

/** The curves through the points of a layered drawing's path. */
export const curvesThrough = (points, along) => points.slice(1)
  .map((b, at) => bend(points[at], b, along));

/** Points along a line; kept with the line. */
export function sampled(line) {
  line.points ||= line.curves.flatMap(([a, b, c, d], at) => {
    const steps = Array.from({ length: at ? 10 : 11 }, (_, step) => (step + (at ? 1 : 0)) / 10);
    return steps.map((t) => [0, 1].map((i) => (1 - t) ** 3 * a[i] + 3 * (1 - t) ** 2 * t * b[i]
      + 3 * (1 - t) * t * t * c[i] + t ** 3 * d[i]));
  });
  return line.points;
}

export const middleOf = (line) => sampled(line)[Math.floor(sampled(line).length / 2)];

/** The points of an arrow's head: tip, and the two corners behind it. */
export function arrowHead(line, length) {
  const curve = line.curves[line.curves.length - 1];
  const [x, y] = curve[3];
  let from = curve[2];
  if (Math.hypot(x - from[0], y - from[1]) < 0.5) from = curve[0];
  const angle = Math.atan2(y - from[1], x - from[0]);
  const corner = (turn) => [x - length * Math.cos(angle + turn),
    y - length * Math.sin(angle + turn)];
  return [[x, y], corner(0.42), corner(-0.42)];
}
