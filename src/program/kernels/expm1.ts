// The kernel of e^x − 1, as exact near 0 as elsewhere: (2^k − 1) + 2^k·(e^r − 1), in halves, for 2^k itself may be no float32.

import { expm1 as float64 } from "../../numeric/elementary/index.ts";
import { add, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { reduceFinely, smallPowerOfTwo } from "./parts/exponential.ts";
import { float, magnitudeOf, word } from "./parts/floats.ts";
import { orderedSum } from "./parts/pairs.ts";

/** Below it e^x − 1 rounds to x. */
const TINY = 2 ** -25;

/** Below it e^x − 1 rounds to −1. */
const LEAST = -18;

/** Beyond it e^x overflows. */
const GREATEST = 89;

export const expm1: Kernel = {
  name: "expm1",
  operands: ["x"],
  does: "e^x - 1, within 1 unit in the last place",
  body([x]) {
    const notTooLarge = select(less(x, float(LEAST)), float(-1), withinRange(x));
    const notTiny = select(less(float(GREATEST), x), multiply(x, float(2 ** 127), "overflow"), notTooLarge);
    return select(less(magnitudeOf(x), float(TINY)), x, notTiny);
  },
  float64,
};

function withinRange(x: Expression): Expression {
  const { power, coarse, rest } = reduceFinely(x);
  const half = smallPowerOfTwo(subtract(power, word(1), "lower"));
  const base = subtract(half, float(0.5), "base");
  const baseRest = subtract(subtract(half, base), float(0.5), "base_rest");
  const leading = orderedSum(base, multiply(half, coarse, "step"), "leading");
  const small = add(leading.low, add(baseRest, multiply(half, rest, "small_step")), "small");
  const halved = add(leading.high, small, "halved");
  return add(halved, halved, "result");
}
