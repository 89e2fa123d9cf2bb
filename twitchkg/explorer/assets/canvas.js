// The canvases: vis-network with fixed places, coloured from page.css, lit by what is chosen.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { links, scale, lanes, concepts } = data;
  for (const row of data.rows) { // what is empty was left out of the file
    for (const name of ["summary", "effect", "frequency", "condition", "context", "rationale", "where", "claim"]) row[name] ??= "";
    row.places ??= [];
    row.spans ??= [];
  }
  const FACE = "Arial, 'Liberation Sans', Helvetica, sans-serif";
  const LINE_LENGTH = 16, LONGEST = 90, LINE_HEIGHT = 15, PADDING = 8; // as in labels.py
  // Corner radius, border dashes, border width by kind: the same as the swatches in page.css.
  const BORDERS = {
    lifestyle: [5, false, 1.5], deficiency: [5, [6, 3], 1.5], medication: [14, false, 1.5],
    condition: [0, false, 1.5], mechanism: [14, [6, 3], 1.5], body: [0, [2, 2], 1.5],
    symptom: [14, false, 3], flag: [0, false, 3], care: [5, false, 3], other: [0, [6, 3], 1.5],
  };
  const styles = getComputedStyle(document.documentElement);
  const colour = (name) => styles.getPropertyValue("--" + name).trim();

  class Canvas {
    /**
     * box: the element to draw in, inside a .scroller; drawings: by name;
     * pick(width, drawings): the name of the drawing for that much room; most: the largest scale;
     * faint: arrows stay in the background until lit; choose({concept} or {link} or null).
     */
    constructor(box, drawings, { pick, most, faint, choose }) {
      Object.assign(this, { box, drawings, pick, most, faint, choose, zoom: 1, rest: null, lit: null, held: null });
      this.build();
      this.watch = new ResizeObserver(() => this.resized());
      this.watch.observe(box.closest(".scroller"));
    }

    get room() {
      return this.box.closest(".scroller").clientWidth;
    }

    destroy() {
      this.watch.disconnect();
      this.network.destroy();
    }

    build() {
      this.name = this.pick(this.room, this.drawings);
      this.drawing = this.drawings[this.name];
      if (this.network) this.network.destroy();
      this.nodes = new vis.DataSet(this.drawing.nodes.map((node) => this.node(node)));
      this.edges = new vis.DataSet(this.drawing.edges.map((edge) => this.edge(edge)));
      this.scaleBox();
      this.network = new vis.Network(this.box, { nodes: this.nodes, edges: this.edges }, data.options);
      this.box.querySelector(".vis-network").removeAttribute("tabindex"); // nothing to do there by key
      this.fit();
      const concept = (id) => this.nodes.get(id)?.concept;
      const link = (id) => this.edges.get(id)?.link;
      this.network.on("afterDrawing", (context) => this.heads(context));
      this.network.on("hoverNode", ({ node }) => this.point({ concept: concept(node) }));
      this.network.on("hoverEdge", ({ edge }) => this.point({ link: link(edge) }));
      this.network.on("blurNode", () => this.point(null));
      this.network.on("blurEdge", () => this.point(null));
      this.network.on("click", ({ nodes, edges }) => {
        if (nodes.length && concept(nodes[0]) !== undefined) this.choose({ concept: concept(nodes[0]) });
        else if (edges.length) this.choose({ link: link(edges[0]) });
        else this.choose(null);
      });
    }

    get margin() {
      return { x: 12, top: this.drawing.heads ? 44 : 14, bottom: 14 };
    }

    scaleBox() {
      const { width, height } = this.drawing;
      const { x, top, bottom } = this.margin;
      this.scale = Math.max(Math.min(this.most, this.room / (width + 2 * x)) * this.zoom, 0.1);
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

    heads(context) {
      if (!this.drawing.heads) return;
      context.save();
      Object.assign(context, { textAlign: "center", textBaseline: "bottom", lineWidth: 5, lineJoin: "round" });
      context.strokeStyle = colour("paper");
      context.font = `bold 12px ${FACE}`;
      for (const head of this.drawing.heads) {
        context.fillStyle = colour(head.style);
        head.lines.forEach((line, at) => {
          const y = head.y - 8 - (head.lines.length - 1 - at) * 14;
          context.strokeText(line, head.x, y);
          context.fillText(line, head.x, y);
        });
      }
      context.restore();
    }

    state(concept, link) {
      const shown = this.held || this.lit;
      if (!shown) return "plain";
      return (link === undefined ? shown.concepts.has(concept) : shown.links.has(link)) ? "lit" : "quiet";
    }

    node(node) {
      if (node.concept === undefined) {
        const none = "rgba(0,0,0,0)";
        const color = { background: none, border: none, hover: none, highlight: none };
        return { ...node, label: undefined, color, borderWidth: 0, chosen: false };
      }
      const state = this.state(node.concept);
      const [radius, dashes, width] = BORDERS[node.style] || BORDERS.other;
      const tone = colour(state === "quiet" ? "dim" : node.style);
      const paint = { background: colour(state === "lit" ? "lit-fill" : "paper"), border: tone };
      return {
        ...node,
        color: { ...paint, hover: paint, highlight: paint },
        font: { face: FACE, size: 13, color: tone, multi: false, align: "center" },
        borderWidth: width, borderWidthSelected: width, labelHighlightBold: false,
        margin: { top: 0, right: 0, bottom: 0, left: 0 },
        shapeProperties: { borderRadius: radius, borderDashes: dashes },
      };
    }

    edge(edge) {
      const lit = this.state(undefined, edge.link) === "lit";
      const link = links[edge.link];
      const tone = colour(lit ? "lit" : this.faint ? "faint" : "arrow");
      const dashes = link.modality === null ? [] : scale[link.modality].dashes;
      return {
        ...edge,
        color: { color: tone, hover: tone, highlight: tone, inherit: false },
        width: lit ? 2.6 : link.causal ? 1.4 : 1,
        hoverWidth: 0, selectionWidth: 0, chosen: false,
        dashes: dashes.length ? dashes : false,
        arrows: { to: { enabled: edge.arrow, type: link.causal ? "arrow" : "vee", scaleFactor: link.causal ? 0.6 : 0.5 } },
        smooth: this.bend(edge),
      };
    }

    /** S-curves between columns (or rows); arcs between two boxes of one column (or row). */
    bend(edge) {
      const [from, to] = [edge.from, edge.to].map((id) => this.nodes.get(id));
      const across = this.name === "across";
      const beside = this.faint && (across ? from.x === to.x : Math.abs(from.y - to.y) < 20);
      if (beside) return { enabled: true, type: "curvedCW", roundness: 0.35 };
      return { enabled: true, type: "cubicBezier", forceDirection: across ? "horizontal" : "vertical", roundness: 0.5 };
    }

    paint() {
      this.nodes.update(this.drawing.nodes.filter((n) => n.concept !== undefined).map((n) => this.node(n)));
      this.edges.update(this.drawing.edges.map((e) => this.edge(e)));
    }

    /** Light a thing, an arrow or a list of arrows; null lights nothing. */
    light(what) {
      this.lit = what && around(what);
      this.paint();
    }

    point(what) {
      this.held = what && (what.concept !== undefined || what.link !== undefined) ? around(what) : null;
      this.box.style.cursor = this.held ? "pointer" : "";
      this.paint();
    }
  }

  /** The arrows and things that belong to a thing, an arrow or a list of arrows. */
  function around(what) {
    const found = { concepts: new Set(), links: new Set() };
    if (what.concept !== undefined) {
      found.concepts.add(what.concept);
      links.forEach((link, at) => {
        if (link.subject === what.concept || link.object === what.concept) found.links.add(at);
      });
    } else {
      for (const at of what.links || [what.link]) found.links.add(at);
    }
    for (const at of found.links) found.concepts.add(links[at].subject).add(links[at].object);
    return found;
  }

  // ---------------------------------------------------------------- routed drawings, as in drawings.py

  const pen = document.createElement("canvas").getContext("2d");

  function wrapped(label) {
    let text = [...(label.split(/\s+/u).filter(Boolean).join(" ") || "(no label)")];
    if (text.length > LONGEST) text = [...text.slice(0, LONGEST - 1).join("").trimEnd(), "…"];
    const lines = [];
    for (const word of text.join("").split(" ")) {
      const last = lines.length - 1;
      if (lines.length && [...lines[last]].length + 1 + [...word].length <= LINE_LENGTH) lines[last] += " " + word;
      else lines.push(word);
    }
    return lines;
  }

  function size(lines) {
    pen.font = `13px ${FACE}`;
    const width = Math.max(...lines.map((line) => pen.measureText(line).width)) * 1.04;
    return [width + 2 * PADDING, lines.length * LINE_HEIGHT + 2 * PADDING];
  }

  /** Layered drawings, across and down, of the links of these cards. */
  function routed(cards, start) {
    const chosen = [...new Set(cards.flatMap((card) => card.steps))];
    const edges = chosen.map((at) => [String(links[at].subject), String(links[at].object)]);
    const nodes = [...new Set([String(start), ...edges.flat()])];
    const labels = {}, sizes = {}, swapped = {};
    for (const n of nodes) {
      labels[n] = wrapped(concepts[n].label);
      sizes[n] = size(labels[n]);
      swapped[n] = [...sizes[n]].reverse();
    }
    const { layered, turned } = window.twitchkg;
    return {
      across: asNetwork(layered(nodes, edges, sizes), chosen, labels),
      down: asNetwork(turned(layered(nodes, edges, swapped)), chosen, labels),
    };
  }

  function asNetwork(drawing, chosen, labels) {
    const nodes = Object.entries(drawing.boxes).map(([n, box]) => ({
      id: n, concept: Number(n), label: labels[n].join("\n"), shape: "box", x: box.x, y: box.y,
      widthConstraint: { minimum: box.width }, heightConstraint: { minimum: box.height },
      style: lanes[concepts[n].lane].style,
    }));
    const edges = [];
    drawing.paths.forEach(({ points }, i) => {
      points.forEach(([x, y], at) => nodes.push({ id: `${chosen[i]}.${at}`, shape: "dot", size: 0, x, y }));
      for (let at = 0; at + 1 < points.length; at++) {
        const [from, to] = [`${chosen[i]}.${at}`, `${chosen[i]}.${at + 1}`];
        edges.push({ id: `${chosen[i]}:${at}`, from, to, link: chosen[i], arrow: at === points.length - 2 });
      }
    });
    return { nodes, edges, width: drawing.width, height: drawing.height };
  }

  Object.assign(window.twitchkg, { data, Canvas, routed, wrapped });
})();
