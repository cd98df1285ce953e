// quantized_away: x / scale, rounded to nearest, halves away from 0, plus a zero point, within a range: how TensorFlow Lite quantises. NaN gives the least.
// No file of ONNX has it.

import { add, apply, constant, constantOf, convert, divide, less, lessOrEqual, select, subtract } from "../../../program/expression.ts";
import { SCALARS } from "../../../program/scalar.ts";
import { numberOf } from "../../attributes.ts";
import { castCode, castScalar } from "../cast.ts";
import { elementwise } from "../elementwise.ts";
import { float32Of } from "../float32-of.ts";

/** Within these a float less its whole part is exact, and beyond them no type that is narrower than i32 has a number. */
const BEYOND = 2 ** 20;

/** Results lie within `least` and `greatest`, which `to`, as `cast` counts types, holds. */
export const quantizedAway = elementwise({
  name: "quantized_away",
  attributes: { scale: 1, zero: 0, least: -128, greatest: 127, to: castCode("i8") },
  inferScalar([x], attributes) {
    const to = castScalar(numberOf(attributes, "to"));
    return x === "f32" && SCALARS[to].bytes < 4 ? to : { problem: `its x is of ${x}, and its result of ${to}` };
  },
  value(x, attributes) {
    const [zero, least, greatest] = ["zero", "least", "greatest"].map((name) => numberOf(attributes, name));
    const steps = divide(x, constant(float32Of(attributes, "scale"), "scale"), "steps");
    const raised = select(less(constant(-BEYOND), steps), steps, constant(-BEYOND));
    const within = select(less(raised, constant(BEYOND)), raised, constant(BEYOND));
    const whole = convert(within, "i32", "truncate", "whole");
    const rest = subtract(within, convert(whole, "f32", "round"), "rest");
    const up = select(lessOrEqual(constant(0.5), rest), constantOf("i32", 1), constantOf("i32", 0));
    const down = select(lessOrEqual(rest, constant(-0.5)), constantOf("i32", 1), constantOf("i32", 0));
    const shifted = add(subtract(add(whole, up, "up"), down, "nearest"), constantOf("i32", zero), "shifted");
    const inRange = apply("minimum", [apply("maximum", [shifted, constantOf("i32", least)], "raised"), constantOf("i32", greatest)], "within");
    return convert(inRange, castScalar(numberOf(attributes, "to")), "bits");
  },
  examples: [
    { shapes: [[7]], attributes: { scale: Math.fround(0.01), zero: 5 } },
    { shapes: [[5]], attributes: { scale: Math.fround(0.5), zero: 128, least: 0, greatest: 255, to: castCode("u8") } },
  ],
});
