// The legend's boxes to tick: what is unticked is hidden everywhere, and that is said.
import { filterChoices } from "./filters.js";
import { data, links } from "./model.js";
import { state } from "./store.js";
import { bdi, make } from "./words.js";

/**
 * Make the legend a filter; `change(kind, name, on)` is called when a box is ticked, `beside(on)`
 * when the background is switched.
 */
export function legendFilter(change, beside) {
  const count = new Map();
  for (const link of links) count.set(link.relation, (count.get(link.relation) || 0) + 1);
  const box = (kind, name) => {
    const input = make("input", { type: "checkbox", "data-kind": kind, "data-name": name,
      ...(state.hidden[kind].has(name) ? {} : { checked: "" }) });
    input.checked = !state.hidden[kind].has(name);
    input.addEventListener("change", () => change(kind, name, input.checked));
    return input;
  };
  for (const item of document.querySelectorAll("[data-filter]")) {
    const kind = item.dataset.filter, name = filterChoices[kind][Number(item.dataset.at)];
    const label = make("label.choice", box(kind, name), " ", ...item.childNodes);
    item.append(label);
  }
  const list = (kind, also) => make("ul.choices", filterChoices[kind].map((name) =>
    make("li", make("label.choice", box(kind, name), " ", bdi(name), also(name)))));
  const groups = document.querySelector(".legend-groups");
  groups.append(make("div.broad", make("h2", "Relations"),
    list("relation", (name) => make("span.meta", ` ${count.get(name)}`))));
  if (data.background.count) groups.append(backgroundBox(beside));
  if (data.sources.length > 1) {
    groups.append(make("div", make("h2", "Sources"), list("source", () => null)));
  }
}

function backgroundBox(beside) {
  const input = make("input", { type: "checkbox", id: "background" });
  input.checked = data.background.on;
  input.addEventListener("change", () => beside(input.checked));
  return make("div.broad", make("h2", "Beside the article"),
    make("label.choice", input,
      ` Background: ${data.background.count} statements of open ontologies`),
    make("p.meta", "Names of conditions with their signs, examples of medicines, parts of the "
    + "body. None is a statement of the article; each tells its source, version and licence. "
    + "The map draws the article only; in other drawings an arrow of the background carries a "
    + "B."));
}

/** Tick the boxes as the address says. */
export function tickLegend() {
  for (const input of document.querySelectorAll(".legend input[data-kind]")) {
    input.checked = !state.hidden[input.dataset.kind].has(input.dataset.name);
  }
  const beside = document.getElementById("background");
  if (beside) beside.checked = state.background;
}
