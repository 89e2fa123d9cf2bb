// Layered drawings, as in drawings.py: of chains and of what stands around a thing.
import { layered, turned } from "./layout.js";
import { concepts, lanes, links } from "./model.js";
import { bend, boxSize, wrapped } from "./paint.js";

/** Drawings across and down of these arrows; `first` are things to begin the walk with. */
export function routed(chosen, first) {
  const edges = chosen.map((at) => [String(links[at].subject), String(links[at].object)]);
  const nodes = [...new Set([...first.map(String), ...edges.flat()])];
  const labels = {}, sizes = {}, swapped = {};
  for (const n of nodes) {
    labels[n] = wrapped(concepts[n].label);
    sizes[n] = boxSize(labels[n]);
    swapped[n] = [...sizes[n]].reverse();
  }
  return {
    across: drawnRouted(layered(nodes, edges, sizes), chosen, labels, "x"),
    down: drawnRouted(turned(layered(nodes, edges, swapped)), chosen, labels, "y"),
  };
}

function drawnRouted(drawing, chosen, labels, along) {
  const nodes = Object.entries(drawing.boxes).map(([n, { x, y, width, height }]) => boxOf({ concept: Number(n), x, y, w: width, h: height }, labels[n]));
  const lines = drawing.paths.map((path, at) => lineOf(chosen[at], path.points, along, path.feedback)).filter(Boolean);
  return { nodes, lines, width: drawing.width, height: drawing.height };
}

/** A box for vis-network, from its place and extent. */
const boxOf = ({ concept, x, y, w, h }, lines = wrapped(concepts[concept].label)) => ({
  id: String(concept), concept, label: lines.join("\n"), shape: "box", x, y,
  widthConstraint: { minimum: w }, heightConstraint: { minimum: h },
  style: lanes[concepts[concept].lane].style,
});

function lineOf(link, points, along, feedback) {
  const curves = points.slice(1).map((b, at) => bend(points[at], b, along));
  return curves.length ? { link, curves, feedback } : null;
}

/** The overviews that Python made. */
export function overviews(drawings) {
  return Object.fromEntries(Object.entries(drawings).map(([name, drawing]) => [name, { ...drawing, nodes: drawing.nodes.map((node) => boxOf(node)) }]));
}

/** The drawings of chains that Python made, with bends and ends as lines rather than as nodes. */
export function fromPython(drawings) {
  const made = {};
  for (const [name, drawing] of Object.entries(drawings)) {
    const along = name === "across" ? "x" : "y";
    const at = new Map(drawing.nodes.filter((node) => node.id).map((node) => [node.id, [node.x, node.y]]));
    const pieces = new Map();
    for (const edge of drawing.edges) {
      if (!pieces.has(edge.link)) pieces.set(edge.link, [at.get(edge.from)]);
      pieces.get(edge.link).push(at.get(edge.to));
    }
    const axis = along === "x" ? 0 : 1;
    const lines = [...pieces].map(([link, points]) => lineOf(link, points, along, points[0][axis] > points[points.length - 1][axis]));
    made[name] = { ...drawing, nodes: drawing.nodes.filter((node) => node.concept !== undefined).map((node) => boxOf(node)), lines };
  }
  return made;
}
