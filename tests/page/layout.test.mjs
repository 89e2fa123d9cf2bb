// The drawing's promises: nothing overlaps, nothing is crossed that a reader would misread.

import assert from "node:assert/strict";
import { test } from "node:test";

import { curvesThrough } from "../../twitchkg/explorer/src/curves.js";
import { withRows } from "../../twitchkg/explorer/src/grid.js";
import { layered } from "../../twitchkg/explorer/src/layout.js";
import { boxOf, PADDING, wrapped } from "../../twitchkg/explorer/src/measure.js";
import { draw } from "../../twitchkg/explorer/src/scene.js";
import { chance, joins, misread, randomGraph } from "./geometry.mjs";

const RUNS = 60;
const each = (run) => { for (let seed = 1; seed <= RUNS; seed++) run(chance(seed), seed); };
const listed = (boxes) => [...boxes.entries()].map(([concept, box]) => ({ concept, ...box }));

function drawn({ nodes, edges, sizeOf }, along) {
  const made = layered(nodes, edges, sizeOf, along);
  const lines = made.paths.map((path, link) =>
    ({ link, feedback: path.feedback, curves: curvesThrough(path.points, along) }));
  return { ...made, all: listed(made.boxes), lines };
}

for (const along of ["x", "y"]) {
  test(`arrows of a graph without loops run forward and touch no foreign box, along ${along}`,
    () => each((luck, seed) => {
      const graph = randomGraph(luck, { acyclic: true });
      const made = drawn(graph, along);
      assert.deepEqual(misread({ ...made, boxes: made.all, lines: made.lines }), [],
        `seed ${seed}`);
      assert.equal(made.boxes.size, graph.nodes.length);
      made.lines.forEach((line, at) => {
        const [a, b] = graph.edges[at].map((n) => made.boxes.get(n));
        assert.ok(joins(line, a, b), `seed ${seed}`);
        const axis = line.curves.map((curve) => curve[3][along === "x" ? 0 : 1]);
        assert.deepEqual(axis, [...axis].sort((m, n) => m - n));
        assert.equal(line.feedback, false);
      });
    }));

  test(`what closes a loop runs back, and no more than that, along ${along}`,
    () => each((luck, seed) => {
      const graph = randomGraph(luck);
      const made = drawn(graph, along);
      const lines = made.lines.filter((line) => line.curves.length);
      assert.deepEqual(misread({ ...made, boxes: made.all, lines }), [], `seed ${seed}`);
      assert.deepEqual(lines.map((line) => line.link),
        graph.edges.flatMap(([a, b], at) => (a === b ? [] : [at])));
      const axis = along === "x" ? "x" : "y";
      for (const { link, feedback, curves } of lines) {
        const [a, b] = graph.edges[link].map((n) => made.boxes.get(n));
        assert.ok(joins({ curves }, a, b), `seed ${seed}`);
        assert.equal(a[axis] > b[axis], feedback, `seed ${seed}`);
      }
    }));
}

test("what stands in rows by kind covers nothing, each kind under its title", () => each((luck) => {
  const graph = randomGraph(luck), made = drawn(graph, "x"), some = () => 1 + luck.below(9);
  const groups = Array.from({ length: some() }, (_, kind) => ({ label: `kind ${kind}`,
    boxes: Array.from({ length: some() }, (__, at) => ({ concept: 100 * (kind + 1) + at,
      width: luck.between(20, 160), height: luck.between(20, 90) })) }));
  const room = { width: luck.between(300, 1500), height: luck.between(300, 900) };
  const whole = withRows({ ...made, boxes: made.all }, groups, room);
  const lines = made.lines.filter((line) => line.curves.length);
  assert.deepEqual(misread({ ...whole, lines }), []);
  assert.deepEqual(whole.boxes.slice(0, made.all.length), made.all);
  whole.titles.forEach(({ text, x, y }, kind) => {
    assert.equal(text, groups[kind].label);
    const own = whole.boxes.filter(({ concept }) => Math.floor(concept / 100) === kind + 1);
    assert.equal(own.length, groups[kind].boxes.length);
    assert.ok(own.every((box) => box.y - box.height / 2 >= y && box.x - box.width / 2 >= x - 0.01));
    assert.ok(!whole.boxes.some((box) => Math.abs(box.x - x) < box.width / 2 - 0.01
      && Math.abs(box.y - y) < box.height / 2 - 0.01));
  });
}));

test("a long arrow bends around the box between", () => {
  const { boxes, paths } = layered(["a", "b", "c"], [["a", "b"], ["b", "c"], ["a", "c"]],
    () => ({ width: 100, height: 40 }));
  const b = boxes.get("b");
  assert.ok(boxes.get("a").x < b.x && b.x < boxes.get("c").x);
  const beside = paths[2].points.filter(([x]) => Math.abs(x - b.x) <= b.width / 2);
  assert.equal(beside.length, 2);
  assert.ok(beside.every(([, y]) => Math.abs(y - b.y) > b.height / 2));
});

test("a crossing that the order given has is removed", () => {
  const { boxes } = layered(["a", "b", "c", "d"], [["a", "d"], ["b", "c"]],
    () => ({ width: 50, height: 20 }));
  assert.equal(boxes.get("a").y < boxes.get("b").y, boxes.get("d").y < boxes.get("c").y);
});

test("a hub is tall enough for its arrows", () => {
  const spokes = Array.from({ length: 14 }, (_, n) => n);
  const { paths } = layered([...spokes, "hub"], spokes.map((n) => [n, "hub"]),
    () => ({ width: 60, height: 20 }));
  const ends = paths.map(({ points }) => points[points.length - 1][1]).sort((a, b) => a - b);
  assert.ok(ends.slice(1).every((end, at) => end - ends[at] > 8));
});

test("a graph of nothing is an empty drawing", () => {
  assert.deepEqual(layered([], [], null), { boxes: new Map(), paths: [], width: 0, height: 0 });
  const nothing = { things: [], links: [] };
  const { boxes, lines } = draw({ concepts: [], links: [] }, nothing, [], widthsBy(() => 5),
    { width: 900, height: 600 }, "x");
  assert.deepEqual([boxes, lines], [[], []]);
});

test("words stay whole, lines are short, and what is cut ends in …", () => {
  const texts = ["", " ", "x".repeat(200), "ab ".repeat(60), "😀 ".repeat(99),
    "one two three four five six"];
  for (const text of texts) {
    const words = text.split(/\s+/u).filter(Boolean);
    const lines = wrapped(text);
    assert.ok(lines.length > 0);
    for (const line of lines) {
      assert.ok([...line].length <= 16 || !line.includes(" "), line);
      for (const word of line.split(" ")) {
        assert.ok(words.includes(word) || word.endsWith("…") || !words.length, word);
      }
    }
    assert.ok([...lines.join(" ")].length <= 90);
  }
});

// Fonts as different as may be: narrow, wide, and one that is far wider in some letters.
const FONTS = { narrow: () => 4, wide: () => 11, uneven: (char) => (char > "m" ? 3 : 15) };
const widthsBy = (advance) => {
  const widthOf = (text) => [...text].reduce((total, char) => total + advance(char), 0);
  return { label: widthOf, reach: (text) => (text.includes("q") ? 11 : 6) };
};

/** Things with labels of all lengths, and links among them. */
function randomModel(luck) {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const word = () => Array.from({ length: 1 + luck.below(luck.pick([5, 14, 60])) },
    () => luck.pick(letters)).join("");
  const count = 2 + luck.below(40);
  const concepts = Array.from({ length: count },
    () => ({ label: Array.from({ length: 1 + luck.below(7) }, word).join(" ") }));
  const links = Array.from({ length: luck.below(60) },
    () => ({ subject: luck.below(count), object: luck.below(count) }));
  return { concepts, links };
}

for (const [name, advance] of Object.entries(FONTS)) {
  test(`every text stands in its box with its padding, whatever the room: ${name} font`,
    () => each((luck, seed) => {
      const model = randomModel(luck), widths = widthsBy(advance);
      const scene = { things: model.concepts.map((_, n) => n),
        links: model.links.map((_, n) => n) };
      const room = { width: luck.between(200, 1600), height: luck.between(200, 1000) };
      const made = draw(model, scene, [0], widths, room, luck.pick(["x", "y"]));
      assert.deepEqual(misread(made), [], `seed ${seed}`);
      assert.deepEqual(made.boxes.map((box) => box.concept).sort((a, b) => a - b), scene.things);
      for (const { lines, width, height, concept } of made.boxes) {
        assert.deepEqual(lines, wrapped(model.concepts[concept].label));
        assert.ok(width >= Math.max(...lines.map(widths.label)) + 2 * PADDING - 0.01,
          `seed ${seed}`);
        const reach = Math.max(7.5, ...lines.map(widths.reach));
        assert.ok(height / 2 >= 7.5 * (lines.length - 1) + reach + PADDING - 1.01, `seed ${seed}`);
      }
    }));
}

test("wider text makes wider boxes", () => {
  const [narrow, wide] = [4, 11].map((advance) => boxOf(["muscle", "twitch"],
    { label: (text) => text.length * advance, reach: () => 6 }));
  assert.ok(wide.width - narrow.width >= 6 * 7);
  assert.equal(wide.height, narrow.height);
});
