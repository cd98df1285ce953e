// transpose: axis i of the result is axis perm[i] of x; without perm the axes are turned round. ONNX Transpose-13.

import { listOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";

export const transpose: Op = {
  name: "transpose",
  parameters: ["x"],
  required: 1,
  attributes: { perm: [] },
  inferShape([x], attributes) {
    const perm = permutationOf(x, attributes);
    const isPermutation = perm.length === x.length && x.every((_, axis) => perm.includes(axis));
    if (isPermutation) return perm.map((axis) => x[axis]);
    return { problem: `perm ${showShape(perm)} is no order of the ${x.length} axes of ${showShape(x)}` };
  },
  inferScalar: sameScalar,
  computation: {
    kind: "view",
    source(indices, shape, attributes) {
      const perm = permutationOf(shape, attributes);
      return shape.map((_, axis) => indices[perm.indexOf(axis)]);
    },
  },
  onnx: { type: "Transpose", attributes: { perm: { name: "perm", type: "ints" } } },
  examples: [
    { shapes: [[2, 3]] },
    { shapes: [[2, 3, 4]], attributes: { perm: [1, 2, 0] } },
    { shapes: [[2, 1, 3]], scalars: ["i32"], attributes: { perm: [1, 0, 2] } },
    { shapes: [[]] },
  ],
};

/** The axes of x in the order in which the result has them. */
export function permutationOf(shape: Shape, attributes: Attributes): readonly number[] {
  const perm = listOf(attributes, "perm");
  return perm.length > 0 ? perm : [...shape.keys()].reverse();
}
