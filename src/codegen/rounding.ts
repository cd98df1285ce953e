// Rounding to float32. Where a language has the type, every operation of a statement rounds by itself. Where its numbers are float64,
// each operation is written with the rounding around it: here, for every such language, from what the language says of itself.

import { OPERATORS } from "../program/operators.ts";
import { SCALARS } from "../program/scalar.ts";
import { digitsOf } from "./digits.ts";
import type { SpelledConversion, SpelledOperation, SpelledValue } from "./spelled-value.ts";

export type Rounding =
  | { readonly kind: "native" }
  | {
      readonly kind: "spelled";
      /** The number brought to the nearest float32, ties to even, as an operand. */
      readonly round: (text: string) => string;
      /** What is rounded: an operation or a conversion in float64, whose decimals are float64, too. */
      readonly exact: (value: SpelledOperation | SpelledConversion) => string;
    };

/**
 * The value, with its rounding to float32 written around it where one is due. + − × ÷ √ of float32 numbers in float64, rounded to
 * float32, are those operations of float32 (Figueroa, "When is double rounding innocuous?", ACM SIGNUM 30(3), 1995).
 */
export function withRounding(value: SpelledValue, rounding: Rounding): SpelledValue {
  if (rounding.kind === "native" || !isRounded(value)) return value;
  const { scalar, interval } = value;
  return { kind: "atom", text: rounding.round(rounding.exact(value)), isLiteral: false, scalar, interval };
}

/** A constant of float32, whose decimal may name another number in float64. */
export function roundedConstant(value: number, text: string, rounding: Rounding): string {
  return rounding.kind === "native" || Number(digitsOf(value, "f32")) === value ? text : rounding.round(text);
}

function isRounded(value: SpelledValue): value is SpelledOperation | SpelledConversion {
  if (value.scalar !== "f32") return false;
  switch (value.kind) {
    case "apply":
      return OPERATORS[value.operator].isRounded === true;
    case "convert":
      // All integers of 24 bits are float32 already.
      return value.how !== "bits" && SCALARS[value.operand.scalar].bytes >= 4;
    case "atom":
    case "select":
      return false;
  }
}
