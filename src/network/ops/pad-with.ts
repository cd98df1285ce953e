// pad_with: x with further elements before and after each axis, which are a number that is computed, or infinite. ONNX Pad-25, mode
// constant, where the number is no constant that `pad` takes.

import { accepted } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { elementCount, showShape } from "../shape.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { and } from "./logic.ts";
import { pad, paddingsOf } from "./pad.ts";
import { reshape } from "./reshape.ts";
import { where } from "./where.ts";

export const padWith: Op = {
  name: "pad_with",
  parameters: ["x", "value"],
  required: 2,
  attributes: { pads: [], axes: [], mode: 0 },
  inferShape([x, value], attributes) {
    if (elementCount(value) !== 1) return { problem: `its value has the shape ${showShape(value)} instead of one element` };
    return pad.inferShape([x], { ...pad.attributes, ...attributes });
  },
  inferScalar: sameScalar,
  computation: { kind: "expand", into: (context) => padded(context) },
  onnx: {
    type: "Pad",
    since: 11,
    inputs: ["given", "constant", "given"],
    attributes: { mode: { name: "mode", type: "string", values: { constant: 0 } } },
    attributeInputs: [
      { attribute: "pads", name: "pads", type: "ints", isRequired: true, since: 11 },
      { attribute: "axes", name: "axes", type: "ints", since: 18 },
    ],
  },
  examples: [
    { shapes: [[2, 3], [1]], attributes: { pads: [1, 0, 0, 2] } },
    { shapes: [[2, 2, 3], []], attributes: { pads: [1, -2], axes: [-1] } },
    { shapes: [[3, 2], [1]], scalars: ["i32", "i32"], attributes: { pads: [1, 1, 0, 2] } },
    { shapes: [[2], []], scalars: ["bool", "bool"], attributes: { pads: [0, 0] } },
  ],
};

function padded(context: ExpandContext): ValueId {
  const { builder, arguments: [x, value], attributes, name, origin } = context;
  const inside = insideOf(context);
  const framed = builder.operation(pad, [x], { ...attributes, value: 0 }, inside === undefined ? name : "framed", origin);
  if (inside === undefined) return framed;
  const number = builder.operation(reshape, [value], { shape: [] }, "value", origin);
  return builder.operation(where, [inside, framed, number], {}, name, origin);
}

/** Whether an element of the result is one of x; undefined where all are. */
function insideOf({ builder, arguments: [x], attributes, origin }: ExpandContext): ValueId | undefined {
  const shape = builder.shapeOf(x);
  const paddings = accepted(paddingsOf(shape, attributes));
  const alongAxes = paddings.flatMap(({ before, after }, axis) => {
    if (before <= 0 && after <= 0) return [];
    const extent = before + shape[axis] + after;
    const truths = Uint8Array.from({ length: extent }, (_, place) => (place >= before && place < extent - after ? 1 : 0));
    return [builder.constant("inside", shape.map((_, other) => (other === axis ? extent : 1)), "bool", truths, origin)];
  });
  if (alongAxes.length === 0) return undefined;
  return alongAxes.reduce((all, one) => builder.operation(and, [all, one], {}, "inside", origin));
}
