// The panel beside the page: the evidence of an arrow.
import { aboutLink } from "./about.js";
import { canvases, change, state } from "./store.js";
import { byId } from "./words.js";

/** Tell what is known of an arrow, and light it; undefined closes the panel. */
export function tellEdge(at, focus) {
  const panel = byId("detail"), here = document.activeElement, inside = panel.contains(here);
  for (const canvas of canvases()) canvas.light(at === undefined ? canvas.rest : { link: at });
  if (at === undefined) {
    if (!panel.hidden && inside && state.opener?.isConnected) state.opener.focus();
    panel.hidden = true;
    change({ opener: null });
    return;
  }
  if (!inside && here !== document.body) change({ opener: here });
  byId("detail-body").replaceChildren(...aboutLink(at));
  panel.hidden = false;
  panel.scrollTop = 0;
  if (focus) byId("detail-title").focus();
}
