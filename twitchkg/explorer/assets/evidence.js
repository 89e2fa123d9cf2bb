// Words: what is known of a thing or an arrow, and the cards of chains.
// Text from the graph only ever becomes a text node, never markup.
"use strict";
(() => {
  const { data } = window.twitchkg;
  const { concepts, links, rows, scale, lanes } = data;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
    return element;
  }
  const bdi = (text) => make("bdi", null, text);
  const label = (place) => bdi(concepts[place].label);

  /** The name of a thing as a button; page.js listens for what has data-concept. */
  const thing = (place) => make("button", { type: "button", class: "thing", "data-concept": place }, label(place));

  function dash(firm) {
    const drawn = (tag, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    const svg = drawn("svg", { class: "dash", width: 36, height: 8, "aria-hidden": "true" });
    const pattern = firm.dashes.length ? { "stroke-dasharray": firm.dashes.join(" ") } : {};
    svg.append(drawn("line", { x1: 0, x2: 36, y1: 4, y2: 4, ...pattern }));
    return svg;
  }

  const firmness = (at) => make("span", { class: "firm", title: scale[at].definition }, dash(scale[at]), " " + scale[at].label);

  /** One statement; `whole` adds offsets in the source and the claim's IRI. */
  function evidence(row, whole) {
    const meta = make("p", { class: "meta" }, firmness(row.modality), " ");
    const also = [["when: ", row.condition], ["how often: ", row.frequency], ["what it does: ", whole && row.effect],
      ["where: ", row.places.join(", ")], ["in: ", row.context]];
    for (const [name, text] of also) if (text) meta.append(make("span", { class: "when" }, name, bdi(text)), " ");
    if (whole && row.skips) meta.append(make("span", { class: "when" }, "said in one go: passes over steps between"), " ");
    if (!whole && row.where) meta.append(make("span", { class: "where" }, row.where));
    for (const span of whole ? row.spans : []) {
      const extent = span.end === undefined ? "" : `, characters ${span.start}–${span.end}`;
      meta.append(make("span", { class: "where" }, bdi(span.place), extent), " ");
    }
    return [
      row.summary ? make("p", { class: "says" }, bdi(row.summary)) : null,
      meta,
      row.rationale ? make("p", { class: "why" }, make("b", null, "Why it is read so: "), bdi(row.rationale)) : null,
      whole && row.claim ? make("code", null, bdi(row.claim)) : null,
    ];
  }

  function sentence(link, name) {
    return [name(link.subject), " ", make("i", null, bdi(link.relation)), " ", name(link.object)];
  }

  function linkItem(at) {
    return make("li", null, sentence(links[at], thing), links[at].rows.map((row) => evidence(rows[row], true)));
  }

  function listed(title, found) {
    return found.length ? [make("h3", null, title), make("ul", null, found.map(linkItem))] : [];
  }

  const title = (...content) => make("h2", { id: "detail-title", tabindex: "-1" }, content);

  function aboutConcept(place) {
    const concept = concepts[place];
    const lane = lanes[concept.lane];
    const touching = links.map((_, at) => at).filter((at) => links[at].subject === place || links[at].object === place);
    const denied = rows.filter((row) => row.denied && (row.subject === place || row.object === place));
    return [
      title(label(place)),
      make("p", { class: "meta" }, make("span", { class: "swatch " + lane.style }), " ", bdi(concept.kinds.join(", ") || lane.label)),
      concept.definition ? make("p", null, bdi(concept.definition)) : null,
      concept.synonyms.length ? make("p", { class: "meta" }, "Also: ", bdi(concept.synonyms.join(", "))) : null,
      ...listed("What leads to it", touching.filter((at) => links[at].causal && links[at].object === place)),
      ...listed("What it leads to", touching.filter((at) => links[at].causal && links[at].subject === place)),
      ...listed("Also said", touching.filter((at) => !links[at].causal)),
      ...(denied.length ? [make("h3", null, "Said not to be so"), make("ul", null, denied.map((row) => make("li", null,
        thing(row.subject), " ", make("b", null, "not: "), bdi(row.relation), " ", thing(row.object), evidence(row, true))))] : []),
      make("p", null, make("code", null, bdi(concept.iri))),
    ].filter(Boolean);
  }

  function aboutLink(at) {
    const link = links[at];
    const firm = link.modality === null ? null : scale[link.modality];
    return [
      title(label(link.subject), " → ", label(link.object)),
      make("ul", null, linkItem(at)),
      firm && firm.definition ? make("p", { class: "meta" }, `“${firm.label}”: `, bdi(firm.definition)) : null,
      firm ? null : make("p", { class: "meta" }, "Part of a red flag; its place in the source stands with the flag."),
    ].filter(Boolean);
  }

  // ---------------------------------------------------------------- chains, as in page.html.j2

  const several = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  function card(found, number) {
    const { steps, weakest, modality } = found;
    const all = weakest.length === steps.length;
    const numbers = weakest.map((at) => at + 1);
    const which = numbers.length === 1 ? `step ${numbers[0]}` : `steps ${numbers.slice(0, -1).join(", ")} and ${numbers[numbers.length - 1]}`;
    const route = make("span", { class: "route" }, label(links[steps[0]].subject), steps.map((step) =>
      [" ", make("span", { class: "to-arrow", "aria-hidden": "true" }, "→"), make("span", { class: "unseen" }, "leads to"), " ", label(links[step].object)]).flat());
    const strength = make("span", { class: "meta" }, several(steps.length, "step", "steps"), "; ",
      all ? (steps.length === 1 ? "it is " : "each is ") : "weakest: ", firmness(modality), all ? "" : ` (${which})`);
    const told = steps.map((step, at) => {
      const weak = !all && weakest.includes(at);
      return make("li", weak ? { class: "weakest" } : null,
        make("p", { class: "step" }, sentence(links[step], label), weak ? [" ", make("span", { class: "tag" }, "weakest step")] : []),
        links[step].rows.map((row) => evidence(rows[row], false)).flat());
    });
    const details = make("details", number === 0 ? { open: "" } : null, make("summary", null, route, strength),
      make("ol", { class: "steps" }, told),
      steps.length > 1 ? make("p", { class: "joined" }, "Joined from separate statements; not one statement of the source.") : null,
      make("button", { type: "button", class: "light" }, "Show in the drawing"));
    return make("li", { class: "card", "data-card": number }, details);
  }

  /** What the page says to "from start to asked": the elements that fill #answer. */
  function answer(found, asked) {
    const said = [];
    if (!found.cards.length && !found.summaries.length) {
      said.push(make("p", null, "No causal chain from ", label(found.start), " to ", label(asked), " is in this graph. That the graph holds none does not mean that there is none."));
    }
    for (const kind of found.kindOf) {
      said.push(make("p", { class: "hint" }, "Nothing leads to ", label(kind.subject), " by itself in this graph; it is a kind of ", label(kind.object), ", so what leads to that is shown."));
    }
    for (const at of found.summaries) {
      said.push(make("div", { class: "direct" }, make("p", null, make("b", null, "Said in one go: "), sentence(links[at], label)),
        links[at].rows.map((row) => evidence(rows[row], false)).flat()));
    }
    if (!found.cards.length) return said;
    const more = found.complete ? "" : " (there are more)";
    said.push(make("p", { class: "hint" }, `${several(found.cards.length, "chain", "chains")}${more}, the firmest first: a chain is as strong as its weakest step. A chain of several steps is joined from separate statements; it is not one statement of the source.`));
    const text = `Drawing of the chains from ${concepts[found.start].label} to ${concepts[found.end].label}. The same chains are told step by step in the list.`;
    said.push(make("div", { class: "pair" }, make("ol", { class: "cards" }, found.cards.map(card)),
      make("figure", { class: "drawing" },
        make("div", { class: "scroller" }, make("div", { id: "chain-canvas", class: "canvas", role: "img", "aria-label": text })),
        make("figcaption", null, "The chosen chain is lit. Select a box or an arrow to read its evidence. Arrows that cross run on, they do not join."))));
    return said;
  }

  Object.assign(window.twitchkg, { aboutConcept, aboutLink, answer, label });
})();
