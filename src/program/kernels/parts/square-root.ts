// The square root of an unevaluated sum, as another one.

import { add, divide, squareRoot, subtract } from "../../expression.ts";
import { type Pair, productRest, split } from "./pairs.ts";

/** √(high + low) for a high above 0 whose square root is far from subnormal: within 2^-45 of itself. */
export function squareRootOf({ high, low }: Pair): Pair {
  const root = squareRoot(high, "root");
  const halves = split(root, "rootHead");
  // root² − high, of exact products.
  const excess = productRest(high, halves, halves, "rootExcess");
  const rest = divide(subtract(low, excess, "rootLack"), add(root, root), "rootRest");
  return { high: root, low: rest };
}
