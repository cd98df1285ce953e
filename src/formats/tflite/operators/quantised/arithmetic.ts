// ADD, SUB and MUL on quantised arrays, and MAXIMUM and MINIMUM of such with the same scale.

import type { Op } from "../../../../network/op.ts";
import { add } from "../../../../network/ops/add.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { maxOf } from "../../../../network/ops/max-of.ts";
import { minOf } from "../../../../network/ops/min-of.ts";
import { multiply } from "../../../../network/ops/multiply.ts";
import { subtract } from "../../../../network/ops/subtract.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import type { Operand } from "../../values.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { BYTES_AND_WORDS, checkedMultiplier, rangeOf, requantised, scaledBy, stored } from "./requantised.ts";
import { sameScale } from "./same-scale.ts";

/** Bits by which both are raised before they are brought to one scale: numbers of 8 bits, and such of 16. */
const [RAISED, RAISED_WORDS] = [20, 15];

/** Both are brought to twice the larger one of their scales, which no sum exceeds. */
function sum(op: Op): Operation {
  return (application) => {
    const scales = [0, 1].map((position) => oneScaleOf(application.tensor(position)).scale);
    const common = 2 * Math.max(...scales);
    const range = rangeOf(application.outputs[0], application.options.byte(0), BYTES_AND_WORDS);
    const raised = 2 ** (range.scalar === "i16" ? RAISED_WORDS : RAISED);
    const [a, b] = scales.map((scale, position) => scaledBy(application, shifted(application, position, raised), [checkedMultiplier(scale / common)]));
    return [requantised(application, application.apply(op, [a, b]), [common / (raised * range.scale)], range)];
  };
}

const product: Operation = (application) => {
  const [a, b] = [0, 1].map((position) => oneScaleOf(application.tensor(position)).scale);
  const range = rangeOf(application.outputs[0], application.options.byte(0), BYTES_AND_WORDS);
  const products = application.apply(multiply, [0, 1].map((position) => shifted(application, position, 1)));
  return [requantised(application, products, [(a * b) / range.scale], range)];
};

function extreme(op: Op): Operation {
  return (application) => {
    sameScale(application, [0, 1]);
    const range = rangeOf(application.outputs[0], FUSED.NONE, BYTES_AND_WORDS);
    const numbers = [0, 1].map((position) => application.apply(fromZero, [application.input(position)]));
    return [stored(application, application.apply(op, numbers), { ...range, zero: 0 })];
  };
}

/** Less its zero point, times a factor. */
function shifted(application: Application, position: number, factor: number): Operand {
  return application.apply(fromZero, [application.input(position)], { zero: oneScaleOf(application.tensor(position)).zeroPoint, factor });
}

export const QUANTISED_ARITHMETIC: Readonly<Record<string, Operation>> = {
  ADD: sum(add),
  SUB: sum(subtract),
  MUL: product,
  MAXIMUM: extreme(maxOf),
  MINIMUM: extreme(minOf),
};
