// modulo: what is left of x after whole multiples of y, broadcast: with the sign of y, or with that of x where `fmod` is 1. x where y is 0.
// Of integers. ONNX Mod-13.

import { add, apply, constantOf, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { sameInteger } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const integerModulo = pairwise({
  name: "modulo",
  attributes: { fmod: 0 },
  inferScalar: sameInteger,
  scalars: ["i32"],
  value: (x, y, scalar, attributes) =>
    inWords(scalar, [x, y], ([left, right], type) => {
      const rest = subtract(left, multiply(apply("quotient", [left, right], "quotient"), right, "whole"), "rest");
      return numberOf(attributes, "fmod") === 1 || type === "u32" ? rest : withSignOf(right, rest, type);
    }),
  onnx: { type: "Mod", since: 10, attributes: { fmod: { name: "fmod", type: "int" } } },
});

export const modulo = { ...integerModulo, examples: [...integerModulo.examples, { ...integerModulo.examples[0], attributes: { fmod: 1 } }] };

/** The first bits differ where the signs do. */
function withSignOf(divisor: Expression, rest: Expression, scalar: Scalar): Expression {
  const zero = constantOf(scalar, 0);
  const differs = less(apply("exclusiveOr", [rest, divisor], "signs"), zero);
  const isSome = apply("not", [apply("equal", [rest, zero], "none")], "some");
  return select(apply("and", [differs, isSome], "opposite"), add(rest, divisor, "moved"), rest);
}
