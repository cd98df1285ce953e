// mean-absolute-error: the mean of |y − t| over batch and outputs. Its derivative never fades: it wants a falling learning rate.

import { constant, less, select, subtract } from "../../program/expression.ts";
import type { Loss, LossFamily } from "./loss.ts";

const loss: Loss = {
  name: "mean-absolute-error",
  value: (y, t) => select(less(y, t), subtract(t, y), subtract(y, t)),
  // 0 where they are equal.
  derivative: (y, t) => select(less(y, t), constant(-1), select(less(t, y), constant(1), constant(0))),
};

export const meanAbsoluteError: LossFamily = { name: loss.name, aliases: ["mae"], parameters: [], loss: () => loss };
