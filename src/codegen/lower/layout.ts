// Layouts: how loops and tables are arranged for what counts. A layout changes no bit of a result: the order of every sum is
// that of the reduction.

export const OPTIMISATIONS = ["speed", "size"] as const;

export type Optimisation = (typeof OPTIMISATIONS)[number];

export interface Layout {
  /**
   * Steps of a sum that are added in one turn of the loop over the results: results side by side are independent, so that
   * compilers use vectors, and each is loaded and stored once for so many products. 0 where every result is finished before
   * the next one, in the fewest instructions.
   */
  readonly stepsAtOnce: number;
  /** Results side by side that sums of integers are added up for at once: what they have in common is read once. */
  readonly resultsAtOnce: number;
  /** Steps of a reduction that are written out, without a loop, where each reads something else for every result side by side. */
  readonly stepsWrittenOut: number;
}

export const LAYOUTS: Readonly<Record<Optimisation, Layout>> = {
  speed: { stepsAtOnce: 4, resultsAtOnce: 4, stepsWrittenOut: 16 },
  size: { stepsAtOnce: 0, resultsAtOnce: 1, stepsWrittenOut: 0 },
};
