// SOFTMAX of int16 as TensorFlow Lite has it: e^x and the reciprocal of the sum are lines between the knots of tables, which are computed while the file
// is read.

import { add } from "../../../../network/ops/add.ts";
import { bitShift } from "../../../../network/ops/bit-shift.ts";
import { bitwiseAnd } from "../../../../network/ops/bitwise.ts";
import { gather } from "../../../../network/ops/gather.ts";
import { placesOfSum } from "../../../../network/ops/integers/fixed-point-softmax.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { maxOf } from "../../../../network/ops/max-of.ts";
import { minOf } from "../../../../network/ops/min-of.ts";
import { multiply } from "../../../../network/ops/multiply.ts";
import { reduceMax } from "../../../../network/ops/reduce-max.ts";
import { reduceSum } from "../../../../network/ops/reduce-sum.ts";
import { subtract } from "../../../../network/ops/subtract.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { checkedMultiplier, rangeOf, scaledBy, stored } from "./requantised.ts";

const [LEAST, GREATEST, STEPS] = [-32768, 32767, 65535];
/** What e^x of is taken for 0, below 0. */
const FARTHEST = 10;
const RESULT_SCALE = 2 ** -15;
/** How far a scale may be from the one that it stands for, in parts of it. */
const NEAR = 1e-3;
/** A larger shift to the left would take a difference of 17 bits out of an i32. */
const GREATEST_SHIFT = 14;
/** As many exponentials as an i32 holds the sum of. */
const MOST_SUMMED = 65536;
/** What placesOfSum counts more than the zeros before the first bit of a sum, negated. */
const COUNTED = 35;
const KNOTS = 512;
const KNOT_BITS = 7;

export const softmaxOfWords: Operation = (application) => {
  const x = application.apply(fromZero, [application.input(0)]);
  const range = { ...rangeOf(application.outputs[0], FUSED.NONE, ["i16"]), least: 0 };
  if (Math.abs(range.scale / RESULT_SCALE - 1) > NEAR || range.zero !== 0) {
    throw new Unsupported(`its result has the scale ${range.scale} and the zero point ${range.zero} instead of 1/32768 and 0`);
  }
  const depth = application.shapeOf(x).at(-1) ?? 1;
  if (depth > MOST_SUMMED) throw new Unsupported(`it is of ${depth} numbers, and at most ${MOST_SUMMED} are supported`);
  const scale = oneScaleOf(application.tensor(0)).scale * application.options.float(0);
  const multiplier = checkedMultiplier(scale / (FARTHEST / STEPS));
  if (!(scale > 0) || multiplier.shift > GREATEST_SHIFT) throw new Unsupported(`its scale times beta is ${scale}`);
  const { word, plus, left, right } = wordsOf(application);
  const axis = { axes: [-1] };
  const below = scaledBy(application, application.apply(subtract, [x, application.apply(reduceMax, [x], axis)]), [multiplier]);
  const terms = onLines(application, "exponentials", exponentials(), application.apply(maxOf, [plus(below, GREATEST), word(LEAST)]));
  const sum = application.apply(reduceSum, [terms], axis);
  const places = application.apply(placesOfSum, [sum]);
  // Brought to [2^30, 2^31), then to what is above 1 in 65,536ths, from −32,768 on.
  const raised = application.apply(minOf, [left(sum, application.apply(fromZero, [places], { zero: COUNTED - 1, factor: -1 })), word(2 ** 31 - 1 - 2 ** 13)]);
  const reciprocal = onLines(application, "reciprocals", reciprocals(), plus(right(plus(raised, 2 ** 13), word(14)), -3 * 2 ** 15));
  const shift = plus(places, 31 - COUNTED);
  const product = application.apply(multiply, [terms, reciprocal]);
  return [stored(application, right(application.apply(add, [product, left(word(1), plus(shift, -1))]), shift), range)];
};

interface Words {
  readonly word: (value: number) => Operand;
  readonly plus: (operand: Operand, value: number) => Operand;
  readonly left: (operand: Operand, by: Operand) => Operand;
  readonly right: (operand: Operand, by: Operand) => Operand;
}

function wordsOf(application: Application): Words {
  const word = (value: number): Operand => application.constant("word", "i32", [], [value]);
  return {
    word,
    plus: (operand, value) => application.apply(add, [operand, word(value)]),
    left: (operand, by) => application.apply(bitShift, [operand, by], { direction: 0 }),
    right: (operand, by) => application.apply(bitShift, [operand, by], { direction: 1 }),
  };
}

/** @param x from −32768 to 32767, from the first knot to the last. */
function onLines(application: Application, name: string, knots: readonly number[], x: Operand): Operand {
  const { word, plus, right } = wordsOf(application);
  const table = application.constant(name, "i16", [knots.length], knots);
  const knot = plus(right(x, word(KNOT_BITS)), KNOTS / 2);
  const rest = application.apply(bitwiseAnd, [x, word(2 ** KNOT_BITS - 1)]);
  const knotAt = (place: Operand): Operand => application.apply(fromZero, [application.apply(gather, [table, place])]);
  const [from, to] = [knotAt(knot), knotAt(plus(knot, 1))];
  const change = application.apply(multiply, [application.apply(subtract, [to, from]), rest]);
  return application.apply(add, [from, right(plus(change, 2 ** (KNOT_BITS - 1)), word(KNOT_BITS))]);
}

function exponentials(): readonly number[] {
  return knotsOf(-FARTHEST, 0, Math.exp);
}

function reciprocals(): readonly number[] {
  return knotsOf(0, 1, (x) => 1 / (1 + x));
}

/** A function in 32,768ths, in float32; each knot but the last one is shifted by half of what the line to the next one is off in its middle. */
function knotsOf(first: number, last: number, compute: (x: number) => number): readonly number[] {
  const single = Math.fround;
  const [step, unit] = [single((last - first) / KNOTS), single(2 ** 16 / single(single(2 / STEPS) * (GREATEST - LEAST)))];
  const counted = (x: number): number => single(single(compute(single(x))) * unit);
  return Array.from({ length: KNOTS + 1 }, (_, knot) => {
    const [here, next] = [first + single(knot * step), first + single((knot + 1) * step)];
    const value = away(counted(here));
    if (knot === KNOTS) return within(value);
    const middle = away(single((counted(next) + value) / 2));
    return within(value - away(single((middle - away(counted(here + step / 2))) / 2)));
  });
}

function away(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

function within(value: number): number {
  return Math.min(Math.max(value, LEAST), GREATEST);
}
