// A drawing on the page: boxes by vis-network at fixed places, arrows with a pen of our own.
import { concepts, data, into, lanes, links, out } from "./model.js";
import { CUT, FACE, borderOf, colour, distanceTo, drawArrow, drawBadge, drawFrame, sampled, strokeOf } from "./paint.js";
import { routes } from "./routes.js";
import { state } from "./store.js";

const FRAME = 4.5; // how far out a second frame stands

export class Canvas {
  /**
   * box: the element to draw in, inside a .scroller; drawings: by name;
   * pick(width, drawings): the name of the drawing for that much room; most: the largest scale;
   * faint: arrows stay in the background until lit; choose({concept} or {link} or null);
   * marked: {places, words}: things that get a second frame, and what it says.
   */
  constructor(box, drawings, { pick, most, faint, choose, marked }) {
    Object.assign(this, { box, drawings, pick, most, faint, choose, marked: { places: new Set(marked?.places), words: marked?.words }, zoom: 1, rest: null, lit: null, held: null, cursor: null, ring: false, focus: null });
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
    this.name = this.pick(this.room, this.drawings);
    this.drawing = this.drawings[this.name];
    this.drawing.lines ||= routes(this.drawing, this.name);
    if (this.network) this.network.destroy();
    this.nodes = new vis.DataSet(this.drawing.nodes.map((node) => this.node(node)));
    this.scaleBox();
    this.network = new vis.Network(this.box, { nodes: this.nodes, edges: [] }, data.options);
    this.box.querySelector(".vis-network").removeAttribute("tabindex"); // keys belong to walk.js
    this.fit();
    this.network.on("beforeDrawing", (context) => this.arrows(context));
    this.network.on("afterDrawing", (context) => this.heads(context));
    this.network.on("click", ({ pointer }) => this.choose(this.at(pointer.canvas, 9)));
  }

  get margin() {
    return { x: 12, top: this.drawing.heads ? 44 : 14, bottom: 14 };
  }

  scaleBox() {
    const { width, height } = this.drawing;
    const { x, top, bottom } = this.margin;
    // a tall drawing may shrink a little to be seen at once
    const tall = this.faint ? this.most : Math.max(0.85, (0.8 * innerHeight) / (height + top + bottom));
    this.scale = Math.max(Math.min(this.most, tall, this.room / (width + 2 * x)) * this.zoom, 0.1);
    this.box.style.width = Math.floor((width + 2 * x) * this.scale) + "px";
    this.box.style.height = Math.ceil((height + top + bottom) * this.scale) + "px";
  }

  fit() {
    const { width, height } = this.drawing;
    const { top, bottom } = this.margin;
    this.network.setSize("100%", "100%");
    this.network.redraw();
    this.network.moveTo({ position: { x: width / 2, y: (height + bottom - top) / 2 }, scale: this.scale });
  }

  resized() {
    const room = this.room;
    if (!room || room === this.seen) return;
    this.seen = room;
    if (this.pick(room, this.drawings) !== this.name) this.build();
    else {
      this.scaleBox();
      this.fit();
    }
  }

  // ------------------------------------------------------------ what is where

  /** The thing or the arrow at a point of the drawing, or null. */
  at(point, reach) {
    const box = this.drawing.nodes.find((node) => !this.gone(node)
      && Math.abs(node.x - point.x) <= node.widthConstraint.minimum / 2
      && Math.abs(node.y - point.y) <= node.heightConstraint.minimum / 2);
    if (box) return { concept: box.concept };
    let found = null, least = reach;
    for (const line of this.drawing.lines) {
      if (state.shown[line.link].hidden) continue;
      const away = distanceTo(point, line);
      // among arrows that share a gap, one that is lit comes first
      if (away < least - (this.state({ link: line.link }) === "lit" ? -2 : 0)) [found, least] = [{ link: line.link }, away];
    }
    return found;
  }

  hover(event) {
    if (event.pointerType === "touch") return;
    const place = this.box.getBoundingClientRect();
    const point = this.network.DOMtoCanvas({ x: event.clientX - place.left, y: event.clientY - place.top });
    const found = this.at(point, 5);
    if (found?.concept !== this.held?.concept || found?.link !== this.held?.link) this.point(found);
  }

  gone(node) {
    return state.hidden.kind.has(lanes[concepts[node.concept].lane].label);
  }

  // ------------------------------------------------------------ how it looks

  /** `lit`, `quiet` or `plain`: of {concept} or {link}. */
  state({ concept, link }) {
    const shown = this.heldSet || this.litSet;
    if (!shown) return "plain";
    return (link === undefined ? shown.concepts.has(concept) : shown.links.has(link)) ? "lit" : "quiet";
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
      (lighting === "lit" ? later : now).push([line, strokeOf(link, lighting, this.faint, this.cut({ link: line.link }))]);
    }
    for (const frame of this.frames) drawFrame(context, frame); // arrow heads lie over them
    for (const [line, look] of [...now, ...later]) drawArrow(context, line, look);
  }

  /** Marks on arrows and boxes: ↺ where an arrow runs back (a loop), B where another source than the article says it, × where something is left out. */
  get marks() {
    const tone = (what) => colour(this.state(what) === "lit" ? "lit" : "soft");
    const found = [];
    for (const line of this.drawing.lines) {
      const what = { link: line.link };
      const text = this.cut(what) ? "×" : state.shown[line.link].background ? "B" : line.feedback ? "↺" : "";
      if (!text || state.shown[line.link].hidden) continue;
      const [x, y] = this.middle(line);
      found.push({ x, y, text, tone: tone(what), radius: text === "×" ? 6 : text === "B" ? 7 : 9 });
    }
    for (const node of this.drawing.nodes) {
      if (this.gone(node) || !this.cut({ concept: node.concept })) continue;
      found.push({ x: node.x + node.widthConstraint.minimum / 2, y: node.y - node.heightConstraint.minimum / 2, text: "×", tone: tone({ concept: node.concept }), radius: 8 });
    }
    return found;
  }

  /** The second frames: of the things that are marked and not left out. */
  get frames() {
    return this.drawing.nodes.filter((node) => this.marked.places.has(node.concept) && !this.gone(node) && !this.cut({ concept: node.concept })).map((node) => {
      const [w, h] = [node.widthConstraint.minimum + 2 * FRAME, node.heightConstraint.minimum + 2 * FRAME];
      const [radius] = borderOf(node.style);
      return { x: node.x - w / 2, y: node.y - h / 2, width: w, height: h, radius: radius && radius + FRAME, tone: colour("ink") };
    });
  }

  middle(line) {
    line.points ||= sampled(line);
    return line.points[Math.floor(line.points.length / 2)];
  }

  /** The headings of the lanes that are not hidden. */
  get titles() {
    return (this.drawing.heads || []).filter((head) => !state.hidden.kind.has(head.lines.join(" ")));
  }

  heads(context) {
    context.save();
    Object.assign(context, { textAlign: "center", textBaseline: "bottom", lineWidth: 5, lineJoin: "round" });
    context.strokeStyle = colour("paper");
    context.font = `bold 12px ${FACE}`;
    for (const head of this.titles) {
      context.fillStyle = colour(head.style);
      head.lines.forEach((line, at) => {
        const y = head.y - 8 - (head.lines.length - 1 - at) * 14;
        context.strokeText(line, head.x, y);
        context.fillText(line, head.x, y);
      });
    }
    for (const mark of this.marks) drawBadge(context, mark);
    const node = this.ring && this.drawing.nodes.find((each) => each.concept === this.cursor);
    if (node) {
      const [w, h] = [node.widthConstraint.minimum + 8, node.heightConstraint.minimum + 8];
      Object.assign(context, { strokeStyle: colour("link"), lineWidth: 3 });
      context.strokeRect(node.x - w / 2, node.y - h / 2, w, h);
    }
    context.restore();
  }

  /** Fill, border and text of a box, for the canvas and for SVG. */
  look(node) {
    const lighting = this.state({ concept: node.concept });
    const cut = this.cut({ concept: node.concept });
    const [radius, own, width] = borderOf(node.style);
    const dashes = cut ? CUT : own;
    const tone = colour(lighting === "quiet" || (cut && lighting !== "lit") ? "dim" : node.style);
    return { radius, dashes, width, tone, fill: colour(lighting === "lit" || node.concept === this.focus ? "lit-fill" : "paper") };
  }

  node(node) {
    const { radius, dashes, width, tone, fill } = this.look(node);
    const color = { background: fill, border: tone };
    return {
      ...node,
      hidden: this.gone(node), // never undefined: vis would drop it for good
      color: { ...color, hover: color, highlight: color },
      font: { face: FACE, size: 13, color: tone, multi: false, align: "center" },
      borderWidth: width, borderWidthSelected: width, labelHighlightBold: false,
      margin: { top: 0, right: 0, bottom: 0, left: 0 },
      shapeProperties: { borderRadius: radius, borderDashes: dashes },
    };
  }

  paint() {
    if (!this.network) return; // destroyed, and yet told that it lost the focus
    this.litSet = this.lit && around(this.lit);
    this.heldSet = this.held && around(this.held);
    this.nodes.update(this.drawing.nodes.map((node) => this.node(node)));
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

/** The arrows and things that belong to a thing, to things, to an arrow or to arrows. */
function around(what) {
  const found = { concepts: new Set(what.concepts || []), links: new Set(what.links || []) };
  if (what.link !== undefined) found.links.add(what.link);
  if (what.concept !== undefined) {
    found.concepts.add(what.concept);
    for (const at of [...out[what.concept], ...into[what.concept]]) if (!state.shown[at].hidden) found.links.add(at);
  }
  if (what.concepts) {
    for (const from of what.concepts) {
      for (const at of out[from]) if (!state.shown[at].hidden && found.concepts.has(links[at].object)) found.links.add(at);
    }
  }
  for (const at of found.links) found.concepts.add(links[at].subject).add(links[at].object);
  return found;
}
