// A target of one variable as a function of a number. Compiles nothing.

import type { Target } from "./target.ts";

/** In float64, without an array for every call. */
export function ofOneVariable(target: Target): (x: number) => number {
  const point = new Float64Array(1);
  return (x) => {
    point[0] = x;
    return target.evaluate(point);
  };
}
