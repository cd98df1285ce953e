// The kernel of ln(1 + e^x), with small relative errors in the left tail.

import { exp, log1p } from "../../numeric/elementary/index.ts";
import { add, apply, less, multiply, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { fractionOf, powerFactors, reduceExponential } from "./parts/exponential.ts";
import { atLeast, bitsOf, float, floatOf, word } from "./parts/floats.ts";
import { logarithmOfOneMore } from "./parts/logarithm.ts";
import { exactSum } from "./parts/sums.ts";

/** e^x below it rounds to 0. */
const LEAST = -104;

/** Beyond it ln(1 + e^x) rounds to x. */
const GREATEST = 20;

export const softplus: Kernel = {
  name: "softplus",
  operands: ["x"],
  does: "ln(1 + e^x), within 1 unit in the last place",
  /** max(x, 0) + ln(1 + e), e = e^-|x|. */
  body([x]) {
    const reduced = reduceExponential(atLeast(LEAST, floatOf(apply("or", [bitsOf(x), word(0x80000000)], "descent"))));
    const fraction = fractionOf(reduced);
    const { first, second } = powerFactors(reduced.power);
    const tail = multiply(multiply(fraction.high, first), second, "tail");
    const tailRest = multiply(multiply(fraction.low, first), second, "tail_rest");
    const { high, low } = logarithmOfOneMore(tail, tailRest);
    const leading = exactSum(atLeast(0, x), high, "leading");
    const sum = add(leading.high, add(leading.low, low), "softened");
    return select(less(float(GREATEST), x), x, sum);
  },
  float64: (x) => (x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))),
};
