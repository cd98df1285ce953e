// cross-entropy: what a classifier is trained for, the mean over the samples of −log of the probability it gives to the class they have.
// Of the sums of the last layer, before they are made probabilities: there it neither overflows nor loses what is nearly certain.

import type { RecordedClasses } from "../../network/model.ts";
import type { ValueBuilder, ValueId } from "../../network/op.ts";
import { divide } from "../../network/ops/divide.ts";
import { exp } from "../../network/ops/exp.ts";
import { log } from "../../network/ops/log.ts";
import { multiply } from "../../network/ops/multiply.ts";
import { reduceMax } from "../../network/ops/reduce-max.ts";
import { sumAtOnce } from "../../network/ops/reduce-sum.ts";
import { subtract } from "../../network/ops/subtract.ts";
import type { Origin } from "../../network/origin.ts";
import { apply, multiply as product, subtract as difference } from "../../program/expression.ts";
import type { Loss, RowLoss } from "./loss.ts";

/**
 * Of outputs that are questions of their own, each answered by sigmoid: log(1 + e^z) − t·z, which is −log σ(z) where t is 1 and
 * −log(1 − σ(z)) where it is 0. Its derivative is σ(z) − t.
 */
export const crossEntropyOfEach: Loss = {
  name: "cross-entropy",
  value: (z, t) => difference(apply("softplus", [z]), product(t, z)),
  derivative: (z, t) => difference(apply("sigmoid", [z]), t),
};

/**
 * Of rows that have one class each, told by softmax: with m the largest of K sums z and s = Σ e^(z − m), each term is K·t·(log s + m − z),
 * K so that the mean over all terms is that over rows. Its derivative is K·(e^(z − m) / s − t) where the t of a row add up to 1.
 */
export const crossEntropyOfRows: RowLoss = {
  name: "cross-entropy",
  terms(builder, z, t, origin) {
    const { shifted, sum } = powersOf(builder, z, origin);
    const logarithm = builder.operation(log, [sum], {}, "log sum", origin);
    const bits = builder.operation(subtract, [logarithm, shifted], {}, "bits", origin);
    return builder.operation(multiply, [builder.operation(multiply, [t, bits], {}, "bits of class", origin), width(builder, z, origin)], {}, "loss terms", origin);
  },
  derivative(builder, z, t, share, origin) {
    const { powers, sum } = powersOf(builder, z, origin);
    const probability = builder.operation(divide, [powers, sum], {}, "probability", origin);
    const excess = builder.operation(subtract, [probability, t], {}, "excess", origin);
    const factor = builder.operation(multiply, [share, width(builder, z, origin)], {}, "share of row", origin);
    return builder.operation(multiply, [excess, factor], {}, "d loss / d z", origin);
  },
};

interface Powers {
  /** z − m. */
  readonly shifted: ValueId;
  /** e^(z − m). */
  readonly powers: ValueId;
  /** Along each row. */
  readonly sum: ValueId;
}

function powersOf(builder: ValueBuilder, z: ValueId, origin: Origin): Powers {
  const most = builder.operation(reduceMax, [z], { axes: [1] }, "most", origin);
  const shifted = builder.operation(subtract, [z, most], {}, "shifted", origin);
  const powers = builder.operation(exp, [shifted], {}, "powers", origin);
  return { shifted, powers, sum: builder.operation(sumAtOnce, [powers], { axes: [1] }, "sum of powers", origin) };
}

function width(builder: ValueBuilder, z: ValueId, origin: Origin): ValueId {
  return builder.parameter("outputs", [], Float32Array.of(builder.shapeOf(z)[1]), origin);
}

/** What a network of so many outputs that tells classes is trained for. */
export function crossEntropyOf({ kind }: RecordedClasses, outputs: number): Loss | RowLoss {
  return kind === "one-of" && outputs > 1 ? crossEntropyOfRows : crossEntropyOfEach;
}
