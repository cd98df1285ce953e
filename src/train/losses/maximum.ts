// maximum: goes for the largest error. Errors well below a scale hardly count, so that the worst ones are what is mended.

import { constant, divide, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Loss, LossFamily } from "./loss.ts";
import { ERROR_SCALE } from "./error-scale.ts";

/** Of small errors. */
const POWER = 8;

/**
 * With e = y − t, p = 8 and the scale s: the term is φ(e) = (2 / p)·s²·(e / s)^p where |e| ≤ s, else e² − (1 − 2 / p)·s². Both
 * meet at s with equal values and slopes: φ is convex, has a continuous derivative, and large errors, as at the start of a
 * training, pull as in the mean squared error: a pure eighth power would leave the range of float32 and, through its
 * gradients' squares, what Adam remembers of them.
 *
 * Why it goes for the maximum: φ grows with |e|. Let E be the smallest worst error any parameters reach on N points. They
 * have a mean of φ of at most φ(E), so that the parameters with the smallest mean have one of at most φ(E) too, and none of
 * their errors has φ(e) > N·φ(E): within the scale that is |e| ≤ N^(1/p)·E. For p → ∞ the factor is 1: the best
 * approximations in the p-th mean tend to the best uniform one (Pólya 1913). The scale should be near the worst error that is
 * hoped for: below it gradients fade with the seventh power.
 */
function loss([given]: readonly number[]): Loss {
  const scale = Math.fround(given);
  const [low, high] = [constant(-scale), constant(scale)];
  const share = constant(Math.fround((2 / POWER) * scale * scale));
  const rest = constant(Math.fround((1 - 2 / POWER) * scale * scale));
  return {
    name: "maximum",
    value(y, t) {
      const e = subtract(y, t);
      const u = divide(e, high);
      const u2 = multiply(u, u);
      const u4 = multiply(u2, u2);
      const small = multiply(share, multiply(u4, u4));
      const large = subtract(multiply(e, e), rest);
      return select(less(e, low), large, select(less(high, e), large, small));
    },
    derivative(y, t) {
      const e = subtract(y, t);
      const u = divide(e, high);
      const u2 = multiply(u, u);
      const u6 = multiply(multiply(u2, u2), u2);
      const one = constant(1);
      const damping = select(less(e, low), one, select(less(high, e), one, u6));
      return multiply(multiply(constant(2), e), damping);
    },
  };
}

export const maximum: LossFamily = {
  name: "maximum",
  parameters: [{ ...ERROR_SCALE, usual: 0.003, example: 0.001 }],
  loss,
};
