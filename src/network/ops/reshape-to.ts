// reshape_to: the same elements in the same order under another shape; the derivative of every view.

import { sameScalar } from "../infer-scalar.ts";
import { elementCount, showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";

/** The op that gives its argument the shape `target`. */
export function reshapeTo(target: Shape): Op {
  return {
    name: `reshape_to${showShape(target)}`,
    parameters: ["x"],
    required: 1,
    attributes: {},
    inferShape([x]) {
      return elementCount(x) === elementCount(target) ? target : { problem: `${showShape(x)} has not as many elements as ${showShape(target)}` };
    },
    inferScalar: sameScalar,
    computation: { kind: "reshape" },
    examples: [{ shapes: [target] }],
  };
}
