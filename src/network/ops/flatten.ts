// flatten: a matrix whose rows run over the axes before `axis` and whose columns run over the others. ONNX Flatten-13.

import { numberOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { elementCount } from "../shape.ts";
import type { Op } from "../op.ts";

export const flatten: Op = {
  name: "flatten",
  parameters: ["x"],
  required: 1,
  attributes: { axis: 1 },
  inferShape([x], attributes) {
    const axis = numberOf(attributes, "axis");
    const rank = x.length;
    if (!Number.isInteger(axis) || axis < -rank || axis > rank) {
      return { problem: `axis ${axis} is not within -${rank}..${rank}` };
    }
    const first = axis < 0 ? axis + rank : axis;
    return [elementCount(x.slice(0, first)), elementCount(x.slice(first))];
  },
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: { type: "Flatten", attributes: { axis: { name: "axis", type: "int" } } },
  examples: [{ shapes: [[2, 3, 2]] }, { shapes: [[2, 3]], scalars: ["bool"], attributes: { axis: 0 } }, { shapes: [[2, 3, 2]], attributes: { axis: -1 } }],
};
