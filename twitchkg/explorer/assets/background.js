// The background in the page: its rows of the table, and how what it says is told apart.
"use strict";
(() => {
  const page = window.twitchkg;
  const { data, make, bdi, thing } = page;
  const { rows, scale, links } = data;
  const HAS_SIGN = "https://w3id.org/biolink/vocab/has_phenotype";

  function line(row, at) {
    const cell = (...children) => make("td", null, ...children);
    const also = (words, text) => (text ? [" ", make("span", { class: "meta" }, words, bdi(text))] : []);
    return make("tr", { "data-row": at, class: "background" },
      make("th", { scope: "row" }, bdi(data.concepts[row.subject].label)), cell(bdi(row.relation)), cell(bdi(data.concepts[row.object].label)),
      cell(scale[row.modality].label, also("there: ", row.frequency)), cell(),
      cell(make("span", { class: "tag" }, "background"), also("Why it is read so: ", row.rationale), also("", row.note)),
      make("td", { class: "where" }, row.where));
  }

  /** The background's rows stand in the table while it is switched on. */
  function showBackground() {
    for (const note of document.querySelectorAll("[data-background-note]")) note.hidden = !page.beside();
    page.sparql?.refresh();
    const body = document.querySelector("#table tbody");
    if (!data.background.count || !page.beside() || body.querySelector("tr.background")) return;
    rows.forEach((row, at) => { if (row.background) body.append(line(row, at)); });
  }

  /** The background's arrows on a thing, and on the terms that are nearly the same. */
  function beside(place) {
    const near = (data.concepts[place].references || []).filter((each) => each.match === "nearly the same").map((each) => page.placeOf(each.iri));
    const found = [place, ...near.filter((each) => each !== undefined)].flatMap((each) => [...page.into[each], ...page.out[each]]);
    return [...new Set(found)].filter((at) => links[at].background);
  }

  /** What the background says of a thing, as a section of its view; null where it says nothing. */
  function backgroundPart(place, item) {
    const facts = beside(place).filter((at) => !page.shown[at].hidden);
    if (!facts.length) return null;
    return make("section", { class: "list background" },
      make("h3", null, `Background: said by open ontologies, not by the article (${facts.length})`),
      facts.some((at) => links[at].predicate === HAS_SIGN)
        ? make("p", { class: "hint" }, "That a condition has a sign does not say that who has the sign has the condition.") : null,
      make("p", { class: "hint" }, "In drawings such an arrow carries a B."),
      make("ul", null, facts.map(item)));
  }

  /** Where a thing is mentioned beside the article while that is not shown: how to see it. */
  function backgroundHint(place) {
    const facts = beside(place).length;
    if (!facts || page.beside()) return null;
    return make("p", { class: "meta" }, `Open ontologies say more of it (${page.several(facts, "statement")}), apart from the article. `,
      page.button("Show the background", { class: "small", "data-beside": "" }));
  }

  /** What the background knows by that name while it is not shown: a note with its switch; null for nothing. */
  function backgroundKnows(text) {
    if (page.beside()) return null;
    const [hit] = page.search(text, 1, true);
    if (!hit || hit.score < 0.98 || !data.concepts[hit.place].background) return null;
    return make("span", null, " Open ontologies beside the article name it: ", page.thing(hit.place), ".");
  }

  Object.assign(page, { backgroundKnows, showBackground, backgroundPart, backgroundHint });
})();
