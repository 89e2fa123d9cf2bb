// The stage: one vis.Network whose nodes are boxes and way points, and whose arrows are edges from
// way point to way point. Its camera, wheel, drag and events are vis-network's own.
import { bend, isStraight, straight } from "./curves.js";
import { gestures, isBox, linkOfEdge } from "./gestures.js";
import { drawHeads, headsOf } from "./heads.js";
import { drawMarks } from "./marks.js";
import { arrowLook, boxLook, freshColours } from "./look.js";
import { FACE, LABEL_SIZE, PADDING, rulers } from "./measure.js";
import { data, into, links, out } from "./model.js";
import { state } from "./store.js";
import { byId } from "./words.js";

const CLEAR = 2; // between a border and a text at the least, in pixels of the drawing
const GLIDE = 250; // milliseconds
const LARGEST = 1.35; // a drawing is not magnified beyond this by itself
const NEAREST = 4, FARTHEST = 0.25; // how far one may zoom, the second as a part of what fits
// What stands over the stage keeps free of boxes: the legend, and the caption and the chips.
const ROOM = { top: 44, legend: 60, side: 20, bottom: 60, caption: 66, tall: 560 };
const READABLE = 0.8; // where all would be smaller than SMALL, a drawing begins at this scale
const SMALL = 0.6;

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Stage {
  /**
   * box: the element to draw in; told: {choose(what, event), open(concept), hover(what, point),
   * menu(what, point), before(), moved()}: what is {concept}, {link} or null, points stand in the
   * box.
   */
  constructor(box, told) {
    Object.assign(this, { box, told, drawing: { along: "x", boxes: [], lines: [] }, lit: null,
      held: null, focus: null, cursor: null, ring: false, dragged: null, heads: [], pins: new Map(),
      inside: new Map(), marked: { places: new Set(), words: "" }, places: new Map(),
      looks: new Map() });
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    const network = new vis.Network(box, { nodes: this.nodes, edges: this.edges }, data.options);
    this.network = network;
    box.querySelector(".vis-network").removeAttribute("tabindex"); // keys belong to walk.js
    network.on("afterDrawing", (context) => {
      if (this.whole) drawMarks(this, context);
    });
    network.on("beforeDrawing", (context) => drawHeads(this, context));
    gestures(this);
  }

  /** The room for a drawing, in CSS pixels. */
  get room() {
    return { width: this.box.clientWidth - 2 * ROOM.side,
      height: this.box.clientHeight - this.top - this.foot };
  }

  /** Heads, the line of what is hidden, on a phone the legend. */
  get top() {
    return (this.narrow ? ROOM.legend : ROOM.top) + byId("marks").offsetHeight;
  }

  get foot() {
    return ROOM.bottom + (this.box.clientHeight > ROOM.tall ? ROOM.caption : 0);
  }

  get narrow() {
    return this.box.clientWidth < 600;
  }

  rulers() {
    return rulers(document.createElement("canvas").getContext("2d"));
  }

  /** How wide the letters are in the font that labels have now. */
  get alphabet() {
    return this.rulers().label("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  }

  // ------------------------------------------------------------ what is where

  /** The thing or the arrow at a point of the box, or null. */
  at(point) {
    const node = this.network.getNodeAt(point);
    if (isBox(node)) return { concept: node };
    const edge = this.network.getEdgeAt(point);
    return edge === undefined ? null : { link: linkOfEdge(edge) };
  }

  /** The box of a thing where it stands now, or undefined where it is not drawn. */
  boxOf(concept) {
    const box = this.places.get(concept);
    return box && { ...box, ...this.placeOf(concept) };
  }

  placeOf(id) {
    const { x, y } = this.network.body.nodes[id];
    return { x, y };
  }

  /** The arrows as they run now, also where a box was dragged. */
  get lines() {
    return this.drawing.lines.map((line) => {
      const at = (each) => this.placeOf(`${line.link}/${each}`);
      const moved = line.curves.map(([a, b, c, d], each) => {
        const [from, to] = [at(each), at(each + 1)];
        if (from.x === a[0] && from.y === a[1] && to.x === d[0] && to.y === d[1]) {
          return [a, b, c, d];
        }
        const ends = [[from.x, from.y], [to.x, to.y]];
        return isStraight([a, b, c, d]) ? straight(...ends)
          : bend(...ends, this.drawing.along);
      });
      return { ...line, curves: moved };
    });
  }

  // ------------------------------------------------------------ what is drawn

  /** Draw it; what was there before glides to its new place. */
  show(drawing, { glide = false, camera = null } = {}) {
    const before = new Map(Object.entries(this.network.body.nodes)
      .map(([id, { x, y }]) => [id, { x, y }]));
    this.drawing = drawing;
    this.heads = headsOf(drawing, new Set(state.scene.apart));
    this.places = new Map(drawing.boxes.map((box) => [box.concept, box]));
    this.looks.clear();
    this.held = null;
    this.told.hover(null);
    this.relight();
    this.whole = false; // vis-network draws after each change
    this.edges.clear();
    this.nodes.clear();
    this.nodes.add([...drawing.boxes.map((box) => this.node(box)),
      ...drawing.lines.flatMap(wayPoints)]);
    this.edges.add(drawing.lines.flatMap((line) => this.edgesOf(line)));
    this.whole = true;
    for (const [concept, { x, y }] of this.pins) {
      if (!this.places.has(concept)) continue;
      if (this.isFree(concept, x, y)) this.put(concept, x, y);
      else this.pins.delete(concept);
    }
    if (camera) this.camera = camera;
    else this.begin(glide);
    if (glide && !calm() && before.size) this.glide(before);
  }

  glide(before) {
    const moving = Object.values(this.network.body.nodes).map((node) => [node,
      before.get(String(node.id)), { x: node.x, y: node.y }])
      .filter(([, from, to]) => from && (from.x !== to.x || from.y !== to.y));
    const start = performance.now(), drawing = this.drawing;
    const step = (now) => {
      if (this.drawing !== drawing) return;
      const t = Math.min(1, Math.max(0, (now - start) / GLIDE)), eased = t * t * (3 - 2 * t);
      for (const [node, from, to] of moving) {
        node.x = from.x + (to.x - from.x) * eased;
        node.y = from.y + (to.y - from.y) * eased;
      }
      this.network.redraw();
      if (t < 1) requestAnimationFrame(step);
    };
    step(start);
  }

  node(box) {
    return { id: box.concept, shape: "box", label: box.lines.join("\n"), x: box.x, y: box.y,
      widthConstraint: { minimum: box.width }, heightConstraint: { minimum: box.height },
      margin: { top: 0, right: 0, bottom: 0, left: 0 }, chosen: false,
      ...this.lookOf(box.concept) };
  }

  /** What of a node changes with the light. */
  lookOf(concept) {
    const look = boxLook(concept, this.state({ concept }), this.cut({ concept }));
    // vis-network draws borders as wide at every scale: this one stays away from the text
    const borderWidth = Math.min(look.width, 2 * (PADDING - CLEAR) * this.network.getScale());
    const color = { background: look.fill, border: look.border };
    return { color: { ...color, hover: color, highlight: color }, borderWidth,
      borderWidthSelected: borderWidth, labelHighlightBold: false,
      font: { face: FACE, size: LABEL_SIZE, color: look.text, multi: false, align: "center" },
      shapeProperties: { borderRadius: look.radius } };
  }

  edgesOf(line) {
    const direction = this.drawing.along === "x" ? "horizontal" : "vertical";
    const look = this.strokeOf(line), last = line.curves.length - 1;
    return line.curves.map((curve, at) => ({ id: `${line.link}:${at}`,
      from: `${line.link}/${at}`, to: `${line.link}/${at + 1}`, chosen: false,
      smooth: { enabled: !isStraight(curve), type: "cubicBezier", forceDirection: direction,
        roundness: 0.5 },
      ...look, arrows: at === last ? look.arrows : { to: { enabled: false } } }));
  }

  strokeOf({ link }) {
    const look = arrowLook(state.shown[link], this.state({ link }), this.cut({ link }));
    return { color: { color: look.colour, hover: look.colour, highlight: look.colour,
      inherit: false }, width: look.width, hoverWidth: 0, selectionWidth: 0,
    dashes: look.dashes.length ? look.dashes : false,
    arrows: { to: { enabled: true, type: look.filled ? "arrow" : "vee",
      scaleFactor: (look.length - 3) / 15 } } };
  }

  /** Dragged: the ends of its arrows go along with a box. */
  follow(concept) {
    const { x, y } = this.placeOf(concept), box = this.places.get(concept);
    for (const line of this.drawing.lines) {
      const { subject, object } = links[line.link];
      const last = line.curves.length - 1;
      const ends = [[subject, 0, line.curves[0][0]], [object, last + 1, line.curves[last][3]]];
      for (const [place, at, [px, py]] of ends) {
        if (place !== concept) continue;
        Object.assign(this.network.body.nodes[`${line.link}/${at}`],
          { x: px + x - box.x, y: py + y - box.y });
      }
    }
  }

  /** Whether a box may stand there without lying over another. */
  isFree(concept, x, y) {
    const { width, height } = this.places.get(concept);
    return this.drawing.boxes.every((box) => box.concept === concept
      || Math.abs(box.x - x) >= (box.width + width) / 2
      || Math.abs(box.y - y) >= (box.height + height) / 2);
  }

  put(concept, x, y) {
    Object.assign(this.network.body.nodes[concept], { x, y });
    this.follow(concept);
  }

  // ------------------------------------------------------------ how it looks

  /** `lit`, `quiet` or `plain`: of {concept} or {link}. */
  state({ concept, link }) {
    const shown = this.heldSet || this.litSet;
    if (!shown) return "plain";
    return (link === undefined ? shown.concepts.has(concept) : shown.links.has(link)) ? "lit"
      : "quiet";
  }

  /** Whether a thing is left out, or an arrow runs to or from one that is. */
  cut({ concept, link }) {
    if (!state.without.size) return false;
    if (link === undefined) return state.without.has(concept);
    const { causal, subject, object } = state.shown[link];
    return causal && (state.without.has(subject) || state.without.has(object));
  }

  relight() {
    const arrows = new Set(this.drawing.lines.map((line) => line.link));
    const drawn = (what) => what && around(what, arrows);
    this.litSet = drawn(this.lit);
    this.heldSet = drawn(this.held);
  }

  /** Change the look of what looks otherwise than before. */
  paint() {
    this.relight();
    const changed = (id, look) => {
      const now = JSON.stringify(look);
      if (this.looks.get(id) === now) return false;
      this.looks.set(id, now);
      return true;
    };
    const boxes = this.drawing.boxes.map(({ concept }) => ({ id: concept,
      ...this.lookOf(concept) })).filter(({ id, ...look }) => changed(id, look));
    const strokes = this.drawing.lines.filter((line) => changed(line.link, this.strokeOf(line)))
      .flatMap((line) => this.edgesOf(line));
    if (boxes.length) this.nodes.update(boxes);
    if (strokes.length) this.edges.update(strokes);
    this.network.redraw();
  }

  repaint() {
    freshColours();
    this.paint();
  }

  /** Light {concept}, {concepts}, {link} or {links}; null lights nothing. */
  light(what) {
    this.lit = what;
    this.paint();
  }

  /** Under the pointer: its neighbours are lit until it leaves. */
  point(what, point) {
    if (!what && !this.held) return;
    this.held = what;
    this.box.style.cursor = what ? "pointer" : "";
    this.told.hover(what, point);
    this.paint();
  }

  // ------------------------------------------------------------ the camera

  get camera() {
    return { position: this.network.getViewPosition(), scale: this.network.getScale() };
  }

  set camera({ position, scale }) {
    this.network.moveTo({ position, scale });
  }

  /** Where the camera sees these things whole, or all of them. */
  seeing(places) {
    const boxes = places.map((place) => this.boxOf(place)).filter(Boolean);
    const low = (side, size) => Math.min(...boxes.map((box) => box[side] - box[size] / 2));
    const high = (side, size) => Math.max(...boxes.map((box) => box[side] + box[size] / 2));
    const [left, right] = [low("x", "width"), high("x", "width")];
    const [top, bottom] = [low("y", "height"), high("y", "height")];
    const { width, height } = this.room;
    const scale = Math.max(0.05, Math.min(LARGEST, width / (right - left),
      height / (bottom - top)));
    return { scale, position: { x: (left + right) / 2,
      y: (top + bottom) / 2 + (this.foot - this.top) / 2 / scale } };
  }

  fly(places, glide = true) {
    if (!places.some((place) => this.places.has(place))) return;
    const { position, scale } = this.seeing(places);
    const animation = glide && !calm() && { duration: GLIDE, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position, scale, animation });
  }

  /** All of it where it can be read so, else what is lit. */
  begin(glide) {
    const all = [...this.places.keys()];
    if (!all.length) return;
    const { scale } = this.seeing(all), lit = [...this.litSet?.concepts ?? []];
    const some = lit.filter((place) => this.places.has(place));
    if (scale >= SMALL) return void this.fit(glide);
    let seen = this.seeing(some.length ? some : all.slice(-1));
    const one = this.focus ?? some[0];
    if (seen.scale < READABLE && this.places.has(one)) seen = this.seeing([one]);
    const near = Math.max(READABLE, Math.min(1, seen.scale)), { x, y } = seen.position;
    const down = this.drawing.along === "y" && seen.scale > 1 ? this.room.height / 3 / near : 0;
    this.network.moveTo({ position: { x, y: y + down }, scale: near }); // what follows is below
  }

  fit(glide = true) {
    this.fly([...this.places.keys()], glide);
  }

  magnify(times) {
    this.network.moveTo({ scale: this.inBounds(this.network.getScale() * times) });
    this.told.moved();
  }

  inBounds(scale) {
    const whole = this.places.size ? this.seeing([...this.places.keys()]).scale : 1;
    return Math.min(NEAREST, Math.max(FARTHEST * whole, scale));
  }

  bounded(scale) {
    const within = this.inBounds(scale);
    if (within !== scale) this.network.moveTo({ scale: within });
    this.told.moved();
  }
}

function wayPoints(line) {
  const points = [line.curves[0][0], ...line.curves.map((curve) => curve[3])];
  return points.map(([x, y], at) => ({ id: `${line.link}/${at}`, x, y, shape: "dot", size: 0,
    borderWidth: 0, chosen: false, fixed: true }));
}

/** The things and the drawn arrows that belong to a thing, to things, to an arrow or to arrows. */
function around(what, drawn) {
  const found = { concepts: new Set(what.concepts || []), links: new Set(what.links || []) };
  if (what.link !== undefined) found.links.add(what.link);
  if (what.concept !== undefined) {
    found.concepts.add(what.concept);
    const touching = [...out[what.concept], ...into[what.concept]];
    for (const at of touching) if (drawn.has(at)) found.links.add(at);
  }
  for (const at of (what.concepts || []).flatMap((from) => out[from])) {
    if (drawn.has(at) && found.concepts.has(links[at].object)) found.links.add(at);
  }
  for (const at of found.links) found.concepts.add(links[at].subject).add(links[at].object);
  return found;
}
