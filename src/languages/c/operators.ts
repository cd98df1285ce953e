// The operators of Programs in C, where two operands and a sign between them are not what is meant.

import type { OperatorName } from "../../program/operators.ts";
import { isFloat } from "../../program/scalar.ts";
import type { Dialect } from "./dialect.ts";
import { excludes, isShiftCount, mayWrap, type SpelledAtom, type SpelledOperation } from "../../codegen/spelled-value.ts";

/** Undefined where the sign alone has the meaning. */
type Special = (value: SpelledOperation, left: SpelledAtom, right: SpelledAtom, dialect: Dialect) => string | undefined;

const SPECIAL: Readonly<Partial<Record<OperatorName, Special>>> = {
  add: modulo,
  subtract: modulo,
  multiply: modulo,
  negate: (_value, of) => `-${of.text}`,
  squareRoot: ({ scalar }, of, _none, dialect) => (isFloat(scalar) ? dialect.squareRoot(of.text, scalar) : undefined),
  // What compilers warn of for == has the same value.
  equal: (_value, left, right) => (isFloat(left.scalar) ? `${left.text} <= ${right.text} && ${left.text} >= ${right.text}` : undefined),
  minimum: (_value, left, right) => `${left.text} < ${right.text} ? ${left.text} : ${right.text}`,
  maximum: (_value, left, right) => `${left.text} < ${right.text} ? ${right.text} : ${left.text}`,
  multiplyHigh: (_value, left, right, dialect) => dialect.multiplyHigh(left.text, right.text),
  quotient: integerQuotient,
  not: (_value, of) => `!${of.text}`,
  and: logical("&&"),
  or: logical("||"),
  exclusiveOr: logical("!="),
  shiftLeft: ({ scalar }, of, count, { types: { i32, u32 } }) => {
    if (scalar === "i32") return `(${i32})((${u32})${of.text} << ${shiftCount(count)})`;
    // Where int has 16 bits, a literal has no more.
    if (of.isLiteral) return `(${u32})${of.text} << ${shiftCount(count)}`;
    return isShiftCount(count) ? undefined : `${of.text} << ${shiftCount(count)}`;
  },
  // Of a negative number the standard leaves it open; all compilers bring in copies of the sign.
  shiftRight: (_value, of, count) => (isShiftCount(count) ? undefined : `${of.text} >> ${shiftCount(count)}`),
};

/** The sign, where the value is `left sign right` as it stands. */
export function plainSign(value: SpelledOperation, dialect: Dialect): string | undefined {
  return specialText(value, dialect) === undefined ? value.sign : undefined;
}

export function operationText(value: SpelledOperation, dialect: Dialect): string {
  const [left, right] = value.operands;
  return specialText(value, dialect) ?? `${left.text} ${value.sign ?? value.operator} ${right.text}`;
}

function specialText(value: SpelledOperation, dialect: Dialect): string | undefined {
  const [left, right] = value.operands;
  return SPECIAL[value.operator]?.(value, left, right, dialect);
}

/** Signed overflow has no meaning in C; unsigned arithmetic is modulo 2^32, and so is the way back in all compilers. */
function modulo(value: SpelledOperation, left: SpelledAtom, right: SpelledAtom, { types: { i32, u32 } }: Dialect): string | undefined {
  if (value.scalar !== "i32" || !mayWrap(value)) return undefined;
  return `(${i32})((${u32})${left.text} ${value.sign ?? value.operator} (${u32})${right.text})`;
}

/** What has no meaning in C is decided first. C89 leaves open which way a quotient of a negative number is rounded: all its compilers go towards 0, as C99. */
function integerQuotient({ scalar }: SpelledOperation, left: SpelledAtom, right: SpelledAtom, { types: { i32, u32 } }: Dialect): string | undefined {
  const mayOverflow = scalar === "i32" && !excludes(right, -1) && !excludes(left, -2147483648);
  const exact = `${left.text} / ${right.text}`;
  const defined = mayOverflow ? `${right.text} == -1 ? (${i32})(0u - (${u32})${left.text}) : ${exact}` : exact;
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
