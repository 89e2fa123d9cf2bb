// The evidence of an arrow: told in the panel above the answer, and lit on the stage.
import { aboutLink } from "./about.js";
import { change, state } from "./store.js";
import { byId } from "./words.js";

/** Tell what is known of an arrow; undefined closes it. */
export function tellEdge(at, focus) {
  const panel = byId("detail"), here = document.activeElement, inside = panel.contains(here);
  if (at === undefined) {
    panel.hidden = true;
    if (inside) (state.opener?.isConnected ? state.opener : byId("canvas")).focus();
    change({ opener: null });
    return;
  }
  if (!inside && here !== document.body) change({ opener: here });
  byId("detail-body").replaceChildren(...aboutLink(at));
  panel.hidden = false;
  byId("panel").scrollTop = 0;
  if (focus) byId("detail-title").focus();
}
