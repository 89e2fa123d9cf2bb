// What is packed by zlib is unpacked to the same bytes.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { constants, deflateRawSync } from "node:zlib";
import { inflated } from "../../twitchkg/explorer/src/inflate.js";

const own = readFileSync(new URL("../../twitchkg/explorer/src/inflate.js", import.meta.url));
const DATA = {
  nothing: Buffer.alloc(0),
  letter: Buffer.from("a"),
  run: Buffer.alloc(100_000, "ab"),
  noise: randomBytes(70_000),
  text: own,
  longest: Buffer.concat([own, randomBytes(32_768 - own.length), own]),
};

for (const [name, data] of Object.entries(DATA)) {
  test(`${name} comes out as it went in`, () => {
    for (const level of [0, 1, 9]) {
      for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED,
        constants.Z_HUFFMAN_ONLY]) {
        const packed = deflateRawSync(data, { level, strategy });
        assert.deepEqual(Buffer.from(inflated(packed, data.length)), data);
      }
    }
  });
}

test("what was not packed so is refused", () => {
  const packed = deflateRawSync(own);
  assert.throws(() => inflated(packed, own.length + 1));
  assert.throws(() => inflated(Buffer.from([255, 255, 255]), 10));
});
