// What stands beside chains in words, also and why not: cli/tell/beside.py as elements. All is
// made of what it is given and of the graph, whoever shows it. A `look` is {arrows,
// name, ask, among}: the links as they are shown, the element for a thing, a link (from, to, words)
// to chains, and what the answer is about ("In it": the graph).
import { rows, scale } from "./model.js";
import { andList, inARow } from "./tell-chains.js";
import { bdi, evidence, make, thing } from "./words.js";

const MOST_REACHED = 8;

/** How firmly and how often: "stated, often". */
export function hedge({ modality, frequency, background }) {
  const often = frequency && background ? `how often there: ${frequency}` : frequency;
  return [scale[modality].label, often].filter(Boolean).join(", ");
}

/** "(knee twitching is a kind of fasciculation: stated, section 1, sentence 2.)" */
export function kindsTold(claims) {
  return claims.map((at) => {
    const row = rows[at];
    return make("p.hint", "(", thing(row.subject), " is a kind of ", thing(row.object),
      `: ${hedge(row)}, ${placeTold(row)}.)`);
  });
}

const placeTold = ({ where }) => where || "no place recorded";
const hedged = (row) => ` (${hedge(row)}; ${placeTold(row)})`;

/** A chain on one line, how firm it is, and where its steps are told. */
function chainLine(card, { arrows, name, ask }) {
  const { steps, claims, borrowed, modality } = card;
  const [start, end] = [arrows[steps[0]].subject, arrows[steps.at(-1)].object];
  const row = rows[claims[0]];
  const only = steps.length === 1 && row.claim && !borrowed.length;
  return [inARow([name(start), ...steps.map((step) => name(arrows[step].object))]),
    only ? ` (${hedge(row)})` : ` (weakest step: ${scale[modality].label})`,
    " ", ask(start, end, "step by step")];
}

/** What the start involves, what makes the end worse, what is only associated; null if nothing. */
export function alsoPart({ involves, worsens, associated }, look) {
  const { name } = look;
  const told = [
    ...involves.map(({ claim, chain }) => {
      const row = rows[claim];
      return make("li", make("p.step", name(row.subject), " ", make("i", bdi(row.relation)), " ",
        name(row.object), ", which leads there:"), evidence(row, false),
      make("p", chainLine(chain, look)));
    }),
    ...worsens.map(({ claim, chain }) => {
      const row = rows[claim];
      return make("li", make("p.step", name(row.subject), " ", make("i", bdi(row.relation)), " ",
        name(row.object), " that is there:"), evidence(row, false),
      chain ? make("p", "how it comes: ", chainLine(chain, look)) : null);
    }),
    ...associated.map((claim) => make("li",
      make("p.step", "only associated, no cause is said:"), evidence(rows[claim], false))),
  ];
  return told.length ? make("section.also", make("h3", "Also"), make("ul", told)) : null;
}

/** What stands between two things, how far each side reaches, what is near; null if nothing. */
export function whyNotPart(whyNot, [start, end], look) {
  const told = [
    ...claimsTold(() => "The source denies it", whyNot.denied),
    ...whyNot.levels.map((each) => levelTold(each, look)),
    ...claimsTold(() => ["What ", look.name(start), " is for"], whyNot.purposes),
    ...reverseTold(whyNot.reverse, look),
    ...whyNot.broader.map((claim) => broaderTold(rows[claim], look)),
    ...whyNot.narrower.map(({ claim, chain }) => [kindOf(rows[claim], look), ": ",
      chainLine(chain, look), "."]),
    ...claimsTold(() => "The background says, not the article", whyNot.background),
    ...reachTold(whyNot, [start, end], look),
  ].filter(Boolean);
  return told.length ? make("section.why-not", make("h3", "Why not"),
    make("ul", told.map((each) => make("li", each)))) : null;
}

function claimsTold(title, claims) {
  return claims.map((at) => {
    const row = rows[at];
    const words = row.summary ? bdi(row.summary)
      : [thing(row.subject), " ", bdi(row.relation), " ", thing(row.object), "."];
    return [make("b", title()), ": ", words, hedged(row)];
  });
}

function levelTold({ claim, chain }, look) {
  const { subject, relation, object } = rows[claim];
  const what = [look.name(subject), ", which ", bdi(relation), " ", look.name(object)];
  return chain ? ["It is ", what, ", that is on a chain: ", chainLine(chain, look), "."]
    : ["There is also ", what, ": ask about that."];
}

function reverseTold({ summaries, chains }, look) {
  const title = () => make("b", "Only the other way round");
  return [
    ...summaries.flatMap((link) => look.arrows[link].rows).map((at) => {
      const { subject, object, summary } = rows[at];
      return [title(), ": ", inARow([thing(subject), thing(object)]),
        summary ? [": ", bdi(summary)] : "", hedged(rows[at])];
    }),
    ...chains.map((chain) => [title(), ": ", chainLine(chain, look), "."]),
  ];
}

const kindOf = ({ subject, object }, { name }) => [name(subject), " is a kind of ", name(object)];

function broaderTold(row, look) {
  const onward = look.arrows.filter((link) => link.causal && link.subject === row.object)
    .map((link) => {
      const first = rows[link.rows[0]];
      return [bdi(link.relation), " ", look.name(link.object),
        first.claim ? hedged(first) : ` (${scale[first.modality].label})`];
    });
  return [kindOf(row, look), ` (${hedge(row)}), which `, andList(onward), "."];
}

function reachTold({ onward, causes, otherCauses }, [start, end], { among, name }) {
  const names = (places) => places.map((place, at) => [at ? ", " : "", name(place)]);
  const rest = onward.length - MOST_REACHED;
  return [
    onward.length ? [among, " ", name(start), " leads to: ", names(onward.slice(0, MOST_REACHED)),
      rest > 0 ? ` and ${rest} more.` : "."] : [among, " ", name(start), " leads to nothing."],
    causes.length ? [among, " ", name(end), " comes directly from: ", names(causes), "."] : null,
    causes.length + otherCauses.length ? null : [among, " nothing leads to ", name(end), "."],
    otherCauses.length ? ["In the background ", name(end), " comes directly from: ",
      names(otherCauses), "."] : null,
  ];
}
