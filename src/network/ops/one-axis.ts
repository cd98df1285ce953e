// What ops along one axis of x have in common: softmax, hardmax. Until operator set 12 ONNX had them along all axes from one on.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { elementCount } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, OpExample, ValueId } from "../op.ts";
import { reshape } from "./reshape.ts";

const AXIS: OnnxSpelling["attributes"] = { axis: { name: "axis", type: "int" } };

const EXAMPLES: readonly OpExample[] = [
  { shapes: [[2, 5]] },
  { shapes: [[2, 3, 2]], attributes: { axis: 1 } },
  { shapes: [[3, 2]], attributes: { axis: 0 } },
  { shapes: [[2, 1]] },
];

/** The op of x along an axis, the last one unless another is named. ONNX 13. */
export function alongOneAxis(name: string, type: string, into: (context: ExpandContext, axis: number) => ValueId): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: { axis: -1 },
    inferShape([x], attributes) {
      const axis = axisOf(numberOf(attributes, "axis"), x.length);
      return typeof axis === "object" ? axis : x;
    },
    computation: {
      kind: "expand",
      into(context) {
        const rank = context.builder.shapeOf(context.arguments[0]).length;
        return into(context, acceptedAxes([numberOf(context.attributes, "axis")], rank)[0]);
      },
    },
    onnx: { type, since: 13, attributes: AXIS },
    examples: EXAMPLES,
  };
}

/** The same op along all axes from one on, as if they were one. ONNX 1 to 12. */
export function alongFurtherAxes(op: Op, type: string): Op {
  return {
    ...op,
    name: `${op.name}_of_further_axes`,
    attributes: { axis: 1 },
    inferShape([x], attributes) {
      const axis = numberOf(attributes, "axis");
      const isWithin = Number.isInteger(axis) && axis >= -x.length && axis <= x.length;
      return isWithin ? x : { problem: `axis ${axis} is not within -${x.length}..${x.length}` };
    },
    computation: {
      kind: "expand",
      into({ builder, arguments: [x], attributes, name, origin }) {
        const shape = builder.shapeOf(x);
        const axis = numberOf(attributes, "axis");
        const first = axis < 0 ? axis + shape.length : axis;
        const matrix = [elementCount(shape.slice(0, first)), elementCount(shape.slice(first))];
        const flat = builder.operation(reshape, [x], { shape: matrix }, "flat", origin);
        const result = builder.operation(op, [flat], {}, "rows", origin);
        return builder.operation(reshape, [result], { shape }, name, origin);
      },
    },
    onnx: { type, until: 12, attributes: AXIS },
    examples: [
      { shapes: [[2, 3, 2]] },
      { shapes: [[2, 3]], attributes: { axis: 0 } },
      { shapes: [[2, 3, 2]], attributes: { axis: -1 } },
      { shapes: [[2, 2]], attributes: { axis: 2 } },
    ],
  };
}
