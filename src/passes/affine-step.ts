// Recognises operations that are x·s + t of each feature with constant s and t, and composes them in float64. Folds nothing.

import { numberOf } from "../network/attributes.ts";
import { sameShape } from "../network/broadcast.ts";
import { valueOf, type Network, type OperationValue } from "../network/network.ts";
import { add } from "../network/ops/add.ts";
import { divide } from "../network/ops/divide.ts";
import { multiply } from "../network/ops/multiply.ts";
import { negate } from "../network/ops/negate.ts";
import { subtract } from "../network/ops/subtract.ts";
import { addConstant, divideBy } from "../network/ops/with-constant.ts";
import { perFeature } from "./per-feature.ts";

/** x·scale + shift, feature by feature. */
export interface Affine {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

export interface AffineStep {
  /** Which argument x is. */
  readonly position: 0 | 1;
  /** What is done after `before`. */
  readonly after: (before: Affine) => Affine;
}

/** The step that leaves x as it is. */
export function noStep(features: number): Affine {
  return { scale: new Float64Array(features).fill(1), shift: new Float64Array(features) };
}

/** The operation as a step of rows of so many features; undefined where it is none. */
export function affineStep(network: Network, value: OperationValue, features: number): AffineStep | undefined {
  if (value.scalar !== "f32") return undefined;
  const { op, attributes } = value;
  if (op === negate) return step(0, (x) => -x, (t) => -t);
  if (op === addConstant) return step(0, (s) => s, (t) => t + Math.fround(numberOf(attributes, "addend")));
  if (op === divideBy) return step(0, (s) => s / Math.fround(numberOf(attributes, "divisor")), (t) => t / Math.fround(numberOf(attributes, "divisor")));
  if (value.arguments.length !== 2) return undefined;
  const position = valueOf(network, value.arguments[0]).kind === "parameter" ? 1 : 0;
  const [x, other] = [position, 1 - position].map((at) => valueOf(network, value.arguments[at]));
  const constant = other.kind === "parameter" && sameShape(x.shape, value.shape) ? perFeature(other, value.shape, features) : undefined;
  if (constant === undefined) return undefined;
  switch (op) {
    case add:
      return step(position, (s) => s, (t, k) => t + constant[k]);
    case subtract:
      return position === 0 ? step(0, (s) => s, (t, k) => t - constant[k]) : step(1, (s) => -s, (t, k) => constant[k] - t);
    case multiply:
      return step(position, (s, k) => s * constant[k], (t, k) => t * constant[k]);
    case divide:
      return position === 0 ? step(0, (s, k) => s / constant[k], (t, k) => t / constant[k]) : undefined;
    default:
      return undefined;
  }
}

function step(position: 0 | 1, scaled: (scale: number, feature: number) => number, shifted: (shift: number, feature: number) => number): AffineStep {
  return { position, after: ({ scale, shift }) => ({ scale: scale.map(scaled), shift: shift.map(shifted) }) };
}
