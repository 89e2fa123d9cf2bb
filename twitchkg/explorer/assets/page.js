// What happens on the page: the address is read and shown, clicks and keys change it.
"use strict";
(() => {
  const page = window.twitchkg;
  const { data, named, several } = page;
  const { concepts } = data;
  const byId = (id) => document.getElementById(id);
  const title = document.title;
  for (const element of document.querySelectorAll(".drawing, .with-script, .light")) element.hidden = false;
  if (document.documentElement.clientWidth < 720) document.querySelector(".legend").open = false;

  /** A short word to the reader: seen for a while, and spoken. */
  let fading = 0;
  page.note = (text) => {
    page.say(text);
    const toast = byId("toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => { toast.hidden = true; }, 4000);
  };

  // ---------------------------------------------------------------- state

  const NAMED = ["about", "from", "to", "compare", "with"]; // what of a state is a thing
  let state = { hide: {}, without: [], told: [] };
  let drawn = ""; // what the main view was made from
  page.state = () => state;

  /** The chains the file was made to open on, where the address names nothing else. */
  function opening(parsed) {
    const { chains } = data;
    if (["about", "compare", "from", "to"].some((name) => parsed[name] !== undefined) || !chains) return parsed;
    const to = chains.kindOf[0]?.subject ?? chains.end;
    return chains.start < 0 || to < 0 || chains.start === to ? parsed : { ...parsed, from: chains.start, to };
  }

  function show(parsed) {
    const unknown = page.applyFilters(parsed.hide);
    state = opening(parsed);
    page.without = new Set(state.without);
    const told = [...parsed.told, ...unknown.map((name) => `Nothing is called “${name}” in the legend.`)];
    const hiding = JSON.stringify([page.beside(), page.filterKinds.map((kind) => [...page.hidden[kind]])]);
    const view = page.viewOf(state);
    const made = JSON.stringify([view, state.about, state.hops, state.compare, state.with, state.from, state.to, state.without, hiding]);
    let said = "";
    if (made !== drawn) {
      drawn = made;
      document.body.dataset.view = view;
      for (const [name, canvas] of [["about", "about"], ["chains", "chain"], ["compare", "compare"]]) {
        if (name === view) continue;
        page.drop(canvas);
        byId(name).hidden = true;
      }
      page.showFiltered();
      if (view === "about") said = page.showAbout(state);
      if (view === "chains") said = page.showChains(state);
      if (view === "compare") said = page.showCompare(state);
    }
    if (view === "chains" && page.asked.cards.length) {
      const at = (state.chain || 1) - 1;
      if (at >= page.asked.cards.length) told.push(`There are only ${several(page.asked.cards.length, "chain")}, no chain ${state.chain}.`);
      page.lightChain(Math.min(at, page.asked.cards.length - 1));
    }
    page.tellEdge(state.edge, false);
    byId("told").replaceChildren(...told.map((text) => page.make("p", null, text)));
    const name = (place) => concepts[place].label;
    document.title = view === "about" ? `${name(state.about)} – ${title}`
      : view === "compare" ? `${name(state.compare)} and ${name(state.with)} → ${name(state.to)} – ${title}`
      : view === "chains" && location.hash ? `${page.asked.cards.length + page.asked.summaries.length ? `${name(state.from)} → ${name(state.to)}` : byId("chains-title").textContent} – ${title}` : title;
    return said;
  }

  function go(next, replace) {
    const fragment = page.formatState(next);
    const address = fragment || location.pathname + location.search;
    if (fragment !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", address);
    return show({ ...next, told: [] });
  }

  /**
   * Visit a view: {about, hops}, {from, to, chain} or {compare, with, to}; what is hidden stays
   * hidden, and what is left out stays left out.
   */
  page.visit = (what) => {
    const section = page.viewOf(what);
    const beside = NAMED.some((name) => concepts[what[name]]?.background); // who visits it wants to see it
    const said = go({ ...what, hide: beside ? { ...state.hide, background: true } : state.hide, without: state.without });
    page.bring(byId(section), "start");
    byId(`${section}-title`).focus({ preventScroll: true });
    page.say(said);
    return said;
  };
  page.showEdge = (at, focus) => {
    if (at === undefined && state.edge === undefined) return;
    go({ ...state, edge: at });
    if (focus && at !== undefined) page.tellEdge(at, true);
  };
  page.chooseChain = (at) => {
    if ((state.chain || 1) - 1 !== at) go({ ...state, chain: at + 1 }, true);
    else page.lightChain(at);
  };
  /** Leave other things out; the reader stays at the switch that was used, or at the heading. */
  function leaveOut(without, act) {
    const section = act.closest("section[id]"), place = act.dataset.without ?? act.dataset.putBack;
    const top = act.getBoundingClientRect().top;
    const changed = without.filter((each) => !page.without.has(each)), back = [...page.without].filter((each) => !without.includes(each));
    go({ ...state, chain: undefined, without });
    const same = place && section.querySelector(`[data-without="${place}"]`);
    (same || byId(`${section.id}-title`)).focus({ preventScroll: true });
    if (same && same.dataset.without === act.dataset.without) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
    const names = (places, verb) => (places.length ? [`${places.map((each) => concepts[each].label).join(", ")} ${places.length > 1 ? "are" : "is"} ${verb}.`] : []);
    const count = [...document.querySelectorAll(`#${page.viewOf(state)} .cut-count`)].map((each) => each.textContent);
    page.say([...names(changed, "left out"), ...names(back, "put back"), ...count].join(" "));
  }

  function hide(kind, name, on) {
    const names = new Set(state.hide[kind] || []);
    if (on) names.delete(name);
    else names.add(name);
    go({ ...state, hide: { ...state.hide, [kind]: [...names] } }, true);
    page.say(page.hiddenNote() || "Nothing is hidden.");
  }

  /** Show what open ontologies say beside the article, or only the article. */
  function beside(on) {
    if (on === page.beside()) return;
    const { background, ...hidden } = state.hide;
    const stays = (place) => on || !concepts[place]?.background;
    const kept = NAMED.every((name) => stays(state[name])) ? state : {}; // what is of it goes with it
    go({ ...kept, without: state.without.filter(stays), hide: on === data.background.on ? hidden : { ...hidden, background: on } }, true);
    page.say(on ? "The background is shown: statements of open ontologies, not of the article." : "Only the article is shown.");
  }

  page.showBeside = beside;

  addEventListener("popstate", () => { // also when a fragment is typed: hashchange has no more to tell
    if (location.hash && !location.hash.includes("=")) return; // a place on the page
    show(page.parseState(location.hash));
  });

  // ---------------------------------------------------------------- clicks and keys

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const on = (selector) => event.target.closest(selector);
    const anchor = on("a[href^='#']"), act = on("button");
    if (anchor) {
      const { concept, link, from, to } = anchor.dataset;
      if (concept !== undefined) page.visit({ about: Number(concept) });
      else if (link !== undefined) page.showEdge(Number(link), true);
      else if (from !== undefined) page.visit({ from: Number(from), to: Number(to) });
      else { // a place on the page: the address keeps the state
        const place = document.querySelector(anchor.getAttribute("href"));
        if (!place) return;
        page.bring(place, "start");
        place.setAttribute("tabindex", "-1");
        place.focus({ preventScroll: true });
      }
      event.preventDefault();
    } else if (act) pressed(act);
  });

  function pressed(act) {
    const { dataset } = act;
    if (dataset.showAll !== undefined) {
      const { background } = state.hide;
      go({ ...state, hide: background === undefined ? {} : { background } }, true);
      page.say("Nothing is hidden.");
    } else if (dataset.beside !== undefined) beside(true);
    else if (dataset.without) {
      const place = Number(dataset.without);
      leaveOut(page.without.has(place) ? state.without.filter((each) => each !== place) : [...state.without, place], act);
    } else if (dataset.putBack !== undefined) {
      leaveOut(dataset.putBack === "" ? [] : state.without.filter((each) => each !== Number(dataset.putBack)), act);
    } else if (dataset.light) page.lightThings(dataset.light.split(" ").map(Number));
    else if (dataset.contrast !== undefined) {
      byId("compare-first").value = concepts[state.from].label;
      byId("compare-end").value = concepts[state.to].label;
      byId("compare-second").value = "";
      page.bring(byId("start"), "start");
      byId("compare-second").focus({ preventScroll: true });
    } else if (dataset.hops) page.visit({ about: state.about, hops: Number(dataset.hops) });
    else if (dataset.unlight !== undefined) page.light([]);
    else if (dataset.ask) {
      const field = byId(`ask-${dataset.ask}`), other = byId(dataset.ask === "to" ? "ask-from" : "ask-to");
      field.value = concepts[Number(dataset.place)].label;
      if (other.value === field.value) other.value = "";
      page.bring(byId("start"), "start");
      other.focus({ preventScroll: true });
      other.select();
    } else if (dataset.save) {
      const place = act.closest("#chains, #about, #compare, #map");
      const canvas = { chains: page.chain, about: page.around, compare: page.compare, map: page.map }[place.id];
      page.save(canvas, dataset.save, byId(`${place.id}-title`).textContent);
    } else if (dataset.copyLink !== undefined) page.copy(location.href, "The link to this view");
    else if (dataset.print !== undefined) print();
  }

  const panel = byId("detail");
  panel.querySelector(".close").addEventListener("click", () => page.showEdge(undefined));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) page.showEdge(undefined);
  });

  // ---------------------------------------------------------------- asking

  page.combobox(byId("find-text"), (place) => page.visit({ about: place }));
  page.combobox(byId("ask-from"), () => byId("ask-to").focus());
  page.combobox(byId("ask-to"), () => byId("ask").requestSubmit());

  byId("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = byId("find-text").value;
    const place = named(text);
    const near = place === undefined ? page.search(text, 3).map((hit) => concepts[hit.place].label) : [];
    byId("find-answer").textContent = place !== undefined ? ""
      : `Nothing of that name is in this graph.${near.length ? ` Near: ${near.join(", ")}.` : ""} That says nothing about how serious it is.`;
    if (place === undefined) byId("find-answer").append(...[page.backgroundKnows(text)].filter(Boolean));
    if (place !== undefined) page.visit({ about: place });
  });

  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const [start, end] = ["ask-from", "ask-to"].map((id) => named(byId(id).value));
    const missing = start === undefined ? byId("ask-from").value : end === undefined ? byId("ask-to").value : null;
    byId("ask-answer").textContent = missing !== null ? `Nothing called “${missing}” is in this graph.`
      : start === end ? "Name two different things." : "";
    if (missing !== null || start === end) return;
    page.visit({ from: start, to: end });
  });

  const fields = ["compare-first", "compare-second", "compare-end"].map(byId);
  page.combobox(fields[0], () => fields[1].focus());
  page.combobox(fields[1], () => (fields[2].value ? byId("contrast").requestSubmit() : fields[2].focus()));
  page.combobox(fields[2], () => byId("contrast").requestSubmit());
  byId("contrast").addEventListener("submit", (event) => {
    event.preventDefault();
    const places = fields.map((field) => named(field.value));
    const missing = places.indexOf(undefined);
    const fits = missing < 0 && new Set(places).size === 3;
    byId("contrast-answer").textContent = missing >= 0 ? `Nothing called “${fields[missing].value}” is in this graph.`
      : fits ? "" : "Name two different causes, and another thing that they lead to.";
    if (fits) page.visit({ compare: places[0], with: places[1], to: places[2] });
  });

  // ---------------------------------------------------------------- opening

  page.showMap();
  page.legendFilter(hide, beside);
  show(page.parseState(location.hash));
  if (state.about !== undefined) byId("about").scrollIntoView();
  else if (state.compare !== undefined) byId("compare").scrollIntoView();
  else if (state.from !== undefined && location.hash) byId("chains").scrollIntoView();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const canvas of page.canvases()) canvas.paint();
  });
  (window.requestIdleCallback || setTimeout)(() => page.prepareSearch());
  document.documentElement.dataset.ready = Math.round(performance.now()); // milliseconds, for bench_page.py
})();
