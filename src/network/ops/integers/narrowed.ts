// narrowed: an integer of i32 plus a zero point, kept within a range, as a narrower type: how results of integer layers are stored. No file has it.

import { add, apply, constantOf, convert } from "../../../program/expression.ts";
import { SCALARS } from "../../../program/scalar.ts";
import { numberOf } from "../../attributes.ts";
import { castCode, castScalar } from "../cast.ts";
import { elementwise } from "../elementwise.ts";

/** Results lie within `least` and `greatest`, which `to`, as `cast` counts types, holds. The sum is taken modulo 2^32. */
export const narrowed = elementwise({
  name: "narrowed",
  attributes: { zero: 0, least: -128, greatest: 127, to: castCode("i8") },
  inferScalar([x], attributes) {
    const to = castScalar(numberOf(attributes, "to"));
    const { least, greatest, bytes } = SCALARS[to];
    const fits = bytes < 4 && numberOf(attributes, "least") >= least && numberOf(attributes, "greatest") <= greatest;
    return x === "i32" && fits ? to : { problem: `its x is of ${x}, and its range one of ${to}` };
  },
  value(x, attributes) {
    const [zero, least, greatest] = ["zero", "least", "greatest"].map((name) => numberOf(attributes, name));
    const shifted = zero === 0 ? x : add(x, constantOf("i32", zero), "shifted");
    const raised = apply("maximum", [shifted, constantOf("i32", least)], "raised");
    return convert(apply("minimum", [raised, constantOf("i32", greatest)], "within"), castScalar(numberOf(attributes, "to")), "bits");
  },
  examples: [
    { shapes: [[7]], scalars: ["i32"] },
    { shapes: [[5]], scalars: ["i32"], attributes: { zero: 3, least: 3, greatest: 200, to: castCode("u8") } },
  ],
});
