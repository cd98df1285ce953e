// mean-squared-error: the mean of (y − t)² over batch and outputs.

import { constant, multiply, subtract } from "../../program/expression.ts";
import type { Loss } from "./loss.ts";

export const meanSquaredError: Loss = {
  name: "mean-squared-error",
  value(y, t) {
    const difference = subtract(y, t);
    return multiply(difference, difference);
  },
  derivative: (y, t) => multiply(constant(2), subtract(y, t)),
};
