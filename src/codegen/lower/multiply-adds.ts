// How the products of a sum are added: rounded by themselves, or fused with the sum they go into. What is fused follows from the reduction alone, the terms
// of a sum of products, so that no layout, form of a call or language changes it. Products within an op's own expression are rounded: the op is defined so.

import type { Reduction } from "../../network/reduction.ts";
import { add, multiply, multiplyAdd } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";

export const MULTIPLY_ADDS = ["separate", "fused"] as const;

/** `separate`: a product is rounded, and so is the sum; `fused`: the sum alone, of float32. Sums of integers are the same in both. */
export type MultiplyAdd = (typeof MULTIPLY_ADDS)[number];

/** A sum with a term added: the product of two factors, or the only one. */
export function withTerm(sum: Expression, [first, second]: readonly Expression[], multiplyAdds: MultiplyAdd, scalar: Scalar): Expression {
  if (second === undefined) return add(sum, first);
  return isFused(multiplyAdds, scalar) ? multiplyAdd(first, second, sum) : add(sum, multiply(first, second));
}

/** Whether the terms of a sum are products that are fused with it. */
export function isFusedSum({ combine, factors }: Pick<Reduction, "combine" | "factors">, multiplyAdds: MultiplyAdd, scalar: Scalar): boolean {
  return combine === "add" && factors.length > 1 && isFused(multiplyAdds, scalar);
}

function isFused(multiplyAdds: MultiplyAdd, scalar: Scalar): boolean {
  return multiplyAdds === "fused" && scalar === "f32";
}
