// Layouts: how loops and tables are arranged for what counts. A layout changes no bit of a result: the order of every sum is
// that of the reduction.

import type { Network } from "../../network/network.ts";
import { elementCount } from "../../network/shape.ts";

export const OPTIMISATIONS = ["speed", "size", "memory"] as const;

export type Optimisation = (typeof OPTIMISATIONS)[number];

export interface Layout {
  /**
   * Steps of a sum that are added in one turn of the loop over the results: results side by side are independent, so that
   * compilers use vectors, and each is loaded and stored once for so many products. 0 where every result is finished before
   * the next one, in the fewest instructions.
   */
  readonly stepsAtOnce: number;
  /** The same of fused multiply-adds: there are half as many operations for each number that is loaded. */
  readonly fusedStepsAtOnce: number;
  /** Places that are written out in a turn: what is read for a result is read once for all of them, and fused multiply-adds wait for what is read. */
  readonly placesInTurn: number;
  readonly fusedPlacesInTurn: number;
  /** Results side by side that sums of integers are added up for at once: what they have in common is read once. */
  readonly resultsAtOnce: number;
  /**
   * Sums that are added up in one loop over places, such as those of a row of an image: the weights of a turn are read once for all of them and
   * stay in the nearest cache, as the sums do. 0 where every place is finished before the next one.
   */
  readonly sumsTogether: number;
  /** Steps of a reduction that are written out, without a loop, where each reads something else for every result side by side. */
  readonly stepsWrittenOut: number;
  /**
   * Parts into which a result may be divided so that an array needs no frame: the loops of the parts leave out what windows read beyond it.
   * One says it of reductions that are written out, the other of longer ones.
   */
  readonly partsWrittenOut: number;
  readonly parts: number;
  /** Whether constants that are multiples of few scales are kept as integers: a quarter of the bytes, and a conversion and a product wherever one is read. */
  readonly keepsIntegers: boolean;
  /** Whether what can be is computed row by row, where that needs less working memory. */
  readonly inRows: boolean;
}

/** `speed` and `memory` where compilers leave loops as they are, the others where they make vectors of them. */
export const LAYOUT_NAMES = [...OPTIMISATIONS, "vectors", "memory-vectors"] as const;

export type LayoutName = (typeof LAYOUT_NAMES)[number];

const SPEED: Layout = {
  stepsAtOnce: 4,
  fusedStepsAtOnce: 4,
  placesInTurn: 1,
  fusedPlacesInTurn: 1,
  resultsAtOnce: 4,
  sumsTogether: 0,
  stepsWrittenOut: 16,
  partsWrittenOut: 9,
  parts: 4,
  keepsIntegers: false,
  inRows: false,
};

const VECTORS: Layout = { ...SPEED, fusedStepsAtOnce: 6, fusedPlacesInTurn: 4, sumsTogether: 1024 };

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  speed: SPEED,
  vectors: VECTORS,
  size: {
    stepsAtOnce: 0,
    fusedStepsAtOnce: 0,
    placesInTurn: 1,
    fusedPlacesInTurn: 1,
    resultsAtOnce: 1,
    sumsTogether: 0,
    stepsWrittenOut: 0,
    partsWrittenOut: 1,
    parts: 1,
    keepsIntegers: true,
    inRows: false,
  },
  memory: { ...SPEED, inRows: true },
  "memory-vectors": { ...VECTORS, inRows: true },
};

/** The layout of a network's function in a language; `speed` where `vectors` would be no other one. */
export function layoutFor(network: Network, optimize: Optimisation, language: { readonly usesVectors: boolean }): LayoutName {
  if (optimize === "size" || !language.usesVectors) return optimize;
  const hasPlaces = network.values.some(
    (value) => value.kind === "operation" && value.op.computation.kind === "reduce" && elementCount(value.shape.slice(0, -1)) > 1,
  );
  if (!hasPlaces) return optimize;
  return optimize === "memory" ? "memory-vectors" : "vectors";
}

/** How many of the places along an axis are taken together: they are divided into as few parts as may be, and into more where these are equal. */
export function placesTogether(extent: number, channels: number, { sumsTogether }: Layout): number {
  const most = Math.max(Math.floor(sumsTogether / channels), 1);
  const parts = Math.ceil(extent / most);
  for (let more = parts; more <= 2 * parts; more++) if (extent % more === 0) return extent / more;
  return Math.ceil(extent / parts);
}
