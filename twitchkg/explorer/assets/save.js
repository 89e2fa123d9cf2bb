// What can be kept: links, text, SVG and PNG, and paper.
"use strict";
(() => {
  const page = window.twitchkg;
  const { paint, wrapped, data } = page;
  const NS = "http://www.w3.org/2000/svg";

  /** Say it in the live region, also when the same is said twice. */
  function say(text) {
    const region = document.getElementById("live");
    region.textContent = "";
    region.textContent = text;
  }

  /** Copy, and say so; also where there is no clipboard (a page opened from a file, asked for leave). */
  async function copy(text, what) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch { // no leave or no clipboard: the old way
      const area = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      const before = document.activeElement;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      before?.focus();
    }
    page.note(done ? `${what} is copied.` : "Copying is not allowed here; select and copy by hand.");
  }

  function element(tag, attributes, ...children) {
    const made = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }
  const short = (number) => Math.round(number * 10) / 10;
  const point = ([x, y]) => `${short(x)} ${short(y)}`;

  /** A drawing as an SVG element, from its geometry; text is only ever text. */
  function svgOf(canvas, title) {
    const { drawing, margin } = canvas;
    const { colour, border } = paint;
    const [width, height] = [Math.ceil(drawing.width + 2 * margin.x), Math.ceil(drawing.height + margin.top + margin.bottom)];
    const svg = element("svg", { xmlns: NS, width, height, viewBox: `${-margin.x} ${-margin.top} ${width} ${height}`, role: "img" });
    svg.append(element("title", {}, title), element("rect", { x: -margin.x, y: -margin.top, width, height, fill: colour("paper") }));
    for (const { x, y, width: w, height: h, radius, tone } of canvas.frames) {
      svg.append(element("rect", { x: short(x), y: short(y), width: short(w), height: short(h), rx: radius, fill: "none", stroke: tone, "stroke-width": paint.FRAME_WIDTH }));
    }
    const lines = drawing.lines.filter((line) => !page.shown[line.link].hidden);
    const lit = (line) => canvas.state({ link: line.link }) === "lit";
    for (const line of [...lines.filter((each) => !lit(each)), ...lines.filter(lit)]) {
      const look = paint.stroke(page.shown[line.link], canvas.state({ link: line.link }), canvas.faint, canvas.cut({ link: line.link }));
      const path = line.curves.map(([a, b, c, d], at) => `${at ? "" : "M" + point(a)}C${point(b)} ${point(c)} ${point(d)}`).join("");
      const ends = paint.head(line, look.length);
      const dashes = look.dashes.length ? { "stroke-dasharray": look.dashes.join(" ") } : {};
      svg.append(element("path", { d: path, fill: "none", stroke: look.colour, "stroke-width": look.width, ...dashes }));
      svg.append(element("path", { d: `M${point(ends[1])}L${point(ends[0])}L${point(ends[2])}${look.filled ? "Z" : ""}`, fill: look.filled ? look.colour : "none", stroke: look.filled ? "none" : look.colour, "stroke-width": look.width }));
    }
    for (const node of drawing.nodes) {
      if (canvas.gone(node)) continue;
      const { radius, dashes, width: thick, tone, fill } = canvas.look(node);
      const [w, h] = [node.widthConstraint.minimum, node.heightConstraint.minimum];
      svg.append(element("rect", { x: short(node.x - w / 2), y: short(node.y - h / 2), width: short(w), height: short(h), rx: radius, fill, stroke: tone, "stroke-width": thick, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) }));
      svg.append(text(wrapped(data.concepts[node.concept].label), node.x, node.y, 13, paint.LINE_HEIGHT, tone, {}));
    }
    for (const { x, y, text: sign, tone, radius } of canvas.marks) {
      const size = paint.badgeSize(radius);
      svg.append(element("circle", { cx: short(x), cy: short(y), r: radius, fill: colour("paper"), stroke: tone }),
        element("text", { x: short(x), y: short(y + 0.35 * size), "text-anchor": "middle", "font-family": paint.FACE, "font-size": size, fill: tone }, sign));
    }
    for (const head of canvas.titles) {
      svg.append(text(head.lines, head.x, head.y - 14 - ((head.lines.length - 1) * 14) / 2, 12, 14, colour(head.style),
        { "font-weight": "bold", stroke: colour("paper"), "stroke-width": 4, "paint-order": "stroke" }));
    }
    return svg;
  }

  function text(lines, x, y, size, height, fill, more) {
    const top = y - ((lines.length - 1) * height) / 2 + size * 0.35;
    return element("text", { "text-anchor": "middle", "font-family": paint.FACE, "font-size": size, fill, ...more },
      ...lines.map((line, at) => element("tspan", { x: short(x), y: short(top + at * height) }, line)));
  }

  const source = (svg) => new XMLSerializer().serializeToString(svg);

  function download(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 5000);
    page.note(`Saved as ${name}.`);
  }

  /** The drawing as PNG, two pixels for each of the drawing's. */
  async function png(svg) {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source(svg));
    await image.decode();
    const times = Math.min(2, 8000 / Math.max(image.width, image.height));
    const made = Object.assign(document.createElement("canvas"), { width: image.width * times, height: image.height * times });
    made.getContext("2d").drawImage(image, 0, 0, made.width, made.height);
    return new Promise((resolve) => made.toBlob(resolve, "image/png"));
  }

  async function save(canvas, kind, title) {
    const svg = svgOf(canvas, title);
    const name = (title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "drawing") + "." + kind;
    download(kind === "svg" ? new Blob([source(svg)], { type: "image/svg+xml" }) : await png(svg), name);
  }

  // ---------------------------------------------------------------- paper

  const closed = [];
  function toPaper() { // paper is white, also where the screen is dark; a picture fits its width
    document.documentElement.setAttribute("data-printing", "");
    closed.push(...document.querySelectorAll(".cards details:not([open])"));
    for (const each of closed) each.open = true;
    for (const canvas of page.canvases()) {
      canvas.paint();
      const svg = svgOf(canvas, canvas.box.getAttribute("aria-label"));
      svg.setAttribute("class", "paper");
      canvas.box.closest("figure").append(svg);
    }
  }
  function fromPaper() {
    document.documentElement.removeAttribute("data-printing");
    for (const each of closed.splice(0)) each.open = false;
    for (const svg of document.querySelectorAll("svg.paper")) svg.remove();
    for (const canvas of page.canvases()) canvas.paint();
  }
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);

  Object.assign(page, { say, copy, save, svgOf, svgText: (canvas, title) => source(svgOf(canvas, title)) });
})();
