// The logistic function and tanh of int16 as TensorFlow Lite has them: lines between knots of one table of sigmoid, which is computed while the file is read.

import { add } from "../../../../network/ops/add.ts";
import { bitShift } from "../../../../network/ops/bit-shift.ts";
import { bitwiseAnd } from "../../../../network/ops/bitwise.ts";
import { gather } from "../../../../network/ops/gather.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { maxOf } from "../../../../network/ops/max-of.ts";
import { minOf } from "../../../../network/ops/min-of.ts";
import { multiply } from "../../../../network/ops/multiply.ts";
import { subtract } from "../../../../network/ops/subtract.ts";
import type { Application } from "../../application.ts";
import type { Operand } from "../../values.ts";
import { stored, type Range } from "./requantised.ts";

/** What an int16 is multiplied by, and how many places it then goes to the right, rounded, to count 12,288ths of the argument of sigmoid. */
export interface Steps {
  readonly factor: number;
  readonly places: number;
}

/** Knots on either side of 0, 1/24 apart; from just before the last one on the function is constant. */
const LAST = 255;
const KNOTS_IN_ONE = 24;
const WHOLE = 2 ** 16;

/** sigmoid at knot −255 to 255 in 65,536ths. Each is raised, on the side of 1, by half of what the line to the next one lies below the curve. */
function knots(): readonly number[] {
  const onRight = Array.from({ length: LAST + 1 }, (_, knot) => {
    if (knot === LAST) return WHOLE - 1;
    const value = 1 / (1 + Math.exp(-knot / KNOTS_IN_ONE));
    const curvature = value * (1 - value) * (1 - 2 * value);
    return Math.floor(WHOLE * (value - curvature / (16 * KNOTS_IN_ONE ** 2)) + 0.5);
  });
  return [...onRight.slice(1).reverse().map((value) => WHOLE - value), ...onRight];
}

interface Curve {
  /** A knot's distance from the next is so many powers of 2 of what the argument is counted in. */
  readonly knotBits: number;
  /** Of what lies between knots the result leaves off so many bits. */
  readonly cutBits: number;
  /** What stands for 0 in what is left. */
  readonly middle: number;
}

const RESULT: Range = { scalar: "i16", scale: 2 ** -15, zero: 0, least: -(2 ** 15), greatest: 2 ** 15 - 1 };

/** In 32,768ths, as int16. */
export function logisticOfWords(application: Application, x: Operand, steps: Steps): Operand {
  return onLines(application, x, steps, { knotBits: 9, cutBits: 10, middle: 0 });
}

/** tanh(x) = 2·sigmoid(2·x) − 1, in 32,768ths, as int16. */
export function tanhOfWords(application: Application, x: Operand, steps: Steps): Operand {
  return onLines(application, x, steps, { knotBits: 8, cutBits: 8, middle: 2 ** 23 });
}

function onLines(application: Application, x: Operand, { factor, places }: Steps, { knotBits, cutBits, middle }: Curve): Operand {
  const word = (value: number): Operand => application.constant("word", "i32", [], [value]);
  const toRight = (operand: Operand, by: number): Operand => application.apply(bitShift, [operand, word(by)], { direction: 1 });
  const raised = application.apply(fromZero, [x], { factor });
  const rounded = places === 0 ? raised : toRight(application.apply(add, [raised, word(2 ** (places - 1))]), places);
  const end = LAST * 2 ** knotBits - 1;
  const within = application.apply(minOf, [application.apply(maxOf, [rounded, word(-end)]), word(end)]);
  const knot = application.apply(fromZero, [toRight(within, knotBits)], { zero: -LAST });
  const rest = application.apply(bitwiseAnd, [within, word(2 ** knotBits - 1)]);
  const table = application.constant("sigmoid", "u16", [2 * LAST + 1], knots());
  const knotAt = (place: Operand): Operand => application.apply(fromZero, [application.apply(gather, [table, place])]);
  const [from, to] = [knotAt(knot), knotAt(application.apply(fromZero, [knot], { zero: -1 }))];
  const onLine = application.apply(multiply, [application.apply(subtract, [to, from]), rest]);
  const value = application.apply(add, [application.apply(fromZero, [from], { factor: 2 ** knotBits }), onLine]);
  // Half of what is left off, less 1 below 0.
  const half = application.apply(add, [toRight(within, 31), word(2 ** (cutBits - 1) - middle)]);
  return stored(application, toRight(application.apply(add, [value, half]), cutBits), RESULT);
}
