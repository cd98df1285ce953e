// Shortens and breaks texts by meaning: between words, and in expressions between their terms, the outermost first. A name or
// a number is never cut in two, unless it alone has no room. Knows nothing of widths: it is told what fits.

export type Fits = (text: string) => boolean;

/** Names, numbers with their exponents, and runs of space stay whole; every other sign stands by itself. */
const TOKENS = /\s+|\d+(?:,\d{3})*(?:\.\d*)?(?:e[+-]?\d+)?[⁻\p{No}]*|[\p{L}\p{M}\p{N}_⁻][\p{L}\p{M}\p{N}_.⁻]*|\*\*|./gsu;

/** After these a line may end, and an ellipsis may stand: what follows is another term, argument or sentence. */
const ENDS_OF_TERMS = new Set(["+", "-", "−", "*", "**", "·", "/", "^", ",", ";", ":", "|", "&"]);

interface Break {
  /** How much of the text, in UTF-16 units, stands before it. */
  readonly end: number;
  /** How many brackets are open there. */
  readonly depth: number;
  /** Whether a term or a word ends there, and not only a token. */
  readonly isGood: boolean;
}

/** No line of a drawing holds more. */
const MOST_CHARACTERS = 400;

/** The text where it fits; else as much of its beginning as fits with an ellipsis after it. */
export function shortenUntil(text: string, fits: Fits): string {
  if (text.length <= MOST_CHARACTERS && fits(text)) return text;
  const withEllipsis = (end: number): string => `${text.slice(0, end).trimEnd()}…`;
  const found = bestOf(beginningThat(({ end }) => fits(withEllipsis(end)), breaksOf(text)));
  return found === undefined ? withEllipsis(charactersThatFit(text, (end) => fits(withEllipsis(end)))) : withEllipsis(found.end);
}

/** The text in at most `most` lines that fit; where it needs more, the last one is shortened. At least one line. */
export function breakLines(text: string, fits: Fits, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (lines.length < most - 1 && (rest.length > MOST_CHARACTERS || !fits(rest))) {
    const found = bestOf(beginningThat(({ end }) => fits(rest.slice(0, end).trimEnd()), breaksOf(rest).filter(({ isGood }) => isGood)));
    const end = found?.end ?? charactersThatFit(rest, (place) => fits(rest.slice(0, place)));
    if (end === 0) break;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, shortenUntil(rest, fits)];
}

/** The text in pieces that are to stay whole where there is room: the outermost terms, words among them, with what joins them. */
export function termsOf(text: string): readonly string[] {
  const ends = breaksOf(text).flatMap(({ end, depth, isGood }) => (isGood && depth === 0 ? [end] : []));
  return [...ends, text.length].map((end, place, all) => text.slice(all[place - 1] ?? 0, end));
}

/** Where the text may be broken, ascending; not at its ends. */
function breaksOf(text: string): readonly Break[] {
  const breaks: Break[] = [];
  let [end, depth] = [0, 0];
  for (const [token] of text.slice(0, MOST_CHARACTERS).matchAll(TOKENS)) {
    if (/[([{]/.test(token)) depth++;
    if (/[)\]}]/.test(token)) depth = Math.max(0, depth - 1);
    end += token.length;
    if (end < text.length) breaks.push({ end, depth, isGood: ENDS_OF_TERMS.has(token) || /^\s/.test(token) });
  }
  return breaks;
}

/** The last one in the outermost brackets that keeps at least half of what could be kept; good ones before others. */
function bestOf(possible: readonly Break[]): Break | undefined {
  const last = possible.at(-1);
  if (last === undefined) return undefined;
  const long = possible.filter(({ end }) => 2 * end >= last.end);
  const good = long.filter(({ isGood }) => isGood);
  const candidates = good.length > 0 ? good : long;
  const outermost = Math.min(...candidates.map(({ depth }) => depth));
  return candidates.filter(({ depth }) => depth === outermost).at(-1);
}

/** The items up to the last one that passes, by halving: what comes before one that passes does as well. */
function beginningThat<Item>(passes: (item: Item) => boolean, items: readonly Item[]): readonly Item[] {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(items[middle - 1])) low = middle;
    else high = middle - 1;
  }
  return items.slice(0, low);
}

/** Of a single token without room: how much of it, in whole characters. */
function charactersThatFit(text: string, fits: (end: number) => boolean): number {
  const ends: number[] = [];
  for (const character of text.slice(0, MOST_CHARACTERS)) ends.push((ends.at(-1) ?? 0) + character.length);
  return beginningThat(fits, ends).at(-1) ?? 0;
}
