// scaled_by_fixed_point: integers times mantissa·2^(shift − 31), rounded once or twice to an integer, as TensorFlow Lite's
// MultiplyByQuantizedMultiplier does it by 64-bit products: how results of integer layers are requantised without floats. Broadcast. No file of ONNX has it.
//
// Rounded once: ⌊x·mantissa·2^(shift − 31) + ½⌋. Rounded twice: x·2^shift where shift is above 0, then ⌊x·mantissa·2^−31 + ½⌋, then divided by
// 2^−shift where shift is below 0, halves away from 0. Results are taken modulo 2^32.

import { add, apply, constantOf, convert, less, select } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";
import { numberOf, type Attributes } from "../../attributes.ts";
import { broadcastShapes } from "../../broadcast.ts";
import type { Op } from "../../op.ts";

export const ROUNDINGS = { once: 0, twice: 1 } as const;

/** Beyond these nothing is left of a number of 32 bits, or all of it is shifted out. */
export const SHIFTS = { least: -31, greatest: 30 } as const;

/** Mantissas of 0 and above and shifts are i32; no shift is outside the two attributes, by which what cannot occur is left out. */
export const scaledByFixedPoint: Op = {
  name: "scaled_by_fixed_point",
  parameters: ["x", "mantissa", "shift"],
  required: 3,
  constantNames: [undefined, "mantissa", "shift"],
  attributes: { rounding: ROUNDINGS.once, least_shift: SHIFTS.least, greatest_shift: SHIFTS.greatest },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: (scalars) => (scalars.every((scalar) => scalar === "i32") ? "i32" : { problem: `its arguments are of ${scalars.join(", ")} instead of i32` }),
  computation: {
    kind: "pointwise",
    value: ([x, mantissa, shift], attributes) =>
      (numberOf(attributes, "rounding") === ROUNDINGS.once ? roundedOnce : roundedTwice)(x, mantissa, exactly(shift, attributes)),
  },
  examples: [
    { shapes: [[2, 3], [3], [3]], scalars: ["i32", "i32", "i32"] },
    { shapes: [[2, 3], [3], [3]], scalars: ["i32", "i32", "i32"], attributes: { rounding: ROUNDINGS.twice } },
    ...[-31, -4, -1, 0, 3].flatMap((shift) =>
      Object.values(ROUNDINGS).map((rounding) => ({
        shapes: [[4], [], []],
        scalars: ["i32", "i32", "i32"] as const,
        attributes: { rounding, least_shift: shift, greatest_shift: shift },
      })),
    ),
    { shapes: [[4], [4], [4]], scalars: ["i32", "i32", "i32"], attributes: { least_shift: -20, greatest_shift: -2 } },
    { shapes: [[4], [4], [4]], scalars: ["i32", "i32", "i32"], attributes: { rounding: ROUNDINGS.twice, least_shift: -20, greatest_shift: 0 } },
  ],
};

/** A shift, and between which numbers it lies. */
interface Shift {
  readonly value: Expression;
  readonly least: number;
  readonly greatest: number;
}

/** One that is known is a constant; one outside the bounds is the nearest of them, so that every argument has a result. */
function exactly(given: Expression, attributes: Attributes): Shift {
  const [least, greatest] = [numberOf(attributes, "least_shift"), numberOf(attributes, "greatest_shift")];
  if (least === greatest) return { value: word(least), least, greatest };
  const raised = apply("maximum", [given, word(least)], "shift");
  return { value: apply("minimum", [raised, word(greatest)], "shift"), least, greatest };
}

/** The product has 64 bits: where more than half of them are cut off, the upper ones alone matter. */
function roundedOnce(x: Expression, mantissa: Expression, shift: Shift): Expression {
  const [high, low] = [highOf(x, mantissa), lowOf(x, mantissa)];
  return byCase(shift, [
    { greatest: -2, value: (places) => halved(apply("shiftRight", [high, from(-2, places)], "doubled"), word(1)) },
    { greatest: -1, value: () => add(high, signed(apply("shiftRight", [low, unsigned(31)], "half")), "scaled") },
    {
      greatest: SHIFTS.greatest,
      value: (places) => {
        const above = apply("shiftLeft", [high, from(1, places, "add")], "above");
        const half = apply("and", [apply("shiftRight", [low, from(30, places)], "rest"), unsigned(1)], "half");
        return add(above, signed(add(apply("shiftRight", [low, from(31, places)], "below"), half, "below")), "scaled");
      },
    },
  ]);
}

function roundedTwice(x: Expression, mantissa: Expression, shift: Shift): Expression {
  const whole = doubledHigh(x, mantissa);
  return byCase(shift, [
    { greatest: -1, value: (places) => awayFromZero(whole, from(-1, places)) },
    { greatest: 0, value: () => whole },
    { greatest: SHIFTS.greatest, value: (places) => doubledHigh(apply("shiftLeft", [x, places], "shifted"), mantissa) },
  ]);
}

/** x·mantissa·2^−31, rounded with halves upwards. */
export function doubledHigh(x: Expression, mantissa: Expression): Expression {
  const doubled = apply("shiftLeft", [highOf(x, mantissa), word(1)], "doubled");
  const rest = apply("shiftRight", [lowOf(x, mantissa), unsigned(30)], "rest");
  return add(doubled, signed(halved(rest, unsigned(1))), "scaled");
}

/** The value divided by 2^(places + 1), rounded with halves away from 0. */
export function awayFromZero(value: Expression, places: Expression): Expression {
  const nearer = add(value, apply("shiftRight", [value, word(31)], "sign"), "nearer");
  return halved(apply("shiftRight", [nearer, places], "doubled"), word(1));
}

function halved(doubled: Expression, one: Expression): Expression {
  return apply("shiftRight", [add(doubled, one, "raised"), one], "rounded");
}

interface Case {
  /** Shifts up to this one, beyond those of the case before. */
  readonly greatest: number;
  readonly value: (places: Expression) => Expression;
}

/** Of the cases that may occur the one that the shift is of. */
function byCase({ value, least, greatest }: Shift, cases: readonly Case[]): Expression {
  const first = cases.findIndex((one) => least <= one.greatest);
  const last = cases.findIndex((one) => greatest <= one.greatest);
  const possible = cases.slice(first, last + 1);
  return possible
    .slice(0, -1)
    .reduceRight((further, one) => select(less(value, word(one.greatest + 1)), one.value(value), further), possible[possible.length - 1].value(value));
}

/** A number less places, or more. */
function from(number: number, places: Expression, operator: "add" | "subtract" = "subtract"): Expression {
  if (places.kind === "constant") return word(operator === "add" ? number + places.value : number - places.value);
  return apply(operator, [word(number), places], "places");
}

function highOf(x: Expression, mantissa: Expression): Expression {
  return apply("multiplyHigh", [x, mantissa], "high");
}

function lowOf(x: Expression, mantissa: Expression): Expression {
  return apply("multiply", [convert(x, "u32", "bits"), convert(mantissa, "u32", "bits")], "low");
}

function signed(value: Expression): Expression {
  return convert(value, "i32", "bits");
}

function word(value: number): Expression {
  return constantOf("i32", value);
}

function unsigned(value: number): Expression {
  return constantOf("u32", value);
}
