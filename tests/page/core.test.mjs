// What the stage shows: the core of a sink, what the chips and the reader add, what is folded.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  MOST_BOXES, busiestSink, causesUpTo, exampleStart, sceneOf,
} from "../../twitchkg/explorer/src/core.js";
import { chance } from "./geometry.mjs";

const ARROWS = [[0, 1], [1, 2], [2, 3], [4, 2], [5, 6], [0, 3, "short"], [7, 1, "other"]];
const model = (arrows = ARROWS, more = {}) => {
  const links = arrows.map(([subject, object, kind], at) => ({ subject, object, at,
    causal: kind !== "other", summary: kind === "short" }));
  const count = 1 + Math.max(...arrows.flatMap(([a, b]) => [a, b]));
  return { concepts: Array.from({ length: count }, () => ({ lane: 0 })),
    lanes: [{ style: "body" }], links, usable: links.filter((each) => each.causal && !each.summary),
    hides: () => false, ...more };
};
const wanted = { sink: 3, show: [], open: [], fold: [], gone: [], only: false,
  needed: { things: [], links: [] } };
const drawn = (more, of = model()) => {
  const { things, links } = sceneOf(of, { ...wanted, ...more });
  return [[...things].sort((a, b) => a - b), links];
};

for (const [name, more, things, links] of [
  ["the core is what reaches the sink, without shortcuts", {}, [0, 1, 2, 3, 4], [0, 1, 2, 3]],
  ["elsewhere", { show: ["elsewhere"] }, [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4]],
  ["shortcuts", { show: ["shortcuts"] }, [0, 1, 2, 3, 4], [0, 1, 2, 3, 5]],
  ["all, the arrows of cause", { show: ["all"] }, [0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5]],
  ["what a thing is opened to", { open: [1] }, [0, 1, 2, 3, 4, 7], [0, 1, 2, 3, 6]],
  ["what is hidden by hand takes its arrows along", { gone: [2] }, [0, 1, 3, 4], [0]],
  ["what leads on only through a folded thing", { fold: [1] }, [1, 2, 3, 4], [1, 2, 3]],
  ["only the answer", { only: true, needed: { things: [4], links: [4] } }, [4, 5, 6], [4]],
  ["the answer beside the core", { needed: { things: [], links: [4] } },
    [0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4]],
]) {
  test(name, () => assert.deepEqual(drawn(more), [things, links]));
}

test("what no arrow touches stands apart where all is shown", () => {
  const apart = (more) => sceneOf(model(), { ...wanted, ...more }).apart;
  assert.deepEqual(apart({ show: ["all"] }), [7]);
  assert.deepEqual(apart({ show: ["all"], open: [7] }), []);
  assert.deepEqual(apart({}), []);
});

test("what the answer tells of is never folded away", () => {
  const [things] = drawn({ fold: [2], needed: { things: [0], links: [] } });
  assert.ok(things.includes(0) && !things.includes(4));
});

test("of many causes the nearest sixty are drawn, and never more boxes than there is room for",
  () => {
    const arrows = Array.from({ length: 500 }, (_, n) => [n + 1, Math.floor(n / 3)]);
    const [core] = drawn({ sink: 0 }, model(arrows));
    assert.deepEqual(core, Array.from({ length: 60 }, (_, n) => n));
    const [all] = drawn({ sink: 0, show: ["all"] }, model(arrows));
    assert.equal(all.length, MOST_BOXES);
  });

test("the busiest end is the sink, and an example begins far up its way", () => {
  const { usable } = model();
  assert.equal(busiestSink(usable), 3);
  assert.equal(exampleStart(usable, 3), 0);
  assert.equal(busiestSink([{ subject: 0, object: 1 }, { subject: 1, object: 0 }]), 0);
  assert.equal(busiestSink([]), undefined);
  assert.equal(exampleStart([], 3), undefined);
});

test("whatever is asked for, arrows join what is drawn", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const luck = chance(seed), some = () => Array.from({ length: luck.below(4) },
      () => luck.below(12));
    const arrows = Array.from({ length: 1 + luck.below(30) }, () => [luck.below(11),
      luck.below(12), luck.pick(["", "short", "other"])]);
    const of = model([...arrows, [11, 0]]);
    const scene = sceneOf(of, { ...wanted, sink: luck.below(12), open: some(), fold: some(),
      gone: some(), show: luck.pick([[], ["all"], ["elsewhere", "shortcuts"]]) });
    const there = new Set(scene.things);
    assert.equal(there.size, scene.things.length, `seed ${seed}`);
    for (const at of scene.links) {
      assert.ok(there.has(of.links[at].subject) && there.has(of.links[at].object), `seed ${seed}`);
    }
    for (const place of causesUpTo(of.usable, 0).keys()) assert.ok(place < 12);
  }
});
