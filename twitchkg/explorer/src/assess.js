// When to get help, from what one notices: the rules of twitchkg/triage over the red flags of this
// graph. All findings of a red flag are needed; more findings never lower the urgency, a "no" never
// raises it. What contradicts the condition of a red flag makes a question of it.
import { weigher } from "./weigh.js";

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

/** What to say first. */
function head(matched, graver, { unread, denied }, there, gone) {
  const settled = gone.size + denied.length > 0, mayBe = graver[0];
  if (matched.length) return { kind: "urgency", mayBe };
  if (mayBe) return { kind: "may-be", mayBe };
  if (unread.length) return { kind: there.length || settled ? "partly" : "not-understood" };
  return { kind: there.length || settled ? "none" : "nothing" };
}

/** What speaks for the syndrome and against it, and what is not known. */
function criteriaOf({ checkup, rows }, everything, isGone) {
  const criteria = { met: [], against: [], unknown: [] };
  for (const [row, required] of checkup.criteria) {
    const { object, condition } = rows[row];
    const isThere = everything.has(object), absent = isGone(object);
    // Its condition, where it has one, nobody can settle by naming a finding.
    const group = required
      ? absent ? "against" : isThere && !condition ? "met" : "unknown"
      : isThere ? "against" : absent ? "met" : "unknown";
    criteria[group].push(row);
  }
  return criteria;
}

/** That the rules are not made for it, where the twitching they speak of is not there. */
function apartFrom(flags, matched, gone, names) {
  const needed = new Set(matched.flatMap(({ flag }) => flags[flag].accompanying));
  const missing = [...needed].filter((place) => gone.has(place));
  if (!missing.length) return "";
  const findings = [...new Set(matched.flatMap(({ flag }) => flags[flag].findings))];
  return `The source speaks of ${names(findings)} together with ${names(missing)}, which was `
    + "said not to be there. It does not say that it is less urgent without: get care all the "
    + "same.";
}

/**
 * A function of what is there and what is not: `present` is a list of {place, phrase, days, told}
 * (told: modifiers by their place), `absent` one of places, `denied` and `affirmed` are red flags
 * that were asked with their condition: denied, they are settled, though what they rest on may be
 * there; `unread` are words that were not understood. Its answer is that of twitchkg.triage
 * (verdict.py says what each part means), things by their place, red flags by their place in
 * checkup.flags, statements by their row.
 */
export function triageRules(given) {
  const { checkup, concepts, order, rows } = given;
  const { flags, rungs, ranked, twitching, own } = checkup;
  const above = kindsAbove(checkup.broader);
  const inferred = new Set(checkup.inferred.map(String));
  const stated = kindsAbove(checkup.broader.filter((pair) => !inferred.has(String(pair))));
  const medications = new Set(checkup.medications);
  const label = (place) => concepts[place].label;
  const inOrder = (places) => [...places].sort((a, b) => order[a] - order[b]);
  const isKind = (place, of) => [place, ...above(place)].some((each) => of.has(each));
  const isStatedKind = (place, of) => [place, ...stated(place)].some((each) => of.has(each));
  const alone = (place) =>
    flags.find(({ findings }) => findings.length === 1 && findings[0] === place);
  const names = (places) => places.map(label).join(" and ");
  const onlyIf = ({ findings, condition }) =>
    label(findings[0]) + (condition ? ` (${condition})` : "");

  /** What a finding counts as: itself, what it is a kind of, and a medicine's side effect. */
  const countsAs = (place) =>
    new Set([place, ...above(place), ...(medications.has(place) ? [checkup.sideEffect] : [])]);

  const { weigh, failsItsOwn } = weigher(checkup, { countsAs, alone, above });

  /** What a finding becomes by going on for long enough. */
  function lasting(finding, notes) {
    const { place, phrase, days } = finding;
    if (days === undefined) return [];
    const kinds = new Set([place, ...above(place)]);
    const found = checkup.least.filter(([longer]) => isKind(longer, kinds));
    for (const [longer, least] of found) {
      if (days >= least || longer === place) continue;
      const from = own ? `several weeks (read as ${least} days)` : `${least} days`;
      notes.push(`“${phrase}” is shorter than the ${from} from which on it would count as `
        + `${label(longer)}.`);
    }
    if (!found.length && !failsItsOwn(finding)) {
      notes.push(`How long “${phrase}” has lasted makes no difference in this graph.`);
    }
    return found.filter(([, least]) => days >= least)
      .map(([longer]) => ({ ...finding, place: longer }));
  }

  /** What is not there; what is contradicted counts as there. */
  function notThere(absent, counts, notes) {
    const gone = new Set(absent);
    for (const place of inOrder(gone)) {
      const kind = inOrder(counts.keys()).find((each) => counts.get(each).has(place));
      if (kind === undefined) continue;
      gone.delete(place);
      notes.push(counts.has(place)
        ? `${label(place)} was said both to be there and not to be: taken as there.`
        : `${label(kind)} counts as ${label(place)}, which was said not to be there: taken as `
          + "there.");
    }
    return gone;
  }

  /** What one answer would make graver than `urgency`, the gravest first. */
  function findGraver(there, toAsk, contradicted, urgency) {
    const conditions = [], kinds = [], together = [];
    const otherwise = new Set(contradicted.map(({ flag }) => flag));
    for (const at of toAsk) {
      const { findings, rung } = flags[at];
      if (rung >= Math.min(urgency ?? ranked, ranked)) continue;
      const met = findings.filter((place) => there.some((each) => isKind(each, new Set([place]))));
      const missing = findings.filter((place) => !met.includes(place));
      const wider = there.find((place) => place !== twitching && above(findings[0]).has(place));
      if (otherwise.has(at)) {
        const named = there.filter((each) => findings.some((place) => countsAs(each).has(place)));
        conditions.push({ flag: at, rung, why: "condition", there: named, missing: [] });
      } else if (findings.length === 1 && wider !== undefined) {
        kinds.push({ flag: at, rung, why: "kind", there: [wider], missing });
      } else if (met.length && missing.length) {
        together.push({ flag: at, rung, why: "together", there: met, missing });
      }
    }
    return [...conditions, ...kinds, ...together].sort((a, b) => a.rung - b.rung)
      .map((each) => ({ ...each, note: noteOf(each) }));
  }

  /** In one sentence what would make a red flag of what is there. */
  function noteOf({ flag: at, why, there, missing }) {
    const flag = flags[at], rung = rungs[flag.rung].label;
    const needs = missing.map((place) => (alone(place) ? onlyIf(alone(place)) : label(place)));
    const only = why === "condition" ? `only if ${flag.condition}`
      : why === "kind" ? `if it is ${onlyIf(flag)}` : `together with ${needs.join(" and ")}`;
    return `${names(there)} is a red flag (${rung}) ${only}.`;
  }

  return ({ present = [], absent = [], denied = [], affirmed = [], unread = [] }) => {
    const notes = [], phrases = new Map();
    const mentions = present.flatMap((each) => [each, ...lasting(each, notes)]);
    for (const { place, phrase } of mentions) {
      phrases.set(place, [...(phrases.get(place) ?? []), phrase]);
    }
    const there = inOrder(phrases.keys());
    const counts = new Map(there.map((place) => [place, countsAs(place)]));
    const gone = notThere(absent, counts, notes);
    const everything = new Set(there.flatMap((place) => [...counts.get(place)]));
    const { applying: matched, contradicted } = weigh(mentions, affirmed, inOrder);
    const settled = new Set([...matched.map(({ flag }) => flag), ...denied]);
    const toAsk = [...flags.keys()].filter((at) => !settled.has(at)
      && !flags[at].findings.some((place) => isStatedKind(place, gone)));
    // the flags are most urgent first
    const urgency = matched.map(({ flag }) => flags[flag].rung).find((rung) => rung < ranked);
    const graver = findGraver(there, toAsk, contradicted, urgency);
    notes.push(...graver.map(({ note }) => note));
    if (gone.has(twitching) && !matched.length) {
      notes.push("The source speaks of its red flags together with twitching only.");
    }
    return {
      headline: head(matched, graver, { unread, denied }, there, gone),
      urgency,
      flags: matched,
      graver,
      toAsk,
      suggests: checkup.suggests.filter((row) => everything.has(rows[row].subject)),
      criteria: criteriaOf(given, everything, (place) => isStatedKind(place, gone)),
      present: there,
      absent: inOrder(gone),
      notes: [...new Set(notes)],
      apart: apartFrom(flags, matched, gone, names),
    };
  };
}
