// window_sum and window_maximum, of floats and of integers: what stands in each window of each channel, the channels last, added up or its
// maximum. What pooling is made of; no file has them.

import { LARGEST_FLOAT32 } from "../../../numeric/float32.ts";
import { listOf } from "../../attributes.ts";
import type { Op } from "../../op.ts";
import type { Reduction } from "../../reduction.ts";
import { integerSums } from "../integers/integer-sums.ts";
import { sameInteger } from "../../scalar-rules.ts";
import { showShape } from "../../shape.ts";
import { countWindows, placesInWindows } from "./window-axes.ts";

/** x [N, ...extents, C]: the result is [N, ...windows, C]. */
function windowReduction(name: string, combine: Reduction["combine"], initial: number | undefined): Omit<Op, "examples"> {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: { kernel: [], strides: [], dilations: [] },
    inferShape([x], attributes) {
      const kernel = listOf(attributes, "kernel");
      const windows = countWindows(x.slice(1, -1), kernel, attributes);
      const fits = kernel.length >= 1 && x.length === kernel.length + 2 && windows.every((count) => count >= 1);
      return fits ? [x[0], ...windows, x[x.length - 1]] : { problem: `windows of shape ${showShape(kernel)} do not fit ${showShape(x)}` };
    },
    computation: {
      kind: "reduce",
      /** Along the kernel's axes in order. */
      reduction: (_, attributes) => ({
        combine,
        over: listOf(attributes, "kernel"),
        factors: [
          { argument: 0, at: (indices, steps) => [indices[0], ...placesInWindows(attributes, indices.slice(1, -1), steps), indices[indices.length - 1]] },
        ],
        block: undefined,
        chains: 1,
        initial,
        scale: undefined,
        start: undefined,
      }),
    },
  };
}

export const windowSum: Op = {
  ...windowReduction("window_sum", "add", undefined),
  examples: [
    { shapes: [[1, 5, 4, 3]], attributes: { kernel: [3, 2], strides: [2, 1], dilations: [1, 2] } },
    { shapes: [[2, 6, 1]], attributes: { kernel: [2], strides: [3], dilations: [1] } },
  ],
};

/** The same of integers of any width, in i32 modulo 2^32. */
export const windowSumOfIntegers: Op = {
  ...windowReduction("window_sum_of_integers", "add", undefined),
  inferScalar: ([x]) => integerSums([x, x]),
  examples: windowSum.examples.map((example, place) => ({ ...example, scalars: [place === 0 ? "u8" : "i32"] })),
};

/** At least the smallest float32; NaN is passed over. */
export const windowMaximum: Op = {
  ...windowReduction("window_maximum", "maximum", -LARGEST_FLOAT32),
  examples: windowSum.examples,
};

/** Of integers of one type. */
export const windowMaximumOfIntegers: Op = {
  ...windowReduction("window_maximum_of_integers", "maximum", undefined),
  inferScalar: sameInteger,
  examples: windowSum.examples.map((example) => ({ ...example, scalars: ["i32"] as const })),
};
