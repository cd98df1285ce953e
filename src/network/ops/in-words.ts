// Computes with integers of any width: Programs only store the narrow ones.

import { convert } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isInteger, isWord, type Scalar } from "../../program/scalar.ts";

/**
 * What `compute` makes of operands of one type, which has as many bits as they; 8 and 16 bits are widened before and cut off
 * afterwards, so that results are modulo 2^8 and 2^16. Floats and truth values are computed with as they are.
 */
export function inWords(
  scalar: Scalar,
  operands: readonly Expression[],
  compute: (operands: readonly Expression[], scalar: Scalar) => Expression,
): Expression {
  if (!isInteger(scalar) || isWord(scalar)) return compute(operands, scalar);
  return convert(compute(operands.map((operand) => convert(operand, "i32", "round")), "i32"), scalar, "bits");
}
