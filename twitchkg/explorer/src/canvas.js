// A drawing on the page: boxes by vis-network where the layout has them, arrows by our own pen.
import { distanceTo, middleOf } from "./curves.js";
import { FACE, HEAD_HEIGHT, HEAD_SIZE, LABEL_SIZE, TIGHT, rulers } from "./measure.js";
import { concepts, data, into, lanes, links, out } from "./model.js";
import { CUT, borderOf, colour, drawArrow, drawBadge, drawFrame, strokeOf } from "./paint.js";
import { headRoom } from "./scene.js";
import { state } from "./store.js";

const CLEAR = 2; // between a border and a text at the least, in pixels of the drawing
const FRAME = 4.5; // how far out a second frame stands

export class Canvas {
  /**
   * box: the element to draw in, inside a .scroller; layout(by, room): the drawing (scene.js), by
   * rulers (measure.js) and for so much room; most: the largest scale; faint: arrows stay in the
   * background until lit; choose({concept} or {link} or null);
   * marked: {places, words}: things that get a second frame, and what it says.
   */
  constructor(box, layout, { most, faint, choose, marked }) {
    Object.assign(this, { box, layout, most, faint, choose,
      marked: { places: new Set(marked?.places), words: marked?.words }, zoom: 1, rest: null,
      lit: null, held: null, cursor: null, ring: false, focus: null });
    this.build();
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(box.closest(".scroller"));
    box.addEventListener("pointermove", (event) => this.hover(event));
    box.addEventListener("pointerleave", () => this.point(null));
  }

  get room() {
    return this.box.closest(".scroller").clientWidth;
  }

  destroy() {
    this.watch.disconnect();
    this.network.destroy();
    this.network = null;
  }

  build() {
    this.lay();
    this.scaleBox();
    this.nodes = new vis.DataSet(this.drawing.boxes.map((box) => this.node(box)));
    this.network = new vis.Network(this.box, { nodes: this.nodes, edges: [] }, data.options);
    this.box.querySelector(".vis-network").removeAttribute("tabindex"); // keys belong to walk.js
    this.fit();
    this.network.on("beforeDrawing", (context) => this.arrows(context));
    this.network.on("afterDrawing", (context) => this.heads(context));
    this.network.on("click", ({ pointer }) => this.choose(this.at(pointer.canvas, 9)));
  }

  lay() {
    const pen = document.createElement("canvas").getContext("2d");
    this.laidFor = this.room;
    this.drawing = this.layout(rulers(pen), this.laidFor);
  }

  /** Lay out again: for other room, things or fonts; what stays as it was is only painted. */
  renew() {
    const { drawing, laidFor } = this;
    this.lay();
    if (JSON.stringify(drawing.boxes) !== JSON.stringify(this.drawing.boxes)) {
      this.scaleBox();
      this.nodes.clear();
      this.nodes.add(this.drawing.boxes.map((box) => this.node(box)));
      this.fit();
    } else if (laidFor !== this.laidFor) this.magnify(this.zoom);
    else this.paint();
  }

  magnify(zoom) {
    this.zoom = zoom;
    this.scaleBox();
    this.paint();
    this.fit();
  }

  get margin() {
    return { x: 12, top: this.drawing.heads.length ? headRoom(this.drawing) : 14, bottom: 14 };
  }

  scaleBox() {
    const { width, height } = this.drawing;
    const { x, top, bottom } = this.margin;
    // a tall drawing may shrink a little to be seen at once
    const tall = this.faint ? this.most
      : Math.max(0.85, (0.8 * innerHeight) / (height + top + bottom));
    this.scale = Math.max(Math.min(this.most, tall, this.room / (width + 2 * x)) * this.zoom, 0.1);
    this.box.style.width = Math.floor((width + 2 * x) * this.scale) + "px";
    this.box.style.height = Math.ceil((height + top + bottom) * this.scale) + "px";
  }

  fit() {
    const { width, height } = this.drawing;
    const { top, bottom } = this.margin;
    this.network.setSize("100%", "100%");
    this.network.redraw();
    this.network.moveTo({ position: { x: width / 2, y: (height + bottom - top) / 2 },
      scale: this.scale });
  }

  resized() {
    const room = this.room;
    if (room && room !== this.laidFor) this.renew();
  }

  // ------------------------------------------------------------ what is where

  /** The thing or the arrow at a point of the drawing, or null. */
  at(point, reach) {
    const box = this.drawing.boxes.find(({ x, y, width, height }) =>
      Math.abs(x - point.x) <= width / 2 && Math.abs(y - point.y) <= height / 2);
    if (box) return { concept: box.concept };
    let found = null, least = reach;
    for (const line of this.drawing.lines) {
      if (state.shown[line.link].hidden) continue;
      const away = distanceTo(point, line);
      // among arrows that share a gap, one that is lit comes first
      const allowed = least + (this.state({ link: line.link }) === "lit" ? 2 : 0);
      if (away < allowed) [found, least] = [{ link: line.link }, away];
    }
    return found;
  }

  hover(event) {
    if (event.pointerType === "touch") return;
    const place = this.box.getBoundingClientRect();
    const point = this.network.DOMtoCanvas({ x: event.clientX - place.left,
      y: event.clientY - place.top });
    const found = this.at(point, 5);
    if (found?.concept !== this.held?.concept || found?.link !== this.held?.link) this.point(found);
  }

  /** The box of a thing, or undefined where it is not drawn. */
  boxOf(concept) {
    return this.drawing.boxes.find((box) => box.concept === concept);
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

  arrows(context) {
    const now = [], later = [];
    for (const line of this.drawing.lines) {
      const link = state.shown[line.link];
      if (link.hidden) continue;
      const lighting = this.state({ link: line.link });
      (lighting === "lit" ? later : now).push([line,
        strokeOf(link, lighting, this.faint, this.cut({ link: line.link }))]);
    }
    for (const frame of this.frames) drawFrame(context, frame); // arrow heads lie over them
    for (const [line, look] of [...now, ...later]) drawArrow(context, line, look);
  }

  /**
   * Marks on arrows and boxes: ↺ where an arrow runs back (a loop), B where another source than the
   * article says it, × where something is left out.
   */
  get marks() {
    const tone = (what) => colour(this.state(what) === "lit" ? "lit" : "soft");
    const found = [];
    for (const line of this.drawing.lines) {
      const what = { link: line.link };
      const text = this.cut(what) ? "×" : state.shown[line.link].background ? "B"
        : line.feedback ? "↺" : "";
      if (!text || state.shown[line.link].hidden) continue;
      const [x, y] = middleOf(line);
      found.push({ x, y, text, tone: tone(what), radius: text === "×" ? 6 : text === "B" ? 7 : 9 });
    }
    for (const { concept, x, y, width, height } of this.drawing.boxes) {
      if (this.cut({ concept })) {
        found.push({ x: x + width / 2, y: y - height / 2, text: "×",
          tone: tone({ concept }), radius: 8 });
      }
    }
    return found;
  }

  /** The second frames: of the things that are marked and not left out. */
  get frames() {
    const marked = this.drawing.boxes.filter(({ concept }) => this.marked.places.has(concept)
      && !this.cut({ concept }));
    return marked.map(({ concept, x, y, width, height }) => {
      const [w, h] = [width + 2 * FRAME, height + 2 * FRAME];
      const [radius] = borderOf(styleOf(concept));
      return { x: x - w / 2, y: y - h / 2, width: w, height: h, radius: radius && radius + FRAME,
        tone: colour("ink") };
    });
  }

  heads(context) {
    context.save();
    Object.assign(context, { textAlign: "center", textBaseline: "bottom", lineWidth: 5,
      lineJoin: "round" });
    context.strokeStyle = colour("paper");
    context.font = `bold ${HEAD_SIZE}px ${FACE}`;
    for (const head of this.drawing.heads) {
      context.fillStyle = colour(lanes[head.lane].style);
      head.lines.forEach((line, at) => {
        const y = head.y - 8 - (head.lines.length - 1 - at) * HEAD_HEIGHT;
        context.strokeText(line, head.x, y);
        context.fillText(line, head.x, y);
      });
    }
    for (const mark of this.marks) drawBadge(context, mark);
    const box = this.ring && this.boxOf(this.cursor);
    if (box) {
      const [w, h] = [box.width + 8, box.height + 8];
      Object.assign(context, { strokeStyle: colour("link"), lineWidth: 3 });
      context.strokeRect(box.x - w / 2, box.y - h / 2, w, h);
    }
    context.restore();
  }

  /** Fill, border and text of a box, for the canvas and for SVG. */
  look({ concept }) {
    const lighting = this.state({ concept }), cut = this.cut({ concept });
    const [radius, own, width] = borderOf(styleOf(concept));
    const tone = colour(lighting === "quiet" || (cut && lighting !== "lit") ? "dim"
      : styleOf(concept));
    return { radius, dashes: cut ? CUT : own, width, tone,
      fill: colour(lighting === "lit" || concept === this.focus ? "lit-fill" : "paper") };
  }

  /** A box as a node of vis-network: as large as laid out, at its place. */
  node(box) {
    const { radius, dashes, width, tone, fill } = this.look(box);
    const color = { background: fill, border: tone };
    // vis-network draws borders as wide at every scale: this one stays away from the text
    const borderWidth = Math.min(width, 2 * (TIGHT - CLEAR) * this.scale);
    return {
      id: box.concept, shape: "box", label: box.lines.join("\n"), x: box.x, y: box.y,
      widthConstraint: { minimum: box.width }, heightConstraint: { minimum: box.height },
      margin: { top: 0, right: 0, bottom: 0, left: 0 },
      font: { face: FACE, size: LABEL_SIZE, color: tone, multi: false, align: "center" },
      labelHighlightBold: false,
      color: { ...color, hover: color, highlight: color },
      borderWidth, borderWidthSelected: borderWidth,
      shapeProperties: { borderRadius: radius, borderDashes: dashes },
    };
  }

  paint() {
    if (!this.network) return; // destroyed, and yet told that it lost the focus
    this.litSet = this.lit && around(this.lit);
    this.heldSet = this.held && around(this.held);
    this.nodes.update(this.drawing.boxes.map((box) => this.node(box)));
    this.network.redraw();
  }

  /** Light {concept}, {concepts}, {link} or {links}; null lights nothing. */
  light(what) {
    this.lit = what;
    this.paint();
  }

  point(what) {
    if (!what && !this.held) return;
    this.held = what;
    this.box.style.cursor = what ? "pointer" : "";
    this.paint();
  }
}

const styleOf = (concept) => lanes[concepts[concept].lane].style;

/** The arrows and things that belong to a thing, to things, to an arrow or to arrows. */
function around(what) {
  const found = { concepts: new Set(what.concepts || []), links: new Set(what.links || []) };
  if (what.link !== undefined) found.links.add(what.link);
  if (what.concept !== undefined) {
    found.concepts.add(what.concept);
    const touching = [...out[what.concept], ...into[what.concept]];
    for (const at of touching) if (!state.shown[at].hidden) found.links.add(at);
  }
  for (const at of (what.concepts || []).flatMap((from) => out[from])) {
    const between = found.concepts.has(links[at].object);
    if (between && !state.shown[at].hidden) found.links.add(at);
  }
  for (const at of found.links) found.concepts.add(links[at].subject).add(links[at].object);
  return found;
}
