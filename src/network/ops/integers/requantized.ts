// requantized: integers times a scale, both float32, rounded to nearest, ties to even, plus a zero point, within a range: what becomes of the sums of an
// integer layer, as onnxruntime does it. Clamped before it is rounded, which gives the same. No file has it.

import { convert, multiply } from "../../../program/expression.ts";
import { SCALARS } from "../../../program/scalar.ts";
import { numberOf } from "../../attributes.ts";
import { broadcastShapes } from "../../broadcast.ts";
import type { Op } from "../../op.ts";
import { castCode, castScalar } from "../cast.ts";
import { roundedWithin } from "./rounded-within.ts";

/** Results lie within `least` and `greatest`, which `to`, as `cast` counts types, holds. */
export const requantized: Op = {
  name: "requantized",
  parameters: ["x", "scale"],
  required: 2,
  attributes: { zero: 0, least: -128, greatest: 127, to: castCode("i8") },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([x, scale], attributes) {
    const to = castScalar(numberOf(attributes, "to"));
    if (x !== "i32" || scale !== "f32") return { problem: `it takes integers of i32 and a scale of f32, not ${x} and ${scale}` };
    const { least, greatest, bytes } = SCALARS[to];
    const fits = bytes < 4 && numberOf(attributes, "least") >= least && numberOf(attributes, "greatest") <= greatest;
    return fits ? to : { problem: `its range is not one of ${to}` };
  },
  computation: {
    kind: "pointwise",
    value([x, scale], attributes) {
      const [zero, least, greatest] = ["zero", "least", "greatest"].map((name) => numberOf(attributes, name));
      const steps = multiply(convert(x, "f32", "round", "steps"), scale, "scaled");
      return convert(roundedWithin(steps, { zero, least, greatest }), castScalar(numberOf(attributes, "to")), "bits");
    },
  },
  examples: [
    { shapes: [[2, 3], [3]], scalars: ["i32", "f32"] },
    { shapes: [[5], []], scalars: ["i32", "f32"], attributes: { zero: 3, least: 0, greatest: 255, to: castCode("u8") } },
    { shapes: [[5], []], scalars: ["i32", "f32"], attributes: { zero: -128, least: -128, greatest: 100 } },
    { shapes: [[5], []], scalars: ["i32", "f32"], attributes: { zero: 5, least: -32768, greatest: 32767, to: castCode("i16") } },
  ],
};
