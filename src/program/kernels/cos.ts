// The kernel of cos x, x in radians and of any size: sin a quarter turn on.

import { cos as float64 } from "../../numeric/elementary/index.ts";
import { add } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { bitsOf, word } from "./parts/floats.ts";
import { withoutQuarterTurns } from "./parts/quarter-turns.ts";
import { sineOfReduced } from "./parts/sine-and-cosine.ts";
import { and } from "./parts/words.ts";

export const cos: Kernel = {
  name: "cos",
  operands: ["x"],
  does: "cos x, x in radians, within 0.8 units in the last place",
  body([x]) {
    const angle = withoutQuarterTurns(and(bitsOf(x), 0x7fffffff, "magnitude_bits"));
    return sineOfReduced(angle, add(angle.quarters, word(1), "quarters_on"), word(0));
  },
  float64,
};
