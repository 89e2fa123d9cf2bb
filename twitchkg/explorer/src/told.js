// What typed words tell beside a finding: slight, in the foot, for a minute.

/**
 * The modifiers that a text names, by their place, and the text as it is and without them: first
 * without those that are no part of the body. A leg beside another part may be what is meant.
 */
export function toldIn(text, { words, sites: [inLeg, outside], glue }) {
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [], told = new Set();
  const kept = [], bare = [];
  for (let at = 0; at < tokens.length;) {
    const size = [4, 3, 2, 1].find((each) => at + each <= tokens.length
      && Object.hasOwn(words, tokens.slice(at, at + each).join(" "))) ?? 0;
    const said = tokens.slice(at, at + Math.max(size, 1));
    const modifiers = size ? words[said.join(" ")] : [];
    const isSite = modifiers.includes(inLeg) || modifiers.includes(outside);
    for (const each of modifiers) told.add(each);
    if (!size && glue.includes(said[0])) {
      at += 1;
      continue;
    }
    if (!size || isSite) kept.push(...said);
    if (!size) bare.push(...said);
    at += said.length;
  }
  if (told.has(inLeg)) told.delete(outside);
  const readings = [text, kept.join(" "), bare.join(" ")];
  return { told: [...told].sort((a, b) => a - b), readings };
}
