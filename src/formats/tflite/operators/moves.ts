// Operators that move elements and compute nothing, whatever they are of: shapes, axes, parts, repetitions.

import { concat } from "../../../network/ops/concat.ts";
import { expand } from "../../../network/ops/expand.ts";
import { gather } from "../../../network/ops/gather.ts";
import { gatherNd } from "../../../network/ops/gather-nd.ts";
import { reshape } from "../../../network/ops/reshape.ts";
import { slice } from "../../../network/ops/slice.ts";
import { squeeze } from "../../../network/ops/squeeze.ts";
import { tile } from "../../../network/ops/tile.ts";
import { transpose } from "../../../network/ops/transpose.ts";
import { unsqueeze } from "../../../network/ops/unsqueeze.ts";
import { elementCount, showShape } from "../../../network/shape.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";
import { activated } from "./activated.ts";
import type { Operation } from "./operation.ts";
import { stridedSlice } from "./strided-slice.ts";

/** The axis counted from 0. @throws Unsupported where an array of so many axes has none such. */
export function axisWithin(axis: number, rank: number): number {
  const own = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(own) && own >= 0 && own < rank) return own;
  throw new Unsupported(`axis ${axis} is not within -${rank}..${rank - 1}`);
}

function reshaped(application: Application, operand: Operand, shape: readonly number[]): Operand {
  return application.apply(reshape, [operand], { shape, allowzero: 1 });
}

/** The shape is an input, or an option of old files. */
const reshapeTo: Operation = (application) => {
  const shape = application.optional(1) === undefined ? application.options.integers(0) : application.numbers(1);
  return [reshaped(application, application.input(0), shape)];
};

/** The parts of an axis, of these sizes. */
function parts(application: Application, x: Operand, given: number, sizes: readonly number[]): readonly Operand[] {
  const shape = application.shapeOf(x);
  const axis = axisWithin(given, shape.length);
  if (sizes.reduce((sum, size) => sum + size, 0) !== shape[axis] || sizes.some((size) => size < 1)) {
    throw new Unsupported(`parts of the sizes ${showShape(sizes)} are not axis ${axis} of ${showShape(shape)}`);
  }
  return sizes.map((size, position) => {
    const start = sizes.slice(0, position).reduce((sum, one) => sum + one, 0);
    return application.apply(slice, [x], { starts: [start], ends: [start + size], axes: [axis] });
  });
}

function equalParts(application: Application, x: Operand, axis: number, count: number): readonly Operand[] {
  const extent = application.shapeOf(x)[axisWithin(axis, application.shapeOf(x).length)];
  if (count !== application.outputs.length) throw new Unsupported(`it has ${application.outputs.length} outputs and ${count} parts`);
  return parts(application, x, axis, Array.from({ length: count }, () => extent / count));
}

/** A size of −1 is what is left of the axis. */
function sizesOfParts(application: Application): readonly number[] {
  const [sizes, [axis]] = [application.numbers(1), application.numbers(2)];
  const shape = application.shapeOf(application.input(0));
  const known = sizes.filter((size) => size !== -1).reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => (size === -1 ? shape[axisWithin(axis, shape.length)] - known : size));
}

/** Blocks of rows and columns and the channels: one is made of the other, the channels inside. */
function spaceToDepth(application: Application): readonly Operand[] {
  const x = application.input(0);
  const block = application.options.integer(0);
  const [count, rows, columns, channels] = application.shapeOf(x);
  const apart = reshaped(application, x, [count, rows / block, block, columns / block, block, channels]);
  const turned = application.apply(transpose, [apart], { perm: [0, 1, 3, 2, 4, 5] });
  return [reshaped(application, turned, [count, rows / block, columns / block, block * block * channels])];
}

function depthToSpace(application: Application): readonly Operand[] {
  const x = application.input(0);
  const block = application.options.integer(0);
  const [count, rows, columns, channels] = application.shapeOf(x);
  const apart = reshaped(application, x, [count, rows, columns, block, block, channels / (block * block)]);
  const turned = application.apply(transpose, [apart], { perm: [0, 1, 3, 2, 4, 5] });
  return [reshaped(application, turned, [count, rows * block, columns * block, channels / (block * block)])];
}

export const MOVES: Readonly<Record<string, Operation>> = {
  BROADCAST_TO: (application) => [application.apply(expand, [application.input(0)], { shape: application.numbers(1) })],
  CONCATENATION(application) {
    const operands = [...application.given.keys()].map((position) => application.input(position));
    // An array without elements changes nothing.
    const present = operands.filter((operand) => elementCount(application.shapeOf(operand)) > 0);
    const joined = application.apply(concat, present.length > 0 ? present : operands, { axis: application.options.integer(0) });
    return [activated(application, joined, application.options.byte(1))];
  },
  DEPTH_TO_SPACE: depthToSpace,
  EXPAND_DIMS: (application) => [application.apply(unsqueeze, [application.input(0)], { axes: application.numbers(1) })],
  GATHER(application) {
    if (application.options.integer(1) !== 0) throw new Unsupported("it gathers for each index of a batch by itself (batch_dims)");
    return [application.apply(gather, [application.input(0), application.input(1)], { axis: application.options.integer(0) })];
  },
  GATHER_ND: (application) => [application.apply(gatherNd, [application.input(0), application.input(1)])],
  PACK(application) {
    const { options, given } = application;
    const rank = application.shapeOf(application.input(0)).length;
    const axis = axisWithin(options.integer(1), rank + 1);
    const layers = [...given.keys()].map((position) => application.apply(unsqueeze, [application.input(position)], { axes: [axis] }));
    return [application.apply(concat, layers, { axis })];
  },
  RESHAPE: reshapeTo,
  SLICE(application) {
    const [starts, sizes] = [application.numbers(1), application.numbers(2)];
    const shape = application.shapeOf(application.input(0));
    const ends = sizes.map((size, axis) => (size === -1 ? shape[axis] : starts[axis] + size));
    if (starts.length !== shape.length || ends.length !== shape.length) throw new Unsupported(`${starts.length} starts and ${ends.length} sizes are not those of ${showShape(shape)}`);
    return [application.apply(slice, [application.input(0)], { starts, ends })];
  },
  SPACE_TO_DEPTH: spaceToDepth,
  SPLIT: (application) => equalParts(application, application.input(1), application.numbers(0)[0], application.options.integer(0)),
  SPLIT_V: (application) => parts(application, application.input(0), application.numbers(2)[0], sizesOfParts(application)),
  SQUEEZE: (application) => [application.apply(squeeze, [application.input(0)], { axes: application.options.integers(0) })],
  STRIDED_SLICE: stridedSlice,
  TILE: (application) => [application.apply(tile, [application.input(0)], { repeats: application.numbers(1) })],
  TRANSPOSE: (application) => [application.apply(transpose, [application.input(0)], { perm: application.numbers(1) })],
  UNPACK(application) {
    const axis = axisWithin(application.options.integer(1), application.shapeOf(application.input(0)).length);
    const layers = equalParts(application, application.input(0), axis, application.options.integer(0));
    return layers.map((layer) => application.apply(squeeze, [layer], { axes: [axis] }));
  },
};
