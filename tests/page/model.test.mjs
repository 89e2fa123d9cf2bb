// What the page knows and remembers: graph, address, store, search; no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatState, parseState, viewOf } from "../../twitchkg/explorer/src/address.js";
import { findChains } from "../../twitchkg/explorer/src/chains.js";
import {
  anyHidden, applyFilters, hiddenNote, startFilters,
} from "../../twitchkg/explorer/src/filters.js";
import { concepts, data, linkName, linkOf, load, rows } from "../../twitchkg/explorer/src/model.js";
import { named, search } from "../../twitchkg/explorer/src/search.js";
import { csv } from "../../twitchkg/explorer/src/answer-files.js";
import { carry, change, listen, state, visit } from "../../twitchkg/explorer/src/store.js";
import { chance } from "./geometry.mjs";

const TK = "https://w3id.org/twitchkg#";
const NAMES = ["stress", "poor sleep", "fatigue", "twitching"];
const ARROWS = [[0, 1, 0], [1, 3, 0], [0, 2, 1], [2, 3, 0]]; // from, to, how firmly

load({
  concepts: NAMES.map((label) => ({
    iri: TK + label.replace(" ", ""), label, kinds: [], lane: 0,
    synonyms: label === "twitching" ? ["fasciculation"] : [],
  })),
  links: ARROWS.map(([subject, object, modality], at) =>
    ({ subject, object, modality, rank: 2 - modality, type: 0, causal: true, rows: [at] })),
  relations: [[TK + "leadsTo", "can lead to"]],
  rows: ARROWS.map(([subject, object, modality]) => ({ subject, object, modality, spans: [1] })),
  spans: [{ iri: "urn:one" }, { iri: "urn:two" }],
  lanes: [{ label: "things", style: "other", members: [0, 1, 2, 3] }],
  scale: [{ label: "stated", rank: 2, dashes: [] }, { label: "inferred", rank: 1, dashes: [2] }],
  order: [2, 1, 0, 3], sources: [], background: { count: 0, on: false },
});
startFilters();

test("what was left out of the file is there again", () => {
  const [{ condition, places, spans }] = rows;
  assert.deepEqual([condition, places, spans], ["", [], [{ iri: "urn:two" }]]);
  assert.equal(linkName(0), "stress leadsTo poorsleep");
  assert.deepEqual([0, 1, 2, 3].map((at) => linkOf(linkName(at))), [0, 1, 2, 3]);
  assert.equal(linkOf("stress causes poorsleep"), undefined);
});

test("a chain is as strong as its weakest step, and what is hidden is no chain", () => {
  const chains = () => findChains({ ...data, links: state.shown }, 0, 3).cards;
  const steps = () => chains().map((card) => card.steps);
  assert.deepEqual(steps(), [[0, 1], [2, 3]]);
  assert.deepEqual(applyFilters({ modality: ["inferred", "nothing"] }), ["nothing"]);
  assert.deepEqual(steps(), [[0, 1]]);
  assert.equal(hiddenNote(), "1 inferred arrow is hidden by the legend.");
  applyFilters({});
  assert.ok(!anyHidden());
});

test("an address that was written reads as what it was written from", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const luck = chance(seed), place = () => luck.below(NAMES.length);
    const [first, second, third] = [0, 1, 2, 3].sort(() => luck.between(-1, 1));
    const view = [{}, { about: first, hops: 2 }, { from: first, to: second, chain: 3 },
      { compare: first, with: second, to: third }][luck.below(4)];
    const hide = luck.below(2) ? { modality: ["inferred"] } : {};
    const some = () => (luck.below(2) ? [place()] : []);
    const written = { ...view, hide, show: luck.pick([[], ["shortcuts", "all"]]), without: some(),
      open: some(), fold: some(), gone: some(), told: [] };
    if (luck.below(2)) written.sink = place();
    if (luck.below(2)) written.only = luck.pick(["chain", "answer", "off"]);
    if (luck.below(2)) written.edge = luck.below(4);
    const address = formatState(written), read = parseState(address);
    assert.deepEqual({ ...read }, written, address);
    assert.equal(formatState(read), address);
    assert.equal(viewOf(read), viewOf(written));
  }
});

test("what an address says in vain is told and nothing else", () => {
  const read = parseState("#from=stress&to=stress&colour=red&hops=9&edge=a+b+c&show=x&only=y");
  assert.equal(read.told.length, 6);
  const { from, to, hops, edge } = read;
  assert.deepEqual([from, to, hops, edge], [0, undefined, undefined, undefined]);
});

test("a thing is found by its names, folded, and by what is near them", () => {
  assert.equal(named("  FASCICULATION "), 3);
  assert.equal(concepts[search("sleep, poor")[0].place].label, "poor sleep");
  assert.equal(named("twiching"), 3);
  assert.deepEqual([named("xyz"), named("")], [undefined, undefined]);
});

test("who listens is told of a change once it is made; an action is carried out by who can", () => {
  const told = [];
  listen("without", (value) => told.push([...value], [...state.without]));
  change({ without: new Set([2]) });
  assert.deepEqual(told, [[2], [2]]);
  assert.throws(() => visit({ about: 0 }), TypeError);
  carry({ visit: (what) => told.push(what) });
  visit({ about: 1 });
  assert.deepEqual(told.at(-1), { about: 1 });
  change({ without: new Set() });
});

test("CSV is that of SPARQL 1.1", () => {
  const text = (value) => ({ type: "literal", value });
  const rowsOf = [{ a: text('say "hi", you'), b: { type: "bnode", value: "x" } }, { a: text("") }];
  assert.equal(csv({ vars: ["a", "b"], rows: rowsOf }), 'a,b\r\n"say ""hi"", you",_:x\r\n,\r\n');
});
