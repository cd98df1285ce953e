// The operators of Programs in Go, where two operands and a sign between them are not what is meant.

import type { OperatorName } from "../../program/operators.ts";
import { isFloat } from "../../program/scalar.ts";
import { isShiftCount, type SpelledAtom, type SpelledOperation } from "../../codegen/spelled-value.ts";
import { asFloat64, typed, TYPES } from "./types.ts";

/** Undefined where the sign alone has the meaning. */
type Special = (value: SpelledOperation, left: SpelledAtom, right: SpelledAtom) => string | undefined;

const SPECIAL: Readonly<Partial<Record<OperatorName, Special>>> = {
  // A product is converted explicitly: without that the compiler may fuse it with a later addition, even across
  // statements (The Go Programming Language Specification, "Floating-point operators").
  multiply: ({ scalar }, left, right) => (isFloat(scalar) ? `${TYPES[scalar]}(${left.text} * ${right.text})` : undefined),
  multiplyHigh: (_value, left, right) => `int32((int64(${left.text}) * int64(${right.text})) >> 32)`,
  negate: (_value, of) => `-${of.text}`,
  squareRoot({ scalar }, of) {
    const root = `math.Sqrt(${asFloat64(of.text, scalar)})`;
    return scalar === "f64" ? root : `${TYPES[scalar]}(${root})`;
  },
  not: (_value, of) => `!${of.text}`,
  and: logical("&&"),
  or: logical("||"),
  exclusiveOr: logical("!="),
  shiftLeft: shift,
  shiftRight: shift,
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

function logical(sign: string): Special {
  return ({ scalar }, left, right) => (scalar === "bool" ? `${left.text} ${sign} ${right.text}` : undefined);
}

/** A count below 0 would end the program, one above 31 shift everything out. */
function shift({ sign = "" }: SpelledOperation, of: SpelledAtom, count: SpelledAtom): string | undefined {
  if (isShiftCount(count) && !of.isLiteral) return undefined;
  return `${typed(of)} ${sign} ${isShiftCount(count) ? count.text : `(${count.text} & 31)`}`;
}
