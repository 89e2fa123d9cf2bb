// What every chain to a place must pass: chains/bottlenecks.py, by one tree of dominators.
import { contentsOf } from "./contents.js";
import { linksToTell, speltOut } from "./firmness.js";
import { into, labelOf } from "./model.js";
import { state } from "./store.js";
import { wording, worded } from "./strings.js";
import { inARow } from "./tell-chains.js";
import {
  capped, causesOf, chainsHidden, chainsLink, joinedHint, shownGraph, whenOpened,
} from "./without.js";
import { label, make, small, thing } from "./words.js";

/** The links of the article that chains are counted on. */
const countedLinks = () => [...speltOut(contentsOf(shownGraph(state.article))).values()].flat();

/**
 * For each thing that leads to `target`, the next thing that all its chains pass: the dominators
 * of the arrows turned round, seen from the target (Cooper, Harvey and Kennedy 2001). One tree
 * serves every cause.
 */
function nextOnAll(target, links) {
  const to = [], from = [];
  for (const { subject, object } of links) {
    (to[object] ||= []).push(subject);
    (from[subject] ||= []).push(object);
  }
  const { found, number } = postorder(to, target);
  const next = [];
  next[target] = target;
  const meet = (a, b) => {
    while (a !== b) {
      while (number[a] < number[b]) a = next[a];
      while (number[b] < number[a]) b = next[b];
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (let at = found.length - 2; at >= 0; at--) { // the target stands last
      const place = found[at];
      const best = from[place].filter((after) => next[after] !== undefined).reduce(meet);
      if (next[place] !== best) {
        next[place] = best;
        changed = true;
      }
    }
  }
  return next;
}

function postorder(groups, start) {
  const found = [], number = [], seen = new Set([start]), stack = [[start, 0]];
  while (stack.length) {
    const top = stack[stack.length - 1];
    const other = groups[top[0]]?.[top[1]++];
    if (other === undefined) {
      number[top[0]] = found.push(top[0]) - 1;
      stack.pop();
    } else if (!seen.has(other)) {
      seen.add(other);
      stack.push([other, 0]);
    }
  }
  return { found, number };
}

/** What all chains between two places pass, in order; without the ends. */
function onTheWay(next, start, target) {
  const must = [];
  if (next[start] === undefined) return must;
  for (let at = next[start]; at !== target; at = next[at]) must.push(at);
  return must;
}

/** What all chains that are told between two places pass; `taken` are things that are not there. */
export function mustPass(start, target, taken = new Set()) {
  const told = [...linksToTell(contentsOf(shownGraph())).values()].flat();
  const links = told.filter(({ subject, object, summary }) => !taken.has(subject)
    && !taken.has(object) && !(summary && subject === start && object === target));
  return onTheWay(nextOnAll(target, links), start, target);
}

/** {lifestyle, byCause: [[cause, places], …], common}, or null if nothing leads there. */
export function bottlenecks(target) {
  let causes = causesOf(target, "lifestyle");
  const lifestyle = causes.length > 0;
  if (!lifestyle) causes = causesOf(target);
  if (!causes.length) return null;
  const next = nextOnAll(target, countedLinks());
  const byCause = causes.map((cause) => [cause, onTheWay(next, cause, target)]);
  let common = byCause[0][1];
  for (const [, must] of byCause) {
    const here = new Set(must);
    common = common.filter((place) => here.has(place));
  }
  return { lifestyle, byCause, common };
}

// ---------------------------------------------------------------- in words

const wayOf = (places) => inARow(places.map((place) => thing(place)), "then");

function nothingOn(cause, target) {
  const direct = countedLinks().some((link) => link.subject === cause && link.object === target);
  return direct ? wording("must.tied") : wording("must.apart");
}

const lightButton = (places, text, name) =>
  small(text, { "data-light": places.join(" "), ...(name ? { "aria-label": name } : {}) });

/** "What every chain must pass", for the view of a thing. */
export function bottleneckPart(target) {
  if (!into[target].some((at) => state.article[at].causal)) return null;
  return whenOpened("must", wording("must.title"), (body) => {
    const found = bottlenecks(target);
    if (!found) {
      body.replaceChildren(make("p", wording("must.circles")));
      return;
    }
    const { lifestyle, byCause, common } = found;
    const way = { way: wayOf(common) };
    const whatever = lifestyle ? worded("must.fromLife", way) : worded("must.fromAll", way);
    const none = lifestyle ? wording("must.noneFromLife") : wording("must.noneFromAll");
    const every = [...new Set(byCause.flatMap(([, must]) => must))];
    const line = ([cause, must]) => make("li", chainsLink(cause, target, label(cause)), ": ",
      must.length ? wayOf(must) : nothingOn(cause, target),
      must.length ? [" ", lightButton(must, wording("must.light"),
        wording("must.lightOf", { cause: labelOf(cause) }))] : null);
    body.replaceChildren(...[
      make("p", common.length ? whatever : none),
      every.length ? make("p.card-tools", lightButton(every, wording("must.lightAll")),
        make("span.meta", wording("must.inDrawing"))) : null,
      make("h4", wording("must.byCause")),
      capped([...byCause].sort((a, b) => a[0] - b[0]), line, { class: "musts" }),
      state.without.size ? make("p.meta", wording("must.whole")) : null,
      chainsHidden(),
      joinedHint(),
    ].filter(Boolean));
  });
}

/** Above the cards of chains: what each of them passes. */
export function mustLine(must, left) {
  if (!must.length) return null;
  return make("p.must-line", make("span.tag.must", left ? wording("must.left")
    : wording("must.all")), " ", wayOf(must));
}
