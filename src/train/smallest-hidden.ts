// Searches for the smallest hidden layers that reach an error: one layer of n units, and two of n and 2n. Trains nothing:
// whoever drives the search says how far each size gets.

/** A size that was tried, and the error it reached. */
export interface TriedSize {
  readonly hidden: readonly number[];
  /** Parameters of the network. */
  readonly parameters: number;
  readonly error: number;
}

/** The shapes of hidden layers that are searched; larger n, more parameters. */
const FAMILIES: readonly ((n: number) => readonly number[])[] = [(n) => [n, 2 * n], (n) => [n]];

const MOST_UNITS = 128;

/**
 * Gives sizes to try, is told the error of each, and returns all that were tried, in the order they were. Within a family
 * it doubles until the error is reached and halves the interval then, as if larger were always better, which is nearly so.
 * Of a family only sizes with fewer parameters than the best of the others are tried.
 */
export function* smallestHidden(
  inputs: number,
  outputs: number,
  wanted: number,
): Generator<readonly number[], readonly TriedSize[], number> {
  const tried: TriedSize[] = [];
  let fewest = Infinity;
  for (const family of FAMILIES) {
    const parametersOf = (n: number) => countParameters([inputs, ...family(n), outputs]);
    const reaches = function* (n: number): Generator<readonly number[], boolean, number> {
      const hidden = family(n);
      const error = yield hidden;
      const parameters = parametersOf(n);
      tried.push({ hidden, parameters, error });
      if (!(error <= wanted)) return false;
      fewest = Math.min(fewest, parameters);
      return true;
    };
    let most = MOST_UNITS;
    while (most > 0 && parametersOf(most) >= fewest) most--;
    let failing = 0;
    let reaching = Math.min(1, most);
    while (failing < most && !(yield* reaches(reaching))) {
      failing = reaching;
      reaching = Math.min(2 * reaching, most);
    }
    if (failing === most) continue;
    while (reaching - failing > 1) {
      const middle = (failing + reaching) >> 1;
      if (yield* reaches(middle)) reaching = middle;
      else failing = middle;
    }
  }
  return tried;
}

/** The smallest size that reached the error; undefined where none did. */
export function smallestOf(tried: readonly TriedSize[], wanted: number): TriedSize | undefined {
  const reached = tried.filter(({ error }) => error <= wanted);
  return reached.reduce<TriedSize | undefined>(
    (best, size) => (best === undefined || size.parameters < best.parameters ? size : best),
    undefined,
  );
}

function countParameters(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, units, layer) => sum + units * (widths[layer] + 1), 0);
}
