// The operators of Programs in TypeScript: numbers are float64, so that every result of integers is brought into its type.

import type { OperatorName } from "../../program/operators.ts";
import { isFloat, isWord } from "../../program/scalar.ts";
import { mayWrap, type SpelledAtom, type SpelledOperation } from "../../codegen/spelled-value.ts";
import { wrapped } from "./types.ts";

type Special = (value: SpelledOperation, left: string, right: string) => string;

const SPECIAL: Readonly<Partial<Record<OperatorName, Special>>> = {
  add: arithmetic,
  subtract: arithmetic,
  // A product of integers may have more than 53 bits, or be −0.
  multiply(value, left, right) {
    if (isFloat(value.scalar)) return infix(value, left, right);
    const product = `Math.imul(${left}, ${right})`;
    return value.scalar === "u32" ? `${product} >>> 0` : product;
  },
  // By halves of one of them: then no step has more than 53 bits.
  multiplyHigh: (_value, left, right) => `Math.floor((${left} * (${right} >> 16) + Math.floor(${left} * (${right} & 65535) / 65536)) / 65536) | 0`,
  negate: (_value, of) => `-${of}`,
  squareRoot: (_value, of) => `Math.sqrt(${of})`,
  // Infinity and NaN are 0 there.
  quotient: ({ scalar }, left, right) => wrapped(`(${left} / ${right})`, scalar),
  not: (_value, of) => `!${of}`,
  equal: (_value, left, right) => `${left} === ${right}`,
  minimum: (_value, left, right) => `Math.min(${left}, ${right})`,
  maximum: (_value, left, right) => `Math.max(${left}, ${right})`,
  and: bits("&&"),
  or: bits("||"),
  exclusiveOr: bits("!=="),
  // The language takes counts modulo 32 itself.
  shiftLeft: ({ scalar }, of, count) => (scalar === "u32" ? `(${of} << ${count}) >>> 0` : `${of} << ${count}`),
  shiftRight: ({ scalar }, of, count) => `${of} ${scalar === "u32" ? ">>>" : ">>"} ${count}`,
};

export function operationText(value: SpelledOperation): string {
  const [left, right] = value.operands.map(({ text }: SpelledAtom) => text);
  return (SPECIAL[value.operator] ?? infix)(value, left, right);
}

function infix({ sign, operator }: SpelledOperation, left: string, right: string): string {
  return `${left} ${sign ?? operator} ${right}`;
}

function arithmetic(value: SpelledOperation, left: string, right: string): string {
  const exact = infix(value, left, right);
  return isWord(value.scalar) && mayWrap(value) ? wrapped(`(${exact})`, value.scalar) : exact;
}

/** Of truth values the sign given; of integers the operator's own, which makes an int32. */
function bits(sign: string): Special {
  return (value, left, right) => {
    if (value.scalar === "bool") return `${left} ${sign} ${right}`;
    const signed = infix(value, left, right);
    return value.scalar === "u32" ? `(${signed}) >>> 0` : signed;
  };
}
