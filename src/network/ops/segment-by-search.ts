// segment_by_search: which of the segments that begin at ascending knots the only number x lies in; before the second knot, and for NaN, the
// first one. No file has it: tables of functions of one input begin with it.

import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { elementAfter } from "./element-after.ts";
import { stepPast } from "./step-past.ts";

export const segmentBySearch: Op = {
  name: "segment_by_search",
  parameters: ["x", "knots"],
  required: 2,
  attributes: {},
  inferShape([x, knots]) {
    if (elementCount(x) !== 1) return { problem: `its x has the shape ${showShape(x)} instead of one element` };
    return knots.length === 1 && knots[0] >= 2 ? x : { problem: `its knots have the shape ${showShape(knots)} instead of a list of at least two` };
  },
  inferScalar: ([x, knots]) => (x === "f32" && knots === "f32" ? "i32" : { problem: `its x and knots are of ${x} and ${knots} instead of float32` }),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, knots], name, origin }) {
      const steps = searchSteps(builder.shapeOf(knots)[0]);
      const [first, ...others] = steps.map((step, place) => ({ step, name: place === steps.length - 1 ? name : "position" }));
      const middle = builder.operation(elementAfter, [knots], { offset: first.step }, "knot", origin);
      const start = builder.operation(stepPast, [x, middle], { step: first.step }, first.name, origin);
      return others.reduce((position, { step, name: ownName }) => {
        const knot = builder.operation(elementAfter, [knots, position], { offset: step }, "knot", origin);
        return builder.operation(stepPast, [x, knot, position], { step }, ownName, origin);
      }, start);
    },
  },
  examples: [{ shapes: [[], [2]] }, { shapes: [[1, 1], [6]] }, { shapes: [[1], [7]] }, { shapes: [[], [9]] }, { shapes: [[1, 1, 1], [12]] }],
};

/**
 * The steps of a search among so many: all but the first are powers of two, which cost nothing to multiply with; together they lead to the last one
 * and to nothing beyond it. The first one leaves a power of two on either side, of which some may be looked at from both.
 */
export function searchSteps(count: number): readonly number[] {
  const power = 2 ** Math.floor(Math.log2(count));
  const steps = count > power ? [count - power] : [];
  for (let step = power / 2; step >= 1; step /= 2) steps.push(step);
  return steps;
}
