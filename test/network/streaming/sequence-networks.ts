// Networks over a sequence [1, channels, time] that can be computed frame by frame, drawn from layers that reach back in different ways.

import fc from "fast-check";
import type { Network } from "../../../src/network/network.ts";
import type { ValueId } from "../../../src/network/op.ts";
import { add } from "../../../src/network/ops/add.ts";
import { averagePool } from "../../../src/network/ops/average-pool.ts";
import { batchNormalization } from "../../../src/network/ops/batch-normalization.ts";
import { concat } from "../../../src/network/ops/concat.ts";
import { conv } from "../../../src/network/ops/conv.ts";
import { gru } from "../../../src/network/ops/gru.ts";
import { matmul } from "../../../src/network/ops/matmul.ts";
import { maxPool } from "../../../src/network/ops/max-pool.ts";
import { relu } from "../../../src/network/ops/relu.ts";
import { reshape } from "../../../src/network/ops/reshape.ts";
import { slice } from "../../../src/network/ops/slice.ts";
import { softmax } from "../../../src/network/ops/softmax.ts";
import { tanh } from "../../../src/network/ops/tanh.ts";
import { transpose } from "../../../src/network/ops/transpose.ts";
import { ORIGIN } from "../../fixtures.ts";
import { DrawnNetwork } from "../drawn-network.ts";

export const FRAMES = 24;

/** Draws one network. */
export class Sketch extends DrawnNetwork {
  channels(x: ValueId): number {
    return this.builder.shapeOf(x)[1];
  }

  frames(x: ValueId): number {
    return this.builder.shapeOf(x)[2];
  }

  /** With biases; `before` frames of zeros go before the sequence. */
  convolution(x: ValueId, { kernel = 1, dilation = 1, before = 0, after = 0, stride = 1, group = 1, channels = 3 }): ValueId {
    const depth = this.channels(x) / group;
    const args = [x, this.parameter("W", [channels * group, depth, kernel]), this.parameter("b", [channels * group])];
    return this.apply(conv, args, { dilations: [dilation], pads: [before, after], strides: [stride], group });
  }

  cut(x: ValueId, start: number, end: number): ValueId {
    return this.apply(slice, [x], { starts: [start], ends: [end], axes: [2] });
  }
}

/** Takes a sequence and gives another one. */
type Layer = (sketch: Sketch, x: ValueId) => ValueId;

const reach = { kernel: fc.integer({ min: 1, max: 4 }), dilation: fc.integer({ min: 1, max: 3 }) };

const LAYERS: readonly fc.Arbitrary<Layer>[] = [
  // Padded in front by as much as they reach back, less, or more.
  fc.record({ ...reach, more: fc.integer({ min: -2, max: 2 }) }).map(({ kernel, dilation, more }) => (sketch, x) => {
    return sketch.convolution(x, { kernel, dilation, before: Math.max(0, (kernel - 1) * dilation + more) });
  }),
  // On both sides, and cut.
  fc.record(reach).map(({ kernel, dilation }) => (sketch, x) => {
    const before = (kernel - 1) * dilation;
    return sketch.cut(sketch.convolution(x, { kernel, dilation, before, after: before }), 0, sketch.frames(x));
  }),
  fc.constant<Layer>((sketch, x) => sketch.convolution(x, { kernel: 3, before: 2, group: sketch.channels(x), channels: 1 })),
  fc.integer({ min: 1, max: 3 }).map((kernel) => (sketch, x) => sketch.convolution(x, { kernel, before: kernel - 1, stride: 2 })),
  fc.integer({ min: 2, max: 3 }).map((kernel) => (sketch, x) => sketch.apply(maxPool, [x], { kernel_shape: [kernel], pads: [kernel - 1, 0] })),
  fc.constant<Layer>((sketch, x) => sketch.apply(averagePool, [x], { kernel_shape: [3], pads: [2, 0], count_include_pad: 1 })),
  fc.constant<Layer>((sketch, x) => sketch.apply(maxPool, [x], { kernel_shape: [2], strides: [2] })),
  fc.constantFrom(relu, tanh).map((op) => (sketch, x) => sketch.apply(op, [x])),
  fc.constant<Layer>((sketch, x) => {
    const of = (name: string): ValueId => sketch.parameter(name, [sketch.channels(x)]);
    const variance = sketch.builder.parameter("variance", [sketch.channels(x)], new Float32Array(sketch.channels(x)).fill(0.5), ORIGIN);
    return sketch.apply(batchNormalization, [x, of("scale"), of("B"), of("mean"), variance]);
  }),
  // A dense layer and a softmax for each frame.
  fc.constantFrom(true, false).map((isFlat) => (sketch, x) => {
    const [channels, frames] = [sketch.channels(x), sketch.frames(x)];
    const turned = sketch.apply(transpose, [x], { perm: [0, 2, 1] });
    const rows = isFlat ? sketch.apply(reshape, [turned], { shape: [frames, channels] }) : turned;
    const dense = sketch.apply(softmax, [sketch.apply(matmul, [rows, sketch.parameter("W", [channels, 4])])], { axis: -1 });
    const whole = isFlat ? sketch.apply(reshape, [dense], { shape: [1, frames, 4] }) : dense;
    return sketch.apply(transpose, [whole], { perm: [0, 2, 1] });
  }),
  // Past a layer that is late, and past one that is not.
  fc.integer({ min: 0, max: 2 }).map((late) => (sketch, x) => {
    const y = sketch.convolution(x, { kernel: 3, before: 2 - late, channels: sketch.channels(x) });
    return sketch.apply(add, [late === 0 ? x : sketch.cut(x, late, sketch.frames(x)), y]);
  }),
  // A recurrent layer over [time, 1, channels], with first values or without.
  fc.constantFrom(true, false).map((isGiven) => (sketch, x) => {
    const channels = sketch.channels(x);
    const rows = sketch.apply(transpose, [x], { perm: [2, 0, 1] });
    const weights = [sketch.parameter("W", [1, 9, channels]), sketch.parameter("R", [1, 9, 3])];
    const hidden = sketch.apply(gru, [rows, ...weights, ...(isGiven ? [sketch.parameter("h0", [1, 1, 3])] : [])], { hiddenSize: 3, given: isGiven ? [2] : [] });
    return sketch.apply(transpose, [sketch.apply(reshape, [hidden], { shape: [sketch.frames(x), 1, 3] })], { perm: [1, 2, 0] });
  }),
  fc.constant<Layer>((sketch, x) => sketch.apply(concat, [x, sketch.convolution(x, { kernel: 2, dilation: 2, before: 2 })], { axis: 1 })),
  fc.constant<Layer>((sketch, x) => sketch.cut(x, 1, sketch.frames(x))),
];

/** Some layers after each other, of which the last two are outputs. */
export const sequenceNetworks: fc.Arbitrary<Network> = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 3 }), fc.array(fc.oneof(...LAYERS), { minLength: 1, maxLength: 5 }))
  .map(([seed, channels, layers]) => {
    const sketch = new Sketch(seed);
    const values = [sketch.builder.input("x", [1, channels, FRAMES], ORIGIN)];
    for (const layer of layers) if (sketch.frames(values[values.length - 1]) > 14) values.push(layer(sketch, values[values.length - 1]));
    return sketch.builder.finish(values.slice(-2).map((value, place) => ({ name: `y${place}`, value })));
  });
