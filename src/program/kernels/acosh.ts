// The kernel of the inverse hyperbolic cosine: ln(1 + d + √(2d + d²)) of d = x − 1, and ln 2x where x² − 1 rounds to x² with a margin.

import { acosh as float64 } from "../../numeric/elementary/index.ts";
import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { add, less, lessOrEqual, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { bitsOf, float, floatOf, word } from "./parts/floats.ts";
import { logarithmOfOneMore, logarithmOfPair } from "./parts/logarithm.ts";
import { orderedSum, productRest, split, type Pair } from "./parts/pairs.ts";
import { squareRootOf } from "./parts/square-root.ts";
import { exactSum } from "./parts/sums.ts";

const LARGE = 2 ** 14;

export const acosh: Kernel = {
  name: "acosh",
  operands: ["x"],
  does: "acosh(x), within 1 unit in the last place; NaN below 1",
  body([x]) {
    const large = logarithmOfPair({ high: x, low: float(0) }, float(1));
    const ofFinite = select(less(float(LARGE), x), sumOf(large), sumOf(ofMedium(x)));
    const ofLarge = select(lessOrEqual(x, float(LARGEST_FLOAT32)), ofFinite, x);
    // NaN below 1, and 0 at 1, where the root has no reciprocal.
    const ofNone = select(less(x, float(1)), word(0x7fc00000), word(0));
    return floatOf(select(lessOrEqual(x, float(1)), ofNone, bitsOf(ofLarge)));
  },
  float64,
};

function ofMedium(x: Expression): Pair {
  const d = subtract(x, float(1), "distance");
  const square = multiply(d, d, "square");
  const halves = split(d, "head");
  const sum = exactSum(add(d, d, "twice"), square, "sum");
  const root = squareRootOf({ high: sum.high, low: add(sum.low, productRest(square, halves, halves, "square")) });
  const grown = orderedSum(root.high, d, "grown");
  return logarithmOfOneMore(grown.high, add(grown.low, root.low, "grown_rest"));
}

function sumOf({ high, low }: Pair): Expression {
  return add(high, low, "logarithm");
}
