// bit_shift: x·2^y or, to the right, ⌊x / 2^y⌋, of integers modulo their range, broadcast. Where y is below 0 or no less than the number
// of bits, what is left is the sign: −1 to the right of a negative x, 0 elsewhere.
// ONNX BitShift-28.

import { apply, constantOf, convert, less, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { sameInteger } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const DIRECTIONS = { LEFT: 0, RIGHT: 1 } as const;

const shift = pairwise({
  name: "bit_shift",
  attributes: { direction: DIRECTIONS.LEFT },
  inferScalar: sameInteger,
  scalars: ["i32"],
  value: (x, y, scalar, attributes) =>
    inWords(scalar, [x, y], ([of, count], type) => {
      // A count below 0 is a large one without a sign.
      const places = type === "u32" ? count : convert(count, "u32", "bits");
      return numberOf(attributes, "direction") === DIRECTIONS.RIGHT ? shiftedRight(of, places, type) : shiftedOrNothing("shiftLeft", of, places, type);
    }),
  onnx: { type: "BitShift", since: 11, attributes: { direction: { name: "direction", type: "string", values: DIRECTIONS, isRequired: true } } },
});

export const bitShift = {
  ...shift,
  examples: [...shift.examples, ...shift.examples.map((example) => ({ ...example, attributes: { direction: DIRECTIONS.RIGHT } }))],
};

/** 31 places leave nothing but copies of the sign. */
function shiftedRight(of: Expression, places: Expression, scalar: Scalar): Expression {
  if (scalar === "u32") return shiftedOrNothing("shiftRight", of, places, scalar);
  return apply("shiftRight", [of, apply("minimum", [places, constantOf("u32", 31)], "places")], "shifted");
}

function shiftedOrNothing(operator: "shiftLeft" | "shiftRight", of: Expression, places: Expression, scalar: Scalar): Expression {
  return select(less(places, constantOf("u32", 32)), apply(operator, [of, places], "shifted"), constantOf(scalar, 0));
}
