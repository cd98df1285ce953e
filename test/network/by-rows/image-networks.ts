// Networks over an image [1, channels, rows, columns], drawn from layers that take rows in different ways: windows and frames of all kinds, branches,
// integers, and sums over all rows.

import fc from "fast-check";
import type { Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { add } from "../../../src/network/ops/add.ts";
import { averagePool } from "../../../src/network/ops/average-pool.ts";
import { concat } from "../../../src/network/ops/concat.ts";
import { conv } from "../../../src/network/ops/conv.ts";
import { dequantizeLinear } from "../../../src/network/ops/dequantize-linear.ts";
import { globalAveragePool } from "../../../src/network/ops/global-pools.ts";
import { maxPool } from "../../../src/network/ops/max-pool.ts";
import { multiply } from "../../../src/network/ops/multiply.ts";
import { pad } from "../../../src/network/ops/pad.ts";
import { quantizeLinear } from "../../../src/network/ops/quantize-linear.ts";
import { reduceSum } from "../../../src/network/ops/reduce-sum.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { slice } from "../../../src/network/ops/slice.ts";
import { ORIGIN } from "../../fixtures.ts";
import { DrawnNetwork } from "../drawn-network.ts";

const ROWS = 13;
const COLUMNS = 4;

/** Draws one network. */
export class Drawing extends DrawnNetwork {
  /** @param pads before and after the rows, before and after the columns. */
  convolution(x: ValueId, { kernel = [3, 3], pads = [1, 1, 1, 1], strides = [1, 1], dilation = 1, group = 1, channels = 3 }): ValueId {
    const [, depth] = this.builder.shapeOf(x);
    const weights = this.parameter("W", [channels * group, depth / group, ...kernel]);
    const [above, below, left, right] = pads;
    return this.apply(conv, [x, weights, this.parameter("b", [channels * group])], { pads: [above, left, below, right], strides, dilations: [dilation, 1], group });
  }

  extent(x: ValueId, axis: number): number {
    return this.builder.shapeOf(x)[axis];
  }
}

/** Takes an image and gives another one. */
type Layer = (drawing: Drawing, x: ValueId) => ValueId;

const few = fc.integer({ min: 0, max: 2 });
const extent = fc.integer({ min: 1, max: 3 });

const LAYERS: readonly fc.Arbitrary<Layer>[] = [
  fc.record({ kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), extent), pads: fc.tuple(few, few, few, few), strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.constant(1)), dilation: fc.integer({ min: 1, max: 2 }) })
    .map((shape) => (drawing, x) => drawing.convolution(x, shape)),
  // A kernel for each channel.
  fc.tuple(few, few).map(([above, below]) => (drawing, x) => drawing.convolution(x, { pads: [above, below, 1, 1], group: drawing.extent(x, 1), channels: 1 })),
  fc.record({ kernel_shape: fc.constantFrom([2, 2], [3, 1], [3, 2]), strides: fc.constantFrom([1, 1], [2, 1], [3, 2]), pads: fc.constantFrom([0, 0, 0, 0], [1, 0, 1, 0]) })
    .map((attributes) => (drawing, x) => drawing.apply(maxPool, [x], attributes)),
  fc.constantFrom([0, 0, 0, 0], [1, 0, 1, 1]).map((pads) => (drawing, x) => drawing.apply(averagePool, [x], { kernel_shape: [2, 2], pads, count_include_pad: 1 })),
  fc.constant<Layer>((drawing, x) => drawing.apply(relu, [x])),
  // In a frame of another number, rows cut off.
  fc.tuple(few, few).map(([above, below]) => (drawing, x) => drawing.apply(pad, [x], { pads: [0, 0, above, 1, 0, 0, below, 0], value: Math.fround(-0.3) })),
  fc.constant<Layer>((drawing, x) => drawing.apply(slice, [x], { starts: [1], ends: [drawing.extent(x, 2)], axes: [2] })),
  // Past two layers, past one, beside one.
  fc.constant<Layer>((drawing, x) => {
    const channels = drawing.extent(x, 1);
    const inner = drawing.apply(relu, [drawing.convolution(x, { channels })]);
    return drawing.apply(add, [x, drawing.convolution(inner, { channels })]);
  }),
  fc.constant<Layer>((drawing, x) => drawing.apply(multiply, [drawing.convolution(x, { kernel: [1, 1], pads: [0, 0, 0, 0], channels: drawing.extent(x, 1) }), x])),
  fc.constant<Layer>((drawing, x) => drawing.apply(concat, [drawing.convolution(x, {}), x], { axis: 1 })),
  // To 8 bits and back.
  fc.constantFrom(-3, 0, 90).map((zero) => (drawing, x) => {
    const scale = drawing.builder.parameter("scale", [], Float32Array.of(0.03125), ORIGIN);
    const zeroPoint = drawing.builder.constant("zero", [], "i8", Int8Array.of(zero), ORIGIN);
    return drawing.apply(dequantizeLinear, [drawing.apply(quantizeLinear, [x, scale, zeroPoint]), scale, zeroPoint]);
  }),
];

const ENDS: readonly Layer[] = [
  (_, x) => x,
  (drawing, x) => drawing.apply(reduceSum, [x], { axes: [2, 3], keepdims: 1 }),
  (drawing, x) => drawing.apply(globalAveragePool, [x]),
];

/** Some layers one after the other. */
export const imageNetworks: fc.Arbitrary<Network> = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 2 }), fc.array(fc.oneof(...LAYERS), { minLength: 1, maxLength: 5 }), fc.constantFrom(...ENDS))
  .map(([seed, channels, layers, end]) => {
    const drawing = new Drawing(seed);
    let x = drawing.builder.input("x", [1, channels, ROWS, COLUMNS], ORIGIN);
    for (const layer of layers) {
      const isLarge = drawing.extent(x, 2) > 5 && drawing.extent(x, 3) > 2 && drawing.extent(x, 1) < 10;
      if (isLarge) x = layer(drawing, x);
    }
    return drawing.builder.finish([{ name: "y", value: end(drawing, x) }]);
  });
