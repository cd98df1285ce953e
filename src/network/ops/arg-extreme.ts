// arg_max, arg_min: the position of the largest or smallest element of an axis, the first one of several, or the last. A NaN is it where
// it stands first and is passed over elsewhere, as onnxruntime has it but of arrays of one axis. ONNX ArgMax-13, ArgMin-13;
// select_last_index since 12.

import { add, constantOf, less, lessOrEqual, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import type { Folding } from "../folding.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";

export const argMax = argExtreme("arg_max", "ArgMax", (found, other) => [found, other]);
export const argMin = argExtreme("arg_min", "ArgMin", (found, other) => [other, found]);

/** @param ascending what was found and another element, in the order in which the other one is to be taken. */
function argExtreme(name: string, type: string, ascending: (found: Expression, other: Expression) => readonly [Expression, Expression]): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: { axis: 0, keepdims: 1, select_last_index: 0 },
    inferShape([x], attributes) {
      const axis = axisOf(numberOf(attributes, "axis"), x.length);
      if (typeof axis === "object") return axis;
      return numberOf(attributes, "keepdims") === 0 ? x.toSpliced(axis, 1) : x.with(axis, 1);
    },
    inferScalar: ([x]) => (x === "f32" || x === "i32" ? "i32" : { problem: `its x is of ${x} instead of f32 or i32` }),
    computation: {
      kind: "fold",
      fold([x], attributes, [scalar]): Folding {
        const compare = numberOf(attributes, "select_last_index") === 0 ? less : lessOrEqual;
        return {
          ...alongAxisOf(x, attributes),
          memory: [
            { name: "found", scalar, initial: { kind: "first", read: 0 } },
            { name: "position", scalar: "i32", initial: { kind: "number", value: 0 } },
            { name: "step", scalar: "i32", initial: { kind: "number", value: 0 } },
          ],
          step([found, position, step], [element]) {
            const isBetter = compare(...ascending(found, element));
            return [select(isBetter, element, found), select(isBetter, step, position), add(step, constantOf("i32", 1), "next")];
          },
          result: ([, position]) => position,
        };
      },
    },
    onnx: {
      type,
      attributes: {
        axis: { name: "axis", type: "int" },
        keepdims: { name: "keepdims", type: "int" },
        select_last_index: { name: "select_last_index", type: "int", since: 12 },
      },
    },
    examples: [
      { shapes: [[2, 5]] },
      { shapes: [[2, 3, 4]], attributes: { axis: -2, keepdims: 0 } },
      { shapes: [[2, 5]], attributes: { axis: 1, select_last_index: 1 } },
      { shapes: [[7]], scalars: ["i32"], attributes: { select_last_index: 1 } },
      { shapes: [[1]] },
    ],
  };
}

function alongAxisOf(x: Shape, attributes: Attributes): Pick<Folding, "over" | "reads"> {
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], x.length);
  const keeps = numberOf(attributes, "keepdims") !== 0;
  return {
    over: [x[axis]],
    reads: [{ argument: 0, at: (indices, [step]) => (keeps ? indices.with(axis, step) : indices.toSpliced(axis, 0, step)) }],
  };
}
