// split: one of the parts into which x is cut along an axis, of given sizes or of equal ones, of which the last may be smaller.
// ONNX Split-18; until then equal parts had to be equal.

import { listOf, numberOf } from "../attributes.ts";
import { accepted, axisOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { OnnxSpelling, Op, ShapeProblem } from "../op.ts";
import { slice } from "./slice.ts";

const PARTS = { position: "position", count: "count" };
const AXIS = { name: "axis", type: "int" } as const;

export const split: Op = {
  name: "split",
  parameters: ["x"],
  required: 1,
  /** Without sizes `count` equal parts; `parts`, if it is not 0, is what `count` has to be. */
  attributes: { axis: 0, sizes: [], parts: 0, may_be_uneven: 0, position: 0, count: 1 },
  inferShape([x], attributes) {
    const part = partOf(x, attributes);
    return "problem" in part ? part : x.with(part.axis, part.size);
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const { axis, start, size } = accepted(partOf(builder.shapeOf(x), attributes));
      return builder.operation(slice, [x], { starts: [start], ends: [start + size], axes: [axis] }, name, origin);
    },
  },
  onnx: [
    {
      type: "Split",
      since: 18,
      attributes: { axis: AXIS, parts: { name: "num_outputs", type: "int" } },
      implied: { may_be_uneven: 1 },
      attributeInputs: [{ attribute: "sizes", name: "split", type: "ints", since: 13 }],
      part: PARTS,
    },
    spelling(13, 17, { attributeInputs: [{ attribute: "sizes", name: "split", type: "ints", since: 13 }] }),
    spelling(1, 12, {}),
  ],
  examples: [
    { shapes: [[2, 7]], attributes: { axis: -1, sizes: [2, 1, 4], position: 2, count: 3 } },
    { shapes: [[6]], scalars: ["i32"], attributes: { position: 1, count: 3 } },
    { shapes: [[7, 2]], attributes: { may_be_uneven: 1, parts: 4, position: 3, count: 4 } },
    { shapes: [[1]], scalars: ["bool"] },
  ],
};

function spelling(since: number, until: number, further: Partial<OnnxSpelling>): OnnxSpelling {
  return { type: "Split", since, until, attributes: { axis: AXIS, sizes: { name: "split", type: "ints" } }, part: PARTS, ...further };
}

interface Part {
  readonly axis: number;
  readonly start: number;
  readonly size: number;
}

function partOf(shape: Shape, attributes: Attributes): Part | ShapeProblem {
  const axis = axisOf(numberOf(attributes, "axis"), shape.length);
  if (typeof axis === "object") return axis;
  const [position, count, parts] = ["position", "count", "parts"].map((name) => numberOf(attributes, name));
  if (parts !== 0 && parts !== count) return { problem: `it has ${count} outputs, and num_outputs is ${parts}` };
  const sizes = sizesOf(shape[axis], count, attributes);
  if ("problem" in sizes) return sizes;
  const sum = sizes.reduce((total, size) => total + size, 0);
  if (sizes.length !== count) return { problem: `it has ${count} outputs and the sizes of ${sizes.length}` };
  if (sum !== shape[axis] || sizes.some((size) => size < 0)) {
    return { problem: `parts of the sizes ${showShape(sizes)} are not axis ${axis} of ${showShape(shape)}` };
  }
  return { axis, start: sizes.slice(0, position).reduce((total, size) => total + size, 0), size: sizes[position] };
}

function sizesOf(extent: number, count: number, attributes: Attributes): readonly number[] | ShapeProblem {
  const given = listOf(attributes, "sizes");
  if (given.length > 0) return given;
  if (numberOf(attributes, "may_be_uneven") === 0 && extent % count !== 0) {
    return { problem: `${extent} elements cannot be cut into ${count} equal parts` };
  }
  const size = Math.ceil(extent / count);
  return Array.from({ length: count }, (_, position) => Math.max(0, Math.min(size, extent - position * size)));
}
