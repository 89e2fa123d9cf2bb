// What happens on the page: finding, asking, selecting, choosing a chain, printing.
"use strict";
(() => {
  const page = window.twitchkg;
  const { data, Canvas } = page;
  const { concepts } = data;
  const byId = (id) => document.getElementById(id);
  for (const element of document.querySelectorAll(".drawing, .with-script, .light")) element.hidden = false;
  if (document.documentElement.clientWidth < 720) document.querySelector(".legend").open = false;

  // ---------------------------------------------------------------- selecting

  const panel = byId("detail");
  let opener = null;

  /** Light a thing or an arrow everywhere and tell of it; with focus when the keyboard asked. */
  function select(what, focus) {
    for (const canvas of [page.chain, page.map]) if (canvas) canvas.light(what || canvas.rest);
    if (!what) {
      panel.hidden = true;
      if (opener && opener.isConnected) opener.focus();
      opener = null;
      return;
    }
    byId("detail-body").replaceChildren(...(what.concept === undefined ? page.aboutLink(what.link) : page.aboutConcept(what.concept)));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (!focus) return;
    if (!panel.contains(document.activeElement) && document.activeElement !== document.body) opener = document.activeElement;
    byId("detail-title").focus();
  }
  panel.addEventListener("click", (event) => {
    const thing = event.target.closest("[data-concept]");
    if (thing) select({ concept: Number(thing.dataset.concept) }, true);
  });
  panel.querySelector(".close").addEventListener("click", () => select(null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) select(null);
  });

  // ---------------------------------------------------------------- names

  const byName = new Map();
  concepts.forEach((concept, place) => {
    for (const name of concept.synonyms) if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), place);
  });
  concepts.forEach((concept, place) => byName.set(concept.label.toLowerCase(), place));
  for (const concept of concepts.slice(0, 3000)) {
    byId("things").append(Object.assign(document.createElement("option"), { value: concept.label }));
  }

  /** The place of the concept of that name, or of the first whose name holds the text. */
  function named(text) {
    const asked = text.trim().toLowerCase();
    if (!asked || byName.has(asked)) return byName.get(asked);
    return [...byName].find(([name]) => name.includes(asked))?.[1];
  }

  byId("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const place = named(byId("find-text").value);
    byId("find-answer").textContent = place === undefined ? "Nothing of that name is in this graph." : "";
    if (place !== undefined) select({ concept: place }, true);
  });

  // ---------------------------------------------------------------- chains

  function across(room, drawings) {
    const fits = (drawing) => Math.min(1, room / (drawing.width + 24));
    if (fits(drawings.across) >= 0.85) return "across";
    return fits(drawings.down) > fits(drawings.across) ? "down" : "across";
  }

  /** Draw the chains whose cards stand in #answer, and light the first. */
  function drawChains(found, drawings) {
    if (page.chain) page.chain.destroy();
    page.chain = null;
    page.asked = found;
    const box = byId("chain-canvas");
    if (!box) return;
    const canvas = new Canvas(box, drawings, { pick: across, most: 1.15, faint: false, choose: select });
    page.chain = canvas;
    const cards = [...document.querySelectorAll(".card")];
    const choose = (at) => {
      cards.forEach((card, other) => card.classList.toggle("lit", other === at));
      canvas.rest = { links: found.cards[at].steps };
      canvas.light(canvas.rest);
    };
    cards.forEach((card, at) => {
      card.addEventListener("click", () => choose(at));
      card.querySelector("summary").addEventListener("focus", () => choose(at));
      card.querySelector(".light").addEventListener("click", () => {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        box.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
      });
    });
    choose(0);
  }

  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const [start, end] = ["ask-from", "ask-to"].map((id) => named(byId(id).value));
    const missing = start === undefined ? byId("ask-from").value : end === undefined ? byId("ask-to").value : null;
    byId("ask-answer").textContent = missing !== null ? `Nothing called “${missing}” is in this graph.`
      : start === end ? "Name two different things." : "";
    if (missing !== null || start === end) return;
    byId("ask-from").value = concepts[start].label;
    byId("ask-to").value = concepts[end].label;
    const found = page.findChains(data, start, end);
    byId("chains-title").replaceChildren("How ", page.label(start), " can lead to ", page.label(end));
    if (page.chain) page.chain.destroy();
    page.chain = null;
    byId("answer").replaceChildren(...page.answer(found, end));
    drawChains(found, found.cards.length ? page.routed(found.cards, start) : null);
    const count = found.cards.length;
    byId("ask-answer").textContent = count ? `${count} ${count === 1 ? "chain" : "chains"}.` : "No chain.";
  });

  // ---------------------------------------------------------------- opening

  drawChains(data.chains, data.drawn.chain);
  page.map = new Canvas(byId("map-canvas"), data.drawn.map, {
    pick: (room) => (room >= 1000 ? "across" : room >= 600 ? "middle" : "down"),
    most: 1, faint: true, choose: select,
  });
  const out = page.map.drawing.left_out;
  byId("map-note").textContent = out
    ? `Only ${concepts.length - out} of ${concepts.length} things are drawn here; search finds all of them.` : "";
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const way = button.dataset.zoom, { map } = page;
      map.zoom = way === "fit" ? 1 : Math.min(3, Math.max(0.5, map.zoom * (way === "in" ? 1.3 : 1 / 1.3)));
      map.scaleBox();
      map.fit();
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const canvas of [page.chain, page.map]) if (canvas) canvas.paint();
  });
  const closed = [];
  const printing = (on) => { // paper is white, also where the screen is dark
    document.documentElement.toggleAttribute("data-printing", on);
    for (const canvas of [page.chain, page.map]) if (canvas) canvas.paint();
  };
  addEventListener("beforeprint", () => {
    printing(true);
    closed.push(...document.querySelectorAll("details:not([open])"));
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    printing(false);
    for (const each of closed.splice(0)) each.open = false;
  });
})();
