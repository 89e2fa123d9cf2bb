// The saved questions behind a view, with its things put in: see queries/ask/.
"use strict";
(() => {
  const { data } = window.twitchkg;

  /** A saved question with other values in its inline VALUES blocks, as queries.bind does it. */
  function bound(text, values) {
    for (const [name, iri] of Object.entries(values)) {
      text = text.replace(new RegExp(`(VALUES \\?${name} \\{)[^}]*(\\})`), (_, before, after) => `${before} <${iri}> ${after}`);
    }
    return text;
  }

  const iri = (place) => data.concepts[place].iri;
  Object.assign(window.twitchkg, {
    aboutQuery: (place) => bound(data.concepts[place].background ? data.queries.background : data.queries.about, { concept: iri(place) }),
    stepsQuery: (start, end) => bound(data.queries.steps, { from: iri(start), to: iri(end) }),
  });
})();
