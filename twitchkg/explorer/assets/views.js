// The views: chains, what stands around a thing, the map, the table, the panel of an arrow.
"use strict";
(() => {
  const page = window.twitchkg;
  const { data, Canvas, make, label, several } = page;
  const { concepts } = data;
  const byId = (id) => document.getElementById(id);
  const own = {}; // the canvases by view

  page.canvases = () => [own.chain, own.about, own.compare, own.map].filter(Boolean);
  const expose = () => Object.assign(page, { chain: own.chain || null, around: own.about || null, compare: own.compare || null, map: own.map });

  function drop(name) {
    own[name]?.destroy();
    own[name] = null;
    expose();
  }

  function across(room, drawings) {
    const fits = (drawing) => Math.min(1, room / (drawing.width + 24));
    if (fits(drawings.across) >= 0.85) return "across";
    return fits(drawings.down) > fits(drawings.across) ? "down" : "across";
  }

  /** A drawing's click: a thing is visited, an arrow tells its evidence, nothing closes the panel. */
  function choose(what) {
    if (what?.concept !== undefined) page.visit({ about: what.concept });
    else if (what) page.showEdge(what.link, false);
    else page.showEdge(undefined, false);
  }

  /** `marked`: {places, words}: things with a second frame, and what that says. */
  function draw(name, drawings, start, marked) {
    const canvas = new Canvas(byId(`${name}-canvas`), drawings, { pick: across, most: 1.15, faint: false, choose, marked });
    own[name] = canvas;
    expose();
    page.walkable(canvas, start);
    return canvas;
  }

  // ---------------------------------------------------------------- chains

  const LISTED = 10, MOST_CHAINS = 200;
  let cards = [];

  function showChains({ from, to }) {
    drop("chain");
    byId("chains").hidden = false;
    const filtered = page.anyHidden();
    const opening = data.chains && !filtered && !page.without.size && page.beside() === data.background.on && from === data.chains.start && to === (data.chains.kindOf[0]?.subject ?? data.chains.end);
    const found = opening ? data.chains : page.leftOf(page.findChains(page.shownGraph(), from, to, page.without.size ? MOST_CHAINS : LISTED));
    const all = filtered ? page.findChains({ ...data, links: page.unfiltered() }, from, to) : found;
    page.asked = found;
    const must = found.cards.length - (found.cut?.shown ?? 0) > 1 ? page.mustPass(found.start, found.end, page.taken(found.end)) : [];
    const any = found.cards.length + found.summaries.length > 0;
    const none = all.cards.length + all.summaries.length > 0 ? "No chain is shown" : "No chain in this graph";
    byId("chains-title").replaceChildren(...(any ? ["How ", label(from), " can lead to ", label(to)] : ["Does ", label(from), " lead to ", label(to), `? ${none}`]));
    byId("answer").replaceChildren(...page.answer(found, to, all, must));
    byId("chains-hidden").replaceChildren(...hiddenSaid());
    byId("ask-from").value = concepts[from].label;
    byId("ask-to").value = concepts[to].label;
    cards = [...document.querySelectorAll("#answer .card")];
    if (!found.cards.length) return `No chain from ${concepts[from].label} to ${concepts[to].label}.`;
    const drawings = opening && data.drawn.chain ? page.fromPython(data.drawn.chain)
      : page.routed([...new Set(found.cards.flatMap((card) => card.steps))], [from]);
    draw("chain", drawings, () => from, { places: must, words: `every chain ${found.cut?.shown ? "that is left " : ""}passes here` });
    cards.forEach((card, at) => {
      card.querySelector("summary").addEventListener("click", () => page.chooseChain(at));
      card.querySelector(".light").addEventListener("click", () => {
        page.chooseChain(at);
        bring(own.chain.box);
      });
    });
    if (found.cut) return page.countSaid(found.cut.cut, found.cut.left);
    return `${several(found.cards.length, "chain")} from ${concepts[from].label} to ${concepts[to].label}.`;
  }

  /** Light one of the chains, counted from 0. */
  function lightChain(at) {
    if (!own.chain) return;
    cards.forEach((card, other) => card.classList.toggle("lit", other === at));
    if (!cards.some((card) => card.querySelector("details").open)) cards[at].querySelector("details").open = true;
    const { steps, cut } = page.asked.cards[at];
    own.chain.rest = cut ? null : { links: steps }; // what is cut does not run
    own.chain.light(own.chain.rest);
  }

  // ---------------------------------------------------------------- around a thing

  function showAbout({ about, hops = 1 }) {
    drop("about");
    byId("about").hidden = false;
    const around = page.neighbourhood(about, hops);
    byId("about-title").replaceChildren(label(about));
    byId("about-body").replaceChildren(...page.aboutConcept(about, around, hops));
    if (around.links.length) {
      // causes first, so that a loop runs back to them and not from them
      const upstream = around.links.filter((at) => data.links[at].object === about).map((at) => data.links[at].subject);
      draw("about", page.routed(around.links, [...upstream, about]), () => about);
      own.about.focus = about;
      own.about.light(null);
    }
    return `${concepts[about].label}: ${several(page.into[about].filter((at) => page.shown[at].causal).length, "cause")}, ${several(page.out[about].filter((at) => page.shown[at].causal).length, "effect")}.`;
  }

  // ---------------------------------------------------------------- two causes

  function showCompare(state) {
    drop("compare");
    byId("compare").hidden = false;
    const { compare: first, with: second, to } = state;
    const result = page.compared(first, second, to), drawn = page.drawnSteps(result);
    byId("compare-title").replaceChildren(label(first), " and ", label(second), " on the way to ", label(to));
    byId("compare-body").replaceChildren(...page.comparison(state, result, drawn));
    for (const [id, place] of [["compare-first", first], ["compare-second", second], ["compare-end", to]]) byId(id).value = concepts[place].label;
    if (drawn.steps.length) {
      draw("compare", page.routed(drawn.steps, [first, second].filter((place) => drawn.steps.some((at) => data.links[at].subject === place))), () => first, { places: result.shared, words: "both pass here" });
    }
    return `${several(result.onlyFirst.length, "thing")} only from ${concepts[first].label}, ${result.shared.length} on both, ${result.onlySecond.length} only from ${concepts[second].label}.`;
  }

  // ---------------------------------------------------------------- map and table

  function showMap() {
    const canvas = new Canvas(byId("map-canvas"), page.overviews(data.drawn.map), {
      pick: (room) => (room >= 1000 ? "across" : room >= 600 ? "middle" : "down"), most: 1, faint: true, choose,
    });
    own.map = canvas;
    expose();
    page.walkable(canvas, () => canvas.drawing.nodes.find((node) => !canvas.gone(node))?.concept);
    const left = canvas.drawing.left_out;
    const all = concepts.filter((concept) => !concept.background).length;
    byId("map-note").textContent = left ? `Only ${all - left} of ${all} things are drawn here; search finds all of them.` : "";
    const list = byId("map-list");
    list.addEventListener("toggle", () => {
      if (!list.open || list.children.length > 1) return;
      const drawn = new Set(canvas.drawing.nodes.map((node) => node.concept));
      for (const lane of data.lanes) {
        const members = lane.members.filter((place) => drawn.has(place));
        if (members.length) list.append(make("div", null, make("h3", null, lane.label), make("ul", { class: "choices" }, members.map((place) => make("li", null, page.thing(place))))));
      }
    });
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => {
        const way = button.dataset.zoom;
        canvas.zoom = way === "fit" ? 1 : Math.min(3, Math.max(0.5, canvas.zoom * (way === "in" ? 1.3 : 1 / 1.3)));
        canvas.scaleBox();
        canvas.fit();
      });
    }
  }

  const hiddenSaid = () => {
    const note = page.hiddenNote();
    return note ? [note + " ", page.button("Show all", { class: "small", "data-show-all": "" })] : [];
  };

  /** Say and do everywhere what the legend hides. */
  function showFiltered() {
    page.showBackground();
    own.map?.paint();
    byId("map-hidden").replaceChildren(...hiddenSaid());
    byId("map-without").replaceChildren(...[page.leftOut()].filter(Boolean));
    let hidden = 0;
    for (const line of document.querySelectorAll("#table tr[data-row]")) {
      line.hidden = page.rowHidden(data.rows[Number(line.dataset.row)]);
      hidden += line.hidden;
    }
    byId("table-hidden").replaceChildren(...(hidden ? [`${several(hidden, "statement")} ${hidden === 1 ? "is" : "are"} hidden by the legend. `, page.button("Show all", { class: "small", "data-show-all": "" })] : []));
    page.tickLegend();
  }

  /** Light things on the map, by IRI; used for the rows of a query. Gives how many are there. */
  function light(iris, go = true) {
    const places = [...new Set([...iris].map((iri) => page.placeOf(iri)).filter((place) => place !== undefined))];
    const { map } = own;
    const drawn = new Set(map.drawing.nodes.map((node) => node.concept));
    const there = places.filter((place) => drawn.has(place));
    map.rest = there.length ? { concepts: there } : null;
    map.light(map.rest);
    const text = there.length ? `${several(there.length, "thing")} lit on the map.` : "None of these things is on the map.";
    byId("map-lit").replaceChildren(...(there.length ? [text + " ", page.button("Put out", { class: "small", "data-unlight": "" })] : []));
    page.say(text);
    if (!places.length && own.about?.rest) own.about.light(own.about.rest = null);
    if (there.length && go) bring(byId("map-canvas"));
    return there.length;
  }

  /** Light things where one is, without leaving it: on the map, and in the drawing of the view. */
  function lightThings(places) {
    light(places.map((place) => concepts[place].iri), false);
    const here = own.about?.drawing.nodes.map((node) => node.concept).filter((place) => places.includes(place)) ?? [];
    if (!own.about) return;
    own.about.rest = here.length ? { concepts: here } : null;
    own.about.light(own.about.rest);
    const { rest } = own.map;
    page.note(`${rest ? several(rest.concepts.length, "thing") : "Nothing"} lit on the map, ${here.length} of them in the drawing here.`);
  }

  // ---------------------------------------------------------------- the panel of an arrow

  const panel = byId("detail");
  let opener = null;

  function tellEdge(at, focus) {
    for (const canvas of page.canvases()) canvas.light(at === undefined ? canvas.rest : { link: at });
    if (at === undefined) {
      if (!panel.hidden && panel.contains(document.activeElement) && opener?.isConnected) opener.focus();
      panel.hidden = true;
      opener = null;
      return;
    }
    if (!panel.contains(document.activeElement) && document.activeElement !== document.body) opener = document.activeElement;
    byId("detail-body").replaceChildren(...page.aboutLink(at));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (focus) byId("detail-title").focus();
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  function bring(element, block = "nearest") {
    element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  }

  Object.assign(page, { showChains, lightChain, showAbout, showCompare, showMap, showFiltered, tellEdge, light, lightThings, drop, bring });
})();
