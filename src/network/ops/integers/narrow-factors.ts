// Which types the factors of ONNX's quantised layers and their zero points have.

import type { Scalar } from "../../../program/scalar.ts";
import type { ShapeProblem } from "../../op.ts";

/** What is wrong with two factors and the zero point of each; undefined where nothing is. */
export function problemOfFactors(factors: readonly Scalar[], zeros: readonly (Scalar | undefined)[]): ShapeProblem | undefined {
  if (factors.some((scalar) => scalar !== "i8" && scalar !== "u8")) return { problem: `it takes integers of 8 bits, not ${factors.join(" and ")}` };
  return zeros.some((zero, position) => zero !== undefined && zero !== factors[position]) ? { problem: "a zero point is of another type than what it belongs to" } : undefined;
}
