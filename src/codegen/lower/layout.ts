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
}

export const LAYOUTS: Readonly<Record<Optimisation, Layout>> = {
  speed: { stepsAtOnce: 4 },
  size: { stepsAtOnce: 0 },
};
