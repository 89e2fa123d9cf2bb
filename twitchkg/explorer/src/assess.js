// When to get help, from what one notices: the rules of triage.py over the red flags of this graph.
// All findings of a red flag are needed; more findings never lower the urgency, and a "no" never
// raises it.

/** For each place everything that it is a kind of, near or far. */
export function kindsAbove(pairs) {
  const parents = new Map(), known = new Map();
  for (const [child, parent] of pairs) {
    if (!parents.has(child)) parents.set(child, []);
    parents.get(child).push(parent);
  }
  return (place) => {
    if (!known.has(place)) {
      const found = new Set(), queue = [place];
      while (queue.length) {
        for (const parent of parents.get(queue.pop()) || []) {
          if (!found.has(parent)) {
            found.add(parent);
            queue.push(parent);
          }
        }
      }
      known.set(place, found);
    }
    return known.get(place);
  };
}

const withItself = (place, above) => new Set(above(place)).add(place);
const meet = (some, others) => [...some].some((each) => others.has(each));

/**
 * A function of what is there and what is not: `present` is a list of {place, phrase, days},
 * `absent` one of places, `denied` one of red flags that were asked with their condition and
 * denied: they are settled, though what they rest on may be there. It answers as Python's
 * triage.assess does, things by their place, red flags by their place in checkup.flags, statements
 * by their row.
 */
export function triageRules({ checkup, concepts, order, rows }) {
  const { flags, rungs, ranked, twitching, own } = checkup;
  const above = kindsAbove(checkup.broader);
  const aboveSaid = checkup.broaderClaims ? kindsAbove(checkup.broaderClaims) : above;
  const medications = new Set(checkup.medications);
  const label = (place) => concepts[place].label;
  const inOrder = (places) => [...places].sort((a, b) => order[a] - order[b]);

  /** What a finding counts as: itself, what it is a kind of, and a medicine's side effect. */
  function countsAs(place) {
    const found = withItself(place, above);
    if (medications.has(place)) found.add(checkup.sideEffect);
    return found;
  }

  /** The finding itself, and the one that it becomes by going on for long enough. */
  function withTime({ place, phrase, days }, notes) {
    const found = [place];
    if (days === undefined) return found;
    const kinds = withItself(place, aboveSaid);
    const lastings = checkup.least.filter(([lasting]) => meet(withItself(lasting, aboveSaid),
      kinds));
    if (!lastings.length) {
      notes.push(`How long “${phrase}” has lasted makes no difference in this graph.`);
    }
    for (const [lasting, least] of lastings) {
      if (days >= least) found.push(lasting);
      else if (lasting !== place) {
        const from = own ? `the several weeks (read as ${least} days)` : `the ${least} days`;
        notes.push(
          `“${phrase}” is shorter than ${from} from which on it would count as ${label(lasting)}.`);
      }
    }
    return found;
  }

  function assess({ present = [], absent = [], denied = [] }) {
    const notes = [], phrases = new Map();
    for (const finding of present) {
      for (const place of withTime(finding, notes)) {
        if (!phrases.has(place)) phrases.set(place, []);
        phrases.get(place).push(finding.phrase);
      }
    }
    const there = inOrder(phrases.keys()), gone = new Set(absent);
    for (const place of inOrder(gone)) {
      if (!phrases.has(place)) continue;
      notes.push(`${label(place)} was said both to be there and not to be: taken as there.`);
      gone.delete(place);
    }
    const counts = new Map(there.map((place) => [place, countsAs(place)]));
    const everything = new Set(there.flatMap((place) => [...counts.get(place)]));

    const matched = [], toAsk = [];
    flags.forEach((flag, at) => {
      if (flag.findings.every((place) => everything.has(place))) {
        const because = there.filter((place) =>
          flag.findings.some((each) => counts.get(place).has(each)));
        matched.push({ flag: at,
          because: [...new Set(because.flatMap((place) => phrases.get(place)))] });
      } else if (!denied.includes(at)
        && !flag.findings.some((place) => meet(withItself(place, above), gone))) toAsk.push(at);
    });
    for (const at of toAsk) {
      const { findings, condition, rung } = flags[at];
      const wider = there.filter((place) => place !== twitching && aboveSaid(findings[0])
        .has(place));
      if (!wider.length || findings.length !== 1) continue;
      notes.push(
        `${label(wider[0])} is a red flag (${rungs[rung].label}) if it is `
        + `${label(findings[0])}${condition ? ` (${condition})` : ""}.`);
    }
    if (gone.has(twitching)) {
      notes.push("The source speaks of its red flags together with twitching only.");
    }

    const criteria = { met: [], against: [], unknown: [] };
    for (const [row, required] of checkup.criteria) {
      const { object, condition } = rows[row];
      const isThere = everything.has(object), isGone = meet(withItself(object, aboveSaid), gone);
      // What it requires comes with a condition that nobody can settle by naming a finding.
      const group = required
        ? isGone ? "against" : isThere && !condition ? "met" : "unknown"
        : isThere ? "against" : isGone ? "met" : "unknown";
      criteria[group].push(row);
    }
    return {
      // the flags are most urgent first
      urgency: matched.map(({ flag }) => flags[flag].rung).find((rung) => rung < ranked),
      flags: matched,
      toAsk,
      suggests: checkup.suggests.filter((row) => everything.has(rows[row].subject)),
      criteria,
      present: there,
      absent: inOrder(gone),
      notes,
    };
  }
  return assess;
}
