// The kernel of the least whole number that is not below x.

import { add, less } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { bitsOf, float, floatOf, signOf } from "./parts/floats.ts";
import { nearestWhole } from "./parts/whole-numbers.ts";
import { choose, or } from "./parts/words.ts";

export const ceil: Kernel = {
  name: "ceil",
  operands: ["x"],
  does: "the least whole number not below x, exactly",
  isExact: true,
  /** Between −1 and 0 it is −0: no whole number between them has another sign than x. */
  body([x]) {
    const nearest = nearestWhole(x);
    const whole = choose(less(nearest, x), add(nearest, float(1), "one_above"), nearest, "whole");
    return floatOf(or(bitsOf(whole), signOf(x), "signed"));
  },
  float64: Math.ceil,
};
