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

export interface AffineStep extends Affine {
  /** Which argument x is. */
  readonly position: 0 | 1;
}

/** The step that leaves x as it is. */
export function noStep(features: number): Affine {
  return { scale: new Float64Array(features).fill(1), shift: new Float64Array(features) };
}

/** One step and then another. */
export function composed(first: Affine, second: Affine): Affine {
  return {
    scale: first.scale.map((scale, k) => scale * second.scale[k]),
    shift: first.shift.map((shift, k) => shift * second.scale[k] + second.shift[k]),
  };
}

/** The operation as a step of rows of so many features; undefined where it is none. */
export function affineStep(network: Network, value: OperationValue, features: number): AffineStep | undefined {
  if (value.scalar !== "f32") return undefined;
  const step = (position: 0 | 1, scale: (k: number) => number, shift: (k: number) => number): AffineStep => ({
    position,
    scale: Float64Array.from({ length: features }, (_, k) => scale(k)),
    shift: Float64Array.from({ length: features }, (_, k) => shift(k)),
  });
  const { op, attributes } = value;
  if (op === negate) return step(0, () => -1, () => 0);
  if (op === addConstant) return step(0, () => 1, () => Math.fround(numberOf(attributes, "addend")));
  if (op === divideBy) return step(0, () => 1 / Math.fround(numberOf(attributes, "divisor")), () => 0);
  if (value.arguments.length !== 2) return undefined;
  const position = valueOf(network, value.arguments[0]).kind === "parameter" ? 1 : 0;
  const [x, other] = [position, 1 - position].map((at) => valueOf(network, value.arguments[at]));
  const constant = other.kind === "parameter" && sameShape(x.shape, value.shape) ? perFeature(other, value.shape, features) : undefined;
  if (constant === undefined) return undefined;
  const c = (k: number): number => constant[k];
  switch (op) {
    case add:
      return step(position, () => 1, c);
    case subtract:
      return position === 0 ? step(0, () => 1, (k) => -c(k)) : step(1, () => -1, c);
    case multiply:
      return step(position, c, () => 0);
    case divide:
      return position === 0 ? step(0, (k) => 1 / c(k), () => 0) : undefined;
    default:
      return undefined;
  }
}
