// huber: quadratic for small errors, straight for large ones, which pull no harder for being larger.

import { constant, less, multiply, select, subtract } from "../../program/expression.ts";
import { ERROR_SCALE } from "./error-scale.ts";
import type { Loss, LossFamily } from "./loss.ts";

/** With e = y − t: e² / 2 where |e| ≤ δ, else δ·(|e| − δ / 2) (Huber 1964). */
function loss([delta]: readonly number[]): Loss {
  const scale = Math.fround(delta);
  const [low, high, half] = [constant(-scale), constant(scale), constant(0.5)];
  const halfScale = constant(Math.fround(scale / 2));
  return {
    name: "huber",
    value(y, t) {
      const e = subtract(y, t);
      const right = multiply(high, subtract(e, halfScale));
      const left = multiply(high, subtract(subtract(t, y), halfScale));
      return select(less(e, low), left, select(less(high, e), right, multiply(half, multiply(e, e))));
    },
    derivative(y, t) {
      const e = subtract(y, t);
      return select(less(e, low), low, select(less(high, e), high, e));
    },
  };
}

export const huber: LossFamily = {
  name: "huber",
  parameters: [{ ...ERROR_SCALE, usual: 1, example: 0.1 }],
  loss,
};
