// On paper: everything is open, and each drawing is a picture.
import { svgOf } from "./save.js";
import { canvases } from "./store.js";

const unfolded = [];
function toPaper() { // which is white, also where the screen is dark
  document.documentElement.setAttribute("data-printing", "");
  unfolded.push(...document.querySelectorAll(".cards details:not([open])"));
  for (const each of unfolded) each.open = true;
  for (const canvas of canvases()) {
    canvas.paint();
    const svg = svgOf(canvas, canvas.box.getAttribute("aria-label"));
    svg.setAttribute("class", "paper");
    canvas.box.closest("figure").append(svg);
  }
}
function fromPaper() {
  document.documentElement.removeAttribute("data-printing");
  for (const each of unfolded.splice(0)) each.open = false;
  for (const svg of document.querySelectorAll("svg.paper")) svg.remove();
  for (const canvas of canvases()) canvas.paint();
}

/** Put the drawings on paper as pictures, whenever the page is printed. */
export function startPrinting() {
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
}
