// convolve_each: sums of products of windows with kernels of their own channel, the channels last: what depthwise convolutions are made of;
// no file has it.

import { sameShape } from "../../broadcast.ts";
import type { Op } from "../../op.ts";
import { showShape } from "../../shape.ts";
import { countWindows, placesInWindows } from "./window-axes.ts";

/** x [N, ...extents, C], w [R, C, ...kernel], b [R, C]: the result is [N, ...windows, R, C]. */
export const convolveEach: Op = {
  name: "convolve_each",
  parameters: ["x", "w", "b"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  resultName: "h",
  attributes: { strides: [], dilations: [] },
  inferShape([x, w, b], attributes) {
    const rank = x.length - 2;
    const [repeats, channels] = w;
    const windows = countWindows(x.slice(1, 1 + rank), w.slice(2), attributes);
    const fits = rank >= 1 && w.length === rank + 2 && x[rank + 1] === channels && (b === undefined || sameShape(b, [repeats, channels]));
    if (!fits || windows.some((count) => count < 1)) return { problem: `kernels of shape ${showShape(w)} do not fit ${showShape(x)}` };
    return [x[0], ...windows, repeats, channels];
  },
  computation: {
    kind: "reduce",
    /** Window by window from +0 along the kernel's axes; the bias takes the sum. */
    reduction([x, w, b], attributes) {
      const rank = x.length - 2;
      return {
        combine: "add",
        over: w.slice(2),
        factors: [
          { argument: 1, at: (indices, steps) => [...indices.slice(rank + 1), ...steps] },
          { argument: 0, at: (indices, steps) => [indices[0], ...placesInWindows(attributes, indices.slice(1, 1 + rank), steps), indices[rank + 2]] },
        ],
        block: undefined,
        chains: 1,
        initial: undefined,
        scale: undefined,
        start: b === undefined ? undefined : { read: { argument: 2, at: (indices) => indices.slice(rank + 1) }, weight: undefined },
      };
    },
  },
  examples: [
    { shapes: [[1, 5, 4, 3], [1, 3, 2, 3], [1, 3]], attributes: { strides: [2, 1], dilations: [1, 1] } },
    { shapes: [[2, 6, 2], [2, 2, 3]], attributes: { strides: [1], dilations: [2] } },
  ],
};
