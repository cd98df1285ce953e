// SOFTMAX of quantised arrays without floats: e^x from a table, for no difference of two numbers of 8 bits is outside it.

import { gather } from "../../../../network/ops/gather.ts";
import { placesOfSum, reciprocalOfSum, shareOfSum } from "../../../../network/ops/integers/fixed-point-softmax.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { reduceMax } from "../../../../network/ops/reduce-max.ts";
import { reduceSum } from "../../../../network/ops/reduce-sum.ts";
import { subtract } from "../../../../network/ops/subtract.ts";
import { dividedByPower, doubledHigh, expOfNegative, multiplierOf } from "../../fixed-point.ts";
import { SCALARS, type Scalar } from "../../../../program/scalar.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { rangeOf, stored } from "./requantised.ts";
import { softmaxOfWords } from "./softmax-of-words.ts";

/** Before the point, of differences, and of sums. */
const DIFFERENCE_BITS = 5;
const SUM_BITS = 12;
/** How far a scale may be from the one that it stands for, in parts of it. */
const NEAR = 1e-3;
/** Differences of numbers of 8 bits. */
const DIFFERENCES = 256;
/** Of results: the least number of their type stands for 0, and a power of 2 of them for 1. */
const RESULTS: Readonly<Partial<Record<Scalar, number>>> = { i8: 8, i16: 16 };
/** As which places_of_sum counts them. */
const COUNTED_BITS = 8;

export const quantisedSoftmax: Operation = (application) => {
  if (application.scalarOf(application.input(0)) === "i16") return softmaxOfWords(application);
  const range = rangeOf(application.outputs[0], FUSED.NONE, ["i8", "i16"]);
  const bits = RESULTS[range.scalar] ?? COUNTED_BITS;
  if (Math.abs(range.scale * 2 ** bits - 1) > NEAR || range.zero !== SCALARS[range.scalar].least) {
    throw new Unsupported(`its result has the scale ${range.scale} and the zero point ${range.zero} instead of 1/${2 ** bits} and ${SCALARS[range.scalar].least}`);
  }
  const fractions = exponentials(oneScaleOf(application.tensor(0)).scale * application.options.float(0));
  const x = application.apply(fromZero, [application.input(0)]);
  const axis = { axes: [-1] };
  const below = application.apply(subtract, [application.apply(reduceMax, [x], axis), x]);
  const picked = (name: string, entries: readonly number[]): Operand => application.apply(gather, [application.constant(name, "i32", [DIFFERENCES], entries), below]);
  const [terms, summed] = [picked("exponentials", fractions), picked("summands", fractions.map((fraction) => dividedByPower(fraction, SUM_BITS)))];
  const sum = application.apply(reduceSum, [summed], axis);
  const [reciprocal, counted] = [reciprocalOfSum, placesOfSum].map((op) => application.apply(op, [sum]));
  const places = bits === COUNTED_BITS ? counted : application.apply(fromZero, [counted], { zero: bits - COUNTED_BITS });
  return [stored(application, application.apply(shareOfSum, [terms, reciprocal, places]), range)];
};

/** e^−(scale·difference) for every difference, as fractions; 0 where it is too far away. */
function exponentials(scale: number): readonly number[] {
  if (!(scale > 0 && Number.isFinite(scale))) throw new Unsupported(`its scale times beta is ${scale}`);
  const { mantissa, shift } = multiplierOf(Math.min(scale * 2 ** (31 - DIFFERENCE_BITS), 2 ** 31 - 1));
  const radius = Math.floor((2 ** DIFFERENCE_BITS - 1) * 2 ** (31 - DIFFERENCE_BITS - shift));
  if (shift < 0) throw new Unsupported("its scale is too small");
  return Array.from({ length: DIFFERENCES }, (_, difference) =>
    difference > radius ? 0 : expOfNegative(doubledHigh(0 - difference * 2 ** shift, mantissa), DIFFERENCE_BITS));
}
