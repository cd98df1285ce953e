// nesterov: momentum whose gradient is taken where the velocity is about to lead.

import { add, constant, multiply, subtract } from "../../program/expression.ts";
import { MOMENTUM } from "./momentum-parameter.ts";
import type { FirstOrderOptimiser } from "./optimiser.ts";
import type { UpdateRule } from "./update-rule.ts";

/**
 * v ← μ·v − α·g, p ← p + (μ·v − α·g) with the new v. The parameter kept is the place q + μ·v ahead of Nesterov's q, so that
 * the gradient is the one at hand: q ← q + v makes it q + v + μ·v, and q was p − μ·v_old (Sutskever, Martens, Dahl and
 * Hinton 2013, §2.1; Bengio, Boulanger-Lewandowski and Pascanu 2013, eq. 7).
 */
function rule([momentum]: readonly number[]): UpdateRule {
  const kept = constant(Math.fround(momentum));
  return {
    stateCount: 1,
    rates: (_, learningRate) => [learningRate],
    update({ parameter, gradient, state: [velocity], rates: [rate] }) {
      const slope = multiply(rate, gradient);
      const next = subtract(multiply(kept, velocity), slope);
      return { parameter: add(parameter, subtract(multiply(kept, next), slope)), state: [next] };
    },
  };
}

export const nesterov: FirstOrderOptimiser = { name: "nesterov", order: "first", parameters: [MOMENTUM], defaultLearningRate: 0.01, rule };
