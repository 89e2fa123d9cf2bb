// A search field with suggestions: the combobox pattern of the ARIA practices, list and keyboard.
import { concepts, labelOf, lanes } from "./model.js";
import { search } from "./search.js";
import { bdi, make } from "./words.js";

let comboboxes = 0;

/** Give an input suggestions that `fits` lets through; `choose(place)` is told which is taken. */
export function combobox(input, choose, fits) {
  const id = `suggestions-${comboboxes++}`;
  const list = make("ul.suggestions",
    { id, role: "listbox", "aria-label": "Things of this graph", hidden: "" });
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const holder = make("span.combobox");
  input.replaceWith(holder);
  holder.append(input, list);
  let hits = [], active = -1;

  function mark(at) {
    active = at;
    [...list.children].forEach((each, other) => each.setAttribute("aria-selected",
      String(other === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }
  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }
  function open() {
    hits = fits ? search(input.value, 40).filter(fits).slice(0, 8) : search(input.value);
    list.replaceChildren(...hits.map((hit, at) => option(hit, `${id}-${at}`)));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    mark(-1);
  }
  function take(at) {
    const { place } = hits[at];
    input.value = labelOf(place);
    close();
    choose(place);
  }
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = hits.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else {
        mark(event.key === "ArrowDown" ? (active >= last ? 0 : active + 1) : active <= 0 ? last
          : active - 1);
      }
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === "Enter") close();
  });
  // the input keeps the focus
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take([...list.children].indexOf(chosen));
  });
}

function option({ place, name }, id) {
  const concept = concepts[place];
  const lane = lanes[concept.lane];
  const also = name !== concept.label && !concept.misspellings?.includes(name)
    ? make("span.meta", " also: ", bdi(name)) : null;
  return make("li", { id, role: "option", "aria-selected": "false" },
    make("span", { class: "swatch " + lane.style, "aria-hidden": "true" }),
    " ", bdi(concept.label), also, make("span.meta.kind", bdi(concept.kinds[0] || lane.label)));
}
