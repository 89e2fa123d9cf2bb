// What the editor completes: keywords, variables of the text, and the prefixes, properties, classes
// and things of this very graph, by their names and by their labels.
import { COMMENT, SIGN, VARIABLE, WORD, tokens } from "./text.js";

const KEYWORDS = ("SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES ORDER GROUP "
  + "HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE PREFIX EXISTS COUNT SUM MIN MAX AVG SAMPLE "
  + "GROUP_CONCAT STR LANG REGEX CONTAINS STRSTARTS LCASE BOUND COALESCE").split(" ");
const MOST = 60;

/**
 * A source of completions for CodeMirror. known(): {prefixes: {prefix: namespace}, words: [[IRI,
 * label, "property" | "class" | "thing"]], likely: the IRIs of the properties to offer first}.
 */
export const completer = (known) => (context) => {
  const text = context.state.doc.toString();
  const typed = context.matchBefore(/[?$][\w]*|[\w.-]*:?[\w.-]*/);
  const from = typed ? typed.from : context.pos, word = typed ? typed.text : "";
  if (!context.explicit && !/^[?$].|\w\w|:/.test(word)) return null;
  if (within(text, from)) return null;
  const { place, inside } = placeIn(text.slice(0, from));
  const names = () => [named(known(), word, place), keywords(word)];
  const options = /^[?$]/.test(word) ? variables(text, from, word)
    : (inside ? names() : names().reverse()).flat();
  const only = options.length === 1 && options[0].apply === word;
  return options.length && !only ? { from, options: options.slice(0, MOST), filter: false } : null;
};

/** Whether a place is inside a string or a comment. */
function within(text, at) {
  for (const { kind, start, end } of tokens(text)) {
    if (start >= at) return false;
    if (at < end || (at === end && kind === COMMENT)) {
      return kind !== WORD && kind !== VARIABLE && kind !== SIGN;
    }
  }
  return false;
}

function variables(text, from, word) {
  const found = new Set();
  for (const { kind, start, end } of tokens(text)) {
    if (kind === VARIABLE && start !== from) found.add("?" + text.slice(start + 1, end));
  }
  const typed = "?" + word.slice(1);
  return [...found].filter((name) => name.startsWith(typed)).sort()
    .map((name) => ({ label: name, apply: name, type: "variable" }));
}

const keywords = (word) => (/^[a-z]{2,}$/i.test(word)
  ? KEYWORDS.filter((each) => each.startsWith(word.toUpperCase())) : [])
  .map((each) => ({ label: each, apply: each, type: "keyword" }));

/** Where the text ends: `inside` braces or not; at a "property", a "class" or a "thing". */
function placeIn(text) {
  let terms = 0, last = "", inside = 0;
  for (const { kind, start, end } of tokens(text)) {
    if (kind === COMMENT) continue;
    const token = text.slice(start, end);
    if (kind === SIGN) {
      inside += (token === "{") - (token === "}");
      if ("{}.".includes(token)) terms = 0;
      else if (";/|^".includes(token)) terms = 1;
      else if (token === ",") terms = 2;
    } else if (kind === WORD && /^[a-z_]+$/i.test(token) && token !== "a") terms = 0; // a keyword
    else terms += 1;
    last = token;
  }
  const place = terms === 1 ? "property"
    : terms === 2 && /^(a|rdf:type)$/.test(last) ? "class" : "thing";
  return { place, inside };
}

function named({ prefixes, words, likely }, word, wanted) {
  const asked = word.toLowerCase(), starts = [], others = [];
  const spaces = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);
  for (const [iri, label, type] of words) {
    if ((type === "property") !== (wanted === "property")) continue;
    const [prefix, space] = spaces.find(([, each]) => iri.startsWith(each)) ?? [];
    const local = space && iri.slice(space.length);
    const plain = local && /^\w(?:[\w-]|\.(?=\w))*$/.test(local);
    const name = plain ? `${prefix}:${local}` : `<${iri}>`;
    const fits = type === "property" ? likely.has(iri)
      : (type === "class") === (wanted === "class");
    const option = { label: name, apply: name, detail: label, type: type === "thing" ? "constant"
      : type, rank: fits ? 0 : 1 };
    const keys = [name, local ?? "", label].map((each) => each.toLowerCase());
    if (keys.some((key) => key.startsWith(asked))) starts.push(option);
    else if (keys[2].split(" ").some((part) => part.startsWith(asked))) others.push(option);
  }
  const order = (a, b) => a.rank - b.rank || a.label.length - b.label.length
    || (a.label < b.label ? -1 : 1);
  const offered = asked.includes(":") ? [] : spaces.map(([prefix]) => `${prefix}:`)
    .filter((each) => each.toLowerCase().startsWith(asked)).sort()
    .map((each) => ({ label: each, apply: each, type: "namespace" }));
  return [...starts.sort(order), ...others.sort(order), ...offered];
}
