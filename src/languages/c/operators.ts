// The operators of Programs in C99 and C++11, where two operands and a sign between them are not what is meant.

import type { OperatorName } from "../../program/operators.ts";
import { isFloat } from "../../program/scalar.ts";
import { excludes, isShiftCount, mayWrap, type SpelledAtom, type SpelledOperation } from "../../codegen/spelled-value.ts";

/** Undefined where the sign alone has the meaning. */
type Special = (value: SpelledOperation, left: SpelledAtom, right: SpelledAtom) => string | undefined;

const SPECIAL: Readonly<Partial<Record<OperatorName, Special>>> = {
  add: modulo,
  subtract: modulo,
  multiply: modulo,
  negate: (_value, of) => `-${of.text}`,
  squareRoot: ({ scalar }, of) => `${scalar === "f32" ? "sqrtf" : "sqrt"}(${of.text})`,
  // What compilers warn of for == has the same value.
  equal: (_value, left, right) => (isFloat(left.scalar) ? `${left.text} <= ${right.text} && ${left.text} >= ${right.text}` : undefined),
  minimum: (_value, left, right) => `${left.text} < ${right.text} ? ${left.text} : ${right.text}`,
  maximum: (_value, left, right) => `${left.text} < ${right.text} ? ${right.text} : ${left.text}`,
  quotient: integerQuotient,
  not: (_value, of) => `!${of.text}`,
  and: logical("&&"),
  or: logical("||"),
  exclusiveOr: logical("!="),
  shiftLeft: ({ scalar }, of, count) => {
    if (scalar === "i32") return `(int32_t)((uint32_t)${of.text} << ${shiftCount(count)})`;
    // Where int has 16 bits, a literal has no more.
    if (of.isLiteral) return `(uint32_t)${of.text} << ${shiftCount(count)}`;
    return isShiftCount(count) ? undefined : `${of.text} << ${shiftCount(count)}`;
  },
  // Of a negative number the standard leaves it open; all compilers bring in copies of the sign.
  shiftRight: (_value, of, count) => (isShiftCount(count) ? undefined : `${of.text} >> ${shiftCount(count)}`),
};

/** The sign, where the value is `left sign right` as it stands. */
export function plainSign(value: SpelledOperation): string | undefined {
  return specialText(value) === undefined ? value.sign : undefined;
}

export function operationText(value: SpelledOperation): string {
  const [left, right] = value.operands;
  return specialText(value) ?? `${left.text} ${value.sign ?? value.operator} ${right.text}`;
}

function specialText(value: SpelledOperation): string | undefined {
  const [left, right] = value.operands;
  return SPECIAL[value.operator]?.(value, left, right);
}

/** Signed overflow has no meaning in C; unsigned arithmetic is modulo 2^32, and so is the way back in all compilers. */
function modulo(value: SpelledOperation, left: SpelledAtom, right: SpelledAtom): string | undefined {
  if (value.scalar !== "i32" || !mayWrap(value)) return undefined;
  return `(int32_t)((uint32_t)${left.text} ${value.sign ?? value.operator} (uint32_t)${right.text})`;
}

/** What has no meaning in C is decided first. */
function integerQuotient({ scalar }: SpelledOperation, left: SpelledAtom, right: SpelledAtom): string | undefined {
  const mayOverflow = scalar === "i32" && !excludes(right, -1) && !excludes(left, -2147483648);
  const exact = `${left.text} / ${right.text}`;
  const defined = mayOverflow ? `${right.text} == -1 ? (int32_t)(0u - (uint32_t)${left.text}) : ${exact}` : exact;
  if (!excludes(right, 0)) return `${right.text} == 0 ? 0 : ${defined}`;
  return mayOverflow ? defined : undefined;
}

function logical(sign: string): Special {
  return ({ scalar }, left, right) => (scalar === "bool" ? `${left.text} ${sign} ${right.text}` : undefined);
}

function shiftCount(count: SpelledAtom): string {
  if (isShiftCount(count)) return count.text;
  return `(${count.text} & ${count.scalar === "u32" ? "31u" : "31"})`;
}
