// Infers the type of an operation's result from those of its arguments.

import { nameOfScalar, type Scalar } from "../program/scalar.ts";
import type { Attributes } from "./attributes.ts";
import { parameterAt, type Op, type ShapeProblem } from "./op.ts";

/** What the op itself says; an op that says nothing takes float32 and gives it. */
export function inferScalar(op: Op, scalars: readonly Scalar[], attributes: Attributes): Scalar | ShapeProblem {
  return op.inferScalar === undefined ? onlyFloats(op, scalars) : op.inferScalar(scalars, attributes);
}

function onlyFloats(op: Op, scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const wrong = scalars.findIndex((scalar) => scalar !== "f32");
  return wrong < 0 ? "f32" : { problem: `its ${parameterAt(op, wrong)} is of ${nameOfScalar(scalars[wrong])} instead of float32` };
}

/** Of ops that move elements and compute nothing: the type all arguments have. */
export function sameScalar(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const [first] = scalars;
  const other = scalars.find((scalar) => scalar !== first);
  return other === undefined ? first : { problem: `its arguments are of ${nameOfScalar(first)} and ${nameOfScalar(other)}` };
}

/** Of elements at positions: the elements' type, where the positions are integers. */
export function positionedScalar([data, positions]: readonly Scalar[]): Scalar | ShapeProblem {
  return positions === "i32" ? data : { problem: `its positions are of ${positions} instead of i32` };
}
