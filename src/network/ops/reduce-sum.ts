// reduce_sum: the sum along axes. Along several axes with more than 256 elements together each axis is a sum of its own,
// the last one first: a long chain of terms that are nearly equal errs to one side. ONNX ReduceSum-13.

import { accepted } from "../axes.ts";
import type { Op } from "../op.ts";
import { reducedAxes, reducedAxesSpelling, reduceOverAxes, shapeWithoutAxes } from "./reduce-over-axes.ts";
import { reshape } from "./reshape.ts";

/** Elements along several axes that are summed at once, in one chain. */
const LONGEST_CHAIN = 256;

/** Along all axes together, however many elements there are. */
export const sumAtOnce = reduceOverAxes("reduce_sum", "add", reducedAxesSpelling("ReduceSum", 13), { scalars: ["f32", "i32"] });

export const reduceSum: Op = {
  ...sumAtOnce,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const axes = accepted(reducedAxes(shape, attributes)).filter((axis) => shape[axis] > 1);
      const count = axes.reduce((product, axis) => product * shape[axis], 1);
      if (axes.length < 2 || count <= LONGEST_CHAIN) return builder.operation(sumAtOnce, [x], attributes, name, origin);
      const sum = axes.reduceRight((found, axis) => builder.operation(sumAtOnce, [found], { axes: [axis] }, "sum", origin), x);
      return builder.operation(reshape, [sum], { shape: accepted(shapeWithoutAxes(shape, attributes)) }, name, origin);
    },
  },
  examples: [...sumAtOnce.examples, { shapes: [[4, 5, 20]] }, { shapes: [[300, 1]], attributes: { axes: [0, 1], keepdims: 0 } }],
};
