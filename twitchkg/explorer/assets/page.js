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

  let state = { hide: {}, told: [] };
  let drawn = ""; // what the main view was made from
  page.state = () => state;

  /** The chains the file was made to open on, where the address names nothing else. */
  function opening(parsed) {
    const { chains } = data;
    if (parsed.about !== undefined || parsed.from !== undefined || parsed.to !== undefined || !chains) return parsed;
    const to = chains.kindOf[0]?.subject ?? chains.end;
    return chains.start < 0 || to < 0 || chains.start === to ? parsed : { ...parsed, from: chains.start, to };
  }

  function show(parsed) {
    const unknown = page.applyFilters(parsed.hide);
    state = opening(parsed);
    const told = [...parsed.told, ...unknown.map((name) => `Nothing is called “${name}” in the legend.`)];
    const hiding = JSON.stringify(page.filterKinds.map((kind) => [...page.hidden[kind]]));
    const view = state.about !== undefined ? "about" : state.from !== undefined && state.to !== undefined ? "chains" : "start";
    const made = JSON.stringify([view, state.about, state.hops, state.from, state.to, hiding]);
    let said = "";
    if (made !== drawn) {
      drawn = made;
      document.body.dataset.view = view;
      for (const [name, canvas] of [["about", "about"], ["chains", "chain"]]) {
        if (name === view) continue;
        page.drop(canvas);
        byId(name).hidden = true;
      }
      page.showFiltered();
      if (view === "about") said = page.showAbout(state);
      if (view === "chains") said = page.showChains(state);
    }
    if (view === "chains" && page.asked.cards.length) {
      const at = (state.chain || 1) - 1;
      if (at >= page.asked.cards.length) told.push(`There are only ${several(page.asked.cards.length, "chain")}, no chain ${state.chain}.`);
      page.lightChain(Math.min(at, page.asked.cards.length - 1));
    }
    page.tellEdge(state.edge, false);
    byId("told").replaceChildren(...told.map((text) => page.make("p", null, text)));
    document.title = view === "about" ? `${concepts[state.about].label} – ${title}`
      : view === "chains" && location.hash ? `${concepts[state.from].label} → ${concepts[state.to].label} – ${title}` : title;
    return said;
  }

  function go(next, replace) {
    const fragment = page.formatState(next);
    const address = fragment || location.pathname + location.search;
    if (fragment !== location.hash) history[replace ? "replaceState" : "pushState"](null, "", address);
    return show({ ...next, told: [] });
  }

  /** Visit a view: {about, hops} or {from, to, chain}; what is hidden stays hidden. */
  page.visit = (what) => {
    const said = go({ ...what, hide: state.hide });
    const [section, heading] = what.about === undefined ? ["chains", "chains-title"] : ["about", "about-title"];
    page.bring(byId(section), "start");
    byId(heading).focus({ preventScroll: true });
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
  function hide(kind, name, on) {
    const names = new Set(state.hide[kind] || []);
    if (on) names.delete(name);
    else names.add(name);
    go({ ...state, hide: { ...state.hide, [kind]: [...names] } }, true);
    page.say(page.hiddenNote() || "Nothing is hidden.");
  }

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
      go({ ...state, hide: {} }, true);
      page.say("Nothing is hidden.");
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
      const place = act.closest("#chains, #about, #map");
      const canvas = { chains: page.chain, about: page.around, map: page.map }[place.id];
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

  // ---------------------------------------------------------------- opening

  page.showMap();
  page.legendFilter(hide);
  show(page.parseState(location.hash));
  if (state.about !== undefined) byId("about").scrollIntoView();
  else if (state.from !== undefined && location.hash) byId("chains").scrollIntoView();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const canvas of page.canvases()) canvas.paint();
  });
  (window.requestIdleCallback || setTimeout)(() => page.prepareSearch());
  document.documentElement.dataset.ready = Math.round(performance.now()); // milliseconds, for bench_page.py
})();
