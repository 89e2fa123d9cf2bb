// On paper: the drawing first, as a picture of what is seen, then the chain that is lit.
import { svgOf } from "./save.js";
import { state } from "./store.js";
import { byId } from "./words.js";

const paper = { wasOpen: false };

function toPaper() { // which is white, also where the screen is dark
  document.documentElement.setAttribute("data-printing", "");
  state.stage.repaint();
  const svg = svgOf(state.stage, document.title);
  svg.setAttribute("class", "paper");
  byId("main").prepend(svg);
  paper.wasOpen = byId("limits").open;
  byId("limits").open = true; // paper opens nothing
}
function fromPaper() {
  document.documentElement.removeAttribute("data-printing");
  for (const svg of document.querySelectorAll("svg.paper")) svg.remove();
  byId("limits").open = paper.wasOpen;
  state.stage.repaint();
}

/** Put the drawing on paper as a picture, whenever the page is printed. */
export function startPrinting() {
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}
