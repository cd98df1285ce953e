// The square root of an unevaluated sum, as another one.

import { add, divide, squareRoot, subtract } from "../../expression.ts";
import { type Pair, productRest, split } from "./pairs.ts";

/** √(high + low) for a high above 0 whose square root is far from subnormal: within 2^-45 of itself. */
export function squareRootOf({ high, low }: Pair): Pair {
  const root = squareRoot(high, "root");
  const halves = split(root, "root_head");
  // root² − high, of exact products.
  const excess = productRest(high, halves, halves, "root_excess");
  const rest = divide(subtract(low, excess, "root_lack"), add(root, root), "root_rest");
  return { high: root, low: rest };
}
