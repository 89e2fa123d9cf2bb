// Raw DEFLATE (RFC 1951), unpacked at once: the browser's own DecompressionStream answers only
// after the page has been painted without what is packed.

/** The least value of each code, by how many bits follow it. */
const leastOf = (bits, first) => bits.map((_, at) =>
  bits.slice(0, at).reduce((sum, count) => sum + (1 << count), first));
const twice = (most, times) => Array.from({ length: most + 1 }, (_, bits) =>
  Array(bits ? times : 2 * times).fill(bits)).flat();
const LENGTH_BITS = [...twice(5, 4), 0], LENGTHS = [...leastOf(twice(5, 4), 3), 258];
const DISTANCE_BITS = twice(13, 2), DISTANCES = leastOf(DISTANCE_BITS, 1);
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_CODE = 15;
const FIXED = [Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7
  : 8)), Array(30).fill(5)];

/** Canonical codes of these lengths: how many there are of each, and their symbols in order. */
function codesOf(lengths) {
  const counts = Array(LONGEST_CODE + 1).fill(0), symbols = [];
  for (let length = 1; length <= LONGEST_CODE; length++) {
    lengths.forEach((each, symbol) => {
      if (each !== length) return;
      counts[length] += 1;
      symbols.push(symbol);
    });
  }
  return { counts, symbols };
}

/** The bytes that were packed, `size` of them; throws an Error where they were not packed so. */
export function inflated(packed, size) {
  const out = new Uint8Array(size);
  let at = 0, held = 0, ready = 0, written = 0;
  const bits = (count) => {
    for (; ready < count; ready += 8) held |= packed[at++] << ready;
    const value = held & ((1 << count) - 1);
    held >>>= count;
    ready -= count;
    return value;
  };
  const symbolBy = ({ counts, symbols }) => {
    for (let length = 1, code = 0, first = 0, index = 0; length <= LONGEST_CODE; length++) {
      code |= bits(1);
      if (code < first + counts[length]) return symbols[index + code - first];
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new Error("no such code");
  };
  const ownCodes = () => {
    const [many, far, count] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengths = Array(19).fill(0);
    for (let each = 0; each < count; each++) lengths[ORDER[each]] = bits(3);
    const by = codesOf(lengths), all = [];
    while (all.length < many + far) {
      const symbol = symbolBy(by);
      if (symbol < 16) all.push(symbol);
      else if (symbol === 16) all.push(...Array(3 + bits(2)).fill(all.at(-1)));
      else all.push(...Array(symbol === 17 ? 3 + bits(3) : 11 + bits(7)).fill(0));
    }
    return [all.slice(0, many), all.slice(many)];
  };
  for (let last = false; !last;) {
    last = bits(1) === 1;
    const kind = bits(2);
    if (kind === 0) { // as it is, from the next whole byte on
      held = ready = 0;
      const count = packed[at] | (packed[at + 1] << 8);
      out.set(packed.subarray(at + 4, at + 4 + count), written);
      at += 4 + count;
      written += count;
      continue;
    }
    const [letters, distances] = (kind === 1 ? FIXED : ownCodes()).map(codesOf);
    for (let symbol; (symbol = symbolBy(letters)) !== 256;) {
      if (symbol < 256) {
        out[written++] = symbol;
        continue;
      }
      const length = LENGTHS[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
      const far = symbolBy(distances), back = DISTANCES[far] + bits(DISTANCE_BITS[far]);
      for (let each = 0; each < length; each++, written++) out[written] = out[written - back];
    }
  }
  if (written !== size) throw new Error(`${written} bytes instead of ${size}`);
  return out;
}
