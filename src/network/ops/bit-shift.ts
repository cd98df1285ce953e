// bit_shift: x·2^y or, to the right, ⌊x / 2^y⌋, of integers modulo their range, broadcast; 0 where y is no
// number of 0 to 31.
// ONNX BitShift-11.

import { apply, constantOf, convert, less, select } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { sameInteger } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const DIRECTIONS = { LEFT: 0, RIGHT: 1 } as const;

export const bitShift = pairwise({
  name: "bit_shift",
  attributes: { direction: DIRECTIONS.LEFT },
  inferScalar: sameInteger,
  scalars: ["i32"],
  value: (x, y, scalar, attributes) =>
    inWords(scalar, [x, y], ([of, count], type) => {
      const operator = numberOf(attributes, "direction") === DIRECTIONS.RIGHT ? "shiftRight" : "shiftLeft";
      // A count below 0 is a large one without a sign.
      const places = type === "u32" ? count : convert(count, "u32", "bits");
      return select(less(places, constantOf("u32", 32)), apply(operator, [of, count], "shifted"), constantOf(type, 0));
    }),
  onnx: { type: "BitShift", since: 11, attributes: { direction: { name: "direction", type: "string", values: DIRECTIONS, isRequired: true } } },
});
