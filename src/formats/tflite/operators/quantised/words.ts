// Operators that make of each quantised number of 16 bits by itself another one: RELU, RELU6, LEAKY_RELU, LOGISTIC and TANH.

import { less } from "../../../../network/ops/comparisons.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { where } from "../../../../network/ops/where.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { checkedMultiplier, rangeOf, requantised, scaledBy, stored } from "./requantised.ts";
import { logisticOfWords, tanhOfWords, type Steps } from "./sigmoid-lines.ts";

/** A power of 2 is told by this part of it. */
const NEAR = 1e-3;
const RESULT_SCALE = 2 ** -15;

/** Times the ratio of the scales, which is rounded to float32, within what the activation leaves. */
export function rescaledWords(activation: number): Operation {
  return (application) => {
    const { scale } = oneScaleOf(application.tensor(0));
    const range = rangeOf(application.outputs[0], activation, ["i16"]);
    return [requantised(application, numbersOf(application), [Math.fround(scale / range.scale)], range)];
  };
}

export const leakyReluOfWords: Operation = (application) => {
  const { scale } = oneScaleOf(application.tensor(0));
  const slope = application.options.float(0);
  const range = rangeOf(application.outputs[0], FUSED.NONE, ["i16"]);
  const ratio = (scale * slope) / range.scale;
  const x = numbersOf(application);
  const steep = scaledBy(application, x, [checkedMultiplier(Math.abs(ratio))]);
  const sloped = ratio < 0 ? application.apply(fromZero, [steep], { factor: -1 }) : steep;
  const kept = scaledBy(application, x, [checkedMultiplier(scale / range.scale)]);
  const isBelow = application.apply(less, [x, application.constant("zero", "i32", [], [0])]);
  return [stored(application, application.apply(where, [isBelow, sloped, kept]), range)];
};

export const logisticOfQuantisedWords: Operation = (application) => [logisticOfWords(application, application.input(0), stepsOf(application, [0]))];

export const tanhOfQuantisedWords: Operation = (application) => [tanhOfWords(application, application.input(0), stepsOf(application, [0, 1]))];

/**
 * From the input's scale to 12,288ths.
 *
 * @param exact how often the scale may be twice 2^−12 for it to be exact.
 */
function stepsOf(application: Application, exact: readonly number[]): Steps {
  const [x, result] = [oneScaleOf(application.tensor(0)), oneScaleOf(application.outputs[0])];
  if (Math.abs(result.scale / RESULT_SCALE - 1) > NEAR || result.zeroPoint !== 0 || x.zeroPoint !== 0) {
    throw new Unsupported(`its result has the scale ${result.scale} instead of 1/32768, or a zero point is not 0`);
  }
  const doublings = Math.round(Math.log2(x.scale)) + 12;
  if (exact.includes(doublings) && Math.abs(x.scale / 2 ** (doublings - 12) - 1) < NEAR) return { factor: 3 * 2 ** doublings, places: 0 };
  let [factor, places] = [x.scale * 12288, 0];
  while (factor <= 32767 / 2 && places <= 30) [factor, places] = [2 * factor, places + 1];
  if (!(factor < 32768)) throw new Unsupported(`its input has the scale ${x.scale}, which is too large`);
  return { factor: Math.trunc(factor), places };
}

/** Less the zero point, as i32. */
function numbersOf(application: Application): Operand {
  return application.apply(fromZero, [application.input(0)], { zero: oneScaleOf(application.tensor(0)).zeroPoint });
}
