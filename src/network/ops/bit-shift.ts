// bit_shift: x·2^y or, to the right, ⌊x / 2^y⌋, of integers modulo their range, broadcast; 0 where y has as many bits as x or more.
// ONNX BitShift-11.

import { apply, constantOf, less, select } from "../../program/expression.ts";
import { SCALARS } from "../../program/scalar.ts";
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
      const isShort = less(apply("and", [count, constantOf(type, SCALARS.i32.greatest)], "places"), constantOf(type, 32));
      return select(isShort, apply(operator, [of, count], "shifted"), constantOf(type, 0));
    }),
  onnx: { type: "BitShift", since: 11, attributes: { direction: { name: "direction", type: "string", values: DIRECTIONS, isRequired: true } } },
});
