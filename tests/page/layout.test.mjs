// The drawing's promises: nothing overlaps, nothing is crossed that a reader would misread.

import assert from "node:assert/strict";
import { test } from "node:test";

import { curvesThrough } from "../../twitchkg/explorer/src/curves.js";
import { chosen, inBands, inColumns, untangled } from "../../twitchkg/explorer/src/lanes.js";
import { layered } from "../../twitchkg/explorer/src/layout.js";
import { boxOf, PADDING, wrapped } from "../../twitchkg/explorer/src/measure.js";
import { routes } from "../../twitchkg/explorer/src/routes.js";
import { flows, mapped, overview } from "../../twitchkg/explorer/src/scene.js";
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

test("no two boxes of a map overlap and its arrows pass between them", () => each((luck, seed) => {
  const { nodes, edges, sizeOf } = randomGraph(luck, { most: 40 });
  const count = 1 + luck.below(5), limit = luck.between(100, 900);
  const groups = Array.from({ length: count }, (_, at) => nodes.filter((n) => n % count === at))
    .filter((g) => g.length);
  const order = untangled(groups, edges);
  assert.deepEqual(order.map((g) => [...g].sort()), groups.map((g) => [...g].sort()));
  const members = order.map((group) =>
    ({ members: group, headWidth: luck.between(0, 300), headLines: 1 + luck.below(3) }));
  const links = edges.map(([from, to], link) => ({ link, from, to }));
  for (const [along, made] of [["x", inColumns(members, sizeOf, limit)],
    ["y", inBands(members, sizeOf, limit)]]) {
    const lines = routes(made.boxes, links, along);
    // arrows may pass below the last box of a column, not behind one
    assert.deepEqual(misread({ ...made, boxes: listed(made.boxes), lines }), [],
      `seed ${seed} along ${along}`);
    assert.deepEqual(lines.map((line) => line.link),
      edges.flatMap(([a, b], at) => (a === b ? [] : [at])));
    for (const line of lines) {
      assert.ok(joins(line, ...edges[line.link].map((n) => made.boxes.get(n))), `seed ${seed}`);
    }
  }
}));

test("a graph of nothing is an empty drawing", () => {
  assert.deepEqual(layered([], [], null), { boxes: new Map(), paths: [], width: 0, height: 0 });
  assert.deepEqual(inColumns([], null, 100), { boxes: new Map(), width: 0, height: 0 });
  assert.deepEqual(inBands([], null, 100), { boxes: new Map(), width: 100, height: 0 });
  const model = { concepts: [], links: [], lanes: [], chains: null };
  assert.deepEqual(overview(model, mapped(model), { label: () => 0, head: () => 0, reach: () => 0 },
    1300).boxes, []);
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
  return { label: widthOf, head: widthOf, reach: (text) => (text.includes("q") ? 11 : 6) };
};

/** Things with labels of all lengths, in lanes, with links among them and to the background. */
function randomModel(luck) {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const word = () => Array.from({ length: 1 + luck.below(luck.pick([5, 14, 60])) },
    () => luck.pick(letters)).join("");
  const label = () => Array.from({ length: 1 + luck.below(7) }, word).join(" ");
  const count = 2 + luck.below(50), lanes = 1 + luck.below(8);
  const concepts = Array.from({ length: count },
    (_, n) => ({ label: label(), lane: luck.below(lanes),
      ...(n && n > count - 4 ? { background: true } : {}) }));
  const links = Array.from({ length: luck.below(120) },
    () => ({ subject: luck.below(count), object: luck.below(count) }));
  for (const link of links) {
    if (concepts[link.subject].background
      || concepts[link.object].background) link.background = true;
  }
  const members = (lane) => concepts.flatMap((c, n) => (c.lane === lane ? [n] : []));
  return { concepts, links, chains: null,
    lanes: Array.from({ length: lanes },
      (_, lane) => ({ label: label(), members: members(lane) })) };
}

for (const [name, advance] of Object.entries(FONTS)) {
  test(`every text stands in its box with its padding and headings stand apart: ${name} font`,
    () => each((luck, seed) => {
      const model = randomModel(luck), widths = widthsBy(advance);
      const inside = ({ boxes }, padding) => {
        for (const { lines, width, height, concept } of boxes) {
          assert.deepEqual(lines, wrapped(model.concepts[concept].label));
          assert.ok(width >= Math.max(...lines.map(widths.label)) + 2 * padding - 0.01,
            `seed ${seed}`);
          const reach = Math.max(7.5, ...lines.map(widths.reach));
          assert.ok(height / 2 >= 7.5 * (lines.length - 1) + reach + padding - 0.01,
            `seed ${seed}`);
        }
      };
      for (const room of [356, 790, 1360]) {
        const map = overview(model, mapped(model), widths, room);
        assert.deepEqual(misread(map), [], `seed ${seed} room ${room}`);
        inside(map, 5);
        assert.deepEqual(map.boxes.map((box) => box.concept),
          model.concepts.flatMap((c, n) => (c.background ? [] : [n])));
        const heads = map.heads.map(({ lines, x, y }) =>
          ({ lines, x, y, half: Math.max(...lines.map(widths.head)) / 2 }));
        for (const head of heads) {
          for (const box of map.boxes) {
            const over = Math.abs(box.x - head.x) < box.width / 2 + head.half
              && box.y - box.height / 2 < head.y && box.y
              + box.height / 2 > head.y - 8 - 14 * head.lines.length;
            if (map.along === "y") {
              assert.ok(!over, `seed ${seed} room ${room}: a heading over a box`);
            }
          }
          if (map.along === "x") {
            for (const other of heads) {
              assert.ok(other === head
                || Math.abs(head.x - other.x) >= head.half + other.half,
              `seed ${seed}: headings touch`);
            }
          }
        }
      }
      const at = model.links.flatMap((link, place) => (place < 25 ? [place] : []));
      for (const flow of Object.values(flows(model, at, [0], widths))) {
        assert.deepEqual(misread(flow), [], `seed ${seed}`);
        inside(flow, PADDING);
      }
    }));
}

test("wider text makes wider boxes", () => {
  const [narrow, wide] = [4, 11].map((advance) => boxOf(["muscle", "twitch"],
    { label: (text) => text.length * advance, reach: () => 6 }));
  assert.ok(wide.width - narrow.width >= 6 * 7);
  assert.equal(wide.height, narrow.height);
});

test("a large graph shows what is asked for and its neighbours first, then the busiest", () => {
  const pairs = Array.from({ length: 400 }, (_, n) => [[n, (n + 1) % 401], [n, (n * 7) % 400]])
    .flat();
  const found = chosen(401, pairs, [100, 104], 300);
  assert.equal(found.length, 300);
  assert.equal(new Set(found).size, 300);
  for (const n of [100, 101, 103, 104, 105, 300, 328]) {
    assert.ok(found.slice(0, 12).includes(n), `${n}`);
  }
  assert.deepEqual(chosen(3, [], [], 300), [0, 1, 2]);
  const star = Array.from({ length: 9 }, (_, n) => [n, 9]);
  assert.equal(chosen(10, star, [], 5)[0], 9);
  assert.deepEqual(chosen(10, [], [], 3), [0, 1, 2]);
});
