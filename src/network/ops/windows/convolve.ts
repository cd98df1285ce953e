// convolve, convolve_each, convolve_groups: sums of products of windows with kernels, the channels last: what convolutions are made of; no
// file has them. Each kernel meets all channels, one channel, or those of its group.

import type { Index } from "../../../program/program.ts";
import { sameShape } from "../../broadcast.ts";
import type { Op, OpExample } from "../../op.ts";
import { showShape, type Shape } from "../../shape.ts";
import { integerSums } from "../integers/integer-sums.ts";
import { countWindows, placesInWindows } from "./window-axes.ts";

/** An axis of channels: groups of them, kernels (of a group), the channels (of a group) that a kernel meets. */
type ChannelAxis = "group" | "kernel" | "depth";

/** Which axes of channels x, w and the result have, behind the others of x and the result and before the others of w. */
interface Channels {
  readonly x: readonly ChannelAxis[];
  readonly w: readonly ChannelAxis[];
  readonly result: readonly ChannelAxis[];
}

/**
 * Of float32, or of integers with sums of i32: x [N, ...extents, channels], w [channels, ...kernel] and b as the channels of the result, which is
 * [N, ...windows, channels].
 */
function convolution(name: string, { x: ofX, w: ofW, result: ofResult }: Channels, examples: readonly OpExample[]): Op {
  const hasDepth = ofX.includes("depth");
  return {
    name,
    parameters: ["x", "w", "b"],
    required: 2,
    constantNames: [undefined, "W", "b"],
    resultName: "h",
    attributes: { strides: [], dilations: [] },
    inferShape([x, w, b], attributes) {
      const rank = x.length - 1 - ofX.length;
      const own = (axis: ChannelAxis): number => w[ofW.indexOf(axis)];
      const channels = ofResult.map(own);
      const kernel = w.slice(ofW.length);
      const windows = countWindows(x.slice(1, 1 + rank), kernel, attributes);
      const fits = rank >= 1 && kernel.length === rank && ofX.every((axis, position) => x[1 + rank + position] === own(axis));
      if (!fits || windows.some((count) => count < 1)) return { problem: `kernels of shape ${showShape(w)} do not fit ${showShape(x)}` };
      if (b !== undefined && !sameShape(b, channels)) return { problem: `${showShape(b)} are not the biases of ${showShape(channels)} kernels` };
      return [x[0], ...windows, ...channels];
    },
    inferScalar: (scalars) => (scalars.every((scalar) => scalar === "f32") ? "f32" : integerSums(scalars)),
    computation: {
      kind: "reduce",
      /** From +0 along the kernel's axes in order and, at each of its places, the channels; the bias takes the sum. */
      reduction([x, w, b]: readonly Shape[], attributes) {
        const rank = x.length - 1 - ofX.length;
        const channelAt = (axis: ChannelAxis, indices: readonly Index[], steps: readonly Index[]): Index =>
          axis === "depth" ? steps[rank] : indices[1 + rank + ofResult.indexOf(axis)];
        return {
          combine: "add",
          over: [...w.slice(ofW.length), ...(hasDepth ? [w[ofW.indexOf("depth")]] : [])],
          factors: [
            { argument: 1, at: (indices, steps) => [...ofW.map((axis) => channelAt(axis, indices, steps)), ...steps.slice(0, rank)] },
            {
              argument: 0,
              at: (indices, steps) => [
                indices[0],
                ...placesInWindows(attributes, indices.slice(1, 1 + rank), steps.slice(0, rank)),
                ...ofX.map((axis) => channelAt(axis, indices, steps)),
              ],
            },
          ],
          block: undefined,
          chains: 1,
          initial: undefined,
          scale: undefined,
          start: b === undefined ? undefined : { read: { argument: 2, at: (indices: readonly Index[]) => indices.slice(1 + rank) }, weight: undefined },
        };
      },
    },
    examples,
  };
}

export const convolve = convolution("convolve", { x: ["depth"], w: ["kernel", "depth"], result: ["kernel"] }, [
  { shapes: [[1, 5, 4, 2], [3, 2, 2, 3], [3]], attributes: { strides: [2, 1], dilations: [1, 1] } },
  { shapes: [[1, 4, 5], [4, 5, 1], [4]], attributes: { strides: [1], dilations: [1] } },
  { shapes: [[2, 9, 6], [8, 6, 3]], attributes: { strides: [1], dilations: [2] } },
  { shapes: [[1, 4, 3, 5], [3, 5, 2, 2], [3]], scalars: ["u8", "i8", "i32"], attributes: { strides: [2, 1], dilations: [1, 1] } },
]);

export const convolveEach = convolution("convolve_each", { x: ["group"], w: ["group"], result: ["group"] }, [
  { shapes: [[1, 5, 4, 3], [3, 3, 2], [3]], attributes: { strides: [2, 1], dilations: [1, 1] } },
  { shapes: [[2, 6, 4], [4, 3]], attributes: { strides: [1], dilations: [2] } },
  { shapes: [[1, 8, 8, 4], [4, 7, 5], [4]], attributes: { strides: [1, 1], dilations: [1, 1] } },
  { shapes: [[1, 5, 4, 3], [3, 3, 2], [3]], scalars: ["i8", "u8", "i32"], attributes: { strides: [2, 1], dilations: [1, 1] } },
]);

export const convolveGroups = convolution("convolve_groups", { x: ["group", "depth"], w: ["group", "kernel", "depth"], result: ["group", "kernel"] }, [
  { shapes: [[1, 5, 4, 2, 2], [2, 3, 2, 2, 3], [2, 3]], attributes: { strides: [2, 1], dilations: [1, 1] } },
  { shapes: [[2, 6, 2, 1], [2, 2, 1, 3]], attributes: { strides: [1], dilations: [2] } },
  { shapes: [[2, 6, 2, 2], [2, 2, 2, 3]], scalars: ["u8", "i16"], attributes: { strides: [1], dilations: [1] } },
]);
