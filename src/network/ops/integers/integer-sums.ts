// Which types the arguments of integer sums of products have, and what they give.

import { isInteger, type Scalar } from "../../../program/scalar.ts";
import type { ShapeProblem } from "../../op.ts";

/** Factors are integers of at most 32 bits with a sign, sums and what they begin with i32. */
export function integerSums([x, w, start]: readonly Scalar[]): Scalar | ShapeProblem {
  const isFactor = (scalar: Scalar): boolean => isInteger(scalar) && scalar !== "u32";
  if (isFactor(x) && isFactor(w) && (start === undefined || start === "i32")) return "i32";
  return { problem: `its arguments are of ${[x, w, start].filter((one) => one !== undefined).join(", ")}, and have to be integers with sums of i32` };
}
