// adagrad: each parameter's rate falls with the gradients it has seen.

import { add, constant, divide, multiply, squareRoot, subtract } from "../../program/expression.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

const EPSILON = constant(Math.fround(1e-8));

/** s ← s + g², p ← p − α·g / (√s + ε) (Duchi, Hazan and Singer 2011, with diagonal matrices). */
const rule: UpdateRule = {
  stateCount: 1,
  rates: (_, learningRate) => [learningRate],
  update({ parameter, gradient, state: [squares], rates: [rate] }) {
    const next = add(squares, multiply(gradient, gradient));
    const change = divide(multiply(rate, gradient), add(squareRoot(next), EPSILON));
    return { parameter: subtract(parameter, change), state: [next] };
  },
};

export const adagrad: FirstOrderOptimiser = { name: "adagrad", order: "first", parameters: [], defaultLearningRate: 0.01, rule: () => rule };
