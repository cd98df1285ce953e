// convolve: sums of products of windows with kernels, group by group, the channels last: what convolutions are made of; no file has it.

import type { Index } from "../../../program/program.ts";
import { sameShape } from "../../broadcast.ts";
import type { Op } from "../../op.ts";
import { showShape } from "../../shape.ts";
import { countWindows, placesInWindows } from "./window-axes.ts";

/** x [N, ...extents, G, D], w [G, M, D, ...kernel], b [G, M]: the result is [N, ...windows, G, M]. */
export const convolve: Op = {
  name: "convolve",
  parameters: ["x", "w", "b"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  resultName: "h",
  attributes: { strides: [], dilations: [] },
  inferShape([x, w, b], attributes) {
    const rank = x.length - 3;
    const [groups, kernels] = w;
    const windows = countWindows(x.slice(1, 1 + rank), w.slice(3), attributes);
    const fits = rank >= 1 && w.length === rank + 3 && x[rank + 1] === groups && x[rank + 2] === w[2] && (b === undefined || sameShape(b, [groups, kernels]));
    if (!fits || windows.some((count) => count < 1)) return { problem: `kernels of shape ${showShape(w)} do not fit ${showShape(x)}` };
    return [x[0], ...windows, groups, kernels];
  },
  computation: {
    kind: "reduce",
    /** Window by window from +0 along the kernel's axes and then the channels of the group; the bias takes the sum. */
    reduction([x, w, b], attributes) {
      const rank = x.length - 3;
      const over = [...w.slice(3), w[2]];
      const bias = ([, ...at]: readonly Index[]): readonly Index[] => at.slice(rank);
      return {
        combine: "add",
        over,
        factors: [
          { argument: 1, at: (indices, steps) => [...indices.slice(rank + 1), steps[rank], ...steps.slice(0, rank)] },
          {
            argument: 0,
            at: (indices, steps) => [
              indices[0],
              ...placesInWindows(attributes, indices.slice(1, 1 + rank), steps.slice(0, rank)),
              indices[rank + 1],
              steps[rank],
            ],
          },
        ],
        block: undefined,
        chains: 1,
        initial: undefined,
        scale: undefined,
        start: b === undefined ? undefined : { read: { argument: 2, at: bias }, weight: undefined },
      };
    },
  },
  examples: [
    { shapes: [[1, 5, 4, 1, 2], [1, 3, 2, 2, 3], [1, 3]], attributes: { strides: [2, 1], dilations: [1, 1] } },
    { shapes: [[2, 6, 2, 1], [2, 2, 1, 3]], attributes: { strides: [1], dilations: [2] } },
    { shapes: [[1, 4, 1, 5], [1, 4, 5, 1], [1, 4]], attributes: { strides: [1], dilations: [1] } },
  ],
};
