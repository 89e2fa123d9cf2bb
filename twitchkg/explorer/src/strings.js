// The page's own words in one table, a text by its key: another language is another table.
// A text with a count has its forms by the names of Intl.PluralRules; {name} is filled in.
const ENGLISH = {
  "article.open": "Open the article…",
  "article.hint": "Drop the text file of {sources} here, or open it: each sentence is checked "
    + "against the graph, and lights what rests on it. Nothing is stored or sent.",
  "article.reading": "Checking the sentences …",
  "article.matched": {
    one: "{count} sentence of {source} stands here word for word.",
    other: "{count} sentences of {source} stand here word for word.",
  },
  "article.moved": "Some stand at other places than the graph says: line ends, or something "
    + "before them, are different in this file.",
  "article.changed": {
    one: "{count} sentence is not here word for word, changed or missing:",
    other: "{count} sentences are not here word for word, changed or missing:",
  },
  "article.instead": "not as the graph read it",
  "article.wrong": "This is not the text that the graph points at: none of its {count} sentences "
    + "of {sources} stands in {file}.",
  "article.large": "{file} is larger than {most} MB: no article is; it was not read.",
  "article.unreadable": "{file} could not be read: {why}.",
  "article.insecure": "From this address the browser lets no page check a text. Save this page as "
    + "a file and open that.",
  "article.text": "The article, sentence by sentence",
  "article.close": "Put it away",
  "article.closed": "The article is put away.",
  "article.carries": {
    one: "{count} statement rests on this sentence:",
    other: "{count} statements rest on this sentence:",
  },
  "article.flags": "Red flags that rest on it:",
  "article.nothing": "Nothing in the graph rests on this sentence.",
  "article.said": "The source:",
  "article.show": "In the article",
  "heads.cause": "Causes",
  "heads.change": "Body changes",
  "heads.both": "{one} and {other}",
  "heads.symptom": "Symptoms",
  "heads.twitching": "Twitching",
  "triage.hint": "Answer what you can; not sure is an answer too. The result stands below at once.",
  "triage.yes": "Yes",
  "triage.no": "No",
  "triage.unsure": "Not sure",
  "triage.modes": "How it is asked",
  "triage.single": "One after another",
  "triage.together": "All at once",
  "triage.turn": "Question {at} of {count}:",
  "triage.asked": {
    one: "The one question was asked. The result stands below; you can go back and answer anew.",
    other: "All {count} questions were asked. The result stands below; you can go back and answer "
      + "anew.",
  },
  "triage.back": "Back",
  "triage.next": "Next",
  "triage.wait": "Get help first: the questions can wait.",
  "triage.meant": "Did you mean:",
  "triage.topics": "This source has nothing of that name. Near in this graph:",
  "triage.open": "Still open, the most urgent first",
  "triage.notSure": "You are not sure of",
  "triage.ifSo": "If it is so, it may be a red flag ({rung}).",
  "reasons.title": "What you noticed, the red flag that it may be, and how soon the source urges "
    + "care. The list below says the same.",
  "reasons.onlyIf": "only if {condition}",
  "reasons.asked": "Is it so? {name}",
  "take.as": "Copy as",
  "take.asText": "Text",
  "take.copy": "Copy as {form}",
  "take.text": "The text",
  "take.markdown": "The Markdown",
  "take.noChains": "No chains are told here: name two things first.",
  "take.mermaid": "The Mermaid diagram",
  "take.source": "Source: {sources}",
  "take.disclaimer": "Not medical advice. Finding nothing here does not mean that you are fine.",
  "must.title": "What every chain must pass",
  "must.tied": "nothing: it is tied to it directly",
  "must.apart": "nothing: its chains go separate ways",
  "must.circles": "Chains to it run in circles here: they begin nowhere.",
  "must.fromLife": "Whatever from daily life it starts from: {way}.",
  "must.fromAll": "Whatever it starts from: {way}.",
  "must.noneFromLife": "Nothing lies on every chain from every cause of daily life.",
  "must.noneFromAll": "Nothing lies on every chain from every cause.",
  "must.light": "Light",
  "must.lightOf": "Light what every chain from {cause} must pass",
  "must.lightAll": "Light them all",
  "must.inDrawing": " in the drawing",
  "must.byCause": "Cause by cause, in order",
  "must.whole": "This looks at all chains, also through what is left out.",
  "must.left": "every chain that is left passes here",
  "must.all": "every chain passes here",
  "compare.chains": {
    one: "{count} chain from {first} to {end}", other: "{count} chains from {first} to {end}",
  },
  "compare.noneShown": "No chain from {first} to {end} is in what is shown.",
  "compare.none": "No chain from {first} to {end} is in this graph. That the graph holds none does "
    + "not mean that there is none.",
  "compare.cut": "{first}: {cut}",
  "compare.nothingShown": "In what is shown the chains from {first} and {second} share nothing on "
    + "the way.",
  "compare.nothing": "In this graph the chains from {first} and {second} share nothing on the way.",
  "compare.onTheWay": "{first} itself lies on the way from {second}.",
  "compare.only": "Only {first} ({count})",
  "compare.both": "Both ({count})",
  "compare.empty": "nothing",
  "compare.evidence": "Step by step, with the evidence: {chains}.",
  "compare.more": "There are more chains than were compared.",
  "compare.framed": "What both pass has a second frame. ",
  "compare.firmest": "Only the {count} firmest chains of each are drawn. ",
  "sparql.draw": "Draw",
  "sparql.drawing": {
    one: "Drawing of the answer: {count} thing. The rows below hold the same.",
    other: "Drawing of the answer: {count} things. The rows below hold the same.",
  },
  "sparql.cut": "{things} of {of} things and {arrows} of {all} arrows are drawn.",
};
const TABLES = { en: ENGLISH };

/** The text of that key in parts, in the language of the document, else in English: what is filled
 * in may be an element, or several. */
export function worded(key, values = {}) {
  const language = Object.hasOwn(TABLES, document.documentElement.lang)
    ? document.documentElement.lang : "en";
  const told = TABLES[language][key] ?? ENGLISH[key];
  const form = typeof told === "string" ? told
    : told[new Intl.PluralRules(language).select(values.count)] ?? told.other;
  return form.split(/\{(\w+)\}/).flatMap((part, at) => (at % 2 ? values[part] : part));
}

/** The same as one text. */
export const wording = (key, values) => worded(key, values).join("");
