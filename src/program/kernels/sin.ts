// The kernel of sin x, x in radians and of any size.

import { sin as float64 } from "../../numeric/elementary/index.ts";
import type { Kernel } from "../kernel.ts";
import { bitsOf } from "./parts/floats.ts";
import { withoutQuarterTurns } from "./parts/quarter-turns.ts";
import { sineOfReduced } from "./parts/sine-and-cosine.ts";
import { and } from "./parts/words.ts";

export const sin: Kernel = {
  name: "sin",
  operands: ["x"],
  does: "sin x, x in radians, within 0.9 units in the last place",
  body([x]) {
    const bits = bitsOf(x);
    const angle = withoutQuarterTurns(and(bits, 0x7fffffff, "magnitude_bits"));
    return sineOfReduced(angle, angle.quarters, and(bits, 0x80000000, "sign"));
  },
  float64,
};
