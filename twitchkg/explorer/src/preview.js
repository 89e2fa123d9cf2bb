// What one points at, in a few words beside it.
import { concepts, linkText, rows } from "./model.js";
import { state } from "./store.js";
import { bdi, byId, firmness, make } from "./words.js";

function wordsOf({ concept, link }) {
  if (concept !== undefined) {
    const { label, definition, kinds } = concepts[concept];
    return [make("b", bdi(label)), " ", make("span.meta", kinds[0] ? bdi(kinds[0]) : ""),
      definition ? make("p", bdi(definition)) : ""];
  }
  const shown = state.shown[link], row = rows[shown.rows[0]];
  const firm = shown.modality === null || shown.modality === undefined ? ""
    : firmness(shown.modality);
  return [make("b", bdi(linkText(shown))), make("p.meta", firm, " ", row?.where ?? ""),
    row?.summary ? make("p", bdi(row.summary)) : ""];
}

/** Show it beside a point of the stage; nothing hides it. */
export function preview(what, point) {
  const box = byId("preview"), stage = byId("stage");
  box.hidden = !what;
  if (!what) return;
  box.replaceChildren(...wordsOf(what));
  const right = point.x + 20 + box.offsetWidth < stage.clientWidth;
  box.style.left = `${Math.max(4, right ? point.x + 20 : point.x - 20 - box.offsetWidth)}px`;
  const low = stage.clientHeight - box.offsetHeight - 8;
  box.style.top = `${Math.max(4, Math.min(point.y + 14, low))}px`;
}
