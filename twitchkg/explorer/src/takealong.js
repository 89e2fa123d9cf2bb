// What a view says, to take along: as text, as Markdown, and its chains as Mermaid.
import { findChains } from "./chains.js";
import { mermaidOf } from "./diagram.js";
import { data } from "./model.js";
import { copy, note } from "./speak.js";
import { state } from "./store.js";
import { wording } from "./strings.js";
import { shownGraph } from "./without.js";
import { make, small } from "./words.js";

const LEFT_OUT = "button, input, select, svg, .more, .unseen, .asks, .take, .leave, .player, "
  + "[hidden]";
const CHAINS = 10;
// What stands apart on the page without a sign between.
const SET_APART = ".firm ~ :is(.when, .where), .when ~ :is(.when, .where)";
const SIGNS = { B: "**", STRONG: "**", I: "*", EM: "*", CODE: "\x60" };

/** Copy what an element says as "text" or "markdown", or the chains told as "mermaid". */
export function takeAlong(element, form) {
  const { from, to } = state.address;
  if (form === "mermaid") {
    if (from === undefined || to === undefined) return note(wording("take.noChains"));
    return copy(mermaidOf(findChains(shownGraph(), from, to, CHAINS)), wording("take.mermaid"));
  }
  const text = [...linesOf(element, form === "markdown"), "", ...underneath()].join("\n");
  return copy(text.trim().replace(/\n{3,}/g, "\n\n") + "\n",
    form === "markdown" ? wording("take.markdown") : wording("take.text"));
}

/** Buttons that take along what the section around them says; `chains` where it tells chains. */
export const takeTools = (chains) => make("p.card-tools.take", wording("take.as"), " ",
  [["text", wording("take.asText")], ["markdown", "Markdown"],
    ...(chains ? [["mermaid", "Mermaid"]] : [])].map(([form, name]) => small(name,
    { "aria-label": wording("take.copy", { form: name }) },
    (event) => takeAlong(event.target.closest("section, aside"), form))));

/** Where it is from, what it is not, and where to see it. */
const underneath = () => [
  data.sources.length ? wording("take.source", { sources: data.sources.join(", ") }) : "",
  wording("take.disclaimer"), location.href,
].filter(Boolean);

/** What an element says, in lines: a block a line, lists with their numbers, headings apart. */
export function linesOf(element, marked) {
  const lines = [];
  let line = "";
  const end = () => {
    if (line.trim()) lines.push(line.replace(/\s+/gu, " ").trim());
    line = "";
  };
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) line += marked ? inMarkdown(node.data) : node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) continue;
    const { display } = getComputedStyle(node);
    if (display === "none") continue;
    if (display.startsWith("inline") || display === "contents" || display === "table-cell") {
      const said = linesOf(node, marked).join(" ");
      if (said && node.matches(SET_APART)) line = line.trimEnd() + "; ";
      const inner = node.matches(".tag") && said ? `(${said})` : said;
      const sign = (marked && SIGNS[node.tagName]) || "";
      const space = /^\s/u.test(node.textContent) || display === "table-cell" ? " " : "";
      line += inner && `${space}${sign}${inner}${sign}${/\s$/u.test(node.textContent) ? " " : ""}`;
      continue;
    }
    end();
    lines.push(...blockLines(node, marked));
  }
  end();
  return lines;
}

function blockLines(node, marked) {
  const inner = linesOf(node, marked);
  if (!inner.length) return [];
  const level = /^H([1-6])$/.exec(node.tagName)?.[1];
  if (level) return ["", (marked ? "#".repeat(level) + " " : "") + inner.join(" "), ""];
  if (node.tagName === "LI") {
    const list = node.parentElement, at = [...list.children].indexOf(node);
    const sign = list.tagName === "OL" ? `${list.start + at}. ` : "- ";
    return inner.map((text, row) => (row ? text && " ".repeat(sign.length) : sign) + text);
  }
  if (node.tagName === "BLOCKQUOTE" && marked) return inner.map((text) => `> ${text}`);
  // a paragraph of its own in Markdown; in text the next line is enough
  return marked && node.tagName === "P" ? [...inner, ""] : inner;
}

const inMarkdown = (text) => text.replace(/[\\*_[\]<>#|~\x60]/g, "\\$&");
