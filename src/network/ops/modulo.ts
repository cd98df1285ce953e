// modulo: what is left of x after whole multiples of y, broadcast: with the sign of y, or with that of x where `fmod` is 1. Of integers x
// where y is 0; of floats see float-modulo.ts. ONNX Mod-28.

import { add, apply, constantOf, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import { sameInteger, sameNumber } from "../scalar-rules.ts";
import type { Op } from "../op.ts";
import { floatModuloOf, floatRestOf } from "./float-modulo.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const integerModulo = pairwise({
  name: "integer_modulo",
  attributes: { fmod: 0 },
  inferScalar: sameInteger,
  scalars: ["i32"],
  value: (x, y, scalar, attributes) =>
    inWords(scalar, [x, y], ([left, right], type) => {
      const rest = subtract(left, multiply(apply("quotient", [left, right], "quotient"), right, "whole"), "rest");
      return numberOf(attributes, "fmod") === 1 || type === "u32" ? rest : withSignOf(right, rest, type);
    }),
});

export const modulo: Op = {
  name: "modulo",
  parameters: ["x", "y"],
  required: 2,
  attributes: { fmod: 0 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: sameNumber,
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: args, attributes, name, origin } = context;
      if (!isFloat(builder.scalarOf(args[0]))) return builder.operation(integerModulo, args, attributes, name, origin);
      return numberOf(attributes, "fmod") === 1 ? floatRestOf(context, name) : floatModuloOf(context, name);
    },
  },
  onnx: { type: "Mod", since: 10, attributes: { fmod: { name: "fmod", type: "int" } } },
  examples: [0, 1].flatMap((fmod) => [
    ...integerModulo.examples.map((example) => ({ ...example, attributes: { fmod } })),
    { shapes: [[2, 6], [6]], attributes: { fmod } },
  ]),
};

/** The first bits differ where the signs do. */
function withSignOf(divisor: Expression, rest: Expression, scalar: Scalar): Expression {
  const zero = constantOf(scalar, 0);
  const differs = less(apply("exclusiveOr", [rest, divisor], "signs"), zero);
  const isSome = apply("not", [apply("equal", [rest, zero], "none")], "some");
  return select(apply("and", [differs, isSome], "opposite"), add(rest, divisor, "moved"), rest);
}
