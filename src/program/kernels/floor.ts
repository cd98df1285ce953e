// The kernel of the greatest whole number that is not above x.

import { less, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { float } from "./parts/floats.ts";
import { nearestWhole } from "./parts/whole-numbers.ts";
import { choose } from "./parts/words.ts";

export const floor: Kernel = {
  name: "floor",
  operands: ["x"],
  does: "the greatest whole number not above x, exactly",
  isExact: true,
  body([x]) {
    const nearest = nearestWhole(x);
    return choose(less(x, nearest), subtract(nearest, float(1), "one_below"), nearest, "whole");
  },
  float64: Math.floor,
};
