// interleave: arrays whose elements take turns along the axes between the first and the last one, with 0 where none has its turn. What a
// transposed convolution is made of; no file has it.

import { addIndex, constantIndex } from "../../../program/expression.ts";
import { listOf, type Attributes } from "../../attributes.ts";
import { sameShape } from "../../broadcast.ts";
import { sameScalar } from "../../infer-scalar.ts";
import type { Op } from "../../op.ts";
import { showShape } from "../../shape.ts";

export const interleave: Op = {
  name: "interleave",
  parameters: ["inputs"],
  required: 1,
  isVariadic: true,
  /** Of those axes: the result's extents, from one element of an array to the next, and where the first ones of each array are, array by array. */
  attributes: { extents: [], strides: [], firsts: [] },
  inferShape(shapes, attributes) {
    const [extents, strides] = ["extents", "strides"].map((name) => listOf(attributes, name));
    const firsts = shapes.map((_, argument) => firstsOf(argument, attributes));
    const [count, ...others] = shapes[0];
    const channels = others.at(-1) ?? 1;
    const expected = firsts.map((own) => [count, ...extents.map((extent, axis) => Math.ceil((extent - own[axis]) / strides[axis])), channels]);
    const odd = shapes.findIndex((shape, argument) => !sameShape(shape, expected[argument]));
    if (odd >= 0) return { problem: `${showShape(shapes[odd])} does not take turns in ${showShape(extents)}` };
    const areApart = firsts.every((own) => own.every((first, axis) => first < strides[axis])) && new Set(firsts.map(String)).size === firsts.length;
    return areApart ? [count, ...extents, channels] : { problem: `elements from ${firsts.map(showShape).join(" and ")} on meet` };
  },
  inferScalar: sameScalar,
  computation: {
    kind: "place",
    fill: () => 0,
    target(argument, indices, _shapes, attributes) {
      const [firsts, strides] = [firstsOf(argument, attributes), listOf(attributes, "strides")];
      return indices.map((index, axis) => {
        const isBetween = axis > 0 && axis < indices.length - 1;
        return isBetween ? addIndex(constantIndex(firsts[axis - 1]), index, strides[axis - 1]) : index;
      });
    },
  },
  examples: [
    { shapes: [[2, 3, 4], [2, 2, 4]], attributes: { extents: [5], strides: [2], firsts: [0, 1] } },
    { shapes: [[1, 2, 1, 3], [1, 1, 2, 3]], attributes: { extents: [5, 3], strides: [3, 2], firsts: [1, 1, 2, 0] } },
    { shapes: [[3, 2, 5]], attributes: { extents: [4], strides: [2], firsts: [1] } },
    { shapes: [[1, 2, 3]], scalars: ["i32"], attributes: { extents: [4], strides: [2], firsts: [1] } },
  ],
};

function firstsOf(argument: number, attributes: Attributes): readonly number[] {
  const { length } = listOf(attributes, "extents");
  return listOf(attributes, "firsts").slice(argument * length, (argument + 1) * length);
}
