// momentum: gradient descent with a velocity, known as the heavy ball.

import { add, constant, multiply, subtract } from "../../program/expression.ts";
import { MOMENTUM } from "./momentum-parameter.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

/** v ← μ·v − α·g, p ← p + v (Polyak 1964; in this form Rumelhart, Hinton and Williams 1986). */
function rule([momentum]: readonly number[]): UpdateRule {
  const kept = constant(Math.fround(momentum));
  return {
    stateCount: 1,
    rates: (_, learningRate) => [learningRate],
    update({ parameter, gradient, state: [velocity], rates: [rate] }) {
      const next = subtract(multiply(kept, velocity), multiply(rate, gradient));
      return { parameter: add(parameter, next), state: [next] };
    },
  };
}

export const momentum: FirstOrderOptimiser = { name: "momentum", order: "first", parameters: [MOMENTUM], defaultLearningRate: 0.01, rule };
