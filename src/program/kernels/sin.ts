// The kernel of sin x, x in radians and of any size.

import { sin as float64 } from "../../numeric/elementary/index.ts";
import type { Kernel } from "../kernel.ts";
import { magnitudeOf, signOf } from "./parts/floats.ts";
import { withoutQuarterTurns } from "./parts/quarter-turns.ts";
import { sineOfReduced } from "./parts/sine-and-cosine.ts";

export const sin: Kernel = {
  name: "sin",
  operands: ["x"],
  does: "sin x, x in radians, within 0.9 units in the last place",
  body([x]) {
    const angle = withoutQuarterTurns(magnitudeOf(x));
    return sineOfReduced(angle, angle.quarters, signOf(x));
  },
  float64,
};
