// Which red flags have all their findings, and whether their conditions are told or contradicted:
// twitchkg/triage/weigh.py for the page, things, red flags and modifiers by their place.

/** `weigh(mentions, affirmed, inOrder)` and `failsItsOwn(mention)` over one page's red flags. */
export function weigher({ flags, contrary, days }, { countsAs, alone, above }) {
  const least = new Map(days), against = new Set(contrary.map(String));

  /** By a word, or by how long it lasts. */
  const tells = ({ told = [], days: lasted }, modifier) => told.includes(modifier)
    || (lasted !== undefined && lasted >= least.get(modifier));
  const contradicts = (mention, modifier) => !tells(mention, modifier)
    && (mention.days < least.get(modifier)
      || (mention.told ?? []).some((each) => against.has(String([each, modifier]))));

  function failsItsOwn(mention) {
    const own = alone(mention.place);
    return Boolean(own?.onlyIf.some((modifier) => contradicts(mention, modifier)));
  }

  /** For each finding the mentions that contradict nothing that the others leave untold. */
  const fitting = ({ findings, onlyIf }, named) => named.map((mentions, at) => {
    const others = named.filter((_, n) => n !== at).flat();
    const needed = onlyIf.filter((each) => !others.some((mention) => tells(mention, each)));
    return mentions.filter((mention) => !needed.some((each) => contradicts(mention, each))
      && (mention.place === findings[at] || !failsItsOwn(mention)));
  });

  function because(named, inOrder) {
    const mentions = named.flat();
    const places = inOrder(new Set(mentions.map(({ place }) => place)));
    return [...new Set(places.flatMap((place) => mentions
      .filter((each) => each.place === place).map(({ phrase }) => phrase)))];
  }

  /** Whether another red flag of that rung says the same more closely. */
  const saidCloser = ({ flag: at, because: said }, all) => all.some((other) => other.flag !== at
    && flags[other.flag].rung === flags[at].rung
    && said.every((phrase) => other.because.includes(phrase))
    && flags[at].findings.length === 1 && flags[other.flag].findings.length === 1
    && above(flags[other.flag].findings[0]).has(flags[at].findings[0]));

  function weigh(mentions, affirmed, inOrder) {
    const applying = [], contradicted = [];
    flags.forEach((flag, at) => {
      const named = flag.findings.map((place) =>
        mentions.filter((mention) => countsAs(mention.place).has(place)));
      if (!named.every((each) => each.length)) return;
      const fits = fitting(flag, named);
      if (fits.every((each) => each.length)) {
        const told = (each) => fits.flat().some((mention) => tells(mention, each));
        const open = affirmed.includes(at) ? [] : flag.onlyIf.filter((each) => !told(each));
        applying.push({ flag: at, because: because(fits, inOrder), open });
      } else contradicted.push({ flag: at, because: because(named, inOrder) });
    });
    const closest = contradicted.filter((each) => !saidCloser(each, contradicted));
    return { applying, contradicted: closest };
  }
  return { weigh, failsItsOwn };
}
