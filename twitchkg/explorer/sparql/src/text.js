// SPARQL text: a light tokenizer, and what is found with it. The same rules as twitchkg/sparql.py.

export const COMMENT = "comment", STRING = "string", IRI = "iri", VARIABLE = "variable",
  WORD = "word", SIGN = "sign";

const MAX_LENGTH = 1_000_000, MAX_DEPTH = 100, MAX_GROUPS = 1_000, MAX_STEPS = 2_000;
const SPACE = /\s/u, DIGIT = /[0-9]/, LETTER = /[\p{L}\p{N}_:]/u;
const inWord = (char) => LETTER.test(char) || (char > "\x7f" && !SPACE.test(char));
const UPDATES = new Set("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split(" "));

function lineEnd(text, at) {
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function stringEnd(text, at) {
  const quote = text[at], long = text.startsWith(quote.repeat(3), at);
  const close = long ? quote.repeat(3) : quote;
  at += close.length;
  while (at < text.length) {
    if (text[at] === "\\") at += 2;
    else if (text.startsWith(close, at)) return at + close.length;
    else if (!long && (text[at] === "\n" || text[at] === "\r")) return at;
    else at++;
  }
  return text.length;
}

function iriEnd(text, at) {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === ">") return end + 1;
    if ('<"{}|^`'.includes(text[end]) || text[end] <= " ") return 0;
  }
  return 0;
}

function nameEnd(text, at) {
  while (at < text.length && (/[\p{L}\p{N}_\u00b7]/u.test(text[at]) || text[at] > "\x7f")) at++;
  return at;
}

/** Each token as { kind, start, end }; white space is left out. */
export function* tokens(text) {
  let at = 0;
  while (at < text.length) {
    const start = at, char = text[at];
    let kind = SIGN, after;
    if (SPACE.test(char)) { at++; continue; }
    if (char === "#") { kind = COMMENT; at = lineEnd(text, at); } else if (char === '"'
      || char === "'") { kind = STRING; at = stringEnd(text, at); } else if (char === "<"
        && (after = iriEnd(text, at))) { kind = IRI; at = after; } else if ((char === "?"
          || char === "$") && (after = nameEnd(text, at + 1)) > at
          + 1) { kind = VARIABLE; at = after; } else if (
      DIGIT.test(char)) { kind = WORD; do at++; while (DIGIT.test(text[at] ?? "")); } else if (
      inWord(char) || (char === "@" && /\p{L}/u.test(text[at + 1] ?? ""))) {
      kind = WORD;
      at++;
      while (at < text.length && (inWord(text[at])
        || "-.%\\".includes(text[at]))) at += text[at] === "\\" ? 2 : 1;
      at = Math.min(at, text.length);
      while (text[at - 1] === "." && at - 1 > start) at--;
    } else at++;
    yield { kind, start, end: at };
  }
}

/** SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE, or "" where the first keyword is none of them. */
export function form(text) {
  for (const { kind, start, end } of tokens(text)) {
    const word = text.slice(start, end).toUpperCase();
    if (kind !== WORD || ["PREFIX", "BASE", "VERSION"].includes(word)
      || word.endsWith(":")) continue;
    if (UPDATES.has(word)) return "UPDATE";
    return ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"].includes(word) ? word : "";
  }
  return "";
}

/** Why the query may not run, or "": what would call out or crash the engine. */
export function refusal(text) {
  if (text.length > MAX_LENGTH) return "The query is longer than 1 MB; shorten it.";
  if (text.includes("\0")) return "The query holds a NUL character; take it out.";
  if (!text.isWellFormed?.() && text.isWellFormed) {
    return "The query holds a lone surrogate; take it out.";
  }
  if (form(text) === "UPDATE") return "This graph is only read: updates are refused.";
  const noService = "SERVICE is refused: this page calls no endpoint.";
  let depth = 0, groups = 0, steps = 0, before = "", service = "";
  for (const { kind, start, end } of tokens(text)) {
    if (kind === COMMENT) continue;
    const word = kind === WORD ? text.slice(start, end).toUpperCase() : "";
    if (word.includes("SERVICE") && !word.includes(":") && !word.startsWith("@")) return noService;
    if (kind === SIGN) {
      const char = text[start];
      if (char === "{" && service) return noService;
      if ("{([".includes(char) || text.startsWith("<<", start)) {
        depth++;
        if (char === "{") groups++;
      } else if ("})]".includes(char) || text.startsWith(">>", start)) depth--;
      else steps++;
    } else if (word === "FILTER" || word === "AS") steps++;
    service = word.startsWith("SERVICE") && before !== "GRAPH" && before !== "NAMED" ? word : "";
    before = word;
    if (depth > MAX_DEPTH) return `The query is nested more than ${MAX_DEPTH} deep; flatten it.`;
    if (groups > MAX_GROUPS) return `The query has more than ${MAX_GROUPS} groups; split it.`;
    if (steps > MAX_STEPS) return `The query has more than ${MAX_STEPS} operators; split it.`;
  }
  return "";
}

/** Prefixes in use that no PREFIX line declares: Map of prefix to the place of its first use. */
export function undeclared(text) {
  const declared = new Set(), used = new Map();
  let before = "";
  for (const { kind, start, end } of tokens(text)) {
    if (kind === COMMENT) continue;
    const word = text.slice(start, end);
    if (kind === WORD && word.includes(":") && !/^(_:|@)/.test(word)) {
      const prefix = word.slice(0, word.indexOf(":"));
      if (before === "PREFIX") declared.add(prefix);
      else if (!declared.has(prefix) && !used.has(prefix)) used.set(prefix, { start, end });
    }
    before = word.toUpperCase();
  }
  return used;
}

/** The text with wide blanks between its tokens, and where each token went: [there, here]. */
export function widened(text) {
  const wide = " ".repeat(16), places = [];
  let out = "", last = 0, closed = true;
  for (const { kind, start, end } of tokens(text)) {
    if (kind === COMMENT) { closed = true; continue; }
    const bracket = kind === SIGN && "{}[](),;".includes(text[start]);
    if (closed || bracket || start > last) out += wide;
    places.push([out.length, start]);
    out += text.slice(start, end);
    last = end;
    closed = bracket;
  }
  return { wide: out + wide, places };
}

/** Start and end of what stands between the braces of `VALUES ?name { … }`, or null. */
export function valuesBlock(text, name) {
  let last = ["", ""], opened = -1;
  for (const { kind, start, end } of tokens(text)) {
    if (kind === COMMENT) continue;
    const word = text.slice(start, end);
    if (kind === SIGN && word === "{" && last[0].toUpperCase() === "VALUES"
      && last[1].slice(1) === name) opened = end;
    else if (kind === SIGN && word === "}" && opened >= 0) return { from: opened, to: start };
    last = [last[1], word];
  }
  return null;
}

/** A string as SPARQL that every engine reads as exactly that string. */
export function quoted(text) {
  const names = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b",
    "\f": "\\f" };
  const escape = (part) => part.replace(/[\\"\x00-\x1f\x7f-\x9f]/g, (char) =>
    names[char] ?? "\\U" + char.charCodeAt(0).toString(16).padStart(8, "0"));
  // Some engines expand \u before they look for strings: the letter behind it is escaped too.
  return '"' + text.split("\\U")
    .map((part) => part.split("\\u").map(escape).join("\\\\\\U00000075"))
    .join("\\\\\\U00000055") + '"';
}

/** Line and column (both from 1, in characters) of a place in the text. */
export function lineAndColumn(text, at) {
  const before = text.slice(0, at), start = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(start)].length + 1 };
}
