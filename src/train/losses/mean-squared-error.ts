// mean-squared-error: the mean of (y − t)² over batch and outputs.

import { constant, multiply, subtract } from "../../program/expression.ts";
import type { Loss, LossFamily } from "./loss.ts";

const loss: Loss = {
  name: "mean-squared-error",
  value(y, t) {
    const difference = subtract(y, t);
    return multiply(difference, difference);
  },
  derivative: (y, t) => multiply(constant(2), subtract(y, t)),
};

export const meanSquaredError: LossFamily = { name: loss.name, aliases: ["mse"], parameters: [], loss: () => loss };
